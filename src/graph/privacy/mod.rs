//! Privacy: names leave the parts before they reach the map, and with it every output.
//!
//! In: parts as they were read. Out: the same parts with pseudonyms, with names, handles, profile links, telephone
//! numbers, e-mail and IP addresses masked inside texts, and with neutral ids where the source's own would tell a name. A masked character has as many bytes as the one it hides, so that every span stays right in
//! bytes and in scalar values. A pseudonym is not anonymity: quoted text stays searchable.

mod contact;
mod names;
mod veil;

use indexmap::IndexSet;
use rustc_hash::{FxHashMap, FxHashSet};

use self::contact::contacts;
use self::names::Names;
use super::Part;
use crate::diagnostic::Diagnostic;
use crate::parallel;
use crate::thread::{Comment, Thread};

/// How authors are named in outputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Authors {
    /// `Author 1`, `Author 2`, … by order of appearance.
    #[default]
    Pseudonym,
    /// As the source names them; texts are left as they are.
    Keep,
    /// Not at all.
    None,
}

/// Names authors across a whole collection: the same name gets the same pseudonym in every thread, and threads may come
/// one by one.
#[derive(Default)]
pub struct Privacy {
    authors: Authors,
    numbers: FxHashMap<String, usize>,
    masker: Option<Masker>,
}

impl Privacy {
    /// Nobody named yet.
    pub fn new(authors: Authors) -> Self {
        Self { authors, ..Self::default() }
    }

    /// Nobody named yet, but the people of the whole collection known, so that its threads can come one by one and
    /// their names are masked in all of them.
    pub fn knowing<'a>(authors: Authors, people: impl Iterator<Item = &'a str>) -> Self {
        let masker = (authors != Authors::Keep).then(|| Masker { names: Names::new(people) });
        Self { masker, ..Self::new(authors) }
    }

    /// Replaces the authors of some threads and masks, in all their titles, texts and ids, the names known from them;
    /// what was noticed about them so far is masked too, since outputs carry it.
    ///
    /// A name hides words also where it is an ordinary one: showing it would break the promise, hiding it costs a word.
    /// Names of threads that come in another call are not known here, so a caller that holds all threads passes them
    /// together. Linear in the texts.
    pub fn apply(&mut self, parts: &mut [Part], noticed: &mut [Diagnostic]) {
        if self.authors == Authors::Keep {
            return;
        }
        let authors = parts.iter().flat_map(|part| &part.thread.comments).filter_map(Comment::person);
        let masker = Masker { names: Names::new(authors) };
        masker.rename_threads(parts);
        for part in parts {
            masker.hide(&mut part.thread);
            self.rename(&mut part.thread);
        }
        for diagnostic in noticed {
            masker.mask(&mut diagnostic.message);
            diagnostic.help.iter_mut().for_each(|help| masker.mask(help));
            diagnostic.about.iter_mut().for_each(|about| masker.mask(about));
        }
    }

    /// Whether the id of a thread leads to one of the people known, so that the thread would need another, which only
    /// [`Privacy::apply`] finds, since it sees all ids.
    pub fn tells(&self, id: &str, source: Option<&str>) -> bool {
        self.masker.as_ref().is_some_and(|masker| masker.is_told(id, source))
    }

    /// Masks, in the title, texts and ids of a thread, the names of the people known. Depends on no other thread.
    pub fn hide(&self, thread: &mut Thread) {
        if let Some(masker) = &self.masker {
            masker.hide(thread);
        }
    }

    /// Gives the authors of a thread their pseudonyms: by order of appearance, so threads must come in their order.
    pub fn rename(&mut self, thread: &mut Thread) {
        if self.authors == Authors::Keep {
            return;
        }
        for comment in &mut thread.comments {
            comment.author = comment.person().map(str::to_owned).and_then(|person| self.name(person));
        }
    }

    /// The pseudonym of a person. `[deleted]` is none, and gets no pseudonym: it would make one of many.
    fn name(&mut self, person: String) -> Option<String> {
        if self.authors == Authors::None {
            return None;
        }
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(person).or_insert(next);
        Some(format!("Author {number}"))
    }
}

/// Finds and hides what leads to a person in texts and ids.
struct Masker {
    names: Names,
}

