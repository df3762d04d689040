//! `read`, `convert`, packed inputs and collections, as a user meets them.

use std::fs;
use std::path::Path;

use super::run::{run, text};

fn packed(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_packed_input_gives_what_the_plain_one_gives() {
    let folder = tempfile::tempdir().unwrap();
    let zst = folder.path().join("jsonl.zst");
    fs::write(&zst, packed(&fs::read("seeds/formats/jsonl.jsonl").unwrap())).unwrap();
    // `tag` reads it thread by thread, `convert` as a whole.
    for command in [&["tag", "-q"][..], &["convert", "-q"]] {
        let plain = text(&[command, &["seeds/formats/jsonl.jsonl"]].concat());
        assert_eq!(text(&[command, &[path(&zst)]].concat()), plain);
    }
}

#[test]
fn a_thread_becomes_a_corpus_and_comes_back_with_its_title() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus/");
    let seed = "seeds/formats/jsonl.jsonl";
    text(&["convert", seed, "--authors", "keep", "-o", &format!("{}/", path(&corpus))]);
    let mut names: Vec<_> =
        fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["conversations.json", "corpus.json", "index.json", "speakers.json", "utterances.jsonl"]);
    let again = text(&["convert", path(&corpus), "--authors", "keep"]);
    let fields = |lines: &str| -> Vec<serde_json::Value> {
        let parsed = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        parsed
            .map(|line| {
                serde_json::json!([
                    line["title"],
                    line["id"],
                    line["parent"],
                    line["text"],
                    line["author"],
                    line["time"]
                ])
            })
            .collect()
    };
    assert_eq!(fields(&again), fields(&text(&["convert", seed, "--authors", "keep"])));
}

#[test]
fn names_leave_a_conversion_only_when_asked() {
    let hidden = text(&["convert", "seeds/formats/jsonl.jsonl"]);
    let kept = text(&["convert", "seeds/formats/jsonl.jsonl", "--authors", "keep"]);
    for name in ["Nadia", "Irène"] {
        assert!(kept.contains(name) && !hidden.contains(name), "{name}");
    }
}

#[test]
fn fields_that_mean_nothing_are_kept_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.jsonl");
    fs::write(&file, "{\"id\":\"1\",\"text\":\"Yes.\",\"ip\":\"10.0.0.1\",\"tags\":[\"x\",1]}\n").unwrap();
    for command in [&["map", "-f", "json"][..], &["tag"], &["convert"]] {
        let dropped = text(&[command, &[path(&file)]].concat());
        assert!(!dropped.contains("10.0.0.1"), "{command:?}");
        let kept = text(&[command, &["--keep-fields", path(&file)]].concat());
        assert!(kept.contains(r#""extra":{"ip":"[machine]","tags":["x",1]}"#), "{command:?}: {kept}");
        let named = text(&[command, &["--keep-fields", "--authors", "keep", path(&file)]].concat());
        assert!(named.contains(r#""extra":{"ip":"10.0.0.1","tags":["x",1]}"#), "{command:?}: {named}");
    }
    // What was kept once is kept again.
    let kept = text(&["convert", "--keep-fields", path(&file)]);
    fs::write(&file, &kept).unwrap();
    assert_eq!(
        text(&["convert", "--keep-fields", path(&file)]),
        kept.replace("\"thread\":\"thread\"", "\"thread\":\"a\"")
    );
}

#[test]
fn pages_of_one_thread_are_one_thread() {
    let folder = tempfile::tempdir().unwrap();
    let page = |ids: [u32; 2], number: u32| {
        let comment = |id: u32| {
            format!(
                "<li class='comment depth-1' id='comment-{id}'><cite class=fn>A{id}</cite><time datetime='2020-01-0{number}T10:00:00Z'>x</time><div class=comment-content><p>Words of {id}, at some length.</p></div></li>"
            )
        };
        format!(
            "<!DOCTYPE html><html><head><title>T</title><link rel=canonical href='https://a.example/post/'></head><body><article><h1>T</h1><div class=entry-content><p>The article, one and the same on every page of it.</p></div></article><div id=comments><ol class=comment-list>{}{}</ol></div></body></html>",
            comment(ids[0]),
            comment(ids[1])
        )
    };
    let (one, two) = (folder.path().join("1.html"), folder.path().join("2.html"));
    fs::write(&one, page([1, 2], 1)).unwrap();
    fs::write(&two, page([2, 3], 2)).unwrap();
    for inputs in [vec![path(&one), path(&two)], vec![path(folder.path())]] {
        let read: serde_json::Value =
            serde_json::from_str(&text(&[&["read", "-f", "json"][..], &inputs].concat())).unwrap();
        assert_eq!(read["threads"].as_array().unwrap().len(), 1, "{read}");
        assert_eq!(read["threads"][0]["comments"], 3, "{read}");
        assert!(read["diagnostics"].as_array().unwrap().iter().any(|told| told["code"] == "joined"));
    }
}

#[test]
fn what_was_read_is_told_in_words_and_for_programs() {
    let words = text(&["read", "seeds/formats/jsonl.jsonl"]);
    for said in ["A car-free square", "a post", "3 · 4 announced · 1 deleted", "5 of 5 given", "quotes"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let json: serde_json::Value = serde_json::from_str(&text(&["read", "-f", "json", "seeds/deepseek.txt"])).unwrap();
    assert_eq!((json["schema"].as_str(), json["threads"][0]["comments"].as_u64()), (Some("palabre.read/1"), Some(8)));
    assert_eq!(run(&["read", "seeds/hostile/empty.txt"]).status.code(), Some(1));
    assert_eq!(run(&["read", "seeds/hostile/picture.png"]).status.code(), Some(2));
}
