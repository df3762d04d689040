//! Who wrote what, as numbers: authors are distinguished and counted, never named.

use petgraph::graph::NodeIndex;
use rustc_hash::FxHashMap;

use crate::filter::View;
use crate::graph::{Node, Role};
use crate::place::{PerKey, PerNode};

/// The authors of a map.
pub(super) struct Authors {
    numbers: PerNode<usize>,
    /// For every thread, whether any of its comments names its author.
    is_known: PerKey<usize, bool>,
}

impl Authors {
    /// Reads the whole map: a thread that names its authors still does if a filter hides the comments that name them.
    pub(super) fn of(view: &View<'_>) -> Self {
        Self::of_those(view, Node::is_comment)
    }

    /// As [`Authors::of`]; the author of an article or post is the one who comments below it, too.
    pub(super) fn with_openings(view: &View<'_>) -> Self {
        Self::of_those(view, |node| node.is_comment() || node.role == Role::Entry && node.is_opening())
    }

    fn of_those(view: &View<'_>, is_written: impl Fn(&Node) -> bool) -> Self {
        let graph = &view.map.graph;
        let mut is_known = PerKey::filled(view.map.threads.len(), false);
        let mut named: FxHashMap<&str, usize> = FxHashMap::default();
        // A nameless author is numbered by the node, a named one from the number of nodes on.
        let mut numbers: PerNode<usize> = PerNode::from_fn(graph.node_count(), |node: NodeIndex| node.index());
        for (index, node) in graph.node_indices().zip(graph.node_weights()).filter(|(_, node)| is_written(node)) {
            let Some(person) = node.comment.person() else { continue };
            let next = graph.node_count() + named.len();
            *numbers.at_mut(index) = *named.entry(person).or_insert(next);
            *is_known.at_mut(node.thread) |= node.is_comment();
        }
        Self { numbers, is_known }
    }

    /// The number of the author of a node.
    pub(super) fn number(&self, node: NodeIndex) -> usize {
        *self.numbers.at(node)
    }

    /// Whether any comment of a thread names its author.
    pub(super) fn is_known(&self, thread: usize) -> bool {
        *self.is_known.at(thread)
    }

    /// Whether every thread with comments in the view names its authors.
    pub(super) fn all_known(&self, view: &View<'_>) -> bool {
        view.shown().all(|(_, node)| !node.is_comment() || self.is_known(node.thread))
    }

    /// How many distinct authors these comments have.
    pub(super) fn distinct<'c>(&self, comments: impl Iterator<Item = &'c NodeIndex>) -> usize {
        let mut numbers: Vec<usize> = comments.map(|comment| self.number(*comment)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.len()
    }
}
