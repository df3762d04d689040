//! The writers `json`, `jsonl` and `csv`, and the counts of `stats`: what docs/contract.md promises to scripts.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stderr, clippy::float_cmp)]

use palabre::diagnostic::{Diagnostic, Warned};
use palabre::filter::{self, Filters, Folds, View};
use palabre::graph::{ArgumentMap, graph};
use palabre::link::{Link, LinkEvidence, PlacedLink};
use palabre::measure::stats::Stats;
use palabre::privacy::{Authors, Privacy};
use palabre::rule::Codebook;
use palabre::span::Span;
use palabre::tag::Toward;
use palabre::thread::{Comment, Quote};
use palabre::write::{RenderInput, Texts, json, jsonl, tag_csv};
use proptest::prelude::*;
use serde_json::Value;

use crate::parts::{article, bare_link, comment, discussion, graph_of, label, link, map, part, placed, tags_of};

fn sheet<'v>(view: &'v View<'v>, diagnostics: &'v [Diagnostic], texts: Texts) -> RenderInput<'v> {
    RenderInput { diagnostics, texts, ..RenderInput::new(view) }
}

fn as_json(map: &ArgumentMap, texts: Texts) -> Value {
    let view = View::whole(map);
    serde_json::from_slice(&json::write(&sheet(&view, &[], texts)).unwrap()).unwrap()
}

