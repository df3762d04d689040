//! `palabre.tag/1`: one line of `tag -f jsonl`, the record of one comment, post or article.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::label::{FormRecord, PositionRecord};
use super::link::LinkRecord;
use super::{Extra, Text};

/// The schema of a record.
pub const SCHEMA: &str = "palabre.tag/1";

/// All that is known about one comment, post or article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TagRecord<'a> {
    /// Always `palabre.tag/1`.
    #[serde(borrow)]
    pub schema: Text<'a>,
    /// The id of its thread.
    #[serde(borrow)]
    pub thread: Text<'a>,
    /// Its id, unique in its thread.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// `article`, `post`, `comment`, `deleted`, `pingback`, `missing` or `stub`.
    #[serde(borrow)]
    pub kind: Text<'a>,
    /// Its language as an ISO 639-1 code; null if unknown.
    #[serde(borrow)]
    pub lang: Option<Text<'a>>,
    /// Whether it does not match the filters and is kept only as context.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub context: bool,
    /// Its positions, best first, then those it inherits.
    #[serde(borrow)]
    pub positions: Vec<PositionRecord<'a>>,
    /// Its forms, best first.
    #[serde(borrow)]
    pub forms: Vec<FormRecord<'a>>,
    /// P(label) of every loaded position and form, also below the threshold.
    #[serde(borrow)]
    pub scores: BTreeMap<Text<'a>, f64>,
    /// What it answers: given links first, then by confidence, then in the order of the thread.
    #[serde(borrow)]
    pub links: Vec<LinkRecord<'a>>,
    /// Unknown fields of the source, kept with `--keep-fields`.
    #[serde(borrow, default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra<'a>,
}
