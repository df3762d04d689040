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
//! Among equals: more links that take a side, then greater strength, then more that hangs on it, then reading order.

use std::cmp::{Ordering, Reverse};

use super::View;
use super::forest::Forest;
use crate::graph::Node;
use crate::thread::Relation;

/// What a node is ranked by; the least comes first.
#[derive(Clone, Copy, Debug)]
struct Key {
    class: u8,
    sided: Reverse<usize>,
    strength: f64,
    below: Reverse<usize>,
    at: usize,
}

impl Key {
    fn order(&self, other: &Key) -> Ordering {
        (self.class, self.sided)
            .cmp(&(other.class, other.sided))
            .then(other.strength.total_cmp(&self.strength))
            .then(self.below.cmp(&other.below))
            .then(self.at.cmp(&other.at))
    }
}

/// The slots of a forest, the strongest first.
pub(super) fn ranked(view: &View<'_>, forest: &Forest) -> Vec<usize> {
    let links = links(view, forest);
    let mut below = vec![0_usize; forest.slots.len()];
    for (at, slot) in forest.slots.iter().enumerate().rev() {
        let own = below.get(at).copied().unwrap_or(0);
        let folded = view.folding.folds.get(&slot.node).map_or(0, crate::graph::Tally::nodes);
        if let Some(sum) = slot.parent.and_then(|parent| below.get_mut(parent)) {
            *sum += own + 1 + folded;
        }
    }
    let mut keys: Vec<Key> = Vec::with_capacity(forest.slots.len());
    for (at, ((slot, links), below)) in forest.slots.iter().zip(links).zip(below).enumerate() {
        let node = view.node(slot.node);
        let opening = node.is_some_and(Node::is_opening);
        let claim = node.is_some_and(Node::is_claim);
        let class = match links {
            _ if claim => 1,
            _ if opening => 0,
            Links { attacks: 1.., supports: 1.., .. } => 2,
            Links { attacks, makes, .. } if attacks + makes > 0 => 3,
            Links { sided: 1.., .. } => 4,
            _ => 5,
        };
        let strength = node.and_then(|node| view.standing(node)).map_or(0.0, |standing| standing.strength);
        keys.push(Key { class, sided: Reverse(links.sided), strength, below: Reverse(below), at });
    }
    keys.sort_by(Key::order);
    keys.into_iter().map(|key| key.at).collect()
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
    /// All of these, supports it makes, and questions both ways.
    sided: usize,
}

fn links(view: &View<'_>, forest: &Forest) -> Vec<Links> {
    let mut links = vec![Links::default(); forest.slots.len()];
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
        if let Some(links) = links.get_mut(to) {
            links.attacks += if attack { count } else { 0 };
            links.supports += if support { count } else { 0 };
            links.sided += count;
        }
        if let Some(links) = links.get_mut(from) {
            links.makes += if attack { count } else { 0 };
            links.sided += count;
        }
    }
    links
}
