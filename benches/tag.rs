//! How fast comments are tagged, as ratios in one run: against a plain Aho–Corasick scan for the same phrases (text
//! folded, whole words), on one thread and on two, and with a pack of 10,000 phrases against one of 500.
//!
//! `cargo bench --bench tag -- FILE.jsonl…` takes the `text` of every line, in a shuffled order that is always the same,
//! repeated up to `BYTES`. Without files it says so and ends: no text is made up for it.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench prints and may stop"
)]

mod corpus;

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use palabre::rule::{BUILTIN, Codebook, Pack, builtin, load};
use palabre::tag::tag;
use palabre::text::fold;
use palabre::thread::{Comment, Thread};

/// How much text is read in one go, in bytes.
const BYTES: usize = 100 << 20;

fn main() {
    let Some(texts) = corpus::texts() else {
        println!("skipped: give files of comments, `cargo bench --bench tag -- FILE.jsonl`");
        return;
    };
    let mut size = 0;
    let is_room = |text: &String| {
        size += text.len();
        size <= BYTES
    };
    let texts: Vec<String> = texts.take_while(is_room).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} comments, {:.1} MB", texts.len(), bytes as f64 / 1e6);

    let codebook = Codebook::builtin();
    let scan = Scan::new(&phrases());
    let threads = threads(&texts);
    let [tag, rival] = medians([&|| tag_all(&threads, &codebook), &|| scan.all(&texts)]);
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "tag {:.0} MB/s, scan {:.0} MB/s: {:.2} of its speed (target 0.5)",
        speed(tag),
        speed(rival),
        rival.div_duration_f64(tag)
    );

    match ripgrep(&texts) {
        Some(rg) => println!("rg {rg:.2} MB/s: tag is {:.0} times as fast (target 20)", speed(tag) / rg),
        None => println!("skipped: `rg` is not installed"),
    }

    let half = threads.len() / 2;
    let [tag2, rival2] =
        medians([&|| both(|| tag_all(&threads[..half], &codebook), || tag_all(&threads[half..], &codebook)), &|| {
            both(|| scan.all(&texts[..half * THREAD]), || scan.all(&texts[half * THREAD..]))
        }]);
    let gains = [tag.div_duration_f64(tag2), rival.div_duration_f64(rival2)];
    println!(
        "two threads: tag {:.2} times, scan {:.2} times: {:.2} of its gain (target 0.85)",
        gains[0],
        gains[1],
        gains[0] / gains[1]
    );

    let [small, large] = [500, 10_000].map(sized);
    let [few, many] = medians([&|| tag_all(&threads, &small), &|| tag_all(&threads, &large)]);
    println!("10,000 phrases cost {:.2} times as much as 500 (target 1.5)", many.div_duration_f64(few));

    let start = Instant::now();
    for _ in 0..20 {
        black_box(builtin());
    }
    println!("the built-in packs load in {:.2} ms (target 1)", start.elapsed().as_secs_f64() * 1e3 / 20.0);
}

/// Two works at once, and what they count together.
fn both(left: impl FnOnce() -> usize, right: impl FnOnce() -> usize + Send) -> usize {
    std::thread::scope(|scope| {
        let other = scope.spawn(right);
        left() + other.join().unwrap_or_default()
    })
}

