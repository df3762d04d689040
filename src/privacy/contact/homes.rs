//! Addresses of homes, as letters and signatures have them: on a line of their own.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Contact;
use crate::lang;
use crate::privacy::pseudonym::Mark;
use crate::privacy::words::words;
use crate::span::Span;
use crate::text::fold;

/// Longest line that is an address, in bytes. Chosen by hand.
const LINE_BYTES: usize = 70;

/// Words of streets, folded.
static STREETS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| lang::all().flat_map(|words| words.names.streets.split_whitespace()).map(fold::fold).collect());

/// Lines that are the address of a house: a number and a street, or a street and a number. A sentence is not.
pub(super) fn homes(text: &str, spans: &mut Vec<Contact>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begins = start;
        start += line.len();
        let trimmed = line.trim();
        if trimmed.len() <= LINE_BYTES && !trimmed.ends_with(['.', '!', '?', ':']) && is_home(trimmed) {
            let at = begins + (line.len() - line.trim_start().len());
            spans.push((Span::new(at, at + trimmed.len()), Some(Mark::Home)));
        }
    }
}

fn is_home(line: &str) -> bool {
    let mut all = words(line).map(|word| line.get(word).unwrap_or_default());
    let Some(first) = all.next() else { return false };
    let is_number = |word: &str| word.len() <= 5 && word.starts_with(|c: char| c.is_ascii_digit());
    // German streets are one word, with the number behind.
    let folded = fold::fold(first);
    let ends = ["strasse", "str", "weg", "platz", "allee", "gasse"];
    if ends.iter().any(|end| folded.len() > end.len() && folded.ends_with(end)) {
        return all.next().is_some_and(is_number);
    }
    if !is_number(first) {
        return false;
    }
    let rest: Vec<&str> = all.take(5).collect();
    let street = rest.iter().position(|word| STREETS.contains(&fold::fold(word)));
    // Before the street only "bis" and a name, and a name somewhere: "12 rues sont fermées" has none.
    street.is_some_and(|at| {
        rest.iter().take(at).all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3)
            && rest.iter().any(|word| word.starts_with(char::is_uppercase))
    })
}
