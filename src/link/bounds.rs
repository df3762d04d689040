//! What is known of the target of a comment before its words are compared: that it is one of a few comments.
//!
//! Two things say so. A comment that addresses somebody answers that person. And a site that nests no deeper than a
//! comment shows it below the same parent as its neighbours, so it answers that parent or one of them: the parent that
//! the source gives is a bound there, not a fact.

use rustc_hash::FxHashMap;

use super::ctx::Ctx;
use crate::limit;
use crate::place::Place;
use crate::span::Span;
use crate::thread::Thread;

/// P(link) of all comments of somebody who is addressed, together. Set by hand: no labelled data has names in sufficient
/// number. Two people with one name, and talk about a third person, leave some doubt.
const ADDRESSED: f64 = 0.9;

/// The same in log-odds: ln(0.9 / 0.1).
pub(super) const ADDRESSED_LOG_ODDS: f64 = 2.197;

/// The few comments of which a comment answers one.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// These comments, in order; never empty.
    pub places: Vec<Place>,
    /// P(the comment answers one of them).
    pub p: f64,
    /// The name in the comment that says so, if a name does.
    pub name: Option<Span>,
}

/// The replies to comments that have replies at the greatest depth that a site nests, by the parent that the source gives.
#[derive(Debug, Default)]
pub(super) struct Siblings<'t> {
    by_parent: FxHashMap<&'t str, Vec<Place>>,
}

impl<'t> Siblings<'t> {
    /// Those of a thread. Linear.
    pub(super) fn of(thread: &'t Thread) -> Self {
        let capped = thread.comments.iter().filter(|comment| comment.capped);
        let mut by_parent: FxHashMap<&str, Vec<Place>> =
            capped.filter_map(|comment| comment.parent.as_deref()).map(|parent| (parent, Vec::new())).collect();
        for (index, comment) in thread.comments.iter().enumerate() {
            if let Some(parent) = comment.parent.as_deref() {
                by_parent.entry(parent).and_modify(|replies| replies.push(Place::new(index)));
            }
        }
        Siblings { by_parent }
    }

    /// What a comment at the greatest depth may answer: the given parent, and the siblings before it, at most the last
    /// [`limit::LINK_WINDOW`]; only those of one author if it addresses that author. `None` if it is not at the greatest
    /// depth, or is the first there: then the source gives what it answers.
    pub(super) fn bound(&self, ctx: Ctx<'_>, from: Place, parent: Place) -> Option<Bound> {
        let comment = Some(ctx.comment(from)).filter(|comment| comment.capped)?;
        let siblings = self.by_parent.get(comment.parent.as_deref()?)?;
        let before = siblings.partition_point(|place| *place < from);
        let near = siblings.get(before.saturating_sub(limit::LINK_WINDOW)..before).filter(|near| !near.is_empty())?;
        let mut places = near.to_vec();
        places.push(parent);
        places.sort_unstable();
        places.dedup();
        let called = ctx.index.addressees.addressed(ctx.thread, from).and_then(|addressed| {
            let called = |place: &Place| addressed.places.binary_search(place).is_ok();
            let places: Vec<Place> = places.iter().copied().filter(called).collect();
            (!places.is_empty()).then_some(Bound { places, p: ADDRESSED, name: Some(addressed.name) })
        });
        Some(called.unwrap_or(Bound { places, p: 1.0, name: None }))
    }
}

/// The comments of the person whom a comment addresses, at most the last [`limit::LINK_WINDOW`].
pub(super) fn addressed(ctx: Ctx<'_>, from: Place) -> Option<Bound> {
    let addressed = ctx.index.addressees.addressed(ctx.thread, from)?;
    let last = addressed.places.len().saturating_sub(limit::LINK_WINDOW);
    let places = addressed.places.get(last..)?.to_vec();
    Some(Bound { places, p: ADDRESSED, name: Some(addressed.name) })
}
