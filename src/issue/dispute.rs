//! Claims and comments that are both attacked and supported by direct answers, and how each dispute went.
//!
//! In: a view. Out: [`Disputes`], which names nodes of the view's map. Relations are the decided ones, and context that is
//! only drawn faded is left out. Linear, except for sorting.

use petgraph::graph::NodeIndex;
use std::cmp::Reverse;

use super::Side;
use super::answers::{answers, judge};
use super::authors::Authors;
use super::below::Below;
use super::turns::{self, Bridge, Concession};
use crate::filter::View;
use crate::sort::Order as _;

/// One side of a dispute: the direct answers that take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Camp {
    /// How many comments it has, at least one.
    pub comments: usize,
    /// How many distinct authors they have. A comment whose author is unknown or deleted counts as a separate author.
    pub authors: usize,
    /// Its best comment: one that gives a reason before one that gives none, then the greatest strength, then the surest
    /// relation, then the first in reading order.
    pub best: NodeIndex,
    /// Whether the best comment gives a reason.
    pub reasoned: bool,
}

/// How a dispute ended in the record that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The last comment in reading order among the answers and everything below them.
    pub comment: NodeIndex,
    /// The side of that comment: its own if it answers what is disputed directly, else the side of what it answers, turned
    /// by every attack on the path and kept by every support. `None` if any other relation is on the path.
    pub side: Option<Side>,
}

/// A claim or comment with both sides among its direct answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// What is disputed: a claim or a comment, or an article or post in what goes beyond its claims.
    pub target: NodeIndex,
    /// The answers against it.
    pub against: Camp,
    /// The answers for it.
    pub support: Camp,
    /// Distinct authors of both sides. An author who speaks on both counts once.
    pub authors: usize,
    /// Whether the thread names its authors. If not, every comment counts as a separate author.
    pub authors_known: bool,
    /// The attacks on it that are accepted, in reading order: their status is unchallenged or defended.
    pub open: Vec<NodeIndex>,
    /// How it ended.
    pub end: End,
}

impl Dispute {
    /// What it is ranked by, greatest first: authors of the smaller side, comments of that side, authors in all.
    fn weight(&self) -> (usize, usize, usize) {
        let size = |camp: &Camp| (camp.authors, camp.comments);
        let (authors, comments) = size(&self.against).min(size(&self.support));
        (authors, comments, self.authors)
    }
}

/// What is disputed in a view, who gave in, and where opponents agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disputes {
    /// The disputes. First those whose smaller side has the most distinct authors, then the most comments, then those
    /// with the most authors in all, then in reading order.
    pub list: Vec<Dispute>,
    /// Comments that give in to a rebuttal, in reading order of what was rebutted.
    pub concessions: Vec<Concession>,
    /// Supports between comments that hold contrary positions, in reading order.
    pub bridges: Vec<Bridge>,
    /// Whether every thread with comments in the view names its authors.
    pub authors_known: bool,
}

impl Disputes {
    /// Whether there are no disputes, concessions and bridges.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.concessions.is_empty() && self.bridges.is_empty()
    }
}

/// Judges everything that can be disputed.
pub(super) fn disputes(view: &View<'_>) -> Disputes {
    let authors = Authors::of(view);
    let below = Below::of(view);
    let answers = answers(view, &authors);
    let by_target = answers.chunk_by(|a, b| a.target == b.target);
    let mut list: Vec<Dispute> = by_target.filter_map(|answers| judge(view, &authors, &below, answers)).collect();
    list.order_by_key(|dispute| (Reverse(dispute.weight()), dispute.target));
    Disputes {
        list,
        concessions: turns::concessions(view, &authors),
        bridges: turns::bridges(view),
        authors_known: authors.all_known(view),
    }
}
