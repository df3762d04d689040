//! The `svg` writer: the picture of a [`Scene`](crate::layout::Scene), drawn by palabre itself.
//!
//! Plain SVG 1.1 with a style sheet: no script, no link, no foreign object, nothing loaded. All text goes through
//! [`escape`]; the names of elements, attributes and classes come from this module. Every card and every
//! line is a group with an id (`n4`, `e7`: places in the map), its labels as classes, and its evidence as title.

mod card;
mod chart;
mod icicle;
mod legend;
mod matrix;
mod style;
mod wire;

use super::{Refusal, Sheet, caption, escape};
use crate::layout::wrap::{Column, stretches, wrap};
use crate::layout::{Point, metrics};
use crate::parallel;
use style::Inks;

/// Left and right of the header, as in the layouts.
const MARGIN: f64 = 28.0;
/// Least width of a picture, so that the legend has room.
const LEAST: f64 = 760.0;

/// How many cards or lines are drawn at a time.
const CHUNK: usize = 256;

/// What is there only for context.
const FADED: &str = " opacity=\".42\"";

/// Writes a sheet as `svg`.
///
/// # Errors
/// [`Refusal::Format`] if the sheet has no scene.
pub fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Refusal> {
    picture(sheet).map(|(picture, _)| picture)
}

/// The same with its width and height, for the writers that draw it.
///
/// # Errors
/// As [`write`].
pub(super) fn picture(sheet: &Sheet<'_>) -> Result<(Vec<u8>, Point), Refusal> {
    let scene = sheet.scene.ok_or_else(|| Refusal::Format("a picture needs a layout".to_owned()))?;
    let view = sheet.view;
    let names = view.names(sheet.ui);
    let inks = Inks::of(view, scene, sheet.drawing.palette);
    // Whole pixels, so that every program makes the same picture of it.
    let width = libm::ceil(scene.size.x.max(LEAST));
    let (title, mut caption) = (caption::title(sheet), caption::caption(sheet));
    caption.extend(scene.remarks.iter().cloned());

    let mut header = String::new();
    let y = head(&mut header, &title, &caption, width);
    let at = Point::new(MARGIN, y);
    let y = if scene.grid.is_some() {
        // The heads of a matrix say what the colours mean.
        y - MARGIN
    } else if scene.bands.is_empty() {
        legend::draw(&mut header, sheet, &inks, at, width - MARGIN)
    } else {
        chart::legend(&mut header, sheet, &inks, at, width - MARGIN)
    };
    let height = libm::ceil(y + scene.size.y);

    let mut out = String::with_capacity(4_096 + scene.cards.len() * 2_048);
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"graphics-document document\" aria-labelledby=\"title desc\" xml:lang=\"");
    out.push_str(sheet.ui.code());
    out.push_str("\" lang=\"");
    out.push_str(sheet.ui.code());
    out.push_str("\" width=\"");
    number(&mut out, width);
    out.push_str("\" height=\"");
    number(&mut out, height);
    out.push_str("\" viewBox=\"0 0 ");
    number(&mut out, width);
    out.push(' ');
    number(&mut out, height);
    out.push_str("\">\n<title id=\"title\">");
    escape::push_xml(&mut out, &title);
    out.push_str("</title>\n<desc id=\"desc\">");
    out.push_str(sheet.ui.pick("An argument map. ", "Une carte des arguments. "));
    escape::push_xml(&mut out, &caption.join(". "));
    let lines = "Lines run from a comment to what it answers.";
    out.push_str(". ");
    out.push_str(sheet.ui.pick(lines, "Les lignes vont d’un commentaire à ce à quoi il répond."));
    out.push_str("</desc>\n");
    style::sheet(&mut out, &inks, sheet.drawing.palette);
    out.push_str("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
    out.push_str(&header);
    out.push_str("<g transform=\"translate(0 ");
    number(&mut out, y);
    out.push_str(")\">\n");
    // Many at a time, each in a text of its own, put together in order.
    let chunks: Vec<_> = scene.wires.chunks(CHUNK).collect();
    out.extend(parallel::whole(chunks, |wires| {
        let mut part = String::new();
        for wire in wires {
            wire::draw(&mut part, sheet, &names, wire);
        }
        part
    }));
    let chunks: Vec<_> = scene.cards.chunks(CHUNK).collect();
    out.extend(parallel::whole(chunks, |cards| {
        let mut part = String::new();
        for card in cards {
            card::draw(&mut part, sheet, &names, &inks, card);
        }
        part
    }));
    for band in &scene.bands {
        icicle::draw(&mut out, sheet, &names, &inks, band);
    }
    if let Some(grid) = &scene.grid {
        matrix::draw(&mut out, sheet.ui, &inks, grid);
    }
    out.push_str("</g>\n</svg>\n");
    Ok((out.into_bytes(), Point::new(width, height)))
}

/// How far below the top of the picture its scene begins.
#[cfg(feature = "pdf")]
pub(super) fn headroom(sheet: &Sheet<'_>, size: Point) -> f64 {
    sheet.scene.map_or(0.0, |scene| (size.y - scene.size.y).max(0.0))
}

/// Draws the title and the caption; returns the height of what comes next.
fn head(out: &mut String, title: &str, caption: &[String], width: f64) -> f64 {
    let room = width - 2.0 * MARGIN;
    let column = Column { width: room, size: 19.0, weight: metrics::Weight::Bold, most: 2, flow: true };
    let mut y = 16.0;
    for row in wrap(title, &column) {
        y += 24.0;
        let line: String =
            stretches(title, row, column.weight, &[], &mut 0).into_iter().map(|part| part.text).collect();
        text(out, "title", Point::new(MARGIN, y), &line);
    }
    y += 21.0;
    let mut row = String::new();
    for part in caption {
        let longer = if row.is_empty() { part.clone() } else { format!("{row}  ·  {part}") };
        if !row.is_empty() && metrics::width(&longer, 12.0, metrics::Weight::Regular) > room {
            text(out, "small", Point::new(MARGIN, y), &row);
            y += 17.0;
            row.clone_from(part);
        } else {
            row = longer;
        }
    }
    let row = metrics::fit(&crate::layout::clean::line(&row), 12.0, metrics::Weight::Regular, room);
    text(out, "small", Point::new(MARGIN, y), &row);
    y + 25.0
}

/// One line of text.
fn text(out: &mut String, class: &str, at: Point, words: &str) {
    out.push_str("<text class=\"");
    out.push_str(class);
    out.push('"');
    attribute(out, "x", at.x);
    attribute(out, "y", at.y);
    out.push('>');
    escape::push_xml(out, words);
    out.push_str("</text>\n");
}

/// One attribute with a number.
fn attribute(out: &mut String, name: &str, value: f64) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number(out, value);
    out.push('"');
}

/// A number with at most one decimal: a tenth of a pixel is below what a printer shows.
fn number(out: &mut String, value: f64) {
    let tenths = libm::round(value * 10.0) as i64;
    if tenths < 0 {
        out.push('-');
    }
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    out.push_str(&whole.to_string());
    if rest > 0 {
        out.push('.');
        out.push_str(&rest.to_string());
    }
}
