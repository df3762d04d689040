//! Labels that need two texts: forms by pair features (echo, irony by echo), positions by what the reply does (to rebut is
//! to doubt), and what a stance is about.

use super::ctx::Ctx;
use super::links::{Added, PlacedLink};
use crate::rule::labels::STANCE;
use crate::rule::{Kind, Matcher, PairFeature, PairValues, Term, TermKind};
use crate::tag::{By, Label, Tags, Toward, evidence};

/// The least P(link) at which a position is about the target.
const TOWARD: f64 = 0.4;

/// The P(link) from which an attack counts in full for what its author doubts.
const LIKELY: f64 = 0.5;

/// The labels that the first link of a comment adds to it. `pair` holds the features of the link.
pub fn added(ctx: Ctx<'_>, mut pair: PairValues, placed: &PlacedLink) -> Vec<Added> {
    let PlacedLink { from, to, link } = placed;
    let (reading, tags, text) = (ctx.reading(*from), ctx.tags(*from), &ctx.comment(*from).text);
    let [rebuttal, correction, support, ..] = link.relations;
    // To attack is to doubt something, whichever of two likely targets it is. A mere guess at a link is no ground.
    let likely = (link.confidence / LIKELY).min(1.0);
    pair.set(PairFeature::Attacks, (rebuttal + correction) * likely);
    pair.set(PairFeature::Supports, support * likely);
    let mut added = Vec::new();
    for kind in [Kind::Form, Kind::Position] {
        for rule in ctx.matcher.rules_for(kind, tags.lang) {
            let needs_pair = rule.terms.iter().any(needs_pair);
            if !needs_pair || tags.holds(&rule.label) || holds_contrary(ctx.matcher, tags, &rule.label) {
                continue;
            }
            let score = rule.score(reading, text, Some(&pair), &|name| tags.holds(name));
            if !score.enough || score.veto.is_some() {
                continue;
            }
            added.push(Added::Score(*from, rule.label.clone(), score.p));
            if score.p < rule.threshold {
                continue;
            }
            let label = Label {
                name: rule.label.clone(),
                axis: ctx.matcher.label(&rule.label).and_then(|label| label.axis.clone()),
                score: score.p,
                by: By::Link,
                toward: None,
                evidence: evidence(rule, &score),
            };
            added.push(if kind == Kind::Form { Added::Form(*from, label) } else { Added::Position(*from, label) });
        }
    }
    if link.confidence >= TOWARD {
        added.push(Added::Toward(*from, STANCE.into(), Toward { comment: to.index(), span: link.anchor }));
    }
    added
}

/// Whether a term needs two texts.
fn needs_pair(term: &Term) -> bool {
    matches!(term.kind, TermKind::Pair(_)) || term.with.is_some()
}

/// Whether the comment's words already gave it the contrary of a label.
fn holds_contrary(matcher: &Matcher, tags: &Tags, label: &str) -> bool {
    let contrary = matcher.label(label).and_then(|label| label.contrary.as_ref());
    contrary.is_some_and(|contrary| tags.holds(contrary))
}
