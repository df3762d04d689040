//! A place in a text that moves over what it reads. Every step looks at a bounded number of characters.

/// A text and a byte offset in it, always on a character boundary.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    offset: usize,
}

/// Most digits of one number of a date or time; longer ones are ids.
const DIGITS: usize = 9;

/// Longest word of a date, in bytes. Month names in any script are shorter.
const WORD_BYTES: usize = 40;

impl<'t> Cursor<'t> {
    /// The beginning of a text.
    pub(super) fn new(text: &'t str) -> Self {
        Cursor { text, offset: 0 }
    }

    /// How many bytes it has passed.
    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// The text that is still to be read.
    pub(super) fn remaining(&self) -> &'t str {
        self.text.get(self.offset..).unwrap_or("")
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.remaining().chars().next()
    }

    /// Passes the next character if it is this one.
    pub(super) fn eat(&mut self, wanted: char) -> bool {
        self.eat_if(|c| c == wanted).is_some()
    }

    /// Passes the next character if it passes a test.
    pub(super) fn eat_if(&mut self, test: impl Fn(char) -> bool) -> Option<char> {
        let next = self.peek().filter(|c| test(*c))?;
        self.offset += next.len_utf8();
        Some(next)
    }

    /// Passes this text if it comes next, in any ASCII case.
    pub(super) fn eat_text(&mut self, wanted: &str) -> bool {
        let holds = self.remaining().get(..wanted.len()).is_some_and(|next| next.eq_ignore_ascii_case(wanted));
        if holds {
            self.offset += wanted.len();
        }
        holds
    }

    /// Passes white space and marks that show nothing. Whether there was any.
    pub(super) fn spaces(&mut self) -> bool {
        let start = self.offset;
        while self.eat_if(is_space).is_some() {}
        self.offset > start
    }

    /// Passes a number and gives its value and how many digits it has.
    pub(super) fn number(&mut self) -> Option<(u32, usize)> {
        let mut cursor = *self;
        let (mut value, mut width) = (0_u32, 0_usize);
        while let Some(digit) = cursor.peek().and_then(digit) {
            width += 1;
            if width > DIGITS {
                return None;
            }
            value = value * 10 + digit;
            cursor.eat_if(|_| true);
        }
        if width == 0 {
            return None;
        }
        *self = cursor;
        Some((value, width))
    }

    /// The letters that come next, which may hold a mark as in `févr.` only at their end; the mark is not part of them.
    pub(super) fn word(&self) -> &'t str {
        let remaining = self.remaining();
        let end = remaining.find(|c: char| !c.is_alphabetic()).unwrap_or(remaining.len());
        remaining.get(..end).filter(|word| word.len() <= WORD_BYTES).unwrap_or("")
    }

    /// Passes a number of bytes, which must end on a character boundary.
    pub(super) fn pass(&mut self, bytes: usize) {
        let end = self.offset + bytes;
        if self.text.is_char_boundary(end) {
            self.offset = end;
        }
    }
}

/// White space of any width, and the marks of direction that messengers put around dates and names.
pub(in crate::read) fn is_space(c: char) -> bool {
    c.is_whitespace() || is_mark(c)
}

/// A mark that shows nothing: direction, isolation, joining, a byte order mark.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The value of a digit: of ours, and of the Arabic, Persian, Indian and wide digits that messengers write.
fn digit(c: char) -> Option<u32> {
    let zeros = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}'];
    zeros.into_iter().find_map(|zero| (c as u32).checked_sub(zero as u32).filter(|digit| *digit < 10))
}
