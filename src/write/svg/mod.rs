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

use super::{Refusal, Sheet, describe, escape};
use crate::layout::words::Names;
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
    let scene = sheet.scene.ok_or_else(|| Refusal::Format("a picture needs a layout".to_owned()))?;
    let view = sheet.view;
    let names = Names::of(view);
    let inks = Inks::of(view, scene);
    let width = scene.size.x.max(LEAST);
    let (title, mut caption) = (describe::title(view), describe::caption(view));
    caption.extend(scene.remarks.iter().cloned());

    let mut header = String::new();
    let y = head(&mut header, &title, &caption, width);
    let at = Point::new(MARGIN, y);
    let y = if scene.grid.is_some() {
        // The heads of a matrix say what the colours mean.
        y - MARGIN
    } else if scene.bands.is_empty() {
        legend::draw(&mut header, view, &inks, at, width - MARGIN)
    } else {
        chart::legend(&mut header, sheet, &inks, at, width - MARGIN)
    };
    let height = y + scene.size.y;

    let mut out = String::with_capacity(4_096 + scene.cards.len() * 2_048);
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"graphics-document document\" aria-labelledby=\"title desc\" width=\"");
    number(&mut out, width);
    out.push_str("\" height=\"");
    number(&mut out, height);
    out.push_str("\" viewBox=\"0 0 ");
    number(&mut out, width);
    out.push(' ');
    number(&mut out, height);
    out.push_str("\">\n<title id=\"title\">");
    escape::push_xml(&mut out, &title);
    out.push_str("</title>\n<desc id=\"desc\">An argument map. ");
    escape::push_xml(&mut out, &caption.join(". "));
    out.push_str(". Lines run from a comment to what it answers.</desc>\n");
    style::sheet(&mut out, &inks);
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
    Ok(out.into_bytes())
}

/// Draws the title and the caption; returns the height of what comes next.
fn head(out: &mut String, title: &str, caption: &[String], width: f64) -> f64 {
    let room = width - 2.0 * MARGIN;
    let title = metrics::fit(&crate::layout::clean::line(title), 19.0, metrics::Weight::Bold, room);
    text(out, "title", Point::new(MARGIN, 40.0), &title);
    let (mut y, mut row) = (61.0, String::new());
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
