//! The routes of lines through the tree: the gutters in which they turn, and the heights at which they cross columns.

use super::super::constants::tree::GAP;
use super::super::lanes::{Lanes, MOST, Words};
use super::super::words::Names;
use super::super::{Card, EdgePath, Indexed};
use super::ports::{Ports, port, sides};
use crate::filter::View;
use crate::filter::forest::Forest;
use crate::sort::Order as _;

/// The order in which cross links take their lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// In the order of the map.
    Reading,
    /// Shortest first, so that they are inside the others.
    Short,
}

/// A line before its x is known: where it leaves, the gutters in which it turns, and the heights between them.
#[derive(Clone)]
pub(super) struct Route {
    pub(super) path: EdgePath,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether it leaves and whether it arrives on the right side.
    pub(super) sides: (bool, bool),
    /// Heights of its horizontal segments, one more than gutters.
    pub(super) heights: Vec<f64>,
    /// Each gutter with its lane there.
    pub(super) turns: Vec<(usize, usize)>,
    pub(super) words: Words,
}

/// The lines of primary links. The last child of a card takes the lane next to it, so that none cross.
pub(super) fn primary(
    view: &View<'_>,
    forest: &Forest,
    names: &Names,
    cards: &[Card],
    ports: &[Ports],
    gutters: &mut [Lanes],
) -> Vec<Route> {
    let mut routes = Vec::new();
    for (at, slot) in forest.slots.iter().enumerate() {
        // The range of each lane: least and greatest height.
        let lane_count = ports.get(at).map_or(0, |ports| ports.groups);
        let mut reach = Indexed::filled(lane_count, (f64::MAX, f64::MIN));
        let mut lines = Vec::with_capacity(slot.kids.len());
        for kid in &slot.kids {
            let Some(group) = ports.get(*kid).map(|ports| ports.group) else { continue };
            let (from, to) = (port(cards, ports, *kid, false, 0), port(cards, ports, at, true, group));
            let (least, most) = reach.at_mut(group);
            (*least, *most) = (least.min(from).min(to), most.max(from).max(to));
            lines.push((*kid, group, from, to));
        }
        let mut lanes = vec![0; reach.len()];
        for (lane, (least, most)) in lanes.iter_mut().zip(&reach).rev() {
            let gutter = gutters.get_mut(slot.depth).filter(|_| most - least > 0.5);
            *lane = gutter.and_then(|gutter| gutter.take(*least, *most, usize::MAX)).unwrap_or(0);
        }
        for (kid, group, from, to) in lines {
            let Some(edge) = forest.slots.get(kid).and_then(|slot| slot.edge) else { continue };
            let turns = vec![(slot.depth, lanes.get(group).copied().unwrap_or(0))];
            let path = EdgePath { edge, points: Vec::new(), label: None, primary: true, stub: false };
            let words = Words::of(view, names.ui(), edge, None);
            routes.push(Route { path, from: kid, to: at, sides: (false, true), heights: vec![from, to], turns, words });
        }
    }
    routes
}

/// The cards of each column from top to bottom, as top and bottom.
pub(super) struct Columns(pub(super) Vec<Vec<(f64, f64)>>);

impl Columns {
    pub(super) fn of(forest: &Forest, cards: &[Card]) -> Self {
        let count = forest.slots.iter().map(|slot| slot.depth + 1).max().unwrap_or(0);
        let mut columns = Indexed::filled(count, Vec::new());
        for (slot, card) in forest.slots.iter().zip(cards) {
            columns.at_mut(slot.depth).push((card.at.y, card.at.y + card.size.y));
        }
        Columns(columns.into_vec())
    }

    /// The height nearest to `y` at which a line can pass a column; `number` spreads lines over a gap.
    fn pass(&self, column: usize, y: f64, number: usize) -> f64 {
        let Some(cards) = self.0.get(column) else { return y };
        let clear = GAP / 4.0;
        let below = cards.partition_point(|(_, bottom)| bottom + clear <= y);
        let Some((top, bottom)) = cards.get(below).filter(|(top, _)| top - clear < y) else { return y };
        let off = (number % 3) as f64 * clear - clear;
        let over = top - GAP / 2.0 + off;
        let under = bottom + GAP / 2.0 + off;
        if y - over <= under - y { over } else { under }
    }
}

/// The cross links.
#[expect(clippy::too_many_arguments, reason = "the products of all the steps before meet here, and only here")]
pub(super) fn cross(
    view: &View<'_>,
    forest: &Forest,
    names: &Names,
    cards: &[Card],
    ports: &[Ports],
    ends: &[(usize, usize)],
    columns: &Columns,
    order: Order,
    gutters: &mut [Lanes],
) -> Vec<Route> {
    let mut routes = Vec::new();
    let mut links: Vec<_> = forest.cross.iter().enumerate().zip(ends).collect();
    if order == Order::Short {
        links.sort_by_cached_key(|((number, cross), (leaves, arrives))| {
            let depth = |at: usize| forest.slots.get(at).map_or(0, |slot| slot.depth);
            let y = |at: usize, port: usize| cards.get(at).map_or(0.0, |card| card.at.y) + port as f64;
            let high = (y(cross.from, *leaves) - y(cross.to, *arrives)).abs();
            (depth(cross.from).abs_diff(depth(cross.to)), libm::round(high) as u64, *number)
        });
    }
    for ((number, cross), (leaves, arrives)) in links {
        let (Some(from), Some(to)) = (forest.slots.get(cross.from), forest.slots.get(cross.to)) else { continue };
        let (stub, (out, into)) = sides(from, to, cross.from == cross.to);
        let start = port(cards, ports, cross.from, out, *leaves);
        let words = Words::of(view, names.ui(), cross.edge, stub.then(|| names.get(to.node)));
        let path = EdgePath { edge: cross.edge, points: Vec::new(), label: None, primary: false, stub };
        let (mut heights, mut turns) = (vec![start], Vec::new());
        if !stub {
            let end = port(cards, ports, cross.to, into, *arrives);
            let mut y = start;
            for (gutter, passed) in steps(from.depth, to.depth) {
                let next = passed.map_or(end, |column| columns.pass(column, y, number));
                let lanes = gutters.get_mut(gutter);
                let lane = lanes.and_then(|lanes| {
                    let most = lanes.len().max(MOST);
                    if (next - y).abs() > 0.5 { lanes.take(y, next, most) } else { Some(0) }
                });
                // Lines beyond the last lane overlap each other, but still pass no card.
                turns.push((gutter, lane.unwrap_or(number % MOST)));
                heights.push(next);
                y = next;
            }
        }
        let route = Route { path, from: cross.from, to: cross.to, sides: (out, into), heights, turns, words };
        routes.push((number, route));
    }
    routes.order_by_key(|(number, _)| *number);
    routes.into_iter().map(|(_, route)| route).collect()
}

/// The gutters between two columns, each with the column that is passed after it, if any.
fn steps(from: usize, to: usize) -> Vec<(usize, Option<usize>)> {
    if from == to {
        return vec![(from, None)];
    }
    let back = from > to;
    let gutters: Vec<usize> = if back { (to..from).rev().collect() } else { (from..to).collect() };
    let last = gutters.len() - 1;
    let behind = |gutter: usize| if back { gutter } else { gutter + 1 };
    gutters.into_iter().enumerate().map(|(at, gutter)| (gutter, (at < last).then(|| behind(gutter)))).collect()
}
