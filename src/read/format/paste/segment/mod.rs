//! Cuts lines without marks into comments.
//!
//! In come the lines below the counter and the announced number. Out comes a [`Segmentation`]: where comments begin, how
//! probable that is, the next best cuts, and for every boundary the cues that decided it. Each boundary has its own
//! log-odds, so the likelihood of a cut is the product over its boundaries. Exact dynamic programming makes the cut agree
//! with the announced number.

pub mod cue;
mod cut;
mod echo;
mod habit;
mod posterior;
mod quote;
mod signs;
pub mod table;
mod words;

pub use cut::{Cut, Mode};
pub use signs::{head, is_emoji};

use cue::{Habits, Pair};
use table::{BIAS, BLANK_LINE, CUES, PARTED};

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
    /// P(one comment), given the announced number if that is respected.
    pub p_merge: f64,
    /// The cues that hold, strongest first.
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
    /// P(exactly this cut) among all cuts with the same number of comments, or among all cuts if no number is announced.
    pub posterior: f64,
    /// The likeliest other cuts, with the same number of comments if one is announced.
    pub rivals: Vec<Rival>,
    /// The places between lines, one fewer than lines.
    pub boundaries: Vec<Boundary>,
    /// How the cut was found.
    pub mode: Mode,
}

/// The cues that hold at every place between two lines. `article` are the lines of the article.
pub fn boundaries(rows: &[Row<'_>], article: &[&str]) -> Vec<Vec<Reason>> {
    let texts: Vec<&str> = rows.iter().map(|row| row.text).collect();
    let signs = signs::signs(&texts, article);
    let habits = Habits::of(&signs);
    let rare_gap = rarer_gap(rows);
    let mut all = Vec::with_capacity(rows.len().saturating_sub(1));
    for (at, (pair, row)) in signs.windows(2).zip(rows.iter().skip(1)).enumerate() {
        let [a, b] = pair else { continue };
        let before = at.checked_sub(1).and_then(|before| signs.get(before));
        let pair = Pair { a, b, above: Some(at), before, after: signs.get(at + 2), habits: &habits };
        let mut reasons: Vec<Reason> = CUES
            .iter()
            .filter_map(|cue| {
                let value = cue.value(&pair);
                (value != 0.0).then_some(Reason { name: cue.name, weight: cue.weight * value, value, why: cue.why })
            })
            .collect();
        if rare_gap.is_some_and(|gap| row.gap >= gap) {
            reasons.push(Reason {
                name: "blank-line",
                weight: BLANK_LINE,
                value: 1.0,
                why: "blank lines part it from the line above",
            });
        }
        if row.parted {
            reasons.push(Reason {
                name: "reply-link",
                weight: PARTED,
                value: 1.0,
                why: "a reply link stands above it",
            });
        }
        reasons.sort_by(|x, y| y.weight.abs().total_cmp(&x.weight.abs()).then(x.name.cmp(y.name)));
        all.push(reasons);
    }
    all
}

/// The number of blank lines that marks a boundary: one more than the smallest gap. `None` if all gaps are the same, since
/// they show nothing then.
fn rarer_gap(rows: &[Row<'_>]) -> Option<usize> {
    let gaps = || rows.iter().skip(1).map(|row| row.gap);
    let (least, most) = (gaps().min()?, gaps().max()?);
    (most > least).then_some(least + 1)
}

/// Cuts the lines into comments, into the announced number if that is possible. `article` are the lines of the article,
/// which comments may quote.
pub fn segment(rows: &[Row<'_>], article: &[&str], announced: Option<usize>) -> Segmentation {
    if rows.is_empty() {
        return Segmentation::default();
    }
    let reasons = boundaries(rows, article);
    let odds: Vec<f64> = reasons.iter().map(|cues| BIAS + cues.iter().map(|cue| cue.weight).sum::<f64>()).collect();
    let Cut { cuts, mode } = cut::cut(&odds, announced);
    let count = match mode {
        Mode::Free => None,
        Mode::Announced | Mode::Penalty => Some(cuts.len()),
    };
    let beliefs = posterior::beliefs(&odds, &cuts, count);
    let boundaries = reasons
        .into_iter()
        .zip(&odds)
        .zip(&beliefs.p_merge)
        .map(|((cues, log_odds), p_merge)| Boundary { log_odds: *log_odds, p_merge: *p_merge, cues })
        .collect();
    Segmentation { cuts, posterior: beliefs.posterior, rivals: beliefs.rivals, boundaries, mode }
}
