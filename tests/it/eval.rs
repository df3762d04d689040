//! `eval`: counts by thread, and the intervals that follow from their spread.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stderr, clippy::float_cmp)]

use std::fmt::Write as _;
use std::path::Path;

use palabre::measure::eval::interval::{Interval, Intervals, LEVEL, ROUNDS, intervals};
use palabre::measure::eval::{Counts, Evaluation, Share, Tally};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::run::{palabre, text};

/// A thread of `of` comments of which so many are exactly right, with a position that is found, given wrongly, missed.
fn thread(right: usize, of: usize, counts: [usize; 3]) -> Tally {
    let [hit, wrong, missed] = counts;
    let mut tally = Tally { comments: of, exact: Share { right, of }, ..Tally::default() };
    tally.positions.insert("skeptic".into(), Counts { hit, wrong, missed });
    tally
}

fn total(threads: &[Tally]) -> Tally {
    threads.iter().fold(Tally::default(), |mut sum, thread| {
        sum.add(thread);
        sum
    })
}

fn width([low, high]: Interval) -> f64 {
    high - low
}

fn holds([low, high]: Interval, value: f64) -> bool {
    low <= value && value <= high
}

/// Threads between good and bad, the same every time.
fn mixed(count: usize) -> Vec<Tally> {
    (0..count).map(|at| thread([9, 2, 6, 4, 7][at % 5], 10, [[6, 1, 1], [1, 3, 5], [4, 2, 0]][at % 3])).collect()
}

#[test]
fn intervals_hold_the_figure_and_are_the_same_every_time() {
    let threads = mixed(12);
    let found = intervals(&threads);
    assert_eq!((found.threads, found.rounds, found.level, found.why), (12, ROUNDS, LEVEL, None));
    assert_eq!(found, intervals(&threads));
    let total = total(&threads);
    let (counts, of) = (total.positions["skeptic"], found.positions["skeptic"]);
    for (interval, value) in [
        (found.exact, total.exact.value()),
        (of.f1, counts.f1()),
        (of.precision, counts.precision()),
        (of.recall, counts.recall()),
    ] {
        let interval = interval.unwrap();
        assert!(holds(interval, value), "{value} is not in {interval:?}");
        assert!(width(interval) > 0.05 && interval[0] >= 0.0 && interval[1] <= 1.0, "{interval:?}");
    }
    assert_eq!((found.links, found.cuts.f1), (None, None), "nothing was counted");
}

#[test]
fn more_threads_make_narrower_intervals() {
    let widths: Vec<f64> = [15, 60, 240].map(|count| width(intervals(&mixed(count)).exact.unwrap())).to_vec();
    assert!(
        widths[0] > 1.5 * widths[1] && widths[1] > 1.5 * widths[2],
        "{widths:?}: four times the threads, half the width"
    );
    // The normal approximation: twice 1.96 standard deviations of a thread's share, by the root of their number.
    let shares = [0.9, 0.2, 0.6, 0.4, 0.7];
    let mean: f64 = shares.iter().sum::<f64>() / 5.0;
    let deviation = (shares.iter().map(|share| (share - mean) * (share - mean)).sum::<f64>() / 5.0).sqrt();
    let expected = 2.0 * 1.96 * deviation / 240.0_f64.sqrt();
    assert!((widths[2] / expected - 1.0).abs() < 0.1, "{} against {expected}", widths[2]);
}

#[test]
fn comments_of_one_thread_are_not_drawn_one_by_one() {
    // The same comments, in threads that are all alike and in threads that are all or nothing.
    let alike: Vec<Tally> = (0..20).map(|_| thread(5, 10, [1, 0, 0])).collect();
    let apart: Vec<Tally> = (0..20).map(|at| thread(10 * (at % 2), 10, [1, 0, 0])).collect();
    assert_eq!(intervals(&alike).exact, Some([0.5, 0.5]));
    assert!(width(intervals(&apart).exact.unwrap()) > 0.3);
}

#[test]
fn one_thread_has_no_interval() {
    for threads in [vec![], mixed(1)] {
        let found = intervals(&threads);
        assert_eq!((found.rounds, found.why), (0, Some("an interval needs more than one thread")));
        assert_eq!((found.exact, found.positions.len()), (None, 0));
    }
    // Two threads, but the label stands in one of them only.
    let mut threads = mixed(2);
    threads[1].positions.clear();
    assert!(intervals(&threads).exact.is_some());
    assert_eq!(intervals(&threads).positions["skeptic"].f1, None);
}

