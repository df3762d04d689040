//! Whether `resvg` and a browser draw the same picture.
//!
//! Chromium, driven by `tests/peers/screenshot.mjs`, draws the SVG of the gallery with the embedded fonts at twice its
//! size; so does the `png` writer. Compared is the share of pixels of which a channel differs by more than an eighth of its
//! range (32 of 255): where one draws what the other does not, not how each smooths the edge of a letter. Where Node,
//! its packages or Chromium are missing the test says so and passes, unless `PALABRE_PEERS=required`.

use std::path::{Path, PathBuf};
use std::process::Command;

use resvg::tiny_skia::Pixmap;

use crate::run::palabre;

/// Most pixels that may differ.
const MOST: f64 = 0.02;

/// The share of pixels of which a channel differs by more than `by`; `None` where sizes differ or one is no PNG.
pub fn differing(a: &[u8], b: &[u8], by: u8) -> Option<f64> {
    let (a, b) = (Pixmap::decode_png(a).ok()?, Pixmap::decode_png(b).ok()?);
    if (a.width(), a.height()) != (b.width(), b.height()) {
        return None;
    }
    let apart = |(a, b): &(&[u8], &[u8])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > by);
    let count = a.data().chunks(4).zip(b.data().chunks(4)).filter(apart).count();
    Some(count as f64 / (f64::from(a.width()) * f64::from(a.height())))
}

#[test]
fn resvg_and_chromium_draw_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::temp_dir().join(format!("palabre-pixels-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let rows: [(&str, &[&str]); 6] = [
        ("tree", &["seeds/deepseek.txt", "--layout", "tree"]),
        ("thread", &["seeds/deepseek.txt", "--layout", "thread", "--ui", "fr"]),
        ("skeptics", &["seeds/deepseek.txt", "--position", "skeptic", "--context"]),
        ("grey", &["seeds/threads/07-sugar-tax.txt", "--palette", "grey"]),
        ("dark", &["seeds/threads/07-sugar-tax.txt", "--palette", "dark", "--layout", "thread"]),
        ("forum", &["seeds/native.jsonl"]),
    ];
    let mut pictures: Vec<PathBuf> = Vec::new();
    for (name, arguments) in rows {
        for extension in ["svg", "png"] {
            let file = folder.join(format!("{name}.{extension}"));
            let mut command = palabre();
            command.arg("map").args(arguments).arg("-q").arg("-o").arg(&file).current_dir(root);
            let output = command.output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            if extension == "svg" {
                pictures.push(file);
            }
        }
    }
    let output = Command::new("node").arg(root.join("tests/peers/screenshot.mjs")).arg("2").args(&pictures).output();
    let missing = match &output {
        Err(error) => Some(format!("node: {error}")),
        Ok(output) if output.status.code() == Some(77) => Some(String::from_utf8_lossy(&output.stderr).into_owned()),
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            None
        }
    };
    if let Some(missing) = missing {
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(std::env::var_os("PALABRE_PEERS").is_none_or(|wanted| wanted != "required"), "{missing}");
        eprintln!("skipped: {missing}");
        return;
    }
    for picture in &pictures {
        let ours = std::fs::read(picture.with_extension("png")).unwrap();
        let theirs = std::fs::read(picture.with_extension("chromium.png")).unwrap();
        let share = differing(&ours, &theirs, 32).expect("pictures of one size");
        eprintln!("{}: {:.3} % apart", picture.display(), share * 100.0);
        assert!(share < MOST, "{}: {:.2} % of pixels differ", picture.display(), share * 100.0);
    }
    if std::env::var_os("PALABRE_LOOK").is_none() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

#[test]
fn the_measure_sees_what_is_missing() {
    let mut one = Pixmap::new(10, 10).unwrap();
    one.fill(resvg::tiny_skia::Color::WHITE);
    let whole = one.encode_png().unwrap();
    one.data_mut()[..40].fill(0);
    one.data_mut()[3] = 255;
    let gap = one.encode_png().unwrap();
    assert!((differing(&whole, &gap, 64).unwrap() - 0.1).abs() < 1e-9);
    assert_eq!(differing(&whole, &whole, 0), Some(0.0));
    assert_eq!(differing(&whole, b"no picture", 0), None);
}
