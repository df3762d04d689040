//! Stage `issue`: [`View`] → [`Issues`]: what is at stake, who is on which side, and how sure that is.
//!
//! In: a view. Out: [`Issues`], which name nodes of the view's map; [`Disputes`] of direct answers; an [`Exchange`] between
//! positions. Authors are distinguished and counted, never named: an issue among many is more than one between two people
//! who do not stop. Nothing here changes a relation, a position or a status.
//!
//! The issues are found on the whole map, as the status is, and a view shows the part of them that it keeps: a filter does
//! not change sides. Linear, except for sorting.

use std::sync::Arc;

use petgraph::graph::NodeIndex;

use crate::filter::{self, Filters, Folds, Noticed, Stance, View};
use crate::graph::ArgumentMap;
use crate::place::PerNode;
use crate::span::Span;
use crate::thread::Relation;

mod answers;
mod authors;
mod below;
mod dispute;
mod exchange;
mod find;
mod manner;
mod own_words;
mod sides;
mod solve;
mod speech;
mod stake;
mod subject;
mod tree;
mod turns;
mod voices;

pub use self::dispute::{Camp, Dispute, Disputes, End};
pub use self::exchange::{Cluster, Counted, Exchange, HELD, POSITIONS, exchange};
pub use self::sides::{CAMPS, PLACED};
pub use self::speech::{clause, sentences};
pub use self::stake::MOST;
pub use self::turns::{Bridge, Concession};
pub use self::voices::VOICES;

/// The side that an answer takes on what it answers, or an author on an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Against: a rebuttal or a correction, or an author who opposes what is at stake.
    Against,
    /// For: a support, or an author who holds what is at stake.
    For,
}

impl Side {
    /// The side of a relation; `None` for those that take none.
    pub fn of(relation: Relation) -> Option<Side> {
        match relation {
            Relation::Rebuttal | Relation::Correction => Some(Side::Against),
            Relation::Support => Some(Side::For),
            Relation::Question | Relation::Answer | Relation::Elaboration | Relation::Reply => None,
        }
    }

    /// Its name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Side::Against => "against",
            Side::For => "for",
        }
    }

    /// The opposite side.
    pub fn other(self) -> Side {
        match self {
            Side::Against => Side::For,
            Side::For => Side::Against,
        }
    }
}

/// The sides of an issue are read if at least one link in this number takes a side. On open threads that argue, it is one in two
/// to one in five; on calm ones fewer, and most of these are wrong.
pub const READ: usize = 5;

/// Those who are on one side of an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Distinct authors. A comment whose author is unknown counts as a separate author. The author of the article or post
    /// at stake is one of those for it, if known.
    pub authors: usize,
    /// How many of them are on this side with certainty: from a probability of [`SURE`](crate::link::grade::SURE) on, and
    /// by a link that is as sure and that they wrote, neither thanking nor asking. The author of what is at stake is one of them.
    pub clear: usize,
    /// What they wrote on the issue, in reading order; the article or post at stake too, if its author is known.
    pub comments: Vec<NodeIndex>,
    /// Those of these comments whose authors are on this side with certainty, in reading order.
    pub clear_comments: Vec<NodeIndex>,
    /// Their best reasoned comments that are on this side with certainty, of different authors, the best first; at most
    /// [`VOICES`].
    pub voices: Vec<NodeIndex>,
}

