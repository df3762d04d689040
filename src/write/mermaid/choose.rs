//! Chooses the nodes and edges that a diagram of limited size shows.
//!
//! If everything fits, everything is shown, if necessary with fewer words per card. Otherwise nodes are taken in this
//! order, each with up to two of the nodes it answers: articles and posts; the target, the best comments and the last
//! comment of each dispute; both ends of attacks, then of supports, then of questions; all others. Each group is in
//! reading order. An edge is shown if both of its ends are.

use petgraph::graph::NodeIndex;

use super::super::input::RenderInput;
use super::item::{Classes, Wire, edge, node};
use super::units;
use crate::filter::forest::Forest;
use crate::layout::words::Names;
use crate::sort::Order as _;
use crate::thread::Relation;

/// Characters of text per card that are tried, from the most that is readable in a picture to the least that is useful.
const WORDS: [usize; 4] = [240, 160, 100, 60];

/// How many of its ancestors a node brings along. Long chains of plain replies would crowd out everything else.
const ABOVE: usize = 2;

/// Characters of a number in `linkStyle`, with its comma.
const NUMBER: usize = 4;

/// The limits of a diagram.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    /// Most edges.
    pub(super) edges: usize,
    /// Most characters of the lines of nodes and edges.
    pub(super) characters: usize,
}

/// The chosen nodes and edges.
#[derive(Debug)]
pub(super) struct Choice {
    /// For every slot, whether it is shown.
    pub(super) nodes: Vec<bool>,
    /// The edges shown: those of the forest, then cross links, each in reading order.
    pub(super) edges: Vec<Wire>,
    /// The number of all edges.
    pub(super) all_edges: usize,
    /// Characters of text per card.
    pub(super) words: usize,
}

impl Choice {
    /// Whether anything is left out.
    pub(super) fn is_cut(&self) -> bool {
        self.edges.len() < self.all_edges || self.nodes.contains(&false)
    }

    /// Whether the target of a slot is not shown.
    pub(super) fn is_cut_off(&self, forest: &Forest, slot: usize) -> bool {
        let parent = forest.slots.get(slot).and_then(|slot| slot.parent);
        parent.is_some_and(|parent| self.nodes.get(parent) == Some(&false))
    }
}

/// Chooses nodes and edges within a budget.
pub(super) fn choose(input: &RenderInput<'_>, forest: &Forest, names: &Names, budget: Budget) -> Choice {
    let wires = wires(forest);
    if wires.len() <= budget.edges
        && let Some(words) =
            WORDS.into_iter().find(|words| fits(input, forest, names, &wires, *words, budget.characters))
    {
        let nodes = vec![true; forest.slots.len()];
        return Choice { nodes, all_edges: wires.len(), edges: wires, words };
    }
    cut(input, forest, names, &wires, budget)
}

/// All edges: those of the forest in reading order, then the cross links.
fn wires(forest: &Forest) -> Vec<Wire> {
    let slots = forest.slots.iter().enumerate();
    let hanging = slots.filter_map(|(from, slot)| Some(Wire { edge: slot.edge?, from, to: slot.parent? }));
    hanging.chain(forest.cross.iter().map(|cross| Wire { edge: cross.edge, from: cross.from, to: cross.to })).collect()
}

/// The characters that an edge takes: its line, and its number in the list of its style. [`STYLES`] covers the styles.
fn cost(input: &RenderInput<'_>, forest: &Forest, wire: &Wire) -> usize {
    units(&edge(input, forest, wire).0) + NUMBER
}

