//! Status and strength: the grounded labelling of an incomplete argumentation framework, and the probability of
//! acceptance.
//!
//! In: attacks between comments. Out: a [`Standing`] for each comment.
//!
//! The framework is from Baumeister, Neugebauer, Rothe and Schadrack, "Verification in incomplete argumentation
//! frameworks", Artificial Intelligence 264 (2018): some attacks are certain, others may or may not be there, and each
//! choice of these is a completion. A comment is *necessarily* accepted if it is in the grounded extension of every
//! completion, *possibly* if it is in some. Two booleans for each comment are enough: they are exact if every comment
//! attacks at most one other, and sound (they never contradict a completion) if a comment attacks several.

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::{ArgumentMap, Standing, Status};
use crate::link::Link;
use crate::place::{PerKey, PerNode};
use crate::sort::Order as _;
use crate::thread::Relation;

/// From this probability on an attack is certain: a reader who sees ten such attacks expects eight or more to be real.
pub const CERTAIN: f64 = 0.8;

/// Up to this probability an attack is absent; the mirror of [`CERTAIN`].
pub const ABSENT: f64 = 0.2;

/// One attack between comments, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attack {
    /// The attacker.
    pub from: usize,
    /// The attacked comment.
    pub to: usize,
    /// Its probability, in [0, 1].
    pub p: f64,
    /// Whether it may be there. An attack that is not possible counts for the strength alone.
    pub possible: bool,
    /// Whether it is there in every completion.
    pub certain: bool,
}

impl Attack {
    /// The attack of a link: certain from [`CERTAIN`] on, absent up to [`ABSENT`], uncertain between the two.
    ///
    /// A reply without a decided relation is at most an uncertain attack, because we did not decide that it attacks. Up to
    /// [`ABSENT`] it is absent like any other; otherwise every plain reply would leave the status of what it answers open.
    pub fn of(link: &Link, from: usize, to: usize) -> Attack {
        let p = if link.attack() > 0.0 { link.attack().min(1.0) } else { 0.0 };
        Attack { from, to, p, possible: p > ABSENT, certain: p >= CERTAIN && link.relation != Relation::Reply }
    }
}

/// The status and strength of `count` comments.
///
/// The booleans are a least fixpoint, so they need no order and are also defined on cycles. The strength is passed from
/// attackers to what they attack, and a comment on a cycle (repair leaves none) has the strength 0.5. Parallel attacks
/// count as one, the surest. Linear in comments, n log n in attacks.
pub fn standings(count: usize, attacks: &[Attack]) -> Vec<Standing> {
    let attacks = Attacks::new(count, attacks);
    let statuses = statuses(count, &attacks);
    let strengths = strengths(count, &attacks);
    statuses.into_iter().zip(strengths).map(|(status, strength)| Standing { status, strength }).collect()
}

/// The attacks by attacker, at most one on each comment.
struct Attacks {
    sorted: Vec<Attack>,
    /// Where the attacks of each comment start in `sorted`, and after all of them its length.
    starts: PerKey<usize, usize>,
}

impl Attacks {
    fn new(count: usize, attacks: &[Attack]) -> Self {
        let mut sorted: Vec<Attack> =
            attacks.iter().copied().filter(|attack| attack.from < count && attack.to < count).collect();
        sorted.order_by(|a, b| (a.from, a.to).cmp(&(b.from, b.to)).then(b.p.total_cmp(&a.p)));
        sorted.dedup_by(|later, kept| {
            let is_parallel = (later.from, later.to) == (kept.from, kept.to);
            if is_parallel {
                kept.possible |= later.possible;
                kept.certain |= later.certain;
            }
            is_parallel
        });
        let starts = (0..=count).map(|comment| sorted.partition_point(|attack| attack.from < comment)).collect();
        Self { sorted, starts }
    }

    /// The attacks that a comment makes.
    fn from(&self, comment: usize) -> &[Attack] {
        self.sorted.get(*self.starts.at(comment)..*self.starts.at(comment + 1)).unwrap_or_default()
    }
}

