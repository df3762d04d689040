//! How a reply answers: a multinomial logit over the relation rules, with `reply` as the alternative of utility zero.

use super::anchor::anchor;
use super::bounds::ADDRESSED_LOG_ODDS;
use super::choose::Choice;
use super::ctx::Ctx;
use super::links::{Link, LinkEvidence, PlacedLink};
use super::pair::pair;
use super::score::Scorer;
use crate::place::{self, Place};
use crate::rule::labels::{REASON, SOURCE, UNDERCUT};
use crate::rule::{COLUMNS, Exchange, Found, Kind, PairValues, Table, Tone, Weighed, Weights};
use crate::sort::Order as _;
use crate::tag::By;
use crate::thread::Relation;

/// The least probability of an attack. Thresholds were chosen on whole threads that the tables had not seen, so that nine
/// in ten attacks found in a heated thread are attacks.
const LEAST_ATTACK: f64 = 0.5;

/// An attack is not decided on if support is more than this share as probable: taking praise for a rebuttal is worse than saying
/// nothing.
const MOST_SUPPORT: f64 = 0.6;

/// The least probability of a support.
const LEAST_SUPPORT: f64 = 0.37;

/// What a reply says itself must speak this much more for attack than for support, in log-odds, for an attack, and the
/// other way round for a support: where it is and how the others speak make a relation probable, but do not
/// show it.
const LEAST_LEAD: [f64; 2] = [0.2, 0.5];

/// The least probability of a question, an answer or an elaboration, which share what is left.
const LEAST_OTHER: f64 = 0.35;

/// The feature that evidence of an address names: the reply calls the author of what it answers.
const NAMED: &str = "core.link.named";

/// The least share of the log-odds that is shown as evidence: a smaller one explains nothing.
const LEAST_SHARE: f64 = 0.15;

/// How many rows of a table are shown as evidence of one relation.
const MOST_ROWS: usize = 4;

/// The forms that give a ground.
const GROUNDS: [&str; 2] = [REASON, SOURCE];

/// The relations of the columns of a table. A correction attacks too, and only rules tell it from a
/// rebuttal.
const COLUMN_RELATIONS: [Relation; COLUMNS.len()] =
    [Relation::Rebuttal, Relation::Support, Relation::Question, Relation::Answer, Relation::Elaboration];

/// How many relations there are.
const RELATIONS: usize = Relation::ALL.len();

/// A chosen link and what speaks for each relation, before the rest of the thread is heard.
pub struct Weighing {
    from: Place,
    choice: Choice,
    pair: PairValues,
    /// The log-odds of each relation in the order of [`Relation::ALL`]; minus infinity if no rule of the language has it.
    log_odds: [f64; RELATIONS],
    /// What words say for attack and support.
    words: [f64; 2],
    /// How much more what the reply itself says speaks for attack than for support; nothing without a table.
    lead: Option<f64>,
    /// The evidence of each relation.
    spoken: Vec<(Relation, LinkEvidence)>,
}

impl Weighing {
    /// Weighs what a reply says to what it answers.
    pub fn new(ctx: Ctx<'_>, from: Place, choice: &Choice) -> Weighing {
        let mut pair = pair(ctx, from, choice.to);
        choice.turns.add_to(&mut pair);
        let (mut log_odds, mut spoken) = rules(ctx, from, &pair);
        let of = |log_odds: &[f64; RELATIONS], relation: Relation| *place::lookup(log_odds, relation.index(), || &0.0);
        let [attack, support] = [Relation::Rebuttal, Relation::Support].map(|relation| of(&log_odds, relation));
        let mut words = [0.0; 2];
        let mut lead = None;
        if let Some((table, weighed)) = weigh_words(ctx, from, choice.to, &pair) {
            add(&mut log_odds, weighed.sums);
            words = weighed.words;
            let [to_attack, to_support, ..] = weighed.content;
            lead = Some(attack + to_attack - support - to_support);
            spoken.extend(rows(ctx, table, &weighed.found));
        }
        Weighing { from, choice: *choice, pair, log_odds, words, lead, spoken }
    }

    /// Adds the reply to the tone of its thread.
    pub fn sound(&self, tone: &mut Tone) {
        tone.add(self.words);
    }

