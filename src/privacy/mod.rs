//! Stage `privacy`: parts or [`Thread`]s with names → [`Private`] ones.
//!
//! Authors get pseudonyms. Names, handles, profile links, telephone numbers, e-mail and IP addresses are masked inside
//! titles and texts, and ids that contain a name are replaced. Each masking character has as many bytes as the character
//! it hides, so every span stays correct in bytes and in scalar values.
//!
//! `graph` and the writers of threads take [`Private`] values only, so names cannot reach an output by accident. A
//! pseudonym is not anonymity: anyone can search for quoted text.

mod batches;
mod contact;
mod masker;
mod names;
mod private;

pub use self::batches::BatchPrivacy;
pub(crate) use self::masker::Masker;
pub use self::masker::without_contacts;
pub use self::private::{HasThread, Private};

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::thread::{Comment, Thread};

/// How authors are named in outputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Authors {
    /// `Author 1`, `Author 2`, … by order of appearance.
    #[default]
    Pseudonym,
    /// As the source names them. Texts are not masked.
    Keep,
    /// Not at all.
    None,
}

/// Masks a collection that is in memory as a whole. An author gets the same pseudonym in every thread.
#[derive(Debug)]
pub struct Privacy {
    pseudonyms: Pseudonyms,
}

impl Privacy {
    /// Starts with no author named.
    pub fn new(authors: Authors) -> Self {
        Self { pseudonyms: Pseudonyms::new(authors) }
    }

    /// Replaces the authors and masks, in all titles, texts and ids, the names known from them. Masks `noticed` too, the
    /// diagnostics about these threads so far, because outputs carry them.
    ///
    /// A name that is also an ordinary word hides that word: showing a name would break the promise, hiding a word costs
    /// little. Names of threads passed in another call are not known here, so pass all threads together. Linear in the
    /// texts.
    pub fn apply<T: HasThread>(&mut self, mut items: Vec<T>, noticed: &mut [Diagnostic]) -> Private<Vec<T>> {
        if self.pseudonyms.authors == Authors::Keep {
            return Private::names_kept(items);
        }
        let comments = items.iter().flat_map(|item| &item.thread().comments);
        let masker = Masker::new(comments.filter_map(Comment::person));
        masker.rename_threads(&mut items);
        for item in &mut items {
            masker.mask_thread(item.thread_mut());
            self.pseudonyms.rename(item.thread_mut());
        }
        for diagnostic in noticed {
            masker.mask(&mut diagnostic.message);
            for text in diagnostic.help.iter_mut().chain(&mut diagnostic.about) {
                masker.mask(text);
            }
        }
        Private::masked(items)
    }
}

/// Gives authors their pseudonyms.
#[derive(Debug)]
pub(crate) struct Pseudonyms {
    authors: Authors,
    /// The number of each person named so far.
    numbers: FxHashMap<String, usize>,
}

impl Pseudonyms {
    /// Starts with no author named.
    pub(crate) fn new(authors: Authors) -> Self {
        Self { authors, numbers: FxHashMap::default() }
    }

    /// The pseudonym of a person, or `None` if authors are not named at all.
    pub(crate) fn of(&mut self, person: &str) -> Option<String> {
        if self.authors == Authors::None {
            return None;
        }
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(person.to_owned()).or_insert(next);
        Some(format!("Author {number}"))
    }

    /// Renames the authors of a thread. Numbers follow the order of appearance, so threads must come in their order.
    ///
    /// `[deleted]` is not a person and gets no pseudonym, which would make one author of many.
    fn rename(&mut self, thread: &mut Thread) {
        if self.authors == Authors::Keep {
            return;
        }
        for comment in &mut thread.comments {
            comment.author = comment.person().map(str::to_owned).and_then(|person| self.of(&person));
        }
    }
}

/// Whether a name is a pseudonym that this stage gave.
pub(crate) fn is_pseudonym(name: &str) -> bool {
    let number = name.strip_prefix("Author ").unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}
