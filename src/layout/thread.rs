//! The arrangement `thread`: cards below each other in reading order, indented below what they answer; cross links are
//! arcs in the right margin, which meet no text.

use std::cmp::Reverse;

use super::card::{self, Style};
use super::forest::{Cross, Forest, Slot};
use super::lanes::{LANE, Lanes, MOST, Words};
use super::words::{self, Names};
use super::{Card, Point, Scene, Wire};
use crate::filter::View;
use crate::link::Link;
use crate::thread::Relation;

/// Width of the page from the first card's left edge to the right edge of all cards: 100 characters a line at most.
const PAGE: f64 = 780.0;
/// Around the picture.
const MARGIN: f64 = 28.0;
/// How far a reply is indented: room for three lines beside each other.
const INDENT: f64 = 34.0;
/// Deepest indentation. Deeper replies stand below each other, or a thread of a thousand levels would leave no room for
/// its text; what they answer is then said in words.
const DEEPEST: usize = 8;
/// Between cards, and between trees.
const GAP: f64 = 13.0;
const APART: f64 = 36.0;
/// Most ports on the right side of a card.
const ARCS: usize = card::PORTS;
/// From words in the margin to the first lane.
const LEAD: f64 = 12.0;

/// Arranges a forest as a thread.
pub fn arrange(view: &View<'_>, forest: &Forest, names: &Names, most: usize) -> Scene {
    let style = Style { lines: most.min(12), opening: most.min(4), flow: false };
    let (ports, counts) = ports(forest);
    let mut cards = Vec::with_capacity(forest.slots.len());
    let mut y = MARGIN;
    for (at, slot) in forest.slots.iter().enumerate() {
        if at > 0 {
            y += if slot.parent.is_none() { APART } else { GAP };
        }
        let indent = INDENT * slot.depth.min(DEEPEST) as f64;
        let mut card = card::card(view, names, slot.node, answers(view, forest, names, slot), PAGE - indent, &style);
        card::grow(&mut card, counts.get(at).copied().unwrap_or(0));
        card.at = Point::new(MARGIN + indent, y);
        y += card.size.y;
        cards.push(card);
    }
    let mut wires: Vec<Wire> =
        (forest.slots.iter().enumerate()).filter_map(|(at, slot)| primary(view, forest, &cards, at, slot)).collect();
    let width = arcs(view, forest, names, &cards, &ports, &counts, &mut wires);
    Scene { size: Point::new(width + MARGIN, y + MARGIN), cards, wires }
}

fn link<'m>(view: &View<'m>, edge: petgraph::stable_graph::EdgeIndex) -> Option<&'m Link> {
    view.edge(edge).and_then(|(_, _, edge)| edge.link())
}

/// What a card's head says of its primary link: the verb and the name where the relation is decided, and the name alone
/// where no line can show it.
fn answers(
    view: &View<'_>,
    forest: &Forest,
    names: &Names,
    slot: &Slot,
) -> Option<(petgraph::stable_graph::EdgeIndex, String)> {
    let edge = slot.edge?;
    let link = link(view, edge)?;
    let name = names.get(forest.slots.get(slot.parent?)?.node);
    let sign = words::sign(link.relation);
    let sure = if link.given { String::new() } else { format!(" {}", words::probability(link.confidence)) };
    match link.relation {
        Relation::Reply if slot.depth <= DEEPEST && link.given => None,
        Relation::Reply => Some((edge, format!("→ {name}{sure}"))),
        relation => Some((edge, format!("{sign} {} {name}{sure}", words::verb(relation)).trim_start().to_owned())),
    }
}

