//! Tables of comments (CSV, TSV): dumps of research, of spreadsheets and of the usual export tools, and civic platforms.
//!
//! In comes a source, out go its threads. [`table`](crate::read::table) finds out how the table is written, `column` what
//! headers may mean, `choose` which column is what, `ids` who answers whom, `layout` knows the exports with rules of their
//! own. A row without a text keeps its place; a column that is not read is named. E-mail addresses and the like are in no
//! column that is read.

mod cap;
mod cell;
mod choose;
mod column;
mod ids;
mod layout;
mod sheet;

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

pub use choose::Named;
pub use column::Column;

use self::cell::{State, TimeStyle};
use self::choose::Chosen;
use self::layout::Layout;
use self::sheet::{Sheet, counted};
use super::common;
use crate::diagnostic::Diagnostic;
use crate::read::markup::{Lines, fragment};
use crate::read::table::{Record, Table};
use crate::read::{Options, ReadError, Reading, Source, jsonl};
use crate::span::Span;
use crate::thread::{Comment, Kind, Lang, Mark, Origin, Quote, Thread};

/// A table without a known header is told by this many rows of as many fields each, and by this share of them.
const TYPED_ROWS: usize = 5;
const TYPED_SHARE: f64 = 0.95;

/// How much a header says to the readers of tables.
fn known(header: &[String]) -> usize {
    if layout::of(header).is_some() { usize::MAX } else { column::told(header) }
}

/// The layout of a source, where it is a table of comments.
fn layout(source: &Source<'_>) -> Option<Layout> {
    let table = source.table(known)?;
    match layout::of(&table.header) {
        Some(known) => Some(known.layout),
        None => (column::told(&table.header) > 0 || is_typed(table, source.text)).then_some(Layout::Plain),
    }
}

/// Whether a table with a header that says nothing is one nevertheless: regular rows, and a column of numbers or times.
fn is_typed(table: &Table, text: &str) -> bool {
    if table.header.len() < 3 || table.looked < TYPED_ROWS || table.regular < TYPED_SHARE {
        return false;
    }
    let mut typed = vec![true; table.header.len()];
    for record in table.records(text).take(table.looked.min(20)) {
        for (field, typed) in record.fields.iter().zip(&mut typed) {
            *typed &= cell::said(&field.text).is_some_and(is_typed_cell);
        }
    }
    typed.contains(&true)
}

/// A number, a time, or an address.
fn is_typed_cell(cell: &str) -> bool {
    cell.parse::<f64>().is_ok() || crate::read::when::iso(cell, false).is_some() || cell.starts_with("http")
}

/// Whether the source is a table of comments of no particular layout, or one of which it must be said why it is not read.
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

/// Reads a table.
///
/// # Errors
/// When it has no header, no column for the texts, or no column of a name given with `--column`; when it holds votes only.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let named = options.columns.as_slice();
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
    let rules = layout.map_or(Layout::Plain, |known| known.layout);
    if rules == Layout::PolisVotes {
        let why = "it holds the votes of a Polis conversation, not what people said".to_owned();
        return Err(ReadError::Unusable { what: "a table", why, help: "read comments.csv of the same export" });
    }
    let headed = known(&table.header) > 0 || !is_data(table, source.text);
    if !headed && named.is_empty() {
        let why = format!("its first line holds data, not the names of its {} columns", table.header.len());
        let help = "add a line of names, or name columns by their numbers, such as --column text=4";
        return Err(ReadError::Unusable { what: "a table", why, help });
    }
    let (mut sheet, diagnostics) = Sheet::new(table, source.text, headed);
    let mut chosen = Chosen::default();
    chosen.by_hand(named, &sheet.header)?;
    if let Some(known) = layout {
        chosen.by_layout(known, &sheet.header);
    }
    chosen.text(&sheet);
    let text = chosen.at(Column::Text).or_else(|| decidim_text(rules, &sheet.header));
    let Some(text) = text else { return Err(no_text(&sheet.header)) };
    sheet.text_is(text);
    let mut reading = match rules {
        Layout::CapCollectif => cap::read(&sheet),
        Layout::CapCollectif2015 => cap::read_2015(&sheet),
        _ => {
            chosen.rest(&sheet);
            comments(&sheet, chosen, text, rules)
        }
    };
    reading.diagnostics.splice(0..0, diagnostics);
    Ok(reading)
}

