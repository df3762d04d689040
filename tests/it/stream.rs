//! Reading, tagging and writing thread by thread gives what the whole way gives. Standard input always takes the whole
//! way, so each input is given both as a file and there.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Output, Stdio};

use palabre::read::{Options, Way, survey};

use super::run::palabre;

const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/native.jsonl");

/// What is said of the input by its name differs; the rest must not.
fn stderr(output: &Output, name: &str) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    said.replace(name, "INPUT").replace("standard input", "INPUT").replace("thread.jsonl", "INPUT")
}

fn way(text: &[u8], options: &Options) -> Way {
    survey(text, options, |_| true).unwrap().way
}

/// Holds the two ways together, to standard output and to a file, and returns the records.
fn same(text: &str, flags: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    // What has no name of its own is called `thread` in standard input, too.
    let path = folder.path().join("thread.jsonl");
    fs::write(&path, text).unwrap();
    let name = path.to_str().unwrap();
    let whole = palabre().arg("tag").args(flags).arg("-").stdin(File::open(&path).unwrap()).output().unwrap();
    let stream = palabre().arg("tag").args(flags).arg(name).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&stream.stdout), String::from_utf8_lossy(&whole.stdout), "{flags:?}");
    assert_eq!(stream.status.code(), whole.status.code(), "{flags:?}");
    // A source of which nothing is known has no name in messages about its threads.
    if !text.contains("missing-parent") {
        assert_eq!(stderr(&stream, name), stderr(&whole, name), "{flags:?}");
    }
    let out = folder.path().join("out.jsonl");
    let filed = palabre().arg("tag").args(flags).arg(name).arg("-o").arg(&out).output().unwrap();
    assert_eq!(filed.status.code(), whole.status.code(), "{flags:?}");
    if filed.status.code() != Some(2) {
        assert_eq!(fs::read(&out).unwrap(), whole.stdout, "{flags:?}");
    }
    assert_eq!(names(folder.path()).len(), 1 + usize::from(out.exists()), "nothing else is left");
    String::from_utf8(stream.stdout).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Some threads, one after the other, whose comments have the same ids and whose authors meet again and are named in
/// threads they are not in.
fn threads(count: usize, comments: usize, ordinals: bool) -> Vec<String> {
    let authors = ["Ada Lovelace", "Benoît", "Chloé", "Dupont", "Émile"];
    let words = [
        "Non, c'est faux : Dupont se trompe complètement.",
        "I agree with Ada Lovelace, that is right because the figures say so.",
        "Pourquoi donc ? Écrivez à chloe@example.org.",
        "This is nonsense, as Benoît said. See https://example.org/x for a source.",
        "> Pourquoi donc ?\\nParce que le marché libre crée la richesse.",
        "Peut-être, mais l'État doit intervenir.",
    ];
    let mut lines = Vec::new();
    for thread in 0..count {
        for comment in 0..comments {
            let mut line = format!("{{\"thread\":\"t{thread:03}\",\"id\":\"c{comment}\"");
            if comment > 0 {
                write!(line, ",\"parent\":\"c{}\"", (comment - 1) / 2).unwrap();
            }
            let author = authors[(thread * 2 + comment) % (authors.len() - (thread + 1) % 2)];
            write!(line, ",\"author\":\"{author}\",\"time\":\"2025-01-{:02}\"", comment % 28 + 1).unwrap();
            if ordinals {
                write!(line, ",\"ordinal\":{}", comments - comment).unwrap();
            }
            writeln!(line, ",\"text\":\"{}\"}}", words[(thread + comment * 5) % words.len()]).unwrap();
            lines.push(line);
        }
    }
    lines
}

const FILTERS: [&[&str]; 13] = [
    &[],
    &["--position", "interventionist-economics"],
    &["--position", "no-such-label"],
    &["--form", "question", "--context"],
    &["--relation", "rebuttal"],
    &["--since", "2025-01-03", "--depth", "2"],
    &["--thread", "t002", "--inherited"],
    &["--focus", "t001/c2"],
    &["--focus", "nobody"],
    &["--authors", "keep", "--author", "Dupont"],
    &["--authors", "none", "--texts", "none"],
    &["--links", "inferred", "--min-score", "0.7"],
    &["--grep", "no such words"],
];

