//! `eval`: a map compared with gold: precision, recall and F1 per position, form and relation, links, and cuts.
//!
//! In: the map and the gold. Out: an [`Evaluation`]. Counts are made thread by thread and summed up, so that the spread
//! between threads shows how far the sums can be trusted ([`interval`]).

mod compare;
mod counts;
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
use self::interval::{Intervals, intervals};
use self::matching::{match_ids, match_texts};
use self::mistakes::Mistakes;
use crate::graph::ArgumentMap;
use crate::measure::calibration::{Calibration, calibration};
use crate::measure::gold::{Gold, GoldComment};

/// What a comparison found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Evaluation {
    /// The counts of all threads.
    #[serde(flatten)]
    pub total: Tally,
    /// The counts of every thread of the gold, in order of first appearance, and then of threads of the map of which the
    /// gold has nothing; they sum up to the total.
    #[serde(skip)]
    pub threads: Vec<Tally>,
    /// How far the shares can be trusted; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intervals: Option<Intervals>,
    /// How far the probabilities of positions and forms keep their word, per label, before any threshold.
    pub calibration: BTreeMap<String, Calibration>,
    /// Positions given that must not be: (comment, position).
    pub forbidden: Vec<(String, String)>,
    /// Labels given that nobody annotated, with how often.
    pub not_annotated: BTreeMap<String, usize>,
    /// Every disagreement, in order, in words.
    pub differences: Vec<String>,
    /// The surest mistakes; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mistakes: Option<Mistakes>,
}

impl Evaluation {
    /// Adds bootstrap intervals of every share, precision, recall and F1.
    pub fn with_intervals(self) -> Self {
        Evaluation { intervals: Some(intervals(&self.threads)), ..self }
    }
}

/// Compares a map with gold: comments are matched by thread and id, or, with `by_text`, by where their text begins.
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
            result.differences.push(format!("{}: not found in the map", comment.id));
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
    /// Those of the gold, in order of first appearance.
    named: IndexMap<&'a str, Tally>,
    /// Threads of the map of which the gold has nothing.
    strange: BTreeMap<usize, Tally>,
}

impl<'a> Threads<'a> {
    /// The counts of the gold's thread of that name.
    fn of(&mut self, name: &'a str) -> &mut Tally {
        self.named.entry(name).or_default()
    }

    /// Counts where comments begin. What was found beyond the gold counts in the thread whose comments stand beside it in
    /// the map.
    fn cuts(&mut self, map: &ArgumentMap, gold: &'a Gold, matched: &[Option<NodeIndex>]) {
        let mut hits: BTreeSet<NodeIndex> = BTreeSet::new();
        let mut beside: BTreeMap<usize, &'a str> = BTreeMap::new();
        for (comment, place) in gold.comments.iter().zip(matched) {
            if let Some(node) = place.and_then(|place| map.graph.node_weight(place)) {
                beside.entry(node.thread).or_insert(&comment.thread);
            }
            if comment.kind == "comment" {
                self.of(&comment.thread).cuts.get_or_insert_default().count(place.is_some(), true);
                hits.extend(*place);
            }
        }
        for index in map.graph.node_indices().filter(|index| !hits.contains(index)) {
            let Some(node) = map.graph.node_weight(index).filter(|node| node.is_comment()) else { continue };
            let tally = match beside.get(&node.thread) {
                Some(name) => self.of(name),
                None => self.strange.entry(node.thread).or_default(),
            };
            tally.cuts.get_or_insert_default().count(true, false);
        }
    }
}
