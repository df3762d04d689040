//! The arcs of the thread: cross links in the right margin, each in its own lane.

use std::cmp::Reverse;

use super::super::constants::MARGIN;
use super::super::constants::thread::{LEAD, PAGE, STUB};
use super::super::lanes::{LANE, Lanes, MOST, Words};
use super::super::words::Names;
use super::super::{Card, EdgePath, Indexed, Point, card};

use crate::filter::View;
use crate::filter::forest::{Cross, Forest};
use crate::sort::Order as _;

/// Most ports on the right side of a card.
const ARCS: usize = card::PORTS;

/// The port numbers of a cross link at its reply and at what it answers. `None` at the latter makes it a stub.
pub(super) type Ends = (usize, Option<usize>);

/// Numbers the ports at the right side of every card and counts them. Links up come before links down, and short ones
/// are inside long ones, so that arcs of one card do not cross. A card that is answered too often keeps its ports for
/// the links that come first; the others become stubs.
pub(super) fn ports(forest: &Forest) -> (Vec<Ends>, Vec<usize>) {
    let mut taken = Indexed::filled(forest.slots.len(), 0_usize);
    let mut whole = Vec::with_capacity(forest.cross.len());
    let mut ends = Vec::with_capacity(forest.cross.len() * 2);
    for (at, Cross { from, to, .. }) in forest.cross.iter().copied().enumerate() {
        *taken.at_mut(from) += 1;
        let drawn = from != to && *taken.at(to) < ARCS;
        whole.push(drawn);
        ends.push((from, to > from, Reverse(to), at, true));
        if drawn {
            *taken.at_mut(to) += 1;
            ends.push((to, from > to, Reverse(from), at, false));
        }
    }
    ends.sort_unstable();
    let mut counts = Indexed::filled(forest.slots.len(), 0);
    let mut out: Indexed<Ends> = whole.iter().map(|drawn| (0, drawn.then_some(0))).collect();
    for (card, _, _, at, leaves) in ends {
        let (count, out) = (counts.at_mut(card), out.at_mut(at));
        if leaves {
            out.0 = *count;
        } else {
            out.1 = Some(*count);
        }
        *count += 1;
    }
    (out.into_vec(), counts.into_vec())
}

/// Adds the arcs of the margin. Returns the right end of the picture.
pub(super) fn arcs(
    view: &View<'_>,
    forest: &Forest,
    names: &Names,
    cards: &[Card],
    ports: &[Ends],
    counts: &[usize],
    edge_paths: &mut Vec<EdgePath>,
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
    order.order_by(|a, b| {
        let span = |(_, from, to): &(usize, f64, Option<f64>)| to.map_or(0.0, |to| (to - from).abs());
        span(a).total_cmp(&span(b)).then(a.0.cmp(&b.0))
    });
    let mut lanes = Lanes::default();
    let mut drawn = Vec::with_capacity(order.len());
    for (at, from, to) in order {
        let lane = to.and_then(|to| Some((to, lanes.take(from, to, MOST)?)));
        drawn.push((at, from, lane));
    }
    drawn.order_by_key(|(at, _, _)| *at);

    let right = MARGIN + PAGE;
    let mut room: f64 = 0.0;
    let mut lines = Vec::with_capacity(drawn.len());
    for ((_, from, lane), cross) in drawn.into_iter().zip(&forest.cross) {
        let name = forest.slots.get(cross.to).map(|slot| names.get(slot.node)).filter(|_| lane.is_none());
        let words = Words::of(view, names.ui(), cross.edge, name);
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
            None => vec![start, Point::new(right + words.room().min(STUB), from)],
        };
        let label = words.at(start, true);
        edge_paths.push(EdgePath { edge, points, label, primary: false, stub: lane.is_none() });
    }
    if forest.cross.is_empty() { right } else { first + lanes.len() as f64 * LANE }
}
