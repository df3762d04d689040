//! Codebook labels → the positions that a comment can inherit: what `tag` and `graph` need to know of the codebook.

use std::sync::Arc;

use super::matcher::{Label, Matcher};
use super::pack::Axis;

/// A position that a comment inherits by supporting a comment that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heritable {
    /// Its name.
    pub name: Arc<str>,
    /// What it is a value of.
    pub axis: Option<Arc<str>>,
    /// The position that nobody holds together with it.
    pub contrary: Option<Arc<str>>,
    /// The position held by anyone who rejects a proposal of this one: its contrary, if the codebook marks both as
    /// `exhaustive` and the contrary can be inherited too.
    pub rejected: Option<Arc<str>>,
    /// The group of positions of which a comment keeps only the best.
    pub exclusive: Option<Arc<str>>,
}

/// The heritable positions of the loaded packs, in order of name.
pub(super) fn heritable(matcher: &Matcher) -> Vec<Heritable> {
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
    let mut entries: Vec<Heritable> = matcher.labels.iter().filter(inherits).map(entry).collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}
