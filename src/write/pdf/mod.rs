//! The `pdf` writer: the picture of the `svg` writer, cut into pages for print or on one page of its size.
//!
//! `usvg` yields shapes and glyphs, and `krilla` writes the file. Text stays text. The file has no date and no random
//! number, and coordinates are rounded, so that the same map yields the same bytes.

mod draw;
mod pages;

use krilla::Document;
use krilla::geom::{PathBuilder, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::FillRule;
use krilla::surface::Surface;

use super::input::{Drawing, Palette, Paper, Refusal, RenderInput};
use super::xml::Xml;
use super::{caption, escape, font, palette, svg};
use crate::layout::{Point, metrics};
use crate::limit::PAGE_POINTS;
use draw::{Fonts, Item};
use pages::{Page, Print};

/// Points per pixel of the picture: an inch has 96 pixels in CSS and 72 points in PDF.
const POINTS: f64 = 0.75;
/// The smallest scale at which a picture is shrunk to fit the largest page. Text of 14 pixels is then too small to
/// print, but can be magnified.
const LEAST: f64 = 0.25;

/// The smallest scale at which a picture is cut into pages unasked. Text of 14 pixels then has 6 points, which is the least
/// that is read on paper.
const READABLE: f64 = 0.57;

/// Writes the input as `pdf`.
///
/// # Errors
/// [`Refusal::TooLarge`] if it fits no page and is not cut into pages, or exceeds `SET_BYTES`; [`Refusal::Format`] if
/// there is no scene.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let (picture, size) = svg::picture(input)?;
    let print = print(input, size)?;
    let tree = font::tree(&picture, "pdf")?;
    drop(picture);
    let items = Item::all(&tree);
    let fonts = Fonts::of(&tree);
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(escape::terminal(&caption::title(input)))
            .description(escape::terminal(&caption::caption(input).join(" · ")))
            .language(input.ui.code().to_owned())
            .creator("palabre".to_owned()),
    );
    let on_page = print.sort(&items);
    let all = on_page.len();
    for (number, (page, items)) in print.pages.iter().zip(on_page).enumerate() {
        let (wide, high) = (print.paper.x as f32, print.paper.y as f32);
        let settings =
            PageSettings::from_wh(wide, high).ok_or_else(|| Refusal::Format("a page without a size".to_owned()))?;
        let mut pdf_page = document.start_page_with(settings);
        let mut surface = pdf_page.surface();
        if print.margin > 0.0 {
            paper(&mut surface, input.drawing, print.paper);
            frame(&mut surface, &fonts, input, &print, (number + 1, all))?;
        }
        clip(&mut surface, &print, *page);
        for item in items {
            // The paper is the ground.
            if print.margin > 0.0 && item.is_ground(size) {
                continue;
            }
            item.draw(&mut surface, &fonts);
        }
        surface.pop();
        surface.pop();
        surface.finish();
        pdf_page.finish();
    }
    document.finish().map_err(|error| Refusal::Format(format!("{error:?}")))
}

/// How the picture is distributed over pages: a summary on one sheet, the cards of a thread over pages of A4, and what would
/// be too small there, or could be cut nowhere, on one page as large as the picture.
fn print(input: &RenderInput<'_>, size: Point) -> Result<Print, Refusal> {
    let paper = input.drawing.paper;
    if input.scene.is_some_and(|scene| scene.board.is_some()) && paper != Some(Paper::Picture) {
        return Ok(Print::sheet(paper.unwrap_or(Paper::A4), size));
    }
    let on = |paper: Paper| Print::of(paper, size, input.scene, svg::headroom(input, size));
    match paper {
        Some(Paper::Picture) => Ok(Print::whole(size, shrink(size)?)),
        Some(paper) => Ok(on(paper)),
        None => {
            let pages = on(Paper::A4);
            let has_cards = input.scene.is_some_and(|scene| !scene.cards.is_empty());
            if has_cards && pages.scale >= READABLE { Ok(pages) } else { Ok(Print::whole(size, shrink(size)?)) }
        }
    }
}

