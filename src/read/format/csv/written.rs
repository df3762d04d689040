//! The markup of the texts in a table.
//!
//! In comes a cell; out come its plain text and its quotations. Every cell decides about its markup: one of them may be
//! HTML, another one code or a remark with a `<` in it.

use crate::read::format::jsonl;
use crate::read::markup::{Lines, fragment};
use crate::thread::Quote;

/// Elements that a text is written with. A cell with one of them, open and closed, is HTML.
const PAIRED: [&str; 24] = [
    "a",
    "p",
    "b",
    "i",
    "u",
    "s",
    "em",
    "strong",
    "span",
    "div",
    "blockquote",
    "ul",
    "ol",
    "li",
    "code",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "del",
    "sup",
    "font",
    "table",
];

/// Elements without an end.
const SINGLE: [&str; 3] = ["br", "img", "hr"];

/// Entities of programs: nobody types them by hand.
const ENTITIES: [&str; 10] =
    ["&amp;", "&quot;", "&#39;", "&#039;", "&apos;", "&gt;", "&lt;", "&#x27;", "&#x2F;", "&nbsp;"];

/// The plain text of a cell, and the quotations in it.
pub(super) fn words(cell: &str) -> (String, Vec<Quote>) {
    let words = if is_markup(cell) {
        fragment(cell, Lines::Kept)
    } else if cell.contains('&') && ENTITIES.iter().any(|entity| cell.contains(entity)) {
        fragment(&cell.replace('<', "&lt;"), Lines::Kept)
    } else {
        return (cell.to_owned(), jsonl::mail_quotes(cell));
    };
    let quotes = if words.quotes.is_empty() { jsonl::mail_quotes(&words.text) } else { words.quotes };
    (words.text, quotes)
}

/// Whether a cell is HTML: it has a tag that texts are written with, and its end if it needs one.
fn is_markup(cell: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut remaining = cell;
    while let Some((_, after)) = remaining.split_once('<') {
        remaining = after;
        let (is_end, tag) = after.strip_prefix('/').map_or((false, after), |tag| (true, tag));
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let (Some(name), Some(rest)) = (tag.get(..end), tag.get(end..)) else { continue };
        let is = |known: &&str| known.eq_ignore_ascii_case(name);
        if SINGLE.iter().any(&is) && rest.starts_with(['>', '/', ' ']) {
            return true;
        }
        let Some(name) = PAIRED.iter().copied().find(&is) else { continue };
        if is_end && rest.starts_with('>') && open.contains(&name) {
            return true;
        }
        // Paragraphs need no end. Any other tag has attributes, or ends at once.
        let is_attribute = rest.starts_with(' ') && rest.split('>').next().is_some_and(|inside| inside.contains('='));
        if !is_end && (rest.starts_with('>') || is_attribute) {
            if name == "p" {
                return true;
            }
            if !open.contains(&name) {
                open.push(name);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_decides_about_its_markup() {
        for (cell, wanted) in [
            ("<p>Hello <b>you</b></p>", "Hello you"),
            ("one<br>two", "one\ntwo"),
            ("see <a href=\"https://x.example\">there</a>", "see there"),
            ("Fish &amp; chips &lt;3", "Fish & chips <3"),
            ("Not if they dont pay... <insert meme>", "Not if they dont pay... <insert meme>"),
            ("Use the List<String> type and Vec<u8> too", "Use the List<String> type and Vec<u8> too"),
            ("a < b and b > c", "a < b and b > c"),
            ("Map<a> has no end", "Map<a> has no end"),
            ("R&D and AT&T", "R&D and AT&T"),
        ] {
            assert_eq!(words(cell).0, wanted, "{cell}");
        }
    }
}
