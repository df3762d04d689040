//! The probabilities of all loaded labels for one comment, before thresholds.

use std::sync::Arc;

use crate::place::update;

/// A probability for every loaded position and form, in order of name. All comments of a thread share the list of
/// names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    names: Arc<[Arc<str>]>,
    values: Vec<f64>,
}

impl Scores {
    /// Zero for every name. `names` must be in order, each once.
    pub fn zero(names: &Arc<[Arc<str>]>) -> Self {
        Self { names: names.clone(), values: vec![0.0; names.len()] }
    }

    /// Every label with its probability, in order of name.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, f64)> {
        self.names.iter().zip(self.values.iter().copied())
    }

    /// The probability of a label; 0 if no loaded rule gives it.
    pub fn get(&self, name: &str) -> f64 {
        self.place(name).ok().and_then(|at| self.values.get(at)).copied().unwrap_or(0.0)
    }

    /// Raises the probability of the label at an index to `score`, unless it is higher already.
    pub(super) fn raise_at(&mut self, place: usize, score: f64) {
        update(&mut self.values, place, |value| *value = value.max(score));
    }

    /// Raises the probability of a label to `score`, unless it is higher already; a new label is added.
    pub fn raise(&mut self, name: &Arc<str>, score: f64) {
        match self.place(name) {
            Ok(at) => self.raise_at(at, score),
            Err(at) => {
                let (before, after) = self.names.split_at(at);
                self.names = before.iter().chain([name]).chain(after).cloned().collect();
                self.values.insert(at, score);
            }
        }
    }

    /// These probabilities, with 0 in place of those that are not above `floor`.
    #[must_use]
    pub(super) fn above(mut self, floor: &Scores) -> Scores {
        for (name, value) in self.names.iter().zip(&mut self.values) {
            if *value <= floor.get(name) {
                *value = 0.0;
            }
        }
        self
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.names.binary_search_by(|known| (**known).cmp(name))
    }
}

impl<const N: usize> From<[(&str, f64); N]> for Scores {
    fn from(scores: [(&str, f64); N]) -> Self {
        let mut all = Self::default();
        for (name, score) in scores {
            all.raise(&name.into(), score);
        }
        all
    }
}
