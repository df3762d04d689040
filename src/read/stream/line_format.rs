//! Formats with one comment per line: what such a format defines, and what one line gives.

use crate::diagnostic::Diagnostic;
use crate::read::error::ReadError;
use crate::span::Span;
use crate::thread::{Comment, Thread};

/// One line of a source.
pub(in crate::read) struct Line<'t> {
    /// Its number, from 1.
    pub(in crate::read) number: usize,
    pub(in crate::read) span: Span,
    pub(in crate::read) text: &'t str,
    /// Whether to keep unknown fields.
    pub(in crate::read) keep_fields: bool,
}

/// The comment of one line, and what the line says about its thread.
pub(in crate::read) struct Found {
    /// The id of the thread; empty if the line does not name it.
    pub(in crate::read) thread: String,
    /// The title of the thread, if the line has it.
    pub(in crate::read) title: Option<String>,
    /// The announced number of comments, if the line has it.
    pub(in crate::read) announced: Option<usize>,
    pub(in crate::read) comment: Comment,
    /// Diagnostics about the line.
    pub(in crate::read) notes: Vec<Diagnostic>,
}

/// A format with one comment per line.
pub(in crate::read) struct LineFormat {
    /// The name of its reader.
    pub(in crate::read) name: &'static str,
    /// Reads one line; `None` for a line that is not about a thread. It must not depend on any other line.
    pub(in crate::read) comment: fn(&Line<'_>) -> Result<Option<Found>, String>,
    /// Whether a line without a thread belongs to the thread of what it answers. Such a line cannot be read alone.
    pub(in crate::read) follows: bool,
    /// Finishes a thread after its last line. It must not depend on any other thread.
    pub(in crate::read) finish: fn(&mut Thread),
    /// The error for a source without a usable line, from the number of lines and the reason for the first.
    pub(in crate::read) unusable: fn(usize, String) -> ReadError,
    /// The help for a line that cannot be read.
    pub(in crate::read) help: &'static str,
}
