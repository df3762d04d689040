//! The text of a document → its values, keys and marks of punctuation, one after the other.

use super::tree::Kind;
use crate::span::Span;

/// The place up to which a document was read. It looks for structure only: what strings and numbers hold is checked when
/// somebody asks, since dumps have control characters and halves of surrogate pairs in their strings, which strict
/// parsers (`serde_json`, `jiter`) answer by refusing the whole document.
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl Scan<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r')).count();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes past this byte if it is the next.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// A value, or the beginning of a list or object.
    pub(super) fn value(&mut self) -> Option<(Kind, Span)> {
        let byte = self.peek()?;
        let start = self.at;
        let kind = match byte {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'"' => return self.string().map(|span| (Kind::String, span)),
            _ => {
                let rest = self.text.get(start..)?;
                let length =
                    rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
                self.at += length;
                let span = Span::new(start, self.at);
                return match span.of(self.text) {
                    "true" => Some((Kind::Bool(true), span)),
                    "false" => Some((Kind::Bool(false), span)),
                    "null" => Some((Kind::Null, span)),
                    // `NaN` and `Infinity`, as Python writes them, are numbers by type.
                    word => word.parse::<f64>().is_ok().then_some((Kind::Number, span)),
                };
            }
        };
        self.at += 1;
        Some((kind, Span::new(start, self.at)))
    }

    /// The raw content of a string.
    fn string(&mut self) -> Option<Span> {
        let start = self.at + 1;
        let mut at = start;
        let bytes = self.text.as_bytes();
        loop {
            at += bytes.get(at..)?.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            if bytes.get(at) == Some(&b'"') {
                self.at = at + 1;
                return Some(Span::new(start, at));
            }
            at += 2;
        }
    }

    /// The raw key of a member, and its colon.
    pub(super) fn key(&mut self) -> Option<Span> {
        (self.peek()? == b'"').then_some(())?;
        let key = self.string()?;
        self.take(b':').then_some(key)
    }
}
