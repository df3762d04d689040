//! The arrangement `tree`: left to right, a column for every depth of reply, lines at right angles between the columns.
//!
//! Lines never run behind a card: they go up and down in the gutters between columns only, each in its own lane, and
//! cross a column only where it has no card. A card's links end at ports of their own, from top to bottom in the order
//! in which they leave; plain replies share one port and one lane.

use super::card::{self, Style};
use super::forest::{Forest, Slot};
use super::lanes::{LANE, Lanes, MOST, Words};
use super::tidy::tidy;
use super::words::Names;
use super::{Card, Point, Scene, Wire};
use crate::filter::View;
use crate::link::Link;
use crate::thread::Relation;

/// Width of a card: 45 characters a line, which reads well and lets three columns stand on a screen.
const WIDTH: f64 = 316.0;
/// Around the picture.
const MARGIN: f64 = 28.0;
/// Between cards of a column, and between trees.
const GAP: f64 = 20.0;
const APART: f64 = 44.0;
/// In a gutter: from the cards on its left to the first lane, and from the last lane to the words on its right.
const LEAD: f64 = 20.0;
const TAIL: f64 = 12.0;
/// Most links of one card that get lanes of their own; the others share one a relation.
const OWN_LANES: usize = 10;
/// Most columns a cross link may pass; a longer one is drawn as a stub. It also keeps the picture linear in size.
const PASSED: usize = 6;

/// One card's column and ports.
#[derive(Clone, Debug, Default)]
struct Ports {
    /// On the left: the primary link, then cross links.
    left: usize,
    /// On the right: the lanes of those who answer it, then cross links.
    right: usize,
    /// The lane of its parent's that its own primary link takes.
    group: usize,
    /// How many such lanes end at it.
    groups: usize,
}

/// A line before it has an x: where it leaves, the gutters it turns in, and the heights between.
struct Route {
    wire: Wire,
    from: usize,
    to: usize,
    /// Whether it leaves and arrives on the right side.
    sides: (bool, bool),
    /// Heights of its level stretches, one more than gutters.
    heights: Vec<f64>,
    /// Each gutter with its lane there.
    turns: Vec<(usize, usize)>,
    words: Words,
}

/// Arranges a forest as a tree.
pub fn arrange(view: &View<'_>, forest: &Forest, names: &Names, most: usize) -> Scene {
    let style = Style { lines: most.min(6), opening: most.min(6), flow: true };
    let mut cards: Vec<Card> =
        forest.slots.iter().map(|slot| card::card(view, names, slot.node, None, WIDTH, &style)).collect();
    let mut ports = groups(view, forest);
    let ends = cross_ports(forest, &mut ports);
    for (card, ports) in cards.iter_mut().zip(&ports) {
        card::grow(card, ports.left.max(ports.right));
    }
    let boxes: Vec<_> = cards.iter().zip(&forest.slots).map(|(card, slot)| (card.size.y, slot.parent)).collect();
    for (card, y) in cards.iter_mut().zip(tidy(&boxes, GAP, APART)) {
        card.at.y = MARGIN + y;
    }
    let columns = Columns::of(forest, &cards);
    let mut gutters: Vec<Lanes> = (0..=columns.0.len()).map(|_| Lanes::default()).collect();
    let mut routes = primary(view, forest, &cards, &ports, &mut gutters);
    routes.extend(cross(view, forest, names, &cards, &ports, &ends, &columns, &mut gutters));
    finish(cards, forest, routes, &gutters)
}

fn link<'m>(view: &View<'m>, edge: petgraph::stable_graph::EdgeIndex) -> Option<&'m Link> {
    view.edge(edge).and_then(|(_, _, edge)| edge.link())
}

/// Gives every child its lane at its parent: decided relations one each, plain replies one together.
fn groups(view: &View<'_>, forest: &Forest) -> Vec<Ports> {
    let mut ports = vec![Ports::default(); forest.slots.len()];
    let relation = |kid: usize| -> Relation {
        let edge = forest.slots.get(kid).and_then(|slot| slot.edge);
        edge.and_then(|edge| link(view, edge)).map_or(Relation::Reply, |link| link.relation)
    };
    for (at, slot) in forest.slots.iter().enumerate() {
        let decided = slot.kids.iter().filter(|kid| relation(**kid) != Relation::Reply).count();
        let mut shared: [Option<usize>; Relation::ALL.len()] = [None; Relation::ALL.len()];
        let mut next = 0;
        for kid in &slot.kids {
            let kind = relation(*kid);
            let known = shared.get_mut(kind.index()).filter(|_| kind == Relation::Reply || decided > OWN_LANES);
            let group = match known {
                Some(Some(group)) => *group,
                Some(place) => {
                    *place = Some(next);
                    next += 1;
                    next - 1
                }
                None => {
                    next += 1;
                    next - 1
                }
            };
            if let Some(ports) = ports.get_mut(*kid) {
                ports.group = group;
                ports.left = 1;
            }
        }
        if let Some(ports) = ports.get_mut(at) {
            ports.groups = next;
            ports.right = next;
        }
    }
    ports
}

