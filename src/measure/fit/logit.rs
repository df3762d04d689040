//! Logistic regression with a Gaussian prior on each weight and, optionally, a fixed sign: the method of `rules fit`.
//!
//! Maximum a posteriori by cyclic coordinate descent with guarded Newton steps (Genkin, Lewis and Madigan 2007,
//! "Large-scale Bayesian logistic regression for text categorization", Technometrics 49:3). There is no randomness: the
//! same rows give the same weights.

use crate::rule::logistic;

/// The fit ends when no weight moves by more than this, in log-odds.
const CLOSE: f64 = 1e-5;

/// Most rounds: more than any pack needs. The problem is convex, so the descent ends much earlier.
const ROUNDS: usize = 300;

/// The longest step of a weight in one round, in log-odds. It limits Newton steps where the curve is flat.
const STEP: f64 = 1.0;

/// One comment: its columns with a value other than 0, and whether it has the label.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Columns and values.
    pub values: Vec<(usize, f64)>,
    /// Whether it has the label.
    pub yes: bool,
}

/// The prior of one weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// The mean of the weight.
    pub mean: f64,
    /// One over the variance. A row with p = 1/2 counts as much as a precision of 1/4.
    pub strength: f64,
    /// Whether it must keep the sign of `mean`.
    pub keep_sign: bool,
}

/// A bias and one weight for each column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// Log-odds without any term.
    pub bias: f64,
    /// Log-odds per unit of each column.
    pub columns: Vec<f64>,
}

impl Weights {
    /// The probability of the label for a row.
    pub fn p(&self, row: &Row) -> f64 {
        let shares = row.values.iter().map(|(column, value)| self.columns.get(*column).unwrap_or(&0.0) * value);
        logistic(self.bias + shares.sum::<f64>())
    }

    /// The log-likelihood of a row.
    pub fn log_likelihood(&self, row: &Row) -> f64 {
        let p = self.p(row);
        libm::log(if row.yes { p } else { 1.0 - p })
    }
}

/// The most probable weights, given the rows and priors. The bias has no prior and starts at `bias`.
pub fn fit(rows: &[&Row], priors: &[Prior], bias: f64) -> Weights {
    let mut weights = Weights { bias, columns: priors.iter().map(|prior| prior.mean).collect() };
    let mut columns: Vec<Vec<(usize, f64)>> = vec![Vec::new(); priors.len()];
    for (at, row) in rows.iter().enumerate() {
        for (column, value) in &row.values {
            crate::place::update(&mut columns, *column, |column| column.push((at, *value)));
        }
    }
    let everywhere: Vec<(usize, f64)> = (0..rows.len()).map(|at| (at, 1.0)).collect();
    let flat = Prior { mean: 0.0, strength: 1e-6, keep_sign: false };
    let mut log_odds: Vec<f64> = rows.iter().map(|row| log_odds_of(row, &weights)).collect();
    for _ in 0..ROUNDS {
        let mut moved = step(&mut weights.bias, &everywhere, &flat, rows, &mut log_odds);
        for ((weight, column), prior) in weights.columns.iter_mut().zip(&columns).zip(priors) {
            moved = moved.max(step(weight, column, prior, rows, &mut log_odds));
        }
        if moved < CLOSE {
            break;
        }
    }
    weights
}

fn log_odds_of(row: &Row, weights: &Weights) -> f64 {
    weights.bias
        + row.values.iter().map(|(column, value)| weights.columns.get(*column).unwrap_or(&0.0) * value).sum::<f64>()
}

/// Moves one weight by one Newton step and updates the log-odds. Returns the size of the step.
fn step(weight: &mut f64, column: &[(usize, f64)], prior: &Prior, rows: &[&Row], log_odds: &mut [f64]) -> f64 {
    let mut slope = prior.strength * (prior.mean - *weight);
    let mut curve = prior.strength;
    for (at, value) in column {
        let (Some(row), Some(x)) = (rows.get(*at), log_odds.get(*at)) else { continue };
        let p = logistic(*x);
        slope += (f64::from(u8::from(row.yes)) - p) * value;
        curve += p * (1.0 - p) * value * value;
    }
    let mut next = *weight + (slope / curve).clamp(-STEP, STEP);
    if prior.keep_sign && next * prior.mean < 0.0 {
        next = 0.0;
    }
    let by = next - *weight;
    for (at, value) in column {
        crate::place::update(log_odds, *at, |x| *x += by * value);
    }
    *weight = next;
    by.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(counts: [(bool, bool, usize); 4]) -> Vec<Row> {
        let of = |(x, yes, count): (bool, bool, usize)| {
            let values = if x { vec![(0, 1.0)] } else { Vec::new() };
            std::iter::repeat_n(Row { values, yes }, count)
        };
        counts.into_iter().flat_map(of).collect()
    }

    #[test]
    fn one_column_is_fitted_to_the_logarithm_of_its_odds_ratio() {
        // With a flat prior the best weight of a 2 × 2 table is known in closed form.
        let rows = rows([(true, true, 30), (true, false, 10), (false, true, 20), (false, false, 60)]);
        let rows: Vec<&Row> = rows.iter().collect();
        let weights = fit(&rows, &[Prior { mean: 0.0, strength: 1e-9, keep_sign: false }], 0.0);
        assert!((weights.bias - libm::log(20.0 / 60.0)).abs() < 1e-3, "{weights:?}");
        assert!((weights.columns[0] - libm::log(3.0 * 3.0)).abs() < 1e-3, "{weights:?}");
    }

    #[test]
    fn a_kept_sign_is_kept_and_an_unseen_column_keeps_its_weight() {
        let rows = rows([(true, true, 10), (true, false, 40), (false, true, 40), (false, false, 10)]);
        let rows: Vec<&Row> = rows.iter().collect();
        let prior = Prior { mean: 2.0, strength: 0.1, keep_sign: true };
        let weights = fit(&rows, &[prior, prior], 0.0);
        assert!(weights.columns[0].abs() < 1e-12, "{weights:?}");
        assert!((weights.columns[1] - 2.0).abs() < 1e-12, "{weights:?}");
        assert!(fit(&rows, &[Prior { keep_sign: false, ..prior }], 0.0).columns[0] < -1.0);
    }
}
