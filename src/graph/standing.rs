//! What stands: the grounded labelling of an incomplete argumentation framework, and the probability of acceptance.
//!
//! The framework is that of Baumeister, Neugebauer, Rothe and Schadrack, "Verification in incomplete argumentation
//! frameworks", Artificial Intelligence 264 (2018): some attacks are certain, others may or may not be there, and each
//! choice of these is a completion. A comment is *necessarily* accepted if it is in the grounded extension of every
//! completion, *possibly* if of some. Two booleans a comment are enough: exact where every comment attacks one other,
//! sound (never a decision that a completion contradicts) where a comment attacks several.

use super::{ArgumentMap, Edge, Standing, Status};
use crate::link::Link;
use crate::thread::Relation;

/// From this P on an attack is certain: a reader who sees ten of them expects eight or more.
pub const CERTAIN: f64 = 0.8;

/// Up to this P an attack is absent; the mirror of [`CERTAIN`].
pub const ABSENT: f64 = 0.2;

/// One attack between comments, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attack {
    /// The attacker.
    pub from: usize,
    /// The attacked.
    pub to: usize,
    /// Its probability, in [0, 1].
    pub p: f64,
    /// Whether it may be there; an impossible attack counts for the strength alone.
    pub possible: bool,
    /// Whether it is there in every completion.
    pub certain: bool,
}

impl Attack {
    /// The attack of a link: certain from [`CERTAIN`] on, absent up to [`ABSENT`], uncertain between.
    ///
    /// An abstained reply (its relation is `reply`) is an uncertain attack where its probability is between, and never
    /// a certain one: we did not decide that it attacks. Up to [`ABSENT`] it is absent like any other, since otherwise
    /// every plain reply would leave open whether what it answers stands.
    pub fn of(link: &Link, from: usize, to: usize) -> Attack {
        let p = if link.attack() > 0.0 { link.attack().min(1.0) } else { 0.0 };
        Attack { from, to, p, possible: p > ABSENT, certain: p >= CERTAIN && link.relation != Relation::Reply }
    }
}

/// What stands among `count` comments.
///
/// The booleans are a least fixpoint, so they need no order and hold on cycles too; the strength goes from the attackers
/// to the attacked, and a comment on a cycle (there is none after repair) has the strength 0.5. Parallel attacks count
/// as one, the surest. Linear in comments, n log n in attacks.
pub fn standings(count: usize, attacks: &[Attack]) -> Vec<Standing> {
    let mut attacks: Vec<Attack> =
        attacks.iter().copied().filter(|attack| attack.from < count && attack.to < count).collect();
    attacks.sort_by(|a, b| (a.from, a.to).cmp(&(b.from, b.to)).then(b.p.total_cmp(&a.p)));
    attacks.dedup_by(|later, kept| {
        let same = (later.from, later.to) == (kept.from, kept.to);
        if same {
            kept.possible |= later.possible;
            kept.certain |= later.certain;
        }
        same
    });
    let out = Outgoing::new(count, &attacks);
    let labels = grounded(count, &attacks, &out);
    let strengths = strengths(count, &attacks, &out);
    labels.into_iter().zip(strengths).map(|(status, strength)| Standing { status, strength }).collect()
}

/// Where the attacks of every comment begin in the list sorted by attacker.
struct Outgoing(Vec<usize>);

impl Outgoing {
    fn new(count: usize, sorted: &[Attack]) -> Self {
        Self(
            (0..=count)
                .scan(0, |at, comment| {
                    while sorted.get(*at).is_some_and(|attack| attack.from < comment) {
                        *at += 1;
                    }
                    Some(*at)
                })
                .collect(),
        )
    }

    fn of<'a>(&self, attacks: &'a [Attack], comment: usize) -> &'a [Attack] {
        let (start, end) = (self.0.get(comment), self.0.get(comment + 1));
        start.zip(end).and_then(|(start, end)| attacks.get(*start..*end)).unwrap_or_default()
    }
}

