//! `palabre/1`: the whole output of `map -f json`.

use serde::{Deserialize, Serialize};

use super::Text;
use super::issue::IssueRecord;
use super::link::EdgeRecord;
use super::node::{FoldRecord, NodeRecord};

/// The schema of a map.
pub const SCHEMA: &str = "palabre/1";

/// The program that writes it.
pub const GENERATOR: &str = concat!("palabre ", env!("CARGO_PKG_VERSION"));

/// A whole map. The writer writes it one node or edge a line, so that two maps can be compared line by line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MapRecord<'a> {
    /// Always `palabre/1`.
    #[serde(borrow)]
    pub schema: Text<'a>,
    /// The program and version that wrote it.
    #[serde(borrow, default)]
    pub generator: Text<'a>,
    /// The rule packs that made it.
    #[serde(borrow, default)]
    pub packs: Vec<PackRecord<'a>>,
    /// The filters that ran, as `name=value`.
    #[serde(borrow, default)]
    pub filters: Vec<Text<'a>>,
    /// What was folded away that belongs to no node.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub folded: Option<FoldRecord<'a>>,
    /// The threads that have a node in the map.
    #[serde(borrow)]
    pub threads: Vec<ThreadRecord<'a>>,
    /// Articles, posts, claims and comments in reading order, thread by thread.
    #[serde(borrow)]
    pub nodes: Vec<NodeRecord<'a>>,
    /// Who answers whom.
    #[serde(borrow)]
    pub edges: Vec<EdgeRecord<'a>>,
    /// What is at stake: the main issue of every thread first.
    #[serde(borrow, default)]
    pub issues: Vec<IssueRecord<'a>>,
    /// What the program noticed.
    #[serde(borrow, default)]
    pub diagnostics: Vec<DiagnosticRecord<'a>>,
}

/// A rule pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackRecord<'a> {
    /// Its id.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// Its version.
    #[serde(borrow)]
    pub version: Text<'a>,
    /// SHA-256 of its text, as lower-case hex.
    #[serde(borrow)]
    pub sha256: Text<'a>,
}

/// A thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ThreadRecord<'a> {
    /// Its id.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// Its title; null if it has none.
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    /// Its web address: that of its article or opening post; absent with `--texts none`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
    /// The name of the file it was read from; null for standard input.
    #[serde(borrow)]
    pub source: Option<Text<'a>>,
    /// How many comments the source announces; null if it does not say.
    pub announced: Option<usize>,
    /// How many comments were read.
    #[serde(default)]
    pub read: usize,
}

/// Something the program noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiagnosticRecord<'a> {
    /// A stable name such as `count-mismatch`.
    #[serde(borrow)]
    pub code: Text<'a>,
    /// `note`, `warning` or `error`.
    #[serde(borrow)]
    pub severity: Text<'a>,
    /// What happened.
    #[serde(borrow)]
    pub message: Text<'a>,
    /// Where; null if it concerns no place.
    #[serde(borrow, rename = "where")]
    pub place: Option<WhereRecord<'a>>,
    /// What the user can do about it.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text<'a>>,
}

/// What a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WhereRecord<'a> {
    /// The name of the input.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text<'a>>,
    /// The id of the thread or comment.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub about: Option<Text<'a>>,
    /// The first byte of the decoded input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_byte: Option<usize>,
    /// One past the last byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_byte: Option<usize>,
}
