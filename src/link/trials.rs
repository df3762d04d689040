//! What link and relation rules find on known pairs: the material from which their weights are fitted.

use std::sync::Arc;

use super::answered::Answered;
use super::candidates::candidates;
use super::ctx::Ctx;
use super::given::Given;
use super::index::Index;
use super::pair::pair;
use super::relation::{rules, weigh_words};
use super::score::Scorer;
use crate::place::Place;
use crate::rule::{Found, Matcher, Rule, Score};
use crate::tag::Tagged;
use crate::thread::{Relation, Thread};

/// What the link rules find on one candidate.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The candidate.
    pub to: Place,
    /// For each term of each link rule of the reply's language, by name: the factor of its weight.
    pub terms: Vec<(Arc<str>, f64)>,
}

/// The candidates of each comment and what the link rules find on each, in the order of the thread. Given parents count
/// for turn-taking only.
pub fn link_trials(thread: &Thread, tagged: &Tagged, matcher: &Matcher) -> Vec<Vec<Trial>> {
    let ctx = Ctx { thread, tagged, matcher, index: &Index::new(thread, tagged) };
    let given = Given::of(thread);
    let mut answered = Answered::none(thread.comments.len());
    let mut trials = Vec::with_capacity(thread.comments.len());
    for from in Place::new(0).up_to(Place::new(thread.comments.len())) {
        trials.push(trials_of(ctx, &answered, from));
        if let Some(to) = given.parent(from) {
            answered.record(ctx, from, to);
        }
    }
    trials
}

/// The candidates of one comment and what the link rules find on each.
fn trials_of(ctx: Ctx<'_>, answered: &Answered, from: Place) -> Vec<Trial> {
    let scorer = Scorer::new(ctx, from);
    let trial = |to: Place| {
        let mut values = pair(ctx, from, to);
        answered.turns(ctx, from, to).add_to(&mut values);
        let mut terms = Vec::new();
        for (rule, score) in scorer.scores(&values) {
            for fired in score.fired {
                let Some(term) = rule.terms.get(fired.term).filter(|term| term.weight != 0.0) else { continue };
                terms.push((term.name.clone(), fired.share / term.weight));
            }
        }
        Trial { to, terms }
    };
    candidates(ctx, from).into_iter().map(trial).collect()
}

/// The scores of some relation rules on every reply to a given parent: the reply, and a score for each rule, `None` for
/// rules of other languages.
pub fn relation_trials(
    thread: &Thread,
    tagged: &Tagged,
    matcher: &Matcher,
    rules: &[Rule],
) -> Vec<(Place, Vec<Option<Score>>)> {
    let ctx = Ctx { thread, tagged, matcher, index: &Index::new(thread, tagged) };
    let given = Given::of(thread);
    let trial = |from: Place| {
        let (reading, tags, text) = (ctx.reading(from), ctx.tags(from), &ctx.comment(from).text);
        let pair = pair(ctx, from, given.parent(from)?);
        let score = |rule: &Rule| {
            let reads = matcher.reads(rule, tags.lang);
            reads.then(|| rule.score(reading, text, Some(&pair), &|name| tags.holds(name)))
        };
        Some((from, rules.iter().map(score).collect()))
    };
    Place::new(0).up_to(Place::new(thread.comments.len())).filter_map(trial).collect()
}

/// A reply to a given parent, and what the table of its language finds in the two.
#[derive(Clone, Debug)]
pub struct TableTrial {
    /// The reply.
    pub from: Place,
    /// What it answers.
    pub to: Place,
    /// The rows of the table that were found.
    pub found: Vec<Found>,
    /// What the relation rules add to the log-odds of each relation in the order of [`Relation::ALL`].
    pub rules: [f64; Relation::ALL.len()],
}

/// What the tables of weighted words find in every reply to a given parent, in the order of the thread.
pub fn table_trials(thread: &Thread, tagged: &Tagged, matcher: &Matcher) -> Vec<TableTrial> {
    let ctx = Ctx { thread, tagged, matcher, index: &Index::new(thread, tagged) };
    let given = Given::of(thread);
    let mut answered = Answered::none(thread.comments.len());
    let mut trials = Vec::new();
    for from in Place::new(0).up_to(Place::new(thread.comments.len())) {
        let Some(to) = given.parent(from) else { continue };
        let mut values = pair(ctx, from, to);
        answered.turns(ctx, from, to).add_to(&mut values);
        answered.record(ctx, from, to);
        if let Some((_, weighed)) = weigh_words(ctx, from, to, &values) {
            let (rules, _) = rules(ctx, from, &values);
            trials.push(TableTrial { from, to, found: weighed.found, rules });
        }
    }
    trials
}
