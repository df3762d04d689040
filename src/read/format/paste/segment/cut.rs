//! The likeliest cut: into exactly the announced number of comments if that is possible, otherwise as the cues say.
//!
//! In come the log-odds of every boundary (that the lower line continues the comment) and the announced number; out
//! come the lines that begin a comment. The score of a cut is the sum of the log-odds of its merged boundaries, plus
//! [`LONE`] for every comment of one line; it is the logarithm of the cut's likelihood up to a constant.

use super::table::LONE;
use crate::limit;

/// How a cut was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// By the cues alone: no number is announced, or it does not fit.
    #[default]
    Free,
    /// Exactly as many comments as announced, by the exact table.
    Announced,
    /// As many as announced, by a penalty per comment: the table would be too large ([`limit::SEGMENT_CELLS`]).
    Penalty,
}

/// A cut and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// The lines that begin a comment, from 0, including the first line.
    pub cuts: Vec<usize>,
    /// How it was found.
    pub mode: Mode,
}

/// How much less likely, in log-odds, a cut into the announced number may be than the free cut: this much, plus this much
/// per line. Beyond it the number is taken to belong to another page or to all pages (sites announce 60 and show 27). On the pages that the weights were fitted on the right number costs 0.00 to 0.20 per line;
/// half the number, or half as many again, costs 0.2 to 0.4 on most pages whose comments have one or two lines.
pub const BOUND: (f64, f64) = (3.0, 0.3);

/// How often the interval of the search for a penalty is halved: enough for all relevant bits of a float.
const HALVINGS: usize = 60;

/// Cuts `odds.len() + 1` lines.
pub fn cut(odds: &[f64], announced: Option<usize>) -> Cut {
    let free = penalised(odds, 0.0);
    let lines = odds.len() + 1;
    let wanted = announced.filter(|count| (1..=lines).contains(count));
    let Some(count) = wanted else { return Cut { cuts: starts(&free), mode: Mode::Free } };
    let (best, mode) = if lines.saturating_mul(count) <= limit::SEGMENT_CELLS {
        (exact(odds, count - 1), Mode::Announced)
    } else {
        (by_penalty(odds, count - 1), Mode::Penalty)
    };
    let loss = score(odds, &free) - score(odds, &best);
    if loss > BOUND.0 + BOUND.1 * lines as f64 {
        return Cut { cuts: starts(&free), mode: Mode::Free };
    }
    Cut { cuts: starts(&best), mode }
}

/// The score of a cut, given as whether each boundary is cut.
pub fn score(odds: &[f64], cut: &[bool]) -> f64 {
    let mut sum = 0.0;
    let mut before = true;
    for (odds, cut) in odds.iter().zip(cut) {
        sum += if *cut { 0.0 } else { *odds };
        sum += if *cut && before { LONE } else { 0.0 };
        before = *cut;
    }
    sum + if before { LONE } else { 0.0 }
}

/// The lines that begin a comment.
fn starts(cut: &[bool]) -> Vec<usize> {
    std::iter::once(0).chain(cut.iter().enumerate().filter(|(_, cut)| **cut).map(|(at, _)| at + 1)).collect()
}

/// The best cut when every cut costs `penalty`: Viterbi over two states, is the boundary cut or not.
fn penalised(odds: &[f64], penalty: f64) -> Vec<bool> {
    let (mut merged, mut cut) = (f64::NEG_INFINITY, 0.0);
    // Whether the boundary before was cut, for the best way to (merged, cut).
    let mut back = Vec::with_capacity(odds.len());
    for odds in odds {
        let lone = cut + LONE;
        back.push((cut > merged, lone > merged));
        (merged, cut) = (odds + f64::max(merged, cut), f64::max(merged, lone) - penalty);
    }
    let mut here = cut + LONE > merged;
    let mut out = vec![false; odds.len()];
    for (slot, (if_merged, if_cut)) in out.iter_mut().zip(&back).rev() {
        *slot = here;
        here = if here { *if_cut } else { *if_merged };
    }
    out
}

