//! What the charts have in common: the colours they need, and their legend.

use std::sync::Arc;

use super::super::{Sheet, palette};
use super::style::{self, Inks};
use super::{attribute, number, text};
use crate::dispute::Cluster;
use crate::layout::metrics::{self, Weight};
use crate::layout::{Point, Scene, clean};
use crate::thread::Relation;

/// The relations that charts show, at full hue.
pub const SHADES: [(Relation, usize); 2] = [(Relation::Rebuttal, palette::STEPS), (Relation::Support, palette::STEPS)];

/// Width of the heading at the left, distance of rows, and size of words, as in the legend of cards.
const HEADING: f64 = 74.0;
const ROW: f64 = 21.0;
const SIZE: f64 = 12.0;
/// Most positions named.
const NAMED: usize = 24;

/// The positions that a chart shows besides those of single nodes.
pub fn positions(scene: &Scene) -> impl Iterator<Item = Arc<str>> {
    let pieces = scene.bands.iter().flat_map(|band| &band.pieces).filter_map(|piece| piece.position.clone());
    let heads = scene.grid.iter().flat_map(|grid| &grid.rows).filter_map(|head| match &head.cluster {
        Some(Cluster::Position(name)) => Some(Arc::clone(name)),
        _ => None,
    });
    pieces.chain(heads)
}

/// The class of attacks or supports.
pub fn class(relation: Relation) -> String {
    style::class((relation, palette::STEPS))
}

/// Draws the legend of an icicle; returns the height of what comes next.
pub fn legend(out: &mut String, sheet: &Sheet<'_>, inks: &Inks, at: Point, right: f64) -> f64 {
    let ui = sheet.ui;
    let mut items: Vec<(Icon, String)> = inks
        .positions()
        .take(NAMED)
        .map(|(name, number)| (Icon::Piece(format!("p{number}")), clean::line(name)))
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

/// What stands before the words of the legend.
enum Icon {
    Nothing,
    Piece(String),
    Upper(Relation),
}

/// One heading with its items, in rows; returns the height of the next.
fn rows(out: &mut String, heading: &str, items: &[(Icon, String)], at: Point, right: f64) -> f64 {
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

/// A stretch in the colour of a position.
pub fn piece(out: &mut String, class: &str, at: Point, size: Point) {
    out.push_str("<rect class=\"piece ");
    out.push_str(class);
    out.push('"');
    attribute(out, "x", at.x);
    attribute(out, "y", at.y);
    attribute(out, "width", size.x);
    attribute(out, "height", size.y);
    out.push_str("/>\n");
}

/// The upper edge of what attacks, dashed, or supports, solid.
pub fn upper(out: &mut String, relation: Relation, at: Point, width: f64) {
    let tooth = 6.0;
    out.push_str("<path class=\"upper ");
    out.push_str(&class(relation));
    out.push_str("\" d=\"");
    let (mut x, end) = (at.x, at.x + width);
    let step = if relation == Relation::Support { width } else { tooth };
    while x < end - 0.05 {
        out.push('M');
        number(out, x);
        out.push(' ');
        number(out, at.y + 1.5);
        out.push('h');
        number(out, step.min(end - x));
        x += step + 3.0;
    }
    out.push_str("\"/>\n");
}
