//! The arcs of the thread: cross links in the right margin, each in a lane of its own.

use std::cmp::Reverse;

use super::super::lanes::{LANE, Lanes, MOST, Words};
use super::super::words::Names;
use super::super::{Card, Point, Wire, card};
use super::{MARGIN, PAGE};
use crate::filter::View;
use crate::filter::forest::{Cross, Forest};

/// Most ports on the right side of a card.
const ARCS: usize = card::PORTS;
/// From words in the margin to the first lane.
const LEAD: f64 = 12.0;

/// The ends of a cross link at its reply and at what it answers: numbers of ports. `None` at the latter: a stub.
pub(super) type Ends = (usize, Option<usize>);

/// Numbers the ports at the right side of every card and counts them: links up before links down, and short ones inside
/// long ones, so that arcs of one card do not cross. A card that is answered too often keeps its ports for those nearest
/// in the file; the other links become stubs.
pub(super) fn ports(forest: &Forest) -> (Vec<Ends>, Vec<usize>) {
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
pub(super) fn arcs(
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
            None => vec![start, Point::new(right + words.room().min(10.0), from)],
        };
        let label = words.at(start, true);
        wires.push(Wire { edge, points, label, primary: false, stub: lane.is_none() });
    }
    if forest.cross.is_empty() { right } else { first + lanes.len() as f64 * LANE }
}
