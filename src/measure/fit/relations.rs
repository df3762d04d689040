//! Fits the relation rules of one pack, with the other packs unchanged, and measures them on held-out threads.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::choice::{COUNT, Column, Flags, Row, fit, log_odds, shares};
use super::logit::Prior;
use super::{FOLDS, Options};
use crate::link::relation_trials;
use crate::measure::calibration::{Calibration, calibration};
use crate::measure::gold::{Gold, GoldComment};
use crate::parallel;
use crate::place::Place;
use crate::rule::{Codebook, Kind, Rule};
use crate::tag::tag;
use crate::thread::{Comment, Kind as CommentKind, Relation, Thread};

/// Relations are not fitted with fewer replies than this. Chosen by hand.
const FEWEST: usize = 50;

/// How strongly the biases of single gold files are pulled together. Files were made for different purposes, so the shares
/// of their relations differ for reasons that are not in the words.
const TOGETHER: f64 = 30.0;

/// How strongly a bias is pulled towards that of the pack: hardly, or fixed.
const FREE: f64 = 0.01;
const FIXED: f64 = 1e9;

/// The log-odds of a relation without any rule in the language.
const NEVER: f64 = -30.0;

/// The thresholds at which precision and coverage are reported.
const THRESHOLDS: [f64; 5] = [0.4, 0.45, 0.5, 0.55, 0.6];

/// The fitted relation rules of a pack.
#[derive(Clone, Debug)]
pub struct FittedRelations {
    /// The rules, with their biases and weights before and after.
    pub rules: Vec<FittedRule>,
    /// The held-out results of each gold file, by its number.
    pub sets: Vec<(usize, Judged)>,
    /// The calibration of P(attack) and P(support) over all files, on held-out threads.
    pub calibration: Calibration,
}

/// One fitted rule.
#[derive(Clone, Debug)]
pub struct FittedRule {
    /// Its name.
    pub rule: Arc<str>,
    /// Its bias before and after.
    pub bias: [f64; 2],
    /// For each term: its place, its name, its weight before and after, and the number of replies with it.
    pub terms: Vec<(usize, Arc<str>, [f64; 2], usize)>,
}

/// The results of a gold file with weights that were fitted without the fold.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Replies.
    pub replies: usize,
    /// The share of replies whose most likely relation is right.
    pub accuracy: f64,
    /// The mean F1 of the most likely relations over the annotated classes.
    pub macro_f1: f64,
    /// Precision and coverage of attacks and supports at each threshold.
    pub claimed: Vec<(f64, f64, f64)>,
    /// The calibration of P(attack) and P(support).
    pub calibration: Calibration,
}

/// One reply of the gold, with the values of the rules.
struct Item {
    set: usize,
    fold: usize,
    row: Row,
    classes: Vec<Flags>,
}

