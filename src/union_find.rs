//! Disjoint sets: which things belong together, with a root for each set that the caller chooses.
//!
//! Every walk to a root halves the path for the next one, so that a series of calls takes n log n steps in all (Tarjan
//! and van Leeuwen 1984). There is no union by rank, because the callers need to know which root wins.

use crate::place::{Key, PerKey};

/// Things in disjoint sets. A thing that was attached to no other is the root of its set.
#[derive(Clone, Debug, Default)]
pub struct UnionFind<K: Default> {
    /// For each thing, another one nearer to the root of its set; a root has itself.
    above: PerKey<K, K>,
}

impl<K: Key + PartialEq + Default> UnionFind<K> {
    /// `length` things, each in a set of its own.
    pub fn new(length: usize) -> Self {
        Self { above: PerKey::from_fn(length, |thing| thing) }
    }

    /// Adds a thing in a set of its own.
    pub fn add(&mut self) -> K {
        self.above.push(K::from_index(self.above.len()))
    }

    /// The root of the set of a thing.
    pub fn root(&mut self, mut thing: K) -> K {
        loop {
            let next = *self.above.at(thing);
            if next == thing {
                return thing;
            }
            let beyond = *self.above.at(next);
            *self.above.at_mut(thing) = beyond;
            thing = beyond;
        }
    }

    /// Joins the sets of two things; the root of the set of `above` is the root of both.
    pub fn attach(&mut self, thing: K, above: K) {
        let (old, new) = (self.root(thing), self.root(above));
        *self.above.at_mut(old) = new;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_root_of_the_set_above_wins() {
        let mut sets: UnionFind<usize> = UnionFind::new(4);
        sets.attach(0, 1);
        sets.attach(2, 0);
        assert_eq!([0, 1, 2, 3].map(|thing| sets.root(thing)), [1, 1, 1, 3]);
        sets.attach(1, 3);
        let added = sets.add();
        assert_eq!([0, 1, 2, 3, added].map(|thing| sets.root(thing)), [3, 3, 3, 3, 4]);
    }

    proptest! {
        #[test]
        fn sets_are_those_of_a_plain_table(joins in prop::collection::vec((0..20_usize, 0..20_usize), 0..40)) {
            let mut sets: UnionFind<usize> = UnionFind::new(20);
            // The plain way: every thing knows its root, and a join renames one root everywhere.
            let mut roots: Vec<usize> = (0..20).collect();
            for (thing, above) in joins {
                let (old, new) = (roots[thing], roots[above]);
                sets.attach(thing, above);
                roots.iter_mut().filter(|root| **root == old).for_each(|root| *root = new);
            }
            for (thing, root) in roots.into_iter().enumerate() {
                prop_assert_eq!(sets.root(thing), root);
            }
        }
    }
}
