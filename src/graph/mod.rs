//! Stage `graph`: threads, tags and links → [`ArgumentMap`].
//!
//! Builds the petgraph graph of articles, claims and comments, repairs what real data breaks (cycles, orphans,
//! duplicates), passes positions on to those who support them, and computes what is accepted. Status is computed here, on
//! the whole map, and never again.
//!
//! In: one [`Part`] a thread, [`Private`]: names were masked or kept on purpose. Out: the map, and what was repaired. Every
//! step is linear or n log n, and none is recursive, because threads are deep.

use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::diagnostic::Warned;
use crate::link::{Link, Part};
use crate::privacy::Private;
use crate::rule::{Codebook, LabelNames, PackInfo, RuleInfo};
use crate::span::Span;
use crate::tag::{Label, Tags};
use crate::thread::{Comment, Kind};

mod build;
mod claim;
mod depth;
mod folding;
mod inherit;
mod prepare;
mod repair;
mod restore;
pub mod standing;

pub use folding::{Folding, Tally};
pub use inherit::{Inheritance, Inherited};
pub use restore::{RestoreError, restore};

/// Whether a comment is accepted, judged by the replies to it. It describes the record of replies, not the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// No reply is or may be an attack.
    Unchallenged,
    /// Attacked, but accepted whichever of the uncertain attacks are real.
    Defended,
    /// Rejected whichever of the uncertain attacks are real.
    Challenged,
    /// It depends on an attack that is uncertain.
    Undecided,
}

impl Status {
    /// Every status with its name in flags and outputs.
    pub const ALL: [(Status, &'static str); 4] = [
        (Status::Unchallenged, "unchallenged"),
        (Status::Defended, "defended"),
        (Status::Challenged, "challenged"),
        (Status::Undecided, "undecided"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(status, _)| *status == self).map_or("undecided", |(_, name)| name)
    }
}

/// The acceptance of one comment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Its status in the grounded labelling of the incomplete framework.
    pub status: Status,
    /// P(accepted) if each attack is there independently with its probability, in [0, 1].
    pub strength: f64,
}

/// How often an article, post or claim is answered, by decided relation. Plain replies, answers and elaborations are not
/// counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnswerCounts {
    /// Rebuttals.
    pub rebuttal: usize,
    /// Corrections.
    pub correction: usize,
    /// Supports.
    pub support: usize,
    /// Questions.
    pub question: usize,
    /// Distinct authors of all of them; 0 where authors are unknown.
    pub authors: usize,
}

/// What a node of the map is: an entry of a thread, or a sentence of an article that comments answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// An article, post, comment, …
    Entry,
    /// A claim: words of the node `of`.
    Claim {
        /// The article or post.
        of: NodeIndex,
        /// Its words there.
        span: Span,
    },
}

/// One node of the map.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its id, unique in the map: the comment's own where threads do not clash, else `thread/id`.
    pub id: String,
    /// Index of its thread in [`ArgumentMap::threads`].
    pub thread: usize,
    /// What was read. A claim has words of its article or post, with its kind.
    pub comment: Comment,
    /// Entry or claim.
    pub role: Role,
    /// Positions and forms from its own words and links.
    pub tags: Tags,
    /// What it inherits from what it answers. A view shows it only if asked to.
    pub inheritance: Inheritance,
    /// Distance from the opening along primary links; 0 for the opening and its claims. A comment that answers nothing
    /// counts as an answer to the opening, if there is one.
    pub depth: usize,
    /// Its status and strength; comments only.
    pub standing: Option<Standing>,
    /// Its status and strength if only attacks that give a reason count; comments only.
    pub reasoned: Option<Standing>,
    /// How often it is answered; articles, posts and claims only. An article counts the replies to its claims as well.
    pub answered: Option<AnswerCounts>,
}

impl Node {
    /// The kind as written: `claim` for claims, else the kind of the comment.
    pub fn kind_name(&self) -> String {
        match self.role {
            Role::Entry => self.comment.kind.to_string(),
            Role::Claim { .. } => "claim".to_owned(),
        }
    }

    /// The positions of its own words, then inherited ones, each best first. Pictures name positions by their index here.
    pub fn positions(&self) -> impl Iterator<Item = &Label> {
        self.tags.positions.iter().chain(self.inheritance.positions.iter().map(|inherited| &inherited.label))
    }

    /// Where the position at that index of [`Node::positions`] was inherited from; `None` for those of its own words.
    pub fn inherited(&self, place: usize) -> Option<&Inherited> {
        place.checked_sub(self.tags.positions.len()).and_then(|place| self.inheritance.positions.get(place))
    }

    /// Whether it counts as a comment: somebody wrote it in reply, and its text was read.
    pub fn is_comment(&self) -> bool {
        self.role == Role::Entry && self.comment.kind == Kind::Comment
    }

