//! The issues of a view: found on the whole map, then cut to what the view shows.

use std::cmp::Reverse;

use petgraph::graph::NodeIndex;

use super::authors::Authors;
use super::dispute::Disputes;
use super::sides::{self, Placing, is_named, place};
use super::stake::{Stake, stakes};
use super::subject::{Texts, title};
use super::tree::Tree;
use super::voices::Voices;
use super::{Issue, Issues, Party, Placement, Side, issue_id};
use crate::filter::View;
use crate::graph::Node;
use crate::link::grade::SURE;
use crate::place::PerNode;

/// An issue of the whole map.
struct Found {
    stake: Stake,
    placing: Placing,
    /// Its authors, with the one of the article or post at stake.
    authors: usize,
    /// Whether somebody is on each side.
    is_disputed: bool,
}

/// Finds the issues of a view.
pub(super) fn issues(view: &View<'_>) -> Issues {
    let map = &view.map;
    let mut placements: PerNode<Vec<Placement>> = PerNode::filled(map.graph.node_count(), Vec::new());
    if !view.folding.groups.is_empty() {
        return Issues { list: Vec::new(), placements };
    }
    let (tree, authors, texts) = (Tree::of(map), Authors::with_openings(view), Texts::of(map));
    let mut is_in = PerNode::filled(map.graph.node_count(), false);
    let mut all: Vec<Found> = Vec::new();
    for stake in stakes(map, &tree, &authors) {
        let placing = place(map, &stake, (&authors, &texts), &mut is_in);
        let number = authors.distinct(stake.scope.iter().chain([&stake.node]));
        let is_on = |side: Side| stake.scope.iter().any(|node| placing.side(*node) == Some(side));
        let is_held = is_on(Side::For) || view.node(stake.node).is_some_and(is_named);
        let is_disputed = is_held && is_on(Side::Against);
        all.push(Found { stake, placing, authors: number, is_disputed });
    }
    // What nobody opposes is no issue of its thread, only a part of it.
    // Which sentence an answer means is inferred, so a claim needs a clear opponent.
    all.retain(|found| {
        let is_claim = view.node(found.stake.node).is_some_and(Node::is_claim);
        let is_opposed = found.stake.scope.iter().any(|node| found.placing.p_for(*node) <= 1.0 - SURE);
        found.stake.rank == 0 || found.is_disputed && (!is_claim || is_opposed)
    });
    order(&mut all, map.threads.len());
    for (number, found) in all.iter().enumerate() {
        let opening = Some(&found.stake.node).filter(|node| view.node(**node).is_some_and(|node| !node.is_claim()));
        let members = opening.into_iter().filter(|node| !found.stake.scope.contains_node(**node));
        for node in members.chain(&found.stake.scope) {
            let p_for = found.placing.p_for(*node);
            placements.at_mut(*node).push(Placement { issue: number, side: sides::side(p_for), p_for });
        }
    }
    let mut is_shown = PerNode::filled(map.graph.node_count(), false);
    view.shown().for_each(|(node, _)| *is_shown.at_mut(node) = true);
    let disputes = view.disputes();
    let voices = Voices::of(view, &authors, &texts);
    let shown = all.iter().enumerate().filter(|(_, found)| found.stake.scope.iter().any(|node| *is_shown.at(*node)));
    let list = shown.map(|(number, found)| {
        let cut =
            Cut { view, authors: &authors, is_shown: &is_shown, texts: &texts, voices: &voices, disputes: &disputes };
        cut.issue(number, found)
    });
    let list = list.collect();
    Issues { list, placements }
}

/// Sorted nodes that can be searched.
trait ContainsNode {
    fn contains_node(&self, node: NodeIndex) -> bool;
}

impl ContainsNode for [NodeIndex] {
    fn contains_node(&self, node: NodeIndex) -> bool {
        self.binary_search(&node).is_ok()
    }
}

/// Puts the main issue of every thread first, the thread with the most authors before the others; then the second issue of
/// every thread, and so on.
fn order(all: &mut [Found], threads: usize) {
    let mut sizes = vec![0; threads];
    for found in all.iter().filter(|found| found.stake.rank == 0) {
        crate::place::set(&mut sizes, found.stake.thread, found.authors);
    }
    let size = |thread: usize| sizes.get(thread).copied().unwrap_or(0);
    all.sort_by_key(|found| {
        (found.stake.rank, Reverse(size(found.stake.thread)), found.stake.thread, found.stake.node)
    });
}

/// What is needed to cut the issues to a view.
struct Cut<'a, 'm> {
    view: &'a View<'m>,
    authors: &'a Authors,
    is_shown: &'a PerNode<bool>,
    texts: &'a Texts,
    voices: &'a Voices<'a, 'm>,
    disputes: &'a Disputes,
}

impl Cut<'_, '_> {
    fn issue(&self, number: usize, found: &Found) -> Issue {
        let Found { stake, placing, .. } = found;
        let scope: Vec<NodeIndex> = stake.scope.iter().copied().filter(|node| *self.is_shown.at(*node)).collect();
        let title = title(&self.view.map, self.texts, stake);
        let node = self.view.node(stake.node);
        let is_held = node.is_some_and(|node| !node.is_claim() && !node.is_comment() && is_named(node));
        let holder = Some(stake.node).filter(|node| is_held && *self.is_shown.at(*node));
        let party = |side: Side| {
            let own = holder.filter(|_| side == Side::For).into_iter();
            let placed = scope.iter().copied().filter(|node| placing.side(*node) == Some(side));
            let comments: Vec<NodeIndex> = own.chain(placed).collect();
            let voices = self.voices.best(stake, placing, side, &comments, &title.stems);
            let clear_comments: Vec<NodeIndex> =
                comments.iter().copied().filter(|node| placing.is_clear(*node)).collect();
            let clear = self.authors.distinct(clear_comments.iter());
            Party { authors: self.authors.distinct(comments.iter()), clear, comments, clear_comments, voices }
        };
        let unplaced: Vec<NodeIndex> = scope.iter().copied().filter(|node| placing.side(*node).is_none()).collect();
        Issue {
            id: issue_id(number),
            thread: stake.thread,
            is_main: stake.rank == 0,
            node: stake.node,
            words: title.words,
            title: title.text,
            subject: title.subject,
            support: party(Side::For),
            against: party(Side::Against),
            unplaced_authors: self.authors.distinct(unplaced.iter()),
            unplaced,
            open: self.voices.open(&scope),
            conceded: Voices::conceded(self.disputes, &scope),
            last: scope.last().copied(),
            sure: placing.sure,
            is_disputed: found.is_disputed,
            links: placing.links,
            decided: placing.decided,
            camps: placing.camps,
            authors_known: node.is_some_and(|node| self.authors.is_known(node.thread)),
        }
    }
}
