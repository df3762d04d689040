//! Where the words of a comment stood before: every stem of a comment is tied to the last comment that had it, so that a
//! reply finds what it shares with the comments just before without looking at those that share nothing.

use super::doc::Doc;

/// Stands for no place.
const NONE: u32 = u32::MAX;

/// A content stem of a comment.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The place of the comment.
    pub doc: u32,
    /// The same stem in an earlier comment, by its place among all entries.
    before: u32,
}

/// The content stems of all comments, in their order.
#[derive(Debug, Default)]
pub struct Chain {
    entries: Vec<Entry>,
    /// Where the entries of every comment begin.
    starts: Vec<usize>,
}

impl Chain {
    /// Ties the stems of some comments, of which there are `stems`.
    pub fn new(docs: &[Doc], stems: usize) -> Self {
        let mut last = vec![NONE; stems];
        let mut chain = Self {
            entries: Vec::with_capacity(docs.iter().map(|doc| doc.content.len()).sum()),
            starts: Vec::with_capacity(docs.len()),
        };
        for (at, doc) in docs.iter().enumerate() {
            chain.starts.push(chain.entries.len());
            for (stem, _) in &doc.content {
                let Some(last) = last.get_mut(*stem as usize) else { continue };
                let before = std::mem::replace(last, chain.entries.len() as u32);
                chain.entries.push(Entry { doc: at as u32, before });
            }
        }
        chain
    }

    /// The comments before that have one of the stems of a comment: the `which`th of its content, from the last comment
    /// back.
    pub fn back(&self, doc: usize, which: usize) -> impl Iterator<Item = Entry> {
        let before = |entry: &Entry| self.entries.get(entry.before as usize).copied();
        let own = self.starts.get(doc).and_then(|start| self.entries.get(start + which)).copied();
        std::iter::successors(own, before).skip(1)
    }
}
