//! Turn-taking: what the comments so far answer is a clue to what the next one does.

use super::index::{Author, Index, NOBODY};
use crate::rule::{PairFeature, PairValues};

/// What the comments so far answer: turn-taking, and crowds around one comment, are clues to the next.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// The target of every comment, where it has one.
    targets: Vec<Option<usize>>,
    /// Who wrote the target of every comment.
    answers: Vec<Author>,
    /// Whether somebody stands below a comment.
    below: Vec<bool>,
    /// Somebody above every comment, itself where it answers nobody: trees of replies, as union-find keeps them.
    above: Vec<usize>,
}

impl Answered {
    /// Nothing is answered yet in a thread of that length.
    pub fn none(length: usize) -> Self {
        Self {
            targets: vec![None; length],
            answers: vec![NOBODY; length],
            below: vec![false; length],
            above: (0..length).collect(),
        }
    }

    /// Notes that `from` answers `to`, as far as turn-taking and the trees of replies go.
    pub fn note(&mut self, index: &Index, from: usize, to: usize) {
        self.join(from, to);
        if let Some((answers, author)) = self.answers.get_mut(from).zip(index.people.get(to)) {
            *answers = *author;
        }
        if let Some(target) = self.targets.get_mut(from) {
            *target = Some(to);
        }
    }

    /// Notes that `from` stands below `to`, whatever was said when.
    pub fn join(&mut self, from: usize, to: usize) {
        let (from, to) = (self.top(from), self.top(to));
        if let Some(above) = self.above.get_mut(from) {
            *above = to;
        }
        if let Some(below) = self.below.get_mut(to) {
            *below = true;
        }
    }

    /// Whether anybody may stand below a comment; `false` is certain.
    pub fn has_below(&mut self, at: usize) -> bool {
        let top = self.top(at);
        top != at || self.below.get(at).is_none_or(|below| *below)
    }

    /// Whether `to` stands in the tree of replies below `from`, which answers nobody yet: a link to it would run in a
    /// circle.
    pub fn is_below(&mut self, from: usize, to: usize) -> bool {
        self.top(from) == self.top(to)
    }

    /// What the replies above a comment end at; every step halves the way for the next call (Tarjan and van Leeuwen 1984).
    fn top(&mut self, mut at: usize) -> usize {
        let above = |all: &[usize], at: usize| all.get(at).copied().unwrap_or(at);
        while above(&self.above, at) != at {
            let next = above(&self.above, above(&self.above, at));
            if let Some(slot) = self.above.get_mut(at) {
                *slot = next;
            }
            at = next;
        }
        at
    }

    /// What the comment just before a comment answers, where that is no article or post.
    pub fn sibling(&self, index: &Index, from: usize) -> Option<usize> {
        let target = self.target(from.checked_sub(1)?)?;
        index.openings.binary_search(&target).is_err().then_some(target)
    }

    /// Whether the author of a candidate was answered by the author of the reply, or answered them, just before.
    pub fn turn(&self, index: &Index, from: usize, to: usize) -> bool {
        let person = |at: usize| index.people.get(at).copied().unwrap_or(NOBODY);
        let (reply, target) = (person(from), person(to));
        reply != NOBODY && target != NOBODY && reply != target && self.answers.get(to) == Some(&reply)
    }

    /// What turn-taking says of a reply and its candidate.
    pub fn turns(&self, index: &Index, from: usize, to: usize) -> Turns {
        Turns { sibling: self.sibling(index, from) == Some(to), turn: self.turn(index, from, to) }
    }

    /// What a comment answers.
    fn target(&self, from: usize) -> Option<usize> {
        self.targets.get(from).copied().flatten()
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
    /// Whether a fact holds, of the two that turn-taking tells.
    pub fn tell(self, feature: PairFeature) -> bool {
        (feature == PairFeature::Sibling && self.sibling) || (feature == PairFeature::Turn && self.turn)
    }

    /// Adds it to the other facts.
    pub fn add_to(self, values: &mut PairValues) {
        for feature in [PairFeature::Sibling, PairFeature::Turn].into_iter().filter(|feature| self.tell(*feature)) {
            values.set(feature, 1.0);
        }
    }
}
