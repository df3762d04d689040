//! Heads, notices and cues of many programs, and texts that only look like them.

use super::{detect, read, subtitles, transcript};
use crate::read::{options::Options, source::Source};
use crate::thread::{Kind, Mark, Thread};

/// What the readers of chats make of a text: the name of the one that takes it, and its thread.
fn taken(text: &str) -> Option<(&'static str, Thread)> {
    let source = Source::new(text);
    let options = Options::default();
    let (name, reading) = match () {
        () if subtitles::detect(&source) => ("subtitles", subtitles::read(&source, &options)),
        () if detect(&source) => ("chat", read(&source, &options)),
        () if transcript::detect(&source) => ("transcript", transcript::read(&source, &options)),
        () => return None,
    };
    Some((name, reading.unwrap().threads.remove(0)))
}

/// Its messages, as `author | time | text`, with line breaks as `/`.
fn messages(text: &str) -> Vec<String> {
    let Some((_, thread)) = taken(text) else { return Vec::new() };
    let row = |comment: &crate::thread::Comment| {
        let time = comment.time.as_deref().unwrap_or("");
        format!("{}|{time}|{}", comment.author.as_deref().unwrap_or(""), comment.text.replace('\n', "/"))
    };
    thread.comments.iter().map(row).collect()
}

/// Three messages with a line break in the second, with this before and after the name of each.
fn export(stamps: [&str; 3], after: &str) -> String {
    let [one, two, three] = stamps;
    format!("{one}Odile Martin{after}Yes.\n{two}Bruno L.{after}No: it is\nempty.\n{three}Odile Martin{after}Figures?\n")
}

fn expected(times: [&str; 3]) -> Vec<String> {
    let [one, two, three] = times;
    vec![
        format!("Odile Martin|{one}|Yes."),
        format!("Bruno L.|{two}|No: it is/empty."),
        format!("Odile Martin|{three}|Figures?"),
    ]
}

#[test]
fn exports_of_whatsapp_from_many_telephones() {
    let dated = ["2024-03-01T08:01", "2024-03-01T20:05", "2024-03-13T00:09"];
    for stamps in [
        ["01/03/2024, 08:01 - ", "01/03/2024, 20:05 - ", "13/03/2024, 00:09 - "],
        ["01/03/2024 08:01 - ", "01/03/2024 20:05 - ", "13/03/2024 00:09 - "],
        ["01/03/2024 à 08:01 - ", "01/03/2024 à 20:05 - ", "13/03/2024 à 00:09 - "],
        ["01.03.24, 08:01 - ", "01.03.24, 20:05 - ", "13.03.24, 00:09 - "],
        ["1.3.2024 klo 8.01 - ", "1.3.2024 klo 20.05 - ", "13.3.2024 klo 0.09 - "],
        ["1/3/24, 8:01 - ", "1/3/24, 20:05 - ", "13/3/24, 0:09 - "],
        ["3/1/24, 8:01 AM - ", "3/1/24, 8:05 PM - ", "3/13/24, 12:09 AM - "],
        ["3/1/24, 8:01\u{202f}AM - ", "3/1/24, 8:05\u{202f}PM - ", "3/13/24, 12:09\u{202f}AM - "],
        ["01/03/2024, 8:01 am - ", "01/03/2024, 8:05 pm - ", "13/03/2024, 12:09 am - "],
        ["1/3/24 8:01 a.\u{a0}m. - ", "1/3/24 8:05 p.\u{a0}m. - ", "13/3/24 12:09 a.\u{a0}m. - "],
        ["2024-03-01, 8:01 a.m. - ", "2024-03-01, 8:05 p.m. - ", "2024-03-13, 12:09 a.m. - "],
        ["2024/03/01 8:01 - ", "2024/03/01 20:05 - ", "2024/03/13 0:09 - "],
        ["2024. 3. 1. 오전 8:01, ", "2024. 3. 1. 오후 8:05, ", "2024. 3. 13. 오전 12:09, "],
        ["01-03-2024 08:01 - ", "01-03-2024 20:05 - ", "13-03-2024 00:09 - "],
    ] {
        let after = if stamps[0].contains('오') { " : " } else { ": " };
        assert_eq!(messages(&export(stamps, after)), expected(dated), "{stamps:?}");
    }
    let dated = ["2024-03-01T08:01:02", "2024-03-01T20:05:03", "2024-03-13T00:09:04"];
    for stamps in [
        ["[01/03/2024, 08:01:02] ", "[01/03/2024, 20:05:03] ", "[13/03/2024, 00:09:04] "],
        ["[01/03/2024 08:01:02] ", "[01/03/2024 20:05:03] ", "[13/03/2024 00:09:04] "],
        ["\u{200e}[01.03.24, 08:01:02] ", "[01.03.24, 20:05:03] ", "[13.03.24, 00:09:04] "],
        ["[3/1/24, 8:01:02\u{202f}AM] ", "[3/1/24, 8:05:03\u{202f}PM] ", "[3/13/24, 12:09:04\u{202f}AM] "],
        ["[01/03/2024 à 08:01:02] ", "[01/03/2024 à 20:05:03] ", "[13/03/2024 à 00:09:04] "],
        ["[1/3/24 8:01:02 a. m.] ", "[1/3/24 8:05:03 p. m.] ", "[13/3/24 12:09:04 a. m.] "],
        ["[2024-03-01 8:01:02] ", "[2024-03-01 20:05:03] ", "[2024-03-13 0:09:04] "],
        ["[2024/3/1 上午8:01:02] ", "[2024/3/1 下午8:05:03] ", "[2024/3/13 上午12:09:04] "],
        ["01/03/2024, 08:01:02: ", "01/03/2024, 20:05:03: ", "13/03/2024, 00:09:04: "],
    ] {
        assert_eq!(messages(&export(stamps, ": ")), expected(dated), "{stamps:?}");
    }
}

