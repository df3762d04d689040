//! Native JSON Lines: one comment a line, as the contract of the program describes it.
//!
//! In comes one line at a time, out goes the comment it holds; [`super::lines`] does the rest. A line that cannot be read
//! is a diagnostic with its number and column, and the rest is still read. Gold files are read too: what they add is left
//! for `eval`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::lines::{Format, Found, Line, lines};
use super::{Options, ReadError, Reading, Source};
use crate::diagnostic::Diagnostic;
use crate::span::{Scalars, Span};
use crate::thread::{Comment, Kind, Lang, Mark, Origin, Quote, Relation};

/// How many lines are looked at to tell whether an input is native JSON Lines.
const DETECTED_LINES: usize = 50;

/// Native JSON Lines, line by line.
pub(super) const LINES: Format = Format {
    name: "jsonl",
    comment,
    follows: false,
    finish: |_| {},
    unusable: |lines, first| ReadError::NoUsableLine { lines, first },
    help: "the other lines are used; each must be one JSON object with a \"text\"",
};

/// One line as it is written. Unknown fields are dropped.
#[derive(Debug, Default, Deserialize)]
pub(in crate::read) struct Record<'a> {
    #[serde(borrow)]
    thread: Option<Scalar<'a>>,
    #[serde(borrow)]
    id: Option<Scalar<'a>>,
    #[serde(borrow)]
    parent: Option<Scalar<'a>>,
    #[serde(borrow)]
    author: Option<Scalar<'a>>,
    #[serde(borrow)]
    time: Option<Scalar<'a>>,
    #[serde(borrow)]
    lang: Option<Text<'a>>,
    pub(in crate::read) text: Option<String>,
    #[serde(borrow)]
    kind: Option<Text<'a>>,
    ordinal: Option<i64>,
    #[serde(borrow)]
    relation: Option<Text<'a>>,
    #[serde(default, borrow)]
    quotes: Option<Vec<Quoted<'a>>>,
    votes: Option<i64>,
    #[serde(default)]
    marks: Option<Vec<String>>,
    capped: Option<bool>,
    held: Option<usize>,
    title: Option<String>,
    announced: Option<usize>,
    annotated: Option<serde::de::IgnoredAny>,
}

impl Record<'_> {
    /// Whether it is the place of a comment whose text is gone.
    pub(in crate::read) fn is_deleted(&self) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.0 == Kind::Deleted.to_string())
    }
}

/// A quotation as it is written: Unicode scalar values into the text, end exclusive.
#[derive(Debug, Deserialize)]
struct Quoted<'a> {
    start: usize,
    end: usize,
    #[serde(borrow)]
    to: Option<Scalar<'a>>,
}

/// A string that is copied only where it has escapes.
#[derive(Debug)]
struct Text<'a>(Cow<'a, str>);

/// A name that other tools also write as a number.
#[derive(Debug)]
struct Scalar<'a>(Cow<'a, str>);

impl Scalar<'_> {
    fn into_text(self) -> String {
        self.0.into_owned()
    }
}

/// Takes a string, and a number where `numbers` allows it.
struct Simple {
    numbers: bool,
}

impl Simple {
    fn number<'de, E: serde::de::Error>(&self, number: impl Into<serde_json::Number>) -> Result<Cow<'de, str>, E> {
        let number = number.into();
        if self.numbers { Ok(Cow::Owned(number.to_string())) } else { Err(E::invalid_type(unexpected(&number), self)) }
    }
}

fn unexpected(number: &serde_json::Number) -> serde::de::Unexpected<'static> {
    match number.as_i64() {
        Some(whole) => serde::de::Unexpected::Signed(whole),
        None => serde::de::Unexpected::Float(number.as_f64().unwrap_or_default()),
    }
}

impl<'de> Visitor<'de> for Simple {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.numbers { "a text or a number" } else { "a text" })
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Cow<'de, str>, E> {
        self.number(value)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Cow<'de, str>, E> {
        self.number(value)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Cow<'de, str>, E> {
        serde_json::Number::from_f64(value).map_or_else(|| Err(E::custom("not a number")), |number| self.number(number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(value.to_owned()))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(value))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Simple { numbers: true }).map(Scalar)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Simple { numbers: false }).map(Text)
    }
}

/// Whether the source is native JSON Lines: its lines are objects, and one of the first has a `text`.
pub fn detect(source: &Source<'_>) -> bool {
    let mut objects = 0_usize;
    let mut others = 0_usize;
    let mut ours = false;
    for line in lines(source.text).take(DETECTED_LINES) {
        let trimmed = line.text.trim();
        if trimmed.starts_with('{') && trimmed.ends_with('}') {
            objects += 1;
            ours = ours || serde_json::from_str::<Record<'_>>(trimmed).is_ok_and(|record| is_ours(&record));
        } else {
            others += 1;
        }
    }
    ours && objects >= others
}

