//! The probability that a place between two lines is the end of a comment, and that of a whole cut.
//!
//! If the number of comments is given, the sum is over the cuts with that number only: forward and backward rows over all
//! counts, with square-root checkpoints to save memory. The odds are tilted first, by a common factor for each place. That
//! does not change the ratio of two cuts with the same number, but makes the wanted number the expected one, so that nothing
//! relevant underflows.

use super::Rival;
use crate::limit;
use crate::place::{set, update};
use crate::sort::Order as _;

/// How many rivals are returned.
const RIVALS: usize = 5;

/// How many places of each kind are tried for a rival.
const TRIED: usize = 12;

/// How often the interval of the search for a tilt is halved: enough for twelve digits.
const HALVINGS: usize = 44;

/// P(a comment ends here) of every place. `odds` are the log-odds that none does, `count` is the number of comments if it is
/// given.
pub fn p_cut(odds: &[f64], count: Option<usize>) -> Vec<f64> {
    let Some(cuts) = count.map(|count| count.saturating_sub(1)) else {
        return odds.iter().map(|odds| logistic(-odds)).collect();
    };
    if cuts == 0 || cuts >= odds.len() {
        return vec![if cuts == 0 { 0.0 } else { 1.0 }; odds.len()];
    }
    let tilted = tilted(odds, cuts);
    if is_exact(odds.len() + 1, cuts + 1) { counted(&tilted, cuts) } else { tilted }
}

