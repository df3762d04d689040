//! What it costs to infer missing links, as a ratio in one run to the tag stage on the same comments: in threads of 100
//! comments, which are worked off on one core, and in one thread of 100,000, which is shared out among all cores.
//!
//! `cargo bench --bench link -- FILE.jsonl…` takes the `text` of every line, in a shuffled order that is always the same,
//! and makes threads of them that give no parent; authors are made up, as many as a thread of that length has. Without
//! files it says so and ends: no text is made up for it.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench prints and may stop"
)]

mod corpus;

use std::hint::black_box;
use std::time::{Duration, Instant};

use palabre::link::{Mode, link};
use palabre::rule::Codebook;
use palabre::tag::tag;
use palabre::thread::{Comment, Thread};

/// How many comments there are in all.
const COMMENTS: usize = 100_000;

/// How many times as much as tagging it may cost to infer links.
const TARGET: f64 = 3.0;

fn main() {
    let Some(texts) = corpus::texts() else {
        println!("skipped: give files of comments, `cargo bench --bench link -- FILE.jsonl`");
        return;
    };
    let texts: Vec<String> = texts.take(COMMENTS).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} comments, {:.1} MB", texts.len(), bytes as f64 / 1e6);
    let codebook = Codebook::builtin();
    for (what, length) in [("threads of 100 comments", 100), ("one thread of 100,000", COMMENTS)] {
        let threads = threads(&texts, length);
        let [tag, given, inferred] = medians(&threads, &codebook);
        println!(
            "{what}: tag {:.0} ms, link {:.0} ms, of which {:.0} ms without any inference: {:.2} times the tag stage \
             (target {TARGET})",
            tag.as_secs_f64() * 1e3,
            inferred.as_secs_f64() * 1e3,
            given.as_secs_f64() * 1e3,
            inferred.div_duration_f64(tag)
        );
    }
}

/// The median times of three stages over five rounds: tagging, linking without any inference, and linking.
fn medians(threads: &[Thread], codebook: &Codebook) -> [Duration; 3] {
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..5 {
        let mut round = [Duration::ZERO; 3];
        for thread in threads {
            let start = Instant::now();
            let tagged = black_box(tag(thread, codebook));
            round[0] += start.elapsed();
            for (mode, time) in [Mode::Given, Mode::Inferred].into_iter().zip(&mut round[1..]) {
                let start = Instant::now();
                black_box(link(thread, &tagged, &codebook.matcher, mode));
                *time += start.elapsed();
            }
        }
        times.iter_mut().zip(round).for_each(|(times, time)| times.push(time));
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

/// Threads of so many comments, each with an author: a thread has one for every four comments.
fn threads(texts: &[String], length: usize) -> Vec<Thread> {
    let comment = |(at, text): (usize, &String)| Comment {
        id: format!("c{at}"),
        author: Some(format!("author{}", at * 7 % (length / 4))),
        text: text.clone(),
        ..Comment::default()
    };
    let thread = |texts: &[String]| Thread {
        id: "t".to_owned(),
        comments: texts.iter().enumerate().map(comment).collect(),
        ..Thread::default()
    };
    texts.chunks(length).map(thread).collect()
}
