//! One node of `map -f json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::label::{FormRecord, PlaceRecord, PositionRecord};
use super::{Extra, Text};

/// One article, post, claim or comment of a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NodeRecord<'a> {
    /// Its id, unique in the map: the comment's own, or `thread/id` where two threads have the same id.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// The id of its thread.
    #[serde(borrow)]
    pub thread: Text<'a>,
    /// `article`, `post`, `claim`, `comment`, `deleted`, `pingback`, `missing` or `stub`.
    #[serde(borrow)]
    pub kind: Text<'a>,
    /// Of a claim: the id of its article or post.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub of: Option<Text<'a>>,
    /// Of a claim: its first character in the text of its article or post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Of a claim: one past its last character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// Who wrote it, as a pseudonym unless `--authors keep` is given; null if unknown.
    #[serde(borrow)]
    pub author: Option<Text<'a>>,
    /// When: RFC 3339 or a prefix of it, or the source's own words; null if unknown.
    #[serde(borrow)]
    pub time: Option<Text<'a>>,
    /// Its language as an ISO 639-1 code; null if unknown.
    #[serde(borrow)]
    pub lang: Option<Text<'a>>,
    /// Its plain text, quotes included; absent with `--texts none`.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text<'a>>,
    /// The parts of the text that repeat somebody else's words.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<QuoteRecord<'a>>,
    /// The number of links from the opening along primary links.
    #[serde(default)]
    pub depth: usize,
    /// Of a comment: `unchallenged`, `defended`, `challenged` or `undecided`.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub status: Option<Text<'a>>,
    /// Of a comment: P(accepted).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<f64>,
    /// The status if only attacks count that give a ground.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub status_reasoned: Option<Text<'a>>,
    /// The strength if only attacks count that give a ground.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength_reasoned: Option<f64>,
    /// The id of the main issue that it is part of.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<Text<'a>>,
    /// The side of its author on that issue: `for` or `against`; absent if it is not sure enough.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Text<'a>>,
    /// P(that side).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_p: Option<f64>,
    /// Of an article, post or claim: how many replies it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_up: Option<TakenUpRecord>,
    /// Whether it does not match the filters and is kept only as context.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub context: bool,
    /// Whether it represents all comments of its thread that hold a position, or none.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupRecord<'a>>,
    /// What was folded away here.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub folded: Option<FoldRecord<'a>>,
    /// Its positions, best first.
    #[serde(borrow, default)]
    pub positions: Vec<PositionRecord<'a>>,
    /// Its forms, best first.
    #[serde(borrow, default)]
    pub forms: Vec<FormRecord<'a>>,
    /// Votes for it minus votes against it, if the source says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<i64>,
    /// Its web address; of comments only with `--urls` or `--authors keep`, and absent with `--texts none`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
    /// What else the source says: `edited`, `pinned`, `moderator`, `hidden`, `spam`, `pending`, `removed`, `featured`.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Text<'a>>,
    /// Whether the source nests no deeper than this comment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub capped: bool,
    /// Of a stub: how many comments the source held back here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<usize>,
    /// Unknown fields of the source, kept with `--keep-fields`.
    #[serde(borrow, default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra<'a>,
}

impl NodeRecord<'_> {
    /// The words of a claim in its article.
    pub fn place(&self) -> Option<PlaceRecord> {
        Some(PlaceRecord { start: self.start?, end: self.end? })
    }
}

/// A part of a text that repeats somebody else's words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuoteRecord<'a> {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The id of the quoted comment; null if unknown.
    #[serde(borrow)]
    pub to: Option<Text<'a>>,
}

/// How many replies of each kind an article, post or claim has, and from how many distinct authors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TakenUpRecord {
    /// Rebuttals.
    pub rebuttal: usize,
    /// Corrections.
    pub correction: usize,
    /// Supports.
    pub support: usize,
    /// Questions.
    pub question: usize,
    /// Distinct authors of all of these; 0 if authors are unknown.
    pub authors: usize,
}

/// A node that represents all comments of its thread that hold a position, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GroupRecord<'a> {
    /// The name of the position; null for comments that hold none.
    #[serde(borrow)]
    pub position: Option<Text<'a>>,
}

/// Counts of what was folded away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FoldRecord<'a> {
    /// Comments.
    pub comments: usize,
    /// Nodes that are not comments.
    pub others: usize,
    /// Claims.
    pub claims: usize,
    /// Links of what is folded away, by relation.
    #[serde(borrow)]
    pub links: BTreeMap<Text<'a>, usize>,
    /// Links from what is shown to what is folded away, by relation.
    #[serde(borrow, skip_serializing_if = "BTreeMap::is_empty")]
    pub into: BTreeMap<Text<'a>, usize>,
}