/// Whether everything fits into `most` characters with `words` characters of text per card. It stops as soon as the
/// limit is exceeded, so that a huge map costs no more.
fn fits(input: &RenderInput<'_>, forest: &Forest, names: &Names, wires: &[Wire], words: usize, most: usize) -> bool {
    let mut left = most.checked_sub(STYLES);
    let mut classes = Classes::default();
    for slot in &forest.slots {
        left = left.and_then(|left| left.checked_sub(units(&node(input, names, slot, words, &mut classes))));
        if left.is_none() {
            return false;
        }
    }
    for wire in wires {
        left = left.and_then(|left| left.checked_sub(cost(input, forest, wire)));
        if left.is_none() {
            return false;
        }
    }
    left.and_then(|left| left.checked_sub(units(&classes.definitions(input.drawing.palette)))).is_some()
}

/// Characters reserved for the styles of edges. 7 relations, 4 steps of hue, 3 widths and two origins at 60 characters
/// are 10,000 at worst; a map of 500 edges has a tenth of them.
const STYLES: usize = 3_000;

/// Chooses the most important part.
fn cut(input: &RenderInput<'_>, forest: &Forest, names: &Names, wires: &[Wire], budget: Budget) -> Choice {
    let words = *WORDS.last().unwrap_or(&0);
    let mut touching: Vec<Vec<usize>> = vec![Vec::new(); forest.slots.len()];
    for (number, wire) in wires.iter().enumerate() {
        for end in [wire.from, wire.to] {
            crate::place::update(&mut touching, end, |list| list.push(number));
        }
    }
    let mut taken = Taken {
        nodes: vec![false; forest.slots.len()],
        wires: vec![false; wires.len()],
        edges: budget.edges,
        characters: budget.characters.saturating_sub(STYLES),
    };
    let mut classes = Classes::default();
    for at in order(input, forest, wires) {
        if taken.is_full() {
            break;
        }
        // Its ancestors come first, so that it is attached to something.
        let mut chain = vec![at];
        let mut next = forest.slots.get(at).and_then(|slot| slot.parent);
        while let Some(parent) = next.filter(|parent| chain.len() <= ABOVE && taken.nodes.get(*parent) == Some(&false))
        {
            chain.push(parent);
            next = forest.slots.get(parent).and_then(|slot| slot.parent);
        }
        for at in chain.into_iter().rev() {
            let (Some(slot), Some(edges)) = (forest.slots.get(at), touching.get(at)) else { continue };
            // A card whose target is not shown names it.
            let line = units(&node(input, names, slot, words, &mut classes)) + 24;
            taken.add(at, line, edges, wires, |wire| cost(input, forest, wire));
        }
    }
    let chosen = wires.iter().zip(&taken.wires).filter(|(_, taken)| **taken).map(|(wire, _)| *wire);
    Choice { edges: chosen.collect(), nodes: taken.nodes, all_edges: wires.len(), words }
}

/// The nodes and edges chosen so far, and the remaining budget.
struct Taken {
    nodes: Vec<bool>,
    wires: Vec<bool>,
    edges: usize,
    characters: usize,
}

impl Taken {
    /// Whether hardly anything else fits.
    fn is_full(&self) -> bool {
        self.characters < 200 || self.edges == 0
    }

    /// Takes a node, and then its edges to nodes that are already taken, if they fit.
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

/// The slots, the most important first.
fn order(input: &RenderInput<'_>, forest: &Forest, wires: &[Wire]) -> Vec<usize> {
    let view = input.view;
    let last = usize::MAX;
    let mut rank = vec![last; forest.slots.len()];
    let mut places: Vec<usize> = vec![last; view.map.graph.node_count()];
    for (at, slot) in forest.slots.iter().enumerate() {
        crate::place::update(&mut places, slot.node.index(), |place| *place = at);
        if view.node(slot.node).is_some_and(|node| node.comment.kind.is_opening() && node.kind_name() != "claim")
            && let Some(rank) = rank.get_mut(at)
        {
            *rank = 0;
        }
    }
    let mut raise = |at: usize, to: usize| {
        crate::place::update(&mut rank, at, |rank| *rank = (*rank).min(to));
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
    order.order_by_key(|at| (rank.get(*at).copied().unwrap_or(last), *at));
    order
}
