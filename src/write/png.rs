//! The `png` writer: the picture of the `svg` writer as pixels, drawn by `resvg`.
//!
//! It is drawn and packed band by band, so that memory is that of one band and of the shapes, however tall the picture.
//! The palette of the sheet is drawn as it is: pixels cannot follow what a viewer prefers.

use resvg::tiny_skia::{Color, Pixmap, Transform};

use super::{Refusal, Sheet, caption, escape, font, svg};
use crate::limit::PICTURE_PIXELS;

/// Pixels of one band, 80 MB of memory: every band walks the whole picture, so few are faster.
const BAND: u64 = 20_000_000;

/// Writes a sheet as `png`, [`Drawing::scale`](super::Drawing) pixels for one of the picture at 100 %.
///
/// # Errors
/// [`Refusal::TooLarge`] above [`PICTURE_PIXELS`]; [`Refusal::Format`] if the sheet has no scene.
pub fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Refusal> {
    let (picture, size) = svg::picture(sheet)?;
    let scale = sheet.drawing.scale;
    let side = |length: f64| libm::ceil(length * scale - 1e-6).max(1.0);
    let (width, height) = (side(size.x), side(size.y));
    let pixels = width * height;
    if !scale.is_finite() || pixels > PICTURE_PIXELS as f64 {
        let most = PICTURE_PIXELS / 1_000_000;
        return Err(Refusal::TooLarge {
            what: "png",
            limit: format!("{most} megapixels"),
            has: format!("{:.0} ({width:.0} × {height:.0} at --scale {scale})", (pixels / 1e6).max(most as f64 + 1.0)),
            help: "use a smaller --scale, show less with --max-nodes, or write svg or pdf",
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
    let said = [("Title", caption::title(sheet)), ("Description", caption::caption(sheet).join(" · "))];
    for (key, words) in said {
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
        // The page covers all of it; what a fraction of a pixel leaves at the edges is white.
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
