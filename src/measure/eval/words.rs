//! An evaluation in words.

use std::fmt;

use super::{Evaluation, Share};

/// The fewest comments that a reliability table is shown of.
const FEWEST: usize = 50;

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |value: f64| format!("{:5.1} %", 100.0 * value);
        // Of nothing, no share is right.
        let share = |share: Share| if share.of == 0 { "      —".to_owned() } else { percent(share.value()) };
        writeln!(f, "comments   {} in the gold, {} found in the map", self.comments, self.matched)?;
        if let Some(cuts) = &self.cuts {
            let (f1, p, r) = (percent(cuts.f1()), percent(cuts.precision()), percent(cuts.recall()));
            writeln!(f, "cuts       F1 {f1}   precision {p}   recall {r}")?;
        }
        writeln!(
            f,
            "positions  {} exactly right, acceptable ones aside ({} of {})",
            share(self.exact),
            self.exact.right,
            self.exact.of
        )?;
        writeln!(f, "links      {} to a right target ({} of {})", share(self.links), self.links.right, self.links.of)?;
        writeln!(
            f,
            "           {} by \"the comment above\", {} by \"the article or opening post\"",
            share(self.above),
            share(self.opening)
        )?;
        writeln!(
            f,
            "relations  {} right, of the links with a right target ({} of {})",
            share(self.relation),
            self.relation.right,
            self.relation.of
        )?;
        for (what, counts) in [("position", &self.positions), ("form", &self.forms), ("relation", &self.relations)] {
            for (label, counts) in counts {
                let (f1, p, r) = (percent(counts.f1()), percent(counts.precision()), percent(counts.recall()));
                writeln!(
                    f,
                    "{what:<9}  {label:<26} F1 {f1}   precision {p}   recall {r}   ({} given, {} wanted)",
                    counts.hit + counts.wrong,
                    counts.hit + counts.missed
                )?;
            }
        }
        for (label, calibration) in &self.calibration {
            // A table of fewer comments would show chance.
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
        Ok(())
    }
}
