//! Known names in texts: whole or in part, in any case, with or without accents, spaces or marks between their words.
//!
//! In: the people of a collection. Out: the places of a text that may name one of them, each with the [`Entry`] of the
//! name. Names are compared word by word in folded form, so "Jean Dupont", "JEAN DUPONT", `jean_dupont` and `JeanDupont`
//! are the same name. Each single word of a longer name counts as that name if it is capitalised. Whether a place means
//! the person is decided by [`super::sense`].

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::char::is_combining_mark;

use super::ordinary::{Ordinary, joins_to_word, ordinary};
use super::words::words;
use crate::span::Span;
use crate::text::{fold, function};

/// Shortest name, in characters, that is hidden. Shorter ones are too often words or initials. Chosen by hand.
pub const SHORTEST: usize = 3;

/// Most words of a text that are compared with a name. Longer pen names are found by their first words. Chosen by hand.
const LONGEST: usize = 6;

/// How surely a name is a name, wherever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// One word, or several that carry grammar: it may have another sense.
    Weak,
    /// Several words: only an article or a title may mean somebody else.
    Full,
    /// The user asked to mask it.
    Certain,
}

/// A name, or one word of a longer one.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The numbers of the people who bear it; 0 for somebody who is no author.
    pub(super) people: Vec<usize>,
    /// How surely it is a name.
    pub(super) strength: Strength,
    /// How ordinary a word it is.
    pub(super) ordinary: Ordinary,
    /// Whether one of its bearers writes it with a capital.
    pub(super) capital: bool,
    /// Whether it is one word of a longer name.
    pub(super) is_part: bool,
    /// Whether it holds digits or signs that no word has. Where a text writes them too, nobody else is meant.
    pub(super) is_handle: bool,
}

/// A place of a text that may name somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// Its bytes.
    pub(super) span: Span,
    /// The entry in [`Names::entries`].
    pub(super) entry: usize,
}

/// Finds the names of a collection's people.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Every name.
    pub(super) entries: Vec<Entry>,
    /// Whole names, folded, their words joined.
    whole: FxHashMap<String, usize>,
    /// Words of names of several words, folded.
    parts: FxHashMap<String, usize>,
    /// Whether a name begins with these two bytes. Most words of a text begin no name, and this lookup needs no hashing.
    starts: Vec<bool>,
    /// The largest number of words of a name in `whole`.
    words: usize,
    /// Names that are recognised only in their exact spelling: function words, initials, signs, scripts without spaces.
    exact: Exact,
}

/// The names that are recognised only in their exact spelling.
#[derive(Debug, Default)]
enum Exact {
    /// There are none.
    #[default]
    Nobody,
    /// An automaton that finds them, and the entry of each.
    Names(AhoCorasick, Vec<usize>),
    /// More names than an automaton can hold (2³¹ states). Hiding the whole text keeps the promise.
    Everything,
}

impl Names {
    /// Learns the names of people, each with a number; handles and addresses count as names. `masked` are other words to
    /// mask everywhere, and `unmasked` those to leave.
    pub(super) fn new<'a>(
        people: impl Iterator<Item = (&'a str, usize)>,
        masked: &'a [String],
        unmasked: &[String],
    ) -> Self {
        let mut names = Self::default();
        let left: FxHashSet<String> = unmasked.iter().map(|word| key(word)).collect();
        let mut exact: Vec<(&str, usize)> = Vec::new();
        let certain = masked.iter().map(|word| (word.as_str(), 0));
        for (author, number) in people.chain(certain) {
            let mut last = "";
            for form in forms(author) {
                if form == last || left.contains(&key(form)) {
                    continue;
                }
                last = form;
                if let Some(entry) = names.learn(form, number, &left) {
                    exact.push((form, entry));
                }
            }
        }
        if !exact.is_empty() {
            // All matches are needed, including overlapping ones.
            let automaton = AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(exact.iter().map(|(name, _)| name));
            let entries = exact.into_iter().map(|(_, entry)| entry).collect();
            names.exact = automaton.map_or(Exact::Everything, |automaton| Exact::Names(automaton, entries));
        }
        names
    }

