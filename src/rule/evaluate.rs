//! Scores: what a rule makes of a reading, term by term.

use std::ops::Range;

use super::feature::PairValues;
use super::matcher::{Hit, Reading, Rule, Term, TermKind};
use super::pack::{Negation, Quoted, Scope, Unit};
use super::trie::LexiconId;
use crate::limit::PHRASE_WORDS;
use crate::span::Span;
use crate::text::Flags;

/// How many tokens count as the start of a comment: an opening such as "Je ne suis pas du tout" has six.
const START: usize = 6;

/// The probability of log-odds: 1 / (1 + e⁻ˣ), by `libm` so that it is the same on every machine.
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// The forms of a comment, as the relation rules see them.
pub type Forms<'a> = &'a dyn Fn(&str) -> bool;

/// A term that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Fired {
    /// Its place in [`Rule::terms`].
    pub term: usize,
    /// What it adds to the log-odds.
    pub share: f64,
    /// The words of the comment, one span a phrase; empty for a fact without words.
    pub spans: Vec<Span>,
    /// The words of what it answers, for pair features.
    pub to: Option<Span>,
}

/// A rule's score of one reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Log-odds: the bias and all shares.
    pub log_odds: f64,
    /// Probability of the label; 0 under a veto, that of the bias where too few groups were found.
    pub p: f64,
    /// What was found.
    pub fired: Vec<Fired>,
    /// The words of the veto, if one was found, and its place in [`Rule::unless`].
    pub veto: Option<(usize, Span)>,
    /// Whether enough groups were found.
    pub enough: bool,
}

impl Rule {
    /// Scores a reading of `text`; `pair` and `forms` are needed by relation and link rules.
    pub fn score(&self, reading: &Reading, text: &str, pair: Option<&PairValues>, forms: Forms<'_>) -> Score {
        if reading.lacks(&self.needs) {
            return self.total(None, Vec::new());
        }
        let veto = self.unless.iter().enumerate().find_map(|(at, term)| {
            let found = fire(term, at, reading, text, pair, forms, None)?;
            Some((at, found.spans.first().copied().unwrap_or_default()))
        });
        let find =
            |within: Option<&Range<usize>>, at: usize, term: &Term| fire(term, at, reading, text, pair, forms, within);
        if self.within == Unit::Comment || reading.prose.sentences.len() < 2 {
            return self.sum(veto, |at, term| find(None, at, term));
        }
        // Facts are those of the whole text and found once; phrases must share a sentence, and the best one counts.
        let facts: Vec<Option<Fired>> = self
            .terms
            .iter()
            .enumerate()
            .map(|(at, term)| (!term.is_of_phrases()).then(|| find(None, at, term)).flatten())
            .collect();
        let scores = reading.prose.sentences.iter().map(|sentence| {
            self.sum(veto, |at, term| {
                if term.is_of_phrases() {
                    find(Some(&sentence.tokens), at, term)
                } else {
                    facts.get(at).cloned().flatten()
                }
            })
        });
        // The first of the best: `max_by` would give the last.
        let best = scores.reduce(|best, score| if score.p > best.p { score } else { best });
        best.unwrap_or_else(|| self.sum(veto, |at, term| find(None, at, term)))
    }

    /// The score that the terms found add up to.
    fn sum(&self, veto: Option<(usize, Span)>, find: impl Fn(usize, &Term) -> Option<Fired>) -> Score {
        self.total(veto, self.terms.iter().enumerate().filter_map(|(at, term)| find(at, term)).collect())
    }

    fn total(&self, veto: Option<(usize, Span)>, fired: Vec<Fired>) -> Score {
        if fired.is_empty() && veto.is_none() {
            return Score { log_odds: self.bias, p: self.rest, fired, veto, enough: self.need == 0 };
        }
        let log_odds = self.bias + fired.iter().map(|found| found.share).sum::<f64>();
        let enough = fired.iter().filter(|found| found.share > 0.0).count() >= self.need as usize;
        let p = if veto.is_some() { 0.0 } else { logistic(if enough { log_odds } else { self.bias.min(log_odds) }) };
        Score { log_odds, p, fired, veto, enough }
    }
}

/// What a term finds; `None` when nothing.
fn fire(
    term: &Term,
    at: usize,
    reading: &Reading,
    text: &str,
    pair: Option<&PairValues>,
    forms: Forms<'_>,
    within: Option<&Range<usize>>,
) -> Option<Fired> {
    let factor = match term.with {
        Some(feature) => pair?.get(feature),
        None => 1.0,
    };
    if factor == 0.0 {
        return None;
    }
    if !may_fire(&term.kind, reading) {
        return None;
    }
    let mut fired = Fired { term: at, share: term.weight * factor, spans: Vec::new(), to: None };
    match &term.kind {
        TermKind::Regex { behind, pattern } => {
            counted(term, *behind, reading, within).first()?;
            fired.spans.push(pattern.find(text)?);
        }
        TermKind::Text(feature) => fired.spans.push(feature.of(&reading.prose, text)?),
        TermKind::Form(name) => forms(name).then_some(())?,
        TermKind::Pair(feature) => {
            let pair = pair?;
            let value = pair.get(*feature);
            if value == 0.0 {
                return None;
            }
            fired.share *= value;
            let (from, to) = pair.words(*feature);
            fired.spans.extend(from);
            fired.to = to;
        }
        TermKind::Lexicon(lexicon) => {
            let hits = counted(term, *lexicon, reading, within);
            fired.share *= sum(&hits, term.cap)?;
            fired.spans.extend(hits.iter().map(|(hit, _)| span(reading, hit.first, hit.end)));
        }
        TermKind::Near { a, b, within: gap, ordered } => {
            let pairs = near(term, reading, [*a, *b], *gap, *ordered, within);
            fired.share *= sum(&pairs, term.cap)?;
            fired.spans.extend(pairs.iter().map(|(hit, _)| span(reading, hit.first, hit.end)));
        }
    }
    Some(fired)
}

