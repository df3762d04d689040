//! What a [`Table`] finds in a reply and what it answers.

use super::evaluate::{Forms, in_scope};
use super::feature::{PairFeature, PairValues};
use super::matcher::{Hit, Reading};
use super::table::{Atom, Row, Table, Tone, Weights};
use crate::span::Span;
use crate::text::Flags;

/// The most that words add to the log-odds of attack or support: a long comment has many words of both kinds, and says
/// hardly more than a short one. Of replies in forums, one in a hundred is cut.
const MOST_OF_WORDS: f64 = 4.0;

/// The number of the last bucket of lengths: 2⁸ words and more.
const LAST_BUCKET: u32 = 8;

/// A row that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Its place in [`Table::rows`].
    pub row: usize,
    /// What multiplies its weights: 1, or the value of a feature of the pair.
    pub value: f64,
    /// The words of the reply that show it; `None` if no words do.
    pub span: Option<Span>,
    /// The words of what is answered that show it.
    pub to: Option<Span>,
}

/// What a table finds in a reply and what it answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighed {
    /// What its words add to attack and support, bounded.
    pub words: [f64; 2],
    /// What words and facts add, without the measures of the thread.
    pub sums: Weights,
    /// What of this comes from what the reply says, rather than from where it is or how long.
    pub content: Weights,
    /// The rows that were found, in order.
    pub found: Vec<Found>,
}

/// A reply and what it answers, as a table sees them.
#[derive(Clone, Copy)]
pub struct Exchange<'a> {
    /// The reply.
    pub reply: &'a Reading,
    /// What it answers.
    pub parent: &'a Reading,
    /// The features of the two.
    pub pair: &'a PairValues,
    /// The forms and positions of the reply.
    pub forms: Forms<'a>,
}

impl Table {
    /// What its rows find in a reply and what it answers.
    pub fn weigh(&self, exchange: &Exchange<'_>) -> Weighed {
        let mut seen: Vec<(u32, f64, [Option<Span>; 2])> = Vec::new();
        let phrase = |atom: &u32| self.atoms.get(*atom as usize).and_then(Atom::phrase);
        for (lexicon, atoms) in &self.by_lexicon {
            let hits = exchange.reply.of(*lexicon);
            if hits.is_empty() {
                continue;
            }
            // A lexicon of words has a thousand atoms, and a hit is one of their phrases.
            let (of_any, of_one) = atoms.split_at(atoms.partition_point(|atom| phrase(atom).is_none()));
            for hit in hits {
                let first = of_one.partition_point(|atom| phrase(atom) < Some(hit.phrase));
                let same = of_one.iter().skip(first).take_while(|atom| phrase(atom) == Some(hit.phrase));
                for atom in of_any.iter().chain(same) {
                    if let Some(span) = self.atoms.get(*atom as usize).and_then(|it| it.spoken(*hit, exchange.reply)) {
                        seen.push((*atom, 1.0, [Some(span), None]));
                    }
                }
            }
        }
        for atom in &self.others {
            let value = self.atoms.get(*atom as usize).map_or(0.0, |it| it.value(exchange));
            if value != 0.0 {
                let words = self.atoms.get(*atom as usize).map_or([None; 2], |it| it.words(exchange));
                seen.push((*atom, value, words));
            }
        }
        // The first phrase in the text shows an atom: hits are in the order of the text.
        seen.sort_by_key(|(atom, ..)| *atom);
        seen.dedup_by_key(|(atom, ..)| *atom);
        let of = |atom: u32| seen.binary_search_by_key(&atom, |(atom, ..)| *atom).ok().and_then(|at| seen.get(at));
        let mut weighed = Weighed::default();
        for (atom, value, words) in &seen {
            let [span, to] = *words;
            for (row, at) in self.rows_of(*atom) {
                let (factor, [other, other_to]) = match row.second.map(of) {
                    None => (1.0, [None; 2]),
                    Some(Some((_, factor, words))) => (*factor, *words),
                    Some(None) => continue,
                };
                let value = value * factor;
                weighed.add(row, value);
                weighed.found.push(Found { row: at, value, span: span.or(other), to: to.or(other_to) });
            }
        }
        weighed.bound();
        weighed
    }

