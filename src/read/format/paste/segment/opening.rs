//! With which words a line begins and ends, by classes: greetings, thanks, answers, and so on.
//!
//! The words are those of all languages together, as each language lists them in its [`Cues`](lang::Cues).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::named::named;
use super::word::words;
use crate::lang::{self, Cues, List};

named! {
    /// A class of words with which a line begins.
    Class {
        Continues = "continuation", "begins with a word that carries on a thought";
        Joins = "conjunction", "begins with and, but, or";
        Postscript = "postscript", "is a postscript";
        Greets = "greeting", "begins with a greeting";
        Thanks = "thanks", "begins with thanks or praise";
        Answers = "answer", "begins as an answer does (yes, no, exactly)";
        Grounds = "grounds", "begins with because";
        PointsBack = "pointer", "begins with a pronoun for the line above";
        SelfRemark = "self-remark", "begins with a remark on its writer's own words";
        Reblog = "reblog", "passes the article on";
        Condition = "condition", "begins with if";
        Announces = "announcement", "announces what it is going to say";
        Opines = "opinion", "begins with an opinion";
        Asks = "question-word", "begins with a question word";
        Recounts = "telling", "begins with what happened to its writer";
        Refers = "you-word", "begins with a word for the reader";
        TakesUp = "taking-up", "begins by taking up the words of somebody";
        Concedes = "concession", "begins by granting a point";
        Enumerates = "count", "begins to count points";
        Exclaims = "exclamation", "begins with an exclamation or laughter";
        ByTheWay = "by-the-way", "adds something by the way";
        TheArticle = "article-named", "names the article or its author in its first words";
        We = "we-first", "says we or our in its first words";
        Adds = "adding", "adds to the line above (also, too) in its first sentence";
        Second = "you-first", "says you in its first words";
        First = "i-first", "says I in its first words";
        Remarks = "remark", "is short and remarks on its writer's own words";
    }
}

/// Classes, a bit for each.
pub type Classes = u32;

/// Whether a set of classes has one.
pub fn has(classes: Classes, class: Class) -> bool {
    classes >> class as u32 & 1 == 1
}

/// A list of the words of a language.
type ListOf = fn(&Cues) -> List;

/// The classes that are recognised by the first words, with their words.
const FIRST_WORDS: [(Class, ListOf); 21] = [
    (Class::Continues, |cues| cues.continues),
    (Class::Joins, |cues| cues.joins),
    (Class::Postscript, |cues| cues.postscripts),
    (Class::Greets, |cues| cues.greets),
    (Class::Thanks, |cues| cues.thanks),
    (Class::Answers, |cues| cues.answers),
    (Class::Grounds, |cues| cues.grounds),
    (Class::PointsBack, |cues| cues.points_back),
    (Class::SelfRemark, |cues| cues.self_remarks),
    (Class::Reblog, |cues| cues.reblogs),
    (Class::Condition, |cues| cues.conditions),
    (Class::Announces, |cues| cues.announces),
    (Class::Opines, |cues| cues.opines),
    (Class::Asks, |cues| cues.asks),
    (Class::Recounts, |cues| cues.recounts),
    (Class::Refers, |cues| cues.refers),
    (Class::TakesUp, |cues| cues.takes_up),
    (Class::Concedes, |cues| cues.concedes),
    (Class::Enumerates, |cues| cues.enumerates),
    (Class::Exclaims, |cues| cues.exclaims),
    (Class::ByTheWay, |cues| cues.by_the_way),
];

/// The classes that are recognised by a word among the first ones: how many words are read.
const EARLY_WORDS: [(Class, usize, ListOf); 4] = [
    (Class::TheArticle, 8, |cues| cues.the_article),
    (Class::We, 6, |cues| cues.we),
    (Class::Second, 8, |cues| cues.second_person),
    (Class::First, 4, |cues| cues.first_person),
];

/// Phrases by their first word.
type Phrases<T> = FxHashMap<&'static str, Vec<(&'static str, T)>>;

static OPENINGS: LazyLock<Phrases<Class>> = LazyLock::new(|| {
    let mut all: Phrases<Class> = Phrases::default();
    for (class, list) in FIRST_WORDS {
        for phrase in lang::merged(|words| list(&words.cues)) {
            all.entry(first_word(phrase)).or_default().push((phrase, class));
        }
    }
    all
});

static EARLY: LazyLock<FxHashMap<&'static str, Vec<(Class, usize)>>> = LazyLock::new(|| {
    let mut all: FxHashMap<&'static str, Vec<(Class, usize)>> = FxHashMap::default();
    for (class, reach, list) in EARLY_WORDS {
        for word in lang::merged(|words| list(&words.cues)) {
            all.entry(word).or_default().push((class, reach));
        }
    }
    all
});

static ADDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.cues.adds));
static REMARKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.cues.self_remarks));
static CLOSES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.cues.closes));
static SIGNS_OFF: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.cues.signs_off));

/// A remark on one's own words is at most this long, in characters.
const REMARK: usize = 110;

/// A closing formula is at most this long, in characters.
const FORMULA: usize = 40;

/// The first letters or figures of a phrase: `j` of `j'avoue`, `p` of `p.s`.
fn first_word(phrase: &str) -> &str {
    let end = phrase.find(|c: char| !c.is_alphanumeric()).unwrap_or(phrase.len());
    phrase.get(..end).unwrap_or(phrase)
}

/// Whether a text begins with a phrase, as whole words.
fn begins(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase)
        .is_some_and(|rest| phrase.ends_with('\'') || !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// A folded opening without the marks before its first word.
fn bare(opening: &str) -> &str {
    opening.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@')
}

/// The classes of the first words of a folded text.
fn by_first_words(text: &str) -> Classes {
    let phrases = OPENINGS.get(first_word(text)).map_or(&[][..], Vec::as_slice);
    phrases
        .iter()
        .filter(|(phrase, _)| begins(text, phrase))
        .fold(0, |classes, (_, class)| classes | 1 << *class as u32)
}

/// The classes of an opening, folded. `length` is that of the line in characters.
pub fn classes(opening: &str, length: usize) -> Classes {
    let text = bare(opening);
    let mut classes = by_first_words(text);
    if opening.starts_with(['…', '.']) {
        // An ellipsis before a conjunction takes up the words of somebody else.
        classes &= !(1 << Class::Joins as u32);
    }
    for (at, word) in words(text).take(8).enumerate() {
        for (class, reach) in EARLY.get(word).into_iter().flatten() {
            classes |= u32::from(at < *reach) << *class as u32;
        }
    }
    let sentence = text.split(['.', '!', '?', '…']).next().unwrap_or("");
    if words(sentence).any(|word| ADDS.contains(&word)) {
        classes |= 1 << Class::Adds as u32;
    }
    if length < REMARK && REMARKS.iter().any(|phrase| text.contains(phrase)) {
        classes |= 1 << Class::Remarks as u32;
    }
    classes
}

/// The classes that follow a first interjection: `Oui, mais`, `Ah, donc`.
pub fn then(opening: &str, classes: Classes) -> Classes {
    if !(has(classes, Class::Answers) || has(classes, Class::Exclaims) || has(classes, Class::Continues)) {
        return 0;
    }
    let text = bare(opening);
    let rest = text.get(first_word(text).len()..).unwrap_or("");
    // Only marks and spaces may be between.
    by_first_words(rest.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a folded closing is a closing formula, alone or as its last sentence.
pub fn closes(closing: &str) -> bool {
    let text = closing.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = text.rsplit(['.', '!', '?', '…', ',', ';']).next().unwrap_or(text).trim();
    last.chars().count() <= FORMULA && CLOSES.iter().any(|phrase| last.starts_with(phrase))
}

/// Whether a folded text begins with a farewell.
pub fn is_farewell(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    SIGNS_OFF.iter().any(|phrase| begins(text, phrase))
}

/// Whether the last sentence of a folded closing begins with a farewell and is short.
pub fn ends_signing_off(closing: &str) -> bool {
    let mut last = closing;
    for (at, c) in closing.char_indices() {
        let after = closing.get(at + c.len_utf8()..).unwrap_or("");
        if matches!(c, '.' | '!' | '?' | '…') && after.starts_with(char::is_whitespace) && !after.trim().is_empty() {
            last = after;
        }
    }
    last.len() < 60 && is_farewell(last.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_have_classes() {
        let found = |text: &str, class| has(classes(text, text.len()), class);
        assert!(found("« bonjour à tous", Class::Greets) && !found("bonjours", Class::Greets));
        assert!(found("j'avoue que non", Class::Opines) && found("p.s. : encore", Class::Postscript));
        assert!(found("le billet est long", Class::TheArticle) && found("c'est aussi mon avis", Class::Adds));
        let text = "oui, mais non";
        assert!(has(then(text, classes(text, 13)), Class::Joins));
    }

    #[test]
    fn farewells_are_seen() {
        assert!(closes("à demain. bien à vous, paul") || closes("bien à vous"));
        assert!(is_farewell("cordialement, paul") && !is_farewell("bestial"));
        assert!(ends_signing_off("je passerai demain. bises !"));
    }
}
