//! What a reply may answer, and the facts about it that link rules weigh, fact by fact: those that
//! [`pair`](super::pair::pair) would tell of every candidate.

use crate::rule::{PAIR_FEATURES, PairFeature};

/// The candidates of a reply and the facts about them.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The candidates, in order of their places.
    pub places: Vec<usize>,
    /// Places among them that nobody can answer.
    pub dead: Vec<usize>,
    /// Of every fact, one more than the place of its column; 0 for a fact that holds of no candidate.
    columns: [u8; PAIR_FEATURES.len()],
    /// The columns, one after another.
    values: Vec<f64>,
}

impl Sheet {
    /// A sheet on which nothing is known yet of the candidates at some places, which are in order.
    pub fn new(places: Vec<usize>) -> Self {
        // A dozen facts hold of some candidate of nearly every reply.
        let values = Vec::with_capacity(places.len() * 12);
        Self { places, values, ..Self::default() }
    }

    /// The row of a candidate.
    pub fn row(&self, place: usize) -> Option<usize> {
        self.places.binary_search(&place).ok()
    }

    /// A fact of all candidates; `None` where it holds of none.
    pub fn column(&self, feature: PairFeature) -> Option<&[f64]> {
        let start = self.start(feature)?;
        self.values.get(start..start + self.places.len())
    }

    /// A fact of one candidate, by its row.
    pub fn get(&self, feature: PairFeature, row: usize) -> f64 {
        self.column(feature).and_then(|column| column.get(row)).copied().unwrap_or(0.0)
    }

    /// A fact of all candidates, to be changed.
    pub fn column_mut(&mut self, feature: PairFeature) -> &mut [f64] {
        let rows = self.places.len();
        let start = self.start(feature).unwrap_or_else(|| {
            let start = self.values.len();
            self.values.resize(start + rows, 0.0);
            if let Some(column) = self.columns.get_mut(feature as usize) {
                *column = (start / rows.max(1)) as u8 + 1;
            }
            start
        });
        self.values.get_mut(start..start + rows).unwrap_or_default()
    }

    /// Sets a fact of one candidate that has none yet.
    pub fn set(&mut self, feature: PairFeature, row: usize, value: f64) {
        if value != 0.0
            && let Some(slot) = self.column_mut(feature).get_mut(row)
        {
            *slot = value;
        }
    }

    /// Sets a fact of one candidate, unless it is larger already.
    pub fn raise(&mut self, feature: PairFeature, row: usize, value: f64) {
        if value > self.get(feature, row) {
            self.set(feature, row, value);
        }
    }

    /// Takes a fact of one candidate back.
    pub fn clear(&mut self, feature: PairFeature, row: usize) {
        if let Some(slot) = self.start(feature).and_then(|start| self.values.get_mut(start + row)) {
            *slot = 0.0;
        }
    }

    /// Where the column of a fact starts.
    fn start(&self, feature: PairFeature) -> Option<usize> {
        let column = self.columns.get(feature as usize)?.checked_sub(1)?;
        Some(usize::from(column) * self.places.len())
    }
}
