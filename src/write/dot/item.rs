//! Nodes and edges of the graph.

use dot_writer::{Attributes, Scope};
use petgraph::stable_graph::EdgeIndex;

use super::super::{Sheet, Texts, describe, escape, palette};
use super::{COLUMN, hex_light, label, tooltip};
use crate::graph::{Edge, Node, Status};
use crate::layout::forest::Slot;
use crate::layout::words::{self, Names};
use crate::layout::wrap::{Column, stretches, wrap};
use crate::thread::Relation;

/// One node.
pub(super) fn node(sheet: &Sheet<'_>, names: &Names, slot: &Slot, graph: &mut Scope<'_, '_>) {
    let view = sheet.view;
    let Some(node) = view.node(slot.node) else { return };
    let id = format!("n{}", slot.node.index());
    let mut class = node.kind_name();
    for (_, label) in words::held(view, node).chain(words::forms(view, node)) {
        class.push(' ');
        class.push_str(&escape::class(&label.name));
    }
    if let Some(standing) = node.standing {
        class.push(' ');
        class.push_str(standing.status.name());
    }
    let inks: Vec<_> = words::held(view, node).map(|(_, label)| palette::position(&label.name)).take(2).collect();
    let faded = view.is_faded(slot.node);
    let (line, fill) = match inks.as_slice() {
        _ if faded => (hex_light(palette::OUTLINE), hex_light(palette::PAGE)),
        // Two positions make the fill run from one to the other.
        [first, ..] => {
            let tints: Vec<_> = inks.iter().map(|ink| palette::hex(palette::tint(ink.bar))).collect();
            (palette::hex(first.bar), tints.join(":"))
        }
        [] if node.comment.kind.is_opening() => (hex_light(palette::SUBJECT), hex_light(palette::CARD)),
        [] => (hex_light(palette::PLAIN), hex_light(palette::CARD)),
    };
    let mut out = graph.node_named(id.clone());
    for (name, value) in [
        ("id", id.as_str()),
        ("class", &class),
        ("label", &label(&content(sheet, names, slot, node))),
        ("tooltip", &tooltip(&describe::node(view, names, slot.node, sheet.texts))),
        ("color", &line),
        ("fillcolor", &fill),
        ("penwidth", if inks.is_empty() { "1" } else { "2" }),
    ] {
        out.set(name, value, true);
    }
    if faded {
        out.set("fontcolor", &hex_light(palette::PLAIN), true);
    }
}

/// The lines of a node: name and positions, text, forms and status.
fn content(sheet: &Sheet<'_>, names: &Names, slot: &Slot, node: &Node) -> Vec<String> {
    let view = sheet.view;
    let mut head = vec![names.heading(slot.node)];
    head.extend(node.comment.author.as_deref().filter(|_| node.is_comment()).map(str::to_owned));
    head.extend(words::kind_note(node).map(str::to_owned));
    head.extend(words::held(view, node).map(|(_, label)| label.name.to_string()));
    let mut lines = vec![head.join(" · ")];
    let most = match sheet.texts {
        Texts::Full => COLUMN.most,
        Texts::Excerpt => 2,
        Texts::None => 0,
    };
    let text = &node.comment.text;
    for row in wrap(text, &Column { most, ..COLUMN }) {
        lines.push(stretches(text, row, COLUMN.weight, &[], &mut 0).into_iter().map(|part| part.text).collect());
    }
    let mut foot: Vec<String> = words::forms(view, node).map(|(_, label)| label.name.to_string()).collect();
    foot.extend(node.taken_up.as_ref().map(words::taken_up).filter(|words| !words.is_empty()));
    let marked = node.standing.map(|standing| standing.status).filter(|status| *status != Status::Unchallenged);
    foot.extend(marked.map(|status| status.name().to_owned()));
    if !foot.is_empty() {
        lines.push(format!("[{}]", foot.join(" · ")));
    }
    lines
}

/// One edge, from the comment to what it answers.
pub(super) fn line(
    sheet: &Sheet<'_>,
    names: &Names,
    ends: (&Slot, &Slot),
    edge: EdgeIndex,
    primary: bool,
    graph: &mut Scope<'_, '_>,
) {
    let view = sheet.view;
    let Some((_, _, weight)) = view.edge(edge) else { return };
    let (from, to) = (format!("n{}", ends.0.node.index()), format!("n{}", ends.1.node.index()));
    let mut out = graph.edge(from, to).attributes();
    out.set("id", &format!("e{}", edge.index()), true);
    out.set("tooltip", &tooltip(&describe::edge(view, names, edge, sheet.texts)), true);
    if !primary {
        out.set("constraint", "false", true);
    }
    let Edge::Reply(link) = weight else {
        for (name, value) in [("class", "part-of"), ("arrowhead", "none"), ("color", &hex_light(palette::PLAIN))] {
            out.set(name, value, true);
        }
        return;
    };
    let (style, head) = match link.relation {
        Relation::Rebuttal | Relation::Correction => ("dashed", "tee"),
        Relation::Support => ("solid", "normal"),
        Relation::Question => ("dotted", "vee"),
        Relation::Answer | Relation::Elaboration | Relation::Reply => ("solid", "vee"),
    };
    let plain = link.relation == Relation::Reply;
    let [colour, _] = palette::shade(link.relation, palette::step(link.relation_p));
    let width = if plain { 0.5 + 0.5 * link.confidence } else { 0.6 + 1.4 * link.confidence };
    let sure = if link.given { "given" } else { "inferred" };
    // Inferred lines are lighter: Graphviz reads a fourth pair of digits as opacity.
    let shown = palette::hex(colour) + if link.given { "" } else { "b0" };
    let said = format!("{} {}", words::sign(link.relation), words::on_line(link));
    for (name, value) in [
        ("class", format!("{} {sure}", link.relation)),
        ("style", style.to_owned()),
        ("arrowhead", head.to_owned()),
        ("color", shown),
        ("fontcolor", hex_light(palette::relation(link.relation))),
        ("penwidth", format!("{width:.2}")),
        ("label", escape::dot(said.trim(), 200)),
    ] {
        out.set(name, &value, true);
    }
}
