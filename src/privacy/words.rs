//! The words of a text, and the words around one of its parts.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::span::Span;
use crate::text::fold;

/// The words of a text: runs of letters, digits and combining marks.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
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

/// How many bytes on either side of a name are looked at: a phrase of four words fits. Bounds the work for each name.
const WINDOW: usize = 64;

/// Signs that may come before the first word of a line: quotation marks, list signs, dashes.
const DECORATION: &[char] = &[
    ' ', '\t', '\u{A0}', '\u{202F}', '>', '*', '-', '–', '—', '•', '"', '«', '“', '(', '[', '_', '~', '|', '\u{FEFF}',
];

/// Signs that end a sentence.
const ENDS: &[char] = &['.', '!', '?', '…', '\n'];

/// The surroundings of a part of a text.
#[derive(Debug)]
pub(super) struct Around<'t> {
    /// What precedes it, cut to the window at a word.
    before: &'t str,
    /// What follows it, cut likewise.
    after: &'t str,
    /// Whether the window reaches the beginning of the text.
    whole_before: bool,
    /// Whether it reaches the end.
    whole_after: bool,
}

impl<'t> Around<'t> {
    /// The surroundings of a span.
    pub(super) fn new(text: &'t str, span: Span) -> Self {
        let from = text.floor_char_boundary(span.start.saturating_sub(WINDOW));
        let to = text.floor_char_boundary((span.end + WINDOW).min(text.len()));
        Self {
            before: text.get(from..span.start).unwrap_or_default(),
            after: text.get(span.end..to).unwrap_or_default(),
            whole_before: from == 0,
            whole_after: to == text.len(),
        }
    }

    /// Whether only signs precede it on its line.
    pub(super) fn begins_line(&self) -> bool {
        let before = self.before.trim_end_matches(DECORATION);
        before.ends_with('\n') || (before.is_empty() && self.whole_before)
    }

    /// Whether it begins a sentence.
    pub(super) fn begins_sentence(&self) -> bool {
        self.begins_line() || self.before.trim_end_matches(DECORATION).ends_with(ENDS)
    }

    /// Whether only signs follow it on its line.
    pub(super) fn ends_line(&self) -> bool {
        let after = self.after.trim_start_matches(|c: char| c != '\n' && !c.is_alphanumeric());
        after.starts_with('\n') || (after.is_empty() && self.whole_after)
    }

    /// Whether it is on the last line of a text with several lines, where authors sign.
    pub(super) fn is_last_line(&self) -> bool {
        let ends = self.whole_after && !self.after.trim_end().contains('\n');
        ends && !self.before.trim_end_matches(|c: char| c.is_whitespace() || DECORATION.contains(&c)).is_empty()
    }

    /// The sign right before it, spaces aside.
    pub(super) fn sign_before(&self) -> Option<char> {
        self.before.trim_end_matches([' ', '\u{A0}', '\t']).chars().next_back()
    }

    /// The character right before it.
    pub(super) fn char_before(&self) -> Option<char> {
        self.before.chars().next_back()
    }

    /// The character right after it.
    pub(super) fn char_after(&self) -> Option<char> {
        self.after.chars().next()
    }

    /// The sign right after it, spaces aside. A line break is a sign.
    pub(super) fn sign_after(&self) -> Option<char> {
        self.after.trim_start_matches([' ', '\u{A0}', '\u{202F}', '\t']).chars().next()
    }

    /// What precedes it.
    pub(super) fn lead(&self) -> &'t str {
        self.before
    }

    /// The last words before it, folded, up to this many, and how many bytes before it the first of them begins. They are
    /// joined by single spaces. `None` if there are fewer, or if more than a space, apostrophe or hyphen is between them.
    /// `gap` is what may be between the last of them and the name.
    pub(super) fn words_before(&self, count: usize, gap: impl Fn(&str) -> bool) -> Option<(String, usize)> {
        let all: Vec<Range<usize>> = words(self.before).collect();
        let chosen = all.get(all.len().checked_sub(count)?..)?;
        let last = chosen.last()?;
        if !gap(self.before.get(last.end..)?) {
            return None;
        }
        let first = chosen.first()?.start;
        // A word that the window cuts is not known.
        if first == 0 && !self.whole_before {
            return None;
        }
        Some((joined(self.before, chosen)?, self.before.len() - first))
    }

    /// The first words after it, folded, up to this many, joined by single spaces.
    pub(super) fn words_after(&self, count: usize, gap: impl Fn(&str) -> bool) -> Option<String> {
        let chosen: Vec<Range<usize>> = words(self.after).take(count).collect();
        if chosen.len() < count || !gap(self.after.get(..chosen.first()?.start)?) {
            return None;
        }
        joined(self.after, &chosen)
    }

    /// The word right before it as written, if only this is between them.
    pub(super) fn word_before(&self, gap: impl Fn(&str) -> bool) -> Option<(&'t str, usize)> {
        let last = words(self.before).last()?;
        let word = self.before.get(last.clone())?;
        gap(self.before.get(last.end..)?).then_some((word, self.before.len() - last.start))
    }

    /// The word right after it as written, if only this is between them.
    pub(super) fn word_after(&self, gap: impl Fn(&str) -> bool) -> Option<&'t str> {
        let first = words(self.after).next()?;
        gap(self.after.get(..first.start)?).then(|| self.after.get(first).unwrap_or_default())
    }
}

/// Words, folded and joined by single spaces, if only a space, apostrophe or hyphen is between each two.
fn joined(text: &str, words: &[Range<usize>]) -> Option<String> {
    let mut joined = String::new();
    let mut last: Option<usize> = None;
    for word in words {
        if let Some(end) = last {
            if !matches!(text.get(end..word.start)?, " " | "'" | "’" | "-" | "\u{A0}") {
                return None;
            }
            joined.push(' ');
        }
        fold::fold_into(text.get(word.clone())?, &mut joined);
        last = Some(word.end);
    }
    Some(joined)
}

/// A single space.
pub(super) fn space(gap: &str) -> bool {
    matches!(gap, " " | "\u{A0}")
}
