//! The `pdf` writer: the picture of the `svg` writer on one page as large as it, or cut into pages for print.
//!
//! Shapes and glyphs come from `usvg`, the file is made by `krilla`. Text stays text. No date and no random number is in
//! it, and coordinates are rounded, so that the same map is the same bytes.

mod draw;
mod pages;

use krilla::Document;
use krilla::geom::{PathBuilder, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::FillRule;
use krilla::surface::Surface;

use super::{Drawing, Palette, Paper, Refusal, Sheet, caption, escape, font, palette, svg};
use crate::layout::{Point, metrics};
use crate::limit::PAGE_POINTS;
use draw::{Fonts, Item};
use pages::{Page, Print};

/// Points of a page for one pixel of the picture at 100 %: CSS has 96 pixels to the inch, PDF 72 points.
const POINTS: f64 = 0.75;
/// How far a picture is shrunk to fit the largest page: text of 14 pixels is then smaller than any print, but can be
/// magnified.
const LEAST: f64 = 0.25;

/// Writes a sheet as `pdf`.
///
/// # Errors
/// [`Refusal::TooLarge`] if it fits no page and no paper was chosen, or is too large to be set; [`Refusal::Format`] if the sheet has no scene.
pub fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Refusal> {
    let (picture, size) = svg::picture(sheet)?;
    let print = match sheet.drawing.paper {
        Some(paper) => Print::of(paper, size, sheet.scene, svg::headroom(sheet, size)),
        None => Print::whole(size, shrink(size)?),
    };
    let tree = font::tree(&picture, "pdf")?;
    drop(picture);
    let items = Item::all(&tree);
    let fonts = Fonts::of(&tree);
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(escape::terminal(&caption::title(sheet)))
            .description(escape::terminal(&caption::caption(sheet).join(" · ")))
            .language(sheet.ui.code().to_owned())
            .creator("palabre".to_owned()),
    );
    let on_page = print.sort(&items);
    let all = on_page.len();
    for (number, (page, items)) in print.pages.iter().zip(on_page).enumerate() {
        let (wide, high) = (print.paper.x as f32, print.paper.y as f32);
        let settings =
            PageSettings::from_wh(wide, high).ok_or_else(|| Refusal::Format("a page without a size".to_owned()))?;
        let mut sheet_of_paper = document.start_page_with(settings);
        let mut surface = sheet_of_paper.surface();
        if print.margin > 0.0 {
            paper(&mut surface, sheet.drawing, print.paper);
            frame(&mut surface, &fonts, sheet, &print, (number + 1, all))?;
        }
        clip(&mut surface, &print, *page);
        for item in items {
            // On paper the ground is the paper's.
            if print.margin > 0.0 && item.is_ground(size) {
                continue;
            }
            item.draw(&mut surface, &fonts);
        }
        surface.pop();
        surface.pop();
        surface.finish();
        sheet_of_paper.finish();
    }
    document.finish().map_err(|error| Refusal::Format(format!("{error:?}")))
}

/// How far a picture must be shrunk to stand on one page.
fn shrink(size: Point) -> Result<f64, Refusal> {
    let fits = PAGE_POINTS / (size.x.max(size.y) * POINTS).max(1.0);
    if fits < LEAST {
        return Err(Refusal::TooLarge {
            what: "pdf",
            limit: format!("pages of {PAGE_POINTS:.0} points"),
            has: format!("{:.0} × {:.0}", size.x * POINTS, size.y * POINTS),
            help: "print it on paper with --paper a4, or show less with --max-nodes",
        });
    }
    Ok(fits.min(1.0))
}

/// The ground of a page of paper: dark if the picture is.
fn paper(surface: &mut Surface<'_>, drawing: Drawing, size: Point) {
    if drawing.palette == Palette::Dark
        && let Some(whole) = Rect::from_xywh(0.0, 0.0, size.x as f32, size.y as f32)
    {
        let [_, ground] = palette::PAGE;
        draw::fill(surface, ground, whole);
    }
}

/// Everything that follows is drawn in the pixels of the picture, and only the part that this page shows.
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

/// The title and the number of the page at its foot.
fn frame(
    surface: &mut Surface<'_>,
    fonts: &Fonts,
    sheet: &Sheet<'_>,
    print: &Print,
    (number, all): (usize, usize),
) -> Result<(), Refusal> {
    let size = 8.0;
    let (left, right) = (print.margin, print.paper.x - print.margin);
    let y = print.paper.y - print.margin * 0.55;
    let place = format!("{} {number}/{all}", sheet.ui.pick("page", "page"));
    let room = right - left - metrics::width(&place, size, metrics::Weight::Regular) - 24.0;
    let title = metrics::fit(&escape::terminal(&caption::title(sheet)), size, metrics::Weight::Regular, room);
    let ink = palette::hex(palette::Tone::of(sheet.drawing.palette).pick(palette::SMALL));
    let words = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.1}\" height=\"{:.1}\"><g font-family=\"sans-serif\" font-size=\"{size}\" fill=\"{ink}\"><text x=\"{left:.1}\" y=\"{y:.1}\">{}</text><text x=\"{right:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{place}</text></g></svg>",
        print.paper.x,
        print.paper.y,
        escape::xml(&title),
    );
    let tree = font::tree(words.as_bytes(), "pdf")?;
    for item in Item::all(&tree) {
        item.draw(surface, fonts);
    }
    Ok(())
}

/// The size of a paper in points, upright.
fn points(paper: Paper) -> Point {
    let millimetres = |mm: f64| mm * 72.0 / 25.4;
    match paper {
        Paper::A4 => Point::new(millimetres(210.0), millimetres(297.0)),
        Paper::A3 => Point::new(millimetres(297.0), millimetres(420.0)),
    }
}
