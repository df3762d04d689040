//! What each line shows by itself and by its place on the page.
//!
//! In come the lines and the article, out come the [`Signs`] of every line. The cues compare the signs of neighbours.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashMap, FxHashSet};

use super::habit::{HABITS, Ways, is_quotation_mark, smiley, ways};
use super::opening::{self, Class, Classes};
use super::word::{Flags, flags_of, fold, words};
use super::{echo, quote};
use crate::limit;
use crate::text::is_address;

/// How many bytes of a line count as its opening and closing.
const EDGE_BYTES: usize = 160;

/// A line that is only an address is shorter than this, in characters.
const ADDRESS: usize = 60;

/// The signs of one line.
#[allow(clippy::struct_excessive_bools, reason = "each is a plain fact about the line, asked for by its own cue")]
#[derive(Clone, Debug)]
pub struct Signs {
    /// Characters, capped at [`limit::COMPARED_BYTES`].
    pub length: usize,
    /// The number of sentences.
    pub sentences: usize,
    /// The first character.
    pub first: char,
    /// The last character that is not a closing bracket or quotation mark.
    pub last: char,
    /// Whether it ends with several full stops.
    pub trails_off: bool,
    /// The classes of its first words.
    pub opening: Classes,
    /// The classes of the words after a first interjection.
    pub then: Classes,
    /// What its words show.
    pub flags: Flags,
    /// Its habits of typing.
    pub ways: Ways,
    /// Ends with a smiley or an emoji.
    pub ends_smiling: bool,
    /// Ends with a question mark.
    pub ends_asking: bool,
    /// Ends with a closing formula.
    pub closes: bool,
    /// Is a farewell.
    pub is_farewell: bool,
    /// Its last sentence is a farewell.
    pub ends_signing_off: bool,
    /// Number with which a list item begins.
    pub item: Option<usize>,
    /// The kind of list that it is an item of: `1` for figures, `a` for letters, else its bullet.
    pub listed: Option<char>,
    /// Whether it is only a web address.
    pub url: bool,
    /// Whether it is a line of dashes or stars.
    pub rule: bool,
    /// Whether it is completely inside quotation marks, or begins with `>`.
    pub quoted: bool,
    /// Whether it begins with an opening quotation mark or `>`.
    pub quotes_first: bool,
    /// Whether it opens a bracket and does not close it.
    pub open_bracket: bool,
    /// Whether it is only a greeting or an address, which belongs to what follows.
    pub address: bool,
    /// Whether it begins with `@` and a name and holds little else.
    pub at_only: bool,
    /// The name with which it begins, before a comma or colon, hashed.
    pub name: Option<u64>,
    /// Whether that name is one word before a comma.
    pub name_comma: bool,
    /// Whether it is only a name, perhaps with a colon behind it.
    pub name_only: bool,
    /// Whether it is only a name, perhaps with a colon or comma behind it.
    pub calls: bool,
    /// Whether it is a few words without a stop, with their hash.
    pub signature: Option<u64>,
    /// Its first word, hashed.
    pub first_word: Option<u64>,
    /// Whether it begins with a dash and is short.
    pub dash_name: bool,
    /// Whether other lines begin with the same name.
    pub named_again: bool,
    /// Whether another line is the same few words.
    pub signature_again: bool,
    /// Whether its first words hold a name that the page addresses.
    pub known_name: bool,
    /// The earlier line whose own words it repeats inside quotation marks.
    pub echoes: Option<usize>,
    /// The latest earlier line whose word or two it repeats inside quotation marks.
    pub echoes_word: Option<usize>,
    /// Whether it repeats words of the article inside quotation marks.
    pub quotes_article: bool,
    /// Whether the last quotation of nearby lines is only a few lines back.
    pub chained: bool,
    /// Whether an earlier line begins with the same 40 characters.
    pub repeats: bool,
    /// Whether a quotation from an earlier line is still open at its beginning.
    pub inside_quotation: bool,
    /// Whether it ends with the close of such a quotation.
    pub ends_quotation: bool,
    /// The earlier line that has its words in a row: a quotation without marks.
    pub copies: Option<usize>,
    /// Whether the last such copy is only a few lines back and copies words a little before.
    pub copies_on: bool,
}

