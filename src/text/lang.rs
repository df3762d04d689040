//! The language of a text, by its function words, in the same pass as the tokens.

use super::function::{DE, EN, ES, FR, Function};
use crate::thread::Lang;

/// Votes of function words, counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Votes {
    counts: [u32; 4],
    words: u32,
}

const LANGS: [(u8, Lang); 4] = [(FR, Lang::FR), (EN, Lang::EN), (DE, Lang::DE), (ES, Lang::ES)];

/// Whether a function word is one of a language.
pub fn is_of(function: Function, lang: Lang) -> bool {
    LANGS.iter().any(|(bit, of)| *of == lang && function.votes & bit != 0)
}

impl Votes {
    /// Counts one word.
    pub fn count(&mut self, function: Function) {
        self.words += 1;
        if function.votes == 0 {
            return;
        }
        for ((bit, _), count) in LANGS.iter().zip(&mut self.counts) {
            *count += u32::from(function.votes & bit != 0);
        }
    }

    /// The language with the most votes; `None` when two are level, when fewer than one word in eight votes for it, or
    /// when there is nothing to count. Languages outside the table share few function words with it, so they mostly
    /// end as `None`.
    pub fn decide(&self) -> Option<Lang> {
        let mut ranked = LANGS.map(|(_, lang)| (0, lang));
        for ((held, _), count) in ranked.iter_mut().zip(self.counts) {
            *held = count;
        }
        ranked.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        match &ranked {
            [(first, lang), (second, _), ..] if first > second && *first * 8 >= self.words && *first > 0 => Some(*lang),
            _ => None,
        }
    }
}
