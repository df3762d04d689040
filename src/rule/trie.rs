//! The phrase trie: finds every phrase of every lexicon in one walk over the tokens.
//!
//! It consists of flat tables. So the built-in packs are ready as soon as their bytes are copied, and a look-up touches
//! one or two cache lines.

use serde::{Deserialize, Serialize};

use crate::text::{Function, Token, UNKNOWN, Vocabulary, WordId};

/// A lexicon's number in the matcher.
pub type LexiconId = u32;

/// The node where every phrase begins.
pub const ROOT: u32 = 0;

/// An empty slot. Entries are counted from one, so an empty slot takes one byte of the packed tables.
const UNUSED: u32 = 0;

/// The words and phrases of the rules. A prefix (`mensong*`) is a separate word, and matches every token that begins
/// with it.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Trie {
    /// All words one after the other, and the end of each.
    pub(super) texts: String,
    pub(super) text_ends: Vec<u32>,
    pub(super) words: Slots,
    pub(super) prefixes: Slots,
    /// The lengths that prefixes have, longest first.
    pub(super) prefix_lengths: Vec<usize>,
    /// The beginnings of prefixes, cut to the shortest length: most unknown words have none of them.
    pub(super) prefix_starts: Starts,
    /// For every word the prefixes that match it, one list after the other.
    pub(super) also: Vec<WordId>,
    /// Every word by its number.
    pub(super) known: Vec<Word>,
    /// The other children: node, word, child.
    pub(super) edges: Vec<(u32, WordId, u32)>,
    pub(super) children: Slots,
    /// Every node, the root first.
    pub(super) nodes: Vec<Node>,
    /// Every phrase: its lexicon, its number in it, and the next phrase that ends at the same node, as in
    /// [`Node::end`].
    pub(super) phrases: Vec<(LexiconId, u32, u32)>,
}

/// A word of the rules, with everything that a look-up needs in one cache line.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub struct Word {
    /// The node of the phrases that begin with it; the root if there is no such phrase.
    pub first: u32,
    /// The beginning of its list in [`Trie::also`].
    pub also: u32,
    /// The length of that list.
    pub others: u32,
    /// Its bit and those of the prefixes that match it, as in [`Node::onward`].
    pub bits: u64,
    /// The words that can be second in phrases that begin with it or with a prefix that matches it, as in
    /// [`Node::onward`].
    pub onward: u64,
    /// Whether it, or a prefix that matches it, is a phrase alone.
    pub alone: bool,
    /// Its key.
    pub key: Key,
    /// Its part in grammar.
    pub function: Function,
}

/// A node of the trie.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub struct Node {
    /// The index of the last phrase that ends here, plus one; 0 for none.
    pub end: u32,
    /// The words that continue from here, one bit each modulo 64. Most words do not, and this rules most of them out.
    pub onward: u64,
}

impl Node {
    /// The bit of a word in [`Node::onward`].
    pub fn bit(word: WordId) -> u64 {
        1 << (word & 63)
    }
}

/// A hash table with open addressing. Each slot holds an index into a list that is kept elsewhere, and half of the
/// hash, so that few entries are compared in vain. Its size is a power of two, at least twice the number of entries.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Slots(Vec<(u32, u32)>);

impl Slots {
    /// A table of words with their numbers.
    pub fn of_words(words: &[(&str, WordId)]) -> Self {
        Self::of(words.iter().map(|(text, id)| (Key::of(text).hash(), *id)), words.len())
    }

    /// A table of children with their indexes in the list.
    pub fn of_children(children: &[((u32, WordId), u32)]) -> Self {
        let hashed = children.iter().zip(0..).map(|(((node, word), _), place)| (hash_edge(*node, *word), place));
        Self::of(hashed, children.len())
    }