/// The median times of some works over five rounds, each round all of them in turn.
fn medians<const N: usize>(works: [&dyn Fn() -> usize; N]) -> [Duration; N] {
    let mut times = [const { Vec::new() }; N];
    for _ in 0..5 {
        for (work, times) in works.iter().zip(&mut times) {
            let start = Instant::now();
            black_box(work());
            times.push(start.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

/// The whole tag stage, thread by thread; how many labels it gives.
fn tag_all(threads: &[Thread], codebook: &Codebook) -> usize {
    let count = |tags: &palabre::tag::Tags| tags.positions.len() + tags.forms.len();
    threads
        .iter()
        .map(|thread| tag(thread, codebook).comments.iter().map(|tagged| count(&tagged.tags)).sum::<usize>())
        .sum()
}

/// Threads of so many comments, few enough that the stage does not share them out among cores.
const THREAD: usize = 100;

fn threads(texts: &[String]) -> Vec<Thread> {
    let comment = |text: &String| Comment { text: text.clone(), ..Comment::default() };
    let thread = |texts: &[String]| Thread { comments: texts.iter().map(comment).collect(), ..Thread::default() };
    texts.chunks(THREAD).map(thread).collect()
}

/// The rival: the text folded, every phrase found, those kept that end at no letter.
struct Scan(AhoCorasick);

impl Scan {
    fn new(phrases: &[String]) -> Self {
        Scan(AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(phrases).unwrap())
    }

    fn all(&self, texts: &[String]) -> usize {
        let mut found = 0;
        let mut folded = String::new();
        for text in texts {
            folded.clear();
            fold::fold_into(text, &mut folded);
            let bytes = folded.as_bytes();
            let part = |at: Option<&u8>| at.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
            for hit in self.0.find_overlapping_iter(&folded) {
                let before = hit.start().checked_sub(1).and_then(|at| bytes.get(at));
                found += usize::from(!part(before) && !part(bytes.get(hit.end())));
            }
        }
        found
    }
}

/// How fast `rg` counts the same phrases, one thread, whole words, any case, in MB/s; `None` where it is not installed.
/// It reads the first megabyte only, since it would take minutes for all of them.
fn ripgrep(texts: &[String]) -> Option<f64> {
    let folder = tempfile::tempdir().unwrap();
    let [words, file] = ["phrases", "texts"].map(|name| folder.path().join(name));
    let mut few = texts.join("\n");
    few.truncate(few.floor_char_boundary(1 << 20));
    std::fs::write(&words, phrases().join("\n")).unwrap();
    std::fs::write(&file, &few).unwrap();
    let start = Instant::now();
    let mut rg = std::process::Command::new("rg");
    rg.args(["--count-matches", "-wiF", "--threads", "1", "--no-config", "-f"]).arg(&words).arg(&file);
    let out = rg.output().ok()?;
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(few.len() as f64 / 1e6 / start.elapsed().as_secs_f64())
}

/// Every phrase of the built-in packs, its alternatives written out, folded, a `*` left off.
fn phrases() -> Vec<String> {
    let mut out = Vec::new();
    for (name, text) in BUILTIN {
        let pack = Pack::parse(text, name).unwrap();
        let lists = pack.lexicon.values().flat_map(toml::Spanned::get_ref);
        let spot = pack.rule.iter().flat_map(|rule| &rule.cue).flat_map(|cue| &cue.any);
        for phrase in lists.chain(spot) {
            out.extend(expand(phrase.get_ref()).iter().map(|phrase| fold::fold(phrase.trim_end_matches('*'))));
        }
    }
    out.retain(|phrase| !phrase.is_empty());
    out.sort();
    out.dedup();
    out
}

fn expand(pattern: &str) -> Vec<String> {
    let Some((before, rest)) = pattern.split_once('{') else { return vec![pattern.to_owned()] };
    let Some((choices, after)) = rest.split_once('}') else { return Vec::new() };
    choices.split(',').flat_map(|choice| expand(&format!("{before}{choice}{after}"))).collect()
}

/// A pack of one rule with so many phrases, made of words of the built-in ones, two by two.
fn sized(count: usize) -> Codebook {
    let words: Vec<String> = phrases().into_iter().filter(|phrase| phrase.chars().all(char::is_alphabetic)).collect();
    let mut text =
        String::from("format = 1\n[pack]\nid = \"x\"\nversion = \"1\"\nlang = [\"*\"]\n[lexicon]\nwords = [\n");
    for at in 0..count {
        let (one, two) = (&words[at % words.len()], &words[(at * 7 + at / words.len()) % words.len()]);
        writeln!(text, "  \"{one} {two}\",").unwrap();
    }
    text.push_str("]\n[[rule]]\nid = \"r\"\nkind = \"form\"\nbias = -2.0\ncue = [{ lex = \"words\", w = 3.0 }]\n");
    let (matcher, found) = load(false, &[("x".to_owned(), text)]);
    assert!(found.iter().all(|note| note.code == "missing-labels"), "{found:?}");
    matcher.into()
}
