//! Formats with one comment per line, read as a whole ([`lines`]) or one thread at a time ([`threads`]).

pub(in crate::read) mod line_format;
pub(in crate::read) mod lines;
pub mod threads;
