//! What is below every comment along primary links: the last comment, and its side.
//!
//! In: a view. Out: [`Below`]. Both questions are answered without a walk, because every comment of a deep thread asks
//! them.

use petgraph::graph::NodeIndex;

use super::Side;
use crate::filter::View;
use crate::place::PerNode;

/// The trees of primary links.
pub(super) struct Below {
    /// The last comment in reading order among a node and everything below it; `None` if the view has no comment there.
    last: PerNode<Option<NodeIndex>>,
    /// The path from a node up to the root of its tree.
    paths: PerNode<Path>,
}

/// What the relations on a path add up to.
#[derive(Clone, Copy, Default)]
struct Path {
    /// Whether the number of attacks on it is odd.
    is_turned: bool,
    /// Links on it that take no side.
    breaks: usize,
}

/// What a node answers by its primary link, and the side it takes.
type Parent = Option<(NodeIndex, Option<Side>)>;

impl Below {
    /// Reads a view; linear. The primary link of a comment is the first of its links that the view keeps.
    pub(super) fn of(view: &View<'_>) -> Below {
        let count = view.map.graph.node_count();
        let mut parents: PerNode<Parent> = PerNode::filled(count, None);
        let mut children = PerNode::filled(count, 0_usize);
        for (from, to, edge) in view.edges.iter().filter_map(|index| view.edge(*index)) {
            let (Some(link), None) = (edge.link(), parents.at(from)) else { continue };
            *parents.at_mut(from) = Some((to, Side::of(link.relation)));
            *children.at_mut(to) += 1;
        }
        let order = children_first(view, &parents, children);
        let mut last = PerNode::filled(count, None);
        for (index, _) in view.shown().filter(|(_, node)| node.is_comment()) {
            *last.at_mut(index) = Some(index);
        }
        for node in &order {
            if let Some((parent, _)) = *parents.at(*node) {
                let last_below: Option<NodeIndex> = *last.at(*node);
                let last = last.at_mut(parent);
                *last = last_below.max(*last);
            }
        }
        let mut paths = PerNode::filled(count, Path::default());
        for node in order.into_iter().rev() {
            if let Some((parent, side)) = *parents.at(node) {
                let mut path: Path = *paths.at(parent);
                path.is_turned ^= side == Some(Side::Against);
                path.breaks += usize::from(side.is_none());
                *paths.at_mut(node) = path;
            }
        }
        Below { last, paths }
    }

    /// The last comment among a node and everything below it.
    pub(super) fn last(&self, node: NodeIndex) -> Option<NodeIndex> {
        *self.last.at(node)
    }

    /// The side of a comment below `node`, which itself takes `side`; `None` if a link between the two takes none.
    pub(super) fn side(&self, node: NodeIndex, side: Side, below: NodeIndex) -> Option<Side> {
        let (upper, lower) = (self.paths.at(node), self.paths.at(below));
        if upper.breaks != lower.breaks {
            return None;
        }
        Some(if upper.is_turned == lower.is_turned { side } else { side.other() })
    }
}

/// The nodes of a view, each after all its children. Nodes on a cycle, and those above it, are left out: a foreign map that
/// is read back may have cycles, and for such a graph `toposort` of petgraph gives no order at all.
fn children_first(view: &View<'_>, parents: &PerNode<Parent>, mut children: PerNode<usize>) -> Vec<NodeIndex> {
    let mut order: Vec<NodeIndex> = view.nodes.iter().copied().filter(|node| *children.at(*node) == 0).collect();
    let mut done = 0;
    while let Some(node) = order.get(done).copied() {
        done += 1;
        let Some((parent, _)) = *parents.at(node) else { continue };
        let remaining = children.at_mut(parent);
        *remaining -= 1;
        if *remaining == 0 {
            order.push(parent);
        }
    }
    order
}
