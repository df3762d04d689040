//! `rules fit`: fits the biases and weights of the rules of a pack to gold comments, and measures them on held-out threads.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

mod choice;
mod logit;
mod propose;
mod relations;

use self::logit::{Prior, Row, Weights, fit};
use self::propose::{Judged, Proposal, propose};
pub use self::relations::{FittedRelations, fit_relations};
use super::calibration::{Calibration, Point, calibration, point, threshold_for};
use super::gold::{Gold, GoldComment};
use crate::parallel;
use crate::rule::{Kind, Matcher, Reading, Rule, TermKind};
use crate::sort::Order as _;
use crate::thread::Lang;

/// The number of folds for held-out figures.
const FOLDS: usize = 5;

/// A rule is not fitted with fewer comments that have its label. Chosen by hand.
const FEWEST: usize = 10;

/// How to fit.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How strongly weights are pulled towards those of the pack: one over the variance of the prior.
    pub strength: f64,
    /// Whether a weight may change its sign.
    pub free_signs: bool,
    /// The precision to set thresholds for; `None` keeps the thresholds.
    pub precision: Option<f64>,
    /// How many cues to propose for each rule and direction.
    pub proposals: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { strength: 1.0, free_signs: false, precision: None, proposals: 12 }
    }
}

/// One fitted rule.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// The rule.
    pub rule: Arc<str>,
    /// The number of comments it was fitted to.
    pub comments: usize,
    /// How many of them have its label.
    pub with: usize,
    /// The number of their threads.
    pub threads: usize,
    /// Bias before and after.
    pub bias: [f64; 2],
    /// Its terms. Terms that need a second comment are not fitted and left out.
    pub terms: Vec<FittedTerm>,
    /// The threshold before and after.
    pub threshold: [f64; 2],
    /// The calibration of the pack before the fit.
    pub before: Calibration,
    /// Precision, recall and coverage before the fit, at the threshold of the pack.
    pub at_own_threshold: Point,
    /// The calibration on held-out threads.
    pub held_out: Calibration,
    /// Precision, recall and coverage at the new threshold, on held-out threads.
    pub at_threshold: Point,
    /// Phrases that indicate the label and are not in the rule.
    pub for_it: Vec<Proposal>,
    /// Phrases that indicate that the label is absent.
    pub against: Vec<Proposal>,
}

/// One fitted term.
#[derive(Clone, Debug)]
pub struct FittedTerm {
    /// Its place in [`Rule::terms`].
    pub term: usize,
    /// Its name in evidence.
    pub name: Arc<str>,
    /// Weight before and after.
    pub weight: [f64; 2],
    /// The number of comments with this term.
    pub found: usize,
    /// How much log-likelihood of these comments the pack would lose without it, in nats. Negative if it does harm.
    pub worth: f64,
}

/// One comment of the gold, with its reading.
struct Item<'a> {
    comment: &'a GoldComment,
    reading: Reading,
    lang: Option<Lang>,
    thread: usize,
    labels: Vec<&'a str>,
    doubtful: Vec<&'a str>,
    annotated: &'a Gold,
}

/// Fits each position and form rule of one pack for which there is enough gold.
pub fn fit_pack(matcher: &Matcher, pack: usize, gold: &[Gold], options: Options) -> Vec<Fitted> {
    let items = read(matcher, gold);
    let rules: Vec<&Rule> = matcher.rules.iter().filter(|rule| rule.pack == pack).collect();
    let rules = rules.into_iter().filter(|rule| matches!(rule.kind, Kind::Position | Kind::Form));
    rules.filter_map(|rule| fit_rule(rule, matcher, &items, options)).collect()
}