#[test]
fn what_messengers_write_is_no_message() {
    let text = "\
[01/03/2024, 08:00:00] Bus de nuit: \u{200e}Les messages et les appels sont chiffrés de bout en bout.
[01/03/2024, 08:00:10] Bus de nuit: \u{200e}Odile a créé ce groupe
[01/03/2024, 08:01:12] Odile: Tous les jours !
[01/03/2024, 08:01:13] Odile: \u{200e}Odile a ajouté Bruno
\u{200e}[01/03/2024, 08:02:00] Bruno: \u{200e}image absente
[01/03/2024, 08:03:00] ~ Bruno: Non. \u{200e}<Ce message a été modifié>
[01/03/2024, 08:04:00] Odile: \u{200e}Ce message a été supprimé.
\u{200e}[01/03/2024, 08:05:00] Odile: \u{200e}SONDAGE :
Le lundi ?
\u{200e}OPTION : oui (\u{200e}2 votes)
\u{200e}OPTION : non (\u{200e}0 vote)
\u{200e}[13/03/2024, 08:06:00] Bruno: Regarde \u{2068}@Odile\u{2069}
\u{200e}<pièce jointe : 00000012-PHOTO-2024.jpg>
";
    let (_, thread) = taken(text).unwrap();
    assert_eq!(thread.title.as_deref(), Some("Bus de nuit"));
    let texts: Vec<&str> = thread.comments.iter().map(|comment| comment.text.as_str()).collect();
    let poll = "SONDAGE :\nLe lundi ?\nOPTION : oui (2 votes)\nOPTION : non (0 vote)";
    assert_eq!(texts, ["Tous les jours !", "Non.", "", poll, "Regarde @Odile"]);
    assert_eq!(thread.comments[1].marks, [Mark::Edited]);
    assert_eq!(thread.comments[1].author.as_deref(), Some("Bruno"));
    assert_eq!(thread.comments[2].kind, Kind::Deleted);
    let text = "\
31/12/2023, 21:00 - Messages and calls are end-to-end encrypted. Only people in this chat can read them. Learn more
31/12/2023, 21:00 - Anna created group \"Bus: night\"
31/12/2023, 21:01 - Anna: Every day
31/12/2023, 21:02 - Bruno: <Media omitted>
31/12/2023, 21:02 - Bruno: IMG-1.jpg (file attached)
Look at this
31/12/2023, 21:03 - Anna changed the subject to: Night bus
31/12/2023, 21:04 - Bruno: This message was deleted
31/12/2023, 21:05 - Anna: 10:30 is: late <This message was edited>
31/12/2023, 21:06 - Anna: null
31/12/2023, 21:07 - Bruno:
31/12/2023, 21:08 - Bruno left
";
    assert_eq!(
        messages(text),
        [
            "Anna|2023-12-31T21:01|Every day",
            "Bruno|2023-12-31T21:02|Look at this",
            "Bruno|2023-12-31T21:04|",
            "Anna|2023-12-31T21:05|10:30 is: late",
        ]
    );
}

