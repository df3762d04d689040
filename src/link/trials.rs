//! What link and relation rules find on known pairs: the material from which their weights are fitted.

use std::sync::Arc;

use super::answered::Answered;
use super::bounds::addressed;
use super::candidates::candidates;
use super::ctx::Ctx;
use super::given::Given;
use super::index::Index;
use super::pair::pair;
use super::relation::{rules, weigh_words};
use super::score::Scorer;
use super::turns::Near;
use crate::place::Place;
use crate::rule::{Found, Matcher, PairFeature, PairValues, Rule, Score, ThreadKind};
use crate::tag::Tagged;
use crate::thread::{Relation, Thread};

/// What the link rules find on one candidate.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The candidate.
    pub to: Place,
    /// For each term of each link rule of the reply's language, by name: the factor of its weight.
    pub terms: Vec<(Arc<str>, f64)>,
    /// Its features, whether a rule asks for them or not; those that depend on other links by given parents.
    pub values: PairValues,
}

/// What the link rules find in a thread.
#[derive(Clone, Debug)]
pub struct LinkTrials {
    /// What the thread shows of its authors and its order.
    pub kind: ThreadKind,
    /// For each comment in the order of the thread: the comments of the person whom it addresses, if it does, and its
    /// candidates.
    pub comments: Vec<(Vec<Place>, Vec<Trial>)>,
}

/// The candidates of each comment and what the link rules find on each. Given parents count as links so far only.
pub fn link_trials(thread: &Thread, tagged: &Tagged, matcher: &Matcher) -> LinkTrials {
    let ctx = Ctx { thread, tagged, matcher, index: &Index::new(thread, tagged) };
    let given = Given::of(thread);
    let mut answered = Answered::none(thread.comments.len());
    let mut comments = Vec::with_capacity(thread.comments.len());
    for from in Place::new(0).up_to(Place::new(thread.comments.len())) {
        let addressed = addressed(ctx, from).map_or_else(Vec::new, |bound| bound.places);
        comments.push((addressed, trials_of(ctx, &answered, from)));
        if let Some(to) = given.parent(from) {
            answered.record(ctx, from, to);
        }
    }
    LinkTrials { kind: ctx.index.kind, comments }
}

/// The candidates of one comment and what the link rules find on each.
fn trials_of(ctx: Ctx<'_>, answered: &Answered, from: Place) -> Vec<Trial> {
    let scorer = Scorer::new(ctx, from);
    let chain = answered.chain(from);
    let pairs: Vec<(Place, PairValues)> =
        candidates(ctx, from).into_iter().map(|to| (to, pair(ctx, from, to))).collect();
    let (mut near, mut best) = (Near::default(), 0.0);
    for (to, values) in pairs.iter().filter(|(to, _)| !ctx.index.is_opening(*to)) {
        near.add(&mut best, *to, values.get(PairFeature::Cosine), values.get(PairFeature::SharedWords));
    }
    let trial = |(to, mut values): (Place, PairValues)| {
        answered.turns(ctx, &chain, near, (from, to)).add_to(&mut values);
        let mut terms = Vec::new();
        for (rule, score) in scorer.scores(&values) {
            for fired in score.fired {
                let Some(term) = rule.terms.get(fired.term).filter(|term| term.weight != 0.0) else { continue };
                terms.push((term.name.clone(), fired.share / term.weight));
            }
        }
        Trial { to, terms, values }
    };
    pairs.into_iter().map(trial).collect()
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
        answered.turns(ctx, &answered.chain(from), Near::default(), (from, to)).add_to(&mut values);
        answered.record(ctx, from, to);
        if let Some((_, weighed)) = weigh_words(ctx, from, to, &values) {
            let (rules, _) = rules(ctx, from, &values);
            trials.push(TableTrial { from, to, found: weighed.found, rules });
        }
    }
    trials
}