proptest! {
    #[test]
    fn any_counts_have_sound_intervals(
        counts in prop::collection::vec((0..8_usize, 0..8_usize, [0..5_usize, 0..5, 0..5]), 0..14),
    ) {
        let threads: Vec<Tally> = counts.iter().map(|(right, more, of)| thread(*right, right + more, *of)).collect();
        let found: Intervals = intervals(&threads);
        let total = total(&threads);
        let skeptic = found.positions.get("skeptic").copied().unwrap_or_default();
        let counted = total.positions.get("skeptic").copied().unwrap_or_default();
        for (interval, value) in [
            (found.exact, total.exact.value()),
            (skeptic.f1, counted.f1()),
            (skeptic.precision, counted.precision()),
            (skeptic.recall, counted.recall()),
        ] {
            let Some(interval) = interval else { continue };
            prop_assert!(threads.len() > 1);
            prop_assert!(0.0 <= interval[0] && interval[1] <= 1.0, "{:?}", interval);
            prop_assert!(holds(interval, value), "{} is not in {:?}", value, interval);
        }
    }
}

// ---- from end to end ------------------------------------------------------------------------------------------------

const ANNOTATED: &str = r#"{"annotated":{"positions":["liberal-economics","skeptic","hypothesis"],"forms":["irony"],
    "relations":["rebuttal","correction","support","question"]}}"#;

/// The gold files of the project, each as a thread with its name, without their own lines on what is annotated.
fn golds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/gold");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let gold = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.filter(|line| line.get("annotated").is_none()).fold(String::new(), |mut out, mut line| {
            line["thread"] = json!(name);
            writeln!(out, "{line}").unwrap();
            out
        })
    };
    files.iter().map(gold).collect()
}

fn eval(gold: &str, more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gold.jsonl");
    std::fs::write(&file, format!("{}\n{gold}", ANNOTATED.replace('\n', ""))).unwrap();
    let output = palabre().arg("eval").arg(file).args(more).arg("-q").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A number at a path below a value, 0 where there is none.
fn number(value: &Value, path: &str) -> u64 {
    value.pointer(path).and_then(Value::as_u64).unwrap_or(0)
}

#[test]
fn the_counts_of_threads_sum_up_to_the_whole() {
    let golds = golds();
    let alone: Vec<Value> =
        golds.iter().map(|gold| serde_json::from_str(&eval(gold, &["-f", "json"])).unwrap()).collect();
    let whole: Value = serde_json::from_str(&eval(&golds.concat(), &["-f", "json"])).unwrap();
    assert!(whole.get("intervals").is_none(), "only where asked for");
    for path in [
        "/comments",
        "/matched",
        "/exact/right",
        "/exact/of",
        "/links/right",
        "/links/of",
        "/above/right",
        "/opening/right",
        "/relation/right",
        "/relation/of",
        "/positions/skeptic/hit",
        "/positions/skeptic/missed",
        "/forms/irony/wrong",
        "/relations/rebuttal/hit",
        "/relations/rebuttal/wrong",
        "/relations/support/missed",
    ] {
        let sum: u64 = alone.iter().map(|value| number(value, path)).sum();
        assert_eq!(number(&whole, path), sum, "{path}");
    }
}

#[test]
fn every_share_is_printed_with_its_interval() {
    let (gold, golds) = (golds().concat(), golds());
    let text = eval(&gold, &["--ci"]);
    assert_eq!(text, eval(&gold, &["--ci"]), "the same every time");
    assert!(text.contains("95 % of 1000 draws of 11 threads"), "{text}");
    let line =
        |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {text}"));
    for (start, brackets) in [("positions", 1), ("links", 1), ("     ", 2), ("relations", 1), ("position   skeptic", 3)]
    {
        assert_eq!(line(start).matches('[').count(), brackets, "{}", line(start));
    }
    let plain = eval(&gold, &[]);
    assert!(!plain.contains('[') && !plain.contains("intervals"), "{plain}");
    let value: Value = serde_json::from_str(&eval(&gold, &["--ci", "-f", "json"])).unwrap();
    let interval = &value["intervals"];
    assert_eq!((&interval["threads"], &interval["rounds"]), (&json!(11), &json!(1000)));
    let share = value["exact"]["right"].as_f64().unwrap() / value["exact"]["of"].as_f64().unwrap();
    let ends = interval["exact"].as_array().unwrap();
    assert!(ends[0].as_f64().unwrap() <= share && share <= ends[1].as_f64().unwrap(), "{interval:#}");
    assert!(interval["positions"]["skeptic"]["f1"].is_array() && interval["cuts"]["f1"].is_null());
    let one = eval(&golds[0], &["--ci"]);
    assert!(one.contains("an interval needs more than one thread") && !one.contains('['), "{one}");
    assert_eq!(Evaluation::default().to_string().lines().count(), 5);
}

#[test]
fn cuts_are_counted_by_thread_too() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/threads");
    let text = eval(&golds().concat(), &[folder.to_str().unwrap(), "--ci"]);
    let cuts = text.lines().find(|line| line.starts_with("cuts")).unwrap();
    assert_eq!(cuts.matches('[').count(), 3, "{text}");
    let value: Value =
        serde_json::from_str(&eval(&golds().concat(), &[folder.to_str().unwrap(), "-f", "json"])).unwrap();
    let (hit, missed) = (number(&value, "/cuts/hit"), number(&value, "/cuts/missed"));
    assert_eq!(hit + missed, 104, "every comment of the gold begins somewhere");
    assert!(missed >= 8, "the given document is not among the inputs");
}

