//! The `mermaid` writer, read by Mermaid in a browser as GitHub reads it.

use palabre::filter::View;
use palabre::graph::ArgumentMap;
use palabre::issue::Side;
use palabre::text::Ui;
use palabre::thread::{Kind, Relation};
use palabre::write::mermaid::{CHARACTERS, EDGES, write};
use palabre::write::{Drawing, Palette, RenderInput, Texts, wording};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::{HOSTILE, node, palabre, seeds};
use crate::draw::maps::{self, Maker};

/// What a diagram is drawn with, and nothing else.
const ELEMENTS: [&str; 17] = [
    "br",
    "circle",
    "defs",
    "div",
    "feDropShadow",
    "filter",
    "foreignObject",
    "g",
    "marker",
    "p",
    "path",
    "polygon",
    "rect",
    "span",
    "style",
    "svg",
    "text",
];

fn drawn(sheet: &RenderInput<'_>) -> String {
    String::from_utf8(write(sheet).unwrap()).unwrap()
}

fn of(map: &ArgumentMap) -> String {
    drawn(&RenderInput::new(&View::whole(map)))
}

/// Draws all diagrams in one browser and checks that each is a harmless picture; `None` where there is no browser.
fn look(diagrams: &[String]) -> Option<Vec<Value>> {
    let found = node("mermaid.mjs", true, &json!(diagrams))?;
    let found = found.as_array().unwrap().clone();
    assert_eq!(found.len(), diagrams.len());
    for (finding, diagram) in found.iter().zip(diagrams) {
        assert!(finding["error"].is_null(), "{}\n{diagram}", finding["error"]);
        for element in finding["elements"].as_array().unwrap() {
            assert!(ELEMENTS.contains(&element.as_str().unwrap()), "{element}\n{diagram}");
        }
        assert_eq!((&finding["handlers"], &finding["links"]), (&json!([]), &json!(0)), "{diagram}");
        assert_eq!((&finding["broken"], &finding["requests"]), (&json!(false), &json!(0)), "{diagram}");
    }
    Some(found)
}

