//! Stage `link`: [`Thread`] and [`Tagged`] → [`Links`].
//!
//! Decides what each comment answers (given by the source, or inferred among earlier comments and the article) and how
//! (rebuttal, support, question, …), with confidence and evidence on both ends. Adds the labels that need a second text.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::rule::Matcher;
use crate::span::Span;
use crate::tag::{By, Label, Tagged};
use crate::thread::{Relation, Thread};

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
}

/// All links of a thread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// By `from`, then given before inferred, then by falling confidence, then by `to`.
    pub links: Vec<Link>,
    /// Labels to add to the tags.
    pub added: Vec<Added>,
}

/// Links every comment of a thread to what it answers.
pub fn link(thread: &Thread, tagged: &Tagged, matcher: &Matcher, mode: Mode) -> (Links, Vec<Diagnostic>) {
    let _ = (thread, tagged, matcher, mode);
    (Links::default(), Vec::new())
}
