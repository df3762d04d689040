//! Formats whose every line is one comment: what they have in common.
//!
//! In comes a decoded source, out go its threads: by their first line, comments by their place. A line that cannot be read
//! is a diagnostic, and the rest is still read. [`super::threads`] reads the same formats thread by thread.

use indexmap::IndexMap;

use super::line_format::{Found, Line, LineFormat};
use crate::diagnostic::Diagnostic;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::span::Span;
use crate::thread::{Comment, Kind, Thread};

/// Bad lines reported one by one; the rest is only counted, so that a wrong file does not flood the terminal.
const REPORTED_LINES: usize = 20;

/// The lines that hold something, with number and place.
pub(in crate::read) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split('\n').enumerate().filter_map(move |(index, line)| {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        (!line.trim().is_empty()).then_some(Line { number: index + 1, span, text: line, keep_fields: false })
    })
}

/// A thread while its lines come in.
#[derive(Default)]
pub(in crate::read) struct Growing {
    title: Option<String>,
    announced: Option<usize>,
    comments: Vec<Comment>,
}

impl Growing {
    /// Takes what one line says of it. What is said first of the whole thread counts.
    pub(in crate::read) fn take(&mut self, title: Option<String>, announced: Option<usize>, comment: Comment) {
        self.title = self.title.take().or(title);
        self.announced = self.announced.or(announced);
        self.comments.push(comment);
    }

    /// Where its first line begins.
    pub(in crate::read) fn start(&self) -> usize {
        self.comments.first().and_then(|comment| comment.origin.span).map_or(0, |span| span.start)
    }

    /// Whether every line has an ordinal.
    pub(in crate::read) fn is_ordered(&self) -> bool {
        self.comments.iter().all(|comment| comment.ordinal.is_some())
    }

    /// The thread, once all its lines are there.
    pub(in crate::read) fn thread(self, id: String, format: &LineFormat) -> Thread {
        let comments = by_ordinal(self.comments);
        let (title, announced) = (self.title, self.announced);
        let mut thread = Thread { id, title, announced, comments, format: format.name, ..Thread::default() };
        (format.finish)(&mut thread);
        thread
    }
}

/// Threads while their lines come in, in the order of their first lines.
#[derive(Default)]
pub(in crate::read) struct Gathering {
    threads: IndexMap<String, Growing>,
    /// The place of the thread that the last line belongs to: most often the next one does, too.
    last: usize,
}

impl Gathering {
    /// Takes what one line says.
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

    /// The threads in the order of their first line, or by id when every line has an ordinal.
    pub(in crate::read) fn threads(self, format: &LineFormat) -> Vec<Thread> {
        let is_ordered = self.threads.values().all(Growing::is_ordered);
        let mut threads: Vec<Thread> =
            self.threads.into_iter().map(|(id, growing)| growing.thread(id, format)).collect();
        if is_ordered {
            threads.sort_by(|a, b| a.id.cmp(&b.id));
        }
        threads
    }
}

/// Reads all lines of a source.
///
/// # Errors
/// When there are lines, and not one of them can be read.
pub(in crate::read) fn read(source: &Source<'_>, options: &Options, format: &LineFormat) -> Result<Reading, ReadError> {
    let mut gathering = Gathering::default();
    let mut diagnostics = Vec::new();
    let (mut bad, mut skipped, mut good) = (0_usize, 0_usize, 0_usize);
    let mut said = false;
    let mut first_reason = None;
    for mut line in lines(source.text) {
        line.keep_fields = options.keep_fields;
        match (format.comment)(&line) {
            Ok(Some(mut found)) => {
                good += 1;
                // Comments without any text are other people's records, not a thread whose every comment was deleted.
                said |= is_said(&found.comment);
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
        let rest = bad - REPORTED_LINES;
        diagnostics.push(Diagnostic::warning("bad-line", format!("{rest} more lines could not be read")));
    }
    if !said && skipped == 0 && bad + good > 0 {
        let first = first_reason.unwrap_or_else(|| "no line has a \"text\"".to_owned());
        return Err((format.unusable)(bad + good, first));
    }
    Ok(Reading { threads: gathering.threads(format), diagnostics })
}

/// Whether a comment is more than the place of one.
pub(in crate::read) fn is_said(comment: &Comment) -> bool {
    comment.kind != Kind::Deleted || !comment.text.is_empty()
}

fn bad_line(line: &Line<'_>, reason: &str, format: &LineFormat) -> Diagnostic {
    Diagnostic::warning("bad-line", format!("line {} cannot be read: {reason}", line.number))
        .at(line.span)
        .help(format.help)
}

/// Comments by ordinal, those without one staying behind the line before them; openings first.
fn by_ordinal(mut comments: Vec<Comment>) -> Vec<Comment> {
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
    let mut places: Vec<usize> = (0..comments.len()).collect();
    places.sort_by_key(|place| keys.get(*place));
    places.iter().filter_map(|place| comments.get_mut(*place).map(std::mem::take)).collect()
}
