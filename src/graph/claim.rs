//! Claims: sentences of an article or post that comments take up.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use unicode_segmentation::UnicodeSegmentation;

use super::{AnswerCounts, ArgumentMap, Node};
use crate::link::PlacedLink;
use crate::place::Place;
use crate::span::Span;
use crate::thread::{Comment, Relation};

/// From this P(link) on a comment counts as taking up the words of its anchor.
const SURE: f64 = 0.6;

/// So many comments make a claim of a sentence; one correction does alone, since it names what it puts right.
const COMMENTS: usize = 2;

/// An anchor over more sentences than this names a passage, not a claim.
const SENTENCES: usize = 3;

/// Longest sentence, in bytes, that is a claim as a whole: about three lines of a card.
const LONG: usize = 160;

/// A sentence, or adjoining ones, that comments take up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// Place of its article or post.
    pub(super) of: usize,
    /// The sentences that hold its anchors, or the anchors themselves in long sentences.
    pub(super) span: Span,
    /// Places in the list of links, of the replies that take it up.
    pub(super) links: Vec<usize>,
}

/// Finds the claims of a thread, by article and then in text order.
///
/// Anchors count together when they lie in the same sentence or share one. Sentences are those of Unicode (UAX 29), so
/// that a claim reads as a whole; of a long sentence the claim is the words taken up.
pub(super) fn claims(comments: &[Comment], links: &[PlacedLink]) -> Vec<Claim> {
    let mut anchors: BTreeMap<Place, Vec<(usize, Span)>> = BTreeMap::new();
    for (place, PlacedLink { to, link, .. }) in links.iter().enumerate() {
        let opens = comments.get(to.index()).is_some_and(|comment| comment.kind.is_opening());
        if let (true, Some(anchor)) = (opens && link.confidence >= SURE, link.anchor) {
            anchors.entry(*to).or_default().push((place, anchor));
        }
    }
    let mut claims = Vec::new();
    for (of, anchors) in anchors {
        let Some(article) = comments.get(of.index()) else { continue };
        let sentences: Vec<Span> = units(&article.text, &anchors);
        let mut placed: Vec<(usize, usize, usize)> = anchors
            .into_iter()
            .filter(|(_, anchor)| !anchor.is_empty() && anchor.end <= article.text.len())
            .map(|(place, anchor)| {
                let first = sentences.partition_point(|sentence| sentence.end <= anchor.start);
                let end = sentences.partition_point(|sentence| sentence.start < anchor.end);
                (first, end.max(first + 1), place)
            })
            .filter(|(first, end, _)| end - first <= SENTENCES)
            .collect();
        placed.sort_unstable();
        let mut rest = placed.as_slice();
        while let Some(((first, mut end, place), after)) = rest.split_first().map(|(head, tail)| (*head, tail)) {
            let mut taking = vec![place];
            rest = after;
            while let Some(((_, next_end, place), after)) =
                rest.split_first().map(|(head, tail)| (*head, tail)).filter(|((next, _, _), _)| *next < end)
            {
                end = end.max(next_end);
                taking.push(place);
                rest = after;
            }
            taking.sort_unstable();
            let spans = sentences.get(first..end.min(sentences.len())).unwrap_or_default();
            if let (Some(head), Some(tail), true) = (spans.first(), spans.last(), is_claim(links, &taking)) {
                claims.push(Claim { of: of.index(), span: head.join(*tail), links: taking });
            }
        }
    }
    claims
}

/// Whether these replies together make a claim of what they take up.
fn is_claim(links: &[PlacedLink], taking: &[usize]) -> bool {
    let replies = || taking.iter().filter_map(|place| links.get(*place));
    replies().any(|placed| placed.link.relation == Relation::Correction)
        || replies().map(|placed| placed.from).collect::<BTreeSet<_>>().len() >= COMMENTS
}

/// What a claim can be: the sentences of a text, and of a long sentence only the words that are taken up. A newspaper's
/// sentence of three lines makes several claims, and the one that is answered would be lost in it.
fn units(text: &str, anchors: &[(usize, Span)]) -> Vec<Span> {
    let mut taken: Vec<Span> = anchors.iter().map(|(_, anchor)| *anchor).collect();
    taken.sort_unstable();
    let mut units = Vec::new();
    for sentence in sentences(text) {
        let short = sentence.len() <= LONG;
        let from = taken.partition_point(|anchor| anchor.end <= sentence.start);
        let inside = taken.iter().skip(from).take_while(|anchor| anchor.start < sentence.end);
        if short || inside.clone().any(|anchor| !sentence.covers(*anchor)) {
            units.push(sentence);
            continue;
        }
        let first = units.len();
        for anchor in inside {
            match units.get_mut(first..).and_then(<[Span]>::last_mut).filter(|last| last.overlaps(*anchor)) {
                Some(last) => *last = last.join(*anchor),
                None => units.push(*anchor),
            }
        }
    }
    units
}

/// The sentences of a text without the space around them. Every one is kept, so that places in the list are in order.
fn sentences(text: &str) -> Vec<Span> {
    let bounds = text.split_sentence_bound_indices();
    bounds
        .map(|(at, sentence)| {
            let start = at + sentence.len() - sentence.trim_start().len();
            Span::new(start, at + sentence.trim_end().len())
        })
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// Counts how every article, post and claim is taken up, by decided relation and distinct authors.
pub(super) fn count(map: &mut ArgumentMap) {
    let taken: Vec<NodeIndex> =
        map.graph.node_indices().filter(|index| map.graph.node_weight(*index).is_some_and(Node::is_subject)).collect();
    let mut by_claim: BTreeMap<NodeIndex, Vec<EdgeIndex>> = BTreeMap::new();
    for (edge, claim) in &map.claims {
        by_claim.entry(*claim).or_default().push(*edge);
    }
    for index in taken {
        let edges = match by_claim.remove(&index) {
            Some(edges) => edges,
            None => map.graph.edges_directed(index, Direction::Incoming).map(|edge| edge.id()).collect(),
        };
        let counts = answer_counts(map, &edges);
        if let Some(node) = map.graph.node_weight_mut(index) {
            node.answered = Some(counts);
        }
    }
}

fn answer_counts(map: &ArgumentMap, edges: &[EdgeIndex]) -> AnswerCounts {
    let mut counts = AnswerCounts::default();
    let mut authors = BTreeSet::new();
    for edge in edges {
        let Some(link) = map.graph.edge_weight(*edge).and_then(super::Edge::link) else { continue };
        match link.relation {
            Relation::Rebuttal => counts.rebuttal += 1,
            Relation::Correction => counts.correction += 1,
            Relation::Support => counts.support += 1,
            Relation::Question => counts.question += 1,
            Relation::Answer | Relation::Elaboration | Relation::Reply => continue,
        }
        let from = map.graph.edge_endpoints(*edge).and_then(|(from, _)| map.graph.node_weight(from));
        authors.extend(from.and_then(|node| node.comment.author.as_deref()));
    }
    counts.authors = authors.len();
    counts
}
