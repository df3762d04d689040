//! Tables as text (CSV, TSV): the separator of fields, the meaning of quotes, the line of the header.
//!
//! In comes a decoded source, out comes its [`Table`], which is detected on the first records and not on the first line
//! alone. The reader decides what the columns hold.

mod grid;
mod record;

pub use grid::{Grid, grid};
pub use record::{Field, Open, Record, Records};

/// How many bytes and records at the beginning of a source are examined: they are enough to recognise a table.
const HEAD_BYTES: usize = 64 << 10;
const HEAD_RECORDS: usize = 100;

/// How many records may precede the header: some exports begin with a title, an address, a blank row.
const PREAMBLE_RECORDS: usize = 8;

/// Characters that separate fields, the likelier first.
const SEPARATORS: [u8; 5] = [b',', b';', b'\t', b'|', b'~'];

/// The separator for a table of one column: a character that no text contains (ASCII's unit separator).
const NO_SEPARATOR: u8 = 0x1f;

/// Most fields of a header; a table with more holds no comments.
const MOST_FIELDS: usize = 1_000;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The character between fields: `,` `;` tab `|` `~`, or one that does not occur in the text.
    pub separator: u8,
    /// Whether a field that begins with `"` is quoted.
    pub quoted: bool,
    /// Whether spaces may precede the quote.
    pub padded: bool,
    /// Whether a backslash escapes a quote, as databases write it.
    pub escaped: bool,
}

/// A detected table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// How it is written.
    pub dialect: Dialect,
    /// The cells of its header, without white space at their ends.
    pub header: Vec<String>,
    /// How many records before the header were skipped.
    pub preamble: usize,
    /// The line of the header, from 1.
    pub line: usize,
    /// The share of the first records that have as many fields as the header, in [0, 1].
    pub regular: f64,
    /// How many records were examined.
    pub looked: usize,
    /// The byte at which the records after the header begin.
    start: usize,
    start_line: usize,
    /// The byte at which the header begins.
    header_at: usize,
}

impl Table {
    /// Detects the table in a source; `None` if its lines do not have equally many fields. `known` returns how many
    /// columns of a header the reader knows.
    pub fn sniff(text: &str, known: impl Fn(&[String]) -> usize) -> Option<Table> {
        if text.trim_start().starts_with(['<', '{', '[']) {
            return None;
        }
        let (body, line, declared) = announced(text);
        let head = head(text, body);
        let mut best: Option<Table> = None;
        for dialect in dialects(head.get(body..).unwrap_or_default(), declared) {
            let Some(table) = within(head, head.len() < text.len(), dialect, (body, line), &known) else { continue };
            // A known header, then the first one, then regular rows; of equals the likelier dialect.
            let rank = |table: &Table| (known(&table.header).min(1), std::cmp::Reverse(table.preamble));
            let better = best.as_ref().is_none_or(|best| {
                let gain = (table.regular - best.regular) * table.looked as f64;
                // One misplaced quote is an error of its row; more of them mean that quotes are plain characters here.
                let least = if best.dialect.quoted && !table.dialect.quoted { 1.5 } else { 0.0 };
                rank(&table) > rank(best) || (rank(&table) == rank(best) && gain > least)
            });
            if better {
                best = Some(table);
            }
        }
        best
    }

    /// The table of a source that the user says is one: as [`Table::sniff`], or a single column with the first line as its
    /// header.
    pub fn forced(text: &str, known: impl Fn(&[String]) -> usize) -> Option<Table> {
        Self::sniff(text, known).or_else(|| {
            let (body, line, declared) = announced(text);
            let first = text.get(body..).and_then(|rest| rest.lines().find(|line| !line.trim().is_empty()))?;
            let within = SEPARATORS.into_iter().find(|separator| first.as_bytes().contains(separator));
            let separator = declared.or(within).unwrap_or(NO_SEPARATOR);
            let dialect = Dialect { separator, quoted: true, padded: false, escaped: false };
            let mut records = Records::new(text, dialect, 0, body, line);
            let header = records.next()?;
            Some(Table::of(dialect, &header, 0, 1.0, 1))
        })
    }

