//! What the words of a reply and of one candidate have in common: rare words, phrases, quoted words, numbers, and words
//! that only one of them denies.

use super::ctx::Ctx;
use super::doc::Doc;
use super::quantity::compared;
use super::stem::{Stem, Word};
use crate::place::{self, Place};
use crate::rule::{PairFeature, PairValues, Reading};
use crate::span::Span;
use crate::text::Flags;
use crate::text::quotation::{CITED_TOKENS, Quotation};

/// The least rarity of a word whose last use counts. Chosen by hand.
pub const RARE: f64 = 0.5;

/// How many of the reply's first tokens count as its opening. Chosen by hand.
pub const OPENING_TOKENS: u32 = 8;

/// The least rarity of a phrase of both texts, even if both of its words are everywhere. Chosen by hand.
const PHRASE_FLOOR: f64 = 0.2;

/// The least value of one quoted word that the candidate has, and of several in a row: quoting is a clue even where the
/// thread repeats the words. Chosen by hand.
const QUOTED_WORD: f64 = 0.4;
const QUOTED_RUN: f64 = 0.8;

/// An opening text that is this many times longer than the reply's list of stems is searched rather than walked.
const MUCH_LONGER: usize = 8;

/// The value of shared words, in [0, 1), from the sum of their rarities: two rare words are worth more than one, ten
/// hardly more than five.
pub fn overlap(total_rarity: f64) -> f64 {
    1.0 - libm::exp(-total_rarity / 2.0)
}

/// How much of the rare words of two comments is common to both, in [0, 1], from the sum of the squares of the rarities of
/// the shared ones and the norms of the two.
pub fn cosine(squares: f64, reply: f64, target: f64) -> f64 {
    (squares / (reply * target)).min(1.0)
}

/// The rarity of a phrase that both texts have.
pub fn phrase_rarity(ctx: Ctx<'_>, (first, second): (Stem, Stem)) -> f64 {
    ctx.index.rarity(first).min(ctx.index.rarity(second)).max(PHRASE_FLOOR)
}

/// The words of a quotation, if it is short enough to be an echo; else nothing.
pub fn quoted_words<'d>(doc: &'d Doc, quotation: &Quotation) -> &'d [Word] {
    if quotation.len() >= CITED_TOKENS { &[] } else { doc.words_in(quotation.first..quotation.end) }
}

/// One of the two comments.
struct Side<'a> {
    doc: &'a Doc,
    reading: &'a Reading,
}

impl Side<'_> {
    /// The text of one token.
    fn token(&self, token: u32) -> Span {
        self.tokens(token, token)
    }

    /// Whether a token is a number in figures.
    fn is_number(&self, token: u32) -> bool {
        self.reading.prose.tokens.get(token as usize).is_some_and(|token| token.flags.has(Flags::NUMBER))
    }

    /// The text from one token to another, both included.
    fn tokens(&self, first: u32, last: u32) -> Span {
        self.reading.prose.span(first as usize..last as usize + 1)
    }
}

/// A word that both texts have: its rarity and its token in each.
#[derive(Clone, Copy)]
struct SharedWord {
    rarity: f64,
    ours: u32,
    theirs: u32,
}

/// A reply and one of its candidates.
pub struct Sides<'a> {
    ctx: Ctx<'a>,
    from: Place,
    to: Place,
    reply: Side<'a>,
    target: Side<'a>,
}

impl<'a> Sides<'a> {
    /// The reply `from` and its candidate `to`.
    pub fn new(ctx: Ctx<'a>, from: Place, to: Place) -> Self {
        let side = |place| Side { doc: ctx.doc(place), reading: ctx.reading(place) };
        Self { ctx, from, to, reply: side(from), target: side(to) }
    }

    /// Whether no comment between the two has a stem of both.
    fn is_last_use(&self, stem: Stem) -> bool {
        let mut uses =
            self.reply.doc.content_index(stem).map(|index| self.ctx.index.earlier_uses.before(self.from, index));
        uses.as_mut().and_then(Iterator::next) == Some(self.to)
    }