/// Whether a cross link is drawn as a stub, and the sides it leaves and arrives at (true: right).
fn sides(from: &Slot, to: &Slot, same: bool) -> (bool, (bool, bool)) {
    let stub = same || from.depth.abs_diff(to.depth) > PASSED + 1;
    (stub, if stub { (true, true) } else { (from.depth <= to.depth, from.depth >= to.depth) })
}

/// Numbers the ports of cross links: for each link, that at its reply and that at what it answers. Links up come before
/// links down and short ones lie inside long ones, so that lines of one card do not cross.
fn cross_ports(forest: &Forest, ports: &mut [Ports]) -> Vec<(usize, usize)> {
    let mut ends = Vec::with_capacity(forest.cross.len() * 2);
    for (at, cross) in forest.cross.iter().enumerate() {
        let (Some(from), Some(to)) = (forest.slots.get(cross.from), forest.slots.get(cross.to)) else { continue };
        let (stub, (out, into)) = sides(from, to, cross.from == cross.to);
        ends.push((cross.from, out, cross.to > cross.from, std::cmp::Reverse(cross.to), at, true));
        if !stub {
            ends.push((cross.to, into, cross.from > cross.to, std::cmp::Reverse(cross.from), at, false));
        }
    }
    ends.sort_unstable();
    let mut out = vec![(0, 0); forest.cross.len()];
    for (card, right, _, _, at, leaves) in ends {
        let Some(ports) = ports.get_mut(card) else { continue };
        let count = if right { &mut ports.right } else { &mut ports.left };
        if let Some(out) = out.get_mut(at) {
            *(if leaves { &mut out.0 } else { &mut out.1 }) = *count;
        }
        *count += 1;
    }
    out
}

/// The height of a port.
fn port(cards: &[Card], ports: &[Ports], at: usize, right: bool, number: usize) -> f64 {
    let Some((card, ports)) = cards.get(at).zip(ports.get(at)) else { return 0.0 };
    card.at.y + card::port(card, number, if right { ports.right } else { ports.left })
}

/// The lines of the forest. Of the children of one card the last takes the lane next to it, so that none cross.
fn primary(view: &View<'_>, forest: &Forest, cards: &[Card], ports: &[Ports], gutters: &mut [Lanes]) -> Vec<Route> {
    let mut routes = Vec::new();
    for (at, slot) in forest.slots.iter().enumerate() {
        // Reach of every lane: least and greatest height.
        let mut reach: Vec<(f64, f64)> = vec![(f64::MAX, f64::MIN); ports.get(at).map_or(0, |ports| ports.groups)];
        let mut lines = Vec::with_capacity(slot.kids.len());
        for kid in &slot.kids {
            let Some(group) = ports.get(*kid).map(|ports| ports.group) else { continue };
            let (from, to) = (port(cards, ports, *kid, false, 0), port(cards, ports, at, true, group));
            if let Some((least, most)) = reach.get_mut(group) {
                (*least, *most) = (least.min(from).min(to), most.max(from).max(to));
            }
            lines.push((*kid, group, from, to));
        }
        let mut lanes = vec![0; reach.len()];
        for (lane, (least, most)) in lanes.iter_mut().zip(&reach).rev() {
            if let Some(gutter) = gutters.get_mut(slot.depth).filter(|_| most - least > 0.5) {
                *lane = gutter.take(*least, *most, usize::MAX).unwrap_or(0);
            }
        }
        for (kid, group, from, to) in lines {
            let Some(edge) = forest.slots.get(kid).and_then(|slot| slot.edge) else { continue };
            let turns = vec![(slot.depth, lanes.get(group).copied().unwrap_or(0))];
            let wire = Wire { edge, points: Vec::new(), label: None, primary: true, stub: false };
            let words = Words::of(link(view, edge), None);
            routes.push(Route { wire, from: kid, to: at, sides: (false, true), heights: vec![from, to], turns, words });
        }
    }
    routes
}

/// The cards of every column from top to bottom: top and bottom.
struct Columns(Vec<Vec<(f64, f64)>>);

