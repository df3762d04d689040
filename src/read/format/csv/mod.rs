//! Tables of comments (CSV, TSV): research data, spreadsheets, the usual export tools, and civic platforms.
//!
//! In comes a source, out come its threads. [`table`](crate::read::table) detects how the table is written, `detect`
//! whether it holds comments. `column` knows what headers mean, and `choose` decides what each column holds. `ids`
//! decides who answers whom, or `answers` if ids do not show it. `builder` reads a row, `threads` groups the rows, and
//! `layout` knows exports with special rules. A row without a text keeps its place. Columns that are not read are
//! reported. No column with e-mail addresses or the like is read.

mod answers;
mod builder;
mod cap;
pub(in crate::read::format) mod cell;
pub(in crate::read) mod choose;
mod column;
mod comments;
mod detect;
mod ids;
mod layout;
mod sheet;
pub(in crate::read::format) mod threads;
mod written;

pub use choose::Named;
pub use column::{Column, headers, letters};
pub use detect::{detect, detect_cap_collectif, detect_decidim, detect_polis};

use self::choose::Chosen;
use self::comments::comments;
use self::detect::{is_typed_cell, known};
use self::layout::Layout;
use self::sheet::Sheet;
use crate::read::table::{Record, Table};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};

/// Reads a table.
///
/// # Errors
/// If it has no header, no column for the texts, or no column with a name given by `--column`; if it holds only votes.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let named = options.columns.as_slice();
    let forced;
    let table = match source.table(known) {
        Some(table) => table,
        None => match Table::forced(source.text, known) {
            Some(table) => {
                forced = table;
                &forced
            }
            None => return Ok(Reading::default()),
        },
    };
    let layout = layout::of(&table.header);
    let rules = layout.map_or(Layout::Plain, |known| known.layout);
    if rules == Layout::PolisVotes {
        let why = "it holds the votes of a Polis conversation, not what people said".to_owned();
        return Err(ReadError::Unusable { what: "a table", why, help: "read comments.csv of the same export" });
    }
    let headed = known(&table.header) > 0 || !is_data(table, source.text);
    if !headed && named.is_empty() {
        let why = format!("its first line holds data, not the names of its {} columns", table.header.len());
        let help = "add a line of names, or name columns by their numbers, such as --column text=4";
        return Err(ReadError::Unusable { what: "a table", why, help });
    }
    let (mut sheet, diagnostics) = Sheet::new(table, source.text, headed);
    let mut chosen = Chosen::default();
    chosen.by_hand(named, &sheet.header)?;
    if let Some(known) = layout {
        chosen.by_layout(known, &sheet.header);
    }
    chosen.text(&sheet);
    let text = chosen.at(Column::Text).or_else(|| decidim_text(rules, &sheet.header));
    let Some(text) = text else { return Err(no_text(&sheet.header)) };
    sheet.text_is(text);
    let mut reading = match rules {
        Layout::CapCollectif => cap::read(&sheet),
        Layout::CapCollectif2015 => cap::read_2015(&sheet),
        _ => {
            chosen.rest(&sheet);
            comments(&sheet, chosen, text, rules)
        }
    };
    reading.diagnostics.splice(0..0, diagnostics);
    Ok(reading)
}

/// Some versions of Decidim have a column for each language: the first of them.
fn decidim_text(rules: Layout, header: &[String]) -> Option<usize> {
    (rules == Layout::Decidim).then(|| header.iter().position(|cell| cell.starts_with("body/")))?
}

/// Whether the first line is a row like the others: one of its cells is a number or a time, as are all cells below it.
fn is_data(table: &Table, text: &str) -> bool {
    let below: Vec<Record<'_>> = table.records(text).take(20).collect();
    table.header.iter().enumerate().any(|(at, cell)| {
        let typed = |record: &Record<'_>| record.fields.get(at).is_some_and(|field| is_typed_cell(field.text.trim()));
        is_typed_cell(cell) && !below.is_empty() && below.iter().all(typed)
    })
}

fn no_text(header: &[String]) -> ReadError {
    let mut list = header.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    if list.chars().count() > 400 {
        list = list.chars().take(400).collect::<String>() + "…";
    }
    let why = format!("none of its columns is known to hold what people said ({list})");
    ReadError::Unusable { what: "a table", why, help: "name that column with --column text=HEADER" }
}
