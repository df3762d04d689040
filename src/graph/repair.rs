//! Makes links acyclic, so that what is answered comes first. Real dumps hold comments that answer themselves, and cycles.
//!
//! In: the links of a thread. Out: the links that remain, and what was [`Repaired`].

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::link::PlacedLink;
use crate::place::{PerComment, PerKey, Place};
use crate::sort::Order as _;
use crate::union_find::UnionFind;

/// What [`repair`] dropped.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Repaired {
    /// Comments that answered themselves.
    pub(super) self_replies: Vec<Place>,
    /// Links that closed a cycle, as from and to.
    pub(super) cycles: Vec<(Place, Place)>,
}

/// For every link, whether it is dropped.
type Dropped = PerKey<usize, bool>;

/// Sorts the links of a thread of `count` comments, and drops self-replies and cycles.
///
/// Of several given links of a comment the first stays first: it goes to the parent, the others to what is quoted.
///
/// The primary links of all comments are added first, given before inferred, each in reading order. A primary link that
/// would close a cycle is dropped, so that a cycle is broken at its latest link. Other links on a cycle are dropped if they
/// run against the order of the primary ones. That may drop one more secondary link than the minimum, which no linear
/// method finds. Links to comments that do not exist are dropped too.
pub(super) fn repair(links: &mut Vec<PlacedLink>, count: usize) -> Repaired {
    let mut repaired = Repaired::default();
    links.order_by(|a, b| {
        let given_first = b.link.given.cmp(&a.link.given);
        let confident_first = b.link.confidence.total_cmp(&a.link.confidence);
        let place = if a.link.given && b.link.given { Ordering::Equal } else { a.to.cmp(&b.to) };
        a.from.cmp(&b.from).then(given_first).then(confident_first).then(place)
    });
    links.retain(|PlacedLink { from, to, .. }| {
        if from == to && from.index() < count && repaired.self_replies.last() != Some(from) {
            repaired.self_replies.push(*from);
        }
        from != to && from.index() < count && to.index() < count
    });
    let mut dropped = Dropped::filled(links.len(), false);
    let parents = add_primaries(links, count, &mut dropped);
    drop_secondaries(links, &parents, &mut dropped);
    let mut dropped = dropped.into_iter();
    links.retain(|link| {
        let is_dropped = dropped.next().unwrap_or(false);
        if is_dropped {
            repaired.cycles.push((link.from, link.to));
        }
        !is_dropped
    });
    repaired
}

/// What every comment answers first, without cycles. Drops the links that close one.
fn add_primaries(links: &[PlacedLink], count: usize, dropped: &mut Dropped) -> PerComment<Option<Place>> {
    let mut parents = PerComment::filled(count, None);
    let mut trees: UnionFind<Place> = UnionFind::new(count);
    for given in [true, false] {
        let mut last = None;
        for (number, placed) in links.iter().enumerate() {
            let is_primary = last != Some(placed.from);
            last = Some(placed.from);
            if !is_primary || placed.link.given != given {
                continue;
            }
            if trees.root(placed.to) == placed.from {
                *dropped.at_mut(number) = true;
            } else {
                *parents.at_mut(placed.from) = Some(placed.to);
                trees.attach(placed.from, placed.to);
            }
        }
    }
    parents
}

/// Drops the other links that lie on a cycle and run against the order of the primary ones.
fn drop_secondaries(links: &[PlacedLink], parents: &PerComment<Option<Place>>, dropped: &mut Dropped) {
    let order = parents_first(parents);
    let is_backward = |link: &PlacedLink| order.at(link.to) > order.at(link.from);
    let kept = || links.iter().zip(dropped.iter()).filter(|(_, is_dropped)| !**is_dropped).map(|(link, _)| link);
    if !kept().any(is_backward) {
        return;
    }
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(parents.len(), links.len());
    for _ in parents {
        graph.add_node(());
    }
    for link in kept() {
        graph.add_edge(NodeIndex::new(link.from.index()), NodeIndex::new(link.to.index()), ());
    }
    let mut component = PerComment::filled(parents.len(), 0);
    for (number, members) in kosaraju_scc(&graph).into_iter().enumerate() {
        for member in members {
            *component.at_mut(Place::new(member.index())) = number;
        }
    }
    for (link, is_dropped) in links.iter().zip(dropped.iter_mut()) {
        *is_dropped |= component.at(link.from) == component.at(link.to) && is_backward(link);
    }
}

/// The number of every comment in the order that puts parents before children and is otherwise the reading order.
/// (`toposort` of petgraph does not say which of two comments comes first if either may.)
fn parents_first(parents: &PerComment<Option<Place>>) -> PerComment<usize> {
    let mut children: PerComment<Vec<Place>> = PerComment::filled(parents.len(), Vec::new());
    let mut ready = BinaryHeap::new();
    for (comment, parent) in parents.iter_enumerated() {
        match parent {
            Some(parent) => children.at_mut(*parent).push(comment),
            None => ready.push(Reverse(comment)),
        }
    }
    let mut order = PerComment::filled(parents.len(), 0);
    let mut number = 0;
    while let Some(Reverse(comment)) = ready.pop() {
        *order.at_mut(comment) = number;
        number += 1;
        ready.extend(children.at(comment).iter().copied().map(Reverse));
    }
    order
}
