//! Decides what each column of a table holds: by the user's choice, by the layout, by its header, and by its cells.
//!
//! The text is chosen first. The other columns follow from it: the author of `comment_text` is `comment_author`, not
//! `post_author`; and a column that never changes within a thread, where texts do, belongs to the post.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::cell;
use super::column::{Column, candidates};
use super::header::{Scope, letters};
use super::layout::Known;
use super::pairs;
use super::profile::{Profile, precision};
use super::rounded::Rounding;
use super::sheet::Sheet;
use super::variation::{Groups, Variation};
use crate::read::error::ReadError;
use crate::rule;
use crate::sort::Order as _;

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

/// The columns chosen so far.
#[derive(Debug, Default)]
pub struct Chosen {
    places: BTreeMap<Column, usize>,
    taken: BTreeSet<usize>,
    by_hand: BTreeSet<Column>,
    /// Columns that belong to the post, since they never change within a thread.
    pub(super) of_posts: Vec<usize>,
    /// Which ids are rounded.
    pub(super) rounding: Rounding,
    /// How many are.
    pub(super) lost: usize,
    /// The column with the texts of what comments answer.
    pub(super) above_text: Option<usize>,
    /// How many ids a spreadsheet made dates of.
    pub(super) dated: usize,
    /// The author and the time of the post that rows repeat.
    pub(super) post_author: Option<usize>,
    pub(super) post_time: Option<usize>,
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

