//! The legend of cards. It explains only what occurs in the picture.

use super::super::input::RenderInput;
use super::super::palette;
use super::super::xml::Xml;
use super::card::draw_mark;
use super::style::{self, Inks};
use super::{edge_path, text};
use crate::filter::View;
use crate::graph::Status;
use crate::layout::metrics::{self, Weight};
use crate::layout::{Point, clean, graded, words};
use crate::text::Ui;
use crate::thread::Relation;

/// Most positions named. In a picture with more, the badges on the cards name the others.
pub const NAMED: usize = 24;
/// Width of the headings at the left.
pub const HEADING: f64 = 74.0;
/// From one row to the next.
pub const ROW: f64 = 21.0;
/// Size of words.
pub const SIZE: f64 = 12.0;

/// The sample before the words of an item.
#[derive(Clone, Copy)]
enum Icon {
    Nothing,
    Position(usize),
    None,
    Evidence,
    Relation(Relation),
    /// Lines from thin to thick.
    Weights(Relation),
    /// Lines from pale to full hue.
    Hues(Relation),
    /// An inferred line with its number.
    Inferred(Relation),
    Status(Status),
}

impl Icon {
    fn width(self) -> f64 {
        match self {
            Icon::Nothing => 0.0,
            Icon::Position(_) | Icon::None => 19.0,
            Icon::Status(_) => 15.0,
            Icon::Evidence => 28.0,
            Icon::Relation(_) => 52.0,
            Icon::Weights(_) => 66.0,
            Icon::Hues(_) => 76.0,
            Icon::Inferred(_) => 64.0,
        }
    }
}

/// Draws the legend from `at` down to the right edge `right`; returns the y below it.
pub fn draw(out: &mut Xml, input: &RenderInput<'_>, inks: &Inks, at: Point, right: f64) -> f64 {
    let (view, ui) = (input.view, input.ui);
    let mut y = at.y;
    for (heading, items) in [
        ("Positions", positions(view, ui, inks)),
        (ui.pick("Links", "Liens"), links(view, ui, inks)),
        (ui.pick("Standing", "Statut"), standing(view, ui)),
    ] {
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
            draw_icon(out, inks, ui, icon, Point::new(x, y - 4.2));
            text(out, "small", Point::new(x + icon.width(), y), &words);
            x += wide + 20.0;
        }
        y += ROW;
    }
    y - ROW + 6.0
}

/// The items for positions and for the underline of their evidence.
fn positions(view: &View<'_>, ui: Ui, inks: &Inks) -> Vec<(Icon, String)> {
    let mut out: Vec<(Icon, String)> = inks
        .positions()
        .take(NAMED)
        .map(|(id, number)| (Icon::Position(number), clean::line(view.map.names.get(ui, id))))
        .collect();
    let more = inks.positions().count().saturating_sub(NAMED);
    if more > 0 {
        out.push((Icon::Nothing, format!("{} {more} {}", ui.pick("and", "et"), ui.pick("more", "autres"))));
    }
    if !out.is_empty() {
        out.push((Icon::Evidence, ui.pick("words that show it", "mots qui la montrent").to_owned()));
    }
    out.extend(words::mark_note(view, ui).map(|note| (Icon::Nothing, note)));
    let comments = || view.nodes.iter().filter_map(|index| view.node(*index)).filter(|node| node.is_comment());
    if comments().any(|node| words::held(view, node).next().is_none()) {
        out.push((Icon::None, ui.pick("no position found", "aucune position trouvée").to_owned()));
    }
    if view.nodes.iter().any(|index| view.is_faded(*index)) {
        out.push((Icon::Nothing, ui.pick("faded: context only", "estompé\u{a0}: contexte seulement").to_owned()));
    }
    out
}

/// The items for relations and for how certain they are.
fn links(view: &View<'_>, ui: Ui, inks: &Inks) -> Vec<(Icon, String)> {
    let mut out: Vec<(Icon, String)> = Vec::new();
    for relation in inks.relations() {
        let verb = words::verb(ui, relation);
        match out.last_mut() {
            // Relations that look the same share an item.
            Some((Icon::Relation(last), words)) if alike(*last, relation) => {
                words.push_str(", ");
                words.push_str(verb);
            }
            _ => out.push((Icon::Relation(relation), verb.to_owned())),
        }
    }
    let Some(sample) = inks.sample() else { return out };
    let mut all = view.edges.iter().filter_map(|index| view.edge(*index)).filter_map(|(_, _, edge)| edge.link());
    if all.clone().any(|link| !link.given) {
        out.push((Icon::Inferred(sample), ui.pick("inferred", "déduit").to_owned()));
    }
    if all.any(|link| graded::number(ui, link).is_some()) {
        out.extend(graded::legend(ui).map(|words| (Icon::Nothing, words.to_owned())));
    }
    let words = ui.pick("the thicker, the surer the link", "plus c’est épais, plus le lien est sûr");
    out.push((Icon::Weights(sample), words.to_owned()));
    if sample != Relation::Reply {
        let words = ui.pick(
            ("the stronger the colour, the surer the relation", "the darker, the surer the relation"),
            ("plus c’est coloré, plus la relation est sûre", "plus c’est foncé, plus la relation est sûre"),
        );
        out.push((Icon::Hues(sample), if inks.grey() { words.1 } else { words.0 }.to_owned()));
    }
    out
}

