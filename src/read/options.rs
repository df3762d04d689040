//! What the user says about an input: its format, its article, how many comments it has, the columns of a table.

use super::format::csv::Named;

/// What to tell the readers.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A format name that forces the reader.
    pub from: Option<String>,
    /// The announced number of comments, overriding what the text says.
    pub comments: Announced,
    /// The article, where the input holds only comments.
    pub article: Option<String>,
    /// Columns of a table that the user named.
    pub columns: Vec<Named>,
    /// The name of the source, for messages and the map.
    pub source: Option<String>,
    /// Whether text that was decoded twice is put right.
    pub mend_encoding: bool,
    /// Whether fields that mean nothing to the program are kept.
    pub keep_fields: bool,
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
