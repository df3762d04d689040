//! The words that the cues of [`super::cue`] look for, in French, English, German and Spanish: function words and
//! formulas of conversation, not topics. All lower case, apostrophes straight.

/// Words that carry on a thought of the same writer.
#[rustfmt::skip]
pub const CONTINUES: &[&str] = &[
    // French
    "alors", "donc", "ensuite", "enfin", "bref", "sinon", "quant à", "quant au", "quant aux", "par contre",
    "en revanche", "cependant", "toutefois", "pourtant", "d'ailleurs", "de plus", "en plus", "du coup", "ainsi",
    "également", "j'ai également", "j'ai aussi", "par exemple", "autre", "une autre", "un autre", "en fait", "or",
    "conclusion", "en conclusion", "pour conclure", "de même", "de toute façon", "dernier point", "deuxièmement",
    "troisièmement", "d'autre part", "d'un autre côté", "par ailleurs", "voilà", "c'est pourquoi", "c'est pour ça",
    "c'est pour cela", "notamment", "surtout", "néanmoins", "au passage", "en outre", "en résumé", "j'ajoute",
    "et puis", "puis", "à part ça", "je parle", "reste que", "idem", "autrement", "et encore", "et surtout",
    "mais bon", "au final", "finalement", "de la même",
    // English
    "furthermore", "moreover", "however", "besides", "another", "finally", "anyway", "secondly", "third", "therefore",
    "thus", "in addition", "on the other hand", "that said", "having said that", "for example", "for instance",
    "as for", "otherwise", "meanwhile", "likewise", "nor", "in short", "in fact", "lastly", "of course",
    "at the same time", "as a result",
    // German
    "außerdem", "zudem", "ferner", "dann", "übrigens", "jedoch", "weiterhin", "deshalb", "andererseits", "allerdings",
    "schließlich", "zum beispiel", "daher", "darum", "eine andere", "ein anderer", "ein weiterer", "zweitens",
    "drittens", "somit", "trotzdem", "dennoch", "ebenso", "fazit", "und dann", "natürlich", "wobei",
    // Spanish
    "además", "también", "entonces", "luego", "por otra parte", "por otro lado", "sin embargo", "asimismo",
    "en cambio", "por ejemplo", "otra", "otro", "en fin", "por lo tanto", "por eso", "así que", "finalmente",
    "en resumen", "por último", "en cuanto a", "soit", "à moins", "tant que", "ou alors", "ou bien", "or else",
    "oder aber", "remarquez", "rappelons que", "rappelons qu'", "notez", "hypothèse", "remember",
];

/// Conjunctions: they carry on, but a reply begins with them as well.
#[rustfmt::skip]
pub const JOINS: &[&str] = &[
    "et", "mais", "ou", "and", "but", "or", "und", "aber", "oder", "y", "pero", "o", "so", "plus", "then", "or",
    "comme", "also", "e",
];

/// Additions below a signature.
#[rustfmt::skip]
pub const POSTSCRIPTS: &[&str] = &[
    "ps", "p.s", "p.s.", "ps.", "nb", "n.b", "edit", "edited", "pps", "p.-s", "post-scriptum", "nota", "postdata",
    "nachtrag", "update", "errata", "erratum",
];

/// Greetings.
#[rustfmt::skip]
pub const GREETS: &[&str] = &[
    "bonjour", "bonsoir", "salut", "coucou", "hello", "hi", "hey", "hallo", "hola", "moin", "cher", "chère", "chers",
    "dear", "liebe", "lieber", "servus", "guten tag", "guten morgen", "guten abend", "buenas", "buenos", "estimado",
    "estimada", "good morning", "estimados", "saludos", "greetings", "querido",
];

/// Thanks and praise: what a reply opens with.
#[rustfmt::skip]
pub const THANKS: &[&str] = &[
    "merci", "bravo", "félicitations", "thanks", "thank you", "thx", "danke", "vielen dank", "besten dank", "gracias",
    "felicidades", "muchas gracias", "chapeau", "excellent", "très bon", "très bel", "très belle", "super", "génial",
    "great", "good", "nice", "awesome", "well said", "well done", "excelente", "muy bueno", "muy buen", "muy bien",
    "toller", "tolle", "guter", "sehr gut", "schöner", "magnifique", "merveilleux", "amen", "congratulations", "love",
    "i love", "j'adore", "j'aime", "bien dit", "bien vu", "formidable", "ravi", "ravie", "pleased", "glad",
    "delighted", "lovely", "excellent",
];

