//! `stats`, `explain` and `eval`: the pipeline up to the map, then a measure of it.

use std::process::ExitCode;

use super::input;
use super::message::{Console, Failure};
use super::packs;
use super::plan::{EvalPlan, ExplainPlan, StatsPlan};
use super::report::Report;
use super::run::map;
use crate::diagnostic::Diagnostic;
use crate::filter::filter;

/// `palabre stats`
///
/// # Errors
/// When nothing could be counted or written.
pub fn stats(plan: &StatsPlan, console: &Console) -> Result<ExitCode, Failure> {
    let packs = packs::load(&plan.intake.packs)?;
    let mut report = Report::new(console);
    let threads = input::threads(&plan.intake, &mut report)?;
    let map = map(threads, &plan.intake, &packs, &mut report);
    let view = report.take(filter(&map, &plan.filters));
    report.count(&view);
    Err(unfinished("stats"))
}

/// `palabre explain`
///
/// # Errors
/// When the input cannot be read, or names in the question are unknown.
pub fn explain(plan: &ExplainPlan, console: &Console) -> Result<ExitCode, Failure> {
    let packs = packs::load(&plan.intake.packs)?;
    let mut report = Report::new(console);
    let threads = input::threads(&plan.intake, &mut report)?;
    let _map = map(threads, &plan.intake, &packs, &mut report);
    Err(unfinished("explain"))
}

/// `palabre eval`
///
/// # Errors
/// When the gold or the input cannot be read.
pub fn eval(plan: &EvalPlan, console: &Console) -> Result<ExitCode, Failure> {
    let _gold = input::text(&plan.gold)?;
    let packs = packs::load(&plan.intake.packs)?;
    let mut report = Report::new(console);
    let threads = input::threads(&plan.intake, &mut report)?;
    let _map = map(threads, &plan.intake, &packs, &mut report);
    Err(unfinished("eval"))
}

fn unfinished(command: &str) -> Failure {
    Diagnostic::error("unfinished", format!("`palabre {command}` is not part of this build yet")).into()
}
