//! Pictures as pixels and on paper: PNG and PDF.

use std::process::Command;

use palabre::filter::View;
use palabre::graph::ArgumentMap;
use palabre::layout::metrics::{self, Weight};
use palabre::layout::{Arrangement, layout};
use palabre::write::{Drawing, Palette, Paper, Refusal, RenderInput, font, pdf, png, svg};
use proptest::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};
use ttf_parser::Face;

use super::maps;
use super::sheet;

type Write = fn(&RenderInput<'_>) -> Result<Vec<u8>, Refusal>;

fn written(map: &ArgumentMap, arrangement: Arrangement, drawing: Drawing, write: Write) -> Result<Vec<u8>, Refusal> {
    let view = View::whole(map);
    let scene = layout(&view, arrangement);
    write(&RenderInput { drawing, ..sheet(&view, Some(&scene)) })
}

fn words() -> Vec<String> {
    ["Yes!", "I do not think so: the figures say the opposite.", "Et vous, « monsieur » ?"].map(str::to_owned).to_vec()
}

#[test]
fn a_png_has_the_size_and_the_ground_of_its_picture() {
    for (palette, ground) in [(Palette::Okabe, [0xf8, 0xfa, 0xfc]), (Palette::Dark, [0x11, 0x16, 0x1f])] {
        for scale in [0.3, 1.0, 1.5] {
            let drawing = Drawing { palette, scale, ..Drawing::default() };
            let bytes = written(&maps::seed(), Arrangement::Tree, drawing, png::write).unwrap();
            let picture = Pixmap::decode_png(&bytes).unwrap();
            let view = maps::seed();
            let view = View::whole(&view);
            let scene = layout(&view, Arrangement::Tree);
            assert_eq!(f64::from(picture.width()), (scene.size.x.ceil() * scale - 1e-6).ceil());
            let corner = picture.pixel(2, 2).unwrap();
            assert_eq!([corner.red(), corner.green(), corner.blue()], ground, "{palette:?}");
        }
    }
}

/// Bands are drawn one by one; the picture must not show where they meet.
#[test]
fn bands_of_a_tall_picture_meet_without_a_seam() {
    let map = maps::random(3, 60, &words());
    let drawing = Drawing { scale: 1.0, ..Drawing::default() };
    let bytes = written(&map, Arrangement::Thread, drawing, png::write).unwrap();
    let banded = Pixmap::decode_png(&bytes).unwrap();
    assert!(u64::from(banded.width()) * u64::from(banded.height()) > 4_000_000, "more than one band");
    let tree = font::tree(&written(&map, Arrangement::Thread, drawing, svg::write).unwrap(), "png").unwrap();
    let mut whole = Pixmap::new(banded.width(), banded.height()).unwrap();
    whole.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut whole.as_mut());
    let apart = whole.data().iter().zip(banded.data()).filter(|(a, b)| a.abs_diff(**b) > 2).count();
    assert!(apart < 20, "{apart} bytes differ");
}

#[test]
fn a_picture_of_too_many_pixels_is_refused_with_a_way_out() {
    let drawing = Drawing { scale: 1_000.0, ..Drawing::default() };
    let refusal = written(&maps::seed(), Arrangement::Tree, drawing, png::write).unwrap_err().to_string();
    for words in ["100 megapixels", "--scale 1000", "--max-nodes", "--layout summary", "pdf or html"] {
        assert!(refusal.contains(words), "{refusal}");
    }
    for scale in [f64::INFINITY, f64::MAX, f64::NAN] {
        let drawing = Drawing { scale, ..Drawing::default() };
        assert!(written(&maps::seed(), Arrangement::Tree, drawing, png::write).is_err(), "{scale}");
    }
    let tiny = Drawing { scale: 1e-9, ..Drawing::default() };
    let bytes = written(&maps::seed(), Arrangement::Tree, tiny, png::write).unwrap();
    assert_eq!(Pixmap::decode_png(&bytes).unwrap().width(), 1);
}

/// How many pages a PDF says it has.
fn pages(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let counts = text.match_indices("/Count ").map(|(at, _)| text[at + 7..].chars().take_while(char::is_ascii_digit));
    counts.filter_map(|digits| digits.collect::<String>().parse().ok()).max().unwrap_or(0)
}

#[test]
fn a_pdf_is_one_page_or_pages_of_paper_and_has_no_date() {
    let map = maps::random(5, 40, &words());
    let paper = |paper| Drawing { paper: Some(paper), ..Drawing::default() };
    let one = written(&map, Arrangement::Thread, paper(Paper::Picture), pdf::write).unwrap();
    assert!(one.starts_with(b"%PDF-") && pages(&one) == 1);
    let a4 = written(&map, Arrangement::Thread, paper(Paper::A4), pdf::write).unwrap();
    let a3 = written(&map, Arrangement::Thread, paper(Paper::A3), pdf::write).unwrap();
    assert!(pages(&a4) >= pages(&a3) && pages(&a3) > 1, "{} {}", pages(&a4), pages(&a3));
    for bytes in [&one, &a4] {
        for date in ["/CreationDate", "/ModDate", "CreateDate"] {
            assert!(!bytes.windows(date.len()).any(|part| part == date.as_bytes()), "{date}");
        }
        assert!(bytes.windows(5).any(|part| part == b"/Lang"), "a PDF says its language");
    }
    assert_eq!(a4, written(&map, Arrangement::Thread, paper(Paper::A4), pdf::write).unwrap());
    // A thread has pages unless the user wants none. A bar cannot be cut.
    assert_eq!(a4, written(&map, Arrangement::Thread, Drawing::default(), pdf::write).unwrap());
    assert_eq!(pages(&written(&map, Arrangement::Icicle, Drawing::default(), pdf::write).unwrap()), 1);
}

