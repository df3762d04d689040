//! The tidy tree: computes the y of boxes of different heights in columns. Each parent is level with its first child,
//! no two boxes of a column are closer than a gap, and every subtree is as high up as its neighbours allow.
//!
//! After Reingold and Tilford (1981) and van der Ploeg (2014). Columns make contours simple: one top and one bottom for
//! each level. Joining two subtrees looks only at the levels both have, so the whole is linear in the number of boxes.

use super::Indexed;

/// The outline of a subtree, one entry for each level, the deepest first, so that a parent is pushed at the end.
#[derive(Debug, Default)]
struct Outline {
    /// Top and bottom of every level, before `shift`.
    levels: Vec<(f64, f64)>,
    /// What is added to all of them.
    shift: f64,
}

/// The y of every box.
///
/// `boxes` are height and parent, in reading order (a parent comes before its children). `gap` is the least distance
/// between boxes of a column, `apart` the least distance between trees.
pub fn tidy(boxes: &[(f64, Option<usize>)], gap: f64, apart: f64) -> Vec<f64> {
    // The distance of each box from the top of its parent (of a root: from the top).
    let mut below = Indexed::filled(boxes.len(), 0.0);
    let mut kids: Indexed<Vec<usize>> = Indexed::filled(boxes.len(), Vec::new());
    let mut roots = Vec::new();
    for (at, (_, parent)) in boxes.iter().enumerate() {
        match parent {
            Some(parent) => kids.at_mut(*parent).push(at),
            None => roots.push(at),
        }
    }
    // Backwards, so that children are done before their parents.
    let mut outlines: Indexed<Option<Outline>> = boxes.iter().map(|_| None).collect();
    for (at, (height, _)) in boxes.iter().enumerate().rev() {
        let mut outline = join(kids.at(at), &mut outlines, &mut below, gap);
        outline.levels.push((-outline.shift, height - outline.shift));
        *outlines.at_mut(at) = Some(outline);
    }
    join(&roots, &mut outlines, &mut below, apart);
    let mut out: Vec<f64> = Vec::with_capacity(boxes.len());
    for ((_, parent), below) in boxes.iter().zip(below) {
        let top = parent.and_then(|parent| out.get(parent)).copied().unwrap_or(0.0);
        out.push(top + below);
    }
    out
}

/// Joins subtrees: the first at 0, each next one as high as it fits below those before.
fn join(kids: &[usize], outlines: &mut Indexed<Option<Outline>>, below: &mut Indexed<f64>, gap: f64) -> Outline {
    let mut whole = Outline::default();
    for kid in kids {
        let Some(part) = outlines.at_mut(*kid).take() else { continue };
        let shared = whole.levels.iter().rev().zip(part.levels.iter().rev());
        let down =
            shared.map(|((_, bottom), (top, _))| bottom + whole.shift + gap - (top + part.shift)).fold(0.0, f64::max);
        *below.at_mut(*kid) = down;
        whole = merge(whole, Outline { shift: part.shift + down, ..part });
    }
    whole
}

/// The outline of two neighbours: the tops of the upper and the bottoms of the lower where both have a level.
fn merge(upper: Outline, lower: Outline) -> Outline {
    if upper.levels.len() >= lower.levels.len() {
        let (mut whole, by) = (upper.levels, lower.shift - upper.shift);
        for ((_, bottom), (_, lower)) in whole.iter_mut().rev().zip(lower.levels.iter().rev()) {
            *bottom = lower + by;
        }
        Outline { levels: whole, shift: upper.shift }
    } else {
        let (mut whole, by) = (lower.levels, upper.shift - lower.shift);
        for ((top, _), (upper, _)) in whole.iter_mut().rev().zip(upper.levels.iter().rev()) {
            *top = upper + by;
        }
        Outline { levels: whole, shift: lower.shift }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn first_children_are_level_and_leaves_slip_under_short_subtrees() {
        //  0 ─ 1 ─ 2    1 is low, 2 is high; 3 stands below 1 and not below 2.
        //    └ 3
        let ys = tidy(&[(10.0, None), (10.0, Some(0)), (90.0, Some(1)), (10.0, Some(0))], 5.0, 20.0);
        assert_eq!(ys, [0.0, 0.0, 0.0, 15.0]);
    }

    #[test]
    fn a_deep_chain_needs_no_stack() {
        let boxes: Vec<_> = (0..100_000).map(|at: usize| (10.0, at.checked_sub(1))).collect();
        assert!(tidy(&boxes, 5.0, 20.0).iter().all(|y| *y == 0.0));
    }

    proptest! {
        #[test]
        fn boxes_of_a_column_never_touch(raw in prop::collection::vec((1.0..100.0f64, any::<prop::sample::Index>()), 1..80)) {
            // A parent among the open branch keeps reading order.
            let mut boxes: Vec<(f64, Option<usize>)> = Vec::new();
            let mut branch: Vec<usize> = Vec::new();
            let mut depth = Vec::new();
            for (at, (height, pick)) in raw.iter().enumerate() {
                branch.truncate(pick.index(branch.len() + 1));
                boxes.push((*height, branch.last().copied()));
                depth.push(branch.len());
                branch.push(at);
            }
            let ys = tidy(&boxes, 5.0, 9.0);
            let mut bottom = vec![f64::NEG_INFINITY; boxes.len() + 1];
            for (at, (height, parent)) in boxes.iter().enumerate() {
                prop_assert!(ys[at] >= bottom[depth[at]] + 4.999, "box {at}");
                prop_assert!(parent.is_none_or(|parent| ys[at] >= ys[parent]));
                bottom[depth[at]] = ys[at] + height;
            }
        }
    }
}
