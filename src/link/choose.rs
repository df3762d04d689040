//! The choice among candidates: a conditional logit over link rules, with "answers nothing here" as an alternative of
//! utility zero (`McFadden` 1974).

use super::LinkEvidence;
use super::index::Index;
use super::pair::{Answered, pair};
use super::weigh::{Candidate, Weigher, candidates};
use crate::rule::{Matcher, PairValues};
use crate::tag::Tagged;
use crate::thread::Thread;

/// A further link is kept beside the best one from this probability on: below, two links are two guesses.
const SECOND: f64 = 0.3;

/// The best candidate is kept from this probability on, also when "none" is likelier: an inferred link shows its
/// confidence, and a reader can filter it out; a missing one cannot be seen.
const FIRST: f64 = 0.1;

/// One chosen candidate.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its place in the thread.
    pub to: usize,
    /// P(link).
    pub confidence: f64,
    /// Whether the source says so.
    pub given: bool,
    /// The facts about the pair.
    pub pair: PairValues,
    /// Why.
    pub evidence: Vec<LinkEvidence>,
}

/// Chooses what a comment answers, best first; empty when nothing is likely enough.
pub fn choose(
    thread: &Thread,
    tagged: &Tagged,
    matcher: &Matcher,
    answered: &mut Answered,
    from: usize,
    mut candidates: Vec<Candidate>,
) -> Vec<Choice> {
    let Some(weigher) = Weigher::new(thread, tagged, matcher, from) else { return Vec::new() };
    candidates.retain(|candidate| !answered.is_below(from, candidate.to));
    for candidate in &mut candidates {
        if answered.turns(thread, from, candidate.to, &mut candidate.pair) {
            candidate.utility = weigher.utility(&candidate.pair);
        }
    }
    // exp(u - top) / (Σ exp(u - top) + exp(0 - top)): the usual shift against overflow.
    let top = candidates.iter().map(|candidate| candidate.utility).fold(0.0, f64::max);
    let share = |candidate: &Candidate| libm::exp(candidate.utility - top);
    let total: f64 = candidates.iter().map(share).sum::<f64>() + libm::exp(-top);
    candidates.sort_by(|a, b| b.utility.total_cmp(&a.utility).then_with(|| b.to.cmp(&a.to)));
    let ranked = candidates.into_iter().enumerate().map_while(|(rank, candidate)| {
        let confidence = share(&candidate) / total;
        let least = if rank == 0 { FIRST } else { SECOND };
        (confidence >= least).then(|| Choice {
            to: candidate.to,
            confidence,
            given: false,
            evidence: weigher.evidence(&candidate.pair),
            pair: candidate.pair,
        })
    });
    ranked.collect()
}

/// What the link rules found on one candidate, for fitting their weights.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The candidate's place in the thread.
    pub to: usize,
    /// For every term of every link rule of the reply's language, by name: what its weight is multiplied by.
    pub terms: Vec<(std::sync::Arc<str>, f64)>,
}

/// The candidates of a comment and what the link rules find on each.
pub fn trials(
    thread: &Thread,
    tagged: &Tagged,
    matcher: &Matcher,
    index: &Index,
    answered: &Answered,
    from: usize,
) -> Vec<Trial> {
    let Some(weigher) = Weigher::new(thread, tagged, matcher, from) else { return Vec::new() };
    let mut out = Vec::new();
    for to in candidates(thread, index, tagged, from) {
        let mut values = pair(thread, tagged, index, from, to);
        answered.turns(thread, from, to, &mut values);
        let mut terms = Vec::new();
        for (rule, score) in weigher.scores(&values) {
            for fired in score.fired {
                let Some(term) = rule.terms.get(fired.term).filter(|term| term.weight != 0.0) else { continue };
                terms.push((term.name.clone(), fired.share / term.weight));
            }
        }
        out.push(Trial { to, terms });
    }
    out
}
