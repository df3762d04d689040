//! The phrase trie under construction: hash maps that take phrases in any order. [`Growing::freeze`] turns them into
//! the flat tables of [`Trie`].

use rustc_hash::FxHashMap;

use super::trie::{Key, LexiconId, Node, ROOT, Slots, Starts, Trie, Word};
use crate::text::{
    Function, WordId,
    function::{all, function},
};

/// The words and phrases of the packs.
#[derive(Debug)]
pub struct Growing {
    words: FxHashMap<Box<str>, WordId>,
    prefixes: FxHashMap<Box<str>, WordId>,
    /// Every word, including prefixes, by its number.
    texts: Vec<Box<str>>,
    /// The child of a node for a word.
    children: FxHashMap<(u32, WordId), u32>,
    nodes: Vec<Node>,
    phrases: Vec<(LexiconId, u32, u32)>,
}

impl Default for Growing {
    fn default() -> Self {
        let mut growing = Self {
            words: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            // Number 0 means no word.
            texts: vec!["".into()],
            children: FxHashMap::default(),
            nodes: vec![Node::default()],
            phrases: Vec::new(),
        };
        // Function words get numbers too, so that one look-up gives both the number and the part in grammar.
        for word in all() {
            Self::intern(&mut growing.words, &mut growing.texts, word);
        }
        growing
    }
}

impl Growing {
    /// Adds a phrase of a lexicon, given as folded words. A `*` at the end of a word makes it a prefix.
    pub fn add(&mut self, words: &[String], lexicon: LexiconId, phrase: u32) {
        let mut node = ROOT;
        for word in words {
            let id = match word.strip_suffix('*') {
                Some(prefix) => Self::intern(&mut self.prefixes, &mut self.texts, prefix),
                None => Self::intern(&mut self.words, &mut self.texts, word),
            };
            let next = self.nodes.len() as u32;
            // `node` is the number of a node that was pushed.
            let Some(from) = self.nodes.get_mut(node as usize) else { return };
            from.onward |= Node::bit(id);
            node = *self.children.entry((node, id)).or_insert(next);
            if node == next {
                self.nodes.push(Node::default());
            }
        }
        let Some(last) = self.nodes.get_mut(node as usize).filter(|_| node != ROOT) else { return };
        self.phrases.push((lexicon, phrase, last.end));
        last.end = self.phrases.len() as u32;
    }

    fn intern(table: &mut FxHashMap<Box<str>, WordId>, texts: &mut Vec<Box<str>>, text: &str) -> WordId {
        if let Some(id) = table.get(text) {
            return *id;
        }
        let id = texts.len() as WordId;
        texts.push(text.into());
        table.insert(text.into(), id);
        id
    }

    /// The finished trie: the same phrases in flat tables, in an order that depends on the phrases only.
    pub fn freeze(self) -> Trie {
        let mut lengths: Vec<usize> = self.prefixes.keys().map(|prefix| prefix.len()).collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
        let shortest = lengths.last().copied().unwrap_or(0);
        let starts = Starts::of(self.prefixes.keys().filter_map(|prefix| prefix.as_bytes().get(..shortest)));
        let mut trie = Trie {
            prefix_lengths: lengths,
            prefix_starts: starts,
            nodes: self.nodes,
            phrases: self.phrases,
            ..Trie::default()
        };
        for text in &self.texts {
            trie.texts.push_str(text);
            trie.text_ends.push(trie.texts.len() as u32);
        }
        let is_prefix = |id: WordId, text: &str| self.prefixes.get(text) == Some(&id);
        let (mut words, mut prefixes) = (Vec::new(), Vec::new());
        for (id, text) in self.texts.iter().enumerate().skip(1) {
            let id = id as WordId;
            if is_prefix(id, text) { prefixes.push((&**text, id)) } else { words.push((&**text, id)) }
        }
        trie.words = Slots::of_words(&words);
        trie.prefixes = Slots::of_words(&prefixes);
        // The keys come first, since the search for prefixes needs them.
        trie.known = self.texts.iter().map(|text| Word { key: Key::of(text), ..Word::default() }).collect();
        for (id, text) in self.texts.iter().enumerate() {
            let id = id as WordId;
            let also = trie.also.len() as u32;
            // Number 0 is no word and has no prefixes.
            let others: Vec<WordId> = trie.prefixes_of(text).filter(|prefix| id != 0 && *prefix != id).collect();
            let bits = others.iter().fold(if id == 0 { 0 } else { Node::bit(id) }, |all, word| all | Node::bit(*word));
            let starts = std::iter::once(&id).chain(&others).filter_map(|word| self.children.get(&(ROOT, *word)));
            let starts: Vec<Node> = starts.filter_map(|node| trie.nodes.get(*node as usize)).copied().collect();
            let onward = starts.iter().fold(0, |all, node| all | node.onward);
            let alone = starts.iter().any(|node| node.end != 0);
            let first = self.children.get(&(ROOT, id)).copied().unwrap_or(ROOT);
            let function = if is_prefix(id, text) { Function::default() } else { function(text) };
            let count = others.len() as u32;
            trie.also.extend(others);
            let Some(word) = trie.known.get_mut(id as usize) else { continue };
            *word = Word { first, also, others: count, bits, onward, alone, function, ..*word };
        }
        let mut children: Vec<((u32, WordId), u32)> =
            self.children.into_iter().filter(|((node, _), _)| *node != ROOT).collect();
        children.sort_unstable();
        trie.children = Slots::of_children(&children);
        trie.edges = children.into_iter().map(|((node, word), child)| (node, word, child)).collect();
        trie
    }
}