/// One comment's part of the labelling.
#[derive(Clone, Copy, Default)]
struct Label {
    attackers: usize,
    /// Possible attackers that may still be accepted.
    open: usize,
    necessarily: bool,
    never: bool,
}

fn grounded(count: usize, attacks: &[Attack], out: &Outgoing) -> Vec<Status> {
    let mut labels = vec![Label::default(); count];
    for attack in attacks.iter().filter(|attack| attack.possible) {
        if let Some(label) = labels.get_mut(attack.to) {
            label.attackers += 1;
            label.open += 1;
        }
    }
    let mut accepted: Vec<usize> =
        labels.iter().enumerate().filter(|(_, label)| label.open == 0).map(|(at, _)| at).collect();
    while let Some(at) = accepted.pop() {
        if let Some(label) = labels.get_mut(at) {
            label.necessarily = true;
        }
        for attack in out.of(attacks, at).iter().filter(|attack| attack.certain) {
            let Some(label) = labels.get_mut(attack.to) else { continue };
            if std::mem::replace(&mut label.never, true) {
                continue;
            }
            for next in out.of(attacks, attack.to).iter().filter(|attack| attack.possible) {
                let Some(label) = labels.get_mut(next.to) else { continue };
                label.open -= 1;
                if label.open == 0 {
                    accepted.push(next.to);
                }
            }
        }
    }
    labels
        .into_iter()
        .map(|label| match label {
            Label { attackers: 0, .. } => Status::Unchallenged,
            Label { necessarily: true, .. } => Status::Defended,
            Label { never: true, .. } => Status::Challenged,
            _ => Status::Undecided,
        })
        .collect()
}

fn strengths(count: usize, attacks: &[Attack], out: &Outgoing) -> Vec<f64> {
    let mut waiting = vec![0_usize; count];
    for attack in attacks {
        if let Some(number) = waiting.get_mut(attack.to) {
            *number += 1;
        }
    }
    let mut ready: Vec<usize> = waiting.iter().enumerate().filter(|(_, n)| **n == 0).map(|(at, _)| at).collect();
    let mut strengths = vec![1.0_f64; count];
    while let Some(at) = ready.pop() {
        let strength = strengths.get(at).copied().unwrap_or(0.0);
        for attack in out.of(attacks, at) {
            if let (Some(target), Some(number)) = (strengths.get_mut(attack.to), waiting.get_mut(attack.to)) {
                *target *= 1.0 - attack.p * strength;
                *number -= 1;
                if *number == 0 {
                    ready.push(attack.to);
                }
            }
        }
    }
    for (strength, waiting) in strengths.iter_mut().zip(waiting) {
        if waiting > 0 {
            *strength = 0.5;
        }
    }
    strengths
}

/// Sets the standing of every comment of the map, over all attacks and over those alone that give a ground. Attacks by or on anything else (articles, posts, claims, comments
/// whose text is gone) are in the map but not in the attack graph.
pub(super) fn assess(map: &mut ArgumentMap) {
    let mut numbers = vec![None; map.graph.node_count()];
    let mut count = 0;
    for index in map.graph.node_indices() {
        if map.graph.node_weight(index).is_some_and(super::Node::is_comment) {
            if let Some(slot) = numbers.get_mut(index.index()) {
                *slot = Some(count);
            }
            count += 1;
        }
    }
    let number = |index: petgraph::graph::NodeIndex| numbers.get(index.index()).copied().flatten();
    let (mut all, mut grounded) = (Vec::new(), Vec::new());
    for edge in map.graph.edge_indices() {
        let ends = map.graph.edge_endpoints(edge).and_then(|(from, to)| number(from).zip(number(to)));
        let link = map.graph.edge_weight(edge).and_then(Edge::link);
        if let Some(((from, to), link)) = ends.zip(link) {
            let attack = Attack::of(link, from, to);
            all.push(attack);
            grounded.extend(link.reasoned.then_some(attack));
        }
    }
    let mut standings = standings(count, &all).into_iter().zip(standings(count, &grounded));
    for node in map.graph.node_weights_mut().filter(|node| node.is_comment()) {
        (node.standing, node.reasoned) = standings.next().unzip();
    }
}