/// The scale at which a picture fits one page.
fn shrink(size: Point) -> Result<f64, Refusal> {
    let fits = PAGE_POINTS / (size.x.max(size.y) * POINTS).max(1.0);
    if fits < LEAST {
        return Err(Refusal::TooLarge {
            what: "pdf",
            limit: format!("pages of {PAGE_POINTS:.0} points"),
            has: format!("{:.0} × {:.0}", size.x * POINTS, size.y * POINTS),
            help: "print it on pages with --paper a4, choose --layout summary, or show less with --max-nodes",
        });
    }
    Ok(fits.min(1.0))
}

/// Fills the ground of a sheet of paper if the picture is dark.
fn paper(surface: &mut Surface<'_>, drawing: Drawing, size: Point) {
    if drawing.palette == Palette::Dark
        && let Some(whole) = Rect::from_xywh(0.0, 0.0, size.x as f32, size.y as f32)
    {
        let [_, ground] = palette::PAGE;
        draw::fill(surface, ground, whole);
    }
}

/// Sets the coordinates to pixels of the picture, and clips to the part that this page shows.
fn clip(surface: &mut Surface<'_>, print: &Print, page: Page) {
    let scale = (print.scale * POINTS) as f32;
    let place = (print.left() as f32, (print.margin - page.top * print.scale * POINTS) as f32);
    surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, place.0, place.1));
    let mut path = PathBuilder::new();
    if let Some(part) = Rect::from_xywh(0.0, page.top as f32, print.picture.x as f32, (page.bottom - page.top) as f32) {
        path.push_rect(part);
    }
    if let Some(path) = path.finish() {
        surface.push_clip_path(&path, &FillRule::NonZero);
    }
}

/// Draws the title and the page number at the foot of the page.
fn frame(
    surface: &mut Surface<'_>,
    fonts: &Fonts,
    input: &RenderInput<'_>,
    print: &Print,
    (number, all): (usize, usize),
) -> Result<(), Refusal> {
    let size = 8.0;
    let (left, right) = (print.margin, print.paper.x - print.margin);
    let y = print.paper.y - print.margin * 0.55;
    let place = format!("{} {number}/{all}", input.ui.pick("page", "page"));
    let room = right - left - metrics::width(&place, size, metrics::Weight::Regular) - 24.0;
    let title = metrics::fit(&escape::terminal(&caption::title(input)), size, metrics::Weight::Regular, room);
    let ink = palette::hex(palette::Tone::of(input.drawing.palette).pick(palette::SMALL));
    let mut picture = Xml::picture();
    let mut svg = picture.element("svg");
    svg.attribute("xmlns", "http://www.w3.org/2000/svg");
    svg.attribute("width", print.paper.x).attribute("height", print.paper.y);
    let mut group = svg.content().element("g");
    group.attribute("font-family", "sans-serif").attribute("font-size", size).attribute("fill", &ink);
    group.content().element("text").attribute("x", left).attribute("y", y).text(&title);
    let mut right_text = group.content().element("text");
    right_text.attribute("x", right).attribute("y", y).attribute("text-anchor", "end").text(&place);
    drop(right_text);
    drop(group);
    drop(svg);
    let tree = font::tree(&picture.into_bytes(), "pdf")?;
    for item in Item::all(&tree) {
        item.draw(surface, fonts);
    }
    Ok(())
}

/// The size of a paper in points, in portrait.
fn points(paper: Paper) -> Point {
    let millimetres = |mm: f64| mm * 72.0 / 25.4;
    match paper {
        Paper::A4 | Paper::Picture => Point::new(millimetres(210.0), millimetres(297.0)),
        Paper::A3 => Point::new(millimetres(297.0), millimetres(420.0)),
    }
}
