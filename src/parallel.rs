//! Work on many comments in parallel, on all cores. Results are in the order of the items, and none depends on another,
//! so the output does not depend on the number of threads.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

/// Fewer items than this are processed on the calling thread: starting threads costs as much as tagging a few hundred
/// comments.
const WORTH: usize = 512;

/// Items that a core takes at a time: enough that taking them costs nothing, few enough that all cores finish together.
const AT_A_TIME: usize = 64;

/// The results of `work` on every item and its index, in order.
pub fn map<T: Sync, U: Send>(items: &[T], work: impl Fn(usize, &T) -> U + Sync + Send) -> Vec<U> {
    let part = |start: usize, items: &[T]| -> Vec<U> {
        items.iter().enumerate().map(|(index, item)| work(start + index, item)).collect()
    };
    if items.len() < WORTH {
        return part(0, items);
    }
    let chunks: Vec<(usize, &[T])> =
        items.chunks(AT_A_TIME).enumerate().map(|(index, chunk)| (index * AT_A_TIME, chunk)).collect();
    whole(chunks, |(start, chunk)| part(start, chunk)).into_iter().flatten().collect()
}

/// The results of `work` on every item, in order, for items that are large: threads of comments, for example.
pub fn whole<T: Send, U: Send>(items: Vec<T>, work: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
    let todo: Vec<Mutex<Option<T>>> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let done: Vec<Mutex<Option<U>>> = todo.iter().map(|_| Mutex::new(None)).collect();
    each(todo.len(), &|index| {
        let (Some(item), Some(result)) = (todo.get(index), done.get(index)) else { return };
        let item = item.lock().unwrap_or_else(PoisonError::into_inner).take();
        let worked = item.map(&work);
        *result.lock().unwrap_or_else(PoisonError::into_inner) = worked;
    });
    done.into_iter().filter_map(|result| result.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

/// Calls `work` with every index below `count`. Not generic: rayon would be compiled for every caller.
fn each(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).into_par_iter().for_each(work);
}

/// Runs two functions in parallel.
pub fn both<T: Send, U: Send>(first: impl FnOnce() -> T + Send, second: impl FnOnce() -> U + Send) -> (T, U) {
    rayon::join(first, second)
}
