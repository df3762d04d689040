//! Stage `filter`: [`ArgumentMap`] → [`View`].
//!
//! Decides what stays. A view borrows; nothing is cloned. It remembers which filters ran, and every writer says so.
//! [`spec`] holds the flags and their values, `select` which nodes and edges match, `time` how dates compare, [`fold()`]
//! what becomes of views that are too large.

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::graph::{ArgumentMap, Edge, Folding, Inherited, Node, Standing, Tally};
use crate::tag::Label;

mod fold;
pub mod forest;
mod gather;
mod near;
mod rank;
mod select;
pub mod spec;
mod time;

pub use fold::{Collapse, fold, gathered};
pub use select::{Noticed, filter, sift};
pub use spec::{Applies, FILTERS, FilterError, FilterSpec, Filters};

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
    /// Whether positions that comments take over count as held.
    pub inherited: bool,
    /// Whether only attacks that give a ground count for what stands.
    pub reasoned: bool,
    /// What was folded away, by where it hangs.
    pub folding: Folding,
}

impl<'m> View<'m> {
    /// The view of everything.
    pub fn whole(map: &'m ArgumentMap) -> Self {
        View {
            map,
            nodes: map.graph.node_indices().collect(),
            edges: map.graph.edge_indices().collect(),
            faded: vec![false; map.graph.node_count()],
            filters: map.provenance.filters.clone(),
            min_score: 0.0,
            inherited: false,
            reasoned: false,
            folding: map.provenance.folding.clone(),
        }
    }

    /// This view's way of counting, over all of another map: that which `--collapse position` made of it.
    pub fn over<'o>(&self, map: &'o ArgumentMap) -> View<'o> {
        let (min_score, inherited, reasoned) = (self.min_score, self.inherited, self.reasoned);
        View { min_score, inherited, reasoned, ..View::whole(map) }
    }

    /// What is folded away on a node, if anything is.
    pub fn folded(&self, index: NodeIndex) -> Option<&Tally> {
        self.folding.folds.get(&index)
    }

    /// What stands of a node in this view: over the attacks that give a ground where only these are asked for, else over
    /// all. Either was computed on the whole map.
    pub fn standing(&self, node: &Node) -> Option<Standing> {
        standing(node, self.reasoned)
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

    /// The positions that count as held in this view.
    pub fn positions<'n>(&self, node: &'n Node) -> impl Iterator<Item = &'n Label> + use<'n> {
        positions(node, self.min_score, self.inherited).map(|(_, label)| label)
    }

    /// As [`View::positions`], with their places in [`Node::positions`].
    pub fn placed<'n>(&self, node: &'n Node) -> impl Iterator<Item = (usize, &'n Label)> + use<'n> {
        positions(node, self.min_score, self.inherited)
    }

    /// What a comment takes over, as far as its score suffices, whether or not this view counts it as held.
    pub fn inheritance<'n>(&self, node: &'n Node) -> impl Iterator<Item = &'n Inherited> + use<'n> {
        let least = self.min_score;
        node.inheritance.positions.iter().filter(move |inherited| inherited.label.score >= least)
    }

    /// The forms that count as held in this view.
    pub fn forms<'n>(&self, node: &'n Node) -> impl Iterator<Item = &'n Label> + use<'n> {
        forms(node, self.min_score)
    }

    /// How many comments it shows, context left out. A view without any is empty, whatever else it holds.
    pub fn comments(&self) -> usize {
        let shown = self.nodes.iter().filter(|index| !self.is_faded(**index));
        shown.filter_map(|index| self.node(*index)).filter(|node| node.is_comment()).count()
    }
}

/// The positions that a view with that least score counts as held, with their places among all of the node.
fn positions(node: &Node, least: f64, inherited: bool) -> impl Iterator<Item = (usize, &Label)> {
    let shown = if inherited { usize::MAX } else { node.tags.positions.len() };
    node.positions().enumerate().take(shown).filter(move |(_, label)| label.score >= least)
}

/// What stands of a node, over all attacks or over those alone that give a ground.
fn standing(node: &Node, reasoned: bool) -> Option<Standing> {
    if reasoned { node.reasoned } else { node.standing }
}

/// The forms that a view with that least score counts as held.
fn forms(node: &Node, least: f64) -> impl Iterator<Item = &Label> {
    node.tags.forms.iter().filter(move |label| label.score >= least)
}
