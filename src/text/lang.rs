//! The language of a text by its function words, counted in the same pass as the tokens.

use super::function::Function;
use crate::lang::{KNOWN, Lang};

/// Votes of function words, counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Votes {
    /// For each row of [`KNOWN`], how many words vote for it.
    counts: [u32; KNOWN.len()],
    /// All words, with a vote or without.
    words: u32,
}

/// Whether a function word belongs to a language.
pub fn is_of(function: Function, lang: Lang) -> bool {
    KNOWN.iter().enumerate().any(|(row, (known, _))| *known == lang && votes_for(function, row))
}

/// Whether a function word votes for the language in a row of [`KNOWN`].
fn votes_for(function: Function, row: usize) -> bool {
    function.votes & (1 << row) != 0
}

impl Votes {
    /// Counts one word.
    pub fn count(&mut self, function: Function) {
        self.words += 1;
        if function.votes == 0 {
            return;
        }
        for (row, count) in self.counts.iter_mut().enumerate() {
            *count += u32::from(votes_for(function, row));
        }
    }

    /// The language with the most votes. `None` if two are level, if fewer than one word in eight votes for it, or if
    /// there is nothing to count. Other languages share few function words with the known ones, so texts in them mostly
    /// yield `None`.
    pub fn decide(&self) -> Option<Lang> {
        let mut ranked: Vec<(u32, Lang)> =
            self.counts.iter().zip(&KNOWN).map(|(count, (lang, _))| (*count, *lang)).collect();
        ranked.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        match ranked.as_slice() {
            [(first, lang), (second, _), ..] if first > second && *first * 8 >= self.words && *first > 0 => Some(*lang),
            _ => None,
        }
    }
}
