//! What the stage knows of a whole thread: the stems of each comment, how rare they are, who wrote what, and where cited
//! words come from. Built once, in time linear in the thread.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::addressed::Addressees;
use super::citations::Citations;
use super::doc::Doc;
use super::doc_builder::docs;
use super::earlier_uses::EarlierUses;
use super::order::kind;
use super::stem::{Stem, stem};
use crate::limit::LINK_WINDOW;
use crate::place::{PerComment, PerKey, Place};
use crate::rule::ThreadKind;
use crate::tag::Tagged;
use crate::text::{Moment, Prose, Token};
use crate::thread::{Comment, Kind, Thread};

/// An author's number in the thread, from 1, or [`NOBODY`].
pub type Author = u32;

/// The author of a comment whose source does not name one.
pub const NOBODY: Author = 0;

/// How many tokens from the end of a comment a question mark may be for the comment to ask something. Chosen by hand: a
/// signature or a link may follow.
const QUESTION_TOKENS: usize = 12;

/// A comment of fewer tokens is brief: most answer what is just above, and few are answered. Source: issue 18, part 3.
pub const BRIEF_TOKENS: usize = 6;

/// The least norm: a comment without rare words is like no other, and must not divide by zero.
const LEAST_NORM: f64 = 1e-6;

/// Facts about one comment that all later comments of its window ask for. Small, so that a window is a short stretch of
/// memory.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one fact")]
pub struct Facts {
    /// Who wrote it. Names are compared byte for byte.
    pub author: Author,
    /// The stem of the first word of its author's name, if some comment of the thread uses that word.
    pub author_stem: Option<Stem>,
    /// Whether one of its content words is the first word of the name of an author of the thread.
    pub may_name_author: bool,
    /// Whether it ends with a question.
    pub asks: bool,
    /// Whether its author is known and wrote nothing before it.
    pub is_newcomer: bool,
    /// Whether it has fewer tokens than a sentence usually has; see [`BRIEF_TOKENS`].
    pub is_brief: bool,
    /// When it was written, in seconds since 1970-01-01 UTC.
    pub time: Option<i64>,
    /// The bytes of its text, plus 1.
    pub size: f64,
    /// The natural logarithm of the number of its tokens, at least 0.
    pub log_tokens: f64,
    /// The Euclidean norm of the rarities of its content stems; at least [`LEAST_NORM`].
    pub norm: f64,
}

/// What the stage knows of a thread.
#[derive(Debug, Default)]
pub struct Index {
    /// The stems of each comment.
    pub docs: PerComment<Doc>,
    /// Facts about each comment.
    pub facts: PerComment<Facts>,
    /// The article or opening post.
    pub opening: Option<Place>,
    /// The first comment that is neither an article nor a post.
    pub first: Option<Place>,
    /// All articles and posts, in order.
    pub openings: Vec<Place>,
    /// Stubs and pingbacks, in order: nobody can answer them.
    pub silent: Vec<Place>,
    /// The authors by the names that call them.
    pub addressees: Addressees,
    /// Where words that are cited come from.
    pub citations: Citations,
    /// Earlier comments with the stems of each comment.
    pub earlier_uses: EarlierUses,
    /// The natural logarithm of each distance up to [`LINK_WINDOW`], by the number of comments back; 0 at index 0.
    pub log_distances: Vec<f64>,
    /// What the thread shows of its authors and its order.
    pub kind: ThreadKind,
    rarity: PerKey<Stem, f64>,
}

impl Index {
    /// Indexes a thread.
    pub fn new(thread: &Thread, tagged: &Tagged) -> Index {
        let (docs, stems) = docs(thread, tagged);
        let places = |is_wanted: fn(&Comment) -> bool| -> Vec<Place> {
            let comments = thread.comments.iter().enumerate();
            comments.filter(|(_, comment)| is_wanted(comment)).map(|(index, _)| Place::new(index)).collect()
        };
        let rarity = rarities(thread, tagged, &docs, stems.len());
        let facts = facts(thread, tagged, &docs, &stems, &rarity);
        Index {
            kind: kind(thread, &facts.iter().map(|facts| (facts.author != NOBODY, facts.time)).collect::<Vec<_>>()),
            facts,
            opening: thread.opening().map(Place::new),
            first: thread.comments.iter().position(|comment| !comment.kind.is_opening()).map(Place::new),
            openings: places(|comment| comment.kind.is_opening()),
            silent: places(|comment| matches!(comment.kind, Kind::Stub | Kind::Pingback)),
            addressees: Addressees::of(thread),
            citations: Citations::find(&docs, tagged),
            earlier_uses: EarlierUses::new(&docs, stems.len()),
            log_distances: (0..=LINK_WINDOW).map(|distance| libm::log(distance.max(1) as f64)).collect(),
            rarity,
            docs,
        }
    }

    /// How rare a stem is in the thread, in [0, 1]: 1 if it is in at most two comments, towards 0 if it is everywhere.
    pub fn rarity(&self, stem: Stem) -> f64 {
        *self.rarity.at(stem)
    }

