//! The text of a document → its values, keys and punctuation, one after another.

use super::node::Kind;
use crate::span::Span;

/// A cursor in a document. It checks only the structure. The content of strings and numbers is checked on access,
/// because dumps contain control characters and unpaired surrogates, for which strict parsers (`serde_json`, `jiter`)
/// refuse the whole document.
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) offset: usize,
}

impl Scan<'_> {
    fn peek(&mut self) -> Option<u8> {
        let remaining = self.text.as_bytes().get(self.offset..)?;
        self.offset += remaining.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r')).count();
        self.text.as_bytes().get(self.offset).copied()
    }

    /// Skips white space, and then this byte if it comes next. Returns whether it did.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.offset += usize::from(is_next);
        is_next
    }

    /// A scalar, or the opening bracket of a list or an object.
    pub(super) fn value(&mut self) -> Option<(Kind, Span)> {
        let byte = self.peek()?;
        let start = self.offset;
        let kind = match byte {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'"' => return self.string().map(|span| (Kind::String, span)),
            _ => {
                let remaining = self.text.get(start..)?;
                let length =
                    remaining.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
                self.offset += length;
                let span = Span::new(start, self.offset);
                return match span.of(self.text) {
                    "true" => Some((Kind::Bool(true), span)),
                    "false" => Some((Kind::Bool(false), span)),
                    "null" => Some((Kind::Null, span)),
                    // Python writes `NaN` and `Infinity`, which count as numbers here.
                    word => word.parse::<f64>().is_ok().then_some((Kind::Number, span)),
                };
            }
        };
        self.offset += 1;
        Some((kind, Span::new(start, self.offset)))
    }

    /// The raw content of a string, without its quotes.
    fn string(&mut self) -> Option<Span> {
        let start = self.offset + 1;
        let mut offset = start;
        let bytes = self.text.as_bytes();
        loop {
            offset += bytes.get(offset..)?.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            if bytes.get(offset) == Some(&b'"') {
                self.offset = offset + 1;
                return Some(Span::new(start, offset));
            }
            // A backslash escapes the next byte.
            offset += 2;
        }
    }

    /// The raw key of a member; skips its colon too.
    pub(super) fn key(&mut self) -> Option<Span> {
        (self.peek()? == b'"').then_some(())?;
        let key = self.string()?;
        self.take(b':').then_some(key)
    }
}
