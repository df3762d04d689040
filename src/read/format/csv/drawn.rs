//! Tables that are drawn in text, and tables on pages → threads.
//!
//! In come Markdown, Org mode, the output of databases, or a page with a table; out come the threads of its rows, read as
//! those of any table. On a page the first table counts whose header names a text and another column.

use std::borrow::Cow;

use super::column::{known_columns, names_text};
use super::detect::known;
use super::read_sheet;
use super::sheet::Sheet;
use crate::diagnostic::Diagnostic;
use crate::read::markup::{Element, Lines, plainly, words};
use crate::read::table::{Field, Grid, Record, grid};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};

/// How many lines around a table are captions; more are a text that is not read.
const CAPTIONS: usize = 3;

/// Longest title above a table, in bytes.
const TITLE: usize = 200;

/// Whether the source is a drawn table whose header names a text.
pub fn detect_drawn(source: &Source<'_>) -> bool {
    grid(source.text).is_some_and(|grid| names_text(&grid.header) || known(&grid.header) > 0)
}

/// Reads a drawn table.
///
/// # Errors
/// If no column holds texts.
pub fn read_drawn(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let Some(Grid { header, rows, title, outside }) = grid(source.text) else { return Ok(Reading::default()) };
    let (sheet, mut diagnostics) = Sheet::of(source.text, &header, true, rows.into_iter(), 0);
    if outside > 0 {
        let message = format!("{outside} lines around the table were not read");
        diagnostics.push(if outside > CAPTIONS {
            Diagnostic::warning("outside-table", message).help("read them alone, or give the article with --article")
        } else {
            Diagnostic::note("outside-table", message)
        });
    }
    let mut reading = read_sheet(sheet, diagnostics, options)?;
    if let ([thread], Some(title)) = (reading.threads.as_mut_slice(), title.filter(|title| title.len() <= TITLE)) {
        thread.title.get_or_insert(title);
    }
    Ok(reading)
}

/// The rows of the first table of a page whose header names a text and another column.
fn table_of_page<'t>(source: &Source<'t>) -> Option<(Vec<String>, Vec<Record<'t>>)> {
    let tree = source.html()?;
    let tables = tree.elements().filter(|element| element.name() == "table");
    for table in tables {
        let nearest = |row: &Element<'_>| {
            row.ancestors().find(|above| above.name() == "table").is_some_and(|above| above.place() == table.place())
        };
        let mut rows = table.descendants().filter(|element| element.name() == "tr").filter(nearest);
        let header: Vec<String> = rows
            .next()
            .map(|row| cells(row).map(|cell| words(cell, Lines::Joined, plainly).text.trim().to_owned()).collect())
            .unwrap_or_default();
        if !names_text(&header) || known_columns(&header) == 0 {
            continue;
        }
        let rows: Vec<Record<'t>> = rows
            .map(|row| {
                let fields = cells(row).map(|cell| {
                    let text = Cow::Owned(words(cell, Lines::Joined, plainly).text);
                    Field { text, span: cell.span() }
                });
                Record { fields: fields.collect(), span: row.span(), ..Record::default() }
            })
            .filter(|record| !record.fields.is_empty())
            .collect();
        if !rows.is_empty() {
            return Some((header, rows));
        }
    }
    None
}

/// The cells of a row.
fn cells(row: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    row.children().filter(|cell| matches!(cell.name(), "td" | "th"))
}

/// Whether the source is a page with a table of comments.
pub fn detect_page(source: &Source<'_>) -> bool {
    table_of_page(source).is_some()
}

/// Reads the table of a page.
///
/// # Errors
/// If no column holds texts.
pub fn read_page(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let Some((header, rows)) = table_of_page(source) else { return Ok(Reading::default()) };
    let (sheet, diagnostics) = Sheet::of(source.text, &header, true, rows.into_iter(), 0);
    read_sheet(sheet, diagnostics, options)
}
