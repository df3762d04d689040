//! Turns a picture of the `svg` writer into shapes and glyphs, with the fonts of this folder only, so that `png` and
//! `pdf` look the same on every machine.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use usvg::fontdb::{Database, Source};

use super::input::Refusal;
use crate::limit::SET_BYTES;

/// Liberation Sans, a subset; see `README.md` in this folder.
pub const REGULAR: &[u8] = include_bytes!("palabre-sans-regular.ttf");
/// The same in bold.
pub const BOLD: &[u8] = include_bytes!("palabre-sans-bold.ttf");
/// Noto Emoji, a subset; for characters that the others lack.
pub const SIGNS: &[u8] = include_bytes!("palabre-signs.ttf");
/// The name of the font family for text.
pub const FAMILY: &str = "Palabre Sans";

/// The fonts. Every generic family is mapped to them.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for bytes in [REGULAR, BOLD, SIGNS] {
        fonts.load_font_source(Source::Binary(Arc::new(bytes)));
    }
    fonts.set_sans_serif_family(FAMILY);
    fonts.set_serif_family(FAMILY);
    fonts.set_monospace_family(FAMILY);
    Arc::new(fonts)
});

/// Parses a picture of the `svg` writer, for the writer named `what`.
///
/// # Errors
/// [`Refusal::TooLarge`] above [`SET_BYTES`]; [`Refusal::Format`] if it is not valid SVG, which would be a bug in `svg`.
pub fn tree(svg: &[u8], what: &'static str) -> Result<usvg::Tree, Refusal> {
    if svg.len() > SET_BYTES {
        return Err(Refusal::TooLarge {
            what,
            limit: format!("pictures of {} MB as SVG", SET_BYTES >> 20),
            has: format!("{} MB", svg.len().div_ceil(1 << 20)),
            help: "show less with --max-nodes or --focus, or write svg",
        });
    }
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        font_family: FAMILY.to_owned(),
        font_resolver: usvg::FontResolver {
            select_font: usvg::FontResolver::default_font_selector(),
            // Signs first, then the other fonts, even if none has the character: without a fallback `usvg` would draw
            // the whole line as boxes.
            select_fallback: Box::new(|_, used, fonts| {
                let fonts: Vec<_> = fonts.faces().map(|face| face.id).collect();
                fonts.into_iter().rev().find(|id| !used.contains(id))
            }),
        },
        ..usvg::Options::default()
    };
    let text = std::str::from_utf8(svg).map_err(|error| Refusal::Format(error.to_string()))?;
    let text = if text.contains(is_selector) { Cow::Owned(text.replace(is_selector, "")) } else { Cow::Borrowed(text) };
    usvg::Tree::from_str(&text, &options).map_err(|error| Refusal::Format(error.to_string()))
}

/// Whether a character only selects a form of an emoji: colour or outline, a skin tone, or a joined pair. These fonts
/// have one form of each, and `usvg` drops a line for which two fonts yield different numbers of glyphs.
fn is_selector(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}')
}
