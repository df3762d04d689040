//! Masks a collection that is too large for memory: batch by batch, with the people known from a first pass.

use super::{Authors, HasThread, Masker, Private, Pseudonyms};
use crate::parallel;

/// Masks threads that come in batches, with the same result as [`Privacy::apply`](super::Privacy::apply) on all of them,
/// provided that no thread [needs another id](BatchPrivacy::renames).
#[derive(Debug)]
pub struct BatchPrivacy {
    pseudonyms: Pseudonyms,
    /// `None` if names are kept.
    masker: Option<Masker>,
}

impl BatchPrivacy {
    /// Starts with no author named. `people` are the authors of the whole collection.
    pub fn new<'a>(authors: Authors, people: impl Iterator<Item = &'a str>) -> Self {
        let masker = (authors != Authors::Keep).then(|| Masker::new(people));
        Self { pseudonyms: Pseudonyms::new(authors), masker }
    }

    /// Whether the id of a thread contains a name, so that the thread needs another id. Only
    /// [`Privacy::apply`](super::Privacy::apply) can choose one, because it knows the ids of all threads.
    pub fn renames(&self, id: &str, source: Option<&str>) -> bool {
        self.masker.as_ref().is_some_and(|masker| masker.is_telling_thread(id, source))
    }

    /// Masks the next threads of the collection, on all cores. Pseudonyms are numbered in the order of the threads.
    pub fn apply<T: HasThread + Send>(&mut self, items: Vec<T>) -> Vec<Private<Vec<T>>> {
        let masker = self.masker.as_ref();
        let mut items = parallel::whole(items, |mut item| {
            if let Some(masker) = masker {
                masker.mask_thread(item.thread_mut());
            }
            item
        });
        for item in &mut items {
            self.pseudonyms.rename(item.thread_mut());
        }
        items.into_iter().map(|item| Private::masked(vec![item])).collect()
    }
}