/// Whether what a term looks for is there at all: a look at a bit or two, before any search.
fn may_fire(kind: &TermKind, reading: &Reading) -> bool {
    match kind {
        TermKind::Lexicon(lexicon) | TermKind::Regex { behind: lexicon, .. } => reading.has(*lexicon),
        TermKind::Near { a, b, .. } => reading.has(*a) && reading.has(*b),
        TermKind::Text(fact) => reading.holds(*fact),
        TermKind::Pair(_) | TermKind::Form(_) => true,
    }
}

fn span(reading: &Reading, first: u32, end: u32) -> Span {
    reading.prose.span(first as usize..end as usize)
}

/// The signs of the first `cap` distinct phrases, summed; `None` when there are none.
fn sum(hits: &[(Hit, f64)], cap: u32) -> Option<f64> {
    if hits.is_empty() {
        return None;
    }
    let mut seen: Vec<u32> = Vec::new();
    let mut total = 0.0;
    for (hit, sign) in hits {
        if seen.len() < cap as usize && !seen.contains(&hit.phrase) {
            seen.push(hit.phrase);
            total += sign;
        }
    }
    Some(total)
}

/// The phrases of a lexicon that count for a term, with their sign.
fn counted(term: &Term, lexicon: LexiconId, reading: &Reading, within: Option<&Range<usize>>) -> Vec<(Hit, f64)> {
    let hits = reading.of(lexicon);
    if hits.is_empty() {
        return Vec::new();
    }
    let before = |token: usize| hits.partition_point(|hit| (hit.first as usize) < token);
    let range = within.map_or(0..hits.len(), |tokens| before(tokens.start)..before(tokens.end));
    hits.get(range).unwrap_or_default().iter().filter_map(|hit| Some((*hit, sign(term, *hit, reading)?))).collect()
}

/// Whether a phrase counts for a term, and with which sign: by its place, its quotation marks and its negation.
fn sign(term: &Term, hit: Hit, reading: &Reading) -> Option<f64> {
    let prose = &reading.prose;
    let tokens = hit.first as usize..hit.end as usize;
    let first = prose.tokens.get(tokens.start)?;
    let in_scope = match term.scope {
        Scope::Comment => true,
        Scope::Start => tokens.start < START,
        // A quotation mark or an ellipsis may stand before the first word.
        Scope::Opening => tokens.start <= 1 && first_word(reading) == tokens.start,
        Scope::FirstSentence => prose.sentences.first().is_some_and(|sentence| tokens.start < sentence.tokens.end),
        Scope::End => prose.sentences.last().is_some_and(|sentence| tokens.start >= sentence.tokens.start),
    };
    if !in_scope || first.flags.has(Flags::CITED) {
        return None;
    }
    let quoted = first.flags.has(Flags::QUOTED);
    match term.quoted {
        Quoted::Skip if quoted => return None,
        Quoted::Only if !quoted => return None,
        _ => {}
    }
    match (term.negation, prose.is_negated(tokens)) {
        (Negation::Block, true) | (Negation::Only, false) => None,
        (Negation::Flip, true) => Some(-1.0),
        _ => Some(1.0),
    }
}

/// The first token that is no mark.
fn first_word(reading: &Reading) -> usize {
    reading.prose.tokens.iter().take_while(|token| token.flags.has(Flags::MARK)).count()
}

/// Pairs of phrases of two lexicons in one sentence, at most `gap` tokens apart. A pair's sign is the product of its
/// parts' signs. Every phrase of `a` is paired with its nearest `b`.
fn near(
    term: &Term,
    reading: &Reading,
    [a, b]: [LexiconId; 2],
    gap: usize,
    ordered: bool,
    within: Option<&Range<usize>>,
) -> Vec<(Hit, f64)> {
    let left = counted(term, a, reading, within);
    if left.is_empty() {
        return Vec::new();
    }
    let right = counted(term, b, reading, within);
    let mut out = Vec::new();
    // Only phrases that can be near are looked at, so that a long text costs no more per phrase than a short one.
    let reach = (gap + PHRASE_WORDS) as u32;
    for (x, sign_x) in left {
        let sentence = reading.prose.sentence_of(x.first as usize).map_or(0..0, |sentence| sentence.tokens.clone());
        let from = right.partition_point(|(y, _)| y.first + reach < x.first);
        let nearest = right
            .iter()
            .skip(from)
            .take_while(|(y, _)| y.first <= x.end + reach)
            .filter(|(y, _)| sentence.contains(&(y.first as usize)))
            .filter(|(y, _)| y.first >= x.end || (!ordered && x.first >= y.end))
            .map(|(y, sign)| (if y.first >= x.end { y.first - x.end } else { x.first - y.end }, *y, *sign))
            .filter(|(apart, ..)| *apart as usize <= gap)
            .min_by_key(|(apart, y, _)| (*apart, y.first));
        if let Some((_, y, sign_y)) = nearest {
            let hit = Hit {
                lexicon: x.lexicon,
                first: x.first.min(y.first),
                end: x.end.max(y.end),
                phrase: x.phrase.wrapping_mul(65_537).wrapping_add(y.phrase),
            };
            out.push((hit, sign_x * sign_y));
        }
    }
    out
}