/// In some versions of Decidim every language has a column; the first stands for the others here.
fn decidim_text(rules: Layout, header: &[String]) -> Option<usize> {
    (rules == Layout::Decidim).then(|| header.iter().position(|cell| cell.starts_with("body/")))?
}

/// Whether the first line is a row like the others: one of its cells is a number or a time, as all below it are.
fn is_data(table: &Table, text: &str) -> bool {
    let below: Vec<Record<'_>> = table.records(text).take(20).collect();
    table.header.iter().enumerate().any(|(at, cell)| {
        let typed = |record: &Record<'_>| record.fields.get(at).is_some_and(|field| is_typed_cell(field.text.trim()));
        is_typed_cell(cell) && !below.is_empty() && below.iter().all(typed)
    })
}

fn no_text(header: &[String]) -> ReadError {
    let mut list = header.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    if list.chars().count() > 400 {
        list = list.chars().take(400).collect::<String>() + "…";
    }
    let why = format!("none of its columns is known to hold what people said ({list})");
    ReadError::Unusable { what: "a table", why, help: "name that column with --column text=HEADER" }
}

/// What a column of texts is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// As it was typed.
    Plain,
    /// In HTML.
    Markup,
    /// As it was typed, but with `&amp;` and its like.
    Entities,
}

impl Written {
    /// How most tables of comments are written shows in a few cells: nobody types an end tag.
    fn of<'a>(cells: impl Iterator<Item = std::borrow::Cow<'a, str>>) -> Self {
        let mut written = Written::Plain;
        for cell in cells {
            if ["</p>", "</a>", "<br>", "<br/>", "<br />", "</i>", "</b>", "</em>", "</strong>", "</blockquote>"]
                .iter()
                .any(|tag| cell.contains(tag))
            {
                return Written::Markup;
            }
            if ["&amp;", "&quot;", "&#39;", "&gt;", "&lt;", "&#x27;", "&nbsp;"]
                .iter()
                .any(|entity| cell.contains(entity))
            {
                written = Written::Entities;
            }
        }
        written
    }

    /// The words of a cell, and the quotations in them.
    fn words(self, cell: &str) -> (String, Vec<Quote>) {
        let words = match self {
            Written::Markup => fragment(cell, Lines::Kept),
            Written::Entities if cell.contains('&') => fragment(&cell.replace('<', "&lt;"), Lines::Kept),
            _ => return (cell.to_owned(), jsonl::mail_quotes(cell)),
        };
        let quotes = if words.quotes.is_empty() { jsonl::mail_quotes(&words.text) } else { words.quotes };
        (words.text, quotes)
    }
}

