//! The languages that comments, pages and mails are written in: one file of words for each.
//!
//! Everything that palabre knows of a language and that is not a rule pack is in its [`Words`]. Code asks for the words
//! of all languages together with [`merged`], since a page often mixes two, or for those of one with [`Lang::words`].
//! The language that palabre itself writes in is another matter: see `text::ui`.

mod de;
pub mod en;
mod es;
pub mod fr;
mod fr_names;
mod other;
mod source_words;
mod words;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use source_words::{Chats, Counters, HeaderParts, Headers, Mail, Pages, Tables, Talk, Times};
pub use words::{Cues, Endings, List, Names, Negation, Proposals, Spaced, Voices, Words};

/// A language, as its two-letter ISO 639-1 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct Lang([u8; 2]);

/// The languages that palabre has words for. A new language is a row here, a file next to this one, and its rule packs.
///
/// The order decides which language a bit of [`crate::text::Function::votes`] means, and in which order endings are
/// removed; nothing else depends on it.
pub const KNOWN: [(Lang, &Words); 4] =
    [(Lang::FR, &fr::WORDS), (Lang::EN, &en::WORDS), (Lang::DE, &de::WORDS), (Lang::ES, &es::WORDS)];

impl Lang {
    /// French.
    pub const FR: Lang = Lang(*b"fr");
    /// English.
    pub const EN: Lang = Lang(*b"en");
    /// German.
    pub const DE: Lang = Lang(*b"de");
    /// Spanish.
    pub const ES: Lang = Lang(*b"es");

    /// Reads a BCP 47 tag by its first two letters; `None` for anything else, such as `und`.
    pub fn parse(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next()?.as_bytes();
        match primary {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Lang([a.to_ascii_lowercase(), b.to_ascii_lowercase()]))
            }
            _ => None,
        }
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// Its words; `None` where palabre has none.
    pub fn words(self) -> Option<&'static Words> {
        KNOWN.iter().find(|(lang, _)| *lang == self).map(|(_, words)| *words)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The words of all languages, those that are only read on pages and in mails last.
pub fn all() -> impl Iterator<Item = &'static Words> {
    KNOWN.iter().map(|(_, words)| *words).chain([&other::WORDS])
}

// Some 150 lists are merged. The work is done through a pointer, so that it is not compiled again for each of them.

/// One list of all languages together, each entry once.
pub fn merged(list: impl Fn(&'static Words) -> List) -> Vec<&'static str> {
    merge(&list)
}

fn merge(list: &dyn Fn(&'static Words) -> List) -> Vec<&'static str> {
    let mut merged: Vec<&'static str> = Vec::new();
    for word in all().flat_map(|words| list(words).iter()) {
        if !merged.contains(word) {
            merged.push(word);
        }
    }
    merged
}

/// One list of all languages together, the longest entries first: `no hay` is tried before `no`.
pub fn longest_first(list: impl Fn(&'static Words) -> List) -> Vec<&'static str> {
    merge_longest_first(&list)
}

fn merge_longest_first(list: &dyn Fn(&'static Words) -> List) -> Vec<&'static str> {
    let mut merged = merge(list);
    merged.sort_by_key(|word| std::cmp::Reverse(word.len()));
    merged
}

/// One list of all languages together as the alternatives of a regular expression, without the group around them.
/// Entries may be expressions themselves.
pub fn alternatives(list: impl Fn(&'static Words) -> List) -> String {
    merge_longest_first(&list).join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_all_languages_are_merged_without_repeats() {
        let merged = merged(|words| words.counters.none);
        assert!(merged.contains(&"aucun") && merged.contains(&"kein") && merged.contains(&"nessun"));
        assert_eq!(merged.iter().filter(|word| **word == "no").count(), 1, "English and Spanish share it");
        let sorted = longest_first(|words| words.counters.none);
        let place = |word: &str| sorted.iter().position(|known| *known == word);
        assert!(place("no hay") < place("no"));
    }

    #[test]
    fn every_language_is_known_once_and_by_its_code() {
        for (at, (lang, words)) in KNOWN.iter().enumerate() {
            assert!(KNOWN.iter().skip(at + 1).all(|(other, _)| other != lang), "{lang} has two rows");
            assert_eq!(Lang::parse(lang.code()), Some(*lang));
            assert!(!words.function_words.is_empty(), "{lang} cannot be recognised");
        }
        assert!(Lang::parse("it").is_some_and(|lang| lang.words().is_none()));
        assert_eq!(Lang::parse("und"), None);
    }

    #[test]
    fn words_are_lower_case_with_straight_apostrophes() {
        for words in all() {
            let cues = &words.cues;
            let lists = [
                cues.continues,
                cues.joins,
                cues.greets,
                cues.thanks,
                cues.answers,
                cues.second_person,
                cues.the_article,
                cues.closes,
                cues.common,
                cues.points_back,
                cues.self_remarks,
                cues.announces,
                words.voices.greet,
                words.voices.address,
                words.voices.report,
                words.pages.forms,
                words.pages.nobody,
                words.tables.yes,
                words.tables.no,
            ];
            for word in lists.iter().flat_map(|list| list.iter()) {
                assert_eq!(word.to_lowercase().replace('\u{2019}', "'"), *word);
                assert_eq!(word.trim(), *word, "`{word}` has spaces around it");
            }
            assert!(words.pages.nobody.iter().all(|word| word.len() <= 30), "`Comment::person` looks at 32 bytes");
        }
    }
}
