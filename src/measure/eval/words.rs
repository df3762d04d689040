//! An evaluation as text.

use std::fmt;

use super::interval::{CountsIntervals, Interval};
use super::{ByLabel, Counts, Evaluation, Share};

/// A reliability table is shown only for this many comments or more. Chosen by hand.
const FEWEST: usize = 50;

fn percent(value: f64) -> String {
    format!("{:5.1} %", 100.0 * value)
}

/// A share, with its interval if there is one; a dash if there is nothing to share.
fn share(share: Share, interval: Option<Interval>) -> String {
    let value = if share.of == 0 { "      —".to_owned() } else { percent(share.value()) };
    value + &brackets(interval)
}

/// ` [66.7, 93.3]`, or nothing.
fn brackets(interval: Option<Interval>) -> String {
    interval.map_or(String::new(), |[low, high]| format!(" [{:.1}, {:.1}]", 100.0 * low, 100.0 * high))
}

/// `F1  80.0 % [66.7, 93.3]   precision …   recall …`
fn rates(counts: &Counts, intervals: CountsIntervals) -> String {
    let rate = |value: f64, interval| percent(value) + &brackets(interval);
    format!(
        "F1 {}   precision {}   recall {}",
        rate(counts.f1(), intervals.f1),
        rate(counts.precision(), intervals.precision),
        rate(counts.recall(), intervals.recall)
    )
}

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = &self.total;
        let none = super::Intervals::default();
        let of = self.intervals.as_ref().unwrap_or(&none);
        writeln!(f, "comments   {} in the gold, {} found in the map", total.comments, total.matched)?;
        match &self.intervals {
            None => {}
            Some(super::Intervals { why: Some(why), threads, .. }) => {
                writeln!(f, "intervals  none: {why}, and there is {threads}")?;
            }
            Some(intervals) => writeln!(
                f,
                "intervals  in brackets, {:.0} % of {} draws of {} threads; none where fewer than two threads count",
                100.0 * intervals.level,
                intervals.rounds,
                intervals.threads
            )?,
        }
        if let Some(cuts) = &total.cuts {
            writeln!(f, "cuts       {}", rates(cuts, of.cuts))?;
        }
        writeln!(
            f,
            "positions  {} exactly right, acceptable ones aside ({} of {})",
            share(total.exact, of.exact),
            total.exact.right,
            total.exact.of
        )?;
        writeln!(
            f,
            "links      {} to a right target ({} of {})",
            share(total.links, of.links),
            total.links.right,
            total.links.of
        )?;
        writeln!(
            f,
            "           {} by \"the comment above\", {} by \"the article or opening post\"",
            share(total.above, of.above),
            share(total.opening, of.opening)
        )?;
        writeln!(
            f,
            "relations  {} right, of the links with a right target ({} of {})",
            share(total.relation, of.relation),
            total.relation.right,
            total.relation.of
        )?;
        let lines: [(&str, &ByLabel, _); 3] = [
            ("position", &total.positions, &of.positions),
            ("form", &total.forms, &of.forms),
            ("relation", &total.relations, &of.relations),
        ];
        for (what, counts, intervals) in lines {
            for (label, counts) in counts {
                let rates = rates(counts, intervals.get(label).copied().unwrap_or_default());
                let (given, wanted) = (counts.hit + counts.wrong, counts.hit + counts.missed);
                writeln!(f, "{what:<9}  {label:<26} {rates}   ({given} given, {wanted} wanted)")?;
            }
        }
        for (label, calibration) in &self.calibration {
            // A table of fewer comments would show only chance.
            if calibration.bins.iter().map(|bin| bin.count).sum::<usize>() >= FEWEST {
                write!(f, "reliability  {label}, calibration error {:.3}\n{calibration}", calibration.ece)?;
            }
        }
        for (comment, label) in &self.forbidden {
            writeln!(f, "FORBIDDEN  {comment} must not be {label}")?;
        }
        for (label, count) in &self.not_annotated {
            writeln!(f, "not annotated  {label} ({count})")?;
        }
        for difference in &self.differences {
            writeln!(f, "  {difference}")?;
        }
        self.mistakes.iter().try_for_each(|mistakes| mistakes.fmt(f))
    }
}
