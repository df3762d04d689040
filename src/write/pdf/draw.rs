//! Draws shapes and glyphs of `usvg` on a page of `krilla`. It supports only what the `svg` writer uses.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use usvg::tiny_skia_path::PathSegment;
use usvg::{Node, Opacity, Paint, fontdb};

use crate::write::font::{BOLD, REGULAR, SIGNS};
use crate::write::palette::Rgb;

/// A shape, a text, or a faded group of both.
#[derive(Debug)]
pub(super) struct Item<'t> {
    /// Its opacity.
    opacity: Opacity,
    /// What to draw, in order.
    parts: Vec<&'t Node>,
    /// The y of its top and bottom, in pixels.
    reach: (f32, f32),
}

/// The fonts of a tree, by the ids that the tree uses.
pub(super) struct Fonts(Vec<(fontdb::ID, Option<Font>)>);

impl Fonts {
    /// The fonts of a tree.
    pub fn of(tree: &usvg::Tree) -> Self {
        let all = [REGULAR, BOLD, SIGNS];
        // The faces are in the order in which they were loaded.
        let fonts = tree.fontdb().faces().zip(all).map(|(face, bytes)| (face.id, Font::new(bytes.into(), 0)));
        Fonts(fonts.collect())
    }

    fn get(&self, id: fontdb::ID) -> Option<Font> {
        self.0.iter().find(|(own, _)| *own == id).and_then(|(_, font)| font.clone())
    }
}

impl<'t> Item<'t> {
    /// Collects the items of a tree in drawing order.
    pub fn all(tree: &'t usvg::Tree) -> Vec<Self> {
        let mut out: Vec<Item<'t>> = Vec::new();
        // The nodes to visit, last first, and whether each belongs to the faded group before it.
        let mut stack: Vec<(&Node, bool)> = tree.root().children().iter().rev().map(|node| (node, false)).collect();
        while let Some((node, within)) = stack.pop() {
            if let Node::Group(group) = node {
                let faded = group.opacity() != Opacity::ONE && !within;
                if faded {
                    let area = group.abs_stroke_bounding_box();
                    out.push(Item { opacity: group.opacity(), parts: Vec::new(), reach: (area.top(), area.bottom()) });
                }
                stack.extend(group.children().iter().rev().map(|child| (child, within || faded)));
                continue;
            }
            let area = node.abs_stroke_bounding_box();
            match out.last_mut().filter(|_| within) {
                Some(item) => item.parts.push(node),
                None => out.push(Item { opacity: Opacity::ONE, parts: vec![node], reach: (area.top(), area.bottom()) }),
            }
        }
        out
    }

    /// The y of its top and bottom, in pixels.
    pub fn reach(&self) -> (f64, f64) {
        (f64::from(self.reach.0), f64::from(self.reach.1))
    }

    /// Whether it is the ground of a picture of this size.
    pub fn is_ground(&self, size: crate::layout::Point) -> bool {
        let [Node::Path(path)] = self.parts.as_slice() else { return false };
        let area = path.abs_bounding_box();
        f64::from(area.width()) > size.x - 1.0 && f64::from(area.height()) > size.y - 1.0
    }

    /// Draws it in pixels of the picture.
    pub fn draw(&self, surface: &mut Surface<'_>, fonts: &Fonts) {
        let faded = self.opacity != Opacity::ONE;
        if faded {
            surface.push_opacity(share(self.opacity.get()));
            surface.push_isolated();
        }
        for node in &self.parts {
            surface.push_transform(&transform(node.abs_transform()));
            match node {
                Node::Path(path) => shape(surface, path),
                Node::Text(text) => words(surface, fonts, text),
                Node::Group(_) | Node::Image(_) => {}
            }
            surface.pop();
        }
        if faded {
            surface.pop();
            surface.pop();
        }
    }
}

