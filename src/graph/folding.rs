//! What of a map is folded away: counts that stand in for nodes and links, so that a small picture of a large map still
//! accounts for all of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::thread::Relation;

/// How much is folded away at one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Comments.
    pub comments: usize,
    /// What stands in the place of comments (deleted, missing, held back, pingbacks), and articles and posts.
    pub others: usize,
    /// Claims.
    pub claims: usize,
    /// Links of what is folded away, in the order of [`Relation::ALL`].
    pub links: [usize; Relation::ALL.len()],
    /// Links of comments that are still there to what is folded away, in that order.
    pub into: [usize; Relation::ALL.len()],
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: &Tally) {
        self.comments += other.comments;
        self.others += other.others;
        self.claims += other.claims;
        for (sum, count) in self.links.iter_mut().chain(&mut self.into).zip(other.links.iter().chain(&other.into)) {
            *sum += count;
        }
    }

    /// Counts one link of what is folded away.
    pub fn link(&mut self, relation: Relation, count: usize) {
        self.links.get_mut(relation.index()).into_iter().for_each(|sum| *sum += count);
    }

    /// How many nodes it stands for.
    pub fn nodes(&self) -> usize {
        self.comments + self.others + self.claims
    }

    /// How many links.
    pub fn edges(&self) -> usize {
        self.links.iter().chain(&self.into).sum()
    }

    /// Whether it stands for nothing.
    pub fn is_empty(&self) -> bool {
        *self == Tally::default()
    }
}

/// What is folded away, by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folding {
    /// By the node that it hangs on.
    pub folds: BTreeMap<NodeIndex, Tally>,
    /// What hangs on nothing that is left.
    pub loose: Tally,
    /// Nodes that stand for all comments of a thread that hold one position, or none; each counts itself and, in
    /// `folds`, the others.
    pub groups: BTreeMap<NodeIndex, Option<Arc<str>>>,
    /// Edges that stand for several links of one relation, and for how many.
    pub bundles: BTreeMap<EdgeIndex, usize>,
}

impl Folding {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        *self == Folding::default()
    }

    /// How many links an edge stands for.
    pub fn count(&self, edge: EdgeIndex) -> usize {
        self.bundles.get(&edge).copied().unwrap_or(1)
    }

    /// All that is folded away, wherever.
    pub fn total(&self) -> Tally {
        let mut total = self.loose.clone();
        self.folds.values().for_each(|tally| total.add(tally));
        total
    }
}
