//! What the stage is asked for and what it produces: links between the comments of a thread, and labels that need two
//! texts.

use std::sync::Arc;

use crate::place::Place;
use crate::span::Span;
use crate::tag::{By, Label, Toward};
use crate::thread::Relation;

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
    /// The words of the comment that it answers, if any.
    pub to: Option<Span>,
    /// What they add to the log-odds.
    pub share: f64,
}

/// What is known of one comment that answers another, except which two they are: a [`PlacedLink`] or the edge of a graph
/// knows that.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Whether the source gives the link.
    pub given: bool,
    /// P(link), in [0, 1]; 1 for given links.
    pub confidence: f64,
    /// The words of the target that the reply takes up, if they can be named.
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

/// A link between two comments of one thread.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLink {
    /// The reply.
    pub from: Place,
    /// The article, post or comment that it answers.
    pub to: Place,
    /// What is known of the link.
    pub link: Link,
}

/// A label that only two texts together could give.
#[derive(Clone, Debug, PartialEq)]
pub enum Added {
    /// A form (`echo`) of a comment.
    Form(Place, Label),
    /// A position of a comment.
    Position(Place, Label),
    /// The probability of a label of a comment, in [0, 1], before its threshold.
    Score(Place, Arc<str>, f64),
    /// What the positions of a comment on that axis are about.
    Toward(Place, Arc<str>, Toward),
}

/// All links of a thread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// By `from`. The links of one comment: given before inferred; of the given ones the parent first; then by falling
    /// confidence, then by `to`.
    pub links: Vec<PlacedLink>,
    /// Labels to add to the tags.
    pub added: Vec<Added>,
}
