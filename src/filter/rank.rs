//! Which nodes of a view are the strongest, for `--max-nodes`.
//!
//! What a reader of a large discussion wants first, in this order:
//!
//! 1. what it is about: articles and posts, then their claims;
//! 2. what is disputed: comments that others both attack and support;
//! 3. comments that attack or are attacked;
//! 4. comments that support or are supported, or ask or are asked;
//! 5. all others.
//!
//! Ties are broken by more links that take a side, then greater strength, then more descendants, then reading order.

use std::cmp::{Ordering, Reverse};

use super::View;
use crate::graph::{Node, Tally};
use crate::place::PerKey;
use crate::sort::Order as _;
use crate::thread::Relation;

/// What a slot is ranked by; the least comes first.
#[derive(Clone, Copy, Debug)]
struct Key {
    class: u8,
    sided: Reverse<usize>,
    strength: f64,
    below: Reverse<usize>,
    slot: usize,
}

impl Key {
    fn order(&self, other: &Key) -> Ordering {
        (self.class, self.sided)
            .cmp(&(other.class, other.sided))
            .then(other.strength.total_cmp(&self.strength))
            .then(self.below.cmp(&other.below))
            .then(self.slot.cmp(&other.slot))
    }
}

/// The slots of the forest of a view, the strongest first.
pub(super) fn ranked(view: &View<'_>) -> Vec<usize> {
    let slots = &view.forest().slots;
    // How many nodes are below each slot. A slot comes before everything below it.
    let mut below: PerKey<usize, usize> = PerKey::filled(slots.len(), 0);
    for (at, slot) in slots.iter().enumerate().rev() {
        let count = below.at(at) + 1 + view.folded(slot.node).map_or(0, Tally::nodes);
        if let Some(parent) = slot.parent {
            *below.at_mut(parent) += count;
        }
    }
    let mut keys: Vec<Key> = Vec::with_capacity(slots.len());
    for (at, ((slot, links), below)) in slots.iter().zip(links(view)).zip(below).enumerate() {
        let node = view.node(slot.node);
        let class = match links {
            _ if node.is_some_and(Node::is_claim) => 1,
            _ if node.is_some_and(Node::is_opening) => 0,
            Links { attacks: 1.., supports: 1.., .. } => 2,
            Links { attacks, makes, .. } if attacks + makes > 0 => 3,
            Links { sided: 1.., .. } => 4,
            _ => 5,
        };
        let strength = node.and_then(|node| view.standing(node)).map_or(0.0, |standing| standing.strength);
        keys.push(Key { class, sided: Reverse(links.sided), strength, below: Reverse(below), slot: at });
    }
    keys.order_by(Key::order);
    keys.into_iter().map(|key| key.slot).collect()
}

/// The links of a node that take a side, and questions.
#[derive(Clone, Copy, Default)]
struct Links {
    /// Attacks on it.
    attacks: usize,
    /// Supports of it.
    supports: usize,
    /// Attacks it makes.
    makes: usize,
    /// All of these, supports it makes, and questions in both directions.
    sided: usize,
}

/// The links of every slot.
fn links(view: &View<'_>) -> PerKey<usize, Links> {
    let forest = view.forest();
    let mut links: PerKey<usize, Links> = PerKey::filled(forest.slots.len(), Links::default());
    let primary = forest.slots.iter().enumerate().filter_map(|(at, slot)| Some((slot.edge?, at, slot.parent?)));
    let cross = forest.cross.iter().map(|cross| (cross.edge, cross.from, cross.to));
    for (edge, from, to) in primary.chain(cross) {
        let Some(relation) = view.edge(edge).and_then(|(_, _, edge)| edge.link()).map(|link| link.relation) else {
            continue;
        };
        let count = view.folding.count(edge);
        let (attack, support) = (relation.is_attack(), relation == Relation::Support);
        if !attack && !support && relation != Relation::Question {
            continue;
        }
        let answered = links.at_mut(to);
        answered.attacks += if attack { count } else { 0 };
        answered.supports += if support { count } else { 0 };
        answered.sided += count;
        let answer = links.at_mut(from);
        answer.makes += if attack { count } else { 0 };
        answer.sided += count;
    }
    links
}
