//! Native JSON Lines: one comment a line, as the contract of the program describes it.
//!
//! In comes the decoded source, out go its threads in order. A line that cannot be read is a diagnostic with its number
//! and column, and the rest is still read. Gold files are read too: what they add is left for `eval`.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Options, ReadError, Reading, Source};
use crate::diagnostic::Diagnostic;
use crate::span::{Scalars, Span};
use crate::thread::{Comment, Kind, Lang, Mark, Origin, Quote, Relation, Thread};

/// How many lines are looked at to tell whether an input is native JSON Lines.
const DETECTED_LINES: usize = 50;

/// Bad lines reported one by one; the rest is only counted, so that a wrong file does not flood the terminal.
const REPORTED_LINES: usize = 20;

/// One line as it is written. Unknown fields are dropped.
#[derive(Debug, Default, Deserialize)]
struct Record {
    thread: Option<Scalar>,
    id: Option<Scalar>,
    parent: Option<Scalar>,
    author: Option<Scalar>,
    time: Option<Scalar>,
    lang: Option<String>,
    text: Option<String>,
    kind: Option<String>,
    ordinal: Option<i64>,
    relation: Option<String>,
    #[serde(default)]
    quotes: Option<Vec<Quoted>>,
    votes: Option<i64>,
    #[serde(default)]
    marks: Option<Vec<String>>,
    capped: Option<bool>,
    held: Option<usize>,
    title: Option<String>,
    announced: Option<usize>,
    annotated: Option<serde::de::IgnoredAny>,
    extra: Option<Map<String, Value>>,
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

/// A quotation as it is written: Unicode scalar values into the text, end exclusive.
#[derive(Debug, Deserialize)]
struct Quoted {
    start: usize,
    end: usize,
    to: Option<Scalar>,
}

/// A name that other tools also write as a number.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "expected a text or a number")]
enum Scalar {
    Text(String),
    Number(serde_json::Number),
}

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Scalar::Text(text) => text,
            Scalar::Number(number) => number.to_string(),
        }
    }
}

/// One line of the source.
pub(super) struct Line<'t> {
    pub(super) number: usize,
    pub(super) span: Span,
    pub(super) text: &'t str,
}

/// The lines that hold something, with number and place.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split('\n').enumerate().filter_map(move |(index, line)| {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        (!line.trim().is_empty()).then_some(Line { number: index + 1, span, text: line })
    })
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
            ours = ours || serde_json::from_str::<Record>(trimmed).is_ok_and(|record| is_ours(&record));
        } else {
            others += 1;
        }
    }
    ours && objects >= others
}

fn is_ours(record: &Record) -> bool {
    record.text.is_some() || record.annotated.is_some() || (record.id.is_some() && record.kind.is_some())
}

/// A thread while its lines come in.
#[derive(Default)]
struct Growing {
    title: Option<String>,
    announced: Option<usize>,
    comments: Vec<Comment>,
}

/// Reads native JSON Lines.
///
/// # Errors
/// When there are lines, and not one of them can be read.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let mut threads: IndexMap<String, Growing> = IndexMap::new();
    let mut diagnostics = Vec::new();
    let mut bad = 0_usize;
    let mut skipped = 0_usize;
    let mut first_reason = None;
    for line in lines(source.text) {
        match comment(&line, options) {
            Ok(Some(found)) => {
                diagnostics.extend(found.notes);
                let thread = threads.entry(found.thread).or_default();
                thread.title = thread.title.take().or(found.title);
                thread.announced = thread.announced.or(found.announced);
                thread.comments.push(found.comment);
            }
            Ok(None) => skipped += 1,
            Err(reason) => {
                bad += 1;
                first_reason.get_or_insert_with(|| format!("line {}: {reason}", line.number));
                if bad <= REPORTED_LINES {
                    diagnostics.push(bad_line(&line, &reason));
                }
            }
        }
    }
    if bad > REPORTED_LINES {
        let rest = bad - REPORTED_LINES;
        diagnostics.push(Diagnostic::warning("bad-line", format!("{rest} more lines could not be read")));
    }
    // Comments without any text are other people's records, not a thread whose every comment was deleted.
    let said = threads.values().flat_map(|thread| &thread.comments).any(is_said);
    let lines = bad + threads.values().map(|thread| thread.comments.len()).sum::<usize>();
    if !said && skipped == 0 && lines > 0 {
        let first = first_reason.unwrap_or_else(|| "no line has a \"text\"".to_owned());
        return Err(ReadError::NoUsableLine { lines, first });
    }
    Ok(Reading { threads: in_order(threads), diagnostics })
}

