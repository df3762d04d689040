//! The facts about a reply and one thing it may answer.

use super::doc::{Doc, Stem};
use super::index::{Index, asks};
use crate::rule::{PairFeature, PairValues, Reading};
use crate::span::Span;
use crate::tag::{Tagged, Tags};
use crate::text::quotation::{CITED_TOKENS, Quotation};
use crate::text::{Flags, Token, fold};
use crate::thread::{Kind, Thread};

/// How many of the reply's first tokens count as its opening.
pub const OPENING: u32 = 8;

/// What a phrase of both counts even where its words are everywhere.
pub const PHRASE_FLOOR: f64 = 0.2;

/// How many quantities of one comment are compared with how many of another: figures beyond are a table.
const QUANTITIES: usize = 32;

/// Computes every pair feature of `from` and its candidate `to` that does not hang on what others answer.
pub fn pair(thread: &Thread, tagged: &Tagged, index: &Index, from: usize, to: usize) -> PairValues {
    let mut values = PairValues::default();
    let parts = Parts::new(thread, tagged, index, from, to);
    let (Some(parts), Some(reply), Some(target)) = (parts, thread.comments.get(from), thread.comments.get(to)) else {
        return values;
    };
    parts.shared(&mut values);
    parts.quoted(&mut values);
    parts.numbers(&mut values);
    parts.denied(&mut values);
    let sources = index.sources(from, parts.from.1);
    let best = sources.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if sources.iter().any(|(place, count)| *place == to && *count * 2 >= best) {
        let cited = parts.from.1.prose.tokens.iter().find(|token| token.flags.has(Flags::CITED)).map(Token::span);
        values.show(PairFeature::Cited, 1.0, cited, None);
    }
    if target.kind.is_opening() {
        values.set(if target.kind == Kind::Article { PairFeature::Article } else { PairFeature::Post }, 1.0);
    } else {
        values.set(PairFeature::Comment, 1.0);
        values.set(PairFeature::Previous, f64::from(u8::from(to + 1 == from)));
        values.set(PairFeature::Distance, libm::log(from.abs_diff(to).max(1) as f64));
        values.set(PairFeature::FirstComment, f64::from(u8::from(index.first == Some(to))));
    }
    if let (Some(a), Some(b)) = (&reply.author, &target.author) {
        values.set(PairFeature::SameAuthor, f64::from(u8::from(a == b)));
        if a != b {
            let used = index.names.get(to).copied().flatten().is_some_and(|name| parts.from.0.token_of(name).is_some());
            let named = used.then(|| name_span(b, &reply.text)).flatten();
            values.show(PairFeature::Named, f64::from(u8::from(named.is_some())), named, None);
        }
    }
    let anonymous = reply.author.is_none() && target.author.is_none() && !target.kind.is_opening();
    values.set(PairFeature::Anonymous, f64::from(u8::from(anonymous)));
    let asks = asks(parts.to.2, &parts.to.1.prose);
    values.show(PairFeature::AsksQuestion, f64::from(u8::from(asks.is_some())), None, asks.map(Token::span));
    let words = |reading: &Reading| libm::log(reading.prose.tokens.len().max(1) as f64);
    values.set(PairFeature::Length, words(parts.from.1));
    values.set(PairFeature::TargetLength, words(parts.to.1));
    let denies = parts.to.1.prose.negations.first().map(|negation| parts.to.1.prose.span(negation.by.clone()));
    values.show(PairFeature::TargetDenies, f64::from(u8::from(denies.is_some())), None, denies);
    let longer = (target.text.len() + 1) as f64 / (reply.text.len() + 1) as f64;
    values.set(PairFeature::Shorter, libm::log(longer).max(0.0));
    if let (Some(a), Some(b)) = (tagged.tags.get(from), tagged.tags.get(to)) {
        sides(a, b, &mut values);
    }
    values
}

/// Every stem that two sorted lists share, in order, with its token in both.
fn shared(ours: &[(Stem, u32)], theirs: &[(Stem, u32)], mut found: impl FnMut(Stem, u32, u32)) {
    let mut rest = theirs;
    // An article is much longer than a comment, and is searched rather than walked.
    let long = theirs.len() > ours.len() * 8;
    for (stem, at) in ours {
        let skip = if long {
            rest.partition_point(|(known, _)| known < stem)
        } else {
            rest.iter().take_while(|(known, _)| known < stem).count()
        };
        rest = rest.get(skip..).unwrap_or_default();
        if let Some((_, there)) = rest.first().filter(|(known, _)| known == stem) {
            found(*stem, *at, *there);
        }
    }
}

/// Where a reply names an author: `@name`, or the name as a word with its capital.
pub fn name_span(author: &str, text: &str) -> Option<Span> {
    let name = author.trim();
    if name.chars().count() < 3 {
        return None;
    }
    // Short texts only would be searched by hand; the first kilobyte is where people are addressed.
    let head = text.get(..text.len().min(1024)).or_else(|| text.get(..text.floor_char_boundary(1024)))?;
    let at = head.find(name)?;
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let free = is_end(head.get(..at)?.chars().next_back()) && is_end(head.get(at + name.len()..)?.chars().next());
    free.then(|| Span::new(at, at + name.len()))
}

