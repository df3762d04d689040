//! Lines: from a comment to what it answers, with a head, a sign and words.

use super::super::{Sheet, describe, escape};
use super::{FADED, attribute, number, style, text};
use crate::graph::Edge;
use crate::layout::words::{self, Names};
use crate::layout::{Point, Wire};
use crate::thread::Relation;

/// Radius of corners.
const CORNER: f64 = 8.0;

/// Draws one line.
pub fn draw(out: &mut String, sheet: &Sheet<'_>, names: &Names, wire: &Wire) {
    let view = sheet.view;
    let Some((from, to, edge)) = view.edge(wire.edge) else { return };
    out.push_str("<g id=\"e");
    out.push_str(&wire.edge.index().to_string());
    let (relation, class, width) = match edge {
        Edge::PartOf => {
            out.push_str("\" class=\"edge part");
            (Relation::Reply, String::new(), 1.2)
        }
        Edge::Reply(link) => {
            out.push_str("\" class=\"edge ");
            out.push_str(link.relation.name());
            out.push_str(if link.given { " given" } else { " inferred" });
            (link.relation, style::class(style::shade(link)), weight(link.relation, link.confidence))
        }
    };
    out.push_str(if wire.primary { " primary" } else { " cross" });
    out.push('"');
    if view.is_faded(from) || view.is_faded(to) {
        out.push_str(FADED);
    }
    out.push_str(" role=\"graphics-symbol img\"><title>");
    escape::push_xml(out, &describe::edge(view, names, wire.edge, sheet.texts).replace('\n', " · "));
    out.push_str("</title>\n");
    if !wire.points.is_empty() {
        line(out, &class, width, &wire.points);
        // Plain replies of the tree share a lane and need no head: what they answer stands before them.
        if !wire.stub && matches!(edge, Edge::Reply(_)) && !(wire.primary && relation == Relation::Reply) {
            tip(out, relation, &class, &wire.points);
        }
    }
    if let Some(label) = &wire.label {
        let sign = words::sign(relation);
        if !sign.is_empty() {
            draw_sign(out, sign, &class, label.sign);
        }
        if !label.text.is_empty() {
            text(out, "word", label.at, &label.text);
        }
    }
    out.push_str("</g>\n");
}

/// The width of a line in pixels by P(link): a plain reply stays thinner than what says more.
pub fn weight(relation: Relation, confidence: f64) -> f64 {
    if relation == Relation::Reply { 0.7 + 0.6 * confidence } else { 0.7 + 1.6 * confidence }
}

/// A sign in a disc on the line.
pub fn draw_sign(out: &mut String, sign: &str, class: &str, at: Point) {
    out.push_str("<circle class=\"disc ");
    out.push_str(class);
    out.push_str("\" r=\"6\"");
    attribute(out, "cx", at.x);
    attribute(out, "cy", at.y);
    out.push_str("/>");
    // The middle of the signs is 4 px above their baseline at this size; the question mark is taller.
    let down = if sign == "?" { 4.4 } else { 4.2 };
    text(out, &format!("sign {class}"), Point::new(at.x, at.y + down), sign);
}

/// A path through corners, each rounded as far as its shorter side allows. It is drawn from its head on, so that the dashes
/// of lines that end at one place and share a lane lie over each other.
pub fn line(out: &mut String, class: &str, width: f64, points: &[Point]) {
    out.push_str("<path class=\"line ");
    out.push_str(class);
    out.push_str("\" stroke-width=\"");
    number(out, width);
    out.push_str("\" d=\"");
    let mut before: Option<Point> = None;
    for (at, point) in points.iter().rev().enumerate() {
        match (before, points.iter().rev().nth(at + 1)) {
            (None, _) => pair(out, 'M', *point),
            (Some(_), None) => pair(out, 'L', *point),
            (Some(last), Some(next)) => {
                let (a, b) = (length(last, *point), length(*point, *next));
                let r = CORNER.min(a / 2.0).min(b / 2.0);
                pair(out, 'L', toward(*point, last, r));
                pair(out, 'Q', *point);
                pair(out, ' ', toward(*point, *next, r));
            }
        }
        before = Some(*point);
    }
    out.push_str("\"/>\n");
}

fn pair(out: &mut String, command: char, at: Point) {
    out.push(command);
    number(out, at.x);
    out.push(' ');
    number(out, at.y);
}

fn length(a: Point, b: Point) -> f64 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

/// The point `by` pixels from `from` on the way to `to`, along an axis.
fn toward(from: Point, to: Point, by: f64) -> Point {
    let far = length(from, to).max(0.01);
    Point::new(from.x + (to.x - from.x) / far * by, from.y + (to.y - from.y) / far * by)
}

/// The head of a line: a bar stops it, an arrow backs what it points to, an open arrow asks or adds.
pub fn tip(out: &mut String, relation: Relation, class: &str, points: &[Point]) {
    let Some((end, rest)) = points.split_last() else { return };
    let Some(before) = rest.iter().rev().find(|point| length(**point, *end) > 0.5) else { return };
    // Along the line, and across it.
    let along = toward(Point::default(), Point::new(before.x - end.x, before.y - end.y), 1.0);
    let at = |back: f64, side: f64| {
        Point::new(end.x + along.x * back - along.y * side, end.y + along.y * back + along.x * side)
    };
    match relation {
        Relation::Rebuttal | Relation::Correction => {
            stroke(out, class, &[at(2.5, -5.5), at(2.5, 5.5)]);
        }
        Relation::Support => {
            out.push_str("<path class=\"arrow ");
            out.push_str(class);
            out.push_str("\" d=\"");
            pair(out, 'M', at(0.5, 0.0));
            pair(out, 'L', at(9.0, -4.5));
            pair(out, 'L', at(9.0, 4.5));
            out.push_str("z\"/>\n");
        }
        Relation::Question | Relation::Answer | Relation::Elaboration | Relation::Reply => {
            stroke(out, class, &[at(7.0, -4.2), at(1.2, 0.0), at(7.0, 4.2)]);
        }
    }
}

fn stroke(out: &mut String, class: &str, points: &[Point]) {
    out.push_str("<path class=\"tip ");
    out.push_str(class);
    out.push_str("\" d=\"");
    for (at, point) in points.iter().enumerate() {
        pair(out, if at == 0 { 'M' } else { 'L' }, *point);
    }
    out.push_str("\"/>\n");
}
