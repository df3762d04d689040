//! What the link stage knows of a whole thread: the stems of every comment, how rare they are, and where cited words
//! come from. Built once, linear in the thread.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::chain::Chain;
use super::doc::{Doc, Stem, docs, stem};
use crate::limit::{LINK_WINDOW, OPENING_SENTENCES};
use crate::parallel;
use crate::rule::Reading;
use crate::tag::Tagged;
use crate::text::{Flags, Prose, Token, fnv1a, fold};
use crate::thread::{Kind, Thread};

/// An author's number in the thread.
pub type Author = u32;

/// The author of a comment of which the source does not say who wrote it.
pub const NOBODY: Author = 0;

/// Tokens in a row that must be the same for cited words to be found again.
const GRAM: usize = 4;

/// A stem that stands in more comments than this is too common to point at one of them.
const POSTINGS: usize = 64;

/// The stems of a thread.
#[derive(Debug, Default)]
pub struct Index {
    /// By place in the thread.
    pub docs: Vec<Doc>,
    /// The article or opening post.
    pub opening: Option<usize>,
    /// The first comment that is neither.
    pub first: Option<usize>,
    /// In how many comments (or sentences of the article) a stem stands.
    spread: Vec<u32>,
    /// How many comments and sentences there are.
    units: usize,
    /// How rare a stem is; see [`Index::rarity`].
    rarity: Vec<f64>,
    /// The stem of the first word of every author's name, where some comment uses that word.
    pub names: Vec<Option<Stem>>,
    /// Where runs of [`GRAM`] stems stand that somebody cites.
    cited: FxHashMap<u64, Vec<u32>>,
    /// Folded names of authors and their comments, in order.
    pub authors: FxHashMap<String, Vec<usize>>,
    /// Who wrote every comment, by the letter of the name.
    pub people: Vec<Author>,
    /// Articles and posts, in order.
    pub openings: Vec<usize>,
    /// Comments that nobody can answer, in order.
    pub silent: Vec<usize>,
    /// 1 for every comment that asks at its end, else 0.
    pub asking: Vec<f64>,
    /// How long every comment is: its bytes and one.
    pub sizes: Vec<f64>,
    /// The natural logarithm of how many comments back one stands, as far as the window goes; that of 0 is never asked.
    pub distances: Vec<f64>,
    /// Where the words of every comment stood before.
    pub chain: Chain,
}

