//! Disputes as text and as JSON.

use std::fmt::Write as _;

use petgraph::graph::NodeIndex;
use serde_json::{Value, json};

use super::words::{AUTHOR, COMMENT, Noun, counted, id, kind, quoted, side as side_name, wide};
use crate::filter::View;
use crate::graph::Node;
use crate::issue::{Bridge, Camp, Concession, Dispute, Disputes, Side};
use crate::layout::words;
use crate::text::Ui;
use crate::write::escape;

/// Most entries of each list in the JSON: disputes, concessions, bridges, and open rebuttals of one dispute. Next to each
/// list is the number of all entries. Programs that need more read the map.
pub const CAP: usize = 100;

/// Most disputes, concessions and bridges in the text: as many as fit on a screen.
const MOST_NAMED: usize = 5;

/// Most open rebuttals of one dispute that the text names.
const NAMED: usize = 8;

impl Disputes {
    /// The disputes as text, the first few of each kind. The first words of each node are quoted from the map.
    pub fn text(&self, view: &View<'_>, ui: Ui) -> String {
        let (mut out, wide) = (String::new(), wide(ui));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:<wide$}{:>8}", ui.pick("disputes", "désaccords"), self.list.len());
        let all_unknown = !self.list.iter().any(|dispute| dispute.authors_known);
        if all_unknown && !self.list.is_empty() {
            out.push_str(ui.pick(
                "  authors unknown: every comment counts as a separate author\n",
                "  auteurs inconnus\u{a0}: chaque commentaire compte pour un auteur\n",
            ));
        }
        for (number, dispute) in self.list.iter().take(MOST_NAMED).enumerate() {
            dispute.write(view, (number + 1, all_unknown, ui), &mut out);
        }
        more(ui, self.list.len(), ("more dispute", ["autre désaccord", "autres désaccords"]), &mut out);
        if !self.concessions.is_empty() {
            let _ = writeln!(out, "{:<wide$}{:>8}", "concessions", self.concessions.len());
            self.concessions.iter().take(MOST_NAMED).for_each(|concession| concession.write(view, ui, &mut out));
            more(ui, self.concessions.len(), ("more concession", ["autre concession", "autres concessions"]), &mut out);
        }
        if !self.bridges.is_empty() {
            let _ = writeln!(
                out,
                "{:<wide$}{:>8}",
                ui.pick("supports across positions", "soutiens entre positions"),
                self.bridges.len()
            );
            self.bridges.iter().take(MOST_NAMED).for_each(|bridge| bridge.write(view, ui, &mut out));
            more(ui, self.bridges.len(), ("more support", ["autre soutien", "autres soutiens"]), &mut out);
        }
        out
    }

    /// The disputes as JSON: ids of nodes and no text, with at most [`CAP`] entries in each list.
    pub fn json(&self, view: &View<'_>) -> Value {
        let disputes: Vec<Value> = self.list.iter().take(CAP).map(|dispute| dispute.json(view)).collect();
        let concessions: Vec<Value> = self.concessions.iter().take(CAP).map(|found| found.json(view)).collect();
        let bridges: Vec<Value> = self.bridges.iter().take(CAP).map(|bridge| bridge.json(view)).collect();
        json!({
            "authors_known": self.authors_known, "cap": CAP, "count": self.list.len(), "list": disputes,
            "concessions": {"count": self.concessions.len(), "list": concessions},
            "bridges": {"count": self.bridges.len(), "list": bridges},
        })
    }
}

impl Dispute {
    fn write(&self, view: &View<'_>, (number, all_unknown, ui): (usize, bool, Ui), out: &mut String) {
        let Dispute { target, against, support, authors, .. } = self;
        let (name, node) = (id(&view.map, *target), view.node(*target));
        let shown = node.map(Node::kind_name).filter(|kind| *kind != name);
        let shown = shown.map_or(String::new(), |name| format!("{} ", kind(ui, &name)));
        let _ = writeln!(out, "  {number}. {shown}{name}  {}", quoted(ui, &view.map, *target));
        let (comments, others) = (counted(ui, against.comments, COMMENT), support.comments);
        let _ = if self.authors_known {
            let (by, all) = (counted(ui, against.authors, AUTHOR), counted(ui, *authors, AUTHOR));
            let backing = support.authors;
            match ui {
                Ui::En => writeln!(out, "     {comments} by {by} against, {others} by {backing} for; {all} in all"),
                Ui::Fr => {
                    writeln!(out, "     {comments} de {by} contre, {others} de {backing} pour\u{a0}; {all} en tout")
                }
            }
        } else {
            let unknown = if all_unknown { "" } else { ui.pick(" (authors unknown)", " (auteurs inconnus)") };
            match ui {
                Ui::En => writeln!(out, "     {comments} against, {others} for{unknown}"),
                Ui::Fr => writeln!(out, "     {comments} contre, {others} pour{unknown}"),
            }
        };
        for (side, camp) in [(Side::Against, against), (Side::For, support)] {
            let ground = if camp.reasoned { ui.pick(" gives a ground", " donne une raison") } else { "" };
            let _ = writeln!(
                out,
                "       {:<11}{}{ground}  {}",
                side_name(ui, side),
                id(&view.map, camp.best),
                quoted(ui, &view.map, camp.best)
            );
        }
        if !self.open.is_empty() {
            let named: Vec<String> = self.open.iter().take(NAMED).map(|open| id(&view.map, *open)).collect();
            let rest = self.open.len() - named.len();
            let rest = if rest > 0 {
                ui.pick(format!(" and {rest} more"), format!(" et {rest} autres"))
            } else {
                String::new()
            };
            let _ = match ui {
                Ui::En => writeln!(out, "       open       {}{rest} (unanswered or upheld)", named.join(", ")),
                Ui::Fr => writeln!(out, "       ouvert     {}{rest} (sans réponse ou maintenu)", named.join(", ")),
            };
        }
        let side = self.end.side.map_or(ui.pick("on neither side", "dans aucun camp").to_owned(), |side| {
            ui.pick(format!("{} it", side.name()), side_name(ui, side).to_owned())
        });
        let status = node.and_then(|node| view.standing(node));
        let status = status.map_or(String::new(), |standing| {
            let status = words::status(ui, standing.status);
            ui.pick(format!("; {name} is {status}"), format!("\u{a0}; {name}\u{a0}: {status}"))
        });
        let _ = writeln!(
            out,
            "       {} {}, {side}{status}",
            ui.pick("last word ", "dernier mot"),
            id(&view.map, self.end.comment)
        );
    }

