//! What is known of a reply and its candidate only among the other candidates, or once the comments before are linked.

use super::ctx::Ctx;
use super::feature_table::FeatureTable;
use crate::place::Place;
use crate::rule::{PairFeature, PairValues};

/// What is known of the comments near a reply, which the articles and posts are compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Near {
    /// The one with the highest cosine, of equal ones the last.
    pub closest: Option<Place>,
    /// The most that the reply shares with one of them, in [0, 1].
    pub shared: f64,
}

impl Near {
    /// Adds a candidate with its cosine and the value of its shared words. Candidates come in order.
    pub fn add(&mut self, best: &mut f64, place: Place, cosine: f64, shared: f64) {
        if cosine > 0.0 && cosine >= *best {
            (*best, self.closest) = (cosine, Some(place));
        }
        self.shared = self.shared.max(shared);
    }

    /// That of the comments of a table.
    pub fn of(ctx: Ctx<'_>, table: &FeatureTable) -> Near {
        let mut near = Near::default();
        let mut best = 0.0;
        let [cosines, shared] = [PairFeature::Cosine, PairFeature::SharedWords].map(|feature| table.column(feature));
        let Some((cosines, shared)) = cosines.zip(shared) else { return near };
        let rows = table.places.iter().zip(cosines.iter().zip(shared));
        for (place, (cosine, shared)) in rows.filter(|(_, (_, shared))| **shared > 0.0) {
            if !ctx.index.is_opening(*place) && !ctx.index.is_silent(*place) {
                near.add(&mut best, *place, *cosine, *shared);
            }
        }
        near
    }
}

/// What is known of a reply and its candidate only among the other candidates, or once the comments before are linked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is one feature")]
pub struct Turns {
    /// The comment just before the reply answers the candidate too.
    pub sibling: bool,
    /// The candidate answers the reply's author.
    pub turn: bool,
    /// The candidate is a comment, and the comment just before is below it.
    pub above: bool,
    /// What answers the candidate, above the comment just before, was written later than the reply.
    pub closed: bool,
    /// The comment just before answers no comment, and is the candidate, or the candidate is an article or a post.
    pub after_top: bool,
    /// The natural logarithm of how many comments are above the comment just before, if that is the candidate.
    pub depth: f64,
    /// Of all comments near the reply the candidate's cosine is the highest.
    pub closest: bool,
    /// The most that the reply shares with a comment near it, if the candidate is an article or a post.
    pub elsewhere: f64,
}

/// The features that depend on the other candidates or on other links, so they cannot be computed from the two texts.
pub const LATER: [PairFeature; 8] = [
    PairFeature::Turn,
    PairFeature::Sibling,
    PairFeature::Above,
    PairFeature::Closed,
    PairFeature::AfterTop,
    PairFeature::Depth,
    PairFeature::Closest,
    PairFeature::Elsewhere,
];

impl Turns {
    /// The value of a feature of [`LATER`]; `None` for others.
    pub fn get(self, feature: PairFeature) -> Option<f64> {
        let indicator = |holds: bool| f64::from(u8::from(holds));
        Some(match feature {
            PairFeature::Turn => indicator(self.turn),
            PairFeature::Sibling => indicator(self.sibling),
            PairFeature::Above => indicator(self.above),
            PairFeature::Closed => indicator(self.closed),
            PairFeature::AfterTop => indicator(self.after_top),
            PairFeature::Depth => self.depth,
            PairFeature::Closest => indicator(self.closest),
            PairFeature::Elsewhere => self.elsewhere,
            _ => return None,
        })
    }

    /// Adds them to the other features.
    pub fn add_to(self, values: &mut PairValues) {
        for feature in LATER {
            values.set(feature, self.get(feature).unwrap_or(0.0));
        }
    }
}
