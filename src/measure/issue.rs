//! Issues as text: what `palabre stats` prints first.

use std::fmt::Write as _;

use petgraph::graph::NodeIndex;

use super::words::{counted, id, quoted};
use crate::filter::View;
use crate::issue::{Issue, Issues, Side};
use crate::layout::clean::head;
use crate::layout::graded::Grade;
use crate::layout::metrics::{Weight, fit};
use crate::thread::Relation;
use crate::write::{escape, issues};

/// Most issues in the text.
const SHOWN: usize = 6;

/// Most comments named in one line.
const NAMED: usize = 8;

/// Width of a title in columns.
const TITLE: f64 = 72.0;

impl Issues {
    /// The first issues as text: who is for and against, the best comment of each side, and what nobody answered. `by_author`
    /// names who is clearly on a side.
    pub fn text(&self, view: &View<'_>, by_author: bool) -> String {
        let mut out = String::new();
        for (number, issue) in self.list.iter().take(SHOWN).enumerate() {
            issue.write(view, (number + 1, by_author), &mut out);
        }
        // Writing to a string cannot fail.
        if self.list.len() > SHOWN {
            let more = counted(self.list.len() - SHOWN, "more issue");
            let _ = writeln!(out, "and {more}; -f json lists them");
        }
        if !self.list.is_empty() {
            out.push('\n');
        }
        out
    }
}

impl Issue {
    fn write(&self, view: &View<'_>, (number, by_author): (usize, bool), out: &mut String) {
        let title = fit(&escape::terminal(head(&self.title, 400)), 1.0, Weight::Cells, TITLE);
        let title = if title.is_empty() { id(&view.map, self.node) } else { format!("“{title}”") };
        let _ = writeln!(out, "{number}. {title}");
        if !self.is_clear() {
            let (unclear, all) = unclear(view, self.thread);
            let _ = writeln!(
                out,
                "   for or against cannot be read here: {unclear} of {} are neutral or uncertain",
                counted(all, "link")
            );
        }
        if self.is_clear() {
            let noun = if self.authors_known { "author" } else { "comment" };
            let [support, against] = [Side::For, Side::Against].map(|side| self.party(side));
            let _ = writeln!(
                out,
                "   {} clearly for, {} against; less clearly {} for, {} against; {} on no side; {} % right by its own estimate",
                counted(support.clear, noun),
                against.clear,
                support.authors - support.clear,
                against.authors - against.clear,
                self.unplaced_authors,
                libm::round(self.sure * 100.0)
            );
            for side in [Side::For, Side::Against] {
                if let Some(best) = self.party(side).best() {
                    let _ = writeln!(out, "   {:<11}{}  {}", side.name(), id(&view.map, best), quoted(&view.map, best));
                }
                if by_author {
                    let people = issues::names(view, self.party(side)).into_iter().map(escape::terminal);
                    let _ = writeln!(out, "   {:<11}who: {}", side.name(), people.collect::<Vec<_>>().join(", "));
                }
            }
        }
        for (label, nodes) in [("unanswered", &self.open), ("concedes", &self.conceded)] {
            if !nodes.is_empty() {
                let _ = writeln!(out, "   {label:<11}{}", names(view, nodes));
            }
        }
    }
}

/// The ids of some comments.
fn names(view: &View<'_>, nodes: &[NodeIndex]) -> String {
    let named: Vec<String> = nodes.iter().take(NAMED).map(|node| id(&view.map, *node)).collect();
    let more = nodes.len() - named.len();
    named.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}

/// How many links are plain replies or too uncertain to be called anything else, and how many there are.
fn unclear(view: &View<'_>, thread: usize) -> (usize, usize) {
    let is_here = |from: NodeIndex| view.node(from).is_some_and(|node| node.thread == thread);
    let edges = || view.edges.iter().filter_map(|index| view.edge(*index)).filter(|(from, ..)| is_here(*from));
    let links = || edges().filter_map(|(_, _, edge)| edge.link());
    let unclear = links().filter(|link| link.relation == Relation::Reply || Grade::of_link(link) == Grade::Perhaps);
    (unclear.count(), links().count())
}
