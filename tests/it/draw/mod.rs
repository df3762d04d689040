//! Pictures: layouts, SVG, DOT and the terminal's tree, on maps made by hand.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::float_cmp,
    reason = "tests may: a failure here is the message"
)]

mod charts;
mod geometry;
mod lines;
pub mod maps;
mod parity;
#[cfg(feature = "raster")]
pub mod pixels;
#[cfg(all(feature = "raster", feature = "pdf"))]
mod print;
mod safe;
mod speed;
mod summary;
mod words;

use palabre::filter::View;
use palabre::layout::{Arrangement, LAYOUTS, Scene, layout};
use palabre::write::{RenderInput, svg};
use proptest::prelude::*;

/// Every way to arrange a picture.
pub const ALL: [Arrangement; LAYOUTS.len()] = {
    let [Arrangement::Auto, all @ ..] = Arrangement::ALL else { panic!("`auto` is first") };
    all
};

/// What a writer is given for a view and its scene.
pub fn sheet<'v>(view: &'v View<'v>, scene: Option<&'v Scene>) -> RenderInput<'v> {
    RenderInput { scene, columns: 100, ..RenderInput::new(view) }
}

/// The picture of a view.
pub fn svg_of(view: &View<'_>, arrangement: Arrangement) -> String {
    let scene = layout(view, arrangement);
    String::from_utf8(svg::write(&sheet(view, Some(&scene))).expect("an SVG")).expect("UTF-8")
}

/// Texts of any kind: words, markup, quotes, controls, marks without end, scripts from right to left, emoji.
pub fn texts() -> impl Strategy<Value = Vec<String>> {
    let hostile = prop::sample::select(vec![
        "\"\\<>&\\N{}\\",
        "]]>",
        "<script>alert(1)</script>",
        "&#0;&lt;",
        "a\u{202e}b\u{2066}c",
        "\u{0}\u{1b}[31m\u{7f}\u{9b}",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "שלום עולם",
        "👩‍👩‍👧‍👦🇫🇷",
        "\u{fffe}\u{ffff}\u{fdd0}\u{feff}",
        "-->",
        "{rank=same; a}",
        "\\",
        "\"",
        "x\\l",
        "\r\n\r\n",
        "漢字漢字漢字",
        "« oui » ! ",
    ]);
    let text = prop_oneof![
        "(\\PC|[ \n]){0,120}",
        prop::collection::vec(prop_oneof![hostile.prop_map(str::to_owned), any::<String>(), "[a-z ]{0,60}"], 0..6)
            .prop_map(|parts| parts.concat()),
    ];
    prop::collection::vec(text, 1..6)
}
