//! A rule and a reading → a score, term by term.

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
    /// Its index in [`Rule::terms`].
    pub term: usize,
    /// What it adds to the log-odds.
    pub share: f64,
    /// The words of the comment, one span for each phrase; empty for a fact without words.
    pub spans: Vec<Span>,
    /// The words of the answered comment, for pair features.
    pub to: Option<Span>,
}

/// A rule's score of one reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Log-odds: the bias and all shares.
    pub log_odds: f64,
    /// Probability of the label: 0 after a veto, that of the bias if too few groups were found.
    pub p: f64,
    /// The terms that were found.
    pub fired: Vec<Fired>,
    /// The index in [`Rule::unless`] of the veto that was found, and its words.
    pub veto: Option<(usize, Span)>,
    /// Whether enough groups were found.
    pub enough: bool,
}

/// A rule's score of one reading, without the words. Most rules do not fire, so most comments need no more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// Log-odds: the bias and all shares.
    pub log_odds: f64,
    /// Probability of the label, as in [`Score::p`].
    pub p: f64,
    /// Whether enough groups were found.
    pub enough: bool,
    /// The index in [`Rule::unless`] of the term that forbids the label.
    veto: Option<usize>,
    /// The index of the sentence that counts, for a rule whose cues must share one.
    sentence: Option<usize>,
}

/// The input of a rule: a reading of a text, and for relation and link rules the pair and the forms.
pub(super) struct Look<'a> {
    pub(super) reading: &'a Reading,
    pub(super) text: &'a str,
    pub(super) pair: Option<&'a PairValues>,
    pub(super) forms: Forms<'a>,
}

impl Rule {
    /// Weighs a reading of `text`; `pair` and `forms` are needed by relation and link rules.
    pub fn weigh(&self, reading: &Reading, text: &str, pair: Option<&PairValues>, forms: Forms<'_>) -> Weight {
        if reading.lacks(&self.needs) {
            let enough = self.needed(reading) == 0;
            return Weight { log_odds: self.bias, p: self.rest, enough, veto: None, sentence: None };
        }
        self.weight(&Look { reading, text, pair, forms })
    }

    /// Scores a reading of `text`: its weight and the words that make it.
    pub fn score(&self, reading: &Reading, text: &str, pair: Option<&PairValues>, forms: Forms<'_>) -> Score {
        let Weight { log_odds, p, enough, veto, sentence } = self.weigh(reading, text, pair, forms);
        let look = Look { reading, text, pair, forms };
        let within = sentence.and_then(|at| reading.prose.sentences.get(at)).map(|sentence| &sentence.tokens);
        let factor = self.factor(reading);
        let fired = self.terms.iter().enumerate().filter_map(|(at, term)| {
            let share = look.share(term, within)? * factor;
            let (spans, to) = look.words(term, within);
            Some(Fired { term: at, share, spans, to })
        });
        let veto = veto.map(|at| {
            let spans = self.unless.get(at).map(|term| look.words(term, None).0);
            (at, spans.and_then(|spans| spans.first().copied()).unwrap_or_default())
        });
        Score { log_odds, p, fired: fired.collect(), veto, enough }
    }

    /// What multiplies the share of each term: less than 1 for a long text.
    pub fn factor(&self, reading: &Reading) -> f64 {
        let tokens = reading.prose.tokens.len() as f64;
        self.long.map_or(1.0, |long| libm::sqrt(f64::from(long) / tokens.max(1.0)).min(1.0))
    }

    /// How many groups must speak for the label: one more if the rule is guarded and the thread is about none of the
    /// topics of its scale.
    pub fn needed(&self, reading: &Reading) -> u32 {
        self.need + u32::from(self.guard.is_some_and(|topics| !topics.meets(reading.topics)))
    }

    fn weight(&self, look: &Look<'_>) -> Weight {
        let veto = self.unless.iter().position(|term| look.share(term, None).is_some());
        let sentences = &look.reading.prose.sentences;
        if self.within == Unit::Comment || sentences.len() < 2 {
            return self.sum(look, veto, None);
        }
        // Phrases must share a sentence, and the best sentence counts. Of several the first: `max_by` would give the
        // last.
        let weights = (0..sentences.len()).map(|at| self.sum(look, veto, Some(at)));
        let best = weights.reduce(|best, weight| if weight.p > best.p { weight } else { best });
        best.unwrap_or_else(|| self.sum(look, veto, None))
    }

