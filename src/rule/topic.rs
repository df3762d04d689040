//! Topics: subjects in which some words show a side.

use serde::{Deserialize, Serialize};

use super::trie::LexiconId;

/// A topic that gives some words a meaning they do not have elsewhere.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// The scale that it belongs to.
    pub scale: String,
    /// The lexicons by which a text is about it, one for each pack that has it.
    pub(super) about: Vec<LexiconId>,
}

/// A set of topics, a bit each, by their places in [`Matcher::topics`](super::Matcher::topics).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Topics(u64);

impl Topics {
    /// How many topics there can be.
    pub(super) const MOST: usize = 64;

    /// Whether a topic is among them.
    pub(super) fn has(self, topic: usize) -> bool {
        self.0 >> topic & 1 == 1
    }

    /// Whether some topic is in both sets.
    pub(super) fn meets(self, other: Topics) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn add(&mut self, topic: usize) {
        self.0 |= 1 << topic;
    }
}
