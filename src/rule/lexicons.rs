//! Lexicons of a pack → phrases in the trie: resolves names, follows includes, tokenises phrases.

use std::collections::BTreeSet;

use toml::Spanned;

use super::compile::Compiler;
use super::pack::Pack;
use super::phrase::{elided, expand};
use super::suggestion::suggestion;
use super::trie::LexiconId;
use crate::limit::{LEXICON_PHRASES, PHRASE_BYTES, PHRASE_WORDS};
use crate::text::token::{NoVocabulary, tokenize};

impl Compiler {
    /// Adds the lexicons of a pack. `@name` in one includes all phrases of another.
    pub(super) fn lexicons(&mut self, pack: &Pack, file: &str) {
        for name in pack.lexicon.keys() {
            let mut open = Vec::new();
            self.named(name, pack, file, &mut open);
        }
    }

    /// Adds one lexicon after those that it includes. `open` are the lexicons that are being added.
    fn named(&mut self, name: &str, pack: &Pack, file: &str, open: &mut Vec<String>) {
        let key = format!("{}:{name}", pack.header.id);
        let Some(entry) = pack.lexicon.get(name).filter(|_| !self.lexicons.contains_key(&key)) else { return };
        open.push(name.to_owned());
        for included in entry.get_ref() {
            let Some(other) = included.get_ref().strip_prefix('@') else { continue };
            if open.iter().any(|open| open == other) {
                let message = format!("the lexicon `{name}` includes itself: {} → {other}", open.join(" → "));
                self.report("circular-lexicon", message, included.span(), file);
                continue;
            }
            self.named(other, pack, file, open);
        }
        open.pop();
        let sizes = entry.get_ref().iter().map(|phrase| match phrase.get_ref().strip_prefix('@') {
            Some(other) => self.known(other, pack).map_or(0, |(_, phrases)| phrases.len()),
            None => 1,
        });
        if sizes.sum::<usize>() > LEXICON_PHRASES {
            let message =
                format!("the lexicon `{name}` has more than {LEXICON_PHRASES} phrases with those it includes");
            self.report("bad-phrase", message, entry.span(), file);
            return;
        }
        let id = self.lexicon(entry.get_ref(), pack, file);
        let phrases = self.included(entry.get_ref(), pack);
        self.lexicons.insert(key, (id, phrases));
    }

    /// The phrases of a list as written, with included lexicons in place of their names.
    fn included(&self, list: &[Spanned<String>], pack: &Pack) -> Vec<String> {
        let of = |phrase: &Spanned<String>| match phrase.get_ref().strip_prefix('@') {
            Some(other) => self.known(other, pack).map_or_else(Vec::new, |(_, phrases)| phrases.clone()),
            None => vec![phrase.get_ref().clone()],
        };
        list.iter().flat_map(of).collect()
    }

    /// Adds phrases to the trie as one lexicon.
    pub(super) fn lexicon(&mut self, list: &[Spanned<String>], pack: &Pack, file: &str) -> LexiconId {
        let id = self.new_lexicon();
        let mut number = 0;
        let is_french = pack.header.lang.iter().any(|lang| lang == "fr");
        let mut written: BTreeSet<Vec<String>> = BTreeSet::new();
        let mut before_vowels = Vec::new();
        for phrase in list {
            let patterns = match phrase.get_ref().strip_prefix('@') {
                Some(other) => {
                    let included = self.known(other, pack).map(|(_, phrases)| phrases.clone());
                    if included.is_none() && !pack.lexicon.contains_key(other) {
                        self.unknown_lexicon(other, phrase.span(), pack, file);
                    }
                    included.unwrap_or_default()
                }
                None => vec![phrase.get_ref().clone()],
            };
            for pattern in patterns {
                match checked(&pattern) {
                    Ok(expanded) => {
                        for words in expanded {
                            if !words.is_empty() {
                                self.growing.add(&words, id, number);
                            }
                            before_vowels.extend(elided(&words).filter(|_| is_french).map(|words| (words, number)));
                            written.insert(words);
                            number += 1;
                        }
                    }
                    Err(message) => self.report("bad-phrase", message, phrase.span(), file),
                }
            }
        }
        // They are the same phrases, so they have the same numbers. A list may have both.
        for (words, number) in before_vowels {
            if written.insert(words.clone()) {
                self.growing.add(&words, id, number);
            }
        }
        id
    }

    /// The number of a new lexicon.
    pub(super) fn new_lexicon(&mut self) -> LexiconId {
        let id = self.next_lexicon;
        self.next_lexicon += 1;
        id
    }

    /// The lexicon that a pack means by a name, or why there is none.
    pub(super) fn lexicon_named(&self, name: &str, pack: &Pack) -> Result<LexiconId, String> {
        self.known(name, pack).map(|(id, _)| *id).ok_or_else(|| format!("there is no lexicon `{name}`"))
    }

    pub(super) fn find_lexicon(&mut self, name: &Spanned<String>, pack: &Pack, file: &str) -> Option<LexiconId> {
        let id = self.known(name.get_ref(), pack).map(|(id, _)| *id);
        if id.is_none() {
            self.unknown_lexicon(name.get_ref(), name.span(), pack, file);
        }
        id
    }

    /// The lexicon that a pack means by a name: its own lexicon, one of a pack that it extends, or `pack:name`.
    fn known(&self, name: &str, pack: &Pack) -> Option<&(LexiconId, Vec<String>)> {
        let extended = pack.header.extends.iter().map(Spanned::get_ref);
        let own = std::iter::once(&pack.header.id).chain(extended).map(|id| format!("{id}:{name}"));
        own.chain([name.to_owned()]).find_map(|key| self.lexicons.get(&key))
    }

    fn unknown_lexicon(&mut self, name: &str, span: std::ops::Range<usize>, pack: &Pack, file: &str) {
        let own = format!("{}:", pack.header.id);
        let known = self.lexicons.keys().map(|key| key.strip_prefix(&own).unwrap_or(key));
        let message = format!("there is no lexicon `{name}`{}", suggestion(name, known));
        self.report("unknown-lexicon", message, span, file);
    }
}

/// The phrases of a pattern as words, or the reason why it is refused.
fn checked(pattern: &str) -> Result<Vec<Vec<String>>, String> {
    if pattern.len() > PHRASE_BYTES {
        return Err(format!("a phrase of {} bytes; phrases are limited to {PHRASE_BYTES}", pattern.len()));
    }
    let expanded: Vec<Vec<String>> = expand(pattern)?.iter().map(|phrase| words_of(phrase)).collect();
    match expanded.iter().map(Vec::len).max() {
        Some(words) if words > PHRASE_WORDS => {
            Err(format!("a phrase of {words} words; phrases are limited to {PHRASE_WORDS}"))
        }
        _ => Ok(expanded),
    }
}

/// A phrase as folded words, tokenised by the same function as texts. A `*` at the end of a word is kept.
pub(super) fn words_of(phrase: &str) -> Vec<String> {
    let mut words = Vec::new();
    tokenize(phrase, &NoVocabulary, |token, folded, _| {
        let prefix = phrase.get(token.end as usize..).is_some_and(|rest| rest.starts_with('*'));
        words.push(if prefix { format!("{folded}*") } else { folded.to_owned() });
    });
    words
}
