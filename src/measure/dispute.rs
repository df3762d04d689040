//! Disputes as text and as JSON.

use std::fmt::Write as _;

use petgraph::graph::NodeIndex;
use serde_json::{Value, json};

use super::words::{counted, id, quoted};
use crate::filter::View;
use crate::graph::Node;
use crate::issue::{Bridge, Camp, Concession, Dispute, Disputes, Side};
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
    pub fn text(&self, view: &View<'_>) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:<28}{:>8}", "disputes", self.list.len());
        let all_unknown = !self.list.iter().any(|dispute| dispute.authors_known);
        if all_unknown && !self.list.is_empty() {
            out.push_str("  authors unknown: every comment counts as a separate author\n");
        }
        for (number, dispute) in self.list.iter().take(MOST_NAMED).enumerate() {
            dispute.write(view, number + 1, all_unknown, &mut out);
        }
        more(self.list.len(), "dispute", &mut out);
        if !self.concessions.is_empty() {
            let _ = writeln!(out, "concessions{:>25}", self.concessions.len());
            self.concessions.iter().take(MOST_NAMED).for_each(|concession| concession.write(view, &mut out));
            more(self.concessions.len(), "concession", &mut out);
        }
        if !self.bridges.is_empty() {
            let _ = writeln!(out, "supports across positions{:>11}", self.bridges.len());
            self.bridges.iter().take(MOST_NAMED).for_each(|bridge| bridge.write(view, &mut out));
            more(self.bridges.len(), "support", &mut out);
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
    fn write(&self, view: &View<'_>, number: usize, all_unknown: bool, out: &mut String) {
        let Dispute { target, against, support, authors, .. } = self;
        let (name, node) = (id(&view.map, *target), view.node(*target));
        let kind = node.map(Node::kind_name).filter(|kind| *kind != name).map_or(String::new(), |kind| kind + " ");
        let _ = writeln!(out, "  {number}. {kind}{name}  {}", quoted(&view.map, *target));
        let (comments, others) = (counted(against.comments, "comment"), support.comments);
        let _ = if self.authors_known {
            let (by, all) = (counted(against.authors, "author"), counted(*authors, "author"));
            writeln!(out, "     {comments} by {by} against, {others} by {} for; {all} in all", support.authors)
        } else {
            let unknown = if all_unknown { "" } else { " (authors unknown)" };
            writeln!(out, "     {comments} against, {others} for{unknown}")
        };
        for (side, camp) in [(Side::Against, against), (Side::For, support)] {
            let ground = if camp.reasoned { " gives a ground" } else { "" };
            let _ = writeln!(
                out,
                "       {:<11}{}{ground}  {}",
                side.name(),
                id(&view.map, camp.best),
                quoted(&view.map, camp.best)
            );
        }
        if !self.open.is_empty() {
            let named: Vec<String> = self.open.iter().take(NAMED).map(|open| id(&view.map, *open)).collect();
            let rest = self.open.len() - named.len();
            let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            let _ = writeln!(out, "       open       {}{rest} (unanswered or upheld)", named.join(", "));
        }
        let side = self.end.side.map_or("on neither side".to_owned(), |side| format!("{} it", side.name()));
        let status = node.and_then(|node| view.standing(node));
        let status = status.map_or(String::new(), |standing| format!("; {name} is {}", standing.status.name()));
        let _ = writeln!(out, "       last word  {}, {side}{status}", id(&view.map, self.end.comment));
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
    fn write(&self, view: &View<'_>, out: &mut String) {
        let [comment, rebuttal, conceding] =
            [self.comment, self.rebuttal, self.conceding].map(|index| id(&view.map, index));
        let who = if self.by_author { "its author" } else { "perhaps its author" };
        let _ = writeln!(
            out,
            "  {comment}: {who} grants {rebuttal} something in {conceding}  {}",
            quoted(&view.map, self.conceding)
        );
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
    fn write(&self, view: &View<'_>, out: &mut String) {
        let [from, to] = [self.from, self.to].map(|index| id(&view.map, index));
        let [holds, against] = [&self.holds, &self.against].map(|label| escape::terminal(label));
        let _ = writeln!(out, "  {from} ({holds}) supports {to} ({against})  {}", quoted(&view.map, self.from));
    }

    fn json(&self, view: &View<'_>) -> Value {
        json!({
            "from": raw(view, self.from), "to": raw(view, self.to),
            "from_position": &*self.holds, "to_position": &*self.against,
        })
    }
}

/// The line that says how many entries are not listed.
fn more(count: usize, noun: &str, out: &mut String) {
    if count > MOST_NAMED {
        let _ = writeln!(out, "  and {}; -f json lists them", counted(count - MOST_NAMED, &format!("more {noun}")));
    }
}

/// The id of a node, as in the JSON of the map.
fn raw<'v>(view: &'v View<'_>, index: NodeIndex) -> &'v str {
    view.node(index).map_or("?", |node| node.id.as_str())
}
