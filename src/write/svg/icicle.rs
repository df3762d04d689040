//! Bars of an icicle: a pale fill in the colours of the positions, and an upper edge in the colour of the relation.

use std::fmt::Write as _;

use petgraph::graph::NodeIndex;

use super::super::describe;
use super::super::input::{RenderInput, Texts};
use super::super::xml::{Element, Xml};
use super::style::{self, Inks};
use super::{FADED, card, chart, text};
use crate::layout::words::Names;
use crate::layout::{Band, Bar, Point};
use crate::text::Ui;
use crate::thread::Relation;

/// Lines of text that an excerpt shows.
const EXCERPT: usize = 2;

/// Draws one bar.
pub fn draw(out: &mut Xml, input: &RenderInput<'_>, names: &Names, inks: &Inks, band: &Band) {
    let mut group = out.element("g");
    match band.bar {
        Bar::Node(index) => describe_node(&mut group, input, names, index, band),
        Bar::Gathered { on, nodes, comments, relations } => {
            // Every node has at most one gathered bar below it.
            group.built("id", |id| {
                match on {
                    Some(on) => id.add("g").add(on.index()),
                    None => id.add("g-all"),
                };
            });
            group.attribute("class", "bar gathered");
            place(&mut group, band.at);
            let about = gathered(names, input.ui, (nodes, comments), on, &relations);
            group.content().element("title").text(&about);
        }
    }
    let group = group.content();
    for piece in &band.pieces {
        let class = piece.position.as_deref().and_then(|name| inks.number(name)).map(|number| format!("p{number}"));
        let class = class.unwrap_or_else(|| if piece.subject { "subject" } else { "none" }.to_owned());
        chart::piece(group, &class, Point::new(piece.x, 0.0), Point::new(piece.width, band.size.y));
    }
    if band.attack > 0.0 {
        chart::upper(group, Relation::Rebuttal, Point::default(), band.attack);
    }
    if band.support > 0.0 {
        chart::upper(group, Relation::Support, Point::new(band.attack, 0.0), band.support);
    }
    let shown = match input.texts {
        Texts::Full => usize::MAX,
        Texts::Excerpt => band.named + EXCERPT,
        Texts::None => band.named,
    };
    for (position, words) in band.lines.iter().take(shown) {
        text(group, "bar", *position, words);
    }
}

/// Adds the attributes and the title of the bar of one node.
fn describe_node(group: &mut Element<'_>, input: &RenderInput<'_>, names: &Names, index: NodeIndex, band: &Band) {
    let view = input.view;
    let Some(node) = view.node(index) else { return };
    let edge = band.edge.filter(|edge| view.edge(*edge).is_some_and(|(_, _, edge)| edge.link().is_some()));
    let link = edge.and_then(|edge| view.edge(edge)).and_then(|(_, _, edge)| edge.link());
    group.built("id", |id| {
        id.add("n").add(index.index());
    });
    group.built("class", |class| {
        class.add("bar ");
        card::node_classes(class, view, node);
        if let Some(link) = link {
            style::label(class, link.relation.name());
            class.add(if link.given { " given" } else { " inferred" });
        }
    });
    if view.is_faded(index) {
        group.attribute("opacity", FADED);
    }
    place(group, band.at);
    let mut about = describe::node(view, names, index, input.texts);
    if let Some(edge) = edge {
        about.push('\n');
        about.push_str(&describe::edge(view, names, edge, input.texts));
    }
    group.content().element("title").content().multiline(&about);
}

/// Adds the role and the position of a bar.
fn place(group: &mut Element<'_>, position: Point) {
    group.attribute("role", "img").built("transform", |transform| {
        transform.add("translate(").add(position.x).add(" ").add(position.y).add(")");
    });
}

/// The content of a gathered bar in words.
fn gathered(
    names: &Names,
    ui: Ui,
    (nodes, comments): (usize, usize),
    on: Option<NodeIndex>,
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
