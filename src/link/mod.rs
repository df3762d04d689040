//! Stage `link`: [`Thread`] and [`Tagged`] → [`Links`].
//!
//! Decides what each comment answers (given by the source, or inferred among earlier comments and the article) and how
//! (rebuttal, support, question, …), with confidence and evidence on both ends. Adds the labels that need a second text.

mod anchor;
mod answered;
mod capped;
mod chain;
mod choose;
mod doc;
mod index;
mod pair;
mod part;
mod quantity;
mod relation;
mod sheet;
mod sweep;
mod weigh;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::answered::Answered;
use self::capped::Siblings;
pub use self::choose::Trial;
use self::choose::{Choice, choose, trials};
use self::index::Index;
use self::pair::pair;
pub use self::part::Part;
use self::relation::{added, relate};
use self::sheet::Spares;
use self::weigh::{Weighed, weigh};
use crate::parallel;
use crate::rule::{Matcher, Rule, Score};
use crate::span::Span;
use crate::tag::{By, Label, Tagged, Toward};
use crate::thread::{Comment, Relation, Thread};

/// So many comments are weighed at once: enough for all cores, few enough that their candidates fit into memory.
const BLOCK: usize = 1_024;

/// Where parents come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Given parents are kept, missing ones inferred.
    #[default]
    Auto,
    /// Infer nothing.
    Given,
    /// Ignore given parents; used to measure inference.
    Inferred,
}

/// Words that made a link or its relation.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkEvidence {
    /// Pack, rule and cue group or feature: `core.link.quoted-echo`.
    pub rule: Arc<str>,
    /// The words of the reply; `None` where a feature has no words (distance).
    pub from: Option<Span>,
    /// The words of what it answers, if any.
    pub to: Option<Span>,
    /// What they add to the log-odds.
    pub share: f64,
}

/// One comment answers another.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Place of the reply in [`Thread::comments`].
    pub from: usize,
    /// Place of what it answers.
    pub to: usize,
    /// Whether the source says so.
    pub given: bool,
    /// P(link), in [0, 1]; 1 for given links.
    pub confidence: f64,
    /// The words of the target that are taken up, where they can be named.
    pub anchor: Option<Span>,
    /// How it answers: the decision.
    pub relation: Relation,
    /// Who decided.
    pub relation_by: By,
    /// P(relation | link), in [0, 1].
    pub relation_p: f64,
    /// P(each relation | link), in the order of [`Relation::ALL`]; sums to 1.
    pub relations: [f64; 7],
    /// Whether an attack is on source, relevance or inference rather than content.
    pub undercut: bool,
    /// Whether the reply gives a ground.
    pub reasoned: bool,
    /// The words, in order of the reply's text.
    pub evidence: Vec<LinkEvidence>,
}

impl Link {
    /// P(the reply attacks what it answers) = P(link) × P(rebuttal or correction | link).
    pub fn attack(&self) -> f64 {
        let [rebuttal, correction, ..] = self.relations;
        self.confidence * (rebuttal + correction)
    }
}

/// A label that only two texts together could give.
#[derive(Clone, Debug, PartialEq)]
pub enum Added {
    /// A form (`echo`) of the comment at that place.
    Form(usize, Label),
    /// A position of the comment at that place.
    Position(usize, Label),
    /// The probability of a label before its threshold, for the comment at that place.
    Score(usize, Arc<str>, f64),
    /// What the positions of that axis are about, for the comment at that place.
    Toward(usize, Arc<str>, Toward),
}

/// All links of a thread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// By `from`, then given before inferred, of those the parent first; then by falling confidence, then by `to`.
    pub links: Vec<Link>,
    /// Labels to add to the tags.
    pub added: Vec<Added>,
}

