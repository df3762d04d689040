//! What of a map is folded away: counts that replace nodes and links, so that a small picture of a large map still
//! accounts for all of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::Node;
use crate::thread::Relation;

/// How much is folded away at one node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Comments.
    pub comments: usize,
    /// What is in the place of comments (deleted, missing, held back, pingbacks), and articles and posts.
    pub others: usize,
    /// Claims.
    pub claims: usize,
    /// Links of what is folded away, in the order of [`Relation::ALL`].
    pub links: [usize; Relation::ALL.len()],
    /// Links from comments that remain to what is folded away, in the same order.
    pub into: [usize; Relation::ALL.len()],
}

impl Tally {
    /// Adds another tally.
    pub fn add(&mut self, other: &Tally) {
        self.comments += other.comments;
        self.others += other.others;
        self.claims += other.claims;
        for (sum, count) in self.links.iter_mut().chain(&mut self.into).zip(other.links.iter().chain(&other.into)) {
            *sum += count;
        }
    }

    /// Counts one node.
    pub fn node(&mut self, node: &Node) {
        if node.is_claim() {
            self.claims += 1;
        } else if node.is_comment() {
            self.comments += 1;
        } else {
            self.others += 1;
        }
    }

    /// Counts links of what is folded away.
    pub fn link(&mut self, relation: Relation, count: usize) {
        add(&mut self.links, relation, count);
    }

    /// Counts links from comments that remain to what is folded away.
    pub fn link_into(&mut self, relation: Relation, count: usize) {
        add(&mut self.into, relation, count);
    }

    /// How many nodes are folded away.
    pub fn nodes(&self) -> usize {
        self.comments + self.others + self.claims
    }

    /// How many links are folded away.
    pub fn edges(&self) -> usize {
        self.links.iter().chain(&self.into).sum()
    }

    /// Whether nothing is folded away.
    pub fn is_empty(&self) -> bool {
        *self == Tally::default()
    }
}

/// Adds to the sum of a relation.
fn add(sums: &mut [usize; Relation::ALL.len()], relation: Relation, count: usize) {
    for (sum, other) in sums.iter_mut().zip(Relation::ALL) {
        *sum += if other == relation { count } else { 0 };
    }
}

/// What is folded away, by the node it was attached to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folding {
    /// By the node it was attached to.
    pub folds: BTreeMap<NodeIndex, Tally>,
    /// What is attached to no node that remains.
    pub loose: Tally,
    /// Nodes that represent all comments of a thread that hold one position, or none. Each counts itself, and counts the
    /// others in `folds`.
    pub groups: BTreeMap<NodeIndex, Option<Arc<str>>>,
    /// Edges that represent several links of one relation, and how many.
    pub bundles: BTreeMap<EdgeIndex, usize>,
}

impl Folding {
    /// Whether nothing is folded away.
    pub fn is_empty(&self) -> bool {
        *self == Folding::default()
    }

    /// How many links an edge represents.
    pub fn count(&self, edge: EdgeIndex) -> usize {
        self.bundles.get(&edge).copied().unwrap_or(1)
    }

    /// Everything that is folded away.
    pub fn total(&self) -> Tally {
        let mut total = self.loose.clone();
        self.folds.values().for_each(|tally| total.add(tally));
        total
    }
}
