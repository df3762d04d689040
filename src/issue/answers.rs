//! The direct answers to what can be disputed, and whether they make a dispute.

use std::cmp::Ordering;

use petgraph::graph::NodeIndex;

use super::authors::Authors;
use super::below::Below;
use super::{Camp, Dispute, End, Side};
use crate::filter::View;
use crate::graph::{Node, Status};
use crate::link::Link;
use crate::place::PerNode;
use crate::sort::Order as _;

/// A direct answer.
pub(super) struct Answer {
    pub(super) target: NodeIndex,
    from: NodeIndex,
    side: Option<Side>,
    /// Whether the author of the target wrote it.
    is_own: bool,
    reasoned: bool,
    strength: f64,
    relation_p: f64,
    is_accepted: bool,
}

impl Answer {
    fn of(view: &View<'_>, (target, from): (NodeIndex, NodeIndex), node: &Node, link: &Link, is_own: bool) -> Answer {
        let standing = view.standing(node);
        let status = standing.map(|standing| standing.status);
        Answer {
            target,
            from,
            // A comment that cannot be read any more takes no side.
            side: Side::of(link.relation).filter(|_| node.is_comment()),
            is_own,
            reasoned: link.reasoned,
            strength: standing.map_or(0.0, |standing| standing.strength),
            relation_p: link.relation_p,
            is_accepted: matches!(status, Some(Status::Unchallenged | Status::Defended)),
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

/// The direct answers to everything that can be disputed, by what they answer and then in reading order. An answer to a
/// claim is not also one to the claim's article.
pub(super) fn answers(view: &View<'_>, authors: &Authors) -> Vec<Answer> {
    let mut is_shown = PerNode::filled(view.map.graph.node_count(), false);
    for (index, _) in view.shown() {
        *is_shown.at_mut(index) = true;
    }
    let mut answers: Vec<Answer> = view
        .edges
        .iter()
        .filter_map(|index| {
            let (from, to, edge) = view.edge(*index)?;
            let target = view.map.claim(*index).unwrap_or(to);
            let (node, link) = (view.node(from)?, edge.link()?);
            let is_own = authors.number(from) == authors.number(target);
            let is_shown = *is_shown.at(from) && *is_shown.at(target);
            is_shown.then(|| Answer::of(view, (target, from), node, link, is_own))
        })
        .collect();
    // What can be for or against a node must have read its text.
    answers.retain(|answer| view.node(answer.target).is_some_and(|node| node.is_comment() || node.is_subject()));
    answers.order_by_key(|answer| (answer.target, answer.from));
    answers
}

/// The dispute about what all these answer; `None` if a side is missing. An author's answers to their own comment count on
/// no side: otherwise a second thought would make a dispute.
pub(super) fn judge(view: &View<'_>, authors: &Authors, below: &Below, answers: &[Answer]) -> Option<Dispute> {
    let target = answers.first()?.target;
    let on = |side: Side| answers.iter().filter(move |answer| answer.side == Some(side) && !answer.is_own);
    let camp = |side: Side| {
        let mut best: Option<&Answer> = None;
        for answer in on(side) {
            best = best.filter(|best| best.quality(answer).is_ge()).or(Some(answer));
        }
        let best = best?;
        // Two links from one comment to one target are adjacent.
        let mut comments: Vec<NodeIndex> = on(side).map(|answer| answer.from).collect();
        comments.dedup();
        let camp = Camp {
            comments: comments.len(),
            authors: authors.distinct(comments.iter()),
            best: best.from,
            reasoned: best.reasoned,
        };
        Some((camp, comments))
    };
    let (against, attackers) = camp(Side::Against)?;
    let (support, supporters) = camp(Side::For)?;
    let accepted = on(Side::Against).filter(|answer| answer.is_accepted);
    let mut open: Vec<NodeIndex> = accepted.map(|answer| answer.from).collect();
    open.dedup();
    Some(Dispute {
        target,
        against,
        support,
        authors: authors.distinct(attackers.iter().chain(&supporters)),
        authors_known: view.node(target).is_some_and(|node| authors.is_known(node.thread)),
        open,
        end: end(below, answers)?,
    })
}

/// The last comment among the answers and everything below them. If it is below several of them, the nearest counts.
fn end(below: &Below, answers: &[Answer]) -> Option<End> {
    let last_comments = answers.iter().filter_map(|answer| Some((below.last(answer.from)?, answer)));
    let (comment, answer) = last_comments.max_by_key(|(last, answer)| (*last, answer.from))?;
    let side = answer.side.and_then(|side| below.side(answer.from, side, comment));
    Some(End { comment, side })
}
