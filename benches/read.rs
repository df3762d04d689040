//! How fast inputs are read, as ratios in one run to the parser that each format rests on.
//!
//! `cargo bench --bench read -- FILE.html…` reads saved pages: decoding, tree, comments, article, against the tokens that
//! `html5gum` makes of the same bytes when nothing is done with them. Without files a page is made of a comment of the
//! project's own sample, over and over. `cargo bench --bench read -- --page FILE.html` writes that page to a file, to time
//! the whole command on it.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench prints and may stop"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use html5gum::Tokenizer;
use palabre::read::{Options, read};

/// Least share of the speed of the tokens.
const TARGET: f64 = 0.5;

/// How many comments the made page has.
const COMMENTS: usize = 800;

/// How much is read in a round, in bytes, so that a round of a small page can be timed.
const BYTES: usize = 4 << 20;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [flag, path] = arguments.as_slice()
        && flag == "--page"
    {
        std::fs::write(path, page()).unwrap();
        return;
    }
    let mut pages: Vec<(String, Vec<u8>)> = arguments
        .iter()
        .map(|path| (path.rsplit('/').next().unwrap().to_owned(), std::fs::read(path).unwrap()))
        .collect();
    pages.push((format!("made page of {COMMENTS} comments"), page().into_bytes()));
    for (name, bytes) in &pages {
        pages_of_html(name, bytes);
    }
}

/// A page against its tokens.
fn pages_of_html(name: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    let options = Options::default();
    let times = BYTES / bytes.len() + 1;
    let [reading, tokens] = medians([&|| (0..times).for_each(|_| drop(black_box(read(bytes, &options)))), &|| {
        (0..times).for_each(|_| Tokenizer::new(text).for_each(|token| drop(black_box(token))));
    }]);
    let speed = |time: Duration| (times * bytes.len()) as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{name}: read {:.0} MB/s, tokens {:.0} MB/s: {:.2} of their speed (target {TARGET})",
        speed(reading),
        speed(tokens),
        tokens.div_duration_f64(reading)
    );
}

/// The median times of two ways over seven rounds, turn by turn.
fn medians(ways: [&dyn Fn(); 2]) -> [Duration; 2] {
    let mut times = [const { Vec::new() }; 2];
    for _ in 0..7 {
        for (way, times) in ways.iter().zip(&mut times) {
            let start = Instant::now();
            way();
            times.push(start.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

/// A page of WordPress: the sample with its first comment again and again, every third time as a reply to the one before.
fn page() -> String {
    let sample = std::fs::read_to_string("seeds/formats/wordpress-fr.html").unwrap();
    let start = sample.find("<li id='comment-1001'").unwrap();
    let end = start + sample[start..].find("</article>\n</li>").unwrap() + "</article>\n</li>".len();
    let comment = &sample[start..end];
    let (before, after) = (&sample[..start], &sample[sample.rfind("</ol>\n</div>\n</main>").unwrap()..]);
    let comments: String = (0..COMMENTS)
        .map(|at| {
            let depth = if at % 3 == 2 { "depth-2" } else { "depth-1" };
            let said = format!("Remarque numéro {at}&nbsp;: qui a compté, et à quelle heure&nbsp;?");
            let own = comment.replace("1001", &(10_000 + at).to_string()).replace("depth-1", depth);
            own.replace("qui a compté, et à quelle heure&nbsp;?", &said)
        })
        .collect();
    format!("{before}{comments}{after}")
}
