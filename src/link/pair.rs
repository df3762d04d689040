//! The features of one reply and one candidate, with the words that show them.
//!
//! [`batch_features`](super::batch_features) computes the same values for all candidates of a reply at once, without the
//! words. A test compares the two.

use super::citations::cited;
use super::ctx::Ctx;
use super::index::{final_question, is_later};
use super::names::name_span;
use super::shared::Sides;
use crate::place::Place;
use crate::rule::{PairFeature, PairValues};
use crate::tag::Tags;
use crate::text::{Flags, Token};
use crate::thread::Kind;

/// All features of the reply `from` and its candidate `to` that do not depend on other links.
pub fn pair(ctx: Ctx<'_>, from: Place, to: Place) -> PairValues {
    let mut values = PairValues::default();
    let sides = Sides::new(ctx, from, to);
    sides.shared_words(&mut values);
    sides.quoted_echo(&mut values);
    sides.numbers(&mut values);
    sides.denied(&mut values);
    citation(ctx, from, to, &mut values);
    position(ctx, from, to, &mut values);
    authors(ctx, from, to, &mut values);
    target_text(ctx, from, to, &mut values);
    times(ctx, from, to, &mut values);
    held_positions(ctx.tags(from), ctx.tags(to), &mut values);
    values
}

/// 1 if a condition holds, else 0.
fn indicator(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// Whether the reply cites the candidate at length.
fn citation(ctx: Ctx<'_>, from: Place, to: Place, values: &mut PairValues) {
    let sources = ctx.sources(from);
    if cited(&sources).any(|place| place == to) {
        let tokens = &ctx.reading(from).prose.tokens;
        let words = tokens.iter().find(|token| token.flags.has(Flags::CITED)).map(Token::span);
        values.show(PairFeature::Cited, 1.0, words, None);
    }
}

/// What the candidate is, and how far back.
fn position(ctx: Ctx<'_>, from: Place, to: Place, values: &mut PairValues) {
    match ctx.comment(to).kind {
        Kind::Article => values.set(PairFeature::Article, 1.0),
        Kind::Post => values.set(PairFeature::Post, 1.0),
        _ => {
            values.set(PairFeature::Comment, 1.0);
            values.set(PairFeature::Previous, indicator(from.previous() == Some(to)));
            values.set(PairFeature::Distance, libm::log(from.index().abs_diff(to.index()).max(1) as f64));
            values.set(PairFeature::FirstComment, indicator(ctx.index.first == Some(to)));
        }
    }
}

/// Who wrote the two, and whether the reply names the other.
fn authors(ctx: Ctx<'_>, from: Place, to: Place, values: &mut PairValues) {
    let (reply, target) = (ctx.comment(from), ctx.comment(to));
    match (&reply.author, &target.author) {
        (Some(ours), Some(theirs)) if ours == theirs => values.set(PairFeature::SameAuthor, 1.0),
        (Some(_), Some(theirs)) => {
            let stem = ctx.index.facts.at(to).author_stem;
            let may_name = stem.is_some_and(|stem| ctx.doc(from).has(stem));
            let name = may_name.then(|| name_span(theirs, &reply.text)).flatten();
            values.show(PairFeature::Named, indicator(name.is_some()), name, None);
        }
        (None, None) => values.set(PairFeature::Anonymous, indicator(!target.kind.is_opening())),
        _ => {}
    }
}

/// What is known of the time of the two, and whether the author of the reply is new.
fn times(ctx: Ctx<'_>, from: Place, to: Place, values: &mut PairValues) {
    let [reply, target] = [from, to].map(|place| ctx.index.facts.at(place));
    let is_comment = !ctx.comment(to).kind.is_opening();
    values.set(PairFeature::Newcomer, indicator(reply.is_newcomer));
    values.set(PairFeature::Brief, indicator(is_comment && target.is_brief));
    values.set(PairFeature::Later, indicator(is_comment && is_later(reply, target)));
}

/// What the text of the candidate is like: a question, a denial, its length.
fn target_text(ctx: Ctx<'_>, from: Place, to: Place, values: &mut PairValues) {
    let (reply, target) = (ctx.comment(from), ctx.comment(to));
    let prose = &ctx.reading(to).prose;
    let question = final_question(&target.text, prose).map(Token::span);
    values.show(PairFeature::AsksQuestion, indicator(question.is_some()), None, question);
    let denial = prose.negations.first().map(|negation| prose.span(negation.by.clone()));
    values.show(PairFeature::TargetDenies, indicator(denial.is_some()), None, denial);
    values.set(PairFeature::Length, ctx.index.facts.at(from).log_tokens);
    values.set(PairFeature::TargetLength, ctx.index.facts.at(to).log_tokens);
    let times_longer = (target.text.len() + 1) as f64 / (reply.text.len() + 1) as f64;
    values.set(PairFeature::Shorter, libm::log(times_longer).max(0.0));
}

/// Whether the two hold the same position, or different ones on one axis.
fn held_positions(reply: &Tags, target: &Tags, values: &mut PairValues) {
    for ours in &reply.positions {
        for theirs in &target.positions {
            let words = [ours, theirs].map(|label| label.evidence.first().map(|evidence| evidence.span));
            let feature = if ours.name == theirs.name {
                PairFeature::SameSide
            } else if ours.axis.is_some() && ours.axis == theirs.axis {
                PairFeature::OtherSide
            } else {
                continue;
            };
            let [from, to] = words;
            values.show(feature, 1.0, from, to);
        }
    }
}
