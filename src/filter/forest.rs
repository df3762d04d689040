//! The shape of a picture: every node below what it answers, in reading order.
//!
//! Each comment hangs on its primary link: given before inferred, then the surest. A reply that takes up a claim hangs on
//! the claim, although its edge goes to the article. Whatever the map holds, the result is a forest: a circle is opened at
//! its first node. All other links are cross links.

use std::cmp::Ordering;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::View;
use crate::graph::Node;
use crate::link::Link;

/// One node of the forest. Slots are numbered in reading order: a node, then all that hangs on it.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The node.
    pub node: NodeIndex,
    /// The slot it hangs on.
    pub parent: Option<usize>,
    /// The edge it hangs by.
    pub edge: Option<EdgeIndex>,
    /// How many slots are above it.
    pub depth: usize,
    /// What hangs on it, in reading order.
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

/// The shape of a view.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    /// The nodes in reading order.
    pub slots: Vec<Slot>,
    /// The links outside it, in order of edge.
    pub cross: Vec<Cross>,
}

/// An edge on the way into the forest.
#[derive(Clone, Copy)]
struct Way<'m> {
    edge: EdgeIndex,
    to: NodeIndex,
    link: Option<&'m Link>,
    /// Whether it leads from several comments in one to what the thread is about: there they hang, whomever else they
    /// answer.
    top: bool,
}

impl Forest {
    /// The forest of a view; linear in it, but for sorting.
    pub fn of(view: &View<'_>) -> Self {
        let size = view.nodes.iter().map(|node| node.index() + 1).max().unwrap_or(0);
        let mut inside = vec![false; size];
        for node in &view.nodes {
            if let Some(inside) = inside.get_mut(node.index()) {
                *inside = true;
            }
        }
        let ways: Vec<(NodeIndex, Way<'_>)> = view
            .edges
            .iter()
            .filter_map(|edge| way(view, *edge, &inside))
            .filter(|(from, _)| from.index() < size)
            .collect();

        let mut primary: Vec<Option<Way<'_>>> = vec![None; size];
        for (from, way) in &ways {
            if let Some(best) = primary.get_mut(from.index()).filter(|_| *from != way.to)
                && best.is_none_or(|best| surer(way, &best) == Ordering::Less)
            {
                *best = Some(*way);
            }
        }

        let (order, used) = walk(view, &primary, &inside);
        let mut place: Vec<Option<usize>> = vec![None; size];
        let mut slots: Vec<Slot> = Vec::with_capacity(order.len());
        for (at, (node, hangs)) in order.into_iter().enumerate() {
            let way = primary.get(node.index()).copied().flatten().filter(|_| hangs);
            let parent = way.and_then(|way| place.get(way.to.index()).copied().flatten());
            let depth = parent.and_then(|parent| slots.get_mut(parent)).map_or(0, |parent| {
                parent.kids.push(at);
                parent.depth + 1
            });
            let edge = parent.and(way).map(|way| way.edge);
            slots.push(Slot { node, parent, edge, depth, kids: Vec::new() });
            if let Some(place) = place.get_mut(node.index()) {
                *place = Some(at);
            }
        }
        let cross = ways
            .iter()
            .filter(|(from, way)| way.link.is_some() && used.get(from.index()).copied().flatten() != Some(way.edge))
            .filter_map(|(from, way)| {
                let from = place.get(from.index()).copied().flatten()?;
                Some(Cross { edge: way.edge, from, to: place.get(way.to.index()).copied().flatten()? })
            })
            .collect();
        Forest { slots, cross }
    }
}

/// An edge of the view with what it hangs on.
fn way<'m>(view: &View<'m>, edge: EdgeIndex, inside: &[bool]) -> Option<(NodeIndex, Way<'m>)> {
    let (from, to, weight) = view.edge(edge)?;
    let claim = view.map.claim(edge).filter(|claim| inside.get(claim.index()).copied().unwrap_or(false));
    let top = view.folding.groups.contains_key(&from) && !view.folding.groups.contains_key(&to);
    Some((from, Way { edge, to: claim.unwrap_or(to), link: weight.link(), top }))
}

/// Less: `a` is the better edge to hang on. A part always hangs on its whole.
fn surer(a: &Way<'_>, b: &Way<'_>) -> Ordering {
    let key = |way: &Way<'_>| way.link.map_or((true, f64::INFINITY), |link| (link.given, link.confidence));
    let ((a_given, a_sure), (b_given, b_sure)) = (key(a), key(b));
    b.top.cmp(&a.top).then(b_given.cmp(&a_given)).then(b_sure.total_cmp(&a_sure)).then(a.edge.cmp(&b.edge))
}

/// The nodes in reading order, each with whether it hangs on its primary edge; and, by node, that edge.
type Walk = (Vec<(NodeIndex, bool)>, Vec<Option<EdgeIndex>>);

/// Goes through the forest, roots in the view's order, a circle opened at its first node.
///
/// Children stand in the view's order, and a claim where the first comment on it would stand, so that comments are read
/// in the order of the thread.
fn walk(view: &View<'_>, primary: &[Option<Way<'_>>], inside: &[bool]) -> Walk {
    let size = inside.len();
    let target = |node: NodeIndex| primary.get(node.index()).copied().flatten().map(|way| way.to);
    let parent = |node: NodeIndex| target(node).filter(|to| inside.get(to.index()).copied().unwrap_or(false));

    let mut rank: Vec<usize> = vec![usize::MAX; size];
    for (at, node) in view.nodes.iter().enumerate() {
        let is_claim = view.node(*node).is_some_and(Node::is_claim);
        if let Some(rank) = rank.get_mut(node.index()).filter(|_| !is_claim) {
            *rank = at;
        }
        if let Some(rank) = parent(*node).and_then(|to| rank.get_mut(to.index())) {
            *rank = (*rank).min(at);
        }
    }
    let mut sorted: Vec<(usize, usize, NodeIndex)> = (view.nodes.iter().enumerate())
        .map(|(at, node)| (rank.get(node.index()).copied().unwrap_or(at), at, *node))
        .collect();
    sorted.sort_unstable();

    let mut kids: Vec<Vec<NodeIndex>> = vec![Vec::new(); size];
    // Pushed backwards, so that a stack takes them forwards.
    for (_, _, node) in sorted.iter().rev() {
        if let Some(list) = parent(*node).and_then(|to| kids.get_mut(to.index())) {
            list.push(*node);
        }
    }
    let mut used = vec![None; size];
    let mut seen = vec![false; size];
    let mut out = Vec::with_capacity(view.nodes.len());
    let roots = view.nodes.iter().filter(|node| parent(**node).is_none());
    for root in roots.chain(&view.nodes) {
        let mut stack = vec![(*root, false)];
        while let Some((node, hangs)) = stack.pop() {
            let Some(seen) = seen.get_mut(node.index()).filter(|seen| !**seen) else { continue };
            *seen = true;
            out.push((node, hangs));
            if hangs {
                let edge = primary.get(node.index()).copied().flatten().map(|way| way.edge);
                if let Some(used) = used.get_mut(node.index()) {
                    *used = edge;
                }
            }
            stack.extend(kids.get(node.index()).into_iter().flatten().map(|kid| (*kid, true)));
        }
    }
    (out, used)
}