/// Assent, dissent and other answers to somebody.
#[rustfmt::skip]
pub const ANSWERS: &[&str] = &[
    "oui", "non", "tout à fait", "exactement", "exact", "d'accord", "je suis d'accord", "pas d'accord",
    "entièrement d'accord", "je ne suis pas d'accord", "vrai", "c'est vrai", "faux", "c'est faux", "effectivement",
    "en effet", "pardon", "désolé", "désolée", "hum", "euh", "mouais", "bof", "ah", "oh", "ouais", "haha", "ahah",
    "hahaha", "lol", "mdr", "ok", "okay", "bien sûr", "absolument", "certes", "justement", "ben", "bah", "mais oui",
    "mais non", "mais si", "tu as raison", "vous avez raison", "aha", "ouah", "ouf", "pareil", "moi aussi",
    "moi non plus", "yes", "no", "yeah", "yep", "nope", "agreed", "i agree", "exactly", "indeed", "true", "right",
    "wrong", "sorry", "well", "oh no", "wow", "lmao", "absolutely", "ha", "hmm", "nah", "nonsense", "rubbish",
    "correct", "you are", "you're", "ja", "nein", "doch", "genau", "stimmt", "richtig", "falsch", "ach", "naja",
    "na ja", "tja", "quatsch", "klar", "sorry", "hm", "jo", "völlig", "sí", "no", "claro", "exacto", "de acuerdo",
    "estoy de acuerdo", "totalmente", "cierto", "así es", "correcto", "verdad", "jajaja", "jaja", "ojalá",
];

/// Talk to the one who is answered: pronouns and verbs of the second person, and of requests.
#[rustfmt::skip]
pub const SECOND_PERSON: &[&str] = &[
    "vous", "votre", "vos", "tu", "ton", "tes", "toi", "you", "your", "yours", "dein", "deine", "deinen", "deiner",
    "dir", "dich", "ihnen", "euch", "usted", "tú", "ti", "tus", "ustedes", "vosotros", "avez", "êtes",
];

/// The polite form of the second person.
#[rustfmt::skip]
pub const POLITE: &[&str] = &[
    "vous", "votre", "vos", "avez", "êtes", "usted", "ustedes", "ihnen",
];

/// The familiar form of the second person.
#[rustfmt::skip]
pub const FAMILIAR: &[&str] = &[
    "tu", "ton", "tes", "toi", "dein", "deine", "dir", "dich", "tú", "tus", "contigo",
];

/// The first person singular.
#[rustfmt::skip]
pub const FIRST_PERSON: &[&str] = &[
    "je", "j", "moi", "mon", "ma", "mes", "me", "m", "i", "my", "mine", "ich", "mein", "meine", "mir", "mich", "yo",
    "mi", "mis", "creo", "im", "ive",
];

/// What is discussed, named as such: a comment on it begins.
#[rustfmt::skip]
pub const THE_ARTICLE: &[&str] = &[
    "article", "billet", "texte", "papier", "chronique", "tribune", "blog", "post", "artikel", "beitrag", "text",
    "artículo", "nota", "auteur", "author", "autor", "journaliste", "piece", "column", "blogue",
];

/// Closing formulas.
#[rustfmt::skip]
pub const CLOSES: &[&str] = &[
    "bien à vous", "bien à toi", "cordialement", "merci d'avance", "bonne soirée", "bonne journée", "bon courage",
    "bonne continuation", "à bientôt", "bises", "bisous", "amicalement", "à suivre", "sur ce", "bonne nuit", "merci",
    "merci encore", "amitiés", "voilà", "regards", "best", "cheers", "thanks", "thank you", "best wishes",
    "kind regards", "good luck", "take care", "just my two cents", "gruß", "grüße", "lg", "mfg", "viele grüße",
    "liebe grüße", "beste grüße", "danke", "saludos", "gracias", "un abrazo", "atentamente", "mein senf", "nuff said",
    "point final", "cqfd",
];