/// The threads of a sheet.
fn comments(sheet: &Sheet<'_>, mut chosen: Chosen, text: usize, rules: Layout) -> Reading {
    let n = sheet.rows.len();
    let column = |at: Option<usize>| -> Vec<Option<String>> {
        at.map_or_else(
            || vec![None; n],
            |at| sheet.column(at).map(|cell| cell::said(&cell).map(str::to_owned)).collect(),
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

/// Without a column for it, rows of one title are a thread, where titles come again.
fn by_title(titles: &[Option<String>]) -> Vec<String> {
    let names: Vec<String> = titles.iter().map(|title| title.clone().unwrap_or_default()).collect();
    let different: HashSet<&String> = names.iter().collect();
    if different.len() * 2 <= names.len() { names } else { vec![String::new(); names.len()] }
}

/// Whether replies lead from one thread to another too often for these to be threads: one in five.
fn crosses(ids: &[String], parents: &[Option<String>], threads: &[String]) -> bool {
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

/// Makes comments of rows.
struct Builder<'s, 't> {
    sheet: &'s Sheet<'t>,
    chosen: &'s Chosen,
    text: usize,
    written: Written,
    style: TimeStyle,
    rules: Layout,
    unknown_sides: usize,
    silent: usize,
}

impl<'t> Builder<'_, 't> {
    fn cell(&self, row: &Record<'t>, column: Column) -> Option<String> {
        let at = self.chosen.at(column)?;
        cell::said(&self.sheet.cell(row, at)).map(str::to_owned)
    }

    /// What a row says, but for its id, parent and author.
    fn comment(&mut self, row: &Record<'t>) -> Comment {
        let mut cell = self.sheet.cell(row, self.text).into_owned();
        let mut lang = self.cell(row, Column::Lang);
        if self.rules == Layout::Decidim && cell.trim().is_empty() {
            (cell, lang) = self.other_language(row).unwrap_or((cell, lang));
        }
        let (text, quotes) = self.written.words(&cell);
        let mut comment = Comment {
            text,
            quotes,
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
        if let Some((kind, _)) = self.cell(row, Column::Kind).as_deref().and_then(choose::kind) {
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

    /// The first of Decidim's columns for one language each that says something.
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
            bury(comment, header.is_some_and(|header| column::letters(header).contains("removed")));
        }
    }

    /// Gives parents by depth, or by the word *reply*, to a table that has no other.
    fn by_depth(&self, rows: &mut [Comment], threads: &[String]) {
        if rows.iter().any(|comment| comment.parent.is_some()) || self.rules != Layout::Plain {
            return;
        }
        let replies = |row: &Record<'t>| {
            let flagged = self.cell(row, Column::Reply).is_some_and(|cell| cell::is_yes(&cell));
            flagged || self.cell(row, Column::Kind).as_deref().and_then(choose::kind).is_some_and(|(_, reply)| reply)
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
        // Rows of a thread need not stand together.
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
                if let Some(row) = rows.get_mut(*at) {
                    *row = comment;
                }
            }
        }
    }
}

/// Takes the words from a comment and leaves its place.
fn bury(comment: &mut Comment, removed: bool) {
    comment.kind = if comment.kind.is_opening() { comment.kind } else { Kind::Deleted };
    comment.text.clear();
    comment.quotes.clear();
    if removed {
        comment.marks.push(Mark::Removed);
    }
}

/// Decidim: a comment answers another comment, or what is discussed; that is not in the table, and is called `article`
/// where comments take sides on it.
fn decidim(sheet: &Sheet<'_>, rows: &mut [Comment], threads: &[String]) {
    let place = |name: &str| sheet.header.iter().position(|cell| column::letters(cell) == name);
    let (Some(to), Some(kind)) = (place("commentableid"), place("commentabletype")) else { return };
    let sided: HashSet<&String> = threads
        .iter()
        .zip(rows.iter())
        .filter(|(_, comment)| comment.relation.is_some())
        .map(|(thread, _)| thread)
        .collect();
    for ((comment, row), thread) in rows.iter_mut().zip(&sheet.rows).zip(threads) {
        comment.parent = if sheet.cell(row, kind).contains("Comment") {
            cell::said(&sheet.cell(row, to)).map(str::to_owned)
        } else {
            sided.contains(thread).then(|| "article".to_owned())
        };
    }
}

/// Facepager: the first level is pages, the second posts, then comments and replies. Rows without words that are no data
/// are made missing, to be left out; says how many.
fn facepager(sheet: &Sheet<'_>, rows: &mut [Comment], threads: &mut [String]) -> usize {
    let place = |name: &str| sheet.header.iter().position(|cell| column::letters(cell) == name);
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

/// Puts rows into their threads, in the order of the first row of each; openings first.
fn group(
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
    let said = cell::said(cell)?;
    let (text, quotes) = Written::of(std::iter::once(said.into())).words(said);
    let origin = Origin { span: Some(span), lines: None };
    Some(Comment { kind: Kind::Article, text, quotes, origin, ..Comment::default() })
}
