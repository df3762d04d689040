//! Text → the records of a table, one after the other, each field with its place.
//!
//! It reads as the `csv` crate does, which a test checks, and does two things more: every field knows its bytes, and a
//! quote that is never closed is noticed. Such a quote would swallow the rest of the file; here its field ends where
//! the next whole record begins. The search for a closing quote goes at most [`limit::FIELD_BYTES`] and
//! [`limit::FIELD_LINES`] far. No two searches overlap, since any quote in the second would have ended the first, so
//! reading is linear.

use std::borrow::Cow;

use super::Dialect;
use crate::limit;
use crate::span::Span;

/// How many lines after an open quote are examined to find the next whole record.
const LOOKED_LINES: usize = limit::FIELD_LINES;

/// One field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field<'t> {
    /// Its text, unquoted.
    pub text: Cow<'t, str>,
    /// Its place, including quotes.
    pub span: Span,
}

/// How a quote that was not closed was handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// It was read as a character of the text.
    Character,
    /// Its field ends where the next whole record begins, on this line.
    EndedBefore(usize),
    /// Its field runs to the end of the source.
    ToTheEnd,
    /// It is closed, but far away: the field is very long.
    Long,
}

/// One record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record<'t> {
    /// Its fields, at least one.
    pub fields: Vec<Field<'t>>,
    /// Its place, without its line end.
    pub span: Span,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// One past its last line.
    pub line_end: usize,
    /// The line of a quote in it that was not closed in time, and how that was handled.
    pub open: Option<(usize, Open)>,
    /// Whether there is text between a closing quote and the next separator: the quotes may belong to the text.
    pub is_odd: bool,
}

impl Record<'_> {
    /// Whether all fields are blank.
    pub fn is_empty(&self) -> bool {
        self.fields.iter().all(|field| field.text.trim().is_empty())
    }
}

/// The records of a text from a byte on. Empty lines are skipped.
#[derive(Clone, Debug)]
pub struct Records<'t> {
    text: &'t str,
    dialect: Dialect,
    /// How many fields a whole record has; 0 if that is not known, and then no record ends an open quote.
    width: usize,
    at: usize,
    line: usize,
    odd: bool,
}

impl<'t> Records<'t> {
    /// The records from byte `at`, which is the beginning of line `line`.
    pub fn new(text: &'t str, dialect: Dialect, width: usize, at: usize, line: usize) -> Self {
        Records { text, dialect, width, at, line, odd: false }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The end of the line that contains this byte; `None` after the end of the text, or if the line is too long.
    fn line_end(&self, from: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(from..).filter(|rest| !rest.is_empty())?;
        let near = rest.get(..limit::FIELD_BYTES).unwrap_or(rest);
        let end = near.iter().position(|byte| *byte == b'\n').map(|length| from + length);
        end.or_else(|| (near.len() == rest.len()).then_some(self.text.len()))
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// A field without quotes, up to the next separator or the end of the line, and its end.
    fn bare(&self, from: usize) -> (Field<'t>, usize) {
        let bytes = self.text.as_bytes().get(from..).unwrap_or_default();
        let separator = self.dialect.separator;
        let length = bytes.iter().position(|byte| *byte == separator || *byte == b'\n').unwrap_or(bytes.len());
        let end = from + length;
        (Field { text: Cow::Borrowed(self.slice(from, end)), span: Span::new(from, end) }, end)
    }

    /// The opening quote of a field at this byte, if it has one.
    fn opening(&self, from: usize) -> Option<usize> {
        if !self.dialect.quoted {
            return None;
        }
        let mut at = from;
        while self.dialect.padded && self.byte(at) == Some(b' ') {
            at += 1;
        }
        (self.byte(at) == Some(b'"')).then_some(at)
    }

    /// The closing quote for an opening quote at this byte. `Err` holds how far the search went: too many lines, too
    /// many bytes, or the end of the source.
    fn closing(&self, open: usize, bounded: bool) -> Result<usize, usize> {
        let mut at = open + 1;
        let mut lines = 0;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'\\' if self.dialect.escaped => at += 1,
                b'"' if self.byte(at + 1) == Some(b'"') => at += 1,
                b'"' => return Ok(at),
                b'\n' => lines += 1,
                _ => {}
            }
            at += 1;
            if bounded && (lines > limit::FIELD_LINES || at - open > limit::FIELD_BYTES) {
                return Err(at);
            }
        }
        Err(self.text.len())
    }

