//! The choice among candidates: a conditional logit over link rules, with "answers nothing here" as an alternative of
//! utility zero (`McFadden` 1974).

use super::LinkEvidence;
use super::index::Index;
use super::pair::{Answered, named, pair};
use crate::limit::LINK_WINDOW;
use crate::rule::{Kind, Matcher, PairValues};
use crate::tag::Tagged;
use crate::thread::{Kind as CommentKind, Thread};

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
    index: &Index,
    answered: &mut Answered,
    from: usize,
) -> Vec<Choice> {
    let (Some(comment), Some(reading)) = (thread.comments.get(from), tagged.readings.get(from)) else {
        return Vec::new();
    };
    let lang = tagged.tags.get(from).and_then(|tags| tags.lang);
    let has_form = |name: &str| tagged.tags.get(from).is_some_and(|tags| tags.holds(name));
    let rules: Vec<_> = matcher.rules_for(Kind::Link, lang).collect();
    let mut choices: Vec<Choice> = Vec::new();
    let mut utilities: Vec<f64> = Vec::new();
    for to in candidates(thread, index, tagged, from) {
        if answered.is_below(from, to) {
            continue;
        }
        let values = pair(thread, tagged, index, answered, from, to);
        let mut utility = 0.0;
        let mut evidence = Vec::new();
        for rule in &rules {
            let score = rule.score(reading, &comment.text, Some(&values), &has_form);
            utility += score.log_odds;
            for fired in &score.fired {
                let Some(term) = rule.terms.get(fired.term).filter(|_| fired.share > 0.0) else { continue };
                evidence.push(LinkEvidence {
                    rule: term.name.clone(),
                    from: fired.spans.first().copied(),
                    to: fired.to,
                    share: fired.share,
                });
            }
        }
        utilities.push(utility);
        choices.push(Choice { to, confidence: 0.0, given: false, pair: values, evidence });
    }
    // exp(u - top) / (Σ exp(u - top) + exp(0 - top)): the usual shift against overflow.
    let top = utilities.iter().copied().fold(0.0, f64::max);
    let total: f64 = utilities.iter().map(|u| libm::exp(u - top)).sum::<f64>() + libm::exp(-top);
    for (choice, utility) in choices.iter_mut().zip(&utilities) {
        choice.confidence = libm::exp(utility - top) / total;
    }
    choices.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| b.to.cmp(&a.to)));
    let mut rank = 0;
    choices.retain(|choice| {
        rank += 1;
        choice.confidence >= if rank == 1 { FIRST } else { SECOND }
    });
    choices
}

/// What a comment may answer: the opening, the comments just before, those it cites or names.
fn candidates(thread: &Thread, index: &Index, tagged: &Tagged, from: usize) -> Vec<usize> {
    let can = |to: &usize| {
        thread.comments.get(*to).is_some_and(|c| !matches!(c.kind, CommentKind::Stub | CommentKind::Pingback))
    };
    let mut places: Vec<usize> = (from.saturating_sub(LINK_WINDOW)..from).filter(can).collect();
    places.extend(index.opening.filter(|at| *at != from));
    if let (Some(reading), Some(comment)) = (tagged.readings.get(from), thread.comments.get(from)) {
        places.extend(index.sources(from, reading).iter().map(|(place, _)| *place));
        places.extend(named(index, from, &comment.text));
    }
    places.sort_unstable();
    places.dedup();
    places
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
    let (Some(comment), Some(reading)) = (thread.comments.get(from), tagged.readings.get(from)) else {
        return Vec::new();
    };
    let lang = tagged.tags.get(from).and_then(|tags| tags.lang);
    let has_form = |name: &str| tagged.tags.get(from).is_some_and(|tags| tags.holds(name));
    let mut out = Vec::new();
    for to in candidates(thread, index, tagged, from) {
        let values = pair(thread, tagged, index, answered, from, to);
        let mut terms = Vec::new();
        for rule in matcher.rules_for(Kind::Link, lang) {
            for fired in rule.score(reading, &comment.text, Some(&values), &has_form).fired {
                let Some(term) = rule.terms.get(fired.term).filter(|term| term.weight != 0.0) else { continue };
                terms.push((term.name.clone(), fired.share / term.weight));
            }
        }
        out.push(Trial { to, terms });
    }
    out
}
