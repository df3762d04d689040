//! Reads the comments of a thread into [`Doc`]s and numbers their stems.
//!
//! Comments are read in chunks, on all cores. Each chunk numbers the stems that it meets; the numbers of all chunks are
//! then merged in the order in which the thread uses the stems, so the numbering does not depend on where the chunks
//! were cut.

use rustc_hash::FxHashMap;

use super::doc::{Doc, Phrase, SentenceStem};
use super::quantity::{Quantity, digits, quantities, word_value};
use super::stem::{Stem, Word, stem};
use crate::limit::COMPARED_BYTES;
use crate::parallel;
use crate::place::{Key, PerComment, PerKey};
use crate::span::Span;
use crate::tag::{Tagged, TaggedComment};
use crate::text::{Flags, Prose};
use crate::thread::{Comment, Thread};

/// Most tokens from one content word to the next for both to be a phrase. Chosen by hand.
const PHRASE_TOKENS: u32 = 4;

/// How many content words after a word are tried as the second word of a phrase: "se retourne souvent contre" and "se
/// retourne contre" are one phrase, so one word may come between.
const PHRASE_PARTNERS: usize = 2;

/// Fewest tokens of a clause: in "qui, selon lui, …" the commas separate no clauses. Chosen by hand.
const CLAUSE_TOKENS: usize = 5;

/// Comments per chunk: enough that most words of a chunk were met before, few enough that all cores get some.
const CHUNK: usize = 1_024;

/// The docs of all comments of a thread, and the numbers of their stems.
pub fn docs(thread: &Thread, tagged: &Tagged) -> (PerComment<Doc>, FxHashMap<String, Stem>) {
    let chunks = thread.comments.chunks(CHUNK).zip(tagged.comments.as_slice().chunks(CHUNK)).collect();
    let mut stems = FxHashMap::default();
    let mut numbered = Vec::new();
    for (index, (builders, vocabulary)) in each_chunk(chunks, read_chunk).into_iter().enumerate() {
        if index == 0 {
            // The numbers of the first chunk are those of the thread.
            stems = vocabulary.stems;
            numbered.push((builders, None));
        } else {
            numbered.push((builders, Some(vocabulary.merge_into(&mut stems))));
        }
    }
    let built = each_chunk(numbered, |(builders, numbers): (Vec<DocBuilder<'_>>, Option<PerKey<Stem, Stem>>)| {
        builders.into_iter().map(|builder| builder.build(numbers.as_ref())).collect::<Vec<_>>()
    });
    (built.into_iter().flatten().collect(), stems)
}

/// Works on chunks, on all cores if there are several.
fn each_chunk<T: Send, U: Send>(chunks: Vec<T>, work: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
    if chunks.len() > 1 { parallel::whole(chunks, work) } else { chunks.into_iter().map(work).collect() }
}

fn read_chunk<'t>((comments, tagged): (&'t [Comment], &'t [TaggedComment])) -> (Vec<DocBuilder<'t>>, Vocabulary<'t>) {
    let mut vocabulary = Vocabulary::default();
    let builders = comments
        .iter()
        .zip(tagged)
        .map(|(comment, tagged)| DocBuilder::read(comment, &tagged.reading.prose, &mut vocabulary))
        .collect();
    (builders, vocabulary)
}

/// What the letters of a word say about it.
#[derive(Clone, Copy)]
struct KnownWord {
    stem: Stem,
    /// Whether the stem has at least three letters, so that it can carry meaning.
    long: bool,
    /// Its value, if it is a number word.
    value: Option<f64>,
}

/// The stems of a chunk, numbered in order of first use.
#[derive(Default)]
struct Vocabulary<'t> {
    words: FxHashMap<&'t str, KnownWord>,
    stems: FxHashMap<String, Stem>,
    names: PerKey<Stem, String>,
}

impl<'t> Vocabulary<'t> {
    fn word(&mut self, word: &'t str) -> KnownWord {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let name = stem(word);
        let long = name.chars().count() >= 3;
        let known = KnownWord { stem: self.number(name), long, value: word_value(word) };
        self.words.insert(word, known);
        known
    }

    fn number(&mut self, name: String) -> Stem {
        if let Some(known) = self.stems.get(&name) {
            return *known;
        }
        let number = self.names.push(name.clone());
        self.stems.insert(name, number);
        number
    }

    /// Adds the stems to those of the thread; returns their numbers in the thread.
    fn merge_into(self, stems: &mut FxHashMap<String, Stem>) -> PerKey<Stem, Stem> {
        let number = |name| {
            let next = Stem::from_index(stems.len());
            *stems.entry(name).or_insert(next)
        };
        self.names.into_iter().map(number).collect()
    }
}