    /// Decides on the relation: the link with its anchor and its evidence, and the features of the pair.
    pub fn relate(&self, ctx: Ctx<'_>, tone: &Tone) -> (PlacedLink, PairValues) {
        let Choice { to, confidence, given, name, .. } = self.choice;
        let from = self.from;
        let mut log_odds = self.log_odds;
        let mut of_thread = Vec::new();
        if let Some(table) = ctx.matcher.table(ctx.tags(from).lang) {
            let (sums, found) = table.weigh_thread(tone, self.words);
            add(&mut log_odds, sums);
            of_thread = rows(ctx, table, &found);
        }
        let mut evidence = if given { Vec::new() } else { Scorer::new(ctx, from).evidence(&self.pair) };
        if let Some(name) = name.filter(|name| !evidence.iter().any(|found| found.from == Some(*name))) {
            evidence.push(LinkEvidence { rule: NAMED.into(), from: Some(name), to: None, share: ADDRESSED_LOG_ODDS });
        }
        let given_relation = ctx.comment(from).relation.filter(|_| given && is_parent(ctx, from, to));
        let (relation, relation_by, relation_p, relations) = if let Some(relation) = given_relation {
            let certain = Relation::ALL.map(|known| if known == relation { 1.0 } else { 0.0 });
            (relation, By::Given, 1.0, certain)
        } else {
            let probabilities = probabilities(log_odds);
            let (relation, p) = decide(&probabilities, self.lead);
            let spoken = self.spoken.iter().chain(&of_thread).filter(|(label, _)| *label == relation);
            evidence.extend(spoken.map(|(_, evidence)| evidence.clone()));
            (relation, By::Rule, p, probabilities)
        };
        evidence.order_by(|a, b| a.from.cmp(&b.from).then_with(|| a.rule.cmp(&b.rule)));
        let tags = ctx.tags(from);
        let link = Link {
            given,
            confidence,
            anchor: anchor(ctx, from, to, &self.pair),
            relation,
            relation_by,
            relation_p,
            relations,
            undercut: relation.is_attack() && tags.has_form(UNDERCUT),
            reasoned: GROUNDS.iter().any(|form| tags.has_form(form)),
            evidence,
        };
        (PlacedLink { from, to, link }, self.pair.clone())
    }
}

/// Whether `to` is the given parent of `from`. A relation that the source gives is one to the parent, not to the other
/// comments that the reply quotes.
fn is_parent(ctx: Ctx<'_>, from: Place, to: Place) -> bool {
    ctx.comment(from).parent.as_deref() == Some(ctx.comment(to).id.as_str())
}

/// What the relation rules say for one relation.
#[derive(Clone, Copy, Default)]
struct Utility {
    /// The sum of their log-odds; `None` if no rule has this relation.
    log_odds: Option<f64>,
    /// Whether a rule of the reply's language is among them.
    has_own_language: bool,
}

/// What the relation rules add to the log-odds of each relation, and their evidence.
pub(super) fn rules(ctx: Ctx<'_>, from: Place, pair: &PairValues) -> ([f64; RELATIONS], Vec<(Relation, LinkEvidence)>) {
    let (reading, tags, text) = (ctx.reading(from), ctx.tags(from), &ctx.comment(from).text);
    let mut utilities = [Utility::default(); RELATIONS];
    let mut evidence = Vec::new();
    for rule in ctx.matcher.rules_for(Kind::Relation, tags.lang) {
        let Some(relation) = Relation::named(&rule.label) else { continue };
        let score = rule.score(reading, text, Some(pair), &|name| tags.holds(name));
        let is_neutral = ctx.matcher.packs.get(rule.pack).is_none_or(|pack| pack.langs.is_empty());
        let log_odds = if score.veto.is_some() { f64::NEG_INFINITY } else { score.log_odds };
        place::update(&mut utilities, relation.index(), |utility| {
            utility.has_own_language |= !is_neutral;
            utility.log_odds = Some(utility.log_odds.unwrap_or(0.0) + log_odds);
        });
        for fired in score.fired.iter().filter(|fired| fired.share > 0.0) {
            let Some(term) = rule.terms.get(fired.term) else { continue };
            let share = fired.share / fired.spans.len().max(1) as f64;
            let spans = fired.spans.iter().copied().map(Some).chain(fired.spans.is_empty().then_some(None));
            evidence.extend(
                spans.map(|span| (relation, LinkEvidence { rule: term.name.clone(), from: span, to: fired.to, share })),
            );
        }
    }
    // Rules of all languages only add to those of the reply's language. Without any of these, an exclamation mark alone
    // would be a rebuttal.
    let mut log_odds =
        utilities.map(|utility| utility.log_odds.filter(|_| utility.has_own_language).unwrap_or(f64::NEG_INFINITY));
    place::update(&mut log_odds, Relation::Reply.index(), |log_odds| *log_odds = 0.0);
    (log_odds, evidence)
}

