//! The records of a table → its rows: leaves out what is not a row, and reports what is odd.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::header::Head;
use crate::diagnostic::Diagnostic;
use crate::read::format::common;
use crate::read::table::{Open, Record, Table};

/// How many open quotes and long fields are reported one by one; further ones are counted.
const REPORTED_QUOTES: usize = 5;

/// What a column without a header is called when its meaning is looked up: a word that is in no list.
const NO_HEADER: &str = "zz";

/// A table with its rows.
#[derive(Debug)]
pub struct Sheet<'t> {
    /// The source.
    pub text: &'t str,
    /// The header; numbers from 1 if the table has none.
    pub header: Vec<String>,
    /// What its headers may mean; nothing for a table without a header.
    pub(super) heads: Vec<Head>,
    /// Whether it has a header.
    pub is_headed: bool,
    /// Its rows, none of them empty.
    pub rows: Vec<Record<'t>>,
    /// The number of each row among all records, including those left out, from 0: its number in a spreadsheet without
    /// the header.
    pub numbers: Vec<usize>,
    /// How many rows have fewer fields than the header and how many have more, with the first line of such.
    ragged: [(usize, usize); 2],
    /// Whether the last column holds the text, which may contain unquoted separators.
    last_is_text: bool,
}

impl<'t> Sheet<'t> {
    /// The rows of a table, and what was odd about them. Without a header, the first line is a row.
    pub fn new(table: &Table, text: &'t str, headed: bool) -> (Self, Vec<Diagnostic>) {
        let records = if headed { table.records(text) } else { table.all_records(text) };
        Self::of(text, &table.header, headed, records, table.preamble)
    }

    /// The rows of some records under a header. `preamble` rows before it were skipped.
    pub fn of(
        text: &'t str,
        header: &[String],
        headed: bool,
        records: impl Iterator<Item = Record<'t>>,
        preamble: usize,
    ) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let width = header.len();
        let (mut empty, mut repeated, mut open) = (0, 0, 0);
        let mut ragged = [(0_usize, 0_usize); 2];
        let (mut rows, mut numbers) = (Vec::new(), Vec::new());
        for (number, record) in records.enumerate() {
            if let Some(quote) = record.open {
                open += 1;
                if open <= REPORTED_QUOTES {
                    diagnostics.push(unclosed(&record, quote));
                }
            }
            if record.is_empty() {
                empty += 1;
            } else if headed && is_header(&record, header) {
                repeated += 1;
            } else {
                let is_long = usize::from(record.fields.len() > width);
                if record.fields.len() != width
                    && let Some((count, first)) = ragged.get_mut(is_long)
                {
                    *count += 1;
                    *first = if *count == 1 { record.line } else { *first };
                }
                rows.push(record);
                numbers.push(number);
            }
        }
        if open > REPORTED_QUOTES {
            let more = open - REPORTED_QUOTES;
            diagnostics.push(Diagnostic::warning("open-quote", format!("{more} more quotes were not closed in time")));
        }
        let before = common::left_out(preamble, "rows before the header", "they name no columns");
        diagnostics.extend(before);
        diagnostics.extend(common::left_out(empty, "rows", "they are empty"));
        diagnostics.extend(common::left_out(repeated, "rows", "they repeat the header"));
        diagnostics.extend(doubles(header));
        let header: Vec<String> = if headed { header.to_vec() } else { (1..=width).map(|at| at.to_string()).collect() };
        let heads = header.iter().map(|cell| Head::of(if headed { cell } else { NO_HEADER })).collect();
        (Sheet { text, header, heads, is_headed: headed, rows, numbers, ragged, last_is_text: false }, diagnostics)
    }

    /// Sets the column that holds the text. If it is the last one, unquoted separators in it are kept.
    pub fn text_is(&mut self, at: usize) {
        self.last_is_text = at + 1 == self.header.len();
    }

    /// Reports rows with more or fewer fields than the header. More are no fault if the last column is the text: its
    /// separators are kept.
    pub(super) fn ragged(&self) -> Option<Diagnostic> {
        let [(fewer, short), (more, long)] = self.ragged;
        let (more, long) = if self.last_is_text { (0, 0) } else { (more, long) };
        let first =
            [(fewer, short), (more, long)].into_iter().filter(|(count, _)| *count > 0).map(|(_, first)| first).min()?;
        let rows = counted(fewer + more, "row has", "rows have");
        let width = self.header.len();
        let message = format!("{rows} more or fewer than the {width} fields of the header, the first on line {first}");
        let help = "what is missing counts as empty; a text with a separator in it must stand in quotes";
        Some(Diagnostic::warning("ragged-rows", message).help(help))
    }

    /// The cell of a row in a column; empty if the row is too short.
    pub fn cell<'s>(&'s self, row: &'s Record<'t>, at: usize) -> Cow<'s, str> {
        let Some(field) = row.fields.get(at) else { return Cow::Borrowed("") };
        let runs_on = self.last_is_text && at + 1 == self.header.len() && row.fields.len() > self.header.len();
        if runs_on {
            return Cow::Borrowed(self.text.get(field.span.start..row.span.end).unwrap_or_default());
        }
        Cow::Borrowed(&field.text)
    }

    /// The name of a column for messages: its header, or its number.
    pub(super) fn name(&self, at: usize) -> String {
        self.header.get(at).filter(|cell| !cell.is_empty()).cloned().unwrap_or_else(|| (at + 1).to_string())
    }

    /// The cells of all rows in a column.
    pub fn column(&self, at: usize) -> impl Iterator<Item = Cow<'_, str>> {
        self.rows.iter().map(move |row| self.cell(row, at))
    }
}

fn is_header(record: &Record<'_>, header: &[String]) -> bool {
    record.fields.len() == header.len()
        && record.fields.iter().zip(header).all(|(field, cell)| field.text.trim() == cell)
}

/// Reports a quote that was not closed, with the line on which it opens, and what was done.
fn unclosed(record: &Record<'_>, (line, open): (usize, Open)) -> Diagnostic {
    let message = match open {
        Open::Character => {
            format!("the quote opened on line {line} is not closed; it was taken for a character of the text")
        }
        Open::EndedBefore(next) => {
            format!(
                "the quote opened on line {line} is not closed; its field was ended before line {next}, where a whole row begins"
            )
        }
        Open::ToTheEnd => {
            format!("the quote opened on line {line} is not closed; its field runs to the end of the input")
        }
        Open::Long => format!("the field opened by a quote on line {line} is very long; it was kept whole"),
    };
    let code = if open == Open::Long { "long-field" } else { "open-quote" };
    let help = "look at that line; a quote inside a quoted field must be doubled";
    Diagnostic::warning(code, message).at(record.span).help(help)
}

/// Reports the headers that occur twice.
fn doubles(header: &[String]) -> Option<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut twice: Vec<&str> =
        header.iter().map(String::as_str).filter(|cell| !cell.is_empty() && !seen.insert(*cell)).collect();
    twice.dedup();
    let message = format!("the header names {} more than once; the first is read", twice.join(", "));
    (!twice.is_empty()).then(|| Diagnostic::warning("duplicate-column", message))
}

/// `1 row has`, `2 rows have`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
