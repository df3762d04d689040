//! Work on many comments at once, on as many threads as the machine has. The results come in order, and no result
//! depends on another, so that the output is the same on one thread and on many.

use rayon::prelude::*;

/// Fewer items than this are worked off where they are: starting threads costs as much as tagging some hundred comments.
const WORTH: usize = 512;

/// What `work` makes of every item, in order.
pub fn map<T: Sync, U: Send>(items: &[T], work: impl Fn(usize, &T) -> U + Sync + Send) -> Vec<U> {
    if items.len() < WORTH {
        items.iter().enumerate().map(|(at, item)| work(at, item)).collect()
    } else {
        items.par_iter().enumerate().map(|(at, item)| work(at, item)).collect()
    }
}

/// Lets `work` change every item.
pub fn each<T: Send>(items: &mut [T], work: impl Fn(&mut T) + Sync + Send) {
    if items.len() < WORTH {
        items.iter_mut().for_each(work);
    } else {
        items.par_iter_mut().for_each(work);
    }
}

/// What `work` makes of every item, in order, where each is worth a thread: a thread of comments, say.
pub fn whole<T: Send, U: Send>(items: Vec<T>, work: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
    items.into_par_iter().map(work).collect()
}

/// Does two things at once.
pub fn both<T: Send, U: Send>(one: impl FnOnce() -> T + Send, other: impl FnOnce() -> U + Send) -> (T, U) {
    rayon::join(one, other)
}
