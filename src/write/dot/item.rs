//! Nodes and edges of the graph.

use std::borrow::Cow;

use petgraph::graph::EdgeIndex;

use super::super::input::{RenderInput, Texts};
use super::super::{describe, escape, palette};
use super::{COLUMN, ink, label, tooltip};
use crate::filter::forest::Slot;
use crate::graph::{Edge, Node, Status};
use crate::layout::graded;
use crate::layout::words::{self, Names};
use crate::layout::wrap::{Column, stretches, wrap};
use crate::thread::Relation;

/// The attributes of a node or an edge; every value is escaped for quotation marks.
pub(super) type Item = Vec<(&'static str, String)>;

/// The attributes of a node.
pub(super) fn node(input: &RenderInput<'_>, names: &Names, slot: &Slot) -> Item {
    let view = input.view;
    let Some(node) = view.node(slot.node) else { return Item::new() };
    let id = format!("n{}", slot.node.index());
    let mut class = node.kind_name();
    for (_, label) in words::held(view, node).chain(words::forms(view, node)) {
        class.push(' ');
        class.push_str(&escape::class(&label.name));
    }
    if let Some(standing) = view.standing(node) {
        class.push(' ');
        class.push_str(standing.status.name());
    }
    let tone = palette::Tone::of(input.drawing.palette);
    let inks: Vec<_> = words::held(view, node).map(|(_, label)| tone.bar(&label.name)).take(2).collect();
    let is_faded = view.is_faded(slot.node);
    let (line, fill) = match inks.as_slice() {
        _ if is_faded => (ink(input, palette::OUTLINE), ink(input, palette::PAGE)),
        // Two positions make a gradient.
        [first, ..] => {
            let tints: Vec<_> =
                inks.iter().map(|bar| palette::hex(palette::tint(*bar, tone.pick(palette::CARD)))).collect();
            (palette::hex(*first), tints.join(":"))
        }
        [] if node.comment.kind.is_opening() => (ink(input, palette::SUBJECT), ink(input, palette::CARD)),
        [] => (ink(input, palette::PLAIN), ink(input, palette::CARD)),
    };
    let mut item = vec![
        ("id", id),
        ("class", class),
        ("label", label(&content(input, names, slot, node))),
        ("tooltip", tooltip(&describe::node(view, names, slot.node, input.texts))),
        ("color", line),
        ("fillcolor", fill),
        ("penwidth", if inks.is_empty() { "1" } else { "2" }.to_owned()),
    ];
    if view.folded(slot.node).is_some() {
        item.push(("peripheries", "2".to_owned()));
    }
    if is_faded {
        item.push(("fontcolor", ink(input, palette::PLAIN)));
    }
    item
}

/// The lines in a node: name and positions, text, forms and status.
fn content(input: &RenderInput<'_>, names: &Names, slot: &Slot, node: &Node) -> Vec<String> {
    let view = input.view;
    let mut head = vec![names.heading(slot.node)];
    head.extend(node.comment.author.as_deref().filter(|_| node.is_comment()).map(str::to_owned));
    head.extend(words::kind_note(input.ui, node).map(Cow::into_owned));
    head.extend(words::held(view, node).map(|(_, label)| names.position(label)));
    let mut lines = vec![head.join(" · ")];
    let most = match input.texts {
        Texts::Full => COLUMN.most,
        Texts::Excerpt => 2,
        Texts::None => 0,
    };
    let text = &node.comment.text;
    for row in wrap(text, &Column { most, ..COLUMN }) {
        lines.push(stretches(text, row, COLUMN.weight, &[], &mut 0).into_iter().map(|part| part.text).collect());
    }
    let mut foot: Vec<String> =
        words::forms(view, node).map(|(_, label)| names.label(&label.name).to_owned()).collect();
    foot.extend(
        node.answered.as_ref().map(|counts| words::answered(input.ui, counts)).filter(|words| !words.is_empty()),
    );
    let marked = view.standing(node).map(|standing| standing.status).filter(|status| *status != Status::Unchallenged);
    foot.extend(marked.map(|status| words::status(input.ui, status).to_owned()));
    foot.extend(view.folded(slot.node).map(|tally| words::folded(tally, input.ui)));
    if !foot.is_empty() {
        lines.push(format!("[{}]", foot.join(" · ")));
    }
    lines
}

/// The attributes of an edge from a comment to its target. The `primary` edge of a comment sets its rank.
pub(super) fn line(input: &RenderInput<'_>, names: &Names, edge: EdgeIndex, primary: bool) -> Item {
    let view = input.view;
    let Some((_, _, weight)) = view.edge(edge) else { return Item::new() };
    let mut item = vec![
        ("id", format!("e{}", edge.index())),
        ("tooltip", tooltip(&describe::edge(view, names, edge, input.texts))),
    ];
    if !primary {
        item.push(("constraint", "false".to_owned()));
    }
    let Edge::Reply(link) = weight else {
        item.push(("class", "part-of".to_owned()));
        item.push(("arrowhead", "none".to_owned()));
        item.push(("color", ink(input, palette::PLAIN)));
        return item;
    };
    let (style, head) = match link.relation {
        Relation::Rebuttal | Relation::Correction => ("dashed", "tee"),
        Relation::Support => ("solid", "normal"),
        Relation::Question => ("dotted", "vee"),
        Relation::Answer | Relation::Elaboration | Relation::Reply => ("solid", "vee"),
    };
    let plain = link.relation == Relation::Reply;
    let colour = ink(input, palette::shade(link.relation, palette::step(link.relation_p)));
    let width = if plain { 0.5 + 0.5 * link.confidence } else { 0.6 + 1.4 * link.confidence };
    let origin = if link.given { "given" } else { "inferred" };
    // Inferred lines are lighter. Graphviz reads a fourth pair of digits as opacity.
    let shown = colour + if link.given { "" } else { "b0" };
    let mut label = format!("{} {}", words::sign(link.relation), graded::on_line(input.ui, link));
    words::push_count(&mut label, view.folding.count(edge));
    item.extend([
        ("class", format!("{} {origin}", link.relation)),
        ("style", style.to_owned()),
        ("arrowhead", head.to_owned()),
        ("color", shown),
        ("fontcolor", ink(input, palette::relation(link.relation))),
        ("penwidth", format!("{width:.2}")),
        ("label", escape::dot(label.trim(), 200)),
    ]);
    item
}
