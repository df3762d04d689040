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
        weekdays: &[],
        before_date: &[],
        before_month: &[],
        before_year: &[],
        ordinals: &[],
        before_clock: &[r"kl\.?"],
        after_clock: &[],
        month_first: false,
        ago: &[],
        ago_hints: &[],
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
        actions: &[],
        action_hints: &[],
        forms: &[],
        pingbacks: &[],
        pingback_from: &[],
        says: &["disse", "diz"],
        says_hints: &["disse", "diz"],
        said: &["disse", "diz", "escreveu", "ha detto", "zei", "zegt"],
        before_name: &[],
        name_to_date: &[],
        says_to_date: &[],
        in_reply_to: &["em resposta a", "in risposta a", "als antwoord op"],
        feed_titles: &["comentário", "commenti", "reactie"],
        id_prefixes: &[],
        comment_classes: &["commento", "commenti", "reactie", "reacties", "comentário", "komment"],
        reply_links: &["rispondi", "segnala", "beantwoorden", "reageer", "rapporteer", "responder", "denunciar", "svara", "svar"],
        reply_classes: &[],
        nobody: &[],
        unverified: &["non verificato", "niet gecontroleerd", "não verificado", "ospite"],
        deleted: &[],
        removed: &[],
    },
    mail: Mail {
        wrote: &[
            // Italian, Portuguese, Dutch.
            "ha scritto", "scrisse", "scrive", "hai scritto", "escreveu", "escreveste", "schreef", "schrijft", "geschreven",
            // Danish, Norwegian, Swedish, Polish, Finnish.
            "skrev", "skriver", "skrev følgende", "skrev följande", "napisał", "napisała", "pisze", "kirjoitti", "kirjoittaa",
            // Hungarian, Czech, Slovak, Romanian, Turkish, Russian, Ukrainian, Chinese.
            "írta", "ezt írta", "napsal", "napísal", "a scris", "yazdı", "şunu yazdı", "написал", "написала", "пишет", "пише", "写道", "寫道",
        ],
        wrote_begins: &[
            "il giorno", "il", "in data", "em", "no dia", "a", "op", "den", "på", "dnia", "w dniu", "dne", "dňa", "la data de", "pe", "в", "vào", "在",
        ],
        quotes_of: &["citando", "citazione di", "wiadomość napisana przez", "lainaus", "citaat van"],
        wrote_you: &["lei", "você", "u", "je", "ty", "pan", "pani"],
        wrote_self: &["io", "noi", "eu", "nós", "ik", "wij", "jeg", "vi", "jag", "ja", "minä"],
        originals: &[
            "messaggio originale", "messaggio inoltrato", "messaggio d'origine", "mensagem original", "mensagem encaminhada", "mensagem reencaminhada",
            "oorspronkelijk bericht", "origineel bericht", "oorspronkelijke mail", "doorgestuurd bericht", "oprindelig meddelelse", "oprindelig besked", "original besked",
            "videresendt meddelelse", "videresendt besked", "videresendt melding", "opprinnelig melding", "opprinnelig e-post", "original melding",
            "ursprungligt meddelande", "originalmeddelande", "vidarebefordrat meddelande", "wiadomość oryginalna", "oryginalna wiadomość", "przekazana wiadomość",
            "treść przekazanej wiadomości", "wiadomość przekazana dalej", "alkuperäinen viesti", "välitetty viesti.*", "edelleenlähetetty viesti",
            "původní zpráva", "přeposlaná zpráva", "pôvodná správa", "eredeti üzenet", "továbbított üzenet", "mesaj original", "mesaj redirecționat",
            "исходное сообщение", "пересылаемое сообщение", "original-meddelande", "原始邮件", "元のメッセージ",
        ],
        forwarded: &[
            "inizio messaggio inoltrato", "início da mensagem reencaminhada", "início da mensagem encaminhada", "begin doorgestuurd bericht",
            "start på videresendt besked", "videresendt melding", "vidarebefordrat mejl", "vidarebefordrat brev", "początek przekazywanej wiadomości", "välitetty viesti alkaa",
        ],
        from_fields: &["da", "mittente", "van", "fra", "från", "od", "nadawca", "lähettäjä", "feladó", "odesílatel", "expeditorul", "de la", "от", "від", "kimden", "发件人", "差出人"],
        sent_fields: &["inviato", "inviato il", "enviada", "enviada em", "verzonden", "sendt", "skickat", "skickades", "wysłano", "wysłane", "lähetetty", "odesláno", "odoslané", "elküldve", "trimis", "отправлено", "gönderilen", "发送时间"],
        date_fields: &["data", "datum", "dato", "päivämäärä", "päiväys", "dátum", "dată", "дата", "tarih", "日期", "日時"],
        to_fields: &["a", "para", "aan", "til", "till", "do", "adresat", "vastaanottaja", "komu", "címzett", "către", "кому", "kime", "收件人", "宛先"],
        subject_fields: &["oggetto", "assunto", "onderwerp", "emne", "ämne", "temat", "aihe", "předmět", "predmet", "tárgy", "subiect", "subiectul", "тема", "konu", "主题", "件名"],
        other_fields: &["cc", "kopie", "kopi", "kopia", "kopio", "dw", "ccn", "rispondi a", "responder a", "antwoord aan", "svar til", "svara till", "vedhæftet", "allegati", "anexos", "bijlagen"],
        subject_prefixes: &["rif", "r", "i", "sv", "vs", "vb", "vl", "odp", "pd", "res", "antw", "betr", "ynt", "回复", "答复", "转发"],
        list_footer: &["mailinglist", "wypisać", "cancellarsi", "uitschrijven", "avmelde", "avregistrera"],
        sent_with: &[
            "inviato da", "inviato dal", "inviato con", "ottieni outlook per", "scarica outlook per", "enviado do", "enviado da", "enviado a partir d[oe]", "enviada do", "obter o outlook para", "obter outlook para",
            "verstuurd vanaf", "verzonden vanaf", "verzonden met", "verzonden via", "outlook voor (?:ios|android) downloaden", "download outlook voor",
            "sendt fra", "sendt via", "hent outlook (?:til|for)", "få outlook (?:til|for)", "skickat från", "skickat med", "hämta outlook för", "skaffa outlook för",
            "wysłano z", "wysłane z", "wysłane przy użyciu", "pobierz (?:aplikację )?outlook", "lähetetty", "hanki outlook", "lataa outlook", "odesláno z", "elküldve", "отправлено с", "trimis de pe",
        ],
        signs: &[
            "cordiali saluti", "distinti saluti", "saluti", "un saluto", "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "abraço", "met vriendelijke groet", "met vriendelijke groeten", "groet", "groeten", "mvg",
            "med venlig hilsen", "venlig hilsen", "mvh", "hilsen", "med vennlig hilsen", "vennlig hilsen", "med vänliga hälsningar", "vänliga hälsningar", "hälsningar", "pozdrawiam", "z poważaniem", "ystävällisin terveisin", "terveisin", "terv",
        ],
        disclaimers: &[
            r"(?:questo|il presente) (?:messaggio|e-?mail)\b.*\b(?:riservat|confidenzial|destinatar)", r"(?:esta|este) (?:mensagem|e-?mail)\b.*\b(?:confidencia|destinatári)",
            r"(?:dit|deze|de inhoud van dit) (?:e-?mail|bericht|e-?mailbericht)\b.*\b(?:vertrouwelijk|bestemd)", r"denne (?:e-?mail|e-?post|meddelelse|mail)\b.*\b(?:fortrolig|konfidensiel)",
            r"(?:detta|det här) (?:e-?post|mejl|meddelande)\b.*\b(?:konfidentiel|sekretess|avsett)", r"(?:ta|niniejsza) wiadomość\b.*\b(?:poufn|adresat)", r"tämä (?:viesti|sähköposti)\b.*\b(?:luottamukselli|tarkoitettu)",
        ],
    },
    tables: Tables {
        headers: &[], yes: &[], no: &[], support: &[], attack: &[], neutral: &[], articles: &[], posts: &[], comments: &[],
        replies: &[], shown: &[], pending: &[], hidden: &[], deleted: &[], removed: &[],
    },
};
