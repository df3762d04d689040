//! The table of a matrix: in every cell the attacks above the supports, by sign, number and strength of hue.

use std::fmt::Write as _;

use super::style::Inks;
use super::{attribute, chart, escape, number, text};
use crate::dispute::Cluster;
use crate::layout::{Cell, Grid, Head, Point, matrix};
use crate::text::Ui;
use crate::thread::Relation;

/// Draws the table.
pub fn draw(out: &mut String, ui: Ui, inks: &Inks, grid: &Grid) {
    for (way, heads) in [("row", &grid.rows), ("column", &grid.columns)] {
        for head in heads {
            draw_head(out, way, inks, head);
        }
    }
    for cell in &grid.cells {
        draw_cell(out, ui, grid, cell);
    }
    for (at, words) in &grid.lines {
        text(out, "small", *at, words);
    }
}

fn draw_head(out: &mut String, way: &str, inks: &Inks, head: &Head) {
    out.push_str("<g class=\"head ");
    out.push_str(way);
    out.push_str("\">\n");
    let class = match &head.cluster {
        Some(Cluster::Position(name)) => inks.number(name).map(|number| format!("p{number}")),
        Some(Cluster::None | Cluster::Others(_)) => Some("none".to_owned()),
        Some(Cluster::Opening) => Some("subject".to_owned()),
        None => None,
    };
    // A bar at the side that the cells are on: as on cards, and never without the word.
    if let Some(class) = class {
        let (at, size) = if way == "row" {
            (Point::new(head.at.x, head.at.y + 4.0), Point::new(4.5, head.size.y - 8.0))
        } else {
            (Point::new(head.at.x + 4.0, head.at.y), Point::new(head.size.x - 8.0, 4.5))
        };
        out.push_str("<rect class=\"");
        out.push_str(&class);
        out.push_str("\" rx=\"2\"");
        attribute(out, "x", at.x);
        attribute(out, "y", at.y);
        attribute(out, "width", size.x);
        attribute(out, "height", size.y);
        out.push_str("/>\n");
    }
    for (at, words) in &head.lines {
        text(out, "key", Point::new(head.at.x + at.x, head.at.y + at.y), words);
    }
    out.push_str("</g>\n");
}

fn draw_cell(out: &mut String, ui: Ui, grid: &Grid, cell: &Cell) {
    let total = cell.row + 1 == grid.rows.len() || cell.column + 1 == grid.columns.len();
    // Writing to a string cannot fail, here and below.
    let _ = write!(out, "<g id=\"m{}-{}", cell.row, cell.column);
    out.push_str(if total { "\" class=\"cell total\"" } else { "\" class=\"cell\"" });
    out.push_str(" role=\"img\"><title>");
    escape::push_xml(out, &title(ui, grid, cell));
    out.push_str("</title>\n<rect class=\"box\" rx=\"3\"");
    attribute(out, "x", cell.at.x);
    attribute(out, "y", cell.at.y);
    attribute(out, "width", cell.size.x);
    attribute(out, "height", cell.size.y);
    out.push_str("/>\n");
    let half = cell.size.y / 2.0;
    let parts = [
        (Relation::Rebuttal, '−', cell.attack.0, cell.hue.0, cell.at.y),
        (Relation::Support, '+', cell.support.0, cell.hue.1, cell.at.y + half),
    ];
    for (relation, sign, count, hue, y) in parts {
        if count == 0 {
            continue;
        }
        let class = chart::class(relation);
        if hue > 0.0 {
            // The weakest is still seen, and black words stay readable on the strongest.
            let strength = 0.1 + 0.42 * hue;
            out.push_str("<path class=\"hue arrow ");
            out.push_str(&class);
            out.push_str("\" opacity=\"");
            let _ = write!(out, "{strength:.2}");
            out.push_str("\" d=\"M");
            number(out, cell.at.x + 1.0);
            out.push(' ');
            number(out, y + 1.0);
            out.push('h');
            number(out, cell.size.x - 2.0);
            out.push('v');
            number(out, half - 2.0);
            out.push('H');
            number(out, cell.at.x + 1.0);
            out.push_str("z\"/>\n");
        }
        let at = Point::new(cell.at.x + cell.size.x / 2.0, y + half / 2.0 + 5.0);
        text(out, "cell", at, &format!("{sign}{count}"));
    }
    out.push_str("</g>\n");
}

/// What a cell says, in a sentence.
fn title(ui: Ui, grid: &Grid, cell: &Cell) -> String {
    let name = |heads: &[Head], at: usize| matrix::name(heads.get(at).and_then(|head| head.cluster.as_ref()), ui);
    let (row, column) = (name(&grid.rows, cell.row), name(&grid.columns, cell.column));
    let ((attackers, attacks), (supporters, supports)) = (cell.attack, cell.support);
    ui.pick(
        format!(
            "{row} → {column}: {attackers} authors rebut or correct in {attacks} comments, {supporters} support in {supports}"
        ),
        format!(
            "{row} → {column} : {attackers} auteurs réfutent ou corrigent dans {attacks} commentaires, {supporters} soutiennent dans {supports}"
        ),
    )
}