    /// The sum of the terms found in one sentence or in the whole text.
    fn sum(&self, look: &Look<'_>, veto: Option<usize>, sentence: Option<usize>) -> Weight {
        let within = sentence.and_then(|at| look.reading.prose.sentences.get(at)).map(|sentence| &sentence.tokens);
        let (mut log_odds, mut groups, mut found) = (self.bias, 0, veto.is_some());
        let factor = self.factor(look.reading);
        for term in self.terms.iter().filter(|term| look.may_fire(&term.kind)) {
            if let Some(share) = look.share(term, within) {
                let share = share * factor;
                log_odds += share;
                groups += u32::from(share > 0.0 && term.counts);
                found = true;
            }
        }
        let enough = groups >= self.needed(look.reading);
        let p = match veto {
            Some(_) => 0.0,
            None if !found => self.rest,
            None => logistic(if enough { log_odds } else { self.bias.min(log_odds) }),
        };
        Weight { log_odds, p, enough, veto, sentence }
    }
}

impl Look<'_> {
    /// What a term adds to the log-odds; `None` if it finds nothing. Its phrases must be among the tokens `within`;
    /// facts are those of the whole text.
    fn share(&self, term: &Term, within: Option<&Range<usize>>) -> Option<f64> {
        if !self.may_fire(&term.kind) || !self.reading.allows(term) {
            return None;
        }
        let factor = match term.with {
            Some(feature) => self.pair?.get(feature),
            None => 1.0,
        };
        if factor == 0.0 {
            return None;
        }
        let value = match &term.kind {
            TermKind::Pair(feature) => Some(self.pair?.get(*feature)).filter(|value| *value != 0.0),
            _ => self.found(term, within),
        };
        Some(term.weight * factor * value?)
    }

    /// The value of a term that depends on the reply alone: 1 for a fact, the sum of signs for phrases, `None` if it
    /// finds nothing. Call it only for terms that pass [`Look::may_fire`].
    pub(super) fn found(&self, term: &Term, within: Option<&Range<usize>>) -> Option<f64> {
        match &term.kind {
            TermKind::Regex { behind, pattern } => {
                counted(term, *behind, self.reading, None).next()?;
                pattern.find(self.text).map(|_| 1.0)
            }
            // `may_fire` has checked it.
            TermKind::Text(_) => Some(1.0),
            TermKind::Form(name) => (self.forms)(name).then_some(1.0),
            TermKind::Pair(_) => None,
            TermKind::Lexicon(lexicon) => Self::signs(term, counted(term, *lexicon, self.reading, within)),
            TermKind::Near { .. } => Self::signs(term, near(term, self.reading, within).into_iter()),
        }
    }

    /// The sum of the signs of the first `cap` distinct phrases; `None` if there is no phrase.
    fn signs(term: &Term, hits: impl Iterator<Item = (Hit, f64)>) -> Option<f64> {
        let mut hits = hits.peekable();
        let (_, first) = *hits.peek()?;
        Some(if term.cap == 1 { first } else { distinct(hits, term.cap) })
    }

    /// The words that a term finds in the comment, one span for each phrase, and its words in the answered comment.
    fn words(&self, term: &Term, within: Option<&Range<usize>>) -> (Vec<Span>, Option<Span>) {
        let spans = |hits: &mut dyn Iterator<Item = (Hit, f64)>| {
            hits.map(|(hit, _)| self.reading.prose.span(hit.first as usize..hit.end as usize)).collect()
        };
        match &term.kind {
            TermKind::Regex { pattern, .. } => (pattern.find(self.text).into_iter().collect(), None),
            TermKind::Text(feature) => (self.reading.words_of(*feature, self.text).into_iter().collect(), None),
            TermKind::Form(_) => (Vec::new(), None),
            TermKind::Pair(feature) => {
                let (from, to) = self.pair.map(|pair| pair.words(*feature)).unwrap_or_default();
                (from.into_iter().collect(), to)
            }
            TermKind::Lexicon(lexicon) => (spans(&mut counted(term, *lexicon, self.reading, within)), None),
            TermKind::Near { .. } => (spans(&mut near(term, self.reading, within).into_iter()), None),
        }
    }

    /// Whether a term can find anything. It tests a bit or two and saves most searches.
    #[inline]
    pub(super) fn may_fire(&self, kind: &TermKind) -> bool {
        match kind {
            TermKind::Lexicon(lexicon) | TermKind::Regex { behind: lexicon, .. } => self.reading.has(*lexicon),
            TermKind::Near { a, b, .. } => self.reading.has(*a) && self.reading.has(*b),
            TermKind::Text(fact) => self.reading.holds(*fact),
            TermKind::Pair(_) | TermKind::Form(_) => true,
        }
    }
}

