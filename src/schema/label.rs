//! Positions, forms and the words that show them: what `map -f json` and `tag -f jsonl` have in common about one comment.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Text, certain, certain_if_null, human, human_if_null};

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlaceRecord {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl fmt::Display for PlaceRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

/// A place made of two fields that are both there or both absent.
fn place(start: Option<usize>, end: Option<usize>) -> Option<PlaceRecord> {
    Some(PlaceRecord { start: start?, end: end? })
}

/// The words that made a label, a link or a relation. A feature such as distance has no words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EvidenceRecord<'a> {
    /// The name of the rule: pack, rule and, where it has several, cue.
    #[serde(borrow)]
    pub rule: Text<'a>,
    /// The first character of the words in the text of this comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// One past their last character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// The words themselves; absent with `--texts none`.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text<'a>>,
    /// Of a link: the first character of the matching words in the text of what is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_start: Option<usize>,
    /// One past the last of those.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_end: Option<usize>,
    /// How much it adds to the log odds.
    #[serde(default)]
    pub share: f64,
}

impl EvidenceRecord<'_> {
    /// The words in the text of the comment that has the label or that answers.
    pub fn here(&self) -> Option<PlaceRecord> {
        place(self.start, self.end)
    }

    /// The words in the text of what is answered.
    pub fn there(&self) -> Option<PlaceRecord> {
        place(self.to_start, self.to_end)
    }
}

/// What a position is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TowardRecord<'a> {
    /// The id of the comment, post or article.
    #[serde(borrow)]
    pub node: Text<'a>,
    /// The first character of the words it is about; absent if it is about the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// One past their last character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

impl TowardRecord<'_> {
    /// The words it is about, if it is not about the whole.
    pub fn place(&self) -> Option<PlaceRecord> {
        place(self.start, self.end)
    }
}

/// A position that a comment takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PositionRecord<'a> {
    /// The name of the position.
    #[serde(borrow)]
    pub label: Text<'a>,
    /// The axis it lies on; null if it has none.
    #[serde(borrow)]
    pub axis: Option<Text<'a>>,
    /// What it is about; null if that is not determined.
    #[serde(borrow)]
    pub toward: Option<TowardRecord<'a>>,
    /// P(label), calibrated.
    #[serde(default = "certain", deserialize_with = "certain_if_null")]
    pub score: f64,
    /// Who gave it: `rule`, `link`, `given`, `inherited` or `human`.
    #[serde(borrow, default = "human", deserialize_with = "human_if_null")]
    pub by: Text<'a>,
    /// Of an inherited position: the id of the node that holds it.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub from: Option<Text<'a>>,
    /// The words that show it.
    #[serde(borrow, default)]
    pub evidence: Vec<EvidenceRecord<'a>>,
}

/// A form that a comment has, such as irony.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FormRecord<'a> {
    /// The name of the form.
    #[serde(borrow)]
    pub label: Text<'a>,
    /// P(label), calibrated.
    #[serde(default = "certain", deserialize_with = "certain_if_null")]
    pub score: f64,
    /// Who gave it: `rule`, `link`, `given` or `human`.
    #[serde(borrow, default = "human", deserialize_with = "human_if_null")]
    pub by: Text<'a>,
    /// The words that show it.
    #[serde(borrow, default)]
    pub evidence: Vec<EvidenceRecord<'a>>,
}
