//! What readers of JSON documents share: the records of a source, the words of a member, threads as they fill up.

use std::borrow::Cow;

use indexmap::IndexMap;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::address::host;
use super::common::cut_off;
use crate::diagnostic::Diagnostic;
use crate::read::json::{Json, Value};
use crate::read::markup::{Lines, Words, fragment};
use crate::read::when;
use crate::read::{error::ReadError, format::reader::Reading, source::Source};
use crate::span::Span;
use crate::thread::{Comment, Mark, Origin, Quote, Thread};

/// Shows every document of a source: tools write one, or a line for each, or several one after the other. Gives back
/// where the source stopped making sense, in bytes; `None` where it was read to its end.
pub fn each_document(source: &Source<'_>, mut take: impl FnMut(Value<'_>)) -> Option<usize> {
    let first = source.json()?;
    first.root().into_iter().for_each(&mut take);
    let (mut broken, mut at) = (first.broken, first.end());
    while broken.is_none() {
        let rest = source.text.get(at..)?;
        let next = rest.trim_start();
        at += rest.len() - next.len();
        if next.is_empty() {
            return None;
        }
        if !next.starts_with(['{', '[']) {
            return Some(at);
        }
        let json = Json::parse_next(source.text, at);
        json.root().into_iter().for_each(&mut take);
        (broken, at) = (json.broken, json.end());
    }
    broken
}

/// One record of a source.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The record itself.
    pub value: Value<'a>,
    /// The envelope in which a collector keeps it, with the address it was taken from (Perceval: `backend_name`, `origin`,
    /// `data`).
    pub envelope: Option<Value<'a>>,
}

impl Record<'_> {
    /// The name of the host that it was taken from, where its envelope says so.
    pub fn host(self) -> Option<String> {
        host(&self.envelope?.field("origin")?)
    }
}

/// The records of a document: the items of a list, or the document itself, each out of its envelope.
pub fn records(root: Value<'_>) -> impl Iterator<Item = Record<'_>> {
    let alone = (!root.is_array()).then_some(root);
    root.items().chain(alone).map(|value| {
        let enveloped = |name| value.get(name).is_some_and(Value::is_string);
        match value.get("data").filter(|data| data.is_object()) {
            Some(data) if enveloped("backend_name") || enveloped("perceval_version") => {
                Record { value: data, envelope: Some(value) }
            }
            _ => Record { value, envelope: None },
        }
    })
}

/// Whether one of the first records of a source passes: detection looks no further.
pub fn some_record(source: &Source<'_>, test: impl Fn(Value<'_>) -> bool) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| records(root).take(3).any(|record| test(record.value)))
}

/// Whether a member is a string.
pub fn has_text(value: Value<'_>, name: &str) -> bool {
    value.get(name).is_some_and(Value::is_string)
}

/// Whether a member is a number.
pub fn has_number(value: Value<'_>, name: &str) -> bool {
    value.get(name).is_some_and(Value::is_number)
}

/// Whether a member is a list.
pub fn has_list(value: Value<'_>, name: &str) -> bool {
    value.get(name).is_some_and(Value::is_array)
}

/// Whether a member is an object.
pub fn has_object(value: Value<'_>, name: &str) -> bool {
    value.get(name).is_some_and(Value::is_object)
}

/// The characters of a member that is a string; empty for anything else.
pub fn text<'a>(value: Value<'a>, name: &str) -> Cow<'a, str> {
    value.get(name).and_then(Value::str).unwrap_or_default()
}

/// The scalar at the end of a path of names.
pub fn scalar(value: Value<'_>, path: &[&str]) -> Option<String> {
    value.at(path)?.scalar()
}

/// A count that is a member; `None` where it is absent, no whole number, or below zero.
pub fn count(value: Value<'_>, name: &str) -> Option<usize> {
    value.get(name)?.whole().and_then(|count| usize::try_from(count).ok())
}

/// A comment with its id and the bytes it was read from.
pub fn comment(value: Value<'_>, id: impl Into<String>) -> Comment {
    Comment { id: id.into(), origin: Origin { span: Some(value.span()), lines: None }, ..Comment::default() }
}

/// The time of a member that holds a date, which means UTC where it has no zone.
pub fn date(value: Value<'_>, name: &str) -> Option<String> {
    when::iso(&value.field(name)?, true)
}

/// The marks that hold, in their order.
pub fn marks<const N: usize>(marks: [(Mark, bool); N]) -> Vec<Mark> {
    let mut held: Vec<Mark> = marks.into_iter().filter(|(_, holds)| *holds).map(|(mark, _)| mark).collect();
    held.sort_unstable();
    held.dedup();
    held
}

/// Gives a comment its words.
pub fn say(comment: &mut Comment, words: Words) {
    comment.text = words.text;
    comment.quotes = words.quotes;
}

/// The words of a member in HTML.
pub fn html(markup: &str) -> Words {
    fragment(&unbroken(markup), Lines::Joined)
}

/// The words of plain text: line ends of one kind, Unicode in NFC; lines that begin with `>` are quotations, as in mail.
pub fn plain(text: &str) -> Words {
    let text = unbroken(text);
    let text: String = if is_nfc(&text) { text.into_owned() } else { text.nfc().collect() };
    let text = text.trim().to_owned();
    let quotes = quoted_lines(&text);
    Words { text, quotes }
}

