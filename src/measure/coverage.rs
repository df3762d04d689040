//! `rules stats`: how often rules and their cues fire on a corpus, and which fire together.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parallel;
use crate::rule::{Kind, Matcher, Rule, Status, TermKind};
use crate::thread::Thread;

/// A rule that fires on this share of the comments or more says little about any of them. Chosen by hand.
const OFTEN: f64 = 0.3;

/// With fewer comments than this, a rule that never fires is not reported. Chosen by hand.
const ENOUGH: usize = 200;

/// How one rule fires on a corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The rule.
    pub rule: Arc<str>,
    /// Comments in a language its pack reads.
    pub read: usize,
    /// Of these, comments it gives its label to.
    pub fires: usize,
    /// Of these, comments that also get the contrary label, before the better of the two is kept.
    pub conflicts: usize,
    /// The rule that it fires together with most often, and their Jaccard index: of the comments with either label, the
    /// share with both.
    pub overlap: Option<(Arc<str>, f64)>,
    /// Its cues, in order: the name and the number of comments with the cue, at any score.
    pub cues: Vec<(Arc<str>, usize)>,
}

/// What one rule found in one comment.
struct Found {
    fires: bool,
    terms: Vec<usize>,
}

/// What every rule found in one comment; `None` for rules that do not read its language.
type Seen = Vec<Option<Found>>;

/// The coverage of every position and form rule of a matcher, in order.
pub fn coverage(threads: &[Thread], matcher: &Matcher) -> Vec<Coverage> {
    let rules: Vec<&Rule> = matcher
        .rules
        .iter()
        .filter(|rule| matches!(rule.kind, Kind::Position | Kind::Form) && is_of_words(rule))
        .collect();
    let comments: Vec<_> =
        threads.iter().flat_map(|thread| &thread.comments).filter(|comment| !comment.kind.is_opening()).collect();
    // For each comment and each rule that reads it: whether the rule fires, and the places of the terms found.
    let seen: Vec<Seen> = parallel::map(&comments, |_, comment| {
        let cited: Vec<_> = comment.quotes.iter().map(|quote| quote.span).collect();
        let reading = matcher.read(&comment.text, &cited);
        let lang = comment.lang.or(reading.prose.lang);
        let of = |rule: &&Rule| {
            matcher.reads(rule, lang).then(|| {
                let score = rule.score(&reading, &comment.text, None, &|_| false);
                let terms = score.fired.iter().map(|fired| fired.term).collect();
                Found { fires: score.enough && score.p >= rule.threshold, terms }
            })
        };
        rules.iter().map(of).collect()
    });
    let fired = |comment: &[Option<Found>], rule: usize| {
        comment.get(rule).is_some_and(|seen| seen.as_ref().is_some_and(|found| found.fires))
    };
    rules
        .iter()
        .enumerate()
        .map(|(at, rule)| {
            let read: Vec<&Found> =
                seen.iter().filter_map(|comment| comment.get(at).and_then(Option::as_ref)).collect();
            let with: Vec<_> = seen.iter().filter(|comment| fired(comment, at)).collect();
            let contrary = matcher.label(&rule.label).and_then(|label| label.contrary.clone());
            let contraries: Vec<usize> = (0..rules.len())
                .filter(|other| rules.get(*other).is_some_and(|other| Some(&other.label) == contrary.as_ref()))
                .collect();
            let cue = |(term, found): (usize, &crate::rule::Term)| {
                (found.name.clone(), read.iter().filter(|found| found.terms.contains(&term)).count())
            };
            Coverage {
                rule: rule.name.clone(),
                read: read.len(),
                fires: with.len(),
                conflicts: with.iter().filter(|c| contraries.iter().any(|other| fired(c, *other))).count(),
                overlap: overlap(&rules, &seen, at, &fired),
                cues: rule.terms.iter().enumerate().map(cue).collect(),
            }
        })
        .collect()
}

/// Whether a rule is in use and can fire on a single comment. Rules that need two comments are not tried here.
fn is_of_words(rule: &Rule) -> bool {
    rule.status != Status::Retired
        && rule.terms.iter().any(|term| !matches!(term.kind, TermKind::Pair(_) | TermKind::Form(_)))
}

/// The rule that fires together with this one most often.
fn overlap(
    rules: &[&Rule],
    seen: &[Seen],
    at: usize,
    fired: &impl Fn(&[Option<Found>], usize) -> bool,
) -> Option<(Arc<str>, f64)> {
    let share = |other: usize| {
        let both = seen.iter().filter(|comment| fired(comment, at) && fired(comment, other)).count();
        let either = seen.iter().filter(|comment| fired(comment, at) || fired(comment, other)).count();
        if both == 0 { 0.0 } else { both as f64 / either as f64 }
    };
    let others = (0..rules.len()).filter(|other| *other != at).map(|other| (other, share(other)));
    let best = others.filter(|(_, share)| *share > 0.0).reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.and_then(|(other, share)| Some((rules.get(other)?.name.clone(), share)))
}

/// Notes about rules that fire on too many comments to say anything, or on none.
pub fn findings(coverage: &[Coverage]) -> Vec<Diagnostic> {
    let notes = coverage.iter().filter_map(|rule| {
        let share = rule.fires as f64 / rule.read.max(1) as f64;
        let of = format!("`{}` fires on {} of {} comments", rule.rule, rule.fires, rule.read);
        if rule.read >= ENOUGH && rule.fires == 0 {
            return Some(Diagnostic::warning("never-fires", of));
        }
        (rule.read >= ENOUGH && share > OFTEN).then(|| Diagnostic::warning("fires-often", of))
    });
    notes.collect()
}
