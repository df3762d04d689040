//! The parts of binary property lists that web archives have: dictionaries, lists, strings and data.
//!
//! Every access is checked, and nothing recurses: a damaged or hostile list gives `None`.

/// A binary property list.
pub(super) struct List<'a> {
    bytes: &'a [u8],
    /// Where the offsets of the objects are.
    table: usize,
    /// How many bytes an offset has.
    offset_size: usize,
    /// How many bytes the number of an object has.
    number_size: usize,
    count: usize,
}

/// A value of a [`List`], by the number of its object.
#[derive(Clone, Copy)]
pub(super) struct Value<'l, 'a> {
    list: &'l List<'a>,
    number: usize,
}

/// The first bytes of a list.
pub(super) const MAGIC: &[u8] = b"bplist00";

/// The length of the part at the end of a list that says where everything is.
const TRAILER: usize = 32;

/// Kinds of objects, which are the upper half of their first byte.
const DATA: u8 = 0x4;
const ASCII: u8 = 0x5;
const UTF_16: u8 = 0x6;
const ARRAY: u8 = 0xA;
const DICTIONARY: u8 = 0xD;

impl<'a> List<'a> {
    /// Reads the frame of a list, and returns its outermost value through [`List::root`].
    pub(super) fn of(bytes: &'a [u8]) -> Option<(Self, usize)> {
        bytes.starts_with(MAGIC).then_some(())?;
        let trailer = bytes.get(bytes.len().checked_sub(TRAILER)?..)?;
        let field = |at: usize, size: usize| integer(trailer.get(at..at + size)?);
        let (offset_size, number_size) = (field(6, 1)?, field(7, 1)?);
        let is_size = |size: usize| (1..=8).contains(&size);
        let list = List { bytes, table: field(24, 8)?, offset_size, number_size, count: field(8, 8)?.min(bytes.len()) };
        (is_size(offset_size) && is_size(number_size)).then_some((list, field(16, 8)?))
    }

    /// The value with this number.
    pub(super) fn value(&self, number: usize) -> Value<'_, 'a> {
        Value { list: self, number }
    }

    fn slice(&self, start: usize, length: usize) -> Option<&'a [u8]> {
        self.bytes.get(start..start.checked_add(length)?)
    }

    /// The kind of an object, where its content begins, and its length in the units of its kind.
    fn object(&self, number: usize) -> Option<(u8, usize, usize)> {
        (number < self.count).then_some(())?;
        let place = self.table.checked_add(number.checked_mul(self.offset_size)?)?;
        let at = integer(self.slice(place, self.offset_size)?)?;
        let mark = *self.bytes.get(at)?;
        let (kind, length) = (mark >> 4, usize::from(mark & 0xF));
        if length != 0xF {
            return Some((kind, at + 1, length));
        }
        // A longer length is a separate integer object.
        let size = 1_usize << (self.bytes.get(at + 1)? & 0xF).min(4);
        Some((kind, at + 2 + size, integer(self.slice(at + 2, size)?)?))
    }

    /// The number of an object at a place in a list or dictionary.
    fn number_at(&self, start: usize, index: usize) -> Option<usize> {
        integer(self.slice(start.checked_add(index.checked_mul(self.number_size)?)?, self.number_size)?)
    }
}

impl<'l, 'a> Value<'l, 'a> {
    /// The value of a key, if this is a dictionary that has it.
    pub(super) fn get(self, key: &str) -> Option<Value<'l, 'a>> {
        let (kind, start, length) = self.list.object(self.number)?;
        (kind == DICTIONARY).then_some(())?;
        // A dictionary cannot have more keys than the list has bytes.
        let index = (0..length.min(self.list.bytes.len())).find(|index| {
            let number = self.list.number_at(start, *index);
            number.is_some_and(|number| self.list.value(number).is_word(key))
        })?;
        let number = self.list.number_at(start, length.checked_add(index)?)?;
        Some(self.list.value(number))
    }

    fn is_word(self, word: &str) -> bool {
        let object = self.list.object(self.number);
        object.is_some_and(|(kind, start, length)| {
            kind == ASCII && self.list.slice(start, length) == Some(word.as_bytes())
        })
    }

    /// The values of a list, at most this many.
    pub(super) fn items(self, most: usize) -> Vec<Value<'l, 'a>> {
        let Some((ARRAY, start, length)) = self.list.object(self.number) else { return Vec::new() };
        let numbers = (0..length.min(most)).map_while(|index| self.list.number_at(start, index));
        numbers.map(|number| self.list.value(number)).collect()
    }

    /// How many values a list has.
    pub(super) fn len(self) -> usize {
        match self.list.object(self.number) {
            Some((ARRAY, _, length)) => length.min(self.list.count),
            _ => 0,
        }
    }

    /// The bytes, if this is data.
    pub(super) fn data(self) -> Option<&'a [u8]> {
        let (kind, start, length) = self.list.object(self.number)?;
        if kind == DATA { self.list.slice(start, length) } else { None }
    }

    /// The text, if this is a string.
    pub(super) fn text(self) -> Option<String> {
        let (kind, start, length) = self.list.object(self.number)?;
        match kind {
            ASCII => Some(String::from_utf8_lossy(self.list.slice(start, length)?).into_owned()),
            UTF_16 => {
                let bytes = self.list.slice(start, length.checked_mul(2)?)?;
                Some(encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0.into_owned())
            }
            _ => None,
        }
    }
}

/// A big-endian integer of any length. `None` if it is larger than any place in a file.
fn integer(bytes: &[u8]) -> Option<usize> {
    bytes.iter().try_fold(0_usize, |sum, byte| sum.checked_mul(256)?.checked_add(usize::from(*byte)))
}
