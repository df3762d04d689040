//! The links of the comments so far: turn-taking, a clue to what the next comment answers, and the trees of replies, so
//! that no link closes a circle.

use super::ctx::Ctx;
use super::index::{Author, NOBODY, is_later};
use super::turns::{Near, Turns};
use crate::limit::LINK_WINDOW;
use crate::place::{PerComment, Place};
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

    /// Whether the candidate `to` answers the author of `from`, and is by somebody else.
    pub fn is_turn(&self, ctx: Ctx<'_>, from: Place, to: Place) -> bool {
        let [reply, target] = [from, to].map(|place| ctx.index.facts.at(place).author);
        reply != NOBODY && target != NOBODY && reply != target && self.first.at(to).author == reply
    }

    /// The comment just before `from`, what it answers, what that answers, and so on; at most [`LINK_WINDOW`] of them.
    pub fn chain(&self, from: Place) -> Vec<Place> {
        let mut chain: Vec<Place> = Vec::new();
        let mut next = from.previous();
        // A comment may answer a later one, which may be answered by earlier ones, but nobody answers in a circle.
        while let Some(place) = next.filter(|_| chain.len() < LINK_WINDOW) {
            chain.push(place);
            next = self.first.at(place).target;
        }
        chain
    }

    /// What the links so far say of a reply and its candidate. `chain` is the [`chain`](Self::chain) of the reply, and
    /// `near` what is known of the comments near it.
    pub fn turns(&self, ctx: Ctx<'_>, chain: &[Place], near: Near, (from, to): (Place, Place)) -> Turns {
        let is_opening = |place: Place| ctx.index.is_opening(place);
        let mut turns = Turns { turn: self.is_turn(ctx, from, to), ..Turns::default() };
        turns.closest = near.closest == Some(to);
        turns.elsewhere = if is_opening(to) { near.shared } else { 0.0 };
        let Some((previous, above)) = chain.split_first() else { return turns };
        let step = above.iter().position(|place| *place == to);
        if let Some(step) = step {
            turns.sibling = step == 0 && !is_opening(to);
            turns.above = !is_opening(to);
            let [reply, below] =
                [Some(&from), chain.get(step)].map(|place| place.map(|place| ctx.index.facts.at(*place)));
            turns.closed = reply.zip(below).is_some_and(|(reply, below)| is_later(reply, below));
        }
        if is_opening(*previous) {
            return turns;
        }
        let is_previous = to == *previous;
        let is_top = above.first().is_none_or(|above| is_opening(*above));
        turns.after_top = is_top && (is_previous || is_opening(to));
        turns.depth = if is_previous { libm::log(above.len().max(1) as f64) } else { 0.0 };
        turns
    }
}