#[test]
fn a_message_that_quotes_a_chat_stays_whole() {
    let text = "\
31/12/2023, 21:01 - Anna: they wrote
[30/12/2023, 09:00] Xavier: never
[30/12/2023, 09:01] Yann: always
31/12/2023, 21:02 - Bruno: so
31/12/2023, 21:03 - Anna: yes
31/12/2023, 21:04 - Bruno: ok
31/12/2023, 21:05 - Anna: 1
31/12/2023, 21:06 - Bruno: 2
31/12/2023, 21:07 - Anna: 3
31/12/2023, 21:08 - Bruno: 4
31/12/2023, 21:09 - Anna: 5
31/12/2023, 21:10 - Bruno: 6
31/12/2023, 21:11 - Bruno: 7
";
    let found = messages(text);
    assert_eq!(found.len(), 11);
    assert_eq!(
        found[0],
        "Anna|2023-12-31T21:01|they wrote/[30/12/2023, 09:00] Xavier: never/[30/12/2023, 09:01] Yann: always"
    );
}

#[test]
fn irc_of_several_clients() {
    let wanted = [
        "anna|2024-03-01T08:01|every day",
        "bruno|2024-03-01T08:05|anna: it is empty",
        "anna|2024-03-02T00:01|figures?",
        "bruno|2024-03-02T00:02|shrugs",
    ];
    let irssi = "\
--- Log opened Fri Mar 01 08:00:00 2024
08:00 -!- anna [~a@host] has joined #bus
08:01 <@anna> every day
08:05 < bruno> anna: it is empty
--- Day changed Sat Mar 02 2024
00:01 <@anna> figures?
00:02  * bruno shrugs
00:03 -!- bruno [~b@host] has quit [Quit: bye]
";
    assert_eq!(messages(irssi), wanted);
    let seconds = wanted
        .map(|row| row.replacen(":01|", ":01:00|", 1).replacen(":05|", ":05:00|", 1).replacen(":02|", ":02:00|", 1));
    let weechat = "\
2024-03-01 08:00:00\t-->\tanna (~a@host) has joined #bus
2024-03-01 08:01:00\t@anna\tevery day
2024-03-01 08:05:00\tbruno\tanna: it is empty
2024-03-02 00:01:00\t@anna\tfigures?
2024-03-02 00:02:00\t *\tbruno shrugs
2024-03-02 00:03:00\t<--\tbruno (~b@host) has quit (bye)
";
    assert_eq!(messages(weechat), seconds);
    let znc = "\
[2024-03-01 08:00:00] *** Joins: anna (~a@host)
[2024-03-01 08:01:00] <anna> every day
[2024-03-01 08:05:00] <bruno> anna: it is empty
[2024-03-02 00:01:00] <anna> figures?
[2024-03-02 00:02:00] * bruno shrugs
[2024-03-02 00:03:00] *** Quits: bruno (~b@host) (bye)
";
    assert_eq!(messages(znc), seconds);
    let hexchat = "\
**** BEGIN LOGGING AT Fri Mar  1 08:00:00 2024

Mar 01 08:01:00 <anna>\tevery day
Mar 01 08:05:00 <bruno>\tit is empty
Mar 01 08:06:00 *\tbruno has quit (bye)
**** ENDING LOGGING AT Fri Mar  1 09:00:00 2024
";
    assert_eq!(messages(hexchat), ["anna|03-01 08:01:00|every day", "bruno|03-01 08:05:00|it is empty"]);
    assert_eq!(messages("anna: every day\nbruno: it is empty\nanna: figures?\n")[1], "bruno||it is empty");
    assert_eq!(messages("<anna> every day\n<bruno> it is empty\n<anna> figures?\n")[1], "bruno||it is empty");
}

