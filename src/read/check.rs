//! Checks of what a reader made of a source, without knowing its format: signs that it is the wrong reader.
//!
//! Every check asks whether the parts of comments are what they should be: authors names, texts prose. A check that
//! fails is a warning with the way out. Readers whose sources mark every comment are not checked.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::thread::{Comment, Kind, Thread};

/// The fewest comments that are judged: fewer show no habit.
const FEWEST: usize = 3;

/// The longest author's name, in words and in characters.
const NAME_WORDS: usize = 7;
const NAME_CHARS: usize = 60;

/// The longest label before a colon that may be a speaker's name, in characters.
const LABEL_CHARS: usize = 30;

/// The warnings about threads that one reader gave. Linear.
pub(super) fn check(threads: &[Thread]) -> Vec<Diagnostic> {
    let comments: Vec<&Comment> =
        threads.iter().flat_map(|thread| &thread.comments).filter(|comment| comment.kind == Kind::Comment).collect();
    if comments.len() < FEWEST {
        return Vec::new();
    }
    [authors_like_sentences, texts_like_lines_of_a_chat, empty_texts, one_author_and_time]
        .iter()
        .filter_map(|check| check(&comments))
        .collect()
}

/// Authors that are sentences or end with a mark.
fn authors_like_sentences(comments: &[&Comment]) -> Option<Diagnostic> {
    let authors: Vec<&str> = comments.iter().filter_map(|comment| comment.person()).collect();
    let odd = authors.iter().filter(|author| is_sentence(author)).count();
    // A reader that takes texts for names does so in most comments; one commenter may call herself *Why not?*
    (odd >= 2 && odd * 4 > authors.len()).then(|| {
        let message =
            format!("{odd} of {} author names look like sentences: the authors may be something else", authors.len());
        Diagnostic::warning("odd-authors", message)
            .help("name the format with --from, or the author with --column author=NAME or --field author=NAME")
    })
}

/// Whether a name is rather a sentence.
fn is_sentence(name: &str) -> bool {
    let words = name.split_whitespace().count();
    words > NAME_WORDS
        || name.chars().count() > NAME_CHARS
        || words >= 3 && name.ends_with(['.', '!', '?', '…', ':', ';', ',']) && !name.ends_with("Jr.")
        || name.contains(". ") && words >= NAME_WORDS - 1
}

/// Texts whose lines begin with a time, or with names and colons of at least two speakers.
fn texts_like_lines_of_a_chat(comments: &[&Comment]) -> Option<Diagnostic> {
    let mut speakers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut timed = 0;
    let (mut lines, mut labelled) = (0, 0);
    for line in comments.iter().flat_map(|comment| comment.text.lines()).filter(|line| !line.trim().is_empty()) {
        lines += 1;
        timed += usize::from(begins_with_time(line.trim_start()));
        if let Some(label) = label(line.trim_start()) {
            labelled += 1;
            *speakers.entry(label).or_default() += 1;
        }
    }
    let recurring = speakers.values().filter(|times| **times >= 2).count();
    let what = if timed * 2 > lines {
        "a time"
    } else if labelled * 10 > lines * 6 && recurring >= 2 {
        "a name and a colon"
    } else {
        return None;
    };
    let message = format!("most lines of the texts begin with {what}: this looks like a chat or a transcript");
    Some(
        Diagnostic::warning("odd-texts", message)
            .help("see `palabre formats` for chats and transcripts, and name the format with --from"),
    )
}

