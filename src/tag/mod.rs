//! Stage `tag`: [`Thread`] and [`Codebook`] → [`Tagged`].
//!
//! Decides the positions and forms of every comment from its own words, with score and evidence. It compares them with the
//! opening of the thread, which says what is discussed, and never looks at another comment: `link` adds what needs a second text (echo, what a position is about), and `graph` adds what a
//! comment inherits. For a post that asks or proposes something it decides what a *yes* would mean.

mod lang;
mod proposal;
mod scores;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::proposal::proposal;
pub use self::scores::Scores;
use crate::parallel;
use crate::place::PerComment;
use crate::rule::labels::IRONY;
use crate::rule::{self, Axis, Codebook, Heritable, Matcher, Reading, Rule, Score, Subject};
use crate::sort::Order as _;
use crate::span::Span;
use crate::thread::{Comment, Kind, Lang, Thread};

/// From this probability on a label is more likely than not.
const LIKELY: f64 = 0.5;

/// Words behind a tag, and their exact share of its score.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Pack, rule and cue group: `fr.skeptic.deceit`.
    pub rule: Arc<str>,
    /// The place of the words in the comment's text.
    pub span: Span,
    /// What they add to the log-odds of the label; negative if they count against it.
    pub share: f64,
}

/// Where a label or a relation comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// A rule on the comment's own words.
    #[default]
    Rule,
    /// The link stage, from two comments together.
    Link,
    /// The source of the thread.
    Given,
    /// A supported or rebutted comment.
    Inherited,
    /// A person's correction.
    Human,
}

impl By {
    /// Its name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            By::Rule => "rule",
            By::Link => "link",
            By::Given => "given",
            By::Inherited => "inherited",
            By::Human => "human",
        }
    }
}

/// What a position is about: a comment, article or post of the same thread, and the words in it, if known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Toward {
    /// Index of the comment or article in [`Thread::comments`].
    pub comment: usize,
    /// Words in its text.
    pub span: Option<Span>,
}

/// A position or a form of one comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its name, such as `skeptic`.
    pub name: Arc<str>,
    /// For positions: the axis it is a value of, such as `stance`.
    pub axis: Option<Arc<str>>,
    /// Probability of the label, in [0, 1].
    pub score: f64,
    /// Where it comes from.
    pub by: By,
    /// What it is about, if that is known.
    pub toward: Option<Toward>,
    /// The words, in text order.
    pub evidence: Vec<Evidence>,
}

/// The positions of one comment, and its forms: how it expresses them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tags {
    /// Its language; `None` if that is not clear.
    pub lang: Option<Lang>,
    /// Positions above their threshold, best first.
    pub positions: Vec<Label>,
    /// Forms above their threshold, best first.
    pub forms: Vec<Label>,
    /// The probability of every loaded position and form, before thresholds, in order of name.
    pub scores: Scores,
    /// For a post with a proposal or a yes-no question: the positions above their threshold that a yes means, of those
    /// that can be inherited. The post itself holds nothing.
    pub proposes: Vec<Label>,
    /// The probabilities behind them, before thresholds: 0 for a label without any cue, empty if the post proposes
    /// nothing.
    pub proposed: Scores,
}

impl Tags {
    /// Whether it has the form with this name.
    pub fn has_form(&self, name: &str) -> bool {
        self.forms.iter().any(|form| &*form.name == name)
    }

    /// Whether it has the position or the form with this name.
    pub fn holds(&self, name: &str) -> bool {
        self.position(name).is_some() || self.has_form(name)
    }

    /// Its position with this name.
    pub fn position(&self, name: &str) -> Option<&Label> {
        self.positions.iter().find(|position| &*position.name == name)
    }
}

/// What `tag` found in one comment.
#[derive(Debug, Default)]
pub struct TaggedComment {
    /// Its tokens, sentences and cue hits, for the link stage.
    pub reading: Reading,
    /// Its positions and forms. An article has none.
    pub tags: Tags,
}

/// What `tag` found in a thread.
#[derive(Debug, Default)]
pub struct Tagged {
    /// What it found in each comment.
    pub comments: PerComment<TaggedComment>,
}

