//! Places in a text. Every tag and every edge refers to the words behind it with a [`Span`].

use std::ops::Range;

/// A half-open range of **bytes** in one text, on character boundaries. Outputs count Unicode scalar values instead;
/// [`Scalars`] converts between the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span of `start..end`. If the end is before the start, the span is empty.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it contains no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` is completely inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both spans.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text of the span; empty if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The span moved `by` bytes further, for a text with this many more bytes at its beginning.
    pub fn shifted(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Converts byte offsets in one text to counts of Unicode scalar values and back. It keeps a checkpoint every `STEP`
/// bytes, so the time does not depend on the length of the text. ASCII texts need no checkpoints.
#[derive(Debug)]
pub struct Scalars<'t> {
    text: &'t str,
    /// The number of scalar values before byte `k * STEP`; empty for ASCII.
    before: Vec<usize>,
}

impl<'t> Scalars<'t> {
    const STEP: usize = 512;

    /// Prepares a text. Linear in its length.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(Self::STEP) {
                before.push(count);
                count += chunk.iter().filter(|byte| is_lead(**byte)).count();
            }
        }
        Self { text, before }
    }

    /// How many scalar values precede this byte. An offset past the end counts the whole text.
    pub fn of_byte(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / Self::STEP;
        let Some(before) = self.before.get(block).or(self.before.last()) else { return byte };
        let from = block.min(self.before.len() - 1) * Self::STEP;
        let partial = self.text.as_bytes().get(from..byte).unwrap_or_default();
        before + partial.iter().filter(|byte| is_lead(**byte)).count()
    }

    /// The start and end of a span, in scalar values.
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.of_byte(span.start), self.of_byte(span.end))
    }

    /// The byte at which scalar value number `scalar` begins, or the length of the text if it has fewer.
    pub fn to_byte(&self, scalar: usize) -> usize {
        if self.before.is_empty() {
            return scalar.min(self.text.len());
        }
        let block = self.before.partition_point(|before| *before <= scalar).saturating_sub(1);
        let mut left = scalar - self.before.get(block).copied().unwrap_or(0);
        let from = block * Self::STEP;
        for (index, byte) in self.text.as_bytes().iter().enumerate().skip(from) {
            if is_lead(*byte) {
                if left == 0 {
                    return index;
                }
                left -= 1;
            }
        }
        self.text.len()
    }
}

/// Whether a byte is the first of a scalar value in UTF-8.
fn is_lead(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_agree_with_counting_characters() {
        let text = "né à l’Été … 🦀 ".repeat(300);
        let scalars = Scalars::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(scalars.of_byte(at), count);
            assert_eq!(scalars.to_byte(count), at);
        }
        assert_eq!(scalars.of_byte(text.len()), text.chars().count());
        assert_eq!(scalars.to_byte(usize::MAX), text.len());
    }
}
