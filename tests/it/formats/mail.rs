//! Mail and news against what a script of another make counted in the same files (Python's `mailbox` and `email`).

use std::fmt::Write as _;
use std::path::Path;

use palabre::read::{Options, read};
use palabre::thread::{Comment, Kind, Thread};

use super::{missing, reading, real};

fn all(threads: &[Thread]) -> Vec<&Comment> {
    threads.iter().flat_map(|thread| &thread.comments).collect()
}

/// Messages, those with a parent, those whose parent is not there, threads.
fn counts(threads: &[Thread]) -> [usize; 4] {
    let all = all(threads);
    let parents = all.iter().filter(|comment| comment.parent.is_some()).count();
    [all.len(), parents, threads.iter().map(missing).sum(), threads.len()]
}

fn of_bytes(bytes: &[u8]) -> Vec<Thread> {
    read(bytes, &Options::default()).unwrap().0
}

#[test]
fn mailboxes_hold_what_a_script_counts_in_them() {
    for (file, expected) in [
        ("notmuch-default.mbox", [53, 29, 1, 24]),
        ("perceval-hyperkitty_2016_april.mbox", [3, 2, 0, 1]),
        ("perceval-mbox_complex.mbox", [2, 1, 1, 2]),
        ("perceval-mbox_multipart.mbox", [2, 0, 0, 2]),
        // One of the six has an empty id: five with one id of two kinds, and that one alone.
        ("perceval-mbox_no_fields.mbox", [6, 0, 0, 3]),
        ("perceval-mbox_unknown_encoding.mbox", [1, 0, 0, 1]),
        ("perceval-nntp_1.txt", [1, 0, 0, 1]),
        ("perceval-nntp_parsing_error.txt", [1, 1, 1, 1]),
        ("perceval-pipermail_2015_november.mbox", [4, 3, 1, 2]),
    ] {
        let Some(threads) = real(&format!("mbox/{file}")) else { return };
        assert_eq!(counts(&threads), expected, "{file}");
        for comment in all(&threads) {
            assert!(!comment.author.as_deref().unwrap_or("").contains('@'), "{file}: {:?}", comment.author);
            assert!(comment.origin.span.is_some(), "{file}");
        }
    }
}

#[test]
fn headers_of_real_mail_are_decoded() {
    let Some(threads) = real("mbox/perceval-mbox_complex.mbox") else { return };
    let danilo = all(&threads)[1].clone();
    assert_eq!(danilo.author.as_deref(), Some("Danilo Šegan"));
    assert_eq!(danilo.time.as_deref(), Some("2008-03-17T09:35:05Z"));
    let said = danilo.quotes.iter().map(|quote| quote.span.of(&danilo.text)).collect::<Vec<_>>();
    assert!(said[0].starts_with("Yesterday at 15:02, Simos Xenitellis wrote:"), "{said:?}");
    let Some(threads) = real("mbox/perceval-mbox_no_fields.mbox") else { return };
    let threads = all(&threads);
    assert_eq!(threads[0].author.as_deref(), Some("Göran Lastname"));
    // Its own field has an address only, which has a name in the others.
    assert_eq!(threads.last().unwrap().author.as_deref(), Some("Göran Lastname"));
    // "RANDOM_Wed, 21 Sep 2016 22:42:07 +0300": what stands behind the nonsense is a date.
    assert_eq!(threads.last().unwrap().time.as_deref(), Some("2016-09-21T19:42:07Z"));
}

#[test]
fn the_words_of_the_author_are_told_from_those_that_he_repeats() {
    let (threads, _) = reading(Path::new("seeds/formats/mbox.mbox")).unwrap();
    let own = |comment: &Comment| {
        let mut text = String::new();
        let mut at = 0;
        for quote in &comment.quotes {
            text += &comment.text[at..quote.span.start];
            at = quote.span.end;
        }
        text + &comment.text[at..]
    };
    let first: Vec<String> = threads[0].comments.iter().map(own).collect();
    assert!(first[1].trim_start().starts_with("Je n'y crois pas"), "{}", first[1]);
    assert!(!first[2].contains("Je n'y crois pas") && first[2].starts_with("Rentable, non."), "{}", first[2]);
    assert_eq!(
        first[3].trim(),
        "I agree. A guard is worth the money when somebody falls into the water, and on Sundays somebody does."
    );
    assert!(!first[0].contains("Association"), "signatures are no words");
    assert!(first[4].contains("\nFrom November on"), "{}", first[4]);
}