/// Fits the relation rules of one pack; `None` if the gold has too few replies in its language.
pub fn fit_relations(codebook: &Codebook, pack: usize, gold: &[Gold], options: Options) -> Option<FittedRelations> {
    let rules: Vec<&Rule> = codebook.matcher.rules.iter().filter(|rule| rule.kind == Kind::Relation).collect();
    // The gold says nothing about relations that were not annotated, so their rules stay unchanged.
    let is_annotated = |rule: &Rule| gold.iter().any(|gold| gold.relations.contains(&*rule.label));
    let is_own = |at: &usize| rules.get(*at).is_some_and(|rule| rule.pack == pack && is_annotated(rule));
    let own: Vec<usize> = (0..rules.len()).filter(is_own).collect();
    let mut columns: Vec<Column> = Vec::new();
    // The first column of each rule of the pack: its bias. The columns of its terms follow.
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for at in &own {
        let rule = rules.get(*at)?;
        let relation = Relation::named(&rule.label)?.index();
        starts.insert(*at, columns.len());
        // A bias of exactly 0 means that another rule of the relation has the bias.
        let strength = if rule.bias == 0.0 { FIXED } else { FREE };
        columns.push(Column { relation, prior: Prior { mean: rule.bias, strength, keep_sign: false } });
        columns.extend(rule.terms.iter().map(|term| Column { relation, prior: super::prior(term.weight, options) }));
    }
    let of_rules = columns.len();
    for _ in gold {
        // A single file needs no separate bias.
        let strength = if gold.len() > 1 { TOGETHER } else { FIXED };
        let apart = Prior { mean: 0.0, strength, keep_sign: false };
        columns.extend((0..COUNT).map(|relation| Column { relation, prior: apart }));
    }
    let mut items = read(codebook, gold, &rules, &starts, of_rules);
    items.retain(|item| item.row.values.iter().any(|(column, _)| *column < of_rules));
    if items.len() < FEWEST {
        return None;
    }
    let rows: Vec<&Row> = items.iter().map(|item| &item.row).collect();
    let weights = fit(&rows, &columns);
    let held = held_out(&items, &columns, of_rules);
    let mut found = vec![0; columns.len()];
    for (column, _) in rows.iter().flat_map(|row| &row.values) {
        found.get_mut(*column).into_iter().for_each(|count| *count += 1);
    }
    let fitted = starts.iter().filter_map(|(at, start)| {
        let rule = rules.get(*at)?;
        let term = |(place, term): (usize, &crate::rule::Term)| {
            let column = start + 1 + place;
            let after = *weights.get(column)?;
            Some((place, term.name.clone(), [term.weight, after], *found.get(column)?))
        };
        let terms = rule.terms.iter().enumerate().filter_map(term).collect();
        Some(FittedRule { rule: rule.name.clone(), bias: [rule.bias, *weights.get(*start)?], terms })
    });
    let sets: Vec<(usize, Judged)> = (0..gold.len())
        .map(|set| (set, items.iter().zip(&held).filter(|(item, _)| item.set == set).collect::<Vec<_>>()))
        .filter(|(_, items)| !items.is_empty())
        .map(|(set, items)| (set, judge(&items)))
        .collect();
    let claims: Vec<(f64, bool)> = items.iter().zip(&held).flat_map(|(item, p)| claims(item, p)).collect();
    Some(FittedRelations { rules: fitted.collect(), sets, calibration: calibration(&claims) })
}

/// The replies of all gold files, with the values of the rules of the pack and the log-odds from other packs.
fn read(
    codebook: &Codebook,
    gold: &[Gold],
    rules: &[&Rule],
    starts: &BTreeMap<usize, usize>,
    of_rules: usize,
) -> Vec<Item> {
    let mut units: Vec<Rule> = rules.iter().map(|rule| (*rule).clone()).collect();
    for at in starts.keys() {
        crate::place::update(&mut units, *at, |unit| {
            unit.bias = 0.0;
            unit.terms.iter_mut().for_each(|term| term.weight = 1.0);
        });
    }
    let mut items = Vec::new();
    for (set, gold) in gold.iter().enumerate().filter(|(_, gold)| !gold.relations.is_empty()) {
        let mut threads: BTreeMap<&str, Vec<&GoldComment>> = BTreeMap::new();
        let mut folds: BTreeMap<&str, usize> = BTreeMap::new();
        for comment in &gold.comments {
            threads.entry(&comment.thread).or_default().push(comment);
            folds.entry(&comment.fold).or_default();
        }
        folds.values_mut().enumerate().for_each(|(at, fold)| *fold = at % FOLDS);
        let threads: Vec<Vec<&GoldComment>> = threads.into_values().collect();
        let read = parallel::map(&threads, |_, comments| {
            let thread = Thread { comments: comments.iter().map(|gold| comment(gold)).collect(), ..Thread::default() };
            let tagged = tag(&thread, codebook);
            let trials = relation_trials(&thread, &tagged, &codebook.matcher, &units);
            let item = |(from, scores): (Place, Vec<Option<crate::rule::Score>>)| {
                let answered = comments.get(from.index())?;
                let wanted = answered.answer.as_ref()?.links.first()?.relation.as_deref()?;
                let (open, classes) = classes(gold);
                let right = *classes.iter().find(|class| names(class).any(|name| name == wanted))?;
                let mut row = Row { values: Vec::new(), offset: [NEVER; COUNT], open, right };
                let mut spoken = [false; COUNT];
                for (at, (rule, score)) in rules.iter().zip(scores).enumerate() {
                    let (Some(score), Some(relation)) = (score, Relation::named(&rule.label)) else { continue };
                    let Some(sum) = row.offset.get_mut(relation.index()) else { continue };
                    let first = spoken.get_mut(relation.index()).is_some_and(|spoken| !std::mem::replace(spoken, true));
                    *sum = if first { 0.0 } else { *sum };
                    match starts.get(&at).filter(|_| score.veto.is_none()) {
                        None => *sum += if score.veto.is_some() { NEVER } else { score.log_odds },
                        Some(start) => {
                            row.values.push((*start, 1.0));
                            row.values.extend(score.fired.iter().map(|found| (start + 1 + found.term, found.share)));
                        }
                    }
                }
                let reply = Relation::Reply.index();
                row.offset.get_mut(reply).into_iter().for_each(|sum| *sum = 0.0);
                row.values.extend((0..COUNT).filter(|at| *at != reply).map(|at| (of_rules + set * COUNT + at, 1.0)));
                Some(Item { set, fold: *folds.get(answered.fold.as_str())?, row, classes })
            };
            trials.into_iter().filter_map(item).collect::<Vec<_>>()
        });
        items.extend(read.into_iter().flatten());
    }
    items
}

