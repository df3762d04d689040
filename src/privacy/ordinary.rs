//! Ordinary words: those of which a name alone is no sign of its bearer.
//!
//! There are three sources: the words of the languages, the words that the rule packs look for, and the collection itself
//! (see [`super::names::Names`]).

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::words::words;
use crate::lang::{self, Spaced};
use crate::rule;
use crate::text::{fold, function};

/// How ordinary a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ordinary {
    /// Nothing shows that it is more than a name.
    No,
    /// It is also a noun, an adjective, a verb, a month or a place.
    Word,
    /// It carries grammar or answers: `les`, `will`, `nobody`, `yes`. Every text is full of it.
    Grammar,
}

/// Words that carry grammar, besides function words, folded.
static GRAMMAR: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let mut grammar = FxHashSet::default();
    for words in lang::all() {
        let cues = &words.cues;
        for list in [cues.answers, cues.greets, cues.joins, cues.second_person, cues.first_person, words.pages.nobody] {
            grammar.extend(list.iter().filter(|word| !word.contains([' ', '\''])).map(|word| fold::fold(word)));
        }
        grammar.extend(words.names.pronouns.split_whitespace().map(fold::fold));
    }
    grammar
});

/// Words that have another sense than a name, folded.
static COMMON: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let mut common = FxHashSet::default();
    for words in lang::all() {
        let (cues, voices) = (&words.cues, &words.voices);
        let lists = [
            cues.continues,
            cues.thanks,
            cues.the_article,
            cues.closes,
            cues.common,
            cues.grounds,
            cues.points_back,
            cues.adds,
            cues.self_remarks,
            cues.conditions,
            cues.announces,
            voices.discuss,
            voices.report,
            words.times.weekdays,
        ];
        for list in lists.into_iter().chain(words.times.months) {
            common.extend(list.iter().filter(|word| !word.contains([' ', '\''])).map(|word| fold::fold(word)));
        }
        common.extend(words.names.streets.split_whitespace().map(fold::fold));
    }
    common
});

/// Names that are also words, folded.
static ALSO_NAMES: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| lang::all().flat_map(|words| words.names.also_words.split_whitespace()).map(fold::fold).collect());

/// The packs that are built in. What they look for is no name.
static PACKS: LazyLock<rule::Matcher> = LazyLock::new(rule::builtin);

/// How ordinary a folded word is.
pub(super) fn ordinary(folded: &str) -> Ordinary {
    graded(folded, &|word| PACKS.mentions(word))
}

/// Whether the words of a name make an ordinary word if they are joined, as `no-body` does. A beginning that a pack
/// looks for is no such word: `Pensaq Azaa` begins like `pensait`.
pub(super) fn joins_to_word(folded: &[String]) -> bool {
    let joined = folded.concat();
    match folded {
        [_] => ordinary(&joined) != Ordinary::No,
        _ => graded(&joined, &|word| PACKS.has_word(word)) != Ordinary::No,
    }
}

fn graded(folded: &str, is_of_pack: &dyn Fn(&str) -> bool) -> Ordinary {
    let is_function = function::function(folded) != function::Function::default();
    // A given name that is also a function word, such as Will, is rather a name where it has a capital.
    if ALSO_NAMES.contains(folded) {
        Ordinary::Word
    } else if is_function || GRAMMAR.contains(folded) || folded.bytes().all(|byte| byte.is_ascii_digit()) {
        Ordinary::Grammar
    } else if COMMON.contains(folded) || is_of_pack(folded) {
        Ordinary::Word
    } else {
        Ordinary::No
    }
}

/// Whole phrases of one kind, folded, their words separated by single spaces.
#[derive(Debug)]
pub(super) struct Phrases {
    phrases: FxHashSet<String>,
    /// The largest number of words of a phrase.
    pub(super) longest: usize,
}

impl Phrases {
    fn of(phrases: &mut dyn Iterator<Item = &'static str>) -> Self {
        let folded = |phrase: &str| -> String {
            let words: Vec<String> =
                words(phrase).map(|word| fold::fold(phrase.get(word).unwrap_or_default())).collect();
            words.join(" ")
        };
        let phrases: FxHashSet<String> = phrases.map(folded).filter(|phrase| !phrase.is_empty()).collect();
        let longest = phrases.iter().map(|phrase| phrase.split(' ').count()).max().unwrap_or_default();
        Self { phrases, longest }
    }

    /// Whether this is one of the phrases.
    pub(super) fn has(&self, folded: &str) -> bool {
        self.phrases.contains(folded)
    }
}

fn spaced(list: impl Fn(&'static lang::Words) -> Spaced) -> Phrases {
    Phrases::of(&mut lang::all().flat_map(|words| list(words).split_whitespace()))
}

/// What comes right before the name of somebody who is greeted, thanked or agreed with.
pub(super) static CALLS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(&mut lang::all().flat_map(|words| {
        let cues = &words.cues;
        let lists = [cues.greets, cues.closing_thanks, words.names.calls, words.pages.in_reply_to, words.voices.greet];
        lists.into_iter().flatten().copied()
    }))
});

/// What comes before the name of somebody who is answered or praised, if it opens a sentence: `no` in `No, Rose`.
pub(super) static ANSWERS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(&mut lang::all().flat_map(|words| words.cues.answers.iter().chain(words.cues.thanks).copied()))
});

/// What comes before a name and a verb of saying: `as`.
pub(super) static CITES: LazyLock<Phrases> = LazyLock::new(|| spaced(|words| words.names.cites));

/// What a page writes before the name of an author: `submitted by`. A bare `by` comes before anything.
pub(super) static BYLINES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        &mut lang::all()
            .flat_map(|words| words.pages.before_name.iter().copied())
            .filter(|words| words.contains(' '))
            .chain(["points by", "point by", "thread starter", "started by"]),
    )
});

/// Verbs of saying after a name.
pub(super) static SAYS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(&mut lang::all().flat_map(|words| words.names.says.iter().chain(words.mail.wrote).copied()))
});

/// Titles before a name.
pub(super) static TITLES: LazyLock<Phrases> = LazyLock::new(|| spaced(|words| words.names.titles));

/// Words before the name of somebody whom a title is for or by.
pub(super) static IN_TITLES: LazyLock<Phrases> = LazyLock::new(|| spaced(|words| words.names.in_titles));

/// Words before a noun that is no name.
pub(super) static DETERMINERS: LazyLock<Phrases> = LazyLock::new(|| spaced(|words| words.names.determiners));

/// Words before a verb or noun in lower case.
pub(super) static BEFORE_VERBS: LazyLock<Phrases> = LazyLock::new(|| spaced(|words| words.names.before_verbs));

/// Words before a place.
pub(super) static BEFORE_PLACES: LazyLock<Phrases> = LazyLock::new(|| spaced(|words| words.names.before_places));

/// Pronouns of the first and second person.
pub(super) static PERSONS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(&mut lang::all().flat_map(|words| {
        words.cues.second_person.iter().chain(words.cues.first_person).chain(["du", "sie", "ich"].iter()).copied()
    }))
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_names() {
        for (word, expected) in [
            ("les", Ordinary::Grammar),
            ("nobody", Ordinary::Grammar),
            ("2024", Ordinary::Grammar),
            ("rose", Ordinary::Word),
            ("france", Ordinary::Word),
            ("solene", Ordinary::No),
            ("dupont75", Ordinary::No),
        ] {
            assert_eq!(ordinary(word), expected, "{word}");
        }
        assert!(CALLS.has("thank you") && CALLS.has("comme l a dit") && CALLS.longest >= 3);
    }
}
