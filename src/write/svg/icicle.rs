//! Bars of an icicle: filled thinly with the colours of their positions, the upper edge in that of the relation.

use std::fmt::Write as _;

use super::super::{Sheet, Texts, describe, escape};
use super::style::{self, Inks};
use super::{FADED, chart, number, text};
use crate::layout::words::{self, Names};
use crate::layout::{Band, Bar, Point};
use crate::text::Ui;
use crate::thread::Relation;

/// Lines of text that an excerpt shows.
const EXCERPT: usize = 2;

/// Draws one bar.
pub fn draw(out: &mut String, sheet: &Sheet<'_>, names: &Names, inks: &Inks, band: &Band) {
    match band.bar {
        Bar::Node(_) => single(out, sheet, names, band),
        Bar::Gathered { on, nodes, comments, relations } => {
            out.push_str("<g id=\"g");
            // Every node has at most one gathered bar below it.
            match on {
                Some(on) => out.push_str(&on.index().to_string()),
                None => out.push_str("-all"),
            }
            out.push_str("\" class=\"bar gathered\" role=\"img\" transform=\"translate(");
            place(out, band.at);
            out.push_str(")\"><title>");
            escape::push_xml(out, &gathered(names, sheet.ui, (nodes, comments), on, &relations));
            out.push_str("</title>\n");
        }
    }
    for piece in &band.pieces {
        let class = piece.position.as_deref().and_then(|name| inks.number(name)).map(|number| format!("p{number}"));
        let class = class.unwrap_or_else(|| if piece.subject { "subject" } else { "none" }.to_owned());
        chart::piece(out, &class, Point::new(piece.x, 0.0), Point::new(piece.width, band.size.y));
    }
    if band.attack > 0.0 {
        chart::upper(out, Relation::Rebuttal, Point::default(), band.attack);
    }
    if band.support > 0.0 {
        chart::upper(out, Relation::Support, Point::new(band.attack, 0.0), band.support);
    }
    let shown = match sheet.texts {
        Texts::Full => usize::MAX,
        Texts::Excerpt => band.named + EXCERPT,
        Texts::None => band.named,
    };
    for (at, words) in band.lines.iter().take(shown) {
        text(out, "bar", *at, words);
    }
    out.push_str("</g>\n");
}

/// Opens the group of one node.
fn single(out: &mut String, sheet: &Sheet<'_>, names: &Names, band: &Band) {
    let Bar::Node(index) = band.bar else { return };
    let view = sheet.view;
    let Some(node) = view.node(index) else { return };
    out.push_str("<g id=\"n");
    out.push_str(&index.index().to_string());
    out.push_str("\" class=\"bar ");
    out.push_str(&node.kind_name());
    for (_, label) in words::held(view, node).chain(words::forms(view, node)) {
        style::label(out, &label.name);
    }
    if let Some(standing) = view.standing(node) {
        style::label(out, standing.status.name());
    }
    let edge = band.edge.filter(|edge| view.edge(*edge).is_some_and(|(_, _, edge)| edge.link().is_some()));
    let link = edge.and_then(|edge| view.edge(edge)).and_then(|(_, _, edge)| edge.link());
    if let Some(link) = link {
        style::label(out, link.relation.name());
        out.push_str(if link.given { " given" } else { " inferred" });
    }
    out.push('"');
    if view.is_faded(index) {
        out.push_str(FADED);
    }
    out.push_str(" role=\"img\" transform=\"translate(");
    place(out, band.at);
    out.push_str(")\"><title>");
    let about = describe::node(view, names, index, sheet.texts);
    let hangs = edge.map(|edge| describe::edge(view, names, edge, sheet.texts));
    for (at, line) in about.split('\n').chain(hangs.iter().flat_map(|words| words.split('\n'))).enumerate() {
        if at > 0 {
            out.push('\n');
        }
        escape::push_xml(out, line);
    }
    out.push_str("</title>\n");
}

fn place(out: &mut String, at: Point) {
    number(out, at.x);
    out.push(' ');
    number(out, at.y);
}

/// What a gathered bar stands for, in words.
fn gathered(
    names: &Names,
    ui: Ui,
    (nodes, comments): (usize, usize),
    on: Option<petgraph::graph::NodeIndex>,
    relations: &[usize; Relation::ALL.len()],
) -> String {
    let mut out = ui.pick(
        format!("{nodes} gathered, {comments} of them comments"),
        format!("{nodes} regroupés, dont {comments} commentaires"),
    );
    if let Some(on) = on {
        out.push_str(ui.pick(" below ", " sous "));
        out.push_str(names.get(on));
    }
    for (relation, count) in Relation::ALL.iter().zip(relations).filter(|(_, count)| **count > 0) {
        // Writing to a string cannot fail.
        let _ = write!(out, " · {relation}: {count}");
    }
    out
}
