//! Where somebody gives in to a rebuttal, and where opponents agree.
//!
//! In: a view, and who wrote what. Out: [`Concession`]s and [`Bridge`]s.

use std::sync::Arc;

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::Persons;
use crate::filter::View;
use crate::graph::Node;
use crate::tag::Label;
use crate::thread::Relation;

/// Most comments that one rebuttal is taken to attack. Links that palabre makes never reach it (a further link needs 0.3
/// of the probability); it keeps foreign maps, in which one comment may attack all others, from taking quadratic time.
const ATTACKED: usize = 8;

/// The form of a comment that grants something.
const GRANTS: &str = "concession";

/// A comment that was rebutted, and one that gives in to the rebuttal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Concession {
    /// What was rebutted.
    pub comment: NodeIndex,
    /// The rebuttal or correction, of another author.
    pub rebuttal: NodeIndex,
    /// The comment that answers the rebuttal with support, or in the form of a concession without attacking it: who
    /// grants a point to strike back has not given in.
    pub conceding: NodeIndex,
    /// How it answers.
    pub relation: Relation,
    /// Whether it has the form of a concession.
    pub grants: bool,
    /// Whether the author of what was rebutted wrote it. `false` where the thread does not tell: then it only answers in
    /// the same chain of replies, may be anybody's, and has the form of a concession, since supports of a rebuttal are
    /// others' as a rule.
    pub by_author: bool,
}

/// A support between two comments that hold contrary positions: values of one axis, of which they share none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// The comment that supports.
    pub from: NodeIndex,
    /// What it supports.
    pub to: NodeIndex,
    /// The position of the first.
    pub holds: Arc<str>,
    /// The contrary position of the second.
    pub against: Arc<str>,
}

/// The concessions of a view. Linear in links, since a rebuttal is followed to few comments.
pub(super) fn concessions(view: &View<'_>, persons: &Persons) -> Vec<Concession> {
    let mut kept = vec![false; view.map.graph.edge_indices().next_back().map_or(0, |edge| edge.index() + 1)];
    for edge in &view.edges {
        kept.get_mut(edge.index()).into_iter().for_each(|kept| *kept = true);
    }
    let mut found = Vec::new();
    for (conceding, rebuttal, edge) in view.edges.iter().filter_map(|index| view.edge(*index)) {
        let (Some(link), Some(said), Some(_)) = (edge.link(), spoken(view, conceding), spoken(view, rebuttal)) else {
            continue;
        };
        let grants = view.forms(said).any(|form| &*form.name == GRANTS);
        let supports = link.relation == Relation::Support;
        if !supports && (!grants || link.relation.is_attack()) {
            continue;
        }
        let attacks = view.map.graph.edges_directed(rebuttal, Direction::Outgoing).filter(|edge| {
            kept.get(edge.id().index()) == Some(&true)
                && edge.weight().link().is_some_and(|link| link.relation.is_attack())
        });
        for attack in attacks.take(ATTACKED) {
            let comment = attack.target();
            if spoken(view, comment).is_none() || persons.number(comment) == persons.number(rebuttal) {
                continue;
            }
            let by_author = persons.number(comment) == persons.number(conceding);
            if by_author || (grants && !persons.is_known(said.thread)) {
                let relation = link.relation;
                found.push(Concession { comment, rebuttal, conceding, relation, grants, by_author });
            }
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|found| (found.comment, found.rebuttal, found.conceding));
    found
}

/// The bridges of a view.
pub(super) fn bridges(view: &View<'_>) -> Vec<Bridge> {
    let mut found = Vec::new();
    for (from, to, edge) in view.edges.iter().filter_map(|index| view.edge(*index)) {
        let (Some(link), Some(a), Some(b)) = (edge.link(), spoken(view, from), spoken(view, to)) else { continue };
        if link.relation != Relation::Support {
            continue;
        }
        if let Some((holds, against)) = contrary(view, a, b) {
            found.push(Bridge { from, to, holds: holds.name.clone(), against: against.name.clone() });
        }
    }
    found.sort_by_key(|bridge| (bridge.from, bridge.to));
    found.dedup_by_key(|bridge| (bridge.from, bridge.to));
    found
}

/// A comment of the view that is more than context.
fn spoken<'m>(view: &View<'m>, index: NodeIndex) -> Option<&'m Node> {
    view.node(index).filter(|node| node.is_comment() && !view.is_faded(index))
}

/// The best positions of two comments that are different values of one axis on which the two share no value.
fn contrary<'m>(view: &View<'m>, a: &'m Node, b: &'m Node) -> Option<(&'m Label, &'m Label)> {
    let one_axis = |x: &&Label, y: &&Label| x.axis.is_some() && x.axis == y.axis;
    view.positions(a).find_map(|x| {
        let shared =
            view.positions(a).any(|mine| one_axis(&mine, &x) && view.positions(b).any(|y| y.name == mine.name));
        let other = view.positions(b).find(|y| one_axis(&x, y))?;
        (!shared).then_some((x, other))
    })
}