    fn json(&self, view: &View<'_>) -> Value {
        let node = view.node(self.target);
        let camp = |camp: &Camp| {
            json!({
                "comments": camp.comments, "authors": camp.authors,
                "best": raw(view, camp.best), "best_reasoned": camp.reasoned,
            })
        };
        json!({
            "target": raw(view, self.target),
            "thread": node.and_then(|node| view.map.threads.get(node.thread)).map(|thread| &thread.id),
            "kind": node.map(Node::kind_name),
            "status": node.and_then(|node| view.standing(node)).map(|standing| standing.status.name()),
            "authors": self.authors, "authors_known": self.authors_known,
            "against": camp(&self.against), "for": camp(&self.support),
            "open_count": self.open.len(),
            "open": self.open.iter().take(CAP).map(|open| raw(view, *open)).collect::<Vec<_>>(),
            "last": {"comment": raw(view, self.end.comment), "side": self.end.side.map_or("neither", Side::name)},
        })
    }
}

impl Concession {
    fn write(&self, view: &View<'_>, ui: Ui, out: &mut String) {
        let [comment, rebuttal, conceding] =
            [self.comment, self.rebuttal, self.conceding].map(|index| id(&view.map, index));
        let who = if self.by_author {
            ui.pick("its author", "son auteur")
        } else {
            ui.pick("perhaps its author", "peut-être son auteur")
        };
        let words = quoted(ui, &view.map, self.conceding);
        let _ = match ui {
            Ui::En => writeln!(out, "  {comment}: {who} grants {rebuttal} something in {conceding}  {words}"),
            Ui::Fr => {
                writeln!(out, "  {comment}\u{a0}: {who} accorde quelque chose à {rebuttal} dans {conceding}  {words}")
            }
        };
    }

    fn json(&self, view: &View<'_>) -> Value {
        json!({
            "comment": raw(view, self.comment), "rebuttal": raw(view, self.rebuttal),
            "conceding": raw(view, self.conceding), "relation": self.relation.name(),
            "concession_form": self.grants, "by_author": self.by_author,
        })
    }
}

impl Bridge {
    fn write(&self, view: &View<'_>, ui: Ui, out: &mut String) {
        let [from, to] = [self.from, self.to].map(|index| id(&view.map, index));
        let [holds, against] =
            [&self.holds, &self.against].map(|label| escape::terminal(view.map.names.get(ui, label)));
        let _ = writeln!(
            out,
            "  {from} ({holds}) {} {to} ({against})  {}",
            ui.pick("supports", "soutient"),
            quoted(ui, &view.map, self.from)
        );
    }

    fn json(&self, view: &View<'_>) -> Value {
        json!({
            "from": raw(view, self.from), "to": raw(view, self.to),
            "from_position": &*self.holds, "to_position": &*self.against,
        })
    }
}

/// The line that says how many entries are not listed.
fn more(ui: Ui, count: usize, noun: Noun, out: &mut String) {
    if count > MOST_NAMED {
        let rest = counted(ui, count - MOST_NAMED, noun);
        let _ = match ui {
            Ui::En => writeln!(out, "  and {rest}; -f json lists them"),
            Ui::Fr => writeln!(out, "  et {rest}\u{a0}; -f json les énumère"),
        };
    }
}

/// The id of a node, as in the JSON of the map.
fn raw<'v>(view: &'v View<'_>, index: NodeIndex) -> &'v str {
    view.node(index).map_or("?", |node| node.id.as_str())
}