/// The words of a text in Markdown, which stay as they were written but for comments in HTML (`<!-- … -->`, as the
/// templates of forges leave them), which no reader sees. Quotations are marked; code is none.
pub fn markdown(text: &str) -> Words {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        let Some((_, behind)) = after.split_once("-->") else { break };
        bare.push_str(before);
        rest = behind;
    }
    bare.push_str(rest);
    plain(&bare)
}

/// Line ends of one kind, no NUL: JSON writes both as escapes, so that they are met only here.
pub fn unbroken(text: &str) -> Cow<'_, str> {
    if text.contains(['\r', '\0']) {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Runs of lines that begin with `>`, but for those in fenced code, where it is a prompt.
fn quoted_lines(text: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let (mut start, mut open, mut code) = (0, false, false);
    for line in text.split('\n') {
        let end = start + line.len();
        let bare = line.trim_start();
        code ^= bare.starts_with("```") || bare.starts_with("~~~");
        let quoted = !code && bare.starts_with('>');
        match quotes.last_mut() {
            Some(last) if quoted && open => last.span.end = end,
            _ if quoted => quotes.push(Quote { span: Span::new(start, end), to: None }),
            _ => {}
        }
        open = quoted;
        start = end + 1;
    }
    quotes
}

/// What comes next on the way through comments that hold their replies, in document order and without recursion.
#[derive(Debug)]
pub enum Step<'a> {
    /// A comment, or what holds comments, and what it answers by its place.
    Into(Value<'a>, Option<String>),
    /// What was held back behind the replies that are there.
    Held(Box<Comment>),
}

/// Puts what was held back, and before it the replies of a comment, on top of the steps to come.
pub fn step_into<'a>(
    steps: &mut Vec<Step<'a>>,
    replies: impl Iterator<Item = Value<'a>>,
    parent: Option<&String>,
    held: Option<Comment>,
) {
    steps.extend(held.map(|held| Step::Held(Box::new(held))));
    let at = steps.len();
    steps.extend(replies.map(|reply| Step::Into(reply, parent.cloned())));
    if let Some(replies) = steps.get_mut(at..) {
        replies.reverse();
    }
}

/// Threads while their comments come in, told apart by id, in the order of their first comment.
#[derive(Debug, Default)]
pub struct Gathered {
    threads: IndexMap<String, Thread>,
}

impl Gathered {
    /// The thread of this id, begun if there is none yet.
    pub fn thread(&mut self, id: &str) -> &mut Thread {
        let fresh = || Thread { id: id.to_owned(), ..Thread::default() };
        self.threads.entry(id.to_owned()).or_insert_with(fresh)
    }

    /// Every thread so far.
    pub fn threads(&mut self) -> impl Iterator<Item = &mut Thread> {
        self.threads.values_mut()
    }

    /// What was read: threads with their openings first, and what was noticed.
    ///
    /// # Errors
    /// When the source breaks off before anything that can be read. `what` is its format, with an article.
    pub fn reading(
        self,
        what: &'static str,
        broken: Option<usize>,
        source: &Source<'_>,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Result<Reading, ReadError> {
        let mut threads: Vec<Thread> = self.threads.into_values().collect();
        for thread in &mut threads {
            thread.comments.sort_by_key(|comment| !comment.kind.is_opening());
        }
        if broken.is_some() && threads.iter().all(|thread| thread.comments.is_empty()) {
            let why = "it breaks off before its first comment".to_owned();
            return Err(ReadError::Unusable { what, why, help: "save or download it again" });
        }
        diagnostics.extend(cut_off(broken, source.text));
        Ok(Reading { threads, diagnostics })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_shown_and_a_cut_is_told() {
        for (source, seen, broken) in [
            ("[1, 2]", "[1, 2]", None),
            ("{\"a\":1}\n{\"b\":2}\n\n[3][4]\n", "{\"a\":1}|{\"b\":2}|[3]|[4]", None),
            ("{} [", "{}|[", Some(4)),
            ("{} x", "{}", Some(3)),
        ] {
            let mut shown = Vec::new();
            let at = each_document(&Source::new(source), |value| shown.push(value.span().of(source).to_owned()));
            assert_eq!((shown.join("|").as_str(), at), (seen, broken), "{source}");
        }
    }

    #[test]
    fn records_come_out_of_lists_and_envelopes() {
        let text =
            r#"[{"a": 1}, {"backend_name": "X", "origin": "https://u@Host.org:8/p", "data": {"a": 2}}, {"data": {}}]"#;
        let json = Json::parse(text);
        let found: Vec<_> =
            records(json.root().unwrap()).map(|record| (record.value.field("a"), record.host())).collect();
        assert_eq!(found, [(Some("1".into()), None), (Some("2".into()), Some("host.org:8".into())), (None, None)]);
    }

    #[test]
    fn markdown_stays_but_for_what_nobody_sees() {
        let words =
            markdown("<!-- bug\r\ntemplate -->a **b**\r\n> one\r\n> two\r\n\r\n```\n> ls\n```\n<!-- open\n  > three");
        assert_eq!(words.text, "a **b**\n> one\n> two\n\n```\n> ls\n```\n<!-- open\n  > three");
        let quoted: Vec<_> = words.quotes.iter().map(|quote| quote.span.of(&words.text)).collect();
        assert_eq!(quoted, ["> one\n> two", "  > three"]);
        assert!(plain("e\u{301}\0").text == "é\u{FFFD}");
    }
}
