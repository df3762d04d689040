//! Comments at the depth where a source stops to nest: what they answer may be a sibling.
//!
//! In come the comments of a thread; out comes, for one whose opening words address the writer of an earlier sibling, that
//! sibling, as a further link. The parent that the source gives is kept: it is what the source says. Where nobody is
//! addressed nothing is added, since the text alone tells siblings apart too seldom.

use rustc_hash::FxHashMap;

use super::pair::name_span;
use crate::limit;
use crate::thread::{Comment, Thread};

/// P(link) where an earlier sibling's writer is addressed in the first words. Set by hand: no labelled data has replies
/// beyond the depth of a site. Names of two words in one thread, and talk about a third, leave some doubt.
pub(super) const ADDRESSED: f64 = 0.9;

/// How far into a comment a name is an address: *@Name*, *Name,* or *Cher Name*.
const ADDRESS_BYTES: usize = 24;

/// The comments at that depth, by the parent that the source gives.
#[derive(Debug, Default)]
pub(super) struct Siblings<'t> {
    by_parent: FxHashMap<&'t str, Vec<usize>>,
}

impl<'t> Siblings<'t> {
    /// Those of a thread. Linear.
    pub(super) fn of(thread: &'t Thread) -> Self {
        let mut by_parent: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, comment) in thread.comments.iter().enumerate().filter(|(_, comment)| comment.capped) {
            if let Some(parent) = comment.parent.as_deref() {
                by_parent.entry(parent).or_default().push(at);
            }
        }
        Siblings { by_parent }
    }

    /// The nearest earlier sibling whose writer a comment addresses, among the last [`limit::LINK_WINDOW`]; none where its
    /// writer is the comment's own or that of the given parent, since then nothing tells which of the two is meant.
    pub(super) fn addressed(&self, thread: &Thread, from: usize, parent: usize) -> Option<usize> {
        let comment = thread.comments.get(from).filter(|comment| comment.capped)?;
        let all = self.by_parent.get(comment.parent.as_deref()?)?;
        let before = all.partition_point(|at| *at < from);
        let near = all.get(before.saturating_sub(limit::LINK_WINDOW)..before)?;
        let others = [Some(comment), thread.comments.get(parent)].map(|comment| comment.and_then(Comment::person));
        near.iter().rev().copied().find(|at| {
            let author = thread.comments.get(*at).and_then(Comment::person);
            !others.contains(&author) && author.is_some_and(|author| is_addressed(author, &comment.text))
        })
    }
}

/// Whether a text begins by addressing somebody: no sentence may end before the name.
fn is_addressed(author: &str, text: &str) -> bool {
    name_span(author, text).is_some_and(|name| {
        let before = text.get(..name.start).unwrap_or_default();
        before.len() <= ADDRESS_BYTES && !before.contains(['.', '!', '?', '\n', ':'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thread(said: &[(&str, &str)]) -> Thread {
        let comment = |(at, (author, text)): (usize, &(&str, &str))| Comment {
            id: at.to_string(),
            parent: (at > 0).then(|| "0".to_owned()),
            author: Some((*author).to_owned()),
            text: (*text).to_owned(),
            capped: at > 0,
            ..Comment::default()
        };
        Thread { comments: said.iter().enumerate().map(comment).collect(), ..Thread::default() }
    }

    fn addressed(said: &[(&str, &str)]) -> Vec<Option<usize>> {
        let thread = thread(said);
        let siblings = Siblings::of(&thread);
        (1..said.len()).map(|from| siblings.addressed(&thread, from, 0)).collect()
    }

    #[test]
    fn who_is_addressed_is_answered() {
        let said = [
            ("Odile", "The bridge must close."),
            ("Marc", "Why?"),
            ("Irène", "@Marc because of the piles."),
            ("Marc", "Irène, that was mended."),
            ("Jo", "Odile is right."),
            ("Marc", "I said it. Irène knows."),
        ];
        assert_eq!(addressed(&said), [None, Some(1), Some(2), None, None]);
    }
}