/// Whether a comment is more than the place of one.
pub(super) fn is_said(comment: &Comment) -> bool {
    comment.kind != Kind::Deleted || !comment.text.is_empty()
}

fn bad_line(line: &Line<'_>, reason: &str) -> Diagnostic {
    Diagnostic::warning("bad-line", format!("line {} cannot be read: {reason}", line.number))
        .at(line.span)
        .help("the other lines are used; each must be one JSON object with a \"text\"")
}

/// What one line says.
pub(super) struct Found {
    /// The id of the thread; empty where the line has none.
    pub(super) thread: String,
    /// The title of the thread, where the line has it.
    pub(super) title: Option<String>,
    /// How many comments the thread announces, where the line has it.
    pub(super) announced: Option<usize>,
    pub(super) comment: Comment,
    /// What was odd about it.
    pub(super) notes: Vec<Diagnostic>,
}

/// What one line says; nothing for a line that only serves `eval`.
pub(super) fn comment(line: &Line<'_>, options: &Options) -> Result<Option<Found>, String> {
    let record: Record = serde_json::from_str(line.text).map_err(|error| without_line(&error))?;
    if record.annotated.is_some() && record.text.is_none() && record.id.is_none() {
        return Ok(None);
    }
    let mut notes = Vec::new();
    let mut note = |code: &'static str, message: String| {
        notes.push(Diagnostic::warning(code, format!("line {}: {message}", line.number)).at(line.span));
    };
    let mut kind = match record.kind.as_deref() {
        None => Kind::Comment,
        Some(name) => Kind::named(name).unwrap_or_else(|| {
            note("unknown-kind", format!("no kind is called {name:?}; taken for a comment"));
            Kind::Comment
        }),
    };
    let id = record.id.map(Scalar::into_text).unwrap_or_default();
    let text = match record.text {
        Some(text) => text.replace('\0', "\u{FFFD}"),
        None if matches!(kind, Kind::Deleted | Kind::Missing | Kind::Stub | Kind::Pingback) => String::new(),
        None if id.is_empty() => return Err("it has no \"text\"".to_owned()),
        None => {
            note("no-text", format!("{id} has no text; kept as deleted"));
            kind = Kind::Deleted;
            String::new()
        }
    };
    let relation = record.relation.as_deref().and_then(|name| {
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
        lang: record.lang.as_deref().and_then(Lang::parse),
        quotes,
        text,
        relation,
        capped: record.capped.unwrap_or_default(),
        held: record.held,
        ordinal: record.ordinal,
        votes: record.votes,
        marks,
        extra: if options.keep_fields { extra(line.text, record.extra) } else { BTreeMap::new() },
        origin: Origin { span: Some(line.span), lines: Some(line.number..line.number + 1) },
    };
    let thread = record.thread.map(Scalar::into_text).unwrap_or_default();
    Ok(Some(Found { thread, title: record.title, announced: record.announced, comment, notes }))
}

/// The fields that mean nothing here. The line is parsed once more for them, since few ask for it.
fn extra(line: &str, kept: Option<Map<String, Value>>) -> BTreeMap<String, String> {
    let mut extra = kept.unwrap_or_default();
    let all: Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
    extra.extend(all.into_iter().filter(|(name, _)| !KNOWN.contains(&name.as_str())));
    extra.into_iter().map(|(name, value)| (name, value.to_string())).collect()
}

/// The quotations a line gives, as far as they lie in its text, in order.
fn given_quotes(quotes: Vec<Quoted>, text: &str) -> Vec<Quote> {
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

/// Threads in the order of their first line, or by id when every line has an ordinal; comments by ordinal, those without
/// one staying behind the line before them; openings first.
fn in_order(threads: IndexMap<String, Growing>) -> Vec<Thread> {
    let ordered = threads.values().all(|thread| thread.comments.iter().all(|comment| comment.ordinal.is_some()));
    let mut threads: Vec<Thread> = threads
        .into_iter()
        .map(|(id, growing)| Thread {
            id,
            title: growing.title,
            announced: growing.announced,
            comments: by_ordinal(growing.comments),
            ..Thread::default()
        })
        .collect();
    if ordered {
        threads.sort_by(|a, b| a.id.cmp(&b.id));
    }
    threads
}

pub(super) fn by_ordinal(comments: Vec<Comment>) -> Vec<Comment> {
    let mut last = i64::MIN;
    let mut keyed: Vec<((bool, i64), Comment)> = comments
        .into_iter()
        .map(|comment| {
            last = comment.ordinal.unwrap_or(last);
            ((!comment.kind.is_opening(), last), comment)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, comment)| comment).collect()
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
