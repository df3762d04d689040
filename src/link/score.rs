//! Scores the candidates of a reply by the link rules, using only what the texts say. What depends on other links is added
//! by [`choose`](super::choose).

use super::batch_features::batch_features;
use super::ctx::Ctx;
use super::feature_table::{BufferPool, FeatureTable, PerCandidate, Row};
use super::links::LinkEvidence;
use super::pair::pair;
use super::turns::{LATER, Near, Turns};
use crate::place::Place;
use crate::rule::{PairFeature, PairValues, Reading, Rule, Score, Sum};
use crate::tag::Tags;

/// The candidates of a reply with their scores.
pub struct Scored<'a> {
    scorer: Scorer<'a>,
    /// The link rules, with all that depends on the reply alone already added up; `None` if a rule needs more than the
    /// features of a pair.
    sums: Option<Vec<Sum>>,
    /// The candidates and their features.
    pub table: FeatureTable,
    /// What the link rules make of each candidate, in log-odds; minus infinity if nobody can answer it.
    pub utilities: PerCandidate<f64>,
    /// What is known of the comments near the reply.
    pub near: Near,
}

impl Scored<'_> {
    /// What the link rules make of a comment, in log-odds, whether it is a candidate or not.
    pub fn utility(&self, ctx: Ctx<'_>, from: Place, to: Place, turns: Turns) -> f64 {
        let of_pair = || {
            let mut values = pair(ctx, from, to);
            turns.add_to(&mut values);
            self.scorer.utility(&values)
        };
        self.table.row(to).map_or_else(of_pair, |row| *self.utilities.at(row))
    }

    /// Scores one candidate again, with what turn-taking says of it.
    pub fn rescore(&mut self, ctx: Ctx<'_>, from: Place, row: Row, turns: Turns) {
        let value = |feature| turns.get(feature).unwrap_or_else(|| self.table.get(feature, row));
        let utility = if let Some(sums) = &self.sums {
            sums.iter().map(|sum| sum.log_odds(value)).sum()
        } else {
            let mut values = pair(ctx, from, *self.table.places.at(row));
            turns.add_to(&mut values);
            self.scorer.utility(&values)
        };
        *self.utilities.at_mut(row) = utility;
    }
}

/// A reply and the link rules of its language.
pub struct Scorer<'a> {
    reading: &'a Reading,
    text: &'a str,
    rules: Vec<&'a Rule>,
    tags: &'a Tags,
}

impl<'a> Scorer<'a> {
    /// The scorer of a reply.
    pub fn new(ctx: Ctx<'a>, from: Place) -> Self {
        let tags = ctx.tags(from);
        let rules = ctx.matcher.link_rules(tags.lang, ctx.index.kind).collect();
        Self { reading: ctx.reading(from), text: &ctx.comment(from).text, rules, tags }
    }

    /// What each link rule makes of a pair.
    pub fn scores(&self, pair: &PairValues) -> impl Iterator<Item = (&'a Rule, Score)> {
        let holds = |name: &str| self.tags.holds(name);
        self.rules.iter().map(move |rule| (*rule, rule.score(self.reading, self.text, Some(pair), &holds)))
    }

    /// Each link rule with all that depends on the reply alone already added up; `None` if a rule needs more than the
    /// features of a pair.
    fn sums(&self) -> Option<Vec<Sum>> {
        let holds = |name: &str| self.tags.holds(name);
        self.rules.iter().map(|rule| rule.of_reply(self.reading, self.text, &holds)).collect()
    }

    /// What all link rules together make of a pair, in log-odds.
    pub fn utility(&self, pair: &PairValues) -> f64 {
        let holds = |name: &str| self.tags.holds(name);
        self.rules.iter().map(|rule| rule.weigh(self.reading, self.text, Some(pair), &holds).log_odds).sum()
    }

    /// The words and features that speak for a pair.
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

/// Scores all candidates of a reply.
pub fn score<'a>(ctx: Ctx<'a>, from: Place, buffers: &BufferPool) -> Scored<'a> {
    let scorer = Scorer::new(ctx, from);
    let sums = scorer.sums();
    let mut wanted: Vec<PairFeature> = sums
        .iter()
        .flatten()
        .flat_map(Sum::features)
        .filter(|feature| !LATER.contains(feature) && *feature != PairFeature::Attacks)
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let table = batch_features(ctx, from, &wanted, buffers.take());
    let mut utilities: PerCandidate<f64> = PerCandidate::filled(table.places.len(), 0.0);
    if let Some(sums) = &sums {
        let mut log_odds = vec![0.0; table.places.len()];
        for sum in sums {
            sum.all(&mut log_odds, |feature| table.column(feature));
            utilities.iter_mut().zip(&log_odds).for_each(|(utility, log_odds)| *utility += log_odds);
        }
    } else {
        for (utility, to) in utilities.iter_mut().zip(&table.places) {
            *utility = scorer.utility(&pair(ctx, from, *to));
        }
    }
    for row in table.silent.iter().filter_map(|place| table.row(*place)) {
        *utilities.at_mut(row) = f64::NEG_INFINITY;
    }
    let near = Near::of(ctx, &table);
    Scored { scorer, sums, table, utilities, near }
}
