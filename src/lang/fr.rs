//! French.

use super::{Counters, Cues, Endings, Headers, Mail, Negation, Pages, Proposals, Tables, Times, Voices, Words};

/// The words of French.
#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    function_words: "\
        le la les un une des du de et est sont dans pour que qui ne pas plus avec sur par ce cette ces il elle on nous \
        vous ils elles je tu au aux se sa son ses leur leurs mais ou donc car si comme tout tous toute toutes etre avoir \
        fait faire peut c d l j n qu s y a ont ete etait quand meme aussi bien tres sans entre apres avant chez moi toi \
        lui cela ca voila parce quoi dont ni puis encore toujours jamais rien oui non merci votre vos notre nos mon ma \
        mes ton ta tes deux ans faut va vont suis sommes avez avons sera serait aurait pourquoi comment ici alors \
        souvent parfois seulement environ beaucoup trop assez moins mieux ainsi pourtant depuis pendant contre selon \
        vraiment surtout meme plutot autre autres aujourd hui hier demain quelque quelques chaque plusieurs celui celle \
        ceux celles cest deja tant tel telle chose choses",
    abbreviations: &["m", "mm", "mme", "mlle", "dr", "p", "ex", "etc", "cf", "st"],
    numbers: &[
        ("deux", 2.0), ("trois", 3.0), ("quatre", 4.0), ("cinq", 5.0), ("dix", 10.0), ("douzaine", 12.0),
        ("vingt", 20.0), ("cent", 100.0), ("centaine", 100.0), ("mille", 1e3), ("millier", 1e3), ("million", 1e6),
        ("milliard", 1e9), ("moitie", 0.5),
    ],
    endings: Endings { irregular: &[("aux", "al")], regular: &["s", "x", "e"] },
    negation: Negation {
        particles: "ne n",
        halves: "pas plus jamais rien aucun aucune aucunement guere point personne nul nulle nullement ni",
        whole: "sans",
        contracted: "",
        auxiliaries: "",
        stops: "mais car donc puisque pourtant cependant parce sauf",
        only: "que qu",
        verbs: "\
            est ai a as suis sais crois faut peut peux veut veux va vais fait vois pense sont ont etait dois doit aime \
            comprends comprend avez avons sommes etes serait sera",
    },
    proposals: Some(&PROPOSALS),
    cues: Cues {
        continues: &[
            "alors", "donc", "ensuite", "enfin", "bref", "sinon", "quant à", "quant au", "quant aux", "par contre",
            "en revanche", "cependant", "toutefois", "pourtant", "d'ailleurs", "de plus", "en plus", "du coup", "ainsi",
            "également", "j'ai également", "j'ai aussi", "par exemple", "autre", "une autre", "un autre", "en fait", "or",
            "conclusion", "en conclusion", "pour conclure", "de même", "de toute façon", "dernier point", "deuxièmement",
            "troisièmement", "d'autre part", "d'un autre côté", "par ailleurs", "voilà", "c'est pourquoi", "c'est pour ça",
            "c'est pour cela", "notamment", "surtout", "néanmoins", "au passage", "en outre", "en résumé", "j'ajoute",
            "et puis", "puis", "à part ça", "je parle", "reste que", "idem", "autrement", "et encore", "et surtout",
            "mais bon", "au final", "finalement", "de la même", "soit", "à moins", "tant que", "ou alors", "ou bien",
            "remarquez", "rappelons que", "rappelons qu'", "notez", "hypothèse",
        ],
        joins: &["et", "mais", "ou", "plus", "comme"],
        postscripts: &["ps", "p.s", "p.s.", "ps.", "nb", "n.b", "edit", "pps", "p.-s", "post-scriptum", "nota", "errata", "erratum"],
        greets: &["bonjour", "bonsoir", "salut", "coucou", "hello", "cher", "chère", "chers"],
        thanks: &[
            "merci", "bravo", "félicitations", "chapeau", "excellent", "très bon", "très bel", "très belle", "super",
            "génial", "magnifique", "merveilleux", "amen", "j'adore", "j'aime", "bien dit", "bien vu", "formidable",
            "ravi", "ravie",
        ],
        closing_thanks: &["merci"],
        answers: &[
            "oui", "non", "tout à fait", "exactement", "exact", "d'accord", "je suis d'accord", "pas d'accord",
            "entièrement d'accord", "je ne suis pas d'accord", "vrai", "c'est vrai", "faux", "c'est faux",
            "effectivement", "en effet", "pardon", "désolé", "désolée", "hum", "euh", "mouais", "bof", "ah", "oh",
            "ouais", "haha", "ahah", "hahaha", "lol", "mdr", "ok", "okay", "bien sûr", "absolument", "certes",
            "justement", "ben", "bah", "mais oui", "mais non", "mais si", "tu as raison", "vous avez raison", "aha",
            "ouah", "ouf", "pareil", "moi aussi", "moi non plus", "correct",
        ],
        second_person: &["vous", "votre", "vos", "tu", "ton", "tes", "toi", "avez", "êtes"],
        polite: &["vous", "votre", "vos", "avez", "êtes"],
        familiar: &["tu", "ton", "tes", "toi"],
        familiar_with: &[],
        imperative_endings: &["ez"],
        no_imperatives: &["assez"],
        first_person: &["je", "j", "moi", "mon", "ma", "mes", "me", "m"],
        we: &["nous", "notre", "nos"],
        the_article: &[
            "article", "billet", "texte", "papier", "chronique", "tribune", "blog", "post", "auteur", "journaliste", "blogue",
        ],
        closes: &[
            "bien à vous", "bien à toi", "cordialement", "merci d'avance", "bonne soirée", "bonne journée", "bon courage",
            "bonne continuation", "à bientôt", "bises", "bisous", "amicalement", "à suivre", "sur ce", "bonne nuit",
            "merci", "merci encore", "amitiés", "voilà", "point final", "cqfd",
        ],
        common: &[
            "avec", "dans", "pour", "plus", "mais", "cette", "comme", "tout", "tous", "toute", "toutes", "être", "sont",
            "fait", "faire", "nous", "vous", "leur", "leurs", "elle", "elles", "aussi", "bien", "même", "sans", "sous",
            "quand", "alors", "donc", "encore", "très", "cela", "celui", "celle", "ceux", "peut", "avoir", "était",
            "autre", "autres", "dire", "parce", "rien", "votre", "notre", "sinon",
        ],
        grounds: &["parce que", "parce qu'", "car", "puisque"],
        points_back: &[
            "il", "elle", "ils", "elles", "ce", "c'", "cela", "ça", "ceci", "cette", "cet", "ces", "celui-ci",
            "celle-ci", "il y",
        ],
        adds: &["aussi", "également", "surtout", "même"],
        self_remarks: &[
            "je suppose", "je sais", "je présume", "je crois", "j'imagine", "simple conjecture", "simple hypothèse",
            "question idiote", "mais bon", "qui sait", "notez", "enfin bref",
        ],
        reblogs: &["a reblogué"],
        conditions: &["si", "s'il", "s'ils", "à supposer"],
        announces: &[
            "j'aimerais", "je voudrais", "je voulais", "je tenais à", "je tiens à", "permettez", "je me permets",
            "je viens de lire", "je découvre", "rectification", "précision", "correction", "il y a une erreur",
            "hors sujet",
        ],
    },
    voices: Voices {
        greet: &["merci", "bravo", "bonjour", "salut", "cordialement", "lol", "mdr", "haha"],
        address: &["vous", "votre", "tu", "toi", "oui", "d'accord"],
        speak: &["je", "j'", "moi", "mon avis"],
        discuss: &["cet article", "votre article", "l'auteur", "ce billet"],
        report: &["selon", "a déclaré", "a annoncé", "rapporte", "porte-parole"],
    },
    times: Times {
        months: [
            &["janvier", "janv", "jan"],
            &["février", "févier", "févr", "fév", "fevrier"],
            &["mars", "mar"],
            &["avril", "avr"],
            &["mai"],
            &["juin"],
            &["juillet", "juil"],
            &["août", "aout"],
            &["septembre", "sept", "sep"],
            &["octobre", "oct"],
            &["novembre", "nov"],
            &["décembre", "déc", "decembre", "dec"],
        ],
        weekdays: &[
            "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lun", "mar", "mer", "jeu", "ven",
            "sam", "dim",
        ],
        before_date: &["le"],
        before_month: &[],
        before_year: &[],
        ordinals: &["er"],
        before_clock: &["à", "les", "le"],
        after_clock: &[],
        month_first: false,
        ago: &["il y a (?:environ )?(?:[0-9]+|une?) (?:ans?|années?|mois|semaines?|jours?|heures?|minutes?|min|h|j)"],
        ago_hints: &["il y a"],
    },
    counters: Counters {
        strong: &["commentaires", "commentaire"],
        weak: &[
            "réflexions", "réflexion", "réactions", "réaction", "réponses", "réponse", "avis", "contributions",
            "contribution", "messages", "message", "discussions", "discussion",
        ],
        heads: &["commentaires"],
        before_number: &[
            "il y a déjà ", "il y a ", "voir les ", "afficher les ", "lire les ", "tous les ", "les ", "vos ",
            "actuellement ",
        ],
        before_word: &["les ", "vos ", "tous les "],
        before_head: &["les ", "vos ", "tous les ", "derniers "],
        whose: &[" des lecteurs", " des internautes", " des abonnés"],
        state: &[" pour l'instant", " pour l’instant", " publiés", " publié"],
        about: &[" sur ", " à ", " au sujet de ", " à propos de ", " pour ", " en ", " de "],
        one: &["un", "une"],
        none: &["aucune", "aucun", "pas encore de", "pas de"],
    },
    pages: Pages {
        actions: &[
            "répondre(?: à ce commentaire)?", "réponse", "répondez",
            r"j['’]aime(?: chargement…| en chargement…| loading\.\.\.)?", "je n['’]aime pas", "aimé par [0-9]+ personnes?",
            "signaler(?: un abus| ce commentaire)?", "partager", "citer", "permalien", "lien", "modifier", "chargement…",
            "voter", "recommander", "masquer", "afficher les réponses",
        ],
        action_hints: &[
            "répon", "aime", "aimé", "signaler", "partager", "cit", "perma", "lien", "modifier", "chargement", "vote",
            "recomm", "masquer", "afficher",
        ],
        forms: &[
            "laisser un commentaire", "laissez un commentaire", "laisser une réponse", "poster un commentaire",
            "ajouter un commentaire", "votre commentaire", "votre adresse e-mail ne sera", "votre adresse de messagerie",
            "votre e-mail ne sera", "entrez votre commentaire", "entrez vos coordonnées", "les commentaires sont fermés",
            "les commentaires sont clos", "navigation des commentaires", "vous devez être connecté", "connectez-vous pour",
            "ce site utilise akismet", "les champs obligatoires sont", "avertissez-moi par", "prévenez-moi de tous",
            "annuler la réponse", "réagissez à l'article", "commenter cet article",
        ],
        pingbacks: &["rétrolien"],
        pingback_from: &["de"],
        says: &["(?:a |à )?(?:dit|écrit|répondu)"],
        says_hints: &["dit", "écrit", "répondu"],
        said: &["dit", "a dit", "écrit", "a écrit"],
        before_name: &["publié par", "écrit par", "par"],
        name_to_date: &["le", "à", "publié"],
        says_to_date: &["le"],
        in_reply_to: &["en réponse à"],
        feed_titles: &["comment"],
        id_prefixes: &["commentaire-", "commentaire", "reaction"],
        reply_classes: &["rep", "reponse", "réponse"],
        nobody: &["supprimé", "utilisateur supprimé"],
        deleted: &["[supprimé]"],
        removed: &["[modéré]"],
    },
    mail: Mail {
        wrote: &["a écrit", "écrit", "ecrit", "a ecrit", "avez écrit", "as écrit"],
        wrote_begins: &["le", "date", "hier"],
        quotes_of: &["citant", "message de"],
        wrote_you: &["vous", "tu"],
        wrote_self: &["je", "nous", "j'ai", "j'avais", "moi"],
        originals: &["message d[' ]origine", "message d'origine transféré", "message original", "message initial", "mail original", "courriel original", "e-mail d'origine", "e-mail original", "message transféré", "message réexpédié", "message transmis", "message suivi", "réponse au message"],
        forwarded: &["début du message réexpédié", "début du message transféré", "début du message"],
        from_fields: &["de", "expéditeur", "exp"],
        sent_fields: &["envoyé", "envoyé le", "envoyée", "envoyé par"],
        date_fields: &["date", "le"],
        to_fields: &["à", "a", "pour", "destinataire", "destinataires"],
        subject_fields: &["objet", "sujet"],
        other_fields: &["cc", "cci", "copie à", "copie", "répondre à", "pièces jointes", "importance"],
        subject_prefixes: &["re", "tr", "ré[pf]", "ré"],
        list_footer: &["liste de diffusion", "se désabonner", "désinscri", "vous recevez ce message"],
        sent_with: &["envoyé de mon", "envoyé de ma", "envoyé depuis", "envoyé à partir", "envoyé avec", "envoyé via", "envoyé par", "télécharge[zr] outlook pour", "obtenir outlook pour", "provenance : courrier pour windows", "provenance: courrier pour windows"],
        signs: &["cordialement", "bien cordialement", "très cordialement", "bien à vous", "bien à toi", "salutations", "sincères salutations", "meilleures salutations", "amicalement", "respectueusement", "cdlt", "cdt", "bonne journée", "bonne soirée", "bonne réception"],
        disclaimers: &[
            r"(?:ce|cet|le présent) (?:message|e-?mail|courriel|courrier|mail)\b.*\b(?:confidentie|destiné à l'usage|à l'attention exclusive|destinataires?|virus)",
            r"avis de confidentialité", r"avertissement ?:", r"clause de confidentialité", r"(?:pensez à|merci de penser à|préservez|protégeons) l'environnement",
            r"les informations contenues dans (?:ce|cet) (?:message|e-?mail|courriel)", r"l'absence de virus", r"garanti sans virus", r"n'imprimez (?:ce|cet) (?:message|e-?mail|courriel)",
        ],
    },
    tables: Tables {
        headers: &[
            Headers { column: "text", after: "comment", names: "commentaire texteducommentaire textecommentaire commentaires texte contenu contenuducommentaire" },
            Headers { column: "text", after: "statement", names: "avis" },
            Headers { column: "text", after: "reaction", names: "reponse corps" },
            Headers { column: "text", after: "remark", names: "remarque" },
            Headers { column: "id", after: "comid", names: "idcommentaire commentaireid identifiantcommentaire idducommentaire" },
            Headers { column: "id", after: "id", names: "identifiant" },
            Headers { column: "id", after: "commentno", names: "numerocommentaire numero" },
            Headers { column: "id", after: "rownumber", names: "ligne" },
            Headers { column: "parent", after: "answerto", names: "idparent idduparent commentaireparent idcommentaireparent reponsea enreponsea reponda parentnumero" },
            Headers { column: "author", after: "nickname", names: "pseudo pseudonyme auteur nomauteur nomdelauteur pseudoauteur utilisateur nomdutilisateur nomutilisateur" },
            Headers { column: "author", after: "name", names: "nom" },
            Headers { column: "author", after: "iduser", names: "idauteur iddelauteur auteurid idutilisateur" },
            Headers { column: "time", after: "datetime", names: "dateheure dateetheure" },
            Headers { column: "time", after: "receiveddate", names: "datecreation datedecreation datepublication datedepublication dateducommentaire creation creele creea publiele publiea posteele" },
            Headers { column: "title", after: "topictitle", names: "titrearticle titredelarticle titreduarticle" },
            Headers { column: "title", after: "title", names: "titre" },
            Headers { column: "title", after: "subject", names: "objet" },
            Headers { column: "thread", after: "publicationid", names: "idarticle filid fildediscussion fil" },
            Headers { column: "thread", after: "threadurl", names: "urlarticle urldelarticle" },
            Headers { column: "thread", after: "link", names: "lien" },
            Headers { column: "thread", after: "topic", names: "sujet" },
            Headers { column: "thread", after: "proposal", names: "debat" },
            Headers { column: "article", after: "submissiontext", names: "textearticle textedelarticle" },
            Headers { column: "for", after: "recommendations", names: "recommandations" },
            Headers { column: "for", after: "recommends", names: "jaime jaimes nbjaime nblikes nombredejaime votespour" },
            Headers { column: "against", after: "totaldisagrees", names: "votescontre" },
            Headers { column: "against", after: "thumbsdown", names: "jenaimepas" },
            Headers { column: "kind", after: "nature", names: "typedecontenu" },
            Headers { column: "relation", after: "procontra", names: "pourcontre" },
            Headers { column: "lang", after: "locale", names: "langue" },
            Headers { column: "depth", after: "commentlevel", names: "niveau profondeur" },
            Headers { column: "state", after: "commentstatus", names: "statut" },
            Headers { column: "state", after: "state", names: "etat" },
            Headers { column: "reply", after: "reply", names: "estunereponse" },
            Headers { column: "deleted", after: "isremoved", names: "supprime estsupprime" },
            Headers { column: "edited", after: "isedited", names: "modifie" },
            Headers { column: "pinned", after: "stickied", names: "epingle" },
            Headers { column: "hidden", after: "isminimized", names: "masque" },
            Headers { column: "clock", after: "timeofday", names: "heure" },
        ],
        yes: &["vrai", "oui", "o"],
        no: &["faux", "non", "n"],
        support: &["pour", "oui"],
        attack: &["contre", "non"],
        neutral: &["neutre"],
        articles: &["article"],
        posts: &["proposition", "question", "publication"],
        comments: &["commentaire"],
        replies: &["réponse", "reponse"],
        shown: &["approuvé", "publié", "validé"],
        pending: &["en attente"],
        hidden: &["rejeté", "refusé", "modéré", "masqué"],
        deleted: &["supprimé"],
        removed: &[],
    },
};

