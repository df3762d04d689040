//! What a thread is about, so far as rules ask: the topics of its opening, and the words and numbers in it.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::feature::TextFeature;
use super::matcher::{Matcher, Reading};
use super::topic::{Topic, Topics};
use super::trie::LexiconId;
use crate::span::Span;
use crate::text::fold::fold;
use crate::text::function::is_function_word;
use crate::text::{Flags, Token};

/// A word of a topic is worth one point and each further time it occurs half of one. From this sum on an opening is about
/// the topic.
const ABOUT: f64 = 1.5;

/// A thread is about this many topics of a scale at most: an article of some length has a word or two of many.
const TOPICS: usize = 2;

/// Without an opening, a thread is about a topic if this share of its comments, and at least two, has a word of it.
const SHARE: f64 = 0.2;

/// The longest first sentence that can repeat the opening, in tokens.
const ECHO: usize = 14;

/// A repeating sentence has this share of its words from the opening.
const ECHOED: f64 = 0.6;

/// What the opening of a thread offers to compare comments with.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    topics: Topics,
    words: FxHashSet<String>,
    numbers: FxHashSet<String>,
}

impl Subject {
    /// Reads the openings of a thread, each with its text; if it has none, all its comments in their place.
    pub fn of(openings: &[(&str, &Reading)], comments: &[Reading], matcher: &Matcher) -> Self {
        let mut subject = Subject::default();
        let points = |topic: &Topic| {
            if openings.is_empty() {
                let with = comments.iter().filter(|reading| topic.about.iter().any(|about| reading.has_phrase(*about)));
                ABOUT * with.count() as f64 / (comments.len() as f64 * SHARE).max(2.0)
            } else {
                openings.iter().map(|(_, reading)| topic.points(reading)).sum()
            }
        };
        let mut about: Vec<(f64, usize)> = matcher.topics.iter().map(points).zip(0..).collect();
        about.retain(|(points, _)| *points >= ABOUT);
        about.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, at) in about {
            let of_scale = matcher.topics.get(at).map_or("", |topic| &topic.scale);
            let taken = taken.entry(of_scale).or_default();
            if *taken < TOPICS {
                *taken += 1;
                subject.topics.add(at);
            }
        }
        for (text, reading) in openings {
            for token in &reading.prose.tokens {
                let word = token.span().of(text);
                if token.flags.has(Flags::NUMBER) {
                    subject.numbers.extend(number(word));
                }
                if !token.flags.has(Flags::MARK) {
                    subject.words.insert(fold(word));
                }
            }
        }
        subject
    }

    /// The words of a comment that a feature finds in the opening.
    fn echo(&self, text: &str, reading: &Reading, feature: TextFeature) -> Option<Span> {
        let prose = &reading.prose;
        let own = |token: &&Token| !token.flags.has(Flags::CITED);
        match feature {
            TextFeature::ArticleNumber => {
                let numbers = prose.tokens.iter().filter(own).filter(|token| token.flags.has(Flags::NUMBER));
                numbers.map(Token::span).find(|span| number(span.of(text)).is_some_and(|n| self.numbers.contains(&n)))
            }
            TextFeature::ArticleEcho => prose.quotations.iter().map(|quotation| quotation.span).find(|span| {
                let [known, all] = self.known(span.of(text).split(|c: char| !c.is_alphanumeric()));
                all > 0 && known == all
            }),
            TextFeature::EchoQuestion => {
                let first = prose.sentence_of(prose.address).filter(|first| first.tokens.len() <= ECHO)?;
                let tokens = prose.tokens.get(first.tokens.clone())?;
                let last = tokens.last()?.flags;
                let marked = last.has(Flags::QUESTION) || last.has(Flags::EXCLAMATION) || last.has(Flags::ELLIPSIS);
                let words = tokens.iter().filter(|token| !token.flags.has(Flags::MARK));
                let [known, all] = self.known(words.map(|token| token.span().of(text)));
                (marked && all > 1 && known as f64 >= ECHOED * all as f64).then_some(first.span)
            }
            _ => None,
        }
    }

    /// How many of some words are in the opening, and how many there are, without words of grammar.
    fn known<'a>(&self, words: impl Iterator<Item = &'a str>) -> [usize; 2] {
        let words = words.map(fold).filter(|word| !word.is_empty() && !is_function_word(word));
        words.fold([0, 0], |[known, all], word| [known + usize::from(self.words.contains(&word)), all + 1])
    }
}

impl Topic {
    /// How much of a text is about it, by the words of the language that has most of them.
    pub(super) fn points(&self, reading: &Reading) -> f64 {
        let of_lexicon = |about: &LexiconId| {
            let mut times: BTreeMap<u32, u32> = BTreeMap::new();
            for hit in reading.of(*about) {
                *times.entry(hit.phrase).or_default() += 1;
            }
            times.values().map(|times| 1.0 + 0.5 * f64::from(times - 1)).sum::<f64>()
        };
        self.about.iter().map(of_lexicon).fold(0.0, f64::max)
    }
}

impl Reading {
    /// Says what its thread is about: from now on the words of its topics count.
    pub fn place_in(&mut self, subject: &Subject) {
        self.topics = subject.topics;
    }

    /// Compares a comment with the opening of its thread: from now on the features that need the opening hold or do
    /// not, and the words of its topics count, as after [`Reading::place_in`].
    pub fn face(&mut self, text: &str, subject: &Subject) {
        self.place_in(subject);
        if subject.words.is_empty() {
            return;
        }
        for feature in [TextFeature::ArticleNumber, TextFeature::ArticleEcho, TextFeature::EchoQuestion] {
            if let Some(span) = subject.echo(text, self, feature) {
                self.show(feature, span);
            }
        }
    }
}

/// The digits of a number, if it says something: the figures 0 to 9 alone are everywhere.
fn number(word: &str) -> Option<String> {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    (digits.len() > 1).then_some(digits)
}
