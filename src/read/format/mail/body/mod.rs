//! The text of a message → what its author wrote, with repeated text marked as quotations.
//!
//! In comes decoded text, plain or HTML; out come [`Words`]. Lines that begin with `>`, the line before them that says
//! who wrote them, and whole messages below *Original Message* are quotations. Signatures, PGP seals and footers of
//! mailing lists are left out. Lines that a program wrapped are joined again, so that a sentence is on one line.

mod furniture;
mod plain;
mod repeated;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use self::furniture::without_furniture;
use self::plain::of_plain;
use self::repeated::{mark_attributions, mark_forwarded};
use super::mime::Text;
use crate::read::markup::{Element, Lines, Treat, Words, fragment_with, plainly};
use crate::span::Span;
use crate::thread::Quote;

/// A line of the message.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    text: String,
    is_quoted: bool,
}

/// What the author wrote in the texts of a message. `boxed` says that it comes from a mailbox, where lines that begin
/// with *From* are escaped.
pub(super) fn words(texts: &[Text], boxed: bool) -> Words {
    let mut lines: Vec<Line> = Vec::new();
    for text in texts {
        if text.is_html {
            lines.extend(of_html(&text.text));
        } else {
            lines.extend(of_plain(text, boxed));
        }
        lines.push(Line { text: String::new(), is_quoted: false });
    }
    mark_attributions(&mut lines);
    mark_forwarded(&mut lines);
    joined(&without_furniture(lines))
}

/// Plain text in the form that all readers produce: lines without white space at their ends, at most one blank line in
/// a row, no-break spaces as spaces, Unicode in NFC.
pub(in crate::read::format) fn tidy(text: &str) -> String {
    let lines: Vec<Line> = text.lines().map(|line| Line { text: clean(line), is_quoted: false }).collect();
    joined(&lines).text
}

fn clean(line: &str) -> String {
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let line = if is_nfc(line) { line.to_owned() } else { line.nfc().collect() };
    line.replace(['\u{A0}', '\u{202F}'], " ").replace('\0', "\u{FFFD}")
}

fn of_html(markup: &str) -> Vec<Line> {
    let words = fragment_with(markup, Lines::Joined, treat);
    let mut at = 0;
    let mut quotes = words.quotes.iter().peekable();
    let mut lines = Vec::new();
    for line in words.text.split('\n') {
        while quotes.next_if(|quote| quote.span.end <= at).is_some() {}
        let is_quoted = quotes.peek().is_some_and(|quote| quote.span.start <= at) && !line.is_empty();
        lines.push(Line { text: line.to_owned(), is_quoted: is_quoted || line.starts_with('>') });
        at += line.len() + 1;
    }
    lines
}

/// How mail programs mark quotations and signatures in HTML.
fn treat(element: Element<'_>) -> Treat {
    const QUOTES: [&str; 5] = ["gmail_quote", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote"];
    const SIGNATURES: [&str; 3] = ["gmail_signature", "moz-signature", "protonmail_signature_block"];
    if element.classes().any(|class| QUOTES.contains(&class)) {
        return Treat::Quote(None);
    }
    if element.classes().any(|class| SIGNATURES.contains(&class)) || element.name() == "style" {
        return Treat::Skip;
    }
    plainly(element)
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

    pub(super) fn plain(text: &str) -> Words {
        words(&[Text { text: text.to_owned(), is_html: false, is_flowed: false, drops_space: false }], true)
    }

    pub(super) fn parts(words: &Words) -> Vec<&str> {
        words.quotes.iter().map(|quote| quote.span.of(&words.text)).collect()
    }

    #[test]
    fn html_is_read_with_its_quotations() {
        let text = "<div>No.</div><div class=gmail_quote><div class=gmail_attr>On Monday, A wrote:</div><blockquote>yes</blockquote></div><div class=gmail_signature>B</div>";
        let words = words(&[Text { text: text.into(), is_html: true, is_flowed: false, drops_space: false }], true);
        assert_eq!(
            (words.text.as_str(), parts(&words)),
            ("No.\nOn Monday, A wrote:\nyes", vec!["On Monday, A wrote:\nyes"])
        );
    }
}
