//! [`View`]: what of a map is shown, and how its labels count.

use std::borrow::Cow;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::shape::Shape;
use crate::graph::{ArgumentMap, Edge, Folding, Inherited, Node, Standing, Tally};
use crate::place::PerNode;
use crate::tag::Label;

/// What counts as held and as accepted in a view.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counting {
    /// Labels with a lower score count as not held; 0 keeps what the rules decided.
    pub min_score: f64,
    /// Whether inherited positions count as held.
    pub inherited: bool,
    /// Whether only attacks that give a reason count for the status.
    pub reasoned: bool,
}

impl Counting {
    /// The positions of a node that count as held, with their places in [`Node::positions`].
    pub fn positions(self, node: &Node) -> impl Iterator<Item = (usize, &Label)> {
        let count = if self.inherited { usize::MAX } else { node.tags.positions.len() };
        node.positions().enumerate().take(count).filter(move |(_, label)| label.score >= self.min_score)
    }

    /// The forms of a node that count as held.
    pub fn forms(self, node: &Node) -> impl Iterator<Item = &Label> {
        node.tags.forms.iter().filter(move |label| label.score >= self.min_score)
    }

    /// The status and strength of a node; comments only. Both ways of counting were computed on the whole map.
    pub fn standing(self, node: &Node) -> Option<Standing> {
        if self.reasoned { node.reasoned } else { node.standing }
    }
}

/// What of a map is shown.
///
/// The nodes, the edges and the folding of a view are decided by [`view()`](super::view()) and do not change later: what
/// is derived from them, such as the [`forest`](View::forest), is computed once and kept.
#[derive(Clone, Debug)]
pub struct View<'m> {
    /// The whole map. A view that groups comments by position owns the map of the groups.
    pub map: Cow<'m, ArgumentMap>,
    /// The nodes that remain, in the map's order.
    pub nodes: Vec<NodeIndex>,
    /// The edges that remain, in the map's order; both ends are in `nodes`.
    pub edges: Vec<EdgeIndex>,
    /// For every node of the map, whether it is only context, to be drawn faded.
    pub faded: PerNode<bool>,
    /// The filters that ran, as typed: `position=skeptic`.
    pub filters: Vec<String>,
    /// What counts as held and as accepted.
    pub counting: Counting,
    /// What was folded away, by the node it was attached to.
    pub folding: Folding,
    /// What was derived from the view so far.
    pub(super) shape: Shape,
}

impl<'m> View<'m> {
    /// The view of a whole map.
    pub fn whole(map: &'m ArgumentMap) -> Self {
        View::of(Cow::Borrowed(map))
    }

    /// The view of a whole map, borrowed or owned.
    pub(super) fn of(map: Cow<'m, ArgumentMap>) -> Self {
        View {
            nodes: map.graph.node_indices().collect(),
            edges: map.graph.edge_indices().collect(),
            faded: PerNode::filled(map.graph.node_count(), false),
            filters: map.provenance.filters.clone(),
            counting: Counting::default(),
            folding: map.provenance.folding.clone(),
            shape: Shape::default(),
            map,
        }
    }

    /// What is folded away on a node, if anything is.
    pub fn folded(&self, index: NodeIndex) -> Option<&Tally> {
        self.folding.folds.get(&index)
    }

    /// The status and strength of a node, as this view counts.
    pub fn standing(&self, node: &Node) -> Option<Standing> {
        self.counting.standing(node)
    }

    /// A node of the map.
    pub fn node(&self, index: NodeIndex) -> Option<&Node> {
        self.map.graph.node_weight(index)
    }

    /// An edge of the map: source, target, weight.
    pub fn edge(&self, index: EdgeIndex) -> Option<(NodeIndex, NodeIndex, &Edge)> {
        let (from, to) = self.map.graph.edge_endpoints(index)?;
        Some((from, to, self.map.graph.edge_weight(index)?))
    }

    /// Whether the node is only context.
    pub fn is_faded(&self, index: NodeIndex) -> bool {
        *self.faded.at(index)
    }

    /// The positions that count as held in this view.
    pub fn positions<'n>(&self, node: &'n Node) -> impl Iterator<Item = &'n Label> + use<'n> {
        self.counting.positions(node).map(|(_, label)| label)
    }

    /// As [`View::positions`], with their places in [`Node::positions`].
    pub fn placed<'n>(&self, node: &'n Node) -> impl Iterator<Item = (usize, &'n Label)> + use<'n> {
        self.counting.positions(node)
    }

    /// The positions that a comment inherits and whose score suffices, whether or not this view counts them as held.
    pub fn inheritance<'n>(&self, node: &'n Node) -> impl Iterator<Item = &'n Inherited> + use<'n> {
        let min_score = self.counting.min_score;
        node.inheritance.positions.iter().filter(move |inherited| inherited.label.score >= min_score)
    }

    /// The forms that count as held in this view.
    pub fn forms<'n>(&self, node: &'n Node) -> impl Iterator<Item = &'n Label> + use<'n> {
        self.counting.forms(node)
    }

    /// The nodes that are more than context, with their indices.
    pub fn shown(&self) -> impl Iterator<Item = (NodeIndex, &Node)> {
        let shown = self.nodes.iter().copied().filter(|index| !self.is_faded(*index));
        shown.filter_map(|index| Some((index, self.node(index)?)))
    }

    /// How many comments it shows, without context. A view with no comments is empty, whatever else it holds.
    pub fn comments(&self) -> usize {
        self.shown().filter(|(_, node)| node.is_comment()).count()
    }
}
