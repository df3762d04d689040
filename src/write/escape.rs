//! All escaping of the program: one function per format.
//!
//! [`crate::layout::clean`] decides how control characters are shown. These functions replace the characters that a
//! format would read as syntax.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::layout::clean;
use crate::layout::clean::head;

/// Adds a text as XML character data, or as the value of a quoted attribute, for people who look at it. The result is
/// well-formed for any text: characters that XML 1.0 forbids are dropped, and line ends become spaces.
pub fn push_xml(out: &mut String, text: &str) {
    push_escaped(out, text, |character| match character {
        '&' => Escaped::Entity("&amp;"),
        '<' => Escaped::Entity("&lt;"),
        '>' => Escaped::Entity("&gt;"),
        '"' => Escaped::Entity("&quot;"),
        '\'' => Escaped::Entity("&#39;"),
        _ if clean::shown(character) == clean::Shown::Same => Escaped::Same,
        _ => Escaped::Shown,
    });
}

/// Adds a text as XML data that a program reads back. Everything that XML 1.0 can hold is kept, including line ends;
/// control characters are dropped. For pictures see [`push_xml`].
pub fn push_xml_data(out: &mut String, text: &str) {
    push_escaped(out, text, |character| match character {
        '&' => Escaped::Entity("&amp;"),
        '<' => Escaped::Entity("&lt;"),
        '>' => Escaped::Entity("&gt;"),
        '"' => Escaped::Entity("&quot;"),
        // A reader of XML turns these into a line end or a space, unless they are character references.
        '\t' => Escaped::Entity("&#9;"),
        '\n' => Escaped::Entity("&#10;"),
        '\r' => Escaped::Entity("&#13;"),
        _ if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => Escaped::Entity(""),
        _ => Escaped::Same,
    });
}

/// How one character is written in XML.
#[derive(PartialEq)]
enum Escaped {
    /// As it is.
    Same,
    /// As these characters.
    Entity(&'static str),
    /// As [`clean::push`] shows it.
    Shown,
}

/// Adds a text and replaces the characters that `escaped` names. Runs of other characters are copied whole.
fn push_escaped(out: &mut String, text: &str, escaped: impl Fn(char) -> Escaped) {
    let mut remaining = text;
    while let Some(index) = remaining.find(|character| escaped(character) != Escaped::Same) {
        let (run, from) = remaining.split_at_checked(index).unwrap_or((remaining, ""));
        out.push_str(run);
        let mut characters = from.chars();
        if let Some(character) = characters.next() {
            match escaped(character) {
                Escaped::Entity(entity) => out.push_str(entity),
                Escaped::Same | Escaped::Shown => clean::push(out, character),
            }
        }
        remaining = characters.as_str();
    }
    out.push_str(remaining);
}

/// A text as the inside of a quoted DOT string, on one line and cut to `most` bytes.
///
/// Backslashes and quotation marks get a backslash. Graphviz reads entities in labels, so an ampersand becomes one. The
/// text cannot form an escape of Graphviz (`\N`, `\G`, `\l`, …).
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

/// A text as one line for a terminal, without escape sequences, control characters and changes of direction.
pub fn terminal(text: &str) -> String {
    clean::line(text)
}

/// A label as a class name. ASCII letters, digits and `-` stay; every other character becomes its code point in
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

/// A text as the inside of a quoted label of Mermaid, on one line.
///
/// Mermaid writes entities as `#35;` and finds no syntax in them: not its own, no Markdown, no HTML, no icons and no
/// formulas. So all punctuation that can begin syntax becomes an entity. Other punctuation stays, because every entity
/// counts against the limit of the format.
pub fn mermaid(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    // Mermaid looks for icons (`fa:fa-car`), formulas and its own marks for entities after it has decoded entities. An
    // invisible joiner inside them prevents that.
    let mut shown = clean::line(text);
    for (sign, parts) in [(":fa-", ":\u{2060}fa-"), ("$$", "$\u{2060}$"), ("ﬂ°", "ﬂ\u{2060}°"), ("¶ß", "¶\u{2060}ß")]
    {
        // Twice, because three signs are two overlapping pairs.
        shown = shown.replace(sign, parts).replace(sign, parts);
    }
    let mut chars = shown.chars().peekable();
    let mut last = ' ';
    while let Some(character) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let plain = match character {
            ',' | '?' | '!' | '(' | '\'' | ' ' => true,
            // After a digit these begin a list.
            '.' | ')' => !last.is_ascii_digit() && !next.is_alphanumeric(),
            '-' => last.is_alphanumeric() && next.is_alphanumeric(),
            _ => !character.is_ascii() || character.is_ascii_alphanumeric(),
        };
        match character {
            _ if plain => out.push(character),
            '"' => out.push_str("#quot;"),
            '&' => out.push_str("#amp;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "#{};", u32::from(character));
            }
        }
        last = character;
    }
    out
}

