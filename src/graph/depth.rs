//! How far every node is from what opens its thread, along primary links.

use petgraph::graph::NodeIndex;

use super::ArgumentMap;

/// Sets the depth of every node. Each is computed once: a walk goes down to the first known depth and back up.
pub(super) fn measure(map: &mut ArgumentMap) {
    let mut known: Vec<Option<usize>> = vec![None; map.graph.node_count()];
    let mut opened = vec![false; map.threads.len()];
    for node in map.graph.node_weights().filter(|node| node.is_opening()) {
        if let Some(thread) = opened.get_mut(node.thread) {
            *thread = true;
        }
    }
    let nodes: Vec<NodeIndex> = map.graph.node_indices().collect();
    for start in nodes {
        let mut walk = Vec::new();
        let mut at = start;
        let mut depth = loop {
            if let Some(depth) = known.get(at.index()).copied().flatten() {
                break depth;
            }
            let parent = map.primary(at).and_then(|edge| map.graph.edge_endpoints(edge)).map(|(_, to)| to);
            let Some(parent) = parent else {
                let depth = root(map, at, &opened);
                set(map, &mut known, at, depth);
                break depth;
            };
            walk.push(at);
            at = parent;
        };
        for node in walk.into_iter().rev() {
            depth += 1;
            set(map, &mut known, node, depth);
        }
    }
}

/// The depth of a node that answers nothing.
fn root(map: &ArgumentMap, at: NodeIndex, opened: &[bool]) -> usize {
    map.graph
        .node_weight(at)
        .map_or(0, |node| usize::from(!node.is_subject() && opened.get(node.thread).copied().unwrap_or(false)))
}

fn set(map: &mut ArgumentMap, known: &mut [Option<usize>], at: NodeIndex, depth: usize) {
    if let Some(slot) = known.get_mut(at.index()) {
        *slot = Some(depth);
    }
    if let Some(node) = map.graph.node_weight_mut(at) {
        node.depth = depth;
    }
}
