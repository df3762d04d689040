//! Stage `dispute`: [`View`] → [`Disputes`]: claims and comments that are both attacked and supported, and how it went.
//!
//! In: a view. Out: [`Disputes`], which names nodes of the view's map. Relations are the decided ones, and context that is
//! only drawn faded is left out. Authors are told apart and counted, never named: a dispute among many is more than one
//! between two who do not stop. Linear but for sorting.

use std::cmp::{Ordering, Reverse};

use petgraph::graph::NodeIndex;
use rustc_hash::FxHashMap;

use self::below::Below;
use crate::filter::View;
use crate::graph::{Node, Status};
use crate::link::Link;
use crate::thread::Relation;

mod below;
mod exchange;
mod turns;

pub use self::exchange::{Cluster, Counted, Exchange, exchange};
pub use self::turns::{Bridge, Concession};

/// The side an answer takes on what it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// It is a rebuttal or a correction.
    Against,
    /// It is a support.
    For,
}

impl Side {
    /// The side of a relation; `None` for those that take none.
    pub fn of(relation: Relation) -> Option<Side> {
        match relation {
            Relation::Rebuttal | Relation::Correction => Some(Side::Against),
            Relation::Support => Some(Side::For),
            Relation::Question | Relation::Answer | Relation::Elaboration | Relation::Reply => None,
        }
    }

    /// Its name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Side::Against => "against",
            Side::For => "for",
        }
    }

    /// The other one.
    pub fn other(self) -> Side {
        match self {
            Side::Against => Side::For,
            Side::For => Side::Against,
        }
    }
}

/// One side of a dispute: the direct answers that take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Camp {
    /// How many comments it has, at least one.
    pub comments: usize,
    /// How many distinct authors they have; a comment whose author is unknown or deleted counts as one of its own.
    pub authors: usize,
    /// Its best comment: one that gives a ground before one that gives none, then the greatest strength, then the surest
    /// relation, then the first in reading order.
    pub best: NodeIndex,
    /// Whether the best comment gives a ground.
    pub reasoned: bool,
}

/// How a dispute ended in the record that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The last comment in reading order among the answers and what stands below them.
    pub comment: NodeIndex,
    /// Its side on what is disputed: its own where it answers that directly, else that of what it answers, turned by
    /// every attack on the way and kept by every support. `None` where anything else stands on the way.
    pub side: Option<Side>,
}

/// A claim or comment with both sides among its direct answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// What is disputed: a claim or a comment, or an article or post as far as it goes beyond its claims.
    pub target: NodeIndex,
    /// Those against it.
    pub against: Camp,
    /// Those for it.
    pub support: Camp,
    /// Distinct authors of both sides; one who speaks on both counts once.
    pub authors: usize,
    /// Whether the thread tells who wrote what. If not, every comment counts as an author of its own.
    pub authors_known: bool,
    /// The attacks on it that stand, in reading order: their status is unchallenged or defended.
    pub open: Vec<NodeIndex>,
    /// How it ended.
    pub end: End,
}

impl Dispute {
    /// What it is ranked by, greatest first: authors of the smaller side, comments of that side, authors in all.
    fn weight(&self) -> (usize, usize, usize) {
        let of = |camp: &Camp| (camp.authors, camp.comments);
        let (authors, comments) = of(&self.against).min(of(&self.support));
        (authors, comments, self.authors)
    }
}

/// What is disputed in a view, where somebody gave in, and where opponents agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disputes {
    /// The disputes. First those whose smaller side has the most distinct authors, then the most comments, then those
    /// with the most authors in all, then in reading order.
    pub list: Vec<Dispute>,
    /// Comments that give in to a rebuttal, in reading order of what was rebutted.
    pub concessions: Vec<Concession>,
    /// Supports between comments that hold contrary positions, in reading order.
    pub bridges: Vec<Bridge>,
    /// Whether every thread with comments in the view tells who wrote what.
    pub authors_known: bool,
}

/// Finds the disputes, concessions and bridges of a view.
pub fn disputes(view: &View<'_>) -> Disputes {
    let persons = Persons::of(view);
    let below = Below::of(view);
    let answers = answers(view, &persons);
    let groups = answers.chunk_by(|a, b| a.target == b.target);
    let mut list: Vec<Dispute> = groups.filter_map(|answers| judge(view, &persons, &below, answers)).collect();
    list.sort_by_key(|dispute| (Reverse(dispute.weight()), dispute.target));
    Disputes {
        list,
        concessions: turns::concessions(view, &persons),
        bridges: turns::bridges(view),
        authors_known: persons.all_known(view),
    }
}

/// Who wrote what, as numbers.
struct Persons {
    /// The author of every node, by index.
    numbers: Vec<usize>,
    /// For every thread, whether any of its comments names its author.
    known: Vec<bool>,
}

impl Persons {
    /// Reads the whole map: a thread that tells who wrote what still does so where a filter hides it.
    fn of(view: &View<'_>) -> Persons {
        let graph = &view.map.graph;
        let mut known = vec![false; view.map.threads.len()];
        let mut named: FxHashMap<&str, usize> = FxHashMap::default();
        // Nameless ones are told apart by their node, named ones by numbers beyond all nodes.
        let mut numbers: Vec<usize> = (0..graph.node_count()).collect();
        for index in graph.node_indices() {
            let Some(node) = graph.node_weight(index).filter(|node| node.is_comment()) else { continue };
            let Some(person) = node.comment.person() else { continue };
            let next = numbers.len() + named.len();
            let number = *named.entry(person).or_insert(next);
            numbers.get_mut(index.index()).into_iter().for_each(|slot| *slot = number);
            known.get_mut(node.thread).into_iter().for_each(|known| *known = true);
        }
        Persons { numbers, known }
    }