#[test]
fn the_seed_comes_out_the_same() {
    let seed = fs::read_to_string(SEED).unwrap();
    let records = same(&seed, &[]);
    assert!(records.lines().count() > 3);
    same(&seed.replace('\n', "\r\n"), &[]);
}

#[test]
fn threads_with_the_same_people_come_out_the_same_with_any_filter() {
    // Enough for several batches.
    let text = threads(60, 41, false).concat();
    assert_eq!(way(text.as_bytes(), &Options::default()), Way::ByThread);
    for flags in FILTERS {
        same(&text, flags);
    }
    let records = same(&text, &["--texts", "full"]);
    assert!(!records.contains("Dupont"), "named in threads he is not in");
}

#[test]
fn scattered_threads_and_ordinals_come_out_the_same() {
    let mut lines = threads(4, 9, false);
    lines.swap(0, 20);
    assert_eq!(way(lines.concat().as_bytes(), &Options::default()), Way::Scattered);
    same(&lines.concat(), &[]);
    let mut lines = threads(4, 9, true);
    assert_eq!(way(lines.concat().as_bytes(), &Options::default()), Way::ByThread);
    same(&lines.concat(), &[]);
    lines.reverse();
    assert_eq!(way(lines.concat().as_bytes(), &Options::default()), Way::Scattered);
    let records = same(&lines.concat(), &[]);
    assert!(records.starts_with("{\"schema\":\"palabre.tag/1\",\"thread\":\"t000\""), "by id");
    // One line without an ordinal, and threads keep the order they came in.
    let last = lines.len() - 1;
    lines[last] = lines[last].replace("\"ordinal\":9,", "");
    assert_eq!(way(lines.concat().as_bytes(), &Options::default()), Way::ByThread);
    same(&lines.concat(), &[]);
}

#[test]
fn what_there_is_to_say_is_said_the_same() {
    let lines = threads(3, 5, false);
    let good = lines.concat();
    let odd = [
        "nonsense\n",
        "{\"thread\":\"z\",\"id\":\"a\",\"text\":null}\n",
        "{\"thread\":\"z\",\"text\":\"a\",\"kind\":\"what\"}\n",
        "{\"thread\":\"z\",\"id\":\"a\",\"text\":\"a\"}\n{\"thread\":\"z\",\"id\":\"a\",\"text\":\"b\"}\n",
        "{\"thread\":\"z\",\"id\":\"a\",\"text\":\"a\u{0}\"}\n",
    ];
    for line in odd {
        for text in [format!("{good}{line}"), format!("{line}{good}")] {
            assert_eq!(way(text.as_bytes(), &Options::default()), Way::Whole, "{line}");
            same(&text, &[]);
        }
    }
    let mark = format!("\u{FEFF}{good}");
    same(&mark, &[]);
    // Warnings of the graph are drawn by the program's rule of three, whichever thread they are about.
    let mut circles = String::new();
    for thread in 0..6 {
        writeln!(circles, "{{\"thread\":\"t{thread}\",\"id\":\"a\",\"parent\":\"b\",\"text\":\"missing-parent\"}}")
            .unwrap();
        writeln!(circles, "{{\"thread\":\"t{thread}\",\"id\":\"b\",\"parent\":\"a\",\"text\":\"no\"}}").unwrap();
        writeln!(circles, "{{\"thread\":\"t{thread}\",\"id\":\"c\",\"parent\":\"x\",\"text\":\"yes\"}}").unwrap();
    }
    assert_eq!(way(circles.as_bytes(), &Options::default()), Way::ByThread);
    same(&circles, &[]);
}

/// The same threads in another format of one comment a line.
fn as_dump(lines: &[String], of_line: impl Fn(&serde_json::Value) -> serde_json::Value) -> String {
    lines.iter().fold(String::new(), |mut text, line| {
        writeln!(text, "{}", of_line(&serde_json::from_str(line).unwrap())).unwrap();
        text
    })
}

