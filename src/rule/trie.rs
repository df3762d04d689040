//! The phrase trie: every phrase of every lexicon, found in one walk over the tokens.

use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};

use crate::text::{UNKNOWN, Vocabulary, WordId};

/// A lexicon's number in the matcher.
pub type LexiconId = u32;

const ROOT: u32 = 0;

/// Words and phrases of the rules. A prefix (`mensong*`) is a word of its own; a token that begins so stands for it.
#[derive(Debug, Deserialize, Serialize)]
pub struct Trie {
    words: FxHashMap<Box<str>, WordId>,
    /// Prefixes by their text, and the lengths they have, longest first.
    prefixes: FxHashMap<Box<str>, WordId>,
    prefix_lengths: Vec<usize>,
    /// For every word number: the prefix words that it stands for as well.
    also: Vec<Vec<WordId>>,
    /// Child of (node, word).
    children: FxHashMap<(u32, WordId), u32>,
    /// For every node: its last phrase in `phrases`, plus one; 0 for none.
    ends: Vec<u32>,
    /// Every phrase: its lexicon, its number there, and the next phrase that ends at the same node, as in `ends`.
    phrases: Vec<(LexiconId, u32, u32)>,
}

/// How many words, prefixes and nodes the built-in packs come to, roughly: room for them is made at once.
const ROOM: usize = 8_192;

impl Default for Trie {
    fn default() -> Self {
        Self {
            words: FxHashMap::with_capacity_and_hasher(ROOM / 2, FxBuildHasher),
            prefixes: FxHashMap::default(),
            prefix_lengths: Vec::new(),
            also: vec![Vec::new()],
            children: FxHashMap::with_capacity_and_hasher(ROOM, FxBuildHasher),
            ends: vec![0],
            phrases: Vec::with_capacity(ROOM),
        }
    }
}

impl Trie {
    /// Adds a phrase of a lexicon, given as folded words; a last `*` makes a word a prefix.
    pub fn add(&mut self, words: &[String], lexicon: LexiconId, phrase: u32) {
        let mut node = ROOT;
        for word in words {
            let id = match word.strip_suffix('*') {
                Some(prefix) => Self::intern(&mut self.prefixes, &mut self.also, prefix),
                None => Self::intern(&mut self.words, &mut self.also, word),
            };
            let next = self.ends.len() as u32;
            node = *self.children.entry((node, id)).or_insert(next);
            if node == next {
                self.ends.push(0);
            }
        }
        if let Some(last) = self.ends.get_mut(node as usize).filter(|_| node != ROOT) {
            self.phrases.push((lexicon, phrase, *last));
            *last = self.phrases.len() as u32;
        }
    }

    fn intern(table: &mut FxHashMap<Box<str>, WordId>, also: &mut Vec<Vec<WordId>>, text: &str) -> WordId {
        if let Some(id) = table.get(text) {
            return *id;
        }
        let id = also.len() as WordId;
        also.push(Vec::new());
        table.insert(text.into(), id);
        id
    }

    /// Works out which words stand for which prefixes; to be called once, after the last phrase.
    pub fn finish(&mut self) {
        self.prefix_lengths = self.prefixes.keys().map(|prefix| prefix.len()).collect();
        self.prefix_lengths.sort_unstable_by(|a, b| b.cmp(a));
        self.prefix_lengths.dedup();
        if self.prefixes.is_empty() {
            return;
        }
        let known = self.words.iter().chain(&self.prefixes);
        let all = known.map(|(text, id)| (*id, self.prefixes_of(text).filter(|prefix| prefix != id).collect()));
        let all: Vec<(WordId, Vec<WordId>)> = all.collect();
        for (id, prefixes) in all {
            if let Some(also) = self.also.get_mut(id as usize) {
                *also = prefixes;
            }
        }
    }

    /// The prefixes a word begins with, longest first.
    fn prefixes_of<'a>(&'a self, word: &'a str) -> impl Iterator<Item = WordId> + 'a {
        let fitting = self.prefix_lengths.iter().filter(|length| **length <= word.len());
        fitting.filter_map(|length| self.prefixes.get(word.get(..*length)?).copied())
    }

    /// Calls `found(lexicon, phrase, tokens)` for every phrase that begins at word `from`. `open` is working space.
    pub fn walk(&self, words: &[WordId], from: usize, open: &mut Open, mut found: impl FnMut(LexiconId, u32, usize)) {
        // A prefix makes a token ambiguous, so several nodes may be open; mostly there is one, or none.
        open.now.clear();
        open.now.push(ROOT);
        for (at, word) in words.iter().enumerate().skip(from) {
            if *word == UNKNOWN {
                return;
            }
            open.next.clear();
            let also = self.also.get(*word as usize).map_or(&[][..], Vec::as_slice);
            for node in &open.now {
                for word in std::iter::once(word).chain(also) {
                    if let Some(child) = self.children.get(&(*node, *word)) {
                        let mut next = self.ends.get(*child as usize).copied().unwrap_or(0);
                        while let Some((lexicon, phrase, after)) = self.phrases.get((next as usize).wrapping_sub(1)) {
                            found(*lexicon, *phrase, at + 1);
                            next = *after;
                        }
                        open.next.push(*child);
                    }
                }
            }
            if open.next.is_empty() {
                return;
            }
            std::mem::swap(&mut open.now, &mut open.next);
        }
    }
}

/// Working space of [`Trie::walk`].
#[derive(Debug, Default)]
pub struct Open {
    now: Vec<u32>,
    next: Vec<u32>,
}

impl Vocabulary for Trie {
    fn word(&self, folded: &str) -> WordId {
        match self.words.get(folded) {
            Some(id) => *id,
            // All shorter prefixes of the longest one stand in its `also` list.
            None => self.prefixes_of(folded).next().unwrap_or(UNKNOWN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(trie: &Trie, text: &str) -> Vec<(u32, usize, usize)> {
        let words: Vec<WordId> = text.split(' ').map(|word| trie.word(word)).collect();
        let mut out = Vec::new();
        for from in 0..words.len() {
            trie.walk(&words, from, &mut Open::default(), |lexicon, _, end| out.push((lexicon, from, end)));
        }
        out
    }

    #[test]
    fn phrases_prefixes_and_nested_phrases_are_all_found() {
        let mut trie = Trie::default();
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        trie.add(&words("these liberale"), 1, 0);
        trie.add(&words("liberal*"), 2, 0);
        trie.add(&words("liberale"), 3, 0);
        trie.add(&words("lib*"), 4, 0);
        trie.finish();
        assert_eq!(found(&trie, "la these liberale"), [(1, 1, 3), (3, 2, 3), (2, 2, 3), (4, 2, 3)]);
        assert_eq!(found(&trie, "liberalisme"), [(2, 0, 1), (4, 0, 1)]);
        assert_eq!(found(&trie, "antiliberal"), []);
    }
}
