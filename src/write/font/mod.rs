//! The picture of the `svg` writer as shapes and glyphs, set in the fonts of this folder and in no other: for writers
//! that must look the same on every machine.

use std::sync::{Arc, LazyLock};

use usvg::fontdb::{Database, Source};

use super::Refusal;

/// Liberation Sans, a subset; see `README.md` in this folder.
pub const REGULAR: &[u8] = include_bytes!("palabre-sans-regular.ttf");
/// The same in bold.
pub const BOLD: &[u8] = include_bytes!("palabre-sans-bold.ttf");
/// Noto Emoji, a subset; for what the others lack.
pub const SIGNS: &[u8] = include_bytes!("palabre-signs.ttf");
/// The name of the family of text.
pub const FAMILY: &str = "Palabre Sans";

/// The fonts, as every generic family: whatever a picture asks for, it gets these.
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

/// Reads a picture that the `svg` writer wrote.
///
/// # Errors
/// [`Refusal::Format`] if it is no SVG, which would be a fault of that writer.
pub fn tree(svg: &[u8]) -> Result<usvg::Tree, Refusal> {
    let options =
        usvg::Options { fontdb: Arc::clone(&FONTS), font_family: FAMILY.to_owned(), ..usvg::Options::default() };
    usvg::Tree::from_data(svg, &options).map_err(|error| Refusal::Format(error.to_string()))
}
