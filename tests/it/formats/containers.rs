//! Files inside other files: rich text, office documents, archives.

use std::path::Path;

use palabre::read::{Options, ReadError, read};
use palabre::thread::{Comment, Kind};

use super::{comments, reading};

fn refusal(bytes: &[u8]) -> String {
    read(bytes, &Options::default()).expect_err("it is read").to_string()
}

fn record(comment: &Comment) -> (Option<&str>, Option<&str>, Option<&str>, &str) {
    (comment.author.as_deref(), comment.parent.as_deref(), comment.time.as_deref(), &comment.text)
}

#[test]
fn comments_of_reviewers_are_comments() {
    let (threads, _) = reading(Path::new("seeds/formats/jsonl-reviewed.docx")).unwrap();
    let article = &threads[0].comments[0];
    assert_eq!(article.kind, Kind::Article);
    assert_eq!(
        article.text,
        "Projet de quai en bois\nLe nouveau quai sera en bois, comme l’ancien.\nIl coûtera 40 000 euros & durera vingt ans."
    );
    let found: Vec<_> = comments(&threads[0]).into_iter().map(record).collect();
    assert_eq!(
        found,
        [
            (
                Some("Paula Rossi"),
                Some("article"),
                Some("2021-03-01T10:00:00Z"),
                "Le bois pourrit en dix ans.\nQui paiera ensuite ?"
            ),
            (Some("Anders Berg"), Some("0"), Some("2021-03-01T11:30:00Z"), "Pas le chêne, il tient cinquante ans."),
            (Some("Paula Rossi"), Some("article"), Some("2021-03-02T09:00:00Z"), "D’où vient ce montant ?"),
        ]
    );
    let (threads, _) = reading(Path::new("seeds/formats/jsonl-annotated.odt")).unwrap();
    assert_eq!(threads[0].comments[0].text, "The winter ferry\nIt should run from November to March.");
    let found: Vec<_> = comments(&threads[0]).into_iter().map(record).collect();
    assert_eq!(
        found,
        [
            (Some("Lotta Niemi"), Some("article"), Some("2021-03-01T10:00:00"), "The ice comes in December."),
            (Some("Jens Dahl"), Some("1"), Some("2021-03-01T11:00:00"), "Not in the last three years."),
        ]
    );
}

#[test]
fn documents_without_comments_are_read_as_their_text() {
    let (threads, _) = reading(Path::new("seeds/formats/text-wordpad.rtf")).unwrap();
    assert_eq!(threads[0].comments[0].kind, Kind::Article);
    let texts: Vec<_> = comments(&threads[0]).into_iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Trois cents euros pour deux passagers, c’est trop — et łódź n’est pas vide.",
            "Faux : les infirmières le prennent chaque soir, je l’ai vu."
        ]
    );
    let (threads, _) = reading(Path::new("seeds/formats/text-pasted.docx")).unwrap();
    assert_eq!(comments(&threads[0]).len(), 2);
    assert!(comments(&threads[0])[1].text.starts_with("Au contraire, les pavés rainurés"));
}

#[test]
fn archives_give_the_files_in_them() {
    let (threads, diagnostics) = reading(Path::new("seeds/formats/csv-several.zip")).unwrap();
    let found: Vec<_> = threads
        .iter()
        .map(|thread| (thread.source.as_deref().unwrap(), thread.format, thread.comments.len()))
        .collect();
    assert_eq!(found, [("export/ferry.csv", "csv", 2), ("export/ramp.csv", "csv", 2)]);
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.source.as_deref() == Some("export/README.txt")));
    let (threads, diagnostics) = reading(Path::new("seeds/formats/mbox-list.zip")).unwrap();
    assert_eq!(threads.iter().map(|thread| thread.comments.len()).collect::<Vec<_>>(), [3, 1]);
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.message.contains("1 files left out")), "{diagnostics:?}");
}

#[test]
fn what_cannot_be_read_says_how_to_save_it() {
    assert!(refusal(b"%PDF-1.7\n%\xE2\xE3").contains("pdftotext"));
    let ole = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    assert!(refusal(&ole).contains("save a message as .eml"));
    let zip = std::fs::read("seeds/formats/mbox-list.zip").unwrap();
    assert!(matches!(read(&zip[..zip.len() / 2], &Options::default()), Err(ReadError::Unusable { .. })));
}

#[test]
fn damaged_archives_are_survived() {
    for name in ["mbox-list.zip", "csv-several.zip", "jsonl-reviewed.docx", "jsonl-annotated.odt"] {
        let bytes = std::fs::read(Path::new("seeds/formats").join(name)).unwrap();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            let _ = read(&damaged, &Options::default());
        }
    }
}