/// Whether the table for these numbers of lines and comments is small enough for exact probabilities.
pub fn is_exact(lines: usize, count: usize) -> bool {
    lines.saturating_mul(count) <= limit::SEGMENT_CELLS
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// P(a comment ends here) of every place when a common number is added to all log-odds, such that the expected number of
/// ends is `cuts`.
fn tilted(odds: &[f64], cuts: usize) -> Vec<f64> {
    let most = odds.iter().fold(1.0, |most: f64, odds| most.max(odds.abs())) + 30.0;
    let (mut low, mut high) = (-most, most);
    for _ in 0..HALVINGS {
        let middle = low.midpoint(high);
        let expected: f64 = odds.iter().map(|odds| logistic(-odds - middle)).sum();
        if expected > cuts as f64 { low = middle } else { high = middle }
    }
    let tilt = low.midpoint(high);
    odds.iter().map(|odds| logistic(-odds - tilt)).collect()
}

/// The probabilities of the numbers of ends among some places, up to a factor of which the logarithm is kept.
#[derive(Clone)]
struct Row {
    p: Vec<f64>,
    scale: f64,
}

impl Row {
    fn new(width: usize) -> Row {
        let mut p = vec![0.0; width];
        set(&mut p, 0, 1.0);
        Row { p, scale: 0.0 }
    }

    /// Adds a place where a comment ends with the probability `q`.
    fn add(&mut self, q: f64) {
        let mut left = 0.0;
        let mut most = 0.0_f64;
        for p in &mut self.p {
            let here = *p;
            *p = here * (1.0 - q) + left * q;
            left = here;
            most = most.max(*p);
        }
        // Rarely small, since the wanted number is the expected one.
        if most > 0.0 && most < 1e-100 {
            for p in &mut self.p {
                *p /= most;
            }
            self.scale += libm::log(most);
        }
    }
}

/// P(a comment ends here) of every place, given that there are exactly `cuts` ends. `q` are the probabilities without that.
fn counted(q: &[f64], cuts: usize) -> Vec<f64> {
    let width = cuts + 1;
    let step = (q.len() as f64).sqrt().ceil().max(1.0) as usize;
    let mut checkpoints = Vec::new();
    let mut row = Row::new(width);
    for block in q.chunks(step) {
        checkpoints.push(row.clone());
        for q in block {
            row.add(*q);
        }
    }
    let mut p_cut = Vec::with_capacity(q.len());
    let mut ahead = Row::new(width);
    for (block, start) in q.chunks(step).zip(checkpoints).rev() {
        let mut rows = Vec::with_capacity(block.len());
        let mut row = start;
        for q in block {
            rows.push(row.clone());
            row.add(*q);
        }
        for (q, before) in block.iter().zip(&rows).rev() {
            let ways = |ends: usize| -> f64 {
                let done = before.p.iter().take(ends + 1);
                done.zip(ahead.p.iter().take(ends + 1).rev()).map(|(done, ahead)| done * ahead).sum()
            };
            let (with, without) = (q * ways(cuts - 1), (1.0 - q) * ways(cuts));
            p_cut.push(if with + without > 0.0 { with / (with + without) } else { *q });
            ahead.add(*q);
        }
    }
    p_cut.reverse();
    p_cut
}

/// P(exactly this cut), among the cuts with as many comments if `counted`, and the likeliest other cuts.
pub fn rank(odds: &[f64], cuts: &[usize], counted: bool) -> (f64, Vec<Rival>) {
    let mut cut = vec![false; odds.len()];
    for at in cuts.iter().filter_map(|at| at.checked_sub(1)) {
        set(&mut cut, at, true);
    }
    let number = cuts.len().saturating_sub(1);
    let q: Vec<f64> = if counted { tilted(odds, number) } else { odds.iter().map(|odds| logistic(-odds)).collect() };
    let likelihood: f64 = q.iter().zip(&cut).map(|(q, cut)| libm::log(if *cut { *q } else { 1.0 - q })).sum();
    let of_number = if !counted || number == 0 || number >= odds.len() || !is_exact(odds.len() + 1, number + 1) {
        0.0
    } else {
        let mut row = Row::new(number + 1);
        for q in &q {
            row.add(*q);
        }
        libm::log(row.p.last().copied().unwrap_or(1.0).max(f64::MIN_POSITIVE)) + row.scale
    };
    let sure = counted && (number == 0 || number >= odds.len());
    let posterior = if sure { 1.0 } else { libm::exp((likelihood - of_number).min(0.0)) };
    let rivals = rivals(odds, &cut, counted)
        .into_iter()
        .map(|(gain, flips)| {
            let mut other = cut.clone();
            for at in flips {
                update(&mut other, at, |cut| *cut = !*cut);
            }
            let starts =
                std::iter::once(0).chain(other.iter().enumerate().filter(|(_, cut)| **cut).map(|(at, _)| at + 1));
            Rival { cuts: starts.collect(), posterior: (posterior * libm::exp(gain)).min(1.0) }
        })
        .collect();
    (posterior, rivals)
}

/// The places to flip for each of the nearest rivals, with the logarithm of how much likelier it is, likeliest first. If
/// the number is given, a rival moves one cut; if not, it changes one place.
fn rivals(odds: &[f64], cut: &[bool], counted: bool) -> Vec<(f64, Vec<usize>)> {
    let nearest = |are_cut: bool| {
        let places = odds.iter().zip(cut).enumerate().filter(|(_, (_, cut))| **cut == are_cut);
        let mut some: Vec<(f64, usize)> =
            places.map(|(at, (odds, _))| (if are_cut { *odds } else { -odds }, at)).collect();
        some.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        some.truncate(TRIED);
        some
    };
    let (cuts, merges) = (nearest(true), nearest(false));
    let mut found: Vec<(f64, Vec<usize>)> = if counted {
        cuts.iter().flat_map(|(x, i)| merges.iter().map(move |(y, j)| (x + y, vec![*i, *j]))).collect()
    } else {
        cuts.iter().chain(&merges).map(|(gain, at)| (*gain, vec![*at])).collect()
    };
    found.order_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found.truncate(RIVALS);
    found
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
            .map(|cut| {
                let kept = odds.iter().zip(&cut).filter(|(_, cut)| !**cut).map(|(odds, _)| odds).sum::<f64>();
                (cut, libm::exp(kept))
            })
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
            for (at, p) in p_cut(&odds, count).iter().enumerate() {
                let expected: f64 = list.iter().filter(|(cut, _)| cut[at]).map(|(_, weight)| weight).sum::<f64>() / total;
                prop_assert!((p - expected).abs() < 1e-6, "{p} {expected}");
            }
            let (posterior, rivals) = rank(&odds, &cuts, given);
            prop_assert!((posterior - weight / total).abs() < 1e-6, "{posterior} {}", weight / total);
            for rival in &rivals {
                let expected = list.iter().find(|(cut, _)| (0..odds.len()).all(|at| cut[at] == rival.cuts.contains(&(at + 1)))).unwrap().1 / total;
                prop_assert!((rival.posterior - expected).abs() < 1e-6);
                prop_assert!(rival.posterior <= posterior + 1e-9);
            }
        }
    }

    #[test]
    fn a_long_page_has_sure_places() {
        let odds: Vec<f64> = (0..2_000).map(|at| if at % 2 == 0 { 6.0 } else { -6.0 }).collect();
        let p = p_cut(&odds, Some(1_001));
        assert!(p[0] < 0.01 && p[1] > 0.99, "{} {}", p[0], p[1]);
        assert!((p.iter().sum::<f64>() - 1_000.0).abs() < 1e-6);
    }
}
