//! Maps that were written as JSON and are read back.

use std::path::PathBuf;

use palabre::graph::restore;

use super::run::run_with_input;

fn written(args: &[&str], stdin: &str) -> String {
    let output = run_with_input(args, stdin);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn seeds() -> Vec<String> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir("seeds/threads").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.extend(["seeds/deepseek.txt".into(), "seeds/native.jsonl".into(), "seeds/formats/jsonl.jsonl".into()]);
    paths.sort();
    paths.iter().map(|path| path.display().to_string()).collect()
}

/// A picture without the last decimal of its probabilities: one that is rounded to four decimals, then to two, may come
/// out higher than one that is rounded once.
fn rough(drawn: &str) -> String {
    regex::Regex::new(r"\b[01]\.(\d)\d\b").unwrap().replace_all(drawn, "?").into_owned()
}

/// A map without what was noticed about its input, which the map does not hold.
fn map_of(json: &str) -> serde_json::Value {
    let mut map: serde_json::Value = serde_json::from_str(json).unwrap();
    map.as_object_mut().unwrap().remove("diagnostics").unwrap();
    map
}

#[test]
fn a_map_read_back_is_the_same_map_in_every_format() {
    for seed in seeds() {
        let json = written(&["map", &seed, "-f", "json"], "");
        assert_eq!(map_of(&written(&["map", "-", "-f", "json"], &json)), map_of(&json), "{seed}");
        for format in ["svg", "dot", "text"] {
            let drawn = written(&["map", &seed, "-f", format], "");
            let again = written(&["map", "-", "-f", format], &json);
            assert_eq!(rough(&again), rough(&drawn), "{seed} as {format}");
        }
        let stats = |args: &[&str], stdin: &str| -> Vec<String> {
            let lines = written(args, stdin);
            lines.lines().filter(|line| !line.starts_with("diagnostics")).map(str::to_owned).collect()
        };
        assert_eq!(stats(&["stats", "-"], &json), stats(&["stats", &seed], ""), "{seed}");
    }
}

#[test]
fn several_threads_come_back_too() {
    let json = written(&["map", "-f", "json", "seeds/native.jsonl", "seeds/deepseek.txt", "seeds/threads"], "");
    assert_eq!(map_of(&written(&["map", "-", "-f", "json"], &json)), map_of(&json));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(value["threads"].as_array().unwrap().len() > 2);
}

#[test]
fn what_is_inherited_comes_back_too() {
    // In each thread one comment supports a proposal, and one rejects it.
    let question = "Faut-il supprimer la taxe sur le pain et laisser les gens choisir leur boulanger ?";
    let thread = |id: &str| {
        let reply = |own: &str, relation: &str| serde_json::json!({"thread": id, "id": own, "parent": "p", "lang": "fr", "relation": relation, "text": "Voilà."});
        let post = serde_json::json!({"thread": id, "id": "p", "kind": "post", "lang": "fr", "text": question});
        [post, reply("a", "support"), reply("b", "rebuttal")].map(|line| line.to_string()).join("\n")
    };
    let input = format!("{}\n{}\n", thread("t1"), thread("t2"));
    let json = |input: &str| -> serde_json::Value {
        serde_json::from_str(&written(&["map", "-", "-f", "json", "--inherited"], input)).unwrap()
    };
    let first = json(&input);
    let mut again = json(&first.to_string());
    assert_eq!(again["filters"], serde_json::json!(["inherited", "inherited"]), "the filters of both runs");
    again["filters"] = first["filters"].clone();
    assert_eq!(again, first);
    let nodes = first["nodes"].as_array().unwrap().iter();
    let labels = nodes.filter_map(|node| node["positions"].as_array()).flatten();
    let inherited: Vec<&str> =
        labels.filter(|label| label["by"] == "inherited").filter_map(|label| label["label"].as_str()).collect();
    let economics = ["liberal-economics", "interventionist-economics"];
    assert_eq!(inherited, [economics, economics].concat());
}

#[test]
fn a_part_of_a_map_says_what_it_is_a_part_of() {
    let part = written(&["map", "seeds/deepseek.txt", "-f", "json", "--position", "skeptic"], "");
    let smaller = written(&["map", "-", "-f", "json", "--form", "irony"], &part);
    let value: serde_json::Value = serde_json::from_str(&smaller).unwrap();
    assert_eq!(value["filters"], serde_json::json!(["position=skeptic", "form=irony"]));
    // What stood in the whole stands in the part, whatever of its attackers is left.
    let whole: serde_json::Value =
        serde_json::from_str(&written(&["map", "seeds/deepseek.txt", "-f", "json"], "")).unwrap();
    for node in value["nodes"].as_array().unwrap() {
        let same = whole["nodes"].as_array().unwrap().iter().find(|other| other["id"] == node["id"]).unwrap();
        assert_eq!(node["strength"], same["strength"]);
    }
}

#[test]
fn a_hand_corrected_map_is_drawn_as_corrected() {
    let json = written(&["map", "seeds/native.jsonl", "-f", "json"], "");
    let mut value: serde_json::Value = serde_json::from_str(&json).unwrap();
    value["nodes"][1]["positions"] = serde_json::json!([{"label": "in-favour"}]);
    let edge =
        serde_json::json!({"from": value["nodes"][2]["id"], "to": value["nodes"][0]["id"], "relation": "support"});
    value["edges"].as_array_mut().unwrap().push(edge);
    let drawn = written(&["map", "-", "-f", "json"], &value.to_string());
    let drawn: serde_json::Value = serde_json::from_str(&drawn).unwrap();
    let position = &drawn["nodes"][1]["positions"][0];
    assert_eq!((position["label"].as_str(), position["by"].as_str()), (Some("in-favour"), Some("human")));
    let link = drawn["edges"].as_array().unwrap().last().unwrap();
    assert_eq!((link["relation_by"].as_str(), link["relations"]["support"].as_f64()), (Some("human"), Some(1.0)));
}

