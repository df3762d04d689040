//! The words of a target that a reply takes up: the clause that shares most with the reply.

use super::ctx::Ctx;
use super::shared::RARE;
use crate::place::{self, Place};
use crate::rule::{PairFeature, PairValues};
use crate::span::Span;
use crate::text::Flags;

/// The least weight of a clause that is named: one shared word that no other comment has, or two less rare ones.
const LEAST: f64 = 0.8;

/// The least rarity of a shared word: even one that the whole thread repeats says which clause is about it.
const RARITY_FLOOR: f64 = 0.15;

/// How much more a word of the reply's opening counts than a later one: people first name what they answer.
const OPENING: f64 = 2.0;

/// How many of the reply's first tokens are its opening.
const OPENING_TOKENS: u32 = 12;

/// What quoted words, a shared phrase and a quantity in both texts add to the weight of a clause. These and the numbers
/// above were chosen by hand.
const QUOTED: f64 = 1.0;
const PHRASE: f64 = 0.8;
const QUANTITY: f64 = 0.5;

/// The clause of `to` that `from` takes up, if one shares enough with it.
pub fn anchor(ctx: Ctx<'_>, from: Place, to: Place, pair: &PairValues) -> Option<Span> {
    let prose = &ctx.reading(to).prose;
    let (reply, target) = (ctx.doc(from), ctx.doc(to));
    let clauses = &target.clauses;
    let start = |token: u32| prose.tokens.get(token as usize).map_or(0, |token| token.start as usize);
    // One past the last clause for words of a sentence that is cut off by the limit of compared bytes.
    let clause_at = |byte: usize| clauses.partition_point(|clause| clause.end <= byte);
    let mut weights = vec![0.0; clauses.len()];
    // Of a long text some sentence has any one word: only where two signs meet, one of them a rare word, one is named.
    let is_opening = ctx.index.is_opening(to);
    let mut signs = vec![0_u8; clauses.len()];
    let mut last = None;
    for word in target.words.iter().filter(|word| target.has(word.stem)) {
        let Some(token) = reply.token_of(word.stem) else { continue };
        let clause = clause_at(start(word.token));
        if last != Some((word.stem, clause)) {
            let rarity = ctx.index.rarity(word.stem).max(RARITY_FLOOR);
            *weights.get_mut(clause)? += rarity * if token < OPENING_TOKENS { OPENING } else { 1.0 };
            let is_figure = prose.tokens.get(word.token as usize).is_some_and(|token| token.flags.has(Flags::NUMBER));
            if is_opening && rarity >= RARE && !is_figure {
                place::update(&mut signs, clause, |count| *count = count.saturating_add(1));
            }
        }
        last = Some((word.stem, clause));
    }
    if !reply.quantities.is_empty() {
        let mut counted: Vec<usize> =
            target.quantities.iter().map(|quantity| clause_at(start(quantity.token))).collect();
        counted.dedup();
        for clause in counted {
            // A figure alone names no clause; it says which of the clauses that share words is meant.
            match weights.get_mut(clause) {
                Some(weight) if *weight > 0.0 => {
                    *weight += QUANTITY;
                    place::update(&mut signs, clause, |count| *count = if *count > 0 { 2 } else { 0 });
                }
                _ => {}
            }
        }
    }
    for (feature, bonus) in [(PairFeature::QuotedEcho, QUOTED), (PairFeature::SharedPhrase, PHRASE)] {
        if let (_, Some(words)) = pair.words(feature) {
            let clause = clause_at(words.start);
            *weights.get_mut(clause)? += bonus * pair.get(feature);
            place::update(&mut signs, clause, |count| *count = 2);
        }
    }
    let (best, weight) = weights.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
    let is_told = !is_opening || signs.get(best).is_some_and(|count| *count > 1);
    (*weight >= LEAST && is_told).then(|| clauses.get(best).copied()).flatten()
}
