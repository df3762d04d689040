//! Where cited words come from: finds the earlier comments that have the words that a comment cites.

use rustc_hash::FxHashMap;

use super::doc::Doc;
use super::stem::Word;
use crate::parallel;
use crate::place::{Key, PerComment, Place};
use crate::rule::Reading;
use crate::tag::Tagged;
use crate::text::{Flags, fnv1a};

/// Words in a row that must be the same for cited words to be found again. Chosen by hand.
const RUN: usize = 4;

/// Most comments remembered per run of words: a run that more have is a set phrase. Chosen by hand.
const SOURCES: usize = 64;

/// The comments that have the runs of [`RUN`] words that anyone in the thread cites. Empty if nobody cites.
#[derive(Debug, Default)]
pub struct Citations {
    /// By the hash of the run; the comments in order.
    runs: FxHashMap<u64, Vec<Place>>,
}

/// An earlier comment that has words that a comment cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The earlier comment.
    pub place: Place,
    /// How many of the cited runs it has, at least 1.
    pub runs: usize,
}

impl Citations {
    /// Finds them in a thread.
    pub fn find(docs: &PerComment<Doc>, tagged: &Tagged) -> Self {
        let mut runs: FxHashMap<u64, Vec<Place>> = FxHashMap::default();
        for (doc, tagged) in docs.iter().zip(&tagged.comments) {
            for run in doc.words.windows(RUN) {
                if run.iter().all(|word| is_cited(&tagged.reading, *word)) {
                    runs.entry(hash(run)).or_default();
                }
            }
        }
        if runs.is_empty() {
            return Self { runs };
        }
        let own_runs = parallel::map(docs.as_slice(), |index, doc| {
            let reading = &tagged.comments.at(Place::new(index)).reading;
            // A run that is cited itself is no source.
            let own = doc.words.windows(RUN).filter(|run| !run.first().is_some_and(|word| is_cited(reading, *word)));
            own.map(hash).filter(|hash| runs.contains_key(hash)).collect::<Vec<u64>>()
        });
        for (index, hashes) in own_runs.into_iter().enumerate() {
            let place = Place::new(index);
            for hash in hashes {
                runs.entry(hash).and_modify(|places| {
                    if places.len() < SOURCES && places.last() != Some(&place) {
                        places.push(place);
                    }
                });
            }
        }
        Self { runs }
    }

    /// The earlier comments that have words that the comment `from` cites, in order.
    pub fn sources(&self, from: Place, doc: &Doc, reading: &Reading) -> Vec<Source> {
        if self.runs.is_empty() || !doc.cites {
            return Vec::new();
        }
        let mut counts: FxHashMap<Place, usize> = FxHashMap::default();
        for run in doc.words.windows(RUN).filter(|run| run.iter().all(|word| is_cited(reading, *word))) {
            let places = self.runs.get(&hash(run)).into_iter().flatten();
            for place in places.filter(|place| **place < from) {
                *counts.entry(*place).or_default() += 1;
            }
        }
        let mut sources: Vec<Source> = counts.into_iter().map(|(place, runs)| Source { place, runs }).collect();
        sources.sort_unstable();
        sources
    }
}

/// The sources that have at least half as many of the cited runs as the best source: the comments that are cited.
pub fn cited(sources: &[Source]) -> impl Iterator<Item = Place> {
    let best = sources.iter().map(|source| source.runs).max().unwrap_or(0);
    sources.iter().filter(move |source| source.runs * 2 >= best).map(|source| source.place)
}

fn is_cited(reading: &Reading, word: Word) -> bool {
    reading.prose.tokens.get(word.token as usize).is_some_and(|token| token.flags.has(Flags::CITED))
}

/// A hash of the stems of a run (FNV-1a over their numbers). It is the same in every run of the program, and no attacker
/// gains from a collision: it can only make one comment look cited.
fn hash(run: &[Word]) -> u64 {
    fnv1a(run.iter().map(|word| word.stem.to_index() as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_with_half_of_the_runs_of_the_best_is_cited_too() {
        let source = |index, runs| Source { place: Place::new(index), runs };
        let cited: Vec<usize> = cited(&[source(1, 4), source(3, 8), source(5, 3)]).map(Place::index).collect();
        assert_eq!(cited, [1, 3]);
    }
}
