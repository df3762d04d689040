//! The links of the comments so far: turn-taking, a clue to what the next comment answers, and the trees of replies, so
//! that no link closes a circle.

use super::ctx::Ctx;
use super::index::{Author, NOBODY};
use crate::place::{PerComment, Place};
use crate::rule::{PairFeature, PairValues};
use crate::union_find::UnionFind;

/// What one comment answers first.
#[derive(Clone, Copy, Debug, Default)]
struct First {
    target: Option<Place>,
    /// Who wrote the target; [`NOBODY`] if there is no target.
    author: Author,
}

/// What the comments so far answer.
#[derive(Clone, Debug)]
pub struct Answered {
    first: PerComment<First>,
    /// The trees of replies; the root of each is a comment that answers nobody yet.
    trees: UnionFind<Place>,
    /// Whether a comment was the root of a tree when another one was attached to it.
    has_replies: PerComment<bool>,
}

impl Answered {
    /// Nothing is answered yet in a thread of `length` comments.
    pub fn none(length: usize) -> Self {
        Self {
            first: PerComment::filled(length, First::default()),
            trees: UnionFind::new(length),
            has_replies: PerComment::filled(length, false),
        }
    }

    /// Records that `from` answers `to` first: for turn-taking and for the trees.
    pub fn record(&mut self, ctx: Ctx<'_>, from: Place, to: Place) {
        self.attach(from, to);
        *self.first.at_mut(from) = First { target: Some(to), author: ctx.index.facts.at(to).author };
    }

    /// Records that `from` is below `to` in a tree of replies, for the trees only.
    pub fn attach(&mut self, from: Place, to: Place) {
        self.trees.attach(from, to);
        let root = self.trees.root(to);
        *self.has_replies.at_mut(root) = true;
    }

    /// Whether a comment may have replies below it; `false` is certain.
    pub fn may_have_replies(&mut self, place: Place) -> bool {
        self.trees.root(place) != place || *self.has_replies.at(place)
    }

    /// Whether `to` is in the tree of replies below `from`, which answers nobody yet: a link to it would close a circle.
    pub fn is_below(&mut self, from: Place, to: Place) -> bool {
        self.trees.root(from) == self.trees.root(to)
    }

    /// The comment that the comment just before `from` answers, unless it is an article or a post.
    pub fn sibling_target(&self, ctx: Ctx<'_>, from: Place) -> Option<Place> {
        let target = self.first.at(from.previous()?).target?;
        (!ctx.index.is_opening(target)).then_some(target)
    }

    /// Whether the candidate `to` answers the author of `from`, and is by somebody else.
    pub fn is_turn(&self, ctx: Ctx<'_>, from: Place, to: Place) -> bool {
        let [reply, target] = [from, to].map(|place| ctx.index.facts.at(place).author);
        reply != NOBODY && target != NOBODY && reply != target && self.first.at(to).author == reply
    }

    /// What turn-taking says of a reply and its candidate.
    pub fn turns(&self, ctx: Ctx<'_>, from: Place, to: Place) -> Turns {
        Turns { sibling: self.sibling_target(ctx, from) == Some(to), turn: self.is_turn(ctx, from, to) }
    }
}

/// What turn-taking says of a reply and its candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    /// The comment just before the reply answers the candidate too.
    pub sibling: bool,
    /// The candidate answers the reply's author.
    pub turn: bool,
}

impl Turns {
    /// Whether a feature holds: [`PairFeature::Sibling`] or [`PairFeature::Turn`].
    pub fn has(self, feature: PairFeature) -> bool {
        (feature == PairFeature::Sibling && self.sibling) || (feature == PairFeature::Turn && self.turn)
    }

    /// Adds the two to the other features.
    pub fn add_to(self, values: &mut PairValues) {
        for feature in [PairFeature::Sibling, PairFeature::Turn].into_iter().filter(|feature| self.has(*feature)) {
            values.set(feature, 1.0);
        }
    }
}