    /// Whether a column has a meaning already.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.taken.contains(&at)
    }

    /// Takes columns that are read in another way.
    pub(super) fn take(&mut self, columns: impl Iterator<Item = usize>) {
        self.taken.extend(columns);
    }

    /// Takes a column that its values show.
    pub(super) fn guess(&mut self, column: Column, at: usize) {
        self.taken.insert(at);
        self.places.insert(column, at);
    }

    /// Forgets a column that turns out not to fit the rows.
    pub fn drop(&mut self, column: Column) {
        if let Some(at) = self.places.remove(&column) {
            self.taken.remove(&at);
        }
    }

    /// The places of the columns that are not read, in order.
    pub(super) fn left(&self, header: &[String]) -> Vec<usize> {
        let is_left = |at: &usize| !self.taken.contains(at) && header.get(*at).is_some_and(|cell| !cell.is_empty());
        (0..header.len()).filter(is_left).collect()
    }

    pub(super) fn put(&mut self, column: Column, at: usize) {
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

    /// Takes the text: the first header for it whose cells hold words. Texts of comments go before those of replies, and
    /// both before what never changes within a thread, or whose header names the post.
    pub(super) fn text(&mut self, sheet: &Sheet<'_>, groups: &Groups) {
        if self.places.contains_key(&Column::Text) {
            return;
        }
        let mut ranked: Vec<(u8, usize)> = candidates(Column::Text, &sheet.heads)
            .into_iter()
            .filter(|at| !self.taken.contains(at) && holds_words(sheet, *at))
            .filter_map(|at| match sheet.heads.get(at)?.scope {
                Scope::Plain | Scope::Comment => Some((0, at)),
                Scope::Reply(_) => Some((1, at)),
                Scope::Opening => Some((2, at)),
                Scope::Above => None,
            })
            .collect();
        ranked.order_by_key(|(scope, _)| *scope);
        let varies = |at: usize| groups.variation(sheet, at) != Variation::OfGroups;
        let is_prose = |at: usize| Profile::of(sheet, at).is_prose();
        let first = |fits: &dyn Fn(usize) -> bool| ranked.iter().map(|(_, at)| *at).find(|at| fits(*at));
        let best = if ranked.len() < 2 {
            first(&|_| true)
        } else {
            first(&|at| varies(at) && is_prose(at)).or_else(|| first(&varies)).or_else(|| first(&|_| true))
        };
        if let Some(at) = best {
            self.put(Column::Text, at);
        }
    }

    /// Takes all other columns.
    pub(super) fn rest(&mut self, sheet: &Sheet<'_>, groups: &Groups) {
        pairs::ids_and_parents(self, sheet);
        self.best(Column::Author, sheet, groups, |at| {
            let profile = Profile::of(sheet, at);
            profile.can_be_people().then_some(0)
        });
        self.best(Column::Time, sheet, groups, |at| {
            let is_time =
                !share(sheet, at, is_clock) && share(sheet, at, |cell| cell.contains(|c: char| c.is_ascii_digit()));
            is_time.then(|| precision(sheet, at) as usize)
        });
        self.first(Column::Given, sheet, says_something);
        self.first(Column::Family, sheet, says_something);
        self.first(Column::Organization, sheet, says_something);
        self.first(Column::Addressee, sheet, says_something);
        self.first(Column::Title, sheet, says_something);
        self.first(Column::Outline, sheet, says_something);
        self.article(sheet, groups);
        self.thread(sheet);
        self.of_post(sheet, groups);
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

    /// The free candidates for a column, those of the comment first. `None` as cost: the column belongs to something else.
    pub(super) fn ranked(&self, column: Column, sheet: &Sheet<'_>) -> Vec<usize> {
        let text = self.at(Column::Text).and_then(|at| sheet.heads.get(at)).map_or(Scope::Plain, |head| head.scope);
        let mut ranked: Vec<(u8, usize)> = candidates(column, &sheet.heads)
            .into_iter()
            .filter(|at| !self.taken.contains(at))
            .filter_map(|at| Some((cost(column, text, sheet.heads.get(at)?.scope)?, at)))
            .collect();
        ranked.order_by_key(|(cost, _)| *cost);
        ranked.into_iter().map(|(_, at)| at).collect()
    }

    /// Takes the first free candidate that fits.
    fn first(&mut self, column: Column, sheet: &Sheet<'_>, fits: impl Fn(&Sheet<'_>, usize) -> bool) {
        if self.places.contains_key(&column) {
            return;
        }
        if let Some(at) = self.ranked(column, sheet).into_iter().find(|at| fits(sheet, *at)) {
            self.put(column, at);
        }
    }

    /// Takes the author or the time: the best free candidate that fits and changes within threads. `fits` returns how
    /// good the values are, 0 for the best. Candidates of the same scope are compared by their values.
    fn best(&mut self, column: Column, sheet: &Sheet<'_>, groups: &Groups, fits: impl Fn(usize) -> Option<usize>) {
        if self.places.contains_key(&column) {
            return;
        }
        let text = self.at(Column::Text).and_then(|at| sheet.heads.get(at)).map_or(Scope::Plain, |head| head.scope);
        let mut found: Vec<(Variation, u8, usize, usize, usize)> = Vec::new();
        for (place, at) in self.ranked(column, sheet).into_iter().enumerate() {
            let Some(value) = fits(at).filter(|_| says_something(sheet, at)) else { continue };
            let Some(cost) = sheet.heads.get(at).and_then(|head| cost(column, text, head.scope)) else { continue };
            let variation = groups.variation(sheet, at);
            if variation == Variation::OfGroups && groups.is_sure() {
                self.of_posts.push(at);
                continue;
            }
            // A header that names the post may still mean the comment, but only if its values change as texts do.
            if cost >= cost_of_post() && groups.chances > 0 && variation != Variation::Varies {
                self.of_posts.push(at);
                continue;
            }
            found.push((variation, cost, value, place, at));
        }
        found.sort_unstable();
        if let Some((.., at)) = found.first() {
            self.put(column, *at);
        }
    }

    /// Takes the article: a column of long texts whose header names it, or texts of a post that rows repeat.
    fn article(&mut self, sheet: &Sheet<'_>, groups: &Groups) {
        self.first(Column::Article, sheet, is_article);
        if self.places.contains_key(&Column::Article) {
            return;
        }
        let texts = candidates(Column::Text, &sheet.heads).into_iter().chain(candidates(Column::Article, &sheet.heads));
        let is_of_post = |at: &usize| {
            let is_named = sheet.heads.get(*at).is_some_and(|head| head.scope == Scope::Opening);
            !self.taken.contains(at)
                && Profile::of(sheet, *at).is_prose_of_some()
                && (is_named || groups.variation(sheet, *at) == Variation::OfGroups)
        };
        let found = texts.into_iter().find(is_of_post);
        if let Some(at) = found {
            self.put(Column::Article, at);
        }
    }

    /// Takes the author and the time of the post.
    fn of_post(&mut self, sheet: &Sheet<'_>, groups: &Groups) {
        let named = |column: Column| {
            let ranked = candidates(column, &sheet.heads).into_iter();
            let is_free = |at: &usize| !self.taken.contains(at);
            let is_of_post = |at: &usize| {
                self.of_posts.contains(at)
                    || sheet.heads.get(*at).is_some_and(|head| head.scope == Scope::Opening)
                    || groups.variation(sheet, *at) == Variation::OfGroups
            };
            ranked.filter(is_free).find(is_of_post)
        };
        (self.post_author, self.post_time) = (named(Column::Author), named(Column::Time));
        if self.places.contains_key(&Column::Article) {
            self.taken.extend(self.post_author.into_iter().chain(self.post_time));
        }
    }

    /// Takes the thread: a column whose values repeat. Long values are the article itself, values with spaces its
    /// title.
    fn thread(&mut self, sheet: &Sheet<'_>) {
        if self.places.contains_key(&Column::Thread) {
            return;
        }
        for at in self.ranked(Column::Thread, sheet) {
            // The address of a comment is in no other row.
            let is_own =
                sheet.heads.get(at).is_some_and(|head| head.scope == Scope::Comment && !head.is_exact(Column::Thread));
            if is_own || self.taken.contains(&at) || !says_something(sheet, at) {
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

/// How little a column goes with the text, 0 for the same scope; `None` if it belongs to something else.
fn cost(column: Column, text: Scope, head: Scope) -> Option<u8> {
    // What a comment answers, and who wrote that.
    if matches!(column, Column::Parent | Column::Addressee) {
        return Some(u8::from(head != Scope::Above));
    }
    if matches!(column, Column::Thread | Column::Title | Column::Article) {
        return if matches!(head, Scope::Above) || matches!(head, Scope::Reply(_)) { None } else { Some(0) };
    }
    match (text, head) {
        (_, Scope::Above) => None,
        (text, head) if text == head => Some(0),
        (_, Scope::Reply(_)) => {
            (column == Column::Reply || column == Column::Id && !matches!(text, Scope::Comment)).then_some(2)
        }
        (Scope::Plain, Scope::Comment) => Some(0),
        (_, Scope::Plain) => Some(1),
        (Scope::Opening, Scope::Comment) => Some(cost_of_post()),
        (_, Scope::Comment) => Some(2),
        (_, Scope::Opening) => (column != Column::Id).then_some(cost_of_post()),
    }
}

/// The cost of a column of the post.
const fn cost_of_post() -> u8 {
    3
}

/// The name of a thread in a cell: an address loses its fragment.
pub fn thread_name(cell: &str) -> &str {
    let name = cell::content(cell).unwrap_or_default();
    if name.starts_with("http") { name.split('#').next().unwrap_or(name) } else { name }
}

/// Whether the cells of a column hold words, or there is none.
fn holds_words(sheet: &Sheet<'_>, at: usize) -> bool {
    let (mut words, mut all) = (0_usize, 0_usize);
    for cell in sheet.column(at) {
        let Some(content) = cell::content(&cell) else { continue };
        all += 1;
        words += usize::from(content.contains(char::is_alphabetic) && !content.starts_with("http"));
    }
    words * 2 > all || (all == 0 && sheet.rows.is_empty())
}

pub(super) fn says_something(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.column(at).any(|cell| cell::content(&cell).is_some())
}

/// Whether at least four in five of the cells that hold something pass a test, and at least one does.
pub(super) fn share(sheet: &Sheet<'_>, at: usize, is: impl Fn(&str) -> bool) -> bool {
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
