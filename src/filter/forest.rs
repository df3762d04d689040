//! The shape of a picture: every node below what it answers, in reading order.
//!
//! A comment is attached by its primary link: given before inferred, then the surest. A reply that answers a claim is
//! attached to the claim, although its edge goes to the article. The result is a forest for every map: a cycle is opened
//! at its first node. All other links are cross links.

use std::cmp::Ordering;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::View;
use crate::graph::Node;
use crate::link::Link;
use crate::place::PerNode;

/// One node of the forest. Slots are numbered in reading order: a node, then everything below it.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The node.
    pub node: NodeIndex,
    /// The slot it is attached to.
    pub parent: Option<usize>,
    /// The edge that attaches it.
    pub edge: Option<EdgeIndex>,
    /// How many slots are above it.
    pub depth: usize,
    /// The slots attached to it, in reading order.
    pub kids: Vec<usize>,
}

/// A link outside the forest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cross {
    /// The edge.
    pub edge: EdgeIndex,
    /// The slot that answers.
    pub from: usize,
    /// The slot that is answered.
    pub to: usize,
}

/// The shape of a view. See [`View::forest`].
#[derive(Clone, Debug, Default)]
pub struct Forest {
    /// The nodes in reading order.
    pub slots: Vec<Slot>,
    /// The links outside the forest, in order of edge.
    pub cross: Vec<Cross>,
}

/// An edge that may attach a node to the forest.
#[derive(Clone, Copy)]
struct Attachment<'v> {
    edge: EdgeIndex,
    /// What the node is then attached to.
    to: NodeIndex,
    link: Option<&'v Link>,
    /// Whether the edge goes from a group of comments to what the thread is about. Groups are attached there even if they
    /// also answer other groups.
    is_top: bool,
}

impl<'v> Attachment<'v> {
    fn of(view: &'v View<'_>, edge: EdgeIndex, is_inside: &PerNode<bool>) -> Option<(NodeIndex, Self)> {
        let (from, to, weight) = view.edge(edge)?;
        let claim = view.map.claim(edge).filter(|claim| *is_inside.at(*claim));
        let groups = &view.folding.groups;
        let is_top = groups.contains_key(&from) && !groups.contains_key(&to);
        Some((from, Attachment { edge, to: claim.unwrap_or(to), link: weight.link(), is_top }))
    }

    /// Less: this is the better edge to attach by. A claim is always attached to its article.
    fn order(&self, other: &Self) -> Ordering {
        let rank = |it: &Self| it.link.map_or((true, f64::INFINITY), |link| (link.given, link.confidence));
        let ((given, confidence), (other_given, other_confidence)) = (rank(self), rank(other));
        (other.is_top.cmp(&self.is_top))
            .then(other_given.cmp(&given))
            .then(other_confidence.total_cmp(&confidence))
            .then(self.edge.cmp(&other.edge))
    }
}

impl Forest {
    /// The forest of a view. Linear in the view, except for sorting.
    pub(super) fn of(view: &View<'_>) -> Self {
        let count = view.map.graph.node_count();
        let mut is_inside = PerNode::filled(count, false);
        for node in &view.nodes {
            *is_inside.at_mut(*node) = true;
        }
        let attachments: Vec<(NodeIndex, Attachment<'_>)> =
            view.edges.iter().filter_map(|edge| Attachment::of(view, *edge, &is_inside)).collect();
        let mut primary: PerNode<Option<Attachment<'_>>> = PerNode::filled(count, None);
        for (from, attachment) in attachments.iter().filter(|(from, attachment)| *from != attachment.to) {
            let best = primary.at_mut(*from);
            if best.is_none_or(|best| attachment.order(&best) == Ordering::Less) {
                *best = Some(*attachment);
            }
        }

        let mut slot_of: PerNode<Option<usize>> = PerNode::filled(count, None);
        // The edge by which a node is attached. A cycle that was opened leaves one node without.
        let mut used: PerNode<Option<EdgeIndex>> = PerNode::filled(count, None);
        let mut slots: Vec<Slot> = Vec::with_capacity(view.nodes.len());
        for (node, is_attached) in reading_order(view, &primary, &is_inside) {
            let attachment = primary.at(node).filter(|_| is_attached);
            let parent = attachment.and_then(|attachment| *slot_of.at(attachment.to));
            let at = slots.len();
            let depth = parent.and_then(|parent| slots.get_mut(parent)).map_or(0, |parent| {
                parent.kids.push(at);
                parent.depth + 1
            });
            let edge = parent.and(attachment).map(|attachment| attachment.edge);
            slots.push(Slot { node, parent, edge, depth, kids: Vec::new() });
            *slot_of.at_mut(node) = Some(at);
            *used.at_mut(node) = attachment.map(|attachment| attachment.edge);
        }
        let cross = attachments
            .iter()
            .filter(|(from, attachment)| attachment.link.is_some() && *used.at(*from) != Some(attachment.edge))
            .filter_map(|(from, attachment)| {
                Some(Cross { edge: attachment.edge, from: (*slot_of.at(*from))?, to: (*slot_of.at(attachment.to))? })
            })
            .collect();
        Forest { slots, cross }
    }
}

/// The nodes in reading order, each with whether it is attached by its primary edge. Roots come in the view's order, and a
/// cycle is opened at its first node.
///
/// Children come in the view's order, except that a claim comes where the first comment on it would, so that comments are
/// read in the order of the thread.
fn reading_order(
    view: &View<'_>,
    primary: &PerNode<Option<Attachment<'_>>>,
    is_inside: &PerNode<bool>,
) -> Vec<(NodeIndex, bool)> {
    let parent = |node: NodeIndex| primary.at(node).map(|attachment| attachment.to).filter(|to| *is_inside.at(*to));

    let mut rank = PerNode::filled(is_inside.len(), usize::MAX);
    for (at, node) in view.nodes.iter().enumerate() {
        if !view.node(*node).is_some_and(Node::is_claim) {
            *rank.at_mut(*node) = at;
        }
        if let Some(parent) = parent(*node) {
            let rank = rank.at_mut(parent);
            *rank = (*rank).min(at);
        }
    }
    let mut sorted: Vec<(usize, usize, NodeIndex)> =
        view.nodes.iter().enumerate().map(|(at, node)| (*rank.at(*node), at, *node)).collect();
    sorted.sort_unstable();

    let mut kids: PerNode<Vec<NodeIndex>> = PerNode::filled(is_inside.len(), Vec::new());
    // Last first, because the walk below takes them from a stack.
    for (_, _, node) in sorted.iter().rev() {
        if let Some(parent) = parent(*node) {
            kids.at_mut(parent).push(*node);
        }
    }
    let mut is_seen = PerNode::filled(is_inside.len(), false);
    let mut order = Vec::with_capacity(view.nodes.len());
    let roots = view.nodes.iter().filter(|node| parent(**node).is_none());
    for root in roots.chain(&view.nodes) {
        let mut stack = vec![(*root, false)];
        while let Some((node, is_attached)) = stack.pop() {
            if !std::mem::replace(is_seen.at_mut(node), true) {
                order.push((node, is_attached));
                stack.extend(kids.at(node).iter().map(|kid| (*kid, true)));
            }
        }
    }
    order
}
