//! Pages that are one table of comments, as notebooks and spreadsheets write them (`DataFrame.to_html`).
//!
//! The cells become a table in CSV, which the reader of tables reads. A page with more than the table, or a table without
//! a row of headers, is left to other readers.

use super::page;
use crate::read::format::csv;
use crate::read::markup::{Element, Lengths, Lines, Tree, plainly, words};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};

const WHAT: &str = "a page with a table of comments";

/// The minimum number of rows, the headers included. Fewer are no table of comments.
const ROWS: usize = 3;

/// The minimum number of columns: who, what, and one more.
const COLUMNS: usize = 2;

/// Whether it is such a page.
pub fn detect(source: &Source<'_>) -> bool {
    source.html().and_then(table).is_some_and(|text| csv::detect(&Source::new(&text)))
}

/// Reads a page.
///
/// # Errors
/// When it has no such table, or the table has no texts.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let Some(text) = table(tree) else {
        return Err(ReadError::Unusable {
            what: WHAT,
            why: "no table with a row of headers is most of it".to_owned(),
            help: "save the table as CSV",
        });
    };
    let mut reading = csv::read(&Source::new(&text), options)?;
    // Places in the table that was made are not places in the page.
    for comment in reading.threads.iter_mut().flat_map(|thread| &mut thread.comments) {
        comment.origin.span = None;
        comment.origin.lines = None;
    }
    for diagnostic in &mut reading.diagnostics {
        diagnostic.span = None;
    }
    Ok(reading)
}

/// The only large table of a page, as CSV; `None` if it is not most of the page, or has no headers.
fn table(tree: &Tree) -> Option<String> {
    let lengths = Lengths::of(tree);
    let table = tree.elements().filter(|element| element.name() == "table").max_by_key(|table| lengths.text(*table))?;
    let is_most = 4 * lengths.text(table) >= 3 * lengths.text(tree.root());
    // Tables inside tables only place things.
    if !is_most || table.find_name("table").is_some() || table.ancestors().any(|outer| outer.name() == "table") {
        return None;
    }
    let rows: Vec<Vec<String>> =
        table.descendants().filter(|element| element.name() == "tr").map(cells).filter(|row| !row.is_empty()).collect();
    let header = table.find_name("tr")?;
    let has_headers = header.children().all(|cell| cell.name() == "th");
    let width = rows.first()?.len();
    let is_regular = rows.iter().all(|row| row.len() == width);
    if !has_headers || !is_regular || rows.len() < ROWS || width < COLUMNS {
        return None;
    }
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            if column > 0 {
                text.push(',');
            }
            // A header without a name is the number of the row.
            let cell = if index == 0 && column == 0 && cell.is_empty() { "id" } else { cell };
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        }
        text.push('\n');
    }
    Some(text)
}

fn cells(row: Element<'_>) -> Vec<String> {
    let cells = row.children().filter(|cell| matches!(cell.name(), "td" | "th"));
    cells.map(cell_text).collect()
}

/// The text of a cell. Words for nothing are empty.
fn cell_text(cell: Element<'_>) -> String {
    let text = words(cell, Lines::Joined, plainly).text;
    if matches!(text.as_str(), "NaN" | "NaT" | "None" | "<NA>") { String::new() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_a_notebook_becomes_csv() {
        let page = "<table border=1 class=dataframe><thead><tr><th></th><th>author</th><th>text</th></tr></thead><tbody><tr><th>0</th><td>Ann</td><td>a \"b\"</td></tr><tr><th>1</th><td>NaN</td><td>c</td></tr></tbody></table>";
        let tree = crate::read::markup::html(page);
        let text = table(&tree).unwrap();
        assert_eq!(text, "\"id\",\"author\",\"text\"\n\"0\",\"Ann\",\"a \"\"b\"\"\"\n\"1\",\"\",\"c\"\n");
    }
}