    fn show_word(&self, values: &mut PairValues, feature: PairFeature, value: f64, word: SharedWord) {
        let (ours, theirs) = (self.reply.token(word.ours), self.target.token(word.theirs));
        values.show(feature, value, Some(ours), Some(theirs));
    }

    /// Rare words and phrases that both have. For an article or post, only its best sentence counts.
    pub fn shared_words(&self, values: &mut PairValues) {
        let mut total = 0.0;
        let mut squares = 0.0;
        let mut last_use: Option<SharedWord> = None;
        let mut rarest: Option<SharedWord> = None;
        let mut rarest_opening: Option<SharedWord> = None;
        self.each_shared_stem(|stem, ours, theirs| {
            let word = SharedWord { rarity: self.ctx.index.rarity(stem), ours, theirs };
            total += word.rarity;
            squares += word.rarity * word.rarity;
            let is_rarer = last_use.is_none_or(|known| word.rarity > known.rarity);
            if word.rarity >= RARE && is_rarer && self.is_last_use(stem) {
                last_use = Some(word);
            }
            if rarest.is_none_or(|known| word.rarity > known.rarity) {
                rarest = Some(word);
            }
            if ours < OPENING_TOKENS && rarest_opening.is_none_or(|known| word.rarity > known.rarity) {
                rarest_opening = Some(word);
            }
        });
        if let Some(word) = last_use {
            self.show_word(values, PairFeature::LastUse, word.rarity, word);
        }
        if squares > 0.0 && !self.ctx.index.is_opening(self.to) {
            let [reply, target] = [self.from, self.to].map(|place| self.ctx.index.facts.at(place).norm);
            values.set(PairFeature::Cosine, cosine(squares, reply, target));
        }
        if rarest.is_some() {
            self.shared_phrase(values);
        }
        if !self.target.doc.sentences.is_empty() {
            (total, rarest) = self.best_sentence().map_or((0.0, None), |(total, word)| (total, Some(word)));
        }
        if let Some(word) = rarest {
            self.show_word(values, PairFeature::SharedWords, overlap(total), word);
        }
        if let Some(word) = rarest_opening {
            self.show_word(values, PairFeature::OpeningEcho, word.rarity, word);
        }
    }

    /// Calls `visit` with each content stem that both have, in order of stem, and its token in each.
    fn each_shared_stem(&self, mut visit: impl FnMut(Stem, u32, u32)) {
        let ours = &self.reply.doc.content;
        let mut theirs = self.target.doc.content.as_slice();
        // An article is much longer than a comment.
        let search = theirs.len() > ours.len() * MUCH_LONGER;
        for word in ours {
            let skip = if search {
                theirs.partition_point(|other| other.stem < word.stem)
            } else {
                theirs.iter().take_while(|other| other.stem < word.stem).count()
            };
            theirs = theirs.get(skip..).unwrap_or_default();
            if let Some(other) = theirs.first().filter(|other| other.stem == word.stem) {
                visit(word.stem, word.token, other.token);
            }
        }
    }

    /// For an article or post: the sentence that shares most with the reply, as the sum of the rarities of the shared
    /// words and the rarest of them. A reply takes up one sentence, and has words in common with many others of a long
    /// article. `None` if no sentence shares a word.
    fn best_sentence(&self) -> Option<(f64, SharedWord)> {
        let (ours, theirs) = (self.reply.doc, self.target.doc);
        let mut totals: Vec<f64> = Vec::new();
        self.each_shared_stem(|stem, ours, _| {
            // A bare number names no sentence.
            if self.reply.is_number(ours) {
                return;
            }
            let rarity = self.ctx.index.rarity(stem);
            for sentence in theirs.sentences_of(stem) {
                totals.resize(totals.len().max(sentence + 1), 0.0);
                place::update(&mut totals, sentence, |total| *total += rarity);
            }
        });
        // Of equal ones the first: an article begins with what it is about.
        let (best, total) = totals.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
        let words = theirs.words_in(self.target.reading.prose.sentences.get(best)?.tokens.clone());
        let shared = words.iter().filter(|word| theirs.has(word.stem)).filter_map(|word| {
            let ours = ours.token_of(word.stem).filter(|token| !self.reply.is_number(*token))?;
            Some(SharedWord { rarity: self.ctx.index.rarity(word.stem), ours, theirs: word.token })
        });
        let rarest = shared.reduce(|best, next| if next.rarity > best.rarity { next } else { best });
        rarest.map(|word| (*total, word))
    }

