//! The weights of the cues, from `weights.tsv`, and the few that are set by hand.
//!
//! A positive weight means that both lines are in one comment, a negative one that the lower line begins another. The
//! weights come from a ridge logistic regression over threads whose comments are known: `tests/measure/fit_cuts.py` fits
//! and writes them, with the cues as this program finds them (`examples/cues.rs`). Each has two: one for a page whose number
//! of comments is known, one for a page where it is not.

use std::sync::LazyLock;

use super::cue::{CUES, Cue};

/// The table: the name of a cue, its weight where the number is known, where it is not, and its meaning.
const WEIGHTS: &str = include_str!("weights.tsv");

/// The row of the table that holds before any cue.
const BIAS: &str = "bias";

/// The weight of a reply link between two lines, which almost certainly belong to different comments then.
pub const PARTED: f64 = -12.0;

/// The weight of a greeting or an address alone above a line: it belongs to what follows. In threads whose
/// comments are known, of 3,600 such lines 50 were the last of their comment.
pub const ADDRESSED: f64 = 6.0;

/// The weight of two lines without a blank line between them, on a page where blank lines are between others: of 3,942 such
/// places, none was the end of a comment.
pub const UNBROKEN: f64 = 12.0;

/// The weight of a blank line on a page that has too few of them to part all comments. Set by hand: no page with known
/// comments is like that.
pub const BLANK_LINE: f64 = -3.0;

/// The weights for one kind of page.
#[derive(Debug)]
pub struct Weights {
    /// Before any cue.
    pub bias: f64,
    /// Of each cue, by its place.
    cues: Vec<f64>,
}

impl Weights {
    /// The weight of a cue.
    pub fn of(&self, cue: Cue) -> f64 {
        self.cues.get(cue.place()).copied().unwrap_or(0.0)
    }
}

/// The weights where the number of comments is known.
pub static KNOWN: LazyLock<Weights> = LazyLock::new(|| read(1));

/// The weights where it is not.
pub static UNKNOWN: LazyLock<Weights> = LazyLock::new(|| read(2));

/// Reads a column of the table. A row that names no cue is left out; a test finds it.
fn read(column: usize) -> Weights {
    let mut weights = Weights { bias: 0.0, cues: vec![0.0; CUES] };
    let by_name: rustc_hash::FxHashMap<&str, usize> = Cue::all().map(|cue| (cue.name(), cue.place())).collect();
    for row in rows() {
        let mut cells = row.split('\t');
        let name = cells.next().unwrap_or("");
        let weight = cells.nth(column - 1).and_then(|cell| cell.parse().ok()).unwrap_or(0.0);
        if name == BIAS {
            weights.bias = weight;
        } else if let Some(slot) = by_name.get(name).and_then(|place| weights.cues.get_mut(*place)) {
            *slot = weight;
        }
    }
    weights
}

fn rows() -> impl Iterator<Item = &'static str> {
    WEIGHTS.lines().filter(|row| !row.starts_with('#') && !row.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_cue_with_its_meaning() {
        let mut names = std::collections::HashSet::new();
        for row in rows() {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 4, "{row}");
            assert!(names.insert(cells[0]), "{row} is there twice");
            assert!(cells[1..3].iter().all(|cell| cell.parse::<f64>().is_ok_and(f64::is_finite)), "{row}");
            if cells[0] != BIAS {
                let cue = Cue::all().find(|cue| cue.name() == cells[0]);
                assert_eq!(cue.map(Cue::means), Some(cells[3]), "{row}");
            }
        }
        assert!((250..=625).contains(&names.len()), "{} rows", names.len());
    }

    #[test]
    fn what_a_reader_expects_has_the_right_sign() {
        let weight = |name: &str| Cue::all().find(|cue| cue.name() == name).map_or(0.0, |cue| KNOWN.of(cue));
        for name in ["signs-off", "above-ends-comma", "above-ends-colon", "below-continuation", "copy-above", "link"] {
            assert!(weight(name) > 0.3, "{name}");
        }
        for name in ["below-greeting", "below-thanks", "at-name", "smiley-above", "copies-above"] {
            assert!(weight(name) < -0.3, "{name}");
        }
    }
}