#[test]
fn people_without_a_name_are_told_apart_and_addresses_are_not_stored() {
    let (threads, _) = reading(Path::new("seeds/formats/mbox.mbox")).unwrap();
    let authors: Vec<_> = all(&threads).iter().filter_map(|comment| comment.author.as_deref()).collect();
    assert!(authors.contains(&"sandrine") && authors.contains(&"sandrine (2)"), "{authors:?}");
    assert!(authors.iter().all(|author| !author.contains('@')));
}

#[test]
fn a_missing_message_shows_and_copies_stay() {
    let (threads, diagnostics) = reading(Path::new("seeds/formats/mbox.mbox")).unwrap();
    let of = |id: &str| all(&threads).into_iter().find(|comment| comment.id == id).cloned().unwrap();
    assert_eq!(of("e5@bateaux.example").parent.as_deref(), Some("z9@ailleurs.example"));
    assert_eq!(of("g7@listes.example~2").text, "Le même message, arrivé deux fois.");
    assert_eq!(of("h8@bateaux.example").text, "À la retraite et pas remplacé ? Voilà qui est dommage.");
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == "duplicate-id"));
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.message.starts_with("1 attached files left out")));
    assert_eq!(threads[0].key.as_deref(), Some("mail/a1@listes.example"));
    assert_eq!(threads[0].title.as_deref(), Some("[quai] Ouvrir la halte le dimanche ?"));
    assert_eq!(threads[0].comments[0].kind, Kind::Post);
}

#[test]
fn the_place_of_a_message_is_right_in_any_encoding_and_with_any_line_ends() {
    for path in ["seeds/formats/mbox.mbox", "seeds/formats/mbox-single.eml", "seeds/formats/mbox-news.txt"] {
        let bytes = std::fs::read(path).unwrap();
        let text = palabre::read::decode(&bytes).text;
        for comment in all(&of_bytes(&bytes)) {
            let place = comment.origin.span.unwrap().of(&text);
            let start = place.lines().next().unwrap();
            let good = ["From ", "From: ", "Path: "].iter().any(|begin| start.starts_with(begin));
            assert!(good, "{path}: {} begins {start:?}", comment.id);
            let named =
                ["c1", "post"].contains(&comment.id.as_str()) || place.contains(comment.id.trim_end_matches("~2"));
            assert!(named, "{path}: {} is not in its own place", comment.id);
        }
    }
}

#[test]
fn loops_and_replies_to_oneself_are_read() {
    let mut text = String::new();
    for (id, refs) in [("a", "<b>"), ("b", "<a>"), ("c", "<a> <c>"), ("d", "<d>")] {
        let _ = write!(
            text,
            "From x Tue Nov 17 15:28:37 2009\nFrom: A\nMessage-ID: <{id}>\nReferences: {refs}\n\n{id}\n\n"
        );
    }
    let threads = of_bytes(text.as_bytes());
    let parents: Vec<_> = all(&threads).iter().map(|comment| comment.parent.as_deref()).collect();
    assert_eq!(parents, [Some("b"), Some("a"), Some("a"), None]);
}

#[test]
fn a_paste_is_no_mail() {
    for paste in [
        "From here on, comments: two\nOne: no\nTwo: yes",
        "From: the editor\n\n8 comments\nA\nB",
        "Date: yesterday\nSubject: ferries\n\nWe talk.\n2 comments\nNo.\nYes.",
    ] {
        assert_ne!(super::detected(paste.as_bytes()), Some("mbox"), "{paste}");
    }
}

#[test]
fn hostile_mail_is_read_in_linear_time() {
    let head = "From x Tue Nov 17 15:28:37 2009\nFrom: A <a@b>\nSubject: x\n";
    let nested = (0..50_000).fold(head.to_owned(), |mut text, depth| {
        let _ = write!(text, "Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n");
        text
    });
    let forwarded = format!("{head}{}", "Content-Type: message/rfc822\n\nFrom: A\n".repeat(50_000));
    let references = format!("{head}References: {}\n\nx", "<a@b>\n ".repeat(200_000));
    let fields = format!("{head}{}\n\nx", "X: y\n".repeat(300_000));
    let unclosed = format!("{head}References: {}\n\nx", "<".repeat(1_000_000));
    let quoted = format!("{head}\n{}", "> x\ny\n".repeat(200_000));
    let people = format!("{head}From: {}\n\nx", "\"((((".repeat(200_000));
    let many = format!("{head}\n\n").repeat(20_000);
    for (name, text) in [
        ("nested", nested),
        ("forwarded", forwarded),
        ("references", references),
        ("fields", fields),
        ("unclosed", unclosed),
        ("quoted", quoted),
        ("people", people),
        ("many", many),
    ] {
        let threads = of_bytes(text.as_bytes());
        assert!(!threads.is_empty(), "{name}");
    }
}
