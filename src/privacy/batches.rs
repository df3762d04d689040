//! Masks a collection that is too large for memory: batch by batch, with the people known from a first pass.

use super::tally::Tally;
use super::{Authors, Census, HasThread, Masker, Naming, Private, Pseudonyms, mask_item};
use crate::diagnostic::Diagnostic;
use crate::parallel;

/// Masks threads that come in batches, with the same result as [`Privacy::apply`](super::Privacy::apply) on all of them,
/// provided that no thread [needs another id](BatchPrivacy::renames).
#[derive(Debug)]
pub struct BatchPrivacy {
    pseudonyms: Pseudonyms,
    census: Census,
    /// `None` if names are kept.
    masker: Option<Masker>,
    tally: Tally,
}

impl BatchPrivacy {
    /// Starts after a first pass over the whole collection.
    pub fn new(naming: impl Into<Naming>, mut census: Census) -> Self {
        let naming = naming.into();
        census.close();
        let mut pseudonyms = Pseudonyms::new(naming.authors, naming.ui, &census);
        let masker = (naming.authors != Authors::Keep).then(|| Masker::new(&naming, &census, &mut pseudonyms));
        census.forget_texts();
        Self { pseudonyms, census, masker, tally: Tally::default() }
    }

    /// Whether the id of a thread contains a name, so that the thread needs another id. Only
    /// [`Privacy::apply`](super::Privacy::apply) can choose one, because it knows the ids of all threads.
    pub fn renames(&self, id: &str, source: Option<&str>) -> bool {
        self.masker.as_ref().is_some_and(|masker| masker.is_telling_thread(id, source))
    }

    /// Masks the next threads of the collection, on all cores.
    pub fn apply<T: HasThread + Send>(&mut self, items: Vec<T>) -> Vec<Private<Vec<T>>> {
        let Some(masker) = &self.masker else {
            return items.into_iter().map(|item| Private::names_kept(vec![item])).collect();
        };
        let pseudonyms = &self.pseudonyms;
        let masked = parallel::whole(items, |mut item| {
            let tally = mask_item(&mut item, masker, pseudonyms);
            (item, tally)
        });
        let mut private = Vec::with_capacity(masked.len());
        for (item, tally) in masked {
            self.tally.add(tally);
            private.push(Private::masked(vec![item]));
        }
        private
    }

    /// What to say about the names that were masked or left so far.
    pub fn notices(&self) -> Vec<Diagnostic> {
        super::notices(self.masker.as_ref(), &self.census, &self.tally)
    }
}
