//! The `mermaid` writer: a flowchart that GitHub, GitLab, Obsidian and many others draw inside a text.
//!
//! Mermaid refuses more than 500 edges or 50,000 characters, and a diagram cannot raise these limits. A larger map is
//! cut to its most important part (see `choose`), and the diagram says what is left out. Ids are generated (`n4`),
//! labels are quoted and escaped by [`escape::mermaid`], and there is no link and no click handler, so that it works
//! with `securityLevel: strict`.

mod choose;
mod item;

use std::fmt::Write as _;

use self::choose::{Budget, Choice, choose};
use self::item::{Classes, edge, node};
use super::input::{Refusal, RenderInput};
use super::{caption, escape, palette, wording};
use crate::filter::forest::Forest;
use crate::graph::Role;
use crate::layout::clean;
use crate::layout::words::{self, Names};
use crate::thread::Relation;

/// Edges that Mermaid draws (`maxEdges`, a secure setting).
pub const EDGES: usize = 500;

/// Characters of a diagram that Mermaid reads (`maxTextSize`, a secure setting), in UTF-16 units, as JavaScript counts.
pub const CHARACTERS: usize = 50_000;

/// Spare characters for line ends: a version control system may turn each into two characters.
const SPARE: usize = 1_500;

/// Most characters that everything except nodes and edges takes.
const FRAME: usize = 4_000;

/// How often the cut is repeated with the characters that the previous try left over.
const TRIES: usize = 4;

/// Width of a label in pixels at which Mermaid wraps it. The default of 200 makes cards narrow and tall.
const WIDTH: usize = 320;

/// Writes the input as `mermaid`.
///
/// # Errors
/// Never: a map that is too large is cut.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    Ok(whole(input).into_bytes())
}

/// The diagram with its settings.
fn whole(input: &RenderInput<'_>) -> String {
    // YAML reads JSON strings. Mermaid reads no entities here, so characters of markup are dropped.
    let title = clean::line(&caption::title(input)).replace(['<', '>', '&', '\\', '"', '$'], " ");
    let title = format!("title: {}\n", serde_json::Value::String(title));
    let mut out = format!("---\n{title}config:\n  flowchart:\n    wrappingWidth: {WIDTH}\n---\n");
    let most = CHARACTERS - SPARE;
    out.push_str(&diagram(input, most.saturating_sub(units(&out))));
    out
}

/// The length of a text as Mermaid counts it, in UTF-16 units.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The flowchart without its settings, of at most `most` characters.
fn diagram(input: &RenderInput<'_>, most: usize) -> String {
    let (forest, names) = (input.view.forest(), input.view.names(input.ui));
    let mut room = most.saturating_sub(FRAME);
    let mut best = String::new();
    for _ in 0..TRIES {
        let choice = choose(input, forest, &names, Budget { edges: EDGES, characters: room });
        let drawn = draw(input, forest, &names, &choice);
        let slack = most.checked_sub(units(&drawn));
        if slack.is_none() && !best.is_empty() {
            break;
        }
        best = drawn;
        match slack {
            // The next try gets the characters that the estimate left over.
            Some(slack) if choice.is_cut() && slack > 1_000 => room += slack - 500,
            _ => break,
        }
    }
    best
}

/// Writes the flowchart of the chosen nodes and edges.
fn draw(input: &RenderInput<'_>, forest: &Forest, names: &Names, choice: &Choice) -> String {
    let mut out = String::from("flowchart RL\n");
    let mut classes = Classes::default();
    let note = escape_lines(&note(input, forest, choice));
    let _ = writeln!(out, "  note[\"{note}\"]:::note");
    for (index, slot) in forest.slots.iter().enumerate().filter(|(index, _)| choice.nodes.get(*index) == Some(&true)) {
        let line = node(input, names, slot, choice.words, &mut classes);
        let cut = choice.is_cut_off(forest, index);
        let to = slot.parent.and_then(|parent| forest.slots.get(parent)).filter(|_| cut);
        let line = match to {
            // Its target is left out, so the label names it.
            Some(to) => line.replacen("[\"", &format!("[\"→ {} · ", escape::mermaid(names.get(to.node))), 1),
            None => line,
        };
        out.push_str(&line);
    }
    let mut styles: Vec<(String, Vec<usize>)> = Vec::new();
    for (number, wire) in choice.edges.iter().enumerate() {
        let (line, style) = edge(input, forest, wire);
        out.push_str(&line);
        match styles.iter_mut().find(|(known, _)| *known == style) {
            Some((_, numbers)) => numbers.push(number),
            None => styles.push((style, vec![number])),
        }
    }
    for (style, numbers) in styles {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "  linkStyle {} {style}", numbers.join(","));
    }
    out.push_str(&classes.definitions(input.drawing.palette));
    out
}