/// Whether the two hold the same position, or different ones of one axis.
fn sides(a: &Tags, b: &Tags, values: &mut PairValues) {
    for x in &a.positions {
        for y in &b.positions {
            let (from, to) = (x.evidence.first().map(|e| e.span), y.evidence.first().map(|e| e.span));
            if x.name == y.name {
                values.show(PairFeature::SameSide, 1.0, from, to);
            } else if x.axis.is_some() && x.axis == y.axis {
                values.show(PairFeature::OtherSide, 1.0, from, to);
            }
        }
    }
}

/// What shared words are worth, by the sum of how rare they are: two rare words say more than one, ten hardly more than
/// five.
pub fn overlap(total: f64) -> f64 {
    1.0 - libm::exp(-total / 2.0)
}

/// The words of a quotation that is short enough to be an echo.
pub fn quoted_stems<'d>(doc: &'d Doc, quotation: &Quotation) -> &'d [(Stem, u32)] {
    if quotation.len() >= CITED_TOKENS { &[] } else { doc.words(quotation.first..quotation.end) }
}

/// Whether two comments give the same number, one that tells anything.
pub fn is_same_number(ours: &Doc, theirs: &Doc) -> bool {
    let mut telling = ours.quantities.iter().take(QUANTITIES).filter(|quantity| quantity.tells());
    telling.any(|ours| theirs.quantities.iter().take(QUANTITIES).any(|theirs| ours.equals(theirs)))
}

