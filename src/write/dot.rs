//! The `dot` writer: the map for Graphviz, through the `dot-writer` crate.
//!
//! The crate escapes nothing and panics where its sink fails, so that here every value is quoted and escaped by
//! [`escape::dot`], ids are generated (`n4`, `e7`), the sink is memory, and the compact mode, which deletes spaces, is
//! never used. Cross links do not constrain the ranks: else a late link would pull a comment away from what it answers,
//! and Graphviz would take 3 to 14 times as long.

use dot_writer::{Attributes, DotWriter, Scope};
use petgraph::stable_graph::EdgeIndex;

use super::{Refusal, Sheet, Texts, describe, escape, palette};
use crate::graph::{Edge, Node};
use crate::layout::forest::{Cross, Forest, Slot};
use crate::layout::metrics::Weight;
use crate::layout::words::{self, Names};
use crate::layout::wrap::{Column, stretches, wrap};
use crate::limit::DOT_LABEL_BYTES;
use crate::thread::Relation;

/// How text is wrapped in nodes; Graphviz measures the lines itself.
const COLUMN: Column = Column { width: 300.0, size: 14.0, weight: Weight::Regular, most: 6, flow: true };
/// The fonts of the picture, as in the `svg` writer.
const FONT: &str = "Liberation Sans,Arimo,Arial,Helvetica,sans-serif";

/// Writes a sheet as `dot`.
///
/// # Errors
/// Never: what is too long for Graphviz is cut with `…`.
pub fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Refusal> {
    let (forest, names) = (Forest::of(sheet.view), Names::of(sheet.view));
    let mut body = Vec::new();
    {
        let mut writer = DotWriter::from(&mut body);
        let mut graph = writer.digraph();
        frame(sheet, &mut graph);
        for slot in &forest.slots {
            node(sheet, &names, slot, &mut graph);
        }
        for slot in &forest.slots {
            if let Some((edge, parent)) = slot.edge.zip(slot.parent.and_then(|parent| forest.slots.get(parent))) {
                line(sheet, &names, (slot, parent), edge, true, &mut graph);
            }
        }
        for Cross { edge, from, to } in &forest.cross {
            if let Some(ends) = forest.slots.get(*from).zip(forest.slots.get(*to)) {
                line(sheet, &names, ends, *edge, false, &mut graph);
            }
        }
    }
    // The crate cannot name a graph; tools that read several graphs of one file need a name.
    let rest = body.strip_prefix(b"digraph").unwrap_or(&body);
    Ok([b"digraph palabre".as_slice(), rest].concat())
}

/// Lines of text as one label: every line escaped, then ended by Graphviz's own sign for a line set to the left.
fn label(lines: &[String]) -> String {
    let mut out = String::new();
    for line in lines {
        let room = DOT_LABEL_BYTES.saturating_sub(out.len() + 2);
        if room < '…'.len_utf8() {
            break;
        }
        out.push_str(&escape::dot(line, room));
        out.push_str("\\l");
    }
    out
}

/// A tooltip: lines are kept.
fn tooltip(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let room = DOT_LABEL_BYTES.saturating_sub(out.len() + 2);
        if room < '…'.len_utf8() {
            break;
        }
        if !out.is_empty() {
            out.push_str("\\n");
        }
        out.push_str(&escape::dot(line, room));
    }
    out
}

/// Attributes of the whole, and the caption.
fn frame(sheet: &Sheet<'_>, graph: &mut Scope<'_, '_>) {
    let view = sheet.view;
    let mut lines = vec![describe::title(view)];
    lines.push(describe::caption(view).join(" · "));
    lines.push(legend(sheet));
    let mut most = 0;
    // A caption wider than the map would make the picture as wide.
    let column = Column { width: 640.0, size: 12.0, most: 8, ..COLUMN };
    let mut wrapped = Vec::new();
    for line in &lines {
        for row in wrap(line, &column) {
            wrapped
                .push(stretches(line, row, column.weight, &[], &mut most).into_iter().map(|part| part.text).collect());
        }
    }
    let page = hex_light(palette::PAGE);
    let small = hex_light(palette::SMALL);
    for (name, value) in [
        ("rankdir", "RL"),
        ("labelloc", "t"),
        ("labeljust", "l"),
        ("label", &label(&wrapped)),
        ("tooltip", "argument map"),
        ("fontname", FONT),
        ("fontsize", "11"),
        ("fontcolor", &small),
        ("bgcolor", &page),
        ("nodesep", "0.22"),
        ("ranksep", "0.85"),
        ("pad", "0.3"),
    ] {
        graph.set(name, value, true);
    }
    {
        let mut nodes = graph.node_attributes();
        let (text, card) = (hex_light(palette::TEXT), hex_light(palette::CARD));
        for (name, value) in [
            ("shape", "box"),
            ("style", "rounded,filled"),
            ("fillcolor", &card),
            ("fontname", FONT),
            ("fontsize", "11"),
            ("fontcolor", &text),
            ("margin", "0.14,0.08"),
        ] {
            nodes.set(name, value, true);
        }
    }
    let mut edges = graph.edge_attributes();
    edges.set("fontname", FONT, true);
    edges.set("fontsize", "9", true);
    edges.set("arrowsize", "0.8", true);
}

/// What the lines mean, in words: of the relations that occur.
fn legend(sheet: &Sheet<'_>) -> String {
    let mut seen = [false; Relation::ALL.len()];
    let mut inferred = false;
    for link in sheet.view.edges.iter().filter_map(|edge| sheet.view.edge(*edge)).filter_map(|(_, _, edge)| edge.link())
    {
        if let Some(seen) = seen.get_mut(link.relation.index()) {
            *seen = true;
        }
        inferred |= !link.given;
    }
    let mut parts: Vec<String> = Vec::new();
    for (relation, _) in Relation::ALL.into_iter().zip(seen).filter(|(_, seen)| *seen) {
        let style = match relation {
            Relation::Rebuttal | Relation::Correction => "− dashed",
            Relation::Support => "+ solid",
            Relation::Question => "? dotted",
            Relation::Answer | Relation::Elaboration => "solid, open head",
            Relation::Reply => "thin grey",
        };
        parts.push(format!("{style}: {}", words::verb(relation)));
    }
    if inferred {
        parts.push("number: confidence of an inferred link".to_owned());
    }
    if !parts.is_empty() {
        parts.push("thicker: surer link".to_owned());
        parts.push("stronger colour: surer relation".to_owned());
    }
    parts.join(" · ")
}

fn hex_light([light, _]: [palette::Rgb; 2]) -> String {
    palette::hex(light)
}

/// One node.
fn node(sheet: &Sheet<'_>, names: &Names, slot: &Slot, graph: &mut Scope<'_, '_>) {
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
    let marked =
        node.standing.map(|standing| standing.status).filter(|status| *status != crate::graph::Status::Unchallenged);
    foot.extend(marked.map(|status| status.name().to_owned()));
    if !foot.is_empty() {
        lines.push(format!("[{}]", foot.join(" · ")));
    }
    lines
}

/// One edge, from the comment to what it answers.
fn line(
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
