//! Edges: a line from a comment to the comment it answers, with a head, a sign and words.

use super::super::describe;
use super::super::input::RenderInput;
use super::super::xml::{Parts, Xml};
use super::{FADED, style, text};
use crate::graph::Edge;
use crate::layout::words::{self, Names};
use crate::layout::{EdgePath, Point};
use crate::thread::Relation;

/// Radius of corners.
const CORNER: f64 = 8.0;

/// Draws one edge.
pub fn draw(out: &mut Xml, input: &RenderInput<'_>, names: &Names, path: &EdgePath) {
    let view = input.view;
    let Some((from, to, edge)) = view.edge(path.edge) else { return };
    let (relation, class, width) = match edge {
        Edge::PartOf => (Relation::Reply, String::new(), 1.2),
        Edge::Reply(link) => (link.relation, style::class(style::shade(link)), weight(link.relation, link.confidence)),
    };
    let mut group = out.element("g");
    group.built("id", |id| {
        id.add("e").add(path.edge.index());
    });
    group.built("class", |class| {
        class.add("edge ");
        match edge {
            Edge::PartOf => class.add("part"),
            Edge::Reply(link) => class.add(link.relation.name()).add(if link.given { " given" } else { " inferred" }),
        };
        class.add(if path.primary { " primary" } else { " cross" });
    });
    if view.is_faded(from) || view.is_faded(to) {
        group.attribute("opacity", FADED);
    }
    let group = group.attribute("role", "graphics-symbol img").content();
    group.element("title").text(&describe::edge(view, names, path.edge, input.texts).replace('\n', " · "));
    if !path.points.is_empty() {
        draw_line(group, &class, width, &path.points);
        // Plain replies of the tree share a lane and need no head: what they answer is above them.
        if !path.stub && matches!(edge, Edge::Reply(_)) && !(path.primary && relation == Relation::Reply) {
            draw_tip(group, relation, &class, &path.points);
        }
    }
    if let Some(label) = &path.label {
        let sign = words::sign(relation);
        if !sign.is_empty() {
            draw_sign(group, sign, &class, label.sign);
        }
        if !label.text.is_empty() {
            text(group, "word", label.at, &label.text);
        }
    }
}

/// The width of a line in pixels by P(link). A plain reply is thinner than other relations.
pub fn weight(relation: Relation, confidence: f64) -> f64 {
    if relation == Relation::Reply { 0.7 + 0.6 * confidence } else { 0.7 + 1.6 * confidence }
}

/// Draws a sign in a disc on the line.
pub fn draw_sign(out: &mut Xml, sign: &str, class: &str, center: Point) {
    let mut disc = out.element("circle");
    disc.inline().built("class", |parts| {
        parts.add("disc ").add(class);
    });
    disc.attribute("r", 6.0).attribute("cx", center.x).attribute("cy", center.y);
    drop(disc);
    // The middle of the signs is 4 px above their baseline at this size; the question mark is taller.
    let down = if sign == "?" { 4.4 } else { 4.2 };
    text(out, &format!("sign {class}"), Point::new(center.x, center.y + down), sign);
}

/// Draws a path through corners. The radius of each corner is at most half of its shorter side. The path starts at the
/// head, so that the dashes of lines that share a lane to the same end cover each other.
pub fn draw_line(out: &mut Xml, class: &str, width: f64, points: &[Point]) {
    let mut path = out.element("path");
    path.built("class", |parts| {
        parts.add("line ").add(class);
    });
    path.attribute("stroke-width", width);
    path.built("d", |d| {
        let mut before: Option<Point> = None;
        for (index, point) in points.iter().rev().enumerate() {
            match (before, points.iter().rev().nth(index + 1)) {
                (None, _) => pair(d, "M", *point),
                (Some(_), None) => pair(d, "L", *point),
                (Some(last), Some(next)) => {
                    let (a, b) = (length(last, *point), length(*point, *next));
                    let radius = CORNER.min(a / 2.0).min(b / 2.0);
                    pair(d, "L", toward(*point, last, radius));
                    pair(d, "Q", *point);
                    pair(d, " ", toward(*point, *next, radius));
                }
            }
            before = Some(*point);
        }
    });
}

/// Adds a command of a path and a point.
fn pair(d: &mut Parts<'_>, command: &str, point: Point) {
    d.add(command).add(point.x).add(" ").add(point.y);
}

/// The distance of two points along the axes.
fn length(a: Point, b: Point) -> f64 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

/// The point `by` pixels from `from` on the way to `to`, along an axis.
fn toward(from: Point, to: Point, by: f64) -> Point {
    let distance = length(from, to).max(0.01);
    Point::new(from.x + (to.x - from.x) / distance * by, from.y + (to.y - from.y) / distance * by)
}

/// Draws the head of a line: a bar for attacks, a full arrow for support, an open arrow for the others.
pub fn draw_tip(out: &mut Xml, relation: Relation, class: &str, points: &[Point]) {
    let Some((end, others)) = points.split_last() else { return };
    let Some(before) = others.iter().rev().find(|point| length(**point, *end) > 0.5) else { return };
    let along = toward(Point::default(), Point::new(before.x - end.x, before.y - end.y), 1.0);
    // The point `back` pixels along the line from its end, and `side` pixels across it.
    let point = |back: f64, side: f64| {
        Point::new(end.x + along.x * back - along.y * side, end.y + along.y * back + along.x * side)
    };
    match relation {
        Relation::Rebuttal | Relation::Correction => {
            draw_stroke(out, ("tip ", class), &[point(2.5, -5.5), point(2.5, 5.5)], "");
        }
        Relation::Support => {
            draw_stroke(out, ("arrow ", class), &[point(0.5, 0.0), point(9.0, -4.5), point(9.0, 4.5)], "z");
        }
        Relation::Question | Relation::Answer | Relation::Elaboration | Relation::Reply => {
            draw_stroke(out, ("tip ", class), &[point(7.0, -4.2), point(1.2, 0.0), point(7.0, 4.2)], "");
        }
    }
}

/// Draws straight lines through points; `end` is `z` to close them.
fn draw_stroke(out: &mut Xml, (kind, class): (&str, &str), points: &[Point], end: &str) {
    let mut path = out.element("path");
    path.built("class", |parts| {
        parts.add(kind).add(class);
    });
    path.built("d", |d| {
        for (index, point) in points.iter().enumerate() {
            pair(d, if index == 0 { "M" } else { "L" }, *point);
        }
        d.add(end);
    });
}
