//! Offsets into a text as JavaScript counts them: UTF-16 code units.

use crate::span::Span;

/// Converts byte offsets of one text, in any order, to code units. It keeps one checkpoint every [`STEP`] bytes.
pub struct Units<'t> {
    text: &'t str,
    /// Code units before byte `k * STEP`; empty for ASCII, where both counts agree.
    before: Vec<usize>,
}

/// Bytes between checkpoints.
const STEP: usize = 512;

impl<'t> Units<'t> {
    /// Prepares a text; linear in its length.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                before.push(count);
                count += chunk.iter().map(|byte| width(*byte)).sum::<usize>();
            }
        }
        Self { text, before }
    }

    /// Start and end of a span in code units. An offset past the end of the text counts as its end.
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }

    fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / STEP;
        let Some(before) = self.before.get(block).or(self.before.last()) else { return byte };
        let from = block.min(self.before.len() - 1) * STEP;
        let rest = self.text.as_bytes().get(from..byte).unwrap_or_default();
        before + rest.iter().map(|byte| width(*byte)).sum::<usize>()
    }
}

/// Code units that begin with this byte of UTF-8: none for a continuation byte, two for the first of four.
fn width(byte: u8) -> usize {
    match byte {
        0x80..=0xbf => 0,
        0xf0..=0xff => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_javascript() {
        let text = "aé😀–".repeat(300);
        let units = Units::new(&text);
        for (at, _) in text.char_indices() {
            let expected = text[..at].encode_utf16().count();
            assert_eq!(units.of(Span::new(at, text.len() + 9)), (expected, text.encode_utf16().count()));
        }
        assert_eq!(Units::new("plain").of(Span::new(1, 3)), (1, 3));
    }
}
