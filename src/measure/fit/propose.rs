//! Proposes cues: phrases of one to three words that indicate a label or its absence and are not yet in its rule.
//!
//! Each phrase gets a score test (Rao 1948): how many standard deviations the labels of the comments with the phrase are
//! from what the fitted rule expects. The rule expects the effect of its own cues, so these are not proposed again.

use std::collections::{BTreeMap, BTreeSet};

use crate::sort::Order as _;
use crate::text::token::{NoVocabulary, tokenize};

/// The longest phrase, in words.
const WORDS: usize = 3;

/// A proposed phrase appears in at least this many comments and threads. Rarer phrases belong to a topic, not to a label.
const COMMENTS: u32 = 4;
const THREADS: u32 = 2;

/// How many standard deviations distinguish a phrase from chance. There are so many phrases that some reach 3 by chance.
const SURPRISE: f64 = 3.0;

/// A phrase and its statistics.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The words, folded, separated by single spaces.
    pub words: String,
    /// Standard deviations from what the rule expects; negative if the phrase indicates that the label is absent.
    pub surprise: f64,
    /// Comments with the label and the phrase.
    pub with: u32,
    /// Comments with the phrase and without the label.
    pub without: u32,
}

/// A comment, reduced to what proposals need.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// Its words.
    pub text: &'a str,
    /// Its thread.
    pub thread: usize,
    /// Whether it has the label.
    pub yes: bool,
    /// The probability that the rule gives it.
    pub p: f64,
}

#[derive(Default)]
struct Tally {
    surplus: f64,
    variance: f64,
    with: u32,
    without: u32,
    threads: u32,
    last: Option<usize>,
}

/// The `count` phrases that indicate the label most clearly, and as many that indicate its absence, each best first.
/// Comments must be ordered by thread.
pub fn propose(comments: &[Judged<'_>], count: usize) -> (Vec<Proposal>, Vec<Proposal>) {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for comment in comments {
        for run in runs(comment.text) {
            let tally = tallies.entry(run).or_default();
            tally.surplus += f64::from(u8::from(comment.yes)) - comment.p;
            tally.variance += comment.p * (1.0 - comment.p);
            tally.with += u32::from(comment.yes);
            tally.without += u32::from(!comment.yes);
            tally.threads += u32::from(tally.last != Some(comment.thread));
            tally.last = Some(comment.thread);
        }
    }
    let mut found: Vec<Proposal> = tallies
        .into_iter()
        .filter(|(_, tally)| tally.with + tally.without >= COMMENTS && tally.threads >= THREADS)
        .map(|(words, tally)| Proposal {
            words,
            // One extra comment with p = 1/2 keeps rare phrases from looking certain.
            surprise: tally.surplus / (tally.variance + 0.25).sqrt(),
            with: tally.with,
            without: tally.without,
        })
        .filter(|proposal| proposal.surprise.abs() >= SURPRISE)
        .collect();
    found.order_by(|a, b| b.surprise.total_cmp(&a.surprise).then_with(|| a.words.cmp(&b.words)));
    let against = found.iter().rev().take_while(|proposal| proposal.surprise < 0.0).take(count).cloned().collect();
    let for_it = found.into_iter().take_while(|proposal| proposal.surprise > 0.0).take(count).collect();
    (for_it, against)
}

/// The phrases of a text, each once.
fn runs(text: &str) -> BTreeSet<String> {
    let mut words: Vec<String> = Vec::new();
    tokenize(text, &NoVocabulary, |_, folded, _| words.push(folded.to_owned()));
    let readable = |run: &&[String]| run.iter().all(|word| word.chars().any(char::is_alphanumeric) || word == "?");
    (1..=WORDS).flat_map(|length| words.windows(length).filter(readable).map(|run| run.join(" "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_rule_does_not_expect_is_proposed_and_what_it_knows_is_not() {
        let judged = |text, thread, yes, p| Judged { text, thread, yes, p };
        let comments: Vec<Judged<'_>> = (0..12)
            .flat_map(|at| {
                [
                    judged("Fiddlesticks, I say", at, true, 0.2),
                    judged("I doubt it", at, true, 0.95),
                    judged("I like it", at, false, 0.2),
                ]
            })
            .collect();
        let (for_it, against) = propose(&comments, 3);
        assert!(for_it[0].words.starts_with("fiddlesticks") || for_it[0].words.ends_with("say"), "{for_it:?}");
        assert!(for_it.iter().all(|proposal| !proposal.words.contains("doubt")), "{for_it:?}");
        assert!(against.is_empty(), "{against:?}");
    }
}