    /// Whether a place writes several words with grammar among them, though the name is one word: `who is hiring`.
    pub(super) fn is_phrase(&self, text: &str, found: Found) -> bool {
        let written = found.span.of(text);
        let is_joined = self.entries.get(found.entry).is_some_and(|entry| entry.strength == Strength::Weak);
        is_joined
            && words(written).nth(1).is_some()
            && words(written)
                .any(|word| ordinary(&fold::fold(written.get(word).unwrap_or_default())) == Ordinary::Grammar)
    }

    /// Whether there is no name.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Learns a name by its words. Returns its entry if it must also be looked for in its exact spelling.
    fn learn(&mut self, name: &str, number: usize, left: &FxHashSet<String>) -> Option<usize> {
        let folded: Vec<String> =
            words(name).take(LONGEST).map(|word| fold::fold(name.get(word).unwrap_or_default())).collect();
        let joined = folded.concat();
        let capital = name.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        let is_worded = |c: char| (c.is_alphanumeric() && !is_spaceless(c)) || is_joint(c) || is_combining_mark(c);
        let strength = if number == 0 { Strength::Certain } else { strength(name, &folded) };
        let whole = Entry {
            ordinary: if strength == Strength::Weak {
                ordinary(&joined).max(most_ordinary(&folded))
            } else {
                Ordinary::No
            },
            people: Vec::new(),
            strength,
            capital,
            is_part: false,
            is_handle: is_handle(name),
        };
        if !name.chars().all(is_worded) || joined.chars().nth(SHORTEST - 1).is_none() || is_function(&joined) {
            // Signs alone are punctuation, and single letters are too often initials.
            if joined.chars().nth(1).is_none() && name.is_ascii() {
                return None;
            }
            let key = format!("\0{name}");
            return Some(add(&mut self.entries, &mut self.whole, key, number, &whole));
        }
        // One word of a pen name such as `out_of_time` is no name of its bearer.
        let is_pen_name = is_handle(name);
        if folded.len() > 1 && !(is_pen_name && folded.len() > 2) {
            for part in folded.iter().filter(|part| is_telling(part) && !left.contains(*part)) {
                self.start(part);
                let entry = Entry {
                    ordinary: if is_pen_name { ordinary(part).max(Ordinary::Word) } else { ordinary(part) },
                    people: Vec::new(),
                    strength: Strength::Weak,
                    capital: true,
                    is_part: true,
                    is_handle: false,
                };
                add(&mut self.entries, &mut self.parts, part.clone(), number, &entry);
            }
        }
        // People write "Jean Dupont" to "JeanDupont", so the text may have more words than the name.
        self.words = self.words.max((folded.len() + 2).min(LONGEST));
        self.start(&joined);
        let entry = add(&mut self.entries, &mut self.whole, joined, number, &whole);
        // Words that are further apart than `JOINT_BYTES` are not joined in a text, so look for the exact spelling too.
        let ends = words(name).map(|word| word.end);
        let is_close = ends.zip(words(name).skip(1)).all(|(end, next)| next.start - end <= JOINT_BYTES);
        (!is_close).then_some(entry)
    }

    fn start(&mut self, folded: &str) {
        self.starts.resize(1 << 16, false);
        // The first word in a text may be the initial alone ("J. Dupont"), so mark the starts of both lengths.
        for length in 1..=2 {
            if let Some(mark) =
                self.starts.get_mut(start(folded.get(..folded.floor_char_boundary(length)).unwrap_or_default()))
            {
                *mark = true;
            }
        }
        crate::place::update(&mut self.starts, start(folded), |mark| *mark = true);
    }

