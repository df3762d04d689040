//! What a fit says: figures, the same in words, and what is taken for what.

use std::collections::BTreeMap;
use std::fmt;

use super::{Fitted, Item};
use crate::sort::Order as _;

/// With fewer comments than this, it gives counts and no shares.
const TEN: usize = 10;

/// How a label is given and missed, in comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Given, and right.
    pub right: usize,
    /// Given, and wrong.
    pub wrong: usize,
    /// Not given, though it is right.
    pub missed: usize,
    /// Neither given nor right.
    pub left: usize,
    /// What the wrong ones are: their labels in the gold with their numbers, the most frequent first.
    pub taken_for: Vec<(String, usize)>,
}

impl Words {
    /// The outcome at a threshold. `claims` are the probabilities of the items, in order.
    pub(super) fn of(claims: &[(f64, bool)], threshold: f64, items: &[&Item<'_>]) -> Self {
        let mut words = Words::default();
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for ((p, yes), item) in claims.iter().zip(items) {
            match (*p >= threshold, yes) {
                (true, true) => words.right += 1,
                (true, false) => {
                    words.wrong += 1;
                    let is = if item.labels.is_empty() { "no label".to_owned() } else { item.labels.join(" and ") };
                    *taken.entry(is).or_default() += 1;
                }
                (false, true) => words.missed += 1,
                (false, false) => words.left += 1,
            }
        }
        words.taken_for = taken.into_iter().collect();
        words.taken_for.order_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        words
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Words { right, wrong, missed, .. } = self;
        let of_ten = |part: usize, whole: usize| (10.0 * part as f64 / whole as f64).round();
        match right + wrong {
            0 => write!(f, "  in words: it marks none")?,
            marked if marked < TEN => write!(f, "  in words: {right} of the {marked} that it marks are right")?,
            marked => write!(f, "  in words: of ten that it marks {} are right", of_ten(*right, marked))?,
        }
        match right + missed {
            gold if gold < TEN => writeln!(f, "; it finds {right} of {gold}")?,
            gold => writeln!(f, "; it finds {} of ten", of_ten(*right, gold))?,
        }
        writeln!(f, "                label given   not given")?;
        writeln!(f, "  has it        {right:>11}   {missed:>9}")?;
        writeln!(f, "  has it not    {wrong:>11}   {:>9}", self.left)?;
        if !self.taken_for.is_empty() {
            let taken: Vec<String> =
                self.taken_for.iter().take(5).map(|(label, count)| format!("{count} {label}")).collect();
            writeln!(f, "  wrongly given to: {}", taken.join(", "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Fitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fitted { rule, comments, with, threads, .. } = self;
        let plural = if *threads == 1 { "" } else { "s" };
        writeln!(f, "{rule}: {with} of {comments} comments, {threads} thread{plural}")?;
        if !self.is_fitted {
            writeln!(f, "  a side of a scale: measured as it is, on all these comments; not fitted")?;
        } else if *threads == 1 {
            writeln!(f, "  held out by comment, since there is one thread: expect less on other threads")?;
        }
        if self.is_fitted {
            let [before, after] = self.bias;
            writeln!(f, "  {before:>6.2} → {after:>6.2}  bias")?;
        }
        for term in &self.terms {
            let [before, after] = term.weight;
            let name = term.name.strip_prefix(&**rule).unwrap_or(&term.name).trim_start_matches('.');
            writeln!(f, "  {before:>6.2} → {after:>6.2}  {name} (in {}, worth {:+.1})", term.found, term.worth)?;
        }
        let before = if self.is_fitted { "before the fit" } else { "as it is" };
        let figures =
            [(before, self.at_own_threshold, &self.before), ("fitted, held out", self.at_threshold, &self.held_out)];
        for (name, at, calibration) in figures.into_iter().take(1 + usize::from(self.is_fitted)) {
            writeln!(
                f,
                "  {name}: from {:.2} on precision {:.2}, recall {:.2}, coverage {:.2}; calibration error {:.3}",
                at.threshold, at.precision, at.recall, at.coverage, calibration.ece
            )?;
        }
        write!(f, "{}{}", self.held_out, self.words)?;
        for (side, found) in [("for it", &self.for_it), ("against it", &self.against)] {
            if !found.is_empty() {
                let cues: Vec<String> = found
                    .iter()
                    .map(|cue| format!("{} {:+.1} ({}:{})", cue.words, cue.surprise, cue.with, cue.without))
                    .collect();
                writeln!(f, "  cues to consider {side}: {}", cues.join(" · "))?;
            }
        }
        Ok(())
    }
}
