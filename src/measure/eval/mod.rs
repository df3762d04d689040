//! `eval`: compares a map with gold: precision, recall and F1 of each position, form and relation, of links, and of the
//! beginnings of comments.
//!
//! In: the map and the gold. Out: an [`Evaluation`]. Counts are made for each thread and summed, so that the differences
//! between threads show how reliable the sums are ([`interval`]).

mod compare;
mod counts;
mod difference;
pub mod interval;
mod matching;
pub mod mistakes;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use petgraph::graph::NodeIndex;
use serde::Serialize;

use self::compare::{Ground, claim};
pub use self::counts::{ByLabel, Counts, Share, Tally};
pub use self::difference::Difference;
use self::interval::{Intervals, intervals};
use self::matching::{match_ids, match_texts};
use self::mistakes::Mistakes;
use crate::graph::ArgumentMap;
use crate::measure::calibration::{Calibration, calibration};
use crate::measure::gold::{Gold, GoldComment};

/// The result of a comparison.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Evaluation {
    /// The counts of all threads.
    #[serde(flatten)]
    pub total: Tally,
    /// The counts of each thread: those in the gold, in order of first appearance, then those only in the map. Their sum
    /// is the total.
    #[serde(skip)]
    pub threads: Vec<Tally>,
    /// The intervals of the shares, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intervals: Option<Intervals>,
    /// The calibration of the probabilities of each position and form, before any threshold.
    pub calibration: BTreeMap<String, Calibration>,
    /// Forbidden positions that were given: (comment, position).
    pub forbidden: Vec<(String, String)>,
    /// Labels that were given but not annotated, with their counts.
    pub not_annotated: BTreeMap<String, usize>,
    /// Every disagreement, in order; as text in the JSON.
    pub differences: Vec<Difference>,
    /// The surest mistakes, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mistakes: Option<Mistakes>,
}

impl Evaluation {
    /// Adds the bootstrap intervals of all shares, precision, recall and F1.
    pub fn with_intervals(self) -> Self {
        Evaluation { intervals: Some(intervals(&self.threads)), ..self }
    }
}

/// Compares a map with gold. Comments are matched by thread and id, or, with `by_text`, by the beginnings of their texts.
pub fn eval(map: &ArgumentMap, gold: &Gold, by_text: bool) -> Evaluation {
    let matched = if by_text { match_texts(map, gold) } else { match_ids(map, gold) };
    let mut threads = Threads::default();
    if by_text {
        threads.cuts(map, gold, &matched);
    }
    let ground = Ground::new(map, gold, &matched);
    let mut openings: BTreeMap<&str, &str> = BTreeMap::new();
    for comment in &gold.comments {
        if comment.kind != "comment" {
            openings.entry(&comment.thread).or_insert(&comment.id);
        }
    }
    let mut result = Evaluation::default();
    let mut before: Option<&GoldComment> = None;
    let mut claims: BTreeMap<&str, Vec<(f64, bool)>> = BTreeMap::new();
    for (comment, place) in gold.comments.iter().zip(&matched) {
        let Some(answer) = &comment.answer else { continue };
        let tally = threads.of(&comment.thread);
        tally.comments += 1;
        let Some((index, node)) = place.and_then(|index| Some((index, map.graph.node_weight(index)?))) else {
            result.differences.push(Difference::Missing(comment.id.clone()));
            tally.exact.count(false);
            before = Some(comment);
            continue;
        };
        tally.matched += 1;
        ground.labels(tally, &mut result, comment, answer, node);
        claim(&mut claims, gold, answer, node);
        if !answer.links.is_empty() {
            ground.links(tally, &mut result, comment, answer, index);
            let to = |id: &str| answer.links.iter().any(|link| link.to == id);
            tally.above.count(before.is_some_and(|before| before.thread == comment.thread && to(&before.id)));
            tally.opening.count(openings.get(comment.thread.as_str()).is_some_and(|id| to(id)));
        }
        before = Some(comment);
    }
    result.calibration = claims.into_iter().map(|(label, claims)| (label.to_owned(), calibration(&claims))).collect();
    result.threads = threads.named.into_values().chain(threads.strange.into_values()).collect();
    result.total.cuts = by_text.then(Counts::default);
    for thread in &result.threads {
        result.total.add(thread);
    }
    result
}

/// The counts of every thread.
#[derive(Default)]
struct Threads<'a> {
    /// The threads of the gold, in order of first appearance.
    named: IndexMap<&'a str, Tally>,
    /// The threads that only the map has.
    strange: BTreeMap<usize, Tally>,
}

impl<'a> Threads<'a> {
    /// The counts of the thread with this name in the gold.
    fn of(&mut self, name: &'a str) -> &mut Tally {
        self.named.entry(name).or_default()
    }

    /// Counts the beginnings of comments. One that is not in the gold counts for the thread of its neighbours in the map.
    fn cuts(&mut self, map: &ArgumentMap, gold: &'a Gold, matched: &[Option<NodeIndex>]) {
        let mut hits: BTreeSet<NodeIndex> = BTreeSet::new();
        let mut neighbours: BTreeMap<usize, &'a str> = BTreeMap::new();
        for (comment, place) in gold.comments.iter().zip(matched) {
            if let Some(node) = place.and_then(|place| map.graph.node_weight(place)) {
                neighbours.entry(node.thread).or_insert(&comment.thread);
            }
            if comment.kind == "comment" {
                self.of(&comment.thread).cuts.get_or_insert_default().count(place.is_some(), true);
                hits.extend(*place);
            }
        }
        for index in map.graph.node_indices().filter(|index| !hits.contains(index)) {
            let Some(node) = map.graph.node_weight(index).filter(|node| node.is_comment()) else { continue };
            let tally = match neighbours.get(&node.thread) {
                Some(name) => self.of(name),
                None => self.strange.entry(node.thread).or_default(),
            };
            tally.cuts.get_or_insert_default().count(true, false);
        }
    }
}
