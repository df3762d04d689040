//! Threads → native JSON Lines, as [`crate::schema::native`] describes them: all that was read, a line for each comment,
//! for `convert` and for other tools.
//!
//! Reading the lines gives the same threads. Unlike the other writers this one writes threads, not a view: nothing is
//! inferred.

use super::input::Refusal;
use crate::privacy::Private;
use crate::schema::native::{NativeQuote, NativeRecord};
use crate::schema::{Scalar, Text};
use crate::span::Scalars;
use crate::thread::{Comment, Kind, Lang, Mark, Relation, Thread};

/// Writes every comment of every thread on its own line.
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

/// The line of one comment. Absent fields are left out; the first line of a thread also has the fields of the thread.
pub(super) fn line<'t>(thread: &'t Thread, comment: &'t Comment, first: bool) -> NativeRecord<'t> {
    let scalars = Scalars::new(&comment.text);
    let quotes: Vec<NativeQuote<'t>> = comment
        .quotes
        .iter()
        .map(|quote| {
            let (start, end) = scalars.of(quote.span);
            NativeQuote { start, end, to: quote.to.as_deref().map(Scalar::from) }
        })
        .collect();
    // Without the field a reader looks for lines that begin with `>`; an empty list says that nothing is quoted.
    let is_needed = !quotes.is_empty() || comment.text.split('\n').any(|line| line.trim_start().starts_with('>'));
    let marks: Vec<Text<'t>> = comment.marks.iter().copied().map(Mark::name).map(Text::from).collect();
    NativeRecord {
        thread: Some(thread.id.as_str().into()),
        title: thread.title.as_deref().filter(|_| first).map(Text::from),
        announced: thread.announced.filter(|_| first),
        id: Some(comment.id.as_str().into()),
        kind: (comment.kind != Kind::Comment).then(|| comment.kind.to_string().into()),
        parent: comment.parent.as_deref().map(Scalar::from),
        relation: comment.relation.map(Relation::name).map(Text::from),
        author: comment.author.as_deref().map(Scalar::from),
        time: comment.time.as_deref().map(Scalar::from),
        lang: comment.lang.as_ref().map(Lang::code).map(Text::from),
        ordinal: comment.ordinal,
        text: Some(comment.text.as_str().into()),
        quotes: is_needed.then_some(quotes),
        votes: comment.votes,
        url: comment.url.as_deref().map(Text::from),
        marks: (!marks.is_empty()).then_some(marks),
        capped: comment.capped.then_some(true),
        held: comment.held,
        extra: (&comment.extra).into(),
        annotated: None,
    }
}
