//! Folding: a large view made small, with stand-ins for all that is left out.
//!
//! In: a view. Out: the view with fewer nodes, and in [`View::folding`] what they and their links came to, by the node on
//! which it hung. Nothing is dropped: nodes and links that stay, and those that are folded away, add up to all. What
//! stands was computed on the whole map before, and stays as it is.

use super::forest::Forest;
use super::rank::ranked;
use super::{Filters, View, gather};
use crate::graph::{ArgumentMap, Node, Tally};

/// How replies are collapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collapse {
    /// All replies below a comment at the top become one stand-in on it.
    Subthread,
    /// The comments of a thread that hold the same position become one node.
    Position,
}

/// What `--collapse position` makes of a view: a map of its own, to be shown whole. `None` where it was not asked for.
pub fn gathered(view: &View<'_>, filters: &Filters) -> Option<ArgumentMap> {
    (filters.collapse == Some(Collapse::Position)).then(|| gather::gather(view))
}

/// Folds a view as the filters ask: collapses replies, then keeps the strongest nodes.
///
/// At most [`Filters`]' number of nodes stay, each with all that it hangs on; see the module `rank` for which.
pub fn fold<'m>(mut view: View<'m>, filters: &Filters) -> View<'m> {
    if filters.collapse == Some(Collapse::Subthread) {
        let forest = Forest::of(&view);
        let kept = tops(&view, &forest);
        reduce(&mut view, &forest, &kept);
        view.filters.push("collapse=subthread".to_owned());
    }
    if let Some(most) = filters.max_nodes {
        let forest = Forest::of(&view);
        if forest.slots.len() > most {
            let kept = strongest(&view, &forest, most);
            reduce(&mut view, &forest, &kept);
        }
        view.filters.push(format!("max-nodes={most}"));
    }
    view
}

/// Articles, posts, claims, and what hangs on them or on nothing.
fn tops(view: &View<'_>, forest: &Forest) -> Vec<bool> {
    let subject = |at: usize| forest.slots.get(at).and_then(|slot| view.node(slot.node)).is_some_and(Node::is_subject);
    forest.slots.iter().enumerate().map(|(at, slot)| subject(at) || slot.parent.is_none_or(subject)).collect()
}

/// The strongest slots and what they hang on, `most` of them: the strongest first, and one that needs more ancestors than
/// there is room for is passed over.
fn strongest(view: &View<'_>, forest: &Forest, most: usize) -> Vec<bool> {
    let mut kept = vec![false; forest.slots.len()];
    let mut left = most;
    // Ways that turn out too long cost at most so many steps together, so that the whole stays linear.
    let mut patience = forest.slots.len().saturating_mul(4) + 1_000_000;
    for at in ranked(view, forest) {
        if left == 0 || patience == 0 {
            break;
        }
        let mut way = Vec::new();
        let mut next = Some(at);
        while let Some(at) = next.filter(|at| kept.get(*at) == Some(&false) && way.len() <= left) {
            way.push(at);
            next = forest.slots.get(at).and_then(|slot| slot.parent);
        }
        if way.len() > left {
            patience = patience.saturating_sub(way.len());
            continue;
        }
        left -= way.len();
        for at in way {
            kept.get_mut(at).into_iter().for_each(|kept| *kept = true);
        }
    }
    kept
}

/// Folds away all slots that are not kept. What is kept must hang on what is kept.
fn reduce(view: &mut View<'_>, forest: &Forest, kept: &[bool]) {
    let is_kept = |at: usize| kept.get(at).copied().unwrap_or(false);
    // The slot that every slot hangs on once only the kept ones are left; itself if it is kept.
    let mut stands: Vec<Option<usize>> = Vec::with_capacity(forest.slots.len());
    let mut tallies: Vec<Tally> = vec![Tally::default(); forest.slots.len()];
    let mut loose = std::mem::take(&mut view.folding.loose);
    let mut place: Vec<Option<usize>> = vec![None; view.map.graph.node_count()];
    for (at, slot) in forest.slots.iter().enumerate() {
        let stand =
            if is_kept(at) { Some(at) } else { slot.parent.and_then(|parent| stands.get(parent).copied().flatten()) };
        stands.push(stand);
        place.get_mut(slot.node.index()).into_iter().for_each(|place| *place = Some(at));
        let before = view.folding.folds.remove(&slot.node);
        let tally = stand.and_then(|stand| tallies.get_mut(stand)).unwrap_or(&mut loose);
        if let Some(before) = before {
            tally.add(&before);
        }
        if stand != Some(at)
            && let Some(node) = view.node(slot.node)
        {
            match (node.is_claim(), node.is_comment()) {
                (true, _) => tally.claims += 1,
                (false, true) => tally.comments += 1,
                (false, false) => tally.others += 1,
            }
        }
    }
    let at = |node: petgraph::graph::NodeIndex| place.get(node.index()).copied().flatten();
    let edges = std::mem::take(&mut view.edges);
    let mut left = Vec::with_capacity(edges.len());
    for edge in edges {
        let Some((from, to, weight)) = view.edge(edge) else { continue };
        let (Some(from), Some(to)) = (at(from), at(to)) else { continue };
        if is_kept(from) && is_kept(to) {
            left.push(edge);
            continue;
        }
        // What ties a claim to its article goes with the claim.
        let Some(link) = weight.link() else { continue };
        let count = view.folding.bundles.remove(&edge).unwrap_or(1);
        let folded = if is_kept(from) { to } else { from };
        let stand = stands.get(folded).copied().flatten();
        let tally = stand.and_then(|stand| tallies.get_mut(stand)).unwrap_or(&mut loose);
        if is_kept(from) {
            tally.into.get_mut(link.relation.index()).into_iter().for_each(|sum| *sum += count);
        } else {
            tally.link(link.relation, count);
        }
    }
    view.edges = left;
    let stays: Vec<bool> = place.iter().map(|place| place.is_some_and(is_kept)).collect();
    view.nodes.retain(|node| stays.get(node.index()).copied().unwrap_or(false));
    view.folding.groups.retain(|node, _| stays.get(node.index()).copied().unwrap_or(false));
    view.folding.loose = loose;
    let tallies = forest.slots.iter().zip(tallies).filter(|(_, tally)| !tally.is_empty());
    view.folding.folds.extend(tallies.map(|(slot, tally)| (slot.node, tally)));
}
