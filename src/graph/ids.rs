//! Ids that name one node each: first come, first served; later ones get `~2`, `~3`, ….

use rustc_hash::{FxHashMap, FxHashSet};

/// Hands out ids and never the same twice.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: FxHashSet<String>,
    /// The next number to try for an id that was asked for again: without it, 50,000 equal ids would cost n².
    next: FxHashMap<String, usize>,
}

impl Ids {
    /// An allocator that will not make up any of these ids; they can still be taken as they are.
    pub(super) fn unique(&mut self, wanted: &str, reserved: &FxHashSet<&str>) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let mut number = self.next.get(wanted).copied().unwrap_or(2);
        loop {
            let id = format!("{wanted}~{number}");
            number += 1;
            if !reserved.contains(id.as_str()) && self.taken.insert(id.clone()) {
                self.next.insert(wanted.to_owned(), number);
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_keeps_its_id_and_no_made_up_id_takes_one_that_was_read() {
        let reserved = ["a", "a~2"].into_iter().collect();
        let mut ids = Ids::default();
        let given: Vec<String> = ["a", "a", "a~2", "a"].iter().map(|id| ids.unique(id, &reserved)).collect();
        assert_eq!(given, ["a", "a~3", "a~2", "a~4"]);
    }
}
