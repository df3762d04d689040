//! Threads while a reader collects their comments.

use indexmap::IndexMap;

use super::common::cut_off;
use crate::diagnostic::Diagnostic;
use crate::read::{error::ReadError, format::reader::Reading, source::Source};
use crate::sort::Order as _;
use crate::thread::Thread;

/// Threads by id, in the order in which they were first named.
#[derive(Debug, Default)]
pub struct ThreadsById {
    threads: IndexMap<String, Thread>,
}

impl ThreadsById {
    /// The thread with this id; an empty one is added if there is none yet.
    pub fn thread(&mut self, id: &str) -> &mut Thread {
        let empty = || Thread { id: id.to_owned(), ..Thread::default() };
        self.threads.entry(id.to_owned()).or_insert_with(empty)
    }

    /// Every thread so far.
    pub fn threads(&mut self) -> impl Iterator<Item = &mut Thread> {
        self.threads.values_mut()
    }

    /// The finished threads, openings first, with the diagnostics of the reader. `broken` is where the source breaks
    /// off; `format` names the format, with an article.
    ///
    /// # Errors
    /// When the source breaks off before its first comment.
    pub fn into_reading(
        self,
        format: &'static str,
        broken: Option<usize>,
        source: &Source<'_>,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Result<Reading, ReadError> {
        let mut threads: Vec<Thread> = self.threads.into_values().collect();
        for thread in &mut threads {
            thread.comments.order_by_key(|comment| !comment.kind.is_opening());
        }
        if broken.is_some() && threads.iter().all(|thread| thread.comments.is_empty()) {
            let why = "it breaks off before its first comment".to_owned();
            return Err(ReadError::Unusable { what: format, why, help: "save or download it again" });
        }
        diagnostics.extend(cut_off(broken, source.text));
        Ok(Reading { threads, diagnostics })
    }
}
