//! The words of a target that a reply takes up: the clause of it that shares most with the reply.

use super::index::Index;
use crate::rule::{PairFeature, PairValues};
use crate::span::Span;
use crate::tag::Tagged;

/// The least weight of shared rare words that names a clause: one word that stands nowhere else, or two less rare ones.
const LEAST: f64 = 0.8;

/// The clause of `to` that `from` takes up, if one stands out.
pub fn anchor(tagged: &Tagged, index: &Index, from: usize, to: usize, pair: &PairValues) -> Option<Span> {
    let prose = &tagged.readings.get(to)?.prose;
    let (reply, target) = (index.docs.get(from)?, index.docs.get(to)?);
    let clauses = &target.clauses;
    // Quoted words are found where they are quoted from, whatever else is shared.
    for feature in [PairFeature::QuotedEcho, PairFeature::SharedPhrase, PairFeature::NumericConflict] {
        if let (_, Some(words)) = pair.words(feature) {
            return clauses.iter().find(|clause| clause.overlaps(words)).copied();
        }
    }
    let mut weights = vec![0.0; clauses.len()];
    let mut last: Option<(u32, usize)> = None;
    for (stem, token) in &target.sequence {
        if reply.token_of(*stem).is_none() || target.token_of(*stem).is_none() {
            continue;
        }
        let start = prose.tokens.get(*token as usize)?.start as usize;
        let place = clauses.partition_point(|clause| clause.end <= start);
        if last != Some((*stem, place)) {
            *weights.get_mut(place)? += index.rarity(*stem);
        }
        last = Some((*stem, place));
    }
    let (place, weight) = weights.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
    (*weight >= LEAST).then(|| clauses.get(place).copied()).flatten()
}
