//! One comment as compared with others: its stems, phrases, quantities and clauses.
//!
//! [`DocBuilder`](super::doc_builder) makes a [`Doc`] in one go, and nothing changes it afterwards.

use std::ops::Range;

use super::quantity::Quantity;
use super::stem::{Stem, Word};
use crate::limit::OPENING_SENTENCES;
use crate::span::Span;

/// Two content words in this order, close to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phrase {
    /// The stems of both words.
    pub stems: (Stem, Stem),
    /// The tokens of both words.
    pub tokens: (u32, u32),
}

/// A content stem in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SentenceStem {
    /// The stem.
    pub stem: Stem,
    /// The index of the sentence in [`Prose::sentences`](crate::text::Prose::sentences).
    pub sentence: u32,
}

/// The first [`COMPARED_BYTES`](crate::limit::COMPARED_BYTES) of a comment, as compared with others.
#[derive(Debug, Default)]
pub struct Doc {
    /// All words in text order, function words included.
    pub words: Vec<Word>,
    /// The first word of each stem that carries meaning, in order of stem.
    pub content: Vec<Word>,
    /// The quantities, in text order.
    pub quantities: Vec<Quantity>,
    /// The clauses in text order: an anchor is one of them.
    pub clauses: Vec<Span>,
    /// The phrases in order of stems, each once, with the tokens of its first use.
    pub phrases: Vec<Phrase>,
    /// For an article or post: each content stem with each sentence that has it, sorted. Empty for comments.
    pub sentences: Vec<SentenceStem>,
    /// Whether it repeats another person's words.
    pub cites: bool,
}

impl Doc {
    /// The index in [`Doc::content`] of a stem, if the comment has it.
    pub fn content_index(&self, stem: Stem) -> Option<usize> {
        self.content.binary_search_by_key(&stem, |word| word.stem).ok()
    }

    /// The first token with a content stem, if the comment has it.
    pub fn token_of(&self, stem: Stem) -> Option<u32> {
        let index = self.content_index(stem)?;
        self.content.get(index).map(|word| word.token)
    }

    /// Whether the comment has a content stem.
    pub fn has(&self, stem: Stem) -> bool {
        self.content_index(stem).is_some()
    }

    /// The phrase with these two stems in this order, if the comment has it.
    pub fn phrase_of(&self, stems: (Stem, Stem)) -> Option<&Phrase> {
        let index = self.phrases.partition_point(|phrase| phrase.stems < stems);
        self.phrases.get(index).filter(|phrase| phrase.stems == stems)
    }

    /// The sentences of an article or post that have a stem, among its first [`OPENING_SENTENCES`].
    pub fn sentences_of(&self, stem: Stem) -> impl Iterator<Item = usize> {
        let first = self.sentences.partition_point(|entry| entry.stem < stem);
        let remaining = self.sentences.get(first..).unwrap_or_default();
        let sentences =
            remaining.iter().take_while(move |entry| entry.stem == stem).map(|entry| entry.sentence as usize);
        sentences.take_while(|sentence| *sentence < OPENING_SENTENCES)
    }

    /// The words of a range of tokens.
    pub fn words_in(&self, tokens: Range<usize>) -> &[Word] {
        let index = |token: usize| self.words.partition_point(|word| (word.token as usize) < token);
        self.words.get(index(tokens.start)..index(tokens.end)).unwrap_or_default()
    }

    /// The word at a token, if the token is a word.
    pub fn word_at(&self, token: usize) -> Option<Word> {
        let index = self.words.partition_point(|word| (word.token as usize) < token);
        self.words.get(index).copied().filter(|word| word.token as usize == token)
    }
}
