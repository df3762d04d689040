//! Prints a synthetic thread as native JSON Lines: a random reply tree over sentences drawn from the project's own
//! samples. `cargo run --release --example synthetic -- 10000 [given]` gives parents with the second argument.
//!
//! The generator is a linear congruential one with a fixed seed, so that every run prints the same bytes.

use std::io::Write;

const SENTENCES: &str = include_str!("../seeds/deepseek.txt");

#[allow(clippy::indexing_slicing, reason = "the lists are constants, and `next` stays below their length")]
fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1000);
    let given = arguments.next().is_some();
    let sentences: Vec<&str> = SENTENCES.split(['.', '!', '?', '\n']).map(str::trim).filter(|s| s.len() > 20).collect();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound.max(1)
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for at in 0..count {
        let length = 1 + next(4);
        let text: Vec<&str> = (0..length).map(|_| sentences[next(sentences.len())]).collect();
        let text = text.join(". ") + ["!", "?", ".", "…"][next(4)];
        let kind = if at == 0 { "article" } else { "comment" };
        let parent = (at > 0 && given).then(|| format!("c{}", if next(7) == 0 { 0 } else { next(at) }));
        let line = serde_json::json!({"id": format!("c{at}"), "kind": kind, "parent": parent, "author": format!("author {}", next(count / 4 + 1)), "text": text});
        writeln!(out, "{line}")?;
    }
    out.flush()
}
