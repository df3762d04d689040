//! What a reply may answer, and the facts about it that link rules weigh, fact by fact: those that
//! [`pair`](super::pair::pair) would tell of every candidate.

use std::sync::Mutex;

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
    /// A sheet on which nothing is known yet of the candidates at some places, which are in order; it is written into
    /// what an earlier one left.
    pub fn new(places: Vec<usize>, mut values: Vec<f64>) -> Self {
        values.clear();
        // A dozen facts hold of some candidate of nearly every reply.
        values.reserve(places.len() * 12);
        Self { places, values, ..Self::default() }
    }

    /// What is left of it for a later sheet.
    pub fn room(self) -> Vec<f64> {
        self.values
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

/// What sheets leave for later ones: some kilobytes each, which are made on one core and given up on another, and that
/// costs an allocator more than to fill them.
#[derive(Debug, Default)]
pub struct Spares(Mutex<Vec<Vec<f64>>>);

impl Spares {
    /// Room for a sheet: a used one, or a new one where there is none.
    pub fn take(&self) -> Vec<f64> {
        self.0.lock().ok().and_then(|mut spares| spares.pop()).unwrap_or_default()
    }

    /// Keeps the room of a sheet that is done with.
    pub fn keep(&self, room: Vec<f64>) {
        if let Ok(mut spares) = self.0.lock() {
            spares.push(room);
        }
    }
}
