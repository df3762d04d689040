//! Who gives in to a rebuttal, and where opponents agree.
//!
//! In: a view, and its authors. Out: [`Concession`]s and [`Bridge`]s.

use std::sync::Arc;

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::authors::Authors;
use crate::filter::View;
use crate::graph::Node;
use crate::place::PerEdge;
use crate::rule::labels::CONCESSION;
use crate::sort::Order as _;
use crate::tag::Label;
use crate::thread::Relation;

/// Most comments that one rebuttal is taken to attack. Links that palabre makes never reach it (a further link needs 0.3
/// of the probability). It keeps foreign maps, in which one comment may attack all others, from taking quadratic time.
const ATTACKED: usize = 8;

/// A comment that was rebutted, and one that gives in to the rebuttal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Concession {
    /// What was rebutted.
    pub comment: NodeIndex,
    /// The rebuttal or correction, by another author.
    pub rebuttal: NodeIndex,
    /// The comment that supports the rebuttal, or answers it in the form of a concession without attacking it: an author
    /// who grants a point in order to strike back has not given in.
    pub conceding: NodeIndex,
    /// How it answers.
    pub relation: Relation,
    /// Whether it has the form of a concession.
    pub grants: bool,
    /// Whether the author of what was rebutted wrote it. `false` if the thread does not name its authors: then anybody may
    /// have written it. Such a comment has the form of a concession, because supports of a rebuttal usually come from
    /// others.
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

/// The concessions of a view. Linear in links, because a rebuttal is followed to few comments.
pub(super) fn concessions(view: &View<'_>, authors: &Authors) -> Vec<Concession> {
    let mut is_kept = PerEdge::filled(view.map.graph.edge_count(), false);
    for edge in &view.edges {
        *is_kept.at_mut(*edge) = true;
    }
    let mut concessions = Vec::new();
    for (conceding, rebuttal, edge) in view.edges.iter().filter_map(|index| view.edge(*index)) {
        let (Some(link), Some(reply), Some(_)) = (edge.link(), comment(view, conceding), comment(view, rebuttal))
        else {
            continue;
        };
        let grants = view.forms(reply).any(|form| &*form.name == CONCESSION);
        let supports = link.relation == Relation::Support;
        if !supports && (!grants || link.relation.is_attack()) {
            continue;
        }
        let attacks = view.map.graph.edges_directed(rebuttal, Direction::Outgoing).filter(|edge| {
            *is_kept.at(edge.id()) && edge.weight().link().is_some_and(|link| link.relation.is_attack())
        });
        for attack in attacks.take(ATTACKED) {
            let attacked = attack.target();
            if comment(view, attacked).is_none() || authors.number(attacked) == authors.number(rebuttal) {
                continue;
            }
            let by_author = authors.number(attacked) == authors.number(conceding);
            if by_author || (grants && !authors.is_known(reply.thread)) {
                let relation = link.relation;
                concessions.push(Concession { comment: attacked, rebuttal, conceding, relation, grants, by_author });
            }
        }
    }
    concessions.sort_unstable();
    concessions.dedup_by_key(|concession| (concession.comment, concession.rebuttal, concession.conceding));
    concessions
}

/// The bridges of a view.
pub(super) fn bridges(view: &View<'_>) -> Vec<Bridge> {
    let mut bridges = Vec::new();
    for (from, to, edge) in view.edges.iter().filter_map(|index| view.edge(*index)) {
        let (Some(link), Some(reply), Some(answered)) = (edge.link(), comment(view, from), comment(view, to)) else {
            continue;
        };
        if link.relation != Relation::Support {
            continue;
        }
        if let Some((holds, against)) = contrary(view, reply, answered) {
            bridges.push(Bridge { from, to, holds: holds.name.clone(), against: against.name.clone() });
        }
    }
    bridges.order_by_key(|bridge| (bridge.from, bridge.to));
    bridges.dedup_by_key(|bridge| (bridge.from, bridge.to));
    bridges
}

/// A comment of the view that is more than context.
fn comment<'v>(view: &'v View<'_>, index: NodeIndex) -> Option<&'v Node> {
    view.node(index).filter(|node| node.is_comment() && !view.is_faded(index))
}

/// The best positions of two comments that are different values of one axis on which the two share no value.
fn contrary<'n>(view: &View<'_>, a: &'n Node, b: &'n Node) -> Option<(&'n Label, &'n Label)> {
    let one_axis = |x: &&Label, y: &&Label| x.axis.is_some() && x.axis == y.axis;
    view.positions(a).find_map(|x| {
        let is_shared =
            view.positions(a).any(|mine| one_axis(&mine, &x) && view.positions(b).any(|y| y.name == mine.name));
        let other = view.positions(b).find(|y| one_axis(&x, y))?;
        (!is_shared).then_some((x, other))
    })
}
