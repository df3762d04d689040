//! A source with one comment per line, as a whole → its threads.
//!
//! Threads are in the order of their first lines. A line that cannot be read is a diagnostic; the others are still
//! read. [`super::threads`] reads the same formats one thread at a time.

use indexmap::IndexMap;

use super::line_format::{Found, Line, LineFormat};
use crate::diagnostic::Diagnostic;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::sort::Order as _;
use crate::span::Span;
use crate::thread::{Comment, Kind, Thread};

/// How many bad lines are reported individually. Others are only counted, so that a wrong file does not flood the
/// terminal.
const REPORTED_LINES: usize = 20;

/// The lines that are not blank.
pub(in crate::read) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split('\n').enumerate().filter_map(move |(index, line)| {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        (!line.trim().is_empty()).then_some(Line { number: index + 1, span, text: line, keep_fields: false })
    })
}

/// A thread while its lines are read.
#[derive(Default)]
pub(in crate::read) struct Growing {
    title: Option<String>,
    announced: Option<usize>,
    comments: Vec<Comment>,
}

impl Growing {
    /// Adds the comment of one line. The first title and the first announced number count.
    pub(in crate::read) fn take(&mut self, title: Option<String>, announced: Option<usize>, comment: Comment) {
        self.title = self.title.take().or(title);
        self.announced = self.announced.or(announced);
        self.comments.push(comment);
    }

    /// The byte where its first line begins.
    pub(in crate::read) fn start(&self) -> usize {
        self.comments.first().and_then(|comment| comment.origin.span).map_or(0, |span| span.start)
    }

    /// Whether every line has an ordinal.
    pub(in crate::read) fn is_ordered(&self) -> bool {
        self.comments.iter().all(|comment| comment.ordinal.is_some())
    }

    /// The finished thread.
    pub(in crate::read) fn thread(self, id: String, format: &LineFormat) -> Thread {
        let comments = by_ordinal(self.comments);
        let (title, announced) = (self.title, self.announced);
        let mut thread = Thread { id, title, announced, comments, format: format.name, ..Thread::default() };
        (format.finish)(&mut thread);
        thread
    }
}

/// Threads while their lines are read, in the order of their first lines.
#[derive(Default)]
pub(in crate::read) struct Gathering {
    threads: IndexMap<String, Growing>,
    /// The index of the thread of the last line. Usually the next line belongs to it too.
    last: usize,
}

impl Gathering {
    /// Adds the comment of one line.
    pub(in crate::read) fn take(&mut self, found: Found) {
        let is_same = self.threads.get_index(self.last).is_some_and(|(id, _)| *id == found.thread);
        if !is_same {
            let entry = self.threads.entry(found.thread);
            self.last = entry.index();
            entry.or_default();
        }
        if let Some((_, thread)) = self.threads.get_index_mut(self.last) {
            thread.take(found.title, found.announced, found.comment);
        }
    }

    /// The threads in the order of their first lines, or sorted by id if every line has an ordinal.
    pub(in crate::read) fn threads(self, format: &LineFormat) -> Vec<Thread> {
        let is_ordered = self.threads.values().all(Growing::is_ordered);
        let mut threads: Vec<Thread> =
            self.threads.into_iter().map(|(id, growing)| growing.thread(id, format)).collect();
        if is_ordered {
            threads.order_by(|a, b| a.id.cmp(&b.id));
        }
        threads
    }
}

/// Reads all lines of a source.
///
/// # Errors
/// When there are lines, and none of them can be read.
pub(in crate::read) fn read(source: &Source<'_>, options: &Options, format: &LineFormat) -> Result<Reading, ReadError> {
    let mut gathering = Gathering::default();
    let mut diagnostics = Vec::new();
    let (mut bad, mut skipped, mut good) = (0_usize, 0_usize, 0_usize);
    let mut has_content = false;
    let mut first_reason = None;
    for mut line in lines(source.text) {
        line.keep_fields = options.keep_fields;
        match (format.comment)(&line) {
            Ok(Some(mut found)) => {
                good += 1;
                // If no record has text, the file is in some other format, not a thread in which everything was
                // deleted.
                has_content |= has_text(&found.comment);
                diagnostics.append(&mut found.notes);
                gathering.take(found);
            }
            Ok(None) => skipped += 1,
            Err(reason) => {
                bad += 1;
                first_reason.get_or_insert_with(|| format!("line {}: {reason}", line.number));
                if bad <= REPORTED_LINES {
                    diagnostics.push(bad_line(&line, &reason, format));
                }
            }
        }
    }
    if bad > REPORTED_LINES {
        let unreported = bad - REPORTED_LINES;
        diagnostics.push(Diagnostic::warning("bad-line", format!("{unreported} more lines could not be read")));
    }
    if !has_content && skipped == 0 && bad + good > 0 {
        let first = first_reason.unwrap_or_else(|| "no line has a \"text\"".to_owned());
        return Err((format.unusable)(bad + good, first));
    }
    Ok(Reading { threads: gathering.threads(format), diagnostics })
}

/// Whether a comment has a text, or is not marked as deleted.
pub(in crate::read) fn has_text(comment: &Comment) -> bool {
    comment.kind != Kind::Deleted || !comment.text.is_empty()
}

fn bad_line(line: &Line<'_>, reason: &str, format: &LineFormat) -> Diagnostic {
    Diagnostic::warning("bad-line", format!("line {} cannot be read: {reason}", line.number))
        .at(line.span)
        .help(format.help)
}

/// Sorts comments by ordinal, openings first. A comment without an ordinal stays after the line before it.
fn by_ordinal(comments: Vec<Comment>) -> Vec<Comment> {
    let mut last = i64::MIN;
    let keys: Vec<(bool, i64)> = comments
        .iter()
        .map(|comment| {
            last = comment.ordinal.unwrap_or(last);
            (!comment.kind.is_opening(), last)
        })
        .collect();
    if keys.is_sorted() {
        return comments;
    }
    let mut keyed: Vec<_> = keys.into_iter().zip(comments).collect();
    keyed.order_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, comment)| comment).collect()
}
