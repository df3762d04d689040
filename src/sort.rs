//! Sorting without a sorting algorithm in every caller.
//!
//! The standard library compiles its sort, some 2 000 lines of intermediate code, for every comparison and every type;
//! for a hundred callers that was an eighth of the machine code of this crate. Here the algorithm sees only indices.
//! Where millions of items are sorted, use the standard library.

use std::cmp::Ordering;

/// Up to this many items are sorted in place by insertion, without a table of indices.
const FEW: usize = 12;

/// Stable sorting of a slice: equal items keep their order.
pub trait Order<T> {
    /// Sorts by a comparison, as `sort_by` does.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key, as `sort_by_key` does.
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> Order<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        order(self, &mut compare);
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        order(self, &mut |a, b| key(a).cmp(&key(b)));
    }
}

/// Compares two items.
type Compare<'a, T> = &'a mut dyn FnMut(&T, &T) -> Ordering;

/// Compiled once for each type of item.
fn order<T>(items: &mut [T], compare: Compare<'_, T>) {
    if items.len() <= FEW {
        for end in 1..items.len() {
            for at in (1..=end).rev() {
                match items.get(at - 1..=at) {
                    Some([before, after]) if compare(before, after).is_gt() => items.swap(at - 1, at),
                    _ => break,
                }
            }
        }
        return;
    }
    let mut order = sorted(items.len(), &mut |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(&mut order, &mut |a, b| items.swap(a, b));
}

/// The numbers below `count` in order.
fn sorted(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Swaps items until every place holds the item that `order` names for it. Each place is set once.
fn arrange(order: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        while let Some(place) = order.get_mut(at) {
            let from = std::mem::replace(place, at);
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let mut seed: u32 = 7;
        for count in (0..40).chain([100, 1000]) {
            let items: Vec<(u32, usize)> = (0..count)
                .map(|index| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 28, index)
                })
                .collect();
            let (mut mine, mut standard) = (items.clone(), items);
            mine.order_by_key(|item| item.0);
            standard.sort_by_key(|item| item.0);
            assert_eq!(mine, standard);
            mine.order_by(|a, b| b.0.cmp(&a.0));
            standard.sort_by_key(|item| std::cmp::Reverse(item.0));
            assert_eq!(mine, standard);
        }
    }
}
