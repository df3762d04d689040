//! Prints what is found on every candidate of every comment, a line of JSON for each thread: the material from which
//! `tests/measure/fit_links.py` fits the weights. Reads native JSON Lines with `parent` from standard input.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use palabre::link::{Trial, link_trials};
use palabre::rule::{Codebook, PAIR_FEATURES, TEXT_FEATURES};
use palabre::tag::tag;
use palabre::text::Moment;
use palabre::thread::{Comment, Kind, Lang, Thread};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let codebook = Codebook::builtin();
    let mut threads: Vec<Thread> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| value.get(name).and_then(|v| v.as_str()).map(str::to_owned);
        let id = field("thread").unwrap_or_default();
        if threads.last().is_none_or(|thread| thread.id != id) {
            threads.push(Thread { id, ..Thread::default() });
        }
        let comment = Comment {
            id: field("id").unwrap_or_default(),
            kind: field("kind").and_then(|kind| Kind::named(&kind)).unwrap_or_default(),
            parent: field("parent"),
            author: field("author"),
            time: field("time"),
            ordinal: value.get("ordinal").and_then(serde_json::Value::as_i64),
            lang: field("lang").and_then(|lang| Lang::parse(&lang)),
            text: field("text").unwrap_or_default(),
            ..Comment::default()
        };
        threads.last_mut().ok_or("no thread")?.comments.push(comment);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for thread in &threads {
        let tagged = tag(thread, &codebook);
        let found = link_trials(thread, &tagged, &codebook.matcher);
        let mut comments = Vec::new();
        for (comment, (addressed, trials)) in thread.comments.iter().zip(found.comments) {
            let parent = thread.comments.iter().position(|other| Some(&other.id) == comment.parent.as_ref());
            let candidate = |trial: &Trial| {
                let values =
                    PAIR_FEATURES.iter().map(|(feature, name, _)| ((*name).to_owned(), trial.values.get(*feature)));
                let terms = trial.terms.iter().filter(|(name, _)| !name.starts_with("core."));
                let all = values.chain(terms.map(|(name, value)| (name.to_string(), *value)));
                let found: BTreeMap<String, f64> = all.filter(|(_, value)| *value != 0.0).collect();
                (trial.to.index(), found)
            };
            let candidates: Vec<_> = trials.iter().map(candidate).collect();
            let prose = &codebook.matcher.read(&comment.text, &[]).prose;
            let holds = TEXT_FEATURES.iter().filter(|(feature, ..)| feature.of(prose, &comment.text).is_some());
            let holds: Vec<&str> = holds.map(|(_, name, _)| *name).collect();
            comments.push(serde_json::json!({
                "parent": parent,
                "known": comment.parent.is_some(),
                "opening": comment.kind.is_opening(),
                "author": comment.author,
                "time": comment.time.as_deref().and_then(Moment::parse).map(Moment::start),
                "is": holds,
                "addressed": addressed.iter().map(|place| place.index()).collect::<Vec<_>>(),
                "candidates": candidates,
            }));
        }
        writeln!(out, "{}", serde_json::json!({"thread": thread.id, "kind": found.kind, "comments": comments}))?;
    }
    Ok(())
}
