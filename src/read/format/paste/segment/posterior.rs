//! The probability of a cut among all cuts, the probability of every boundary, and the nearest rivals.
//!
//! All cuts are summed, not listed. If the number of comments is given, the sum is over the cuts with that number only:
//! forward and backward rows over all counts, with square-root checkpoints to save memory. The weights are tilted first, by
//! a common factor for each cut boundary. That does not change the ratio of two cuts with the same number, but makes the
//! wanted number the expected one, so that nothing relevant underflows.

use super::Rival;
use super::cut::score;
use super::table::LONE;
use crate::limit;
use crate::place::{set, update};

/// How many rivals are returned.
const RIVALS: usize = 5;

/// How many boundaries of each kind are tried for a rival.
const TRIED: usize = 12;

/// Probabilities of a cut.
#[derive(Clone, Debug, Default)]
pub struct Beliefs {
    /// P(the cut).
    pub posterior: f64,
    /// The nearest other cuts.
    pub rivals: Vec<Rival>,
    /// P(one comment) of every boundary.
    pub p_merge: Vec<f64>,
}

/// The weights of one boundary: merged and cut. They sum to 1.
type Weights = (f64, f64);

/// Sums over partial cuts by their number of cut boundaries: those whose last boundary is merged, and those where it is cut.
#[derive(Clone)]
struct Row {
    merged: Vec<f64>,
    cut: Vec<f64>,
    /// The logarithm of the number by which the row was divided.
    scale: f64,
}