fn comment(gold: &GoldComment) -> Comment {
    let parent = gold.answer.as_ref().and_then(|answer| answer.links.first()).map(|link| link.to.clone());
    let kind = CommentKind::named(&gold.kind).unwrap_or_default();
    Comment { id: gold.id.clone(), kind, parent, lang: gold.lang, text: gold.text.clone(), ..Comment::default() }
}

fn names(class: &Flags) -> impl Iterator<Item = &'static str> {
    let class = *class;
    Relation::ALL.into_iter().filter(move |relation| class.get(relation.index()) == Some(&true)).map(Relation::name)
}

/// The relations that are possible in a gold file, and its classes. Rebuttals and corrections are one class unless
/// corrections are annotated. If `reply` is annotated, it represents all relations that are not.
fn classes(gold: &Gold) -> (Flags, Vec<Flags>) {
    let has = |relation: Relation| gold.relations.contains(relation.name());
    let mut classes: Vec<Flags> = Vec::new();
    for relation in Relation::ALL.into_iter().filter(|relation| has(*relation)) {
        let with = |other: Relation| {
            other == relation
                || relation == Relation::Rebuttal && other == Relation::Correction && !has(Relation::Correction)
                || relation == Relation::Reply
                    && !has(other)
                    && !(other == Relation::Correction && has(Relation::Rebuttal))
        };
        classes.push(Relation::ALL.map(with));
    }
    let open = Relation::ALL.map(|relation| classes.iter().any(|class| class.get(relation.index()) == Some(&true)));
    (open, classes)
}

/// For each reply, its probabilities with weights that were fitted without its fold, without the bias of its file.
fn held_out(items: &[Item], columns: &[Column], of_rules: usize) -> Vec<[f64; COUNT]> {
    let folds: Vec<usize> = (0..FOLDS).collect();
    let weights = folds.iter().map(|fold| {
        let rows: Vec<&Row> = items.iter().filter(|item| item.fold != *fold).map(|item| &item.row).collect();
        let mut weights = fit(&rows, columns);
        weights.iter_mut().skip(of_rules).for_each(|weight| *weight = 0.0);
        weights
    });
    let weights: Vec<Vec<f64>> = weights.collect();
    let p = |item: &Item| {
        let weights = weights.get(item.fold).map_or(&[][..], Vec::as_slice);
        shares(&log_odds(&item.row, columns, weights), item.row.open)
    };
    items.iter().map(p).collect()
}

fn sum(p: &[f64; COUNT], class: Flags) -> f64 {
    p.iter().zip(class).filter(|(_, has)| *has).map(|(p, _)| p).sum()
}