impl Index {
    /// Indexes a thread.
    pub fn new(thread: &Thread, tagged: &Tagged) -> Index {
        let first = thread.comments.iter().position(|comment| !comment.kind.is_opening());
        let mut index = Index { opening: thread.opening(), first, ..Index::default() };
        let (docs, stems) = docs(&thread.comments, &tagged.readings);
        index.spread.resize(stems.len(), 0);
        index.docs.reserve_exact(docs.len());
        for ((comment, reading), mut doc) in thread.comments.iter().zip(&tagged.readings).zip(docs) {
            // The sentences of an article count one by one: a word that it repeats ten times is its topic, not a clue.
            if comment.kind.is_opening() {
                index.count_sentences(&mut doc, &reading.prose);
            } else {
                index.units += 1;
                for (stem, _) in &doc.content {
                    index.add(*stem);
                }
            }
            index.docs.push(doc);
        }
        for (at, comment) in thread.comments.iter().enumerate() {
            if let Some(author) = &comment.author {
                index.authors.entry(fold(author)).or_default().push(at);
            }
        }
        let first_word =
            |author: &String| author.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).map(stem);
        index.names = thread
            .comments
            .iter()
            .map(|comment| stems.get(&comment.author.as_ref().and_then(first_word)?).copied())
            .collect();
        index.know_comments(thread, tagged, stems.len());
        index.rarity = index.spread.iter().map(|spread| rarity(*spread, index.units)).collect();
        index.find_cited(tagged);
        index
    }

    /// Notes what is asked of every comment again and again.
    fn know_comments(&mut self, thread: &Thread, tagged: &Tagged, stems: usize) {
        let mut known: FxHashMap<&str, Author> = FxHashMap::default();
        for (at, (comment, reading)) in thread.comments.iter().zip(&tagged.readings).enumerate() {
            let next = known.len() as Author + 1;
            self.people.push(comment.author.as_deref().map_or(NOBODY, |author| *known.entry(author).or_insert(next)));
            if comment.kind.is_opening() {
                self.openings.push(at);
            }
            if matches!(comment.kind, Kind::Stub | Kind::Pingback) {
                self.silent.push(at);
            }
            self.asking.push(f64::from(u8::from(asks(&comment.text, &reading.prose).is_some())));
            self.sizes.push((comment.text.len() + 1) as f64);
        }
        self.distances = (0..=LINK_WINDOW).map(|back| libm::log(back.max(1) as f64)).collect();
        let mut begins = vec![false; stems];
        for stem in self.names.iter().flatten() {
            begins.get_mut(*stem as usize).into_iter().for_each(|begins| *begins = true);
        }
        for doc in &mut self.docs {
            doc.names = doc.content.iter().any(|(stem, _)| begins.get(*stem as usize) == Some(&true));
        }
        self.chain = Chain::new(&self.docs, stems);
    }

    /// Those of some places in order that are in a range.
    pub fn within(places: &[usize], range: Range<usize>) -> &[usize] {
        let before = |end: usize| places.partition_point(|place| *place < end);
        places.get(before(range.start)..before(range.end)).unwrap_or_default()
    }

    fn add(&mut self, stem: Stem) {
        if let Some(count) = self.spread.get_mut(stem as usize) {
            *count += 1;
        }
    }

    fn count_sentences(&mut self, doc: &mut Doc, prose: &Prose) {
        self.units += prose.sentences.len().max(1);
        let mut sentence = 0;
        let mut standing: Vec<(Stem, u32)> = Vec::new();
        for (stem, token) in &doc.sequence {
            while prose.sentences.get(sentence).is_some_and(|s| s.tokens.end <= *token as usize) {
                sentence += 1;
            }
            if doc.token_of(*stem).is_some() {
                standing.push((*stem, sentence as u32));
            }
        }
        standing.sort_unstable();
        standing.dedup();
        for (stem, _) in &standing {
            self.add(*stem);
        }
        standing.retain(|(_, sentence)| (*sentence as usize) < OPENING_SENTENCES);
        doc.sentences = standing;
    }

    /// Remembers where every run of stems that somebody cites stands; nothing when nobody cites.
    fn find_cited(&mut self, tagged: &Tagged) {
        let is_cited = |reading: &Reading, token: u32| {
            reading.prose.tokens.get(token as usize).is_some_and(|token| token.flags.has(Flags::CITED))
        };
        let mut wanted: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (doc, reading) in self.docs.iter().zip(&tagged.readings) {
            for run in doc.sequence.windows(GRAM) {
                if run.iter().all(|(_, token)| is_cited(reading, *token)) {
                    wanted.entry(gram(run)).or_default();
                }
            }
        }
        if wanted.is_empty() {
            return;
        }
        let found = parallel::map(&self.docs, |at, doc| {
            let mut found: Vec<u64> = Vec::new();
            for run in doc.sequence.windows(GRAM) {
                // The cited copy itself is no source.
                let cited = |token: u32| tagged.readings.get(at).is_some_and(|reading| is_cited(reading, token));
                if run.first().is_some_and(|(_, token)| cited(*token)) {
                    continue;
                }
                let gram = gram(run);
                found.extend(wanted.contains_key(&gram).then_some(gram));
            }
            found
        });
        for (at, grams) in found.into_iter().enumerate() {
            for gram in grams {
                if let Some(places) = wanted.get_mut(&gram).filter(|places| places.len() < POSTINGS)
                    && places.last() != Some(&(at as u32))
                {
                    places.push(at as u32);
                }
            }
        }
        self.cited = wanted;
    }

    /// The earlier comments whose words a comment cites, with how many runs of words each has.
    pub fn sources(&self, from: usize, reading: &Reading) -> Vec<(usize, usize)> {
        if self.cited.is_empty() || !self.docs.get(from).is_some_and(|doc| doc.cites) {
            return Vec::new();
        }
        let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
        let sequence = self.docs.get(from).map_or(&[][..], |doc| doc.sequence.as_slice());
        for run in sequence.windows(GRAM) {
            let cited =
                |token: u32| reading.prose.tokens.get(token as usize).is_some_and(|t| t.flags.has(Flags::CITED));
            if run.iter().all(|(_, token)| cited(*token)) {
                for place in self.cited.get(&gram(run)).into_iter().flatten().filter(|place| (**place as usize) < from)
                {
                    *counts.entry(*place).or_default() += 1;
                }
            }
        }
        let mut found: Vec<(usize, usize)> = counts.into_iter().map(|(place, count)| (place as usize, count)).collect();
        found.sort_unstable();
        found
    }

    /// How rare a stem is in the thread: 1 if it stands in two places only, towards 0 if everywhere.
    pub fn rarity(&self, stem: Stem) -> f64 {
        self.rarity.get(stem as usize).copied().unwrap_or(0.0)
    }
}

/// ln(units / spread) over its value at two places, so that a word shared by just two counts 1 in any thread.
fn rarity(spread: u32, units: usize) -> f64 {
    let units = units.max(3) as f64;
    (libm::log(units / f64::from(spread.max(1))) / libm::log(units / 2.0)).clamp(0.0, 1.0)
}

/// The question mark at the end of a text.
pub fn asks<'t>(text: &str, prose: &'t Prose) -> Option<&'t Token> {
    prose.tokens.iter().rev().take(12).find(|token| token.span().of(text) == "?")
}

/// A number for a run of stems.
fn gram(run: &[(Stem, u32)]) -> u64 {
    fnv1a(run.iter().map(|(stem, _)| u64::from(*stem)))
}