    fn of(entries: impl Iterator<Item = (u64, u32)>, count: usize) -> Self {
        let mut slots = vec![(UNUSED, 0); (count * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for (hash, entry) in entries {
            let mut at = hash as usize & mask;
            while let Some(slot) = slots.get_mut(at) {
                if slot.0 == UNUSED {
                    *slot = (entry + 1, (hash >> 32) as u32);
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        Slots(slots)
    }

    /// The entry with this hash for which `is_it` is true.
    fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.0.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let (entry, half) = *self.0.get(at)?;
            if entry == UNUSED {
                return None;
            }
            if half == (hash >> 32) as u32 && is_it(entry - 1) {
                return Some(entry - 1);
            }
            at = (at + 1) & mask;
        }
    }
}

/// The beginnings of some words, as a set of 12-bit hashes. A negative answer is certain, a positive one is not.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Starts(Vec<u64>);

impl Starts {
    /// The set of some beginnings.
    pub fn of<'a>(starts: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut set = vec![0; 64];
        for start in starts {
            let (place, bit) = Self::slot(start);
            // `slot` returns a place below 64.
            let Some(word) = set.get_mut(place) else { continue };
            *word |= bit;
        }
        Starts(set)
    }

    fn has(&self, start: &[u8]) -> bool {
        let (place, bit) = Self::slot(start);
        self.0.get(place).is_some_and(|slot| slot & bit != 0)
    }

    fn slot(start: &[u8]) -> (usize, u64) {
        let hash = mix(start.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)));
        (hash as usize >> 6 & 63, 1 << (hash & 63))
    }
}

/// Spreads similar numbers apart: one multiplication by the odd constant of the Fibonacci hash (Knuth, The Art of
/// Computer Programming, volume 3, 6.4), folded so that the high half counts too.
fn mix(number: u64) -> u64 {
    let product = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 32)
}

/// A word in 12 bytes. Two words of at most eight bytes are equal if their keys are; longer ones may differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Key {
    length: u32,
    number: u64,
}

impl Key {
    /// The length in bytes up to which the key identifies a word.
    const EXACT: u32 = 8;

    /// The key of a word: its length and its last eight bytes, or all of them, in one or two loads.
    pub fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let number = match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(last), ..) => u64::from_le_bytes(*last),
            (None, Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
            }
            _ => bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)),
        };
        Key { length: bytes.len() as u32, number }
    }

    /// Its hash. It is the same on every machine, since the build script writes tables for other machines.
    fn hash(self) -> u64 {
        mix(u64::from(self.length).rotate_right(7) ^ self.number)
    }
}

fn hash_edge(node: u32, word: WordId) -> u64 {
    mix(u64::from(node) << 32 | u64::from(word))
}

impl Trie {
    fn text(&self, id: WordId) -> &str {
        let start =
            (id as usize).checked_sub(1).and_then(|before| self.text_ends.get(before)).map_or(0, |end| *end as usize);
        let end = self.text_ends.get(id as usize).map_or(start, |end| *end as usize);
        self.texts.get(start..end).unwrap_or_default()
    }

    /// The prefixes that match a word, longest first.
    pub(super) fn prefixes_of<'a>(&'a self, word: &'a str) -> impl Iterator<Item = WordId> + 'a {
        let shortest = self.prefix_lengths.last().copied().unwrap_or(usize::MAX);
        let lengths = match word.as_bytes().get(..shortest) {
            Some(start) if self.prefix_starts.has(start) => self.prefix_lengths.as_slice(),
            _ => &[],
        };
        lengths
            .iter()
            .filter(|length| **length <= word.len())
            .filter_map(|length| self.find(&self.prefixes, word.get(..*length)?))
    }

    /// The number of a word in a table.
    fn find(&self, table: &Slots, text: &str) -> Option<WordId> {
        let key = Key::of(text);
        table.find(key.hash(), |id| {
            self.known.get(id as usize).is_some_and(|word| word.key == key)
                && (key.length <= Key::EXACT || self.text(id) == text)
        })
    }

    /// The prefixes that match a word.
    fn others(&self, word: &Word) -> &[WordId] {
        self.also.get(word.also as usize..(word.also + word.others) as usize).unwrap_or_default()
    }

