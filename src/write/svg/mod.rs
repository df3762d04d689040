//! The `svg` writer: the picture of a [`Scene`], drawn by palabre itself.
//!
//! Plain SVG 1.1 with a style sheet: no script, no link, no foreign object, nothing loaded. `Xml` escapes every text
//! and attribute; the names of elements, attributes and classes are in this module. Every card and every edge is a
//! group with an id (`n4`, `e7`: indices in the map), its labels as classes, and its evidence as title.

mod board;
mod card;
mod chart;
mod edge_path;
mod icicle;
mod legend;
mod matrix;
mod style;

use super::caption;
use super::input::{Refusal, RenderInput};
use super::xml::{Element, Xml};
use crate::layout::constants::MARGIN;
use crate::layout::words::Names;
use crate::layout::wrap::{Column, stretches, wrap};
use crate::layout::{Point, Scene, clean, metrics};
use crate::parallel;
use style::Inks;

/// Least width of a picture, so that the legend has room.
const LEAST: f64 = 760.0;

/// How many cards or edges one parallel task draws.
const CHUNK: usize = 256;

/// The opacity of nodes and edges that are shown only for context.
const FADED: &str = ".42";

/// Writes the input as `svg`.
///
/// # Errors
/// [`Refusal::Format`] if there is no scene.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    picture(input).map(|(picture, _)| picture)
}

/// Draws the picture; also returns its width and height, for the writers that take it further.
///
/// # Errors
/// As [`write`].
pub(super) fn picture(input: &RenderInput<'_>) -> Result<(Vec<u8>, Point), Refusal> {
    let scene = input.scene.ok_or_else(|| Refusal::Format("a picture needs a layout".to_owned()))?;
    let view = input.view;
    let names = view.names(input.ui);
    let inks = Inks::of(view, scene, input.drawing.palette);
    // Whole pixels, so that every program makes the same picture of it.
    let width = libm::ceil(scene.size.x.max(LEAST));
    let (title, mut caption) = (caption::title(input), caption::caption(input));
    caption.extend(scene.remarks.iter().cloned());

    let mut header = Xml::picture();
    // A summary has its own caption and says itself what its colours mean.
    let y = if scene.board.is_some() {
        board::draw_title(&mut header, &title, width);
        0.0
    } else {
        draw_header(&mut header, &title, &caption, width)
    };
    let at = Point::new(MARGIN, y);
    let y = if scene.board.is_some() {
        y
    } else if scene.grid.is_some() {
        // The heads of a matrix say what the colours mean.
        y - MARGIN
    } else if scene.bands.is_empty() {
        legend::draw(&mut header, input, &inks, at, width - MARGIN)
    } else {
        chart::legend(&mut header, input, &inks, at, width - MARGIN)
    };
    let height = libm::ceil(y + scene.size.y);

    let mut out = Xml::picture();
    out.reserve(4_096 + scene.cards.len() * 2_048);
    let mut svg = out.element("svg");
    svg.attribute("xmlns", "http://www.w3.org/2000/svg").attribute("role", "graphics-document document");
    svg.attribute("aria-labelledby", "title desc").attribute("xml:lang", input.ui.code());
    svg.attribute("lang", input.ui.code()).attribute("width", width).attribute("height", height);
    svg.built("viewBox", |view_box| {
        view_box.add("0 0 ").add(width).add(" ").add(height);
    });
    let content = svg.block();
    content.element("title").attribute("id", "title").text(&title);
    let about = input.ui.pick("An argument map. ", "Une carte des arguments. ");
    let lines = "Lines run from a comment to what it answers.";
    let lines = input.ui.pick(lines, "Un trait relie un commentaire au message auquel il répond.");
    let mut desc = content.element("desc");
    desc.attribute("id", "desc").text(about).text(&caption.join(". ")).text(".");
    if scene.board.is_none() {
        desc.text(" ").text(lines);
    }
    drop(desc);
    style::sheet(content, &inks, input.drawing.palette);
    content.element("rect").attribute("class", "page").attribute("width", "100%").attribute("height", "100%");
    content.append(&header);
    let mut body = content.element("g");
    body.built("transform", |transform| {
        transform.add("translate(0 ").add(y).add(")");
    });
    draw_scene(body.block(), input, scene, &names, &inks);
    drop(body);
    drop(svg);
    Ok((out.into_bytes(), Point::new(width, height)))
}

/// Draws the edges, and the cards above them; or the bars of an icicle, or the table of a matrix.
fn draw_scene(out: &mut Xml, input: &RenderInput<'_>, scene: &Scene, names: &Names, inks: &Inks) {
    let chunks: Vec<_> = scene.edge_paths.chunks(CHUNK).collect();
    let edge_paths = parallel::whole(chunks, |edge_paths| {
        let mut part = Xml::picture();
        for path in edge_paths {
            edge_path::draw(&mut part, input, names, path);
        }
        part
    });
    let chunks: Vec<_> = scene.cards.chunks(CHUNK).collect();
    let cards = parallel::whole(chunks, |cards| {
        let mut part = Xml::picture();
        for card in cards {
            card::draw(&mut part, input, names, inks, card);
        }
        part
    });
    for part in edge_paths.into_iter().chain(cards) {
        out.append(&part);
    }
    for band in &scene.bands {
        icicle::draw(out, input, names, inks, band);
    }
    if let Some(board) = &scene.board {
        board::draw(out, board);
    }
    if let Some(grid) = &scene.grid {
        matrix::draw(out, (input.ui, &input.view.map.names), inks, grid);
    }
}

/// How far below the top of the picture its scene begins.
#[cfg(feature = "pdf")]
pub(super) fn headroom(input: &RenderInput<'_>, size: Point) -> f64 {
    input.scene.map_or(0.0, |scene| (size.y - scene.size.y).max(0.0))
}

/// Draws the title and the caption; returns the y below them.
fn draw_header(out: &mut Xml, title: &str, caption: &[String], width: f64) -> f64 {
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
    let row = metrics::fit(&clean::line(&row), 12.0, metrics::Weight::Regular, room);
    text(out, "small", Point::new(MARGIN, y), &row);
    y + 25.0
}

/// Draws one line of text.
fn text(out: &mut Xml, class: &str, position: Point, words: &str) {
    let mut element = out.element("text");
    element.attribute("class", class).attribute("x", position.x).attribute("y", position.y).text(words);
}

/// Adds the position and the size of a rectangle.
fn rect(element: &mut Element<'_>, position: Point, size: Point) {
    element.attribute("x", position.x).attribute("y", position.y);
    element.attribute("width", size.x).attribute("height", size.y);
}
