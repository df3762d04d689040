//! Which nodes and edges a diagram of limited size shows: the most telling ones.
//!
//! As long as everything fits, everything is shown, if need be with fewer words a card. Beyond that, nodes are taken in
//! this order, each with what it answers up to the next one shown: articles and posts, what is disputed and the best and
//! last comments of each dispute, both ends of attacks, of supports, of questions, and the rest; within each in reading
//! order. An edge is shown where both its ends are.

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::super::Sheet;
use super::item::{Classes, edge, node};
use super::units;
use crate::filter::forest::Forest;
use crate::layout::words::Names;
use crate::thread::Relation;

/// Words a card, in characters, from the most that reads well in a picture to the least that still says something.
const WORDS: [usize; 4] = [240, 160, 100, 60];

/// How far a node brings what it answers with it: chains of plain replies must not crowd out everything else.
const ABOVE: usize = 2;

/// Characters of a number in `linkStyle`, with its comma.
const NUMBER: usize = 4;

/// What a diagram may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    /// Edges.
    pub(super) edges: usize,
    /// Characters of their lines and those of nodes.
    pub(super) characters: usize,
}

/// An edge between two slots of the forest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wire {
    /// The edge.
    pub(super) edge: EdgeIndex,
    /// The slot that answers.
    pub(super) from: usize,
    /// The slot that is answered.
    pub(super) to: usize,
}

/// What is shown.
#[derive(Debug)]
pub(super) struct Choice {
    /// For every slot, whether it is.
    pub(super) nodes: Vec<bool>,
    /// The edges that are: those of the forest first, each kind in reading order.
    pub(super) edges: Vec<Wire>,
    /// How many edges there are in all.
    pub(super) all_edges: usize,
    /// Characters of text a card.
    pub(super) words: usize,
}

impl Choice {
    /// Whether anything is left out.
    pub(super) fn is_cut(&self) -> bool {
        self.edges.len() < self.all_edges || self.nodes.contains(&false)
    }

    /// Whether a slot hangs on one that is not shown.
    pub(super) fn is_cut_off(&self, forest: &Forest, at: usize) -> bool {
        let parent = forest.slots.get(at).and_then(|slot| slot.parent);
        parent.is_some_and(|parent| self.nodes.get(parent) == Some(&false))
    }
}

/// Chooses.
pub(super) fn choose(sheet: &Sheet<'_>, forest: &Forest, names: &Names, budget: Budget) -> Choice {
    let wires = wires(forest);
    if wires.len() <= budget.edges
        && let Some(words) =
            WORDS.into_iter().find(|words| fits(sheet, forest, names, &wires, *words, budget.characters))
    {
        let nodes = vec![true; forest.slots.len()];
        return Choice { nodes, all_edges: wires.len(), edges: wires, words };
    }
    cut(sheet, forest, names, &wires, budget)
}

/// All edges: those of the forest in reading order, then cross links.
fn wires(forest: &Forest) -> Vec<Wire> {
    let slots = forest.slots.iter().enumerate();
    let hanging = slots.filter_map(|(from, slot)| Some(Wire { edge: slot.edge?, from, to: slot.parent? }));
    hanging.chain(forest.cross.iter().map(|cross| Wire { edge: cross.edge, from: cross.from, to: cross.to })).collect()
}

/// What an edge costs: its line, its number in the list of its style, and that style, as if every edge had its own only
/// where there are few.
fn cost(sheet: &Sheet<'_>, forest: &Forest, wire: &Wire) -> usize {
    units(&edge(sheet, forest, wire).0) + NUMBER
}

/// Whether everything fits with so many words a card. It stops where it no longer does, however large the map.
fn fits(sheet: &Sheet<'_>, forest: &Forest, names: &Names, wires: &[Wire], words: usize, most: usize) -> bool {
    let mut left = most.checked_sub(STYLES);
    let mut classes = Classes::default();
    for slot in &forest.slots {
        left = left.and_then(|left| left.checked_sub(units(&node(sheet, names, slot, words, &mut classes))));
        if left.is_none() {
            return false;
        }
    }
    for wire in wires {
        left = left.and_then(|left| left.checked_sub(cost(sheet, forest, wire)));
        if left.is_none() {
            return false;
        }
    }
    left.and_then(|left| left.checked_sub(units(&classes.definitions(sheet.drawing.palette)))).is_some()
}

/// What the styles of all kinds of lines take: 7 relations, 4 steps of hue, 3 widths, given or not, at 60 characters are
/// 10,000 at worst, of which a map of 500 edges has a tenth.
const STYLES: usize = 3_000;

