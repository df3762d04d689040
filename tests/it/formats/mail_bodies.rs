//! What is the author's own in mails, and what mails answer where their ids do not say it.

use std::path::Path;

use palabre::thread::{Comment, Kind, Thread};

use super::{missing, reading};

/// The author's own words, without quotations.
fn own(comment: &Comment) -> String {
    let (mut text, mut at) = (String::new(), 0);
    for quote in &comment.quotes {
        text += &comment.text[at..quote.span.start];
        at = quote.span.end;
    }
    text += &comment.text[at..];
    text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn threads(file: &str) -> Vec<Thread> {
    reading(&Path::new("seeds/formats").join(file)).unwrap().0
}

#[test]
fn own_words_end_where_those_of_another_begin() {
    let threads = threads("mbox-unmarked.mbox");
    assert_eq!(threads.len(), 1);
    let comments = &threads[0].comments;
    let words: Vec<String> = comments.iter().map(own).collect();
    assert_eq!(words[0], "Le bac devrait passer toute la nuit, les infirmières en ont besoin.");
    assert_eq!(words[1], "Ich bin dagegen: nachts fährt niemand mit.");
    assert_eq!(words[2], "Det er ikke rigtigt, jeg sejler selv med hver torsdag.");
    assert_eq!(words[3], "Who counted them? Here is what the harbour office sent me:");
    assert!(comments[3].text.contains("So I am for it.") && comments[3].text.contains("who pays?"));
    assert_eq!(words[4], "La région paie. Le 1 mars 2021 à 12:00, j'ai écrit au préfet : pas de réponse.");
}

#[test]
fn ids_may_be_encoded_and_in_reply_to_comes_first() {
    let threads = threads("mbox-unmarked.mbox");
    let parents: Vec<_> = threads[0].comments.iter().map(|comment| comment.parent.as_deref()).collect();
    assert_eq!(
        parents,
        [None, Some("a1@port.example"), Some("b2@werft.example"), Some("b2@werft.example"), Some("d4@muelle.example")]
    );
    assert_eq!(missing(&threads[0]), 0);
}

#[test]
fn a_digest_is_its_messages() {
    let (threads, diagnostics) = reading(Path::new("seeds/formats/mbox-digest.txt")).unwrap();
    assert_eq!(threads.len(), 1);
    let comments = &threads[0].comments;
    let authors: Vec<_> = comments.iter().filter_map(|comment| comment.author.as_deref()).collect();
    assert_eq!(authors, ["Anders Berg", "Paula Rossi", "Anders Berg"]);
    assert_eq!(comments[0].kind, Kind::Post);
    assert_eq!(own(&comments[1]), "Il legno marcisce in dieci anni.");
    assert_eq!(own(&comments[2]), "Not if it is oak.");
    assert_eq!(comments[1].parent.as_deref(), Some("f1@brygga.example"));
    assert_eq!(comments[2].parent.as_deref(), Some("f2@molo.example"));
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == "digest"));
}

#[test]
fn without_ids_the_subject_makes_the_thread_and_the_quotation_the_parent() {
    let (threads, diagnostics) = reading(Path::new("seeds/formats/mbox-no-ids.mbox")).unwrap();
    assert_eq!(threads.iter().map(|thread| thread.comments.len()).collect::<Vec<_>>(), [3, 1]);
    let comments = &threads[0].comments;
    let parents: Vec<_> = comments.iter().map(|comment| comment.parent.as_deref()).collect();
    assert_eq!(parents, [None, Some("post"), Some("c1")]);
    assert_eq!(own(&comments[2]), "Een ijsbreker kost niets, hij ligt er al.");
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == "threaded-by-subject"));
}
