//! Tables with one value for each comment of a thread, or for each node or edge of a graph, and the keys to look them up.
//!
//! A table that belongs to a thread is as long as the thread, so a lookup cannot miss unless the code is wrong. A miss
//! must not crash a run and must not pass unnoticed either:
//!
//! - in tests and debug builds it panics;
//! - in release builds a read gives the default value, a write changes nothing, and [`take_misses`] reports how often
//!   that happened and where it happened first, so that the command can ask the user to report the bug.
//!
//! Use [`PerKey::get`] where a key may be absent for a good reason, such as a number that comes from an input file.

use std::marker::PhantomData;
use std::ops::Range;
use std::panic::Location;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::thread::{Comment, Thread};

/// A comment of a thread: its index in [`Thread::comments`](crate::thread::Thread::comments).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(u32);

impl Place {
    /// The comment at an index, which must be below 2³²: an input of [`INPUT_BYTES`](crate::limit::INPUT_BYTES) holds
    /// fewer comments.
    pub const fn new(index: usize) -> Self {
        Self(index as u32)
    }

    /// Its index in the thread, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The comment just before it; `None` for the first one.
    pub fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    /// The comment `count` comments before it, or the first comment if there are fewer.
    pub fn back(self, count: usize) -> Self {
        Self::new(self.index().saturating_sub(count))
    }

    /// All comments from `self` up to, but not including, `end`.
    pub fn up_to(self, end: Self) -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
        (self.0..end.0.max(self.0)).map(Self)
    }
}

impl Thread {
    /// The comment at a place of this thread; an empty one after a miss, see [`place`](crate::place).
    #[track_caller]
    pub fn at(&self, place: Place) -> &Comment {
        static MISSING: LazyLock<Comment> = LazyLock::new(Comment::default);
        lookup(&self.comments, place, || &MISSING)
    }
}

/// A key of a table: a number from 0 with a type of its own, so that a comment cannot be mistaken for a node.
pub trait Key: Copy {
    /// The key with this number.
    fn from_index(index: usize) -> Self;

    /// The number of the key.
    fn to_index(self) -> usize;
}

impl Key for Place {
    fn from_index(index: usize) -> Self {
        Self::new(index)
    }

    fn to_index(self) -> usize {
        self.index()
    }
}

impl Key for NodeIndex {
    fn from_index(index: usize) -> Self {
        NodeIndex::new(index)
    }

    fn to_index(self) -> usize {
        self.index()
    }
}

impl Key for EdgeIndex {
    fn from_index(index: usize) -> Self {
        EdgeIndex::new(index)
    }

    fn to_index(self) -> usize {
        self.index()
    }
}

impl Key for usize {
    fn from_index(index: usize) -> Self {
        index
    }

    fn to_index(self) -> usize {
        self
    }
}

/// One value for each comment of a thread, in the order of the thread.
pub type PerComment<T> = PerKey<Place, T>;

/// One value for each node of a graph from which nothing was removed.
pub type PerNode<T> = PerKey<NodeIndex, T>;

/// One value for each edge of a graph from which nothing was removed.
pub type PerEdge<T> = PerKey<EdgeIndex, T>;

/// One value for each key from 0 up to the length of the table. Use it through [`PerComment`], [`PerNode`] or
/// [`PerEdge`] where one of them fits.
#[derive(Clone, Debug)]
pub struct PerKey<K, T> {
    values: Vec<T>,
    /// What a read of a key gives that is not in the table. Never written.
    missing: T,
    /// What a write to such a key changes. Never read.
    scratch: T,
    key: PhantomData<K>,
}

impl<K, T: Default> Default for PerKey<K, T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<K, T: PartialEq> PartialEq for PerKey<K, T> {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl<K, T: Eq> Eq for PerKey<K, T> {}

impl<K, T: Default> From<Vec<T>> for PerKey<K, T> {
    fn from(values: Vec<T>) -> Self {
        Self { values, missing: T::default(), scratch: T::default(), key: PhantomData }
    }
}

impl<K, T: Default> FromIterator<T> for PerKey<K, T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::from(Vec::from_iter(values))
    }
}

impl<K, T> Extend<T> for PerKey<K, T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        self.values.extend(values);
    }
}

impl<K, T> IntoIterator for PerKey<K, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.into_iter()
    }
}

impl<'a, K, T> IntoIterator for &'a PerKey<K, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.iter()
    }
}

impl<'a, K, T> IntoIterator for &'a mut PerKey<K, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.iter_mut()
    }
}

