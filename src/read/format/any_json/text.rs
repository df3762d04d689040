//! Texts of unknown markup → plain text with its quotations.

use crate::read::format::body;
use crate::read::json::Value;
use crate::read::markup::Words;
use crate::read::mojibake;

/// What the texts of a source show about their markup.
#[derive(Debug, Default)]
pub(in crate::read::format) struct Markup {
    /// Texts with escapes or tags of HTML.
    html: usize,
    /// Texts with characters that HTML would have escaped.
    plain: usize,
    /// Texts whose characters are the bytes of UTF-8.
    mangled: usize,
    /// Texts with other characters beyond ASCII.
    intact: usize,
}

/// Tags that people do not type and that APIs put into texts.
const TAGS: [&str; 16] = [
    "</p>",
    "<br",
    "</a>",
    "</div>",
    "</span>",
    "</em>",
    "</strong>",
    "</blockquote>",
    "</li>",
    "</i>",
    "</b>",
    "</code>",
    "</pre>",
    "</h2>",
    "<p>",
    "<img ",
];

/// Escapes of HTML.
const ESCAPES: [&str; 7] = ["&amp;", "&lt;", "&gt;", "&quot;", "&#", "&nbsp;", "&apos;"];

impl Markup {
    /// Takes note of one text.
    pub(in crate::read::format) fn see(&mut self, text: &str) {
        if !text.is_ascii() {
            let is_mangled = mojibake::bytewise(text).is_some();
            self.mangled += usize::from(is_mangled);
            self.intact += usize::from(!is_mangled);
        }
        if !text.contains(['<', '&']) {
            return;
        }
        if has_tags(text) {
            self.html += 1;
        } else if is_bare(text) {
            self.plain += 1;
        } else if ESCAPES.iter().any(|escape| text.contains(escape)) {
            self.html += 1;
        }
    }

    /// A text with its characters repaired, if every character of all texts is a byte of UTF-8.
    pub(in crate::read::format) fn mended(&self, text: String) -> String {
        if self.mangled > 0 && self.intact == 0 { mojibake::bytewise(&text).unwrap_or(text) } else { text }
    }

    /// Whether one of the texts is HTML: it has tags, or it has escapes and no text shows that they are not used.
    pub(in crate::read::format) fn of(&self, text: &str) -> bool {
        has_tags(text) || (self.html > 0 && self.plain == 0 && ESCAPES.iter().any(|escape| text.contains(escape)))
    }
}

pub(in crate::read::format) fn has_tags(text: &str) -> bool {
    text.contains('<') && TAGS.iter().any(|tag| text.contains(tag))
}

/// Whether a text has a character that HTML would have escaped.
fn is_bare(text: &str) -> bool {
    let is_escape = |start: usize| {
        let after = text.get(start..).unwrap_or_default();
        ESCAPES.iter().any(|escape| after.starts_with(escape))
    };
    text.contains('<') || text.match_indices('&').any(|(start, _)| !is_escape(start))
}

/// The words of a text; of HTML without its markup. Lines that begin with `>` are quotations.
pub(in crate::read::format) fn words(text: &str, is_html: bool) -> Words {
    if !is_html {
        return body::plain(text);
    }
    // Texts of a few tags keep their line ends, which HTML would join.
    let is_typed = text.contains('\n') && !text.contains("</p>") && !text.contains("<br");
    let words = if is_typed { body::html(&text.replace('\n', "<br>")) } else { body::html(text) };
    if words.quotes.is_empty() && words.text.contains('>') { body::plain(&words.text) } else { words }
}

/// The text of a list of pieces: strings, and objects with a text.
pub(in crate::read::format) fn rich(list: Value<'_>) -> String {
    let mut text = String::new();
    for item in list.items() {
        text.push_str(&item.str().unwrap_or_else(|| item.text("text")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_texts_together_show_whether_they_are_html() {
        for (texts, expected) in [
            (&["I hope you&#39;re well", "plain"][..], [true, false]),
            (&["write &amp; here", "I <3 R&D"], [false, false]),
            (&["<p>a</p>", "b &amp; c"], [true, true]),
            (&["a < b", "<p>a</p>"], [false, true]),
        ] {
            let mut markup = Markup::default();
            for text in texts {
                markup.see(text);
            }
            let found: Vec<bool> = texts.iter().map(|text| markup.of(text)).collect();
            assert_eq!(found, expected, "{texts:?}");
        }
    }
}
