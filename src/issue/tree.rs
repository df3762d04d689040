//! The trees of primary links of a whole map, in an order in which everything below a node is one range.
//!
//! In: a map. Out: [`Tree`]. Nothing here is recursive, because threads are deep.

use std::ops::Range;

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::graph::{ArgumentMap, Node};
use crate::place::PerNode;

/// The trees of a map. Claims are in none.
pub(super) struct Tree {
    /// The nodes: each before everything below it, and otherwise in reading order.
    pub(super) order: Vec<NodeIndex>,
    /// Where a node and everything below it are in the order. Empty for claims.
    ranges: PerNode<Range<usize>>,
    /// The primary link of a node, and what it answers; `None` for the top of a tree.
    parents: PerNode<Option<(NodeIndex, EdgeIndex)>>,
}

impl Tree {
    /// Reads a map; linear.
    pub(super) fn of(map: &ArgumentMap) -> Tree {
        let count = map.graph.node_count();
        let mut parents: PerNode<Option<(NodeIndex, EdgeIndex)>> = PerNode::filled(count, None);
        // Edges are in order of preference, so the first one of a node is its primary link.
        for edge in map.graph.edge_references().filter(|edge| edge.weight().link().is_some()) {
            let parent = parents.at_mut(edge.source());
            *parent = parent.or(Some((edge.target(), edge.id())));
        }
        let mut children: PerNode<Vec<NodeIndex>> = PerNode::filled(count, Vec::new());
        for (node, parent) in parents.iter_enumerated() {
            if let Some((parent, _)) = parent {
                children.at_mut(*parent).push(node);
            }
        }
        let mut tree = Tree { order: Vec::with_capacity(count), ranges: PerNode::filled(count, 0..0), parents };
        let is_claim = |node: NodeIndex| map.graph.node_weight(node).is_some_and(Node::is_claim);
        let nodes: Vec<NodeIndex> = map.graph.node_indices().filter(|node| !is_claim(*node)).collect();
        let tops = nodes.iter().copied().filter(|node| tree.parents.at(*node).is_none()).collect::<Vec<_>>();
        let mut is_placed = PerNode::filled(count, false);
        // A foreign map may have cycles: each is opened at its first node.
        for top in tops.into_iter().chain(nodes) {
            if !*is_placed.at(top) {
                *tree.parents.at_mut(top) = None;
                tree.place(top, &children, &mut is_placed);
            }
        }
        tree
    }

    /// Adds a tree that begins at `top`.
    fn place(&mut self, top: NodeIndex, children: &PerNode<Vec<NodeIndex>>, is_placed: &mut PerNode<bool>) {
        /// A step of the walk.
        enum Step {
            Enter(NodeIndex),
            Leave(NodeIndex),
        }
        let mut steps = vec![Step::Enter(top)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(node) if !*is_placed.at(node) => {
                    *is_placed.at_mut(node) = true;
                    self.ranges.at_mut(node).start = self.order.len();
                    self.order.push(node);
                    steps.push(Step::Leave(node));
                    steps.extend(children.at(node).iter().rev().map(|child| Step::Enter(*child)));
                }
                Step::Enter(_) => {}
                Step::Leave(node) => self.ranges.at_mut(node).end = self.order.len(),
            }
        }
    }

    /// Where a node and everything below it are in the order.
    pub(super) fn range(&self, node: NodeIndex) -> Range<usize> {
        self.ranges.at(node).clone()
    }

    /// What a node answers by its primary link, and that link.
    pub(super) fn parent(&self, node: NodeIndex) -> Option<(NodeIndex, EdgeIndex)> {
        *self.parents.at(node)
    }
}
