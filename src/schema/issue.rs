//! The issues of `map -f json` and `stats -f json`.

use serde::{Deserialize, Serialize};

use super::Text;

/// Something at stake in a thread, and who is on which side. Found by machine.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct IssueRecord<'a> {
    /// Its id: `i1` is the main issue of the thread with the most authors. Filters do not change it.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// The id of its thread.
    #[serde(borrow)]
    pub thread: Text<'a>,
    /// The id of what is at stake: an article, a post, a claim or a comment.
    #[serde(borrow)]
    pub node: Text<'a>,
    /// The first character of the words at stake in the text of that node; null if the title of the thread says what is at
    /// stake and the text does not have it.
    pub start: Option<usize>,
    /// One past the last character.
    pub end: Option<usize>,
    /// The words at stake, quoted from the thread; absent with `--texts none`.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text<'a>>,
    /// Words that recur among the authors of this issue more than elsewhere in the thread; absent with `--texts none`.
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub subject: Vec<Text<'a>>,
    /// Who is for and against.
    #[serde(borrow)]
    pub sides: SidesRecord<'a>,
    /// Comments of authors whose side is not sure enough (below 0.55).
    #[serde(borrow)]
    pub unplaced: Vec<Text<'a>>,
    /// How many authors that is.
    pub unplaced_authors: usize,
    /// Rebuttals that nobody else answered and that are one with a probability of 0.6 or more.
    #[serde(borrow)]
    pub open: Vec<Text<'a>>,
    /// Comments that seem to give ground.
    #[serde(borrow)]
    pub conceded: Vec<Text<'a>>,
    /// The last comment on it; null if there is none.
    #[serde(borrow)]
    pub last: Option<Text<'a>>,
    /// The expected share of authors on the right side, if each is put on the more probable one; 0.5 says nothing is known.
    pub sure: f64,
    /// Whether for and against can be read: somebody is clearly on each side, and one link in five at least seems to take
    /// one. If not, `sides` holds what is more probable, but do not count or quote it.
    pub readable: bool,
    /// How many links of the issue join two authors, before any filter.
    pub links: usize,
    /// How many of these attack or support with a probability of 0.6 or more.
    pub decided: usize,
    /// Whether sides are deduced also from answers between others. It needs five authors; with fewer, only direct answers
    /// to what is at stake count.
    pub camps: bool,
    /// Whether the thread names its authors. If not, every comment counts as a separate author.
    pub authors_known: bool,
}

/// The two sides of an issue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct SidesRecord<'a> {
    /// Those for what is at stake, with its author.
    #[serde(borrow, rename = "for")]
    pub support: PartyRecord<'a>,
    /// Those against it.
    #[serde(borrow)]
    pub against: PartyRecord<'a>,
}

/// One side of an issue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PartyRecord<'a> {
    /// Distinct authors; comments where authors are unknown.
    pub authors: usize,
    /// How many of them are on this side with a probability of 0.8 or more, and by a link of their own that is as sure.
    pub clear: usize,
    /// What they wrote on it, and the article or post at stake if its author is known.
    #[serde(borrow)]
    pub comments: Vec<Text<'a>>,
    /// Their best reasoned comment that is certainly on this side; null if there is none.
    #[serde(borrow)]
    pub best: Option<Text<'a>>,
}