impl<K, T> PerKey<K, T> {
    /// How many keys the table has.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether the table has no keys.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values, in the order of their keys.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.values.iter()
    }

    /// The values, in the order of their keys, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.values.iter_mut()
    }

    /// The values, in the order of their keys.
    pub fn into_vec(self) -> Vec<T> {
        self.values
    }

    /// Changes the number of keys; new keys get `value`.
    pub fn resize(&mut self, length: usize, value: T)
    where
        T: Clone,
    {
        self.values.resize(length, value);
    }

    /// Changes the number of keys; `value` makes the values of new keys.
    pub fn resize_with(&mut self, length: usize, value: impl FnMut() -> T) {
        self.values.resize_with(length, value);
    }

    /// The values as a slice, in the order of their keys.
    pub fn as_slice(&self) -> &[T] {
        &self.values
    }

    /// The values as a slice, in the order of their keys, to be changed.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.values
    }
}

impl<K: Key, T: Default> PerKey<K, T> {
    /// A table of `length` keys, all with the same value.
    pub fn filled(length: usize, value: T) -> Self
    where
        T: Clone,
    {
        Self::from(vec![value; length])
    }

    /// A table of `length` keys, with what `value` gives for each.
    pub fn from_fn(length: usize, value: impl FnMut(K) -> T) -> Self {
        (0..length).map(K::from_index).map(value).collect()
    }

    /// Adds a value and returns its key.
    pub fn push(&mut self, value: T) -> K {
        self.values.push(value);
        K::from_index(self.values.len() - 1)
    }

    /// The value of a key that must be in the table; for a miss see the [module](self).
    #[inline]
    #[track_caller]
    pub fn at(&self, key: K) -> &T {
        lookup(&self.values, key, || &self.missing)
    }

    /// The value of a key that must be in the table, to be changed; for a miss see the [module](self).
    #[inline]
    #[track_caller]
    pub fn at_mut(&mut self, key: K) -> &mut T {
        if let Some(value) = self.values.get_mut(key.to_index()) {
            value
        } else {
            miss(Location::caller());
            self.scratch = T::default();
            &mut self.scratch
        }
    }

    /// The value of a key, if it is in the table.
    pub fn get(&self, key: K) -> Option<&T> {
        self.values.get(key.to_index())
    }

    /// The value of a key, if it is in the table, to be changed.
    pub fn get_mut(&mut self, key: K) -> Option<&mut T> {
        self.values.get_mut(key.to_index())
    }

    /// The values of a range of keys that must be in the table; empty after a miss.
    #[inline]
    #[track_caller]
    pub fn range(&self, keys: Range<K>) -> &[T] {
        if let Some(values) = self.values.get(keys.start.to_index()..keys.end.to_index()) {
            values
        } else {
            miss(Location::caller());
            &[]
        }
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = K> + DoubleEndedIterator + use<K, T> {
        (0..self.values.len()).map(K::from_index)
    }

    /// All keys with their values, in order.
    pub fn iter_enumerated(&self) -> impl ExactSizeIterator<Item = (K, &T)> + DoubleEndedIterator {
        self.values.iter().enumerate().map(|(index, value)| (K::from_index(index), value))
    }

    /// All keys with their values, in order, to be changed.
    pub fn iter_mut_enumerated(&mut self) -> impl ExactSizeIterator<Item = (K, &mut T)> + DoubleEndedIterator {
        self.values.iter_mut().enumerate().map(|(index, value)| (K::from_index(index), value))
    }
}

impl<T> PerComment<T> {
    /// All comments, in the order of the thread.
    pub fn places(&self) -> impl ExactSizeIterator<Item = Place> + DoubleEndedIterator + use<T> {
        Place::new(0).up_to(Place::new(self.values.len()))
    }
}

/// Sets an element of a slice, such as an array with one element for each variant of an enum; for a miss see the
/// [module](self).
#[inline]
#[track_caller]
pub fn set<T>(values: &mut [T], index: usize, value: T) {
    update(values, index, |slot| *slot = value);
}

/// Changes an element of a slice; for a miss see the [module](self).
#[inline]
#[track_caller]
pub fn update<T>(values: &mut [T], index: usize, change: impl FnOnce(&mut T)) {
    match values.get_mut(index) {
        Some(value) => change(value),
        None => miss(Location::caller()),
    }
}

/// The element of a slice that belongs to a key, or `missing` after a miss; see the [module](self).
#[inline]
#[track_caller]
pub fn lookup<'a, K: Key, T>(values: &'a [T], key: K, missing: impl FnOnce() -> &'a T) -> &'a T {
    if let Some(value) = values.get(key.to_index()) {
        value
    } else {
        miss(Location::caller());
        missing()
    }
}

/// Lookups that missed: a bug of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misses {
    /// How many there were, at least 1.
    pub count: usize,
    /// The line of code that missed first.
    pub first: Option<&'static Location<'static>>,
}

