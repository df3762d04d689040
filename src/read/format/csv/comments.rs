//! The rows of a sheet → its threads.
//!
//! In come a sheet and the chosen columns. Out come its threads, and diagnostics on what is not in them. A row may hold a
//! comment, replies to it, both, or only the post that it is about.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::answers::{decidim, facepager};
use super::builder::Builder;
use super::cell::{self, TimeStyle};
use super::choose::{self, Chosen};
use super::column::Column;
use super::ids;
use super::layout::Layout;
use super::packed;
use super::replies::Group;
use super::report::{self, Odd};
use super::sheet::Sheet;
use super::threads::{Entry, by_article, by_title, crosses, group};
use super::variation::Groups;
use crate::read::format::reader::Reading;
use crate::text::fold::fold;
use crate::thread::{Comment, Kind};

/// What was found out about a sheet besides its columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'f> {
    /// The column of the texts.
    pub(super) text: usize,
    /// Which rules the table follows.
    pub(super) rules: Layout,
    /// Rows with the same post.
    pub(super) groups: &'f Groups,
    /// The columns that were taken by their values.
    pub(super) guessed: &'f [(Column, usize)],
    /// The columns of replies.
    pub(super) replies: &'f [Group],
}

/// The threads of a sheet.
#[expect(clippy::too_many_lines, reason = "one step for each column, each used by the next")]
pub(super) fn comments(sheet: &Sheet<'_>, mut chosen: Chosen, found: &Found<'_>) -> Reading {
    let Found { text, rules, groups, guessed, replies } = *found;
    let n = sheet.rows.len();
    let column = |at: Option<usize>| -> Vec<Option<String>> {
        at.map_or_else(
            || vec![None; n],
            |at| sheet.column(at).map(|cell| cell::content(&cell).map(str::to_owned)).collect(),
        )
    };
    let titles = column(chosen.at(Column::Title));
    let mut threads: Vec<String> = match (chosen.at(Column::Thread), chosen.at(Column::Article)) {
        (Some(at), _) => sheet.column(at).map(|cell| choose::thread_name(&cell).to_owned()).collect(),
        (None, Some(at)) => by_article(sheet.column(at)).unwrap_or_else(|| by_title(&titles)),
        (None, None) => by_title(&titles),
    };
    let (ids_at, parents_at) = (chosen.at(Column::Id), chosen.at(Column::Parent));
    let ids_of = ids_at.map(|at| ids::ids(sheet.column(at), chosen.rounding));
    let parents_of = parents_at.map(|at| ids::ids(sheet.column(at), chosen.rounding));
    let outline = chosen.at(Column::Outline).map(|at| ids::ids(sheet.column(at), chosen.rounding));
    let (ids_of, outline) = match numbered_twice(sheet) {
        Some(numbers) if parents_of.is_none() && outline.is_none() => (Some(numbers), None),
        _ => (ids_of, outline),
    };
    let authors: Vec<Option<String>> = sheet.rows.iter().map(|row| author(sheet, &chosen, row)).collect();
    let addressees = column(chosen.at(Column::Addressee).filter(|_| parents_at.is_none()));
    let table = ids::Table { numbers: &sheet.numbers, threads: &threads, authors: &authors };
    let mut answers = ids::settle(&table, ids_of.as_deref(), parents_of, outline.as_deref(), &addressees);
    if let Some(at) = chosen.above_text.filter(|_| answers.parents.iter().all(Option::is_none)) {
        chosen.take(std::iter::once(at));
        let texts = [text, at].map(|at| sheet.column(at).map(|cell| fold(cell.trim())).collect::<Vec<_>>());
        answers.by_text(&texts, &table);
    }
    if !chosen.is_by_hand(Column::Thread) && crosses(&answers.ids, &answers.parents, &threads) {
        chosen.drop(Column::Thread);
        threads.fill(String::new());
    }
    let mut diagnostics = std::mem::take(&mut answers.notes);
    let styles: BTreeMap<usize, TimeStyle> = chosen
        .at(Column::Time)
        .into_iter()
        .chain(replies.iter().filter_map(Group::time))
        .map(|at| {
            let cells: Vec<_> = sheet.column(at).collect();
            (at, TimeStyle::of(cells.iter().map(AsRef::as_ref)))
        })
        .collect();
    let style = chosen.at(Column::Time).and_then(|at| styles.get(&at)).copied().unwrap_or_default();
    let mut builder = Builder { sheet, text, style, unknown_sides: 0, silent: 0, chosen: &chosen, rules };
    let mut odd = Odd::default();
    let mut rows: Vec<Comment> = Vec::with_capacity(n);
    let mut is_without = vec![false; n];
    for ((row, id), ((parent, author), without)) in
        sheet.rows.iter().zip(answers.ids).zip(answers.parents.into_iter().zip(authors).zip(&mut is_without))
    {
        let silent = builder.silent;
        let mut comment = builder.comment(row);
        // A post without a comment: all columns of the comment are empty.
        if builder.silent > silent
            && id.is_empty()
            && author.is_none()
            && comment.time.is_none()
            && rules == Layout::Plain
        {
            builder.silent = silent;
            *without = true;
            odd.without += 1;
        }
        comment.id = id;
        comment.parent = parent;
        comment.author = author.or(comment.author);
        rows.push(comment);
    }
    (odd.unknown_sides, odd.silent) = (builder.unknown_sides, builder.silent);
    builder.by_depth(&mut rows, &threads);
    match rules {
        Layout::Decidim => decidim(sheet, &mut rows, &threads),
        Layout::Facepager => odd.skipped = facepager(sheet, &mut rows, &mut threads),
        _ => {}
    }
    let mut entries: Vec<Entry> = rows
        .into_iter()
        .zip(threads)
        .zip(titles)
        .zip(is_without)
        .enumerate()
        .map(|(row, (((comment, thread), title), without))| Entry {
            comment: (!without).then_some(comment),
            thread,
            title,
            row,
        })
        .collect();
    if !replies.is_empty() {
        entries = with_replies(sheet, entries, replies, &styles, &mut odd);
    }
    let mut built = group(sheet, &chosen, entries);
    for thread in &mut built {
        thread.comments.retain(|comment| comment.kind != Kind::Missing);
    }
    built.retain(|thread| !thread.comments.is_empty());
    diagnostics.extend(report::rows(&odd));
    diagnostics.extend(report::report(sheet, &chosen, groups, guessed, rules != Layout::Plain));
    Reading { threads: built, diagnostics }
}

