//! Tables of comments (CSV, TSV): research data, spreadsheets, the usual export tools, and civic platforms.
//!
//! In comes a source, out come its threads. [`table`](crate::read::table) detects how the table is written, `detect`
//! whether it holds comments. `column` knows what headers mean and `header` takes them apart; `choose` decides what each
//! column holds, with `variation` and `profile`, `pairs` for ids and parents, and `guess` where headers do not say it.
//! `ids` decides who answers whom, or `answers` if ids do not show it; `rounded` knows ids that lost digits. `builder`
//! reads a row, `replies` the replies in it, `threads` groups the rows, and `layout` knows exports with special rules. A
//! row without a text keeps its place. `report` says what was guessed and which columns were not read. No column with
//! e-mail addresses or the like is read.

mod answers;
mod builder;
mod cap;
pub(in crate::read::format) mod cell;
pub(in crate::read) mod choose;
mod column;
mod comments;
mod detect;
mod drawn;
mod guess;
mod header;
mod ids;
mod layout;
mod packed;
mod pairs;
mod profile;
mod replies;
mod report;
mod rounded;
mod sheet;
pub(in crate::read::format) mod threads;
mod variation;
mod written;

pub use choose::Named;
pub use column::{Column, headers};
pub use detect::{detect, detect_cap_collectif, detect_decidim, detect_polis};
pub use drawn::{detect_drawn, detect_page, read_drawn, read_page};
pub use header::letters;

use self::choose::Chosen;
use self::comments::{Found, comments};
use self::detect::{is_like_a_row, known};
use self::layout::Layout;
use self::sheet::Sheet;
use self::variation::Groups;
use crate::diagnostic::Diagnostic;
use crate::read::table::Table;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};

/// Reads a table.
///
/// # Errors
/// If it has no header, no column for the texts, or no column with a name given by `--column`; if it holds only votes.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
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
    if layout.is_some_and(|known| known.layout == Layout::PolisVotes) {
        let why = "it holds the votes of a Polis conversation, not what people said".to_owned();
        return Err(ReadError::Unusable { what: "a table", why, help: "read comments.csv of the same export" });
    }
    let headed = known(&table.header) > 0 || !is_like_a_row(table, source.text);
    let (sheet, diagnostics) = Sheet::new(table, source.text, headed);
    read_sheet(sheet, diagnostics, options)
}

/// Reads the rows of a table, however they were written.
///
/// # Errors
/// As [`read`].
fn read_sheet(mut sheet: Sheet<'_>, diagnostics: Vec<Diagnostic>, options: &Options) -> Result<Reading, ReadError> {
    let layout = layout::of(&sheet.header);
    let rules = layout.map_or(Layout::Plain, |known| known.layout);
    let mut chosen = Chosen::default();
    chosen.by_hand(&options.columns, &sheet.header)?;
    if let Some(known) = layout {
        chosen.by_layout(known, &sheet.header);
    }
    let groups = Groups::of(&sheet, chosen.at(Column::Thread));
    chosen.text(&sheet, &groups);
    let mut guessed = Vec::new();
    let mut text = chosen.at(Column::Text).or_else(|| decidim_text(rules, &sheet.header));
    if text.is_none() {
        text = guess::text(&sheet, &chosen);
        guessed.extend(text.map(|at| (Column::Text, at)));
        if let Some(at) = text {
            chosen.guess(Column::Text, at);
        }
    }
    let Some(text) = text else { return Err(no_text(&sheet)) };
    sheet.text_is(text);
    let mut reading = match rules {
        Layout::CapCollectif => cap::read(&sheet),
        Layout::CapCollectif2015 => cap::read_2015(&sheet),
        _ => {
            let replies = if rules == Layout::Plain { replies::find(&sheet, &mut chosen) } else { Vec::new() };
            chosen.rest(&sheet, &groups);
            if rules == Layout::Plain {
                guessed.extend(guess::rest(&sheet, &mut chosen));
            }
            let found = Found { text, rules, groups: &groups, guessed: &guessed, replies: &replies };
            comments(&sheet, chosen, &found)
        }
    };
    reading.diagnostics.splice(0..0, diagnostics.into_iter().chain(sheet.ragged()));
    Ok(reading)
}

/// Some versions of Decidim have a column for each language: the first of them.
fn decidim_text(rules: Layout, header: &[String]) -> Option<usize> {
    (rules == Layout::Decidim).then(|| header.iter().position(|cell| cell.starts_with("body/")))?
}

fn no_text(sheet: &Sheet<'_>) -> ReadError {
    let why = if sheet.is_headed {
        let mut list = sheet.header.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        if list.chars().count() > 400 {
            list = list.chars().take(400).collect::<String>() + "…";
        }
        format!("none of its columns is known to hold what people wrote ({list})")
    } else {
        let columns = sheet.header.len();
        format!(
            "it looks like a table whose columns are not named: its first line holds data, not the names of its {columns} columns"
        )
    };
    let help = if sheet.is_headed {
        "name that column with --column text=HEADER"
    } else {
        "add a line of names, or name columns by their numbers, such as --column text=4"
    };
    ReadError::Unusable { what: "a table", why, help }
}
