//! Two sides of a signed graph: how probable it is that each node is on the side of the anchor.
//!
//! In: nodes, ties between them (positive: one side; negative: opposite sides), and a pull on some nodes. Out: the log-odds
//! of each node, halved. This is the Ising model: messages are exact on trees, where two sweeps suffice. On other graphs
//! they are repeated, damped, up to [`SWEEPS`] times; then the better of two fixed starts is improved by greedy flips, and a
//! node on whose side messages and flips disagree has no side. The same graph gives the same result on every machine.

/// A tie between two nodes. `same` is half the log-odds that both are on one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tie {
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) same: f64,
}

/// Most sweeps over a graph that is not a forest. Chosen by hand: threads converge in about ten.
const SWEEPS: usize = 24;

/// Sweeps end when no message changes by more. The output has four decimals.
const SETTLED: f64 = 1e-4;

/// Most passes of greedy flips.
const FLIPS: usize = 16;

/// One end of a tie: the neighbour, the strength, and the number of the message that comes from there.
#[derive(Clone, Copy)]
struct End {
    neighbour: usize,
    same: f64,
    incoming: usize,
}

/// The halved log-odds that each node is on the side that positive pulls name; 0 for a node that nothing is known of. Every
/// pair of nodes may have one tie at most, and no node a tie to itself. Linear in nodes and ties.
pub(super) fn solve(pulls: &[f64], ties: &[Tie]) -> Vec<f64> {
    let mut ends: Vec<Vec<End>> = vec![Vec::new(); pulls.len()];
    for (number, tie) in ties.iter().enumerate() {
        // Message 2n runs from `one` to `other`, message 2n + 1 back.
        for (at, neighbour, incoming) in [(tie.one, tie.other, 2 * number + 1), (tie.other, tie.one, 2 * number)] {
            crate::place::update(&mut ends, at, |ends| ends.push(End { neighbour, same: tie.same, incoming }));
        }
    }
    let (order, trees) = breadth_first(pulls, &ends);
    let is_forest = ties.len() + trees == pulls.len();
    let mut messages = vec![0.0; 2 * ties.len()];
    for sweep in 0..if is_forest { 2 } else { SWEEPS } {
        let damping = if sweep < 2 { 0.0 } else { 0.5 };
        let mut change: f64 = 0.0;
        // First from the leaves to the anchor, then back.
        let mut send = |node: &usize| change = change.max(update(*node, pulls, &ends, damping, &mut messages));
        if sweep % 2 == 0 {
            order.iter().rev().for_each(&mut send);
        } else {
            order.iter().for_each(&mut send);
        }
        if sweep > 1 && change < SETTLED {
            break;
        }
    }
    let odds: Vec<f64> = (0..pulls.len()).map(|node| total(node, pulls, &ends, &messages)).collect();
    if is_forest { odds } else { agreed(&odds, pulls, &ends, &order) }
}

/// What is known of a node: its pull and all that its neighbours say.
fn total(node: usize, pulls: &[f64], ends: &[Vec<End>], messages: &[f64]) -> f64 {
    let incoming = ends.get(node).into_iter().flatten().filter_map(|end| messages.get(end.incoming));
    pulls.get(node).copied().unwrap_or(0.0) + incoming.sum::<f64>()
}

/// Sends the messages of a node. Returns the greatest change.
fn update(node: usize, pulls: &[f64], ends: &[Vec<End>], damping: f64, messages: &mut [f64]) -> f64 {
    let all = total(node, pulls, ends, messages);
    let mut change: f64 = 0.0;
    for end in ends.get(node).into_iter().flatten() {
        let without = all - messages.get(end.incoming).copied().unwrap_or(0.0);
        let new = libm::atanh(libm::tanh(end.same) * libm::tanh(without).clamp(-0.999_999, 0.999_999));
        // The other message of the same tie.
        crate::place::update(messages, end.incoming ^ 1, |message| {
            let mixed = damping * *message + (1.0 - damping) * new;
            change = change.max((mixed - *message).abs());
            *message = mixed;
        });
    }
    change
}

/// The nodes from those with a pull outward, and how many separate graphs they are.
fn breadth_first(pulls: &[f64], ends: &[Vec<End>]) -> (Vec<usize>, usize) {
    let mut order = Vec::with_capacity(pulls.len());
    let mut is_seen = vec![false; pulls.len()];
    let mut trees = 0;
    let pulled = (0..pulls.len()).filter(|node| pulls.get(*node).is_some_and(|pull| *pull != 0.0));
    for start in pulled.chain(0..pulls.len()) {
        if is_seen.get(start) != Some(&false) {
            continue;
        }
        trees += 1;
        let mut next = order.len();
        crate::place::set(&mut is_seen, start, true);
        order.push(start);
        while let Some(node) = order.get(next).copied() {
            next += 1;
            for end in ends.get(node).into_iter().flatten() {
                if is_seen.get(end.neighbour) == Some(&false) {
                    crate::place::set(&mut is_seen, end.neighbour, true);
                    order.push(end.neighbour);
                }
            }
        }
    }
    (order, trees)
}

