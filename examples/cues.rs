//! Writes the cues that hold at every place between two lines, for the fit of their weights: `tests/measure/fit_cuts.py`
//! runs it.
//!
//! Reads one page as a JSON object a line from standard input: `lines`, and `article`, the lines of the article. Writes a
//! line for each page: for every place the cues as `NAME=VALUE` with spaces between, and a tab between places. With the
//! argument `names` it writes the name and the meaning of every cue instead.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool may fail loudly and write to its output")]

use std::fmt::Write as _;
use std::io::{BufRead as _, Write as _};

use palabre::read::segment::{cue::Cue, cues};

#[derive(serde::Deserialize)]
struct Page {
    lines: Vec<String>,
    #[serde(default)]
    article: Vec<String>,
}

fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if std::env::args().nth(1).as_deref() == Some("names") {
        for cue in Cue::all() {
            writeln!(out, "{}\t{}", cue.name(), cue.means()).unwrap();
        }
        return;
    }
    for line in std::io::stdin().lock().lines() {
        let page: Page = serde_json::from_str(&line.unwrap()).unwrap();
        let lines: Vec<&str> = page.lines.iter().map(String::as_str).collect();
        let article: Vec<&str> = page.article.iter().map(String::as_str).collect();
        let mut row = String::new();
        for (at, found) in cues(&lines, &article).iter().enumerate() {
            if at > 0 {
                row.push('\t');
            }
            for (cue, value) in found {
                write!(row, "{}={value} ", cue.name()).unwrap();
            }
        }
        writeln!(out, "{row}").unwrap();
    }
}
