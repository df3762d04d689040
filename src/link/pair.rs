//! The facts about a reply and one thing it may answer.

use super::index::{Doc, Index, Stem};
use crate::rule::{PairFeature, PairValues, Reading};
use crate::span::Span;
use crate::tag::{Tagged, Tags};
use crate::text::{Flags, fold};
use crate::thread::{Kind, Thread};

/// How many of the reply's first tokens count as its opening.
const OPENING: u32 = 8;

/// How many quantities of one comment are compared with how many of another: figures beyond are a table.
const QUANTITIES: usize = 32;

/// What the comments so far answer: turn-taking, and crowds around one comment, are clues to the next.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// The target of every comment, where it has one.
    targets: Vec<Option<usize>>,
    /// Somebody above every comment, itself where it answers nobody: trees of replies, as union-find keeps them.
    above: Vec<usize>,
}

impl Answered {
    /// Nothing is answered yet in a thread of that length.
    pub fn none(length: usize) -> Self {
        Self { targets: vec![None; length], above: (0..length).collect() }
    }

    /// Notes that `from` answers `to`, as far as turn-taking and the trees of replies go.
    pub fn note(&mut self, from: usize, to: usize) {
        self.join(from, to);
        if let Some(target) = self.targets.get_mut(from) {
            *target = Some(to);
        }
    }

    /// Notes that `from` stands below `to`, whatever was said when.
    pub fn join(&mut self, from: usize, to: usize) {
        let (from, to) = (self.top(from), self.top(to));
        if let Some(above) = self.above.get_mut(from) {
            *above = to;
        }
    }

    /// Whether `to` stands in the tree of replies below `from`, which answers nobody yet: a link to it would run in a
    /// circle.
    pub fn is_below(&mut self, from: usize, to: usize) -> bool {
        self.top(from) == self.top(to)
    }

    /// What the replies above a comment end at; every step halves the way for the next call (Tarjan and van Leeuwen 1984).
    fn top(&mut self, mut at: usize) -> usize {
        let above = |all: &[usize], at: usize| all.get(at).copied().unwrap_or(at);
        while above(&self.above, at) != at {
            let next = above(&self.above, above(&self.above, at));
            if let Some(slot) = self.above.get_mut(at) {
                *slot = next;
            }
            at = next;
        }
        at
    }

    /// Adds what turn-taking says of a reply and its candidate; whether it says anything.
    pub fn turns(&self, thread: &Thread, from: usize, to: usize, values: &mut PairValues) -> bool {
        let (Some(reply), Some(target)) = (thread.comments.get(from), thread.comments.get(to)) else { return false };
        let sibling =
            !target.kind.is_opening() && from.checked_sub(1).and_then(|before| self.target(before)) == Some(to);
        let before = || self.target(to).and_then(|before| thread.comments.get(before));
        let turn = reply.author.is_some()
            && target.author.is_some()
            && reply.author != target.author
            && before().is_some_and(|before| before.author == reply.author);
        for (feature, _) in [(PairFeature::Sibling, sibling), (PairFeature::Turn, turn)].iter().filter(|(_, on)| *on) {
            values.set(*feature, 1.0);
        }
        sibling || turn
    }

    /// What a comment answers.
    fn target(&self, from: usize) -> Option<usize> {
        self.targets.get(from).copied().flatten()
    }
}