/// The numbers of comments in a table that has two columns without a header for them: one for comments, one for replies.
fn numbered_twice(sheet: &Sheet<'_>) -> Option<Vec<Option<String>>> {
    let [first, second, ..] = sheet.header.as_slice() else { return None };
    if !(first.is_empty() && second.is_empty()) {
        return None;
    }
    sheet
        .rows
        .iter()
        .map(|row| {
            let (first, second) = (sheet.cell(row, 0), sheet.cell(row, 1));
            match (cell::content(&first), cell::content(&second)) {
                (Some(number), None) | (None, Some(number)) => Some(Some(number.to_owned())),
                _ => None,
            }
        })
        .collect()
}

/// The author of a row: a name, a first and a last name, or an organisation.
fn author(sheet: &Sheet<'_>, chosen: &Chosen, row: &crate::read::table::Record<'_>) -> Option<String> {
    let of = |column: Column| {
        let cell = sheet.cell(row, chosen.at(column)?);
        cell::content(&cell).map(|name| packed::inner(name, &packed::NAME).into_owned())
    };
    let (name, given, family) = (of(Column::Author), of(Column::Given), of(Column::Family));
    // Next to a column of first names, one of names holds last names.
    let is_last_name = given.is_some() && family.is_none() && !name.as_deref().unwrap_or_default().contains(' ');
    let parts = if is_last_name { [given, name.clone()] } else { [given, family] };
    let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if is_last_name && !joined.is_empty() {
        return Some(joined);
    }
    name.or_else(|| Some(joined).filter(|joined| !joined.is_empty())).or_else(|| of(Column::Organization))
}

/// The entries with the replies of their rows. A comment that several rows repeat, one for each of its replies, is kept
/// once.
fn with_replies(
    sheet: &Sheet<'_>,
    entries: Vec<Entry>,
    groups: &[Group],
    styles: &BTreeMap<usize, TimeStyle>,
    odd: &mut Odd,
) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::with_capacity(entries.len() * 2);
    let mut first: HashMap<(String, String, String, String), String> = HashMap::new();
    let mut replied: HashMap<String, usize> = HashMap::new();
    let has_ids = entries.iter().filter_map(|entry| entry.comment.as_ref()).any(|comment| !comment.id.is_empty());
    let mut taken: HashSet<(String, String)> = HashSet::new();
    for mut entry in entries {
        let Some(comment) = entry.comment.as_mut() else {
            out.push(entry);
            continue;
        };
        if comment.id.is_empty() && !has_ids {
            comment.id = (entry.row + 1).to_string();
        }
        let row = sheet.rows.get(entry.row);
        let mut replies: Vec<Comment> = Vec::new();
        for group in groups {
            replies.extend(row.into_iter().flat_map(|row| group.replies(sheet, row, styles, &mut odd.cut)));
        }
        let own = if has_ids { comment.id.clone() } else { String::new() };
        let text = if own.is_empty() { comment.text.clone() } else { String::new() };
        let key = (
            entry.thread.clone(),
            own,
            text,
            comment.author.clone().unwrap_or_default() + comment.time.as_deref().unwrap_or_default(),
        );
        // Only a row with another reply repeats its comment; two equal comments without replies are two.
        let repeats = first.get(&key).filter(|_| !replies.is_empty() && !comment.text.is_empty()).cloned();
        let to = repeats.clone().unwrap_or_else(|| comment.id.clone());
        let (thread, row) = (entry.thread.clone(), entry.row);
        if repeats.is_some() {
            odd.repeated += 1;
        } else {
            if !replies.is_empty() {
                first.insert(key, to.clone());
            }
            out.push(entry);
        }
        for mut reply in replies {
            let number = replied.entry(to.clone()).or_default();
            *number += 1;
            if reply.id.is_empty() && !to.is_empty() {
                reply.id = format!("{to}-{number}");
            } else if !reply.id.is_empty() && !taken.insert((thread.clone(), reply.id.clone())) {
                continue;
            }
            reply.parent = Some(to.clone()).filter(|to| !to.is_empty());
            out.push(Entry { comment: Some(reply), thread: thread.clone(), title: None, row });
        }
    }
    out
}
