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
use crate::rule::{Kind, PairValues};
use crate::sort::Order as _;
use crate::tag::By;
use crate::thread::Relation;

/// The least P(relation | link) of a relation other than `reply`; below, the decision is `reply`, the abstention. On
/// English forum replies that were held out, the attacks and supports decided so are right in 68 of 100 cases; from one
/// half on they are right in 71, on a fifth fewer replies.
const DECIDED: f64 = 0.47;

/// The feature that evidence of an address names: the reply calls the author of what it answers.
const NAMED: &str = "core.link.named";

/// The forms that give a ground.
const GROUNDS: [&str; 2] = [REASON, SOURCE];

/// How many relations there are.
const RELATIONS: usize = Relation::ALL.len();

/// Makes a link of a choice: its anchor, its relation, its evidence. Also returns the features of the pair.
pub fn relate(ctx: Ctx<'_>, from: Place, choice: &Choice) -> (PlacedLink, PairValues) {
    let Choice { to, confidence, given, turns, name } = *choice;
    let mut pair = pair(ctx, from, to);
    turns.add_to(&mut pair);
    let mut evidence = if given { Vec::new() } else { Scorer::new(ctx, from).evidence(&pair) };
    if let Some(name) = name.filter(|name| !evidence.iter().any(|found| found.from == Some(*name))) {
        evidence.push(LinkEvidence { rule: NAMED.into(), from: Some(name), to: None, share: ADDRESSED_LOG_ODDS });
    }
    let (probabilities, spoken) = relations(ctx, from, &pair);
    let given_relation = ctx.comment(from).relation.filter(|_| given && is_parent(ctx, from, to));
    let (relation, relation_by, relation_p, relations) = if let Some(relation) = given_relation {
        let certain = Relation::ALL.map(|known| if known == relation { 1.0 } else { 0.0 });
        (relation, By::Given, 1.0, certain)
    } else {
        let (relation, p) = decide(&probabilities);
        evidence.extend(spoken.into_iter().filter(|(label, _)| *label == relation).map(|(_, evidence)| evidence));
        (relation, By::Rule, p, probabilities)
    };
    evidence.order_by(|a, b| a.from.cmp(&b.from).then_with(|| a.rule.cmp(&b.rule)));
    let tags = ctx.tags(from);
    let link = Link {
        given,
        confidence,
        anchor: anchor(ctx, from, to, &pair),
        relation,
        relation_by,
        relation_p,
        relations,
        undercut: relation.is_attack() && tags.has_form(UNDERCUT),
        reasoned: GROUNDS.iter().any(|form| tags.has_form(form)),
        evidence,
    };
    (PlacedLink { from, to, link }, pair)
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

/// P(relation | link) for each relation in the order of [`Relation::ALL`], and the evidence for each.
fn relations(ctx: Ctx<'_>, from: Place, pair: &PairValues) -> ([f64; RELATIONS], Vec<(Relation, LinkEvidence)>) {
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
    for utility in utilities.iter_mut().filter(|utility| !utility.has_own_language) {
        utility.log_odds = None;
    }
    place::update(&mut utilities, Relation::Reply.index(), |utility| utility.log_odds = Some(0.0));
    let weights = utilities.map(|utility| utility.log_odds.map_or(0.0, libm::exp));
    let total: f64 = weights.iter().sum();
    (weights.map(|weight| weight / total), evidence)
}

/// The relation that is decided on, and its probability. Rebuttal and correction are both attacks: together they must be
/// likely enough, and then the likelier of the two is the decision.
fn decide(probabilities: &[f64; RELATIONS]) -> (Relation, f64) {
    let p = |relation: Relation| *place::lookup(probabilities, relation.index(), || &0.0);
    let (rebuttal, correction) = (p(Relation::Rebuttal), p(Relation::Correction));
    if rebuttal + correction >= DECIDED {
        let relation = if correction > rebuttal { Relation::Correction } else { Relation::Rebuttal };
        return (relation, p(relation));
    }
    let likely = Relation::ALL.into_iter().filter(|relation| *relation != Relation::Reply && p(*relation) >= DECIDED);
    let relation = likely.max_by(|a, b| p(*a).total_cmp(&p(*b))).unwrap_or(Relation::Reply);
    (relation, p(relation))
}
