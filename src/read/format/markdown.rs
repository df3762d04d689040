//! Texts as Reddit and its archives keep them: Markdown, escaped or not → plain text with its quotations marked.
//!
//! The marks of Markdown stay: they are what people typed. Reddit's interface escapes `&`, `<` and `>` in every text unless
//! it is asked not to (`raw_json=1`), and archives keep what they were given. Whether a text is escaped is told by what
//! stands beside it: its HTML, which begins with `<` or with `&lt;`; else by the text, which cannot hold a bare `<`, `>`
//! or `&` if it is escaped. Then each of the three is unescaped, once.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::read::markup::Words;
use crate::span::Span;
use crate::thread::{Mark, Quote};

/// What the HTML beside a text says: `Some(true)` where texts are escaped.
pub fn escaped_by_html(html: &str) -> Option<bool> {
    let html = html.trim_start();
    if html.starts_with("&lt;") { Some(true) } else { html.starts_with('<').then_some(false) }
}

/// What a text itself says: `Some(false)` where it holds a character that would have been escaped, `Some(true)` where it
/// holds one that was, `None` where it holds neither.
pub fn escaped_by_text(text: &str) -> Option<bool> {
    // Looking for one character at a time is much faster than for any of three.
    if text.contains('<') || text.contains('>') {
        return Some(false);
    }
    let mut found = None;
    for (at, _) in text.match_indices('&') {
        if entity(text.get(at..).unwrap_or_default()).is_none() {
            return Some(false);
        }
        found = Some(true);
    }
    found
}

/// The escaped character that a text begins with, and the length of its escape.
fn entity(text: &str) -> Option<(char, usize)> {
    [("&gt;", '>'), ("&lt;", '<'), ("&amp;", '&')]
        .into_iter()
        .find(|(escape, _)| text.starts_with(escape))
        .map(|(escape, char)| (char, escape.len()))
}

/// The text with `&gt;`, `&lt;` and `&amp;` unescaped, once, and nothing else.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let (char, length) = entity(after).unwrap_or(('&', 1));
        out.push(char);
        rest = after.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A text as it is kept: unescaped where it is escaped, line ends `\n`, no NUL, NFC, no white space at its ends.
pub fn plain(text: &str, is_escaped: bool) -> String {
    let text = if is_escaped { unescape(text) } else { Cow::Borrowed(text) };
    let text = if text.contains('\r') || text.contains('\0') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{FFFD}"))
    } else {
        text
    };
    let text = text.trim();
    if text.is_ascii() || is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// A text as it is kept, with its quotations.
pub fn words(text: &str, is_escaped: bool) -> Words {
    let text = plain(text, is_escaped);
    Words { quotes: quotes(&text), text }
}

/// Paragraphs that begin with `>` repeat somebody else; a run of such lines is one quotation. `>!` begins a spoiler, which
/// is the author's own, and what is fenced or set four spaces in is code.
pub fn quotes(text: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    if !text.contains('>') {
        return quotes;
    }
    let (mut start, mut open, mut fenced) = (0, false, false);
    for line in text.split('\n') {
        let end = start + line.len();
        let bare = line.trim_start_matches(' ');
        fenced ^= bare.starts_with("```");
        let is_quote = !fenced && line.len() - bare.len() < 4 && bare.starts_with('>') && !bare.starts_with(">!");
        if is_quote {
            match quotes.last_mut() {
                Some(last) if open => last.span.end = end,
                _ => quotes.push(Quote { span: Span::new(start, end), to: None }),
            }
        }
        open = is_quote;
        start = end + 1;
    }
    quotes
}

/// Whether a text only says that there was one: `Some` with the mark, where somebody else than its author took it away.
pub fn gone(text: &str) -> Option<Option<Mark>> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    // The longest of them names a copyright notice, in 60 bytes.
    if inner.len() > 80 {
        return None;
    }
    let inner = inner.to_ascii_lowercase();
    match inner.as_str() {
        "deleted" | "deleted by user" | "unavailable" => Some(None),
        _ if inner == "removed" || inner.starts_with("removed by ") => Some(Some(Mark::Removed)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_characters_are_unescaped_once() {
        assert_eq!(
            unescape("a &amp;gt; b &gt; c &lt;3 &amp;#x200B; &nbsp; AT&T"),
            "a &gt; b > c <3 &#x200B; &nbsp; AT&T"
        );
        assert_eq!(unescape("plain"), "plain");
    }

    #[test]
    fn a_text_tells_whether_it_is_escaped() {
        for (text, told) in [
            ("&gt; quoted", Some(true)),
            ("> quoted", Some(false)),
            ("R&D", Some(false)),
            ("R&amp;D", Some(true)),
            ("write &amp; as it is, <b>", Some(false)),
            ("nothing", None),
        ] {
            assert_eq!(escaped_by_text(text), told, "{text}");
        }
        assert_eq!(escaped_by_html("\n&lt;div class=\"md\"&gt;"), Some(true));
        assert_eq!(escaped_by_html("<!-- SC_OFF -->"), Some(false));
        assert_eq!(escaped_by_html(""), None);
    }

    #[test]
    fn quotations_are_neither_spoilers_nor_code() {
        let said = words(
            "&gt; one\r\n&gt; two\n\nno\n&gt;!spoiler!&lt;\n    &gt; code\n```\n&gt; code\n```\n   &gt;three ",
            true,
        );
        let quoted: Vec<_> = said.quotes.iter().map(|quote| quote.span.of(&said.text)).collect();
        assert_eq!(quoted, ["> one\n> two", "   >three"]);
    }

    #[test]
    fn what_is_gone_is_told_from_what_is_said() {
        assert_eq!(gone("[deleted]"), Some(None));
        assert_eq!(gone(" [removed]"), Some(Some(Mark::Removed)));
        assert_eq!(gone("[ Removed by Reddit ]"), Some(Some(Mark::Removed)));
        for text in ["[removed] by me", "deleted", "[link]", "", "[]"] {
            assert_eq!(gone(text), None, "{text}");
        }
    }
}
