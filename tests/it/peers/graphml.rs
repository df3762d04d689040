//! The `graphml` writer, read by networkx.

use palabre::filter::View;
use palabre::graph::ArgumentMap;
use palabre::thread::{Kind, Relation};
use palabre::write::{RenderInput, Texts, graphml};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::{HOSTILE, palabre, python, seeds};
use crate::draw::maps::{self, Maker};

fn of(map: &ArgumentMap, texts: Texts) -> String {
    String::from_utf8(graphml::write(&RenderInput { texts, ..RenderInput::new(&View::whole(map)) }).unwrap()).unwrap()
}

fn networkx(documents: &[String]) -> Option<Vec<Value>> {
    let found = python("graphml.py", &["networkx"], &json!(documents))?;
    Some(found.as_array().unwrap().clone())
}

/// A text as XML can hold it.
fn held(text: &str) -> String {
    let dropped = |c: &char| (c.is_control() && !"\t\n\r".contains(*c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|c| !dropped(c)).collect()
}

#[test]
fn networkx_reads_of_every_seed_what_the_json_says() {
    let maps: Vec<Value> = seeds()
        .iter()
        .map(|path| serde_json::from_str(&palabre(&["map", path, "-f", "json", "--authors", "keep"])).unwrap())
        .collect();
    let documents: Vec<String> =
        seeds().iter().map(|path| palabre(&["map", path, "-f", "graphml", "--authors", "keep"])).collect();
    let Some(found) = networkx(&documents) else { return };
    for (graph, map) in found.iter().zip(&maps) {
        assert_eq!(graph["directed"], true);
        assert!(graph["graph"]["notice"].as_str().unwrap().contains("unreviewed"), "{}", graph["graph"]);
        let (nodes, records) = (graph["nodes"].as_array().unwrap(), map["nodes"].as_array().unwrap());
        assert_eq!(nodes.len(), records.len());
        for (node, record) in nodes.iter().zip(records) {
            assert_eq!(node[0], record["id"]);
            let (node, names) = (&node[1], |key: &str| {
                let labels = record[key].as_array().unwrap().iter();
                labels.map(|label| label["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
            });
            for key in ["kind", "thread", "author", "time", "lang", "depth", "status", "strength", "of", "votes"] {
                let value = &record[key];
                let missing = value.is_null() || value == "";
                assert_eq!(node[key], if missing { Value::Null } else { value.clone() }, "{key}: {node}");
            }
            assert_eq!(node["text"].as_str().unwrap_or_default(), held(record["text"].as_str().unwrap()));
            assert_eq!(node["positions"].as_str().unwrap_or_default(), names("positions").join("; "));
            assert_eq!(node["forms"].as_str().unwrap_or_default(), names("forms").join("; "));
            assert_eq!(node["position"].as_str(), names("positions").first().map(String::as_str));
            assert!(node["depth"].is_u64() && node["context"].is_boolean() && node["label"].is_string(), "{node}");
            assert!(node["strength"].is_null() || node["strength"].is_f64(), "{node}");
            // Every piece of evidence with its place and words.
            for label in record["positions"].as_array().unwrap() {
                for piece in label["evidence"].as_array().unwrap() {
                    let [rule, words] = [&piece["rule"], &piece["text"]].map(|value| value.as_str().unwrap());
                    let said = format!("{rule} {}-{} “{}”", piece["start"], piece["end"], held(words));
                    assert!(node["evidence"].as_str().unwrap().contains(&said), "{said} in {node}");
                    assert!(node["rules"].as_str().unwrap().contains(rule));
                }
            }
        }
        let (edges, records) = (graph["edges"].as_array().unwrap(), map["edges"].as_array().unwrap());
        assert_eq!(edges.len(), records.len());
        for record in records {
            let edge = edges.iter().find(|edge| edge[2]["id"] == record["id"]).unwrap();
            assert_eq!((&edge[0], &edge[1]), (&record["from"], &record["to"]));
            let edge = &edge[2];
            assert_eq!((&edge["relation"], &edge["confidence"]), (&record["relation"], &record["confidence"]));
            assert!(edge["weight"].is_f64() && edge["given"].is_boolean() && edge["polarity"].is_i64(), "{edge}");
            if record["relation"] == "part-of" {
                continue;
            }
            for key in ["given", "relation_p", "relation_by", "undercut", "reasoned", "claim"] {
                assert_eq!(edge[key], record[key], "{key}");
            }
            let polarity = match record["relation"].as_str().unwrap() {
                "support" => 1,
                "rebuttal" | "correction" => -1,
                _ => 0,
            };
            assert_eq!(edge["polarity"], polarity);
            for piece in record["evidence"].as_array().unwrap() {
                assert!(edge["rules"].as_str().unwrap().contains(piece["rule"].as_str().unwrap()));
            }
        }
    }
}

#[test]
fn networkx_reads_any_text_as_it_was() {
    let mut maps = Vec::new();
    for text in HOSTILE {
        let mut make = Maker::new(Some(text));
        let first = make.add(Kind::Post, text);
        let second = make.add(Kind::Comment, text);
        make.link(second, first, Relation::Rebuttal, 0.9, 0.9);
        // A second link between the two, and an id that XML cannot hold.
        make.link(second, first, Relation::Support, 0.4, 0.9);
        make.map.graph[first].id = format!("{text}\u{0}");
        make.map.graph[second].id = text.to_owned();
        maps.push(make.map);
    }
    let mut runner = TestRunner::deterministic();
    for seed in 0..60 {
        let texts = crate::draw::texts().new_tree(&mut runner).unwrap().current();
        maps.push(maps::random(seed, 12, &texts));
    }
    maps.push(ArgumentMap::default());
    let documents: Vec<String> = maps.iter().map(|map| of(map, Texts::Full)).collect();
    let Some(found) = networkx(&documents) else { return };
    for (graph, map) in found.iter().zip(&maps) {
        let nodes = graph["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), map.graph.node_count());
        for (node, entry) in nodes.iter().zip(map.graph.node_weights()) {
            assert_eq!(node[1]["text"].as_str().unwrap_or_default(), held(&entry.comment.text));
        }
        assert_eq!(graph["edges"].as_array().unwrap().len(), map.graph.edge_count());
    }
}

#[test]
fn a_hidden_text_is_in_no_attribute() {
    let map = maps::seed();
    for (texts, words) in [(Texts::None, "pipotent"), (Texts::Excerpt, "phénoménale")] {
        assert!(of(&map, Texts::Full).contains(words) && !of(&map, texts).contains(words));
    }
}