    /// Whether a comment is an article or a post.
    pub fn is_opening(&self, place: Place) -> bool {
        self.openings.binary_search(&place).is_ok()
    }

    /// Whether nobody can answer a comment.
    pub fn is_silent(&self, place: Place) -> bool {
        self.silent.binary_search(&place).is_ok()
    }
}

/// Whether a candidate was written later than a reply, if both times are known.
pub fn is_later(reply: &Facts, target: &Facts) -> bool {
    reply.time.zip(target.time).is_some_and(|(reply, target)| target > reply)
}

/// The places of a sorted list that are in a range.
pub fn within(places: &[Place], range: Range<Place>) -> &[Place] {
    let before = |end: Place| places.partition_point(|place| *place < end);
    places.get(before(range.start)..before(range.end)).unwrap_or_default()
}

/// The question mark at the end of a text, if it ends with a question.
pub fn final_question<'t>(text: &str, prose: &'t Prose) -> Option<&'t Token> {
    prose.tokens.iter().rev().take(QUESTION_TOKENS).find(|token| token.span().of(text) == "?")
}

/// The facts about each comment.
fn facts(
    thread: &Thread,
    tagged: &Tagged,
    docs: &PerComment<Doc>,
    stems: &FxHashMap<String, Stem>,
    rarity: &PerKey<Stem, f64>,
) -> PerComment<Facts> {
    let mut numbers: FxHashMap<&str, Author> = FxHashMap::default();
    let mut is_author_stem: PerKey<Stem, bool> = PerKey::filled(stems.len(), false);
    let mut facts: PerComment<Facts> = PerComment::default();
    for ((comment, tagged), doc) in thread.comments.iter().zip(&tagged.comments).zip(docs) {
        let tokens = tagged.reading.prose.tokens.len();
        let next = numbers.len() as Author + 1;
        let author_stem =
            comment.author.as_deref().and_then(first_word).and_then(|word| stems.get(&stem(word)).copied());
        if let Some(stem) = author_stem {
            *is_author_stem.at_mut(stem) = true;
        }
        let author = comment.author.as_deref().map_or(NOBODY, |author| *numbers.entry(author).or_insert(next));
        facts.push(Facts {
            author,
            author_stem,
            may_name_author: false,
            asks: final_question(&comment.text, &tagged.reading.prose).is_some(),
            is_newcomer: author == next,
            is_brief: tokens < BRIEF_TOKENS,
            time: comment.time.as_deref().and_then(Moment::parse).map(Moment::start),
            size: (comment.text.len() + 1) as f64,
            log_tokens: libm::log(tokens.max(1) as f64),
            norm: libm::sqrt(doc.content.iter().map(|word| rarity.at(word.stem) * rarity.at(word.stem)).sum::<f64>())
                .max(LEAST_NORM),
        });
    }
    // A comment may name an author who writes later.
    for (facts, doc) in facts.iter_mut().zip(docs) {
        facts.may_name_author = doc.content.iter().any(|word| *is_author_stem.at(word.stem));
    }
    facts
}

/// The first word of an author's name.
fn first_word(author: &str) -> Option<&str> {
    author.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())
}

/// How rare each stem is; see [`Index::rarity`].
fn rarities(thread: &Thread, tagged: &Tagged, docs: &PerComment<Doc>, stems: usize) -> PerKey<Stem, f64> {
    // In how many units each stem occurs. A comment is one unit; each sentence of an article is one, because a word that
    // the article repeats ten times is its topic, not a clue.
    let mut counts: PerKey<Stem, u32> = PerKey::filled(stems, 0);
    let mut units = 0;
    for ((comment, tagged), doc) in thread.comments.iter().zip(&tagged.comments).zip(docs) {
        if comment.kind.is_opening() {
            units += tagged.reading.prose.sentences.len().max(1);
            doc.sentences.iter().for_each(|entry| *counts.at_mut(entry.stem) += 1);
        } else {
            units += 1;
            doc.content.iter().for_each(|word| *counts.at_mut(word.stem) += 1);
        }
    }
    counts.iter().map(|count| rarity(*count, units)).collect()
}

/// ln(units / count) over its value for a count of two, so that a word of just two comments has 1 in any thread.
fn rarity(count: u32, units: usize) -> f64 {
    let units = units.max(3) as f64;
    (libm::log(units / f64::from(count.max(1))) / libm::log(units / 2.0)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_of_two_comments_is_as_rare_as_can_be() {
        assert!((rarity(2, 100) - 1.0).abs() < f64::EPSILON && (rarity(1, 100) - 1.0).abs() < f64::EPSILON);
        assert!(rarity(50, 100) < rarity(10, 100));
        assert!(rarity(100, 100).abs() < f64::EPSILON);
        assert!((0.0..=1.0).contains(&rarity(0, 0)));
    }

    #[test]
    fn places_within_a_range_do_not_include_its_end() {
        let places = [1, 3, 5].map(Place::new);
        assert_eq!(within(&places, Place::new(1)..Place::new(5)), [1, 3].map(Place::new));
        assert_eq!(within(&places, Place::new(6)..Place::new(9)), []);
    }
}
