//! The input formats: one module each, and one table of them.
//!
//! In comes a decoded [`Source`], out go its threads as they stand there, flat and in order; ids and parents are settled
//! afterwards, once for all formats, by [`super::resolve`]. What formats have in common stands in [`common`].

pub mod common;
pub mod csv;

use super::{Options, ReadError, Source, foreign, jsonl, plain};
use crate::diagnostic::Diagnostic;
use crate::thread::Thread;

/// What one reader makes of a decoded source.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its threads, in order; ids may still be missing or double.
    pub threads: Vec<Thread>,
    /// What was noticed, and what was left out and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// An input format. Adding one is a module, a row in [`READERS`] and a seed under `seeds/formats/`.
pub struct Reader {
    /// Its name for `--from`.
    pub name: &'static str,
    /// One line for help and tables.
    pub about: &'static str,
    /// Whether a decoded source is in this format, by its structure and types, never by one key or by a file's name.
    pub detect: fn(&Source<'_>) -> bool,
    /// Reads it.
    ///
    /// # Errors
    /// When nothing in it can be used.
    pub read: fn(&Source<'_>, &Options) -> Result<Reading, ReadError>,
}

/// Every input format, in the order in which they are tried; the paste takes what no other one knows.
pub const READERS: &[Reader] = &[
    Reader {
        name: "jsonl",
        about: "native JSON Lines, one comment per line",
        detect: jsonl::detect,
        read: jsonl::read,
    },
    // Tables of known layouts, before tables of any kind.
    Reader {
        name: "decidim-csv",
        about: "comments of a Decidim site as a table, for and against (by its published source)",
        detect: csv::detect_decidim,
        read: csv::read,
    },
    Reader {
        name: "cap-collectif",
        about: "a Cap Collectif consultation: proposals with arguments for and against (by its published source)",
        detect: csv::detect_cap_collectif,
        read: csv::read,
    },
    Reader {
        name: "polis",
        about: "statements of a Polis conversation, comments.csv (by its published source)",
        detect: csv::detect_polis,
        read: csv::read,
    },
    Reader {
        name: "csv",
        about: "any table of comments, CSV or TSV; name columns with --column where their headers are not known",
        detect: csv::detect,
        read: csv::read,
    },
    Reader {
        name: "text",
        about: "a paste: article, a line such as \"8 comments\", and comments as bare lines or as select-all gives them",
        detect: |source| foreign::structured(source.text).is_none(),
        read: plain::read,
    },
];