impl Columns {
    fn of(forest: &Forest, cards: &[Card]) -> Self {
        let count = forest.slots.iter().map(|slot| slot.depth + 1).max().unwrap_or(0);
        let mut columns = vec![Vec::new(); count];
        for (slot, card) in forest.slots.iter().zip(cards) {
            if let Some(column) = columns.get_mut(slot.depth) {
                column.push((card.at.y, card.at.y + card.size.y));
            }
        }
        Columns(columns)
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
fn cross(
    view: &View<'_>,
    forest: &Forest,
    names: &Names,
    cards: &[Card],
    ports: &[Ports],
    ends: &[(usize, usize)],
    columns: &Columns,
    gutters: &mut [Lanes],
) -> Vec<Route> {
    let mut routes = Vec::new();
    for ((number, cross), (leaves, arrives)) in forest.cross.iter().enumerate().zip(ends) {
        let (Some(from), Some(to)) = (forest.slots.get(cross.from), forest.slots.get(cross.to)) else { continue };
        let (stub, (out, into)) = sides(from, to, cross.from == cross.to);
        let start = port(cards, ports, cross.from, out, *leaves);
        let words = Words::of(link(view, cross.edge), stub.then(|| names.get(to.node)));
        let wire = Wire { edge: cross.edge, points: Vec::new(), label: None, primary: false, stub };
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
                // Beyond the last lane lines lie over each other; they still pass no card.
                turns.push((gutter, lane.unwrap_or(number % MOST)));
                heights.push(next);
                y = next;
            }
        }
        routes.push(Route { wire, from: cross.from, to: cross.to, sides: (out, into), heights, turns, words });
    }
    routes
}

/// The gutters from one column to another, each with the column that is passed behind it, if any.
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

/// Gives everything its x, now that the lanes and words of every gutter are known.
fn finish(mut cards: Vec<Card>, forest: &Forest, routes: Vec<Route>, gutters: &[Lanes]) -> Scene {
    // Room for words at the left and at the right of every gutter.
    let mut room = vec![(0.0_f64, 0.0_f64); gutters.len()];
    for route in &routes {
        let Some(depth) = forest.slots.get(route.from).map(|slot| slot.depth) else { continue };
        let gutter = if route.sides.0 { Some(depth) } else { depth.checked_sub(1) };
        if let Some((left, right)) = gutter.and_then(|gutter| room.get_mut(gutter)) {
            let side = if route.sides.0 { left } else { right };
            *side = side.max(route.words.room());
        }
    }
    // Left edge of every column, and the first lane of the gutter behind it.
    let mut x = MARGIN;
    let mut places = Vec::with_capacity(gutters.len());
    for (lanes, (left, right)) in gutters.iter().zip(&room) {
        let first = x + WIDTH + LEAD + left;
        places.push((x, first));
        let lanes = lanes.len() as f64 * LANE;
        x = first + lanes + TAIL + right.max(TAIL);
    }
    let last = forest.slots.iter().map(|slot| slot.depth).max().unwrap_or(0);
    let end = match (gutters.get(last), room.get(last), places.get(last)) {
        (Some(lanes), Some((left, _)), Some((x, first))) if *left > 0.0 || !lanes.is_empty() => {
            (first + lanes.len() as f64 * LANE).max(x + WIDTH)
        }
        (_, _, Some((x, _))) => x + WIDTH,
        _ => MARGIN,
    };
    for (card, slot) in cards.iter_mut().zip(&forest.slots) {
        card.at.x = places.get(slot.depth).map_or(MARGIN, |(x, _)| *x);
    }
    let wires = routes.into_iter().filter_map(|route| draw(route, &cards, &places)).collect();
    let bottom = cards.iter().map(|card| card.at.y + card.size.y).fold(0.0, f64::max);
    Scene { size: Point::new(end + MARGIN, bottom + MARGIN), cards, wires }
}

/// The corners of a route.
fn draw(route: Route, cards: &[Card], places: &[(f64, f64)]) -> Option<Wire> {
    let (from, to) = (cards.get(route.from)?, cards.get(route.to)?);
    let edge = |card: &Card, right: bool| if right { card.at.x + card.size.x } else { card.at.x };
    let mut heights = route.heights.iter();
    let start = Point::new(edge(from, route.sides.0), *heights.next()?);
    let mut wire = route.wire;
    wire.points.push(start);
    for ((gutter, lane), y) in route.turns.iter().zip(heights) {
        let before = wire.points.last()?.y;
        if (before - y).abs() > 0.5 {
            let x = places.get(*gutter)?.1 + *lane as f64 * LANE;
            wire.points.extend([Point::new(x, before), Point::new(x, *y)]);
        }
    }
    let y = wire.points.last()?.y;
    let end = if wire.stub { start.x + LEAD / 2.0 } else { edge(to, route.sides.1) };
    wire.points.push(Point::new(end, y));
    wire.label = route.words.at(start, route.sides.0);
    Some(wire)
}
