//! The comments that a reply may answer.

use std::collections::BTreeSet;

use super::citations::Source;
use super::ctx::Ctx;
use crate::limit::LINK_WINDOW;
use crate::place::Place;

/// All candidates of a reply, in order: the comments just before it, except those that nobody can answer, and the
/// [`distant`] ones.
pub fn candidates(ctx: Ctx<'_>, from: Place) -> Vec<Place> {
    let sources = ctx.sources(from);
    let window = from.back(LINK_WINDOW).up_to(from).filter(|place| !ctx.index.is_silent(*place));
    let places: BTreeSet<Place> = window.chain(distant(ctx, &sources, from)).collect();
    places.into_iter().collect()
}

/// The candidates that may be anywhere in the thread, in order: the article or opening post, the comments that the reply
/// cites, and the last comment of the author whom it addresses.
pub fn distant(ctx: Ctx<'_>, sources: &[Source], from: Place) -> Vec<Place> {
    let opening = ctx.index.opening.filter(|place| *place != from);
    let cited = sources.iter().map(|source| source.place);
    let addressed =
        ctx.index.addressees.addressed(ctx.thread, from).and_then(|addressed| addressed.places.last().copied());
    let places: BTreeSet<Place> = opening.into_iter().chain(cited).chain(addressed).collect();
    places.into_iter().collect()
}