/// Joins lines to the inside of one label.
fn escape_lines(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escape::mermaid(line)).collect();
    lines.join("<br/>")
}

/// The note of the diagram: what is left out, counts, filters, and the legend.
fn note(input: &RenderInput<'_>, forest: &Forest, choice: &Choice) -> Vec<String> {
    let (view, ui) = (input.view, input.ui);
    let mut lines = Vec::new();
    let is_comment = |at: usize| {
        let node = forest.slots.get(at).and_then(|slot| view.node(slot.node));
        node.is_some_and(|node| node.role == Role::Entry)
    };
    let shown = |at: &usize| choice.nodes.get(*at) == Some(&true);
    let nodes = (0..forest.slots.len()).filter(|at| !shown(at) && is_comment(*at)).count();
    let edges = choice.all_edges - choice.edges.len();
    if nodes + edges > 0 {
        let [what, links] = [wording::comments(nodes, ui), wording::links(edges, ui)];
        let cut = ui.pick("Cut to the limits of Mermaid, left out:", "Réduit aux limites de Mermaid, sans");
        let order = ui.pick(
            "Disputes and attacks come first; palabre map -f svg draws all of it.",
            "Les débats et les attaques passent d’abord ; palabre map -f svg dessine tout.",
        );
        lines.push(format!("{cut} {what}, {links}. {order}"));
    }
    let comments = || view.nodes.iter().filter_map(|index| view.node(*index)).filter(|node| node.is_comment());
    let held = comments().filter(|node| words::held(view, node).next().is_some()).count();
    let all = || view.edges.iter().filter_map(|index| view.edge(*index)).filter_map(|(_, _, edge)| edge.link());
    let inferred = all().filter(|link| !link.given).count();
    let attacks = all().filter(|link| link.relation.is_attack()).count();
    let attacks = wording::counted(attacks, ui, ["attack", "attacks"], ["attaque", "attaques"]);
    lines.push(format!(
        "{}, {held} {} · {}, {inferred} {}, {attacks}",
        wording::comments(comments().count(), ui),
        ui.pick("with a position", "avec une position"),
        wording::links(all().count(), ui),
        ui.pick("inferred", "déduits"),
    ));
    if !view.filters.is_empty() {
        let filters = wording::first_words(&view.filters.join(", "), 300);
        lines.push(format!("{}{filters}", ui.pick("filters: ", "filtres : ")));
    }
    lines.push(ui.pick("found by machine, unreviewed", "trouvé par une machine, non relu").to_owned());
    lines.push(legend(input, inferred > 0));
    lines.retain(|line| !line.is_empty());
    lines
}

/// Explains the line styles of the relations that occur.
fn legend(input: &RenderInput<'_>, inferred: bool) -> String {
    let (view, ui) = (input.view, input.ui);
    let has = |relation: Relation| {
        view.edges
            .iter()
            .filter_map(|edge| view.edge(*edge))
            .any(|(_, _, edge)| edge.link().is_some_and(|link| link.relation == relation))
    };
    let mut parts = Vec::new();
    if has(Relation::Rebuttal) || has(Relation::Correction) {
        parts.push(ui.pick("− dashed: attacks", "− tirets : attaque"));
    }
    if has(Relation::Support) {
        parts.push(ui.pick("+ solid: supports", "+ plein : soutient"));
    }
    if has(Relation::Question) {
        parts.push(ui.pick("? dotted: questions", "? pointillé : questionne"));
    }
    if inferred {
        parts.push(ui.pick("number: confidence of an inferred link", "nombre : confiance d’un lien déduit"));
    }
    parts.join(" · ")
}

/// The colour of the chosen palette from a pair for light and dark.
fn shade(drawn: super::Palette, colours: [palette::Rgb; 2]) -> String {
    palette::hex(palette::Tone::of(drawn).pick(colours))
}