/// Both sides of a pair: stems, reading, raw text.
pub struct Parts<'a> {
    index: &'a Index,
    from: (&'a Doc, &'a Reading, &'a str),
    to: (&'a Doc, &'a Reading, &'a str),
}

impl<'a> Parts<'a> {
    /// The two comments at some places; `None` where there is none.
    pub fn new(thread: &'a Thread, tagged: &'a Tagged, index: &'a Index, from: usize, to: usize) -> Option<Self> {
        let side =
            |at: usize| Some((index.docs.get(at)?, tagged.readings.get(at)?, thread.comments.get(at)?.text.as_str()));
        Some(Self { index, from: side(from)?, to: side(to)? })
    }

    fn span_from(&self, first: u32, end: u32) -> Span {
        self.from.1.prose.span(first as usize..end as usize)
    }

    fn span_to(&self, first: u32, end: u32) -> Span {
        self.to.1.prose.span(first as usize..end as usize)
    }

    /// Rare words, and pairs of words, that both have.
    /// Of an article or post, it is its best sentence that shares them.
    pub fn shared(&self, values: &mut PairValues) {
        let mut total = 0.0;
        let mut best: Option<(f64, u32, u32)> = None;
        let mut opening: Option<(f64, u32, u32)> = None;
        shared(&self.from.0.content, &self.to.0.content, |stem, at, there| {
            let rarity = self.index.rarity(stem);
            total += rarity;
            if best.is_none_or(|(known, ..)| rarity > known) {
                best = Some((rarity, at, there));
            }
            if at < OPENING && opening.is_none_or(|(known, ..)| rarity > known) {
                opening = Some((rarity, at, there));
            }
        });
        if !self.to.0.sentences.is_empty()
            && let Some((most, word)) = self.sentence()
        {
            (total, best) = (most, Some(word));
        }
        if let Some((_, at, there)) = best {
            values.show(
                PairFeature::SharedWords,
                overlap(total),
                Some(self.span_from(at, at + 1)),
                Some(self.span_to(there, there + 1)),
            );
            self.phrase(values);
        }
        if let Some((rarity, at, there)) = opening {
            values.show(
                PairFeature::OpeningEcho,
                rarity,
                Some(self.span_from(at, at + 1)),
                Some(self.span_to(there, there + 1)),
            );
        }
    }

    /// What the sentence of an article or post that shares most with the reply shares with it, and its rarest word there: a
    /// reply takes up a sentence, and has words in common with many others of a long article. `None` where no sentence
    /// shares a word.
    fn sentence(&self) -> Option<(f64, (f64, u32, u32))> {
        let (ours, theirs) = (self.from.0, self.to.0);
        let mut totals: Vec<f64> = Vec::new();
        shared(&ours.content, &theirs.content, |stem, _, _| {
            let rarity = self.index.rarity(stem);
            for sentence in theirs.sentences_of(stem) {
                if totals.len() <= sentence {
                    totals.resize(sentence + 1, 0.0);
                }
                totals.get_mut(sentence).into_iter().for_each(|total| *total += rarity);
            }
        });
        // Of equals the first, where an article says what it is about.
        let (best, total) = totals.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
        let words = theirs.words(self.to.1.prose.sentences.get(best)?.tokens.clone());
        let known = words.iter().filter(|(stem, _)| theirs.token_of(*stem).is_some());
        let both = known.filter_map(|(stem, there)| Some((self.index.rarity(*stem), ours.token_of(*stem)?, *there)));
        both.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|word| (*total, word))
    }

    /// Two content words in the same order, close to each other, in both.
    fn phrase(&self, values: &mut PairValues) {
        let mut best: Option<(f64, Span, Span)> = None;
        for (x, y, first, last) in &self.from.0.pairs {
            let Some((there, end)) = self.to.0.pair_of(*x, *y) else { continue };
            let rarity = self.index.rarity(*x).min(self.index.rarity(*y)).max(PHRASE_FLOOR);
            if best.is_none_or(|(known, ..)| rarity > known) {
                best = Some((rarity, self.span_from(*first, *last + 1), self.span_to(there, end + 1)));
            }
        }
        if let Some((rarity, from, to)) = best {
            values.show(PairFeature::SharedPhrase, rarity, Some(from), Some(to));
        }
    }

    /// A few quoted words found again.
    pub fn quoted(&self, values: &mut PairValues) {
        for quotation in &self.from.1.prose.quotations {
            let wanted: Vec<Stem> = quoted_stems(self.from.0, quotation).iter().map(|(stem, _)| *stem).collect();
            let Some(rarest) = wanted
                .iter()
                .filter(|stem| self.from.0.token_of(**stem).is_some())
                .map(|stem| self.index.rarity(*stem))
                .max_by(f64::total_cmp)
            else {
                continue;
            };
            // The words are looked for one by one first: that is a search in a sorted list, the run a walk.
            let here = |stem: &Stem| self.from.0.token_of(*stem).is_none() || self.to.0.token_of(*stem).is_some();
            if !wanted.iter().all(here) {
                continue;
            }
            let theirs = &self.to.0.sequence;
            let Some(at) = theirs.windows(wanted.len()).position(|run| run.iter().map(|(stem, _)| stem).eq(&wanted))
            else {
                continue;
            };
            let place = theirs.get(at).zip(theirs.get(at + wanted.len() - 1));
            let Some(((_, there), (_, last))) = place else { continue };
            // A quoted word is a clue even where the thread repeats it; a run of words more so.
            let value = rarest.max(0.4).max(if wanted.len() > 1 { 0.8 } else { 0.0 });
            if value > values.get(PairFeature::QuotedEcho) {
                values.show(
                    PairFeature::QuotedEcho,
                    value,
                    Some(quotation.span),
                    Some(self.span_to(*there, *last + 1)),
                );
            }
        }
    }

    /// Numbers that both give, and quantities of one thing that differ.
    fn numbers(&self, values: &mut PairValues) {
        for ours in self.from.0.quantities.iter().take(QUANTITIES) {
            for theirs in self.to.0.quantities.iter().take(QUANTITIES) {
                let spans = (self.span_from(ours.token, ours.token + 1), self.span_to(theirs.token, theirs.token + 1));
                if ours.equals(theirs) {
                    if ours.tells() {
                        values.show(PairFeature::SharedNumber, 1.0, Some(spans.0), Some(spans.1));
                    }
                } else if ours.of.is_some()
                    && ours.of == theirs.of
                    && ours.of.is_some_and(|stem| self.from.0.token_of(stem).is_some())
                {
                    values.show(PairFeature::NumericConflict, 1.0, Some(spans.0), Some(spans.1));
                }
            }
        }
    }

    /// Words that one denies and the other asserts.
    pub fn denied(&self, values: &mut PairValues) {
        let (ours, theirs) = (&self.from.1.prose, &self.to.1.prose);
        if ours.negations.is_empty() {
            return;
        }
        for negation in &ours.negations {
            for token in negation.scope.clone() {
                let sequence = &self.from.0.sequence;
                let place = sequence.partition_point(|(_, at)| (*at as usize) < token);
                let Some((stem, at)) = sequence.get(place).filter(|(_, at)| *at as usize == token) else { continue };
                let Some(there) = self.from.0.token_of(*stem).and_then(|_| self.to.0.token_of(*stem)) else { continue };
                let rarity = self.index.rarity(*stem);
                if !theirs.is_negated(there as usize..there as usize + 1) && rarity > values.get(PairFeature::Denied) {
                    let spans = (self.span_from(*at, *at + 1), self.span_to(there, there + 1));
                    values.show(PairFeature::Denied, rarity, Some(spans.0), Some(spans.1));
                }
            }
        }
    }
}

/// The authors named in a reply, by their place: candidates beyond the window.
pub fn named(index: &Index, from: usize, text: &str) -> Vec<usize> {
    let head = text.get(..text.floor_char_boundary(256)).unwrap_or("");
    let first: String =
        head.trim_start_matches('@').chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '-').collect();
    let places = index.authors.get(&fold(&first)).map_or(&[][..], Vec::as_slice);
    let earlier = places.partition_point(|place| *place < from);
    places.get(earlier.saturating_sub(1)..earlier).unwrap_or_default().to_vec()
}
