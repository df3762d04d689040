//! The features of all candidates of a reply at once: a [`FeatureTable`].
//!
//! What the reply shares with the comments of its window, the [`LINK_WINDOW`] comments just before it, is found by
//! following its words back through the thread, for the whole window at once. The features of distant candidates, and
//! those not listed in [`BATCHED`], are computed pair by pair. The values are those of [`pair`]; a test compares them.

mod facts;
#[cfg(test)]
mod tests;
mod window;
mod words;

use self::window::Window;
use super::candidates::distant;
use super::citations::cited;
use super::ctx::Ctx;
use super::feature_table::FeatureTable;
use super::index::within;
use super::pair::pair;
use crate::limit::LINK_WINDOW;
use crate::place::Place;
use crate::rule::PairFeature;

/// The features that are computed for the whole window at once, whether a rule asks for them or not.
const BATCHED: [PairFeature; 24] = [
    PairFeature::Cited,
    PairFeature::QuotedEcho,
    PairFeature::SharedWords,
    PairFeature::SharedPhrase,
    PairFeature::SharedNumber,
    PairFeature::OpeningEcho,
    PairFeature::Named,
    PairFeature::SameAuthor,
    PairFeature::Anonymous,
    PairFeature::AsksQuestion,
    PairFeature::Previous,
    PairFeature::Distance,
    PairFeature::Article,
    PairFeature::Post,
    PairFeature::FirstComment,
    PairFeature::Denied,
    PairFeature::Shorter,
    PairFeature::Cosine,
    PairFeature::LastUse,
    PairFeature::Brief,
    PairFeature::Later,
    PairFeature::Newcomer,
    PairFeature::Length,
    PairFeature::Comment,
];

/// The candidates of the reply `from` and their features: all of [`BATCHED`], and those in `wanted`. The content of
/// `buffer` is discarded; it saves an allocation.
pub fn batch_features(ctx: Ctx<'_>, from: Place, wanted: &[PairFeature], buffer: Vec<f64>) -> FeatureTable {
    let sources = ctx.sources(from);
    let distant = distant(ctx, &sources, from);
    let low = from.back(LINK_WINDOW);
    let mut places: Vec<Place> = distant.iter().copied().filter(|place| *place < low).collect();
    let first_row = places.len();
    places.extend(low.up_to(from));
    places.extend(distant.iter().copied().filter(|place| *place >= from));
    let mut table = FeatureTable::new(places, buffer);
    let mut window = Window { ctx, from, doc: ctx.doc(from), low, first_row, with_stem: Vec::new() };
    window.shared_words(&mut table);
    window.quotations_and_negations(&mut table);
    window.numbers(&mut table);
    window.authors(&mut table);
    window.distances_and_sizes(&mut table);
    window.openings(&mut table);
    for place in cited(&sources) {
        window.set(&mut table, PairFeature::Cited, place, 1.0);
    }
    add_pairwise(&window, &mut table, wanted);
    let silent = within(&ctx.index.silent, low..from).iter().copied();
    table.silent = silent.filter(|place| !distant.contains(place)).collect();
    table
}

/// Computes the other features that rules ask for, pair by pair: for comments of the window those that are not batched,
/// for distant candidates all.
fn add_pairwise(window: &Window<'_>, table: &mut FeatureTable, wanted: &[PairFeature]) {
    let not_batched: Vec<PairFeature> = wanted.iter().copied().filter(|wanted| !BATCHED.contains(wanted)).collect();
    for row in table.places.keys() {
        let place = *table.places.at(row);
        let features = if window.row(place).is_some() { not_batched.as_slice() } else { wanted };
        if features.is_empty() {
            continue;
        }
        let pair = pair(window.ctx, window.from, place);
        for feature in features {
            table.set(*feature, row, pair.get(*feature));
        }
    }
}
