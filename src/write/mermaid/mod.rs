//! The `mermaid` writer: a flowchart that GitHub, GitLab, Obsidian and many others draw where it stands in a text.
//!
//! Mermaid refuses more than 500 edges or 50,000 characters, and no diagram can raise that. A map beyond it is cut to its
//! most telling part (see `choose`), and the diagram says what is left out. Ids are generated (`n4`), labels are quoted
//! and escaped by [`escape::mermaid`], and there is no link and no click handler, so that it works with
//! `securityLevel: strict`.

mod choose;
mod item;

use std::fmt::Write as _;

use self::choose::{Budget, Choice, choose};
use self::item::{Classes, edge, node};
use super::{Refusal, Sheet, caption, escape, palette, wording};
use crate::filter::forest::Forest;
use crate::graph::Role;
use crate::layout::clean;
use crate::layout::words::{self, Names};
use crate::thread::Relation;

/// Edges that Mermaid draws (`maxEdges`, a secure setting).
pub const EDGES: usize = 500;

/// Characters of a diagram that Mermaid reads (`maxTextSize`, a secure setting), as JavaScript counts them: in units of
/// UTF-16.
pub const CHARACTERS: usize = 50_000;

/// Lines end in two characters where a version control system makes them so.
const SPARE: usize = 1_500;

/// Characters of a diagram in a report: some fifty cards, which is what one can read on a page.
const REPORT: usize = 14_000;

/// Characters that the note, the classes and the rest around nodes and edges take at most, whatever they say.
const FRAME: usize = 4_000;

/// How often the cut is tried with what the try before left over.
const TRIES: usize = 4;

/// Width of a label in pixels, at which Mermaid wraps it; its own 200 makes cards narrow and high.
const WIDTH: usize = 320;

/// Writes a sheet as `mermaid`.
///
/// # Errors
/// Never: what is too large is cut.
pub fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Refusal> {
    Ok(whole(sheet, Place::File).into_bytes())
}

/// Where a diagram stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a file of its own: it has a title, and may be as large as the format allows.
    File,
    /// Below a heading of a report: no larger than one can read there.
    Report,
}

/// The diagram with its settings, and with its title where it does not stand below a heading.
pub(super) fn whole(sheet: &Sheet<'_>, place: Place) -> String {
    // YAML reads strings of JSON. What could be markup is dropped: Mermaid reads no entity here.
    let title = (place == Place::File).then(|| caption::title(sheet));
    let title = title.map(|title| clean::line(&title).replace(['<', '>', '&', '\\', '"', '$'], " "));
    let title = title.map_or(String::new(), |title| format!("title: {}\n", serde_json::Value::String(title)));
    let mut out = format!("---\n{title}config:\n  flowchart:\n    wrappingWidth: {WIDTH}\n---\n");
    let most = match place {
        Place::File => CHARACTERS - SPARE,
        Place::Report => REPORT,
    };
    out.push_str(&diagram(sheet, most.saturating_sub(units(&out)), place));
    out
}

/// The length of a text as Mermaid counts it.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The flowchart without its title, of at most so many characters.
fn diagram(sheet: &Sheet<'_>, most: usize, place: Place) -> String {
    let (forest, names) = (sheet.view.forest(), sheet.view.names(sheet.ui));
    let mut room = most.saturating_sub(FRAME);
    let mut best = String::new();
    for _ in 0..TRIES {
        let choice = choose(sheet, forest, &names, Budget { edges: EDGES, characters: room });
        let drawn = draw(sheet, forest, &names, &choice, place);
        let slack = most.checked_sub(units(&drawn));
        if slack.is_none() && !best.is_empty() {
            break;
        }
        best = drawn;
        match slack {
            // What is left over of the estimate is given to the next try.
            Some(slack) if choice.is_cut() && slack > 1_000 => room += slack - 500,
            _ => break,
        }
    }
    best
}

