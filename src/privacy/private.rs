//! The type of values whose names are masked, or were kept on purpose.

use std::ops::Deref;

use crate::link::Part;
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
}

impl HasThread for Thread {
    fn thread(&self) -> &Thread {
        self
    }

    fn thread_mut(&mut self) -> &mut Thread {
        self
    }
}

impl HasThread for Part {
    fn thread(&self) -> &Thread {
        &self.thread
    }

    fn thread_mut(&mut self) -> &mut Thread {
        &mut self.thread
    }
}