    fn of(dialect: Dialect, header: &Record<'_>, preamble: usize, regular: f64, looked: usize) -> Table {
        Table {
            dialect,
            header: table_header(header),
            preamble,
            line: header.line,
            regular,
            looked,
            start: header.span.end + 1,
            start_line: header.line_end,
            header_at: header.span.start,
        }
    }

    /// Its records after the header.
    pub fn records<'t>(&self, text: &'t str) -> Records<'t> {
        Records::new(text, self.dialect, self.header.len(), self.start, self.start_line)
    }

    /// Its records including the first line, for a table without a header.
    pub fn all_records<'t>(&self, text: &'t str) -> Records<'t> {
        Records::new(text, self.dialect, self.header.len(), self.header_at, self.line)
    }
}

/// The separator that spreadsheets announce in a first line such as `sep=;`, and the byte and line at which the table
/// begins.
fn announced(text: &str) -> (usize, usize, Option<u8>) {
    let first = text.split('\n').next().unwrap_or_default();
    let declared = first.trim().trim_matches('"').strip_prefix("sep=").and_then(|rest| match rest.as_bytes() {
        [] => Some(b'\t'),
        [separator] => Some(*separator),
        _ => None,
    });
    let declared = declared.filter(|declared| SEPARATORS.contains(declared));
    if declared.is_some() { (first.len() + 1, 2, declared) } else { (0, 1, None) }
}

/// The part of the text that is examined, up to the end of a line.
fn head(text: &str, body: usize) -> &str {
    if text.len() <= HEAD_BYTES {
        return text;
    }
    let head = text.get(..text.floor_char_boundary(HEAD_BYTES)).unwrap_or(text);
    let end = head.rfind('\n').filter(|end| *end > body).map_or(head.len(), |end| end + 1);
    head.get(..end).unwrap_or(head)
}

/// Every dialect in which the head may be written, the likeliest first.
fn dialects(head: &str, declared: Option<u8>) -> Vec<Dialect> {
    let mut dialects = Vec::new();
    let first: String = head.lines().filter(|line| !line.trim().is_empty()).take(PREAMBLE_RECORDS).collect();
    for separator in SEPARATORS {
        if declared.is_some_and(|declared| declared != separator) || !first.as_bytes().contains(&separator) {
            continue;
        }
        let plain = Dialect { separator, quoted: true, padded: false, escaped: false };
        dialects.push(plain);
        if head.contains(&format!("{} \"", char::from(separator))) {
            dialects.push(Dialect { padded: true, ..plain });
        }
        if head.contains("\\\"") {
            dialects.push(Dialect { escaped: true, ..plain });
        }
        if head.contains('"') {
            dialects.push(Dialect { quoted: false, ..plain });
        }
    }
    dialects
}

