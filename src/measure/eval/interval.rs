//! Bootstrap intervals over threads: how reliable the figures of an evaluation are.
//!
//! In: the counts of every thread. Out: [`Intervals`]. Comments of one thread share their subject, people and form, so
//! whole threads are drawn, with replacement, as many as there are. The interval contains 95 % of the draws (the percentile
//! bootstrap of Efron 1979, by clusters as in Davison and Hinkley 1997, section 3.8). It shows how much a figure depends on
//! which threads are in the gold, but not whether they are typical. If no thread has a mistake, the interval is a point.

use std::collections::BTreeMap;

use serde::Serialize;

use super::counts::{Counts, Share, Tally};

use crate::sort::Order as _;

/// The number of draws. With this many, the ends of an interval move by less than a tenth of it between seeds.
pub const ROUNDS: usize = 1_000;

/// The share of the draws between the two ends.
pub const LEVEL: f64 = 0.95;

/// The seed of the draws. It is fixed, so the same counts always give the same intervals.
const SEED: u64 = 0x7061_6C61_6272_6531;

/// The lower and the upper end, in [0, 1].
pub type Interval = [f64; 2];

/// The intervals of the figures of [`Counts`]; `None` if fewer than two threads have anything to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct CountsIntervals {
    /// The interval of F1.
    pub f1: Option<Interval>,
    /// The interval of precision.
    pub precision: Option<Interval>,
    /// The interval of recall.
    pub recall: Option<Interval>,
}

/// The intervals of an evaluation, with the same names as its counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Intervals {
    /// How many threads the draws choose from.
    pub threads: usize,
    /// The number of draws; 0 if there are no intervals.
    pub rounds: usize,
    /// The share of the draws in an interval, in [0, 1].
    pub level: f64,
    /// Why there are no intervals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
    /// The beginnings of comments.
    pub cuts: CountsIntervals,
    /// Comments whose positions are exactly right.
    pub exact: Option<Interval>,
    /// Links to a right target.
    pub links: Option<Interval>,
    /// The baseline "answers the comment above".
    pub above: Option<Interval>,
    /// The baseline "answers the article or opening post".
    pub opening: Option<Interval>,
    /// Right relations.
    pub relation: Option<Interval>,
    /// Each position.
    pub positions: BTreeMap<String, CountsIntervals>,
    /// Each form.
    pub forms: BTreeMap<String, CountsIntervals>,
    /// Each relation.
    pub relations: BTreeMap<String, CountsIntervals>,
}

/// Draws threads, and takes the intervals of all figures from the same draws. Time: [`ROUNDS`] times the counts.
///
/// A draw without any count of a figure is left out of its interval.
pub fn intervals(threads: &[Tally]) -> Intervals {
    let mut out = Intervals { threads: threads.len(), level: LEVEL, ..Intervals::default() };
    if threads.len() < 2 {
        out.why = Some("an interval needs more than one thread");
        return out;
    }
    out.rounds = ROUNDS;
    let mut figures = figures(threads);
    let mut random = SplitMix(SEED);
    for _ in 0..ROUNDS {
        let mut times = vec![0_usize; threads.len()];
        for _ in 0..threads.len() {
            times.get_mut(random.below(threads.len())).into_iter().for_each(|times| *times += 1);
        }
        for figure in figures.values_mut() {
            figure.draw(&times);
        }
    }
    for ((kind, label), figure) in figures {
        let ends = figure.ends();
        match kind {
            Kind::Cuts => out.cuts = ends,
            Kind::Exact => out.exact = ends.precision,
            Kind::Links => out.links = ends.precision,
            Kind::Above => out.above = ends.precision,
            Kind::Opening => out.opening = ends.precision,
            Kind::Relation => out.relation = ends.precision,
            Kind::Position => _ = out.positions.insert(label.to_owned(), ends),
            Kind::Form => _ = out.forms.insert(label.to_owned(), ends),
            Kind::Label => _ = out.relations.insert(label.to_owned(), ends),
        }
    }
    out
}

