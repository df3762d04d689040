//! Stage `filter`: [`ArgumentMap`] → [`View`].
//!
//! In: a map, and the [`Filters`] that the user typed. Out: a [`View`] of the nodes and links that remain, and what was
//! [`Noticed`] on the way. [`view()`] does all of it, in this order: it applies the filters, groups comments by position
//! if asked to, and folds a view that is too large. Each filter is a row of [`FILTERS`].

use std::borrow::Cow;

use crate::graph::ArgumentMap;

mod candidate;
mod choice;
mod fold;
pub mod forest;
mod group;
mod matching;
mod near;
mod noticed;
mod rank;
mod shape;
mod spec;
mod table;
mod view;

pub use noticed::{Counts, Noticed};
pub use spec::{Applies, Collapse, FilterError, FilterSpec, Filters, Stance};
pub use table::FILTERS;
pub use view::{Counting, View};

/// Whether a view may be folded. Some outputs show or count everything, and cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folds {
    /// As `--collapse` and `--max-nodes` ask.
    AsAsked,
    /// Never, whatever they ask.
    Never,
}

/// Applies the filters to a map, and folds the view if asked to.
///
/// A view borrows the map; only grouping by position makes a new one, which the view then owns. Linear in the map, except
/// for sorting.
pub fn view<'m>(map: &'m ArgumentMap, filters: &Filters, folds: Folds) -> (View<'m>, Noticed) {
    let mut noticed = Noticed::default();
    let mut view = matching::matching(map, filters, &mut noticed);
    noticed.kept = Counts::of(&view);
    if folds == Folds::AsAsked {
        if filters.collapse == Some(Collapse::Position) {
            view = View { counting: view.counting, ..View::of(Cow::Owned(group::group_by_position(&view))) };
        }
        fold::fold(&mut view, filters);
    }
    (view, noticed)
}
