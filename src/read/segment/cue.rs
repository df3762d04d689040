//! What a cue between two lines is, and the questions about lines that the rows of [`super::table`] ask.

use super::signs::Signs;
use super::words;

/// Two neighbouring lines and what surrounds them.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'s> {
    /// The upper line.
    pub a: &'s Signs,
    /// The lower line.
    pub b: &'s Signs,
    /// The place of the upper line.
    pub above: Option<usize>,
    /// The line above the upper one.
    pub before: Option<&'s Signs>,
    /// The line below the lower one.
    pub after: Option<&'s Signs>,
    /// Whether the page has both kinds of apostrophes, so that they can tell hands apart.
    pub mixed_apostrophes: bool,
}

/// One cue.
pub struct Cue {
    /// Its name.
    pub name: &'static str,
    /// What it adds to the log-odds that the lower line continues the comment, per unit of its value.
    pub weight: f64,
    /// What it sees, of the lower line unless it says otherwise.
    pub why: &'static str,
    /// How it is seen.
    pub test: Test,
}

/// How a cue is seen.
pub enum Test {
    /// It is there or not.
    Plain(fn(&Pair<'_>) -> bool),
    /// How much of it is there, from 0 to 3.
    Graded(fn(&Pair<'_>) -> f64),
}

impl Cue {
    /// How much of the cue is there: 0 for nothing, 1 for a plain cue, up to 3 for a graded one.
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

/// `Ramón, para serte sincero`, `Kika : …`: a name and a comma or colon within the first words.
pub(super) fn named(signs: &Signs) -> bool {
    let Some((name, _)) = signs.opening.split_once([',', ':']) else { return false };
    signs.first.is_uppercase()
        && name.chars().count() <= 24
        && name.split_whitespace().count() <= 2
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_'))
        && ![words::CONTINUES, words::JOINS, words::ANSWERS, words::THANKS, words::GREETS, words::POSTSCRIPTS]
            .iter()
            .any(|list| begins(signs, list))
}

pub(super) fn starts_with_you(signs: &Signs) -> bool {
    signs.opening_words.iter().take(7).any(|word| words::SECOND_PERSON.contains(&word.as_str()))
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