fn is_ours(record: &Record<'_>) -> bool {
    record.text.is_some() || record.annotated.is_some() || (record.id.is_some() && record.kind.is_some())
}

/// Reads native JSON Lines.
///
/// # Errors
/// When there are lines, and not one of them can be read.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    super::lines::read(source, options, &LINES)
}

/// What one line says; nothing for a line that only serves `eval`.
fn comment(line: &Line<'_>) -> Result<Option<Found>, String> {
    let record: Record<'_> = serde_json::from_str(line.text).map_err(|error| without_line(&error))?;
    let mut found = found(record, line)?;
    if line.keep_fields
        && let Some(found) = &mut found
    {
        found.comment.extra = extra(line.text);
    }
    Ok(found)
}

/// The fields of a line that mean something. `extra` holds the others again, as this program writes them, and `gold`
/// and `annotated` are read by `eval`.
const KNOWN: [&str; 20] = [
    "thread",
    "id",
    "parent",
    "author",
    "time",
    "lang",
    "text",
    "kind",
    "ordinal",
    "relation",
    "quotes",
    "votes",
    "marks",
    "capped",
    "held",
    "title",
    "announced",
    "annotated",
    "gold",
    "extra",
];

/// The fields that mean nothing here, each with its value as JSON. The line is parsed once more for them, since few ask.
fn extra(line: &str) -> BTreeMap<String, String> {
    let mut all: Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
    let mut kept = match all.remove("extra") {
        Some(Value::Object(kept)) => kept,
        _ => Map::new(),
    };
    kept.extend(all.into_iter().filter(|(name, _)| !KNOWN.contains(&name.as_str())));
    kept.into_iter().map(|(name, value)| (name, value.to_string())).collect()
}

/// What one record says that stands in this line.
pub(in crate::read) fn found(record: Record<'_>, line: &Line<'_>) -> Result<Option<Found>, String> {
    if record.annotated.is_some() && record.text.is_none() && record.id.is_none() {
        return Ok(None);
    }
    let mut notes = Vec::new();
    let mut note = |code: &'static str, message: String| {
        notes.push(Diagnostic::warning(code, format!("line {}: {message}", line.number)).at(line.span));
    };
    let mut kind = match record.kind.as_ref().map(|kind| &*kind.0) {
        None => Kind::Comment,
        Some(name) => Kind::named(name).unwrap_or_else(|| {
            note("unknown-kind", format!("no kind is called {name:?}; taken for a comment"));
            Kind::Comment
        }),
    };
    let id = record.id.map(Scalar::into_text).unwrap_or_default();
    let text = match record.text {
        Some(text) if text.contains('\0') => text.replace('\0', "\u{FFFD}"),
        Some(text) => text,
        None if matches!(kind, Kind::Deleted | Kind::Missing | Kind::Stub | Kind::Pingback) => String::new(),
        None if id.is_empty() => return Err("it has no \"text\"".to_owned()),
        None => {
            note("no-text", format!("{id} has no text; kept as deleted"));
            kind = Kind::Deleted;
            String::new()
        }
    };
    let relation = record.relation.as_ref().map(|relation| &*relation.0).and_then(|name| {
        let known = relation(name);
        if known.is_none() {
            note("unknown-relation", format!("no relation is called {name:?}; left open"));
        }
        known
    });
    let quotes = record.quotes.map_or_else(|| mail_quotes(&text), |quotes| given_quotes(quotes, &text));
    let mut marks: Vec<Mark> = record.marks.iter().flatten().filter_map(|name| Mark::named(name)).collect();
    marks.sort_unstable();
    marks.dedup();
    let comment = Comment {
        id,
        kind,
        parent: record.parent.map(Scalar::into_text),
        author: record.author.map(Scalar::into_text).filter(|author| !author.trim().is_empty()),
        time: record.time.map(Scalar::into_text).filter(|time| !time.trim().is_empty()),
        lang: record.lang.as_ref().and_then(|lang| Lang::parse(&lang.0)),
        quotes,
        text,
        relation,
        capped: record.capped.unwrap_or_default(),
        held: record.held,
        ordinal: record.ordinal,
        votes: record.votes,
        marks,
        extra: BTreeMap::new(),
        origin: Origin { span: Some(line.span), lines: Some(line.number..line.number + 1) },
    };
    let thread = record.thread.map(Scalar::into_text).unwrap_or_default();
    Ok(Some(Found { thread, title: record.title, announced: record.announced, comment, notes }))
}

/// The quotations a line gives, as far as they lie in its text, in order.
fn given_quotes(quotes: Vec<Quoted<'_>>, text: &str) -> Vec<Quote> {
    let scalars = Scalars::new(text);
    let mut quotes: Vec<Quote> = quotes
        .into_iter()
        .map(|quoted| Quote {
            span: Span::new(scalars.to_byte(quoted.start), scalars.to_byte(quoted.end)),
            to: quoted.to.map(Scalar::into_text),
        })
        .filter(|quote| !quote.span.is_empty())
        .collect();
    quotes.sort_by_key(|quote| quote.span);
    quotes
}

