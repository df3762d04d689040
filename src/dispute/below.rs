//! What stands below every comment along primary links: the last word, and its side.
//!
//! In: a view. Out: [`Below`]. Both questions are answered without a walk, since every comment of a deep thread asks them.

use petgraph::graph::NodeIndex;

use super::Side;
use crate::filter::View;
use crate::graph::Node;

/// The trees of primary links.
pub(super) struct Below {
    /// The last comment in reading order, of a node and all below it; `None` where no comment of the view is there.
    last: Vec<Option<NodeIndex>>,
    /// The way from a node up to the top of its tree.
    ways: Vec<Way>,
}

/// What the relations on a way add up to.
#[derive(Clone, Copy, Default)]
struct Way {
    /// Whether the attacks on it are odd in number.
    turned: bool,
    /// Links on it that take no side.
    breaks: usize,
}

impl Below {
    /// Reads a view; linear. A primary link is the first that the view keeps of a comment.
    pub(super) fn of(view: &View<'_>) -> Below {
        let bound = view.map.graph.node_count();
        let mut above: Vec<Option<(NodeIndex, Option<Side>)>> = vec![None; bound];
        let mut waiting = vec![0_usize; bound];
        for (from, to, edge) in view.edges.iter().filter_map(|index| view.edge(*index)) {
            let (Some(link), Some(slot)) = (edge.link(), above.get_mut(from.index())) else { continue };
            if slot.is_none() {
                *slot = Some((to, Side::of(link.relation)));
                waiting.get_mut(to.index()).into_iter().for_each(|waiting| *waiting += 1);
            }
        }
        let mut last = vec![None; bound];
        for index in view.nodes.iter().filter(|index| !view.is_faded(**index)) {
            if view.node(*index).is_some_and(Node::is_comment) {
                last.get_mut(index.index()).into_iter().for_each(|slot| *slot = Some(*index));
            }
        }
        let up = |node: NodeIndex| above.get(node.index()).copied().flatten();
        // From the lowest to the top; a node comes when all below it have come.
        let is_free = |index: &NodeIndex| waiting.get(index.index()) == Some(&0);
        let mut order: Vec<NodeIndex> = view.nodes.iter().copied().filter(is_free).collect();
        let mut at = 0;
        while let Some(node) = order.get(at).copied() {
            at += 1;
            let Some((to, _)) = up(node) else { continue };
            let below: Option<NodeIndex> = last.get(node.index()).copied().flatten();
            last.get_mut(to.index()).into_iter().for_each(|slot| *slot = below.max(*slot));
            if let Some(waiting) = waiting.get_mut(to.index()) {
                *waiting -= 1;
                if *waiting == 0 {
                    order.push(to);
                }
            }
        }
        let mut ways = vec![Way::default(); bound];
        for node in order.into_iter().rev() {
            let Some((to, side)) = up(node) else { continue };
            let mut way = ways.get(to.index()).copied().unwrap_or_default();
            way.turned ^= side == Some(Side::Against);
            way.breaks += usize::from(side.is_none());
            ways.get_mut(node.index()).into_iter().for_each(|slot| *slot = way);
        }
        Below { last, ways }
    }

    /// The last comment among a node and all below it.
    pub(super) fn last(&self, node: NodeIndex) -> Option<NodeIndex> {
        self.last.get(node.index()).copied().flatten()
    }

    /// The side of a comment below `node`, which takes `side` itself; `None` where the way between takes none.
    pub(super) fn side(&self, node: NodeIndex, side: Side, below: NodeIndex) -> Option<Side> {
        let (top, low) = (self.ways.get(node.index())?, self.ways.get(below.index())?);
        if top.breaks != low.breaks {
            return None;
        }
        Some(if top.turned == low.turned { side } else { side.other() })
    }
}
