//! Parents in tables that do not give them by ids alone.
//!
//! In come comments in the order of their rows. They leave with parents by depth, or by the rules of the exports of
//! Decidim and Facepager.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::builder::Builder;
use super::cell;
use super::column::Column;
use super::header;
use super::layout::Layout;
use super::sheet::Sheet;
use crate::place::set;
use crate::read::format::common;
use crate::read::table::Record;
use crate::thread::{Comment, Kind};

impl<'t> Builder<'_, 't> {
    /// Sets parents by depth, or by the word *reply*, if the table gives no parents.
    pub(super) fn by_depth(&self, rows: &mut [Comment], threads: &[String]) {
        if rows.iter().any(|comment| comment.parent.is_some()) || self.rules != Layout::Plain {
            return;
        }
        let replies = |row: &Record<'t>| {
            let flagged = self.cell(row, Column::Reply).is_some_and(|cell| cell::is_yes(&cell));
            flagged || self.cell(row, Column::Kind).as_deref().and_then(cell::kind).is_some_and(|(_, reply)| reply)
        };
        let depths: Vec<usize> = self
            .sheet
            .rows
            .iter()
            .map(|row| match self.cell(row, Column::Depth).and_then(|cell| cell.parse::<f64>().ok()) {
                Some(depth) => depth.max(0.0) as usize,
                None => usize::from(replies(row)),
            })
            .collect();
        if depths.windows(2).all(|pair| matches!(pair, [a, b] if a == b)) {
            return;
        }
        // The rows of a thread need not be adjacent.
        let mut of_thread: IndexMap<&str, Vec<usize>> = IndexMap::new();
        for (at, thread) in threads.iter().enumerate() {
            of_thread.entry(thread).or_default().push(at);
        }
        for (at, comment) in rows.iter_mut().enumerate() {
            if comment.id.is_empty() {
                comment.id = (at + 1).to_string();
            }
        }
        for places in of_thread.values() {
            let mut some = Vec::with_capacity(places.len());
            for at in places {
                some.extend(rows.get_mut(*at).map(std::mem::take));
            }
            let depths: Vec<usize> = places.iter().filter_map(|at| depths.get(*at)).copied().collect();
            common::answer_by_depth(&mut some, &depths);
            for (at, comment) in places.iter().zip(some) {
                set(rows, *at, comment);
            }
        }
    }
}

/// Decidim: a comment answers another comment, or the proposal under discussion, which is not in the table. If comments
/// take sides on it, it gets the id `article`.
pub(super) fn decidim(sheet: &Sheet<'_>, rows: &mut [Comment], threads: &[String]) {
    let place = |name: &str| sheet.header.iter().position(|cell| header::letters(cell) == name);
    let (Some(to), Some(kind)) = (place("commentableid"), place("commentabletype")) else { return };
    let sided: HashSet<&String> = threads
        .iter()
        .zip(rows.iter())
        .filter(|(_, comment)| comment.relation.is_some())
        .map(|(thread, _)| thread)
        .collect();
    for ((comment, row), thread) in rows.iter_mut().zip(&sheet.rows).zip(threads) {
        comment.parent = if sheet.cell(row, kind).contains("Comment") {
            cell::content(&sheet.cell(row, to)).map(str::to_owned)
        } else {
            sided.contains(thread).then(|| "article".to_owned())
        };
    }
}

/// Facepager: the first level has pages, the second posts, then come comments and replies. Rows that are not data get
/// the kind *missing*, so that they are left out. Returns their number.
pub(super) fn facepager(sheet: &Sheet<'_>, rows: &mut [Comment], threads: &mut [String]) -> usize {
    let place = |name: &str| sheet.header.iter().position(|cell| header::letters(cell) == name);
    let (Some(level), Some(kind)) = (place("level"), place("objecttype")) else { return 0 };
    let mut skipped = 0;
    let mut of: HashMap<String, String> = HashMap::with_capacity(rows.len());
    for ((comment, row), thread) in rows.iter_mut().zip(&sheet.rows).zip(threads) {
        let level = cell::count(&sheet.cell(row, level)).unwrap_or(0);
        let is_data = sheet.cell(row, kind).trim() == "data";
        if level == 0 || !is_data {
            comment.kind = Kind::Missing;
            skipped += 1;
        } else if level == 1 {
            comment.kind = Kind::Post;
            comment.parent = None;
        }
        // Each post is a thread.
        let up = comment.parent.as_ref().and_then(|parent| of.get(parent)).cloned();
        *thread = up.unwrap_or_else(|| comment.id.clone());
        of.insert(comment.id.clone(), thread.clone());
    }
    skipped
}
