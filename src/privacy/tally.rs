//! How often names were replaced or left, for the note that says so.

use std::collections::BTreeMap;

use super::names::Names;
use crate::diagnostic::Diagnostic;
use crate::sort::Order as _;

/// Counts of one text, thread or collection, by the entries of names.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    masked: BTreeMap<usize, usize>,
    /// How often a name was left because it is an ordinary word there, and the word as first written.
    left: BTreeMap<usize, (usize, String)>,
    /// How many addresses, handles and the like were masked.
    pub(super) contacts: usize,
}

/// How many ordinary words the note shows. More would hide the counts.
const SHOWN: usize = 5;

impl Tally {
    pub(super) fn masked(&mut self, entry: usize) {
        *self.masked.entry(entry).or_default() += 1;
    }

    pub(super) fn left(&mut self, entry: usize, word: &str) {
        self.left.entry(entry).or_insert_with(|| (0, word.to_owned())).0 += 1;
    }

    pub(super) fn add(&mut self, other: Self) {
        self.contacts += other.contacts;
        for (entry, count) in other.masked {
            *self.masked.entry(entry).or_default() += count;
        }
        for (entry, (count, word)) in other.left {
            self.left.entry(entry).or_insert_with(|| (0, word)).0 += count;
        }
    }

    /// The note about all of it; `None` if nothing was replaced or left. Only its aside, which no output carries, shows a
    /// word, and only words that were left.
    pub(super) fn note(&self, names: &Names) -> Option<Diagnostic> {
        // A name and its parts are one name.
        let people = |entry: &usize| names.entries.get(*entry).map(|entry| entry.people.clone()).unwrap_or_default();
        let mut who: Vec<Vec<usize>> = self.masked.keys().map(people).collect();
        who.sort_unstable();
        who.dedup();
        let masked: usize = self.masked.values().sum();
        let left: usize = self.left.values().map(|(count, _)| count).sum();
        let plural = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let mut parts = Vec::new();
        if masked > 0 {
            let were = if who.len() == 1 { "was written as a pseudonym" } else { "were written as pseudonyms" };
            parts.push(format!("{} {were} at {}", plural(who.len(), "name"), plural(masked, "place")));
        }
        if self.contacts > 0 {
            let were = if self.contacts == 1 { "was" } else { "were" };
            parts.push(format!("{} {were} masked", plural(self.contacts, "handle, address or number")));
        }
        if left > 0 {
            let (words, are) = (
                self.left.len(),
                if self.left.len() == 1 { "it is an ordinary word" } else { "they are ordinary words" },
            );
            parts.push(format!(
                "{} left at {}, where {are}",
                plural(words, "name") + if words == 1 { " was" } else { " were" },
                plural(left, "place")
            ));
        }
        if parts.is_empty() {
            return None;
        }
        let mut note = Diagnostic::note("masked", parts.join("; "));
        if left > 0 {
            let mut words: Vec<(usize, &str)> =
                self.left.values().map(|(count, word)| (*count, word.as_str())).collect();
            words.order_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
            let shown: Vec<String> =
                words.iter().take(SHOWN).map(|(count, word)| format!("`{word}` ({count})")).collect();
            let more = if words.len() > SHOWN { ", …" } else { "" };
            note = note.aside(format!("left: {}{more}; --mask WORD masks a word everywhere", shown.join(", ")));
        } else if masked > 0 {
            note = note.help("--unmask WORD leaves a word that is no name");
        }
        Some(note)
    }
}