/// Words too common to tell a topic by, beyond those that are short.
#[rustfmt::skip]
pub const COMMON: &[&str] = &[
    "avec", "dans", "pour", "plus", "mais", "cette", "comme", "tout", "tous", "toute", "toutes", "être", "sont",
    "fait", "faire", "nous", "vous", "leur", "leurs", "elle", "elles", "aussi", "bien", "même", "sans", "sous",
    "quand", "alors", "donc", "encore", "très", "cela", "celui", "celle", "ceux", "peut", "avoir", "était", "autre",
    "autres", "dire", "parce", "rien", "votre", "notre", "sinon", "that", "this", "with", "have", "from", "they",
    "them", "their", "there", "what", "when", "were", "will", "would", "could", "should", "been", "more", "than",
    "then", "just", "like", "some", "only", "about", "into", "your", "because", "which", "does", "people", "nicht",
    "eine", "einen", "einer", "auch", "sich", "wird", "sind", "aber", "oder", "noch", "dass", "wenn", "dann", "kann",
    "mehr", "haben", "werden", "sein", "diese", "dieser", "über", "doch", "schon", "nach", "habe", "para", "pero",
    "como", "está", "este", "esta", "estos", "porque", "cuando", "todo", "todos", "tiene", "sobre", "también", "hace",
    "desde", "donde", "solo", "hasta", "otro", "otra", "nada", "muy",
];

/// Grounds: after a question they answer it, elsewhere they carry on.
#[rustfmt::skip]
pub const GROUNDS: &[&str] = &[
    "parce que", "parce qu'", "car", "because", "cause", "'cause", "weil", "denn", "porque", "puisque", "pues",
];

/// Pronouns and the like that point back to what was just said.
#[rustfmt::skip]
pub const POINTS_BACK: &[&str] = &[
    "il", "elle", "ils", "elles", "ce", "c'", "cela", "ça", "ceci", "cette", "cet", "ces", "celui-ci", "celle-ci",
    "il y", "it", "they", "this", "that", "these", "those", "he", "she", "there", "it's", "er", "sie", "es", "das",
    "dies", "diese", "dieser", "dieses", "dort", "esto", "eso", "ese", "esa", "esta", "este", "él", "ella", "ellos",
];

/// Words that add to what was just said, wherever they stand in a sentence.
#[rustfmt::skip]
pub const ADDS: &[&str] = &[
    "aussi", "également", "too", "also", "either", "auch", "ebenfalls", "también", "tampoco", "surtout", "même",
    "neither",
];

/// Remarks on one's own words.
#[rustfmt::skip]
pub const SELF_REMARKS: &[&str] = &[
    "je suppose", "je sais", "je présume", "je crois", "j'imagine", "simple conjecture", "simple hypothèse",
    "question idiote", "mais bon", "i suppose", "i guess", "i know", "i imagine", "mind you", "i think", "sorry",
    "guessing", "just saying", "just a thought", "or so", "my two cents", "vermute ich", "glaube ich", "denke ich",
    "ich weiß", "nur so", "supongo", "creo", "digo yo", "me imagino", "who knows", "qui sait", "wer weiß",
    "note that", "notez", "enfin bref",
];

/// A blog passes the article on.
#[rustfmt::skip]
pub const REBLOGS: &[&str] = &[
    "reblogged this", "a reblogué", "hat dies auf", "reblogueó esto",
];

/// Conditions.
#[rustfmt::skip]
pub const CONDITIONS: &[&str] = &[
    "si", "s'il", "s'ils", "if", "wenn", "falls", "à supposer",
];

/// German function words: with one of them, *du* is German and not French.
#[rustfmt::skip]
pub const GERMAN: &[&str] = &[
    "ich", "ist", "nicht", "das", "die", "der", "und", "hast", "bist", "wenn", "kannst",
];

/// Openings that announce what somebody is going to say: a wish to speak, a correction, a remark on the whole.
#[rustfmt::skip]
pub const ANNOUNCES: &[&str] = &[
    "j'aimerais", "je voudrais", "je voulais", "je tenais à", "je tiens à", "permettez", "je me permets",
    "je viens de lire", "je découvre", "rectification", "précision", "correction", "il y a une erreur",
    "i would like", "i'd like", "let me", "allow me", "just to", "a question", "small correction", "ich möchte",
    "ich wollte", "ich würde gern", "eine frage", "korrektur", "ot", "off topic", "off-topic", "hors sujet",
    "quisiera", "me gustaría", "permítanme", "una pregunta", "aclaración", "una corrección",
];

/// The first person plural.
#[rustfmt::skip]
pub const WE: &[&str] = &[
    "nous", "notre", "nos", "we", "our", "us", "wir", "unser", "unsere", "unserer", "unseren", "uns", "nosotros",
    "nuestro", "nuestra", "nuestros", "nuestras",
];
