//! The picture and the page place things alike: on random maps, the scene of every layout compared with what the page's
//! program works out for the same map under Node (`tests/peers/parity.mjs`).
//!
//! The page is asked as in a wide window, and without its cap on long cross links; that cap is a case of its own there.
//! Maps are neither folded nor filtered: the page folds by itself.

use palabre::filter::View;
use palabre::issue::{Cluster, exchange};
use palabre::layout::graded::{self, Grade};
use palabre::layout::{Arrangement, Bar, Scene, Setting, layout};
use palabre::text::Ui;
use palabre::thread::Relation;
use palabre::write::{RenderInput, page};
use serde_json::{Value, json};

use super::maps;
use crate::peers;

/// How many random maps are compared.
const MAPS: u64 = 200;

/// Cards and lines of a scene: nodes by their place in reading order, edges by their place in the view.
fn cards(view: &View<'_>, scene: &Scene) -> Value {
    let boxes: Vec<_> = scene.cards.iter().map(|card| [card.at.x, card.at.y, card.size.x, card.size.y]).collect();
    let chips: Vec<Vec<_>> = (scene.cards.iter())
        .map(|card| card.chips.iter().map(|chip| (chip.at.x, chip.at.y, chip.width)).collect())
        .collect();
    let paths: Vec<_> = (scene.edge_paths.iter())
        .map(|path| {
            let edge = view.edges.iter().position(|edge| *edge == path.edge).unwrap();
            let points: Vec<_> = path.points.iter().flat_map(|point| [point.x, point.y]).collect();
            let label = path.label.as_ref().map(|label| (&label.text, label.at.x, label.at.y, label.sign.x));
            json!({"edge": edge, "points": points, "label": label, "stub": path.stub})
        })
        .collect();
    json!({"size": [scene.size.x, scene.size.y], "cards": boxes, "chips": chips, "paths": paths})
}

/// The bars of single nodes, by node, in a map where none is too narrow; the page's zoom takes the place of gathering.
fn bars(view: &View<'_>, scene: &Scene) -> Value {
    if scene.bands.iter().any(|band| matches!(band.bar, Bar::Gathered { .. })) {
        return Value::Null;
    }
    let order = view.forest();
    let bars: Vec<_> = (scene.bands.iter())
        .filter_map(|band| match band.bar {
            Bar::Node(node) => {
                let place = order.slots.iter().position(|slot| slot.node == node).unwrap();
                Some((place, band.at.x, band.at.y, band.size.x))
            }
            Bar::Gathered { .. } => None,
        })
        .collect();
    json!({"width": scene.size.x, "bars": bars})
}

/// The counts of a matrix, without its totals.
fn counts(view: &View<'_>) -> Value {
    let table = exchange(view);
    let name = |cluster: &Cluster| match cluster {
        Cluster::Position(name) => format!("position {name}"),
        Cluster::Others(count) => format!("others {count}"),
        Cluster::None => "none".to_owned(),
        Cluster::Opening => "subject".to_owned(),
    };
    let rows: Vec<_> = table.rows.iter().map(name).collect();
    let columns: Vec<_> = table.columns.iter().map(name).collect();
    let mut cells = Vec::new();
    for (attacks, supports) in table.attack.iter().zip(&table.support).take(rows.len()) {
        for (attack, support) in attacks.iter().zip(supports).take(columns.len()) {
            cells.push([attack.authors, attack.comments, support.authors, support.comments]);
        }
    }
    json!({"rows": rows, "columns": columns, "cells": cells, "own": table.own})
}

fn case(seed: u64) -> Value {
    let texts: Vec<String> = [
        "Yes!",
        "I do not think so: the figures of the ministry say the opposite, and they were published last year.",
        "Et vous, « monsieur » ? Non : jamais ; 20 % de plus, peut-être",
        "word",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain((1..12).map(|times| "some words of a well-known comment ".repeat(times).trim_end().to_owned()))
    .chain(["Two lines,\nof which the second is short.".to_owned()])
    .collect();
    let mut map = maps::random(seed.wrapping_mul(7_919), (seed as usize * 13) % 120, &texts);
    for (at, node) in map.graph.node_weights_mut().enumerate() {
        // Few authors, so that some answer themselves.
        node.comment.author =
            (node.is_comment() && at % 5 > 0).then(|| format!("Author {}", (at * 7 + seed as usize) % 6));
    }
    let view = View::whole(&map);
    let ui = if seed.is_multiple_of(2) { Ui::En } else { Ui::Fr };
    let scene = |arrangement| layout(&view, Setting { ui, ..Setting::from(arrangement) });
    let island: Value =
        serde_json::from_str(&page::island(&RenderInput { ui, ..RenderInput::new(&view) }).unwrap()).unwrap();
    let icicle = scene(Arrangement::Icicle);
    json!({
        "seed": seed,
        "island": island,
        "auto": scene(Arrangement::Auto).arrangement.name(),
        "tree": cards(&view, &scene(Arrangement::Tree)),
        "thread": cards(&view, &scene(Arrangement::Thread)),
        "icicle": bars(&view, &icicle),
        "matrix": counts(&view),
    })
}

#[test]
fn the_page_places_everything_as_the_picture_does() {
    let cases: Vec<Value> = (0..MAPS).map(case).collect();
    let narrow = cases.iter().filter(|case| case["icicle"].is_null()).count();
    assert!(narrow < cases.len() / 2, "{narrow} icicles of {MAPS} are not compared");
    let Some(answer) = peers::node("parity.mjs", false, &json!(cases)) else { return };
    let differences = answer["differences"].as_array().unwrap();
    let first: Vec<_> = differences.iter().take(20).filter_map(Value::as_str).collect();
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), first.join("\n"));
    // A test that compares nothing would pass.
    for what in ["cards", "chips", "paths", "labels", "bars", "cells", "capped", "own"] {
        assert!(answer["compared"][what].as_u64().unwrap() > 100, "{what}: {}", answer["compared"]);
    }
}

#[test]
fn page_and_picture_say_the_same_of_a_link_that_is_sure_likely_or_unsure() {
    let mut asked = Vec::new();
    let mut said = Vec::new();
    for (ui, code) in [(Ui::En, "en"), (Ui::Fr, "fr")] {
        for relation in Relation::ALL {
            for p in [0.9, 0.7, 0.4] {
                // A plain reply is unsure only if the link is.
                let confidence = if relation == Relation::Reply { p } else { 1.0 };
                let link = maps::reply(relation, confidence, p);
                let grade = match Grade::of_link(&link) {
                    Grade::Sure => None,
                    Grade::Seems => Some(1),
                    Grade::Perhaps => Some(0),
                };
                for name in ["#4", ui.pick("claim 2", "affirmation 2"), "article", ui.pick("post", "message initial")] {
                    asked.push(json!({"ui": code, "relation": relation.name(), "grade": grade, "name": name}));
                    said.push(json!([graded::verb(ui, &link), graded::toward(ui, &link, name)]));
                }
            }
        }
    }
    let Some(answer) = peers::node("verbs.mjs", false, &json!(asked)) else { return };
    let page = answer["verbs"].as_array().unwrap();
    assert_eq!(page.len(), said.len());
    for ((asked, page), said) in asked.iter().zip(page).zip(&said) {
        assert_eq!(page, said, "{asked}");
    }
}
