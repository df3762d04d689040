//! The comments of an issue that a reader should see: the best of each side, rebuttals nobody answered, concessions.

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::Side;
use super::authors::Authors;
use super::dispute::Disputes;
use super::own_words::Texts;
use super::sides::Placing;
use super::stake::Stake;
use crate::filter::View;
use crate::link::Link;
use crate::link::grade::{Grade, SURE, certainty, rounded};
use crate::place::PerNode;

/// Most comments that speak for a side. Two show that a side has more than one argument.
pub const VOICES: usize = 2;

/// Fewest own words of a comment that can speak for a side.
const FEWEST: usize = 15;

/// Fewest own words of a comment that is one without giving a ground that was found.
const GROUND: usize = 25;

/// The number of own words from which a comment is not better for being longer.
const LONG: f64 = 150.0;

/// From this probability on, an author is on a side with so high a certainty that a comment speaks for it without being a
/// sure answer itself. Chosen by hand.
const HELD: f64 = 0.9;

/// A link with a lower probability is not counted as an answer.
const ANSWERS: f64 = 0.5;

/// What is needed to choose comments.
pub(super) struct Voices<'a, 'm> {
    view: &'a View<'m>,
    authors: &'a Authors,
    texts: &'a Texts,
    /// Whether somebody else answered a node.
    is_answered: PerNode<bool>,
}

impl<'a, 'm> Voices<'a, 'm> {
    /// Reads the whole map.
    pub(super) fn of(view: &'a View<'m>, authors: &'a Authors, texts: &'a Texts) -> Self {
        let mut is_answered = PerNode::filled(view.map.graph.node_count(), false);
        for edge in view.map.graph.edge_references() {
            let is_answer = edge.weight().link().is_some_and(|link| link.given || rounded(link.confidence) >= ANSWERS);
            if is_answer && authors.number(edge.source()) != authors.number(edge.target()) {
                *is_answered.at_mut(edge.target()) = true;
            }
        }
        Voices { view, authors, texts, is_answered }
    }

    /// The links of a comment to others, as answers.
    fn links(&self, comment: NodeIndex) -> impl Iterator<Item = (NodeIndex, &Link)> {
        let edges = self.view.map.graph.edges_directed(comment, Direction::Outgoing);
        let own = self.authors.number(comment);
        edges
            .filter(move |edge| self.authors.number(edge.target()) != own)
            .filter_map(|edge| Some((edge.target(), edge.weight().link()?)))
    }

    /// Rebuttals and corrections among these comments that at least seem to attack, do not begin with thanks, and that
    /// nobody else answered.
    pub(super) fn open(&self, scope: &[NodeIndex]) -> Vec<NodeIndex> {
        let attacks = |comment: NodeIndex| {
            self.links(comment).any(|(_, link)| link.relation.is_attack() && Grade::of_link(link) >= Grade::Seems)
        };
        let is_open = |comment: &NodeIndex| {
            !*self.is_answered.at(*comment) && !self.texts.manner(*comment).thanks && attacks(*comment)
        };
        scope.iter().copied().filter(is_open).collect()
    }

    /// The concessions among these comments.
    pub(super) fn conceded(disputes: &Disputes, scope: &[NodeIndex]) -> Vec<NodeIndex> {
        let conceding = disputes.concessions.iter().map(|concession| concession.conceding);
        let mut conceded: Vec<NodeIndex> = conceding.filter(|node| scope.binary_search(node).is_ok()).collect();
        conceded.sort_unstable();
        conceded.dedup();
        conceded
    }

