//! Decides what each column of a table holds: by the user's choice, by the layout, by its header, and by its cells.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::cell;
use super::column::{Column, candidates, letters};
use super::ids;
use super::layout::Known;
use super::sheet::Sheet;
use crate::read::error::ReadError;
use crate::rule;

/// A column that the user named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it holds.
    pub column: Column,
    /// Its header; or its number from 1, if there is no such header.
    pub header: String,
}

/// Articles are longer than this on average, in bytes; their names and titles are shorter.
const ARTICLE_CHARS: usize = 200;

/// How many headers for one column are compared with each other.
const WEIGHED: usize = 4;

/// The columns chosen so far.
#[derive(Debug, Default)]
pub struct Chosen {
    places: BTreeMap<Column, usize>,
    taken: BTreeSet<usize>,
    by_hand: BTreeSet<Column>,
}

impl Chosen {
    /// The place of a column.
    pub fn at(&self, column: Column) -> Option<usize> {
        self.places.get(&column).copied()
    }

    /// Whether the user named it.
    pub fn is_by_hand(&self, column: Column) -> bool {
        self.by_hand.contains(&column)
    }

    /// Forgets a column that turns out not to fit the rows.
    pub fn drop(&mut self, column: Column) {
        if let Some(at) = self.places.remove(&column) {
            self.taken.remove(&at);
        }
    }

    /// The headers that are not read, in order.
    pub fn left<'h>(&self, header: &'h [String]) -> Vec<&'h str> {
        let left = header.iter().enumerate().filter(|(at, cell)| !self.taken.contains(at) && !cell.is_empty());
        left.map(|(_, cell)| cell.as_str()).collect()
    }

    fn put(&mut self, column: Column, at: usize) {
        if self.taken.insert(at) {
            self.places.insert(column, at);
        }
    }

    /// Takes the columns that the user named.
    ///
    /// # Errors
    /// If there is no such header.
    pub fn by_hand(&mut self, named: &[Named], header: &[String]) -> Result<(), ReadError> {
        for Named { column, header: name } in named {
            let exact = header.iter().position(|cell| cell == name);
            let like = || header.iter().position(|cell| !letters(cell).is_empty() && letters(cell) == letters(name));
            let number = || name.parse::<usize>().ok().and_then(|at| at.checked_sub(1)).filter(|at| *at < header.len());
            let Some(at) = exact.or_else(like).or_else(number) else { return Err(no_such(name, header)) };
            self.taken.insert(at);
            self.places.insert(*column, at);
            self.by_hand.insert(*column);
        }
        Ok(())
    }

    /// Takes the columns that a known layout names.
    pub fn by_layout(&mut self, known: &Known, header: &[String]) {
        for (column, at) in known.places(header) {
            if !self.places.contains_key(&column) {
                self.put(column, at);
            }
        }
        // The headers that identify the layout need not be reported as unread.
        self.taken.extend(known.telling(header));
    }

    /// Takes the text: the first header for it whose cells hold words.
    pub fn text(&mut self, sheet: &Sheet<'_>) {
        self.first(Column::Text, sheet, |sheet, at| {
            let (mut words, mut all) = (0_usize, 0_usize);
            for cell in sheet.column(at) {
                let Some(content) = cell::content(&cell) else { continue };
                all += 1;
                words += usize::from(content.contains(char::is_alphabetic) && !content.starts_with("http"));
            }
            words * 2 > all || (all == 0 && sheet.rows.is_empty())
        });
    }

    /// Takes all other columns.
    pub fn rest(&mut self, sheet: &Sheet<'_>) {
        self.ids_and_parents(sheet);
        self.first(Column::Author, sheet, says_something);
        self.first(Column::Time, sheet, |sheet, at| says_something(sheet, at) && !share(sheet, at, is_clock));
        self.first(Column::Title, sheet, says_something);
        self.first(Column::Article, sheet, is_article);
        self.thread(sheet);
        for column in [Column::Votes, Column::For, Column::Against] {
            self.first(column, sheet, |sheet, at| share(sheet, at, |cell| cell::count(cell).is_some()));
        }
        self.first(Column::Kind, sheet, |sheet, at| share(sheet, at, |cell| cell::kind(cell).is_some()));
        self.first(Column::Relation, sheet, |sheet, at| share(sheet, at, |cell| cell::side(cell).is_ok()));
        self.first(Column::Lang, sheet, says_something);
        self.first(Column::Depth, sheet, |sheet, at| share(sheet, at, |cell| cell.parse::<f64>().is_ok()));
        self.first(Column::State, sheet, |sheet, at| share(sheet, at, |cell| cell::state(cell).is_some()));
        for column in [
            Column::Reply,
            Column::Deleted,
            Column::Edited,
            Column::Pinned,
            Column::Featured,
            Column::Moderator,
            Column::Hidden,
            Column::Spam,
        ] {
            self.first(column, sheet, |sheet, at| !share(sheet, at, |cell| cell.contains(' ') && cell.len() > 40));
        }
        self.first(Column::Clock, sheet, |sheet, at| share(sheet, at, is_clock));
    }

    /// Takes the first free candidate that fits.
    fn first(&mut self, column: Column, sheet: &Sheet<'_>, fits: impl Fn(&Sheet<'_>, usize) -> bool) {
        if self.places.contains_key(&column) {
            return;
        }
        let found = candidates(column, &sheet.header)
            .into_iter()
            .filter(|at| !self.taken.contains(at))
            .find(|at| fits(sheet, *at));
        if let Some(at) = found {
            self.put(column, at);
        }
    }

    /// Takes ids and parents together: the pair of columns in which most parents are ids.
    fn ids_and_parents(&mut self, sheet: &Sheet<'_>) {
        let free = |chosen: &Self, column: Column| -> Vec<usize> {
            if let Some(at) = chosen.at(column) {
                return vec![at];
            }
            candidates(column, &sheet.header)
                .into_iter()
                .filter(|at| !chosen.taken.contains(at))
                .take(WEIGHED)
                .collect()
        };
        let read = |places: Vec<usize>| -> Vec<(usize, Vec<Option<String>>)> {
            places.into_iter().map(|at| (at, ids::ids(sheet.column(at)))).collect()
        };
        let mut id_columns = read(free(self, Column::Id));
        let parent_columns = read(free(self, Column::Parent));
        // If most values of a column repeat, it holds threads or people; if it is nearly empty, it holds no ids.
        if !self.is_by_hand(Column::Id) {
            let telling = |column: &Vec<Option<String>>| {
                let (different, all) = ids::distinct(column);
                different * 2 > all && all * 2 > column.len()
            };
            let telling_columns: Vec<_> = id_columns.iter().filter(|(_, column)| telling(column)).cloned().collect();
            // Ids may start again from 1 in each thread.
            let restarts = id_columns.first().is_some_and(|(_, column)| column.iter().all(Option::is_some));
            if !telling_columns.is_empty() || !restarts {
                id_columns = telling_columns;
            } else {
                id_columns.truncate(1);
            }
        }
        let mut best: Option<(usize, usize, usize)> = None;
        for (id, ids_of) in &id_columns {
            for (parent, parents_of) in parent_columns.iter().filter(|(at, _)| at != id) {
                let met = ids::matches(ids_of, parents_of);
                if best.is_none_or(|(most, ..)| met > most) {
                    best = Some((met, *id, *parent));
                }
            }
        }
        let filled = |(_, column): &&(usize, Vec<Option<String>>)| column.iter().any(Option::is_some);
        let alone = (id_columns.first().map(|(at, _)| *at), parent_columns.iter().find(filled).map(|(at, _)| *at));
        let (id, parent) = best.map_or(alone, |(_, id, parent)| (Some(id), Some(parent)));
        for (column, at) in [(Column::Id, id), (Column::Parent, parent)] {
            if let Some(at) = at.filter(|_| !self.places.contains_key(&column)) {
                self.put(column, at);
            }
        }
    }

    /// Takes the thread: a column whose values repeat. Long values are the article itself, values with spaces its
    /// title.
    fn thread(&mut self, sheet: &Sheet<'_>) {
        if self.places.contains_key(&Column::Thread) {
            return;
        }
        for at in candidates(Column::Thread, &sheet.header) {
            if self.taken.contains(&at) || !says_something(sheet, at) {
                continue;
            }
            let different: HashSet<String> = sheet.column(at).map(|cell| thread_name(&cell).to_owned()).collect();
            if sheet.rows.len() >= 3 && different.len() == sheet.rows.len() {
                continue;
            }
            if is_article(sheet, at) && !self.places.contains_key(&Column::Article) {
                self.put(Column::Article, at);
                continue;
            }
            let is_title = different.iter().any(|name| name.contains(' '));
            if is_title && !self.places.contains_key(&Column::Title) {
                self.put(Column::Title, at);
                continue;
            }
            self.put(Column::Thread, at);
            return;
        }
    }
}