/// The word lists of `tag::proposal::french`.
#[rustfmt::skip]
pub const PROPOSALS: Proposals = Proposals {
    invitations: "\
        qu en pensez vous|qu en penses tu|qu en dites vous|que pensez vous|que pensez vous de cela|\
        que pensez vous de ca|vous en pensez quoi|qu est ce que vous en pensez|pensez vous|vous|vos avis|\
        votre avis|votre opinion|quel est votre avis|quelle est votre opinion|des avis|pourquoi|pourquoi pas|\
        pourquoi ou pourquoi pas|oui ou non|d accord ou pas|d accord|si oui comment|si oui pourquoi",
    leads: "et mais alors donc or bon puis enfin bref bonjour salut",
    to_readers: "vous tu faut faudrait doit doivent devrait devraient devons devrions",
    asking: "pourquoi comment combien quel quelle quels quelles lequel laquelle lesquels lesquelles quoi",
    tying: "qui que qu quand",
    prepositions: "a de d par pour sur avec depuis en dans contre chez vers jusqu des",
    standing: "\
        soutenez soutiendriez soutiens approuvez approuveriez approuves pensez penses croyez crois trouvez \
        trouves estimez jugez acceptez accepteriez voulez voudriez veux souhaitez souhaiteriez voteriez voterez \
        defendez partagez preconisez recommandez",
    stood: "favorable favorables faveur pour accord partisan partisane partisans pret prete prets",
    against: "contre oppose opposee opposes opposez defavorable defavorables hostile hostiles",
    turning: "renoncer refuser rejeter opposer empecher arreter cesser pas vraiment serieusement",
    anyone: "",
    subjects: "il elle on ils elles ce vous nous tu je",
    auxiliaries: "faut faudrait doit devrait peut est etes seriez pensez soutenez approuvez",
    choices: "alors bien plutot est faut doit devrait faudrait",
    announcing: "proposition resolution motion",
    commands: "",
    no_commands: "\
        chez assez savez voyez imaginez supposez regardez lisez ecoutez decouvrez raisons maisons lecons \
        saisons prisons avions regions elections imaginons supposons voyons rappelons notons disons",
    determiners: "\
        le la les l un une tous toutes tout toute nos notre leur leurs ce cette ces chaque plus davantage moins \
        mieux enfin",
    parentheses: "dire croire avouer voir savoir reconnaitre noter rappeler preciser admettre",
    infinitives: "rendre etendre vendre defendre suspendre prendre reprendre faire refaire rompre suivre poursuivre etre",
    infinitive_endings: "indre uire crire mettre battre clure soudre terdire",
    no_infinitives: "\
        hier avenir plaisir souvenir desir soir noir espoir devoir pouvoir cher fer mer hiver enfer amer super \
        leader loyer foyer danger berger boulanger etranger leger entier",
};
