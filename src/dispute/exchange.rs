//! Who answers whom, by position: those who hold one attack and support those who hold another.
//!
//! In: a view. Out: an [`Exchange`], a table of counts. Authors are told apart and counted, never named. A comment that
//! holds two positions counts for both, so rows and columns do not add up to their totals: these count each author once.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::graph::NodeIndex;

use super::{Persons, Side};
use crate::filter::View;
use crate::graph::Node;

/// Most positions with a row of their own: a table that is larger is not read. The others share one.
const POSITIONS: usize = 16;

/// Most positions of one comment that count. Packs give a handful; it keeps a hostile map from taking quadratic time.
const HELD: usize = 8;

/// Those who speak alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cluster {
    /// They hold a position.
    Position(Arc<str>),
    /// They hold one of the positions, so many, that are too rare for a place of their own.
    Others(usize),
    /// They hold none that was found.
    None,
    /// Nobody: what the thread is about, its article or post and their claims. Only ever answered.
    Opening,
}

/// How many answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Distinct authors; a comment whose author is not known counts as one.
    pub authors: usize,
    /// The comments in which they do.
    pub comments: usize,
}

/// The table of who answers whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Who answers, positions with the most comments first.
    pub rows: Vec<Cluster>,
    /// Who is answered: the same, and last what the thread is about.
    pub columns: Vec<Cluster>,
    /// Attacks, by row and column; a further row and column have the totals.
    pub attack: Vec<Vec<Counted>>,
    /// Supports, alike.
    pub support: Vec<Vec<Counted>>,
    /// Answers to oneself: they take a side but are nobody else's, and are left out.
    pub own: usize,
    /// Whether every thread with comments in the view tells who wrote what.
    pub authors_known: bool,
}

/// Where one answer is counted, and what is counted there: side, row, column, then author and comment.
type Entry = (Side, usize, usize, usize, NodeIndex);

/// Counts who answers whom in a view. Relations are the decided ones; context that is only drawn faded is left out.
/// Linear in the view but for sorting.
pub fn exchange(view: &View<'_>) -> Exchange {
    let persons = Persons::of(view);
    let order = Order::of(view);
    let (rows, columns) = order.heads();
    let totals = (rows.len(), columns.len());
    let mut entries: Vec<Entry> = Vec::new();
    let mut own = 0;
    for (from, to, edge) in view.edges.iter().filter_map(|index| view.edge(*index)) {
        let (Some(link), Some(reply), Some(answered)) = (edge.link(), view.node(from), view.node(to)) else { continue };
        let Some(side) = Side::of(link.relation).filter(|_| reply.is_comment()) else { continue };
        if view.is_faded(from) || view.is_faded(to) {
            continue;
        }
        let author = persons.number(from);
        if answered.is_comment() && author == persons.number(to) {
            own += 1;
            continue;
        }
        let whom = if answered.is_comment() {
            order.places(view, answered)
        } else if answered.is_subject() {
            vec![totals.1 - 1]
        } else {
            // What was deleted or never read holds nothing that could be told.
            vec![order.none()]
        };
        for row in order.places(view, reply).into_iter().chain([totals.0]) {
            entries.extend(whom.iter().chain([&totals.1]).map(|column| (side, row, *column, author, from)));
        }
    }
    entries.sort_unstable();
    entries.dedup();
    let attack = tally(&entries, Side::Against, totals);
    let support = tally(&entries, Side::For, totals);
    Exchange { rows, columns, attack, support, own, authors_known: persons.all_known(view) }
}

/// Sorted entries as a table.
fn tally(entries: &[Entry], side: Side, (rows, columns): (usize, usize)) -> Vec<Vec<Counted>> {
    let mut table = vec![vec![Counted::default(); columns + 1]; rows + 1];
    let mut last: Option<(usize, usize, usize)> = None;
    for (_, row, column, author, _) in entries.iter().filter(|(other, ..)| *other == side) {
        let Some(cell) = table.get_mut(*row).and_then(|row| row.get_mut(*column)) else { continue };
        cell.comments += 1;
        cell.authors += usize::from(last != Some((*row, *column, *author)));
        last = Some((*row, *column, *author));
    }
    table
}

/// The places of positions in the table.
struct Order {
    places: BTreeMap<Arc<str>, usize>,
    names: Vec<Arc<str>>,
    others: usize,
}

impl Order {
    fn of(view: &View<'_>) -> Self {
        let mut counts: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for node in view.nodes.iter().filter_map(|index| view.node(*index)).filter(|node| node.is_comment()) {
            for label in view.positions(node).take(HELD) {
                *counts.entry(Arc::clone(&label.name)).or_default() += 1;
            }
        }
        let mut order: Vec<(Reverse<usize>, Arc<str>)> =
            counts.into_iter().map(|(name, count)| (Reverse(count), name)).collect();
        order.sort();
        let all = order.len();
        let names: Vec<Arc<str>> = order.into_iter().map(|(_, name)| name).take(POSITIONS).collect();
        let places = names.iter().cloned().enumerate().map(|(at, name)| (name, at)).collect();
        Order { places, others: all - names.len(), names }
    }

    /// The place of those who hold nothing.
    fn none(&self) -> usize {
        self.names.len() + usize::from(self.others > 0)
    }

    fn heads(&self) -> (Vec<Cluster>, Vec<Cluster>) {
        let mut rows: Vec<Cluster> = self.names.iter().cloned().map(Cluster::Position).collect();
        if self.others > 0 {
            rows.push(Cluster::Others(self.others));
        }
        rows.push(Cluster::None);
        let mut columns = rows.clone();
        columns.push(Cluster::Opening);
        (rows, columns)
    }

    /// The places of what a comment holds.
    fn places(&self, view: &View<'_>, node: &Node) -> Vec<usize> {
        let place = |name: &Arc<str>| self.places.get(name).copied().unwrap_or(self.names.len());
        let mut places: Vec<usize> = view.positions(node).take(HELD).map(|label| place(&label.name)).collect();
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            places.push(self.none());
        }
        places
    }
}
