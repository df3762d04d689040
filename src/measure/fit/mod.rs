//! `rules fit`: fits the biases and weights of the rules of a pack to gold comments, and measures them on held-out threads.
//! If all gold is of one thread, comments are held out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

mod choice;
mod logit;
mod outcome;
mod propose;
mod relations;

use indexmap::IndexMap;

use self::logit::{Prior, Row, Weights, fit};
pub use self::outcome::Words;
use self::propose::{Judged, Proposal, propose};
pub use self::relations::{FittedRelations, fit_relations};
use super::calibration::{Calibration, Point, calibration, point, threshold_for};
use super::gold::{Gold, GoldComment};
use crate::parallel;
use crate::rule::{Codebook, Kind, Matcher, Reading, Rule, TermKind};
use crate::sort::Order as _;
use crate::tag::tag;
use crate::thread::{Comment, Kind as CommentKind, Lang, Thread};

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
    /// Whether it was fitted. The rules of a scale are only measured.
    pub is_fitted: bool,
    /// The figures on held-out comments in words.
    pub words: Words,
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
pub fn fit_pack(codebook: &Codebook, pack: usize, gold: &[Gold], options: Options) -> Vec<Fitted> {
    let matcher = &codebook.matcher;
    let items = read(codebook, gold);
    let rules: Vec<&Rule> = matcher.rules.iter().filter(|rule| rule.pack == pack).collect();
    let rules = rules.into_iter().filter(|rule| matches!(rule.kind, Kind::Position | Kind::Form));
    rules.filter_map(|rule| fit_rule(rule, matcher, &items, options)).collect()
}

/// The comments of the gold that have annotations, read as they are in their threads: with the article or post above them.
/// Comments of one fold have one number; if there is one fold only, every comment is a fold.
fn read<'a>(codebook: &Codebook, gold: &'a [Gold]) -> Vec<Item<'a>> {
    let mut threads: IndexMap<(usize, &str), Vec<(&Gold, &GoldComment)>> = IndexMap::new();
    for (file, gold) in gold.iter().enumerate() {
        for comment in &gold.comments {
            threads.entry((file, comment.thread.as_str())).or_default().push((gold, comment));
        }
    }
    let mut folds: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut items = Vec::new();
    for ((file, id), comments) in &threads {
        let thread = Thread {
            id: (*id).to_owned(),
            comments: comments.iter().map(|(_, comment)| as_read(comment)).collect(),
            ..Thread::default()
        };
        for ((annotated, comment), tagged) in comments.iter().zip(tag(&thread, codebook).comments.into_vec()) {
            let Some(answer) = &comment.answer else { continue };
            let next = folds.len();
            items.push(Item {
                comment,
                lang: tagged.tags.lang,
                reading: tagged.reading,
                thread: *folds.entry((*file, comment.fold.as_str())).or_insert(next),
                labels: answer.positions.iter().chain(&answer.forms).map(String::as_str).collect(),
                doubtful: answer.acceptable.iter().map(String::as_str).collect(),
                annotated,
            });
        }
    }
    if folds.len() == 1 {
        items.iter_mut().enumerate().for_each(|(at, item)| item.thread = at);
    }
    items.order_by_key(|item| item.thread);
    items
}

/// A comment of the gold as a comment of a thread.
fn as_read(comment: &GoldComment) -> Comment {
    let kind = CommentKind::named(&comment.kind).unwrap_or_default();
    Comment { id: comment.id.clone(), kind, lang: comment.lang, text: comment.text.clone(), ..Comment::default() }
}

fn fit_rule(rule: &Rule, matcher: &Matcher, items: &[Item<'_>], options: Options) -> Option<Fitted> {
    let label = &*rule.label;
    let annotated = |gold: &Gold| gold.positions.contains(label) || gold.forms.contains(label);
    let items: Vec<&Item<'_>> = items
        .iter()
        .filter(|item| annotated(item.annotated) && matcher.reads(rule, item.lang) && !item.doubtful.contains(&label))
        .collect();
    if rule.own_terms < rule.terms.len() {
        return measured(rule, &items);
    }
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
    Some(Fitted {
        rule: rule.name.clone(),
        comments: rows.len(),
        with,
        threads: threads(&items),
        is_fitted: true,
        words: Words::of(&claims, threshold, &items),
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

/// How many threads some comments are from.
fn threads(items: &[&Item<'_>]) -> usize {
    items.iter().map(|item| item.comment.fold.as_str()).collect::<BTreeSet<_>>().len()
}

/// The figures of a rule of a scale as it is. The weights of a scale belong to both of its sides and are not fitted here.
fn measured(rule: &Rule, items: &[&Item<'_>]) -> Option<Fitted> {
    let claims: Vec<(f64, bool)> = parallel::map(items, |_, item| {
        let score = rule.score(&item.reading, &item.comment.text, None, &|_| false);
        let p = if score.enough { score.p } else { score.p.min(rule.threshold - f64::EPSILON) };
        (p, item.labels.contains(&&*rule.label))
    });
    let with = claims.iter().filter(|(_, yes)| *yes).count();
    let point = point(&claims, rule.threshold);
    (with >= FEWEST && claims.len() - with >= FEWEST).then(|| Fitted {
        rule: rule.name.clone(),
        comments: claims.len(),
        with,
        threads: threads(items),
        is_fitted: false,
        words: Words::of(&claims, rule.threshold, items),
        bias: [rule.bias; 2],
        terms: Vec::new(),
        threshold: [rule.threshold; 2],
        before: calibration(&claims),
        at_own_threshold: point,
        held_out: calibration(&claims),
        at_threshold: point,
        for_it: Vec::new(),
        against: Vec::new(),
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

/// For each comment, in order, its probability with weights that were fitted without its thread, and whether it has the label.
fn held_out(items: &[&Item<'_>], rows: &[Row], priors: &[Prior], bias: f64) -> Vec<(f64, bool)> {
    let folds: Vec<usize> = (0..FOLDS).collect();
    let fold_of = |item: &Item<'_>| item.thread % FOLDS;
    let fitted = parallel::map(&folds, |_, fold| {
        let others = items.iter().zip(rows).filter(|(item, _)| fold_of(item) != *fold);
        let train: Vec<&Row> = others.map(|(_, row)| row).collect();
        fit(&train, priors, bias)
    });
    let of = |(item, row): (&&Item<'_>, &Row)| fitted.get(fold_of(item)).map(|weights| (weights.p(row), row.yes));
    items.iter().zip(rows).filter_map(of).collect()
}
