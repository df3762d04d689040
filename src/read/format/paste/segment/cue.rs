//! The type of a cue between two lines, and the tests on lines that the rows of [`super::table`] use.

use super::habit::Rarity;
use super::signs::Signs;
use super::words;

/// Two neighbouring lines and their surroundings.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'s> {
    /// The upper line.
    pub a: &'s Signs,
    /// The lower line.
    pub b: &'s Signs,
    /// The index of the upper line.
    pub above: Option<usize>,
    /// The line above the upper one.
    pub before: Option<&'s Signs>,
    /// The line below the lower one.
    pub after: Option<&'s Signs>,
    /// How rare the habits of typography are on the page.
    pub habits: &'s Habits,
}

/// How rare each habit is on the page: it distinguishes authors only if it varies.
#[derive(Clone, Copy, Debug, Default)]
pub struct Habits {
    /// Of the space before `?` and `!`.
    pub spacing: Rarity,
    /// Of apostrophes.
    pub apostrophe: Rarity,
    /// Of the ellipsis.
    pub ellipsis: Rarity,
    /// Of quotation marks.
    pub marks: Rarity,
    /// Of capitals after a full stop.
    pub capitals: Rarity,
    /// Of the space after a comma.
    pub commas: Rarity,
}

impl Habits {
    /// Counts the habits of a page.
    pub fn of(all: &[Signs]) -> Self {
        Habits {
            spacing: Rarity::of(all, |signs| signs.spacing),
            apostrophe: Rarity::of(all, |signs| signs.apostrophe),
            ellipsis: Rarity::of(all, |signs| signs.ellipsis),
            marks: Rarity::of(all, |signs| signs.marks),
            capitals: Rarity::of(all, |signs| signs.capitals),
            commas: Rarity::of(all, |signs| signs.commas),
        }
    }
}

/// One cue.
pub struct Cue {
    /// Its name.
    pub name: &'static str,
    /// What it adds to the log-odds that the lower line continues the comment, per unit of its value.
    pub weight: f64,
    /// What it detects, in the lower line unless it says otherwise.
    pub why: &'static str,
    /// Its test.
    pub test: Test,
}

/// The test of a cue.
pub enum Test {
    /// The cue is present or not.
    Plain(fn(&Pair<'_>) -> bool),
    /// The value of the cue, from 0 to 3.
    Graded(fn(&Pair<'_>) -> f64),
}

impl Cue {
    /// The value of the cue: 0 if it is absent, 1 for a plain cue, up to 3 for a graded one.
    pub fn value(&self, pair: &Pair<'_>) -> f64 {
        match self.test {
            Test::Plain(test) => f64::from(u8::from(test(pair))),
            Test::Graded(test) => test(pair),
        }
    }
}

/// Whether a line begins with one of these words or phrases, as whole words.
pub(super) fn begins(signs: &Signs, list: &[&str]) -> bool {
    let text = signs.opening.trim_start_matches(|c: char| !c.is_alphanumeric());
    list.iter().any(|phrase| {
        text.strip_prefix(phrase)
            .is_some_and(|rest| phrase.ends_with('\'') || !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}

/// Whether a line begins with a name and a comma or colon: `Ramón, para serte sincero`, `Kika : …`.
pub(super) fn named(signs: &Signs) -> bool {
    let Some((name, _)) = signs.opening.split_once([',', ':']) else { return false };
    signs.first.is_uppercase()
        && name.chars().count() <= 24
        && name.split_whitespace().count() <= 2
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_'))
        && ![&words::CONTINUES, &words::JOINS, &words::ANSWERS, &words::THANKS, &words::GREETS, &words::POSTSCRIPTS]
            .iter()
            .any(|list| begins(signs, list))
}

/// Whether a line ends with a closing formula, alone or as its last sentence.
pub(super) fn closes(signs: &Signs) -> bool {
    let text = signs.closing.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = text.rsplit(['.', '!', '?', '…', ',', ';']).next().unwrap_or(text).trim();
    last.chars().count() <= 40 && words::CLOSES.iter().any(|phrase| last.starts_with(phrase))
}

pub(super) fn smiley_end(signs: &Signs) -> bool {
    [":)", ":-)", ";)", ";-)", ":(", ":-(", "^^", ":d", ":p", "xd"].iter().any(|face| signs.closing.ends_with(face))
}

/// Whether the lower line is a short last remark after a longer line and addresses nobody: *I'd pay to see it, mind you.*
pub(super) fn is_coda(pair: &Pair<'_>) -> bool {
    let b = pair.b;
    b.length < 120
        && b.length * 2 < pair.a.length
        && !b.second
        && !b.quotes_first
        && !b.url
        && b.opening_words.len() > 3
        && !matches!(b.first, '@' | '…')
        && !b.smiles
        && b.last != '!'
        && ![&words::GREETS, &words::THANKS, &words::ANSWERS, &words::GROUNDS].iter().any(|list| begins(b, list))
}

/// Whether a line is a name or formula below a text: *Cordialement*, *— un ami*, *Grüße Markus*.
pub(super) fn signs_off(signs: &Signs) -> bool {
    signs.length <= 45
        && ((matches!(signs.first, '—' | '–' | '-') && !signs.opening.contains(['.', '?']))
            || (closes(signs) && signs.opening_words.len() <= 5 && !begins(signs, &words::CLOSING_THANKS))
            || (begins(signs, &words::CLOSING_THANKS)
                && signs.opening_words.len() <= 4
                && signs.opening_words.len() >= 2))
}

/// Whether the lower line begins by asking back a few words of the upper: `La concurrence ? C'est elle …`.
pub(super) fn asks_back(pair: &Pair<'_>) -> bool {
    let Some(at) = pair.b.opening.find(['?', '!', '…']) else { return false };
    let words = pair.b.opening.get(..at).unwrap_or("").split_whitespace().count();
    (1..=5).contains(&words) && pair.b.length > at + 4 && super::signs::shares_opening(pair.a, pair.b, at)
}

/// Whether the first sentence contains one of these words.
pub(super) fn early(signs: &Signs, list: &[&str]) -> bool {
    let first = signs.opening.split(['.', '!', '?', '…']).find(|part| !part.trim().is_empty()).unwrap_or("");
    first.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|word| list.contains(&word))
}

/// Whether a short line is a remark of its author on their own words.
pub(super) fn remarks(signs: &Signs) -> bool {
    signs.length < 110
        && signs.sentences <= 1
        && words::SELF_REMARKS.iter().any(|phrase| signs.opening.contains(phrase))
}

pub(super) fn begins_with_dots(signs: &Signs) -> bool {
    signs.first == '…' || signs.opening.starts_with("..")
}

pub(super) fn ends_with_dots(signs: &Signs) -> bool {
    signs.last == '…' || signs.closing.ends_with("..")
}
