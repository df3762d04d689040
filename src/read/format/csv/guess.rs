//! What the columns of a table hold, judged by their values where headers do not say it.
//!
//! In comes a sheet with the columns chosen so far; out come more columns. Each is a guess, and the reader says so.

use std::collections::{HashMap, HashSet};

use super::cell;
use super::choose::Chosen;
use super::column::Column;
use super::header::Head;
use super::ids;
use super::profile::{Precision, Profile, precision};
use super::rounded::Rounding;
use super::sheet::Sheet;

use crate::sort::Order as _;

/// A second column of texts with at least this share of the length of the first leaves open which is meant.
const CLOSE: f64 = 0.6;

/// Most columns that are compared with each other for ids and parents.
const COMPARED: usize = 12;

/// The share of parents that must be ids, and the share of those that must be ids of earlier rows.
const MET: f64 = 0.8;

/// The share of cells that must look like names.
const NAMES: f64 = 0.6;

/// Columns that may be judged: not taken, and without a header that means something else.
fn open(sheet: &Sheet<'_>, chosen: &Chosen) -> Vec<usize> {
    let is_open = |at: &usize| {
        !chosen.is_taken(*at) && !sheet.heads.get(*at).is_some_and(|head| sheet.is_headed && head.is_known())
    };
    (0..sheet.header.len()).filter(is_open).collect()
}

/// The column of texts: the longest prose. `None` if there is none, or if two are much alike.
pub(super) fn text(sheet: &Sheet<'_>, chosen: &Chosen) -> Option<usize> {
    // `Post` may be the thread or what somebody wrote: its values decide.
    let is_open = |at: &usize| {
        let means = |head: &Head| {
            [Column::Id, Column::Parent, Column::Author, Column::Time].iter().any(|column| head.rank(*column).is_some())
        };
        !chosen.is_taken(*at) && !sheet.heads.get(*at).is_some_and(means)
    };
    let mut prose: Vec<(f64, usize)> = (0..sheet.header.len())
        .filter(is_open)
        .filter_map(|at| {
            let profile = Profile::of(sheet, at);
            let is_text = profile.is_prose() && precision(sheet, at) == Precision::Nothing;
            is_text.then_some((profile.chars, at))
        })
        .collect();
    prose.order_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let (longest, at) = prose.first().copied()?;
    let is_close = prose.get(1).is_some_and(|(chars, _)| *chars >= longest * CLOSE);
    (!is_close).then_some(at)
}

/// The other columns that the values show. They are put into `chosen`.
pub(super) fn rest(sheet: &Sheet<'_>, chosen: &mut Chosen) -> Vec<(Column, usize)> {
    let mut found = Vec::new();
    let mut put = |chosen: &mut Chosen, column: Column, at: usize| {
        if chosen.at(column).is_none() {
            chosen.guess(column, at);
            found.push((column, at));
        }
    };
    if chosen.at(Column::Parent).is_none()
        && let Some((id, parent)) = ids_and_parents(sheet, chosen)
    {
        put(chosen, Column::Id, id);
        put(chosen, Column::Parent, parent);
    }
    if let Some(parent) = chosen.at(Column::Parent).filter(|_| chosen.lost == 0)
        && let Some(id) = ids_of_parents(sheet, chosen, parent)
    {
        chosen.drop(Column::Id);
        put(chosen, Column::Id, id);
    }
    if chosen.at(Column::Time).is_none() {
        let mut times: Vec<(Precision, usize)> =
            open(sheet, chosen).into_iter().map(|at| (precision(sheet, at), at)).collect();
        times.retain(|(precision, _)| *precision < Precision::Words);
        times.sort_unstable();
        // Two columns of times may be those of different things.
        if let [(_, at)] = times.as_slice() {
            put(chosen, Column::Time, *at);
        }
    }
    if !sheet.is_headed
        && chosen.at(Column::Thread).is_none()
        && let Some((id, title)) = thread(sheet, chosen)
    {
        put(chosen, Column::Thread, id);
        if let Some(title) = title {
            put(chosen, Column::Title, title);
        }
    }
    if chosen.at(Column::Author).is_none()
        && let Some(at) = author(sheet, chosen)
    {
        put(chosen, Column::Author, at);
    }
    if !sheet.is_headed && chosen.at(Column::Id).is_none() {
        let ids = open(sheet, chosen).into_iter().find(|at| {
            let profile = Profile::of(sheet, *at);
            profile.filled == profile.rows
                && profile.different == profile.filled
                && profile.spaced <= 0.0
                && profile.urls <= 0.0
                && (profile.numbers <= 0.0 || profile.numbers >= 1.0)
                && profile.filled > 1
        });
        if let Some(at) = ids {
            put(chosen, Column::Id, at);
        }
    }
    found
}

/// A column of names. Without a header short words that come again are enough, if no other column has such.
fn author(sheet: &Sheet<'_>, chosen: &Chosen) -> Option<usize> {
    let names: Vec<usize> = open(sheet, chosen)
        .into_iter()
        .filter(|at| {
            let profile = Profile::of(sheet, *at);
            let hint = sheet.is_headed && sheet.heads.get(*at).is_some_and(|head| head.names_people);
            let is_short = profile.can_be_people()
                && profile.letters > 0.9
                && profile.numbers <= 0.0
                && profile.words <= 3.0
                && profile.different >= 2.min(profile.rows)
                && profile.different * 5 >= profile.filled
                && profile.filled * 2 >= profile.rows;
            is_short
                && (hint
                    || (!sheet.is_headed && precision(sheet, *at) == Precision::Nothing)
                    || (profile.names >= NAMES && handles(sheet, *at)))
        })
        .collect();
    match names.as_slice() {
        [at] => Some(*at),
        _ => None,
    }
}

