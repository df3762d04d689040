//! What every function of the stage reads and none changes.

use super::citations::Source;
use super::doc::Doc;
use super::index::Index;
use crate::place::Place;
use crate::rule::{Matcher, Reading};
use crate::tag::{Tagged, Tags};
use crate::thread::{Comment, Thread};

/// A thread with all that is known of it before it is linked. It is passed by value: it holds references only.
#[derive(Clone, Copy, Debug)]
pub struct Ctx<'a> {
    /// The thread.
    pub thread: &'a Thread,
    /// Its readings and tags.
    pub tagged: &'a Tagged,
    /// The rules.
    pub matcher: &'a Matcher,
    /// Its stems, authors and quotations.
    pub index: &'a Index,
}

impl<'a> Ctx<'a> {
    /// A comment as it was read.
    #[track_caller]
    pub fn comment(self, place: Place) -> &'a Comment {
        self.thread.at(place)
    }

    /// The tokens and cue hits of a comment.
    #[track_caller]
    pub fn reading(self, place: Place) -> &'a Reading {
        &self.tagged.comments.at(place).reading
    }

    /// The language, positions and forms of a comment.
    #[track_caller]
    pub fn tags(self, place: Place) -> &'a Tags {
        &self.tagged.comments.at(place).tags
    }

    /// The earlier comments whose words a comment cites, in order.
    pub fn sources(self, from: Place) -> Vec<Source> {
        self.index.citations.sources(from, self.doc(from), self.reading(from))
    }

    /// The stems of a comment.
    #[track_caller]
    pub fn doc(self, place: Place) -> &'a Doc {
        self.index.docs.at(place)
    }
}
