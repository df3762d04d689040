//! Known names in texts: whole or in part, in any case, with or without accents, spaces or marks between their words.
//!
//! In: the authors of a collection. Out: the spans of a text that name one of them. Names are compared word by word in
//! folded form, so "Jean Dupont", "JEAN DUPONT", `jean_dupont` and `JeanDupont` are the same name. Each single word of a
//! longer name counts as that name if it is capitalised. A name that is also an ordinary word hides that word: hiding a
//! word costs little, showing a name breaks the promise. Only function words are spared, because hiding every "les" for
//! one author called "Les" would leave no text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashSet;
use unicode_normalization::char::is_combining_mark;

use crate::span::Span;
use crate::text::{fold, function};

/// Shortest name, in characters, that is hidden. Shorter ones are too often words or initials. Chosen by hand.
pub const SHORTEST: usize = 3;

/// Most words of a text that are compared with a name. Longer pen names are found by their first words. Chosen by hand.
const LONGEST: usize = 6;

/// Finds the names of a collection's authors.
#[derive(Debug)]
pub struct Names {
    /// Whole names, folded, their words joined.
    whole: FxHashSet<String>,
    /// Words of names of several words, folded.
    parts: FxHashSet<String>,
    /// Whether a name begins with these two bytes. Most words of a text begin no name, and this lookup needs no hashing.
    starts: Vec<bool>,
    /// The largest number of words of a name in `whole`.
    words: usize,
    /// Names that are recognised only in their exact spelling: function words, initials, signs, scripts without spaces.
    exact: Exact,
}

/// The names that are recognised only in their exact spelling.
#[derive(Debug)]
enum Exact {
    /// There are none.
    Nobody,
    /// An automaton that finds them.
    Names(AhoCorasick),
    /// More names than an automaton can hold (2³¹ states). Hiding the whole text keeps the promise.
    Everything,
}

impl Names {
    /// Learns the names of these authors; handles and addresses count as names.
    pub fn new<'a>(authors: impl Iterator<Item = &'a str>) -> Self {
        let mut names = Names {
            whole: FxHashSet::default(),
            parts: FxHashSet::default(),
            starts: Vec::new(),
            words: 0,
            exact: Exact::Nobody,
        };
        let forms: FxHashSet<&str> = authors.flat_map(forms).collect();
        let mut exact: Vec<&str> = forms.into_iter().filter(|name| !names.learn(name)).collect();
        exact.sort_unstable();
        if !exact.is_empty() {
            // All matches are needed, including overlapping ones.
            let automaton = AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(&exact);
            names.exact = automaton.map_or(Exact::Everything, Exact::Names);
        }
        names
    }

    /// Learns a name by its words. Returns `false` if the name must also be looked for in its exact spelling.
    fn learn(&mut self, name: &str) -> bool {
        let folded: Vec<String> =
            words(name).take(LONGEST).map(|word| fold::fold(name.get(word).unwrap_or_default())).collect();
        let joined = folded.concat();
        let is_worded = |c: char| (c.is_alphanumeric() && !is_spaceless(c)) || is_joint(c) || is_combining_mark(c);
        if !name.chars().all(is_worded) || joined.chars().nth(SHORTEST - 1).is_none() || is_function(&joined) {
            // Signs alone are punctuation, and single letters are too often initials.
            return joined.chars().nth(1).is_none() && name.is_ascii();
        }
        if folded.len() > 1 {
            for part in folded.iter().filter(|part| is_telling(part)) {
                self.start(part);
                self.parts.insert(part.clone());
            }
        }
        // People write "Jean Dupont" to "JeanDupont", so the text may have more words than the name.
        self.words = self.words.max((folded.len() + 2).min(LONGEST));
        self.start(&joined);
        self.whole.insert(joined);
        // Words that are further apart than `JOINT_BYTES` are not joined in a text, so look for the exact spelling too.
        let ends = words(name).map(|word| word.end);
        ends.zip(words(name).skip(1)).all(|(end, next)| next.start - end <= JOINT_BYTES)
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
    pub fn names(&self, text: &str) -> bool {
        let mut spans = Vec::new();
        self.find_words(text, false, &mut spans);
        self.find_exact(text, &mut spans);
        !spans.is_empty()
    }

    /// Adds the spans of a text that name an author, in no order.
    pub fn find(&self, text: &str, spans: &mut Vec<Span>) {
        self.find_words(text, true, spans);
        self.find_exact(text, spans);
    }

    /// Adds the spans of names that are compared word by word; single words of longer names only if `parts` is set.
    fn find_words(&self, text: &str, parts: bool, spans: &mut Vec<Span>) {
        if self.whole.is_empty() {
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
            let is_part = parts && word.starts_with(char::is_uppercase) && self.parts.contains(&joined);
            let mut end = (is_part || self.whole.contains(&joined)).then_some(first.end);
            let mut last = first.end;
            for next in ahead.clone().take(self.words.saturating_sub(1)) {
                let between = text.get(last..next.start).unwrap_or_default();
                if between.len() > JOINT_BYTES || !between.chars().all(is_joint) {
                    break;
                }
                fold::fold_into(text.get(next.clone()).unwrap_or_default(), &mut joined);
                last = next.end;
                if self.whole.contains(&joined) {
                    end = Some(last);
                }
            }
            if let Some(end) = end.filter(|&end| end > begins_at) {
                spans.push(Span::new(first.start, end));
                begins_at = end;
            }
        }
    }

    /// Adds the spans of names that are found only in their exact spelling.
    fn find_exact(&self, text: &str, spans: &mut Vec<Span>) {
        match &self.exact {
            Exact::Nobody => {}
            Exact::Names(names) => {
                let matches = names.find_overlapping_iter(text).map(|name| Span::new(name.start(), name.end()));
                spans.extend(matches.filter(|span| is_word(text, *span)));
            }
            Exact::Everything => spans.push(Span::new(0, text.len())),
        }
    }
}

/// The strings that name an author: the author as given, without the sign of a handle, and without a trailing address.
fn forms(author: &str) -> impl Iterator<Item = &str> {
    let author = author.trim();
    let bare = author.trim_start_matches("/u/").trim_start_matches("u/").trim_start_matches('@');
    let before = author.split(['<', '(']).next().unwrap_or(author).trim();
    [author, bare, before].into_iter().filter(|name| name.chars().nth(1).is_some())
}

/// The words of a text: runs of letters, digits and combining marks.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = chars.find(|&(_, c)| c.is_alphanumeric())?;
        let mut end = None;
        while let Some(&(at, c)) = chars.peek() {
            if !(c.is_alphanumeric() || is_combining_mark(c)) {
                end = Some(at);
                break;
            }
            chars.next();
        }
        Some(start..end.unwrap_or(text.len()))
    })
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
