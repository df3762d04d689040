//! What speaks for each comment that a reply may answer, as far as the two texts alone say.

use super::LinkEvidence;
use super::index::Index;
use super::pair::{named, pair};
use crate::limit::LINK_WINDOW;
use crate::rule::{Kind, Matcher, PairValues, Reading, Rule, Score};
use crate::tag::{Tagged, Tags};
use crate::thread::{Kind as CommentKind, Thread};

/// A comment that may be answered, weighed by all that does not hang on what others answer.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its place in the thread.
    pub to: usize,
    /// The facts about the two texts.
    pub pair: PairValues,
    /// What the link rules make of them, in log-odds.
    pub utility: f64,
}

/// A reply and the rules that weigh its candidates.
pub struct Weigher<'a> {
    reading: &'a Reading,
    text: &'a str,
    rules: Vec<&'a Rule>,
    tags: &'a Tags,
}

impl<'a> Weigher<'a> {
    /// The reply at a place; `None` when there is none.
    pub fn new(thread: &'a Thread, tagged: &'a Tagged, matcher: &'a Matcher, from: usize) -> Option<Self> {
        let tags = tagged.tags.get(from)?;
        let rules = matcher.rules_for(Kind::Link, tags.lang).collect();
        Some(Self { reading: tagged.readings.get(from)?, text: &thread.comments.get(from)?.text, rules, tags })
    }

    /// What every link rule makes of a pair.
    pub fn scores(&self, pair: &PairValues) -> impl Iterator<Item = (&'a Rule, Score)> {
        let has_form = |name: &str| self.tags.holds(name);
        self.rules.iter().map(move |rule| (*rule, rule.score(self.reading, self.text, Some(pair), &has_form)))
    }

    /// What all of them make of it, in log-odds.
    pub fn utility(&self, pair: &PairValues) -> f64 {
        let has_form = |name: &str| self.tags.holds(name);
        self.rules.iter().map(|rule| rule.weigh(self.reading, self.text, Some(pair), &has_form).log_odds).sum()
    }

    /// The words and facts that speak for it.
    pub fn evidence(&self, pair: &PairValues) -> Vec<LinkEvidence> {
        let mut evidence = Vec::new();
        for (rule, score) in self.scores(pair) {
            for fired in &score.fired {
                let Some(term) = rule.terms.get(fired.term).filter(|_| fired.share > 0.0) else { continue };
                evidence.push(LinkEvidence {
                    rule: term.name.clone(),
                    from: fired.spans.first().copied(),
                    to: fired.to,
                    share: fired.share,
                });
            }
        }
        evidence
    }
}

/// Weighs whatever a comment may answer.
pub fn weigh(thread: &Thread, tagged: &Tagged, matcher: &Matcher, index: &Index, from: usize) -> Vec<Candidate> {
    let Some(weigher) = Weigher::new(thread, tagged, matcher, from) else { return Vec::new() };
    let weighed = candidates(thread, index, tagged, from).into_iter().map(|to| {
        let pair = pair(thread, tagged, index, from, to);
        Candidate { to, utility: weigher.utility(&pair), pair }
    });
    weighed.collect()
}

/// What a comment may answer: the opening, the comments just before, those it cites or names.
pub fn candidates(thread: &Thread, index: &Index, tagged: &Tagged, from: usize) -> Vec<usize> {
    let can = |to: &usize| {
        thread.comments.get(*to).is_some_and(|c| !matches!(c.kind, CommentKind::Stub | CommentKind::Pingback))
    };
    let mut places: Vec<usize> = (from.saturating_sub(LINK_WINDOW)..from).filter(can).collect();
    places.extend(index.opening.filter(|at| *at != from));
    if let (Some(reading), Some(comment)) = (tagged.readings.get(from), thread.comments.get(from)) {
        places.extend(index.sources(from, reading).iter().map(|(place, _)| *place));
        places.extend(named(index, from, &comment.text));
    }
    places.sort_unstable();
    places.dedup();
    places
}
