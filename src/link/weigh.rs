//! What speaks for each comment that a reply may answer, as far as the two texts alone say.

use std::collections::BTreeSet;

use super::LinkEvidence;
use super::answered::Turns;
use super::index::Index;
use super::pair::{named, pair};
use super::sheet::{Sheet, Spares};
use super::sweep::sweep;
use crate::limit::LINK_WINDOW;
use crate::rule::{Kind, Matcher, PairFeature, PairValues, Reading, Rule, Score, Sum};
use crate::tag::{Tagged, Tags};
use crate::thread::Thread;

/// Facts that hang on what other comments answer, or on how this one does: no text tells them.
const LATER: [PairFeature; 3] = [PairFeature::Turn, PairFeature::Sibling, PairFeature::Attacks];

/// All that a comment may answer, weighed by what does not hang on what others answer.
pub struct Weighed<'a> {
    weigher: Weigher<'a>,
    /// What is left of the rules once the reply is known; `None` where they must look at every pair anew.
    sums: Option<Vec<Sum>>,
    /// The candidates and the facts about them.
    pub sheet: Sheet,
    /// What the link rules make of each, in log-odds; minus infinity for one that cannot be answered.
    pub utilities: Vec<f64>,
}

impl Weighed<'_> {
    /// Weighs one candidate again, by its row, with what turn-taking says of it.
    pub fn turn(&mut self, thread: &Thread, tagged: &Tagged, index: &Index, from: usize, row: usize, turns: Turns) {
        let (Some(place), Some(utility)) = (self.sheet.places.get(row), self.utilities.get_mut(row)) else { return };
        let fact = |feature| if turns.tell(feature) { 1.0 } else { self.sheet.get(feature, row) };
        *utility = if let Some(sums) = &self.sums {
            sums.iter().map(|sum| sum.log_odds(fact)).sum()
        } else {
            let mut values = pair(thread, tagged, index, from, *place);
            turns.add_to(&mut values);
            self.weigher.utility(&values)
        };
    }
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

    /// What is left of all of them once the reply is known; `None` where that is not enough for one of them.
    fn sums(&self) -> Option<Vec<Sum>> {
        let has_form = |name: &str| self.tags.holds(name);
        self.rules.iter().map(|rule| rule.of_reply(self.reading, self.text, &has_form)).collect()
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
pub fn weigh<'a>(
    thread: &'a Thread,
    tagged: &'a Tagged,
    matcher: &'a Matcher,
    index: &Index,
    from: usize,
    spares: &Spares,
) -> Option<Weighed<'a>> {
    let weigher = Weigher::new(thread, tagged, matcher, from)?;
    let sums = weigher.sums();
    let mut wanted: Vec<PairFeature> =
        sums.iter().flatten().flat_map(Sum::features).filter(|feature| !LATER.contains(feature)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let sheet = sweep(thread, tagged, index, from, &wanted, spares.take());
    let mut utilities = vec![0.0; sheet.places.len()];
    match &sums {
        Some(sums) => {
            let mut part = utilities.clone();
            for sum in sums {
                sum.all(&mut part, |feature| sheet.column(feature));
                utilities.iter_mut().zip(&part).for_each(|(utility, part)| *utility += part);
            }
        }
        None => utilities.iter_mut().zip(&sheet.places).for_each(|(utility, to)| {
            *utility = weigher.utility(&pair(thread, tagged, index, from, *to));
        }),
    }
    for row in sheet.dead.iter().filter_map(|place| sheet.row(*place)) {
        utilities.get_mut(row).into_iter().for_each(|utility| *utility = f64::NEG_INFINITY);
    }
    Some(Weighed { weigher, sums, sheet, utilities })
}

/// What a comment may answer: the opening, the comments just before, those it cites or names.
pub fn candidates(thread: &Thread, index: &Index, tagged: &Tagged, from: usize) -> Vec<usize> {
    let sources = tagged.readings.get(from).map_or_else(Vec::new, |reading| index.sources(from, reading));
    let silent = |place: &usize| index.silent.binary_search(place).is_ok();
    let mut places: BTreeSet<usize> = (from.saturating_sub(LINK_WINDOW)..from).filter(|at| !silent(at)).collect();
    places.extend(beyond(thread, index, &sources, from));
    places.into_iter().collect()
}

/// What a comment may answer wherever it stands: the opening, what it cites, whom it names. In order.
pub fn beyond(thread: &Thread, index: &Index, sources: &[(usize, usize)], from: usize) -> Vec<usize> {
    let mut places: BTreeSet<usize> = index.opening.into_iter().filter(|at| *at != from).collect();
    places.extend(sources.iter().map(|(place, _)| *place));
    if let Some(comment) = thread.comments.get(from) {
        places.extend(named(index, from, &comment.text));
    }
    places.into_iter().collect()
}
