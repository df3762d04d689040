//! Conversations of Signal as `sigtop` writes them: each message is a block of fields, a blank line, and its words.
//!
//! A message that quotes another repeats its sender and time behind `>`, so its parent is known. Telephone numbers after
//! names, attachments and reactions are not read.

use std::collections::BTreeMap;

use super::chat::{Line, lines};
use super::common::{left_out, set_words};
use super::moment::is_space;
use super::{body, reader::Reading};
use crate::read::{error::ReadError, options::Options, source::Source, when};
use crate::span::Span;
use crate::thread::{Comment, Origin, Thread};

/// Fields below the name of the sender.
const FIELDS: [&str; 8] = ["Type", "Sent", "Received", "Attachment", "Reaction", "Edited", "Quote", "Link"];

/// How many of the next lines must name the type and the time of a message.
const NEAR: usize = 4;

/// Whether it has messages with a sender, a type and a time, in this order.
pub(super) fn detect(source: &Source<'_>) -> bool {
    let lines: Vec<Line<'_>> = lines(source.head()).collect();
    let first = lines.iter().position(|line| line.text.starts_with("From: "));
    let above =
        |first: usize| lines.iter().take(first).filter(|line| !line.is_blank()).all(|line| field(line.text).is_some());
    first.is_some_and(|first| first <= NEAR && above(first) && is_message(&lines, first))
}

/// Reads a conversation as one thread.
///
/// # Errors
/// When it has no message.
pub(super) fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let lines: Vec<Line<'_>> = lines(source.text).collect();
    // A source that is cut off may end within the fields of a message.
    let end = cut_off(&lines).unwrap_or(lines.len());
    let lines = lines.get(..end).unwrap_or_default();
    let starts: Vec<usize> = (0..lines.len()).filter(|index| is_message(lines, *index)).collect();
    if starts.is_empty() {
        let why = "no message in it names its sender and its time".to_owned();
        return Err(ReadError::Unusable {
            what: "a conversation of Signal",
            why,
            help: "export it again, or read it with --from text",
        });
    }
    let mut thread = Thread::default();
    let conversation = lines.iter().find_map(|line| line.text.strip_prefix("Conversation: "));
    thread.title = conversation.map(|title| without_number(title).to_owned());
    let mut known: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut silent = 0;
    let ends = starts.iter().copied().skip(1).chain([lines.len()]);
    for (start, end) in starts.iter().copied().zip(ends) {
        let message = lines.get(start..end).unwrap_or_default();
        let mut comment = comment_from(message, &known);
        if comment.text.is_empty() {
            silent += 1;
            continue;
        }
        comment.id = format!("c{}", thread.comments.len() + 1);
        if let (Some(author), Some(time)) = (&comment.author, &comment.time) {
            known.insert((author.clone(), time.clone()), comment.id.clone());
        }
        thread.comments.push(comment);
    }
    let left = left_out(silent, "messages", "they are pictures or files without words");
    Ok(Reading { threads: vec![thread], diagnostics: left.into_iter().collect() })
}

/// A field and its value.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = (2..=20).contains(&key.len()) && key.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
    (is_key && (value.is_empty() || value.starts_with(' '))).then(|| (key, value.trim_matches(is_space)))
}

/// Whether a message begins at a line.
fn is_message(lines: &[Line<'_>], index: usize) -> bool {
    let Some(first) = lines.get(index).filter(|line| line.text.starts_with("From: ")) else { return false };
    let near = lines.get(index + 1..).unwrap_or_default().iter().take(NEAR).take_while(|line| !line.is_blank());
    let has = |key: &str| near.clone().any(|line| field(line.text).is_some_and(|(known, _)| known == key));
    !first.is_blank() && has("Type") && has("Sent")
}

/// Where the fields of the last message begin, if the source ends within them.
fn cut_off(lines: &[Line<'_>]) -> Option<usize> {
    let last = lines.iter().rev().take(NEAR).take_while(|line| !line.is_blank()).count();
    let start = lines.len().checked_sub(last).filter(|start| *start < lines.len())?;
    let first = lines.get(start)?.text;
    let begins = "From: ".starts_with(first) || first.starts_with("From: ");
    (begins && !is_message(lines, start)).then_some(start)
}

/// A name without the telephone number after it.
fn without_number(name: &str) -> &str {
    let bare = name.strip_suffix(')').and_then(|inside| inside.rsplit_once('('));
    match bare {
        Some((before, number)) if !number.contains(char::is_alphabetic) || number == "group" => {
            before.trim_matches(is_space)
        }
        _ => name,
    }
}

/// The comment of a message. `known`: the ids of earlier ones by sender and time.
fn comment_from(message: &[Line<'_>], known: &BTreeMap<(String, String), String>) -> Comment {
    let mut comment = Comment::default();
    let fields = message
        .iter()
        .skip(1)
        .take_while(|line| field(line.text).is_some_and(|(key, _)| FIELDS.contains(&key)))
        .count();
    let sender = message.first().and_then(|line| field(line.text)).map(|(_, name)| without_number(name));
    comment.author = sender.filter(|name| !name.is_empty()).map(str::to_owned);
    comment.time = message
        .iter()
        .take(fields + 1)
        .find_map(|line| field(line.text).filter(|(key, _)| *key == "Sent"))
        .and_then(|(_, sent)| when::mail(sent));
    let mut quoted = (None, None);
    let mut words: Vec<&str> = Vec::new();
    for line in message.get(fields + 1..).unwrap_or_default() {
        let inside = line.text.strip_prefix('>').map(|inside| inside.trim_matches(is_space));
        match inside.and_then(field) {
            Some(("From", name)) if quoted.0.is_none() => quoted.0 = Some(without_number(name).to_owned()),
            Some(("Sent", sent)) if quoted.1.is_none() => quoted.1 = when::mail(sent),
            Some(("Type" | "Received" | "Attachment", _)) if quoted.0.is_some() => {}
            // The line that separates the fields of the quotation from its words.
            None if inside == Some("") && words.iter().all(|word| word.is_empty()) => {}
            _ => words.push(line.text),
        }
    }
    if let (Some(name), Some(sent)) = quoted {
        comment.parent = known.get(&(name, sent)).cloned();
    }
    set_words(&mut comment, body::plain(words.join("\n").trim_matches(is_space)));
    let last = message.iter().rev().find(|line| !line.is_blank());
    if let (Some(first), Some(last)) = (message.first(), last) {
        comment.origin = Origin {
            span: Some(Span::new(first.span.start, last.span.end)),
            lines: Some(first.number..last.number + 1),
        };
    }
    comment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_a_sender_is_no_conversation() {
        for text in ["From: a\nTo: b\nSubject: c\n\nx\n", "From: a\n\nType: x\nSent: y\n", "From here on", ""] {
            assert!(!detect(&Source::new(text)), "{text}");
        }
        assert_eq!(without_number("Anna (+1 555)"), "Anna");
        assert_eq!(without_number("Anna (home)"), "Anna (home)");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_is_survived(text in "(From: a\n|Type: b\n|Sent: Sat, 2 Mar 2024 19:00:12 \\+0000\n|> |>\n|[a-zé]{0,4}\n){0,30}") {
            let source = Source::new(&text);
            let _ = (detect(&source), read(&source, &Options::default()));
        }
    }
}