/// Tags every comment of a thread. Articles and posts hold nothing, since they are what is discussed. For a post with a
/// proposal or a yes-no question, the tags say what a yes would mean.
///
/// A comment that is too short to show its language is taken to be in the language of most of the thread.
pub fn tag(thread: &Thread, codebook: &Codebook) -> Tagged {
    let matcher = &codebook.matcher;
    let mut readings = parallel::map(&thread.comments, |_, comment| read(comment, matcher));
    let openings: Vec<(&str, &Reading)> = thread
        .comments
        .iter()
        .zip(&readings)
        .filter(|(comment, _)| comment.kind.is_opening())
        .map(|(comment, reading)| (comment.text.as_str(), reading))
        .collect();
    let subject = Subject::of(&openings, &readings, matcher);
    for (comment, reading) in thread.comments.iter().zip(&mut readings) {
        // An opening repeats nothing.
        if comment.kind.is_opening() {
            reading.place_in(&subject);
        } else {
            reading.face(&comment.text, &subject);
        }
    }
    let common = common_lang(thread, &readings);
    let langs: Vec<Option<Lang>> = parallel::map(&thread.comments, |at, comment| {
        let stated = comment.lang.or(readings.get(at).and_then(|reading| reading.prose.lang));
        stated.or_else(|| lang::guess(&comment.text, common))
    });
    let lang_of = |index: usize| langs.get(index).copied().flatten();
    let names = names(matcher);
    let mut books: BTreeMap<Option<Lang>, Book<'_>> = BTreeMap::new();
    for at in 0..readings.len() {
        let lang = lang_of(at);
        books.entry(lang).or_insert_with(|| Book::new(matcher, &names, lang));
    }
    let tags = parallel::map(&readings, |at, reading| {
        let Some(comment) = thread.comments.get(at) else { return Tags::default() };
        let lang = lang_of(at);
        match books.get(&lang) {
            Some(book) if comment.kind == Kind::Post => proposed(comment, reading, book, matcher, &codebook.heritable),
            Some(book) if !comment.kind.is_opening() => labels(&comment.text, reading, book, matcher),
            _ => Tags { lang, ..Tags::default() },
        }
    });
    let comments = readings.into_iter().zip(tags).map(|(reading, tags)| TaggedComment { reading, tags }).collect();
    Tagged { comments }
}

/// Reads one comment. Its quotes count as someone else's words.
fn read(comment: &Comment, matcher: &Matcher) -> Reading {
    let cited: Vec<Span> = comment.quotes.iter().map(|quote| quote.span).collect();
    matcher.read(&comment.text, &cited)
}

