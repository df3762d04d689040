//! Chooses the columns of ids and of parents together: the pair in which most parents are ids.

use super::cell;
use super::choose::Chosen;
use super::column::Column;
use super::header::Scope;
use super::ids;
use super::profile::{Precision, Profile, precision};
use super::rounded::{self, Rounding};
use super::sheet::Sheet;

/// How many headers for one column are compared with each other.
const WEIGHED: usize = 4;

/// A column by its place, with its ids.
type Ids = (usize, Vec<Option<String>>);

/// Takes ids and parents.
pub(super) fn ids_and_parents(chosen: &mut Chosen, sheet: &Sheet<'_>) {
    let free = |column: Column| -> Vec<usize> {
        if let Some(at) = chosen.at(column) {
            return vec![at];
        }
        let is_time = |at: usize| precision(sheet, at) <= Precision::Clock && !is_figures(sheet, at);
        let is_text = |at: usize| column == Column::Parent && Profile::of(sheet, at).is_prose_of_some();
        chosen.ranked(column, sheet).into_iter().filter(|at| !is_time(*at) && !is_text(*at)).take(WEIGHED).collect()
    };
    let (id_places, parent_places) = (free(Column::Id), free(Column::Parent));
    let raw: Vec<String> = id_places
        .iter()
        .chain(&parent_places)
        .flat_map(|at| sheet.column(*at))
        .filter_map(|cell| cell::content(&cell).map(str::to_owned))
        .collect();
    let chosen_people: Vec<usize> = chosen.ranked(Column::Addressee, sheet).into_iter().take(WEIGHED).collect();
    let rounding = Rounding::of(raw.iter().map(String::as_str));
    chosen.rounding = rounding;
    chosen.dated = raw.iter().filter(|id| rounded::is_dated(id)).count();
    // A spreadsheet makes dates of some of the numbers only.
    if !raw.iter().any(|id| cell::is_figures(id)) {
        chosen.dated = 0;
    }
    // `parent_comment` may hold the text of the parent.
    chosen.above_text = (0..sheet.header.len()).find(|at| {
        let is_above = sheet.heads.get(*at).is_some_and(|head| head.scope == Scope::Above);
        is_above && !chosen.is_taken(*at) && Profile::of(sheet, *at).is_prose_of_some()
    });
    let mut read = |places: Vec<usize>| -> Vec<Ids> {
        let mut columns = Vec::new();
        for at in places {
            let lost =
                sheet.column(at).filter(|cell| cell::content(cell).is_some_and(|id| rounding.is_lost(id))).count();
            if lost > 0 {
                chosen.lost += lost;
                chosen.take(std::iter::once(at));
            }
            columns.push((at, ids::ids(sheet.column(at), rounding)));
        }
        columns
    };
    let mut id_columns = read(id_places);
    let mut parent_columns = read(parent_places);
    // `reply_to_user` names a person, but in some tables the person's comment by its id.
    for (at, column) in read(chosen_people) {
        let given = column.iter().flatten().count();
        let is_met = |(_, ids): &Ids| ids::matches(ids, &column) * 2 > given;
        if id_columns.iter().any(is_met) {
            parent_columns.push((at, column));
        }
    }
    // If most values of a column repeat, it holds threads or people; if it is nearly empty, it holds no ids.
    if !chosen.is_by_hand(Column::Id) {
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
    let filled = |(_, column): &&Ids| column.iter().any(Option::is_some);
    let alone = (id_columns.first().map(|(at, _)| *at), parent_columns.iter().find(filled).map(|(at, _)| *at));
    let (id, parent) = best.map_or(alone, |(_, id, parent)| (Some(id), Some(parent)));
    for (column, at) in [(Column::Id, id), (Column::Parent, parent)] {
        if let Some(at) = at.filter(|_| chosen.at(column).is_none()) {
            chosen.guess(column, at);
        }
    }
}

/// Whether the first cells of a column are digits: counts of seconds, or ids.
fn is_figures(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.column(at).take(20).all(|cell| cell.trim().bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}
