//! Texts of Reddit and its archives: Markdown, escaped or not → plain text with its quotations marked.
//!
//! The markup of Markdown stays, since it is what authors typed. Reddit's API escapes `&`, `<` and `>` in every text
//! unless the request says otherwise (`raw_json=1`), and archives keep what they got. Whether a text is escaped follows
//! from its HTML version, if there is one: it begins with `<` or with `&lt;`. Otherwise from the text itself: an
//! escaped text has no bare `<`, `>` or `&`. Each of the three characters is unescaped once.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::read::markup::Words;
use crate::span::Span;
use crate::thread::{Mark, Quote};

/// Whether texts are escaped, as the HTML version of one shows; `None` if it does not show it.
pub fn escaped_by_html(html: &str) -> Option<bool> {
    let html = html.trim_start();
    if html.starts_with("&lt;") { Some(true) } else { html.starts_with('<').then_some(false) }
}

/// Whether a text is escaped: `Some(false)` if it has a character that would have been escaped, `Some(true)` if it has
/// an escape, `None` if it has neither.
pub fn escaped_by_text(text: &str) -> Option<bool> {
    // Searching for one character at a time is much faster than for any of three.
    if text.contains('<') || text.contains('>') {
        return Some(false);
    }
    let mut is_escaped = None;
    for (start, _) in text.match_indices('&') {
        if entity(text.get(start..).unwrap_or_default()).is_none() {
            return Some(false);
        }
        is_escaped = Some(true);
    }
    is_escaped
}

/// The escaped character at the beginning of a text, and the length of its escape.
fn entity(text: &str) -> Option<(char, usize)> {
    [("&gt;", '>'), ("&lt;", '<'), ("&amp;", '&')]
        .into_iter()
        .find(|(escape, _)| text.starts_with(escape))
        .map(|(escape, char)| (char, escape.len()))
}

/// The text with `&gt;`, `&lt;` and `&amp;` unescaped once, and nothing else.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut remaining = text;
    while let Some(start) = remaining.find('&') {
        let (before, after) = remaining.split_at(start);
        out.push_str(before);
        let (char, length) = entity(after).unwrap_or(('&', 1));
        out.push(char);
        remaining = after.get(length..).unwrap_or_default();
    }
    out.push_str(remaining);
    Cow::Owned(out)
}

/// A text in normal form: unescaped if it was escaped, `\n` as line end, no NUL, Unicode NFC, trimmed.
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

/// A text in normal form, with its quotations.
pub fn words(text: &str, is_escaped: bool) -> Words {
    let text = plain(text, is_escaped);
    Words { quotes: quotes(&text), text }
}

/// The quotations of a text: runs of lines that begin with `>`. `>!` begins a spoiler, which is the author's own text,
/// and fenced or indented lines are code.
pub fn quotes(text: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    if !text.contains('>') {
        return quotes;
    }
    let (mut start, mut follows_quote, mut in_code) = (0, false, false);
    for line in text.split('\n') {
        let end = start + line.len();
        let unindented = line.trim_start_matches(' ');
        in_code ^= unindented.starts_with("```");
        let indent = line.len() - unindented.len();
        let is_quote = !in_code && indent < 4 && unindented.starts_with('>') && !unindented.starts_with(">!");
        if is_quote {
            match quotes.last_mut() {
                Some(last) if follows_quote => last.span.end = end,
                _ => quotes.push(Quote { span: Span::new(start, end), to: None }),
            }
        }
        follows_quote = is_quote;
        start = end + 1;
    }
    quotes
}

/// Whether a text is only a placeholder for a deleted one. The inner value is the mark, if somebody other than the
/// author removed it.
pub fn gone(text: &str) -> Option<Option<Mark>> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    // The longest known placeholder is a copyright notice of 60 bytes.
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
    fn a_text_shows_whether_it_is_escaped() {
        for (text, expected) in [
            ("&gt; quoted", Some(true)),
            ("> quoted", Some(false)),
            ("R&D", Some(false)),
            ("R&amp;D", Some(true)),
            ("write &amp; as it is, <b>", Some(false)),
            ("nothing", None),
        ] {
            assert_eq!(escaped_by_text(text), expected, "{text}");
        }
        assert_eq!(escaped_by_html("\n&lt;div class=\"md\"&gt;"), Some(true));
        assert_eq!(escaped_by_html("<!-- SC_OFF -->"), Some(false));
        assert_eq!(escaped_by_html(""), None);
    }

    #[test]
    fn spoilers_and_code_are_not_quotations() {
        let words = words(
            "&gt; one\r\n&gt; two\n\nno\n&gt;!spoiler!&lt;\n    &gt; code\n```\n&gt; code\n```\n   &gt;three ",
            true,
        );
        let quoted: Vec<_> = words.quotes.iter().map(|quote| quote.span.of(&words.text)).collect();
        assert_eq!(quoted, ["> one\n> two", "   >three"]);
    }

    #[test]
    fn placeholders_are_recognised() {
        assert_eq!(gone("[deleted]"), Some(None));
        assert_eq!(gone(" [removed]"), Some(Some(Mark::Removed)));
        assert_eq!(gone("[ Removed by Reddit ]"), Some(Some(Mark::Removed)));
        for text in ["[removed] by me", "deleted", "[link]", "", "[]"] {
            assert_eq!(gone(text), None, "{text}");
        }
    }
}