    /// The field that begins at this byte, and its end: a separator, a line end or the end of the source.
    fn field(&mut self, from: usize, before: usize, open: &mut Option<(usize, Open)>) -> (Field<'t>, usize) {
        let Some(quote) = self.opening(from) else { return self.bare(from) };
        let opened = self.line;
        let closed = self.closing(quote, true);
        let whole = match closed {
            // A quote some lines further that ends no field probably opens one: the first was not closed.
            Ok(close) if self.is_odd(close) => self.next_whole(quote, before, close),
            Ok(_) => None,
            Err(_) => self.next_whole(quote, before, self.text.len()),
        };
        match whole {
            Some(Whole::Here) => {
                open.get_or_insert((opened, Open::Character));
                return self.bare(from);
            }
            Some(Whole::Later { at, line }) => {
                open.get_or_insert((opened, Open::EndedBefore(line)));
                let end = at.saturating_sub(1);
                self.line = line - 1;
                let text = Cow::Owned(self.unquoted(quote + 1, end));
                return (Field { text, span: Span::new(from, end) }, end);
            }
            None => {}
        }
        let close = closed.or_else(|_| self.closing(quote, false));
        if let (Err(_), Ok(_)) = (closed, close) {
            open.get_or_insert((opened, Open::Long));
        } else if close.is_err() {
            open.get_or_insert((opened, Open::ToTheEnd));
        }
        let close = close.unwrap_or(self.text.len());
        self.line += self.slice(quote, close).matches('\n').count();
        // Text between the quote and the next separator belongs to the field, as in `"a"b`.
        let after = (close + 1).min(self.text.len());
        let (tail, end) = self.bare(after);
        self.odd |= !tail.text.trim().is_empty();
        let inside = self.slice(quote + 1, close);
        let text = if tail.text.is_empty() && !inside.contains(['"', '\\']) {
            Cow::Borrowed(inside)
        } else {
            let tail = if self.dialect.padded && tail.text.trim().is_empty() { "" } else { &tail.text };
            Cow::Owned(self.unquoted(quote + 1, close) + tail)
        };
        (Field { text, span: Span::new(from, end) }, end)
    }

    /// The text between two quotes, with escaped quotes unescaped.
    fn unquoted(&self, from: usize, to: usize) -> String {
        let inside = self.slice(from, to);
        let mut out = String::with_capacity(inside.len());
        let mut chars = inside.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if chars.peek() == Some(&'"') => {
                    chars.next();
                    out.push('"');
                }
                '\\' if self.dialect.escaped => match chars.next() {
                    Some('n') => out.push('\n'),
                    Some('t') => out.push('\t'),
                    Some(c @ ('"' | '\\')) => out.push(c),
                    Some(c) => out.extend(['\\', c]),
                    None => out.push('\\'),
                },
                _ => out.push(c),
            }
        }
        out
    }

    /// Whether something other than the end of a field follows a quote.
    fn is_odd(&self, close: usize) -> bool {
        self.byte(close + 1).is_some_and(|byte| byte != self.dialect.separator && !matches!(byte, b'\n' | b' '))
    }

    /// Where the next whole record begins after a quote that is not closed: on this very line, if the line has all its
    /// fields when the quote is ignored, or at the first later line that has all of them. Lines after `until` are not
    /// examined.
    fn next_whole(&self, quote: usize, before: usize, until: usize) -> Option<Whole> {
        if self.width < 2 {
            return None;
        }
        let end = self.line_end(quote).filter(|end| *end < until)?;
        let bare = Dialect { quoted: false, ..self.dialect };
        let is_whole = before + width(self.slice(quote, end), bare) == self.width;
        // The last field may continue over lines that are no records; no other field may.
        if is_whole && before + 1 < self.width {
            return Some(Whole::Here);
        }
        let mut at = end + 1;
        for line in 1..=LOOKED_LINES {
            let end = self.line_end(at)?;
            if at > until || at - quote > limit::FIELD_BYTES {
                return None;
            }
            if width(self.slice(at, end), self.dialect) == self.width {
                let here = is_whole && line == 1;
                return Some(if here { Whole::Here } else { Whole::Later { at, line: self.line + line } });
            }
            at = end + 1;
        }
        None
    }
}

/// Where the next whole record begins.
enum Whole {
    Here,
    Later { at: usize, line: usize },
}

/// How many fields one line has. Quotes count, but only within the line.
fn width(line: &str, dialect: Dialect) -> usize {
    let mut count = 1;
    let (mut inside, mut fresh) = (false, true);
    for byte in line.bytes() {
        match byte {
            b'"' if dialect.quoted && (inside || fresh) => {
                inside = !inside;
                // A doubled quote opens again immediately.
                fresh = !inside;
            }
            byte if byte == dialect.separator && !inside => {
                count += 1;
                fresh = true;
            }
            _ => fresh = false,
        }
    }
    count
}