/// Whether most cells begin with `@`.
fn handles(sheet: &Sheet<'_>, at: usize) -> bool {
    let filled = sheet.column(at).take(40).filter(|cell| cell::content(cell).is_some()).count();
    let handles = sheet.column(at).take(40).filter(|cell| cell.trim_start().starts_with('@')).count();
    filled > 0 && handles * 5 >= filled * 4
}

/// A column of ids in which the parents are found, where none of them is in the chosen one.
fn ids_of_parents(sheet: &Sheet<'_>, chosen: &Chosen, parent: usize) -> Option<usize> {
    if chosen.is_by_hand(Column::Id) {
        return None;
    }
    let read = |at: usize| ids::ids(sheet.column(at), chosen.rounding);
    let parents = read(parent);
    let given = parents.iter().flatten().count();
    if given == 0 || chosen.at(Column::Id).is_some_and(|at| ids::matches(&read(at), &parents) > 0) {
        return None;
    }
    open(sheet, chosen).into_iter().take(COMPARED).find(|at| {
        let ids = read(*at);
        let (different, all) = ids::distinct(&ids);
        all == ids.len() && different == all && ids::matches(&ids, &parents) as f64 >= given as f64 * MET
    })
}

/// A column of ids and one whose values are ids of earlier rows, with a gap for comments that answer nothing.
fn ids_and_parents(sheet: &Sheet<'_>, chosen: &Chosen) -> Option<(usize, usize)> {
    let columns: Vec<(usize, Vec<Option<String>>)> = open(sheet, chosen)
        .into_iter()
        .chain(chosen.at(Column::Id))
        .take(COMPARED)
        .map(|at| (at, ids::ids(sheet.column(at), Rounding::default())))
        .collect();
    let is_id = |(at, column): &&(usize, Vec<Option<String>>)| {
        let (different, all) = ids::distinct(column);
        let has_space = column.iter().flatten().any(|id| id.contains(char::is_whitespace) || id.len() > 80);
        all == column.len()
            && different == all
            && all > 1
            && !has_space
            && chosen.at(Column::Id).is_none_or(|id| id == *at)
    };
    for (id, ids) in columns.iter().filter(is_id) {
        let place: HashMap<&str, usize> =
            ids.iter().enumerate().filter_map(|(row, id)| Some((id.as_deref()?, row))).collect();
        for (parent, parents) in columns.iter().filter(|(at, _)| at != id && Some(*at) != chosen.at(Column::Id)) {
            let given = parents.iter().flatten().count();
            let met = parents.iter().flatten().filter(|parent| place.contains_key(parent.as_str())).count();
            let earlier = parents.iter().enumerate().filter(|(row, parent)| {
                parent.as_deref().and_then(|parent| place.get(parent)).is_some_and(|above| above < row)
            });
            let share = |count: usize, of: usize| count as f64 >= of as f64 * MET;
            if given > 0 && given < parents.len() && share(met, given) && share(earlier.count(), met) {
                return Some((*id, *parent));
            }
        }
    }
    None
}

/// Two columns that change together and stay the same over several rows: the thread and its title. Or one, if its values
/// are addresses, or have digits as ids do.
fn thread(sheet: &Sheet<'_>, chosen: &Chosen) -> Option<(usize, Option<usize>)> {
    let mut blocks: HashMap<Vec<usize>, Vec<usize>> = HashMap::new();
    let mut order = Vec::new();
    for at in open(sheet, chosen).into_iter().take(COMPARED) {
        let cells: Vec<String> = sheet.column(at).map(|cell| cell.trim().to_owned()).collect();
        let mut first: HashMap<&str, usize> = HashMap::new();
        let shape: Vec<usize> = cells.iter().enumerate().map(|(row, cell)| *first.entry(cell).or_insert(row)).collect();
        let changes = shape.windows(2).filter(|pair| matches!(pair, [one, other] if one != other)).count() + 1;
        let repeats = first.len() < cells.len() && changes == first.len() && cells.iter().all(|cell| !cell.is_empty());
        if repeats && first.len() > 1 {
            order.push(shape.clone());
            blocks.entry(shape).or_default().push(at);
        }
    }
    let shape = order.into_iter().find(|shape| {
        let columns = blocks.get(shape).map_or(&[][..], Vec::as_slice);
        columns.len() > 1 || columns.first().is_some_and(|at| is_key(sheet, *at))
    })?;
    let columns = blocks.get(&shape)?;
    let id = columns.iter().copied().find(|at| is_key(sheet, *at)).or_else(|| columns.first().copied())?;
    Some((id, columns.iter().copied().find(|at| *at != id)))
}

/// Whether the values of a column are ids of several characters or addresses.
fn is_key(sheet: &Sheet<'_>, at: usize) -> bool {
    let values: HashSet<String> = sheet.column(at).take(200).map(|cell| cell.trim().to_owned()).collect();
    values.iter().all(|value| {
        !value.contains(char::is_whitespace)
            && value.len() >= 3
            && value.contains(|c: char| c.is_ascii_digit())
            && value.parse::<f64>().is_err()
    })
}
