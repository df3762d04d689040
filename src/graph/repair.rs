//! Makes links acyclic: what is answered comes first. Real dumps hold comments that answer themselves and circles.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::link::PlacedLink;
use crate::place::{self, Place};
use crate::union_find::UnionFind;

/// What [`repair`] took out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Repaired {
    /// Comments that answered themselves.
    pub(super) selves: Vec<usize>,
    /// Links that closed a circle, as from and to.
    pub(super) circles: Vec<(usize, usize)>,
}

/// Sorts the links of a thread of `count` comments and takes out self-replies and circles.
///
/// Of several given links of a comment the first stays first: it goes to the parent, the others to what is quoted.
///
/// The primary links of all comments are laid down first, given before inferred, each in reading order; one that would
/// close a circle is dropped, so that a circle breaks at its latest link. Other links that lie on a circle are dropped
/// where they run against the order that the primary ones give. That may take out one more secondary link than the
/// least number, which no linear method finds. Links to places that do not exist are left out.
pub(super) fn repair(links: &mut Vec<PlacedLink>, count: usize) -> Repaired {
    let mut repaired = Repaired::default();
    links.sort_by(|a, b| {
        let given_first = b.link.given.cmp(&a.link.given);
        let confident_first = b.link.confidence.total_cmp(&a.link.confidence);
        let place = if a.link.given && b.link.given { Ordering::Equal } else { a.to.cmp(&b.to) };
        a.from.cmp(&b.from).then(given_first).then(confident_first).then(place)
    });
    links.retain(|link| {
        let (from, to) = (link.from.index(), link.to.index());
        if from == to && from < count && repaired.selves.last() != Some(&from) {
            repaired.selves.push(from);
        }
        from != to && from < count && to < count
    });
    let mut dropped = vec![false; links.len()];
    let parents = primaries(links, count, &mut dropped);
    secondaries(links, &parents, &mut dropped);
    let mut drop = dropped.iter();
    links.retain(|link| {
        let out = drop.next().copied().unwrap_or(false);
        if out {
            repaired.circles.push((link.from.index(), link.to.index()));
        }
        !out
    });
    repaired
}

/// What every comment answers first, without circles; marks the links that close one.
fn primaries(links: &[PlacedLink], count: usize, dropped: &mut [bool]) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> = vec![None; count];
    let mut trees: UnionFind<Place> = UnionFind::new(count);
    for given in [true, false] {
        let mut last = None;
        for (place, placed) in links.iter().enumerate() {
            let is_first = last != Some(placed.from);
            last = Some(placed.from);
            if !is_first || placed.link.given != given {
                continue;
            }
            if trees.root(placed.to) == placed.from {
                mark(dropped, place);
                continue;
            }
            place::set(&mut parents, placed.from.index(), Some(placed.to.index()));
            trees.attach(placed.from, placed.to);
        }
    }
    parents
}

/// Marks the other links that lie on a circle and run against the order of the primary ones.
fn secondaries(links: &[PlacedLink], parents: &[Option<usize>], dropped: &mut [bool]) {
    let order = order(parents);
    let place = |at: usize| order.get(at).copied().unwrap_or(usize::MAX);
    let live = |at: usize, dropped: &[bool]| !dropped.get(at).copied().unwrap_or(true);
    if links
        .iter()
        .enumerate()
        .all(|(at, link)| !live(at, dropped) || place(link.to.index()) < place(link.from.index()))
    {
        return;
    }
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(parents.len(), links.len());
    let nodes: Vec<_> = parents.iter().map(|_| graph.add_node(())).collect();
    for (at, link) in links.iter().enumerate() {
        if let (Some(from), Some(to), true) =
            (nodes.get(link.from.index()), nodes.get(link.to.index()), live(at, dropped))
        {
            graph.add_edge(*from, *to, ());
        }
    }
    let mut tangle = vec![0; parents.len()];
    for (number, members) in kosaraju_scc(&graph).into_iter().enumerate() {
        for member in members {
            if let Some(slot) = tangle.get_mut(member.index()) {
                *slot = number;
            }
        }
    }
    for (at, link) in links.iter().enumerate() {
        if tangle.get(link.from.index()) == tangle.get(link.to.index())
            && place(link.to.index()) > place(link.from.index())
        {
            mark(dropped, at);
        }
    }
}

/// The place of every comment in the order that keeps to the reading order as far as parents stand before children.
fn order(parents: &[Option<usize>]) -> Vec<usize> {
    let mut starts = vec![0_usize; parents.len() + 2];
    for parent in parents.iter().flatten() {
        if let Some(slot) = starts.get_mut(parent + 2) {
            *slot += 1;
        }
    }
    let mut sum = 0;
    for slot in &mut starts {
        sum += *slot;
        *slot = sum;
    }
    let mut children = vec![0; sum];
    for (child, parent) in parents.iter().enumerate() {
        if let Some(next) = parent.and_then(|parent| starts.get_mut(parent + 1)) {
            if let Some(slot) = children.get_mut(*next) {
                *slot = child;
            }
            *next += 1;
        }
    }
    let mut ready: BinaryHeap<Reverse<usize>> =
        parents.iter().enumerate().filter(|(_, parent)| parent.is_none()).map(|(at, _)| Reverse(at)).collect();
    let mut order = vec![usize::MAX; parents.len()];
    let mut number = 0;
    while let Some(Reverse(at)) = ready.pop() {
        if let Some(slot) = order.get_mut(at) {
            *slot = number;
        }
        number += 1;
        let range = starts.get(at).copied().unwrap_or(0)..starts.get(at + 1).copied().unwrap_or(0);
        ready.extend(children.get(range).unwrap_or_default().iter().map(|child| Reverse(*child)));
    }
    order
}

fn mark(dropped: &mut [bool], at: usize) {
    if let Some(slot) = dropped.get_mut(at) {
        *slot = true;
    }
}
