//! What a reader is, and what it gives.

use crate::diagnostic::Diagnostic;
use crate::read::{error::ReadError, options::Options, source::Source, stream::line_format::LineFormat};
use crate::thread::Thread;

/// The result of a reader.
#[derive(Debug, Default)]
pub struct Reading {
    /// The threads in order. Ids may still be missing or repeated.
    pub threads: Vec<Thread>,
    /// Diagnostics: what is odd, and what was left out and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// An input format. A new one needs a module, a row in [`READERS`](super::readers::READERS) and a seed under
/// `seeds/formats/`.
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a format")]
pub struct Reader {
    /// The name for `--from`.
    pub name: &'static str,
    /// One line for the help and for tables.
    pub about: &'static str,
    /// Whether a decoded source is in this format, judged by structure and types, never by a single key or a file name.
    pub detect: fn(&Source<'_>) -> bool,
    /// Reads a source in this format.
    ///
    /// # Errors
    /// When nothing in it can be used.
    pub read: fn(&Source<'_>, &Options) -> Result<Reading, ReadError>,
    /// Whether it decodes the bytes of the source itself, as mail does: every message has its own encoding.
    pub decodes: bool,
    /// Whether it reads any table whose columns the user names.
    pub names_columns: bool,
    /// Whether it reads any JSON whose keys the user names.
    pub names_fields: bool,
    /// Whether it is the paste, which takes any text and cuts it into comments.
    pub is_paste: bool,
    /// How to read it line by line, if every line is one comment.
    pub(in crate::read) lines: Option<&'static LineFormat>,
}

impl Reader {
    /// The defaults for a row of [`READERS`](super::readers::READERS).
    pub(super) const PLAIN: Reader = Reader {
        name: "",
        about: "",
        detect: |_| false,
        read: |_, _| Ok(Reading { threads: Vec::new(), diagnostics: Vec::new() }),
        decodes: false,
        names_columns: false,
        names_fields: false,
        is_paste: false,
        lines: None,
    };
}
