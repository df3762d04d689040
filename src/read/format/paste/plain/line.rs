//! The lines of a paste, with their place, their indentation and the blank lines above them.

use crate::span::Span;

/// A line that holds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its text without white space at its ends, as bytes of the source.
    pub span: Span,
    /// Its bytes in the source: the same, unless the text was made from it.
    pub origin: Span,
    /// Its number in the source, from 1.
    pub number: usize,
    /// Columns of white space before it; a tab counts 4.
    pub indent: usize,
    /// Blank lines above it.
    pub gap: usize,
}

impl Line {
    /// Its text.
    pub fn of(self, source: &str) -> &str {
        self.span.of(source)
    }
}

/// The lines of a source that hold something.
pub fn lines(source: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut gap = 0;
    for (index, line) in source.split('\n').enumerate() {
        let text = line.trim_matches(is_blank);
        if text.is_empty() {
            gap += 1;
        } else {
            let before = line.len() - line.trim_start_matches(is_blank).len();
            let indent = line.get(..before).unwrap_or("").chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
            let from = start + before;
            let span = Span::new(from, from + text.len());
            lines.push(Line { span, origin: span, number: index + 1, indent, gap });
            gap = 0;
        }
        start += line.len() + 1;
    }
    lines
}

/// White space, and characters that show nothing: a line of them is blank.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_indents_and_gaps() {
        let source = "a\n\n \t b  \n\u{feff}\n\nc";
        let lines = lines(source);
        assert_eq!(lines.iter().map(|line| line.of(source)).collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(
            lines.iter().map(|line| (line.number, line.indent, line.gap)).collect::<Vec<_>>(),
            [(1, 0, 0), (3, 6, 1), (6, 0, 2)]
        );
    }
}
