//! How sure the words about a link may be: the thresholds that every output shares.
//!
//! The verbs are in [`crate::layout::graded`].

use super::Link;
use crate::tag::By;
use crate::thread::Relation;

/// From this probability on, a link is stated, in [0, 1]: of ten such statements two are wrong. Headlines, best comments
/// and corrections need it. Source: issue 18, part 5.
pub const SURE: f64 = 0.8;

/// From this probability on, a link *seems* to do something, in [0, 1]. Below it, an output says only that there is an
/// answer. Source: issue 18, part 5.
pub const SEEMS: f64 = 0.6;

/// How sure the words about a link may be. The lowest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Below [`SEEMS`]: in no headline and in no count of open rebuttals.
    Perhaps,
    /// From [`SEEMS`] on.
    Seems,
    /// From [`SURE`] on, or if a person or the source decided the relation of a link that is given.
    Sure,
}

impl Grade {
    /// The grade of a probability in [0, 1].
    pub fn of(p: f64) -> Grade {
        // Probabilities are written with two decimals: what is shown as 0.80 is sure.
        if p >= SURE - 0.005 {
            Grade::Sure
        } else if p >= SEEMS - 0.005 {
            Grade::Seems
        } else {
            Grade::Perhaps
        }
    }

    /// The grade of a link.
    pub fn of_link(link: &Link) -> Grade {
        Grade::of(certainty(link))
    }
}

/// P(the reply answers this, and in this way), in [0, 1]: P(link) × P(relation | link). A rebuttal is as sure as the attack
/// is, because a correction rebuts too; a correction needs its own probability. The relation is certain if a person or the
/// source decided it.
pub fn certainty(link: &Link) -> f64 {
    let relation = match (link.relation_by, link.relation) {
        // A plain reply claims nothing about how it answers.
        (By::Human | By::Given, _) | (_, Relation::Reply) => 1.0,
        (_, Relation::Rebuttal) => {
            let [rebuttal, correction, ..] = relations_as_written(&link.relations);
            (rebuttal + correction).max(rounded(link.relation_p))
        }
        _ => rounded(link.relation_p),
    };
    (rounded(link.confidence) * relation).clamp(0.0, 1.0)
}

/// Decimals of a probability in outputs for programs.
const DECIMALS: i32 = 4;

/// A probability or share as it is written. Values that are not finite, which no stage makes, are written as 0.
pub fn rounded(number: f64) -> f64 {
    let scale = f64::from(10_i32.pow(DECIMALS as u32));
    let rounded = (number * scale).round() / scale;
    // Adding zero turns -0.0 into 0.0.
    if rounded.is_finite() { rounded + 0.0 } else { 0.0 }
}

/// The probabilities of a link as they are written. Their sum stays 1: the largest takes the difference. What is derived
/// from these is the same for a map that was written and read back.
pub fn relations_as_written(p: &[f64; 7]) -> [f64; 7] {
    let scale = f64::from(10_i32.pow(DECIMALS as u32));
    let mut units = p.map(|p| rounded(p) * scale).map(f64::round);
    let sum: f64 = p.iter().sum();
    // If the sum is not 1 to begin with, the stage before is wrong, and hiding that helps nobody.
    if (sum - 1.0).abs() < 1e-6 {
        let difference = scale - units.iter().sum::<f64>();
        if let Some(largest) = units.iter_mut().reduce(|best, next| if *next > *best { next } else { best }) {
            *largest += difference;
        }
    }
    units.map(|unit| unit / scale)
}
