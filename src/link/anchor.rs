//! The words of a target that a reply takes up: the clause of it that shares most with the reply.

use super::index::Index;
use crate::rule::{PairFeature, PairValues};
use crate::span::Span;
use crate::tag::Tagged;

/// The least weight of shared rare words that names a clause: one word that stands nowhere else, or two less rare ones.
const LEAST: f64 = 0.8;

/// What even a word that the thread repeats tells of the clause: its topic is still what the clause is about.
const RARITY_FLOOR: f64 = 0.15;

/// What a word of the reply's opening counts, against one further on: people name what they answer first.
const OPENING: f64 = 2.0;

/// How many of the reply's first tokens are its opening.
const OPENING_TOKENS: u32 = 12;

/// What quoted words, a shared phrase and a quantity on both sides add to a clause.
const QUOTED: f64 = 1.0;
const PHRASE: f64 = 0.8;
const QUANTITY: f64 = 0.5;

/// The clause of `to` that `from` takes up, if one stands out.
pub fn anchor(tagged: &Tagged, index: &Index, from: usize, to: usize, pair: &PairValues) -> Option<Span> {
    let prose = &tagged.readings.get(to)?.prose;
    let (reply, target) = (index.docs.get(from)?, index.docs.get(to)?);
    let clauses = &target.clauses;
    let start = |token: u32| prose.tokens.get(token as usize).map_or(0, |token| token.start as usize);
    let place = |byte: usize| clauses.partition_point(|clause| clause.end <= byte);
    let mut weights = vec![0.0; clauses.len()];
    let mut last: Option<(u32, usize)> = None;
    for (stem, token) in &target.sequence {
        let Some(said) = reply.token_of(*stem).filter(|_| target.token_of(*stem).is_some()) else { continue };
        let at = place(start(*token));
        if last != Some((*stem, at)) {
            let weight = index.rarity(*stem).max(RARITY_FLOOR) * if said < OPENING_TOKENS { OPENING } else { 1.0 };
            *weights.get_mut(at)? += weight;
        }
        last = Some((*stem, at));
    }
    if !reply.quantities.is_empty() {
        let mut counted: Vec<usize> = target.quantities.iter().map(|quantity| place(start(quantity.token))).collect();
        counted.dedup();
        for at in counted {
            // A figure alone names nothing; it tells which of the clauses that share words is meant.
            if let Some(weight) = weights.get_mut(at).filter(|weight| **weight > 0.0) {
                *weight += QUANTITY;
            }
        }
    }
    for (feature, bonus) in [(PairFeature::QuotedEcho, QUOTED), (PairFeature::SharedPhrase, PHRASE)] {
        if let (_, Some(words)) = pair.words(feature) {
            *weights.get_mut(place(words.start))? += bonus * pair.get(feature);
        }
    }
    let (best, weight) = weights.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
    (*weight >= LEAST).then(|| clauses.get(best).copied()).flatten()
}
