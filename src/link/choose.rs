//! The choice among candidates: a conditional logit over link rules, with "answers nothing here" as an alternative of
//! utility zero (`McFadden` 1974).

use super::answered::Answered;
use super::bounds::Bound;
use super::ctx::Ctx;
use super::feature_table::BufferPool;
use super::score::Scored;
use super::turns::Turns;
use crate::place::Place;
use crate::sort::Order as _;
use crate::span::Span;

/// The least P(link) of a further link of a comment that already has one: below, two links are two guesses.
const SECOND: f64 = 0.3;

/// The least P(link) of the best candidate, even if "none" is likelier: an inferred link shows its confidence, and a
/// reader can filter it out; nobody can see a missing one.
const FIRST: f64 = 0.1;

/// One chosen candidate.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The comment that is answered.
    pub to: Place,
    /// P(link), in [0, 1].
    pub confidence: f64,
    /// Whether the source gives the link.
    pub given: bool,
    /// What turn-taking said of it.
    pub turns: Turns,
    /// The name in the reply by which it addresses the author of the comment, if it does.
    pub name: Option<Span>,
}

/// Chooses the comments that a reply answers, best first; empty if none is likely enough.
pub fn choose(
    ctx: Ctx<'_>,
    answered: &mut Answered,
    from: Place,
    mut scored: Scored<'_>,
    buffers: &BufferPool,
) -> Vec<Choice> {
    let chain = answered.chain(from);
    rescore_turns(ctx, answered, from, &chain, &mut scored);
    let Scored { table, mut utilities, near, .. } = scored;
    if answered.may_have_replies(from) {
        for (utility, to) in utilities.iter_mut().zip(&table.places) {
            if answered.is_below(from, *to) {
                *utility = f64::NEG_INFINITY;
            }
        }
    }
    // exp(u - top) / (Σ exp(u - top) + exp(0 - top)): the usual shift against overflow.
    let top = utilities.iter().copied().fold(0.0, f64::max);
    let mut likely: Vec<(f64, f64, Place)> = Vec::new();
    let mut total = 0.0;
    for (utility, to) in utilities.iter().zip(&table.places) {
        let share = libm::exp(utility - top);
        total += share;
        // Most candidates are too unlikely already, and a growing total makes them more so. Half of the limit leaves room
        // for rounding.
        if share >= FIRST / 2.0 * total {
            likely.push((*utility, share, *to));
        }
    }
    total += libm::exp(-top);
    buffers.keep(table.into_buffer());
    likely.order_by(|a, b| b.0.total_cmp(&a.0).then_with(|| b.2.cmp(&a.2)));
    let choices = likely.into_iter().enumerate().map_while(|(rank, (_, share, to))| {
        let confidence = share / total;
        let least = if rank == 0 { FIRST } else { SECOND };
        let turns = || answered.turns(ctx, &chain, near, (from, to));
        (confidence >= least).then(|| Choice { to, confidence, given: false, turns: turns(), name: None })
    });
    choices.collect()
}

/// Chooses the likeliest of the few comments of which a reply answers one; `None` if nobody can answer any of them.
pub fn choose_within(
    ctx: Ctx<'_>,
    answered: &mut Answered,
    from: Place,
    mut scored: Scored<'_>,
    bound: &Bound,
    buffers: &BufferPool,
) -> Option<Choice> {
    let chain = answered.chain(from);
    rescore_turns(ctx, answered, from, &chain, &mut scored);
    let near = scored.near;
    // A comment with a given parent is in the tree of that parent already, together with all that it may answer.
    let may_close_circle = ctx.comment(from).parent.is_none() && answered.may_have_replies(from);
    let mut utilities: Vec<(f64, Place)> = Vec::with_capacity(bound.places.len());
    for to in bound.places.iter().copied() {
        if !(may_close_circle && answered.is_below(from, to)) {
            let turns = answered.turns(ctx, &chain, near, (from, to));
            utilities.push((scored.utility(ctx, from, to, turns), to));
        }
    }
    buffers.keep(scored.table.into_buffer());
    let (top, to) = utilities.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)))?;
    let total: f64 = utilities.iter().map(|(utility, _)| libm::exp(utility - top)).sum();
    let choice = Choice {
        to,
        confidence: bound.p / total,
        given: false,
        turns: answered.turns(ctx, &chain, near, (from, to)),
        name: bound.name,
    };
    (top > f64::NEG_INFINITY).then_some(choice)
}

/// Scores again the candidates of which the links so far or the other candidates say something.
fn rescore_turns(ctx: Ctx<'_>, answered: &Answered, from: Place, chain: &[Place], scored: &mut Scored<'_>) {
    let near = scored.near;
    for row in scored.table.places.keys() {
        let to = *scored.table.places.at(row);
        let is_told = near.closest == Some(to) || ctx.index.is_opening(to) || answered.is_turn(ctx, from, to);
        if is_told || chain.contains(&to) {
            let turns = answered.turns(ctx, chain, near, (from, to));
            if turns != Turns::default() {
                scored.rescore(ctx, from, row, turns);
            }
        }
    }
}
