//! Which columns change from comment to comment, and which belong to the post that several rows repeat.
//!
//! In comes a sheet; out come its [`Groups`]: rows with the same post. A column that stays the same within all of them, but
//! not from one to the next, is the post's.

use std::collections::{HashMap, HashSet};

use super::cell;
use super::column::{Column, candidates};
use super::header::Scope;
use super::sheet::Sheet;

/// Fewer rows are no evidence that a column does not change.
const FEW: usize = 3;

/// This many chances to change make it likely that a column belongs to the post, and the larger number makes it sure. Chosen by hand.
const SOME: usize = 2;
const MANY: usize = 5;

/// How a column changes over the rows, the best for an author or a time first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Variation {
    /// It changes within some group, or there are too few rows to say.
    Varies,
    /// It is the same in all rows.
    Constant,
    /// It is the same within every group of rows, but not in all of them.
    OfGroups,
}

/// Rows that share a post.
#[derive(Debug, Default)]
pub(super) struct Groups {
    of: Vec<usize>,
    /// How many rows are in the group of an earlier one: each is a chance to see a column change.
    pub(super) chances: usize,
    key: Option<usize>,
}

impl Groups {
    /// The groups of a sheet: rows with the same value in the first column for threads, posts or titles whose values
    /// repeat.
    pub(super) fn of(sheet: &Sheet<'_>, named: Option<usize>) -> Self {
        let mut keys: Vec<usize> = named.into_iter().collect();
        keys.extend(candidates(Column::Thread, &sheet.heads));
        keys.extend(candidates(Column::Title, &sheet.heads));
        let opening_ids = candidates(Column::Id, &sheet.heads).into_iter();
        keys.extend(
            opening_ids.filter(|at| {
                sheet.heads.get(*at).is_some_and(|head| matches!(head.scope, Scope::Opening | Scope::Plain))
            }),
        );
        for at in keys {
            let mut first: HashMap<String, usize> = HashMap::new();
            let mut sizes: HashSet<usize> = HashSet::new();
            let mut of = Vec::with_capacity(sheet.rows.len());
            let mut filled = 0;
            for (row, cell) in sheet.column(at).enumerate() {
                let name = super::choose::thread_name(&cell);
                filled += usize::from(!name.is_empty());
                let group = *first.entry(name.to_owned()).or_insert(row);
                sizes.insert(group);
                of.push(group);
            }
            let chances = of.len() - sizes.len();
            // A group for each row says nothing, and neither does one for all of them.
            if filled * 2 > of.len() && chances > 0 && sizes.len() > 1 {
                return Groups { of, chances, key: Some(at) };
            }
        }
        Groups::default()
    }

    /// Whether a column that never changes within a group surely belongs to the post.
    pub(super) fn is_sure(&self) -> bool {
        self.chances >= MANY
    }

    /// How a column changes.
    pub(super) fn variation(&self, sheet: &Sheet<'_>, at: usize) -> Variation {
        let mut values: HashSet<String> = HashSet::new();
        let mut of_group: HashMap<usize, String> = HashMap::new();
        let (mut varies, mut filled) = (false, 0);
        for (row, cell) in sheet.column(at).enumerate() {
            let Some(content) = cell::content(&cell) else { continue };
            filled += 1;
            values.insert(content.to_owned());
            let group = self.of.get(row).copied().unwrap_or_default();
            let first = of_group.entry(group).or_insert_with(|| content.to_owned());
            varies |= first != content;
            // Two hundred different values are enough to know.
            if varies && values.len() > 200 {
                return Variation::Varies;
            }
        }
        let is_key = self.key == Some(at);
        if self.chances >= SOME && !varies && values.len() > 1 && !is_key {
            return Variation::OfGroups;
        }
        if filled >= FEW && values.len() == 1 { Variation::Constant } else { Variation::Varies }
    }
}
