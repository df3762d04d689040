//! One value of a document as the flat tree stores it.

use crate::span::Span;

/// A value, with the key that it has in an object.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// The raw key without quotes, if this is a member of an object.
    pub(super) key: Span,
    /// The raw value; a string without its quotes.
    pub(super) span: Span,
    /// One past its last descendant.
    pub(super) end: usize,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    String,
    Number,
    Bool(bool),
    Null,
}
