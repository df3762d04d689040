//! What `link` hands on: one thread with its tags and links.

use super::links::Links;
use crate::tag::{Tagged, TaggedComment};
use crate::thread::Thread;

/// One thread on its way into the map.
#[derive(Debug)]
pub struct Part {
    /// What was read.
    pub thread: Thread,
    /// Its tags.
    pub tagged: Tagged,
    /// Its links.
    pub links: Links,
}

impl Part {
    /// A copy without readings, which are the largest part of it and which the map does not need. For callers that build
    /// a map and still need the part.
    #[must_use]
    pub fn without_readings(&self) -> Part {
        let without_reading =
            |tagged: &TaggedComment| TaggedComment { tags: tagged.tags.clone(), ..Default::default() };
        let tagged = Tagged { comments: self.tagged.comments.iter().map(without_reading).collect() };
        Part { thread: self.thread.clone(), tagged, links: self.links.clone() }
    }
}
