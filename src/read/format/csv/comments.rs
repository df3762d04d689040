//! The rows of a sheet → its threads.
//!
//! In come a sheet and the chosen columns. Out come its threads, and diagnostics on what is not in them: rows without a
//! text, unknown relations, columns that were not read.

use super::answers::{decidim, facepager};
use super::builder::Builder;
use super::cell::{self, TimeStyle};
use super::choose::{self, Chosen};
use super::column::Column;
use super::ids;
use super::layout::Layout;
use super::sheet::{Sheet, counted};
use super::threads::{by_title, crosses, group};
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::read::format::common;
use crate::read::format::reader::Reading;
use crate::thread::{Comment, Kind};

/// The threads of a sheet.
pub(super) fn comments(sheet: &Sheet<'_>, mut chosen: Chosen, text: usize, rules: Layout) -> Reading {
    let n = sheet.rows.len();
    let column = |at: Option<usize>| -> Vec<Option<String>> {
        at.map_or_else(
            || vec![None; n],
            |at| sheet.column(at).map(|cell| cell::content(&cell).map(str::to_owned)).collect(),
        )
    };
    let authors = column(chosen.at(Column::Author));
    let titles = column(chosen.at(Column::Title));
    let mut threads: Vec<String> = match chosen.at(Column::Thread) {
        Some(at) => sheet.column(at).map(|cell| choose::thread_name(&cell).to_owned()).collect(),
        None => by_title(&titles),
    };
    let ids_of = chosen.at(Column::Id).map(|at| ids::ids(sheet.column(at)));
    let parents_of = chosen.at(Column::Parent).map(|at| ids::ids(sheet.column(at)));
    let mut answers = ids::settle(&sheet.numbers, ids_of.as_deref(), parents_of, &threads, &authors);
    if !chosen.is_by_hand(Column::Thread) && crosses(&answers.ids, &answers.parents, &threads) {
        chosen.drop(Column::Thread);
        threads.fill(String::new());
    }
    let mut diagnostics = std::mem::take(&mut answers.notes);
    let mut builder = Builder {
        sheet,
        text,
        written: Written::of(sheet.column(text)),
        style: chosen.at(Column::Time).map_or_else(TimeStyle::default, |at| {
            let cells: Vec<_> = sheet.column(at).collect();
            TimeStyle::of(cells.iter().map(AsRef::as_ref))
        }),
        unknown_sides: 0,
        silent: 0,
        chosen: &chosen,
        rules,
    };
    let mut rows: Vec<Comment> = Vec::with_capacity(n);
    for ((row, id), (parent, author)) in
        sheet.rows.iter().zip(answers.ids).zip(answers.parents.into_iter().zip(authors))
    {
        let mut comment = builder.comment(row);
        comment.id = id;
        comment.parent = parent;
        comment.author = author;
        rows.push(comment);
    }
    let (unknown_sides, silent) = (builder.unknown_sides, builder.silent);
    builder.by_depth(&mut rows, &threads);
    let mut skipped = 0;
    match rules {
        Layout::Decidim => decidim(sheet, &mut rows, &threads),
        Layout::Facepager => skipped = facepager(sheet, &mut rows, &mut threads),
        _ => {}
    }
    let mut built = group(sheet, &chosen, rows, &threads, &titles);
    for thread in &mut built {
        thread.comments.retain(|comment| comment.kind != Kind::Missing);
    }
    built.retain(|thread| !thread.comments.is_empty());
    diagnostics.extend(common::left_out(skipped, "rows", "they are pages and marks of the tool, not comments"));
    if unknown_sides > 0 {
        let message = format!("{} no relation", counted(unknown_sides, "relation names", "relations name"));
        diagnostics.push(Diagnostic::warning("unknown-relation", message));
    }
    if silent > 0 {
        let message = format!("{} no text; kept as deleted", counted(silent, "row has", "rows have"));
        diagnostics.push(Diagnostic::warning("no-text", message));
    }
    let left = chosen.left(&sheet.header);
    if !left.is_empty() {
        let list = left.iter().take(30).copied().collect::<Vec<_>>().join(", ");
        let what = counted(left.len(), "column was", "columns were");
        let more = if left.len() > 30 { ", …" } else { "" };
        diagnostics.push(
            Diagnostic::note("left-out", format!("{what} not read: {list}{more}")).help("name one with --column"),
        );
    }
    Reading { threads: built, diagnostics }
}