/// The relation of that name; sources that only know sides say pro and contra.
fn relation(name: &str) -> Option<Relation> {
    let name = name.trim().to_ascii_lowercase();
    Relation::named(&name).or(match name.as_str() {
        "pro" | "for" | "favor" | "agree" => Some(Relation::Support),
        "contra" | "con" | "against" | "attack" | "disagree" => Some(Relation::Rebuttal),
        _ => None,
    })
}

/// The message of `serde_json` with its column but not its line, which is always 1 here.
fn without_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

/// Lines that begin with `>`, in the manner of mail, repeat somebody else's words; a run of them is one quotation.
pub fn mail_quotes(text: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    if !text.contains('>') {
        return quotes;
    }
    let mut start = 0;
    let mut open = false;
    for line in text.split('\n') {
        let end = start + line.len();
        if line.trim_start().starts_with('>') {
            match quotes.last_mut() {
                Some(last) if open => last.span.end = end,
                _ => quotes.push(Quote { span: Span::new(start, end), to: None }),
            }
            open = true;
        } else {
            open = false;
        }
        start = end + 1;
    }
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str) -> Reading {
        read(&Source::new(text), &Options::default()).unwrap()
    }

    #[test]
    fn only_text_is_required_and_null_is_absent() {
        let read = reading(
            "{\"text\":\"a\"}\n\n{\"text\":\"b\",\"id\":null,\"parent\":null,\"author\":null,\"time\":null,\"lang\":null,\"kind\":null,\"ordinal\":null,\"relation\":null,\"thread\":null,\"extra\":{\"x\":[1]}}",
        );
        assert!(read.diagnostics.is_empty());
        let texts: Vec<_> = read.threads[0].comments.iter().map(|comment| comment.text.as_str()).collect();
        assert_eq!(texts, ["a", "b"]);
        assert_eq!(read.threads[0].comments[1].origin.lines, Some(3..4));
    }

    #[test]
    fn a_bad_line_costs_only_itself() {
        let read = reading("{\"text\":\"a\"}\n{\"text\":\nnonsense\n{\"text\":\"b\"}");
        assert_eq!(read.threads[0].comments.len(), 2);
        let messages: Vec<_> = read.diagnostics.iter().map(|found| found.message.as_str()).collect();
        assert!(messages[0].starts_with("line 2 cannot be read"), "{messages:?}");
        assert_eq!(messages.len(), 2);
    }

    #[test]
    fn not_one_usable_line_is_an_error() {
        assert!(matches!(
            read(&Source::new("{\"x\":1}\n[1]"), &Options::default()),
            Err(ReadError::NoUsableLine { lines: 2, .. })
        ));
    }

    #[test]
    fn threads_and_comments_come_in_order() {
        let text = "{\"thread\":\"t2\",\"ordinal\":2,\"text\":\"c\"}\n{\"thread\":\"t1\",\"ordinal\":1,\"text\":\"a\"}\n{\"thread\":\"t2\",\"ordinal\":1,\"text\":\"b\"}";
        let read = reading(text);
        assert_eq!(read.threads.iter().map(|thread| thread.id.as_str()).collect::<Vec<_>>(), ["t1", "t2"]);
        assert_eq!(read.threads[1].comments[0].text, "b");
        let read = reading(&text.replace("\"ordinal\":1,", ""));
        assert_eq!(read.threads.iter().map(|thread| thread.id.as_str()).collect::<Vec<_>>(), ["t2", "t1"]);
    }

    #[test]
    fn gold_files_and_numbers_as_ids_are_read() {
        let read = reading(
            "{\"annotated\":{\"positions\":[]}}\n{\"id\":9007199254740993,\"text\":\"a\",\"gold\":{\"links\":[]}}\n{\"id\":2,\"parent\":9007199254740993,\"relation\":\"contra\",\"text\":\"> a\\n> b\\nno\"}",
        );
        let comments = &read.threads[0].comments;
        assert_eq!(comments[0].id, "9007199254740993");
        assert_eq!(comments[1].parent.as_deref(), Some("9007199254740993"));
        assert_eq!(comments[1].relation, Some(Relation::Rebuttal));
        assert_eq!(comments[1].quotes, [Quote { span: Span::new(0, 7), to: None }]);
    }

    #[test]
    fn a_line_without_text_but_with_an_id_keeps_its_place() {
        let read = reading("{\"id\":\"a\",\"text\":null}\n{\"id\":\"b\",\"parent\":\"a\",\"text\":\"x\"}");
        assert_eq!(read.threads[0].comments[0].kind, Kind::Deleted);
        assert_eq!(read.diagnostics[0].code, "no-text");
    }

    #[test]
    fn depth_is_capped_not_overflowed() {
        let deep =
            format!("{{\"text\":\"a\",\"x\":{}1{}}}\n{{\"text\":\"b\"}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(!reading(&deep).threads.is_empty());
    }
}
