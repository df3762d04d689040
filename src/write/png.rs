//! The `png` writer: the picture of the `svg` writer as pixels, drawn by `resvg`.
//!
//! The picture is drawn and compressed band by band, so that memory holds one band and the shapes, for any height.
//! Pixels cannot follow a viewer's preference for a dark scheme, so they have the palette of the input.

use resvg::tiny_skia::{Color, Pixmap, Transform};

use super::input::{Refusal, RenderInput};
use super::{caption, escape, font, svg};
use crate::limit::PICTURE_PIXELS;

/// Pixels of one band, which are 80 MB of memory. Every band walks the whole picture, so fewer bands are faster.
const BAND: u64 = 20_000_000;

/// Writes the input as `png`, with [`Drawing::scale`](super::Drawing) pixels per unit of the picture.
///
/// # Errors
/// [`Refusal::TooLarge`] above [`PICTURE_PIXELS`]; [`Refusal::Format`] if there is no scene.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let (picture, size) = svg::picture(input)?;
    let scale = input.drawing.scale;
    let side = |length: f64| libm::ceil(length * scale - 1e-6).max(1.0);
    let (width, height) = (side(size.x), side(size.y));
    let pixels = width * height;
    if !scale.is_finite() || pixels > PICTURE_PIXELS as f64 {
        let most = PICTURE_PIXELS / 1_000_000;
        return Err(Refusal::TooLarge {
            what: "png",
            limit: format!("{most} megapixels"),
            has: format!("{:.0} ({width:.0} × {height:.0} at --scale {scale})", (pixels / 1e6).max(most as f64 + 1.0)),
            help: "choose --layout summary, show less with --max-nodes, use a smaller --scale, or write pdf or html",
        });
    }
    let tree = font::tree(&picture, "png")?;
    drop(picture);
    let (width, height) = (width as u32, height as u32);
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let broken = |error: png::EncodingError| Refusal::Format(error.to_string());
    let chunks = [("Title", caption::title(input)), ("Description", caption::caption(input).join(" · "))];
    for (key, words) in chunks {
        encoder.add_itxt_chunk(key.to_owned(), escape::terminal(&words)).map_err(broken)?;
    }
    let mut writer = encoder.write_header().map_err(broken)?;
    let mut stream = writer.stream_writer().map_err(broken)?;
    let rows = u32::try_from((BAND / u64::from(width)).max(1)).unwrap_or(u32::MAX).min(height);
    let mut row = Vec::with_capacity(width as usize * 3);
    let scale = scale as f32;
    for top in (0..height).step_by(rows as usize) {
        let tall = rows.min(height - top);
        let mut band = Pixmap::new(width, tall).ok_or_else(|| Refusal::Format("no memory for pixels".to_owned()))?;
        // The page covers everything except fractions of a pixel at the edges, which stay white.
        band.fill(Color::WHITE);
        let place = Transform::from_scale(scale, scale).post_translate(0.0, -(top as f32));
        resvg::render(&tree, place, &mut band.as_mut());
        for line in band.data().chunks_exact(width as usize * 4) {
            row.clear();
            row.extend(line.chunks_exact(4).filter_map(|pixel| pixel.first_chunk::<3>()).flatten());
            std::io::Write::write_all(&mut stream, &row).map_err(|error| Refusal::Format(error.to_string()))?;
        }
    }
    stream.finish().map_err(broken)?;
    writer.finish().map_err(broken)?;
    Ok(out)
}
