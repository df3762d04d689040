//! Prints what the link rules find on every candidate of every comment with a known parent, as JSON Lines: the material
//! from which `tests/measure/fit_links.py` fits the weights. Reads native JSON Lines with `parent` from standard input.

use std::io::{BufRead, Write};

use palabre::link::link_trials;
use palabre::rule::Codebook;
use palabre::tag::tag;
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
            lang: field("lang").and_then(|lang| Lang::parse(&lang)),
            text: field("text").unwrap_or_default(),
            ..Comment::default()
        };
        threads.last_mut().ok_or("no thread")?.comments.push(comment);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for thread in &threads {
        let tagged = tag(thread, &codebook);
        for (comment, trials) in thread.comments.iter().zip(link_trials(thread, &tagged, &codebook.matcher)) {
            let parent = thread.comments.iter().position(|c| Some(&c.id) == comment.parent.as_ref());
            let candidates: Vec<_> = trials
                .iter()
                .map(|trial| serde_json::json!({"hit": Some(trial.to.index()) == parent, "terms": trial.terms.iter().map(|(n, v)| (n.to_string(), *v)).collect::<std::collections::BTreeMap<_, _>>()}))
                .collect();
            if !comment.kind.is_opening() {
                writeln!(
                    out,
                    "{}",
                    serde_json::json!({"thread": thread.id, "known": comment.parent.is_some(), "candidates": candidates})
                )?;
            }
        }
    }
    Ok(())
}