/// A text as one line of Markdown that stays text, at the beginning of a line and within one, in `CommonMark` and in
/// the dialects of GitHub, GitLab and Obsidian.
///
/// Markdown syntax gets a backslash, and HTML becomes entities. Renderers turn addresses, `www.` and `@names` into
/// links even after a backslash, so these get an invisible joiner (U+2060). Runs of spaces of any kind become one
/// space.
pub fn markdown(text: &str) -> String {
    let shown = clean::line(text);
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(shown.len() + shown.len() / 8);
    let digits = shown.len() - shown.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut last = ' ';
    for (at, character) in shown.char_indices() {
        let rest = shown.get(at + character.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next().unwrap_or(' ');
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' | '{' | '}' | '#' => {
                out.extend(['\\', character]);
            }
            // Rules, lists and underlines of headings. In Obsidian, `==` marks words and `%%` comments.
            '-' | '+' if at == 0 => out.extend(['\\', character]),
            '=' | '%' if at == 0 || next == character || last == character => out.extend(['\\', character]),
            '.' | ')' if at == digits && at > 0 => out.extend(['\\', character]),
            '.' if before_www(&out) => out.push_str("\u{2060}."),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            ':' if rest.starts_with("//") => out.push_str(":\u{2060}"),
            '@' => out.push_str("@\u{2060}"),
            _ => out.push(character),
        }
        last = character;
    }
    out
}

/// Whether the last three letters are `www`.
fn before_www(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// A cell that no spreadsheet reads as a formula (CWE-1236): an apostrophe precedes a sign that could begin one. Some
/// programs skip spaces and accept full-width signs, so both are covered.
pub fn cell(cell: Cow<'_, str>) -> Cow<'_, str> {
    let starts = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if starts(&cell) || starts(cell.trim_start()) { Cow::Owned(format!("'{cell}")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_has_no_markup_and_no_forbidden_character() {
        let mut out = String::new();
        push_xml(&mut out, "<a b=\"c\">&'\u{0}\u{1b}\u{ffff}\u{202e}\n");
        assert_eq!(out, "&lt;a b=&quot;c&quot;&gt;&amp;&#39;⟨U+202E⟩ ");
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

    #[test]
    fn mermaid_reads_nothing_into_a_label() {
        assert_eq!(
            mermaid("\"`**x**`\"<b>&]{%%end;"),
            "#quot;#96;#42;#42;x#42;#42;#96;#quot;#lt;b#gt;#amp;#93;#123;#37;#37;end#59;"
        );
        assert_eq!(mermaid("1. un\n- deux peut-être. www.x"), "1#46; un #45; deux peut-être. www#46;x");
        assert_eq!(
            mermaid("ﬂ°°60¶ß $$x$$ fa:fa-car 20 °"),
            "ﬂ\u{2060}°°60¶\u{2060}ß #36;\u{2060}#36;x#36;\u{2060}#36; fa#58;\u{2060}fa-car 20 °"
        );
    }

    #[test]
    fn markdown_stays_text() {
        assert_eq!(markdown("# a *b* [c](d) <e> &f;"), "\\# a \\*b\\* \\[c\\](d) &lt;e&gt; &amp;f;");
        assert_eq!(markdown("12. a\n- b"), "12\\. a - b");
        assert_eq!(markdown("www.a.b https://c d@e"), "www\u{2060}.a.b https:\u{2060}//c d@\u{2060}e");
        assert_eq!(markdown("=== 1=2 50 % %%"), "\\=\\=\\= 1=2 50 % \\%\\%");
    }

    #[test]
    fn xml_data_comes_back_as_it_was() {
        let mut out = String::new();
        push_xml_data(&mut out, "a\n\tb\r\u{0}\u{1b}\u{202e}\u{ffff}<&\">");
        assert_eq!(out, "a&#10;&#9;b&#13;\u{202e}&lt;&amp;&quot;&gt;");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1"] {
            assert!(cell(text.into()).starts_with('\''), "{text:?}");
        }
        for text in ["", "c1", "'quoted'", "a=b", "1-2", "…"] {
            assert_eq!(cell(text.into()), text);
        }
    }
}
