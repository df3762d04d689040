//! What is at stake in a thread: its article or post first, then the comments and claims that attacks gather around.
//!
//! In: a map, its trees and authors. Out: [`Stake`]s. Linear in the map, except for sorting.

use std::cmp::Reverse;
use std::ops::Range;

use petgraph::graph::NodeIndex;

use super::authors::Authors;
use super::tree::Tree;
use crate::graph::{ArgumentMap, Node, Role};
use crate::link::Link;
use crate::link::grade::{relations_as_written, rounded};
use crate::place::PerNode;

/// Most issues of one thread. A reader keeps no more in mind.
pub const MOST: usize = 6;

/// What an answer counts for its target's own target: attacks on the answer show that the target is at stake, but less
/// than attacks on the target. Chosen by hand; from 0.3 to 0.8 the choice hardly changes.
const FADES: f64 = 0.6;

/// What a support counts, compared with an attack. Chosen by hand.
const SUPPORT: f64 = 0.5;

/// How much must gather around a comment, in expected attacks: more than one that is sure. Chosen by hand.
const LEAST: f64 = 1.2;

/// Fewest comments of an issue, with the one that is at stake.
const SMALLEST: usize = 3;

/// Fewest direct answers of a claim that is an issue. Which sentence an answer means is inferred and often wrong.
const ANSWERED: usize = 4;

/// What gathers around a claim counts half, for the same reason.
const CLAIMED: f64 = 0.5;

/// Two issues of one thread share at most this part of the comments of the smaller one.
const SHARED: f64 = 0.5;

/// Something at stake, and where it is discussed.
pub(super) struct Stake {
    pub(super) thread: usize,
    pub(super) node: NodeIndex,
    /// 0 for the main issue of its thread.
    pub(super) rank: usize,
    /// The comments that discuss it, in reading order: with the one at stake, if it is a comment.
    pub(super) scope: Vec<NodeIndex>,
}

/// A comment or claim that may be at stake.
struct Candidate {
    node: NodeIndex,
    gathers: f64,
    /// Where its discussion is in the order of the trees.
    ranges: Vec<Range<usize>>,
}

impl Candidate {
    fn size(&self) -> usize {
        self.ranges.iter().map(ExactSizeIterator::len).sum()
    }
}

/// The stakes of a map, thread by thread and the main one of each thread first. A thread without comments has none.
pub(super) fn stakes(map: &ArgumentMap, tree: &Tree, authors: &Authors) -> Vec<Stake> {
    let gathers = gathers(map, tree, authors);
    let replies = replies_to_claims(map, tree);
    let mut candidates: Vec<Vec<Candidate>> = map.threads.iter().map(|_| Vec::new()).collect();
    let mut openings: Vec<Option<NodeIndex>> = vec![None; map.threads.len()];
    let mut comments: Vec<Vec<NodeIndex>> = vec![Vec::new(); map.threads.len()];
    for (index, node) in map.graph.node_indices().zip(map.graph.node_weights()) {
        if node.is_comment() {
            crate::place::update(&mut comments, node.thread, |comments| comments.push(index));
        } else if node.is_opening() && !node.is_claim() {
            crate::place::update(&mut openings, node.thread, |opening| *opening = opening.or(Some(index)));
        }
        let ranges = if node.is_claim() { replies.at(index).clone() } else { vec![tree.range(index)] };
        let weight = if node.is_claim() { CLAIMED } else { 1.0 };
        let candidate = Candidate { node: index, gathers: weight * *gathers.at(index), ranges };
        if (node.is_comment() || node.is_claim()) && candidate.gathers >= LEAST && candidate.size() >= SMALLEST {
            crate::place::update(&mut candidates, node.thread, |list| list.push(candidate));
        }
    }
    let mut stakes = Vec::new();
    for (thread, ((mut candidates, opening), comments)) in
        candidates.into_iter().zip(openings).zip(comments).enumerate()
    {
        candidates.sort_by(|a, b| b.gathers.total_cmp(&a.gathers).then(a.node.cmp(&b.node)));
        let first = stakes.len();
        let mut add = |node: NodeIndex, scope: Vec<NodeIndex>| {
            let rank = stakes.len() - first;
            stakes.push(Stake { thread, node, rank, scope });
        };
        let room = if opening.is_some() { MOST - 1 } else { MOST };
        let chosen = choose(map, candidates, room);
        if comments.is_empty() {
            continue;
        }
        let fallback = if chosen.is_empty() { largest(tree, &comments) } else { None };
        if let Some(opening) = opening {
            add(opening, comments);
        } else if let Some(top) = fallback {
            add(top, scope(map, tree, &[tree.range(top)]));
        }
        for candidate in chosen {
            add(candidate.node, scope(map, tree, &candidate.ranges));
        }
    }
    stakes
}

