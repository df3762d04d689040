//! The lines of a source, with their place and with nothing taken away but marks that show nothing.

use crate::read::format::moment::is_space;
use crate::span::Span;

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read::format) struct Line<'t> {
    /// Its text without white space and invisible marks at its ends.
    pub text: &'t str,
    /// The bytes of that text in the source.
    pub span: Span,
    /// Its number in the source, from 1.
    pub number: usize,
    /// How many bytes of white space precede it.
    pub indent: usize,
}

impl Line<'_> {
    /// Whether it shows nothing.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// All lines of a text, blank ones too.
pub(in crate::read::format) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split('\n').enumerate().map(move |(index, line)| {
        let unindented = line.trim_start_matches(is_space);
        let indent = line.len() - unindented.len();
        let text = unindented.trim_end_matches(is_space);
        let from = start + indent;
        start += line.len() + 1;
        Line { text, span: Span::new(from, from + text.len()), number: index + 1, indent }
    })
}
