//! What a program made of a page, as the text that a browser would have copied: Markdown without its signs, print-outs
//! without their page numbers, and no numbers of links.
//!
//! In comes the decoded source. Out comes the same text with every line's place in the source, or nothing where there is
//! nothing to do, as for nearly all pastes.

mod links;
mod markdown;
mod print;

use super::line::{Line, lines};
use crate::span::Span;

/// A text made from a source, line by line.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The text.
    pub text: String,
    /// For each of its lines, its bytes and its first line in the source.
    pub origins: Vec<(Span, usize)>,
}

impl Rendered {
    /// Adds a line that begins at a byte of the source and ends before another.
    fn push(&mut self, line: &str, span: Span, number: usize) {
        if !self.origins.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.origins.push((span, number));
    }

    /// Its lines that hold something, with their places in the source.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = lines(&self.text);
        for line in &mut lines {
            if let Some((span, number)) = line.number.checked_sub(1).and_then(|at| self.origins.get(at)) {
                (line.origin, line.number) = (*span, *number);
            }
        }
        lines
    }
}

/// The text that a browser would have copied; `None` if the source is that already.
pub fn render(source: &str) -> Option<Rendered> {
    if markdown::is_markdown(source) {
        return Some(markdown::render(source));
    }
    if let Some(last) = links::last(source) {
        return Some(links::render(source, last));
    }
    print::render(source)
}