    /// Whether a text contains a whole name. Parts of names do not count.
    pub(super) fn names(&self, text: &str) -> bool {
        let mut found = Vec::new();
        self.find_words(text, false, &mut found);
        self.find_exact(text, &mut found);
        !found.is_empty()
    }

    /// The places of a text that may name somebody, in no order.
    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        self.find_words(text, true, &mut found);
        self.find_exact(text, &mut found);
        found
    }

    /// Adds the places of names that are compared word by word; single words of longer names only if `parts` is set.
    fn find_words(&self, text: &str, parts: bool, found: &mut Vec<Found>) {
        if self.starts.is_empty() {
            return;
        }
        let mut joined = String::new();
        let mut ahead = words(text);
        let mut begins_at = 0;
        while let Some(first) = ahead.next() {
            joined.clear();
            fold::fold_into(text.get(first.clone()).unwrap_or_default(), &mut joined);
            if !self.starts.get(start(&joined)).copied().unwrap_or(false) {
                continue;
            }
            let word = text.get(first.clone()).unwrap_or_default();
            let part = self.parts.get(&joined).filter(|_| parts && word.starts_with(char::is_uppercase));
            let one = self.whole.get(&joined).or(part).copied();
            let mut best = one.map(|entry| Found { span: Span::from(first.clone()), entry });
            let mut last = first.end;
            for next in ahead.clone().take(self.words.saturating_sub(1)) {
                let between = text.get(last..next.start).unwrap_or_default();
                if between.len() > JOINT_BYTES || !between.chars().all(is_joint) {
                    break;
                }
                fold::fold_into(text.get(next.clone()).unwrap_or_default(), &mut joined);
                last = next.end;
                if let Some(entry) = self.whole.get(&joined) {
                    best = Some(Found { span: Span::new(first.start, last), entry: *entry });
                }
            }
            if let Some(best) = best.filter(|best| best.span.end > begins_at) {
                found.push(best);
                begins_at = best.span.end;
            }
        }
    }

    /// Adds the places of names that are found only in their exact spelling.
    fn find_exact(&self, text: &str, found: &mut Vec<Found>) {
        match &self.exact {
            Exact::Nobody => {}
            Exact::Names(names, entries) => {
                let matches = names.find_overlapping_iter(text).filter_map(|name| {
                    let entry = entries.get(name.pattern().as_usize()).copied()?;
                    Some(Found { span: Span::new(name.start(), name.end()), entry })
                });
                found.extend(matches.filter(|name| is_word(text, name.span)));
            }
            Exact::Everything => found.push(Found { span: Span::new(0, text.len()), entry: 0 }),
        }
    }
}

/// Adds a bearer to a name, which is made if it is new. Returns its index.
fn add(
    entries: &mut Vec<Entry>,
    index: &mut FxHashMap<String, usize>,
    key: String,
    number: usize,
    entry: &Entry,
) -> usize {
    let place = *index.entry(key).or_insert(entries.len());
    if place == entries.len() {
        entries.push(entry.clone());
    }
    crate::place::update(entries, place, |known| {
        known.capital |= entry.capital;
        known.strength = known.strength.max(entry.strength);
        known.is_handle |= entry.is_handle;
        if number > 0 && !known.people.contains(&number) {
            known.people.push(number);
        }
    });
    place
}

/// How surely a name is a name, by its form.
fn strength(name: &str, folded: &[String]) -> Strength {
    let capitals =
        words(name).filter(|word| name.get(word.clone()).is_some_and(|word| word.starts_with(char::is_uppercase)));
    let all = || folded.iter().map(|word| ordinary(word));
    // `no-body` is a word, and `out_of_time` without its signs a phrase.
    let is_phrase = joins_to_word(folded) || (is_handle(name) && all().any(|word| word == Ordinary::Grammar));
    let is_full = folded.len() > 1
        && !is_phrase
        && (all().any(|word| word == Ordinary::No)
            || (all().all(|word| word != Ordinary::Grammar) && capitals.count() > 1));
    // Scripts without spaces do not show how many words a name has.
    let is_spaceless = name.chars().filter(|c| is_spaceless(*c)).count() > 2;
    let is_signs =
        folded.is_empty() || name.contains(|c: char| !c.is_alphanumeric() && !is_joint(c) && !is_combining_mark(c));
    let is_initials = folded.len() > 1 && folded.iter().all(|word| word.chars().nth(1).is_none());
    if is_full || is_spaceless || is_signs || is_initials { Strength::Full } else { Strength::Weak }
}

