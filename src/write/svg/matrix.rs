//! The table of a matrix. Every cell shows attacks above supports, by sign, number and strength of colour.

use super::super::xml::Xml;
use super::style::Inks;
use super::{chart, rect, text};
use crate::issue::Cluster;
use crate::layout::{Cell, Grid, Head, Point, matrix};
use crate::rule::LabelNames;
use crate::text::Ui;
use crate::thread::Relation;

/// Draws the table.
pub fn draw(out: &mut Xml, (ui, labels): (Ui, &LabelNames), inks: &Inks, grid: &Grid) {
    for head in &grid.rows {
        // A bar on the side of the cells, as on cards.
        let at = Point::new(head.at.x, head.at.y + 4.0);
        draw_head(out, "head row", inks, head, (at, Point::new(4.5, head.size.y - 8.0)));
    }
    for head in &grid.columns {
        let at = Point::new(head.at.x + 4.0, head.at.y);
        draw_head(out, "head column", inks, head, (at, Point::new(head.size.x - 8.0, 4.5)));
    }
    for cell in &grid.cells {
        draw_cell(out, (ui, labels), grid, cell);
    }
    for (position, words) in &grid.lines {
        text(out, "small", *position, words);
    }
}

/// Draws the name of a row or column, with a bar in its colour at `bar` (position and size).
fn draw_head(out: &mut Xml, class: &str, inks: &Inks, head: &Head, bar: (Point, Point)) {
    let mut group = out.element("g");
    let group = group.attribute("class", class).block();
    let colour = match &head.cluster {
        Some(Cluster::Position(name)) => inks.number(name).map(|number| format!("p{number}")),
        Some(Cluster::None | Cluster::Others(_)) => Some("none".to_owned()),
        Some(Cluster::Opening) => Some("subject".to_owned()),
        None => None,
    };
    if let Some(colour) = colour {
        let mut element = group.element("rect");
        element.attribute("class", &colour).attribute("rx", 2.0);
        rect(&mut element, bar.0, bar.1);
    }
    for (offset, words) in &head.lines {
        text(group, "key", Point::new(head.at.x + offset.x, head.at.y + offset.y), words);
    }
}

fn draw_cell(out: &mut Xml, (ui, labels): (Ui, &LabelNames), grid: &Grid, cell: &Cell) {
    let is_total = cell.row + 1 == grid.rows.len() || cell.column + 1 == grid.columns.len();
    let mut group = out.element("g");
    group.built("id", |id| {
        id.add("m").add(cell.row).add("-").add(cell.column);
    });
    group.attribute("class", if is_total { "cell total" } else { "cell" }).attribute("role", "img");
    let group = group.content();
    group.element("title").text(&title((ui, labels), grid, cell));
    rect(group.element("rect").attribute("class", "box").attribute("rx", 3.0), cell.at, cell.size);
    let half = cell.size.y / 2.0;
    let parts = [
        (Relation::Rebuttal, '−', cell.attack.0, cell.hue.0, cell.at.y),
        (Relation::Support, '+', cell.support.0, cell.hue.1, cell.at.y + half),
    ];
    for (relation, sign, count, hue, y) in parts {
        if count == 0 {
            continue;
        }
        if hue > 0.0 {
            let mut path = group.element("path");
            path.built("class", |class| {
                class.add("hue arrow ").add(&chart::class(relation));
            });
            // The weakest can still be seen, and black words stay readable on the strongest.
            path.attribute("opacity", &format!("{:.2}", 0.1 + 0.42 * hue));
            path.built("d", |d| {
                d.add("M").add(cell.at.x + 1.0).add(" ").add(y + 1.0).add("h").add(cell.size.x - 2.0);
                d.add("v").add(half - 2.0).add("H").add(cell.at.x + 1.0).add("z");
            });
        }
        let middle = Point::new(cell.at.x + cell.size.x / 2.0, y + half / 2.0 + 5.0);
        text(group, "cell", middle, &format!("{sign}{count}"));
    }
}

/// The content of a cell as a sentence.
fn title((ui, labels): (Ui, &LabelNames), grid: &Grid, cell: &Cell) -> String {
    let name = |heads: &[Head], index: usize| {
        matrix::name(heads.get(index).and_then(|head| head.cluster.as_ref()), ui, labels)
    };
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
