//! Why an input cannot be read: the errors of the stage, with what to do about them.

use super::foreign::Foreign;
use crate::limit;

/// Why an input could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Its format has no reader.
    #[error("this is {what}, which palabre does not read; {help}, or force it with --from text")]
    Foreign {
        /// The name of the format, with an article.
        what: &'static str,
        /// What to do instead.
        help: &'static str,
    },
    /// `--from` names an unknown reader.
    #[error("no input format is called {name:?}; there are {known}")]
    NoSuchFormat {
        /// The name that the user gave.
        name: String,
        /// The known names.
        known: String,
    },
    /// None of the lines of JSON Lines can be used.
    #[error("not one of {lines} lines can be read as a comment ({first}); each must be a JSON object with a \"text\"")]
    NoUsableLine {
        /// The number of lines.
        lines: usize,
        /// What is wrong with the first line.
        first: String,
    },
    /// Its format has a reader, but nothing in this input can be used.
    #[error("this is {what}, but {why}; {help}")]
    Unusable {
        /// The name of the format, with an article.
        what: &'static str,
        /// What is wrong with it.
        why: String,
        /// What to do instead.
        help: &'static str,
    },
    /// It is compressed, and cannot be unpacked.
    #[error("it is packed (gzip or Zstandard) and cannot be unpacked: {why}; unpack it yourself to see what is in it")]
    Packed {
        /// What is wrong.
        why: String,
    },
    /// It has more bytes than palabre reads.
    #[error("{bytes} bytes are more than the {limit} that are read at once; split the input", limit = limit::INPUT_BYTES)]
    TooLarge {
        /// The number of bytes.
        bytes: usize,
    },
}

impl From<Foreign> for ReadError {
    fn from(foreign: Foreign) -> Self {
        Self::Foreign { what: foreign.what, help: foreign.help }
    }
}
