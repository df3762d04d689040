//! What the words of a pack show of a scale, between reading a pack and making the terms of its rules.

use super::matcher::TermKind;
use super::pack::Negation;

/// What one list of words of a pack shows.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The scale.
    pub(super) scale: String,
    /// The kind of evidence.
    pub(super) kind: String,
    /// The words in its name: `topic.rents`.
    pub(super) name: String,
    /// 1 for `plus`, -1 for `minus`.
    pub(super) sign: i8,
    pub(super) term: TermKind,
    pub(super) negation: Negation,
    pub(super) cap: u32,
    pub(super) topic: Option<usize>,
}