/// The log-odds of the nodes on whose side the best assignment agrees; 0 for the others.
fn agreed(odds: &[f64], pulls: &[f64], ends: &[Vec<End>], order: &[usize]) -> Vec<f64> {
    // What is balanced has no side: any choice would favour one.
    let sign = |x: f64| if x == 0.0 { 0.0 } else { x.signum() };
    let by_messages: Vec<f64> = odds.iter().map(|odds| sign(*odds)).collect();
    // The other start: each node opposes or joins the neighbours before it.
    let mut outward = vec![0.0; odds.len()];
    for node in order {
        let field = local(*node, &outward, pulls, ends);
        crate::place::set(&mut outward, *node, sign(field));
    }
    let starts = [by_messages, outward].map(|start| flip(start, pulls, ends, order));
    let [(first, fit), (second, other_fit)] = starts;
    let best = if other_fit > fit + 1e-9 { second } else { first };
    odds.iter().zip(best).map(|(odds, side)| if *odds * side > 0.0 { *odds } else { 0.0 }).collect()
}

/// What the sides of its neighbours and its pull say about a node.
fn local(node: usize, sides: &[f64], pulls: &[f64], ends: &[Vec<End>]) -> f64 {
    let ends = ends.get(node).into_iter().flatten();
    let ties: f64 = ends.map(|end| end.same * sides.get(end.neighbour).copied().unwrap_or(0.0)).sum();
    pulls.get(node).copied().unwrap_or(0.0) + ties
}

/// Flips nodes while that fits better. Returns the sides, and how well they fit.
fn flip(mut sides: Vec<f64>, pulls: &[f64], ends: &[Vec<End>], order: &[usize]) -> (Vec<f64>, f64) {
    for _ in 0..FLIPS {
        let mut is_flipped = false;
        for node in order {
            let field = local(*node, &sides, pulls, ends);
            crate::place::update(&mut sides, *node, |side| {
                if *side * field < 0.0 {
                    *side = -*side;
                    is_flipped = true;
                }
            });
        }
        if !is_flipped {
            break;
        }
    }
    // A tie is counted at both ends, and a pull once: both scale alike for the two starts.
    let pull = |node: usize| pulls.get(node).copied().unwrap_or(0.0);
    let fits = sides.iter().enumerate().map(|(node, side)| side * (local(node, &sides, pulls, ends) + pull(node)));
    let fit = fits.sum();
    (sides, fit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P(same side as the first node) by counting all assignments.
    fn exact(pulls: &[f64], ties: &[Tie]) -> Vec<f64> {
        let count = pulls.len();
        let mut sums = vec![[0.0_f64; 2]; count];
        for bits in 0..1_u32 << count {
            let side = |node: usize| if bits >> node & 1 == 1 { 1.0 } else { -1.0 };
            let energy: f64 = ties.iter().map(|tie| tie.same * side(tie.one) * side(tie.other)).sum::<f64>()
                + pulls.iter().enumerate().map(|(node, pull)| pull * side(node)).sum::<f64>();
            for (node, sum) in sums.iter_mut().enumerate() {
                sum[usize::from(side(node) > 0.0)] += libm::exp(energy);
            }
        }
        sums.iter().map(|[minus, plus]| 0.5 * libm::log(plus / minus)).collect()
    }

    fn tie(one: usize, other: usize, same: f64) -> Tie {
        Tie { one, other, same }
    }

    #[test]
    fn it_is_exact_on_a_tree() {
        let pulls = [2.0, 0.0, 0.0, 0.0, 0.3, 0.0];
        let ties = [tie(0, 1, -0.8), tie(1, 2, -0.5), tie(1, 3, 0.7), tie(3, 4, -0.2), tie(0, 5, 0.1)];
        for (found, exact) in solve(&pulls, &ties).iter().zip(exact(&pulls, &ties)) {
            assert!((found - exact).abs() < 1e-4, "{found} {exact}");
        }
    }

    #[test]
    fn a_loop_has_the_sides_of_the_best_assignment_or_none() {
        let pulls = [3.0, 0.0, 0.0, 0.0];
        let ties = [tie(0, 1, -1.0), tie(1, 2, -1.0), tie(2, 3, -1.0), tie(0, 3, -1.0)];
        let found = solve(&pulls, &ties);
        for (found, exact) in found.iter().zip(exact(&pulls, &ties)) {
            assert!(found * exact > 0.0, "{found} {exact}");
        }
        // Three enemies: one of them cannot be placed, and nothing is sure.
        let found = solve(&[3.0, 0.0, 0.0], &[tie(0, 1, -1.0), tie(1, 2, -1.0), tie(0, 2, -1.0)]);
        assert!(found[1].abs() < 1.0 && found[2].abs() < 1.0, "{found:?}");
    }

    #[test]
    fn turning_the_pull_turns_every_side() {
        let ties = [tie(0, 1, -0.8), tie(1, 2, 0.4), tie(2, 0, 0.1), tie(2, 3, -1.2)];
        let (plus, minus) = (solve(&[2.0, 0.0, 0.0, 0.0], &ties), solve(&[-2.0, 0.0, 0.0, 0.0], &ties));
        for (plus, minus) in plus.iter().zip(minus) {
            assert!((plus + minus).abs() < 1e-9, "{plus} {minus}");
        }
    }

    #[test]
    fn a_node_without_ties_is_on_no_side_and_nothing_is_no_error() {
        assert_eq!(solve(&[2.0, 0.0], &[]), [2.0, 0.0]);
        assert!(solve(&[], &[]).is_empty());
    }
}
