//! The summary and the first screen of a terminal: what they say is in the thread, and all of it fits.

use palabre::filter::View;
use palabre::layout::{Arrangement, Board, Setting, Sheet, Tone, layout, metrics, sides, too_large};
use palabre::text::Ui;
use palabre::thread::Relation;
use palabre::write::{RenderInput, Texts, svg, text};

use super::maps;

fn board(view: &View<'_>, ui: Ui, sheet: Sheet) -> (Board, [f64; 2]) {
    let scene = layout(view, Setting { ui, sheet, ..Arrangement::Summary.into() });
    (scene.board.expect("a summary"), [scene.size.x, scene.size.y])
}

fn texts() -> Vec<String> {
    let short = ["No.", "I do not think so at all, because it costs too much.", "Bonjour, je suis d’accord avec vous."];
    let long = "This is a sentence of a long comment that says little, and then something else. ".repeat(12);
    short.map(str::to_owned).into_iter().chain([long]).collect()
}

/// A random thread in which many links are sure.
fn argued(seed: u64, size: usize) -> palabre::graph::ArgumentMap {
    let mut map = maps::random(seed, size, &texts());
    for (at, edge) in map.graph.edge_weights_mut().enumerate() {
        let palabre::graph::Edge::Reply(link) = edge else { continue };
        link.relation = [Relation::Rebuttal, Relation::Support, Relation::Reply][at % 3];
        (link.relation_p, link.confidence, link.given, link.reasoned) = (0.95, 1.0, true, at % 2 == 0);
        link.relations = [0.0; 7];
        link.relations[link.relation.index()] = 0.95;
        link.relations[Relation::Reply.index()] += 0.05;
    }
    map
}

#[test]
fn a_summary_is_one_sheet_that_holds_all_it_draws() {
    let mut quoted = 0;
    for seed in 0..16 {
        let map = argued(seed, 20 + seed as usize * 15);
        let view = View::whole(&map);
        let ui = [Ui::En, Ui::Fr][seed as usize % 2];
        for (sheet, size) in [(Sheet::Screen, [1_200.0, 675.0]), (Sheet::Paper, [794.0, 1_123.0])] {
            let (board, is) = board(&view, ui, sheet);
            assert_eq!(is, size);
            for words in &board.words {
                let (size, weight) = match words.tone {
                    Tone::Stake => (16.0, metrics::Weight::Bold),
                    Tone::Voice(_) => (13.0, metrics::Weight::Bold),
                    Tone::Quote => (14.0, metrics::Weight::Regular),
                    Tone::Count => (13.0, metrics::Weight::Regular),
                    Tone::Number | Tone::Small => (12.0, metrics::Weight::Regular),
                };
                let right = words.at.x + metrics::width(&words.text, size, weight);
                assert!(words.at.x >= 27.9 && right <= is[0] - 20.0, "{words:?} leaves the sheet");
                assert!(words.at.y > 70.0 && words.at.y <= is[1] - 20.0, "{words:?} leaves the sheet");
                quoted += usize::from(words.tone == Tone::Quote);
            }
            for strip in &board.strips {
                assert!(strip.at.x >= 27.9 && strip.at.x + strip.size.x <= is[0] - 27.9, "{strip:?}");
            }
            let small: Vec<&str> =
                board.words.iter().filter(|words| words.tone == Tone::Small).map(|words| words.text.as_str()).collect();
            assert!(small.join(" ").contains(sides::warning(ui)), "how far to trust it: {small:?}");
        }
    }
    assert!(quoted > 20, "{quoted}");
}

