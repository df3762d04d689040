//! The parts that icicle and matrix share: their colours, pieces of bars, and the legend of an icicle.

use super::super::input::RenderInput;
use super::super::palette;
use super::super::xml::Xml;
use super::legend::{HEADING, NAMED, ROW, SIZE};
use super::style::{self, Inks};
use super::{rect, text};
use crate::layout::metrics::{self, Weight};
use crate::layout::{Point, clean};
use crate::thread::Relation;

/// The class of attacks or supports.
pub fn class(relation: Relation) -> String {
    style::class((relation, palette::STEPS))
}

/// Draws the legend of an icicle from `at` down to the right edge `right`; returns the y below it.
pub fn legend(out: &mut Xml, input: &RenderInput<'_>, inks: &Inks, at: Point, right: f64) -> f64 {
    let ui = input.ui;
    let mut items: Vec<(Icon, String)> = inks
        .positions()
        .take(NAMED)
        .map(|(id, number)| (Icon::Piece(format!("p{number}")), clean::line(input.view.map.names.get(ui, id))))
        .collect();
    let more = inks.positions().count().saturating_sub(NAMED);
    if more > 0 {
        items.push((Icon::Nothing, ui.pick(format!("and {more} more"), format!("et {more} de plus"))));
    }
    let none = ui.pick("no position found", "aucune position trouvée");
    items.push((Icon::Piece("none".to_owned()), none.to_owned()));
    let y = rows(out, ui.pick("Positions", "Positions"), &items, at, right);
    let items = [
        (
            Icon::Upper(Relation::Rebuttal),
            ui.pick("− rebuts or corrects what is above", "− réfute ou corrige ce qui est au-dessus"),
        ),
        (Icon::Upper(Relation::Support), ui.pick("+ supports it", "+ le soutient")),
        (Icon::Nothing, ui.pick("width: comments that hang on it", "largeur : commentaires qui en dépendent")),
        (Icon::Nothing, ui.pick("+n: gathered, with their shares", "+n : regroupés, avec leurs parts")),
    ];
    let items = items.map(|(icon, words)| (icon, words.to_owned()));
    rows(out, ui.pick("Bars", "Barres"), &items, Point::new(at.x, y), right) - ROW + 6.0
}

/// The sample before the words of an item.
enum Icon {
    Nothing,
    Piece(String),
    Upper(Relation),
}

/// Draws a heading and its items in rows; returns the y of the next row.
fn rows(out: &mut Xml, heading: &str, items: &[(Icon, String)], at: Point, right: f64) -> f64 {
    if items.is_empty() {
        return at.y;
    }
    text(out, "key", at, heading);
    let (mut x, mut y) = (at.x + HEADING, at.y);
    for (icon, words) in items {
        let before = if matches!(icon, Icon::Nothing) { 0.0 } else { 26.0 };
        let words = metrics::fit(words, SIZE, Weight::Regular, right - at.x - HEADING - before);
        let wide = before + metrics::width(&words, SIZE, Weight::Regular);
        if x + wide > right && x > at.x + HEADING {
            x = at.x + HEADING;
            y += ROW;
        }
        match icon {
            Icon::Nothing => {}
            Icon::Piece(class) => piece(out, class, Point::new(x, y - 10.0), Point::new(20.0, 12.0)),
            Icon::Upper(relation) => {
                piece(out, "none", Point::new(x, y - 10.0), Point::new(20.0, 12.0));
                upper(out, *relation, Point::new(x, y - 10.0), 20.0);
            }
        }
        text(out, "small", Point::new(x + before, y), &words);
        x += wide + 20.0;
    }
    y + ROW
}

/// Draws a stretch in the colour of a position.
pub fn piece(out: &mut Xml, class: &str, position: Point, size: Point) {
    let mut element = out.element("rect");
    element.built("class", |parts| {
        parts.add("piece ").add(class);
    });
    rect(&mut element, position, size);
}

/// Draws the upper edge of a bar: dashed for an attack, solid for a support.
pub fn upper(out: &mut Xml, relation: Relation, position: Point, width: f64) {
    let (dash, gap) = (6.0, 3.0);
    let mut path = out.element("path");
    path.built("class", |parts| {
        parts.add("upper ").add(&class(relation));
    });
    path.built("d", |d| {
        let (mut x, end) = (position.x, position.x + width);
        let step = if relation == Relation::Support { width } else { dash };
        while x < end - 0.05 {
            d.add("M").add(x).add(" ").add(position.y + 1.5).add("h").add(step.min(end - x));
            x += step + gap;
        }
    });
}
