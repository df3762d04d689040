//! Rows of a table → threads.
//!
//! In come comments with the names and titles of their threads. Out come threads in the order of their first rows, each
//! with the article that its rows repeat. Also decides whether a column can hold threads at all.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::cell;
use super::cell::TimeStyle;
use super::choose::Chosen;
use super::column::Column;
use super::sheet::Sheet;
use super::written;
use crate::read::table::Record;
use crate::sort::Order as _;
use crate::thread::{Comment, Kind, Origin, Thread};

/// What a row holds, or a reply in it.
#[derive(Debug)]
pub(super) struct Entry {
    /// The comment; `None` for a post without one.
    pub(super) comment: Option<Comment>,
    /// The name of its thread.
    pub(super) thread: String,
    /// The title in its row.
    pub(super) title: Option<String>,
    /// The place of its row in the sheet.
    pub(super) row: usize,
}

/// The threads of rows that repeat articles: the number of the first row with the same article. `None` if all rows have
/// the same.
pub(super) fn by_article<'a>(cells: impl Iterator<Item = std::borrow::Cow<'a, str>>) -> Option<Vec<String>> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let names: Vec<String> = cells
        .enumerate()
        .map(|(row, cell)| (*first.entry(cell.trim().to_owned()).or_insert(row + 1)).to_string())
        .collect();
    (first.len() > 1).then_some(names)
}

/// The threads of rows without a column for it: rows with the same title are a thread, if titles repeat.
pub(super) fn by_title(titles: &[Option<String>]) -> Vec<String> {
    let names: Vec<String> = titles.iter().map(|title| title.clone().unwrap_or_default()).collect();
    let different: HashSet<&String> = names.iter().collect();
    if different.len() * 2 <= names.len() { names } else { vec![String::new(); names.len()] }
}

/// Whether more than one reply in five crosses threads, so that these cannot be threads.
pub(in crate::read::format) fn crosses(ids: &[String], parents: &[Option<String>], threads: &[String]) -> bool {
    let places: HashSet<(&str, &str)> =
        ids.iter().zip(threads).map(|(id, thread)| (id.as_str(), thread.as_str())).collect();
    let anywhere: HashSet<&str> = ids.iter().map(String::as_str).collect();
    let (mut links, mut crossing) = (0_usize, 0_usize);
    for (parent, thread) in parents.iter().zip(threads) {
        let Some(parent) = parent.as_deref().filter(|parent| anywhere.contains(parent)) else { continue };
        links += 1;
        crossing += usize::from(!places.contains(&(parent, thread.as_str())));
    }
    crossing * 5 > links
}

/// Groups rows by thread, in the order of the first row of each, with the opening first.
pub(super) fn group(sheet: &Sheet<'_>, chosen: &Chosen, entries: Vec<Entry>) -> Vec<Thread> {
    let mut grown: IndexMap<String, Thread> = IndexMap::new();
    let mut varied: HashSet<String> = HashSet::new();
    for Entry { comment, thread: name, title, row } in entries {
        let thread = match grown.get_mut(&name) {
            Some(thread) => thread,
            None => grown.entry(name.clone()).or_insert(Thread {
                id: name.clone(),
                key: name.starts_with("http").then(|| name.clone()),
                ..Thread::default()
            }),
        };
        let is_opening = comment.as_ref().is_some_and(|comment| comment.kind.is_opening());
        // A title that changes from row to row is the subject of comments.
        if thread.title.is_none() {
            thread.title = title;
        } else if title.is_some_and(|title| thread.title.as_ref() != Some(&title))
            && !is_opening
            && !varied.contains(&name)
        {
            varied.insert(name);
        }
        let article = chosen.at(Column::Article).zip(sheet.rows.get(row));
        if let Some((place, row)) = article.filter(|_| thread.comments.is_empty() && !is_opening) {
            thread.comments.extend(opening(sheet, chosen, row, place));
        }
        thread.comments.extend(comment);
    }
    let mut threads: Vec<Thread> = grown.into_values().collect();
    for thread in &mut threads {
        if varied.contains(&thread.id) {
            thread.title = None;
        }
        thread.comments.order_by_key(|comment| !comment.kind.is_opening());
    }
    threads
}

/// The article that the rows of a thread repeat, with its author and time where columns name them.
fn opening(sheet: &Sheet<'_>, chosen: &Chosen, row: &Record<'_>, place: usize) -> Option<Comment> {
    let article = sheet.cell(row, place);
    let (text, quotes) = written::words(cell::content(&article)?);
    let of = |at: Option<usize>| {
        let cell = sheet.cell(row, at?);
        cell::content(&cell).map(str::to_owned)
    };
    let origin = Origin { span: Some(row.span), lines: None };
    let author = of(chosen.post_author);
    let time = of(chosen.post_time).and_then(|time| TimeStyle::default().read(&time, None));
    Some(Comment { kind: Kind::Article, text, quotes, author, time, origin, ..Comment::default() })
}