/// The lookups of this process that missed since the last call; `None` if every key was in its table.
pub fn take_misses() -> Option<Misses> {
    MISSES.take()
}

/// Counts a lookup of a key that is not in its table.
#[cold]
#[inline(never)]
fn miss(code: &'static Location<'static>) {
    debug_assert!(false, "no such key in the table: {code}");
    MISSES.note(code);
}

/// The misses of this process.
static MISSES: Counter = Counter::new();

/// Counts misses and remembers the first.
struct Counter {
    count: AtomicUsize,
    first: Mutex<Option<&'static Location<'static>>>,
}

impl Counter {
    const fn new() -> Self {
        Self { count: AtomicUsize::new(0), first: Mutex::new(None) }
    }

    fn note(&self, code: &'static Location<'static>) {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(code);
    }

    fn take(&self) -> Option<Misses> {
        let count = self.count.swap(0, Ordering::Relaxed);
        (count > 0).then(|| Misses { count, first: self.first.lock().unwrap_or_else(PoisonError::into_inner).take() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(length: usize) -> PerComment<usize> {
        PerComment::from_fn(length, |place| place.index() * 10)
    }

    #[test]
    fn a_table_gives_back_what_it_was_given() {
        let mut table = places(3);
        let last = table.push(7);
        *table.at_mut(Place::new(1)) += 1;
        assert_eq!((last, *table.at(last)), (Place::new(3), 7));
        assert_eq!(table.as_slice(), [0, 11, 20, 7]);
        assert_eq!(table.iter_enumerated().last(), Some((last, &7)));
        assert_eq!(table.places().map(Place::index).collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert_eq!(table.range(Place::new(1)..Place::new(3)), [11, 20]);
        assert_eq!(table, PerComment::from(vec![0, 11, 20, 7]));
    }

    #[test]
    fn nodes_and_edges_are_keys_too() {
        let mut nodes: PerNode<bool> = PerNode::filled(2, false);
        *nodes.at_mut(NodeIndex::new(1)) = true;
        assert_eq!(nodes.keys().filter(|node| *nodes.at(*node)).collect::<Vec<_>>(), [NodeIndex::new(1)]);
        let edges: PerEdge<u8> = PerEdge::from_fn(2, |edge| edge.index() as u8);
        assert_eq!(edges.at(EdgeIndex::new(1)), &1);
    }

    #[test]
    fn slices_are_set_and_looked_up_by_key() {
        let mut counts = [1, 2, 3];
        set(&mut counts, 1, 20);
        update(&mut counts, 2, |count| *count += 1);
        assert_eq!(counts, [1, 20, 4]);
        assert_eq!(lookup(&counts, Place::new(1), || &0), &20);
    }

    #[test]
    fn a_key_that_may_be_absent_is_no_miss() {
        let mut table = places(1);
        assert_eq!(table.get(Place::new(1)), None);
        assert_eq!(table.get_mut(Place::new(9)), None);
    }

    #[test]
    fn windows_of_comments_end_at_the_first() {
        let place = Place::new(2);
        assert_eq!((place.previous(), Place::new(0).previous()), (Some(Place::new(1)), None));
        assert_eq!((place.back(1), place.back(9)), (Place::new(1), Place::new(0)));
        assert_eq!(Place::new(1).up_to(Place::new(3)).map(Place::index).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(Place::new(3).up_to(Place::new(1)).count(), 0);
    }

    #[cfg(debug_assertions)]
    #[test]
    #[should_panic(expected = "place.rs")]
    fn a_miss_fails_in_tests_and_names_the_code() {
        places(1).at(Place::new(1));
    }

    #[cfg(debug_assertions)]
    #[test]
    #[should_panic(expected = "no such key")]
    fn a_write_that_misses_fails_in_tests() {
        *places(1).at_mut(Place::new(1)) = 5;
    }

    #[cfg(not(debug_assertions))]
    #[test]
    fn a_miss_in_release_gives_the_default_and_changes_nothing() {
        let mut table = places(1);
        *table.at_mut(Place::new(1)) = 5;
        assert_eq!((*table.at(Place::new(1)), table.as_slice()), (0, &[0][..]));
        assert_eq!(table.range(Place::new(0)..Place::new(2)), [0; 0]);
    }

    #[test]
    fn misses_are_counted_and_the_first_is_named_once() {
        let counter = Counter::new();
        assert_eq!(counter.take(), None);
        let first = Location::caller();
        counter.note(first);
        counter.note(Location::caller());
        assert_eq!(counter.take(), Some(Misses { count: 2, first: Some(first) }));
        assert_eq!(counter.take(), None);
    }
}
