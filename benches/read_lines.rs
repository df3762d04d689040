//! How fast formats of one comment a line are read, as ratios in one run: native JSON Lines and dumps of Reddit, from bytes
//! to threads with settled ids, against `serde_json` alone parsing the same lines into structs of the same fields.
//!
//! `cargo bench --bench read_lines -- FILE.jsonl…` makes lines of both formats from the `text` of every line of some files,
//! in threads of [`THREAD`] comments. Without files it says so and ends: no text is made up for it.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench prints and may stop"
)]
#![allow(dead_code, reason = "fields are parsed, not read")]

mod corpus;

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use palabre::read::{Options, decode, read};
use serde::Deserialize;
use serde_json::json;

/// How much text goes into the lines of each format, in bytes.
const BYTES: usize = 20 << 20;

/// How many comments a thread has.
const THREAD: usize = 50;

/// How often each is measured; the median counts.
const RUNS: usize = 7;

/// One line of native JSON Lines, as somebody would write it down who reads nothing else.
#[derive(Deserialize)]
struct Native {
    thread: Option<String>,
    id: Option<String>,
    parent: Option<String>,
    author: Option<String>,
    time: Option<String>,
    lang: Option<String>,
    text: Option<String>,
    kind: Option<String>,
    ordinal: Option<i64>,
    relation: Option<String>,
    quotes: Option<Vec<Quoted>>,
    votes: Option<i64>,
    marks: Option<Vec<String>>,
    capped: Option<bool>,
    held: Option<usize>,
    title: Option<String>,
    announced: Option<usize>,
}

#[derive(Deserialize)]
struct Quoted {
    start: usize,
    end: usize,
    to: Option<String>,
}

/// One line of a dump of 2018, the same.
#[derive(Deserialize)]
struct Dumped {
    id: String,
    link_id: Option<String>,
    parent_id: Option<String>,
    author: Option<String>,
    created_utc: i64,
    body: Option<String>,
    body_html: Option<String>,
    title: Option<String>,
    selftext: Option<String>,
    selftext_html: Option<String>,
    score: Option<i64>,
    score_hidden: Option<bool>,
    edited: Option<bool>,
    distinguished: Option<String>,
    stickied: Option<bool>,
    collapsed: Option<bool>,
    num_comments: Option<i64>,
    removed_by_category: Option<String>,
    #[serde(rename = "_meta")]
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Meta {
    removal_type: Option<String>,
    is_edited: Option<bool>,
}

fn main() {
    let Some(texts) = corpus::texts() else {
        println!("skipped: give files of comments, `cargo bench --bench read_lines -- FILE.jsonl`");
        return;
    };
    let (mut native, mut dump, mut size) = (String::new(), String::new(), 0);
    for (at, text) in texts
        .take_while(|text| {
            size += text.len();
            size <= BYTES
        })
        .enumerate()
    {
        let (thread, place) = (at / THREAD, at % THREAD);
        let up = (place > 0).then(|| at - 1 - (place - 1) / 2);
        let author = format!("author{}", at * 7919 % 997);
        let line = json!({
            "thread": format!("t{thread}"), "id": format!("c{at}"), "parent": up.map(|up| format!("c{up}")),
            "author": author, "time": "2018-11-15T17:00:00Z", "text": text, "votes": at % 40,
        });
        writeln!(native, "{line}").unwrap();
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let line = json!({
            "author": author, "author_flair_css_class": null, "author_flair_text": null, "body": escaped,
            "can_gild": true, "controversiality": 0, "created_utc": 1_542_300_000 + at, "distinguished": null,
            "edited": false, "gilded": 0, "id": format!("e{at}"), "is_submitter": false,
            "link_id": format!("t3_{thread}"),
            "parent_id": up.map_or(format!("t3_{thread}"), |up| format!("t1_e{up}")),
            "permalink": format!("/r/Lyon/comments/{thread}/x/e{at}/"), "retrieved_on": 1_545_000_000,
            "score": at % 40, "stickied": false, "subreddit": "Lyon", "subreddit_id": "t5_2rc6i",
        });
        writeln!(dump, "{line}").unwrap();
    }
    println!(
        "{} lines, {:.1} and {:.1} MB",
        native.lines().count(),
        native.len() as f64 / 1e6,
        dump.len() as f64 / 1e6
    );
    ratio("native JSON Lines", "jsonl", &native, &|| parse::<Native>(&native));
    ratio("dump of Reddit", "pushshift", &dump, &|| parse::<Dumped>(&dump));
}

/// Prints how the reader of a format compares with plain parsing, and what decoding alone takes of it.
fn ratio(what: &str, reader: &str, lines: &str, plain: &dyn Fn()) {
    let whole = || {
        let (threads, said) = read(lines.as_bytes(), &Options::default()).unwrap();
        assert!(said.is_empty() && threads.len() > 1 && threads[0].comments.len() == THREAD, "not read as {reader}");
        black_box(threads);
    };
    let decoding = || drop(black_box(decode(lines.as_bytes())));
    let [whole, plain, decoding] = medians([&whole, plain, &decoding]);
    let speed = |time: Duration| lines.len() as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{what}: read {:.0} MB/s, plain serde_json {:.0} MB/s: {:.2} of its speed (target 0.4); decoding alone {:.0} MB/s",
        speed(whole),
        speed(plain),
        plain.div_duration_f64(whole),
        speed(decoding)
    );
}

fn parse<T: for<'de> Deserialize<'de>>(lines: &str) {
    let records: Vec<T> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    black_box(records);
}

/// The median time of each, taken in turns so that whatever else the machine does falls on all.
fn medians<const N: usize>(work: [&dyn Fn(); N]) -> [Duration; N] {
    let mut times: [Vec<Duration>; N] = std::array::from_fn(|_| Vec::new());
    for _ in 0..RUNS {
        for (work, times) in work.iter().zip(&mut times) {
            let start = Instant::now();
            work();
            times.push(start.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[RUNS / 2]
    })
}
