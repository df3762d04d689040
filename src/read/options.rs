//! What the user says about an input: its format, its article, how many comments it has, the columns of a table.

use super::format::csv::choose::Named;

/// Options for reading an input.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The name of the reader to use; `None` to detect the format.
    pub from: Option<String>,
    /// What the user says about the number of comments.
    pub comments: Announced,
    /// The article, for an input that has only comments.
    pub article: Option<String>,
    /// Columns of a table that the user named.
    pub columns: Vec<Named>,
    /// Keys of JSON that the user named; keys of objects inside an object are joined by dots.
    pub fields: Vec<Named>,
    /// The name of the source, for messages and for the map.
    pub source: Option<String>,
    /// Whether to repair text that was decoded twice.
    pub mend_encoding: bool,
    /// Whether to say where each line of a plain text went.
    pub account: bool,
    /// Whether to keep fields that palabre does not know.
    pub keep_fields: bool,
}

/// What the user says about the number of comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Announced {
    /// Use the number that the source announces.
    #[default]
    AsWritten,
    /// There are exactly this many.
    Exactly(usize),
    /// Any number, whatever the source announces.
    Any,
}
