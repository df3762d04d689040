//! Comments at the greatest depth that a site nests: they may answer a sibling rather than the parent that the source
//! gives.
//!
//! Takes the comments of a thread. For one whose first words address the author of an earlier sibling, it gives that
//! sibling as a further link. The given parent is kept, because the source says so. If nobody is addressed, no link is
//! added: the text alone rarely distinguishes siblings.

use rustc_hash::FxHashMap;

use super::names::name_span;
use crate::limit;
use crate::place::Place;
use crate::thread::Thread;

/// P(link) if the first words address the author of an earlier sibling. Set by hand: no labelled data has replies beyond
/// the depth of a site. Two people with one name, and talk about a third person, leave some doubt.
pub(super) const ADDRESSED: f64 = 0.9;

/// How many bytes into a comment a name is still an address: *@Name*, *Name,* or *Cher Name*. Chosen by hand.
const ADDRESS_BYTES: usize = 24;

/// The comments at the greatest depth, by the parent that the source gives.
#[derive(Debug, Default)]
pub(super) struct Siblings<'t> {
    by_parent: FxHashMap<&'t str, Vec<Place>>,
}

impl<'t> Siblings<'t> {
    /// Those of a thread. Linear.
    pub(super) fn of(thread: &'t Thread) -> Self {
        let mut by_parent: FxHashMap<&str, Vec<Place>> = FxHashMap::default();
        for (index, comment) in thread.comments.iter().enumerate().filter(|(_, comment)| comment.capped) {
            if let Some(parent) = comment.parent.as_deref() {
                by_parent.entry(parent).or_default().push(Place::new(index));
            }
        }
        Siblings { by_parent }
    }

    /// The nearest earlier sibling whose author a comment addresses, among the last [`limit::LINK_WINDOW`]. `None` if that
    /// author also wrote the comment or the given parent, since then the address may mean either.
    pub(super) fn addressed(&self, thread: &Thread, from: Place, parent: Place) -> Option<Place> {
        let comment = Some(thread.at(from)).filter(|comment| comment.capped)?;
        let siblings = self.by_parent.get(comment.parent.as_deref()?)?;
        let before = siblings.partition_point(|place| *place < from);
        let near = siblings.get(before.saturating_sub(limit::LINK_WINDOW)..before)?;
        let excluded = [comment.person(), thread.at(parent).person()];
        near.iter().rev().copied().find(|place| {
            let author = thread.at(*place).person();
            !excluded.contains(&author) && author.is_some_and(|author| is_addressed(author, &comment.text))
        })
    }
}

/// Whether a text begins by addressing an author: no sentence may end before the name.
fn is_addressed(author: &str, text: &str) -> bool {
    name_span(author, text).is_some_and(|name| {
        let before = text.get(..name.start).unwrap_or_default();
        before.len() <= ADDRESS_BYTES && !before.contains(['.', '!', '?', '\n', ':'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::Comment;

    fn thread(comments: &[(&str, &str)]) -> Thread {
        let comment = |(index, (author, text)): (usize, &(&str, &str))| Comment {
            id: index.to_string(),
            parent: (index > 0).then(|| "0".to_owned()),
            author: Some((*author).to_owned()),
            text: (*text).to_owned(),
            capped: index > 0,
            ..Comment::default()
        };
        Thread { comments: comments.iter().enumerate().map(comment).collect(), ..Thread::default() }
    }

    fn addressed(comments: &[(&str, &str)]) -> Vec<Option<usize>> {
        let thread = thread(comments);
        let siblings = Siblings::of(&thread);
        let addressed = |from| siblings.addressed(&thread, Place::new(from), Place::new(0)).map(Place::index);
        (1..comments.len()).map(addressed).collect()
    }

    #[test]
    fn the_sibling_whose_author_is_addressed_is_answered() {
        let comments = [
            ("Odile", "The bridge must close."),
            ("Marc", "Why?"),
            ("Irène", "@Marc because of the piles."),
            ("Marc", "Irène, that was mended."),
            ("Jo", "Odile is right."),
            ("Marc", "I said it. Irène knows."),
        ];
        assert_eq!(addressed(&comments), [None, Some(1), Some(2), None, None]);
    }
}
