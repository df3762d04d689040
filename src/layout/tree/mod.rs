//! The arrangement `tree`: left to right, a column for every depth of reply, lines at right angles between the columns.
//!
//! Lines never run behind a card: they go up and down in the gutters between columns only, each in its own lane, and
//! cross a column only where it has no card. A card's links end at ports of their own, from top to bottom in the order
//! in which they leave; plain replies share one port and one lane.

mod ports;
mod route;

use ports::{cross_ports, groups};
pub use route::Order;
use route::{Columns, Route, cross, primary};

use super::card::{self, Style};
use super::crossings::crossings;
use super::lanes::{LANE, Lanes};
use super::tidy::tidy;
use super::words::Names;
use super::{Card, Point, Scene, Wire};
use crate::filter::View;
use crate::filter::forest::Forest;
use crate::link::Link;
use crate::parallel;

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

/// Most cross links for which both orders are tried: counting crossings is quadratic, and where there are more nobody
/// follows single lines any longer.
const COMPARED: usize = 300;

/// Arranges a forest as a tree. Cross links take their lanes short ones first, or in the order of the map where that
/// crosses less.
pub fn arrange(view: &View<'_>, forest: &Forest, names: &Names, most: usize) -> Scene {
    arrange_in(view, forest, names, most, None)
}

/// As [`arrange`], with the order in which cross links take their lanes; `None` chooses.
pub fn arrange_in(view: &View<'_>, forest: &Forest, names: &Names, most: usize, order: Option<Order>) -> Scene {
    let style = Style { lines: most.min(6), opening: most.min(6), flow: true };
    let mut cards: Vec<Card> =
        parallel::map(&forest.slots, |_, slot| card::card(view, names, slot.node, None, WIDTH, &style));
    let mut ports = groups(view, forest);
    let ends = cross_ports(forest, &mut ports);
    for (card, ports) in cards.iter_mut().zip(&ports) {
        card::grow(view, card, ports.left.max(ports.right));
    }
    let boxes: Vec<_> = cards.iter().zip(&forest.slots).map(|(card, slot)| (card.size.y, slot.parent)).collect();
    for (card, y) in cards.iter_mut().zip(tidy(&boxes, GAP, APART)) {
        card.at.y = MARGIN + y;
    }
    let columns = Columns::of(forest, &cards);
    let mut gutters: Vec<Lanes> = (0..=columns.0.len()).map(|_| Lanes::default()).collect();
    let routes = primary(view, forest, names, &cards, &ports, &mut gutters);
    let draw = |order: Order, cards: Vec<Card>, mut gutters: Vec<Lanes>, mut routes: Vec<Route>| {
        routes.extend(cross(view, forest, names, &cards, &ports, &ends, &columns, order, &mut gutters));
        finish(cards, forest, routes, &gutters)
    };
    match order {
        Some(order) => draw(order, cards, gutters, routes),
        None if forest.cross.len() > COMPARED => draw(Order::Short, cards, gutters, routes),
        None => {
            let short = draw(Order::Short, cards.clone(), gutters.clone(), routes.clone());
            let reading = draw(Order::Reading, cards, gutters, routes);
            if crossings(&short.wires) <= crossings(&reading.wires) { short } else { reading }
        }
    }
}

fn link<'v>(view: &'v View<'_>, edge: petgraph::graph::EdgeIndex) -> Option<&'v Link> {
    view.edge(edge).and_then(|(_, _, edge)| edge.link())
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
    Scene { size: Point::new(end + MARGIN, bottom + MARGIN), cards, wires, ..Scene::default() }
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
