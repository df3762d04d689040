//! What is derived from a view as a whole: computed once, on first use, and kept with the view.
//!
//! The forest belongs to this stage and has a field here. Later stages derive more: `layout` the names of the nodes,
//! `issue` the issues and disputes. A stage may not import the ones after it, so [`View::once`] stores their values without
//! naming their types.

use std::any::Any;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::View;
use super::forest::Forest;

/// What was derived from a view so far. A clone starts empty, because a cloned view may be changed.
#[derive(Debug, Default)]
pub(super) struct Shape {
    forest: OnceLock<Forest>,
    /// Values of later stages, one of each type. A view has two or three, so a list will do.
    others: Mutex<Vec<Arc<dyn Any + Send + Sync>>>,
}

impl Clone for Shape {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Shape {
    fn other<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        others.iter().find_map(|value| Arc::clone(value).downcast().ok())
    }
}

impl View<'_> {
    /// The shape of the view as a picture shows it: every node below what it answers.
    pub fn forest(&self) -> &Forest {
        self.shape.forest.get_or_init(|| Forest::of(self))
    }

    /// The value of type `T` that belongs to this view. The first call computes it, later calls return the same value.
    ///
    /// Every caller must derive a `T` in the same way, so only the module that defines `T` calls this.
    pub(crate) fn once<T: Any + Send + Sync>(&self, derive: impl FnOnce(&Self) -> T) -> Arc<T> {
        if let Some(known) = self.shape.other() {
            return known;
        }
        // The lock is not held here, because deriving one value may need another.
        let value = Arc::new(derive(self));
        self.shape.others.lock().unwrap_or_else(PoisonError::into_inner).push(value.clone());
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::ArgumentMap;

    #[test]
    fn a_value_is_derived_once_by_type_and_anew_for_a_clone() {
        let map = ArgumentMap::default();
        let view = View::whole(&map);
        let outer = |view: &View<'_>| view.once(|view| (*view.once(|_| 1_u8), "outer"));
        assert_eq!(*outer(&view), (1, "outer"));
        assert_eq!(*view.once(|_| 2_u8), 1);
        assert_eq!(*view.clone().once(|_| 2_u8), 2);
        assert!(std::ptr::eq(view.forest(), view.forest()));
    }
}