/// Whether a line begins with a clock time, with or without a date and brackets before it.
fn begins_with_time(line: &str) -> bool {
    let head: String = line.chars().take(LABEL_CHARS).collect();
    let bare = head.trim_start_matches(['[', '(', '<']);
    let first = bare.split([']', ')', '>', ' ']).next().unwrap_or_default();
    let mut parts = first.split(':');
    let is_number = |part: Option<&str>| {
        part.is_some_and(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    is_number(parts.next()) && is_number(parts.next())
}

/// The short label before the colon of a line.
fn label(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once(':')?;
    let is_name = label.chars().count() <= LABEL_CHARS
        && label.split_whitespace().count() <= 3
        && label.chars().next().is_some_and(char::is_uppercase)
        && rest.starts_with([' ', '\u{A0}'])
        && !rest.trim().is_empty();
    is_name.then_some(label.trim_end())
}

/// Comments without a text, if they are most.
fn empty_texts(comments: &[&Comment]) -> Option<Diagnostic> {
    let empty = comments.iter().filter(|comment| comment.text.trim().is_empty()).count();
    (empty * 2 > comments.len()).then(|| {
        let message =
            format!("{empty} of {} comments have no text: what was left out may be their texts", comments.len());
        Diagnostic::warning("empty-texts", message)
            .help("name the format with --from, or the text with --column text=NAME or --field text=NAME")
    })
}

/// Different texts that are all by one author at one time, which are then those of the post.
fn one_author_and_time(comments: &[&Comment]) -> Option<Diagnostic> {
    let first = comments.first()?;
    let (author, time) = (first.person()?, first.time.as_deref()?);
    let is_same = |comment: &&&Comment| comment.person() == Some(author) && comment.time.as_deref() == Some(time);
    let differ = comments.iter().any(|comment| comment.text != first.text);
    (differ && comments.iter().filter(is_same).count() == comments.len()).then(|| {
        let message = format!("all {} comments have one author and one time: these may be those of the post", comments.len());
        Diagnostic::warning("same-author", message)
            .help("name what belongs to the comment with --column author=NAME or --field author=NAME; `palabre read` shows what was read")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(comments: &[(&str, &str)]) -> Vec<&'static str> {
        let comment = |(author, text): &(&str, &str)| Comment {
            author: (!author.is_empty()).then(|| (*author).to_owned()),
            text: (*text).to_owned(),
            ..Comment::default()
        };
        let comments: Vec<Comment> = comments.iter().map(comment).collect();
        check(&[Thread { comments, ..Thread::default() }]).iter().map(|found| found.code).collect()
    }

    #[test]
    fn names_and_prose_are_left_alone() {
        assert_eq!(
            codes(&[("Odile", "Oui."), ("Jean-Marc de la Tour", "Non : le pont est vieux."), ("Dr. No", "Note: 3")]),
            [""; 0]
        );
        let quoted = "Pour: le bruit.\nContre: le prix.\nJe reste pour, tout bien pesé.\nEt vous ?";
        assert_eq!(codes(&[("a", quoted), ("b", "Moi aussi."), ("c", "10:30 me va.")]), [""; 0]);
    }

    #[test]
    fn sentences_are_no_names() {
        assert_eq!(
            codes(&[("I doubt that very much.", "a"), ("Who asked us, then?", "b"), ("Jo", "c")]),
            ["odd-authors"]
        );
    }

    #[test]
    fn lines_of_a_chat_are_noticed() {
        let chat = "Odile: Who asked?\nMarc: Nobody did.";
        assert_eq!(codes(&[("", chat), ("", chat), ("", "Odile: I see.")]), ["odd-texts"]);
        assert_eq!(codes(&[("", "[10:12] odile hello"), ("", "10:14 marc hi"), ("", "10:15 - jo no")]), ["odd-texts"]);
    }

    #[test]
    fn missing_texts_and_borrowed_authors_are_noticed() {
        assert_eq!(codes(&[("a", ""), ("b", " "), ("c", "x")]), ["empty-texts"]);
        let comment = |text: &str| Comment {
            author: Some("Odile".to_owned()),
            time: Some("2024-01-02".to_owned()),
            text: text.to_owned(),
            ..Comment::default()
        };
        let comments = vec![comment("a"), comment("b"), comment("c")];
        let found = check(&[Thread { comments, ..Thread::default() }]);
        assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), ["same-author"]);
    }
}
