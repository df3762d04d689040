//! Which lines begin a comment: the beginnings whose expected F1 is the highest.
//!
//! In come the probabilities that the places between lines are the end of a comment, and how many comments there are. Of
//! the cuts into K comments, the one at the likeliest places has the most right beginnings to be expected; of those, for
//! every K, the one with the highest expected F1 is chosen.

use crate::sort::Order as _;

/// How a cut was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// By the cues alone: no number is announced, or there are fewer lines.
    #[default]
    Free,
    /// With the announced number, by exact probabilities.
    Announced,
    /// With the announced number, by a penalty per comment: the table of exact probabilities would be too large
    /// ([`crate::limit::SEGMENT_CELLS`]).
    Penalty,
}

/// How many comments a paste has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Nobody gave the number.
    Unknown,
    /// This number by what the page announces, which may count what is not there.
    Announced(usize),
    /// Exactly this number.
    Exactly(usize),
}

impl Wanted {
    /// The number, if somebody gave it.
    pub fn number(self) -> Option<usize> {
        match self {
            Wanted::Unknown => None,
            Wanted::Announced(count) | Wanted::Exactly(count) => Some(count),
        }
    }

    /// The number, if a page of this many lines can have it.
    pub fn possible(self, lines: usize) -> Option<usize> {
        self.number().filter(|count| (1..=lines).contains(count))
    }
}

/// A cut.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cut {
    /// The lines that begin a comment, from 0, including the first line.
    pub cuts: Vec<usize>,
    /// The expected F1 of these beginnings.
    pub expected_f1: f64,
}

/// How many more right beginnings another number of comments must have, to be expected, than the announced one: a reader who
/// reads "8 comments" and finds 9 has to ask why. On threads whose comments are known this costs 0.1 points of F1.
pub const MARGIN: f64 = 0.5;

/// Chooses the beginnings. `p_cut` are the probabilities of the places between lines; `fixed` is the number of comments if
/// there must be exactly this number.
pub fn choose(p_cut: &[f64], wanted: Wanted) -> Cut {
    let lines = p_cut.len() + 1;
    let number = wanted.possible(lines);
    // The expected number of comments, where nobody says it.
    let comments = number.map_or_else(|| 1.0 + p_cut.iter().sum::<f64>(), |count| count as f64);
    let mut order: Vec<(f64, usize)> = p_cut.iter().copied().zip(1..).collect();
    order.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut right = 1.0;
    let f1 = |right: f64, count: usize| 2.0 * right / (count as f64 + comments);
    let (mut best, mut at_number) = ((f1(right, 1), 1), (number == Some(1)).then(|| f1(right, 1)));
    for ((p, _), count) in order.iter().zip(2..) {
        right += p;
        let expected = f1(right, count);
        if expected > best.0 {
            best = (expected, count);
        }
        if number == Some(count) {
            at_number = Some(expected);
        }
    }
    if let (Some(expected), Some(count)) = (at_number, number)
        && (matches!(wanted, Wanted::Exactly(_)) || expected >= best.0 - MARGIN / count as f64)
    {
        best = (expected, count);
    }
    let mut cuts: Vec<usize> = order.iter().take(best.1 - 1).map(|(_, line)| *line).collect();
    cuts.push(0);
    cuts.sort_unstable();
    Cut { cuts, expected_f1: best.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_announced_number_is_kept_where_it_is_nearly_as_good() {
        assert_eq!(choose(&[0.9, 0.1, 0.9, 0.1], Wanted::Announced(3)).cuts, [0, 1, 3]);
        // Nine comments are announced, and nobody knows where: every line is the better guess.
        let unknown = vec![8.0 / 23.0; 23];
        assert_eq!(choose(&unknown, Wanted::Announced(9)).cuts.len(), 24);
        assert_eq!(choose(&unknown, Wanted::Exactly(9)).cuts.len(), 9);
    }

    #[test]
    fn a_number_that_the_lines_cannot_have_is_no_number() {
        assert_eq!(choose(&[0.9, 0.1], Wanted::Announced(9)).cuts, [0, 1]);
        assert_eq!(choose(&[0.9, 0.1], Wanted::Announced(0)).cuts, [0, 1]);
        assert_eq!(choose(&[], Wanted::Announced(1)), Cut { cuts: vec![0], expected_f1: 1.0 });
    }

    #[test]
    fn the_expected_f1_is_that_of_the_beginnings() {
        let cut = choose(&[1.0, 0.0, 1.0], Wanted::Announced(3));
        assert!((cut.expected_f1 - 1.0).abs() < 1e-12);
        let half = choose(&[0.5], Wanted::Exactly(1));
        assert!((half.expected_f1 - 1.0).abs() < 1e-12, "the first line always begins a comment");
    }
}
