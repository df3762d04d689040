//! The layout `tree`: left to right, a column for each depth of reply, lines at right angles between the columns.
//!
//! Lines never run behind a card. Vertical segments are in the gutters between columns, each in its own lane, and a
//! line crosses a column only where there is no card. The links of a card end at separate ports, from top to bottom in
//! the order in which they leave; plain replies share one port and one lane.

mod ports;
mod route;

use ports::{cross_ports, groups};
pub use route::Order;
use route::{Columns, Route, cross, primary};

use super::card::{self, Style};
use super::constants::MARGIN;
use super::constants::tree::{APART, COMPARED, GAP, LEAD, LINES, TAIL, WIDTH};
use super::crossings::crossings;
use super::lanes::{LANE, Lanes};
use super::tidy::tidy;
use super::words::Names;
use super::{Card, EdgePath, Indexed, Point, Scene};
use crate::filter::View;
use crate::filter::forest::Forest;
use crate::link::Link;
use crate::parallel;

/// Arranges a forest as a tree. Cross links take their lanes shortest first, or in the order of the map if that gives
/// fewer crossings.
pub fn arrange(view: &View<'_>, forest: &Forest, names: &Names, most: usize) -> Scene {
    arrange_in(view, forest, names, most, None)
}

/// As [`arrange`], with the order in which cross links take their lanes; `None` chooses the better one.
pub fn arrange_in(view: &View<'_>, forest: &Forest, names: &Names, most: usize, order: Option<Order>) -> Scene {
    let style = Style { lines: most.min(LINES), opening: most.min(LINES), flow: true };
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
            if crossings(&short.edge_paths) <= crossings(&reading.edge_paths) { short } else { reading }
        }
    }
}

fn link<'v>(view: &'v View<'_>, edge: petgraph::graph::EdgeIndex) -> Option<&'v Link> {
    view.edge(edge).and_then(|(_, _, edge)| edge.link())
}

/// Computes every x, once the lanes and words of all gutters are known.
fn finish(mut cards: Vec<Card>, forest: &Forest, routes: Vec<Route>, gutters: &[Lanes]) -> Scene {
    // Room for words at the left and at the right of every gutter.
    let mut room = Indexed::filled(gutters.len(), (0.0_f64, 0.0_f64));
    for route in &routes {
        let Some(depth) = forest.slots.get(route.from).map(|slot| slot.depth) else { continue };
        let gutter = if route.sides.0 { Some(depth) } else { depth.checked_sub(1) };
        if let Some(gutter) = gutter {
            let (left, right) = room.at_mut(gutter);
            let side = if route.sides.0 { left } else { right };
            *side = side.max(route.words.room());
        }
    }
    // The left edge of each column, and the first lane of the gutter after it.
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
    let edge_paths = routes.into_iter().filter_map(|route| draw(route, &cards, &places)).collect();
    let bottom = cards.iter().map(|card| card.at.y + card.size.y).fold(0.0, f64::max);
    Scene { size: Point::new(end + MARGIN, bottom + MARGIN), cards, edge_paths, ..Scene::default() }
}

/// The corners of a route.
fn draw(route: Route, cards: &[Card], places: &[(f64, f64)]) -> Option<EdgePath> {
    let (from, to) = (cards.get(route.from)?, cards.get(route.to)?);
    let edge = |card: &Card, right: bool| if right { card.at.x + card.size.x } else { card.at.x };
    let mut heights = route.heights.iter();
    let start = Point::new(edge(from, route.sides.0), *heights.next()?);
    let mut path = route.path;
    path.points.push(start);
    for ((gutter, lane), y) in route.turns.iter().zip(heights) {
        let before = path.points.last()?.y;
        if (before - y).abs() > 0.5 {
            let x = places.get(*gutter)?.1 + *lane as f64 * LANE;
            path.points.extend([Point::new(x, before), Point::new(x, *y)]);
        }
    }
    let y = path.points.last()?.y;
    let end = if path.stub { start.x + LEAD / 2.0 } else { edge(to, route.sides.1) };
    path.points.push(Point::new(end, y));
    path.label = route.words.at(start, route.sides.0);
    Some(path)
}