/// Whether lines of both relations look the same, so that only their words distinguish them.
fn alike(a: Relation, b: Relation) -> bool {
    (a.is_attack() && b.is_attack())
        || matches!((a, b), (Relation::Answer, Relation::Elaboration) | (Relation::Elaboration, Relation::Answer))
}

/// The items for the marks of status. A card without a mark is unchallenged.
fn standing(view: &View<'_>, ui: Ui) -> Vec<(Icon, String)> {
    let mut seen = [false; Status::ALL.len()];
    for standing in view.nodes.iter().filter_map(|index| view.node(*index)).filter_map(|node| view.standing(node)) {
        for (seen, (status, _)) in seen.iter_mut().zip(Status::ALL) {
            *seen |= status == standing.status;
        }
    }
    let mut out = Vec::new();
    for ((status, _), seen) in Status::ALL.into_iter().zip(seen) {
        let words = match status {
            Status::Unchallenged => continue,
            Status::Defended => {
                ui.pick("attacked, but its attackers fall", "attaqué, mais les attaques ne tiennent pas")
            }
            Status::Challenged => ui.pick("attacked, and the attack stands", "attaqué, et l’attaque tient"),
            Status::Undecided => ui.pick("depends on an uncertain relation", "dépend d’une relation incertaine"),
        };
        if seen {
            let name = words::status(ui, status);
            out.push((Icon::Status(status), format!("{name}{} {words}", ui.pick(":", "\u{a0}:"))));
        }
    }
    if seen.first() == Some(&true) && !out.is_empty() {
        out.push((Icon::Nothing, ui.pick("no mark: unchallenged", "sans marque\u{a0}: non contesté").to_owned()));
    }
    out
}

fn draw_icon(out: &mut Xml, inks: &Inks, ui: Ui, icon: Icon, at: Point) {
    let full = |relation| style::class((relation, palette::STEPS));
    let thick = |relation| if relation == Relation::Reply { 1.3 } else { 2.0 };
    match icon {
        Icon::Nothing => {}
        Icon::Position(number) if inks.grey() => {
            let mut bar = out.element("path");
            bar.built("class", |class| {
                class.add("bar p").add(number);
            });
            bar.built("d", |d| {
                d.add("M").add(at.x).add(" ").add(at.y).add("h14");
            });
        }
        Icon::Position(number) => swatch(out, &format!("p{number}"), at),
        Icon::None => swatch(out, "none", at),
        Icon::Status(status) => draw_mark(out, status, Point::new(at.x + 5.0, at.y)),
        Icon::Evidence => {
            out.element("path").attribute("class", "rule mark").built("d", |d| {
                d.add("M").add(at.x).add(" ").add(at.y + 3.0).add("h22");
            });
        }
        Icon::Relation(relation) => {
            let class = full(relation);
            let points = [at, Point::new(at.x + 44.0, at.y)];
            let mut group = out.element("g");
            let group = group.attribute("class", &edge_class(relation, "given")).block();
            edge_path::draw_line(group, &class, thick(relation), &points);
            if relation != Relation::Reply {
                edge_path::draw_tip(group, relation, &class, &points);
            }
            let sign = words::sign(relation);
            if !sign.is_empty() {
                edge_path::draw_sign(group, sign, &class, Point::new(at.x + 15.0, at.y));
            }
        }
        Icon::Inferred(relation) => {
            let mut group = out.element("g");
            let points = [at, Point::new(at.x + 32.0, at.y)];
            let content = group.attribute("class", &edge_class(relation, "inferred")).block();
            edge_path::draw_line(content, &full(relation), thick(relation), &points);
            drop(group);
            text(out, "word", Point::new(at.x + 36.0, at.y + 3.7), &words::chance(ui, 0.83));
        }
        Icon::Weights(relation) => {
            // Solid lines, so that the eye compares only their widths.
            for (index, confidence) in [0.1, 0.4, 0.7, 1.0].into_iter().enumerate() {
                let x = at.x + index as f64 * 15.0;
                let points = [Point::new(x, at.y), Point::new(x + 13.0, at.y)];
                edge_path::draw_line(out, &full(relation), edge_path::weight(relation, confidence), &points);
            }
        }
        Icon::Hues(relation) => {
            let mut group = out.element("g");
            let group = group.attribute("class", &edge_class(relation, "given")).block();
            let sign = words::sign(relation);
            for step in 1..=palette::STEPS {
                let class = style::class((relation, step));
                let x = at.x + (step - 1) as f64 * 18.0;
                if sign.is_empty() {
                    edge_path::draw_line(group, &class, 2.2, &[Point::new(x, at.y), Point::new(x + 12.0, at.y)]);
                } else {
                    edge_path::draw_sign(group, sign, &class, Point::new(x + 6.5, at.y));
                }
            }
        }
    }
}

/// The classes of a group that looks like an edge of a relation; `origin` is `given` or `inferred`.
fn edge_class(relation: Relation, origin: &str) -> String {
    format!("edge {relation} {origin}")
}

/// Draws a piece of a bar.
fn swatch(out: &mut Xml, class: &str, at: Point) {
    let mut rect = out.element("rect");
    rect.attribute("class", class).attribute("width", 11.0).attribute("height", 11.0).attribute("rx", 3.0);
    rect.attribute("x", at.x).attribute("y", at.y - 5.5);
}