/// The language of most comments of a thread; of two equally common ones the first in alphabetical order.
fn common_lang(thread: &Thread, readings: &[Reading]) -> Option<Lang> {
    let mut counts: BTreeMap<Lang, usize> = BTreeMap::new();
    for (comment, reading) in thread.comments.iter().zip(readings) {
        if let Some(lang) = comment.lang.or(reading.prose.lang) {
            *counts.entry(lang).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(lang, count)| (*count, std::cmp::Reverse(*lang))).map(|(lang, _)| lang)
}

/// The labels of the codebook and those that rules give without an entry in it, in order of name, each once.
fn names(matcher: &Matcher) -> Arc<[Arc<str>]> {
    let given = matcher.rules.iter().filter(|rule| matches!(rule.kind, rule::Kind::Position | rule::Kind::Form));
    let names: BTreeSet<&Arc<str>> =
        matcher.labels.iter().map(|label| &label.name).chain(given.map(|rule| &rule.label)).collect();
    names.into_iter().cloned().collect()
}

/// The rules for positions and forms in one language, each with the index of its label among the names. It is made once
/// for all comments in the language.
struct Book<'a> {
    lang: Option<Lang>,
    none: Scores,
    rules: Vec<(&'a Rule, usize)>,
}

impl<'a> Book<'a> {
    fn new(matcher: &'a Matcher, names: &Arc<[Arc<str>]>, lang: Option<Lang>) -> Self {
        let kinds = [rule::Kind::Position, rule::Kind::Form].into_iter();
        let rules = kinds.flat_map(|kind| matcher.rules_for(kind, lang));
        let placed = rules.filter_map(|rule| Some((rule, names.binary_search(&rule.label).ok()?)));
        Self { lang, none: Scores::zero(names), rules: placed.collect() }
    }
}

/// The positions and forms of one comment.
fn labels(text: &str, reading: &Reading, book: &Book<'_>, matcher: &Matcher) -> Tags {
    let mut tags = Tags { lang: book.lang, scores: book.none.clone(), ..Tags::default() };
    for (rule, place) in &book.rules {
        let weight = rule.weigh(reading, text, None, &|_| false);
        tags.scores.raise_at(*place, weight.p);
        if weight.p >= rule.threshold && weight.enough {
            let list = if rule.kind == rule::Kind::Position { &mut tags.positions } else { &mut tags.forms };
            give(
                list,
                Label {
                    name: rule.label.clone(),
                    axis: matcher.label(&rule.label).and_then(|label| label.axis.clone()),
                    score: weight.p,
                    by: By::Rule,
                    toward: None,
                    evidence: evidence(rule, &rule.score(reading, text, None, &|_| false)),
                },
            );
        }
    }
    imply(&mut tags, matcher);
    settle(&mut tags.positions, matcher);
    settle(&mut tags.forms, matcher);
    tags
}

/// The tags of a post. It holds nothing, but if it asks or proposes something, a yes to it means what a comment with
/// the same words would hold. If the words are ironic, or support two contrary positions, it proposes nothing.
fn proposed(comment: &Comment, reading: &Reading, book: &Book<'_>, matcher: &Matcher, heritable: &[Heritable]) -> Tags {
    let mut tags = Tags { lang: book.lang, ..Tags::default() };
    let Some(span) = proposal(&comment.text, &reading.prose, book.lang) else { return tags };
    let own;
    let (text, reading) = if span.len() == comment.text.len() {
        (comment.text.as_str(), reading)
    } else {
        // The span is in the post's own words: a quote is never its question.
        own = matcher.read(span.of(&comment.text), &[]);
        (span.of(&comment.text), &own)
    };
    let yes = labels(text, reading, book, matcher);
    if yes.has_form(IRONY) {
        return tags;
    }
    let both = |entry: &Heritable| entry.contrary.as_ref().is_some_and(|name| yes.scores.get(name) >= LIKELY);
    for mut label in yes.positions {
        if heritable.iter().any(|entry| entry.name == label.name && !both(entry)) {
            for evidence in &mut label.evidence {
                evidence.span = Span::new(evidence.span.start + span.start, evidence.span.end + span.start);
            }
            tags.proposes.push(label);
        }
    }
    // A label without any cue is not proposed, however likely it is in any text.
    let baseline = labels("", &Reading::default(), book, matcher).scores;
    tags.proposed = yes.scores.above(&baseline);
    tags
}

/// Adds a label. Of two labels with the same name the better one is kept.
fn give(list: &mut Vec<Label>, label: Label) {
    match list.iter_mut().find(|known| known.name == label.name) {
        Some(known) if known.score >= label.score => {}
        Some(known) => *known = label,
        None => list.push(label),
    }
}

/// Adds the labels that are implied by those present, with the same evidence. Chains are followed, and circles end.
fn imply(tags: &mut Tags, matcher: &Matcher) {
    let mut open: Vec<Label> = tags.positions.iter().chain(&tags.forms).cloned().collect();
    while let Some(label) = open.pop() {
        let implied = matcher.label(&label.name).and_then(|entry| entry.implies.clone());
        let Some(entry) = implied.and_then(|name| matcher.label(&name)) else { continue };
        if !tags.holds(&entry.name) {
            let axis = entry.axis.clone();
            let new = Label { name: entry.name.clone(), axis, ..label };
            open.push(new.clone());
            give(if entry.kind == Axis::Position { &mut tags.positions } else { &mut tags.forms }, new);
        }
    }
}

/// Sorts labels, best first, and resolves conflicts. Of two contraries only the better is kept, and neither if their
/// scores are equal, since nobody holds both. Of an exclusive group only the best is kept.
fn settle(list: &mut Vec<Label>, matcher: &Matcher) {
    list.order_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.name.cmp(&b.name)));
    let beaten: Vec<Arc<str>> = list
        .iter()
        .filter(|label| {
            let contrary = matcher.label(&label.name).and_then(|entry| entry.contrary.as_ref());
            contrary.is_some_and(|name| list.iter().any(|other| other.name == *name && other.score >= label.score))
        })
        .map(|label| label.name.clone())
        .collect();
    list.retain(|label| !beaten.contains(&label.name));
    let mut groups: Vec<Arc<str>> = Vec::new();
    list.retain(|label| match matcher.label(&label.name).and_then(|entry| entry.exclusive.clone()) {
        Some(group) if groups.contains(&group) => false,
        Some(group) => {
            groups.push(group);
            true
        }
        None => true,
    });
}

/// The evidence of a score, in text order.
pub(crate) fn evidence(rule: &Rule, score: &Score) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Vec::new();
    for fired in &score.fired {
        let Some(term) = rule.terms.get(fired.term) else { continue };
        let share = fired.share / fired.spans.len().max(1) as f64;
        out.extend(fired.spans.iter().map(|span| Evidence { rule: term.name.clone(), span: *span, share }));
    }
    out.order_by(|a, b| a.span.cmp(&b.span).then_with(|| a.rule.cmp(&b.rule)));
    out
}
