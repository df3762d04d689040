//! Why an input cannot be read: the errors of the stage, with what to do about them.

use super::foreign::Foreign;
use crate::limit;

/// Why an input could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is in a format that has no reader.
    #[error("this is {what}, which palabre does not read; {help}, or force it with --from text")]
    Foreign {
        /// The format, with an article.
        what: &'static str,
        /// The way out.
        help: &'static str,
    },
    /// `--from` names no reader.
    #[error("no input format is called {name:?}; there are {known}")]
    NoSuchFormat {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// JSON Lines of which not one can be used.
    #[error("not one of {lines} lines can be read as a comment ({first}); each must be a JSON object with a \"text\"")]
    NoUsableLine {
        /// How many there are.
        lines: usize,
        /// What is wrong with the first.
        first: String,
    },
    /// It is in a format that is read, but nothing can be made of this one.
    #[error("this is {what}, but {why}; {help}")]
    Unusable {
        /// The format, with an article.
        what: &'static str,
        /// What is wrong with it.
        why: String,
        /// The way out.
        help: &'static str,
    },
    /// It is packed, and cannot be unpacked.
    #[error("it is packed (gzip or Zstandard) and cannot be unpacked: {why}; unpack it yourself to see what is in it")]
    Packed {
        /// What is wrong.
        why: String,
    },
    /// More bytes than the program takes.
    #[error("{bytes} bytes are more than the {limit} that are read at once; split the input", limit = limit::INPUT_BYTES)]
    TooLarge {
        /// How many there are.
        bytes: usize,
    },
}

impl From<Foreign> for ReadError {
    fn from(foreign: Foreign) -> Self {
        Self::Foreign { what: foreign.what, help: foreign.help }
    }
}
