//! Detects tables of comments and their kind.
//!
//! In comes a source, or the header of its table; out comes whether a reader of tables reads it. Exports with special
//! rules are recognised by their header, any other table by known headers or by regular rows.

use super::layout::{self, Layout};
use super::{cell, column};
use crate::read::source::Source;
use crate::read::table::{Record, Table};

/// A table without a known header needs at least this many rows, and this share of them must have as many fields as the
/// header.
const TYPED_ROWS: usize = 5;
const TYPED_SHARE: f64 = 0.95;

/// The same for a table whose rows are all regular, and whose separator or fields are no prose.
const REGULAR_ROWS: usize = 2;

/// How many rows are looked at.
const LOOKED: usize = 20;

/// How many columns of a header the readers of tables know.
pub(super) fn known(header: &[String]) -> usize {
    if layout::of(header).is_some() { usize::MAX } else { column::known_columns(header) }
}

/// The layout of a source; `None` if it is not a table of comments.
fn layout(source: &Source<'_>) -> Option<Layout> {
    let Some(table) = source.table(known) else {
        return is_one_column(source.text).then_some(Layout::Plain);
    };
    if let Some(known) = layout::of(&table.header) {
        return Some(known.layout);
    }
    let is_known = column::known_columns(&table.header) > 0 && !is_prose(table, source.text);
    (is_known || is_typed(table, source.text) || is_regular(table, source.text)).then_some(Layout::Plain)
}

/// Whether a table without known headers is a table all the same: it has regular rows, and a column of numbers or
/// times.
fn is_typed(table: &Table, text: &str) -> bool {
    if table.header.len() < 3 || table.looked < TYPED_ROWS || table.regular < TYPED_SHARE {
        return false;
    }
    has_typed_column(table, text)
}

fn has_typed_column(table: &Table, text: &str) -> bool {
    let mut typed = vec![true; table.header.len()];
    for record in table.records(text).take(table.looked.min(LOOKED)) {
        for (field, typed) in record.fields.iter().zip(&mut typed) {
            *typed &= cell::content(&field.text).is_some_and(is_typed_cell);
        }
    }
    table.looked > 0 && typed.contains(&true)
}

/// Whether all rows have as many fields as the first line, and the separator is one that prose does not have, or the
/// header names a text, or fields are quoted.
fn is_regular(table: &Table, text: &str) -> bool {
    let names_text = column::names_text(&table.header);
    let is_identifier =
        |cell: &String| !cell.is_empty() && cell.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let least =
        if names_text && table.header.len() > 2 && table.header.iter().all(is_identifier) { 1 } else { REGULAR_ROWS };
    if table.looked < least || table.regular < 1.0 || is_prose(table, text) {
        return false;
    }
    let is_quoted = || {
        table.records(text).take(LOOKED).any(|record| {
            record
                .fields
                .iter()
                .any(|field| text.get(field.span.start..field.span.end).is_some_and(|raw| raw.starts_with('"')))
        })
    };
    match table.dialect.separator {
        _ if is_frame(table, text) => true,
        b'\t' | b'~' => true,
        b'|' => table.header.len() > 2 || names_text,
        b';' => names_text || table.header.len() > 2 || table.header.iter().all(|cell| is_name(cell)),
        _ => names_text || (table.header.len() > 2 && (is_quoted() || has_typed_column(table, text))),
    }
}

/// Whether a cell is as short as a header, and ends as no sentence does.
fn is_name(cell: &str) -> bool {
    let words = cell.split_whitespace().count();
    (1..=3).contains(&words) && cell.len() <= 40 && !cell.ends_with(['.', '!', '?', '…', ':', ','])
}

/// Whether the first column has no header and counts the rows from 0 or 1, as data frames write it.
fn is_frame(table: &Table, text: &str) -> bool {
    let mut last = None;
    table.header.first().is_some_and(String::is_empty)
        && table.records(text).take(LOOKED).all(|record| {
            let number = record.fields.first().and_then(|field| field.text.trim().parse::<u64>().ok());
            let is_next = number.is_some() && number > last;
            last = number;
            is_next
        })
}

