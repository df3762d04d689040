//! The body of a comment: HTML, plain text or Markdown as an API gives it → [`Words`] with their quotations.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::read::markup::{Lines, Words, fragment};
use crate::span::Span;
use crate::thread::Quote;

/// The words of a fragment of HTML.
pub fn html(markup: &str) -> Words {
    fragment(&normalized(markup), Lines::Joined)
}

/// The words of plain text, in Unicode NFC. Lines that begin with `>` are quotations, as in mail.
pub fn plain(text: &str) -> Words {
    let text = normalized(text);
    let text: String = if is_nfc(&text) { text.into_owned() } else { text.nfc().collect() };
    let text = text.trim().to_owned();
    let quotes = quoted_lines(&text);
    Words { text, quotes }
}

/// The words of a text in Markdown. The markup stays as the author wrote it, except HTML comments (`<!-- … -->`), which
/// templates of forges leave behind and no reader sees. Quotations are marked, except in code.
pub fn markdown(text: &str) -> Words {
    let mut visible = String::with_capacity(text.len());
    let mut remaining = text;
    while let Some((before, after)) = remaining.split_once("<!--") {
        let Some((_, behind)) = after.split_once("-->") else { break };
        visible.push_str(before);
        remaining = behind;
    }
    visible.push_str(remaining);
    plain(&visible)
}

/// A text with `\n` as its only line end and without NUL. The decoder does this for a whole source, but JSON writes
/// both as escapes, so they first appear here.
pub fn normalized(text: &str) -> Cow<'_, str> {
    if text.contains(['\r', '\0']) {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Runs of lines that begin with `>`. Fenced code is skipped: there `>` is a prompt.
fn quoted_lines(text: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let (mut start, mut follows_quote, mut in_code) = (0, false, false);
    for line in text.split('\n') {
        let end = start + line.len();
        let unindented = line.trim_start();
        in_code ^= unindented.starts_with("```") || unindented.starts_with("~~~");
        let is_quoted = !in_code && unindented.starts_with('>');
        match quotes.last_mut() {
            Some(last) if is_quoted && follows_quote => last.span.end = end,
            _ if is_quoted => quotes.push(Quote { span: Span::new(start, end), to: None }),
            _ => {}
        }
        follows_quote = is_quoted;
        start = end + 1;
    }
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_keeps_everything_but_html_comments() {
        let words =
            markdown("<!-- bug\r\ntemplate -->a **b**\r\n> one\r\n> two\r\n\r\n```\n> ls\n```\n<!-- open\n  > three");
        assert_eq!(words.text, "a **b**\n> one\n> two\n\n```\n> ls\n```\n<!-- open\n  > three");
        let quoted: Vec<_> = words.quotes.iter().map(|quote| quote.span.of(&words.text)).collect();
        assert_eq!(quoted, ["> one\n> two", "  > three"]);
        assert!(plain("e\u{301}\0").text == "é\u{FFFD}");
    }
}