    fn number(&self, node: NodeIndex) -> usize {
        self.numbers.get(node.index()).copied().unwrap_or(node.index())
    }

    fn is_known(&self, thread: usize) -> bool {
        self.known.get(thread).copied().unwrap_or(false)
    }

    fn all_known(&self, view: &View<'_>) -> bool {
        let mut shown = view.nodes.iter().filter(|index| !view.is_faded(**index)).filter_map(|index| view.node(*index));
        shown.all(|node| !node.is_comment() || self.is_known(node.thread))
    }

    /// How many distinct authors these comments have.
    fn distinct<'a>(&self, comments: impl Iterator<Item = &'a NodeIndex>) -> usize {
        let mut numbers: Vec<usize> = comments.map(|comment| self.number(*comment)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.len()
    }
}

/// A direct answer.
struct Answer {
    target: NodeIndex,
    from: NodeIndex,
    side: Option<Side>,
    /// Whether the author of the target wrote it.
    own: bool,
    reasoned: bool,
    strength: f64,
    relation_p: f64,
    stands: bool,
}

impl Answer {
    fn of(view: &View<'_>, target: NodeIndex, from: NodeIndex, node: &Node, link: &Link) -> Answer {
        let standing = view.standing(node);
        let status = standing.map(|standing| standing.status);
        Answer {
            target,
            from,
            // What cannot be read any more takes no side.
            side: Side::of(link.relation).filter(|_| node.is_comment()),
            own: false,
            reasoned: link.reasoned,
            strength: standing.map_or(0.0, |standing| standing.strength),
            relation_p: link.relation_p,
            stands: matches!(status, Some(Status::Unchallenged | Status::Defended)),
        }
    }

    /// Orders the answers of one side, the best last.
    fn quality(&self, other: &Answer) -> Ordering {
        self.reasoned
            .cmp(&other.reasoned)
            .then(self.strength.total_cmp(&other.strength))
            .then(self.relation_p.total_cmp(&other.relation_p))
            .then(other.from.cmp(&self.from))
    }
}

/// The direct answers to everything that can be disputed, by what they answer and then in reading order. An answer that
/// takes up a claim is one to the claim, not to its article.
fn answers(view: &View<'_>, persons: &Persons) -> Vec<Answer> {
    let mut shown = vec![false; view.map.graph.node_count()];
    for index in view.nodes.iter().filter(|index| !view.is_faded(**index)) {
        shown.get_mut(index.index()).into_iter().for_each(|shown| *shown = true);
    }
    let is_shown = |index: NodeIndex| shown.get(index.index()).copied().unwrap_or(false);
    let mut answers: Vec<Answer> = view
        .edges
        .iter()
        .filter_map(|index| {
            let (from, to, edge) = view.edge(*index)?;
            let target = view.map.claim(*index).unwrap_or(to);
            let (node, link) = (view.node(from)?, edge.link()?);
            let own = persons.number(from) == persons.number(target);
            (is_shown(from) && is_shown(target)).then(|| Answer { own, ..Answer::of(view, target, from, node, link) })
        })
        .collect();
    answers.retain(|answer| view.node(answer.target).is_some_and(is_disputable));
    answers.sort_by_key(|answer| (answer.target, answer.from));
    answers
}

/// Whether one can be for or against it: it has words.
fn is_disputable(node: &Node) -> bool {
    node.is_comment() || node.is_subject()
}

/// The dispute about what all these answer; `None` where a side is missing. Who answers his own comment counts on no side
/// of it: otherwise a second thought would make a dispute.
fn judge(view: &View<'_>, persons: &Persons, below: &Below, answers: &[Answer]) -> Option<Dispute> {
    let target = answers.first()?.target;
    let camp = |side: Side| {
        let mut best: Option<&Answer> = None;
        let mut comments = Vec::new();
        for answer in answers.iter().filter(|answer| answer.side == Some(side) && !answer.own) {
            comments.push(answer.from);
            best = best.filter(|best| best.quality(answer).is_ge()).or(Some(answer));
        }
        // Two links from one comment to one target stand side by side.
        comments.dedup();
        let best = best?;
        let authors = persons.distinct(comments.iter());
        let camp = Camp { comments: comments.len(), authors, best: best.from, reasoned: best.reasoned };
        Some((camp, comments))
    };
    let (against, attackers) = camp(Side::Against)?;
    let (support, supporters) = camp(Side::For)?;
    let mut open: Vec<NodeIndex> = answers
        .iter()
        .filter(|answer| answer.side == Some(Side::Against) && !answer.own && answer.stands)
        .map(|answer| answer.from)
        .collect();
    open.dedup();
    Some(Dispute {
        target,
        against,
        support,
        authors: persons.distinct(attackers.iter().chain(&supporters)),
        authors_known: view.node(target).is_some_and(|node| persons.is_known(node.thread)),
        open,
        end: end(below, answers)?,
    })
}

/// The last comment among answers and what stands below them. Where it stands below several of them, the nearest counts.
fn end(below: &Below, answers: &[Answer]) -> Option<End> {
    let lasts = answers.iter().filter_map(|answer| Some((below.last(answer.from)?, answer)));
    let (comment, answer) = lasts.max_by_key(|(last, answer)| (*last, answer.from))?;
    let side = answer.side.and_then(|side| below.side(answer.from, side, comment));
    Some(End { comment, side })
}