    /// Whether it is an article or a post, or a claim of one: a claim has the kind of its article.
    pub fn is_opening(&self) -> bool {
        self.comment.kind.is_opening()
    }

    /// Whether it is what a thread is about: an article, a post or a claim. A subject is answered and answers nothing.
    pub fn is_subject(&self) -> bool {
        self.is_claim() || self.is_opening()
    }

    /// Whether it is a claim.
    pub fn is_claim(&self) -> bool {
        matches!(self.role, Role::Claim { .. })
    }
}

/// One edge of the map, from a comment to what it answers or from a claim to its article.
#[derive(Clone, Debug)]
pub enum Edge {
    /// A reply.
    Reply(Link),
    /// A claim is part of an article or post.
    PartOf,
}

impl Edge {
    /// The link; `None` for a part.
    pub fn link(&self) -> Option<&Link> {
        match self {
            Edge::Reply(link) => Some(link),
            Edge::PartOf => None,
        }
    }
}

/// What the map keeps of a thread.
#[derive(Clone, Debug, Default)]
pub struct ThreadInfo {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its web address.
    pub url: Option<String>,
    /// The name of its source.
    pub source: Option<String>,
    /// Comments announced.
    pub announced: Option<usize>,
    /// Comments read, including deleted ones, and pingbacks if the announced number seems to count them.
    pub read: usize,
}

/// The view that a map was made from: by `--collapse position`, or by writing it and reading it back. Empty for a map of
/// whole threads.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// The filters of that view, as typed: `position=skeptic`.
    pub filters: Vec<String>,
    /// What that view had folded away.
    pub folding: Folding,
}

/// The argument map: a directed graph whose edges run from a comment to what it answers.
///
/// Node order is reading order, thread by thread; a claim follows its article.
#[derive(Clone, Debug, Default)]
pub struct ArgumentMap {
    /// The graph itself.
    pub graph: DiGraph<Node, Edge>,
    /// Its threads, in order.
    pub threads: Vec<ThreadInfo>,
    /// The packs that tagged it.
    pub packs: Vec<PackInfo>,
    /// Every rule of the packs that could have fired, whether it did or not. Empty for a map that was read back.
    pub rules: Arc<[RuleInfo]>,
    /// What people see in place of the ids of labels. Empty for a map that was read back, until its reader sets them.
    pub names: Arc<LabelNames>,
    /// The view that the map was made from. Views of the map start with it.
    pub provenance: Provenance,
    /// The claim that a reply answers: its edge goes to the article, and a picture may attach it to the claim instead.
    pub claims: BTreeMap<EdgeIndex, NodeIndex>,
    /// For every thread, the node of every comment in [`crate::thread::Thread::comments`], and then those of its missing
    /// comments.
    pub places: Vec<Vec<NodeIndex>>,
}

impl ArgumentMap {
    /// The claim that a reply answers, if it answers one.
    pub fn claim(&self, edge: EdgeIndex) -> Option<NodeIndex> {
        self.claims.get(&edge).copied()
    }

    /// The node at a place of a thread, as tags and links name it.
    pub fn at(&self, thread: usize, place: usize) -> Option<NodeIndex> {
        self.places.get(thread)?.get(place).copied()
    }

    /// The node that the primary link of a node goes to; `None` for a node that answers nothing.
    pub fn parent(&self, node: NodeIndex) -> Option<NodeIndex> {
        Some(self.graph.edge_endpoints(self.primary(node)?)?.1)
    }

    /// The primary link of a node: given before inferred, then the surest; `None` for a node that answers nothing.
    pub fn primary(&self, node: NodeIndex) -> Option<EdgeIndex> {
        // Edges are added in that order, so the lowest index is the first.
        let replies = self.graph.edges_directed(node, Direction::Outgoing);
        replies.filter(|edge| edge.weight().link().is_some()).map(|edge| edge.id()).min()
    }
}

/// Builds the map of all threads.
///
/// Ids that two threads have in common become unique, and links acyclic. A parent that was not read becomes a visible node
/// of kind missing. Repairs are reported, and nothing that was read is lost. Only parts whose names are masked, or kept on
/// purpose, reach the map.
pub fn graph(parts: Private<Vec<Part>>, codebook: &Codebook) -> Warned<ArgumentMap> {
    let (mut map, diagnostics) = build::build(parts.into_inner());
    map.packs.clone_from(&codebook.packs);
    map.rules = codebook.rules.clone();
    map.names = codebook.names.clone();
    depth::set_depths(&mut map);
    inherit::inherit(&mut map, &codebook.heritable);
    standing::assess(&mut map);
    claim::count_answers(&mut map);
    Warned { value: map, diagnostics }
}
