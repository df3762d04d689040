//! Calibration: a reliability table, and precision and coverage at several thresholds.

use std::fmt::{self, Write as _};

use serde::Serialize;

use crate::text::Ui;

/// How many bins the reliability table has: 0.0–0.1, …, 0.9–1.0.
const BINS: usize = 10;

/// The thresholds at which precision and coverage are reported.
const THRESHOLDS: [f64; 6] = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/// A bin of claims with about the same probability.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bin {
    /// Their mean probability.
    #[serde(rename = "said")]
    pub predicted: f64,
    /// The share of them that are right.
    pub right: f64,
    /// How many there are.
    pub count: usize,
}

/// Precision, recall and coverage of the claims at or above a threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    /// The threshold.
    pub threshold: f64,
    /// Precision: the share of these claims that are right; 1 if there are none.
    pub precision: f64,
    /// Recall: the share of all right claims that are among these; 1 if no claim is right.
    pub recall: f64,
    /// Coverage: the share of all claims that are among these.
    pub coverage: f64,
}

/// How well probabilities agree with the shares of right claims.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Calibration {
    /// Expected calibration error: the mean distance of `predicted` and `right` over the bins, by count, in [0, 1]
    /// (Naeini, Cooper and Hauskrecht 2015).
    pub ece: f64,
    /// The reliability table; empty bins are left out.
    pub bins: Vec<Bin>,
    /// Precision, recall and coverage at thresholds.
    pub points: Vec<Point>,
}

/// Compares claims, each a probability and whether it is right.
pub fn calibration(claims: &[(f64, bool)]) -> Calibration {
    let mut sums = [(0.0, 0usize, 0usize); BINS];
    for (p, right) in claims {
        crate::place::update(&mut sums, ((p * BINS as f64) as usize).min(BINS - 1), |(predicted, hits, count)| {
            *predicted += p;
            *hits += usize::from(*right);
            *count += 1;
        });
    }
    let bins: Vec<Bin> = sums
        .into_iter()
        .filter(|(.., count)| *count > 0)
        .map(|(predicted, hits, count)| Bin {
            predicted: predicted / count as f64,
            right: hits as f64 / count as f64,
            count,
        })
        .collect();
    let off: f64 = bins.iter().map(|bin| (bin.predicted - bin.right).abs() * bin.count as f64).sum();
    Calibration {
        ece: off / claims.len().max(1) as f64,
        bins,
        points: THRESHOLDS.map(|threshold| point(claims, threshold)).to_vec(),
    }
}

/// Precision, recall and coverage from a threshold on.
pub fn point(claims: &[(f64, bool)], threshold: f64) -> Point {
    let claimed = claims.iter().filter(|(p, _)| *p >= threshold);
    let (claimed, hits) = claimed.fold((0, 0), |(claimed, hits), (_, right)| (claimed + 1, hits + usize::from(*right)));
    let wanted = claims.iter().filter(|(_, right)| *right).count();
    let share = |part: usize, whole: usize, empty: f64| if whole == 0 { empty } else { part as f64 / whole as f64 };
    Point {
        threshold,
        precision: share(hits, claimed, 1.0),
        recall: share(hits, wanted, 1.0),
        coverage: share(claimed, claims.len(), 0.0),
    }
}

/// The smallest threshold from 0.5 on at which precision reaches `least`; `None` if no threshold below 1 does, or if fewer
/// than ten claims would remain to measure it.
pub fn threshold_for(claims: &[(f64, bool)], least: f64) -> Option<f64> {
    (50..100).map(|percent| f64::from(percent) / 100.0).find(|threshold| {
        let claimed = claims.iter().filter(|(p, _)| p >= threshold).count();
        claimed >= 10 && point(claims, *threshold).precision >= least
    })
}

impl Calibration {
    /// The reliability table as text.
    pub fn text(&self, ui: Ui) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(ui, &mut out);
        out
    }

    fn write(&self, ui: Ui, f: &mut String) -> fmt::Result {
        f.push_str(ui.pick("  predicted → right:", "  prédit → juste\u{a0}:"));
        for bin in &self.bins {
            write!(f, " {:.2}→{:.2} ({})", bin.predicted, bin.right, bin.count)?;
        }
        f.push_str(ui.pick("\n  from a probability on:", "\n  à partir d’une probabilité\u{a0}:"));
        let [precision, recall] = [ui.pick("precision", "précision"), ui.pick("recall", "rappel")];
        for point in &self.points {
            write!(f, " {:.2}: {precision} {:.2}, {recall} {:.2};", point.threshold, point.precision, point.recall)?;
        }
        writeln!(f)
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Ui::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honest_probabilities_have_no_error_and_boasts_have_theirs() {
        let honest: Vec<(f64, bool)> = (0..10).map(|at| (0.8, at < 8)).collect();
        assert!(calibration(&honest).ece < 1e-9);
        let boast: Vec<(f64, bool)> = (0..10).map(|at| (1.0, at < 6)).collect();
        assert!((calibration(&boast).ece - 0.4).abs() < 1e-9);
        assert!(calibration(&[]).bins.is_empty());
    }

    #[test]
    fn a_threshold_for_a_precision_is_the_smallest_that_reaches_it() {
        let claims: Vec<(f64, bool)> = (0..100).map(|at| (f64::from(at) / 100.0, at >= 75 || at % 2 == 0)).collect();
        let threshold = threshold_for(&claims, 0.9).unwrap();
        assert!(point(&claims, threshold).precision >= 0.9);
        assert!(point(&claims, threshold - 0.01).precision < 0.9);
        assert_eq!(threshold_for(&claims[..60], 0.99), None);
    }
}