/// Links every comment of a thread to what it answers, and reads how it answers.
pub fn link(thread: &Thread, tagged: &Tagged, matcher: &Matcher, mode: Mode) -> Links {
    let index = Index::new(thread, tagged);
    let places: FxHashMap<&str, usize> =
        thread.comments.iter().enumerate().rev().map(|(at, comment)| (comment.id.as_str(), at)).collect();
    let mut answered = Answered::none(thread.comments.len());
    if mode != Mode::Inferred {
        // A parent may stand behind its children; no link may be inferred against that.
        for from in 0..thread.comments.len() {
            for to in given(thread, &places, from) {
                answered.join(from, to);
            }
        }
    }
    let replies: Vec<usize> = (0..thread.comments.len())
        .filter(|at| thread.comments.get(*at).is_some_and(|comment| !comment.kind.is_opening()))
        .collect();
    // What two texts say of each other hangs on nothing else; what a comment answers hangs also on what the comments
    // before it answer. Candidates are many, so they are weighed block by block.
    let mut choices: Vec<(usize, Choice)> = Vec::with_capacity(replies.len());
    let spares = Spares::default();
    let siblings = if mode == Mode::Auto { Siblings::of(thread) } else { Siblings::default() };
    let weigh_all = |block: &[usize]| {
        parallel::map(block, |_, from| {
            let comment = thread.comments.get(*from)?;
            let told = if mode == Mode::Inferred { Vec::new() } else { given(thread, &places, *from) };
            if !told.is_empty() {
                return Some(Answer::Given(told));
            }
            // A parent that was not read is no reason to look for another.
            let named = comment.parent.is_some() && mode != Mode::Inferred;
            if named || mode == Mode::Given || comment.text.trim().is_empty() {
                return None;
            }
            weigh(thread, tagged, matcher, &index, *from, &spares).map(|weighed| Answer::Open(Box::new(weighed)))
        })
    };
    let mut choose_all = |block: &[usize], weighed: Vec<Option<Answer<'_>>>| {
        for (from, weighed) in block.iter().zip(weighed) {
            let chosen = match weighed {
                None => continue,
                Some(Answer::Given(told)) => {
                    let choice =
                        |to| Choice { to, confidence: 1.0, given: true, turns: answered.turns(&index, *from, to) };
                    let sibling = told.first().and_then(|parent| siblings.addressed(thread, *from, *parent));
                    let sibling = sibling.filter(|to| !told.contains(to)).map(|to| Choice {
                        to,
                        confidence: capped::ADDRESSED,
                        given: false,
                        turns: answered.turns(&index, *from, to),
                    });
                    told.into_iter().map(choice).chain(sibling).collect()
                }
                Some(Answer::Open(weighed)) => choose(thread, tagged, &index, &mut answered, *from, *weighed, &spares),
            };
            if let Some(first) = chosen.first() {
                answered.note(&index, *from, first.to);
            }
            for further in chosen.iter().skip(1) {
                answered.join(*from, further.to);
            }
            choices.extend(chosen.into_iter().map(|choice| (*from, choice)));
        }
    };
    for block in replies.chunks(BLOCK) {
        let weighed = weigh_all(block);
        choose_all(block, weighed);
    }
    let related = parallel::map(&choices, |at, (from, choice)| {
        let (link, pair) = relate(thread, tagged, matcher, &index, *from, choice);
        // Only what a comment answers in the first place adds to what it holds.
        let is_first = at.checked_sub(1).and_then(|before| choices.get(before)).is_none_or(|(last, _)| last != from);
        let added = if is_first { added(thread, tagged, matcher, pair, &link) } else { Vec::new() };
        (link, added)
    });
    let mut links = Links::default();
    for (link, added) in related {
        links.added.extend(added);
        links.links.push(link);
    }
    links
}

/// What some relation rules make of every reply to a given parent: place of the reply, and a score for each rule, `None`
/// for rules of other languages. The material for fitting their weights.
pub fn relation_trials(
    thread: &Thread,
    tagged: &Tagged,
    matcher: &Matcher,
    rules: &[Rule],
) -> Vec<(usize, Vec<Option<Score>>)> {
    let index = Index::new(thread, tagged);
    let places: FxHashMap<&str, usize> =
        thread.comments.iter().enumerate().rev().map(|(at, comment)| (comment.id.as_str(), at)).collect();
    let trial = |(from, comment): (usize, &Comment)| {
        let to = *places.get(comment.parent.as_deref()?)?;
        let (reading, tags) = (tagged.readings.get(from)?, tagged.tags.get(from)?);
        let pair = pair(thread, tagged, &index, from, to);
        let score = |rule: &Rule| {
            let reads = matcher.reads(rule, tags.lang);
            reads.then(|| rule.score(reading, &comment.text, Some(&pair), &|name| tags.holds(name)))
        };
        Some((from, rules.iter().map(score).collect()))
    };
    thread.comments.iter().enumerate().filter_map(trial).collect()
}

/// What the source says that a comment answers, each once: its parent, then the comments whose words it quotes by name.
fn given(thread: &Thread, places: &FxHashMap<&str, usize>, from: usize) -> Vec<usize> {
    let Some(comment) = thread.comments.get(from) else { return Vec::new() };
    let place = |id: &str| places.get(id).copied();
    let mut told: Vec<usize> = comment.parent.as_deref().and_then(place).into_iter().collect();
    for to in comment.quotes.iter().filter_map(|quote| place(quote.to.as_deref()?)) {
        if to != from && !told.contains(&to) {
            told.push(to);
        }
    }
    told
}

/// What a comment answers as far as its text and the source say.
enum Answer<'a> {
    /// The source names them, its parent first.
    Given(Vec<usize>),
    /// It is to be chosen among these.
    Open(Box<Weighed<'a>>),
}

/// The candidates of every comment and what the link rules find on each, as if no parent were given except for turn
/// taking; the material for fitting the weights of link rules.
pub fn link_trials(thread: &Thread, tagged: &Tagged, matcher: &Matcher) -> Vec<Vec<Trial>> {
    let index = Index::new(thread, tagged);
    let places: FxHashMap<&str, usize> =
        thread.comments.iter().enumerate().rev().map(|(at, comment)| (comment.id.as_str(), at)).collect();
    let mut answered = Answered::none(thread.comments.len());
    let mut all = Vec::with_capacity(thread.comments.len());
    for (from, comment) in thread.comments.iter().enumerate() {
        all.push(trials(thread, tagged, matcher, &index, &answered, from));
        if let Some(to) = comment.parent.as_deref().and_then(|parent| places.get(parent)) {
            answered.note(&index, from, *to);
        }
    }
    all
}
