//! The text of a message → what its author wrote, with repeated text marked as quotations.
//!
//! In comes decoded text, plain or HTML; out come [`Words`]. Lines that begin with `>`, the line before them that says
//! who wrote them, and whole messages below such a line, *Original Message* or header fields are quotations, with marks
//! or without. Signatures, PGP seals, footers of mailing lists and notices of offices are left out. Lines that a program wrapped are joined again, so that a sentence is on one line.

mod attribution;
mod furniture;
mod header;
mod html;
mod plain;
mod region;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use self::furniture::without_furniture;
use self::html::of_html;
use self::plain::{of_plain, unbroken};
use self::region::Unmarked;
use super::mime::Text;
use crate::read::markup::Words;
use crate::span::Span;
use crate::thread::Quote;

/// A line of the message.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    text: String,
    is_quoted: bool,
    /// Whether it says who wrote the quotation below, or is a header field of one. Such a line is joined with no other.
    is_sealed: bool,
    /// Whether a program may have broken it at a width.
    is_wrapped: bool,
}

impl Line {
    /// A line of the author's own words.
    fn own(text: String) -> Self {
        Line { text, is_quoted: false, is_sealed: false, is_wrapped: false }
    }
}

/// What the author wrote in the texts of a message, and whether its quotation ends where a mark says so. `boxed` says
/// that it comes from a mailbox, where lines that begin with *From* are escaped.
pub(super) fn words(texts: &[Text], boxed: bool) -> (Words, Unmarked) {
    let mut lines: Vec<Line> = Vec::new();
    for text in texts {
        if text.is_html {
            lines.extend(of_html(&text.text));
        } else {
            lines.extend(of_plain(text, boxed));
        }
        lines.push(Line::own(String::new()));
    }
    let (lines, unmarked) = region::mark(lines);
    (joined(&unbroken(without_furniture(lines))), unmarked)
}

/// Plain text in the form that all readers produce: lines without white space at their ends, at most one blank line in
/// a row, no-break spaces as spaces, Unicode in NFC.
pub(in crate::read::format) fn tidy(text: &str) -> String {
    let lines: Vec<Line> = text.lines().map(|line| Line::own(clean(line))).collect();
    joined(&lines).text
}

fn clean(line: &str) -> String {
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let line = if is_nfc(line) { line.to_owned() } else { line.nfc().collect() };
    line.replace(['\u{A0}', '\u{202F}'], " ").replace('\0', "\u{FFFD}")
}

/// The lines as one text, without blank lines at its ends and with at most one blank line in a row. Quoted lines become
/// quotations.
fn joined(lines: &[Line]) -> Words {
    let mut words = Words::default();
    let mut blank = false;
    for line in lines {
        let text = line.text.trim_end();
        if text.is_empty() {
            blank = true;
            continue;
        }
        if !words.text.is_empty() {
            words.text.push('\n');
            if blank {
                words.text.push('\n');
            }
        }
        let start = words.text.len();
        words.text.push_str(text);
        if line.is_quoted {
            let span = Span::new(start, words.text.len());
            match words.quotes.last_mut().filter(|last| last.span.end + 1 + usize::from(blank) >= start) {
                Some(last) => last.span.end = span.end,
                None => words.quotes.push(Quote { span, to: None }),
            }
        }
        blank = false;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, is_html: bool) -> Words {
        words(&[Text { text: text.to_owned(), is_html, is_flowed: false, drops_space: false }], true).0
    }

    pub(super) fn plain(text: &str) -> Words {
        of(text, false)
    }

    pub(super) fn html(text: &str) -> Words {
        of(text, true)
    }

    pub(super) fn parts(words: &Words) -> Vec<&str> {
        words.quotes.iter().map(|quote| quote.span.of(&words.text)).collect()
    }

    /// The author's own words.
    pub(super) fn own(words: &Words) -> String {
        let mut own = String::new();
        let mut at = 0;
        for quote in &words.quotes {
            own.push_str(&words.text[at..quote.span.start]);
            at = quote.span.end;
        }
        own.push_str(&words.text[at..]);
        own.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
    }
}
