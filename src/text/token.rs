//! Tokens: words, numbers, links, and the few marks that rules can use (`!`, `?`, `...`, `"`).
//!
//! Apostrophes and hyphens separate words: `l'économie` is `l` and `economie`, `don't` is `don` and `t`. Phrases of
//! packs are tokenised by the same function, so elisions need no special treatment. Other punctuation separates words
//! and is no token.

use super::fold::fold_char;
use super::function::{Function, function};
use crate::span::Span;

/// The number of a word in a [`Vocabulary`].
pub type WordId = u32;

/// A word that no rule mentions.
pub const UNKNOWN: WordId = 0;

/// The words that the rules mention.
pub trait Vocabulary {
    /// The number of a folded word, or [`UNKNOWN`], and its part in grammar.
    fn word(&self, folded: &str) -> (WordId, Function);
}

/// The empty vocabulary: tokens get no numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoVocabulary;

impl Vocabulary for NoVocabulary {
    fn word(&self, folded: &str) -> (WordId, Function) {
        (UNKNOWN, function(folded))
    }
}

/// Facts about a token, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u16);

impl Flags {
    /// Begins with a capital.
    pub const CAPITAL: Flags = Flags(1);
    /// All capitals, two letters or more.
    pub const SHOUT: Flags = Flags(2);
    /// A number.
    pub const NUMBER: Flags = Flags(4);
    /// A mark: `!`, `?`, `...` or `"`.
    pub const MARK: Flags = Flags(8);
    /// A web address.
    pub const LINK: Flags = Flags(16);
    /// A pictograph.
    pub const EMOJI: Flags = Flags(32);
    /// Is between quotation marks.
    pub const QUOTED: Flags = Flags(64);
    /// Is in someone else's words: a long quotation, a `>` line, a quote that the source marks.
    pub const CITED: Flags = Flags(128);
    /// A comma, colon or bracket is between it and the token before.
    pub const AFTER_COMMA: Flags = Flags(256);
    /// Is a mark that can open a quotation.
    pub const OPENS: Flags = Flags(512);
    /// Is a mark that can close a quotation.
    pub const CLOSES: Flags = Flags(1024);
    /// `?`.
    pub const QUESTION: Flags = Flags(2048);
    /// `!`.
    pub const EXCLAMATION: Flags = Flags(4096);
    /// `…` or `...`.
    pub const ELLIPSIS: Flags = Flags(8192);
    /// Any mark that may end a sentence.
    const ENDS: Flags = Flags(2048 + 4096 + 8192);

    /// Whether any of these bits is set.
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    /// Sets these bits.
    pub fn set(&mut self, other: Flags) {
        self.0 |= other.0;
    }
}

/// One token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the raw text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Its number in the vocabulary.
    pub word: WordId,
    /// Its part in grammar.
    pub function: Function,
    /// Facts about it.
    pub flags: Flags,
}

impl Token {
    /// Its place in the raw text.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// What separates a token from the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing, white space or a comma.
    #[default]
    None,
    /// A full stop. It ends a sentence if a capital, a quotation mark or a number follows, unless an abbreviation
    /// precedes.
    Stop,
    /// A question mark, exclamation mark or ellipsis.
    Mark,
    /// A line break.
    Line,
}

