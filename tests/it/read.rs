//! Reading from the outside: the seed, the threads of its shape, bad input, and promises over any input.

use std::path::Path;

use palabre::read::{Announced, Options, ReadError, explain, plain::How, read};
use palabre::thread::{Comment, Kind, Thread};

fn one(text: &str) -> Thread {
    let (mut threads, _) = read(text.as_bytes(), &Options::default()).unwrap();
    assert_eq!(threads.len(), 1);
    threads.remove(0)
}

fn comments(thread: &Thread) -> Vec<&Comment> {
    thread.comments.iter().filter(|comment| comment.kind == Kind::Comment).collect()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// F1 of the lines where comments begin.
fn cuts_f1(found: &[&Comment], gold: &[String]) -> f64 {
    let begins = |lengths: Vec<usize>| {
        lengths
            .iter()
            .scan(0, |at, length| {
                let begin = *at;
                *at += length;
                Some(begin)
            })
            .collect::<Vec<_>>()
    };
    let found = begins(found.iter().map(|comment| squeeze(&comment.text).len()).collect());
    let gold = begins(gold.iter().map(|text| squeeze(text).len()).collect());
    let hits = found.iter().filter(|begin| gold.contains(begin)).count();
    2.0 * hits as f64 / (found.len() + gold.len()) as f64
}

#[test]
fn the_seed_is_cut_as_a_careful_reader_cuts_it() {
    let source = std::fs::read_to_string("seeds/deepseek.txt").unwrap();
    let thread = one(&source);
    assert_eq!(thread.announced, Some(8));
    let cut: Vec<_> = comments(&thread).iter().map(|comment| comment.origin.lines.clone().unwrap()).collect();
    assert_eq!(
        cut,
        [4..5, 5..6, 6..7, 7..9, 9..12, 12..13, 13..15, 15..17]
            .as_slice()
            .to_vec()
            .into_iter()
            .map(|lines: std::ops::Range<usize>| lines)
            .collect::<Vec<_>>()
    );
    for comment in &thread.comments {
        let span = comment.origin.span.unwrap();
        assert_eq!(squeeze(span.of(&source)), squeeze(&comment.text));
    }
}

#[test]
fn threads_of_the_seeds_shape_are_cut_well() {
    let folder = Path::new("seeds/threads");
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: seeds/threads is not here");
        return;
    };
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut good = 0;
    for path in &names {
        let thread = one(&std::fs::read_to_string(path).unwrap());
        let gold = Path::new("seeds/gold").join(path.with_extension("jsonl").file_name().unwrap());
        let gold = std::fs::read(gold).unwrap();
        let (gold, _) = read(&gold, &Options::default()).unwrap();
        let gold: Vec<String> = comments(&gold[0]).iter().map(|comment| comment.text.clone()).collect();
        let f1 = cuts_f1(&comments(&thread), &gold);
        eprintln!("{}: {f1:.2}", path.display());
        good += usize::from(f1 >= 0.9);
    }
    assert!(good * 10 >= names.len() * 8, "{good} of {}", names.len());
}