#[test]
fn the_surest_mistakes_are_listed_by_label_with_their_words() {
    let folder = tempfile::TempDir::new().unwrap();
    let gold = folder.path().join("gold.jsonl");
    let lines = [
        json!({"annotated": {"positions": ["skeptic"], "forms": [], "relations": ["rebuttal", "support", "reply"]}}),
        json!({"thread": "t", "id": "p", "kind": "post", "lang": "en", "text": "The ferry should run at night."}),
        json!({"thread": "t", "id": "a", "parent": "p", "lang": "en", "text": "Nonsense, no evidence whatsoever, just another publicity stunt.",
            "gold": {"positions": [], "links": [{"to": "p", "relation": "support"}]}}),
        json!({"thread": "t", "id": "b", "parent": "p", "lang": "en", "text": "I doubt it, where is the proof?",
            "gold": {"positions": [], "links": [{"to": "p", "relation": "support"}]}}),
        json!({"thread": "t", "id": "c", "parent": "p", "lang": "en", "text": "It runs on Sundays.",
            "gold": {"positions": ["skeptic"], "links": [{"to": "p", "relation": "rebuttal"}]}}),
    ];
    std::fs::write(&gold, lines.map(|line| line.to_string()).join("\n")).unwrap();
    let run = |most: &str, format: &str| text(&["eval", gold.to_str().unwrap(), "--mistakes", most, "-f", format]);
    let value: Value = serde_json::from_str(&run("20", "json")).unwrap();
    let list = value["mistakes"]["list"].as_array().unwrap();
    let of = |kind: &str, label: &str| -> Vec<&Value> {
        list.iter().filter(|mistake| mistake["kind"] == kind && mistake["label"] == label).collect()
    };
    let skeptic = of("position", "skeptic");
    assert!(skeptic.len() >= 2, "{list:?}");
    let scores: Vec<f64> = skeptic.iter().map(|mistake| mistake["score"].as_f64().unwrap()).collect();
    assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]), "the surest first: {scores:?}");
    let wrong = skeptic.iter().find(|mistake| mistake["comment"] == "a").unwrap();
    assert_eq!((&wrong["gold"], &wrong["said"]), (&"not skeptic".into(), &"skeptic".into()));
    assert!(wrong["clues"].as_array().unwrap().iter().any(|clue| clue["words"] != ""), "{wrong}");
    let missed = skeptic.iter().find(|mistake| mistake["comment"] == "c").unwrap();
    assert_eq!((&missed["gold"], &missed["said"]), (&"skeptic".into(), &"not skeptic".into()));
    assert_eq!(missed["clues"], json!([]));
    let rebuttal = of("relation", "rebuttal");
    assert!(rebuttal.iter().any(|mistake| mistake["comment"] == "a" && mistake["gold"] == "support"), "{list:?}");
    // As many as were asked for, of every label.
    let one: Value = serde_json::from_str(&run("1", "json")).unwrap();
    let one = one["mistakes"]["list"].as_array().unwrap();
    assert_eq!(one.iter().filter(|mistake| mistake["label"] == "skeptic").collect::<Vec<_>>(), [skeptic[0]]);
    let text = run("20", "text");
    assert!(
        text.contains("mistakes   position skeptic, the surest first, at most 20")
            && text.contains("t a: answer skeptic"),
        "{text}"
    );
    assert!(!run("0", "text").contains("mistakes "));
}