/// Something that is at stake, and who is on which side.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "four separate facts, and none excludes another")]
pub struct Issue {
    /// Its id: `i1`, `i2`, … in the order of [`Issues::list`], counted before any filter.
    pub id: String,
    /// Index of its thread in [`ArgumentMap::threads`].
    pub thread: usize,
    /// Whether it is the main issue of its thread.
    pub is_main: bool,
    /// What is at stake: an article, a post, a claim or a comment.
    pub node: NodeIndex,
    /// The words of that node that say what is at stake; `None` if the title of the thread says it and is not in the text.
    pub words: Option<Span>,
    /// These words, or the title of the thread. Empty only if nothing was written.
    pub title: String,
    /// Words that recur among several authors here more than elsewhere in the thread, as first written. At most three.
    pub subject: Vec<String>,
    /// Those for it.
    pub support: Party,
    /// Those against it.
    pub against: Party,
    /// Comments of authors whose side is not sure enough, in reading order.
    pub unplaced: Vec<NodeIndex>,
    /// How many authors that is.
    pub unplaced_authors: usize,
    /// Rebuttals on this issue that no other author answered and that at least seem to rebut, in reading order.
    pub open: Vec<NodeIndex>,
    /// Comments that seem to give ground, in reading order.
    pub conceded: Vec<NodeIndex>,
    /// The last comment on it in reading order.
    pub last: Option<NodeIndex>,
    /// The expected share of authors that are on the right side if each is put on the more probable one, in [0.5, 1]; 0.5
    /// says nothing is known.
    pub sure: f64,
    /// Whether somebody is on each side, before any filter. If not, for and against cannot be read.
    pub is_disputed: bool,
    /// How many links of the issue join comments of two authors, before any filter.
    pub links: usize,
    /// How many of these at least seem to attack or support.
    pub decided: usize,
    /// Whether the side of an author is deduced also from whom they answer, and not only from direct answers to what is at
    /// stake. It needs [`CAMPS`] authors.
    pub camps: bool,
    /// Whether the thread names its authors. If not, every comment counts as a separate author.
    pub authors_known: bool,
}

impl Party {
    /// Their best reasoned comment that is on this side with certainty; `None` if no comment is.
    pub fn best(&self) -> Option<NodeIndex> {
        self.voices.first().copied()
    }
}

impl Issue {
    /// Whether for and against can be read: somebody is on each side with certainty, and at least one link in [`READ`] at
    /// least seems to take a side. If not, an output counts no sides; it says how many of the replies are neutral or
    /// uncertain.
    pub fn is_clear(&self) -> bool {
        let is_read = self.decided * READ >= self.links;
        self.is_disputed && is_read && self.support.clear > 0 && self.against.clear > 0
    }

    /// One side.
    pub fn party(&self, side: Side) -> &Party {
        match side {
            Side::For => &self.support,
            Side::Against => &self.against,
        }
    }
}

/// The side of a comment on one of the issues that it is part of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Index in [`Issues::list`] before any filter; its id is one more.
    pub issue: usize,
    /// The side; `None` if it is not sure enough.
    pub side: Option<Side>,
    /// P(for), in [0, 1].
    pub p_for: f64,
}

impl Placement {
    /// The id of the issue.
    pub fn id(&self) -> String {
        issue_id(self.issue)
    }

    /// P(the side), in [0, 1]; `None` if there is no side.
    pub fn side_p(&self) -> Option<f64> {
        self.side.map(|side| if side == Side::For { self.p_for } else { 1.0 - self.p_for })
    }
}

/// The id of the issue at an index.
fn issue_id(index: usize) -> String {
    format!("i{}", index + 1)
}

/// What is at stake in a view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Issues {
    /// The issues that have a comment in the view: first the main issue of every thread, the thread with the most authors
    /// first; then the second issue of every thread; and so on.
    pub list: Vec<Issue>,
    /// For every node of the map, its sides on the issues that it is part of, in the order of the list; empty for claims.
    pub placements: PerNode<Vec<Placement>>,
}

impl Issues {
    /// The side of a node on the first issue that it is part of: the main one of its thread.
    pub fn placement(&self, node: NodeIndex) -> Option<Placement> {
        self.placements.get(node)?.first().copied()
    }
}

impl View<'_> {
    /// The disputes, concessions and bridges of the view.
    pub fn disputes(&self) -> Arc<Disputes> {
        self.once(dispute::disputes)
    }

    /// What is at stake, and who is on which side. Empty for a view that groups comments by position.
    pub fn issues(&self) -> Arc<Issues> {
        self.once(find::issues)
    }
}

/// Applies the filters to a map as [`filter::view`] does. The filters by issue and by side need the issues of the whole map
/// first, which this finds.
pub fn view<'m>(map: &'m ArgumentMap, filters: &Filters, folds: Folds) -> (View<'m>, Noticed) {
    if !filters.need_stances() {
        return filter::view(map, filters, folds);
    }
    let whole = View::whole(map);
    let issues = whole.issues();
    let stances = issues.placements.iter().map(|placements| {
        let stances =
            placements.iter().map(|placement| Stance { issue: placement.id(), side: placement.side.map(Side::name) });
        stances.collect()
    });
    let filters = filters.with_stances(stances.collect());
    filter::view(map, &filters, folds)
}
