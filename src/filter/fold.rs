//! Folding: makes a large view small and counts everything that is left out.
//!
//! In: a view. Out: the view with fewer nodes, and in [`View::folding`] the counts of the others and of their links, by
//! the node they were attached to. Nothing is lost: what is shown and what is counted add up to the whole. Status was
//! computed on the whole map before, and does not change.

use petgraph::graph::NodeIndex;

use super::View;
use super::rank::ranked;
use super::shape::Shape;
use super::spec::{Collapse, Filters};
use crate::graph::{Node, Tally};
use crate::place::{PerKey, PerNode};

/// For every slot of the forest, whether it remains.
type Kept = PerKey<usize, bool>;

/// Folds a view as the filters ask: collapses replies, then keeps the strongest nodes.
///
/// At most [`Filters::max_nodes`] nodes remain, each with all its ancestors; the module `rank` says which.
pub(super) fn fold(view: &mut View<'_>, filters: &Filters) {
    if filters.collapse == Some(Collapse::Subthread) {
        let kept = tops(view);
        reduce(view, &kept);
        view.filters.push("collapse=subthread".to_owned());
    }
    if let Some(most) = filters.max_nodes {
        if view.forest().slots.len() > most {
            let kept = strongest(view, most);
            reduce(view, &kept);
        }
        view.filters.push(format!("max-nodes={most}"));
    }
}

/// Articles, posts and claims, and what is attached to them or to nothing.
fn tops(view: &View<'_>) -> Kept {
    let slots = &view.forest().slots;
    let is_subject: Kept = slots.iter().map(|slot| view.node(slot.node).is_some_and(Node::is_subject)).collect();
    let is_top = |(slot, is_subject_itself): (&super::forest::Slot, &bool)| {
        *is_subject_itself || slot.parent.is_none_or(|parent| *is_subject.at(parent))
    };
    slots.iter().zip(&is_subject).map(is_top).collect()
}

/// The strongest slots with their ancestors, `most` of them: the strongest first. A slot that needs more ancestors than
/// there is room for is passed over.
fn strongest(view: &View<'_>, most: usize) -> Kept {
    let slots = &view.forest().slots;
    let mut kept = Kept::filled(slots.len(), false);
    let mut room = most;
    // Walks that turn out too long cost at most this many steps together, so that the whole is linear.
    let mut patience = slots.len().saturating_mul(4) + 1_000_000;
    for strong in ranked(view) {
        if room == 0 || patience == 0 {
            break;
        }
        let mut path = Vec::new();
        let mut next = Some(strong);
        while let Some(at) = next.filter(|at| !kept.at(*at) && path.len() <= room) {
            path.push(at);
            next = slots.get(at).and_then(|slot| slot.parent);
        }
        if path.len() > room {
            patience = patience.saturating_sub(path.len());
            continue;
        }
        room -= path.len();
        for at in path {
            *kept.at_mut(at) = true;
        }
    }
    kept
}

/// The counts of a reduced view, while they are gathered.
struct Tallies {
    /// By slot that remains.
    by_slot: PerKey<usize, Tally>,
    /// What is attached to no slot that remains.
    loose: Tally,
}

impl Tallies {
    fn of(&mut self, slot: Option<usize>) -> &mut Tally {
        match slot {
            Some(slot) => self.by_slot.at_mut(slot),
            None => &mut self.loose,
        }
    }
}

/// Folds away all slots that are not kept. Every ancestor of a kept slot must be kept.
fn reduce(view: &mut View<'_>, kept: &Kept) {
    let slots = &view.forest().slots;
    let mut folding = view.folding.clone();
    // The nearest slot that is kept: the slot itself, or else the nearest of its ancestors.
    let mut nearest: PerKey<usize, Option<usize>> = PerKey::default();
    let mut tallies =
        Tallies { by_slot: PerKey::filled(slots.len(), Tally::default()), loose: std::mem::take(&mut folding.loose) };
    let mut slot_of: PerNode<Option<usize>> = PerNode::filled(view.map.graph.node_count(), None);
    for (at, slot) in slots.iter().enumerate() {
        let stand_in = if *kept.at(at) { Some(at) } else { slot.parent.and_then(|parent| *nearest.at(parent)) };
        nearest.push(stand_in);
        *slot_of.at_mut(slot.node) = Some(at);
        let tally = tallies.of(stand_in);
        if let Some(before) = folding.folds.remove(&slot.node) {
            tally.add(&before);
        }
        if let Some(node) = view.node(slot.node).filter(|_| !kept.at(at)) {
            tally.node(node);
        }
    }
    let mut edges = Vec::new();
    for edge in &view.edges {
        let Some((from, to, weight)) = view.edge(*edge) else { continue };
        let (Some(from), Some(to)) = (*slot_of.at(from), *slot_of.at(to)) else { continue };
        let is_reply_kept = *kept.at(from);
        if is_reply_kept && *kept.at(to) {
            edges.push(*edge);
            continue;
        }
        // The edge from a claim to its article is not a link and goes with the claim.
        let Some(link) = weight.link() else { continue };
        let count = folding.bundles.remove(edge).unwrap_or(1);
        let tally = tallies.of(*nearest.at(if is_reply_kept { to } else { from }));
        if is_reply_kept {
            tally.link_into(link.relation, count);
        } else {
            tally.link(link.relation, count);
        }
    }
    let remains = |node: &NodeIndex| slot_of.at(*node).is_some_and(|slot| *kept.at(slot));
    let nodes = view.nodes.iter().copied().filter(remains).collect();
    folding.groups.retain(|node, _| remains(node));
    folding.loose = tallies.loose;
    let filled = slots.iter().zip(tallies.by_slot).filter(|(_, tally)| !tally.is_empty());
    folding.folds.extend(filled.map(|(slot, tally)| (slot.node, tally)));
    (view.nodes, view.edges, view.folding, view.shape) = (nodes, edges, folding, Shape::default());
}