    /// What the measures of the thread add for a reply whose words say `own`, and the rows that say it.
    pub fn weigh_thread(&self, tone: &Tone, own: [f64; 2]) -> (Weights, Vec<Found>) {
        let mut sums = Weights::default();
        let mut found = Vec::new();
        for (measure, row) in &self.measures {
            let value = tone.without(own, *measure);
            let row = *row as usize;
            let weights = self.rows.get(row).map_or(Default::default(), |row| row.weights);
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += f64::from(weight) * value);
            found.push(Found { row, value, span: None, to: None });
        }
        (sums, found)
    }

    /// The rows whose first atom this is.
    fn rows_of(&self, atom: u32) -> impl Iterator<Item = (&Row, usize)> {
        let start = self.row_starts.get(atom as usize).map_or(self.rows.len(), |start| *start as usize);
        let rows = self.rows.get(start..).unwrap_or_default().iter();
        rows.zip(start..).take_while(move |(row, _)| row.first == atom)
    }

    /// Whether any row was written.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Weighed {
    /// Adds a row.
    fn add(&mut self, row: &Row, value: f64) {
        let added = row.weights.map(|weight| f64::from(weight) * value);
        if row.of_words {
            self.words.iter_mut().zip(added).for_each(|(sum, added)| *sum += added);
        }
        if row.of_content {
            self.content.iter_mut().zip(added).for_each(|(sum, added)| *sum += added);
        }
        self.sums.iter_mut().zip(added).for_each(|(sum, added)| *sum += added);
    }

    /// Bounds what words add.
    fn bound(&mut self) {
        for ((words, sum), content) in self.words.iter_mut().zip(&mut self.sums).zip(&mut self.content) {
            let bounded = words.clamp(-MOST_OF_WORDS, MOST_OF_WORDS);
            *sum += bounded - *words;
            *content += bounded - *words;
            *words = bounded;
        }
    }
}

impl Atom {
    /// The words of a hit, if it is what this atom looks for in the reply.
    fn spoken(&self, hit: Hit, reply: &Reading) -> Option<Span> {
        let is_it = match self {
            Atom::Words { phrase, scope, .. } => hit.phrase == *phrase && in_scope(*scope, hit.first as usize, reply),
            Atom::Class { scope, denied, .. } => {
                in_scope(*scope, hit.first as usize, reply) && is_denied(hit, reply) == *denied
            }
            _ => false,
        };
        (is_it && is_own(hit, reply)).then(|| reply.prose.span(hit.first as usize..hit.end as usize))
    }

    /// The value of an atom that is no phrase of the reply; 0 if it does not hold.
    fn value(&self, exchange: &Exchange<'_>) -> f64 {
        let holds = match self {
            Atom::Words { .. } | Atom::Class { .. } | Atom::Thread(_) => false,
            Atom::Always => true,
            Atom::ParentClass { .. } | Atom::ParentIs(_) if is_long(exchange.parent) => false,
            Atom::ParentClass { lexicon, denied } => {
                let hits = exchange.parent.of(*lexicon).iter();
                hits.copied().any(|hit| is_own(hit, exchange.parent) && is_denied(hit, exchange.parent) == *denied)
            }
            Atom::Is(feature) => exchange.reply.holds(*feature),
            Atom::ParentIs(feature) => exchange.parent.holds(*feature),
            Atom::Form(name) => (exchange.forms)(name),
            Atom::Pair(feature) => return exchange.pair.get(*feature),
            Atom::Length(wanted) => bucket(exchange.reply) == *wanted,
            Atom::ParentLength(wanted) => bucket(exchange.parent) == *wanted,
        };
        f64::from(u8::from(holds))
    }

    /// The words that show a feature of the pair: in the reply, and in what is answered.
    fn words(&self, exchange: &Exchange<'_>) -> [Option<Span>; 2] {
        let Atom::Pair(feature) = self else { return [None; 2] };
        // A name may be one that is masked elsewhere.
        if *feature == PairFeature::Named {
            return [None; 2];
        }
        let (from, to) = exchange.pair.words(*feature);
        [from, to]
    }
}

/// The bucket of the number of words of a text.
fn bucket(reading: &Reading) -> u32 {
    let words = reading.prose.tokens.iter().filter(|token| !token.flags.has(Flags::MARK)).count();
    words.max(1).ilog2().min(LAST_BUCKET)
}

/// Whether a text is an article rather than a comment: words of every kind are in it, and say nothing.
fn is_long(reading: &Reading) -> bool {
    bucket(reading) == LAST_BUCKET
}

/// Whether its author says a phrase, rather than cites or quotes it.
fn is_own(hit: Hit, reading: &Reading) -> bool {
    let first = reading.prose.tokens.get(hit.first as usize);
    first.is_some_and(|token| !token.flags.has(Flags::CITED) && !token.flags.has(Flags::QUOTED))
}

fn is_denied(hit: Hit, reading: &Reading) -> bool {
    reading.prose.is_negated(hit.first as usize..hit.end as usize)
}