/// The signs of all lines of a page. `article` are the lines of the article, which may be quoted.
pub fn signs(lines: &[&str], article: &[&str]) -> Vec<Signs> {
    let mut names: FxHashMap<u64, u32> = FxHashMap::default();
    let mut early: Vec<[Option<u64>; EARLY]> = Vec::with_capacity(lines.len());
    let mut all: Vec<Signs> = lines
        .iter()
        .map(|line| {
            let (signs, first) = of_line(line, &mut names);
            early.push(first);
            signs
        })
        .collect();
    let mut signatures: FxHashMap<u64, u32> = FxHashMap::default();
    for signature in all.iter().filter_map(|signs| signs.signature) {
        *signatures.entry(signature).or_insert(0) += 1;
    }
    let mut seen = FxHashSet::default();
    for ((line, signs), early) in lines.iter().zip(&mut all).zip(&early) {
        let twice = |counts: &FxHashMap<u64, u32>, hash: &u64| counts.get(hash).is_some_and(|count| *count > 1);
        signs.named_again = signs.name.is_some_and(|name| twice(&names, &name));
        signs.signature_again = signs.signature.is_some_and(|signature| twice(&signatures, &signature));
        signs.known_name = early.iter().flatten().any(|word| names.contains_key(word));
        signs.repeats = is_repeated(line, &mut seen);
    }
    echo::echoes(lines, article, &mut all);
    quote::open_quotations(lines, &mut all);
    quote::copies(lines, &mut all);
    all
}

/// How many characters two lines must share at their beginning to count as posted twice.
const REPEATED: usize = 40;

/// Whether an earlier line begins as this one does.
fn is_repeated(line: &str, seen: &mut FxHashSet<u64>) -> bool {
    let end = line.char_indices().nth(REPEATED).map_or(line.len(), |(at, _)| at);
    let start = line.get(..end).unwrap_or(line);
    start.chars().count() == REPEATED && !seen.insert(hash(start))
}

/// The first bytes of a text, cut at a character.
pub fn head(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// The last bytes of a text, cut at a character.
fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or(text)
}

/// Whether a character is an emoji or a symbol used as one.
pub fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F300..=0x1FAFF | 0x2600..=0x27BF)
}

/// The hash of a word.
pub fn hash(word: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish()
}

/// How many first words are looked at for a known name.
const EARLY: usize = 5;

/// A few words without a stop are at most this long, in characters and in words.
const SIGNATURE: (usize, u32) = (40, 5);

