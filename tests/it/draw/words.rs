//! The words and colours of pictures: in the reader's language, in the palette that was asked for, with a title and a
//! caption that say what is shown.

use std::collections::BTreeSet;

use palabre::filter::View;
use palabre::graph::ArgumentMap;
use palabre::layout::{Arrangement, Setting, layout};
use palabre::rule::PackInfo;
use palabre::text::Ui;
use palabre::thread::{Kind, Relation};
use palabre::write::{Drawing, Palette, RenderInput, Texts, caption, dot, palette, svg, text};

use super::maps::{self, Maker};
use super::sheet;

/// A picture, as asked for.
pub fn drawn(map: &ArgumentMap, arrangement: Arrangement, ui: Ui, palette: Palette) -> String {
    let view = View::whole(map);
    let scene = layout(&view, Setting { ui, ..arrangement.into() });
    let drawing = Drawing { palette, ..Drawing::default() };
    let sheet = RenderInput { ui, drawing, ..sheet(&view, Some(&scene)) };
    String::from_utf8(svg::write(&sheet).unwrap()).unwrap()
}

/// Words of the program that a French reader must not meet; none of them is French, a label or part of a rule's id.
const ENGLISH: [&str; 22] = [
    " rebuts",
    " corrects",
    " supports",
    "questions ",
    " adds to",
    "replies to",
    "Links",
    "Standing",
    "words that",
    "no position",
    "thicker",
    "stronger",
    "surer",
    "comments",
    "machine, unreviewed",
    "undecided:",
    "confidence",
    "probability",
    "claim ",
    "taken up",
    "Lines run",
    "argument map",
];

#[test]
fn a_french_picture_has_no_english_words() {
    let map = maps::seed();
    let view = View::whole(&map);
    let outputs = [
        drawn(&map, Arrangement::Tree, Ui::Fr, Palette::Okabe),
        drawn(&map, Arrangement::Thread, Ui::Fr, Palette::Okabe),
        String::from_utf8(dot::write(&RenderInput { ui: Ui::Fr, ..sheet(&view, None) }).unwrap()).unwrap(),
        String::from_utf8(text::write(&RenderInput { ui: Ui::Fr, ..sheet(&view, None) }).unwrap()).unwrap(),
    ];
    for (at, picture) in outputs.iter().enumerate() {
        for word in ENGLISH {
            let place =
                picture.find(word).map(|at| picture[at.saturating_sub(60)..].chars().take(160).collect::<String>());
            assert_eq!(place, None, "{word} in output {at}");
        }
        assert!(picture.contains("réfute") || picture.contains("réfutation"), "output {at}");
    }
    // A space that does not break stands before the marks that French sets apart.
    for picture in &outputs {
        assert_eq!(picture.find(" : ").map(|at| &picture[..at]), None, "a space that breaks");
    }
    assert!(outputs[0].contains("xml:lang=\"fr\" lang=\"fr\""));
}

#[test]
fn verbs_take_their_objects_as_french_does() {
    use palabre::layout::words::toward;
    for (relation, name, said) in [
        (Relation::Rebuttal, "#4", "réfute #4"),
        (Relation::Rebuttal, "article", "réfute l’article"),
        (Relation::Correction, "affirmation 2", "corrige l’affirmation 2"),
        (Relation::Answer, "message initial", "répond au message initial"),
        (Relation::Reply, "article", "réagit à l’article"),
        (Relation::Support, "message initial", "soutient le message initial"),
    ] {
        assert_eq!(toward(Ui::Fr, relation, name), said);
    }
    assert_eq!(toward(Ui::En, Relation::Rebuttal, "claim 2"), "rebuts claim 2");
}

/// The colours of a picture's style.
fn colours(picture: &str) -> BTreeSet<&str> {
    picture
        .match_indices('#')
        .filter_map(|(at, _)| picture.get(at + 1..at + 7))
        .filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()))
        .collect()
}

fn style(picture: &str) -> &str {
    picture.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).unwrap().0
}

