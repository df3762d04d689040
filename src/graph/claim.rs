//! Claims: sentences of an article or post that comments answer.
//!
//! In: the comments and links of a thread. Out: the [`Claim`]s; and, once the map is built, how often each is answered.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, IntoNodeReferences};
use unicode_segmentation::UnicodeSegmentation;

use super::{AnswerCounts, ArgumentMap};
use crate::link::PlacedLink;
use crate::place::Place;
use crate::span::Span;
use crate::text::ends_abbreviated;
use crate::thread::{Comment, Relation};

/// From this P(link) on a comment counts as answering the words of its anchor.
const SURE: f64 = 0.6;

/// This many comments make a claim of a sentence. One correction suffices, because it names what it corrects.
const COMMENTS: usize = 2;

/// An anchor over more sentences than this names a passage, not a claim.
const SENTENCES: usize = 3;

/// Longest sentence, in bytes, that is a claim as a whole: about three lines of a card.
const LONG: usize = 160;

/// A sentence, or adjoining ones, that comments answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// Its article or post.
    pub(super) of: Place,
    /// The sentences that hold its anchors, or the anchors themselves in long sentences.
    pub(super) span: Span,
    /// The replies that answer it, as indices in the list of links.
    pub(super) links: Vec<usize>,
}

/// A reply with the sentences that its anchor touches, from `first` up to, but not including, `end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Anchored {
    first: usize,
    end: usize,
    link: usize,
}

/// Finds the claims of a thread, by article and then in text order.
///
/// Anchors count together if they are in the same sentence or share one. Sentences follow Unicode (UAX 29), so that a claim
/// reads as a whole; of a long sentence the claim is the words that are answered.
pub(super) fn claims(comments: &[Comment], links: &[PlacedLink]) -> Vec<Claim> {
    let mut anchors: BTreeMap<Place, Vec<(usize, Span)>> = BTreeMap::new();
    for (index, PlacedLink { to, link, .. }) in links.iter().enumerate() {
        let is_opening = comments.get(to.index()).is_some_and(|comment| comment.kind.is_opening());
        if let (true, Some(anchor)) = (is_opening && link.confidence >= SURE, link.anchor) {
            anchors.entry(*to).or_default().push((index, anchor));
        }
    }
    let mut claims = Vec::new();
    for (of, anchors) in anchors {
        let Some(article) = comments.get(of.index()) else { continue };
        let sentences = units(&article.text, &anchors);
        let mut anchored: Vec<Anchored> = anchors
            .into_iter()
            .filter(|(_, anchor)| !anchor.is_empty() && anchor.end <= article.text.len())
            .map(|(link, anchor)| {
                let first = sentences.partition_point(|sentence| sentence.end <= anchor.start);
                let end = sentences.partition_point(|sentence| sentence.start < anchor.end);
                Anchored { first, end: end.max(first + 1), link }
            })
            .filter(|anchored| anchored.end - anchored.first <= SENTENCES)
            .collect();
        anchored.sort_unstable();
        for (first, end, mut answers) in overlapping(&anchored) {
            answers.sort_unstable();
            let spans = sentences.get(first..end.min(sentences.len())).unwrap_or_default();
            if let (Some(head), Some(tail), true) = (spans.first(), spans.last(), is_claim(links, &answers)) {
                claims.push(Claim { of, span: head.join(*tail), links: answers });
            }
        }
    }
    claims
}

/// Groups sorted anchors that share sentences: the first sentence, the one after the last, and the links.
fn overlapping(anchored: &[Anchored]) -> Vec<(usize, usize, Vec<usize>)> {
    let mut groups: Vec<(usize, usize, Vec<usize>)> = Vec::new();
    for Anchored { first, end, link } in anchored {
        match groups.last_mut().filter(|(_, group_end, _)| first < group_end) {
            Some((_, group_end, links)) => {
                *group_end = (*group_end).max(*end);
                links.push(*link);
            }
            None => groups.push((*first, *end, vec![*link])),
        }
    }
    groups
}

/// Whether these replies together make a claim of what they answer.
fn is_claim(links: &[PlacedLink], answers: &[usize]) -> bool {
    let replies = || answers.iter().filter_map(|index| links.get(*index));
    replies().any(|placed| placed.link.relation == Relation::Correction)
        || replies().map(|placed| placed.from).collect::<BTreeSet<_>>().len() >= COMMENTS
}

/// What a claim can be: the sentences of a text, and of a long sentence only the words that are answered. A newspaper's
/// sentence of three lines makes several claims, and the one that is answered would be lost in it.
fn units(text: &str, anchors: &[(usize, Span)]) -> Vec<Span> {
    let mut anchors: Vec<Span> = anchors.iter().map(|(_, anchor)| *anchor).collect();
    anchors.sort_unstable();
    let mut units: Vec<Span> = Vec::new();
    for sentence in sentences(text) {
        let is_short = sentence.len() <= LONG;
        let from = anchors.partition_point(|anchor| anchor.end <= sentence.start);
        let inside = anchors.iter().skip(from).take_while(|anchor| anchor.start < sentence.end);
        if is_short || inside.clone().any(|anchor| !sentence.covers(*anchor)) {
            units.push(sentence);
            continue;
        }
        let mut parts: Vec<Span> = Vec::new();
        for anchor in inside {
            match parts.last_mut().filter(|last| last.overlaps(*anchor)) {
                Some(last) => *last = last.join(*anchor),
                None => parts.push(*anchor),
            }
        }
        units.extend(parts);
    }
    units
}

/// The sentences of a text without the space around them, in order. An abbreviation ends none.
fn sentences(text: &str) -> Vec<Span> {
    let mut sentences: Vec<Span> = Vec::new();
    for (offset, sentence) in text.split_sentence_bound_indices() {
        let start = offset + sentence.len() - sentence.trim_start().len();
        let found = Span::new(start, offset + sentence.trim_end().len());
        let goes_on = |last: &&mut Span| {
            let gap = text.get(last.end..found.start).unwrap_or_default();
            !gap.contains('\n') && ends_abbreviated(last.of(text))
        };
        match sentences.last_mut().filter(goes_on) {
            Some(last) => *last = last.join(found),
            None => sentences.push(found),
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Counts how often every article, post and claim is answered, by decided relation and distinct authors.
pub(super) fn count_answers(map: &mut ArgumentMap) {
    let subjects: Vec<NodeIndex> =
        map.graph.node_references().filter(|(_, node)| node.is_subject()).map(|(index, _)| index).collect();
    let mut by_claim: BTreeMap<NodeIndex, Vec<EdgeIndex>> = BTreeMap::new();
    for (edge, claim) in &map.claims {
        by_claim.entry(*claim).or_default().push(*edge);
    }
    for index in subjects {
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
