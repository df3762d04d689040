//! What the source says that each comment answers.

use rustc_hash::FxHashMap;

use crate::place::Place;
use crate::thread::{Kind, Thread};

/// The comments of a thread by id.
#[derive(Debug)]
pub(super) struct Given<'t> {
    thread: &'t Thread,
    by_id: FxHashMap<&'t str, Place>,
    /// The opening that was not read, if the thread begins with it: the source nests replies, so a comment without a
    /// parent answers what is discussed, and no other comment.
    opening: Option<Place>,
}

impl<'t> Given<'t> {
    /// Those of a thread. If two comments have one id, it means the first.
    pub(super) fn of(thread: &'t Thread) -> Self {
        let mut by_id = FxHashMap::default();
        for (index, comment) in thread.comments.iter().enumerate() {
            by_id.entry(comment.id.as_str()).or_insert(Place::new(index));
        }
        let is_missing =
            thread.comments.first().is_some_and(|first| first.kind == Kind::Missing && first.parent.is_none());
        let opening = (is_missing && thread.opening().is_none()).then(|| Place::new(0));
        Self { thread, by_id, opening }
    }

    /// The given parent of a comment, if it was read.
    pub(super) fn parent(&self, from: Place) -> Option<Place> {
        match self.thread.at(from).parent.as_deref() {
            Some(parent) => self.by_id.get(parent).copied(),
            None => self.opening.filter(|opening| *opening != from),
        }
    }

    /// The comments that a comment answers, each once: its parent, then those that it quotes by id.
    pub(super) fn targets(&self, from: Place) -> Vec<Place> {
        let mut targets: Vec<Place> = self.parent(from).into_iter().collect();
        let quoted = self.thread.at(from).quotes.iter().filter_map(|quote| self.by_id.get(quote.to.as_deref()?));
        for to in quoted.copied() {
            if to != from && !targets.contains(&to) {
                targets.push(to);
            }
        }
        targets
    }
}