impl Masker {
    fn mask(&self, text: &mut String) {
        let mut hidden = contacts(text);
        self.names.find(text, &mut hidden);
        if hidden.is_empty() {
            return;
        }
        hidden.sort_unstable();
        let mut masked = String::with_capacity(text.len());
        let mut done = 0;
        for span in hidden {
            let start = span.start.max(done);
            if start >= span.end {
                continue;
            }
            masked.push_str(text.get(done..start).unwrap_or_default());
            masked.extend(text.get(start..span.end).unwrap_or_default().chars().map(mask_of));
            done = span.end;
        }
        masked.push_str(text.get(done..).unwrap_or_default());
        *text = masked;
    }

    /// Masks the title, texts and ids of a thread.
    fn hide(&self, thread: &mut Thread) {
        if let Some(title) = &mut thread.title {
            self.mask(title);
        }
        self.rename(thread);
        parallel::each(&mut thread.comments, |comment| self.mask(&mut comment.text));
    }

    /// Whether an id leads to a person: it holds a whole name with a letter in it, or an address.
    fn is_telling(&self, id: &str) -> bool {
        id.chars().any(char::is_alphabetic) && (self.names.names(id) || id.contains('@') || !contacts(id).is_empty())
    }

    /// Whether the id of a thread, from the source, leads to a person. What the user called his file stays.
    fn is_told(&self, id: &str, source: Option<&str>) -> bool {
        !source.is_some_and(|source| source.starts_with(id)) && self.is_telling(id)
    }

    /// Gives neutral ids to threads whose own lead to a person.
    fn rename_threads(&self, parts: &mut [Part]) {
        let telling = |thread: &Thread| self.is_told(&thread.id, thread.source.as_deref());
        if !parts.iter().any(|part| telling(&part.thread)) {
            return;
        }
        let taken: FxHashSet<String> = parts.iter().map(|part| part.thread.id.clone()).collect();
        let mut free = (1..).map(|number| format!("t{number}")).filter(|name| !taken.contains(name.as_str()));
        for part in parts.iter_mut().filter(|part| telling(&part.thread)) {
            part.thread.id = free.next().unwrap_or_default();
        }
    }

    /// Gives the comments of a thread whose ids lead to a person neutral ones, and lets replies and quotes follow.
    fn rename(&self, thread: &mut Thread) {
        let telling = |id: &&str| self.is_telling(id);
        let ids = thread.comments.iter().flat_map(|c| std::iter::once(c.id.as_str()).chain(c.parent.as_deref()));
        let quoted = thread.comments.iter().flat_map(|c| &c.quotes).filter_map(|quote| quote.to.as_deref());
        let telling: IndexSet<String> = ids.chain(quoted).filter(telling).map(str::to_owned).collect();
        if telling.is_empty() {
            return;
        }
        let taken: FxHashSet<&str> = thread.comments.iter().map(|comment| comment.id.as_str()).collect();
        let mut free = (1..).map(|number| format!("x{number}")).filter(|name| !taken.contains(name.as_str()));
        let names: FxHashMap<String, String> =
            telling.into_iter().map(|id| (id, free.next().unwrap_or_default())).collect();
        let follow = |id: &mut String| {
            if let Some(name) = names.get(id.as_str()) {
                id.clone_from(name);
            }
        };
        drop(free);
        for comment in &mut thread.comments {
            follow(&mut comment.id);
            comment.parent.iter_mut().for_each(follow);
            comment.quotes.iter_mut().filter_map(|quote| quote.to.as_mut()).for_each(follow);
        }
    }
}

/// A character of the same length in bytes that hides another; spaces stay, so that lines still wrap.
fn mask_of(hidden: char) -> char {
    match (hidden, hidden.len_utf8()) {
        (' ' | '\n' | '\t', _) => hidden,
        (_, 1) => '*',
        (_, 2) => '·',
        (_, 3) => '•',
        _ => '🞄',
    }
}

/// Hides addresses, handles, profile links and telephone numbers in a text of which no author is known.
pub fn without_contacts(text: &str) -> String {
    let mut text = text.to_owned();
    Masker { names: Names::new(std::iter::empty()) }.mask(&mut text);
    text
}