    /// The best comments of a side, one an author. The comment itself takes the side with certainty, or gives a ground and
    /// its author is there with high certainty; nothing it does contradicts that; it has enough words to be an argument,
    /// and it neither asks nor only thanks. The article or post at stake speaks for itself only if nobody else does.
    pub(super) fn best(
        &self,
        stake: &Stake,
        placing: &Placing,
        side: Side,
        comments: &[NodeIndex],
        stems: &[u32],
    ) -> Vec<NodeIndex> {
        let mut able: Vec<(f64, NodeIndex)> = Vec::new();
        for comment in comments.iter().copied().filter(|comment| *comment != stake.node || side == Side::For) {
            let is_stake = comment == stake.node;
            let p_for = placing.p_for(comment);
            let p = if side == Side::For { p_for } else { 1.0 - p_for };
            let taken = self.taken(placing, comment);
            let takes = taken.filter(|(taken, _)| *taken == side).map_or(0.0, |(_, p)| p);
            let (contradicts, is_reasoned) = (taken.is_some_and(|(taken, _)| taken != side), self.is_reasoned(comment));
            let is_long = self.texts.words(comment) >= if is_reasoned { FEWEST } else { GROUND };
            let is_held = placing.is_clear(comment) && p >= HELD;
            let is_sure = takes > 0.0 || is_held && is_reasoned && self.to_the_point(comment, stems) > 0.0;
            let manner = self.texts.manner(comment);
            let argues = !manner.asks && (!manner.thanks || side == Side::For && takes > 0.0);
            if !is_stake && (contradicts || !is_long || !is_sure || !argues) {
                continue;
            }
            let quality = self.quality(comment, stems) + p + takes - if is_stake { 2.0 } else { 0.0 };
            able.push((quality, comment));
        }
        able.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut best: Vec<NodeIndex> = Vec::new();
        for (_, comment) in able {
            let is_new = best.iter().all(|other| self.authors.number(*other) != self.authors.number(comment));
            if is_new && best.len() < VOICES {
                best.push(comment);
            }
        }
        best
    }

    /// The side that a comment itself takes by its surest answer to somebody, and P(that): 0 unless the answer is sure and
    /// so is the side of whom it answers.
    fn taken(&self, placing: &Placing, comment: NodeIndex) -> Option<(Side, f64)> {
        let taken = self.links(comment).filter_map(|(target, link)| {
            let answered = placing.side(target)?;
            let side = if Side::of(link.relation)? == Side::For { answered } else { answered.other() };
            let grade = Grade::of_link(link);
            let p_for = placing.p_for(target);
            let is_sure = grade == Grade::Sure && p_for.max(1.0 - p_for) >= SURE;
            let p = if is_sure { certainty(link) * p_for.max(1.0 - p_for) } else { 0.0 };
            (grade >= Grade::Seems).then_some((side, p, certainty(link) * p_for.max(1.0 - p_for)))
        });
        // Of those that are not sure the surest.
        let best = taken.max_by(|a, b| a.1.total_cmp(&b.1).then(a.2.total_cmp(&b.2)));
        best.map(|(side, p, _)| (side, p))
    }

    /// Whether a comment gives a ground.
    fn is_reasoned(&self, comment: NodeIndex) -> bool {
        self.links(comment).any(|(_, link)| link.reasoned)
    }

    /// How much of the words at stake a comment takes up, by rarity, in [0, 1].
    fn to_the_point(&self, comment: NodeIndex, stems: &[u32]) -> f64 {
        let own = self.texts.stems(comment);
        let weight = |stems: &mut dyn Iterator<Item = &u32>| stems.map(|stem| self.texts.rarity(*stem)).sum::<f64>();
        let shared = weight(&mut stems.iter().filter(|stem| own.binary_search(stem).is_ok()));
        let all = weight(&mut stems.iter());
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// How well a comment argues: a ground, enough words, words of what is at stake, and that it is accepted.
    fn quality(&self, comment: NodeIndex, stems: &[u32]) -> f64 {
        let length = libm::sqrt((self.texts.words(comment) as f64 / LONG).min(1.0));
        let node = self.view.node(comment);
        let strength =
            node.and_then(|node| self.view.standing(node)).map_or(0.5, |standing| rounded(standing.strength));
        f64::from(u8::from(self.is_reasoned(comment))) + length + self.to_the_point(comment, stems) + 0.5 * strength
    }
}
