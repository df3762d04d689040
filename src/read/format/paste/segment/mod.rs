//! Cuts lines without marks into comments.
//!
//! In come the lines below the counter and what is known of the number of comments. Out comes a [`Segmentation`]: where
//! comments begin, how probable that is, how many of the beginnings can be expected to be right, the next best cuts, and for
//! every boundary the cues that decided it. Each boundary has its own log-odds. From these come the exact probabilities of
//! all boundaries, given the number of comments; the cut is the one of the highest expected F1 (`cut`).
//!
//! Where blank lines part some lines and others not, a comment ends only at blank lines: lines without one between them are
//! joined before any cue is looked for (`block`).

mod block;
pub mod cue;
mod cut;
mod echo;
mod habit;
mod named;
mod opening;
mod pair;
mod plain;
mod posterior;
mod quote;
mod remarks;
mod signs;
pub mod table;
mod word;

pub use cut::{Mode, Wanted};
pub use remarks::remarks;
pub use signs::{head, is_emoji};

use block::Blocks;
use cue::Cue;
use pair::{Found, Sheet};
use table::{ADDRESSED, BLANK_LINE, KNOWN, PARTED, UNBROKEN, UNKNOWN};

/// A line to be cut.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    /// Its text, without white space at its ends.
    pub text: &'t str,
    /// Blank lines above it.
    pub gap: usize,
    /// Whether something other than a comment (a reply link) was above it, so that a comment ends there.
    pub parted: bool,
}

/// A cue that holds between two lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// Its name.
    pub name: &'static str,
    /// What it adds to the log-odds of one comment.
    pub weight: f64,
    /// The value of the cue: 1 for a plain one.
    pub value: f64,
    /// What it detects.
    pub why: &'static str,
}

/// The place between two lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary {
    /// Log-odds that the lower line continues the comment of the upper one: the sum of the weights.
    pub log_odds: f64,
    /// P(one comment), given the announced number if there is one.
    pub p_merge: f64,
    /// The strongest cues that hold, strongest first.
    pub cues: Vec<Reason>,
}

/// Another way to cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// The lines that begin a comment, from 0.
    pub cuts: Vec<usize>,
    /// P(this cut), among the same cuts as that of the chosen one.
    pub posterior: f64,
}

/// How lines were cut into comments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segmentation {
    /// The lines that begin a comment, from 0, including the first line.
    pub cuts: Vec<usize>,
    /// How right the beginnings are, as can be expected: F1, which is 1 if all are right and none is missing.
    pub expected_f1: f64,
    /// P(exactly this cut) among all cuts with the same number of comments, or among all cuts if no number is announced.
    pub posterior: f64,
    /// The likeliest other cuts, with the same number of comments if one is announced.
    pub rivals: Vec<Rival>,
    /// The places between lines, one fewer than lines.
    pub boundaries: Vec<Boundary>,
    /// How the cut was found.
    pub mode: Mode,
}

impl Segmentation {
    /// How many beginnings, after the first, are more likely wrong than right.
    pub fn doubtful(&self) -> usize {
        let above = self.cuts.iter().filter_map(|line| line.checked_sub(1));
        above.filter(|at| self.boundaries.get(*at).is_some_and(|boundary| boundary.p_merge > 0.5)).count()
    }
}

/// How many cues of a boundary are kept. The others add little.
const KEPT: usize = 6;

/// The cues that hold at every place between two lines, with their values. `article` are the lines of the article. Nothing
/// but the script that fits the weights needs them all.
pub fn cues(lines: &[&str], article: &[&str]) -> Vec<Vec<(Cue, f64)>> {
    let sheet = Sheet::new(signs::signs(lines, article));
    (1..lines.len())
        .map(|at| {
            let mut found = Found::new();
            sheet.cues_above(at, &mut found);
            found
        })
        .collect()
}

/// What is known of a place without any cue of words.
#[derive(Clone, Copy, Default)]
struct Given {
    parted: bool,
    blank: bool,
    addressed: bool,
}