#[test]
fn dumps_and_corpora_come_out_the_same() {
    let lines = threads(25, 21, false);
    // Of every thread the first is its post; the posts of dumps stand anywhere.
    let dump = as_dump(&lines, |line| {
        let thread = &line["thread"];
        if line["id"] == "c0" {
            return serde_json::json!({
                "id": thread, "title": "Dupont &amp; Ada Lovelace", "selftext": line["text"], "author": line["author"],
                "num_comments": 21, "created_utc": "1420070400", "is_self": true,
            });
        }
        let id = |id: &serde_json::Value| format!("{}{}", thread.as_str().unwrap(), id.as_str().unwrap());
        let parent = match line["parent"].as_str() {
            Some("c0") | None => format!("t3_{}", thread.as_str().unwrap()),
            Some(_) => format!("t1_{}", id(&line["parent"])),
        };
        serde_json::json!({
            "id": id(&line["id"]), "link_id": format!("t3_{}", thread.as_str().unwrap()), "parent_id": parent,
            "author": line["author"], "body": line["text"], "created_utc": 1_420_070_400, "edited": false,
        })
    });
    let corpus = as_dump(&lines, |line| {
        serde_json::json!({
            "id": line["id"], "conversation_id": line["thread"], "speaker": line["author"], "text": line["text"],
            "reply-to": line["parent"], "timestamp": 1_420_070_400, "meta": {"score": 1}, "vectors": [],
        })
    });
    for (text, from) in [(dump, "pushshift"), (corpus, "convokit")] {
        let surveyed = survey(text.as_bytes(), &Options::default(), |_| true).unwrap();
        assert_eq!((surveyed.way, surveyed.from), (Way::ByThread, Some(from)));
        for flags in FILTERS {
            same(&text, flags);
        }
        assert!(!same(&text, &["--texts", "full"]).contains("Dupont"), "{from}");
        // The last line goes first: its thread is not in one piece any more, and a post comes after its comments.
        let mut lines: Vec<&str> = text.lines().collect();
        lines.rotate_right(1);
        assert_eq!(way(lines.join("\n").as_bytes(), &Options::default()), Way::Scattered, "{from}");
        same(&lines.join("\n"), &[]);
        let mut lines: Vec<&str> = text.lines().collect();
        lines[..21].reverse();
        assert_eq!(way(lines.join("\n").as_bytes(), &Options::default()), Way::ByThread, "{from}");
        same(&lines.join("\n"), &[]);
        // A line that cannot be read, and one that the strict parser refuses.
        assert_eq!(way(format!("{text}{{\"x\":1}}\n").as_bytes(), &Options::default()), Way::Whole, "{from}");
        same(&format!("{text}{{\"x\":1}}\n"), &[]);
        same(&text.replacen("Pourquoi donc", "Pourquoi \\ud83d donc", 1), &[]);
    }
    // Without its conversation an utterance needs the others.
    let line = "{\"id\":\"a\",\"speaker\":\"s\",\"reply-to\":null,\"text\":\"x\"}\n";
    assert_eq!(way(line.as_bytes(), &Options::default()), Way::Whole);
    same(&format!("{line}{}", line.replace("null", "\"a\"").replace(":\"a\",\"sp", ":\"b\",\"sp")), &[]);
}

#[test]
fn empty_and_other_inputs_come_out_the_same() {
    for text in ["", "\n\n", "{\"kind\":\"article\",\"text\":\"only that\"}\n", "Somebody\nsays something.\n"] {
        assert_eq!(way(text.as_bytes(), &Options::default()), Way::Whole, "{text}");
        same(text, &[]);
    }
    // Nameless comments, and names of threads that tell somebody.
    same("{\"text\":\"a\"}\n{\"thread\":\"thread\",\"text\":\"a\"}", &[]);
    let text = threads(2, 4, false).concat().replace("t001", "Ada Lovelace asks");
    assert!(!same(&text, &[]).contains("Lovelace"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.jsonl");
    fs::write(&path, threads(100, 50, false).concat()).unwrap();
    let mut child = palabre().arg("tag").arg(&path).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
#[cfg(target_os = "linux")]
fn a_program_that_is_killed_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.jsonl");
    fs::write(&path, threads(400, 50, false).concat()).unwrap();
    let out = folder.path().join("out.jsonl");
    fs::write(&out, "old").unwrap();
    let mut child = palabre().arg("tag").arg(&path).arg("-o").arg(&out).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    let ended = child.try_wait().unwrap().is_some();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(names(folder.path()).len(), 2);
    assert!(ended || fs::read(&out).unwrap() == b"old");
}