/// What gathers around each node: expected attacks on it and half its supports, by others, and less of what gathers around
/// its answers.
fn gathers(map: &ArgumentMap, tree: &Tree, authors: &Authors) -> PerNode<f64> {
    let mut gathers = PerNode::filled(map.graph.node_count(), 0.0);
    for node in tree.order.iter().rev() {
        let Some((parent, edge)) = tree.parent(*node) else { continue };
        let link = map.graph.edge_weight(edge).and_then(|edge| edge.link());
        let is_read = map.graph.node_weight(*node).is_some_and(Node::is_comment);
        let is_own = authors.number(*node) == authors.number(parent);
        let own: f64 = if is_read && !is_own { link.map_or(0.0, takes_side) } else { 0.0 };
        let gathered = own + FADES * *gathers.at(*node);
        for target in [Some(parent), map.claim(edge)].into_iter().flatten() {
            *gathers.at_mut(target) += gathered;
        }
    }
    gathers
}

/// How much a link takes a side.
fn takes_side(link: &Link) -> f64 {
    let [rebuttal, correction, support, ..] = relations_as_written(&link.relations);
    rounded(link.confidence) * (rebuttal + correction + SUPPORT * support)
}

/// For every claim, where the answers to it and everything below them are in the order of the trees.
fn replies_to_claims(map: &ArgumentMap, tree: &Tree) -> PerNode<Vec<Range<usize>>> {
    let mut replies: PerNode<Vec<Range<usize>>> = PerNode::filled(map.graph.node_count(), Vec::new());
    for (edge, claim) in &map.claims {
        let Some((from, _)) = map.graph.edge_endpoints(*edge) else { continue };
        // An answer whose primary link goes elsewhere is discussed there.
        if tree.parent(from).is_some_and(|(_, primary)| primary == *edge) {
            replies.at_mut(*claim).push(tree.range(from));
        }
    }
    replies
}

/// The candidates around which most gathers, without those that are mostly the discussion of another one.
fn choose(map: &ArgumentMap, candidates: Vec<Candidate>, room: usize) -> Vec<Candidate> {
    let is_claim = |candidate: &Candidate| map.graph.node_weight(candidate.node).is_some_and(Node::is_claim);
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        if chosen.len() == room {
            break;
        }
        // Few answers to a sentence make no issue of it, and the first sentence is the main issue.
        let fits = if is_claim(&candidate) {
            candidate.ranges.len() >= ANSWERED && !is_first(map, candidate.node) && is_whole(map, candidate.node)
        } else {
            let others = chosen.iter().filter(|other| !is_claim(other)).flat_map(|other| &other.ranges);
            let shared: usize = others.flat_map(|other| candidate.ranges.iter().map(|own| common(own, other))).sum();
            shared as f64 <= SHARED * candidate.size() as f64
        };
        if fits {
            chosen.push(candidate);
        }
    }
    chosen
}

/// Whether a claim is the first words of its article: the headline.
fn is_first(map: &ArgumentMap, claim: NodeIndex) -> bool {
    let Some(Role::Claim { of, span }) = map.graph.node_weight(claim).map(|node| &node.role) else { return false };
    let text = map.graph.node_weight(*of).map_or("", |article| article.comment.text.as_str());
    text.get(..span.start).is_some_and(|before| before.trim().is_empty())
}

/// Whether a claim begins like a sentence. The rest of a sentence says nothing alone.
fn is_whole(map: &ArgumentMap, claim: NodeIndex) -> bool {
    let text = map.graph.node_weight(claim).map_or("", |node| node.comment.text.as_str());
    text.chars().find(|first| first.is_alphanumeric()).is_some_and(|first| !first.is_lowercase())
}

/// How many places two ranges share.
fn common(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// The comment with most below it, if anything is.
fn largest(tree: &Tree, comments: &[NodeIndex]) -> Option<NodeIndex> {
    let sizes = comments.iter().map(|comment| (tree.range(*comment).len(), Reverse(*comment)));
    sizes.filter(|(size, _)| *size > 1).max().map(|(_, Reverse(comment))| comment)
}

/// The comments in some ranges, in reading order.
fn scope(map: &ArgumentMap, tree: &Tree, ranges: &[Range<usize>]) -> Vec<NodeIndex> {
    let nodes = ranges.iter().filter_map(|range| tree.order.get(range.clone())).flatten().copied();
    let mut scope: Vec<NodeIndex> =
        nodes.filter(|node| map.graph.node_weight(*node).is_some_and(Node::is_comment)).collect();
    scope.sort_unstable();
    scope.dedup();
    scope
}
