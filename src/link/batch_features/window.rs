//! A reply with its window, the comments just before it, and where these are in a [`FeatureTable`].

use crate::limit::LINK_WINDOW;
use crate::link::ctx::Ctx;
use crate::link::doc::Doc;
use crate::link::feature_table::{FeatureTable, Row};
use crate::place::{Key, Place};
use crate::rule::PairFeature;

/// A set of comments of the window. The lowest bit is the comment just before the reply.
pub(super) type Bits = u64;

const _: () = assert!(LINK_WINDOW <= Bits::BITS as usize, "a window has a bit for every comment");

/// A reply and the comments just before it.
pub(super) struct Window<'a> {
    pub(super) ctx: Ctx<'a>,
    pub(super) from: Place,
    /// The reply.
    pub(super) doc: &'a Doc,
    /// The first comment of the window.
    pub(super) low: Place,
    /// The row of the first comment of the window.
    pub(super) first_row: usize,
    /// For each word of the reply's [`Doc::content`], the comments of the window that have its stem.
    pub(super) with_stem: Vec<Bits>,
}

impl Window<'_> {
    /// How many comments the window has, at most [`LINK_WINDOW`].
    pub(super) fn len(&self) -> usize {
        self.from.index() - self.low.index()
    }

    /// The row of a comment, if it is in the window.
    pub(super) fn row(&self, place: Place) -> Option<Row> {
        let is_inside = (self.low..self.from).contains(&place);
        is_inside.then(|| Row::from_index(place.index() - self.low.index() + self.first_row))
    }

    /// Sets a feature of a comment, if it is in the window.
    pub(super) fn set(&self, table: &mut FeatureTable, feature: PairFeature, place: Place, value: f64) {
        if let Some(row) = self.row(place) {
            table.set(feature, row, value);
        }
    }

    /// A feature of the comments of the window, to be changed.
    pub(super) fn column<'t>(&self, table: &'t mut FeatureTable, feature: PairFeature) -> &'t mut [f64] {
        let rows = self.first_row..self.first_row + self.len();
        table.column_mut(feature).get_mut(rows).unwrap_or_default()
    }

    /// The comments of a set, the last one first.
    pub(super) fn places(&self, mut bits: Bits) -> impl Iterator<Item = Place> + use<> {
        let last = self.from.index();
        std::iter::from_fn(move || {
            let bit = bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
            (bit < Bits::BITS).then(|| Place::new(last - 1 - bit as usize))
        })
    }
}
