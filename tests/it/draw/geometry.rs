//! Where things are: nothing over anything it does not belong to.

use std::collections::BTreeSet;

use palabre::filter::View;
use palabre::graph::{ArgumentMap, Edge};
use palabre::layout::{Arrangement, Card, Point, Scene, layout};
use palabre::thread::{Kind, Relation};
use proptest::prelude::*;

use super::maps::{self, Maker};

/// Whether two boxes share more than an edge.
fn meet(a: (Point, Point), b: (Point, Point)) -> bool {
    let slack = 0.6;
    a.0.x + slack < b.1.x && b.0.x + slack < a.1.x && a.0.y + slack < b.1.y && b.0.y + slack < a.1.y
}

fn area(card: &Card) -> (Point, Point) {
    (card.at, Point::new(card.at.x + card.size.x, card.at.y + card.size.y))
}

/// Checks a scene of a few hundred cards, each thing against each.
pub fn check(map: &ArgumentMap, scene: &Scene) {
    assert_eq!(scene.cards.len(), map.graph.node_count(), "a card for every node");
    let mut edges: Vec<usize> = scene.edge_paths.iter().map(|path| path.edge.index()).collect();
    edges.sort_unstable();
    edges.dedup();
    assert_eq!(edges.len(), map.graph.edge_count(), "a line for every edge");
    let picture = (Point::default(), scene.size);
    for (at, card) in scene.cards.iter().enumerate() {
        let (from, to) = area(card);
        assert!(from.x >= 0.0 && from.y >= 0.0 && to.x <= picture.1.x && to.y <= picture.1.y);
        for other in &scene.cards[at + 1..] {
            assert!(!meet(area(card), area(other)), "cards over each other: {:?} {:?}", card.at, other.at);
        }
        for line in &card.lines {
            let last = line.runs.last().expect("a run");
            assert!(line.y < card.size.y && last.x + last.width <= card.size.x, "text leaves its card");
        }
        for chip in &card.chips {
            assert!(
                chip.at.x + chip.width <= card.size.x - 5.0 && chip.at.y < card.size.y,
                "{chip:?} leaves {:?}",
                card.size
            );
        }
        for (number, chip) in card.chips.iter().enumerate() {
            for other in card.chips[number + 1..].iter().filter(|other| other.at.y == chip.at.y) {
                let apart = chip.at.x + chip.width <= other.at.x + 0.1 || other.at.x + other.width <= chip.at.x + 0.1;
                assert!(apart, "{chip:?} over {other:?}");
            }
        }
    }
    for path in &scene.edge_paths {
        for pair in path.points.windows(2) {
            assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y, "a slanted line: {pair:?}");
            let low = Point::new(pair[0].x.min(pair[1].x) - 0.7, pair[0].y.min(pair[1].y) - 0.7);
            let high = Point::new(pair[0].x.max(pair[1].x) + 0.7, pair[0].y.max(pair[1].y) + 0.7);
            assert!(
                low.x >= 0.0 && low.y >= 0.0 && high.x <= picture.1.x && high.y <= picture.1.y,
                "{path:?} leaves the picture"
            );
            for card in &scene.cards {
                let shrunk = (
                    Point::new(card.at.x + 0.5, card.at.y + 0.5),
                    Point::new(card.at.x + card.size.x - 0.5, card.at.y + card.size.y - 0.5),
                );
                assert!(!meet((low, high), shrunk), "{path:?} runs behind {:?} {:?}", card.at, card.size);
            }
        }
        if let Some(label) = path.label.as_ref().filter(|label| !label.text.is_empty()) {
            let words =
                (Point::new(label.at.x, label.at.y - 8.0), Point::new(label.at.x + label.width, label.at.y + 2.0));
            assert!(words.0.x >= 0.0 && words.1.x <= picture.1.x, "{label:?} leaves the picture");
            for card in &scene.cards {
                assert!(!meet(words, area(card)), "{label:?} over a card");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_lies_over_anything_else(seed in any::<u64>(), size in 0usize..90, texts in super::texts()) {
        let map = maps::random(seed, size, &texts);
        let view = View::whole(&map);
        for arrangement in [Arrangement::Tree, Arrangement::Thread] {
            check(&map, &layout(&view, arrangement));
        }
    }

    #[test]
    fn links_of_a_card_end_apart(seed in any::<u64>(), size in 1usize..10) {
        let map = maps::random(seed, size, &["Some words.".to_owned()]);
        let view = View::whole(&map);
        for arrangement in [Arrangement::Tree, Arrangement::Thread] {
            let scene = layout(&view, arrangement);
            let mut ends = BTreeSet::new();
            for path in scene.edge_paths.iter().filter(|path| !path.stub && !path.points.is_empty()) {
                let link = view.edge(path.edge).and_then(|(_, _, edge)| edge.link());
                // In a thread, what hangs on a card by the same kind of relation shares a lane, as plain replies always do.
                let shared = path.primary && (arrangement == Arrangement::Thread || link.is_none_or(|link| link.relation == Relation::Reply));
                if !shared {
                    let end = path.points.last().unwrap();
                    prop_assert!(ends.insert(((end.x * 10.0) as i64, (end.y * 10.0) as i64)), "two lines end at {end:?}");
                }
            }
        }
    }
}

#[test]
fn the_seed_is_drawn_as_a_person_would() {
    let map = maps::seed();
    let view = View::whole(&map);
    let scene = layout(&view, Arrangement::Auto);
    check(&map, &scene);
    let name = |card: &Card| card.chips[0].text.clone();
    let order: Vec<String> = scene.cards.iter().map(name).collect();
    assert_eq!(order, ["Article", "Claim 3", "#1", "#2", "#7", "#3", "Claim 1", "#4", "#5", "#6", "Claim 2", "#8"]);
    let at = |wanted: &str| scene.cards.iter().find(|card| name(card) == wanted).expect("a card");
    // Columns are depths of reply; a first child is level with what it answers.
    assert!(at("Claim 1").at.x == at("#3").at.x && at("#2").at.x > at("#1").at.x);
    assert!(at("#2").at.y == at("#1").at.y && at("#4").at.y == at("Claim 1").at.y);
    // Evidence is underlined.
    let underlined = at("#5").lines.iter().flat_map(|line| &line.runs).filter(|run| run.evidence.is_some()).count();
    assert!(underlined >= 3, "{underlined}");
}

/// A circle of replies, a reply to oneself, a reply to nothing: no stage should make them, and no layout may hang on them.
#[test]
fn circles_are_opened() {
    let mut make = Maker::new(None);
    let nodes: Vec<_> = (0..4).map(|_| make.add(Kind::Comment, "words")).collect();
    for (from, to) in [(0, 1), (1, 2), (2, 0), (3, 3)] {
        make.link(nodes[from], nodes[to], Relation::Rebuttal, 1.0, 1.0);
    }
    let view = View::whole(&make.map);
    for arrangement in [Arrangement::Tree, Arrangement::Thread] {
        check(&make.map, &layout(&view, arrangement));
    }
}

#[test]
fn an_empty_view_is_an_empty_picture() {
    let map = ArgumentMap::default();
    assert!(layout(&View::whole(&map), Arrangement::Auto).cards.is_empty());
}

/// More links into one card than it has ports, and more arcs side by side than the margin has lanes.
#[test]
fn a_hub_gets_stubs() {
    let mut make = Maker::new(None);
    let article = make.add(Kind::Article, "words");
    let nodes: Vec<_> = (0..80).map(|_| make.add(Kind::Comment, "words")).collect();
    for (at, node) in nodes.iter().enumerate() {
        make.link(*node, article, Relation::Reply, 1.0, 1.0);
        if at > 0 {
            make.link(*node, nodes[0], Relation::Rebuttal, 0.6, 0.8);
            make.link(*node, nodes[79 - at], Relation::Support, 0.6, 0.8);
        }
    }
    let view = View::whole(&make.map);
    let scene = layout(&view, Arrangement::Thread);
    check(&make.map, &scene);
    let stubs: Vec<_> = scene.edge_paths.iter().filter(|path| path.stub).collect();
    assert!(stubs.len() > 60);
    assert!(
        stubs
            .iter()
            .any(|path| path.label.as_ref().is_some_and(|label| label.text == "answers, perhaps against 0.48 → #1"))
    );
    check(&make.map, &layout(&view, Arrangement::Tree));
}

#[test]
fn deep_threads_keep_room_for_their_text() {
    let mut make = Maker::new(None);
    let mut last = make.add(Kind::Article, "words");
    for _ in 0..300 {
        let next = make.add(Kind::Comment, "some words of a comment");
        make.link(next, last, Relation::Rebuttal, 1.0, 1.0);
        last = next;
    }
    let view = View::whole(&make.map);
    let scene = layout(&view, Arrangement::Thread);
    check(&make.map, &scene);
    assert!(scene.cards.iter().all(|card| card.size.x > 400.0));
    assert!(scene.edge_paths.iter().all(|path| !path.points.is_empty()));
    assert!(make.map.graph.edge_weights().all(|edge| matches!(edge, Edge::Reply(_))));
}
