//! Who answers whom, by position: how often those who hold one position attack or support those who hold another.
//!
//! In: a view. Out: an [`Exchange`], a table of counts. Authors are distinguished and counted, never named. A comment that
//! holds two positions counts for both, so rows and columns do not add up to their totals: these count each author once.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::graph::NodeIndex;

use super::Side;
use super::authors::Authors;
use crate::filter::View;
use crate::graph::Node;

/// Most positions with a separate row: nobody reads a larger table. The others share one row.
pub const POSITIONS: usize = 16;

/// Most positions of one comment that count. Packs give a handful. It keeps a hostile map from taking quadratic time.
pub const HELD: usize = 8;

/// Comments that share a row or a column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cluster {
    /// They hold a position.
    Position(Arc<str>),
    /// They hold one of `n` positions that are too rare to get their own row.
    Others(usize),
    /// They hold no position that was found.
    None,
    /// Not comments: what the thread is about, its article or post and their claims. A column only.
    Opening,
}

/// How many answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Distinct authors. A comment whose author is not known counts as a separate author.
    pub authors: usize,
    /// Their comments.
    pub comments: usize,
}

/// The table of who answers whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Who answers, positions with the most comments first.
    pub rows: Vec<Cluster>,
    /// Who is answered: the same as in the rows, and last what the thread is about.
    pub columns: Vec<Cluster>,
    /// Attacks, by row and column. One more row and column hold the totals.
    pub attack: Vec<Vec<Counted>>,
    /// Supports, in the same way.
    pub support: Vec<Vec<Counted>>,
    /// Answers of authors to themselves that take a side. They are not in the tables.
    pub own: usize,
    /// Whether every thread with comments in the view names its authors.
    pub authors_known: bool,
}

/// Where one answer is counted, and what is counted there: side, row, column, then author and comment.
type Entry = (Side, usize, usize, usize, NodeIndex);

/// Counts who answers whom in a view. Relations are the decided ones; context that is only drawn faded is left out.
/// Linear in the view, except for sorting.
pub fn exchange(view: &View<'_>) -> Exchange {
    let authors = Authors::of(view);
    let clusters = Clusters::of(view);
    let (rows, columns) = clusters.heads();
    let totals = (rows.len(), columns.len());
    let mut entries: Vec<Entry> = Vec::new();
    let mut own = 0;
    for (from, to, edge) in view.edges.iter().filter_map(|index| view.edge(*index)) {
        let (Some(link), Some(reply), Some(answered)) = (edge.link(), view.node(from), view.node(to)) else { continue };
        let Some(side) = Side::of(link.relation).filter(|_| reply.is_comment()) else { continue };
        if view.is_faded(from) || view.is_faded(to) {
            continue;
        }
        let author = authors.number(from);
        if answered.is_comment() && author == authors.number(to) {
            own += 1;
            continue;
        }
        let columns_of = if answered.is_comment() {
            clusters.indices(view, answered)
        } else if answered.is_subject() {
            vec![totals.1 - 1]
        } else {
            // What was deleted or never read holds no position that is known.
            vec![clusters.none()]
        };
        for row in clusters.indices(view, reply).into_iter().chain([totals.0]) {
            entries.extend(columns_of.iter().chain([&totals.1]).map(|column| (side, row, *column, author, from)));
        }
    }
    entries.sort_unstable();
    entries.dedup();
    let attack = tally(&entries, Side::Against, totals);
    let support = tally(&entries, Side::For, totals);
    Exchange { rows, columns, attack, support, own, authors_known: authors.all_known(view) }
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

/// The rows of the table.
struct Clusters {
    /// The row of every position that has a separate one.
    rows: BTreeMap<Arc<str>, usize>,
    names: Vec<Arc<str>>,
    /// How many positions share a row.
    others: usize,
}

impl Clusters {
    fn of(view: &View<'_>) -> Self {
        let mut counts: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for node in view.nodes.iter().filter_map(|index| view.node(*index)).filter(|node| node.is_comment()) {
            for label in view.positions(node).take(HELD) {
                *counts.entry(Arc::clone(&label.name)).or_default() += 1;
            }
        }
        let mut by_count: Vec<(Reverse<usize>, Arc<str>)> =
            counts.into_iter().map(|(name, count)| (Reverse(count), name)).collect();
        by_count.sort();
        let all = by_count.len();
        let names: Vec<Arc<str>> = by_count.into_iter().map(|(_, name)| name).take(POSITIONS).collect();
        let rows = names.iter().cloned().enumerate().map(|(row, name)| (name, row)).collect();
        Clusters { rows, others: all - names.len(), names }
    }

    /// The row of comments that hold no position.
    fn none(&self) -> usize {
        self.names.len() + usize::from(self.others > 0)
    }

    /// The heads of rows and columns.
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

    /// The rows of the positions that a comment holds.
    fn indices(&self, view: &View<'_>, node: &Node) -> Vec<usize> {
        let row = |name: &Arc<str>| self.rows.get(name).copied().unwrap_or(self.names.len());
        let mut rows: Vec<usize> = view.positions(node).take(HELD).map(|label| row(&label.name)).collect();
        rows.sort_unstable();
        rows.dedup();
        if rows.is_empty() {
            rows.push(self.none());
        }
        rows
    }
}
