//! The lines of a diagram for nodes, edges and classes.

use std::fmt::Write as _;

use petgraph::graph::EdgeIndex;

use super::super::input::{Palette, RenderInput, Texts};
use super::super::{escape, palette, wording};
use super::shade;
use crate::filter::forest::{Forest, Slot};
use crate::graph::Status;
use crate::layout::graded;
use crate::layout::words::{self, Names};
use crate::link::Link;
use crate::thread::Relation;

/// An edge between two slots of the forest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wire {
    /// The edge.
    pub(super) edge: EdgeIndex,
    /// The slot of the reply.
    pub(super) from: usize,
    /// The slot of its target.
    pub(super) to: usize,
}

/// The classes of a diagram, in order of first use.
#[derive(Debug, Default)]
pub(super) struct Classes(Vec<(String, Kind)>);

/// The nodes that share a class.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// Comments whose first position is this label.
    Position(String),
    /// Articles, posts and claims.
    Subject,
    /// Comments without a position.
    Plain,
    /// Nodes shown only for context.
    Context,
}

impl Classes {
    /// The name of a class. The class of a position is named with the letters and digits of its label.
    fn of(&mut self, kind: Kind) -> &str {
        let index = self.0.iter().position(|(_, known)| *known == kind).unwrap_or_else(|| {
            let name = match &kind {
                Kind::Subject => "subject".to_owned(),
                Kind::Plain => "plain".to_owned(),
                Kind::Context => "context".to_owned(),
                Kind::Position(label) => {
                    let letters = label.chars().take(40);
                    let name: String = letters.map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
                    let name = format!("p_{name}");
                    // Two labels may have the same letters; the index distinguishes them.
                    let taken = self.0.iter().any(|(known, _)| *known == name);
                    if taken { format!("{name}_{}", self.0.len()) } else { name }
                }
            };
            self.0.push((name, kind));
            self.0.len() - 1
        });
        self.0.get(index).map_or("plain", |(name, _)| name)
    }

    /// The definitions of all classes.
    pub(super) fn definitions(&self, drawn: Palette) -> String {
        let mut out = String::new();
        let (card, text) = (shade(drawn, palette::CARD), shade(drawn, palette::TEXT));
        let small = shade(drawn, palette::SMALL);
        let mut define = |name: &str, fill: &str, line: &str, words: &str, more: &str| {
            let _ = writeln!(out, "  classDef {name} fill:{fill},stroke:{line},color:{words}{more}");
        };
        define("note", &shade(drawn, palette::PAGE), &shade(drawn, palette::OUTLINE), &small, ",font-size:12px");
        for (name, kind) in &self.0 {
            match kind {
                Kind::Subject => define(name, &card, &shade(drawn, palette::SUBJECT), &text, ",stroke-width:2px"),
                Kind::Plain => define(name, &card, &shade(drawn, palette::PLAIN), &text, ""),
                Kind::Context => {
                    define(name, &shade(drawn, palette::PAGE), &shade(drawn, palette::OUTLINE), &small, "");
                }
                Kind::Position(label) => {
                    let tone = palette::Tone::of(drawn);
                    let bar = tone.bar(label);
                    let fill = palette::hex(palette::tint(bar, tone.pick(palette::CARD)));
                    let line = palette::hex(bar);
                    define(name, &fill, &line, &text, ",stroke-width:2px");
                }
            }
        }
        out
    }
}

/// The line of a node: its name, author and positions, its first words, its forms and its status.
pub(super) fn node(input: &RenderInput<'_>, names: &Names, slot: &Slot, most: usize, classes: &mut Classes) -> String {
    let (view, ui) = (input.view, input.ui);
    let Some(node) = view.node(slot.node) else { return String::new() };
    let mut head = vec![names.heading(slot.node)];
    let author = node.comment.author.as_deref().filter(|_| node.is_comment());
    head.extend(author.map(|author| wording::first_words(author, 30)));
    head.extend(words::kind_note(ui, node).map(std::borrow::Cow::into_owned));
    let positions = words::held(view, node).take(6);
    head.extend(positions.map(|(_, label)| wording::first_words(&names.position(label), 60)));
    let mut foot: Vec<String> =
        words::forms(view, node).take(8).map(|(_, label)| wording::first_words(names.label(&label.name), 60)).collect();
    let status = view.standing(node).map(|standing| standing.status).filter(|status| *status != Status::Unchallenged);
    foot.extend(status.map(|status| words::status(ui, status).to_owned()));
    foot.extend(view.folded(slot.node).map(|tally| words::folded(tally, ui)).filter(|words| !words.is_empty()));
    let text = match input.texts {
        Texts::None => String::new(),
        _ => wording::first_words(&node.comment.text, most),
    };
    let foot = if foot.is_empty() { String::new() } else { format!("[{}]", foot.join(", ")) };
    let lines = [head.join(" · "), text, foot];
    let lines: Vec<String> = lines.iter().filter(|line| !line.is_empty()).map(|line| escape::mermaid(line)).collect();
    let first = words::held(view, node).next().map(|(_, label)| label.name.to_string());
    let class = classes.of(match first {
        _ if view.is_faded(slot.node) => Kind::Context,
        Some(label) => Kind::Position(label),
        None if node.comment.kind.is_opening() => Kind::Subject,
        None => Kind::Plain,
    });
    format!("  n{}[\"{}\"]:::{class}\n", slot.node.index(), lines.join("<br/>"))
}

/// The line of an edge from a comment to its target, and its style.
pub(super) fn edge(input: &RenderInput<'_>, forest: &Forest, wire: &Wire) -> (String, String) {
    let index = |at: usize| forest.slots.get(at).map_or(0, |slot| slot.node.index());
    let (from, to) = (index(wire.from), index(wire.to));
    let link = input.view.edge(wire.edge).and_then(|(_, _, edge)| edge.link());
    let Some(link) = link else {
        let line = shade(input.drawing.palette, palette::PLAIN);
        return (format!("  n{from} --- n{to}\n"), format!("stroke:{line},stroke-width:1px"));
    };
    let arrow = match link.relation {
        Relation::Rebuttal | Relation::Correction => "-.-x",
        Relation::Question => "-.->",
        Relation::Support | Relation::Answer | Relation::Elaboration | Relation::Reply => "-->",
    };
    let words = edge_label(input, link);
    let label = if words.is_empty() { String::new() } else { format!("|\"{}\"|", escape::mermaid(&words)) };
    (format!("  n{from} {arrow}{label} n{to}\n"), style(input.drawing.palette, link))
}

/// The words on an edge: sign and verb unless it is a plain reply, and how probable that is.
fn edge_label(input: &RenderInput<'_>, link: &Link) -> String {
    format!("{} {}", words::sign(link.relation), graded::on_line(input.ui, link)).trim().to_owned()
}

/// The style of an edge: hue for P(relation), width for P(link), lighter if inferred. Both have few steps, so that many
/// edges share one style.
fn style(drawn: Palette, link: &Link) -> String {
    let colours = palette::shade(link.relation, palette::step(link.relation_p));
    let colour = shade(drawn, colours);
    let width = match (link.relation, link.confidence) {
        (Relation::Reply, _) => 1.0,
        (_, confidence) if confidence >= 0.9 => 2.5,
        (_, confidence) if confidence >= 0.6 => 2.0,
        _ => 1.5,
    };
    let dots = if link.relation == Relation::Question { ",stroke-dasharray:2 4" } else { "" };
    let lighter = if link.given { "" } else { ",opacity:0.8" };
    format!("stroke:{colour},stroke-width:{width}px{dots}{lighter}")
}