/// Whether commas or semicolons are those of sentences: a space follows most of them, and no field is quoted.
fn is_prose(table: &Table, text: &str) -> bool {
    if !matches!(table.dialect.separator, b',' | b';') {
        return false;
    }
    let (mut spaced, mut all) = (0_usize, 0_usize);
    let mut count = |record: &Record<'_>| {
        for field in record.fields.iter().skip(1) {
            let raw = text.get(field.span.start..field.span.end).unwrap_or_default();
            if raw.trim_start().starts_with('"') || is_typed_cell(raw.trim()) {
                all += 4;
            } else if !raw.is_empty() {
                all += 1;
                spaced += usize::from(raw.starts_with(' '));
            }
        }
    };
    table.all_records(text).take(LOOKED).for_each(|record| count(&record));
    spaced * 2 > all
}

/// Whether the first line is the name of a column of texts and each of the others is a text: the name is written as a
/// program does, or most of the lines are quoted.
fn is_one_column(text: &str) -> bool {
    let Some(table) = Table::forced(text, known).filter(|table| table.header.len() == 1) else { return false };
    if !column::names_text(&table.header) {
        return false;
    }
    let is_by_program =
        table.header.iter().any(|cell| cell.contains('_') || cell.contains("-b") || cell.contains("-t"));
    let (mut quoted, mut all) = (0_usize, 0_usize);
    for record in table.records(text).take(LOOKED) {
        all += 1;
        quoted += usize::from(text.get(record.span.start..).is_some_and(|raw| raw.starts_with('"')));
    }
    all > 0 && (is_by_program || quoted * 2 >= all)
}

/// Whether a cell is a number, a time, or a web address.
pub(super) fn is_typed_cell(cell: &str) -> bool {
    cell.parse::<f64>().is_ok() || crate::read::when::iso(cell, false).is_some() || cell.starts_with("http")
}

/// Whether the first line is a row like the others: one of its cells is a number or a time, as are all cells below it;
/// or it is a sentence; or it comes again below. It is a header if a word is above numbers or times. A question may be a
/// header: surveys write them.
pub(super) fn is_like_a_row(table: &Table, text: &str) -> bool {
    let below: Vec<Record<'_>> = table.records(text).take(LOOKED).collect();
    if below.is_empty() {
        return false;
    }
    let is_typed = |cell: &str| is_typed_cell(cell) || is_mostly_figures(cell);
    let all_typed = |at: usize| {
        let cells = below.iter().filter_map(|record| record.fields.get(at)).map(|field| field.text.trim());
        let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        !filled.is_empty() && filled.iter().all(|cell| is_typed(cell))
    };
    let typed: Vec<usize> = (0..table.header.len()).filter(|at| all_typed(*at)).collect();
    let header = |at: &usize| table.header.get(*at).map_or("", String::as_str);
    if typed.iter().any(|at| is_typed(header(at))) {
        return true;
    }
    if typed.iter().any(|at| header(at).contains(char::is_alphabetic)) {
        return false;
    }
    table.header.iter().enumerate().any(|(at, cell)| {
        let words = cell.split_whitespace().count();
        let is_sentence = !cell.ends_with('?') && (words >= 7 || (words >= 3 && cell.ends_with(['.', '!', '…'])));
        let again = |record: &Record<'_>| record.fields.get(at).is_some_and(|field| field.text.trim() == cell);
        is_sentence || (cell.len() > 1 && below.iter().any(again))
    })
}

/// Whether most characters of a cell are digits or the marks of dates and numbers.
fn is_mostly_figures(cell: &str) -> bool {
    let figures = cell.bytes().filter(|byte| byte.is_ascii_digit() || b"/.-:, ".contains(byte)).count();
    cell.starts_with(|c: char| c.is_ascii_digit()) && figures * 10 >= cell.len() * 7
}

/// Whether the source is a table of comments without a special layout, or one that is refused with a reason.
pub fn detect(source: &Source<'_>) -> bool {
    matches!(layout(source), Some(Layout::Plain | Layout::Facepager))
}

/// Whether the source is the comments of a Decidim site.
pub fn detect_decidim(source: &Source<'_>) -> bool {
    layout(source) == Some(Layout::Decidim)
}

/// Whether the source is a consultation of Cap Collectif.
pub fn detect_cap_collectif(source: &Source<'_>) -> bool {
    matches!(layout(source), Some(Layout::CapCollectif | Layout::CapCollectif2015))
}

/// Whether the source is a table of a Polis conversation.
pub fn detect_polis(source: &Source<'_>) -> bool {
    matches!(layout(source), Some(Layout::Polis | Layout::PolisVotes))
}