fn texts(finding: &Value, key: &str) -> Vec<String> {
    finding[key].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// A text without its spaces: where a label is wrapped is the browser's matter.
fn bare(text: &str) -> String {
    text.replace('\u{2060}', "").split_whitespace().collect()
}

/// Whether every comment of a map stands in the picture with the words that fit on its card.
fn check_words(map: &ArgumentMap, finding: &Value, diagram: &str) {
    let shown: Vec<String> = texts(finding, "nodes").iter().map(|text| bare(text)).collect();
    assert_eq!(shown.len(), map.graph.node_count() + 1, "a card for each node, and the note\n{diagram}");
    for entry in map.graph.node_weights() {
        let words = bare(&wording::first_words(&entry.comment.text, 240));
        assert!(shown.iter().any(|shown| shown.contains(&words)), "{words:?} in {shown:#?}\n{diagram}");
    }
}

#[test]
fn the_real_mermaid_draws_every_seed() {
    let mut diagrams: Vec<String> = seeds().iter().map(|path| palabre(&["map", path, "-f", "mermaid"])).collect();
    for more in [["--ui", "fr"], ["--palette", "dark"], ["--palette", "grey"], ["--texts", "none"]] {
        diagrams.push(palabre(&[&["map", "seeds/deepseek.txt", "-f", "mermaid"], &more[..]].concat()));
    }
    let Some(found) = look(&diagrams) else { return };
    let at = seeds().iter().position(|path| path == "seeds/deepseek.txt").unwrap();
    let [seed, french] = [&found[at], &found[seeds().len()]];
    assert_eq!((&seed["title"], &seed["edges"]), (&json!("« Une révolution copernicienne »"), &json!(9)));
    assert!(texts(seed, "labels").iter().any(|label| label.starts_with("− seems to rebut 0.")), "{seed}");
    assert!(texts(french, "labels").iter().any(|label| label.starts_with("− semble réfuter 0,")), "{french}");
    assert!(!diagrams.last().unwrap().contains("pipotent") && diagrams[at].contains("pipotent"));
}

#[test]
fn the_real_mermaid_reads_nothing_into_texts() {
    let mut maps = Vec::new();
    for text in HOSTILE {
        let mut make = Maker::new(Some(text));
        let first = make.add(Kind::Post, text);
        let second = make.add(Kind::Comment, text);
        make.link(second, first, Relation::Rebuttal, 0.9, 0.9);
        make.holds(second, text, 0.9, &[]);
        make.form(second, text);
        make.map.graph[second].comment.author = Some(text.to_owned());
        maps.push(make.map);
    }
    let mut runner = TestRunner::deterministic();
    for seed in 0..40 {
        let texts = crate::draw::texts().new_tree(&mut runner).unwrap().current();
        maps.push(maps::random(seed, 6, &texts));
    }
    let diagrams: Vec<String> = maps.iter().map(of).collect();
    let Some(found) = look(&diagrams) else { return };
    for ((map, finding), diagram) in maps.iter().zip(&found).zip(&diagrams) {
        check_words(map, finding, diagram);
        assert_eq!(finding["edges"], map.graph.edge_count(), "{diagram}");
    }
}

#[test]
fn a_large_map_is_cut_to_its_most_telling_part_and_says_so() {
    let texts = HOSTILE.map(str::to_owned);
    let mut diagrams = Vec::new();
    for (size, ui) in [(150, Ui::En), (450, Ui::En), (5_000, Ui::Fr)] {
        let map = maps::random(7, size, &texts);
        let view = View::whole(&map);
        let diagram = drawn(&RenderInput {
            ui,
            drawing: Drawing { palette: Palette::Grey, ..Drawing::default() },
            ..RenderInput::new(&view)
        });
        assert!(diagram.encode_utf16().count() <= CHARACTERS, "{size}");
        let (nodes, edges) = (shown(&diagram, "[\""), diagram.lines().filter(|line| is_edge(line)).count());
        assert!(edges <= EDGES && nodes > 100, "{size}: {nodes} {edges}");
        let cut = diagram.contains(ui.pick("Cut to the limits", "Réduit aux limites"));
        assert_eq!(cut, nodes < map.graph.node_count() + 1 || edges < map.graph.edge_count(), "{size}");
        if cut {
            assert!(diagram.encode_utf16().count() > CHARACTERS * 4 / 5 || edges > EDGES * 4 / 5, "{size}: room left");
            // What is left out and what is shown are all there is. The note is no comment, the claim no entry.
            let left: Vec<usize> = numbers(diagram.lines().find(|line| line.starts_with("  note[")).unwrap());
            let entries = map.graph.node_count() - 1;
            let entries_shown = nodes - 1 - usize::from(diagram.contains("\n  n1[\""));
            assert_eq!((left[0], left[1]), (entries - entries_shown, map.graph.edge_count() - edges), "{size}");
            // Attacks come before plain replies.
            let all = |sort: fn(Relation) -> bool| {
                let links = map.graph.edge_weights().filter_map(|edge| edge.link());
                links.filter(|link| sort(link.relation)).count()
            };
            let attacks = diagram.lines().filter(|line| line.contains("-.-x")).count();
            let plain = diagram.lines().filter(|line| line.contains("-->") && !line.contains("-->|\"#43;")).count();
            let of_plain = all(|relation| Side::of(relation).is_none() && relation != Relation::Question);
            assert!(
                2 * attacks * of_plain > 3 * plain * all(Relation::is_attack),
                "{size}: {attacks} attacks, {plain} others"
            );
            let disputes = view.disputes().list.clone();
            for dispute in disputes.iter().take(20) {
                for end in [dispute.target, dispute.against.best, dispute.support.best] {
                    assert!(diagram.contains(&format!("\n  n{}[\"", end.index())), "{size}: {end:?}");
                }
            }
        }
        diagrams.push(diagram);
    }
    look(&diagrams);
}

fn shown(diagram: &str, sign: &str) -> usize {
    diagram.lines().filter(|line| line.contains(sign)).count()
}

fn is_edge(line: &str) -> bool {
    ["-->", "-.->", "-.-x", " --- "].iter().any(|arrow| line.contains(arrow)) && line.starts_with("  n")
}

/// The numbers in a line, entities left out.
fn numbers(line: &str) -> Vec<usize> {
    let words = line.split([' ', ',', '"', '<', '>']);
    words.filter_map(|word| word.parse().ok()).collect()
}

#[test]
fn a_hidden_text_is_not_drawn() {
    let map = maps::seed();
    let view = View::whole(&map);
    let diagram = drawn(&RenderInput { texts: Texts::None, ..RenderInput::new(&view) });
    assert!(!diagram.contains("pipotent") && !diagram.contains("carreau"));
}

#[test]
fn long_chains_and_hubs_are_drawn() {
    let mut make = Maker::new(None);
    let mut last = make.add(Kind::Article, "words");
    for at in 0..20_000 {
        let next = make.add(Kind::Comment, "some words of a comment");
        make.link(next, last, if at % 900 == 0 { Relation::Rebuttal } else { Relation::Reply }, 1.0, 1.0);
        last = next;
    }
    let deep = of(&make.map);
    assert!(deep.contains("→ "), "cards that are cut off say what they answer");
    look(&[deep, of(&ArgumentMap::default())]);
}
