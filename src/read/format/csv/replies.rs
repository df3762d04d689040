//! Columns of replies: `reply`, `reply_2_text` with `reply_2_author`, `réponses`.
//!
//! In comes a sheet with its chosen text; out come the groups of columns that hold replies to the comment of a row. A cell
//! holds one reply, or a list of them: JSON, a list of Python, or lines, if its header is a plural.

use std::collections::BTreeMap;

use super::cell::{self, TimeStyle};
use super::choose::Chosen;
use super::column::Column;
use super::header::Scope;
use super::packed::unpack;
use super::profile::Profile;
use super::sheet::Sheet;
use super::written;
use crate::lang;
use crate::read::table::Record;
use crate::thread::{Comment, Origin};

/// The share of the cells of a reply that have letters and spaces, at least. Flags, counts and ids have fewer.
const WORDY: f64 = 0.4;

/// How many cells are looked at to find lists of replies.
const LISTS: usize = 50;

/// The columns of one reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Its text.
    pub(super) text: usize,
    others: BTreeMap<Column, usize>,
    /// Whether every line of the text is a reply.
    by_lines: bool,
}

/// The groups of a sheet. Their columns are taken.
pub(super) fn find(sheet: &Sheet<'_>, chosen: &mut Chosen) -> Vec<Group> {
    let mut of: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (at, head) in sheet.heads.iter().enumerate() {
        if let (Scope::Reply(number), false) = (head.scope, chosen.is_taken(at)) {
            of.entry(number).or_default().push(at);
        }
    }
    let mut groups = Vec::new();
    for places in of.values() {
        let best = |column: Column, fits: &dyn Fn(usize) -> bool| {
            let mut ranked: Vec<(usize, usize)> = places
                .iter()
                .filter_map(|at| Some((sheet.heads.get(*at)?.rank(column)?, *at)))
                .filter(|(_, at)| fits(*at))
                .collect();
            ranked.sort_unstable();
            ranked.first().map(|(_, at)| *at)
        };
        let Some(text) = best(Column::Text, &|at| holds_words(sheet, at)) else { continue };
        let mut others = BTreeMap::new();
        for column in [Column::Id, Column::Author, Column::Time, Column::Votes, Column::For] {
            let fits = |at: usize| {
                at != text
                    && !others.values().any(|taken| *taken == at)
                    && (column != Column::Time
                        || super::profile::precision(sheet, at) < super::profile::Precision::Words)
            };
            if let Some(at) = best(column, &fits) {
                others.insert(column, at);
            }
        }
        let is_plural = sheet.header.get(text).is_some_and(|header| names_many(header));
        let by_lines = is_plural && others.is_empty();
        chosen.take(others.values().copied().chain([text]));
        groups.push(Group { text, others, by_lines });
    }
    groups
}

/// Whether a header is a plural: `replies`, `Réponses`.
fn names_many(header: &str) -> bool {
    let header = super::header::letters(header);
    lang::all().any(|words| words.tables.parts.replies.split_whitespace().any(|plural| header.ends_with(plural)))
}

/// Whether a column holds words, and not counts, flags or ids.
fn holds_words(sheet: &Sheet<'_>, at: usize) -> bool {
    let profile = Profile::of(sheet, at);
    let has_lists = || sheet.column(at).take(LISTS).any(|cell| unpack(&cell).is_some_and(|all| !all.is_empty()));
    if profile.filled > 0 && profile.letters > 0.0 && has_lists() {
        return true;
    }
    profile.filled > 0 && profile.numbers < 0.5 && profile.letters.min(profile.spaced.max(profile.sentences)) >= WORDY
}

impl Group {
    /// The replies in a row, without parents. `of` is the id of the comment that they answer, for replies without an id.
    /// `cut` counts cells that were cut at line breaks.
    pub(super) fn replies(
        &self,
        sheet: &Sheet<'_>,
        row: &Record<'_>,
        styles: &BTreeMap<usize, TimeStyle>,
        cut: &mut usize,
    ) -> Vec<Comment> {
        let cell = sheet.cell(row, self.text);
        let Some(content) = cell::content(&cell) else { return Vec::new() };
        let origin = || Origin { span: Some(row.span), lines: Some(row.line..row.line_end) };
        let reply = |text: &str| {
            let (text, quotes) = written::words(text);
            Comment { text, quotes, origin: origin(), ..Comment::default() }
        };
        if let Some(all) = unpack(content) {
            let read = |packed: super::packed::Packed| Comment {
                id: packed.id.unwrap_or_default(),
                author: packed.author,
                time: packed.time.and_then(|time| TimeStyle::default().read(&time, None)),
                ..reply(&packed.text)
            };
            return all.into_iter().map(read).filter(|comment| !comment.text.trim().is_empty()).collect();
        }
        if self.by_lines && content.contains('\n') {
            *cut += 1;
            return content.lines().map(str::trim).filter(|line| !line.is_empty()).map(reply).collect();
        }
        let of = |column: Column| {
            let at = *self.others.get(&column)?;
            let cell = sheet.cell(row, at);
            cell::content(&cell).map(|content| (at, content.to_owned()))
        };
        let style = |at: usize| styles.get(&at).copied().unwrap_or_default();
        let votes = of(Column::Votes).or_else(|| of(Column::For));
        vec![Comment {
            id: of(Column::Id).map(|(_, id)| id).unwrap_or_default(),
            author: of(Column::Author).map(|(_, author)| author),
            time: of(Column::Time).and_then(|(at, time)| style(at).read(&time, None)),
            votes: votes.and_then(|(_, votes)| cell::count(&votes)),
            ..reply(content)
        }]
    }

    /// The column of its times.
    pub(super) fn time(&self) -> Option<usize> {
        self.others.get(&Column::Time).copied()
    }
}