/// The line of a card to what it hangs on: up in a lane at the left of its siblings, one lane a kind of relation.
fn primary(view: &View<'_>, forest: &Forest, cards: &[Card], at: usize, slot: &Slot) -> Option<Wire> {
    let (edge, above) = (slot.edge?, slot.parent?);
    let (card, parent) = (cards.get(at)?, cards.get(above)?);
    let relation = link(view, edge).map_or(Relation::Reply, |link| link.relation);
    let lane = match relation {
        Relation::Reply => 9.0,
        Relation::Support | Relation::Answer | Relation::Elaboration | Relation::Question => 17.0,
        Relation::Rebuttal | Relation::Correction => 25.0,
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

/// The ends of a cross link at its reply and at what it answers: numbers of ports. `None` at the latter: a stub.
type Ends = (usize, Option<usize>);

/// Numbers the ports at the right side of every card and counts them: links up before links down, and short ones inside
/// long ones, so that arcs of one card do not cross. A card that is answered too often keeps its ports for those nearest
/// in the file; the other links become stubs.
fn ports(forest: &Forest) -> (Vec<Ends>, Vec<usize>) {
    let mut taken = vec![0_usize; forest.slots.len()];
    let mut whole = Vec::with_capacity(forest.cross.len());
    let mut ends = Vec::with_capacity(forest.cross.len() * 2);
    for (at, Cross { from, to, .. }) in forest.cross.iter().copied().enumerate() {
        if let Some(count) = taken.get_mut(from) {
            *count += 1;
        }
        let room = taken.get_mut(to).filter(|count| from != to && **count < ARCS);
        let drawn = room.map(|count| *count += 1).is_some();
        whole.push(drawn);
        ends.push((from, to > from, Reverse(to), at, true));
        if drawn {
            ends.push((to, from > to, Reverse(from), at, false));
        }
    }
    ends.sort_unstable();
    let mut counts = vec![0; forest.slots.len()];
    let mut out: Vec<Ends> = whole.iter().map(|drawn| (0, drawn.then_some(0))).collect();
    for (card, _, _, at, leaves) in ends {
        let (Some(count), Some(out)) = (counts.get_mut(card), out.get_mut(at)) else { continue };
        if leaves {
            out.0 = *count;
        } else {
            out.1 = Some(*count);
        }
        *count += 1;
    }
    (out, counts)
}

/// The arcs of the margin; returns the right end of the picture.
fn arcs(
    view: &View<'_>,
    forest: &Forest,
    names: &Names,
    cards: &[Card],
    ports: &[Ends],
    counts: &[usize],
    wires: &mut Vec<Wire>,
) -> f64 {
    let height = |at: usize, number: usize| -> f64 {
        let card = cards.get(at).zip(counts.get(at));
        card.map_or(0.0, |(card, of)| card.at.y + card::port(card, number, *of))
    };
    let mut order: Vec<(usize, f64, Option<f64>)> = (forest.cross.iter().zip(ports).enumerate())
        .map(|(at, (cross, (leaves, arrives)))| {
            (at, height(cross.from, *leaves), arrives.map(|arrives| height(cross.to, arrives)))
        })
        .collect();
    // Short arcs take the inner lanes.
    order.sort_by(|a, b| {
        let span = |(_, from, to): &(usize, f64, Option<f64>)| to.map_or(0.0, |to| (to - from).abs());
        span(a).total_cmp(&span(b)).then(a.0.cmp(&b.0))
    });
    let mut lanes = Lanes::default();
    let mut drawn = Vec::with_capacity(order.len());
    for (at, from, to) in order {
        let lane = to.and_then(|to| Some((to, lanes.take(from, to, MOST)?)));
        drawn.push((at, from, lane));
    }
    drawn.sort_unstable_by_key(|(at, _, _)| *at);

    let right = MARGIN + PAGE;
    let mut room: f64 = 0.0;
    let mut lines = Vec::with_capacity(drawn.len());
    for ((_, from, lane), cross) in drawn.into_iter().zip(&forest.cross) {
        let name = forest.slots.get(cross.to).map(|slot| names.get(slot.node)).filter(|_| lane.is_none());
        let words = Words::of(link(view, cross.edge), name);
        room = room.max(words.room());
        lines.push((cross.edge, from, lane, words));
    }
    let first = right + room + LEAD;
    for (edge, from, lane, words) in lines {
        let start = Point::new(right, from);
        let points = match lane {
            Some((to, lane)) => {
                let x = first + lane as f64 * LANE;
                vec![start, Point::new(x, from), Point::new(x, to), Point::new(right, to)]
            }
            None => vec![start, Point::new(right + words.room().min(10.0), from)],
        };
        let label = words.at(start, true);
        wires.push(Wire { edge, points, label, primary: false, stub: lane.is_none() });
    }
    if forest.cross.is_empty() { right } else { first + lanes.len() as f64 * LANE }
}
