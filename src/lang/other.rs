//! Languages whose comments are not tagged, but whose pages and mails are read: Portuguese, Italian, Dutch, and what
//! Scandinavian and Polish programs write.

use super::{Counters, Cues, Endings, Mail, Negation, Pages, Tables, Times, Voices, Words};

/// Words of these languages. They have no vote on the language of a comment.
#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    function_words: "",
    abbreviations: &[],
    numbers: &[],
    endings: Endings { irregular: &[], regular: &[] },
    negation: Negation {
        particles: "", halves: "", whole: "", contracted: "", auxiliaries: "", stops: "", only: "", verbs: "",
    },
    proposals: None,
    cues: Cues {
        continues: &[], joins: &[], postscripts: &[], greets: &[], to_somebody: &[], thanks: &[], closing_thanks: &[], answers: &[],
        second_person: &[], polite: &[], familiar: &[], familiar_with: &[], imperative_endings: &[], no_imperatives: &[],
        first_person: &[], we: &[], the_article: &[], closes: &[], common: &[], grounds: &[], points_back: &[], adds: &[],
        self_remarks: &[], reblogs: &[], conditions: &[], announces: &[],
    },
    voices: Voices { greet: &[], address: &[], speak: &[], discuss: &[], report: &[] },
    times: Times {
        months: [&[], &[], &[], &[], &[], &[], &[], &[], &[], &[], &[], &[]],
        weekdays: &[
            "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo", "lunedì",
            "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "maandag", "dinsdag", "woensdag",
            "donderdag", "vrijdag", "zaterdag", "zondag",
        ],
        before_date: &[],
        before_month: &[],
        before_year: &[],
        ordinals: &[],
        before_clock: &[r"kl\.?"],
        after_clock: &[],
        month_first: false,
        ago: &[
            "(?:há )?(?:[0-9]+|uma?) (?:anos?|meses|mês|semanas?|dias?|horas?|minutos?) atrás",
            "há (?:[0-9]+|uma?) (?:anos?|meses|mês|semanas?|dias?|horas?|minutos?)",
            "(?:[0-9]+|una?) (?:ann[oi]|mes[ei]|settiman[ae]|giorn[oi]|or[ae]|minut[oi]) fa",
            "(?:[0-9]+|een) (?:jaar|jaren|maand(?:en)?|we(?:ek|ken)|dag(?:en)?|uur|uren|minu(?:ut|ten)) geleden",
        ],
        ago_hints: &["atrás", "há ", " fa", "geleden"],
        near_days: &["hoje", "ontem", "oggi", "ieri", "vandaag", "gisteren"],
        short_units: &["g", "u", "anni", "sett"],
    },
    counters: Counters {
        strong: &["comentários", "comentário", "commenti", "reacties"],
        weak: &["respostas", "resposta"],
        heads: &["comentários"],
        before_number: &[],
        before_word: &[],
        before_head: &[],
        whose: &[],
        state: &[],
        about: &[],
        one: &[],
        none: &["sem", "nessun"],
    },
    pages: Pages {
        actions: &[
            "curtir", "compartilhar", "rispondi", "mi piace", "condividi", "segnala", "beantwoord(?:en)?", "reageer",
            "vind ik leuk", "delen", "link permanente",
        ],
        action_hints: &["curtir", "compart", "rispondi", "piace", "condiv", "segnala", "beantw", "reageer", "leuk", "delen", "permanente"],
        forms: &[
            "deixe uma resposta", "deixe um comentário", "deixe o seu comentário", "o seu endereço de e-mail",
            "o seu endereço de email", "lascia un commento", "lascia una risposta", "il tuo indirizzo email",
            "geef een reactie", "laat een reactie achter", "je e-mailadres wordt niet", "het e-mailadres wordt niet",
        ],
        pingbacks: &[],
        pingback_from: &[],
        badges: &[],
        says: &["disse", "diz"],
        says_hints: &["disse", "diz"],
        said: &["disse", "diz", "escreveu", "ha detto", "zei", "zegt"],
        before_name: &[],
        name_to_date: &[],
        says_to_date: &[],
        in_reply_to: &["em resposta a", "in risposta a", "als antwoord op"],
        feed_titles: &["comentário", "commenti", "reactie"],
        id_prefixes: &[],
        reply_classes: &[],
        nobody: &[],
        deleted: &[],
        removed: &[],
    },
    mail: Mail {
        wrote: &["ha scritto", "scrisse", "escreveu", "schreef", "skrev", "napisał"],
        wrote_before_name: &[],
        wrote_begins: &["em", "il", "op", "den"],
        originals: &["mensagem original", "messaggio originale", "oorspronkelijk bericht", "messaggio inoltrato"],
        forwarded: &[],
        fields: &["da", "van", "inviato", "oggetto"],
        subject_prefixes: &["rif", "sv", "vs", "odp"],
        list_footer: &[],
    },
    tables: Tables {
        headers: &[], yes: &[], no: &[], support: &[], attack: &[], neutral: &[], articles: &[], posts: &[], comments: &[],
        replies: &[], shown: &[], pending: &[], hidden: &[], deleted: &[], removed: &[],
    },
};
