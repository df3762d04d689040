//! Detects tables of comments and their kind.
//!
//! In comes a source, or the header of its table; out comes whether a reader of tables reads it. Exports with special
//! rules are recognised by their header, any other table by known headers or by regular rows.

use super::layout::{self, Layout};
use super::{cell, column};
use crate::read::source::Source;
use crate::read::table::Table;

/// A table without a known header needs at least this many rows, and this share of them must have as many fields as the
/// header.
const TYPED_ROWS: usize = 5;
const TYPED_SHARE: f64 = 0.95;

/// How many columns of a header the readers of tables know.
pub(super) fn known(header: &[String]) -> usize {
    if layout::of(header).is_some() { usize::MAX } else { column::known_columns(header) }
}

/// The layout of a source; `None` if it is not a table of comments.
fn layout(source: &Source<'_>) -> Option<Layout> {
    let table = source.table(known)?;
    match layout::of(&table.header) {
        Some(known) => Some(known.layout),
        None => (column::known_columns(&table.header) > 0 || is_typed(table, source.text)).then_some(Layout::Plain),
    }
}

/// Whether a table without known headers is a table all the same: it has regular rows, and a column of numbers or
/// times.
fn is_typed(table: &Table, text: &str) -> bool {
    if table.header.len() < 3 || table.looked < TYPED_ROWS || table.regular < TYPED_SHARE {
        return false;
    }
    let mut typed = vec![true; table.header.len()];
    for record in table.records(text).take(table.looked.min(20)) {
        for (field, typed) in record.fields.iter().zip(&mut typed) {
            *typed &= cell::content(&field.text).is_some_and(is_typed_cell);
        }
    }
    typed.contains(&true)
}

/// Whether a cell is a number, a time, or a web address.
pub(super) fn is_typed_cell(cell: &str) -> bool {
    cell.parse::<f64>().is_ok() || crate::read::when::iso(cell, false).is_some() || cell.starts_with("http")
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
