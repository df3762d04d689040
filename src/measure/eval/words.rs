//! An evaluation as text.

use std::fmt::{self, Write as _};

use super::interval::{CountsIntervals, Interval};
use super::{ByLabel, Counts, Evaluation, Share};
use crate::text::Ui;

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
fn rates(ui: Ui, counts: &Counts, intervals: CountsIntervals) -> String {
    let rate = |value: f64, interval| percent(value) + &brackets(interval);
    format!(
        "F1 {}   {} {}   {} {}",
        rate(counts.f1(), intervals.f1),
        ui.pick("precision", "précision"),
        rate(counts.precision(), intervals.precision),
        ui.pick("recall", "rappel"),
        rate(counts.recall(), intervals.recall)
    )
}

impl Evaluation {
    /// The evaluation as text. Labels and relations keep the names that the gold has.
    pub fn text(&self, ui: Ui) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(ui, &mut out);
        out
    }

    fn write(&self, ui: Ui, f: &mut String) -> fmt::Result {
        let (total, of_all) = (&self.total, ui.pick("of", "sur"));
        let none = super::Intervals::default();
        let of = self.intervals.as_ref().unwrap_or(&none);
        let (comments, matched) = (total.comments, total.matched);
        f.push_str(&ui.pick(
            format!("comments   {comments} in the gold, {matched} found in the map\n"),
            format!("commentaires {comments} dans la référence, {matched} retrouvés dans la carte\n"),
        ));
        match &self.intervals {
            None => {}
            Some(super::Intervals { why: Some(why), threads, .. }) => {
                let why = ui.pick(*why, "un intervalle demande plus d’un fil");
                f.push_str(&ui.pick(
                    format!("intervals  none: {why}, and there is {threads}\n"),
                    format!("intervalles  aucun\u{a0}: {why}, et il y en a {threads}\n"),
                ));
            }
            Some(intervals) => {
                let (level, rounds, threads) = (100.0 * intervals.level, intervals.rounds, intervals.threads);
                f.push_str(&ui.pick(
                    format!("intervals  in brackets, {level:.0} % of {rounds} draws of {threads} threads; none where fewer than two threads count\n"),
                    format!("intervalles  entre crochets, {level:.0}\u{a0}% de {rounds} tirages de {threads} fils\u{a0}; aucun là où moins de deux fils comptent\n"),
                ));
            }
        }
        if let Some(cuts) = &total.cuts {
            writeln!(f, "{} {}", ui.pick("cuts      ", "découpage "), rates(ui, cuts, of.cuts))?;
        }
        writeln!(
            f,
            "positions  {} {} ({} {of_all} {})",
            share(total.exact, of.exact),
            ui.pick("exactly right, acceptable ones aside", "exactement justes, hors celles qui sont acceptables"),
            total.exact.right,
            total.exact.of
        )?;
        writeln!(
            f,
            "{} {} {} ({} {of_all} {})",
            ui.pick("links     ", "liens     "),
            share(total.links, of.links),
            ui.pick("to a right target", "vers une bonne cible"),
            total.links.right,
            total.links.of
        )?;
        writeln!(
            f,
            "           {} {}, {} {}",
            share(total.above, of.above),
            ui.pick("by \"the comment above\"", "par « le commentaire précédent »"),
            share(total.opening, of.opening),
            ui.pick("by \"the article or opening post\"", "par « l’article ou le message initial »")
        )?;
        writeln!(
            f,
            "relations  {} {} ({} {of_all} {})",
            share(total.relation, of.relation),
            ui.pick("right, of the links with a right target", "justes, parmi les liens vers une bonne cible"),
            total.relation.right,
            total.relation.of
        )?;
        let lines: [(&str, &ByLabel, _); 3] = [
            ("position", &total.positions, &of.positions),
            (ui.pick("form", "forme"), &total.forms, &of.forms),
            ("relation", &total.relations, &of.relations),
        ];
        for (what, counts, intervals) in lines {
            for (label, counts) in counts {
                let rates = rates(ui, counts, intervals.get(label).copied().unwrap_or_default());
                let (given, wanted) = (counts.hit + counts.wrong, counts.hit + counts.missed);
                f.push_str(&ui.pick(
                    format!("{what:<9}  {label:<26} {rates}   ({given} given, {wanted} wanted)\n"),
                    format!(
                        "{what:<9}  {label:<26} {rates}   (attribuées\u{a0}: {given}, attendues\u{a0}: {wanted})\n"
                    ),
                ));
            }
        }
        for (label, calibration) in &self.calibration {
            // A table of fewer comments would show only chance.
            if calibration.bins.iter().map(|bin| bin.count).sum::<usize>() >= FEWEST {
                let error = ui.pick("calibration error", "erreur de calibration");
                writeln!(f, "{}  {label}, {error} {:.3}", ui.pick("reliability", "fiabilité"), calibration.ece)?;
                f.push_str(&calibration.text(ui));
            }
        }
        for (comment, label) in &self.forbidden {
            f.push_str(&ui.pick(
                format!("FORBIDDEN  {comment} must not be {label}\n"),
                format!("INTERDIT  {comment} ne doit pas être {label}\n"),
            ));
        }
        for (label, count) in &self.not_annotated {
            writeln!(f, "{}  {label} ({count})", ui.pick("not annotated", "non annotée"))?;
        }
        for difference in &self.differences {
            writeln!(f, "  {}", difference.text(ui))?;
        }
        self.mistakes.iter().try_for_each(|mistakes| mistakes.write(ui, f))
    }
}

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Ui::En))
    }
}