/// The signs that a line shows by itself, and the hashes of its first words. Counts the names that are addressed.
fn of_line(line: &str, names: &mut FxHashMap<u64, u32>) -> (Signs, [Option<u64>; EARLY]) {
    let compared = head(line, limit::COMPARED_BYTES);
    let folded = fold(compared);
    let start = head(&folded, EDGE_BYTES);
    let closing = if compared.len() < line.len() { fold(tail(line, EDGE_BYTES)) } else { String::new() };
    let closing = if closing.is_empty() { tail(&folded, EDGE_BYTES) } else { &closing };
    let end = tail(line, EDGE_BYTES);
    let length = compared.chars().count();
    let first = line.chars().next().unwrap_or(' ');
    let very_last = end.chars().next_back().unwrap_or(' ');
    let trimmed =
        end.trim_end_matches(|c: char| is_quotation_mark(c) || matches!(c, ')' | ']' | '*' | '_') || c.is_whitespace());
    let last = trimmed.chars().next_back().unwrap_or(very_last);
    let flags = flags_of(compared, &folded);
    let (item, listed) = item(line);
    let quotes_first = is_quotation_mark(first) || first == '>';
    let unstopped = end.trim_end_matches(['.', '!', '?', '…', ' ', ',']).chars().next_back();
    let closed = is_quotation_mark(very_last) || (unstopped.is_some_and(is_quotation_mark) && first != '>');
    let has_link = compared.contains("http://") || compared.contains("https://") || compared.contains("www.");
    let sentences = sentences(compared);
    let mut early = [None; EARLY];
    for (slot, word) in early.iter_mut().zip(words(start)) {
        *slot = Some(hash(word));
    }
    let at = addressed(start);
    let name = name(line);
    if let Some(name) = at.or(name.map(|name| name.hash)) {
        *names.entry(name).or_insert(0) += 1;
    }
    let classes = opening::classes(start, length);
    let without_stop = !matches!(last, '.' | '!' | '?' | '…' | ':' | ';');
    let signs = Signs {
        length,
        sentences,
        first,
        last,
        trails_off: trimmed.ends_with('…') || trimmed.ends_with(".."),
        opening: classes,
        then: opening::then(start, classes),
        flags,
        ways: ways(compared, &flags, has_link),
        ends_smiling: is_emoji(very_last) || is_variant(very_last) || smiley(tail(line, 6)).is_some(),
        ends_asking: last == '?',
        closes: opening::closes(closing),
        is_farewell: length < 80 && opening::is_farewell(start),
        ends_signing_off: opening::ends_signing_off(closing),
        item,
        listed,
        url: is_url(line),
        rule: length >= 3
            && line.chars().all(|c| !c.is_alphanumeric() && (c.is_whitespace() || "-–—_*=~#.·•".contains(c))),
        quoted: first == '>' || (is_quotation_mark(first) && closed && is_unbroken(compared)),
        quotes_first,
        open_bracket: compared.matches('(').count() > compared.matches(')').count(),
        address: is_address(line),
        at_only: at.is_some() && length < ADDRESS,
        name: name.map(|name| name.hash),
        name_comma: name.is_some_and(|name| name.comma),
        name_only: is_full_name(line) && !line.ends_with(','),
        calls: is_full_name(line),
        signature: (length <= SIGNATURE.0 && flags.words <= SIGNATURE.1 && without_stop).then(|| hash(&folded)),
        first_word: early.first().copied().flatten(),
        dash_name: matches!(first, '—' | '–' | '-') && length < SIGNATURE.0 && flags.words > 0,
        named_again: false,
        signature_again: false,
        known_name: false,
        echoes: None,
        echoes_word: None,
        quotes_article: false,
        chained: false,
        repeats: false,
        inside_quotation: false,
        ends_quotation: false,
        copies: None,
        copies_on: false,
    };
    (signs, early)
}

/// Whether a character only chooses how the emoji before it is drawn.
fn is_variant(c: char) -> bool {
    c == '\u{fe0f}'
}

/// The name behind an `@` at the beginning of a folded line, hashed.
fn addressed(folded: &str) -> Option<u64> {
    let rest = folded.strip_prefix('@')?;
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let word = words(rest).next().filter(|word| rest.starts_with(word) && word.len() > 1)?;
    Some(hash(word))
}

/// A name at the beginning of a line.
#[derive(Clone, Copy)]
struct Name {
    /// Its hash, folded.
    hash: u64,
    /// Whether it is one word before a comma.
    comma: bool,
}

/// The longest name, in characters.
const NAME: usize = 36;

/// `Paul,` `@Paul :` `Jean Dupont:` at the beginning of a line.
fn name(line: &str) -> Option<Name> {
    let head = head(line, NAME * 2);
    let at = head.find([',', ':'])?;
    let mark = head.get(at..)?.chars().next()?;
    let name = head.get(..at)?;
    is_name(name).then(|| {
        let bare = name.trim_start_matches(['@', ' ']).trim_end();
        Name { hash: hash(&fold(bare)), comma: mark == ',' && !name.contains([' ', '@']) }
    })
}

/// Whether a text is one or two words that all begin with a capital.
fn is_full_name(text: &str) -> bool {
    is_name(text) && text.trim_start_matches(['@', ' ']).split(' ').all(|word| !word.starts_with(char::is_lowercase))
}

/// Whether a text is one or two words of which the first begins with a capital.
fn is_name(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '\u{a0}', ':', ',']);
    let text = text.strip_prefix('@').unwrap_or(text);
    let text = text.strip_prefix(' ').unwrap_or(text);
    let mut words = text.split(' ');
    let fits = |word: &str| {
        let letters = word.chars().count();
        (2..=20).contains(&letters) && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '_'))
    };
    let begins = text.starts_with(char::is_uppercase) && words.next().is_some_and(fits);
    begins && words.next().is_none_or(fits) && words.next().is_none()
}

