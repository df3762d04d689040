//! Exports of Movable Type, which `TypePad`, Hatena, FC2, Livedoor and others write too: blocks of `KEY: value` lines.
//!
//! In come entries, separated by lines of eight hyphens; their parts are separated by lines of five. Out comes a thread
//! for each entry with comments or pings; the entry is the article. Addresses of mail, network and web are not read.
//! Dates have the month first, by the specification.

use super::chat::{Line, lines};
use super::common::{answer_opening, left_out, set_words};
use super::moment::{Moment, Order, Settled};
use super::{body, reader::Reading};
use crate::diagnostic::Diagnostic;
use crate::read::markup::Words;
use crate::read::{error::ReadError, options::Options, source::Source};
use crate::span::Span;
use crate::thread::{Comment, Kind, Origin, Thread};

/// Ends an entry.
const ENTRY: &str = "--------";

/// Ends a part of an entry.
const PART: &str = "-----";

/// Keys at the beginning of an entry, of which some must be present.
const KEYS: [&str; 10] = [
    "AUTHOR",
    "TITLE",
    "BASENAME",
    "DATE",
    "STATUS",
    "CATEGORY",
    "PRIMARY CATEGORY",
    "ALLOW COMMENTS",
    "CONVERT BREAKS",
    "UNIQUE URL",
];

/// Keys at the beginning of a comment.
const COMMENT_KEYS: [&str; 8] = ["AUTHOR", "EMAIL", "IP", "URL", "DATE", "TITLE", "BLOG NAME", "ID"];

/// Names of the parts of an entry.
const PARTS: [&str; 6] = ["BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS", "COMMENT", "PING"];

/// Whether it begins with keys of an entry and has a part with the name of one.
pub(super) fn detect(source: &Source<'_>) -> bool {
    let mut keys = 0;
    let mut ended = false;
    for line in lines(source.head()).filter(|line| !line.is_blank()) {
        if line.text == PART {
            ended = true;
        } else if ended {
            return keys >= 2 && part_name(line.text).is_some();
        } else if field(line.text).is_some_and(|(key, _)| KEYS.contains(&key)) {
            keys += 1;
        } else if field(line.text).is_none() {
            return false;
        }
    }
    false
}

/// Reads one thread for each entry with comments.
///
/// # Errors
/// Never.
#[expect(clippy::unnecessary_wraps, reason = "readers of other formats refuse")]
pub(super) fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let mut reading = Reading::default();
    let mut silent = 0;
    let mut entry = Entry::default();
    let mut part: Vec<Line<'_>> = Vec::new();
    for line in lines(source.text) {
        let is_end = line.text == ENTRY;
        if !is_end && line.text != PART {
            part.push(line);
            continue;
        }
        entry.take(&std::mem::take(&mut part));
        if is_end {
            silent += usize::from(!std::mem::take(&mut entry).finish(&mut reading.threads));
        }
    }
    // A file that is cut off ends within an entry.
    entry.take(&part);
    if !entry.is_empty() {
        silent += usize::from(!entry.finish(&mut reading.threads));
    }
    let diagnostics: Option<Diagnostic> = left_out(silent, "entries", "nobody commented on them");
    reading.diagnostics.extend(diagnostics);
    Ok(reading)
}

/// An entry while it is read.
#[derive(Default)]
struct Entry {
    article: Comment,
    title: Option<String>,
    address: Option<String>,
    texts: Vec<Words>,
    comments: Vec<Comment>,
    has_fields: bool,
}

impl Entry {
    fn is_empty(&self) -> bool {
        !self.has_fields && self.comments.is_empty() && self.texts.is_empty()
    }