#[test]
fn meetings() {
    let old = "\
08:01:02\t From  Odile Martin  to  Everyone : Every day
08:05:03\t From  Bruno  to  Odile Martin(Privately) : It is empty: look
08:06:00\t From  Odile Martin  to  Everyone : Figures?
";
    assert_eq!(
        messages(old),
        ["Odile Martin|08:01:02|Every day", "Bruno|08:05:03|It is empty: look", "Odile Martin|08:06:00|Figures?"]
    );
    let new = "\
08:01:02 From Odile Martin to Everyone:
\tThe night bus should run every day.
08:05:03 From Bruno to Everyone:
\tReplying to \"The night bus shoul...\"

\tIt is empty.
08:05:10 From Chloe to Everyone:
\tReacted to \"It is empty.\" with \u{1f44d}
08:06:00 From Odile Martin to Bruno (Direct Message):
\tFigures?
";
    let (_, thread) = taken(new).unwrap();
    let rows: Vec<_> =
        thread.comments.iter().map(|comment| (comment.text.as_str(), comment.parent.as_deref())).collect();
    assert_eq!(rows, [("The night bus should run every day.", None), ("It is empty.", Some("c1")), ("Figures?", None)]);
    let french = "08:01:02 De Odile à Tous :\n\tTous les jours\n08:05:03 De Bruno à Tous :\n\tIl est vide\n08:06:00 De Odile à Bruno (Message direct) :\n\tDes chiffres ?\n";
    assert_eq!(messages(french)[1], "Bruno|08:05:03|Il est vide");
    let german = "08:01:02 Von Odile an Alle:\n\tJeden Tag\n08:05:03 Von Bruno an Alle:\n\tEr ist leer\n";
    assert_eq!(messages(german)[1], "Bruno|08:05:03|Er ist leer");
}

#[test]
fn names_over_texts() {
    let discord = "\
==============================================================
Guild: Town
Channel: Town / bus
==============================================================

[01-Mar-24 08:00 AM] anna#1234
The night bus.

Every day.

{Attachments}
https://cdn.example.org/bus.png

[01-Mar-24 08:05 PM] bruno (pinned)
No.

{Reactions}
x (2)

[13-Mar-24 08:09 AM] anna#1234
Yes.


==============================================================
Exported 3 message(s)
==============================================================
";
    assert_eq!(
        messages(discord),
        [
            "anna#1234|2024-03-01T08:00|The night bus.//Every day.",
            "bruno|2024-03-01T20:05|No.",
            "anna#1234|2024-03-13T08:09|Yes."
        ]
    );
    let telegram = "\
Anna K, [01.03.2024 08:01]
Every day.

Bruno, [01.03.2024 08:05]
[In reply to Anna K]
It is empty.

Anna K, [13.03.2024 08:06]
Figures?
";
    let (_, thread) = taken(telegram).unwrap();
    let rows: Vec<_> =
        thread.comments.iter().map(|comment| (comment.text.as_str(), comment.parent.as_deref())).collect();
    assert_eq!(rows, [("Every day.", None), ("It is empty.", Some("c1")), ("Figures?", None)]);
    let rev = "Anna K. (00:00):\nEvery day.\n\nBruno (00:05):\nIt is empty.\n\nAnna K. (01:10):\nFigures?\n";
    assert_eq!(messages(rev), ["Anna K.|00:00|Every day.", "Bruno|00:05|It is empty.", "Anna K.|01:10|Figures?"]);
}