#[test]
fn grey_has_no_hue_and_tells_every_position_by_shade_or_dashes() {
    let picture = drawn(&maps::seed(), Arrangement::Tree, Ui::En, Palette::Grey);
    let found = colours(style(&picture));
    assert!(found.len() > 5);
    for code in found {
        assert!(code[..2] == code[2..4] && code[..2] == code[4..], "#{code} has a hue");
    }
    let bars: Vec<&str> = style(&picture).lines().filter(|line| line.starts_with("path.p")).collect();
    let looks: BTreeSet<&str> =
        bars.iter().map(|line| &line[line.find('{').unwrap()..line.find('}').unwrap()]).collect();
    assert!(bars.len() >= 3 && looks.len() == bars.len(), "{bars:?}");
    let graph = String::from_utf8(
        dot::write(&RenderInput {
            drawing: Drawing { palette: Palette::Grey, ..Drawing::default() },
            ..sheet(&View::whole(&maps::seed()), None)
        })
        .unwrap(),
    )
    .unwrap();
    // In DOT a colour may carry two digits of opacity.
    for code in graph
        .match_indices("\"#")
        .map(|(at, _)| &graph[at + 2..at + 8])
        .filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        assert!(code[..2] == code[2..4] && code[..2] == code[4..6], "#{code} has a hue");
    }
}

#[test]
fn the_built_in_positions_differ_in_grey() {
    let names = ["liberal-economics", "interventionist-economics", "skeptic", "hypothesis", "endorsing"];
    let looks: BTreeSet<_> = names.iter().map(|name| palette::texture(name)).collect();
    assert_eq!(looks.len(), names.len());
}

#[test]
fn dark_is_dark_for_everybody_and_okabe_asks_the_viewer() {
    let dark = drawn(&maps::seed(), Arrangement::Tree, Ui::En, Palette::Dark);
    assert!(!dark.contains("@media") && dark.contains("rect.page{fill:#11161f}"));
    let okabe = drawn(&maps::seed(), Arrangement::Tree, Ui::En, Palette::Okabe);
    assert!(okabe.contains("rect.page{fill:#f8fafc}") && okabe.contains("@media (prefers-color-scheme:dark)"));
}

fn with_article(text: &str, title: Option<&str>) -> ArgumentMap {
    let mut make = Maker::new(title);
    let article = make.add(Kind::Article, text);
    let comment = make.add(Kind::Comment, "No.");
    make.link(comment, article, Relation::Rebuttal, 1.0, 1.0);
    make.map.threads[0].source = Some("paste.txt".to_owned());
    make.map
}

#[test]
fn a_picture_without_a_title_is_called_by_its_first_sentence() {
    let long = "word ".repeat(60);
    for (text, title, expected) in [
        ("The tax is dead, say the ministers. It will not come back.", None, "The tax is dead, say the ministers"),
        ("Faut-il taxer le sucre ? Oui.", None, "Faut-il taxer le sucre ?"),
        ("No. 3 of the series is about St. John's harbour. More.", None, "No. 3 of the series is about St"),
        ("A line\nand another", None, "A line"),
        ("Words.", Some("Its title"), "Its title"),
        ("", None, "paste.txt"),
        (long.as_str(), None, "…"),
    ] {
        let map = with_article(text, title);
        let view = View::whole(&map);
        let found = caption::title(&sheet(&view, None));
        assert!(
            found == expected || (expected == "…" && found.ends_with("word…") && found.chars().count() <= 112),
            "{found}"
        );
        // The name of the file then stands in the caption.
        let said = caption::caption(&sheet(&view, None));
        assert_eq!(said.first().is_some_and(|part| part == "paste.txt"), expected != "paste.txt", "{said:?}");
    }
    let map = with_article("A secret sentence of the article.", None);
    let view = View::whole(&map);
    assert_eq!(caption::title(&RenderInput { texts: Texts::None, ..sheet(&view, None) }), "paste.txt");
}

#[test]
fn a_caption_names_the_packs_by_version() {
    let mut map = with_article("Words.", None);
    map.packs = [("core", "1.0"), ("fr", "1.0"), ("fr.links", "0.2")]
        .map(|(id, version)| PackInfo { id: id.into(), version: version.into(), sha256: String::new() })
        .to_vec();
    let view = View::whole(&map);
    let said = caption::caption(&sheet(&view, None));
    assert_eq!(said.last().map(String::as_str), Some("rules: fr.links 0.2; core, fr 1.0"));
    assert!(said.iter().any(|part| part == "positions and links found by machine, unreviewed"));
}
