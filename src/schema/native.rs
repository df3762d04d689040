//! Native JSON Lines: one comment a line, as `convert` writes it and as every command reads it.

use serde::{Deserialize, Serialize};

use super::{Extra, Scalar, Text};

/// One comment, post or article. A field that is null counts as absent.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NativeRecord<'a> {
    /// The id of its thread. Lines without one belong to a thread named after the file.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub thread: Option<Scalar<'a>>,
    /// The title of the thread. The first line that has one counts.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text<'a>>,
    /// How many comments the source announces for the thread. The first line that has it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announced: Option<usize>,
    /// Its id, unique in its thread; absent: `c1`, `c2`, … by its place.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub id: Option<Scalar<'a>>,
    /// `comment` (the default), `article`, `post`, `deleted`, `pingback`, `missing` or `stub`.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Text<'a>>,
    /// The id of what it answers; absent: not given.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Scalar<'a>>,
    /// The relation to its parent, if the source gives one: a relation of the map, or words such as `pro` and `contra`.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Text<'a>>,
    /// Who wrote it.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub author: Option<Scalar<'a>>,
    /// When: RFC 3339 or a prefix of it, or the source's own words.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub time: Option<Scalar<'a>>,
    /// Its language as a BCP 47 tag; only the first two letters count.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Text<'a>>,
    /// Its place in the thread; absent: the order of lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<i64>,
    /// Its plain text, quotes included. Required, except for a comment that is deleted, missing or held back.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text<'a>>,
    /// The parts of the text that repeat somebody else's words; absent: the lines that begin with `>`.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Vec<NativeQuote<'a>>>,
    /// Votes for it minus votes against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<i64>,
    /// Its web address: of an article or post the address of the thread.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
    /// What else the source says: `edited`, `pinned`, `moderator`, `hidden`, `spam`, `pending`, `removed`, `featured`.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub marks: Option<Vec<Text<'a>>>,
    /// Whether the source nests no deeper than this comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capped: Option<bool>,
    /// Of a stub: how many comments the source held back here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<usize>,
    /// Fields that have no meaning here, kept with `--keep-fields`. The reader collects them in a second pass over the line,
    /// because few users ask for them.
    #[serde(skip_deserializing, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra<'a>,
    /// Of a gold file: what was annotated. Only `eval` reads it.
    #[serde(skip_serializing)]
    #[cfg_attr(test, schemars(skip))]
    pub annotated: Option<serde::de::IgnoredAny>,
}

/// A part of a text that repeats somebody else's words.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NativeQuote<'a> {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The id of the quoted comment, if known.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub to: Option<Scalar<'a>>,
}
