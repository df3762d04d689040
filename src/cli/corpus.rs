//! `palabre rules stats`: rules tried on a corpus.

use std::process::ExitCode;

use super::args::{CorpusArgs, InputArgs};
use super::formats::table;
use super::input;
use super::message::Failure;
use super::output::Target;
use super::packs;
use super::plan::Intake;
use super::report::Report;
use crate::measure::coverage::{Coverage, coverage, findings};

/// Runs `palabre rules stats`.
///
/// # Errors
/// When a pack or the corpus cannot be read.
pub fn run(args: CorpusArgs, report: &mut Report<'_>) -> Result<ExitCode, Failure> {
    let InputArgs { inputs, reading } = args.input;
    let intake = Intake::new(inputs, reading)?;
    let packs = packs::load(&intake.packs, report)?;
    let threads = input::threads(&intake, report)?;
    let found = coverage(&threads, &packs.matcher);
    report.take(((), findings(&found)));
    let words = if args.cues { cues(&found) } else { rules(&found) };
    Target::Stdout.write(words.as_bytes())?;
    Ok(ExitCode::from(u8::from(found.iter().all(|rule| rule.read == 0))))
}

fn rules(found: &[Coverage]) -> String {
    let rows = found.iter().filter(|rule| rule.read > 0).map(|rule| {
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

fn cues(found: &[Coverage]) -> String {
    let rows = found.iter().filter(|rule| rule.read > 0).flat_map(|rule| {
        rule.cues.iter().map(|(name, count)| vec![name.to_string(), count.to_string(), percent(*count, rule.read)])
    });
    table(&["cue", "found in", "share"], rows)
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}
