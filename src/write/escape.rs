//! All escaping of the program, one function a format.
//!
//! What a reader sees of a control character is decided once, in [`crate::layout::clean`]; here is only what each format
//! would otherwise read as its own.

use std::fmt::Write as _;

use crate::layout::clean;
use crate::layout::wrap::head;

/// Adds a text as XML character data or as the value of a quoted attribute. The result is well-formed for any text:
/// characters that XML 1.0 forbids are dropped, line ends are spaces.
pub fn push_xml(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => clean::push(out, character),
        }
    }
}

/// A text as XML character data; see [`push_xml`].
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_xml(&mut out, text);
    out
}

/// A text as the inside of a quoted DOT string, on one line, at most `most` bytes of it.
///
/// The backslash goes first, then the quotation mark; Graphviz reads entities in labels, so the ampersand is one. No
/// escape of Graphviz (`\N`, `\G`, `\l`, …) can be made by the text.
pub fn dot(text: &str, most: usize) -> String {
    let mut out = String::new();
    for (_, cluster) in clean::Clusters::new(text, 0) {
        let before = out.len();
        for character in head(cluster, 64).chars() {
            match character {
                '\\' => out.push_str("\\\\"),
                '"' => out.push_str("\\\""),
                '&' => out.push_str("&amp;"),
                _ => clean::push(&mut out, character),
            }
        }
        if out.len() > most.saturating_sub('…'.len_utf8()) {
            out.truncate(before);
            out.push('…');
            break;
        }
    }
    out
}

/// A text as one line for a terminal: no escape sequence, no control character, nothing that turns the writing.
pub fn terminal(text: &str) -> String {
    clean::line(text)
}

/// A label as a class name: letters, digits, `-` and `_` of ASCII stay, all else becomes its code point in
/// hexadecimal, so that two labels never get the same class.
pub fn class(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for character in head(label, 200).chars() {
        if character.is_ascii_alphanumeric() || character == '-' {
            out.push(character);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "_{:x}_", u32::from(character));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_has_no_markup_and_no_forbidden_character() {
        assert_eq!(xml("<a b=\"c\">&'\u{0}\u{1b}\u{ffff}\u{202e}\n"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;⟨U+202E⟩ ");
    }

    #[test]
    fn dot_has_no_escape_of_the_text() {
        assert_eq!(dot("\"\\<>&\\N{}\\", 99), "\\\"\\\\<>&amp;\\\\N{}\\\\");
        assert_eq!(dot("a\nb\0c\t", 99), "a bc ");
        assert_eq!(dot("\\\\\\\\", 8), "\\\\\\\\…".get(..4).unwrap().to_owned() + "…");
    }

    #[test]
    fn a_class_is_one_word() {
        assert_eq!(class("liberal-economics"), "liberal-economics");
        assert_eq!(class("é \" x"), "_e9__20__22__20_x");
    }
}