#[test]
fn names_in_a_map_are_hidden_when_it_is_drawn_again() {
    let named = written(&["map", "seeds/native.jsonl", "-f", "json", "--authors", "keep"], "");
    let names: Vec<String> = serde_json::from_str::<serde_json::Value>(&named).unwrap()["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|node| node["author"].as_str().map(str::to_owned))
        .collect();
    assert!(!names.is_empty());
    let drawn = written(&["map", "-", "-f", "json"], &named);
    for name in &names {
        assert!(!drawn.contains(name.as_str()), "{name}");
    }
    assert_eq!(written(&["map", "-", "-f", "json", "--authors", "keep"], &named), named);
}

#[test]
fn a_map_that_does_not_hang_together_is_refused_with_the_reason() {
    let json = written(&["map", "seeds/native.jsonl", "-f", "json"], "");
    let mut value: serde_json::Value = serde_json::from_str(&json).unwrap();
    value["edges"][0]["to"] = "nobody".into();
    let output = run_with_input(&["map", "-"], &value.to_string());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("\"nobody\""));
    for cut in (0..json.len()).step_by(97).filter(|cut| json.is_char_boundary(*cut)) {
        assert!(restore(&json[..cut], palabre::privacy::Authors::Keep).is_err());
    }
}

#[test]
fn the_threads_of_a_map_are_found_again_in_it() {
    let threads = written(&["convert", "seeds/formats/jsonl.jsonl", "--authors", "keep"], "");
    let json = written(&["map", "seeds/formats/jsonl.jsonl", "-f", "json", "--authors", "keep"], "");
    let again = written(&["convert", "-", "--authors", "keep"], &json);
    let texts = |lines: &str| -> Vec<serde_json::Value> {
        let parsed = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        parsed
            .map(|line| serde_json::json!([line["id"], line["parent"], line["text"], line["author"], line["quotes"]]))
            .collect()
    };
    assert_eq!(texts(&again), texts(&threads));
}

#[test]
fn a_new_id_of_a_map_is_none_that_it_has() {
    let lines = concat!(
        "{\"id\":\"x1\",\"author\":\"Ann Lee\",\"text\":\"One.\"}\n",
        "{\"id\":\"bob@example.org\",\"parent\":\"x1\",\"author\":\"Bob Ray\",\"text\":\"Two.\"}\n",
        "{\"id\":\"z9\",\"parent\":\"bob@example.org\",\"author\":\"Cem Öz\",\"text\":\"Three.\"}\n",
    );
    let named = written(&["map", "-", "-f", "json", "--authors", "keep"], lines);
    let hidden = written(&["map", "-", "-f", "json"], &named);
    let value: serde_json::Value = serde_json::from_str(&hidden).unwrap();
    let texts = |list: &str, field: &str| -> Vec<String> {
        value[list].as_array().unwrap().iter().map(|item| item[field].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts("nodes", "id"), ["x1", "x2", "z9"]);
    assert_eq!(
        (texts("edges", "from"), texts("edges", "to")),
        (vec!["x2".into(), "z9".into()], vec!["x1".into(), "x2".into()])
    );
    assert_eq!(written(&["map", "-", "-f", "json"], &hidden), hidden, "the map can be read back");
}

#[test]
fn a_map_that_is_cut_off_gives_the_threads_before_the_cut() {
    let json = written(&["map", "seeds/formats/jsonl.jsonl", "-f", "json"], "");
    let all = written(&["convert", "-", "--from", "palabre"], &json).lines().count();
    let nodes = json.find("\"nodes\":[").unwrap();
    let mut counts = Vec::new();
    for cut in (nodes + 200..json.len()).step_by(1500).filter(|cut| json.is_char_boundary(*cut)) {
        let output = run_with_input(&["convert", "-", "--from", "palabre"], &json[..cut]);
        assert!(String::from_utf8_lossy(&output.stderr).contains("cut-off"), "{cut}");
        counts.push(String::from_utf8(output.stdout).unwrap().lines().count());
    }
    assert!(counts.is_sorted() && counts.last() == Some(&all), "{counts:?} of {all}");
    assert!(counts.iter().any(|count| *count < all));
}

#[test]
fn null_means_what_an_absent_field_means() {
    let written = written(&["map", "seeds/deepseek.txt", "-f", "json"], "");
    let mut map: serde_json::Value = serde_json::from_str(&written).unwrap();
    let edges = map["edges"].as_array_mut().unwrap();
    let edge = edges.iter_mut().find(|edge| edge["relation"] != "part-of").unwrap();
    let id = edge["id"].clone();
    for field in ["relation_by", "relation_p", "confidence"] {
        edge[field] = serde_json::Value::Null;
    }
    let output = run_with_input(&["map", "-", "-f", "json"], &map.to_string());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let again: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let edge = again["edges"].as_array().unwrap().iter().find(|edge| edge["id"] == id).unwrap();
    assert_eq!((&edge["relation_by"], &edge["relation_p"]), (&"human".into(), &1.0.into()));
}
