//! The arrangement `thread`: cards below each other in reading order, indented below what they answer; cross links are
//! arcs in the right margin, which meet no text.

mod arcs;

use arcs::{arcs, ports};

use super::card::{self, Style};
use super::words::{self, Names};
use super::{Card, Point, Scene, Wire};
use crate::filter::View;
use crate::filter::forest::{Forest, Slot};
use crate::link::Link;
use crate::parallel;
use crate::thread::Relation;

/// Width of the page from the first card's left edge to the right edge of all cards: 100 characters a line at most.
const PAGE: f64 = 780.0;
/// Around the picture.
const MARGIN: f64 = 28.0;
/// How far a reply is indented: room for four lines beside each other.
const INDENT: f64 = 34.0;
/// Deepest indentation. Deeper replies stand below each other, or a thread of a thousand levels would leave no room for
/// its text; what they answer is then said in words.
const DEEPEST: usize = 8;
/// Between cards, and between trees.
const GAP: f64 = 13.0;
const APART: f64 = 36.0;

/// Arranges a forest as a thread.
pub fn arrange(view: &View<'_>, forest: &Forest, names: &Names, most: usize) -> Scene {
    let style = Style { lines: most.min(12), opening: most.min(4), flow: false };
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
    let mut wires: Vec<Wire> =
        (forest.slots.iter().enumerate()).filter_map(|(at, slot)| primary(view, forest, &cards, at, slot)).collect();
    let width = arcs(view, forest, names, &cards, &ports, &counts, &mut wires);
    Scene { size: Point::new(width + MARGIN, y + MARGIN), cards, wires, ..Scene::default() }
}

fn link<'v>(view: &'v View<'_>, edge: petgraph::graph::EdgeIndex) -> Option<&'v Link> {
    view.edge(edge).and_then(|(_, _, edge)| edge.link())
}

/// What a card's head says of its primary link: the verb and the name where the relation is decided, and the name alone
/// where no line can show it.
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
    let mut sure = if link.given { String::new() } else { format!(" {}", words::chance(names.ui(), link.confidence)) };
    if view.folding.count(edge) > 1 {
        words::push_count(&mut sure, view.folding.count(edge));
        sure.insert(0, ' ');
        sure = format!(" {}", sure.trim_start());
    }
    match link.relation {
        Relation::Reply if slot.depth <= DEEPEST && sure.is_empty() => None,
        Relation::Reply => Some((edge, format!("→ {name}{sure}"))),
        relation => {
            let does = words::toward(names.ui(), relation, name);
            Some((edge, format!("{sign} {does}{sure}").trim_start().to_owned()))
        }
    }
}

/// The line of a card to what it hangs on: up in a lane at the left of its siblings, one lane a kind of relation.
fn primary(view: &View<'_>, forest: &Forest, cards: &[Card], at: usize, slot: &Slot) -> Option<Wire> {
    let (edge, above) = (slot.edge?, slot.parent?);
    let (card, parent) = (cards.get(at)?, cards.get(above)?);
    let relation = link(view, edge).map_or(Relation::Reply, |link| link.relation);
    let lane = match relation {
        Relation::Reply => 7.0,
        Relation::Question => 14.5,
        Relation::Support | Relation::Answer | Relation::Elaboration => 22.0,
        Relation::Rebuttal | Relation::Correction => 29.5,
    };
    let bottom = parent.at.y + parent.size.y;
    let x = parent.at.x + lane;
    let depth = forest.slots.get(above)?.depth;
    let points = if depth < DEEPEST {
        let y = card.at.y + card::PORT;
        vec![Point::new(card.at.x, y), Point::new(x, y), Point::new(x, bottom)]
    } else if above + 1 == at {
        vec![Point::new(x, card.at.y), Point::new(x, bottom)]
    } else {
        Vec::new()
    };
    Some(Wire { edge, points, label: None, primary: true, stub: false })
}
