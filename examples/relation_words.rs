//! Writes what the tables of weighted words find in replies, for the fit of their weights: `tests/measure/fit_relations.py`
//! runs it.
//!
//! Arguments: tables that replace the built-in ones, as files whose names end like theirs (`en/relations.tsv`). Reads
//! native JSON Lines with given parents from standard input. Writes a line for each reply: thread, id, parent, then the
//! rows that were found, as `ROW=VALUE`, and what the rules say, as `rule:RELATION=LOG_ODDS`, with tabs between.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a tool may fail loudly and write to its output"
)]

use std::io::{Read as _, Write as _};

use palabre::link::table_trials;
use palabre::read::{Options, read};
use palabre::rule::{Codebook, load};
use palabre::tag::tag;
use palabre::thread::Relation;

fn main() {
    let packs: Vec<(String, String)> =
        std::env::args().skip(1).map(|file| (file.clone(), std::fs::read_to_string(file).unwrap())).collect();
    let (matcher, diagnostics) = load(true, &packs);
    assert!(diagnostics.is_empty(), "{:#?}", diagnostics.iter().take(5).collect::<Vec<_>>());
    let codebook = Codebook::from(matcher);
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input).unwrap();
    let (threads, _) = read(&input, &Options { from: Some("jsonl".to_owned()), ..Options::default() }).unwrap();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for thread in &threads {
        let tagged = tag(thread, &codebook);
        for trial in table_trials(thread, &tagged, &codebook.matcher) {
            let [from, to] = [trial.from, trial.to].map(|place| thread.at(place));
            let lang = tagged.comments.at(trial.from).tags.lang;
            let table = codebook.matcher.table(lang).unwrap();
            write!(out, "{}\t{}\t{}", thread.id, from.id, to.id).unwrap();
            for found in &trial.found {
                write!(out, "\t{}={}", table.rows[found.row].name, found.value).unwrap();
            }
            for (relation, log_odds) in Relation::ALL.iter().zip(trial.rules) {
                write!(out, "\trule:{}={log_odds}", relation.name()).unwrap();
            }
            writeln!(out).unwrap();
        }
    }
}
