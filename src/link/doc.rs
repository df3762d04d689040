//! One comment as compared with others: its stems, phrases, quantities and clauses.
//!
//! Comments are read in chunks, on all cores; a chunk numbers the stems that it meets, and the numbers of all chunks are
//! then brought together in the order in which the thread uses the stems, so that no number hangs on how it was cut.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::quantity::{Quantity, digits, quantities, word_value};
use crate::lang;
use crate::limit::COMPARED_BYTES;
use crate::parallel;
use crate::rule::Reading;
use crate::span::Span;
use crate::text::{Flags, Prose, fold};
use crate::thread::Comment;

/// A stem's number in the thread.
pub type Stem = u32;

/// How many tokens apart two content words may stand and still make one phrase.
const GAP: u32 = 4;

/// A clause is not cut below this many tokens: "qui, selon lui, …" is one.
const CLAUSE: usize = 5;

/// So many comments are read in one go: enough that most words are met again, few enough that all cores get some.
const CHUNK: usize = 1_024;

/// One comment, as compared with others.
#[derive(Debug, Default)]
pub struct Doc {
    /// The stem of every word token, with its token, in order; function words among them.
    pub sequence: Vec<(Stem, u32)>,
    /// The stems that carry meaning, each once, in order of number, with its first token.
    pub content: Vec<(Stem, u32)>,
    /// Quantities it gives.
    pub quantities: Vec<Quantity>,
    /// Its clauses: what an anchor can be.
    pub clauses: Vec<Span>,
    /// Content words that stand close to each other: two stems in order and the tokens of both, sorted.
    pub pairs: Vec<(Stem, Stem, u32, u32)>,
    /// Of an article or post: its content stems, each with every sentence that it stands in, sorted; the first
    /// [`OPENING_SENTENCES`] of them.
    pub sentences: Vec<(Stem, u32)>,
    /// Whether it repeats somebody else's words.
    pub cites: bool,
    /// Whether one of its content words begins the name of an author.
    pub names: bool,
}

impl Doc {
    /// The first token with a content stem, if the comment has it.
    pub fn token_of(&self, stem: Stem) -> Option<u32> {
        let at = self.content.binary_search_by_key(&stem, |(stem, _)| *stem).ok()?;
        self.content.get(at).map(|(_, token)| *token)
    }

    /// The tokens of two content words, the first time that they stand close to each other in this order.
    pub fn pair_of(&self, x: Stem, y: Stem) -> Option<(u32, u32)> {
        let at = self.pairs.partition_point(|pair| (pair.0, pair.1) < (x, y));
        self.pairs.get(at).filter(|pair| (pair.0, pair.1) == (x, y)).map(|(.., first, last)| (*first, *last))
    }

    /// The sentences of an article or post that a stem stands in.
    pub fn sentences_of(&self, stem: Stem) -> impl Iterator<Item = usize> {
        let first = self.sentences.partition_point(|(known, _)| *known < stem);
        let rest = self.sentences.get(first..).unwrap_or_default();
        rest.iter().take_while(move |(known, _)| *known == stem).map(|(_, sentence)| *sentence as usize)
    }

    /// The stems of some tokens.
    pub fn words(&self, tokens: Range<usize>) -> &[(Stem, u32)] {
        let place = |token: usize| self.sequence.partition_point(|(_, at)| (*at as usize) < token);
        self.sequence.get(place(tokens.start)..place(tokens.end)).unwrap_or_default()
    }
}

/// What is known of a word by its letters alone.
#[derive(Clone, Copy)]
struct Word {
    stem: Stem,
    /// Whether it is long enough to mean something.
    long: bool,
    /// Its value, if it is a number word.
    value: Option<f64>,
}

/// The stems of some comments, numbered as they come.
#[derive(Default)]
struct Vocabulary<'t> {
    words: FxHashMap<&'t str, Word>,
    stems: FxHashMap<String, Stem>,
    /// The stems by number.
    names: Vec<String>,
}

impl<'t> Vocabulary<'t> {
    fn word(&mut self, word: &'t str) -> Word {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let name = stem(word);
        let long = name.chars().count() >= 3;
        let found = Word { stem: self.number(name), long, value: word_value(word) };
        self.words.insert(word, found);
        found
    }

    fn number(&mut self, name: String) -> Stem {
        if let Some(known) = self.stems.get(&name) {
            return *known;
        }
        let next = self.names.len() as Stem;
        self.names.push(name.clone());
        self.stems.insert(name, next);
        next
    }
}