/// P(attack) and P(support) of a reply, and whether it is an attack or a support.
fn claims<'a>(item: &'a Item, p: &'a [f64; COUNT]) -> impl Iterator<Item = (f64, bool)> + 'a {
    sides(item).map(|class| (sum(p, *class), item.row.right == *class))
}

/// The classes that count as an answer: attacks and supports.
fn sides(item: &Item) -> impl Iterator<Item = &Flags> {
    let [attack, support] = [Relation::Rebuttal, Relation::Support].map(Relation::index);
    item.classes.iter().filter(move |class| class.get(attack) == Some(&true) || class.get(support) == Some(&true))
}

fn judge(items: &[(&Item, &[f64; COUNT])]) -> Judged {
    let total = items.len() as f64;
    let classes = items.first().map(|(item, _)| item.classes.clone()).unwrap_or_default();
    let best = |p: &[f64; COUNT], among: &mut dyn Iterator<Item = &Flags>| {
        among.map(|class| (sum(p, *class), *class)).max_by(|a, b| a.0.total_cmp(&b.0))
    };
    let mut counts: BTreeMap<Flags, [f64; 3]> = classes.iter().map(|class| (*class, [0.0; 3])).collect();
    let mut right = 0.0;
    for (item, p) in items {
        let Some((_, claimed)) = best(p, &mut item.classes.iter()) else { continue };
        let hit = claimed == item.row.right;
        right += f64::from(u8::from(hit));
        for (class, place) in [(claimed, 1), (item.row.right, 2)] {
            if let Some(count) = counts.get_mut(&class) {
                count.get_mut(place).into_iter().for_each(|count| *count += 1.0);
                if place == 1 && hit {
                    count.first_mut().into_iter().for_each(|count| *count += 1.0);
                }
            }
        }
    }
    let f1 = counts.values().map(|[hit, claimed, wanted]| 2.0 * hit / (claimed + wanted).max(1.0)).sum::<f64>();
    let claimed = THRESHOLDS.map(|least| {
        let (mut claimed, mut hit) = (0.0_f64, 0.0);
        for (item, p) in items {
            if let Some((_, class)) = best(p, &mut sides(item)).filter(|(p, _)| *p >= least) {
                claimed += 1.0;
                hit += f64::from(u8::from(class == item.row.right));
            }
        }
        (least, hit / claimed.max(1.0), claimed / total)
    });
    let claims: Vec<(f64, bool)> = items.iter().flat_map(|(item, p)| claims(item, p)).collect();
    Judged {
        replies: items.len(),
        accuracy: right / total,
        macro_f1: f1 / counts.len().max(1) as f64,
        claimed: claimed.to_vec(),
        calibration: calibration(&claims),
    }
}

impl fmt::Display for FittedRelations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for FittedRule { rule, bias: [before, after], terms } in &self.rules {
            writeln!(f, "{rule}\n  {before:>6.2} → {after:>6.2}  bias")?;
            for (_, name, [before, after], found) in terms {
                let name = name.strip_prefix(&**rule).unwrap_or(name).trim_start_matches('.');
                writeln!(f, "  {before:>6.2} → {after:>6.2}  {name} (in {found})")?;
            }
        }
        for (set, judged) in &self.sets {
            let Judged { replies, accuracy, macro_f1, claimed, calibration } = judged;
            write!(f, "gold file {}, held out: {replies} replies, ", set + 1)?;
            write!(f, "likeliest answer right {:.1} %, macro-F1 {:.1}", accuracy * 100.0, macro_f1 * 100.0)?;
            writeln!(f, "; calibration error {:.3}", calibration.ece)?;
            let points = claimed.iter().map(|(least, precision, coverage)| {
                format!("from {least:.2} on {:.0} % right of {:.0} %", precision * 100.0, coverage * 100.0)
            });
            writeln!(f, "  attacks and supports {}", points.collect::<Vec<_>>().join(" · "))?;
        }
        write!(f, "all files, held out: calibration error {:.3}\n{}", self.calibration.ece, self.calibration)
    }
}
