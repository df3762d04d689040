//! Stage `tag`: [`Thread`] and [`Matcher`] → [`Tagged`].
//!
//! Decides the positions and forms of every comment from its own words, with score and evidence. It never looks at
//! another comment: what needs a second text (echo, a position towards something) is added by `link`.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::rule::{Matcher, Reading};
use crate::span::Span;
use crate::thread::{Lang, Thread};

/// The words that made a tag, and their exact share of its score.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Pack, rule and cue group: `fr.skeptic.deceit`.
    pub rule: Arc<str>,
    /// Where the words stand in the comment's text.
    pub span: Span,
    /// What they add to the log-odds of the label; negative where they speak against it.
    pub share: f64,
}

/// Who gave a label or a relation.
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

/// What a position is about: a node of the same thread, and the words of it, where known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Toward {
    /// Place of the comment or article in [`Thread::comments`].
    pub comment: usize,
    /// Words of its text.
    pub span: Option<Span>,
}

/// A position or a form of one comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its name, such as `skeptic`.
    pub name: Arc<str>,
    /// For positions: what it is a value of, such as `stance`.
    pub axis: Option<Arc<str>>,
    /// Probability of the label, in [0, 1].
    pub score: f64,
    /// Who gave it.
    pub by: By,
    /// What it is about, where that is determined.
    pub toward: Option<Toward>,
    /// The words, in text order.
    pub evidence: Vec<Evidence>,
}

/// What one comment holds and how it says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tags {
    /// Its language; `None` where that is not clear.
    pub lang: Option<Lang>,
    /// Positions over their threshold, best first.
    pub positions: Vec<Label>,
    /// Forms over their threshold, best first.
    pub forms: Vec<Label>,
    /// The probability of every loaded position and form, before thresholds, in order of name.
    pub scores: Vec<(Arc<str>, f64)>,
}

impl Tags {
    /// Whether it has a form of that name.
    pub fn has_form(&self, name: &str) -> bool {
        self.forms.iter().any(|form| &*form.name == name)
    }

    /// Its position of that name.
    pub fn position(&self, name: &str) -> Option<&Label> {
        self.positions.iter().find(|position| &*position.name == name)
    }
}

/// A thread with its tags: both lists run parallel to [`Thread::comments`].
#[derive(Debug, Default)]
pub struct Tagged {
    /// Tokens, sentences and cue hits of every comment, for the link stage.
    pub readings: Vec<Reading>,
    /// Positions and forms of every comment. The article has none.
    pub tags: Vec<Tags>,
}

/// Tags every comment of a thread.
pub fn tag(_thread: &Thread, _matcher: &Matcher) -> (Tagged, Vec<Diagnostic>) {
    (Tagged::default(), Vec::new())
}