/// Fills a rectangle with a colour.
pub(super) fn fill(surface: &mut Surface<'_>, [r, g, b]: Rgb, area: Rect) {
    let mut path = PathBuilder::new();
    path.push_rect(area);
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: rgb::Color::new(r, g, b).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// Rounds to a hundredth of a pixel, so that the last bits of floating-point results do not reach the file.
fn round(value: f32) -> f32 {
    (libm::round(f64::from(value) * 100.0) / 100.0) as f32
}

fn share(value: f32) -> NormalizedF32 {
    NormalizedF32::new(round(value).clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

fn transform(t: usvg::Transform) -> Transform {
    Transform::from_row(round(t.sx), round(t.ky), round(t.kx), round(t.sy), round(t.tx), round(t.ty))
}

fn shape(surface: &mut Surface<'_>, path: &usvg::Path) {
    if !path.is_visible() {
        return;
    }
    let Some(outline) = outline(path) else { return };
    surface.set_fill(path.fill().and_then(filled));
    surface.set_stroke(path.stroke().and_then(stroked));
    if path.fill().is_some() || path.stroke().is_some() {
        surface.draw_path(&outline);
    }
}

fn outline(path: &usvg::Path) -> Option<Path> {
    let mut out = PathBuilder::new();
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(p) => out.move_to(round(p.x), round(p.y)),
            PathSegment::LineTo(p) => out.line_to(round(p.x), round(p.y)),
            PathSegment::QuadTo(a, p) => out.quad_to(round(a.x), round(a.y), round(p.x), round(p.y)),
            PathSegment::CubicTo(a, b, p) => {
                out.cubic_to(round(a.x), round(a.y), round(b.x), round(b.y), round(p.x), round(p.y));
            }
            PathSegment::Close => out.close(),
        }
    }
    out.finish()
}

/// Converts a paint. The `svg` writer uses only colours.
fn colour(paint: &Paint) -> Option<krilla::paint::Paint> {
    match paint {
        Paint::Color(colour) => Some(rgb::Color::new(colour.red, colour.green, colour.blue).into()),
        Paint::LinearGradient(_) | Paint::RadialGradient(_) | Paint::Pattern(_) => None,
    }
}

fn filled(fill: &usvg::Fill) -> Option<Fill> {
    Some(Fill { paint: colour(fill.paint())?, opacity: share(fill.opacity().get()), rule: FillRule::NonZero })
}

fn stroked(stroke: &usvg::Stroke) -> Option<Stroke> {
    Some(Stroke {
        paint: colour(stroke.paint())?,
        width: round(stroke.width().get()),
        line_cap: match stroke.linecap() {
            usvg::LineCap::Butt => LineCap::Butt,
            usvg::LineCap::Round => LineCap::Round,
            usvg::LineCap::Square => LineCap::Square,
        },
        opacity: share(stroke.opacity().get()),
        dash: stroke.dasharray().map(|dashes| StrokeDash { array: dashes.to_vec(), offset: stroke.dashoffset() }),
        ..Stroke::default()
    })
}

/// Draws a text and its underlines.
fn words(surface: &mut Surface<'_>, fonts: &Fonts, text: &usvg::Text) {
    for span in text.layouted().iter().filter(|span| span.visible) {
        if let Some(rule) = &span.underline {
            shape(surface, rule);
        }
        surface.set_fill(span.fill.as_ref().and_then(filled));
        surface.set_stroke(None);
        let size = span.font_size.get();
        let mut run = Run::default();
        for glyph in &span.positioned_glyphs {
            let place = glyph.transform();
            if !run.takes(glyph.font, place.tx, place.ty) {
                run.draw(surface, fonts, size);
            }
            run.push(glyph, place.tx, place.ty);
        }
        run.draw(surface, fonts, size);
    }
}

/// Glyphs of one font on one line, left to right. They are drawn as one text, so that a viewer finds and copies it
/// whole.
#[derive(Default)]
struct Run {
    font: Option<fontdb::ID>,
    /// For every glyph: its id, its x, and the end of its text.
    glyphs: Vec<(u32, f32, usize)>,
    text: String,
    y: f32,
}

impl Run {
    /// Whether a glyph continues the run.
    fn takes(&self, font: fontdb::ID, x: f32, y: f32) -> bool {
        self.font.is_none_or(|own| own == font)
            && self.glyphs.last().is_none_or(|(_, last, _)| x >= *last && (y - self.y).abs() < 1e-3)
    }

    fn push(&mut self, glyph: &usvg::layout::PositionedGlyph, x: f32, y: f32) {
        self.font = Some(glyph.font);
        if self.glyphs.is_empty() {
            self.y = y;
        }
        self.text.push_str(&glyph.text);
        self.glyphs.push((u32::from(glyph.id.0), x, self.text.len()));
    }

    fn draw(&mut self, surface: &mut Surface<'_>, fonts: &Fonts, size: f32) {
        let run = std::mem::take(self);
        let (Some(font), Some((_, start, _))) = (run.font.and_then(|id| fonts.get(id)), run.glyphs.first()) else {
            return;
        };
        let nexts = run.glyphs.iter().skip(1).map(|(_, x, _)| Some(*x)).chain([None]);
        let mut from = 0;
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .zip(nexts)
            .map(|((id, x, end), next)| {
                let advance = next.map_or(0.0, |next| round((next - x) / size * 10.0) / 10.0);
                let of = from..*end;
                from = *end;
                KrillaGlyph::new(GlyphId::new(*id), advance, 0.0, 0.0, 0.0, of, None)
            })
            .collect();
        surface.draw_glyphs(Point::from_xy(round(*start), round(run.y)), &glyphs, font, &run.text, size, false);
    }
}
