//! The ports of the tree: where on a card each of its links ends, from top to bottom in the order in which they leave.

use super::super::card;
use super::super::constants::tree::{OWN_LANES, PASSED};
use super::super::{Card, Indexed};
use super::link;
use crate::filter::View;
use crate::filter::forest::{Forest, Slot};
use crate::thread::Relation;

/// The ports of one card.
#[derive(Clone, Debug, Default)]
pub(super) struct Ports {
    /// On the left: one for the primary link, then cross links.
    pub(super) left: usize,
    /// On the right: the lanes of its replies, then cross links.
    pub(super) right: usize,
    /// The lane of its parent that its own primary link takes.
    pub(super) group: usize,
    /// How many such lanes end at this card.
    pub(super) groups: usize,
}

/// Assigns each child a lane at its parent: one each for decided relations, one together for plain replies.
pub(super) fn groups(view: &View<'_>, forest: &Forest) -> Vec<Ports> {
    let mut ports = Indexed::filled(forest.slots.len(), Ports::default());
    let relation = |kid: usize| -> Relation {
        let edge = forest.slots.get(kid).and_then(|slot| slot.edge);
        edge.and_then(|edge| link(view, edge)).map_or(Relation::Reply, |link| link.relation)
    };
    for (at, slot) in forest.slots.iter().enumerate() {
        let decided = slot.kids.iter().filter(|kid| relation(**kid) != Relation::Reply).count();
        let mut shared: [Option<usize>; Relation::ALL.len()] = [None; Relation::ALL.len()];
        let mut next = 0;
        for kid in &slot.kids {
            let kind = relation(*kid);
            let known = shared.get_mut(kind.index()).filter(|_| kind == Relation::Reply || decided > OWN_LANES);
            let group = match known {
                Some(Some(group)) => *group,
                Some(place) => {
                    *place = Some(next);
                    next += 1;
                    next - 1
                }
                None => {
                    next += 1;
                    next - 1
                }
            };
            let ports = ports.at_mut(*kid);
            ports.group = group;
            ports.left = 1;
        }
        let ports = ports.at_mut(at);
        ports.groups = next;
        ports.right = next;
    }
    ports.into_vec()
}

/// Whether a cross link is drawn as a stub, and the sides on which it leaves and arrives (true: right).
pub(super) fn sides(from: &Slot, to: &Slot, same: bool) -> (bool, (bool, bool)) {
    let stub = same || from.depth.abs_diff(to.depth) > PASSED + 1;
    (stub, if stub { (true, true) } else { (from.depth <= to.depth, from.depth >= to.depth) })
}

/// Numbers the ports of cross links: for each link the port at its reply and the port at what it answers. Links up come
/// before links down, and short ones are inside long ones, so that lines of one card do not cross.
pub(super) fn cross_ports(forest: &Forest, ports: &mut [Ports]) -> Vec<(usize, usize)> {
    let mut ends = Vec::with_capacity(forest.cross.len() * 2);
    for (at, cross) in forest.cross.iter().enumerate() {
        let (Some(from), Some(to)) = (forest.slots.get(cross.from), forest.slots.get(cross.to)) else { continue };
        let (stub, (out, into)) = sides(from, to, cross.from == cross.to);
        ends.push((cross.from, out, cross.to > cross.from, std::cmp::Reverse(cross.to), at, true));
        if !stub {
            ends.push((cross.to, into, cross.from > cross.to, std::cmp::Reverse(cross.from), at, false));
        }
    }
    ends.sort_unstable();
    let mut out = Indexed::filled(forest.cross.len(), (0, 0));
    for (card, right, _, _, at, leaves) in ends {
        let Some(ports) = ports.get_mut(card) else { continue };
        let count = if right { &mut ports.right } else { &mut ports.left };
        let (departure, arrival) = out.at_mut(at);
        *(if leaves { departure } else { arrival }) = *count;
        *count += 1;
    }
    out.into_vec()
}

/// The height of a port.
pub(super) fn port(cards: &[Card], ports: &[Ports], at: usize, right: bool, number: usize) -> f64 {
    let Some((card, ports)) = cards.get(at).zip(ports.get(at)) else { return 0.0 };
    card.at.y + card::port(card, number, if right { ports.right } else { ports.left })
}