/// Whether a name, or a place of a text that spells it, holds digits or signs that no word has: `jean_d`, `jean.d`, `jd75`.
pub(super) fn is_handle(name: &str) -> bool {
    let is_signed = |c: char| c.is_ascii_digit() || matches!(c, '_' | '@');
    // A full stop ends sentences, so it counts only between two letters.
    let is_dotted = || {
        name.split('.').count() > 1
            && !name.contains(' ')
            && name.split('.').all(|part| part.starts_with(char::is_alphanumeric))
    };
    name.chars().any(char::is_alphabetic) && (name.contains(is_signed) || is_dotted())
}

/// How ordinary the least ordinary word of a name is, so that `à mon avis` is a phrase and `le Zoé` is not.
fn most_ordinary(folded: &[String]) -> Ordinary {
    folded.iter().map(|word| ordinary(word)).min().unwrap_or(Ordinary::No)
}

/// The folded words of a name, joined, as [`Names`] knows it.
fn key(name: &str) -> String {
    words(name).map(|word| fold::fold(name.get(word).unwrap_or_default())).collect()
}

/// The strings that name an author: the author without the sign of a handle, and without a trailing address. The sign of
/// a handle stays in texts, because it shows that somebody is addressed.
fn forms(author: &str) -> impl Iterator<Item = &str> {
    let author = author.trim();
    let bare = author.trim_start_matches("/u/").trim_start_matches("u/").trim_start_matches('@');
    let before = bare.split(['<', '(']).next().unwrap_or(bare).trim();
    [bare, before].into_iter().filter(|name| name.chars().nth(1).is_some())
}

/// Whether a character may separate two words of one name.
fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '_' | '-' | '.' | '\'' | '’')
}

/// Most bytes between two words of one name, as in "J. - Dupont". Chosen by hand.
const JOINT_BYTES: usize = 4;

/// Whether a span begins and ends at word boundaries: no word continues across either end.
fn is_word(text: &str, span: Span) -> bool {
    let joined = |a: Option<char>, b: Option<char>| a.zip(b).is_some_and(|(a, b)| is_letter(a) && is_letter(b));
    let inside = span.of(text);
    let before = text.get(..span.start).and_then(|text| text.chars().next_back());
    let after = text.get(span.end..).and_then(|text| text.chars().next());
    !joined(before, inside.chars().next()) && !joined(inside.chars().next_back(), after)
}

/// Whether a character is a letter or digit of a script that separates words with spaces. In other scripts a neighbouring
/// letter does not show whether the word continues.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_spaceless(c)
}

fn is_function(folded: &str) -> bool {
    function::function(folded).votes != 0
}

/// Whether one word of a longer name identifies its bearer: long enough, not a number, not a function word.
fn is_telling(part: &str) -> bool {
    part.chars().nth(SHORTEST - 1).is_some() && part.chars().any(char::is_alphabetic) && !is_function(part)
}

/// The first two bytes of a folded word as a number.
fn start(folded: &str) -> usize {
    let byte = |at: usize| usize::from(folded.as_bytes().get(at).copied().unwrap_or(0));
    byte(0) << 8 | byte(1)
}

/// Whether a character belongs to a script without spaces between words (Thai, Lao, Khmer; kana, Han).
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{20000}'..='\u{3FFFF}')
}
