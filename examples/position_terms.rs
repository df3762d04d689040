//! Writes what position and form rules find in comments, for the fit of their weights: `tests/measure/fit_positions.py` runs
//! it.
//!
//! Arguments: packs that replace the built-in ones of the same id. Reads native JSON Lines from standard input. Writes a
//! JSON line for each comment that is no opening: thread, id, language, tokens, and for each rule the terms that were found, as
//! name, value and words.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool may fail loudly and write to its output")]

mod asked;

use std::io::Write as _;

use palabre::rule::Kind;
use palabre::tag::tag;
use serde_json::{Value, json};

use self::asked::asked;

fn main() {
    let (codebook, threads) = asked();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for thread in &threads {
        let tagged = tag(thread, &codebook);
        for (comment, tagged) in thread.comments.iter().zip(tagged.comments.iter()) {
            if comment.kind.is_opening() {
                continue;
            }
            let mut rules = serde_json::Map::new();
            for kind in [Kind::Position, Kind::Form] {
                for rule in codebook.matcher.rules_for(kind, tagged.tags.lang) {
                    let score = rule.score(&tagged.reading, &comment.text, None, &|_| false);
                    let terms = score.fired.iter().map(|fired| {
                        let term = rule.terms.get(fired.term).unwrap();
                        let words: Vec<&str> = fired.spans.iter().map(|span| span.of(&comment.text)).collect();
                        json!([*term.name, fired.share / term.weight, words, term.weight])
                    });
                    let terms: Vec<Value> = terms.collect();
                    rules.insert(rule.name.to_string(), json!({"bias": rule.bias, "log_odds": score.log_odds, "p": score.p, "enough": score.enough, "terms": terms}));
                }
            }
            let lang = tagged.tags.lang.map(|lang| lang.to_string());
            let tokens = tagged.reading.prose.tokens.len();
            let line = json!({"thread": thread.id, "id": comment.id, "lang": lang, "tokens": tokens, "rules": rules});
            writeln!(out, "{line}").unwrap();
        }
    }
}
