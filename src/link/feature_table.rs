//! The candidates of a reply and their pair features, one column for each feature: the same values that
//! [`pair`](super::pair::pair) gives for each candidate.

use std::sync::Mutex;

use crate::place::{self, Key, PerKey, Place};
use crate::rule::{PAIR_FEATURES, PairFeature};

/// A candidate of a reply: its row in a [`FeatureTable`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row(u32);

impl Key for Row {
    fn from_index(index: usize) -> Self {
        Self(index as u32)
    }

    fn to_index(self) -> usize {
        self.0 as usize
    }
}

/// One value for each candidate of a reply, in the order of the candidates.
pub type PerCandidate<T> = PerKey<Row, T>;

/// The candidates of a reply and their features.
#[derive(Clone, Debug)]
pub struct FeatureTable {
    /// The candidates, in the order of the thread.
    pub places: PerCandidate<Place>,
    /// Candidates that nobody can answer, in the order of the thread.
    pub silent: Vec<Place>,
    /// For each feature: 1 + the index of its column in `values`, or 0 if no candidate has it.
    columns: [u8; PAIR_FEATURES.len()],
    /// The columns, one after another.
    values: PerKey<usize, f64>,
}

impl FeatureTable {
    /// A table without features for some candidates, which must be in order. It stores its values in `buffer`, whose
    /// content is discarded.
    pub fn new(places: Vec<Place>, mut buffer: Vec<f64>) -> Self {
        buffer.clear();
        // For nearly every reply, a dozen features hold for some candidate.
        buffer.reserve(places.len() * 12);
        let columns = [0; PAIR_FEATURES.len()];
        Self { places: places.into(), silent: Vec::new(), columns, values: buffer.into() }
    }

    /// The memory of its values, for a later table.
    pub fn into_buffer(self) -> Vec<f64> {
        self.values.into_vec()
    }

    /// The row of a candidate, if the comment is one.
    pub fn row(&self, place: Place) -> Option<Row> {
        self.places.as_slice().binary_search(&place).ok().map(Row::from_index)
    }

    /// A feature of all candidates; `None` if it is 0 for all of them.
    pub fn column(&self, feature: PairFeature) -> Option<&[f64]> {
        let start = self.start(feature)?;
        Some(self.values.range(start..start + self.places.len()))
    }

    /// A feature of one candidate.
    pub fn get(&self, feature: PairFeature, row: Row) -> f64 {
        self.start(feature).map_or(0.0, |start| *self.values.at(start + row.to_index()))
    }

    /// A feature of all candidates, to be changed.
    pub fn column_mut(&mut self, feature: PairFeature) -> &mut [f64] {
        let start = self.start_or_add(feature);
        self.values.as_mut_slice().get_mut(start..start + self.places.len()).unwrap_or_default()
    }

    /// Sets a feature of one candidate that does not have it yet.
    pub fn set(&mut self, feature: PairFeature, row: Row, value: f64) {
        if value != 0.0 {
            let start = self.start_or_add(feature);
            *self.values.at_mut(start + row.to_index()) = value;
        }
    }

    /// Sets a feature of one candidate, unless it is larger already.
    pub fn raise(&mut self, feature: PairFeature, row: Row, value: f64) {
        if value > self.get(feature, row) {
            self.set(feature, row, value);
        }
    }

    /// Sets a feature of one candidate back to 0.
    pub fn clear(&mut self, feature: PairFeature, row: Row) {
        if let Some(start) = self.start(feature) {
            *self.values.at_mut(start + row.to_index()) = 0.0;
        }
    }

    /// The index of the first value of a feature's column, if it has one.
    fn start(&self, feature: PairFeature) -> Option<usize> {
        let column = place::lookup(&self.columns, feature as usize, || &0).checked_sub(1)?;
        Some(usize::from(column) * self.places.len())
    }

    /// The same; adds a column of zeros if the feature has none.
    fn start_or_add(&mut self, feature: PairFeature) -> usize {
        self.start(feature).unwrap_or_else(|| {
            let (start, rows) = (self.values.len(), self.places.len());
            self.values.resize(start + rows, 0.0);
            place::set(&mut self.columns, feature as usize, (start / rows.max(1)) as u8 + 1);
            start
        })
    }
}

/// Buffers of tables that are done with, for later tables. A buffer has some kilobytes and is made on one core and given
/// up on another, which costs an allocator more than filling it.
#[derive(Debug, Default)]
pub struct BufferPool(Mutex<Vec<Vec<f64>>>);

impl BufferPool {
    /// A used buffer, or a new one if there are no used ones.
    pub fn take(&self) -> Vec<f64> {
        self.0.lock().ok().and_then(|mut buffers| buffers.pop()).unwrap_or_default()
    }

    /// Keeps a buffer for a later table.
    pub fn keep(&self, buffer: Vec<f64>) {
        if let Ok(mut buffers) = self.0.lock() {
            buffers.push(buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_no_candidate_has_takes_no_column() {
        let mut table = FeatureTable::new([2, 5].map(Place::new).to_vec(), vec![9.0; 3]);
        let (first, last) = (Row::from_index(0), Row::from_index(1));
        assert_eq!((table.row(Place::new(5)), table.row(Place::new(3))), (Some(last), None));
        table.set(PairFeature::Named, first, 0.0);
        assert_eq!((table.column(PairFeature::Named), table.get(PairFeature::Named, first)), (None, 0.0));
        table.set(PairFeature::Denied, last, 0.5);
        table.raise(PairFeature::Cited, first, 0.25);
        table.raise(PairFeature::Cited, first, 0.125);
        assert_eq!(table.column(PairFeature::Denied), Some(&[0.0, 0.5][..]));
        assert_eq!(table.column(PairFeature::Cited), Some(&[0.25, 0.0][..]));
        table.clear(PairFeature::Denied, last);
        assert_eq!(table.into_buffer(), [0.0, 0.0, 0.25, 0.0]);
    }

    #[test]
    fn a_pool_gives_back_what_it_was_given() {
        let pool = BufferPool::default();
        assert_eq!(pool.take().capacity(), 0);
        pool.keep(Vec::with_capacity(7));
        assert!(pool.take().capacity() >= 7);
    }
}