/// P(relation | link) for each relation in the order of [`Relation::ALL`].
fn probabilities(log_odds: [f64; RELATIONS]) -> [f64; RELATIONS] {
    let weights = log_odds.map(libm::exp);
    let total: f64 = weights.iter().sum();
    weights.map(|weight| weight / total)
}

/// Adds what a table says to the log-odds of the relations.
fn add(log_odds: &mut [f64; RELATIONS], sums: Weights) {
    for (relation, sum) in COLUMN_RELATIONS.into_iter().zip(sums) {
        place::update(log_odds, relation.index(), |log_odds| *log_odds += sum);
    }
    let [attack, ..] = sums;
    place::update(log_odds, Relation::Correction.index(), |log_odds| *log_odds += attack);
}

/// What the table of the reply's language finds; `None` without a table.
pub(super) fn weigh_words<'a>(ctx: Ctx<'a>, from: Place, to: Place, pair: &PairValues) -> Option<(&'a Table, Weighed)> {
    let tags = ctx.tags(from);
    let table = ctx.matcher.table(tags.lang)?;
    let weighed = table.weigh(&Exchange {
        reply: ctx.reading(from),
        parent: ctx.reading(to),
        pair,
        forms: &|name| tags.holds(name),
    });
    Some((table, weighed))
}

/// The rows that speak most for each relation, with the words that show them.
fn rows(ctx: Ctx<'_>, table: &Table, found: &[Found]) -> Vec<(Relation, LinkEvidence)> {
    let pack = ctx.matcher.packs.get(table.pack).map_or("", |pack| pack.id.as_str());
    let mut evidence = Vec::new();
    for (column, relation) in COLUMN_RELATIONS.into_iter().enumerate() {
        let share = |found: &Found| {
            let weights = table.rows.get(found.row).map(|row| row.weights);
            f64::from(weights.and_then(|weights| weights.get(column).copied()).unwrap_or(0.0)) * found.value
        };
        let mut shares: Vec<(f64, &Found)> = found.iter().map(|found| (share(found), found)).collect();
        shares.retain(|(share, _)| *share >= LEAST_SHARE);
        shares.order_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.row.cmp(&b.1.row)));
        evidence.extend(shares.into_iter().take(MOST_ROWS).filter_map(|(share, found)| {
            let row = table.rows.get(found.row)?;
            let rule = format!("{pack}.{}.{}", relation.name(), row.name).into();
            Some((relation, LinkEvidence { rule, from: found.span, to: found.to, share }))
        }));
    }
    evidence
}

/// The relation that is decided on, and its probability; `reply`, the abstention, if none is probable enough. Rebuttal and
/// correction are both attacks: together they must be likely enough, and then the likelier of the two is the decision.
fn decide(probabilities: &[f64; RELATIONS], lead: Option<f64>) -> (Relation, f64) {
    let p = |relation: Relation| *place::lookup(probabilities, relation.index(), || &0.0);
    let (rebuttal, correction, support) = (p(Relation::Rebuttal), p(Relation::Correction), p(Relation::Support));
    let attack = rebuttal + correction;
    let [least_attack, least_support] = LEAST_LEAD;
    let [may_attack, may_support] = lead.map_or([true; 2], |lead| [lead >= least_attack, -lead >= least_support]);
    let relation =
        if (may_attack || correction > rebuttal) && attack >= LEAST_ATTACK && support <= attack * MOST_SUPPORT {
            if correction > rebuttal { Relation::Correction } else { Relation::Rebuttal }
        } else if may_support && support >= LEAST_SUPPORT && support >= attack {
            Relation::Support
        } else {
            let others = [Relation::Question, Relation::Answer, Relation::Elaboration];
            let likeliest = others.into_iter().max_by(|a, b| p(*a).total_cmp(&p(*b)));
            let is_likely = |other: &Relation| p(*other) >= LEAST_OTHER && p(*other) >= attack && p(*other) >= support;
            likeliest.filter(is_likely).unwrap_or(Relation::Reply)
        };
    (relation, p(relation))
}
