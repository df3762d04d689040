//! Which nodes are near a comment, or lead to it along replies.

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::{Bfs, EdgeFiltered, EdgeRef, Reversed, VisitMap, Visitable};

use crate::graph::{ArgumentMap, Node};
use crate::place::PerNode;
use crate::thread::{Spelling, spellings};

/// The nodes that a name means: by their id in the map or in their thread, or, if nothing has that id, by the number that
/// pictures show (`#3`, `3`). A claim also brings the replies that answer it, because their edges go to its article.
pub(super) fn named(map: &ArgumentMap, typed: &str) -> Vec<NodeIndex> {
    let mut nodes = spellings(typed).into_iter().map(|spelling| match spelling {
        Spelling::Id(id) => with_id(map, &id),
        Spelling::Number(number) => numbered(map, number),
    });
    nodes.find(|nodes| !nodes.is_empty()).unwrap_or_default()
}

/// The comments that pictures show with this number, one in each thread.
fn numbered(map: &ArgumentMap, number: usize) -> Vec<NodeIndex> {
    let is_numbered =
        |index: &&NodeIndex| map.graph.node_weight(**index).is_some_and(|node| node.comment.kind.is_numbered());
    let in_thread = |nodes: &Vec<NodeIndex>| nodes.iter().filter(is_numbered).nth(number.checked_sub(1)?).copied();
    map.places.iter().filter_map(in_thread).collect()
}

/// The nodes with exactly that id.
fn with_id(map: &ArgumentMap, id: &str) -> Vec<NodeIndex> {
    let has_id =
        |index: &NodeIndex| map.graph.node_weight(*index).is_some_and(|node| node.id == id || node.comment.id == id);
    let mut nodes: Vec<NodeIndex> = map.graph.node_indices().filter(has_id).collect();
    let answers = map.claims.iter().filter(|(_, claim)| has_id(claim));
    nodes.extend(answers.filter_map(|(edge, _)| map.graph.edge_endpoints(*edge)).map(|(from, _)| from));
    nodes
}

/// The nodes at most `radius` replies away from `start`, in both directions.
///
/// An article or post is reached but not passed, unless it is the start: everything answers it, so everything would be
/// near. Walked by hand, because the walks of petgraph know neither a distance nor nodes that they must not pass.
pub(super) fn around(map: &ArgumentMap, start: &[NodeIndex], radius: usize) -> PerNode<bool> {
    let mut is_reached = PerNode::filled(map.graph.node_count(), false);
    let mut newly_reached = Vec::new();
    let mut reach = |node: NodeIndex, newly_reached: &mut Vec<NodeIndex>| {
        if !std::mem::replace(is_reached.at_mut(node), true) {
            newly_reached.push(node);
        }
    };
    for node in start {
        reach(*node, &mut newly_reached);
    }
    for step in 0..radius {
        let border = std::mem::take(&mut newly_reached);
        if border.is_empty() {
            break;
        }
        let is_passed = |node: &NodeIndex| step == 0 || !map.graph.node_weight(*node).is_some_and(Node::is_opening);
        for node in border.into_iter().filter(is_passed) {
            let answered = map.graph.edges_directed(node, Direction::Outgoing).map(|edge| (edge.target(), edge));
            let answers = map.graph.edges_directed(node, Direction::Incoming).map(|edge| (edge.source(), edge));
            for (neighbour, _) in answered.chain(answers).filter(|(_, edge)| edge.weight().link().is_some()) {
                reach(neighbour, &mut newly_reached);
            }
        }
    }
    is_reached
}

/// Everything that answers `start`, directly or through others, and `start` itself.
pub(super) fn below(map: &ArgumentMap, start: &[NodeIndex]) -> PerNode<bool> {
    let links = EdgeFiltered::from_fn(&map.graph, |edge| edge.weight().link().is_some());
    let answers = Reversed(&links);
    let mut walk = Bfs { stack: start.iter().copied().collect(), discovered: answers.visit_map() };
    for node in start {
        walk.discovered.visit(*node);
    }
    let mut is_reached = PerNode::filled(map.graph.node_count(), false);
    while let Some(node) = walk.next(answers) {
        *is_reached.at_mut(node) = true;
    }
    is_reached
}
