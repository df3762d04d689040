//! How time grows when the input doubles: the exponent must stay near 1 for every shape of thread and page.
//!
//! `cargo bench --bench growth` prints one line for each shape and ends with 1 if a shape grows faster than [`MOST`]. A
//! timed assertion in a test would fail on a busy machine; the ratio of two sizes in one run does not.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench prints and may stop"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use palabre::filter::{self, Filters, Folds};
use palabre::read::{Options, read};
use palabre::rule::Codebook;
use palabre::write::{RenderInput, json};
use palabre::{Settings, map};

/// The greatest exponent: 1 is linear, 2 quadratic. Sorting, growing tables and the caches of the processor account for
/// the difference to 1.
const MOST: f64 = 1.3;

/// The smaller size, in comments or lines; the larger one is four times as large.
const SMALL: usize = 5_000;

/// A shape: its name, and the input of that many comments or lines.
type Shape = (&'static str, fn(usize) -> String);

/// Inputs that go all the way from bytes to JSON.
const THREADS: [Shape; 6] = [
    ("star", |size| lines(size, |_| Some(0), &|index| format!("I doubt number {index}."))),
    ("chain", |size| lines(size, |index| Some(index - 1), &|index| format!("No, number {index} is wrong."))),
    ("no parents", |size| lines(size, |_| None, &|index| format!("The bridge costs {index} euros, I think."))),
    ("identical texts", |size| lines(size, |_| None, &|_| "I agree with you.".to_owned())),
    ("everybody quotes the first", |size| {
        lines(size, |_| None, &|_| "> The ferry should run at night.\n\nI doubt it pays.".to_owned())
    }),
    ("as many authors as comments", |size| lines(size, |_| Some(0), &|index| format!("Person{} is right.", index / 2))),
];

/// Inputs that are only read.
const INPUTS: [Shape; 4] = [
    ("paste", |size| {
        let mut text = format!("An article.\n{size} comments\n");
        for index in 0..size {
            text.push_str(["I do not believe it.\n", "Thank you!\n", "“I do not believe it”: I do.\n"][index % 3]);
        }
        text
    }),
    ("deep page", |size| {
        let mut page = "<html><ol><li class='comment depth-1' id='comment-1'>a".to_owned();
        for depth in 2..=size {
            write!(page, "<ul class=children><li class='comment depth-{depth}' id=comment-{depth}>x").unwrap();
        }
        page
    }),
    ("deep JSON", |size| {
        let node = r#"{"id":"ID","alignment":0,"body":"x","comments":["#;
        let mut text = "{\"data\":{\"p\":{\"id\":\"1\",\"comments\":[".to_owned();
        for index in 0..size {
            text.push_str(&node.replace("ID", &index.to_string()));
        }
        text + &"]}".repeat(size) + "]}}}"
    }),
    ("mailbox", |size| {
        let mut text = String::new();
        for index in 0..size {
            let before = index.saturating_sub(1);
            write!(
                text,
                "From a@example.org Mon Jan  1 00:00:00 2024\nFrom: P{index} <p{index}@example.org>\n\
                 Message-ID: <{index}@x>\nIn-Reply-To: <{before}@x>\nSubject: Ferry\n\n> a line\nNo.\n\n"
            )
            .unwrap();
        }
        text
    }),
];

fn main() -> ExitCode {
    let codebook = Codebook::builtin();
    let mut worst: f64 = 0.0;
    for (name, input) in THREADS {
        worst = worst.max(growth(name, input, |text| {
            let map = map(read(text, &Options::default()).unwrap(), &codebook, &Settings::default()).value;
            let (view, _) = filter::view(&map, &Filters::default(), Folds::AsAsked);
            drop(black_box(json::write(&RenderInput::new(&view)).unwrap()));
        }));
    }
    // The issues alone, which their share of the whole could hide: maps of 10,000 and 100,000 comments, made beforehand.
    for (name, input) in THREADS {
        let [small, large] = [10_000, 100_000].map(|size| {
            let threads = read(input(size).as_bytes(), &Options::default()).unwrap();
            let map = map(threads, &codebook, &Settings::default()).value;
            shortest(|| drop(black_box(filter::View::whole(&map).issues())))
        });
        worst = worst.max(exponent(&format!("issues, {name}"), small, large, 10.0));
    }
    for (name, input) in INPUTS {
        worst = worst.max(growth(name, input, |text| drop(black_box(read(text, &Options::default()).unwrap()))));
    }
    ExitCode::from(u8::from(worst > MOST))
}

/// The exponent of one shape, printed.
fn growth(name: &str, input: fn(usize) -> String, run: impl Fn(&[u8])) -> f64 {
    let [small, large] = [SMALL, 4 * SMALL].map(|size| {
        let text = input(size);
        shortest(|| run(text.as_bytes()))
    });
    exponent(name, small, large, 4.0)
}

/// The exponent of two times, the second for an input that is so many times larger; printed.
fn exponent(name: &str, small: Duration, large: Duration, times: f64) -> f64 {
    let exponent = libm::log2(large.div_duration_f64(small)) / libm::log2(times);
    println!("{name:<36} {:>8.1} ms → {:>8.1} ms: exponent {exponent:.2} (at most {MOST})", ms(small), ms(large));
    exponent
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The shortest of three runs: other work on the machine only ever adds time.
fn shortest(run: impl Fn()) -> Duration {
    let once = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap()
}

/// A thread in native JSON Lines. The comment at 0 is the article.
fn lines(size: usize, parent: fn(usize) -> Option<usize>, text: &dyn Fn(usize) -> String) -> String {
    let mut lines = "{\"id\":\"0\",\"kind\":\"article\",\"text\":\"The ferry should run at night.\"}\n".to_owned();
    for index in 1..=size {
        let mut line = serde_json::json!({
            "id": index.to_string(), "author": format!("Person{index}"), "lang": "en", "text": text(index),
        });
        if let Some(parent) = parent(index) {
            line["parent"] = parent.to_string().into();
        }
        writeln!(lines, "{line}").unwrap();
    }
    lines
}