    /// The rarest phrase that both have.
    fn shared_phrase(&self, values: &mut PairValues) {
        let mut best: Option<(f64, Span, Span)> = None;
        for phrase in &self.reply.doc.phrases {
            let Some(other) = self.target.doc.phrase_of(phrase.stems) else { continue };
            let rarity = phrase_rarity(self.ctx, phrase.stems);
            if best.is_none_or(|(known, ..)| rarity > known) {
                let ours = self.reply.tokens(phrase.tokens.0, phrase.tokens.1);
                let theirs = self.target.tokens(other.tokens.0, other.tokens.1);
                best = Some((rarity, ours, theirs));
            }
        }
        if let Some((rarity, ours, theirs)) = best {
            values.show(PairFeature::SharedPhrase, rarity, Some(ours), Some(theirs));
        }
    }

    /// A few words that the reply quotes and the candidate has in the same order.
    pub fn quoted_echo(&self, values: &mut PairValues) {
        let (ours, theirs) = (self.reply.doc, self.target.doc);
        for quotation in &self.reply.reading.prose.quotations {
            let quoted: Vec<Stem> = quoted_words(ours, quotation).iter().map(|word| word.stem).collect();
            let content = quoted.iter().filter(|stem| ours.has(**stem));
            let Some(rarest) = content.map(|stem| self.ctx.index.rarity(*stem)).max_by(f64::total_cmp) else {
                continue;
            };
            // Single stems are looked up first, since that is a search; the run of words is a walk.
            if !quoted.iter().all(|stem| !ours.has(*stem) || theirs.has(*stem)) {
                continue;
            }
            let mut runs = theirs.words.windows(quoted.len());
            let run = runs.find(|run| run.iter().map(|word| word.stem).eq(quoted.iter().copied()));
            let Some((first, last)) = run.and_then(|run| run.first().zip(run.last())) else { continue };
            let value = rarest.max(QUOTED_WORD).max(if quoted.len() > 1 { QUOTED_RUN } else { 0.0 });
            if value > values.get(PairFeature::QuotedEcho) {
                let echo = self.target.tokens(first.token, last.token);
                values.show(PairFeature::QuotedEcho, value, Some(quotation.span), Some(echo));
            }
        }
    }

    /// Numbers that both give, and quantities of the same thing that differ.
    pub fn numbers(&self, values: &mut PairValues) {
        for ours in compared(&self.reply.doc.quantities) {
            for theirs in compared(&self.target.doc.quantities) {
                let feature = if ours.equals(theirs) {
                    Some(PairFeature::SharedNumber).filter(|_| ours.is_distinctive())
                } else {
                    let same_thing = ours.of == theirs.of && ours.of.is_some_and(|stem| self.reply.doc.has(stem));
                    Some(PairFeature::NumericConflict).filter(|_| same_thing)
                };
                if let Some(feature) = feature {
                    let words = (self.reply.token(ours.token), self.target.token(theirs.token));
                    values.show(feature, 1.0, Some(words.0), Some(words.1));
                }
            }
        }
    }

    /// The rarest word that the reply denies and the candidate asserts.
    pub fn denied(&self, values: &mut PairValues) {
        let prose = &self.target.reading.prose;
        for negation in &self.reply.reading.prose.negations {
            for token in negation.scope.clone() {
                let Some(word) = self.reply.doc.word_at(token).filter(|word| self.reply.doc.has(word.stem)) else {
                    continue;
                };
                let Some(theirs) = self.target.doc.token_of(word.stem) else { continue };
                let rarity = self.ctx.index.rarity(word.stem);
                let asserted = !prose.is_negated(theirs as usize..theirs as usize + 1);
                if asserted && rarity > values.get(PairFeature::Denied) {
                    let shared = SharedWord { rarity, ours: word.token, theirs };
                    self.show_word(values, PairFeature::Denied, rarity, shared);
                }
            }
        }
    }
}