fn read<'a>(matcher: &Matcher, gold: &'a [Gold]) -> Vec<Item<'a>> {
    let mut threads: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for (file, gold) in gold.iter().enumerate() {
        for comment in gold.comments.iter().filter(|comment| comment.answer.is_some()) {
            let next = threads.len();
            chosen.push((gold, comment, *threads.entry((file, comment.fold.as_str())).or_insert(next)));
        }
    }
    let mut items = parallel::map(&chosen, |_, (gold, comment, thread)| {
        let reading = matcher.read(&comment.text, &[]);
        let answer = comment.answer.as_ref();
        let of = |pick: fn(&super::gold::Answer) -> &Vec<String>| {
            answer.into_iter().flat_map(move |answer| pick(answer).iter().map(String::as_str))
        };
        Item {
            comment,
            lang: comment.lang.or(reading.prose.lang),
            reading,
            thread: *thread,
            labels: of(|answer| &answer.positions).chain(of(|answer| &answer.forms)).collect(),
            doubtful: of(|answer| &answer.acceptable).collect(),
            annotated: gold,
        }
    });
    items.order_by_key(|item| item.thread);
    items
}

fn fit_rule(rule: &Rule, matcher: &Matcher, items: &[Item<'_>], options: Options) -> Option<Fitted> {
    let label = &*rule.label;
    if rule.own_terms < rule.terms.len() {
        return None;
    }
    let annotated = |gold: &Gold| gold.positions.contains(label) || gold.forms.contains(label);
    let items: Vec<&Item<'_>> = items
        .iter()
        .filter(|item| annotated(item.annotated) && matcher.reads(rule, item.lang) && !item.doubtful.contains(&label))
        .collect();
    // Terms that need a second comment have no value here and keep their weights, and so do those of a scale, which are fitted
    // for both of its sides at once by `tests/measure/fit_positions.py`.
    let own: Vec<usize> = (0..rule.own_terms)
        .filter(|at| {
            rule.terms
                .get(*at)
                .is_some_and(|term| term.with.is_none() && !matches!(term.kind, TermKind::Pair(_) | TermKind::Form(_)))
        })
        .collect();
    let mut unit = rule.clone();
    unit.terms.iter_mut().for_each(|term| term.weight = 1.0);
    let scores = parallel::map(&items, |_, item| unit.score(&item.reading, &item.comment.text, None, &|_| false));
    let kept = items.iter().zip(scores).filter(|(_, score)| score.veto.is_none());
    let (items, rows): (Vec<&Item<'_>>, Vec<Row>) = kept
        .map(|(item, score)| {
            let column = |term: usize| own.iter().position(|own| *own == term);
            let values = score.fired.iter().filter_map(|fired| Some((column(fired.term)?, fired.share))).collect();
            (*item, Row { values, yes: item.labels.contains(&label) })
        })
        .unzip();
    let with = rows.iter().filter(|row| row.yes).count();
    if with < FEWEST || rows.len() - with < FEWEST {
        return None;
    }
    let prior = |at: &usize| rule.terms.get(*at).map(|term| prior(term.weight, options));
    let priors: Vec<Prior> = own.iter().filter_map(prior).collect();
    let all: Vec<&Row> = rows.iter().collect();
    let weights = fit(&all, &priors, rule.bias);
    let claims = held_out(&items, &rows, &priors, rule.bias);
    let own_weights = Weights { bias: rule.bias, columns: priors.iter().map(|prior| prior.mean).collect() };
    let standing: Vec<(f64, bool)> = rows.iter().map(|row| (own_weights.p(row), row.yes)).collect();
    let threshold = options.precision.map_or(rule.threshold, |least| threshold_for(&claims, least).unwrap_or(0.95));
    let judged: Vec<Judged<'_>> = items
        .iter()
        .zip(&rows)
        .map(|(item, row)| Judged { text: &item.comment.text, thread: item.thread, yes: row.yes, p: weights.p(row) })
        .collect();
    let (for_it, against) = propose(&judged, options.proposals);
    let mut threads: Vec<usize> = items.iter().map(|item| item.thread).collect();
    threads.dedup();
    Some(Fitted {
        rule: rule.name.clone(),
        comments: rows.len(),
        with,
        threads: threads.len(),
        bias: [rule.bias, weights.bias],
        terms: terms(rule, &own, &weights, &own_weights, &rows),
        threshold: [rule.threshold, threshold],
        before: calibration(&standing),
        at_own_threshold: point(&standing, rule.threshold),
        at_threshold: point(&claims, threshold),
        held_out: calibration(&claims),
        for_it,
        against,
    })
}

fn prior(weight: f64, options: Options) -> Prior {
    Prior { mean: weight, strength: options.strength, keep_sign: !options.free_signs && weight != 0.0 }
}

fn terms(rule: &Rule, own: &[usize], weights: &Weights, standing: &Weights, rows: &[Row]) -> Vec<FittedTerm> {
    own.iter()
        .enumerate()
        .filter_map(|(column, at)| {
            let term = rule.terms.get(*at)?;
            let found: Vec<&Row> =
                rows.iter().filter(|row| row.values.iter().any(|(other, _)| *other == column)).collect();
            let mut without = standing.clone();
            without.columns.get_mut(column).into_iter().for_each(|weight| *weight = 0.0);
            let worth = found.iter().map(|row| standing.log_likelihood(row) - without.log_likelihood(row)).sum();
            let weight = [term.weight, *weights.columns.get(column)?];
            Some(FittedTerm { term: *at, name: term.name.clone(), weight, found: found.len(), worth })
        })
        .collect()
}

/// For each comment, its probability with weights that were fitted without its thread, and whether it has the label.
fn held_out(items: &[&Item<'_>], rows: &[Row], priors: &[Prior], bias: f64) -> Vec<(f64, bool)> {
    let folds: Vec<usize> = (0..FOLDS).collect();
    let fold_of = |item: &Item<'_>| item.thread % FOLDS;
    let parts = parallel::map(&folds, |_, fold| {
        let train: Vec<&Row> =
            items.iter().zip(rows).filter(|(item, _)| fold_of(item) != *fold).map(|(_, row)| row).collect();
        let weights = fit(&train, priors, bias);
        let test = items.iter().zip(rows).filter(|(item, _)| fold_of(item) == *fold);
        test.map(|(_, row)| (weights.p(row), row.yes)).collect::<Vec<_>>()
    });
    parts.concat()
}

impl fmt::Display for Fitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fitted { rule, comments, with, threads, .. } = self;
        writeln!(f, "{rule}: {with} of {comments} comments, {threads} threads")?;
        let [before, after] = self.bias;
        writeln!(f, "  {before:>6.2} → {after:>6.2}  bias")?;
        for term in &self.terms {
            let [before, after] = term.weight;
            let name = term.name.strip_prefix(&**rule).unwrap_or(&term.name).trim_start_matches('.');
            writeln!(f, "  {before:>6.2} → {after:>6.2}  {name} (in {}, worth {:+.1})", term.found, term.worth)?;
        }
        for (name, at, calibration) in [
            ("before the fit", self.at_own_threshold, &self.before),
            ("fitted, held out", self.at_threshold, &self.held_out),
        ] {
            writeln!(
                f,
                "  {name}: from {:.2} on precision {:.2}, recall {:.2}, coverage {:.2}; calibration error {:.3}",
                at.threshold, at.precision, at.recall, at.coverage, calibration.ece
            )?;
        }
        write!(f, "{}", self.held_out)?;
        for (side, found) in [("for it", &self.for_it), ("against it", &self.against)] {
            if !found.is_empty() {
                let cues: Vec<String> = found
                    .iter()
                    .map(|cue| format!("{} {:+.1} ({}:{})", cue.words, cue.surprise, cue.with, cue.without))
                    .collect();
                writeln!(f, "  cues to consider {side}: {}", cues.join(" · "))?;
            }
        }
        Ok(())
    }
}