#[test]
fn interviews_and_minutes() {
    let text = "\
Entretien avec le maire

Le Journal : Le bus de nuit doit-il rouler tous les jours ?

M. LEROY : Je ne suis pas d'accord. Il est vide le lundi.

Note : le lundi, c'est vrai.

Mme la présidente : Des chiffres ?

M. LEROY : Les voici.

Mme la présidente : Merci.
";
    let (name, thread) = taken(text).unwrap();
    assert_eq!((name, thread.title.as_deref()), ("transcript", Some("Entretien avec le maire")));
    let authors: Vec<_> = thread.comments.iter().map(|comment| comment.author.as_deref().unwrap()).collect();
    assert_eq!(authors, ["Le Journal", "M. LEROY", "Mme la présidente", "M. LEROY", "Mme la présidente"]);
    assert!(thread.comments[1].text.ends_with("Note : le lundi, c'est vrai."));
    assert_eq!(
        messages("**Anna:** one\n\n**Bruno:** two\n\n**Anna:** three\n"),
        ["Anna||one", "Bruno||two", "Anna||three"]
    );
}

#[test]
fn texts_with_a_few_such_lines_are_no_chats() {
    for text in [
        "The bus\n\nAnna replied: no.\nIt ran for a year and nobody took it on Mondays.\nBruno: yes.\nThe end.\nAnna: no.\nMore of it.\nAnd more.\nAnd more still.",
        "Ingredients: eggs\nMethod: beat them\nNote: serve cold\nIngredients: flour\nMethod: sift it",
        "08:00 Registration: main hall\n09:00 Keynote: the bus\n10:00 Break: coffee\n11:00 Panel: Mondays",
        "00:00 Intro\n01:23 The bus\n02:34 Mondays\n",
        "2024-03-01 08:00:00 INFO: started\n2024-03-01 08:00:01 ERROR: no bus\n2024-03-01 08:00:02 INFO: stopped\n",
        "time\tauthor\ttext\n2024-03-01 08:00:00\tanna\tevery day\n2024-03-01 08:01:00\tbruno\tno\n",
        "Un article.\n3 commentaires\nAnna : oui\nBruno : non\nAnna : si\n",
        "From: a\nTo: b\nSubject: c\nDate: d\n\nHello: you\n",
        "8 comments\nyes\nno",
        "",
    ] {
        assert_eq!(taken(text).map(|(name, _)| name), None, "{text}");
    }
}

#[test]
fn cues_of_one_speaker_are_one_comment() {
    let vtt = "\
WEBVTT

NOTE made by a meeting

6f1/12-0
00:00:01.000 --> 00:00:04.000
<v Anna K>The night bus</v>

6f1/13-0
00:00:04.000 --> 00:00:06.000
<v Anna K>should run every day.</v>

00:00:07.000 --> 00:00:08.000 align:start
<v Bruno>I <i>disagree</i>.
";
    assert_eq!(messages(vtt), ["Anna K||The night bus should run every day.", "Bruno||I disagree."]);
    let srt = "1\n00:00:01,000 --> 00:00:04,000\nAnna: The night bus\nshould run.\n\n2\n00:00:05,000 --> 00:00:06,000\nevery day.\n\n3\n00:00:07,000 --> 00:00:08,000\n>> BRUNO: No.\n";
    assert_eq!(messages(srt), ["Anna||The night bus should run. every day.", "BRUNO||No."]);
    let source = Source::new("1\n00:00:01,000 --> 00:00:04,000\nThe night bus\n");
    assert!(subtitles::read(&source, &Options::default()).is_err_and(|error| error.to_string().contains("subtitles")));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_survived(text in "(\\[|\\]|01/03/2024, 08:01|08:01:02| - |Anna|Bruno|: |<v |<anna> |>|\\* |From | to |\n|\t|-->|\u{200e}|\\{Reactions\\}|Replying to \"|\"|[a-z]{1,4}| |00:01.000|WEBVTT|é){0,40}") {
        let source = Source::new(&text);
        let options = Options::default();
        for reading in [read(&source, &options), transcript::read(&source, &options), subtitles::read(&source, &options)].into_iter().flatten() {
            for comment in reading.threads.iter().flat_map(|thread| &thread.comments) {
                assert!(comment.origin.span.is_none_or(|span| text.is_char_boundary(span.start) && text.is_char_boundary(span.end)));
            }
        }
        let _ = (detect(&source), transcript::detect(&source), subtitles::detect(&source));
    }
}
