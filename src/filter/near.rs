//! Which nodes are near a comment or lead to it: walks over replies, breadth first.

use petgraph::Direction;
use petgraph::graph::NodeIndex;

use crate::graph::{ArgumentMap, Edge, Node};
use crate::thread::spellings;

/// The nodes that a name means: that of the map or of their threads, or what pictures show (`#3`, `3`) where nothing has
/// that very name. A claim brings the replies that take it up, since their edges go to its article.
pub(super) fn named(map: &ArgumentMap, typed: &str) -> Vec<NodeIndex> {
    let mut found = spellings(typed).into_iter().map(|id| of_id(map, &id));
    found.find(|found| !found.is_empty()).unwrap_or_default()
}

/// The nodes of that very id.
fn of_id(map: &ArgumentMap, id: &str) -> Vec<NodeIndex> {
    let is_named = |node: &Node| node.id == id || node.comment.id == id;
    let mut found: Vec<NodeIndex> =
        map.graph.node_indices().filter(|index| map.graph.node_weight(*index).is_some_and(is_named)).collect();
    for (edge, claim) in &map.claims {
        if map.graph.node_weight(*claim).is_some_and(is_named) {
            found.extend(map.graph.edge_endpoints(*edge).map(|(from, _)| from));
        }
    }
    found
}

/// The nodes at most `radius` replies away from `start`, in both directions.
///
/// An article or post is reached but not passed, unless it is the start: everything answers it, so through it everything
/// would be near.
pub(super) fn around(map: &ArgumentMap, start: &[NodeIndex], radius: usize) -> Vec<bool> {
    let mut walk = Walk::from(map, start);
    for step in 0..radius {
        let edge_of = std::mem::take(&mut walk.last);
        if edge_of.is_empty() {
            break;
        }
        for node in edge_of {
            if step == 0 || !is_opening(map, node) {
                walk.step(map, node, Direction::Outgoing);
                walk.step(map, node, Direction::Incoming);
            }
        }
    }
    walk.seen
}

/// Everything that answers `start`, directly or through others, and `start` itself.
pub(super) fn below(map: &ArgumentMap, start: &[NodeIndex]) -> Vec<bool> {
    let mut walk = Walk::from(map, start);
    while let Some(node) = walk.last.pop() {
        walk.step(map, node, Direction::Incoming);
    }
    walk.seen
}

struct Walk {
    seen: Vec<bool>,
    last: Vec<NodeIndex>,
}

impl Walk {
    fn from(map: &ArgumentMap, start: &[NodeIndex]) -> Self {
        let mut walk = Walk { seen: vec![false; map.graph.node_count()], last: Vec::new() };
        for node in start {
            walk.reach(*node);
        }
        walk
    }

    fn reach(&mut self, node: NodeIndex) {
        if let Some(seen) = self.seen.get_mut(node.index()).filter(|seen| !**seen) {
            *seen = true;
            self.last.push(node);
        }
    }

    fn step(&mut self, map: &ArgumentMap, node: NodeIndex, direction: Direction) {
        let mut edges = map.graph.neighbors_directed(node, direction).detach();
        while let Some((edge, next)) = edges.next(&map.graph) {
            if map.graph.edge_weight(edge).and_then(Edge::link).is_some() {
                self.reach(next);
            }
        }
    }
}

fn is_opening(map: &ArgumentMap, node: NodeIndex) -> bool {
    map.graph.node_weight(node).is_some_and(Node::is_opening)
}
