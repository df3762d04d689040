//! The positions that are taken over from who holds them: what `graph` needs to know of the codebook.

use std::sync::Arc;

use crate::rule::{Axis, Label, Matcher};

/// A position that a comment takes over by supporting who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heritable {
    /// Its name.
    pub name: Arc<str>,
    /// What it is a value of.
    pub axis: Option<Arc<str>>,
    /// The position that nobody holds with it.
    pub contrary: Option<Arc<str>>,
    /// The position that is held by whoever says no to a proposal of this one: its contrary, where the codebook says so
    /// of both (`exhaustive`), and that is taken over as well.
    pub rejected: Option<Arc<str>>,
    /// A group of positions of which a comment keeps only the best.
    pub exclusive: Option<Arc<str>>,
}

/// The heritable positions of a codebook, in order of name.
pub(super) fn heritable(matcher: &Matcher) -> Arc<[Heritable]> {
    let inherits = |label: &&Label| label.inherits && label.kind == Axis::Position;
    let rejected = |label: &Label| {
        let contrary = matcher.label(label.contrary.as_ref()?).filter(inherits)?;
        (label.exhaustive && contrary.exhaustive).then(|| contrary.name.clone())
    };
    let entry = |label: &Label| Heritable {
        name: label.name.clone(),
        axis: label.axis.clone(),
        contrary: label.contrary.clone(),
        rejected: rejected(label),
        exclusive: label.exclusive.clone(),
    };
    let mut all: Vec<Heritable> = matcher.labels.iter().filter(inherits).map(entry).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all.into()
}