/// The best cut with exactly `count` boundaries cut, by the table of all counts up to it: one byte per cell for the way
/// back, and one row of scores.
fn exact(odds: &[f64], count: usize) -> Vec<bool> {
    let width = count + 1;
    let mut back = vec![0_u8; odds.len() * width];
    let mut merged = vec![f64::NEG_INFINITY; width];
    let mut cut = vec![f64::NEG_INFINITY; width];
    if let Some(first) = cut.first_mut() {
        *first = 0.0;
    }
    for (odds, back) in odds.iter().zip(back.chunks_exact_mut(width)) {
        // From high counts to low, so that the row above is still there on the left.
        let mut left = merged.iter().copied().zip(cut.iter().copied()).rev().skip(1).collect::<Vec<_>>().into_iter();
        for ((merged, cut), back) in merged.iter_mut().zip(cut.iter_mut()).zip(back.iter_mut()).rev() {
            let (merged_left, cut_left) = left.next().unwrap_or((f64::NEG_INFINITY, f64::NEG_INFINITY));
            *back = u8::from(*cut > *merged) | u8::from(cut_left + LONE > merged_left) << 1;
            *merged = odds + f64::max(*merged, *cut);
            *cut = f64::max(merged_left, cut_left + LONE);
        }
    }
    let last = |row: &[f64]| row.last().copied().unwrap_or(f64::NEG_INFINITY);
    let mut here = last(&cut) + LONE > last(&merged);
    let mut left = count;
    let mut out = vec![false; odds.len()];
    for (slot, back) in out.iter_mut().zip(back.chunks_exact(width)).rev() {
        *slot = here;
        let way = back.get(left).copied().unwrap_or(0);
        if here {
            left = left.saturating_sub(1);
            here = way & 2 != 0;
        } else {
            here = way & 1 != 0;
        }
    }
    out
}

/// A cut with exactly `count` boundaries cut, by bisection over a penalty per cut. The number of cuts falls as the
/// penalty grows, in steps; where a step jumps over `count`, cuts of the lower penalty are added in reading order.
fn by_penalty(odds: &[f64], count: usize) -> Vec<bool> {
    let most = odds.iter().fold(1.0, |most: f64, odds| most.max(odds.abs())) + 2.0 * LONE.abs() + 1.0;
    let (mut low, mut high) = (-most, most);
    let (mut many, mut few) = (penalised(odds, low), penalised(odds, high));
    let number = |cut: &[bool]| cut.iter().filter(|cut| **cut).count();
    for _ in 0..HALVINGS {
        let middle = low.midpoint(high);
        let found = penalised(odds, middle);
        match number(&found).cmp(&count) {
            std::cmp::Ordering::Equal => return found,
            std::cmp::Ordering::Greater => (low, many) = (middle, found),
            std::cmp::Ordering::Less => (high, few) = (middle, found),
        }
    }
    let mut missing = count.saturating_sub(number(&few));
    for (slot, also) in few.iter_mut().zip(&many) {
        if missing > 0 && *also && !*slot {
            *slot = true;
            missing -= 1;
        }
    }
    few
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn best_of_all(odds: &[f64], count: Option<usize>) -> f64 {
        (0..1_u32 << odds.len())
            .filter(|set| count.is_none_or(|count| set.count_ones() as usize == count))
            .map(|set| score(odds, &(0..odds.len()).map(|at| set >> at & 1 == 1).collect::<Vec<_>>()))
            .fold(f64::NEG_INFINITY, f64::max)
    }

    proptest! {
        #[test]
        fn the_table_finds_the_best_cut_of_every_number(odds in prop::collection::vec(-4.0..4.0_f64, 0..9)) {
            prop_assert!((score(&odds, &penalised(&odds, 0.0)) - best_of_all(&odds, None)).abs() < 1e-9);
            for count in 0..=odds.len() {
                let found = exact(&odds, count);
                prop_assert_eq!(found.iter().filter(|cut| **cut).count(), count);
                prop_assert!((score(&odds, &found) - best_of_all(&odds, Some(count))).abs() < 1e-9);
                let near = by_penalty(&odds, count);
                prop_assert_eq!(near.iter().filter(|cut| **cut).count(), count);
            }
        }
    }

    #[test]
    fn an_announced_number_far_from_the_cues_is_not_honoured() {
        assert_eq!(cut(&[9.0; 40], Some(35)).mode, Mode::Free);
        assert_eq!(cut(&[-9.0; 40], Some(3)).mode, Mode::Free);
        assert_eq!(cut(&[-0.5; 40], Some(35)).mode, Mode::Announced);
        assert_eq!(cut(&[1.0, -1.0], Some(9)).cuts, [0, 2]);
        assert_eq!(cut(&[1.0, -1.0], Some(0)).mode, Mode::Free);
    }

    #[test]
    fn equal_lines_are_cut_into_the_announced_number_beyond_the_table() {
        let odds = vec![-0.1; 100_000];
        let found = cut(&odds, Some(90_000));
        assert_eq!((found.mode, found.cuts.len()), (Mode::Penalty, 90_000));
    }
}