/// Computes every pair feature of `from` and its candidate `to` that does not hang on what others answer.
pub fn pair(thread: &Thread, tagged: &Tagged, index: &Index, from: usize, to: usize) -> PairValues {
    let mut values = PairValues::default();
    let parts = || {
        Some(Parts {
            index,
            from: (index.docs.get(from)?, tagged.readings.get(from)?, thread.comments.get(from)?.text.as_str()),
            to: (index.docs.get(to)?, tagged.readings.get(to)?, thread.comments.get(to)?.text.as_str()),
        })
    };
    let (Some(parts), Some(reply), Some(target)) = (parts(), thread.comments.get(from), thread.comments.get(to)) else {
        return values;
    };
    parts.shared(&mut values);
    parts.quoted(&mut values);
    parts.numbers(&mut values);
    parts.denied(&mut values);
    let sources = index.sources(from, parts.from.1);
    let best = sources.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if sources.iter().any(|(place, count)| *place == to && *count * 2 >= best) {
        let cited = parts
            .from
            .1
            .prose
            .tokens
            .iter()
            .find(|token| token.flags.has(Flags::CITED))
            .map(super::super::text::token::Token::span);
        values.show(PairFeature::Cited, 1.0, cited, None);
    }
    if target.kind.is_opening() {
        values.set(if target.kind == Kind::Article { PairFeature::Article } else { PairFeature::Post }, 1.0);
    } else {
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
    let asks = parts.to.1.prose.tokens.iter().rev().take(12).find(|token| token.span().of(parts.to.2) == "?");
    values.show(
        PairFeature::AsksQuestion,
        f64::from(u8::from(asks.is_some())),
        None,
        asks.map(super::super::text::token::Token::span),
    );
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

/// Where a reply names an author: `@name`, or the name as a word with its capital.
fn name_span(author: &str, text: &str) -> Option<Span> {
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

/// Both sides of a pair: stems, reading, raw text.
struct Parts<'a> {
    index: &'a Index,
    from: (&'a Doc, &'a Reading, &'a str),
    to: (&'a Doc, &'a Reading, &'a str),
}

impl Parts<'_> {
    fn span_from(&self, first: u32, end: u32) -> Span {
        self.from.1.prose.span(first as usize..end as usize)
    }

    fn span_to(&self, first: u32, end: u32) -> Span {
        self.to.1.prose.span(first as usize..end as usize)
    }

    /// Rare words, and pairs of words, that both have.
    fn shared(&self, values: &mut PairValues) {
        let mut total = 0.0;
        let mut best: Option<(f64, u32, u32)> = None;
        let mut opening: Option<(f64, u32, u32)> = None;
        let (mut a, mut b) = (self.from.0.content.iter().peekable(), self.to.0.content.iter().peekable());
        while let (Some((x, at)), Some((y, there))) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => _ = a.next(),
                std::cmp::Ordering::Greater => _ = b.next(),
                std::cmp::Ordering::Equal => {
                    let rarity = self.index.rarity(*x);
                    total += rarity;
                    if best.is_none_or(|(known, ..)| rarity > known) {
                        best = Some((rarity, *at, *there));
                    }
                    if *at < OPENING && opening.is_none_or(|(known, ..)| rarity > known) {
                        opening = Some((rarity, *at, *there));
                    }
                    a.next();
                    b.next();
                }
            }
        }
        if let Some((_, at, there)) = best {
            // Two rare words say more than one, ten hardly more than five.
            let value = 1.0 - libm::exp(-total / 2.0);
            values.show(
                PairFeature::SharedWords,
                value,
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

    /// Two content words in the same order, close to each other, in both.
    fn phrase(&self, values: &mut PairValues) {
        let (ours, theirs) = (&self.from.0.pairs, &self.to.0.pairs);
        let mut best: Option<(f64, Span, Span)> = None;
        // The shorter list is walked, the longer one searched: an article is much longer than a comment.
        for (x, y, first, last) in ours {
            let at = theirs.partition_point(|pair| (pair.0, pair.1) < (*x, *y));
            let Some((_, _, there, end)) = theirs.get(at).filter(|pair| (pair.0, pair.1) == (*x, *y)) else { continue };
            let rarity = self.index.rarity(*x).min(self.index.rarity(*y)).max(0.2);
            if best.is_none_or(|(known, ..)| rarity > known) {
                best = Some((rarity, self.span_from(*first, *last + 1), self.span_to(*there, *end + 1)));
            }
        }
        if let Some((rarity, from, to)) = best {
            values.show(PairFeature::SharedPhrase, rarity, Some(from), Some(to));
        }
    }

    /// A few quoted words found again.
    fn quoted(&self, values: &mut PairValues) {
        for quotation in &self.from.1.prose.quotations {
            if quotation.len() >= crate::text::quotation::CITED_TOKENS {
                continue;
            }
            let sequence = &self.from.0.sequence;
            let first = sequence.partition_point(|(_, token)| (*token as usize) < quotation.first);
            let end = sequence.partition_point(|(_, token)| (*token as usize) < quotation.end);
            let wanted: Vec<Stem> =
                sequence.get(first..end).unwrap_or_default().iter().map(|(stem, _)| *stem).collect();
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
                // One, two and three are in every text; years and figures are not.
                if (ours.value - theirs.value).abs() < f64::EPSILON {
                    if ours.value > 3.0 {
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
    fn denied(&self, values: &mut PairValues) {
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
