//! Ids that lost digits in a spreadsheet or a data frame: they make no links.
//!
//! In come the cells of the columns of ids and parents; out comes which of them are rounded. A spreadsheet shows long
//! numbers as `1.78451E+18` and keeps 15 digits of them, so that the rest are zeros. A data frame with gaps writes them as
//! floats, which are exact up to 2^53.

use std::collections::HashSet;

use super::cell;
use crate::lang;

/// How many digits a spreadsheet keeps, and how many a float does, written in full.
const KEPT: [usize; 2] = [15, 17];

/// That many zeros in a row of ids are no chance: one in ten thousand tables would have them.
const ZEROS: usize = 4;

/// From this exponent on a spreadsheet shows numbers with one.
const EXPONENT: usize = 11;

/// A float holds every whole number with fewer digits than this.
const EXACT_DIGITS: usize = 16;

/// Which ids of a table are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rounding {
    /// Longer ids lost the digits after this many.
    kept: Option<usize>,
}

impl Rounding {
    /// Finds out from the cells of all columns of ids.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let long: HashSet<&str> = cells.filter(|cell| cell.len() >= EXACT_DIGITS && cell::is_figures(cell)).collect();
        let kept = KEPT.into_iter().find(|kept| {
            let tails = || long.iter().filter_map(|id| id.get(*kept..)).filter(|tail| !tail.is_empty());
            tails().all(|tail| tail.bytes().all(|byte| byte == b'0')) && tails().map(str::len).sum::<usize>() >= ZEROS
        });
        Rounding { kept }
    }

    /// Whether an id is rounded.
    pub(super) fn is_lost(self, id: &str) -> bool {
        let is_float = id.strip_suffix(".0").is_some_and(|id| id.len() >= EXACT_DIGITS && cell::is_figures(id));
        let is_cut = self.kept.is_some_and(|kept| id.len() > kept && id.len() >= EXACT_DIGITS && cell::is_figures(id));
        is_float || is_cut || is_scientific(id)
    }
}

/// Whether a number is written with an exponent that is larger than its digits show.
fn is_scientific(id: &str) -> bool {
    let Some((mantissa, exponent)) = id.split_once(['E', 'e']) else { return false };
    let has_plus = exponent.starts_with('+');
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let (whole, rest) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let is_number = whole.len() == 1
        && cell::is_figures(whole)
        && (rest.is_empty() || cell::is_figures(rest))
        && (has_plus || !rest.is_empty())
        && exponent.len() <= 2
        && cell::is_figures(exponent);
    is_number && exponent.parse::<usize>().is_ok_and(|exponent| exponent >= EXPONENT && exponent > rest.len())
}

/// Whether a spreadsheet made a date of an id such as `1-1` or `1_2`: `01-janv`, `Jan-01`, `2-Feb.`.
pub(super) fn is_dated(id: &str) -> bool {
    let Some((first, second)) = id.split_once(['-', ' ', '.', '/']) else { return false };
    let second = second.trim_matches(['.', ' ', '-']);
    let is_day = |part: &str| part.len() <= 2 && cell::is_figures(part);
    let is_month = |part: &str| {
        let part = part.trim_end_matches('.').to_lowercase();
        (3..=5).contains(&part.chars().count())
            && lang::all().any(|words| {
                words.times.months.iter().flat_map(|names| names.iter()).any(|name| name.trim_end_matches('.') == part)
            })
    };
    (is_day(first) && is_month(second)) || (is_month(first) && is_day(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(cells: &str) -> usize {
        let rounding = Rounding::of(cells.split(' '));
        cells.split(' ').filter(|cell| rounding.is_lost(cell)).count()
    }

    #[test]
    fn rounded_ids_are_known_by_their_digits() {
        for (cells, count) in [
            ("1.78451E+18 1,78452E+18 7", 2),
            ("1.7845123456789012e+18 1.5e+16", 2),
            ("1784510000000000000 1784520000000000000", 2),
            ("1784510123456789000 1784510123456790000 1784510123456791000", 3),
            ("1784512345678901248.0", 1),
            ("178451234567890000", 0),
            ("1784510000000000001 1784510000000000000", 0),
            ("123.0 124.0 2.5e7 2,5E+07", 0),
            ("5e12345 1e15 t1_e5 1e+5x", 0),
            ("25000000 300000", 0),
        ] {
            assert_eq!(lost(cells), count, "{cells}");
        }
    }

    #[test]
    fn dates_that_were_outline_numbers_are_known() {
        for id in ["01-janv", "Jan-01", "2-Feb", "03.Mai"] {
            assert!(is_dated(id), "{id}");
        }
        for id in ["1-1", "a-b", "2024-03-01", "7"] {
            assert!(!is_dated(id), "{id}");
        }
    }
}