/// What a figure describes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Cuts,
    Exact,
    Links,
    Above,
    Opening,
    Relation,
    Position,
    Form,
    /// One relation among others.
    Label,
}

/// All figures, with the counts that each thread adds to them.
fn figures(threads: &[Tally]) -> BTreeMap<(Kind, &str), Figure> {
    let mut figures: BTreeMap<(Kind, &str), Figure> = BTreeMap::new();
    for (place, thread) in threads.iter().enumerate() {
        let shares: [(Kind, Share); 5] = [
            (Kind::Exact, thread.exact),
            (Kind::Links, thread.links),
            (Kind::Above, thread.above),
            (Kind::Opening, thread.opening),
            (Kind::Relation, thread.relation),
        ];
        let shares = shares.into_iter().map(|(kind, share)| (kind, "", share.counts()));
        let cuts = thread.cuts.into_iter().map(|cuts| (Kind::Cuts, "", cuts));
        let labels =
            [(Kind::Position, &thread.positions), (Kind::Form, &thread.forms), (Kind::Label, &thread.relations)];
        let labels = labels
            .into_iter()
            .flat_map(|(kind, labels)| labels.iter().map(move |(label, counts)| (kind, &**label, *counts)));
        for (kind, label, counts) in shares.chain(cuts).chain(labels) {
            let figure = figures.entry((kind, label)).or_default();
            if counts != Counts::default() {
                figure.threads.push((place, counts));
            }
        }
    }
    figures
}

/// One figure, and its values in the draws.
#[derive(Default)]
struct Figure {
    /// The threads that add to it.
    threads: Vec<(usize, Counts)>,
    f1: Vec<f64>,
    precision: Vec<f64>,
    recall: Vec<f64>,
}

impl Figure {
    fn draw(&mut self, times: &[usize]) {
        let mut sum = Counts::default();
        for (place, counts) in &self.threads {
            sum.add(*counts, times.get(*place).copied().unwrap_or(0));
        }
        let Counts { hit, wrong, missed } = sum;
        for (values, counted, value) in [
            (&mut self.f1, hit + wrong + missed, sum.f1()),
            (&mut self.precision, hit + wrong, sum.precision()),
            (&mut self.recall, hit + missed, sum.recall()),
        ] {
            if counted > 0 {
                values.push(value);
            }
        }
    }

    fn ends(self) -> CountsIntervals {
        let have = |counted: fn(&Counts) -> usize| self.threads.iter().filter(|(_, of)| counted(of) > 0).count() > 1;
        CountsIntervals {
            f1: ends(self.f1).filter(|_| have(|of| of.hit + of.wrong + of.missed)),
            precision: ends(self.precision).filter(|_| have(|of| of.hit + of.wrong)),
            recall: ends(self.recall).filter(|_| have(|of| of.hit + of.missed)),
        }
    }
}

/// The ends of the middle [`LEVEL`] of these values. The same number is left out on both sides.
fn ends(mut values: Vec<f64>) -> Option<Interval> {
    values.order_by(f64::total_cmp);
    let out = ((1.0 - LEVEL) / 2.0 * values.len() as f64) as usize;
    Some([*values.get(out)?, *values.get(values.len().checked_sub(out + 1)?)?])
}

/// `SplitMix64` (Steele, Lea and Flood 2014): a small generator whose numbers are the same on every machine.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `count`.
    fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.next()) * count as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the reference implementation for the seed 1234567.
    #[test]
    fn the_generator_is_the_published_one() {
        let mut random = SplitMix(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
        assert!((0..1_000).all(|_| random.below(3) < 3));
    }

    #[test]
    fn the_ends_leave_out_as_much_on_both_sides() {
        let values = |count: u32| (0..count).map(f64::from).rev().collect::<Vec<_>>();
        assert_eq!(ends(values(1_000)), Some([25.0, 974.0]));
        assert_eq!(ends(values(1)), Some([0.0, 0.0]));
        assert_eq!(ends(vec![]), None);
    }
}
