//! The layout `thread`: cards one below the other in reading order, indented below what they answer. Cross links are
//! arcs in the right margin, which meet no text.

mod arcs;

use arcs::{arcs, ports};

use super::card::{self, Style};
use super::constants::MARGIN;
use super::constants::thread::{APART, DEEPEST, GAP, INDENT, LINES, OPENING_LINES, PAGE, lane};
use super::words::{self, Names};
use super::{Card, EdgePath, Point, Scene, graded};
use crate::filter::View;
use crate::filter::forest::{Forest, Slot};
use crate::link::Link;
use crate::parallel;
use crate::thread::Relation;

/// Arranges a forest as a thread.
pub fn arrange(view: &View<'_>, forest: &Forest, names: &Names, most: usize) -> Scene {
    let style = Style { lines: most.min(LINES), opening: most.min(OPENING_LINES), flow: false };
    let (ports, counts) = ports(forest);
    let made = parallel::map(&forest.slots, |at, slot| {
        let indent = INDENT * slot.depth.min(DEEPEST) as f64;
        let mut card = card::card(view, names, slot.node, answers(view, forest, names, slot), PAGE - indent, &style);
        card::grow(view, &mut card, counts.get(at).copied().unwrap_or(0));
        card.at.x = MARGIN + indent;
        card
    });
    let mut cards = Vec::with_capacity(forest.slots.len());
    let mut y = MARGIN;
    for (at, (slot, mut card)) in forest.slots.iter().zip(made).enumerate() {
        if at > 0 {
            y += if slot.parent.is_none() { APART } else { GAP };
        }
        card.at.y = y;
        y += card.size.y;
        cards.push(card);
    }
    let mut edge_paths: Vec<EdgePath> =
        (forest.slots.iter().enumerate()).filter_map(|(at, slot)| primary(view, forest, &cards, at, slot)).collect();
    let width = arcs(view, forest, names, &cards, &ports, &counts, &mut edge_paths);
    Scene { size: Point::new(width + MARGIN, y + MARGIN), cards, edge_paths, ..Scene::default() }
}

fn link<'v>(view: &'v View<'_>, edge: petgraph::graph::EdgeIndex) -> Option<&'v Link> {
    view.edge(edge).and_then(|(_, _, edge)| edge.link())
}

/// What a card's head says of its primary link: the verb, as sure as the link is, and the name if the relation is
/// decided, and only the name if no line can show it.
fn answers(
    view: &View<'_>,
    forest: &Forest,
    names: &Names,
    slot: &Slot,
) -> Option<(petgraph::graph::EdgeIndex, String)> {
    let edge = slot.edge?;
    let link = link(view, edge)?;
    let name = names.get(forest.slots.get(slot.parent?)?.node);
    let sign = words::sign(link.relation);
    let mut sure = graded::number(names.ui(), link).map_or_else(String::new, |number| format!(" {number}"));
    if view.folding.count(edge) > 1 {
        words::push_count(&mut sure, view.folding.count(edge));
        sure.insert(0, ' ');
        sure = format!(" {}", sure.trim_start());
    }
    match link.relation {
        Relation::Reply if slot.depth <= DEEPEST && sure.is_empty() => None,
        Relation::Reply => Some((edge, format!("→ {name}{sure}"))),
        _ => {
            let does = graded::toward(names.ui(), link, name);
            Some((edge, format!("{sign} {does}{sure}").trim_start().to_owned()))
        }
    }
}

/// The line of a reply to the card it answers: up in a lane at the left of its siblings, one lane for each kind of
/// relation.
fn primary(view: &View<'_>, forest: &Forest, cards: &[Card], at: usize, slot: &Slot) -> Option<EdgePath> {
    let (edge, above) = (slot.edge?, slot.parent?);
    let (card, parent) = (cards.get(at)?, cards.get(above)?);
    let relation = link(view, edge).map_or(Relation::Reply, |link| link.relation);
    let bottom = parent.at.y + parent.size.y;
    let x = parent.at.x + lane(relation);
    let depth = forest.slots.get(above)?.depth;
    let points = if depth < DEEPEST {
        let y = card.at.y + card::PORT;
        vec![Point::new(card.at.x, y), Point::new(x, y), Point::new(x, bottom)]
    } else if above + 1 == at {
        vec![Point::new(x, card.at.y), Point::new(x, bottom)]
    } else {
        Vec::new()
    };
    Some(EdgePath { edge, points, label: None, primary: true, stub: false })
}