/// The most telling part.
fn cut(sheet: &Sheet<'_>, forest: &Forest, names: &Names, wires: &[Wire], budget: Budget) -> Choice {
    let words = *WORDS.last().unwrap_or(&0);
    let mut touching: Vec<Vec<usize>> = vec![Vec::new(); forest.slots.len()];
    for (number, wire) in wires.iter().enumerate() {
        for end in [wire.from, wire.to] {
            if let Some(list) = touching.get_mut(end) {
                list.push(number);
            }
        }
    }
    let mut taken = Taken {
        nodes: vec![false; forest.slots.len()],
        wires: vec![false; wires.len()],
        edges: budget.edges,
        characters: budget.characters.saturating_sub(STYLES),
    };
    let mut classes = Classes::default();
    for at in order(sheet, forest, wires) {
        if taken.is_full() {
            break;
        }
        // What it answers comes first, so that it hangs on something.
        let mut chain = vec![at];
        let mut next = forest.slots.get(at).and_then(|slot| slot.parent);
        while let Some(parent) = next.filter(|parent| chain.len() <= ABOVE && taken.nodes.get(*parent) == Some(&false))
        {
            chain.push(parent);
            next = forest.slots.get(parent).and_then(|slot| slot.parent);
        }
        for at in chain.into_iter().rev() {
            let (Some(slot), Some(edges)) = (forest.slots.get(at), touching.get(at)) else { continue };
            // A card that is cut off says what it answers.
            let line = units(&node(sheet, names, slot, words, &mut classes)) + 24;
            taken.add(at, line, edges, wires, |wire| cost(sheet, forest, wire));
        }
    }
    let chosen = wires.iter().zip(&taken.wires).filter(|(_, taken)| **taken).map(|(wire, _)| *wire);
    Choice { edges: chosen.collect(), nodes: taken.nodes, all_edges: wires.len(), words }
}

/// What was taken so far, and what is left of the budget.
struct Taken {
    nodes: Vec<bool>,
    wires: Vec<bool>,
    edges: usize,
    characters: usize,
}

impl Taken {
    /// Whether hardly anything fits any more.
    fn is_full(&self) -> bool {
        self.characters < 200 || self.edges == 0
    }

    /// Takes a node, and its edges to nodes that were taken before, as far as they fit.
    fn add(&mut self, at: usize, line: usize, edges: &[usize], wires: &[Wire], cost: impl Fn(&Wire) -> usize) {
        match self.nodes.get_mut(at) {
            Some(taken) if !*taken && line <= self.characters => *taken = true,
            _ => return,
        }
        self.characters -= line;
        for number in edges {
            let Some(wire) = wires.get(*number) else { continue };
            let both = [wire.from, wire.to].iter().all(|end| self.nodes.get(*end) == Some(&true));
            let Some(slot) = self.wires.get_mut(*number).filter(|slot| both && !**slot) else { continue };
            let cost = cost(wire);
            if self.edges > 0 && cost <= self.characters {
                *slot = true;
                self.edges -= 1;
                self.characters -= cost;
            }
        }
    }
}

/// The slots, the most telling first.
fn order(sheet: &Sheet<'_>, forest: &Forest, wires: &[Wire]) -> Vec<usize> {
    let view = sheet.view;
    let last = usize::MAX;
    let mut rank = vec![last; forest.slots.len()];
    let mut places: Vec<usize> = vec![last; view.map.graph.node_count()];
    for (at, slot) in forest.slots.iter().enumerate() {
        if let Some(place) = places.get_mut(slot.node.index()) {
            *place = at;
        }
        if view.node(slot.node).is_some_and(|node| node.comment.kind.is_opening() && node.kind_name() != "claim")
            && let Some(rank) = rank.get_mut(at)
        {
            *rank = 0;
        }
    }
    let mut raise = |at: usize, to: usize| {
        if let Some(rank) = rank.get_mut(at) {
            *rank = (*rank).min(to);
        }
    };
    let found = view.disputes();
    let disputed = found.list.len();
    let place = |node: NodeIndex| places.get(node.index()).copied().unwrap_or(last);
    for (number, dispute) in found.list.iter().enumerate() {
        for node in [dispute.target, dispute.against.best, dispute.support.best, dispute.end.comment] {
            raise(place(node), 1 + number);
        }
    }
    for wire in wires {
        let link = view.edge(wire.edge).and_then(|(_, _, edge)| edge.link());
        let class = match link.map(|link| link.relation) {
            Some(Relation::Rebuttal | Relation::Correction) => 1,
            Some(Relation::Support) => 2,
            Some(Relation::Question) => 3,
            _ => continue,
        };
        raise(wire.from, disputed + class);
        raise(wire.to, disputed + class);
    }
    let mut order: Vec<usize> = (0..forest.slots.len()).collect();
    order.sort_by_key(|at| (rank.get(*at).copied().unwrap_or(last), *at));
    order
}