/// Splits a text into tokens and calls `each` with every token, its folded form and the gap before it.
pub fn tokenize(text: &str, vocabulary: &impl Vocabulary, mut each: impl FnMut(Token, &str, Gap)) {
    let mut buffer = String::new();
    let mut chars = Cursor { text, at: 0 };
    let mut gap = Gap::None;
    let mut after_comma = false;
    let mut after_space = true;
    while let Some((start, c)) = chars.next() {
        // One character in six is a space.
        if c == ' ' {
            after_space = true;
            continue;
        }
        let mut flags = Flags::default();
        let folded: &str = if is_word(c) {
            if let Some(length) = link_length(text, start, c) {
                flags.set(Flags::LINK);
                chars.at = start + length;
                "http"
            } else {
                chars.at = start;
                let (folded, found) = chars.word(&mut buffer);
                flags = found;
                folded
            }
        } else {
            let next = text.get(chars.at..).unwrap_or_default();
            match c {
                '!' => {
                    flags.set(Flags::EXCLAMATION);
                    "!"
                }
                '?' => {
                    flags.set(Flags::QUESTION);
                    "?"
                }
                '…' => {
                    flags.set(Flags::ELLIPSIS);
                    "..."
                }
                '.' if next.starts_with('.') => {
                    while chars.next_if(|_, c| c == '.').is_some() {}
                    flags.set(Flags::ELLIPSIS);
                    "..."
                }
                '“' | '„' | '«' | '‹' | '‟' | '"' | '”' | '»' | '›' => {
                    flags.set(Flags::MARK);
                    flags.set(if "”»›".contains(c) { Flags::default() } else { Flags::OPENS });
                    flags.set(if "”»›\"“".contains(c) { Flags::CLOSES } else { Flags::default() });
                    "\""
                }
                '+' | '/' if after_space && is_sign_word(text, chars.at) => {
                    // "+1" and "/s" are whole comments in some threads, so the sign is part of the word.
                    buffer.clear();
                    buffer.push(c);
                    while let Some((_, c)) = chars.next_if(|_, c| is_word(c)) {
                        fold_char(c, &mut buffer);
                    }
                    &buffer
                }
                _ if is_emoji(c) => {
                    flags.set(Flags::EMOJI);
                    text.get(start..chars.at).unwrap_or_default()
                }
                _ => {
                    match c {
                        '\n' => gap = Gap::Line,
                        '.' => gap = gap.max(Gap::Stop),
                        ',' | ';' | ':' | '(' | ')' | '[' | ']' | '–' | '—' => after_comma = true,
                        _ => {}
                    }
                    after_space = c.is_whitespace() || c == '(';
                    continue;
                }
            }
        };
        let ends = flags.has(Flags::ENDS);
        if ends {
            flags.set(Flags::MARK);
        }
        if after_comma {
            flags.set(Flags::AFTER_COMMA);
        }
        if !folded.is_empty() {
            let (word, function) = vocabulary.word(folded);
            each(Token { start: start as u32, end: chars.at as u32, word, function, flags }, folded, gap);
            gap = if ends { Gap::Mark } else { Gap::None };
        }
        after_comma = false;
        after_space = false;
    }
}

/// A position in a text. Most characters are ASCII, which one byte decides.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<char> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            Some(_) => self.text.get(self.at..)?.chars().next(),
            None => None,
        }
    }

    fn next(&mut self) -> Option<(usize, char)> {
        self.next_if(|_, _| true)
    }

    /// The next character with its place, if it is `wanted`.
    fn next_if(&mut self, wanted: impl FnOnce(usize, char) -> bool) -> Option<(usize, char)> {
        let (at, c) = (self.at, self.peek()?);
        wanted(at, c).then(|| {
            self.at += c.len_utf8();
            (at, c)
        })
    }

    /// Moves past the word or number at this position. Returns its folded form, for which `buffer` may be used, and its
    /// flags.
    fn word<'b>(&mut self, buffer: &'b mut String) -> (&'b str, Flags)
    where
        'a: 'b,
    {
        let first = self.peek().unwrap_or_default();
        let run = self.ascii_word();
        let (mut upper, mut letters) = (run.upper, run.letters);
        let mut number = first.is_numeric() && letters == 0;
        let text = self.text;
        let wanted = |at: usize, c: char, number: bool| is_word(c) || joins_number(text, at, c, number);
        let mut next = self.next_if(|at, c| wanted(at, c, number));
        // Most words are lower-case ASCII and thus their own folded form.
        let whole = next.is_none() && upper == 0;
        if !whole {
            buffer.clear();
            run.fold_into(buffer);
        }
        while let Some((_, c)) = next {
            fold_char(c, buffer);
            upper += usize::from(c.is_uppercase());
            letters += usize::from(c.is_alphabetic());
            let more = self.ascii_word();
            more.fold_into(buffer);
            upper += more.upper;
            letters += more.letters;
            number &= letters == 0;
            next = self.next_if(|at, c| wanted(at, c, number));
        }
        let mut flags = Flags::default();
        flags.set(if first.is_uppercase() { Flags::CAPITAL } else { Flags::default() });
        flags.set(if upper >= 2 && upper == letters { Flags::SHOUT } else { Flags::default() });
        flags.set(if number { Flags::NUMBER } else { Flags::default() });
        (if whole { run.text } else { buffer }, flags)
    }

    /// Moves past the ASCII letters and digits at this position.
    fn ascii_word(&mut self) -> Run<'a> {
        let remaining = self.text.get(self.at..).unwrap_or_default();
        let mut run = Run { text: "", upper: 0, letters: 0 };
        let mut end = 0;
        for byte in remaining.bytes() {
            match byte {
                b'a'..=b'z' => run.letters += 1,
                b'A'..=b'Z' => {
                    run.letters += 1;
                    run.upper += 1;
                }
                b'0'..=b'9' | b'_' => {}
                _ => break,
            }
            end += 1;
        }
        self.at += end;
        run.text = remaining.get(..end).unwrap_or_default();
        run
    }
}

