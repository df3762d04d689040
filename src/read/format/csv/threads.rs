//! Rows of a table → threads.
//!
//! In come comments with the names and titles of their threads. Out come threads in the order of their first rows, each
//! with the article that its rows repeat. Also decides whether a column can hold threads at all.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::cell;
use super::choose::Chosen;
use super::column::Column;
use super::sheet::Sheet;
use super::written::Written;
use crate::span::Span;
use crate::thread::{Comment, Kind, Origin, Thread};

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
pub(super) fn group(
    sheet: &Sheet<'_>,
    chosen: &Chosen,
    rows: Vec<Comment>,
    threads: &[String],
    titles: &[Option<String>],
) -> Vec<Thread> {
    let mut grown: IndexMap<&str, Thread> = IndexMap::new();
    let mut varied: HashMap<&str, bool> = HashMap::new();
    for (at, (comment, name)) in rows.into_iter().zip(threads).enumerate() {
        let thread = grown.entry(name).or_insert_with(|| Thread {
            id: name.clone(),
            key: name.starts_with("http").then(|| name.clone()),
            ..Thread::default()
        });
        let title = titles.get(at).cloned().flatten();
        let is_varied = varied.entry(name).or_default();
        match &thread.title {
            None => thread.title = title,
            // A title that changes from row to row is the subject of comments.
            Some(first) => *is_varied |= title.is_some_and(|title| title != *first && !comment.kind.is_opening()),
        }
        let article =
            chosen.at(Column::Article).zip(sheet.rows.get(at)).map(|(place, row)| (sheet.cell(row, place), row.span));
        if let Some((article, span)) = article.filter(|_| thread.comments.is_empty() && !comment.kind.is_opening()) {
            thread.comments.extend(opening(&article, span));
        }
        thread.comments.push(comment);
    }
    let mut threads: Vec<Thread> = grown.into_values().collect();
    for thread in &mut threads {
        if varied.get(thread.id.as_str()).copied().unwrap_or_default() {
            thread.title = None;
        }
        thread.comments.sort_by_key(|comment| !comment.kind.is_opening());
    }
    threads
}

/// The article that the rows of a thread repeat.
fn opening(cell: &str, span: Span) -> Option<Comment> {
    let content = cell::content(cell)?;
    let (text, quotes) = Written::of(std::iter::once(content.into())).words(content);
    let origin = Origin { span: Some(span), lines: None };
    Some(Comment { kind: Kind::Article, text, quotes, origin, ..Comment::default() })
}