/// A comment whose stems have the numbers of its chunk.
struct DocBuilder<'t> {
    prose: &'t Prose,
    is_opening: bool,
    words: Vec<Word>,
    /// The words that carry meaning, in text order.
    content: Vec<Word>,
    quantities: Vec<Quantity>,
    cites: bool,
}

impl<'t> DocBuilder<'t> {
    /// Reads the first [`COMPARED_BYTES`] of a comment.
    fn read(comment: &'t Comment, prose: &'t Prose, vocabulary: &mut Vocabulary<'t>) -> Self {
        let (mut words, mut content, mut cites) = (Vec::new(), Vec::new(), false);
        let mut values: Vec<Option<f64>> = Vec::new();
        let compared = prose.tokens.iter().take_while(|token| (token.end as usize) < COMPARED_BYTES);
        for (index, token) in compared.enumerate() {
            if token.flags.has(Flags::MARK) || token.flags.has(Flags::LINK) || token.flags.has(Flags::EMOJI) {
                continue;
            }
            let is_cited = token.flags.has(Flags::CITED);
            let is_number = token.flags.has(Flags::NUMBER);
            cites |= is_cited;
            let letters = token.span().of(&comment.text);
            let known = vocabulary.word(letters);
            let word = Word { stem: known.stem, token: index as u32 };
            words.push(word);
            values.push(if is_number { digits(letters) } else { known.value });
            if token.function.votes == 0 && (known.long || is_number) && !is_cited {
                content.push(word);
            }
        }
        let quantities = quantities(&words, &values);
        Self { prose, is_opening: comment.kind.is_opening(), words, content, quantities, cites }
    }

    /// The finished doc. `numbers` gives each stem of the chunk its number in the thread; `None` means that it has that
    /// number already.
    fn build(self, numbers: Option<&PerKey<Stem, Stem>>) -> Doc {
        let Self { prose, is_opening, mut words, mut content, mut quantities, cites } = self;
        if let Some(numbers) = numbers {
            let stems = words.iter_mut().chain(&mut content).map(|word| &mut word.stem);
            for stem in stems.chain(quantities.iter_mut().filter_map(|quantity| quantity.of.as_mut())) {
                *stem = *numbers.at(*stem);
            }
        }
        let phrases = phrases(&content);
        content.sort_unstable();
        content.dedup_by_key(|word| word.stem);
        let mut doc =
            Doc { words, content, quantities, clauses: clauses(prose), phrases, sentences: Vec::new(), cites };
        if is_opening {
            doc.sentences = sentence_stems(&doc, prose);
        }
        doc
    }
}

/// The phrases of content words in text order; sorted, the first of each.
fn phrases(content: &[Word]) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for (index, first) in content.iter().enumerate() {
        for second in content.iter().skip(index + 1).take(PHRASE_PARTNERS) {
            if second.stem != first.stem && second.token - first.token <= PHRASE_TOKENS {
                phrases.push(Phrase { stems: (first.stem, second.stem), tokens: (first.token, second.token) });
            }
        }
    }
    phrases.sort_unstable();
    phrases.dedup_by_key(|phrase| phrase.stems);
    phrases
}

/// Every content stem with every sentence that has it, sorted.
fn sentence_stems(doc: &Doc, prose: &Prose) -> Vec<SentenceStem> {
    let mut sentence = 0;
    let mut stems: Vec<SentenceStem> = Vec::new();
    for word in &doc.words {
        while prose.sentences.get(sentence).is_some_and(|s| s.tokens.end <= word.token as usize) {
            sentence += 1;
        }
        if doc.has(word.stem) {
            stems.push(SentenceStem { stem: word.stem, sentence: sentence as u32 });
        }
    }
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The clauses of a text, up to [`COMPARED_BYTES`]: its sentences, cut at commas and brackets where both sides keep
/// [`CLAUSE_TOKENS`] tokens.
fn clauses(prose: &Prose) -> Vec<Span> {
    let mut clauses = Vec::new();
    for sentence in prose.sentences.iter().take_while(|sentence| sentence.span.end < COMPARED_BYTES) {
        let mut first = sentence.tokens.start;
        for token in sentence.tokens.clone() {
            let may_cut = prose.tokens.get(token).is_some_and(|token| token.flags.has(Flags::AFTER_COMMA));
            if may_cut && token - first >= CLAUSE_TOKENS && sentence.tokens.end - token >= CLAUSE_TOKENS {
                clauses.push(prose.span(first..token));
                first = token;
            }
        }
        clauses.push(prose.span(first..sentence.tokens.end));
    }
    clauses
}
