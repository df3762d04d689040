//! Pseudonyms, and the marks that are written in place of other personal words.

use rustc_hash::FxHashMap;

use super::{Authors, Census};
use crate::text::Ui;
use crate::thread::Thread;

/// What is hidden where no pseudonym can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The name of somebody who is no author, or of one of several authors.
    Name,
    /// The address of a house.
    Home,
    /// An e-mail address.
    Mail,
    /// A telephone number.
    Telephone,
    /// The network address of a machine.
    Machine,
    /// The number of a bank account or card.
    Number,
    /// An account on a site, in a link or a handle.
    Account,
}

impl Mark {
    /// What is written instead. The brackets show that these are not the author's words, and no handle or address has
    /// them, so that a masked text is masked no further.
    pub fn text(self, ui: Ui) -> &'static str {
        match self {
            Mark::Name => ui.pick("[name]", "[nom]"),
            Mark::Home => ui.pick("[address]", "[adresse]"),
            Mark::Mail => ui.pick("[e-mail]", "[courriel]"),
            Mark::Telephone => ui.pick("[telephone]", "[téléphone]"),
            Mark::Machine => ui.pick("[machine]", "[machine]"),
            Mark::Number => ui.pick("[number]", "[numéro]"),
            Mark::Account => ui.pick("[account]", "[compte]"),
        }
    }
}

/// What a pseudonym begins with in each language.
const PREFIXES: [&str; 2] = ["Author ", "Auteur "];

/// The pseudonym with a number.
pub(super) fn pseudonym(number: usize, ui: Ui) -> String {
    format!("{}{number}", ui.pick("Author ", "Auteur "))
}

/// Whether a name is a pseudonym that this stage gave.
pub(crate) fn is_pseudonym(name: &str) -> bool {
    let number = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// How many bytes of a text are a pseudonym at its beginning; 0 if none is there.
pub(super) fn pseudonym_at(text: &str) -> usize {
    PREFIXES.iter().find_map(|prefix| Some((prefix, text.strip_prefix(prefix)?))).map_or(0, |(prefix, rest)| match rest
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count()
    {
        0 => 0,
        digits => prefix.len() + digits,
    })
}

/// Gives authors their pseudonyms. Numbers follow the order of appearance.
#[derive(Debug)]
pub(crate) struct Pseudonyms {
    authors: Authors,
    ui: Ui,
    /// Whether people who have pseudonyms already keep them.
    keeps: bool,
    /// The number of each person named so far.
    numbers: FxHashMap<String, usize>,
}

impl Pseudonyms {
    /// Starts with no author named.
    pub(crate) fn new(authors: Authors, ui: Ui, census: &Census) -> Self {
        Self { authors, ui, keeps: census.is_masked(), numbers: FxHashMap::default() }
    }

    /// The number of a person, who gets the next one if they have none.
    pub(crate) fn number(&mut self, person: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(person.to_owned()).or_insert(next)
    }

    /// The number of a person, if they have one.
    pub(super) fn known(&self, person: &str) -> Option<usize> {
        self.numbers.get(person).copied()
    }

    /// The pseudonym of a person who has a number; `None` if authors are not named at all.
    pub(crate) fn of(&self, person: &str) -> Option<String> {
        match self.authors {
            Authors::None => None,
            _ if self.keeps && is_pseudonym(person) => Some(person.to_owned()),
            _ => self.known(person).map(|number| pseudonym(number, self.ui)),
        }
    }

    /// Renames the authors of a thread.
    ///
    /// `[deleted]` is not a person and gets no pseudonym, which would make one author of many.
    pub(crate) fn rename(&self, thread: &mut Thread) {
        for comment in &mut thread.comments {
            comment.author = comment.person().and_then(|person| self.of(person));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pseudonyms_of_both_languages_are_recognised() {
        for ui in [Ui::En, Ui::Fr] {
            assert!(is_pseudonym(&pseudonym(12, ui)));
        }
        assert!(!is_pseudonym("Author") && !is_pseudonym("Author x") && !is_pseudonym("Autor 1"));
        assert_eq!((pseudonym_at("Auteur 12, dis"), pseudonym_at("Author "), pseudonym_at("Jo 1")), (9, 0, 0));
    }
}
