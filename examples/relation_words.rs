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

mod asked;

use std::io::Write as _;

use palabre::link::table_trials;
use palabre::tag::tag;
use palabre::thread::Relation;

use self::asked::asked;

fn main() {
    let (codebook, threads) = asked();
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
