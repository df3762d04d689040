//! Known people and a text, id or thread → the same with everything hidden that identifies one of them.

use indexmap::IndexSet;
use rustc_hash::FxHashMap;

use super::HasThread;
use super::contact::contacts;
use super::names::Names;
use crate::ids::Taken;
use crate::parallel;
use crate::thread::Thread;

/// Finds and hides everything that identifies a person in texts and ids.
#[derive(Debug)]
pub(crate) struct Masker {
    names: Names,
}

impl Masker {
    /// A masker that knows these people.
    pub(crate) fn new<'a>(people: impl Iterator<Item = &'a str>) -> Self {
        Self { names: Names::new(people) }
    }

    /// Hides names and contacts in a text.
    pub(crate) fn mask(&self, text: &mut String) {
        let mut hidden = contacts(text);
        self.names.find(text, &mut hidden);
        if hidden.is_empty() {
            return;
        }
        hidden.sort_unstable();
        let mut masked = String::with_capacity(text.len());
        let mut copied = 0;
        for span in hidden {
            let start = span.start.max(copied);
            if start >= span.end {
                continue;
            }
            masked.push_str(text.get(copied..start).unwrap_or_default());
            masked.extend(text.get(start..span.end).unwrap_or_default().chars().map(mask_of));
            copied = span.end;
        }
        masked.push_str(text.get(copied..).unwrap_or_default());
        *text = masked;
    }

    /// Masks the title, texts and comment ids of a thread. The result depends on no other thread.
    pub(super) fn mask_thread(&self, thread: &mut Thread) {
        if let Some(title) = &mut thread.title {
            self.mask(title);
        }
        self.rename_comments(thread);
        parallel::each(&mut thread.comments, |comment| self.mask(&mut comment.text));
    }

    /// Whether an id identifies a person: it contains a letter and either a whole name or an address.
    pub(crate) fn is_telling(&self, id: &str) -> bool {
        id.chars().any(char::is_alphabetic) && (self.names.names(id) || id.contains('@') || !contacts(id).is_empty())
    }

    /// Whether the id of a thread, as the source gives it, identifies a person. Names that the user gave to files stay.
    pub(super) fn is_telling_thread(&self, id: &str, source: Option<&str>) -> bool {
        !source.is_some_and(|source| source.starts_with(id)) && self.is_telling(id)
    }

    /// Gives neutral ids to threads whose ids identify a person.
    pub(super) fn rename_threads<T: HasThread>(&self, items: &mut [T]) {
        let telling = |thread: &Thread| self.is_telling_thread(&thread.id, thread.source.as_deref());
        if !items.iter().any(|item| telling(item.thread())) {
            return;
        }
        let mut taken: Taken = items.iter().map(|item| item.thread().id.as_str()).collect();
        for item in items.iter_mut().filter(|item| telling(item.thread())) {
            item.thread_mut().id = taken.numbered("t", 1);
        }
    }

    /// Gives neutral ids to comments whose ids identify a person, and updates the parents and quotes that name them.
    fn rename_comments(&self, thread: &mut Thread) {
        let ids = thread.comments.iter().flat_map(|c| std::iter::once(c.id.as_str()).chain(c.parent.as_deref()));
        let quoted = thread.comments.iter().flat_map(|c| &c.quotes).filter_map(|quote| quote.to.as_deref());
        let named = ids.chain(quoted);
        let telling: IndexSet<&str> = named.clone().filter(|id| self.is_telling(id)).collect();
        if telling.is_empty() {
            return;
        }
        // Parents that were not read count too: a new id must not turn a reply to one into a reply to somebody else.
        let mut taken: Taken = named.collect();
        let neutral: FxHashMap<String, String> =
            telling.into_iter().map(|id| (id.to_owned(), taken.numbered("x", 1))).collect();
        let replace = |id: &mut String| {
            if let Some(replacement) = neutral.get(id.as_str()) {
                id.clone_from(replacement);
            }
        };
        for comment in &mut thread.comments {
            replace(&mut comment.id);
            comment.parent.iter_mut().for_each(replace);
            comment.quotes.iter_mut().filter_map(|quote| quote.to.as_mut()).for_each(replace);
        }
    }
}

/// A character with the same number of bytes that hides another. Spaces stay, so that lines still wrap.
fn mask_of(hidden: char) -> char {
    match (hidden, hidden.len_utf8()) {
        (' ' | '\n' | '\t', _) => hidden,
        (_, 1) => '*',
        (_, 2) => '·',
        (_, 3) => '•',
        _ => '🞄',
    }
}

/// Hides addresses, handles, profile links and telephone numbers in a text whose authors are not known.
pub fn without_contacts(text: &str) -> String {
    let mut text = text.to_owned();
    Masker::new(std::iter::empty()).mask(&mut text);
    text
}
