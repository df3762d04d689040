//! Stage `filter`: [`ArgumentMap`] → [`View`].
//!
//! Decides what stays. A view borrows; nothing is cloned. It remembers which filters ran, and every writer says so.

use petgraph::stable_graph::{EdgeIndex, NodeIndex};

use crate::diagnostic::Diagnostic;
use crate::graph::{ArgumentMap, Edge, Node};

/// What of a map is shown.
#[derive(Clone, Debug)]
pub struct View<'m> {
    /// The whole map.
    pub map: &'m ArgumentMap,
    /// Nodes that stay, in the map's order.
    pub nodes: Vec<NodeIndex>,
    /// Edges that stay, in the map's order; both ends are in `nodes`.
    pub edges: Vec<EdgeIndex>,
    /// For every node index of the map: whether it is there only for context, to be drawn faded.
    pub faded: Vec<bool>,
    /// The filters that ran, as typed: `position=skeptic`.
    pub filters: Vec<String>,
    /// Labels below this score count as not held; 0 keeps what the rules decided.
    pub min_score: f64,
}

impl<'m> View<'m> {
    /// The view of everything.
    pub fn whole(map: &'m ArgumentMap) -> Self {
        View {
            map,
            nodes: map.graph.node_indices().collect(),
            edges: map.graph.edge_indices().collect(),
            faded: vec![false; map.graph.node_count()],
            filters: Vec::new(),
            min_score: 0.0,
        }
    }

    /// A node of it.
    pub fn node(&self, index: NodeIndex) -> Option<&'m Node> {
        self.map.graph.node_weight(index)
    }

    /// An edge of it: source, target, weight.
    pub fn edge(&self, index: EdgeIndex) -> Option<(NodeIndex, NodeIndex, &'m Edge)> {
        let (from, to) = self.map.graph.edge_endpoints(index)?;
        Some((from, to, self.map.graph.edge_weight(index)?))
    }

    /// Whether the node is there only as context.
    pub fn is_faded(&self, index: NodeIndex) -> bool {
        self.faded.get(index.index()).copied().unwrap_or(false)
    }
}

/// Which comments and edges to keep. Filters are combined by AND, repeated values by OR.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    // Filled in by the stage's author.
}

/// Applies the filters to a map.
pub fn filter<'m>(map: &'m ArgumentMap, filters: &Filters) -> (View<'m>, Vec<Diagnostic>) {
    let _ = filters;
    (View::whole(map), Vec::new())
}
