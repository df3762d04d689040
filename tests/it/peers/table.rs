//! The `csv` writer of maps, read by Python's reader.

use palabre::filter::View;
use palabre::graph::ArgumentMap;
use palabre::thread::{Kind, Relation};
use palabre::write::{RenderInput, Texts, map_csv};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::{HOSTILE, palabre, python, seeds};
use crate::draw::maps::{self, Maker};

fn of(map: &ArgumentMap, texts: Texts) -> String {
    String::from_utf8(map_csv::write(&RenderInput { texts, ..RenderInput::new(&View::whole(map)) }).unwrap()).unwrap()
}

/// Reads tables and checks that no cell of theirs is a formula.
fn read(documents: &[String]) -> Option<Vec<Vec<Value>>> {
    let found = python("table.py", &["csv"], &json!(documents))?;
    let tables = found.as_array().unwrap().iter().map(|table| {
        assert_eq!(table["columns"], json!(map_csv::COLUMNS));
        let rows = table["rows"].as_array().unwrap().clone();
        for cell in rows.iter().flat_map(|row| row.as_object().unwrap().values()) {
            let cell = cell.as_str().unwrap();
            let shown = cell.trim_start();
            assert!(!shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?}");
            assert!(!cell.starts_with(['\t', '\r']), "{cell:?}");
        }
        rows
    });
    Some(tables.collect())
}

#[test]
fn a_table_holds_what_the_json_says() {
    let maps: Vec<Value> =
        seeds().iter().map(|path| serde_json::from_str(&palabre(&["map", path, "-f", "json"])).unwrap()).collect();
    let documents: Vec<String> = seeds().iter().map(|path| palabre(&["map", path, "-f", "csv"])).collect();
    let Some(found) = read(&documents) else { return };
    for (rows, map) in found.iter().zip(&maps) {
        let (nodes, edges) = (map["nodes"].as_array().unwrap(), map["edges"].as_array().unwrap());
        assert_eq!(rows.len(), nodes.len() + edges.len());
        for (row, record) in rows.iter().zip(nodes.iter().chain(edges)) {
            assert_eq!(row["record"], if record["kind"].is_null() { "edge" } else { "node" });
            for key in [
                "id",
                "kind",
                "from",
                "to",
                "relation",
                "status",
                "claim",
                "depth",
                "given",
                "text",
                "confidence",
                "strength",
            ] {
                let Some(value) = record.get(key).filter(|value| !value.is_null()) else { continue };
                let cell = row[key].as_str().unwrap();
                let said = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let same = match value.as_f64() {
                    Some(number) => cell.parse() == Ok(number),
                    None => cell == said || cell == format!("'{said}"),
                };
                assert!(same || record["relation"] == "part-of" && key == "given", "{key}: {cell:?} {said:?}");
            }
        }
    }
}

#[test]
fn no_text_becomes_a_formula_or_another_cell() {
    let mut maps = Vec::new();
    for text in HOSTILE {
        let mut make = Maker::new(Some(text));
        let first = make.add(Kind::Post, text);
        let second = make.add(Kind::Comment, text);
        make.link(second, first, Relation::Rebuttal, 0.9, 0.9);
        make.holds(second, text, 0.9, &[]);
        make.form(second, text);
        for node in [first, second] {
            make.map.graph[node].comment.author = Some(text.to_owned());
            make.map.graph[node].id = text.to_owned();
            make.map.graph[node].comment.time = Some(text.to_owned());
        }
        maps.push(make.map);
    }
    let mut runner = TestRunner::deterministic();
    for seed in 0..60 {
        let texts = crate::draw::texts().new_tree(&mut runner).unwrap().current();
        maps.push(maps::random(seed, 12, &texts));
    }
    let documents: Vec<String> = maps.iter().map(|map| of(map, Texts::Full)).collect();
    let Some(found) = read(&documents) else { return };
    for (rows, map) in found.iter().zip(&maps) {
        assert_eq!(rows.len(), map.graph.node_count() + map.graph.edge_count());
        for (row, entry) in rows.iter().zip(map.graph.node_weights()) {
            let (cell, text) = (row["text"].as_str().unwrap(), entry.comment.text.as_str());
            assert!(cell == text || cell.strip_prefix('\'') == Some(text), "{cell:?} {text:?}");
        }
    }
}

#[test]
fn a_hidden_text_is_in_no_cell() {
    let map = maps::seed();
    assert!(of(&map, Texts::Full).contains("pipotent") && !of(&map, Texts::None).contains("pipotent"));
}