/// The name of a thread in a cell: an address loses its fragment.
pub fn thread_name(cell: &str) -> &str {
    let name = cell::content(cell).unwrap_or_default();
    if name.starts_with("http") { name.split('#').next().unwrap_or(name) } else { name }
}

fn says_something(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.column(at).any(|cell| cell::content(&cell).is_some())
}

/// Whether at least four in five of the cells that hold something pass a test, and at least one does.
fn share(sheet: &Sheet<'_>, at: usize, is: impl Fn(&str) -> bool) -> bool {
    let (mut hits, mut all) = (0_usize, 0_usize);
    for cell in sheet.column(at) {
        let Some(content) = cell::content(&cell) else { continue };
        all += 1;
        hits += usize::from(is(content));
    }
    all > 0 && hits * 5 >= all * 4
}

fn is_clock(cell: &str) -> bool {
    cell.len() <= 11
        && cell.starts_with(|c: char| c.is_ascii_digit())
        && cell.contains([':', 'h'])
        && !cell.contains(['-', '/'])
}

/// Whether a column holds whole articles.
fn is_article(sheet: &Sheet<'_>, at: usize) -> bool {
    let (mut chars, mut all) = (0_usize, 0_usize);
    for cell in sheet.column(at).filter(|cell| cell::content(cell).is_some()) {
        chars += cell.len();
        all += 1;
    }
    all > 0 && chars > all * ARTICLE_CHARS
}

/// Reports that there is no such header, which headers there are, and which one may be meant.
fn no_such(name: &str, header: &[String]) -> ReadError {
    let known = header.iter().map(String::as_str).filter(|cell| !cell.is_empty());
    let meant = rule::suggestion(name, known.clone());
    let mut list = known.collect::<Vec<_>>().join(", ");
    if list.chars().count() > 400 {
        list = list.chars().take(400).collect::<String>() + "…";
    }
    let then = if meant.is_empty() { "; there" } else { " There" };
    ReadError::Unusable {
        what: "a table",
        why: format!("no column of it is called `{name}`{meant}{then} are {list}"),
        help: "give --column one of these, or the number of a column, counted from 1",
    }
}
