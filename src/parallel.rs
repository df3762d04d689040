//! Work on many comments in parallel, on all cores. Results are in the order of the items, and none depends on another,
//! so the output does not depend on the number of threads.

use rayon::prelude::*;

/// Fewer items than this are processed on the calling thread: starting threads costs as much as tagging a few hundred
/// comments.
const WORTH: usize = 512;

/// The results of `work` on every item and its index, in order.
pub fn map<T: Sync, U: Send>(items: &[T], work: impl Fn(usize, &T) -> U + Sync + Send) -> Vec<U> {
    if items.len() < WORTH {
        items.iter().enumerate().map(|(index, item)| work(index, item)).collect()
    } else {
        items.par_iter().enumerate().map(|(index, item)| work(index, item)).collect()
    }
}

/// The results of `work` on every item, in order, for items that are large: threads of comments, for example.
pub fn whole<T: Send, U: Send>(items: Vec<T>, work: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
    items.into_par_iter().map(work).collect()
}

/// Runs two functions in parallel.
pub fn both<T: Send, U: Send>(first: impl FnOnce() -> T + Send, second: impl FnOnce() -> U + Send) -> (T, U) {
    rayon::join(first, second)
}
