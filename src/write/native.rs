//! Threads → native JSON Lines: all that was read, a line for each comment, for `convert` and for other tools.
//!
//! It is read back without loss. Unlike the other writers it writes threads, not a view: nothing is inferred here.

use serde::Serialize;
use std::collections::BTreeMap;

use super::record::extra;

use super::input::Refusal;
use crate::privacy::Private;
use crate::span::Scalars;
use crate::thread::{Comment, Mark, Relation, Thread};

/// One line. Absent fields are left out.
#[derive(Serialize)]
pub(super) struct Line<'t> {
    thread: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    announced: Option<usize>,
    id: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ordinal: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quotes: Option<Vec<Quoted<'t>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    votes: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    marks: Vec<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    capped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<usize>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty", serialize_with = "extra")]
    extra: &'t BTreeMap<String, String>,
}

/// A quotation, in Unicode scalar values, end exclusive.
#[derive(Serialize)]
struct Quoted<'t> {
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'t str>,
}

/// Writes every comment of every thread on a line of its own.
///
/// # Errors
/// Never in practice: only if a line could not be made into JSON.
pub fn write(threads: &Private<Vec<Thread>>) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    for thread in threads.iter() {
        for (place, comment) in thread.comments.iter().enumerate() {
            let line = line(thread, comment, place == 0);
            serde_json::to_writer(&mut out, &line).map_err(|error| Refusal::Format(error.to_string()))?;
            out.push(b'\n');
        }
    }
    Ok(out)
}

/// What one comment says; the first of a thread says what the thread says.
pub(super) fn line<'t>(thread: &'t Thread, comment: &'t Comment, first: bool) -> Line<'t> {
    let scalars = Scalars::new(&comment.text);
    let quotes: Vec<Quoted<'t>> = comment
        .quotes
        .iter()
        .map(|quote| {
            let (start, end) = scalars.of(quote.span);
            Quoted { start, end, to: quote.to.as_deref() }
        })
        .collect();
    // Without the field a reader looks for lines that begin with `>`; an empty list says that there are none.
    let told = !quotes.is_empty() || comment.text.split('\n').any(|line| line.trim_start().starts_with('>'));
    Line {
        thread: &thread.id,
        title: thread.title.as_deref().filter(|_| first),
        announced: thread.announced.filter(|_| first),
        id: &comment.id,
        kind: (comment.kind != crate::thread::Kind::Comment).then(|| comment.kind.to_string()),
        parent: comment.parent.as_deref(),
        relation: comment.relation.map(Relation::name),
        author: comment.author.as_deref(),
        time: comment.time.as_deref(),
        lang: comment.lang.as_ref().map(crate::thread::Lang::code),
        ordinal: comment.ordinal,
        text: Some(&comment.text),
        quotes: told.then_some(quotes),
        votes: comment.votes,
        marks: comment.marks.iter().copied().map(Mark::name).collect(),
        capped: comment.capped,
        held: comment.held,
        extra: &comment.extra,
    }
}
