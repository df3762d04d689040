//! One row of a table → a comment.
//!
//! In come a row and the chosen columns; out comes a comment without id, parent and author, which are decided for all
//! rows together. Rows without a text become deleted comments.

use super::cell::{self, State, TimeStyle};
use super::choose::Chosen;
use super::column::Column;
use super::header;
use super::layout::Layout;
use super::packed;
use super::sheet::Sheet;
use super::written;
use crate::read::table::Record;
use crate::thread::{Comment, Kind, Lang, Mark, Origin};

/// Makes comments of rows.
pub(super) struct Builder<'s, 't> {
    pub(super) sheet: &'s Sheet<'t>,
    pub(super) chosen: &'s Chosen,
    pub(super) text: usize,
    pub(super) style: TimeStyle,
    pub(super) rules: Layout,
    pub(super) unknown_sides: usize,
    pub(super) silent: usize,
}

impl<'t> Builder<'_, 't> {
    pub(super) fn cell(&self, row: &Record<'t>, column: Column) -> Option<String> {
        let at = self.chosen.at(column)?;
        cell::content(&self.sheet.cell(row, at)).map(str::to_owned)
    }

    /// The comment of a row, without id, parent and author.
    pub(super) fn comment(&mut self, row: &Record<'t>) -> Comment {
        let mut cell = self.sheet.cell(row, self.text).into_owned();
        let mut lang = self.cell(row, Column::Lang);
        if self.rules == Layout::Decidim && cell.trim().is_empty() {
            (cell, lang) = self.other_language(row).unwrap_or((cell, lang));
        }
        let packed = packed::unpack(&cell).and_then(|all| packed::joined(&all)).unwrap_or_default();
        let (text, quotes) = written::words(if packed.text.is_empty() { &cell } else { &packed.text });
        let mut comment = Comment {
            text,
            quotes,
            author: packed.author,
            time: packed.time.and_then(|time| TimeStyle::default().read(&time, None)),
            lang: lang.as_deref().and_then(Lang::parse),
            votes: self.votes(row),
            origin: Origin { span: Some(row.span), lines: Some(row.line..row.line_end) },
            ..Comment::default()
        };
        if let Some(at) = self.chosen.at(Column::Time) {
            let clock = self.cell(row, Column::Clock);
            comment.time = self.style.read(&self.sheet.cell(row, at), clock.as_deref());
        }
        if let Some(relation) = self.cell(row, Column::Relation) {
            match cell::side(&relation) {
                Ok(relation) => comment.relation = relation,
                Err(()) => self.unknown_sides += 1,
            }
        }
        if let Some((kind, _)) = self.cell(row, Column::Kind).as_deref().and_then(cell::kind) {
            comment.kind = kind;
        }
        self.marks(row, &mut comment);
        let gone = cell::gone(&comment.text);
        if let Some(removed) = gone {
            bury(&mut comment, removed);
        }
        if comment.text.trim().is_empty() && comment.kind == Kind::Comment && self.rules != Layout::Facepager {
            self.silent += 1;
            comment.kind = Kind::Deleted;
        }
        comment.marks.sort_unstable();
        comment.marks.dedup();
        comment
    }

    /// The first text in Decidim's columns for single languages, and its language.
    fn other_language(&self, row: &Record<'t>) -> Option<(String, Option<String>)> {
        self.sheet.header.iter().enumerate().find_map(|(at, cell)| {
            let lang = cell.strip_prefix("body/")?;
            let text = self.sheet.cell(row, at);
            (!text.trim().is_empty()).then(|| (text.into_owned(), Some(lang.to_owned())))
        })
    }

    fn votes(&self, row: &Record<'t>) -> Option<i64> {
        let count = |column| self.cell(row, column).as_deref().and_then(cell::count);
        count(Column::Votes).or_else(|| {
            let (of, against) = (count(Column::For), count(Column::Against));
            (of.is_some() || against.is_some()).then(|| of.unwrap_or(0) - against.unwrap_or(0))
        })
    }

    fn marks(&self, row: &Record<'t>, comment: &mut Comment) {
        for (column, mark) in [
            (Column::Edited, Mark::Edited),
            (Column::Pinned, Mark::Pinned),
            (Column::Featured, Mark::Featured),
            (Column::Moderator, Mark::Moderator),
            (Column::Hidden, Mark::Hidden),
            (Column::Spam, Mark::Spam),
        ] {
            if self.cell(row, column).is_some_and(|cell| cell::is_yes(&cell)) {
                comment.marks.push(mark);
            }
        }
        // Polis: 0 is a statement that no moderator has judged, and it was shown.
        let state = self.cell(row, Column::State).filter(|state| self.rules != Layout::Polis || state != "0");
        match state.as_deref().and_then(cell::state) {
            Some(State::Marked(mark)) => comment.marks.push(mark),
            Some(State::Gone(removed)) => bury(comment, removed),
            Some(State::Shown) | None => {}
        }
        if self.cell(row, Column::Deleted).is_some_and(|cell| cell::is_yes(&cell)) {
            let header = self.chosen.at(Column::Deleted).and_then(|at| self.sheet.header.get(at));
            bury(comment, header.is_some_and(|header| header::letters(header).contains("removed")));
        }
    }
}

/// Removes the text of a comment and keeps its place in the thread.
fn bury(comment: &mut Comment, removed: bool) {
    comment.kind = if comment.kind.is_opening() { comment.kind } else { Kind::Deleted };
    comment.text.clear();
    comment.quotes.clear();
    if removed {
        comment.marks.push(Mark::Removed);
    }
}