#[test]
fn a_picture_too_tall_for_a_page_is_shrunk_then_refused() {
    let map = maps::random(5, 400, &words());
    let whole = Drawing { paper: Some(Paper::Picture), ..Drawing::default() };
    assert_eq!(pages(&written(&map, Arrangement::Thread, whole, pdf::write).unwrap()), 1);
    let map = maps::random(5, 3_000, &words());
    let refusal = written(&map, Arrangement::Thread, whole, pdf::write).unwrap_err().to_string();
    assert!(refusal.contains("14400 points") && refusal.contains("--paper a4"), "{refusal}");
    // On paper a map may be long, but every letter takes memory.
    let map = maps::random(5, 40_000, &words());
    let drawing = Drawing { paper: Some(Paper::A4), ..Drawing::default() };
    let refusal = written(&map, Arrangement::Thread, drawing, pdf::write).unwrap_err().to_string();
    assert!(refusal.contains("16 MB as SVG") && refusal.contains("--max-nodes"), "{refusal}");
}

/// Poppler reads the text of a PDF back, in order and as words. Where it is not installed the test says so.
#[test]
fn the_text_of_a_pdf_is_text() {
    let bytes = written(&maps::seed(), Arrangement::Thread, Drawing::default(), pdf::write).unwrap();
    let file = std::env::temp_dir().join(format!("palabre-text-{}.pdf", std::process::id()));
    std::fs::write(&file, bytes).unwrap();
    let read = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&file).arg("-").output();
    std::fs::remove_file(&file).unwrap();
    let Ok(read) = read else {
        assert!(std::env::var_os("PALABRE_PEERS").is_none_or(|wanted| wanted != "required"), "pdftotext is missing");
        eprintln!("skipped: pdftotext of Poppler is not installed");
        return;
    };
    let text = String::from_utf8(read.stdout).unwrap();
    for line in ["économie “libérale” !", "skeptic", "rebuts #1", "machine, unreviewed"] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
}

#[test]
fn the_fonts_have_the_widths_that_boxes_are_made_with_and_every_sign_that_is_drawn() {
    for (bytes, weight) in [(font::REGULAR, Weight::Regular), (font::BOLD, Weight::Bold)] {
        let face = Face::parse(bytes, 0).unwrap();
        let mut compared = 0;
        for character in ('!'..='\u{2fff}').filter(|character| !character.is_control()) {
            let Some(glyph) = face.glyph_index(character) else { continue };
            let measured = metrics::cluster(character.encode_utf8(&mut [0; 4]), weight);
            let drawn = f64::from(face.glyph_hor_advance(glyph).unwrap()) / f64::from(face.units_per_em());
            // Marks, spaces without width and what is shown as a code are measured by rule.
            let by_rule = measured == 0.0 || measured > 3.0 || character.is_whitespace();
            assert!(by_rule || (measured - drawn).abs() < 1e-9, "{character:?}: {measured}, not {drawn}");
            compared += usize::from(!by_rule);
        }
        assert!(compared > 1_000, "{compared}");
        for character in ('0'..='9')
            .chain('a'..='z')
            .chain('A'..='Z')
            .chain("−+?…→·:;,.!«»“”‘’–—~#()/%éèêàçœŒùâîôû\u{a0}\u{202f}".chars())
        {
            assert!(face.glyph_index(character).is_some(), "{character:?} is not in the font");
        }
    }
}

/// The signs of which a font lacks the glyph, in a picture of one line.
fn lacking(text: &str) -> usize {
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"99\" height=\"20\"><text y=\"9\" font-family=\"Arial\">{text}</text></svg>"
    );
    let tree = font::tree(picture.as_bytes(), "png").unwrap();
    let usvg::Node::Text(text) = &tree.root().children()[0] else { panic!("a text") };
    let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
    glyphs.filter(|glyph| glyph.id.0 == 0).count()
}

#[test]
fn common_emoji_and_european_letters_are_in_the_fonts() {
    for text in [
        "Ça va ? « œuvre »",
        "Ελλάδα Россия Łódź",
        "Yes ❤️ 👍👍🏽 it helps 😂 🤔 👩‍👩‍👧 🙏 🔥 😡 🎉 💰.",
        "a → b − c …",
        "✔ ❌ ❤ ☺",
    ] {
        assert_eq!(lacking(text), 0, "{text}");
    }
    // What no font has is a box, and spoils nothing else on its line.
    assert_eq!(lacking("漢 👍 ж é"), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_is_drawn(seed in any::<u64>(), size in 0usize..8, texts in super::texts(), paper in 0usize..3) {
        let map = maps::random(seed, size, &texts);
        let paper = [Some(Paper::Picture), None, Some(Paper::A3)][paper];
        let drawing = Drawing { scale: 0.3, paper, palette: Palette::Grey };
        for arrangement in [Arrangement::Tree, Arrangement::Thread] {
            let png = written(&map, arrangement, drawing, png::write).unwrap();
            prop_assert!(Pixmap::decode_png(&png).is_ok());
            prop_assert!(written(&map, arrangement, drawing, pdf::write).unwrap().ends_with(b"%%EOF"));
        }
    }
}
