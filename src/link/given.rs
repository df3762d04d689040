//! What the source says that each comment answers.

use rustc_hash::FxHashMap;

use crate::place::Place;
use crate::thread::Thread;

/// The comments of a thread by id.
#[derive(Debug)]
pub(super) struct Given<'t> {
    thread: &'t Thread,
    by_id: FxHashMap<&'t str, Place>,
}

impl<'t> Given<'t> {
    /// Those of a thread. If two comments have one id, it means the first.
    pub(super) fn of(thread: &'t Thread) -> Self {
        let mut by_id = FxHashMap::default();
        for (index, comment) in thread.comments.iter().enumerate() {
            by_id.entry(comment.id.as_str()).or_insert(Place::new(index));
        }
        Self { thread, by_id }
    }

    /// The given parent of a comment, if it was read.
    pub(super) fn parent(&self, from: Place) -> Option<Place> {
        self.by_id.get(self.thread.at(from).parent.as_deref()?).copied()
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
