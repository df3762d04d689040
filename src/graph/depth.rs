//! How far every node is from what opens its thread, along primary links.

use petgraph::graph::NodeIndex;

use super::ArgumentMap;
use crate::place::{PerKey, PerNode};

/// Sets the depth of every node. Each is computed once: a walk goes up to the first known depth and back down.
pub(super) fn set_depths(map: &mut ArgumentMap) {
    let mut has_opening = PerKey::filled(map.threads.len(), false);
    for node in map.graph.node_weights().filter(|node| node.is_opening()) {
        *has_opening.at_mut(node.thread) = true;
    }
    let mut depths: PerNode<Option<usize>> = PerNode::filled(map.graph.node_count(), None);
    for start in map.graph.node_indices() {
        let mut path = Vec::new();
        let mut node = start;
        let mut depth = loop {
            if let Some(depth) = *depths.at(node) {
                break depth;
            }
            let Some(parent) = map.parent(node) else {
                let depth = root_depth(map, node, &has_opening);
                *depths.at_mut(node) = Some(depth);
                break depth;
            };
            path.push(node);
            node = parent;
        };
        for node in path.into_iter().rev() {
            depth += 1;
            *depths.at_mut(node) = Some(depth);
        }
    }
    for (node, depth) in map.graph.node_weights_mut().zip(depths) {
        node.depth = depth.unwrap_or_default();
    }
}

/// The depth of a node that answers nothing: 1 for a comment in a thread that has an opening, else 0.
fn root_depth(map: &ArgumentMap, node: NodeIndex, has_opening: &PerKey<usize, bool>) -> usize {
    map.graph.node_weight(node).map_or(0, |node| usize::from(!node.is_subject() && *has_opening.at(node.thread)))
}
