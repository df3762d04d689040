//! The attributes of the whole graph, the caption, and the legend in words.

use dot_writer::{Attributes, Scope};

use super::super::input::RenderInput;
use super::super::{caption, palette};
use super::{COLUMN, ink, label};
use crate::layout::words;
use crate::layout::wrap::{Column, stretches, wrap};
use crate::thread::Relation;

/// The fonts of the picture, as in the `svg` writer.
const FONT: &str = "Liberation Sans,Arimo,Arial,Helvetica,sans-serif";

/// Writes the attributes of the graph, with the caption as its label.
pub(super) fn frame(input: &RenderInput<'_>, graph: &mut Scope<'_, '_>) {
    let mut lines = vec![caption::title(input)];
    lines.push(caption::caption(input).join(" · "));
    lines.push(legend(input));
    let mut most = 0;
    // A caption wider than the map would widen the picture.
    let column = Column { width: 640.0, size: 12.0, most: 8, ..COLUMN };
    let mut wrapped = Vec::new();
    for line in &lines {
        for row in wrap(line, &column) {
            wrapped
                .push(stretches(line, row, column.weight, &[], &mut most).into_iter().map(|part| part.text).collect());
        }
    }
    let page = ink(input, palette::PAGE);
    let small = ink(input, palette::SMALL);
    for (name, value) in [
        ("rankdir", "RL"),
        ("labelloc", "t"),
        ("labeljust", "l"),
        ("label", &label(&wrapped)),
        ("tooltip", input.ui.pick("argument map", "carte des arguments")),
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
        let (text, card) = (ink(input, palette::TEXT), ink(input, palette::CARD));
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

/// Explains the line styles of the relations that occur.
fn legend(input: &RenderInput<'_>) -> String {
    let ui = input.ui;
    let mut seen = [false; Relation::ALL.len()];
    let mut inferred = false;
    for link in input.view.edges.iter().filter_map(|edge| input.view.edge(*edge)).filter_map(|(_, _, edge)| edge.link())
    {
        crate::place::update(&mut seen, link.relation.index(), |seen| *seen = true);
        inferred |= !link.given;
    }
    let mut parts: Vec<String> = Vec::new();
    for (relation, _) in Relation::ALL.into_iter().zip(seen).filter(|(_, seen)| *seen) {
        let style = match relation {
            Relation::Rebuttal | Relation::Correction => ui.pick("− dashed", "− tirets"),
            Relation::Support => ui.pick("+ solid", "+ plein"),
            Relation::Question => ui.pick("? dotted", "? pointillé"),
            Relation::Answer | Relation::Elaboration => ui.pick("solid, open head", "plein, pointe ouverte"),
            Relation::Reply => ui.pick("thin grey", "gris fin"),
        };
        parts.push(format!("{style}{} {}", ui.pick(":", "\u{a0}:"), words::verb(ui, relation)));
    }
    if inferred {
        parts.push(
            ui.pick("number: confidence of an inferred link", "nombre\u{a0}: confiance d’un lien déduit").to_owned(),
        );
    }
    if !parts.is_empty() {
        parts.push(ui.pick("thicker: surer link", "plus épais\u{a0}: lien plus sûr").to_owned());
        parts.push(ui.pick("stronger colour: surer relation", "plus coloré\u{a0}: relation plus sûre").to_owned());
    }
    parts.extend(words::mark_note(input.view, ui));
    parts.join(" · ")
}
