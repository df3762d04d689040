//! Decides what of a text can be shown: splits it into grapheme clusters (what a reader sees as one character) and
//! replaces characters that must not reach a picture or a terminal.

use unicode_segmentation::UnicodeSegmentation;

/// How a character is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As itself.
    Same,
    /// As a space: line ends, tabs and the like.
    Space,
    /// Not at all: control characters, which XML forbids and terminals obey, and invisible marks.
    Nothing,
    /// As its code point in angle brackets: a control that would reverse the text around it, so that nobody is misled.
    Code,
}

/// How a character is shown in every picture, in DOT and on the terminal.
pub fn shown(character: char) -> Shown {
    match character {
        // One comparison decides most characters of most texts.
        ' '..='~' => Shown::Same,
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Shown::Space,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Shown::Code,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{200b}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fdd0}'..='\u{fdef}' => Shown::Nothing,
        // The last two code points of every plane are not characters, and XML forbids the first pair.
        _ if character as u32 & 0xFFFE == 0xFFFE => Shown::Nothing,
        _ => Shown::Same,
    }
}

/// Appends a character as it is shown.
pub fn push(out: &mut String, character: char) {
    match shown(character) {
        Shown::Same => out.push(character),
        Shown::Space => out.push(' '),
        Shown::Nothing => {}
        Shown::Code => {
            out.push_str("⟨U+");
            let code = u32::from(character);
            for shift in [12, 8, 4, 0] {
                out.push(char::from_digit(code >> shift & 0xF, 16).unwrap_or('?').to_ascii_uppercase());
            }
            out.push('⟩');
        }
    }
}

/// A text as it is shown on one line.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        push(&mut out, character);
    }
    out
}

/// Most characters of one cluster that are shown. Any number of marks can be stacked on a letter and would cover the
/// lines above; the longest sequences in use, flags and families, have eleven.
const CLUSTER_CHARS: usize = 12;

/// Appends a cluster as it is shown: any whitespace becomes one space, and at most twelve characters are kept.
pub fn push_cluster(out: &mut String, cluster: &str) {
    for character in cluster.chars().take(CLUSTER_CHARS) {
        if character == '\n' && cluster.starts_with('\r') {
            continue;
        }
        push(out, character);
    }
}

/// The longest beginning of a text that is at most `most` bytes long and ends between characters.
pub fn head(text: &str, most: usize) -> &str {
    (0..4).find_map(|back| text.get(..most.checked_sub(back)?)).unwrap_or(text)
}

/// Longest cluster in bytes; a longer one is split. Otherwise a text of 50 MB of marks would be read whole for one
/// letter.
const CLUSTER_BYTES: usize = 1_024;

/// Iterates over the clusters of a text with the byte where each begins. It is lazy, so that a text of 50 MB costs only
/// what is read of it.
#[derive(Clone, Debug)]
pub struct Clusters<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Clusters<'t> {
    /// The clusters of `text` from byte `at` on.
    pub fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }
}

impl<'t> Iterator for Clusters<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        let rest = self.text.get(at..)?;
        // The most common case: two ASCII characters.
        if let [b' '..=b'~', b' '..=b'~', ..] = rest.as_bytes() {
            self.at += 1;
            return Some((at, rest.get(..1)?));
        }
        let mut chars = rest.chars();
        let first = chars.next()?;
        // Two such characters never join (rule GB999 of UAX 29), so most texts need no table.
        let alone = is_plain(first) && chars.next().is_none_or(is_plain);
        let cluster =
            if alone { rest.get(..first.len_utf8())? } else { head(rest, CLUSTER_BYTES).graphemes(true).next()? };
        self.at += cluster.len();
        Some((at, cluster))
    }
}

/// Whether a character never joins with another such character next to it.
fn is_plain(character: char) -> bool {
    matches!(character, '\0'..='\u{c}' | '\u{e}'..='\u{a8}' | '\u{aa}'..='\u{ad}' | '\u{af}'..='\u{2ff}'
        | '\u{2010}'..='\u{2027}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_those_of_the_standard() {
        for text in ["déjà vu\r\nno\u{303}n ", "👨‍👩‍👧x🇫🇷🇩🇪©️ “a”…", "e\u{301}\u{301}\u{301}", "", "한국어 नमस्ते"]
        {
            let ours: Vec<_> = Clusters::new(text, 0).collect();
            let theirs: Vec<_> = text.grapheme_indices(true).collect();
            assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn controls_are_dropped_or_named() {
        assert_eq!(line("a\u{0}\u{1b}[31mb\u{202e}c\td\u{fffe}"), "a[31mb⟨U+202E⟩c d");
    }
}
