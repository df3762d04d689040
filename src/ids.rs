//! The one place that decides ids: which id something gets if the wanted one is taken or is missing.
//!
//! All ids of the program are decided here, so two things never get the same id by two different rules. Every function is
//! amortised constant in the ids handed out, also for a million equal ones.

use rustc_hash::{FxHashMap, FxHashSet};

/// The ids that are taken in some scope: a thread, a map, a collection, a folder.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    ids: FxHashSet<String>,
    /// For each stem, the next number to try. Without it, n equal ids would cost n².
    next: FxHashMap<String, usize>,
    ignores_case: bool,
}

impl Taken {
    /// Nothing is taken, and ids that differ only in case count as equal, as some file systems have it.
    pub fn ignoring_case() -> Self {
        Taken { ignores_case: true, ..Taken::default() }
    }

    /// Takes an id. Returns whether it was free.
    pub fn take(&mut self, id: &str) -> bool {
        let id = if self.ignores_case { id.to_lowercase() } else { id.to_owned() };
        self.ids.insert(id)
    }

    /// Takes the wanted id if it is free, else the first free one of `wanted~2`, `wanted~3`, …
    pub fn free(&mut self, wanted: &str) -> String {
        if self.take(wanted) { wanted.to_owned() } else { self.numbered(&format!("{wanted}~"), 2) }
    }

    /// Takes the first free id that is the stem and a number, from `least` on: `c4`, `x1`.
    ///
    /// A number that was handed out or passed over before is not tried again.
    pub fn numbered(&mut self, stem: &str, least: usize) -> String {
        let mut number = self.next.get(stem).copied().unwrap_or_default().max(least);
        loop {
            let id = format!("{stem}{number}");
            number += 1;
            if self.take(&id) {
                self.next.insert(stem.to_owned(), number);
                return id;
            }
        }
    }
}

impl<'a> FromIterator<&'a str> for Taken {
    /// Takes these ids; some may be equal.
    fn from_iter<I: IntoIterator<Item = &'a str>>(ids: I) -> Self {
        Taken { ids: ids.into_iter().map(str::to_owned).collect(), ..Taken::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_keeps_its_id_and_later_ones_get_a_number() {
        let mut taken = Taken::default();
        assert_eq!(["a", "a", "a~2", "a", "b"].map(|id| taken.free(id)), ["a", "a~2", "a~2~2", "a~3", "b"]);
    }

    #[test]
    fn no_made_up_id_is_one_that_was_read() {
        let mut taken: Taken = ["x1", "x2", "x4", "a", "a~2"].into_iter().collect();
        assert_eq!([0; 3].map(|_| taken.numbered("x", 1)), ["x3", "x5", "x6"]);
        assert_eq!(taken.numbered("c", 7), "c7");
        assert_eq!(taken.free("a"), "a~3");
    }

    #[test]
    fn names_that_differ_in_case_are_equal_where_asked_for() {
        let mut taken = Taken::ignoring_case();
        assert_eq!(["Map", "map", "MAP"].map(|id| taken.free(id)), ["Map", "map~2", "MAP~3"]);
        let mut taken = Taken::default();
        assert_eq!(["Map", "map"].map(|id| taken.free(id)), ["Map", "map"]);
    }

    #[test]
    fn a_million_equal_ids_are_told_apart_in_linear_work() {
        let mut taken = Taken::default();
        let last = (0..1_000_000).map(|_| taken.free("same")).last();
        assert_eq!(last.as_deref(), Some("same~1000000"));
        assert_eq!(taken.next.get("same~"), Some(&1_000_001), "no number was tried twice");
    }

    proptest! {
        #[test]
        fn no_id_is_handed_out_twice(
            read in prop::collection::vec("[ax](~?[1-4])?", 0..12),
            wanted in prop::collection::vec(("[ax](~?[1-4])?", any::<bool>()), 0..40),
        ) {
            let mut taken: Taken = read.iter().map(String::as_str).collect();
            let mut all: FxHashSet<String> = read.into_iter().collect();
            for (wanted, is_numbered) in wanted {
                let was_free = !all.contains(&wanted);
                let id = if is_numbered { taken.numbered(&wanted, 1) } else { taken.free(&wanted) };
                prop_assert!(id.starts_with(&wanted));
                prop_assert!(is_numbered || (id == wanted) == was_free, "the wanted id is given if it is free");
                prop_assert!(all.insert(id));
            }
        }
    }
}
