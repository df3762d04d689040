//! The counts of an evaluation, thread by thread.

use std::collections::BTreeMap;

use serde::Serialize;

/// Right, wrong and missed answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Given and in the gold.
    pub hit: usize,
    /// Given and not in the gold.
    pub wrong: usize,
    /// In the gold and not given.
    pub missed: usize,
}

impl Counts {
    pub(super) fn count(&mut self, given: bool, wanted: bool) {
        self.hit += usize::from(given && wanted);
        self.wrong += usize::from(given && !wanted);
        self.missed += usize::from(!given && wanted);
    }

    /// Adds other counts, this many times.
    pub(super) fn add(&mut self, other: Counts, times: usize) {
        self.hit += times * other.hit;
        self.wrong += times * other.wrong;
        self.missed += times * other.missed;
    }

    /// Precision: the share of the given answers that are right; 1 if nothing was given.
    pub fn precision(&self) -> f64 {
        ratio(self.hit, self.hit + self.wrong)
    }

    /// Recall: the share of the gold answers that were given; 1 if the gold has none.
    pub fn recall(&self) -> f64 {
        ratio(self.hit, self.hit + self.missed)
    }

    /// F1: the harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        ratio(2 * self.hit, 2 * self.hit + self.wrong + self.missed)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// A share of right answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Right ones.
    pub right: usize,
    /// All.
    pub of: usize,
}

impl Share {
    pub(super) fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// The share as counts: right answers were given and are in the gold, the others were only given.
    pub(super) fn counts(self) -> Counts {
        Counts { hit: self.right, wrong: self.of - self.right, missed: 0 }
    }

    /// The share, in [0, 1]; 1 if there are no answers.
    pub fn value(&self) -> f64 {
        ratio(self.right, self.of)
    }
}

/// Counts by label.
pub type ByLabel = BTreeMap<String, Counts>;

/// The counts of one thread, or the sum of several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Comments in the gold.
    pub comments: usize,
    /// Of these, comments that were found in the map.
    pub matched: usize,
    /// Beginnings of comments; only if the map was made from another text than that of the gold.
    pub cuts: Option<Counts>,
    /// Comments whose annotated positions are exactly right, not counting acceptable ones.
    pub exact: Share,
    /// Counts of each position.
    pub positions: ByLabel,
    /// Counts of each form.
    pub forms: ByLabel,
    /// Primary links to a right target (any target in the gold).
    pub links: Share,
    /// The baseline "answers the comment above" on the same comments.
    pub above: Share,
    /// The baseline "answers the article or opening post".
    pub opening: Share,
    /// Counts of each relation, of the primary links with a right target.
    pub relations: ByLabel,
    /// Right relations, of the links with a right target.
    pub relation: Share,
}

impl Tally {
    /// Adds the counts of another thread.
    pub fn add(&mut self, other: &Tally) {
        self.comments += other.comments;
        self.matched += other.matched;
        if let Some(cuts) = other.cuts {
            self.cuts.get_or_insert_default().add(cuts, 1);
        }
        for (ours, theirs) in [
            (&mut self.exact, other.exact),
            (&mut self.links, other.links),
            (&mut self.above, other.above),
            (&mut self.opening, other.opening),
            (&mut self.relation, other.relation),
        ] {
            ours.right += theirs.right;
            ours.of += theirs.of;
        }
        for (ours, theirs) in [
            (&mut self.positions, &other.positions),
            (&mut self.forms, &other.forms),
            (&mut self.relations, &other.relations),
        ] {
            for (label, counts) in theirs {
                ours.entry(label.clone()).or_default().add(*counts, 1);
            }
        }
    }
}