#[test]
fn quotations_are_sentences_of_the_thread_and_issues_keep_its_order() {
    let mut quoted = 0;
    for seed in 0..10 {
        let map = argued(seed, 90);
        let view = View::whole(&map);
        let (board, _) = board(&view, Ui::En, Sheet::Screen);
        let texts: Vec<&str> = map.graph.node_weights().map(|node| node.comment.text.as_str()).collect();
        let said = texts.join(" ");
        let quotes: Vec<&str> =
            board.words.iter().filter(|words| words.tone == Tone::Quote).map(|words| words.text.as_str()).collect();
        quoted += quotes.len();
        for line in quotes.iter().flat_map(|line| line.split(['“', '”', '…'])).map(str::trim) {
            assert!(said.contains(line), "{line:?} is nowhere in the thread");
        }
        let stakes = board.words.iter().filter(|words| words.tone == Tone::Stake);
        let numbers: Vec<&str> =
            stakes.filter_map(|words| words.text.split_once(". ")).map(|(first, _)| first).collect();
        let numbers: Vec<usize> = numbers.iter().filter_map(|number| number.parse().ok()).collect();
        assert!(numbers.iter().enumerate().all(|(at, number)| *number == at + 1), "{numbers:?}");
    }
    assert!(quoted > 20, "{quoted}");
}

#[test]
fn without_texts_nothing_is_quoted() {
    let map = argued(4, 90);
    let view = View::whole(&map);
    let scene = layout(&view, Setting { most: 0, ..Arrangement::Summary.into() });
    assert!(scene.board.expect("a summary").words.iter().all(|words| !words.text.contains('“')));
}

#[test]
fn pixels_and_paper_begin_with_the_summary_of_a_large_thread() {
    let chosen = |size: usize, sheet: Sheet| {
        let map = maps::random(3, size, &texts());
        let view = View::whole(&map);
        let scene = layout(&view, Setting { sheet, ..Arrangement::Auto.into() });
        (scene.arrangement, too_large(&scene).is_some())
    };
    assert_eq!(chosen(70, Sheet::Screen), (Arrangement::Summary, false));
    assert_eq!(chosen(70, Sheet::Paper), (Arrangement::Summary, false));
    assert_eq!(chosen(45, Sheet::Paper).0, Arrangement::Thread);
    assert_eq!(chosen(312, Sheet::Endless), (Arrangement::Thread, true));
}

#[test]
fn a_terminal_shows_ten_lines_of_summary_and_what_else_fits() {
    let mut cut = 0;
    for seed in 0..8 {
        let map = argued(seed, 80);
        let view = View::whole(&map);
        for (rows, columns) in [(24, 80), (40, 100), (60, 60), (200, 120)] {
            for carried in [Texts::Full, Texts::None] {
                let ui = [Ui::En, Ui::Fr][seed as usize % 2];
                let input = RenderInput { rows: Some(rows), columns, ui, texts: carried, ..RenderInput::new(&view) };
                let out = String::from_utf8(text::write(&input).unwrap()).unwrap();
                let lines: Vec<&str> = out.lines().collect();
                assert!(lines.len() <= rows - 2, "{} lines of {rows}:\n{out}", lines.len());
                let summary = lines.iter().position(|line| line.is_empty()).unwrap();
                assert!((3..=10).contains(&summary), "{out}");
                let is_cut = out.matches("─ #").count() < 80;
                assert_eq!(out.contains("-f text"), is_cut, "how to see the rest: {out}");
                cut += usize::from(is_cut);
            }
        }
        let whole = String::from_utf8(text::write(&RenderInput::new(&view)).unwrap()).unwrap();
        assert!(!whole.contains("-f text") && whole.contains("#60"));
    }
    assert!(cut > 30, "{cut}");
}

#[test]
fn a_summary_says_what_its_colours_mean() {
    let map = argued(7, 120);
    let view = View::whole(&map);
    let scene = layout(&view, Arrangement::Summary);
    let picture =
        String::from_utf8(svg::write(&RenderInput { scene: Some(&scene), ..RenderInput::new(&view) }).unwrap());
    let picture = picture.unwrap();
    assert!(picture.contains("width=\"1200\" height=\"675\""));
    assert!(!picture.contains("Lines run from"));
    assert!(picture.contains("clearly for") && picture.contains("class=\"hue arrow support-4\""));
}
