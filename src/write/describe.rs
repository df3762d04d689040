//! The tooltips of nodes and edges, in sentences. Plain text; each writer escapes it.

use std::fmt::Write as _;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::input::Texts;
use crate::filter::View;
use crate::graph::Edge;
use crate::layout::clean::head;
use crate::layout::graded;
use crate::layout::words::{self, Names, chance};
use crate::limit::COMPARED_BYTES;
use crate::span::Span;
use crate::tag::By;
use crate::text::Ui;

/// Longest quotation in a tooltip, in bytes. The whole text is on the card.
const QUOTED: usize = 160;
/// Most pieces of evidence in one tooltip.
const EVIDENCE: usize = 24;

/// Words of a text in quotation marks, or their place if the output carries no text.
fn quoted(ui: Ui, text: &str, span: Span, texts: Texts) -> String {
    if texts == Texts::None {
        return format!("{} {}–{}", ui.pick("bytes", "octets"), span.start, span.end);
    }
    let words = span.of(text);
    let cut = head(words, QUOTED);
    let (open, close) = ui.pick(("“", "”"), ("«\u{a0}", "\u{a0}»"));
    format!("{open}{cut}{}{close}", if cut.len() < words.len() { "…" } else { "" })
}

/// The source of a label or a relation.
fn by(ui: Ui, by: By) -> &'static str {
    let french = match by {
        By::Rule => "une règle",
        By::Link => "un lien",
        By::Inherited => "repris",
        By::Human => "un humain",
        By::Given => "la source",
    };
    ui.pick(by.name(), french)
}

/// Describes a node: its name, its positions and forms with their evidence, and its status.
pub fn node(view: &View<'_>, names: &Names, index: NodeIndex, texts: Texts) -> String {
    let ui = names.ui();
    let Some(node) = view.node(index) else { return String::new() };
    let mut out = names.heading(index);
    let heading = out.clone();
    if heading != node.id && node.id.len() <= COMPARED_BYTES {
        // Writing to a string cannot fail, here and below.
        let _ = write!(out, " ({})", node.id);
    }
    if let Some(time) = &node.comment.time {
        let _ = write!(out, " · {}", head(time, QUOTED));
    }
    let mut left = EVIDENCE;
    let positions = words::held(view, node).map(|(place, label)| (label, node.inherited(place)));
    for (label, source) in positions.chain(words::forms(view, node).map(|(_, label)| (label, None))) {
        let _ = write!(out, "\n{} {}", names.label(&label.name), chance(ui, label.score));
        if let Some(source) = source {
            let of = ui.pick("from", "de");
            let _ = write!(out, " ({} {of} {})", by(ui, label.by), names.get(source.from));
        } else if label.by != By::Rule {
            let _ = write!(out, " ({})", by(ui, label.by));
        }
        for evidence in label.evidence.iter().take(left) {
            left -= 1;
            let words = quoted(ui, &node.comment.text, evidence.span, texts);
            let _ = write!(out, "\n   {words} {}", evidence.rule);
        }
    }
    if let Some(standing) = view.standing(node) {
        let status = words::status(ui, standing.status);
        let accepted = ui.pick("accepted with probability", "accepté avec une probabilité de");
        let _ = write!(out, "\n{status}, {accepted} {}", chance(ui, standing.strength));
        if view.counting.reasoned {
            let only = " (seules comptent les attaques qui donnent une raison)";
            out.push_str(ui.pick(" (only attacks that give a ground count)", only));
        }
    }
    if let Some(tally) = view.folded(index) {
        let folded = ui.pick("folded away here: ", "replié ici\u{a0}: ");
        let _ = write!(out, "\n{folded}{}", words::folded(tally, ui));
    }
    let taken = node.answered.as_ref().map(|counts| words::answered(ui, counts)).filter(|words| !words.is_empty());
    if let Some(taken) = taken {
        let _ = write!(out, "\n{}{taken}", ui.pick("taken up: ", "repris\u{a0}: "));
    }
    out
}

/// Describes an edge: its two ends and its relation, their probabilities, and the evidence in both texts.
pub fn edge(view: &View<'_>, names: &Names, index: EdgeIndex, texts: Texts) -> String {
    let Some((from, to, edge)) = view.edge(index) else { return String::new() };
    let ui = names.ui();
    let (source, target) = (names.get(from), names.get(to));
    let Edge::Reply(link) = edge else {
        return format!("{source} {} {target}", ui.pick("is part of the", "extraite de\u{a0}:"));
    };
    let [verb, tail] = graded::parts(ui, link);
    let mut out = format!("{source} {}", words::with_object(ui, verb, target));
    let of = view.node(to).map_or("", |node| &node.comment.text);
    let own = view.node(from).map_or("", |node| &node.comment.text);
    if let Some(anchor) = link.anchor {
        let _ = write!(out, " {} {}", ui.pick("on", "sur"), quoted(ui, of, anchor, texts));
    }
    out.push_str(tail);
    if view.folding.count(index) > 1 {
        let count = view.folding.count(index);
        let _ = match ui {
            Ui::En => write!(out, "\nstands for {count} links; probabilities are their means"),
            Ui::Fr => write!(out, "\ntient lieu de {count} liens\u{a0}; les probabilités sont leurs moyennes"),
        };
    }
    let given = if link.given {
        ui.pick("link given by the source", "lien donné par la source")
    } else {
        ui.pick("link inferred", "lien déduit")
    };
    let _ = write!(out, "\n{given}, {} {}", ui.pick("confidence", "confiance"), chance(ui, link.confidence));
    let (relation, probability) = ui.pick(("relation by", "probability"), ("relation selon", "probabilité"));
    let _ = write!(out, "\n{relation} {}, {probability} {}", by(ui, link.relation_by), chance(ui, link.relation_p));
    for (fact, is_true) in [
        (
            ui.pick("undercuts rather than denies", "vise la source ou le raisonnement plutôt que le fond"),
            link.undercut,
        ),
        (ui.pick("gives a ground", "donne une raison"), link.reasoned),
    ] {
        if is_true {
            let _ = write!(out, "\n{fact}");
        }
    }
    for evidence in link.evidence.iter().take(EVIDENCE) {
        let _ = write!(out, "\n   ");
        if let Some(from) = evidence.from {
            let _ = write!(out, "{} ", quoted(ui, own, from, texts));
        }
        if let Some(to) = evidence.to {
            let _ = write!(out, "→ {} ", quoted(ui, of, to, texts));
        }
        out.push_str(&evidence.rule);
    }
    out
}