impl<'t> Iterator for Records<'t> {
    type Item = Record<'t>;

    fn next(&mut self) -> Option<Record<'t>> {
        while self.byte(self.at) == Some(b'\n') {
            self.at += 1;
            self.line += 1;
        }
        if self.at >= self.text.len() {
            return None;
        }
        let (start, line) = (self.at, self.line);
        let mut fields = Vec::with_capacity(self.width);
        let mut open = None;
        self.odd = false;
        let mut at = start;
        loop {
            let (field, end) = self.field(at, fields.len(), &mut open);
            fields.push(field);
            at = end + 1;
            if self.byte(end) != Some(self.dialect.separator) {
                self.at = at;
                self.line += 1;
                let span = Span::new(start, end);
                return Some(Record { fields, span, line, line_end: self.line, open, is_odd: self.odd });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { separator: b',', quoted: true, padded: false, escaped: false };

    fn texts(text: &str, dialect: Dialect, width: usize) -> Vec<Vec<String>> {
        Records::new(text, dialect, width, 0, 1)
            .map(|record| record.fields.into_iter().map(|field| field.text.into_owned()).collect())
            .collect()
    }

    fn by_the_crate(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    proptest! {
        #[test]
        fn it_reads_what_the_csv_crate_reads(text in "[a,\"\n é]{0,60}") {
            prop_assert_eq!(texts(&text, COMMA, 0), by_the_crate(&text));
        }

        #[test]
        fn every_field_and_record_stands_where_it_says(text in "[a,\"\n é]{0,60}") {
            let mut last = 0;
            for record in Records::new(&text, COMMA, 2, 0, 1) {
                prop_assert!(record.span.start >= last && record.span.end <= text.len());
                prop_assert_eq!(record.line, text[..record.span.start].matches('\n').count() + 1);
                prop_assert_eq!(record.line_end, text[..record.span.end].matches('\n').count() + 2);
                last = record.span.end;
                for field in record.fields {
                    prop_assert!(record.span.covers(field.span));
                    prop_assert!(text.is_char_boundary(field.span.start) && text.is_char_boundary(field.span.end));
                }
            }
        }
    }

    #[test]
    fn an_open_quote_costs_one_field() {
        let text = "0,Al,\"open\n1,\"Ann\",\"a\nb\"\n2,Bob,\"it never\nends\n3,Cy,fine\n4,\"Di,fine\n5,Ed,fine";
        let records: Vec<_> = Records::new(text, COMMA, 3, 0, 1).collect();
        let open: Vec<_> = records.iter().filter_map(|record| record.open).collect();
        assert_eq!(open, [(1, Open::Character), (4, Open::EndedBefore(6)), (7, Open::Character)]);
        let fields: Vec<Vec<_>> =
            records.iter().map(|record| record.fields.iter().map(|field| &*field.text).collect()).collect();
        assert_eq!(
            fields,
            [
                vec!["0", "Al", "\"open"],
                vec!["1", "Ann", "a\nb"],
                vec!["2", "Bob", "it never\nends"],
                vec!["3", "Cy", "fine"],
                vec!["4", "\"Di", "fine"],
                vec!["5", "Ed", "fine"],
            ]
        );
        assert_eq!(records[2].line_end, 6);
    }

    #[test]
    fn a_very_long_field_is_one_field() {
        let long = "word \n".repeat(400_000);
        let text = format!("1,\"{long}\"\n2,b");
        let records: Vec<_> = Records::new(&text, COMMA, 2, 0, 1).collect();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].fields[1].text, long);
        assert_eq!(records[0].open, Some((1, Open::Long)));
        assert_eq!(records[1].line, 400_002);
    }

    #[test]
    fn escapes_and_padding_are_undone_where_the_dialect_has_them() {
        let escaped = Dialect { escaped: true, ..COMMA };
        assert_eq!(texts(r#"1,"say \"no\", she\nsaid""#, escaped, 2), [["1", "say \"no\", she\nsaid"]]);
        let padded = Dialect { padded: true, ..COMMA };
        assert_eq!(texts("1, \"a, b\" ,c", padded, 3), [["1", "a, b", "c"]]);
        let bare = Dialect { quoted: false, separator: b'\t', ..COMMA };
        assert_eq!(texts("1\t\"a\" b\n2\t\"c", bare, 2), [["1", "\"a\" b"], ["2", "\"c"]]);
    }
}
