//! The type of values whose names are masked, or were kept on purpose.

use std::ops::Deref;

use super::moves::Moved;
use crate::link::{Added, Link, Part, PlacedLink};
use crate::place::Place;
use crate::tag::{Label, TaggedComment, Toward};
use crate::text::Prose;
use crate::thread::Thread;

/// A value in which names are masked, or in which the caller chose to keep them.
///
/// Only [`Privacy::apply`](super::Privacy::apply) and [`BatchPrivacy::apply`](super::BatchPrivacy::apply), which mask,
/// and [`Private::names_kept`], which says so in its name, make one. The value can be read but not changed.
///
/// ```
/// use palabre::{graph, link, privacy, rule};
///
/// let parts: Vec<link::Part> = Vec::new();
/// let private = privacy::Privacy::new(privacy::Authors::Pseudonym).apply(parts, &mut []);
/// let map = graph::graph(private, &rule::Codebook::default());
/// # assert_eq!(map.value.graph.node_count(), 0);
/// ```
///
/// Parts that were not masked do not reach the map:
///
/// ```compile_fail,E0308
/// use palabre::{graph, link, privacy, rule};
///
/// let parts: Vec<link::Part> = Vec::new();
/// let map = graph::graph(parts, &rule::Codebook::default());
/// ```
///
/// Neither do threads reach the writers of threads:
///
/// ```compile_fail,E0308
/// let threads: Vec<palabre::thread::Thread> = Vec::new();
/// let lines = palabre::write::native::write(&threads);
/// ```
#[derive(Clone, Debug)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Declares that names may appear in outputs. For callers that were asked to keep them, and for values without names.
    pub fn names_kept(value: T) -> Self {
        Self(value)
    }

    /// A value that this stage has masked.
    pub(super) fn masked(value: T) -> Self {
        Self(value)
    }

    /// The value itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Private<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Private<Vec<T>> {
    /// Each item in a separate list, for callers that make one output of each.
    pub fn one_by_one(self) -> impl Iterator<Item = Private<Vec<T>>> {
        self.0.into_iter().map(|item| Private(vec![item]))
    }
}

impl Private<Vec<Part>> {
    /// A copy of the parts without readings, which are the largest part of them and which the map does not need.
    #[must_use]
    pub fn without_readings(&self) -> Self {
        Private(self.0.iter().map(Part::without_readings).collect())
    }
}

/// What holds one thread, so that its names can be masked.
pub trait HasThread {
    /// The thread.
    fn thread(&self) -> &Thread;
    /// The thread, to be changed.
    fn thread_mut(&mut self) -> &mut Thread;
    /// Moves every place in the texts of the thread that it notes. Places in the source stay.
    fn move_spans(&mut self, moves: &[Moved]);
}

/// Where the texts of a comment were moved; `None` if nothing moved there.
fn moved(moves: &[Moved], index: usize) -> Option<&Moved> {
    moves.get(index).filter(|moved| !moved.is_identity())
}

impl HasThread for Thread {
    fn thread(&self) -> &Thread {
        self
    }

    fn thread_mut(&mut self) -> &mut Thread {
        self
    }

    fn move_spans(&mut self, moves: &[Moved]) {
        for (index, comment) in self.comments.iter_mut().enumerate() {
            if let Some(moved) = moved(moves, index) {
                comment.quotes.iter_mut().for_each(|quote| moved.shift(&mut quote.span));
            }
        }
    }
}

impl HasThread for Part {
    fn thread(&self) -> &Thread {
        &self.thread
    }

    fn thread_mut(&mut self) -> &mut Thread {
        &mut self.thread
    }

    fn move_spans(&mut self, moves: &[Moved]) {
        self.thread.move_spans(moves);
        for (place, TaggedComment { reading, tags }) in self.tagged.comments.iter_mut_enumerated() {
            if let Some(moved) = moved(moves, place.index()) {
                move_prose(&mut reading.prose, moved);
            }
            for label in tags.positions.iter_mut().chain(&mut tags.forms).chain(&mut tags.proposes) {
                move_label(label, place, moves);
            }
        }
        for PlacedLink { from, to, link } in &mut self.links.links {
            move_link(link, moved(moves, from.index()), moved(moves, to.index()));
        }
        for added in &mut self.links.added {
            match added {
                Added::Form(place, label) | Added::Position(place, label) => move_label(label, *place, moves),
                Added::Toward(_, _, toward) => move_toward(toward, moves),
                Added::Score(..) => {}
            }
        }
    }
}

fn move_prose(prose: &mut Prose, moved: &Moved) {
    for token in &mut prose.tokens {
        let span = moved.of(token.span());
        // Texts are shorter than 4 GiB, or they would have no tokens.
        (token.start, token.end) = (span.start as u32, span.end as u32);
    }
    prose.sentences.iter_mut().for_each(|sentence| moved.shift(&mut sentence.span));
    prose.quotations.iter_mut().for_each(|quotation| moved.shift(&mut quotation.span));
}

fn move_toward(toward: &mut Toward, moves: &[Moved]) {
    if let (Some(span), Some(moved)) = (&mut toward.span, moved(moves, toward.comment)) {
        moved.shift(span);
    }
}

/// Moves the places that a label of a comment notes.
pub(crate) fn move_label(label: &mut Label, place: Place, moves: &[Moved]) {
    if let Some(moved) = moved(moves, place.index()) {
        label.evidence.iter_mut().for_each(|words| moved.shift(&mut words.span));
    }
    label.toward.iter_mut().for_each(|toward| move_toward(toward, moves));
}

/// Moves the places that a link notes in the reply and in what it answers.
pub(crate) fn move_link(link: &mut Link, from: Option<&Moved>, to: Option<&Moved>) {
    if let Some(moved) = from {
        link.evidence.iter_mut().filter_map(|words| words.from.as_mut()).for_each(|span| moved.shift(span));
    }
    if let Some(moved) = to {
        link.evidence.iter_mut().filter_map(|words| words.to.as_mut()).for_each(|span| moved.shift(span));
        link.anchor.iter_mut().for_each(|span| moved.shift(span));
    }
}
