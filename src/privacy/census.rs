//! The first pass over a collection: who takes part, and how its comments use words.

use indexmap::IndexSet;

use super::pseudonym::is_pseudonym;
use super::speakers::speakers;
use crate::diagnostic::Diagnostic;
use crate::thread::{Comment, Thread};

/// How many bytes of texts show how a collection uses words: some 20,000 comments. The first ones are taken, so that a
/// collection that is read in batches gives the same result as one in memory. Chosen by hand.
const SAMPLE_BYTES: usize = 8 << 20;

/// What is learnt of a collection before its names are masked. Threads are added in the order of the output.
#[derive(Debug, Default)]
pub struct Census {
    people: IndexSet<String>,
    sample: Vec<String>,
    sampled: usize,
    /// Whether its people have pseudonyms already, so that none is given.
    is_masked: bool,
    /// How many speakers were found without being authors.
    speakers: usize,
}

impl Census {
    /// Adds a thread.
    pub fn add(&mut self, thread: &Thread) {
        for comment in &thread.comments {
            if let Some(person) = Comment::person(comment)
                && !self.people.contains(person)
            {
                self.people.insert(person.to_owned());
            }
            if self.sampled < SAMPLE_BYTES {
                self.sampled += comment.text.len();
                self.sample.push(comment.text.clone());
            }
        }
    }

    /// Ends the pass: looks for speakers if there is no author, and for pseudonyms that were given before.
    pub(crate) fn close(&mut self) {
        self.is_masked = !self.people.is_empty() && self.people.iter().all(|person| is_pseudonym(person));
        if self.people.is_empty() {
            self.people.extend(speakers(&self.sample));
            self.speakers = self.people.len();
        }
    }

    /// Drops the texts, once habits are known.
    pub(super) fn forget_texts(&mut self) {
        self.sample = Vec::new();
    }

    /// Whether its people have pseudonyms already.
    pub(crate) fn is_masked(&self) -> bool {
        self.is_masked
    }

    /// Its people whose names are to be masked, by first appearance.
    pub(super) fn people(&self) -> impl Iterator<Item = &str> {
        self.people.iter().filter(|_| !self.is_masked).map(String::as_str)
    }

    /// Some of its texts.
    pub(super) fn sample(&self) -> &[String] {
        &self.sample
    }

    /// The warning that only labels could be masked, if there is no author but several speakers.
    pub(super) fn warning(&self) -> Option<Diagnostic> {
        (self.speakers > 0).then(|| {
            let message = format!(
                "no author was found: {} labels of speakers are written as pseudonyms, and no other name in the texts \
                 could be masked",
                self.speakers
            );
            let help = "say where the authors are with --from or --column author=HEADER, or name them with --mask WORD";
            Diagnostic::warning("unknown-authors", message).help(help)
        })
    }
}
