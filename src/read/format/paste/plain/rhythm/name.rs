//! Whether a short line can be the name of an author, and the name in it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::super::furniture::{BADGES, is_badge};
use crate::lang;

/// Longest name, in characters and words.
const NAME: (usize, usize) = (60, 6);

/// What an image before a name leaves in a text: the name of its file, or nothing, in square brackets. Longer brackets are
/// words.
const AVATAR: usize = 24;

/// Signs at the ends of a name that belong to the page.
const SIGNS: &[char] = &[
    '|', '·', '•', '●', ',', ':', '/', '#', '(', ')', '[', ']', '–', '—', '-', '*', '_', '»', '«', '>', '<', '"', '“',
    '”', '✓', '☆', '★', '▲', '▼', '→', '¶', '+', '@', ' ', '\u{a0}', '\u{202f}',
];

/// A line without avatars, marks of headings and emphasis before its text.
pub fn bare(text: &str) -> &str {
    let mut bare = text;
    loop {
        let before = bare;
        bare = bare.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '*' | '|' | '□' | '■' | '☆' | '★' | '○' | '●' | '◎' | '△' | '\u{a0}')
        });
        let marks = bare.trim_start_matches('#');
        if marks.len() < bare.len() && marks.starts_with(' ') {
            bare = marks.trim_start();
        }
        if let Some(inner) = bare.strip_prefix('[')
            && let Some((alt, after)) = inner.split_once(']')
            && alt.len() <= AVATAR
            && !alt.contains(' ')
            && !after.trim().is_empty()
            && !after.starts_with(['(', '['])
        {
            bare = after.trim_start();
        }
        if bare == before {
            break;
        }
    }
    let bare = bare.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '|' | '☆'));
    if bare.is_empty() {
        return text;
    }
    match bare.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) if !inner.contains(['[', ']']) && !inner.is_empty() => inner,
        _ => bare,
    }
}

/// Whether a line is only what an image leaves: `[gif]`, `[97c3]`, `[]`.
pub fn is_avatar(text: &str) -> bool {
    text.strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'))
        .is_some_and(|alt| alt.len() <= AVATAR && !alt.contains([' ', '[', ']', '.', '…']))
}

/// The words of a text without the signs of the page at their ends.
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(SIGNS))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words that only join a name to a time.
static JOINTS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let pages = |words: &'static lang::Words| &words.pages;
    let lists = lang::all().map(pages).flat_map(|pages| {
        [pages.name_to_date, pages.before_name, pages.says_to_date, pages.says_hints].into_iter().flatten().copied()
    });
    lists.collect()
});

/// Whether a word only joins a name to a time, or is a number.
pub fn joins(word: &str) -> bool {
    word.chars().all(|c| !c.is_alphabetic()) || JOINTS.contains(word.to_lowercase().as_str())
}

/// How good a name a short line would be, from 0 to 1.
pub fn grade(text: &str) -> f64 {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    if letters == 0
        || !text.contains(char::is_alphabetic)
        || text.chars().count() > NAME.0
        || words.len() > NAME.1
        || text.contains("://")
    {
        return 0.0;
    }
    let last = words.last().copied().unwrap_or("");
    let initial = last.ends_with('.') && last.chars().filter(|c| c.is_alphabetic()).count() <= 3;
    if text.ends_with(['!', '?', '…', ',', ';', ':']) || (text.ends_with('.') && !initial) {
        return 0.2;
    }
    if text.contains(['?', '!', '=', '“', '«', '"', ';']) || text.contains(", ") {
        return 0.3;
    }
    let is_upper = |word: &str| {
        word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase())
            || matches!(
                word,
                "de" | "du" | "des" | "la" | "le" | "von" | "van" | "der" | "den" | "del" | "y" | "d" | "l" | "et"
            )
    };
    match words.len() {
        _ if words.iter().all(|word| is_upper(word)) => 1.0,
        1 => 0.9,
        2 => 0.7,
        3 => 0.5,
        _ if text.starts_with(char::is_uppercase) => 0.4,
        _ => 0.2,
    }
}

/// A name without a badge behind it.
fn without_badge(text: &str) -> &str {
    let lower = text.to_lowercase();
    let badge = BADGES.iter().find_map(|badge| {
        let name = lower.strip_suffix(*badge)?.trim_end_matches(['(', '[', '|', '·', '•', '-', ' ']);
        (!name.is_empty() && name.len() + badge.len() < lower.len()).then_some(name.len())
    });
    badge.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The author and whom they answer on a line with both: `Ann → Bob`, or two names with the space of an image between.
pub fn addressed(text: &str) -> (&str, Option<&str>) {
    for between in [" → ", " ➤ ", " ▸ ", " ▶ ", " ► ", " › ", "  "] {
        if let Some((author, to)) = text.split_once(between).map(|(author, to)| (author.trim(), to.trim()))
            && grade(author) >= 0.5
            && grade(to) >= 0.5
            && !is_badge(to)
        {
            return (author, Some(to));
        }
    }
    (text, None)
}

/// A name without the words and signs that a page puts before and behind it.
pub fn tidy(text: &str) -> Option<String> {
    let text = super::super::anchor::tidy(text.trim_matches(SIGNS));
    let text = without_badge(text.trim_matches(SIGNS).trim()).trim_matches(SIGNS);
    let words: Vec<&str> = text.split_whitespace().collect();
    // An avatar's description repeats the name.
    let half = words.len() / 2;
    let words = match (words.get(..half), words.get(half..)) {
        (Some(first), Some(second)) if half > 0 && first == second => first.to_vec(),
        _ => words,
    };
    let name = words.join(" ");
    (name.contains(char::is_alphanumeric) && name.chars().count() <= NAME.0 + 20).then_some(name)
}
