//! Stems: words without case, accents and common endings, so that two comments can be seen to speak of the same thing.

use std::sync::LazyLock;

use crate::lang;
use crate::place::Key;
use crate::text::fold;

/// The number of a stem in a thread, from 0 in order of first use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stem(u32);

impl Key for Stem {
    fn from_index(index: usize) -> Self {
        Self(index as u32)
    }

    fn to_index(self) -> usize {
        self.0 as usize
    }
}

/// A word of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// Its stem.
    pub stem: Stem,
    /// The index of its token in [`Prose::tokens`](crate::text::Prose::tokens).
    pub token: u32,
}

/// The endings of all languages, in the order in which they are removed.
static ENDINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.endings.regular));

/// Words of at most this many bytes keep their endings. Chosen by hand.
const LONGEST_WHOLE: usize = 4;

/// Takes case, accents and the plural and feminine endings that the languages list off a word. Other endings stay: this
/// is not a full stemmer, and two words that it makes equal nearly always mean the same.
pub fn stem(word: &str) -> String {
    let mut folded = fold(word);
    for (ending, replacement) in lang::all().flat_map(|words| words.endings.irregular) {
        if folded.len() > LONGEST_WHOLE && folded.ends_with(ending) {
            folded.truncate(folded.len() - ending.len());
            folded.push_str(replacement);
        }
    }
    for ending in ENDINGS.iter() {
        if folded.len() > LONGEST_WHOLE && folded.ends_with(ending) {
            folded.truncate(folded.len() - ending.len());
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn number_and_gender_do_not_separate_words() {
        assert_eq!(stem("libérales"), stem("libéral"));
        assert_eq!(stem("libéraux"), stem("libéral"));
        assert_eq!(stem("Hypothèses"), stem("hypothèse"));
        assert_eq!(stem("prices"), stem("price"));
        assert_ne!(stem("puce"), stem("puits"));
    }
}
