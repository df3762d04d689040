//! For the eye: with `PALABRE_LOOK=FOLDER`, the pictures of the seed's map are written there.

use palabre::filter::View;
use palabre::graph::ArgumentMap;
use palabre::layout::{Arrangement, layout};
use palabre::write::{RenderInput, dot, svg, text};

use super::maps;

pub fn sheet<'v>(view: &'v View<'v>, scene: Option<&'v palabre::layout::Scene>) -> RenderInput<'v> {
    RenderInput { scene, columns: 100, ..RenderInput::new(view) }
}

pub fn svg_of(view: &View<'_>, arrangement: Arrangement) -> String {
    let scene = layout(view, arrangement);
    String::from_utf8(svg::write(&sheet(view, Some(&scene))).expect("an SVG")).expect("UTF-8")
}

#[test]
fn pictures_to_look_at() {
    let Ok(folder) = std::env::var("PALABRE_LOOK") else {
        eprintln!("no pictures written: PALABRE_LOOK is not set");
        return;
    };
    let words: Vec<String> = [
        "Yes!",
        "I do not think so: the figures of the ministry say the opposite, and they were published last year.",
        "A long one. ".repeat(20).as_str(),
        "Et vous, « monsieur » ?",
        "مرحبا بالعالم this is 漢字 and 🦀👩‍👩‍👧 …",
    ]
    .iter()
    .map(ToString::to_string)
    .collect();
    let many: [(&str, ArgumentMap); 3] =
        [("seed", maps::seed()), ("random", maps::random(7, 36, &words)), ("large", maps::random(11, 150, &words))];
    for (name, map) in many {
        let view = View::whole(&map);
        let write =
            |suffix: &str, bytes: Vec<u8>| std::fs::write(format!("{folder}/{name}{suffix}"), bytes).expect("written");
        write("-tree.svg", svg_of(&view, Arrangement::Tree).into_bytes());
        write("-thread.svg", svg_of(&view, Arrangement::Thread).into_bytes());
        write(".dot", dot::write(&sheet(&view, None)).expect("a DOT"));
        write(".txt", text::write(&RenderInput { color: true, ..sheet(&view, None) }).expect("a text"));
    }
}
