//! The legend: what occurs in the picture, and nothing else.

use super::super::palette;
use super::card::mark;
use super::style::{self, Inks};
use super::{attribute, text, wire};
use crate::filter::View;
use crate::graph::Status;
use crate::layout::metrics::{self, Weight};
use crate::layout::{Point, clean, words};
use crate::thread::Relation;

/// Most positions named; a picture with more explains itself by its badges.
const NAMED: usize = 24;
/// Width of the headings at the left.
const HEADING: f64 = 74.0;
/// From one row to the next.
const ROW: f64 = 21.0;
/// Size of words.
const SIZE: f64 = 12.0;

/// What stands before the words.
#[derive(Clone, Copy)]
enum Icon {
    Nothing,
    Position(usize),
    None,
    Evidence,
    Relation(Relation),
    Status(Status),
}

impl Icon {
    fn width(self) -> f64 {
        match self {
            Icon::Nothing => 0.0,
            Icon::Position(_) | Icon::None => 17.0,
            Icon::Status(_) => 15.0,
            Icon::Evidence => 28.0,
            Icon::Relation(_) => 52.0,
        }
    }
}

/// Draws the legend; returns the height of what comes next.
pub fn draw(out: &mut String, view: &View<'_>, inks: &Inks, at: Point, right: f64) -> f64 {
    let mut y = at.y;
    for (heading, items) in
        [("Positions", positions(view, inks)), ("Links", links(view, inks)), ("Standing", standing(view))]
    {
        if items.is_empty() {
            continue;
        }
        text(out, "key", Point::new(at.x, y), heading);
        let mut x = at.x + HEADING;
        for (icon, words) in items {
            let words = metrics::fit(&words, SIZE, Weight::Regular, right - at.x - HEADING - icon.width());
            let wide = icon.width() + metrics::width(&words, SIZE, Weight::Regular);
            if x + wide > right && x > at.x + HEADING {
                x = at.x + HEADING;
                y += ROW;
            }
            draw_icon(out, icon, Point::new(x, y - 4.2));
            text(out, "small", Point::new(x + icon.width(), y), &words);
            x += wide + 20.0;
        }
        y += ROW;
    }
    y - ROW + 6.0
}

/// The positions, and the underline that shows their evidence.
fn positions(view: &View<'_>, inks: &Inks) -> Vec<(Icon, String)> {
    let mut out: Vec<(Icon, String)> =
        inks.positions().take(NAMED).map(|(name, number)| (Icon::Position(number), clean::line(name))).collect();
    let more = inks.positions().count().saturating_sub(NAMED);
    if more > 0 {
        out.push((Icon::Nothing, format!("and {more} more")));
    }
    if !out.is_empty() {
        out.push((Icon::Evidence, "words that show it".to_owned()));
    }
    out.extend(words::mark_note(view).map(|note| (Icon::Nothing, note)));
    let comments = || view.nodes.iter().filter_map(|index| view.node(*index)).filter(|node| node.is_comment());
    if comments().any(|node| words::held(view, node).next().is_none()) {
        out.push((Icon::None, "no position found".to_owned()));
    }
    if view.nodes.iter().any(|index| view.is_faded(*index)) {
        out.push((Icon::Nothing, "faded: context only".to_owned()));
    }
    out
}

/// The relations, and how to read how sure they are.
fn links(view: &View<'_>, inks: &Inks) -> Vec<(Icon, String)> {
    let mut out: Vec<(Icon, String)> =
        inks.relations().map(|relation| (Icon::Relation(relation), words::verb(relation).to_owned())).collect();
    let mut all = view.edges.iter().filter_map(|index| view.edge(*index)).filter_map(|(_, _, edge)| edge.link());
    if all.any(|link| !link.given) {
        out.push((Icon::Nothing, "number: confidence of an inferred link".to_owned()));
    }
    if !out.is_empty() {
        out.push((Icon::Nothing, "thicker: surer link".to_owned()));
        out.push((Icon::Nothing, "stronger colour: surer relation".to_owned()));
    }
    out
}

/// The marks of status. What has none is unchallenged.
fn standing(view: &View<'_>) -> Vec<(Icon, String)> {
    let mut seen = [false; Status::ALL.len()];
    for standing in view.nodes.iter().filter_map(|index| view.node(*index)).filter_map(|node| view.standing(node)) {
        for (seen, (status, _)) in seen.iter_mut().zip(Status::ALL) {
            *seen |= status == standing.status;
        }
    }
    let mut out = Vec::new();
    for ((status, name), seen) in Status::ALL.into_iter().zip(seen) {
        let words = match status {
            Status::Unchallenged => continue,
            Status::Defended => "attacked, but its attackers fall",
            Status::Challenged => "attacked, and the attack stands",
            Status::Undecided => "depends on an uncertain link",
        };
        if seen {
            out.push((Icon::Status(status), format!("{name}: {words}")));
        }
    }
    if seen.first() == Some(&true) && !out.is_empty() {
        out.push((Icon::Nothing, "no mark: unchallenged".to_owned()));
    }
    out
}

fn draw_icon(out: &mut String, icon: Icon, at: Point) {
    match icon {
        Icon::Nothing => {}
        Icon::Position(number) => swatch(out, &format!("p{number}"), at),
        Icon::None => swatch(out, "none", at),
        Icon::Status(status) => mark(out, status, Point::new(at.x + 5.0, at.y)),
        Icon::Evidence => {
            out.push_str("<path class=\"rule mark\" d=\"M");
            super::number(out, at.x);
            out.push(' ');
            super::number(out, at.y + 3.0);
            out.push_str("h22\"/>\n");
        }
        Icon::Relation(relation) => {
            let class = style::class((relation, palette::STEPS));
            let points = [at, Point::new(at.x + 44.0, at.y)];
            out.push_str("<g class=\"edge ");
            out.push_str(relation.name());
            out.push_str("\">\n");
            wire::line(out, &class, if relation == Relation::Reply { 1.3 } else { 2.0 }, &points);
            if relation != Relation::Reply {
                wire::tip(out, relation, &class, &points);
            }
            let sign = words::sign(relation);
            if !sign.is_empty() {
                wire::draw_sign(out, sign, &class, Point::new(at.x + 15.0, at.y));
            }
            out.push_str("</g>\n");
        }
    }
}

/// A piece of a bar.
fn swatch(out: &mut String, class: &str, at: Point) {
    out.push_str("<rect class=\"");
    out.push_str(class);
    out.push_str("\" width=\"11\" height=\"11\" rx=\"3\"");
    attribute(out, "x", at.x);
    attribute(out, "y", at.y - 5.5);
    out.push_str("/>\n");
}
