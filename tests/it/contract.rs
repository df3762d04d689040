//! What `docs/contract.md` promises: outputs match the published schemas, and what is written is read back as it was.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::{Path, PathBuf};

use palabre::filter::View;
use palabre::graph::{ArgumentMap, restore};
use palabre::link::Link;
use palabre::privacy::{Authors, Private};
use palabre::read::{Options, read};
use palabre::schema::map::MapRecord;
use palabre::schema::native::NativeRecord;
use palabre::schema::tag::TagRecord;
use palabre::span::Span;
use palabre::tag::{By, Label, TaggedComment, Toward};
use palabre::thread::{Comment, Kind, Lang, Mark, Quote, Relation, Thread};
use palabre::write::{RenderInput, json, jsonl, native};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

use crate::parts::{bare_link, comment, graph_of, label, part, placed};
use crate::run::{messages, run, text};

/// What the program writes; nothing for a sample without comments, or one that it refuses with a reason.
fn output(arguments: &[&str]) -> String {
    let output = run(arguments);
    let is_refused = output.status.code() == Some(2) && messages(&output).contains("error[input]");
    assert!(matches!(output.status.code(), Some(0 | 1)) || is_refused, "{arguments:?}: {}", messages(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn validator(name: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schema/{name}.json"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// Every input of the repository that is a thread.
fn seeds() -> Vec<String> {
    let folders = ["seeds", "seeds/formats", "seeds/threads"];
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths.iter().map(|path| path.display().to_string()).collect()
}

fn assert_valid(validator: &jsonschema::Validator, text: &str, what: &str) {
    let value: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}: {errors:?}");
}

#[test]
fn outputs_of_every_seed_match_the_published_schemas() {
    let (map, tag, native) = (validator("map"), validator("tag"), validator("native"));
    for seed in seeds() {
        let written = output(&["map", &seed, "-f", "json", "--inherited"]);
        if written.is_empty() {
            continue;
        }
        assert_valid(&map, &written, &seed);
        for line in output(&["tag", &seed, "-f", "jsonl"]).lines() {
            assert_valid(&tag, line, &seed);
        }
        for line in output(&["convert", &seed]).lines() {
            assert_valid(&native, line, &seed);
        }
    }
    for folding in [&["--collapse", "position"][..], &["--max-nodes", "6"], &["--texts", "none"], &["--form", "irony"]]
    {
        let arguments = [&["map", "seeds/deepseek.txt", "-f", "json"], folding].concat();
        assert_valid(&map, &text(&arguments), &format!("{folding:?}"));
    }
}

#[test]
fn the_schemas_refuse_what_is_not_in_the_contract() {
    let map = validator("map");
    let written: Value = serde_json::from_str(&text(&["map", "seeds/deepseek.txt", "-f", "json"])).unwrap();
    assert!(map.is_valid(&written));
    for (pointer, value) in [
        ("/schema", Value::from("palabre/2")),
        ("/nodes/1/id", Value::from(7)),
        ("/nodes/1/positions", Value::Null),
        ("/edges/0/to", Value::Null),
        ("/threads/0/read", Value::from(-1)),
    ] {
        let mut wrong = written.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(!map.is_valid(&wrong), "{pointer}");
    }
    let mut wrong = written;
    wrong["nodes"][1].as_object_mut().unwrap().remove("author");
    assert!(!map.is_valid(&wrong), "null says that the author is unknown");
}

#[test]
fn records_of_every_seed_are_written_again_as_they_were_read() {
    for seed in seeds() {
        let written = output(&["map", &seed, "-f", "json", "--inherited"]);
        if written.is_empty() {
            continue;
        }
        let record: MapRecord<'_> = serde_json::from_str(&written).unwrap();
        // The writer breaks lines between nodes; the values are the same, and none is lost.
        let again: Value = serde_json::to_value(&record).unwrap();
        assert_eq!(again, serde_json::from_str::<Value>(&written).unwrap(), "{seed}");
        for line in output(&["tag", &seed, "-f", "jsonl"]).lines() {
            let record: TagRecord<'_> = serde_json::from_str(line).unwrap();
            assert_eq!(serde_json::to_string(&record).unwrap(), line, "{seed}");
        }
        for line in output(&["convert", &seed]).lines() {
            let record: NativeRecord<'_> = serde_json::from_str(line).unwrap();
            assert_eq!(serde_json::to_string(&record).unwrap(), line, "{seed}");
        }
    }
}

/// A place in a text of at least one character.
fn span(text: &str, start: Index, length: Index) -> Span {
    let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    let start = start.index(starts.len());
    let end = start + 1 + length.index(starts.len() - start);
    Span::new(starts[start], starts.get(end).copied().unwrap_or(text.len()))
}

fn any_label(names: &'static [&'static str]) -> impl Strategy<Value = Vec<(Label, Index, Index, Index)>> {
    let one = (select(names), 0.0..=1.0, any::<bool>(), any::<[Index; 3]>()).prop_map(|(name, score, by, places)| {
        let by = if by { By::Rule } else { By::Link };
        (Label { by, score, ..label(name, 0.5, "x", "x") }, places[0], places[1], places[2])
    });
    prop::collection::vec(one, 0..3).prop_map(|mut labels| {
        labels.sort_by(|a, b| b.0.score.total_cmp(&a.0.score));
        labels.dedup_by(|a, b| a.0.name == b.0.name);
        labels
    })
}

/// A map of one or two threads whose texts, labels, links and places are random; what the other stages make of them too.
fn any_map() -> impl Strategy<Value = ArgumentMap> {
    let one =
        ("\\PC{1,12}", any_label(&["skeptic", "endorsing"]), any_label(&["irony", "question"]), any::<[Index; 3]>());
    let comments = prop::collection::vec(one, 1..8);
    let links =
        prop::collection::vec((any::<[Index; 6]>(), 0.0..=1.0, 0.0..=1.0, any::<[bool; 4]>(), 0..7_usize), 0..10);
    let threads = prop::collection::vec((comments, links, any::<bool>()), 1..3);
    threads.prop_map(|threads| {
        let parts = threads.into_iter().enumerate().map(|(number, (entries, links, opens))| {
            let texts: Vec<String> = entries.iter().map(|entry| entry.0.clone()).collect();
            let count = entries.len();
            let comments = entries.iter().enumerate().map(|(place, (text, _, _, indices))| {
                let quotes = vec![Quote { span: span(text, indices[0], indices[1]), to: None }];
                Comment {
                    kind: if opens && place == 0 { Kind::Article } else { Kind::Comment },
                    author: (place % 3 != 0).then(|| format!("Author {place}")),
                    quotes: if indices[2].index(2) == 0 { quotes } else { Vec::new() },
                    votes: (place % 4 == 1).then_some(-3),
                    marks: if place % 5 == 2 { vec![Mark::Edited] } else { Vec::new() },
                    extra: if place % 5 == 3 {
                        [("k".to_owned(), "[1,\"é\"]".to_owned())].into()
                    } else {
                        std::collections::BTreeMap::default()
                    },
                    ..comment(&format!("c{place}"), None, text)
                }
            });
            let links = links.into_iter().filter(|_| count > 1).map(
                |(at, confidence, p, [given, anchored, undercut, reasoned], kind)| {
                    let (from, to) = (1 + at[0].index(count - 1), at[1].index(count));
                    let relation = Relation::ALL[kind];
                    let mut relations = [(1.0 - p) / 6.0; 7];
                    relations[kind] = p;
                    let mut link = Link {
                        given,
                        confidence,
                        relation,
                        relation_p: p,
                        relations,
                        undercut,
                        reasoned,
                        ..bare_link(p)
                    };
                    link.anchor = anchored.then(|| span(&texts[to], at[2], at[3]));
                    link.evidence[0].from = Some(span(&texts[from], at[4], at[5]));
                    placed(from, to, link)
                },
            );
            let mut part = part(&format!("t{number}"), comments.collect(), links.collect());
            let comments = part.tagged.comments.iter_mut().zip(&entries);
            for (TaggedComment { tags, .. }, (text, positions, forms, _)) in comments {
                let place = |(label, start, length, toward): &(Label, Index, Index, Index), is_position: bool| {
                    let mut label = label.clone();
                    label.evidence[0].span = span(text, *start, *length);
                    let other = toward.index(count);
                    label.toward = (is_position && other % 2 == 0).then_some(Toward { comment: other, span: None });
                    label
                };
                tags.positions = positions.iter().map(|label| place(label, true)).collect();
                tags.forms = forms.iter().map(|label| place(label, false)).collect();
            }
            part
        });
        graph_of(parts.collect()).0
    })
}

fn any_thread(number: usize) -> impl Strategy<Value = Thread> {
    let name = || prop::option::of("[a-zé]{1,5}");
    let one = (
        ("[^\u{0}]{1,16}", name(), name(), name()),
        (prop::option::of(any::<i64>()), any::<bool>(), prop::option::of(0..9_usize), any::<bool>()),
        (
            select(Kind::ALL.to_vec()),
            prop::option::of(select(Relation::ALL.to_vec())),
            prop::option::of(select(vec![Lang::FR, Lang::DE])),
        ),
        (prop::sample::subsequence(Mark::ALL.to_vec(), 0..3), any::<[Index; 2]>(), any::<bool>()),
    );
    let all = prop::collection::vec(one, 1..6);
    (all, name(), prop::option::of(0..99_usize), any::<bool>()).prop_map(move |(all, title, announced, ordered)| {
        let comments = all.into_iter().enumerate().map(|(place, (names, numbers, kinds, marks))| {
            let (text, parent, author, time) = names;
            let (votes, capped, held, extra) = numbers;
            let quotes = marks.2.then(|| Quote { span: span(&text, marks.1[0], marks.1[1]), to: parent.clone() });
            Comment {
                id: format!("c{place}"),
                // The reader puts openings first.
                kind: if kinds.0.0.is_opening() && place > 0 { Kind::Comment } else { kinds.0.0 },
                quotes: quotes.into_iter().collect(),
                marks: marks.0.into_iter().map(|(mark, _)| mark).collect(),
                extra: if extra {
                    [("k".to_owned(), "{\"a\":[null,\"é\\\"\"]}".to_owned())].into()
                } else {
                    std::collections::BTreeMap::default()
                },
                ordinal: ordered.then_some(i64::try_from(place).unwrap()),
                relation: kinds.1,
                lang: kinds.2,
                text,
                parent,
                author,
                time,
                votes,
                capped,
                held,
                ..Comment::default()
            }
        });
        Thread { id: format!("t{number}"), title, announced, comments: comments.collect(), ..Thread::default() }
    })
}

proptest! {
    #[test]
    fn a_map_written_and_read_back_is_written_the_same(map in any_map()) {
        let view = View::whole(&map);
        let written = json::write(&RenderInput::new(&view)).unwrap();
        let text = std::str::from_utf8(&written).unwrap();
        let restored = restore(text, Authors::Keep).unwrap();
        let view = View::whole(&restored);
        let again = json::write(&RenderInput::new(&view)).unwrap();
        prop_assert_eq!(text, std::str::from_utf8(&again).unwrap());
        let record: MapRecord<'_> = serde_json::from_str(text).unwrap();
        prop_assert_eq!(record.nodes.len(), map.graph.node_count());
        for line in std::str::from_utf8(&jsonl::write(&RenderInput::new(&view)).unwrap()).unwrap().lines() {
            let record: TagRecord<'_> = serde_json::from_str(line).unwrap();
            prop_assert_eq!(serde_json::to_string(&record).unwrap(), line);
        }
    }

    #[test]
    fn native_lines_written_and_read_back_are_written_the_same(one in any_thread(1), two in any_thread(2)) {
        let written = native::write(&Private::names_kept(vec![one, two])).unwrap();
        let options = Options { from: Some("jsonl".to_owned()), keep_fields: true, ..Options::default() };
        let (threads, _) = read(&written, &options).unwrap();
        let again = native::write(&Private::names_kept(threads)).unwrap();
        prop_assert_eq!(std::str::from_utf8(&written).unwrap(), std::str::from_utf8(&again).unwrap());
    }
}