/// The table in a head for one dialect; `None` if there is none.
fn within(
    head: &str,
    cut: bool,
    dialect: Dialect,
    (body, line): (usize, usize),
    known: impl Fn(&[String]) -> usize,
) -> Option<Table> {
    let first: Vec<Record<'_>> =
        Records::new(head, dialect, 0, body, line).filter(|record| !record.is_empty()).take(PREAMBLE_RECORDS).collect();
    let tables = first.iter().enumerate().filter_map(|(preamble, header)| {
        let width = header.fields.len();
        let filled = header.fields.iter().filter(|field| !field.text.trim().is_empty()).count();
        // A data frame writes its row numbers under an empty header.
        let is_frame =
            filled == 1 && width == 2 && header.fields.first().is_some_and(|field| field.text.trim().is_empty());
        let alone = filled < 2 && !is_frame;
        if !(2..=MOST_FIELDS).contains(&width) || alone || header.line_end - header.line > 1 {
            return None;
        }
        let start = header.span.end + 1;
        let records = Records::new(head, dialect, width, start, header.line_end).take(HEAD_RECORDS);
        let mut after: Vec<Record<'_>> = records.filter(|record| !record.is_empty()).collect();
        // If the head or the source was cut off, its last record may be incomplete.
        let broken = after.last().is_some_and(|last| matches!(last.open, Some((_, Open::ToTheEnd))));
        if (cut || broken) && after.len() < HEAD_RECORDS {
            after.pop();
        }
        // Under a known header, further separators may be those of a text in the last column.
        let may_be_longer = known(&table_header(header)) > 1;
        let is_whole =
            |record: &Record<'_>| record.fields.len() == width || (may_be_longer && record.fields.len() > width);
        let good = after.iter().filter(|record| is_whole(record) && fits(record, dialect)).count();
        let regular = if after.is_empty() { 1.0 } else { good as f64 / after.len() as f64 };
        Some((Table::of(dialect, header, preamble, regular, after.len()), cut || broken))
    });
    // Rows before the header are skipped only if the reader knows the header.
    let mut first = None;
    for (table, broken) in tables {
        if table.regular >= 0.5 && (table.looked > 0 || broken) && known(&table.header) > 0 {
            return Some(table);
        }
        if first.is_none() && table.preamble == 0 {
            first = Some(table);
        }
    }
    first.filter(|table| table.regular >= 0.5 && table.looked > 0)
}

/// The cells of a header, without white space at their ends.
fn table_header(header: &Record<'_>) -> Vec<String> {
    header.fields.iter().map(|field| field.text.trim().to_owned()).collect()
}

/// Whether the quotes of a record fit the dialect.
fn fits(record: &Record<'_>, dialect: Dialect) -> bool {
    let is_wrapped = |text: &str| text.len() > 1 && text.starts_with('"') && text.ends_with('"');
    if dialect.quoted {
        record.open.is_none() && !record.is_odd
    } else {
        !record.fields.iter().any(|field| is_wrapped(&field.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(text: &str) -> Option<(char, bool, Vec<String>)> {
        let known = |header: &[String]| header.iter().filter(|cell| *cell == "text").count();
        let table = Table::sniff(text, known)?;
        Some((char::from(table.dialect.separator), table.dialect.quoted, table.header))
    }

    #[test]
    fn separator_and_quoting_are_found_on_the_first_records() {
        for (text, separator, quoted) in [
            ("id,text\n1,\"a; b; c\"\n2,d", ',', true),
            ("id;text\n1;a, b, c\n2;\"d\ne\"", ';', true),
            ("id\ttext\n1\t\"so\" he said\n2\t\"so, open\n3\tx\n4\ty", '\t', false),
            ("id|text\n1|a, b\n2|c", '|', true),
            ("sep=;\nid;text\n1;a\n2;b,c,d", ';', true),
            ("Comments of the page\n\nid,text\n1,a\n2,b", ',', true),
        ] {
            let found = sniffed(text).expect(text);
            assert_eq!((found.0, found.1, found.2.join("/")), (separator, quoted, "id/text".to_owned()), "{text}");
        }
    }

    #[test]
    fn prose_with_commas_is_no_table() {
        for text in [
            "Le texte, l'id, la date\nOui, non",
            "8 commentaires\nOui, bien sûr.\nNon, jamais, je crois.",
            "One line, alone",
            "",
            "{\"id\": 1, \"text\": \"x\"}\n{\"id\": 2, \"text\": \"y\"}",
        ] {
            assert_eq!(sniffed(text), None, "{text}");
        }
    }

    #[test]
    fn databases_protect_quotes_with_a_backslash() {
        let text = "id,text\n1,\"say \\\"no\\\", she said\"\n2,\"b\"\n";
        let table = Table::sniff(text, |_| 1).unwrap();
        assert!(table.dialect.escaped);
        let last = table.records(text).next().unwrap().fields.pop().unwrap();
        assert_eq!(last.text, "say \"no\", she said");
    }
}
