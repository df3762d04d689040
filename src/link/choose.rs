//! The choice among candidates: a conditional logit over link rules, with "answers nothing here" as an alternative of
//! utility zero (`McFadden` 1974).

use super::answered::{Answered, Turns};
use super::index::Index;
use super::pair::pair;
use super::sheet::Spares;
use super::weigh::{Weighed, Weigher, candidates};
use crate::rule::Matcher;
use crate::tag::Tagged;
use crate::thread::Thread;

/// A further link is kept beside the best one from this probability on: below, two links are two guesses.
const SECOND: f64 = 0.3;

/// The best candidate is kept from this probability on, also when "none" is likelier: an inferred link shows its
/// confidence, and a reader can filter it out; a missing one cannot be seen.
const FIRST: f64 = 0.1;

/// One chosen candidate.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Its place in the thread.
    pub to: usize,
    /// P(link).
    pub confidence: f64,
    /// Whether the source says so.
    pub given: bool,
    /// What turn-taking said of it.
    pub turns: Turns,
}

/// Chooses what a comment answers, best first; empty when nothing is likely enough.
pub fn choose(
    thread: &Thread,
    tagged: &Tagged,
    index: &Index,
    answered: &mut Answered,
    from: usize,
    mut weighed: Weighed<'_>,
    spares: &Spares,
) -> Vec<Choice> {
    if let Some(row) = answered.sibling(index, from).and_then(|to| weighed.sheet.row(to)) {
        let turn = weighed.sheet.places.get(row).is_some_and(|to| answered.turn(index, from, *to));
        weighed.turn(thread, tagged, index, from, row, Turns { sibling: true, turn });
    }
    for row in 0..weighed.sheet.places.len() {
        let Some(to) = weighed.sheet.places.get(row).copied() else { continue };
        if answered.turn(index, from, to) {
            weighed.turn(thread, tagged, index, from, row, answered.turns(index, from, to));
        }
    }
    let Weighed { sheet, mut utilities, .. } = weighed;
    if answered.has_below(from) {
        for (utility, _) in utilities.iter_mut().zip(&sheet.places).filter(|(_, to)| answered.is_below(from, **to)) {
            *utility = f64::NEG_INFINITY;
        }
    }
    // exp(u - top) / (Σ exp(u - top) + exp(0 - top)): the usual shift against overflow.
    let top = utilities.iter().copied().fold(0.0, f64::max);
    let share = |utility: f64| libm::exp(utility - top);
    let mut likely: Vec<(f64, f64, usize)> = Vec::new();
    let mut total = 0.0;
    for (utility, to) in utilities.iter().zip(&sheet.places) {
        let share = share(*utility);
        total += share;
        // What is too unlikely already can only become more so: most candidates are. Half, so that no rounding counts.
        if share >= FIRST / 2.0 * total {
            likely.push((*utility, share, *to));
        }
    }
    total += libm::exp(-top);
    spares.keep(sheet.room());
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| b.2.cmp(&a.2)));
    let ranked = likely.into_iter().enumerate().map_while(|(rank, (_, share, to))| {
        let confidence = share / total;
        let least = if rank == 0 { FIRST } else { SECOND };
        (confidence >= least).then(|| Choice { to, confidence, given: false, turns: answered.turns(index, from, to) })
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
        answered.turns(index, from, to).add_to(&mut values);
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
