//! One line of native JSON Lines as it is written, with the fields that mean something.

use serde::Deserialize;

use super::scalar::{Scalar, Text};
use crate::thread::Kind;

/// One line as it is written. Unknown fields are dropped.
#[derive(Debug, Default, Deserialize)]
pub(in crate::read) struct Record<'a> {
    #[serde(borrow)]
    pub(super) thread: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) id: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) parent: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) author: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) time: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) lang: Option<Text<'a>>,
    pub(in crate::read) text: Option<String>,
    #[serde(borrow)]
    pub(super) kind: Option<Text<'a>>,
    pub(super) ordinal: Option<i64>,
    #[serde(borrow)]
    pub(super) relation: Option<Text<'a>>,
    #[serde(default, borrow)]
    pub(super) quotes: Option<Vec<Quoted<'a>>>,
    pub(super) votes: Option<i64>,
    #[serde(default)]
    pub(super) marks: Option<Vec<String>>,
    pub(super) capped: Option<bool>,
    pub(super) held: Option<usize>,
    pub(super) title: Option<String>,
    pub(super) announced: Option<usize>,
    pub(super) annotated: Option<serde::de::IgnoredAny>,
}

impl Record<'_> {
    /// Whether it is the place of a comment whose text is gone.
    pub(in crate::read) fn is_deleted(&self) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.0 == Kind::Deleted.to_string())
    }
}

/// A quotation as it is written: Unicode scalar values into the text, end exclusive.
#[derive(Debug, Deserialize)]
pub(super) struct Quoted<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    #[serde(borrow)]
    pub(super) to: Option<Scalar<'a>>,
}