/// What is known of one comment during the labelling.
#[derive(Clone, Copy, Default)]
struct Label {
    /// Possible attackers.
    attackers: usize,
    /// Possible attackers that may still be accepted.
    open: usize,
    /// Whether it is accepted in every completion.
    is_necessary: bool,
    /// Whether it is accepted in no completion.
    is_rejected: bool,
}

fn statuses(count: usize, attacks: &Attacks) -> Vec<Status> {
    let mut labels: PerKey<usize, Label> = PerKey::filled(count, Label::default());
    for attack in attacks.sorted.iter().filter(|attack| attack.possible) {
        let label = labels.at_mut(attack.to);
        label.attackers += 1;
        label.open += 1;
    }
    let mut accepted: Vec<usize> = labels.keys().filter(|comment| labels.at(*comment).open == 0).collect();
    while let Some(comment) = accepted.pop() {
        labels.at_mut(comment).is_necessary = true;
        for attack in attacks.from(comment).iter().filter(|attack| attack.certain) {
            if std::mem::replace(&mut labels.at_mut(attack.to).is_rejected, true) {
                continue;
            }
            for next in attacks.from(attack.to).iter().filter(|attack| attack.possible) {
                let label = labels.at_mut(next.to);
                label.open -= 1;
                if label.open == 0 {
                    accepted.push(next.to);
                }
            }
        }
    }
    let status = |label: Label| match label {
        Label { attackers: 0, .. } => Status::Unchallenged,
        Label { is_necessary: true, .. } => Status::Defended,
        Label { is_rejected: true, .. } => Status::Challenged,
        _ => Status::Undecided,
    };
    labels.into_iter().map(status).collect()
}

/// Attackers first, in an order that also exists on cycles: `toposort` of petgraph gives none there.
fn strengths(count: usize, attacks: &Attacks) -> Vec<f64> {
    let mut waiting: PerKey<usize, usize> = PerKey::filled(count, 0);
    for attack in &attacks.sorted {
        *waiting.at_mut(attack.to) += 1;
    }
    let mut ready: Vec<usize> = waiting.keys().filter(|comment| *waiting.at(*comment) == 0).collect();
    let mut strengths: PerKey<usize, f64> = PerKey::filled(count, 1.0);
    while let Some(comment) = ready.pop() {
        let strength = *strengths.at(comment);
        for attack in attacks.from(comment) {
            *strengths.at_mut(attack.to) *= 1.0 - attack.p * strength;
            let attackers = waiting.at_mut(attack.to);
            *attackers -= 1;
            if *attackers == 0 {
                ready.push(attack.to);
            }
        }
    }
    strengths.into_iter().zip(waiting).map(|(strength, waiting)| if waiting > 0 { 0.5 } else { strength }).collect()
}

/// Sets the status and strength of every comment of the map, twice: over all attacks, and over those alone that give a
/// reason. Attacks by or on anything else (articles, posts, claims, comments whose text is gone) are in the map but do not
/// count.
pub(super) fn assess(map: &mut ArgumentMap) {
    let mut numbers: PerNode<Option<usize>> = PerNode::filled(map.graph.node_count(), None);
    let comments = map.graph.node_indices().zip(map.graph.node_weights()).filter(|(_, node)| node.is_comment());
    let mut count = 0;
    for (index, _) in comments {
        *numbers.at_mut(index) = Some(count);
        count += 1;
    }
    let number = |index: NodeIndex| *numbers.at(index);
    let (mut all, mut reasoned) = (Vec::new(), Vec::new());
    for edge in map.graph.edge_references() {
        let ends = number(edge.source()).zip(number(edge.target()));
        if let (Some((from, to)), Some(link)) = (ends, edge.weight().link()) {
            let attack = Attack::of(link, from, to);
            all.push(attack);
            reasoned.extend(link.reasoned.then_some(attack));
        }
    }
    let mut standings = standings(count, &all).into_iter().zip(standings(count, &reasoned));
    for node in map.graph.node_weights_mut().filter(|node| node.is_comment()) {
        (node.standing, node.reasoned) = standings.next().unzip();
    }
}
