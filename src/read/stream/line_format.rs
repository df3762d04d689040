//! A format whose every line is one comment: its lines and what they say.

use crate::diagnostic::Diagnostic;
use crate::read::error::ReadError;
use crate::span::Span;
use crate::thread::{Comment, Thread};

/// One line of a source.
pub(in crate::read) struct Line<'t> {
    /// From 1.
    pub(in crate::read) number: usize,
    pub(in crate::read) span: Span,
    pub(in crate::read) text: &'t str,
    /// Whether fields that mean nothing are kept.
    pub(in crate::read) keep_fields: bool,
}

/// What one line says.
pub(in crate::read) struct Found {
    /// The id of the thread; empty where the line has none.
    pub(in crate::read) thread: String,
    /// The title of the thread, where the line has it.
    pub(in crate::read) title: Option<String>,
    /// How many comments the thread announces, where the line has it.
    pub(in crate::read) announced: Option<usize>,
    pub(in crate::read) comment: Comment,
    /// What was odd about it.
    pub(in crate::read) notes: Vec<Diagnostic>,
}

/// A format whose every line is one comment.
pub(in crate::read) struct LineFormat {
    /// The name of its reader.
    pub(in crate::read) name: &'static str,
    /// What one line says; nothing for a line that says nothing of a thread. It must not depend on any other line.
    pub(in crate::read) comment: fn(&Line<'_>) -> Result<Option<Found>, String>,
    /// Whether a line that names no thread belongs to that of what it answers, so that it cannot be read alone.
    pub(in crate::read) follows: bool,
    /// The last touch to a thread whose lines have all been read. It must not depend on any other thread.
    pub(in crate::read) finish: fn(&mut Thread),
    /// What to say of a source of so many lines that cannot be used, and of the first of them.
    pub(in crate::read) unusable: fn(usize, String) -> ReadError,
    /// The way out, for a line that cannot be read.
    pub(in crate::read) help: &'static str,
}