    /// Takes the lines of one part.
    fn take(&mut self, part: &[Line<'_>]) {
        let Some(first) = part.iter().position(|line| !line.is_blank()) else { return };
        let part = part.get(first..).unwrap_or_default();
        let Some(head) = part.first() else { return };
        match part_name(head.text) {
            Some("COMMENT") => self.comments.push(comment_from(part, Kind::Comment)),
            Some("PING") => self.comments.push(comment_from(part, Kind::Pingback)),
            Some("BODY" | "EXTENDED BODY") => {
                let words = words(part.get(1..).unwrap_or_default());
                self.texts.push(words);
                self.span(part);
            }
            Some(_) => {}
            None => {
                for (key, value) in part.iter().filter_map(|line| field(line.text)) {
                    self.has_fields = true;
                    match key {
                        "TITLE" => self.title = Some(value.to_owned()).filter(|value| !value.is_empty()),
                        "AUTHOR" => self.article.author = Some(value.to_owned()).filter(|value| !value.is_empty()),
                        "DATE" => self.article.time = time(value),
                        "UNIQUE URL" => self.address = Some(value.to_owned()).filter(|value| !value.is_empty()),
                        _ => {}
                    }
                }
                self.span(part);
            }
        }
    }

    fn span(&mut self, part: &[Line<'_>]) {
        let span = origin(part).span;
        let joined = self.article.origin.span.zip(span).map(|(one, two)| one.join(two));
        self.article.origin.span = joined.or(span).or(self.article.origin.span);
    }

    /// Adds its thread, unless it has no comments.
    fn finish(mut self, threads: &mut Vec<Thread>) -> bool {
        if self.comments.is_empty() {
            return self.is_empty();
        }
        let mut text = String::new();
        for words in self.texts.into_iter().filter(|words| !words.text.is_empty()) {
            let shift = if text.is_empty() { 0 } else { text.len() + 2 };
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&words.text);
            let quotes = words.quotes.into_iter().map(|mut quote| {
                quote.span = quote.span.shifted(shift);
                quote
            });
            self.article.quotes.extend(quotes);
        }
        self.article.text = if text.is_empty() { self.title.clone().unwrap_or_default() } else { text };
        self.article.kind = Kind::Article;
        "article".clone_into(&mut self.article.id);
        let id = self.address.clone().unwrap_or_else(|| format!("entry-{}", threads.len() + 1));
        let comments = std::iter::once(self.article).chain(self.comments).collect();
        let mut thread = Thread { id, title: self.title, key: self.address, comments, ..Thread::default() };
        answer_opening(&mut thread);
        threads.push(thread);
        true
    }
}

/// A comment or a ping: its fields, then its words.
fn comment_from(part: &[Line<'_>], kind: Kind) -> Comment {
    let fields = part
        .iter()
        .skip(1)
        .take_while(|line| field(line.text).is_some_and(|(key, _)| COMMENT_KEYS.contains(&key)))
        .count();
    let mut comment = Comment { kind, origin: origin(part), ..Comment::default() };
    for (key, value) in part.iter().skip(1).take(fields).filter_map(|line| field(line.text)) {
        let value = Some(value.to_owned()).filter(|value| !value.is_empty());
        match key {
            "AUTHOR" => comment.author = value,
            "BLOG NAME" if kind == Kind::Pingback => comment.author = value,
            "DATE" => comment.time = value.and_then(|value| time(&value)),
            _ => {}
        }
    }
    set_words(&mut comment, words(part.get(fields + 1..).unwrap_or_default()));
    comment
}

/// The words of lines, which may be HTML.
fn words(lines: &[Line<'_>]) -> Words {
    let text = lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    let text = text.trim();
    let has_tags = ["</", "<br", "<p>", "<a ", "<img"].iter().any(|tag| text.contains(tag));
    if !has_tags {
        return body::plain(text);
    }
    // Line breaks that the program turns into paragraphs are kept, unless the text has its own.
    let has_blocks = ["<p", "<br", "<div"].iter().any(|tag| text.contains(tag));
    if has_blocks { body::html(text) } else { body::html(&text.replace("\n\n", "<p>").replace('\n', "<br>")) }
}

/// `KEY: value`, with the key in capitals.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key =
        !key.is_empty() && key.len() <= 24 && key.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b' ');
    is_key.then_some((key, value.trim()))
}

/// The name of a part, such as `COMMENT:`.
fn part_name(line: &str) -> Option<&str> {
    line.strip_suffix(':').map(str::trim_end).filter(|name| PARTS.contains(name))
}

/// A date in the order of the specification: `03/01/2024 09:00:00 AM`.
fn time(value: &str) -> Option<String> {
    let month_first = Settled { order: Order::MonthFirst, is_guess: false };
    Moment::whole(value)
        .and_then(|moment| moment.text(month_first))
        .or_else(|| Some(value.to_owned()).filter(|value| !value.is_empty()))
}

fn origin(part: &[Line<'_>]) -> Origin {
    let last = part.iter().rev().find(|line| !line.is_blank());
    match (part.first(), last) {
        (Some(first), Some(last)) => Origin {
            span: Some(Span::new(first.span.start, last.span.end)),
            lines: Some(first.number..last.number + 1),
        },
        _ => Origin::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_is_survived(text in "(-----\n|--------\n|TITLE: a\n|AUTHOR: b\n|DATE: 03/01/2024 09:00:00 AM\n|BODY:\n|COMMENT:\n|PING:\n|[a-zé<>]{0,4}\n){0,30}") {
            let source = Source::new(&text);
            let _ = detect(&source);
            let reading = read(&source, &Options::default()).unwrap();
            for comment in reading.threads.iter().flat_map(|thread| &thread.comments) {
                assert!(comment.origin.span.is_none_or(|span| text.is_char_boundary(span.start) && text.is_char_boundary(span.end)));
            }
        }
    }
}