/// Whether the quotation that opens a line closes only at its end.
fn is_unbroken(line: &str) -> bool {
    /// Characters that may be behind the mark that closes it: a full stop, a space.
    const BEHIND: usize = 6;
    let closers = ['»', '”', '"', '“'];
    let inside = line.get(line.chars().next().map_or(0, char::len_utf8)..).unwrap_or("");
    let Some(at) = inside.find(closers) else { return false };
    let near_end = |at: usize| inside.get(at..).is_none_or(|rest| rest.chars().nth(BEHIND).is_none());
    let mut depth = 1_i32;
    for (position, c) in inside.char_indices() {
        match c {
            '«' => depth += 1,
            '»' => {
                depth -= 1;
                if depth <= 0 {
                    return near_end(position);
                }
            }
            _ => {}
        }
    }
    near_end(at)
}

/// `1)`, `2.`, `3/`, `a)`, `-`, `•`, `*`: the number, and the kind of list.
fn item(line: &str) -> (Option<usize>, Option<char>) {
    let line = line.strip_prefix('(').unwrap_or(line);
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = line.get(digits..).unwrap_or("").trim_start_matches(' ');
    if (1..=2).contains(&digits) && after.starts_with([')', '.', '-', '/', '°', ':']) {
        let numbered = after.chars().nth(1).is_none_or(|c| !c.is_ascii_digit());
        let number = line.get(..digits).and_then(|number| number.parse().ok());
        return if numbered { (number, Some('1')) } else { (None, None) };
    }
    let mut chars = line.chars();
    let (first, second) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    if first.is_ascii_lowercase() && second == ')' {
        let number = usize::from(u8::try_from(first).unwrap_or(b'a') - b'a') + 1;
        return (Some(number), Some('a'));
    }
    let bullet = matches!(first, '-' | '–' | '—' | '•' | '*' | '→' | '>') && line.len() > 2;
    (None, bullet.then_some(first))
}

fn is_url(line: &str) -> bool {
    (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
        && !line.contains(char::is_whitespace)
}

/// Sentences: ends by `.`, `!`, `?` or `…` before white space or the end, and one more if the line goes on after the last.
fn sentences(line: &str) -> usize {
    let (mut count, mut ended) = (0, true);
    let mut stopped = false;
    for c in line.chars() {
        let stop = matches!(c, '.' | '!' | '?' | '…');
        if stopped && c.is_whitespace() {
            count += 1;
            ended = true;
        }
        if !stop && !c.is_whitespace() {
            ended = false;
        }
        stopped = stop;
    }
    count + usize::from(stopped || !ended)
}

impl Default for Signs {
    fn default() -> Self {
        of_line("", &mut FxHashMap::default()).0
    }
}

impl Signs {
    /// Whether its opening has a class.
    pub fn begins(&self, class: Class) -> bool {
        opening::has(self.opening, class)
    }

    /// Its ways by the number of the habit.
    pub fn habits(&self) -> &[i8; HABITS] {
        &self.ways
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs_of(lines: &[&str]) -> Vec<Signs> {
        signs(lines, &[])
    }

    #[test]
    fn a_quotation_finds_its_source() {
        let all = signs_of(&[
            "Je pense que la mer est belle en hiver.",
            "Rien à voir.",
            "« la mer est belle en hiver » : ah bon ?",
            "« la mer est belle en hiver »",
        ]);
        assert_eq!(all[2].echoes, Some(0));
        assert!(!all[2].quoted && all[3].quoted);
        assert_eq!(all[1].echoes, None);
        assert!(all[3].chained);
    }

    #[test]
    fn names_and_addresses_are_seen() {
        let all = signs_of(&["@ Anne (20/10, 14h46)", "Anne, tu exagères.", "Anne Roy :", "Il y a, pourtant, anne."]);
        assert!(all[0].at_only && !all[0].name_only);
        assert!(all[1].name_comma && all[1].named_again && all[1].known_name);
        assert!(all[2].name_only && all[2].name.is_some());
        assert!(!all[3].known_name || all[3].name.is_none());
    }

    #[test]
    fn sentences_are_counted() {
        let count = |line: &str| signs_of(&[line])[0].sentences;
        assert_eq!((count("Oui. Non."), count("Oui. Non"), count("Oui"), count("Ah ?! Oui...")), (2, 2, 1, 2));
    }
}