/// The signs of the first `cap` distinct phrases, summed.
fn distinct(hits: impl Iterator<Item = (Hit, f64)>, cap: u32) -> f64 {
    let mut seen: Vec<u32> = Vec::new();
    let mut total = 0.0;
    for (hit, sign) in hits {
        if seen.len() < cap as usize && !seen.contains(&hit.phrase) {
            seen.push(hit.phrase);
            total += sign;
        }
    }
    total
}

/// The phrases of a lexicon that count for a term, with their signs.
fn counted<'a>(
    term: &'a Term,
    lexicon: LexiconId,
    reading: &'a Reading,
    within: Option<&Range<usize>>,
) -> impl Iterator<Item = (Hit, f64)> + 'a {
    let hits = reading.of(lexicon);
    let before = |token: usize| hits.partition_point(|hit| (hit.first as usize) < token);
    let range = within.map_or(0..hits.len(), |tokens| before(tokens.start)..before(tokens.end));
    hits.get(range).unwrap_or_default().iter().filter_map(|hit| Some((*hit, sign(term, *hit, reading)?)))
}

/// The sign with which a phrase counts for a term, by its place, quotation marks and negation; `None` if it does not
/// count.
fn sign(term: &Term, hit: Hit, reading: &Reading) -> Option<f64> {
    let prose = &reading.prose;
    let tokens = hit.first as usize..hit.end as usize;
    let first = prose.tokens.get(tokens.start)?;
    if !in_scope(term.scope, tokens.start, reading) || first.flags.has(Flags::CITED) {
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

/// Whether a token is where a scope says.
pub(super) fn in_scope(scope: Scope, at: usize, reading: &Reading) -> bool {
    let prose = &reading.prose;
    match scope {
        Scope::Comment => true,
        // Greetings and addresses are at the start, and do not use it up.
        Scope::Start => at < prose.address + START,
        // A quotation mark or an ellipsis may precede the first word.
        Scope::Opening => [0, prose.address]
            .into_iter()
            .any(|from| (from..=from + 1).contains(&at) && first_word(reading, from) == at),
        Scope::FirstSentence => prose.sentence_of(prose.address).is_some_and(|sentence| at < sentence.tokens.end),
        Scope::End => prose.sentences.last().is_some_and(|sentence| at >= sentence.tokens.start),
    }
}

/// The index of the first token from one on that is not a mark.
fn first_word(reading: &Reading, from: usize) -> usize {
    let tokens = reading.prose.tokens.iter().skip(from);
    from + tokens.take_while(|token| token.flags.has(Flags::MARK)).count()
}

/// The pairs of phrases of a [`TermKind::Near`], each within one sentence unless they may lie across its end. Every
/// phrase of `a` is paired with the nearest phrase of `b`, and the sign of the pair is the lesser of theirs.
fn near(term: &Term, reading: &Reading, within: Option<&Range<usize>>) -> Vec<(Hit, f64)> {
    let TermKind::Near { a, b, within: gap, ordered, across } = term.kind else { return Vec::new() };
    let mut left = counted(term, a, reading, within).peekable();
    if left.peek().is_none() {
        return Vec::new();
    }
    let right: Vec<(Hit, f64)> = counted(term, b, reading, within).collect();
    let mut out = Vec::new();
    // Only phrases that can be near are compared, so a long text costs no more per phrase than a short one.
    let reach = (gap + PHRASE_WORDS) as u32;
    for (x, sign_x) in left {
        let sentence = reading.prose.sentence_of(x.first as usize).map_or(0..0, |sentence| sentence.tokens.clone());
        let from = right.partition_point(|(y, _)| y.first + reach < x.first);
        let nearest = right
            .iter()
            .skip(from)
            .take_while(|(y, _)| y.first <= x.end + reach)
            .filter(|(y, _)| across || sentence.contains(&(y.first as usize)))
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
            // What denies one of the two denies what they say together.
            out.push((hit, sign_x.min(sign_y)));
        }
    }
    out
}
