//! `palabre rules stats`: tries rules on a corpus.

use std::process::ExitCode;

use super::args::{InputArgs, RuleStatsArgs};
use super::formats::table;
use super::input::Inputs;
use super::output::Target;
use super::packs;
use super::plan::Intake;
use super::report::Report;
use crate::diagnostic::Failure;
use crate::measure::coverage::{Coverage, coverage, findings};

/// Runs `palabre rules stats`.
///
/// # Errors
/// When a pack or the corpus cannot be read.
pub fn run(args: RuleStatsArgs, report: &mut Report<'_>) -> Result<ExitCode, Failure> {
    let InputArgs { inputs, reading } = args.input;
    let intake = Intake::new(inputs, reading);
    let inputs = Inputs::new(&intake)?;
    let packs = packs::load(&intake.packs, report)?;
    let threads = inputs.threads(report)?;
    let coverage = coverage(&threads, &packs.codebook.matcher);
    report.notes(findings(&coverage));
    let output = if args.cues { cue_table(&coverage) } else { rule_table(&coverage) };
    Target::Stdout.write(output.as_bytes())?;
    Ok(ExitCode::from(u8::from(coverage.iter().all(|rule| rule.read == 0))))
}

fn rule_table(coverage: &[Coverage]) -> String {
    let rows = coverage.iter().filter(|rule| rule.read > 0).map(|rule| {
        let overlap = rule.overlap.as_ref().map_or(String::new(), |(other, share)| format!("{other} {share:.2}"));
        vec![
            rule.rule.to_string(),
            rule.read.to_string(),
            rule.fires.to_string(),
            percent(rule.fires, rule.read),
            rule.conflicts.to_string(),
            overlap,
        ]
    });
    table(&["rule", "read", "fires on", "share", "with its contrary", "most often with (Jaccard)"], rows)
}

fn cue_table(coverage: &[Coverage]) -> String {
    let rows = coverage.iter().filter(|rule| rule.read > 0).flat_map(|rule| {
        rule.cues.iter().map(|(name, count)| vec![name.to_string(), count.to_string(), percent(*count, rule.read)])
    });
    table(&["cue", "found in", "share"], rows)
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}