/// All comments of a thread, and the numbers of their stems.
pub fn docs(comments: &[Comment], readings: &[Reading]) -> (Vec<Doc>, FxHashMap<String, Stem>) {
    let read = |(comments, readings): (&'_ [Comment], &'_ [Reading])| {
        let mut vocabulary = Vocabulary::default();
        let docs: Vec<Doc> = comments
            .iter()
            .zip(readings)
            .map(|(comment, reading)| Doc::read(&comment.text, &reading.prose, &mut vocabulary))
            .collect();
        (docs, vocabulary.names, vocabulary.stems)
    };
    let chunks: Vec<_> = comments.chunks(CHUNK).zip(readings.chunks(CHUNK)).collect();
    let mut chunks =
        if chunks.len() > 1 { parallel::whole(chunks, read) } else { chunks.into_iter().map(read).collect() };
    let mut rest = chunks.drain(..);
    let Some((mut docs, _, mut stems)) = rest.next() else { return (Vec::new(), FxHashMap::default()) };
    // The numbers of the first chunk are already those of the thread.
    let mut later = Vec::new();
    for (docs, names, _) in rest {
        let numbers: Vec<Stem> = names
            .into_iter()
            .map(|name| {
                let next = stems.len() as Stem;
                *stems.entry(name).or_insert(next)
            })
            .collect();
        later.push((docs, numbers));
    }
    let renumbered = parallel::whole(later, |(mut docs, numbers)| {
        for doc in &mut docs {
            doc.renumber(&numbers);
        }
        docs
    });
    if !docs.is_empty() {
        docs.extend(renumbered.into_iter().flatten());
    }
    docs.iter_mut().take(CHUNK).for_each(Doc::sort);
    (docs, stems)
}

impl Doc {
    /// The words of a comment, up to [`COMPARED_BYTES`], with stems as a chunk numbers them and nothing sorted yet.
    fn read<'t>(text: &'t str, prose: &Prose, vocabulary: &mut Vocabulary<'t>) -> Doc {
        let mut doc = Doc::default();
        let mut values: Vec<Option<f64>> = Vec::new();
        for (at, token) in
            prose.tokens.iter().enumerate().take_while(|(_, token)| (token.end as usize) < COMPARED_BYTES)
        {
            if token.flags.has(Flags::MARK) || token.flags.has(Flags::LINK) || token.flags.has(Flags::EMOJI) {
                continue;
            }
            let is_cited = token.flags.has(Flags::CITED);
            let is_number = token.flags.has(Flags::NUMBER);
            doc.cites |= is_cited;
            let letters = token.span().of(text);
            let Word { stem, long, value } = vocabulary.word(letters);
            doc.sequence.push((stem, at as u32));
            values.push(if is_number { digits(letters) } else { value });
            if token.function.votes == 0 && (long || is_number) && !is_cited {
                doc.content.push((stem, at as u32));
            }
        }
        // "se retourne souvent contre" and "se retourne contre" are one phrase: a word may stand between.
        for (at, (x, first)) in doc.content.iter().enumerate() {
            for (y, last) in doc.content.iter().skip(at + 1).take(2).filter(|(y, last)| y != x && last - first <= GAP) {
                doc.pairs.push((*x, *y, *first, *last));
            }
        }
        doc.quantities = quantities(&doc.sequence, &values);
        doc.clauses = clauses(prose);
        doc
    }

    /// Gives the stems their numbers in the thread.
    fn renumber(&mut self, numbers: &[Stem]) {
        let to = |stem: &mut Stem| *stem = numbers.get(*stem as usize).copied().unwrap_or(*stem);
        self.sequence.iter_mut().chain(&mut self.content).for_each(|(stem, _)| to(stem));
        for (x, y, ..) in &mut self.pairs {
            to(x);
            to(y);
        }
        self.quantities.iter_mut().filter_map(|quantity| quantity.of.as_mut()).for_each(to);
        self.sort();
    }

    /// Brings stems and phrases into the order of their numbers, each once.
    fn sort(&mut self) {
        self.pairs.sort_unstable();
        self.pairs.dedup_by_key(|pair| (pair.0, pair.1));
        self.content.sort_unstable();
        self.content.dedup_by_key(|(stem, _)| *stem);
    }
}

/// The clauses of a text, up to [`COMPARED_BYTES`]: its sentences, cut at commas and brackets where both sides keep
/// [`CLAUSE`] tokens.
fn clauses(prose: &Prose) -> Vec<Span> {
    let mut out = Vec::new();
    for sentence in prose.sentences.iter().take_while(|sentence| sentence.span.end < COMPARED_BYTES) {
        let mut first = sentence.tokens.start;
        for at in sentence.tokens.clone() {
            let cuts = prose.tokens.get(at).is_some_and(|token| token.flags.has(Flags::AFTER_COMMA));
            if cuts && at - first >= CLAUSE && sentence.tokens.end - at >= CLAUSE {
                out.push(prose.span(first..at));
                first = at;
            }
        }
        out.push(prose.span(first..sentence.tokens.end));
    }
    out
}

/// The endings of all languages, in the order in which they are removed.
static ENDINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.endings.regular));

/// A word without case, accents and common endings: enough to see that two comments speak of the same thing. Not a
/// stemmer: it only removes the plural and feminine endings that the languages list.
pub fn stem(word: &str) -> String {
    let mut folded = fold(word);
    for (ending, replacement) in lang::all().flat_map(|words| words.endings.irregular) {
        if folded.len() > 4 && folded.ends_with(ending) {
            folded.truncate(folded.len() - ending.len());
            folded.push_str(replacement);
        }
    }
    for ending in ENDINGS.iter() {
        if folded.len() > 4 && folded.ends_with(ending) {
            folded.truncate(folded.len() - ending.len());
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn number_and_gender_do_not_part_words() {
        assert_eq!(stem("libérales"), stem("libéral"));
        assert_eq!(stem("libéraux"), stem("libéral"));
        assert_eq!(stem("Hypothèses"), stem("hypothèse"));
        assert_eq!(stem("prices"), stem("price"));
        assert_ne!(stem("puce"), stem("puits"));
    }
}
