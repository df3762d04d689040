//! A multinomial logit model of relations, with a Gaussian prior on each weight and, optionally, a fixed sign. It fits the
//! rules of relations.
//!
//! A row may leave open which of several relations is right ("neither rebuttal nor support"). Then the sum of their
//! probabilities counts, and each gets its expected share of it (Dempster, Laird and Rubin 1977). The method is cyclic
//! coordinate ascent with guarded Newton steps, as in [`super::logit`]. There is no randomness.

use super::logit::Prior;

/// How many relations there are.
pub const COUNT: usize = 7;

/// The fit ends when no weight moves by more than this, in log-odds.
const CLOSE: f64 = 1e-3;

/// Most rounds: more than any pack needs.
const ROUNDS: usize = 150;

/// The longest step of a weight in one round, in log-odds.
const STEP: f64 = 0.7;

/// A set of relations: one flag for each, in the order of [`crate::thread::Relation::ALL`].
pub type Flags = [bool; COUNT];

/// One reply.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Columns and values.
    pub values: Vec<(usize, f64)>,
    /// The fixed part: the log-odds that other packs give each relation.
    pub offset: [f64; COUNT],
    /// The relations that are possible.
    pub open: Flags,
    /// The right relation, or several if the gold does not decide between them.
    pub right: Flags,
}

/// The relation of a weight and its prior.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The relation whose log-odds it adds to.
    pub relation: usize,
    /// The prior.
    pub prior: Prior,
}

/// The probabilities of the possible relations, from their log-odds.
pub fn shares(log_odds: &[f64; COUNT], open: Flags) -> [f64; COUNT] {
    let top = log_odds.iter().zip(open).filter(|(_, open)| *open).map(|(x, _)| *x).fold(f64::MIN, f64::max);
    let mut shares = [0.0; COUNT];
    for ((share, x), open) in shares.iter_mut().zip(log_odds).zip(open) {
        *share = if open { libm::exp(x - top) } else { 0.0 };
    }
    let total: f64 = shares.iter().sum();
    shares.map(|share| if total > 0.0 { share / total } else { 0.0 })
}

/// The log-odds of a row.
pub fn log_odds(row: &Row, columns: &[Column], weights: &[f64]) -> [f64; COUNT] {
    let mut sums = row.offset;
    for (at, value) in &row.values {
        let (Some(column), Some(weight)) = (columns.get(*at), weights.get(*at)) else { continue };
        crate::place::update(&mut sums, column.relation, |sum| *sum += weight * value);
    }
    sums
}

/// The most probable weights, given the rows and priors.
pub fn fit(rows: &[&Row], columns: &[Column]) -> Vec<f64> {
    let mut weights: Vec<f64> = columns.iter().map(|column| column.prior.mean).collect();
    let mut found: Vec<Vec<(usize, f64)>> = vec![Vec::new(); columns.len()];
    for (at, row) in rows.iter().enumerate() {
        for (column, value) in &row.values {
            crate::place::update(&mut found, *column, |found| found.push((at, *value)));
        }
    }
    let mut odds: Vec<[f64; COUNT]> = rows.iter().map(|row| log_odds(row, columns, &weights)).collect();
    for _ in 0..ROUNDS {
        let mut moved = 0.0_f64;
        for ((weight, column), found) in weights.iter_mut().zip(columns).zip(&found) {
            moved = moved.max(step(weight, column, found, rows, &mut odds));
        }
        if moved < CLOSE {
            break;
        }
    }
    weights
}

/// Moves one weight by one Newton step and updates the log-odds. Returns the size of the step.
fn step(weight: &mut f64, column: &Column, found: &[(usize, f64)], rows: &[&Row], odds: &mut [[f64; COUNT]]) -> f64 {
    let Column { relation, prior } = column;
    let mut slope = prior.strength * (prior.mean - *weight);
    let mut curve = prior.strength;
    for (at, value) in found {
        let (Some(row), Some(odds)) = (rows.get(*at), odds.get(*at)) else { continue };
        let (p, q) = (shares(odds, row.open), shares(odds, row.right));
        let (p, q) = (p.get(*relation).copied().unwrap_or(0.0), q.get(*relation).copied().unwrap_or(0.0));
        slope += (q - p) * value;
        curve += p * (1.0 - p) * value * value;
    }
    let mut next = *weight + (slope / curve).clamp(-STEP, STEP);
    if prior.keep_sign && next * prior.mean < 0.0 {
        next = 0.0;
    }
    let by = next - *weight;
    for (at, value) in found {
        if let Some(sum) = odds.get_mut(*at).and_then(|odds| odds.get_mut(*relation)) {
            *sum += by * value;
        }
    }
    *weight = next;
    by.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: Prior = Prior { mean: 0.0, strength: 1e-6, keep_sign: false };

    fn row(values: &[(usize, f64)], right: &[usize]) -> Row {
        let mut flags = [false; COUNT];
        for at in right {
            flags[*at] = true;
        }
        Row {
            values: values.to_vec(),
            offset: [0.0; COUNT],
            open: [true, false, true, false, false, false, true],
            right: flags,
        }
    }

    #[test]
    fn biases_are_fitted_to_the_logarithms_of_the_shares() {
        // Relation 0 six times, relation 2 three times, relation 6 (the one at zero) once.
        let both = &[(0, 1.0), (1, 1.0)];
        let rows: Vec<Row> = [(0, 6), (2, 3), (6, 1)]
            .iter()
            .flat_map(|(right, count)| std::iter::repeat_n(row(both, &[*right]), *count))
            .collect();
        let columns = [Column { relation: 0, prior: FREE }, Column { relation: 2, prior: FREE }];
        let weights = fit(&rows.iter().collect::<Vec<_>>(), &columns);
        assert!(
            (weights[0] - libm::log(6.0)).abs() < 0.02 && (weights[1] - libm::log(3.0)).abs() < 0.02,
            "{weights:?}"
        );
    }

    #[test]
    fn an_open_answer_says_nothing_of_what_is_open() {
        let rows = [row(&[(0, 1.0)], &[0, 2]), row(&[(0, 1.0)], &[0, 2])];
        let column = Column { relation: 0, prior: Prior { mean: 0.4, strength: 1.0, keep_sign: true } };
        let closed: Vec<Row> = rows.iter().map(|row| Row { open: row.right, ..row.clone() }).collect();
        assert!((fit(&closed.iter().collect::<Vec<_>>(), &[column])[0] - 0.4).abs() < 1e-9);
    }
}