fn as_records(map: &ArgumentMap, texts: Texts) -> Vec<Value> {
    let view = View::whole(map);
    let bytes = jsonl::write(&sheet(&view, &[], texts)).unwrap();
    std::str::from_utf8(&bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A reply with accents before everything that has an offset.
fn accented() -> ArgumentMap {
    let (top, reply) = ("Éé: économie libérale. Fin.", "à “libérale” près, où ça ?");
    let span = |text: &str, words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let mut answer = comment("c1", None, reply);
    answer.quotes = vec![Quote { span: span(reply, "“libérale”"), to: Some("article".into()) }];
    let evidence = LinkEvidence {
        rule: "fr.link.echo".into(),
        from: Some(span(reply, "libérale")),
        to: Some(span(top, "libérale")),
        share: 1.5,
    };
    let echo = Link {
        anchor: Some(span(top, "libérale")),
        given: false,
        confidence: 0.831_25,
        evidence: vec![evidence],
        relations: [1.0 / 3.0, 0.0, 1.0 / 3.0, 0.0, 0.0, 0.0, 1.0 / 3.0],
        ..bare_link(0.7)
    };
    let mut part = part("t1", vec![article(top), answer], vec![placed(1, 0, echo)]);
    let mut skeptic = label("skeptic", 0.712_34, reply, "où ça");
    skeptic.toward = Some(Toward { comment: 0, span: Some(span(top, "économie")) });
    tags_of(&mut part, 1).positions = vec![skeptic];
    tags_of(&mut part, 1).forms = vec![label("question", 0.5, reply, "?")];
    tags_of(&mut part, 1).scores = [("question", 0.5), ("skeptic", 0.712_34)].into();
    map(part)
}

#[test]
fn offsets_are_scalar_values_of_the_text_they_point_into() {
    let map = accented();
    let value = as_json(&map, Texts::Full);
    let (nodes, edge) = (&value["nodes"], &value["edges"][0]);
    let words = |text: &Value, place: &Value, start: &str, end: &str| -> String {
        let (start, end) = (place[start].as_u64().unwrap() as usize, place[end].as_u64().unwrap() as usize);
        text.as_str().unwrap().chars().skip(start).take(end - start).collect()
    };
    let (top, reply) = (&nodes[0]["text"], &nodes[1]["text"]);
    let position = &nodes[1]["positions"][0];
    assert_eq!(words(reply, &position["evidence"][0], "start", "end"), "où ça");
    assert_eq!(position["evidence"][0]["text"], "où ça");
    assert_eq!(words(top, &position["toward"], "start", "end"), "économie");
    assert_eq!(position["toward"]["node"], "article");
    assert_eq!(words(reply, &nodes[1]["quotes"][0], "start", "end"), "“libérale”");
    assert_eq!(words(top, &edge["anchor"], "start", "end"), "libérale");
    assert_eq!(words(reply, &edge["evidence"][0], "start", "end"), "libérale");
    assert_eq!(words(top, &edge["evidence"][0], "to_start", "to_end"), "libérale");
}

#[test]
fn a_record_has_the_fields_of_the_contract() {
    let map = accented();
    let records = as_records(&map, Texts::Full);
    let record = &records[1];
    assert_eq!(record["schema"], "palabre.tag/1");
    assert_eq!((&record["thread"], &record["id"]), (&"t1".into(), &"c1".into()));
    assert_eq!(record["lang"], Value::Null);
    assert_eq!(record["scores"], serde_json::json!({"question": 0.5, "skeptic": 0.7123}));
    let position = &record["positions"][0];
    assert_eq!(
        (&position["label"], &position["axis"], &position["by"]),
        (&"skeptic".into(), &"stance".into(), &"rule".into())
    );
    assert_eq!(position["score"], 0.7123);
    assert!(record["forms"][0].get("axis").is_none() && record["forms"][0].get("toward").is_none());
    let link = &record["links"][0];
    for field in ["to", "given", "confidence", "anchor", "relation", "relation_by", "relation_p", "reasoned"] {
        assert!(link.get(field).is_some(), "{field}");
    }
    assert_eq!((&link["to"], &link["confidence"]), (&"article".into(), &0.8313.into()));
    let sum: f64 = link["relations"].as_object().unwrap().values().map(|p| p.as_f64().unwrap()).sum();
    assert_eq!(link["relations"].as_object().unwrap().len(), 7);
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    assert_eq!(records[0]["links"], serde_json::json!([]), "the article has a record, since links name it");
}

#[test]
fn the_map_has_the_fields_of_the_contract() {
    let mut part = discussion();
    part.thread.title = Some("Titre".into());
    part.thread.announced = Some(6);
    let map = map(part);
    let mut filters = Filters::default();
    filters.add("reaches", "article").unwrap();
    let (view, _) = filter::view(&map, &filters, Folds::Never);
    let noticed = [Diagnostic::warning("count-mismatch", "announced 7, found 6").about("t1").at(Span::new(3, 9))];
    let bytes = json::write(&sheet(&view, &noticed, Texts::Full)).unwrap();
    let value: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(value["schema"], "palabre/1");
    assert_eq!(value["filters"], serde_json::json!(["reaches=article"]));
    assert_eq!(
        value["threads"][0],
        serde_json::json!({"id": "t1", "title": "Titre", "source": null, "announced": 6, "read": 6})
    );
    let kinds: Vec<_> = value["nodes"].as_array().unwrap().iter().map(|node| node["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["article", "claim", "comment", "comment", "comment", "comment", "comment", "comment"]);
    let claim = &value["nodes"][1];
    assert_eq!(
        (&claim["id"], &claim["of"], &claim["start"], &claim["end"]),
        (&"article#1".into(), &"article".into(), &0.into(), &33.into())
    );
    assert!(claim.get("status").is_none() && claim["taken_up"]["correction"] == 1);
    let defended = &value["nodes"][2];
    assert_eq!((&defended["status"], &defended["strength"]), (&"defended".into(), &0.91.into()));
    assert_eq!((&defended["status_reasoned"], &defended["strength_reasoned"]), (&"unchallenged".into(), &1.0.into()));
    let edges = value["edges"].as_array().unwrap();
    assert_eq!(
        edges[0],
        serde_json::json!({"id": "e1", "from": "article#1", "to": "article", "relation": "part-of", "confidence": 1.0})
    );
    let correction = edges.iter().find(|edge| edge["relation"] == "correction").unwrap();
    assert_eq!((&correction["to"], &correction["claim"]), (&"article".into(), &"article#1".into()));
    let diagnostic = &value["diagnostics"][0];
    assert_eq!((&diagnostic["severity"], &diagnostic["where"]["about"]), (&"warning".into(), &"t1".into()));
    let lines = std::str::from_utf8(&bytes).unwrap().lines().filter(|line| line.starts_with("{\"id\":")).count();
    let issues = value["issues"].as_array().unwrap().len();
    assert_eq!(lines, 1 + 8 + 7 + issues, "one thread, node, edge or issue a line");
}

#[test]
fn texts_are_withheld_on_request_and_offsets_are_not() {
    let map = accented();
    let value = as_json(&map, Texts::None);
    assert!(!value.to_string().contains("libérale") && !value.to_string().contains("où ça"));
    assert_eq!(value["nodes"][1]["positions"][0]["evidence"][0]["start"], 19);
    assert!(!as_records(&map, Texts::None)[1].to_string().contains("libérale"));
}

#[test]
fn ids_of_records_are_those_of_their_thread() {
    let make = |id: &str| part(id, vec![comment("1", None, "x"), comment("2", Some("1"), "y")], vec![link(1, 0, 0.9)]);
    let (map, _) = graph_of(vec![make("a"), make("b")]);
    let records = as_records(&map, Texts::Full);
    let named: Vec<_> = records.iter().map(|r| format!("{} {}", r["thread"], r["id"])).collect();
    assert_eq!(named, ["\"a\" \"1\"", "\"a\" \"2\"", "\"b\" \"1\"", "\"b\" \"2\""]);
    assert_eq!(records[3]["links"][0]["to"], "1");
    assert_eq!(as_json(&map, Texts::Full)["edges"][1]["to"], "b/1");
}

#[test]
fn a_table_has_a_row_a_comment_and_no_formula() {
    let mut part = discussion();
    part.thread.comments[2].text = "=HYPERLINK(\"x\")\n\"a\", b".into();
    let map = map(part);
    let view = View::whole(&map);
    let bytes = tag_csv::write(&sheet(&view, &[], Texts::Full)).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headers: Vec<String> = reader.headers().unwrap().iter().map(Into::into).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| rows[row][headers.iter().position(|header| header == name).unwrap()].to_owned();
    assert_eq!(rows.len(), 7);
    assert_eq!(cell(2, "text"), "'=HYPERLINK(\"x\")\n\"a\", b");
    assert_eq!((cell(2, "to"), cell(2, "relation"), cell(2, "given")), ("c1".into(), "rebuttal".into(), "true".into()));
    assert_eq!((cell(1, "positions"), cell(1, "status")), ("skeptic 0.9".into(), "defended".into()));
}

#[test]
fn the_counts() {
    let map = map(discussion());
    let noticed = [Diagnostic::warning("x", "y"), Diagnostic::note("x", "y")];
    let view = View::whole(&map);
    let stats = Stats::of(&view, &noticed);
    assert_eq!(stats.positions, [("skeptic".to_owned(), 2), ("hypothesis".to_owned(), 1)]);
    assert_eq!((stats.open_rebuttals, stats.max_depth, stats.claims, stats.unlinked), (2, 3, 1, 0));
    assert_eq!(stats.statuses, [("unchallenged", 4), ("defended", 1), ("challenged", 1), ("undecided", 0)]);
    let value: Value = serde_json::from_str(&stats.json(&view)).unwrap();
    assert_eq!(value["relations"][3], serde_json::json!({"relation": "question", "given": 0, "inferred": 1}));
    assert!(stats.text(&view).contains("skeptic"));
}

proptest! {
    /// Any text goes through every writer and comes out as it was.
    #[test]
    fn any_text_survives(text in any::<String>()) {
        let map = map(part("t", vec![comment("c1", None, &text)], vec![]));
        let value = as_json(&map, Texts::Full);
        prop_assert_eq!(value["nodes"][0]["text"].as_str(), Some(text.as_str()));
        let view = View::whole(&map);
        let bytes = tag_csv::write(&sheet(&view, &[], Texts::Full)).unwrap();
        let rows: Vec<_> = csv::Reader::from_reader(bytes.as_slice()).into_records().map(Result::unwrap).collect();
        let cell = rows[0].iter().next_back().unwrap();
        prop_assert!(cell == text || cell.strip_prefix('\'') == Some(text.as_str()), "{:?}", cell);
        prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']));
    }

    /// By default no author string stands in any output, wherever it stood in what was read.
    #[test]
    fn no_output_names_an_author(names in prop::collection::vec("[A-Z][a-zé]{4,8}q[ -][A-Z]z[a-z]{2,5}", 2..5)) {
        let said = |number: usize, name: &String, text: String| {
            Comment { author: Some(name.clone()), ..comment(&format!("c{number}"), None, &text) }
        };
        let mut comments = vec![article(&format!("@{} écrit.", names[0]))];
        for (number, name) in names.iter().enumerate() {
            let other = &names[(number + 1) % names.len()];
            comments.push(said(number + 1, name, format!("@{other}: {name} dit « {other} », {other}.")));
        }
        let anchor = Some(Span::new(0, comments[0].text.len()));
        let links = (1..comments.len()).map(|from| placed(from, 0, Link { anchor, ..bare_link(0.9) })).collect();
        let mut parts = vec![part("t", comments, links)];
        parts[0].thread.title = Some(format!("Lettre à {}", names[1]));
        let words = parts[0].thread.comments[1].text.clone();
        tags_of(&mut parts[0], 1).positions = vec![label("skeptic", 0.9, &words, &names[0])];
        let parts = Privacy::new(Authors::Pseudonym).apply(parts, &mut []);
        let Warned { value: map, diagnostics } = graph(parts, &Codebook::default());
        let view = View::whole(&map);
        let sheet = sheet(&view, &diagnostics, Texts::Full);
        let stats = Stats::of(&view, &diagnostics);
        let mut out = stats.json(&view) + &stats.text(&view);
        for write in [json::write, jsonl::write, tag_csv::write] {
            out += std::str::from_utf8(&write(&sheet).unwrap()).unwrap();
        }
        prop_assert!(out.contains("Author 1") && out.contains("claim"));
        for name in &names {
            prop_assert!(!out.contains(name.as_str()), "{name} in {out}");
        }
    }
}

#[test]
fn a_comment_that_answers_all_others_is_written_whole() {
    let many = 20_000;
    let text = "Où ça ? ".repeat(20);
    let mut comments: Vec<Comment> = (0..many).map(|n| comment(&format!("c{n}"), None, &text)).collect();
    let mut links: Vec<PlacedLink> = (1..many).map(|n| link(n, n / 2, 0.7)).collect();
    // One long comment that answers all others.
    comments.push(comment("last", None, &text.repeat(many / 20)));
    links.extend((0..many).map(|to| link(many, to, 0.4)));
    let map = map(part("t", comments, links));
    let view = View::whole(&map);
    let sheet = sheet(&view, &[], Texts::Full);
    for (name, write) in
        [("json", json::write as fn(&RenderInput<'_>) -> _), ("jsonl", jsonl::write), ("csv", tag_csv::write)]
    {
        let bytes = write(&sheet).unwrap();
        // Each comment is written once, however many links meet at it.
        assert!(bytes.len() > many * text.len(), "{name}: {} bytes", bytes.len());
    }
}