/// The flowchart of what was chosen.
fn draw(sheet: &Sheet<'_>, forest: &Forest, names: &Names, choice: &Choice, place: Place) -> String {
    let mut out = String::from("flowchart RL\n");
    let mut classes = Classes::default();
    let note = escape_lines(&note(sheet, forest, choice, place));
    let _ = writeln!(out, "  note[\"{note}\"]:::note");
    for (at, slot) in forest.slots.iter().enumerate().filter(|(at, _)| choice.nodes.get(*at) == Some(&true)) {
        let line = node(sheet, names, slot, choice.words, &mut classes);
        let cut = choice.is_cut_off(forest, at);
        let to = slot.parent.and_then(|parent| forest.slots.get(parent)).filter(|_| cut);
        let line = match to {
            // Its answer is left out: the label still says what it answers.
            Some(to) => line.replacen("[\"", &format!("[\"→ {} · ", escape::mermaid(names.get(to.node))), 1),
            None => line,
        };
        out.push_str(&line);
    }
    let mut styles: Vec<(String, Vec<usize>)> = Vec::new();
    for (number, wire) in choice.edges.iter().enumerate() {
        let (line, style) = edge(sheet, forest, wire);
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
    out.push_str(&classes.definitions(sheet.drawing.palette));
    out
}

/// Lines of text as the inside of one label.
fn escape_lines(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escape::mermaid(line)).collect();
    lines.join("<br/>")
}

/// What the diagram shows: what was left out, counts, filters, and what the lines mean.
fn note(sheet: &Sheet<'_>, forest: &Forest, choice: &Choice, place: Place) -> Vec<String> {
    let (view, ui) = (sheet.view, sheet.ui);
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
        let cut = match place {
            Place::File => ui.pick("Cut to the limits of Mermaid, left out:", "Réduit aux limites de Mermaid, sans"),
            Place::Report => ui.pick("The most telling part; left out:", "La partie la plus parlante, sans"),
        };
        let rest = ui.pick(
            "Disputes and attacks come first; palabre map -f svg draws all of it.",
            "Les débats et les critiques passent d’abord ; palabre map -f svg dessine tout.",
        );
        lines.push(format!("{cut} {what}, {links}. {rest}"));
    }
    let comments = || view.nodes.iter().filter_map(|index| view.node(*index)).filter(|node| node.is_comment());
    let held = comments().filter(|node| words::held(view, node).next().is_some()).count();
    let all = || view.edges.iter().filter_map(|index| view.edge(*index)).filter_map(|(_, _, edge)| edge.link());
    let inferred = all().filter(|link| !link.given).count();
    let attacks = all().filter(|link| link.relation.is_attack()).count();
    let attacks = wording::counted(attacks, ui, ["attack", "attacks"], ["critique", "critiques"]);
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
    lines.push(legend(sheet, inferred > 0));
    lines.retain(|line| !line.is_empty());
    lines
}

/// What the lines mean: of the relations that occur.
fn legend(sheet: &Sheet<'_>, inferred: bool) -> String {
    let (view, ui) = (sheet.view, sheet.ui);
    let has = |relation: Relation| {
        view.edges
            .iter()
            .filter_map(|edge| view.edge(*edge))
            .any(|(_, _, edge)| edge.link().is_some_and(|link| link.relation == relation))
    };
    let mut parts = Vec::new();
    if has(Relation::Rebuttal) || has(Relation::Correction) {
        parts.push(ui.pick("− dashed: attacks", "− tirets : critique"));
    }
    if has(Relation::Support) {
        parts.push(ui.pick("+ solid: supports", "+ plein : soutient"));
    }
    if has(Relation::Question) {
        parts.push(ui.pick("? dotted: questions", "? pointillé : interroge"));
    }
    if inferred {
        parts.push(ui.pick("number: confidence of an inferred link", "nombre : confiance d’un lien déduit"));
    }
    parts.join(" · ")
}

/// A colour of the light or of the dark, as the palette asks.
fn shade(drawn: super::Palette, colours: [palette::Rgb; 2]) -> String {
    palette::hex(palette::Tone::of(drawn).pick(colours))
}