/// A run of ASCII letters and digits.
struct Run<'a> {
    text: &'a str,
    /// How many of them are capitals.
    upper: usize,
    /// How many of them are letters.
    letters: usize,
}

impl Run<'_> {
    fn fold_into(&self, folded: &mut String) {
        let before = folded.len();
        folded.push_str(self.text);
        if self.upper > 0 {
            folded.get_mut(before..).unwrap_or_default().make_ascii_lowercase();
        }
    }
}

/// Whether a character belongs to words and numbers.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}')
}

/// Whether a point, comma or no-break space is inside a number (`2.000`, `1,5`, `3 000`).
fn joins_number(text: &str, at: usize, c: char, number: bool) -> bool {
    number
        && matches!(c, '.' | ',' | '\u{A0}' | '\u{202F}')
        && text.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether exactly one letter or digit follows the sign of `+1` or `/s`.
fn is_sign_word(text: &str, after: usize) -> bool {
    let mut rest = text.get(after..).unwrap_or("").chars();
    rest.next().is_some_and(char::is_alphanumeric) && rest.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The length of the web address at a place of a text; `None` if there is none. `first` is the character there.
fn link_length(text: &str, start: usize, first: char) -> Option<usize> {
    if !matches!(first, 'h' | 'H' | 'w' | 'W') {
        return None;
    }
    let text = text.get(start..).unwrap_or_default();
    let begins = ["http://", "https://", "www."]
        .iter()
        .any(|head| text.as_bytes().get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head.as_bytes())));
    begins.then(|| {
        text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '»')).unwrap_or(text.len())
    })
}

/// Whether a character is a pictograph.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        tokenize(text, &NoVocabulary, |_, folded, _| out.push(folded.to_owned()));
        out
    }

    #[test]
    fn elisions_contractions_and_missing_spaces_part_words() {
        assert_eq!(folded("l’économie,DeepSeek d'accord"), ["l", "economie", "deepseek", "d", "accord"]);
        assert_eq!(folded("don't"), ["don", "t"]);
        assert_eq!(folded("aujourd'hui, c'est-à-dire"), ["aujourd", "hui", "c", "est", "a", "dire"]);
    }

    #[test]
    fn marks_numbers_links_and_signs_are_tokens() {
        assert_eq!(folded("“libérale” !"), ["\"", "liberale", "\"", "!"]);
        assert_eq!(folded("…ou 2.000 puces..."), ["...", "ou", "2.000", "puces", "..."]);
        assert_eq!(folded("+1 see https://a.b/c?d=e. /s"), ["+1", "see", "http", "/s"]);
    }

    #[test]
    fn spans_point_at_the_raw_bytes() {
        let text = "À l’œuvre, déjà !";
        tokenize(text, &NoVocabulary, |token, word, _| {
            assert_eq!(crate::text::fold(token.span().of(text)), word);
        });
    }
}
