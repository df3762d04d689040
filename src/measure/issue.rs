//! Issues as text: what `palabre stats` prints first.

use std::fmt::Write as _;

use petgraph::graph::NodeIndex;

use super::words::{AUTHOR, COMMENT, counted, id, marked, quoted, side as side_name};
use crate::filter::View;
use crate::issue::{Issue, Issues, Side};
use crate::layout::clean::head;
use crate::layout::graded::Grade;
use crate::layout::metrics::{Weight, fit};
use crate::text::Ui;
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
    pub fn text(&self, view: &View<'_>, by_author: bool, ui: Ui) -> String {
        let mut out = String::new();
        for (number, issue) in self.list.iter().take(SHOWN).enumerate() {
            issue.write(view, (number + 1, by_author, ui), &mut out);
        }
        // Writing to a string cannot fail.
        if self.list.len() > SHOWN {
            let more = counted(ui, self.list.len() - SHOWN, ("more issue", ["autre enjeu", "autres enjeux"]));
            let _ = match ui {
                Ui::En => writeln!(out, "and {more}; -f json lists them"),
                Ui::Fr => writeln!(out, "et {more}\u{a0}; -f json les énumère"),
            };
        }
        if !self.list.is_empty() {
            out.push('\n');
        }
        out
    }
}

impl Issue {
    fn write(&self, view: &View<'_>, (number, by_author, ui): (usize, bool, Ui), out: &mut String) {
        let title = fit(&escape::terminal(head(&self.title, 400)), 1.0, Weight::Cells, TITLE);
        let title = if title.is_empty() { id(&view.map, self.node) } else { marked(ui, &title) };
        let _ = writeln!(out, "{number}. {title}");
        if !self.is_clear() {
            let (unclear, all) = unclear(view, self.thread);
            let all = counted(ui, all, ("link", ["lien", "liens"]));
            let _ = match ui {
                Ui::En => {
                    writeln!(out, "   for or against cannot be read here: {unclear} of {all} are neutral or uncertain")
                }
                Ui::Fr => writeln!(
                    out,
                    "   le pour et le contre ne se lisent pas ici\u{a0}: sur {all}, {unclear} neutres ou incertains"
                ),
            };
        }
        if self.is_clear() {
            let noun = if self.authors_known { AUTHOR } else { COMMENT };
            let [support, against] = [Side::For, Side::Against].map(|side| self.party(side));
            let (clear, opposed) = (counted(ui, support.clear, noun), against.clear);
            let (less, unlike) = (support.authors - support.clear, against.authors - against.clear);
            let (none, right) = (self.unplaced_authors, libm::round(self.sure * 100.0));
            let _ = match ui {
                Ui::En => writeln!(
                    out,
                    "   {clear} clearly for, {opposed} against; less clearly {less} for, {unlike} against; {none} on no side; {right} % right by its own estimate",
                ),
                Ui::Fr => writeln!(
                    out,
                    "   {clear} clairement pour, {opposed} contre\u{a0}; moins clairement, {less} pour, {unlike} contre\u{a0}; {none} dans aucun camp\u{a0}; juste à {right}\u{a0}% selon sa propre estimation",
                ),
            };
            for side in [Side::For, Side::Against] {
                if let Some(best) = self.party(side).best() {
                    let _ = writeln!(
                        out,
                        "   {:<11}{}  {}",
                        side_name(ui, side),
                        id(&view.map, best),
                        quoted(ui, &view.map, best)
                    );
                }
                if by_author {
                    let people = issues::names(view, self.party(side)).into_iter().map(escape::terminal);
                    let _ = writeln!(
                        out,
                        "   {:<11}{} {}",
                        side_name(ui, side),
                        ui.pick("who:", "qui\u{a0}:"),
                        people.collect::<Vec<_>>().join(", ")
                    );
                }
            }
        }
        for (label, nodes) in [
            (ui.pick("unanswered", "sans réponse"), &self.open),
            (ui.pick("concedes", "cède sur un point"), &self.conceded),
        ] {
            if !nodes.is_empty() {
                let _ = writeln!(out, "   {label:<11}{}{}", ui.pick("", "\u{a0}: "), names(view, nodes, ui));
            }
        }
    }
}

/// The ids of some comments.
fn names(view: &View<'_>, nodes: &[NodeIndex], ui: Ui) -> String {
    let named: Vec<String> = nodes.iter().take(NAMED).map(|node| id(&view.map, *node)).collect();
    let more = nodes.len() - named.len();
    named.join(", ")
        + &if more > 0 { ui.pick(format!(" and {more} more"), format!(" et {more} autres")) } else { String::new() }
}

/// How many links are plain replies or too uncertain to be called anything else, and how many there are.
fn unclear(view: &View<'_>, thread: usize) -> (usize, usize) {
    let is_here = |from: NodeIndex| view.node(from).is_some_and(|node| node.thread == thread);
    let edges = || view.edges.iter().filter_map(|index| view.edge(*index)).filter(|(from, ..)| is_here(*from));
    let links = || edges().filter_map(|(_, _, edge)| edge.link());
    let unclear = links().filter(|link| link.relation == Relation::Reply || Grade::of_link(link) == Grade::Perhaps);
    (unclear.count(), links().count())
}