/// The probabilities of a cut. `count` is the number of comments, if it is given.
pub fn beliefs(odds: &[f64], cuts: &[usize], count: Option<usize>) -> Beliefs {
    let mut cut = vec![false; odds.len()];
    for at in cuts.iter().filter_map(|at| at.checked_sub(1)) {
        set(&mut cut, at, true);
    }
    let exact = count.filter(|count| count.saturating_mul(odds.len() + 1) <= limit::SEGMENT_CELLS);
    let tilt = count.map_or(0.0, |count| tilt(odds, count.saturating_sub(1)));
    let tilted: Vec<f64> = odds.iter().map(|odds| odds + tilt).collect();
    // If the exact table is too large, the tilted chain approximates it: it has the same expected number.
    let (p_merge, total) = match exact {
        Some(count) => counted(&tilted, count.saturating_sub(1)),
        None => chain(&tilted),
    };
    let of = |cut: &[bool]| libm::exp((score(&tilted, cut) - total).min(0.0));
    let rivals = rivals(odds, &cut, count.is_some())
        .into_iter()
        .map(|flips| {
            let mut other = cut.clone();
            for at in flips {
                update(&mut other, at, |cut| *cut = !*cut);
            }
            let posterior = of(&other);
            let cuts =
                std::iter::once(0).chain(other.iter().enumerate().filter(|(_, cut)| **cut).map(|(at, _)| at + 1));
            Rival { cuts: cuts.collect(), posterior }
        })
        .collect();
    Beliefs { posterior: of(&cut), rivals, p_merge }
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

fn weights(odds: f64) -> Weights {
    (logistic(odds), logistic(-odds))
}

/// The logarithm of the product of the sums by which the weights of all boundaries were divided.
fn divided(odds: &[f64]) -> f64 {
    odds.iter().map(|odds| odds.max(0.0) + libm::log1p(libm::exp(-odds.abs()))).sum()
}

/// The number to add to all log-odds so that the expected number of cuts is `cuts`.
fn tilt(odds: &[f64], cuts: usize) -> f64 {
    let most = odds.iter().fold(1.0, |most: f64, odds| most.max(odds.abs())) + 30.0;
    let (mut low, mut high) = (-most, most);
    for _ in 0..40 {
        let middle = low.midpoint(high);
        let tilted: Vec<f64> = odds.iter().map(|odds| odds + middle).collect();
        let expected: f64 = chain(&tilted).0.iter().map(|merge| 1.0 - merge).sum();
        if expected > cuts as f64 { low = middle } else { high = middle }
    }
    low.midpoint(high)
}

/// P(one comment) of every boundary, and the logarithm of the sum over all cuts with any number of comments.
fn chain(odds: &[f64]) -> (Vec<f64>, f64) {
    let lone = libm::exp(LONE);
    let mut forward = Vec::with_capacity(odds.len());
    let (mut merged, mut cut, mut scale) = (0.0, 1.0, 0.0);
    for odds in odds {
        let (m, c) = weights(*odds);
        (merged, cut) = (m * (merged + cut), c * (merged + lone * cut));
        let sum = merged + cut;
        (merged, cut) = (merged / sum, cut / sum);
        scale += libm::log(sum);
        forward.push((merged, cut));
    }
    let total = libm::log(merged + lone * cut) + scale + divided(odds);
    let mut p_merge = vec![0.0; odds.len()];
    let (mut merged, mut cut) = (1.0, lone);
    for ((slot, (f_merged, f_cut)), odds) in p_merge.iter_mut().zip(&forward).zip(odds).rev() {
        *slot = f_merged * merged / (f_merged * merged + f_cut * cut);
        let (m, c) = weights(*odds);
        (merged, cut) = (m * merged + c * cut, m * merged + c * lone * cut);
        let sum = merged + cut;
        (merged, cut) = (merged / sum, cut / sum);
    }
    (p_merge, total)
}

impl Row {
    fn of(width: usize, at: usize, merged: f64, cut: f64) -> Row {
        let mut row = Row { merged: vec![0.0; width], cut: vec![0.0; width], scale: 0.0 };
        for (list, value) in [(&mut row.merged, merged), (&mut row.cut, cut)] {
            set(list, at, value);
        }
        row
    }

    fn scaled(mut self) -> Row {
        let most = self.merged.iter().chain(&self.cut).fold(0.0, |most: f64, value| most.max(*value));
        if most > 0.0 {
            for value in self.merged.iter_mut().chain(&mut self.cut) {
                *value /= most;
            }
            self.scale += libm::log(most);
        }
        self
    }

    /// The row after one more boundary.
    fn forward(&self, (m, c): Weights, lone: f64) -> Row {
        let merged = self.merged.iter().zip(&self.cut).map(|(merged, cut)| m * (merged + cut)).collect();
        let left = self.merged.iter().zip(&self.cut).map(|(merged, cut)| c * (merged + lone * cut));
        let cut = std::iter::once(0.0).chain(left).take(self.cut.len()).collect();
        Row { merged, cut, scale: self.scale }.scaled()
    }

    /// The row before this boundary, which counts the cuts after it.
    fn backward(&self, (m, c): Weights, lone: f64) -> Row {
        let next = |at: usize| at.checked_sub(1).and_then(|left| self.cut.get(left)).copied().unwrap_or(0.0);
        let merged = self.merged.iter().enumerate().map(|(at, merged)| m * merged + c * next(at)).collect();
        let cut = self.merged.iter().enumerate().map(|(at, merged)| m * merged + c * lone * next(at)).collect();
        Row { merged, cut, scale: self.scale }.scaled()
    }
}

/// P(one comment) of every boundary, and the logarithm of the sum over the cuts with exactly `cuts` boundaries cut.
fn counted(odds: &[f64], cuts: usize) -> (Vec<f64>, f64) {
    let width = cuts + 1;
    let lone = libm::exp(LONE);
    let step = (odds.len() as f64).sqrt().ceil().max(1.0) as usize;
    let mut checkpoints = Vec::new();
    let mut row = Row::of(width, 0, 0.0, 1.0);
    for block in odds.chunks(step) {
        checkpoints.push(row.clone());
        for odds in block {
            row = row.forward(weights(*odds), lone);
        }
    }
    let ways = row.merged.last().unwrap_or(&0.0) + lone * row.cut.last().unwrap_or(&0.0);
    let total = libm::log(ways.max(f64::MIN_POSITIVE)) + row.scale + divided(odds);
    let mut p_merge = Vec::with_capacity(odds.len());
    let mut ahead = Row::of(width, 0, 1.0, lone);
    for (block, start) in odds.chunks(step).zip(checkpoints).rev() {
        let mut rows = Vec::with_capacity(block.len());
        let mut row = start;
        for odds in block {
            row = row.forward(weights(*odds), lone);
            rows.push(row.clone());
        }
        for (odds, row) in block.iter().zip(&rows).rev() {
            let pair =
                |done: &[f64], ahead: &[f64]| done.iter().zip(ahead.iter().rev()).map(|(a, b)| a * b).sum::<f64>();
            let (merged, cut) = (pair(&row.merged, &ahead.merged), pair(&row.cut, &ahead.cut));
            p_merge.push(if merged + cut > 0.0 { merged / (merged + cut) } else { weights(*odds).0 });
            ahead = ahead.backward(weights(*odds), lone);
        }
    }
    p_merge.reverse();
    (p_merge, total)
}

/// The boundaries to flip for each of the nearest rivals, nearest first. If the number is given, a rival moves one cut; if
/// not, it changes one boundary.
fn rivals(odds: &[f64], cut: &[bool], counted: bool) -> Vec<Vec<usize>> {
    let loss = |flips: &[usize]| {
        let state =
            |at: Option<usize>| at.and_then(|at| cut.get(at).map(|cut| cut ^ flips.contains(&at))).unwrap_or(true);
        let was = |at: Option<usize>| at.and_then(|at| cut.get(at).copied()).unwrap_or(true);
        let mut pairs: Vec<usize> = flips.iter().flat_map(|at| [*at, at + 1]).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let lone = |state: &dyn Fn(Option<usize>) -> bool| {
            pairs.iter().filter(|at| state(at.checked_sub(1)) && state(Some(**at))).count() as f64 * LONE
        };
        let own: f64 = flips
            .iter()
            .map(|at| {
                let odds = odds.get(*at).copied().unwrap_or(0.0);
                if was(Some(*at)) { -odds } else { odds }
            })
            .sum();
        own + lone(&was) - lone(&state)
    };
    let nearest = |cut_ones: bool| {
        let mut some: Vec<(f64, usize)> =
            cut.iter().enumerate().filter(|(_, cut)| **cut == cut_ones).map(|(at, _)| (loss(&[at]), at)).collect();
        some.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        some.truncate(TRIED);
        some
    };
    let (cuts, merges) = (nearest(true), nearest(false));
    let mut found: Vec<(f64, Vec<usize>)> = if counted {
        cuts.iter().flat_map(|(_, i)| merges.iter().map(|(_, j)| (loss(&[*i, *j]), vec![*i, *j]))).collect()
    } else {
        cuts.iter().chain(&merges).map(|(loss, at)| (*loss, vec![*at])).collect()
    };
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    found.truncate(RIVALS);
    found.into_iter().map(|(_, flips)| flips).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every cut with its weight, by listing them.
    fn all(odds: &[f64], count: Option<usize>) -> Vec<(Vec<bool>, f64)> {
        (0..1_u32 << odds.len())
            .filter(|set| count.is_none_or(|count| set.count_ones() as usize + 1 == count))
            .map(|set| (0..odds.len()).map(|at| set >> at & 1 == 1).collect::<Vec<_>>())
            .map(|cut| (cut.clone(), libm::exp(score(odds, &cut))))
            .collect()
    }

    proptest! {
        #[test]
        fn sums_equal_those_over_all_cuts(odds in prop::collection::vec(-4.0..4.0_f64, 1..8), wanted in 1..9_usize, given: bool) {
            let count = given.then_some(wanted.min(odds.len() + 1));
            let list = all(&odds, count);
            let total: f64 = list.iter().map(|(_, weight)| weight).sum();
            let (best, weight) = list.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            let cuts: Vec<usize> = std::iter::once(0).chain((0..odds.len()).filter(|at| best[*at]).map(|at| at + 1)).collect();
            let beliefs = beliefs(&odds, &cuts, count);
            prop_assert!((beliefs.posterior - weight / total).abs() < 1e-6, "{} {}", beliefs.posterior, weight / total);
            for (at, merge) in beliefs.p_merge.iter().enumerate() {
                let expected: f64 = list.iter().filter(|(cut, _)| !cut[at]).map(|(_, weight)| weight).sum::<f64>() / total;
                prop_assert!((merge - expected).abs() < 1e-6, "{merge} {expected}");
            }
            for rival in &beliefs.rivals {
                let expected = list.iter().find(|(cut, _)| (0..odds.len()).all(|at| cut[at] == rival.cuts.contains(&(at + 1)))).unwrap().1 / total;
                prop_assert!((rival.posterior - expected).abs() < 1e-6);
                prop_assert!(rival.posterior <= beliefs.posterior + 1e-9);
            }
        }
    }
}
