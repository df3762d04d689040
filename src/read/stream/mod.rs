//! Formats of one comment a line: the source as a whole ([`lines`]), or thread by thread ([`threads`]).

pub(in crate::read) mod line_format;
pub(in crate::read) mod lines;
pub mod threads;