    fn child(&self, node: u32, word: WordId) -> Option<u32> {
        let edge = |place: u32| self.edges.get(place as usize);
        let place = self.children.find(hash_edge(node, word), |place| {
            edge(place).is_some_and(|(from, by, _)| (*from, *by) == (node, word))
        })?;
        edge(place).map(|(_, _, child)| *child)
    }

    /// Whether this very word is in a phrase.
    pub fn has(&self, folded: &str) -> bool {
        self.find(&self.words, folded).is_some()
    }

    /// Calls `found(lexicon, phrase, length)` for every phrase at the beginning of `tokens`.
    pub fn walk(&self, tokens: &[Token], mut found: impl FnMut(LexiconId, u32, u32)) {
        let Some((token, rest)) = tokens.split_first().filter(|(token, _)| token.word != UNKNOWN) else { return };
        let Some(word) = self.known.get(token.word as usize) else { return };
        let next = rest.first().and_then(|token| self.known.get(token.word as usize)).map_or(0, |word| word.bits);
        if !word.alone && word.onward & next == 0 {
            return;
        }
        if word.first != ROOT {
            self.reach(word.first, 1, rest, &mut found);
        }
        for other in self.others(word).iter().filter_map(|id| self.known.get(*id as usize)) {
            if other.first != ROOT {
                self.reach(other.first, 1, rest, &mut found);
            }
        }
    }

    /// Reports the phrases that end at a node and continues with the next word. A word may match prefixes as well, so
    /// the walk may branch; its depth is at most the length of the longest phrase.
    fn reach(&self, node: u32, length: u32, rest: &[Token], found: &mut impl FnMut(LexiconId, u32, u32)) {
        let reached = self.nodes.get(node as usize).copied().unwrap_or_default();
        let mut next = reached.end;
        while let Some((lexicon, phrase, after)) = self.phrases.get((next as usize).wrapping_sub(1)) {
            found(*lexicon, *phrase, length);
            next = *after;
        }
        let Some((token, rest)) = rest.split_first().filter(|_| reached.onward != 0) else { return };
        let Some(word) = self.known.get(token.word as usize).filter(|word| reached.onward & word.bits != 0) else {
            return;
        };
        for id in std::iter::once(&token.word).chain(self.others(word)) {
            if reached.onward & Node::bit(*id) != 0
                && let Some(child) = self.child(node, *id)
            {
                self.reach(child, length + 1, rest, found);
            }
        }
    }
}

impl Vocabulary for Trie {
    fn word(&self, folded: &str) -> (WordId, Function) {
        match self.find(&self.words, folded) {
            Some(id) => (id, self.known.get(id as usize).map(|word| word.function).unwrap_or_default()),
            // The `also` list of the longest prefix has all shorter ones.
            None => (self.prefixes_of(folded).next().unwrap_or(UNKNOWN), Function::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::grow::Growing;
    use super::*;

    fn found(trie: &Trie, text: &str) -> Vec<(u32, usize, usize)> {
        let tokens = crate::text::Prose::read(text, &[], trie).tokens;
        let mut out = Vec::new();
        for from in 0..tokens.len() {
            trie.walk(&tokens[from..], |lexicon, _, length| out.push((lexicon, from, from + length as usize)));
        }
        out
    }

    #[test]
    fn phrases_prefixes_and_nested_phrases_are_all_found() {
        let mut trie = Growing::default();
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        trie.add(&words("these liberale"), 1, 0);
        trie.add(&words("liberal*"), 2, 0);
        trie.add(&words("liberale"), 3, 0);
        trie.add(&words("lib*"), 4, 0);
        let trie = trie.freeze();
        assert_eq!(found(&trie, "la these liberale"), [(1, 1, 3), (3, 2, 3), (2, 2, 3), (4, 2, 3)]);
        assert_eq!(found(&trie, "liberalisme"), [(2, 0, 1), (4, 0, 1)]);
        assert_eq!(found(&trie, "antiliberal"), []);
    }
}