impl Given {
    /// The reasons for the log-odds that it adds.
    fn reasons(self) -> impl Iterator<Item = Reason> {
        let reason = |name, weight, why| Reason { name, weight, value: 1.0, why };
        [
            (self.parted, reason("reply-link", PARTED, "a reply link stands above it")),
            (self.blank, reason("blank-line", BLANK_LINE, "blank lines part it from the line above")),
            (
                self.addressed && !self.parted,
                reason("addressed-above", ADDRESSED, "the line above is only a greeting or an address of what follows"),
            ),
        ]
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, reason)| reason)
    }
}

/// Cuts the lines into comments. `article` are the lines of the article, which comments may quote.
pub fn segment(rows: &[Row<'_>], article: &[&str], wanted: Wanted) -> Segmentation {
    if rows.is_empty() {
        return Segmentation::default();
    }
    let blocks = Blocks::of(rows, wanted.number());
    let texts = blocks.texts(rows);
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    let count = wanted.possible(texts.len());
    let weights = if count.is_some() { &*KNOWN } else { &*UNKNOWN };
    let sheet = Sheet::new(signs::signs(&texts, article));
    let mut found = Found::new();
    let mut boundaries: Vec<Boundary> = (1..texts.len())
        .map(|at| {
            sheet.cues_above(at, &mut found);
            let given = Given {
                parted: blocks.first(at).and_then(|row| rows.get(row)).is_some_and(|row| row.parted),
                blank: blocks.is_blank_above(rows, at),
                addressed: sheet.is_address(at - 1),
            };
            boundary(&found, given, weights)
        })
        .collect();
    let odds: Vec<f64> = boundaries.iter().map(|boundary| boundary.log_odds).collect();
    let p_cut = posterior::p_cut(&odds, count);
    for (boundary, p) in boundaries.iter_mut().zip(&p_cut) {
        boundary.p_merge = 1.0 - p;
    }
    let cut = cut::choose(&p_cut, wanted);
    let (posterior, rivals) = posterior::rank(&odds, &cut.cuts, count.is_some());
    let mode = match count {
        None => Mode::Free,
        Some(count) if posterior::is_exact(texts.len(), count) => Mode::Announced,
        Some(_) => Mode::Penalty,
    };
    let rows_of = |cuts: &[usize]| cuts.iter().filter_map(|block| blocks.first(*block)).collect();
    Segmentation {
        cuts: rows_of(&cut.cuts),
        expected_f1: cut.expected_f1,
        posterior,
        rivals: rivals.into_iter().map(|rival| Rival { cuts: rows_of(&rival.cuts), ..rival }).collect(),
        boundaries: blocks.spread(boundaries, rows.len()),
        mode,
    }
}

/// The log-odds of a place and its strongest cues.
fn boundary(found: &Found, given: Given, weights: &table::Weights) -> Boundary {
    let mut log_odds = weights.bias;
    let mut strongest: Vec<(f64, Cue, f64)> = Vec::with_capacity(KEPT + 1);
    for (cue, value) in found {
        let weight = weights.of(*cue) * value;
        log_odds += weight;
        let weaker = strongest.partition_point(|(other, ..)| other.abs() >= weight.abs());
        if weaker < KEPT && weight != 0.0 {
            strongest.insert(weaker, (weight, *cue, *value));
            strongest.truncate(KEPT);
        }
    }
    let mut cues: Vec<Reason> = given.reasons().collect();
    log_odds += cues.iter().map(|reason| reason.weight).sum::<f64>();
    cues.extend(strongest.into_iter().map(|(weight, cue, value)| Reason {
        name: cue.name(),
        weight,
        value,
        why: cue.means(),
    }));
    cues.truncate(KEPT);
    Boundary { log_odds, p_merge: 0.5, cues }
}

/// The place between two lines that no blank line parts, on a page where blank lines are between others.
fn unbroken() -> Boundary {
    let reason = Reason {
        name: "no-blank-line",
        weight: UNBROKEN,
        value: 1.0,
        why: "no blank line parts it from the line above, as blank lines part others",
    };
    Boundary { log_odds: UNBROKEN, p_merge: 1.0, cues: vec![reason] }
}
