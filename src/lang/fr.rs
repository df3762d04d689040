//! French.

use super::{
    Chats, Counters, Cues, Endings, HeaderParts, Headers, Mail, Names, Negation, Pages, Proposals, Tables, Talk, Times,
    Voices, Words,
};

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
        to_somebody: &["à", "a", "pour", "chères", "monsieur", "madame", "mademoiselle", "m", "mr", "mme", "mlle", "dr", "réponse", "beaucoup"],
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
        familiar: &["tu", "ton", "ta", "tes", "te", "t'", "toi"],
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
        opines: &[
            "je pense que", "je pense qu'", "je crois que", "je crois qu'", "je ne suis pas", "je ne vois pas",
            "je ne comprends pas", "je ne sais pas", "je trouve que", "je trouve qu'", "je trouve", "personnellement",
            "à mon avis", "pour ma part", "moi", "moi j'", "perso", "de mon côté", "en ce qui me concerne", "pour moi",
            "selon moi", "d'après moi", "il me semble", "j'ai l'impression", "je dirais", "je suis", "j'avoue",
            "je reste", "je doute",
        ],
        asks: &[
            "pourquoi", "comment", "est-ce que", "est-ce qu'", "qu'est-ce", "et si", "y a-t-il", "que pensez", "qui",
            "quel", "quelle", "quels", "quelles", "où", "combien", "avez-vous", "as-tu", "peut-on", "a-t-on", "quand",
            "savez-vous",
        ],
        recounts: &[
            "dans mon", "dans ma", "chez nous", "chez moi", "j'ai eu", "j'ai vu", "j'ai lu", "j'avais", "j'étais",
            "il y a quelques", "un jour", "quand j'étais", "l'autre jour", "mon", "ma", "mes",
        ],
        refers: &["votre", "vos", "ton", "ta", "tes", "vous", "tu", "t'"],
        takes_up: &[
            "ce que vous dites", "ce que tu dis", "quand vous dites", "quand tu dis", "vous dites", "tu dis",
            "vous parlez", "tu parles", "vous avez", "tu as", "si je", "si vous", "si tu", "comme vous", "comme tu",
            "vous écrivez", "tu écris",
        ],
        concedes: &[
            "certes", "bien sûr", "évidemment", "il est vrai", "c'est vrai que", "il est clair", "admettons", "soit",
            "sans doute",
        ],
        enumerates: &[
            "premièrement", "d'abord", "tout d'abord", "primo", "secundo", "deuxièmement", "ensuite", "enfin",
            "d'une part", "d'autre part", "troisièmement", "1", "2", "3", "4",
        ],
        exclaims: &[
            "ah", "oh", "ouh", "wow", "waouh", "haha", "hahaha", "héhé", "hihi", "lol", "mdr", "ptdr", "ouf", "pfff",
            "pff", "bah", "ben", "euh", "heu", "hum", "hmm", "mouais", "bof", "argh", "roh", "rho", "tiens", "eh", "hé",
        ],
        by_the_way: &[
            "ps", "p.s", "p.s.", "nb", "n.b", "n.b.", "edit", "ps.", "pps", "et sinon", "au fait", "à propos", "ah oui",
            "ah et", "aussi", "autre chose", "dernière chose",
        ],
        signs_off: &[
            "a+", "@+", "à+", "a plus", "à plus", "bises", "bisous", "biz", "bizz", "ciao", "tchao", "cdlt",
            "cordialement", "amicalement", "bien à vous", "bien à toi", "bonne journée", "bonne soirée", "bonne nuit",
            "bonne continuation", "bonne fin", "bonne chance", "bon week", "bon courage", "bon dimanche",
            "merci encore", "merci d'avance", "merci à tous", "merci à toutes", "à bientôt",
        ],
        he: &["il", "lui"],
        she: &["elle"],
        they: &["ils", "elles", "leurs"],
        anybody: &["on"],
        hasty: &[
            "pr", "ds", "ke", "ki", "koi", "qd", "pk", "pq", "tt", "tjs", "tjrs", "bcp", "qqn", "qqch", "svp", "stp",
            "mdr", "lol", "jsuis", "jai", "cest", "sa", "ya", "pcq", "vs", "ns", "av", "ss", "mm", "msg", "rdv", "auj",
            "dsl", "slt", "bjr",
        ],
        unaccented: &[
            "tres", "meme", "etre", "apres", "deja", "ca", "voila", "reponse", "reponses", "probleme", "problemes", "systeme", "pere", "mere",
            "frere", "economie", "societe", "liberte", "egalite", "realite", "verite", "apparait", "parait", "plait",
            "connait", "etat", "ecole", "ete", "francais", "francaise", "interet", "interessant", "difference",
            "general", "generale", "premiere", "derniere", "maniere", "matiere", "lumiere", "evidemment", "benefice",
            "medecin", "medias",
        ],
        uncontracted: &[],
        contracted: &[],
        capital_pronouns: &[],
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
        near_days: &["aujourd['’]hui", "hier", "avant-hier", "à l['’]instant"],
        short_units: &["s", "sec", "min", "mn", "h", "j", "jrs?", "sem", "mois", "ans?"],
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
            "voter", "recommander", "masquer", "afficher les réponses", "réponses",
        ],
        action_hints: &[
            "répon", "aime", "aimé", "signaler", "partager", "cit", "perma", "lien", "modifier", "chargement", "vote",
            "recomm", "masquer", "afficher",
        ],
        forms: &[
            "laisser un commentaire", "laissez un commentaire", "laisser une réponse", "poster un commentaire",
            "ajouter un commentaire", "votre commentaire", "votre adresse e-mail ne sera", "votre adresse de messagerie",
            "votre e-mail ne sera", "entrez votre commentaire", "entrez vos coordonnées", "les commentaires sont fermés",
            "les commentaires sont clos", "navigation des commentaires", "vous devez être connecté", "vous devez vous connecter", "connectez-vous pour",
            "ce site utilise akismet", "les champs obligatoires sont", "avertissez-moi par", "prévenez-moi de tous",
            "annuler la réponse", "réagissez à l'article", "commenter cet article",
        ],
        pingbacks: &["rétrolien"],
        pingback_from: &["de"],
        badges: &["auteur", "autrice", "auteur/autrice", "super fan", "non vérifié", "modifié", "modérateur", "abonné", "abonnée"],
        says: &["(?:a |à )?(?:dit|écrit|répondu)"],
        says_hints: &["dit", "écrit", "répondu"],
        said: &["dit", "a dit", "écrit", "a écrit"],
        before_name: &["publié par", "écrit par", "soumis par", "posté par", "proposé par", "envoyé par", "de la part de", "par"],
        name_to_date: &["le", "à", "publié"],
        says_to_date: &["le"],
        in_reply_to: &["en réponse à"],
        feed_titles: &["comment"],
        id_prefixes: &["commentaire-", "commentaire", "reaction"],
        comment_classes: &["commentaire", "reaction", "réaction", "temoignage", "contribution"],
        reply_links: &["répondre", "répondre à ce commentaire", "répondre à ce message", "signaler", "signaler un abus", "signaler ce commentaire", "signaler un contenu", "réagir", "alerter", "alerter la modération", "répondez"],
        reply_classes: &["rep", "reponse", "réponse"],
        nobody: &["supprimé", "utilisateur supprimé"],
        unverified: &["non vérifié", "invité"],
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
    talk: Talk {
        links: &["discuter", "discussion", "d", "contributions", "contrib", "contribs", "message", "à propos", "me parler", "dialoguer"],
        user_spaces: &[
            "utilisateur", "utilisatrice", "discussion utilisateur", "discussion utilisatrice", "discussion_utilisateur", "utilisateur discussion",
        ],
        contributions: &["spécial:contributions", "special:contributions"],
        page_spaces: &["discussion", "discussion utilisateur", "discussion utilisatrice", "discussion wikipédia", "discussion projet"],
        unsigned_templates: &["non signé", "nonsigné", "non signé2", "non signé ip", "ns", "usigné"],
        unsigned: &[
            "le message qui précède, non signé, a été déposé par", "le message qui précède, non signé?, a été déposé par",
            "le commentaire qui précède, non signé, a été déposé par", "message non signé de", "commentaire non signé de",
        ],
        outdents: &["retour à gauche", "retour marge", "désindenter", "retrait à gauche"],
        reply: &["répondre"],
        edit: &["modifier", "modifier le code", "modifier le wikicode", "modifier la section"],
        contents: &["sommaire", "table des matières"],
        latest: &["dernier commentaire"],
        subscribe: &["s'abonner", "se désabonner"],
        footers: &["catégorie :", "catégories :", "récupérée de", "ce document provient de", "la dernière modification de cette page"],
        mentions: &["notif", "notification", "ut", "répondre à", "mention", "utilisateur"],
        quotes: &["citation", "citation bloc", "début citation"],
        file_spaces: &["fichier", "image", "catégorie"],
    },
    chats: Chats {
        omitted: &[
            "médias omis", "média omis", "fichier omis", "image absente", "image omise", "photo omise", "vidéo absente",
            "vidéo omise", "audio omis", "audio absent", "sticker omis", "sticker absent", "gif retiré", "gif omis",
            "gif absent", "document omis", "document absent", "fiche contact omise", "carte de contact omise",
            "note vidéo omise", "médias retirés",
        ],
        attached: &["fichier joint"],
        deleted: &[
            "ce message a été supprimé", "vous avez supprimé ce message", "message supprimé", "ce message a été effacé",
            "tu as supprimé ce message",
        ],
        edited: &["ce message a été modifié", "modifié"],
        encrypted: &["chiffrés de bout en bout", "chiffré de bout en bout", "chiffrement de bout en bout"],
        from: &["de"],
        to: &["à", "a"],
        replying: &["en réponse à", "réponse à", "répond à", "répondre à"],
        reacted: &["a réagi à", "réaction à"],
        ended: &["la réunion s'est terminée", "réunion terminée", "fin de la transcription"],
        pro: &["pour"],
        con: &["contre"],
        no_speakers: &[
            "note", "remarque", "nb", "n.b", "ps", "p.s", "source", "sources", "mise à jour", "màj", "maj", "édit", "exemple",
            "conclusion", "résumé", "en résumé", "bref", "attention", "erreur", "rappel", "objet", "titre", "auteur", "par",
            "crédit", "crédits", "lire aussi", "voir aussi", "à lire", "contact", "tél", "téléphone", "courriel", "adresse",
            "prix", "total", "ingrédients", "préparation", "étape", "lieu", "durée", "présents", "excusés", "absents",
            "ordre du jour", "participants",
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
            Headers { column: "given", after: "forename", names: "prenom" },
            Headers { column: "family", after: "surname", names: "nomdefamille patronyme" },
            Headers { column: "clock", after: "timeofday", names: "heure" },
        ],
        reply_lists: "reponses reponsesaucommentaire",
        comment_lists: "commentaires messagesduforum contributions avis",
        opening_objects: "sujet billet question petition",
        people: "auteur utilisateur redacteur membre",
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
        parts: HeaderParts {
            comment: "commentaire commentaires message messages contribution avis votre vos observation observations remarque",
            reply: "reponse reponses sousreponse",
            replies: "reponses",
            opening: "article debat sujet discussion question proposition billet actualite petition",
            above: "parent",
            toward: "a au",
            by: "par",
            author: "auteur autrice utilisateur utilisatrice nom pseudo pseudonyme membre expediteur intervenant qui identite contributeur contributrice participant participante deposant deposante declarant internaute",
            time: "date heure horodatage horodateur cree creee creation publie publiee poste postee envoye ecrit redige quand soumis depose depot jour jours",
            text: "texte contenu corps",
            id: "numero identifiant reference",
            title: "titre objet",
            glue: "de du d des la le l et en",
        },
    },
    names: Names {
        calls: &[
            "chers", "cheres", "mon cher", "ma chere", "bon courage", "bien envoye", "bien joue", "felicitations a",
            "bravo a", "merci a", "grand merci", "mille mercis", "en reponse a", "reponse a", "je reponds a", "repondre a",
            "repondre", "question a", "question pour", "pour repondre a", "d accord avec", "en desaccord avec",
            "comme le dit", "comme dit", "comme le disait", "comme disait", "comme l a dit", "comme l a ecrit",
            "comme l ecrit", "comme le souligne", "comme le rappelle", "comme le note", "comme l explique", "dixit",
            "n en deplaise a", "desole", "desolee", "pardon", "allez", "allons", "voyons", "tiens", "dis", "dites", "eh",
            "he", "ecoute", "ecoutez", "bonne nuit", "bonne journee", "au revoir", "bienvenue", "bienvenue a", "rebonjour",
            "re bonjour", "coucou", "hello", "hey", "je rejoins", "contrairement a ce que dit", "hein", "clin d oeil a",
            "bises", "bise", "amities",
        ],
        cites: "comme que",
        says: &[
            "dit", "ecrit", "disait", "ecrivait", "souligne", "rappelle", "explique", "propose", "suggere", "a dit",
            "a ecrit", "l a dit", "l a ecrit", "le dit", "l ecrit", "l explique", "le rappelle",
        ],
        titles: "m mr mme mlle monsieur madame mademoiselle messieurs mesdames docteur dr professeur pr maitre",
        in_titles: "a pour par avec",
        determiners: "\
            le la l les un une des du au aux ce cet cette ces quel quelle quels quelles aucun aucune chaque plusieurs toute \
            quelque quelques leur leurs nos vos",
        before_verbs: "je j tu il elle on nous vous ils elles se s ne n y me m te t lui",
        before_places: "en dans",
        pronouns: "\
            personne aucun chacun rien tous toutes autre autres moi toi lui eux anonyme invite inconnu \
            inconnue",
        also_words: "\
            rose pierre marguerite violette violet olive prune capucine clemence constance prudence esperance victoire \
            gloire grace fleur flore lilas iris anemone jasmin melissa angelique veronique reine blanche aime desire parfait \
            juste modeste placide fortune felicite felix candide severe sincere martin marin merle loup renard cerf lion \
            aigle moineau pinson colombe perle ambre jade coraline cerise framboise clementine mandarine france paris \
            lorraine nancy valence vienne lourdes milan florence geneve savoie bretagne alsace provence normandie martinique \
            reunion corse nice lyon brest chine inde israel europe afrique cuba kenya jourdain blanc brun noir roux rousse \
            roy roi leroi petit grand legrand lepetit gros gras court lelong bon bonnet beau bel joli jolie doux vieux jeune \
            lejeune boulanger berger marchand meunier fournier tisserand charpentier mercier tailleur cordonnier lefevre \
            forgeron masson chevalier baron comte duc marquis prince eveque labbe moine prieur clerc leclerc maitre mairie \
            maire dupont pont rivet rivier riviere fontaine moulin dubois bois laforet foret duval val vallee mont montagne \
            roche rocher larcher colin robin janvier mars avril mai juin juillet aout printemps ete automne hiver lundi \
            mardi mercredi jeudi vendredi samedi dimanche noel toussaint pascal careme aurore aube etoile soleil lune ciel \
            mer terre harmonie melodie carole chance charme charlotte madeleine religieuse mirabelle barbe barbet \
            citoyen citoyenne lecteur lectrice habitant habitante etudiant professeur prof medecin parent maman papa homme \
            femme enfant fille garcon ami amie voisin voisine passant visiteur auteur redaction moderateur admin liberte \
            egalite fraternite verite justice paix raison logique monde peuple histoire nature science musique avocat juge",
        headings: "\
            ps nb note remarque source sources maj edit objet date re tr exemple conclusion resume question \
            reponse rappel attention precision citation bilan",
        streets: "\
            rue avenue av boulevard bd bld chemin impasse allee allees place quai route cours square faubourg hameau \
            lotissement residence venelle sentier ruelle",
        user_pages: &["utilisateur:", "utilisatrice:", "discussion utilisateur:", "discussion_utilisateur:"],
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
