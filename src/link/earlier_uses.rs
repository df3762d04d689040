//! Earlier uses of the words of a comment: each content stem of a comment points to the last comment before it that has
//! the stem, so that a reply finds what it shares with the comments just before it without visiting those that share
//! nothing.

use super::doc::Doc;
use crate::place::{PerComment, PerKey, Place};

/// The `previous` of the first use of a stem.
const NONE: u32 = u32::MAX;

/// One content stem of one comment.
#[derive(Clone, Copy, Debug)]
struct Use {
    comment: Place,
    /// The index of the last use of the same stem before this one, or [`NONE`].
    previous: u32,
}

/// The content stems of all comments, in the order of the comments and of [`Doc::content`].
#[derive(Debug, Default)]
pub struct EarlierUses {
    uses: Vec<Use>,
    /// The index in `uses` of the first content stem of each comment.
    starts: PerComment<usize>,
}

impl EarlierUses {
    /// Connects the uses of a thread that has `stems` stems.
    pub fn new(docs: &PerComment<Doc>, stems: usize) -> Self {
        let mut last: PerKey<_, u32> = PerKey::filled(stems, NONE);
        let mut uses = Vec::with_capacity(docs.iter().map(|doc| doc.content.len()).sum());
        let mut starts = PerComment::default();
        for (comment, doc) in docs.iter_enumerated() {
            starts.push(uses.len());
            for word in &doc.content {
                let previous = std::mem::replace(last.at_mut(word.stem), uses.len() as u32);
                uses.push(Use { comment, previous });
            }
        }
        Self { uses, starts }
    }

    /// The comments before `from` that have the stem at `index` of its [`Doc::content`], the last one first.
    pub fn before(&self, from: Place, index: usize) -> impl Iterator<Item = Place> {
        let previous = |used: &Use| self.uses.get(used.previous as usize).copied();
        let own = self.uses.get(self.starts.at(from) + index).copied();
        std::iter::successors(own, previous).skip(1).map(|used| used.comment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::stem::{Stem, Word};
    use crate::place::Key;

    #[test]
    fn uses_of_a_stem_are_walked_from_the_last_one_back() {
        let doc = |stems: &[usize]| {
            let word = |stem: &usize| Word { stem: Stem::from_index(*stem), token: 0 };
            Doc { content: stems.iter().map(word).collect(), ..Doc::default() }
        };
        let docs: PerComment<Doc> = [doc(&[0, 1]), doc(&[1]), doc(&[]), doc(&[0, 1])].into_iter().collect();
        let uses = EarlierUses::new(&docs, 2);
        let before = |from, index| uses.before(Place::new(from), index).map(Place::index).collect::<Vec<_>>();
        assert_eq!((before(3, 0), before(3, 1)), (vec![0], vec![1, 0]));
        assert_eq!(before(0, 0), [0; 0]);
    }
}
