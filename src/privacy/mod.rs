//! Stage `privacy`: parts or [`Thread`](crate::thread::Thread)s with names → [`Private`] ones.
//!
//! Authors get pseudonyms, in titles and texts too: "@Rose" becomes "@Author 3". A name that is also an ordinary word is
//! replaced where somebody is addressed by it, and left elsewhere (`sense`). Handles, profile links, telephone numbers,
//! e-mail and network addresses become marks such as `[e-mail]`, and ids that contain a name are replaced. Lengths
//! change, so every place that was noted in a text is moved here, once (`moves`).
//!
//! `graph` and the writers of threads take [`Private`] values only, so names cannot reach an output by accident. A
//! pseudonym is not anonymity: anyone can search for quoted text.

mod batches;
mod census;
mod contact;
mod masker;
mod moves;
mod names;
mod ordinary;
mod private;
mod pseudonym;
mod sense;
mod speakers;
mod tally;
mod words;

pub use self::batches::BatchPrivacy;
pub use self::census::Census;
pub(crate) use self::masker::Masker;
pub use self::masker::without_contacts;
pub use self::moves::Moved;
pub use self::private::{HasThread, Private};
pub(crate) use self::private::{move_label, move_link};
pub use self::pseudonym::Mark;
pub(crate) use self::pseudonym::Pseudonyms;
pub(crate) use self::tally::Tally;

use crate::diagnostic::Diagnostic;
use crate::text::Ui;

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

/// How authors are named in outputs and in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// How authors are named.
    pub authors: Authors,
    /// The language of pseudonyms and marks.
    pub ui: Ui,
    /// Words to mask everywhere, names or not.
    pub mask: Vec<String>,
    /// Names to leave in texts, because they are words there.
    pub unmask: Vec<String>,
    /// Whether the addresses of comments are kept. The address of a thread is, unless it names a person.
    pub urls: bool,
}

impl From<Authors> for Naming {
    fn from(authors: Authors) -> Self {
        Self { authors, ..Self::default() }
    }
}

/// Masks a collection that is in memory as a whole. An author gets the same pseudonym in every thread.
#[derive(Debug)]
pub struct Privacy {
    naming: Naming,
    pseudonyms: Option<Pseudonyms>,
    notices: Vec<Diagnostic>,
}

impl Privacy {
    /// Starts with no author named.
    pub fn new(naming: impl Into<Naming>) -> Self {
        Self { naming: naming.into(), pseudonyms: None, notices: Vec::new() }
    }

    /// Replaces the authors and masks, in all titles, texts and ids, the names known from them. Masks `noticed` too, the
    /// diagnostics about these threads so far, because outputs carry them.
    ///
    /// Names of threads passed in another call are not known here, so pass all threads together. Linear in the texts.
    pub fn apply<T: HasThread>(&mut self, mut items: Vec<T>, noticed: &mut [Diagnostic]) -> Private<Vec<T>> {
        if self.naming.authors == Authors::Keep {
            return Private::names_kept(items);
        }
        let mut census = Census::default();
        for item in &items {
            census.add(item.thread());
        }
        census.close();
        let naming = &self.naming;
        let pseudonyms = self.pseudonyms.get_or_insert_with(|| Pseudonyms::new(naming.authors, naming.ui, &census));
        let masker = Masker::new(naming, &census, pseudonyms);
        masker.rename_threads(&mut items);
        let mut tally = Tally::default();
        for item in &mut items {
            tally.add(mask_item(item, &masker, pseudonyms));
        }
        for diagnostic in noticed {
            masker.mask(&mut diagnostic.message);
            for text in diagnostic.help.iter_mut().chain(&mut diagnostic.about) {
                masker.mask(text);
            }
        }
        self.notices.extend(notices(Some(&masker), &census, &tally));
        Private::masked(items)
    }

    /// What to say about the names that were masked or left.
    pub fn notices(self) -> Vec<Diagnostic> {
        self.notices
    }
}

/// Masks one thread and what was noted about its texts.
fn mask_item<T: HasThread>(item: &mut T, masker: &Masker, pseudonyms: &Pseudonyms) -> Tally {
    let (moves, tally) = masker.mask_thread(item.thread_mut(), pseudonyms);
    if moves.iter().any(|moved| !moved.is_identity()) {
        item.move_spans(&moves);
    }
    pseudonyms.rename(item.thread_mut());
    tally
}

/// What to say about names that were masked or left, and about names that are not known.
fn notices(masker: Option<&Masker>, census: &Census, tally: &Tally) -> Vec<Diagnostic> {
    let note = masker.and_then(|masker| tally.note(&masker.names));
    census.warning().filter(|_| masker.is_some()).into_iter().chain(note).collect()
}
