//! `stats`, `explain` and `eval`: the pipeline up to the map, then a measure of it.

use std::process::ExitCode;

use super::args::StatsFormat;
use super::input;
use super::message::{Console, Failure};
use super::output::Target;
use super::packs;
use super::plan::{EvalPlan, ExplainPlan, StatsPlan};
use super::report::Report;
use super::run::{map, parts};
use crate::diagnostic::Diagnostic;
use crate::filter::filter;
use crate::measure;
use crate::measure::explain::Request;
use crate::measure::gold::Gold;

/// `palabre stats`
///
/// # Errors
/// When nothing could be counted or written.
pub fn stats(plan: &StatsPlan, console: &Console) -> Result<ExitCode, Failure> {
    let packs = packs::load(&plan.intake.packs, console)?;
    let mut report = Report::new(console);
    let threads = input::threads(&plan.intake, &mut report)?;
    let map = map(threads, &plan.intake, &packs, &mut report);
    let view = report.take(filter(&map, &plan.filters));
    report.count(&view);
    Err(Diagnostic::error("unfinished", "`palabre stats` is not part of this build yet").into())
}

/// `palabre explain`
///
/// # Errors
/// When the input cannot be read, or names in the question are unknown.
pub fn explain(plan: &ExplainPlan, console: &Console) -> Result<ExitCode, Failure> {
    let packs = packs::load(&plan.intake.packs, console)?;
    let mut report = Report::new(console);
    let threads = input::threads(&plan.intake, &mut report)?;
    let parts = parts(threads, &plan.intake, &packs, &mut report);
    let question = &plan.question;
    let (from, to) = match question.link.as_deref() {
        Some([from, to]) => (Some(from), Some(to)),
        _ => (question.comment.as_ref(), None),
    };
    let request = Request { why_not: question.why_not.clone(), link_to: to.cloned() };
    let mut texts = Vec::new();
    for part in &parts {
        for (at, comment) in part.thread.comments.iter().enumerate() {
            let wanted = from.map_or(!comment.kind.is_opening(), |id| comment.id == *id);
            texts.extend(wanted.then(|| measure::explain::explain(part, &packs.matcher, at, &request)).flatten());
        }
    }
    if let (Some(id), true) = (from, texts.is_empty()) {
        let help = "`palabre map -f text` shows the ids";
        return Err(Diagnostic::error("unknown-comment", format!("no comment has the id `{id}`")).help(help).into());
    }
    Target::Stdout.write(texts.join("\n").as_bytes())?;
    Ok(ExitCode::from(u8::from(texts.is_empty())))
}

/// `palabre eval`
///
/// # Errors
/// When the gold or the input cannot be read.
pub fn eval(plan: &EvalPlan, console: &Console) -> Result<ExitCode, Failure> {
    let text = input::text(&plan.gold)?;
    let gold = Gold::parse(&text)
        .map_err(|error| Diagnostic::error("bad-gold", error.to_string()).within(plan.gold.name()))?;
    let packs = packs::load(&plan.intake.packs, console)?;
    let mut report = Report::new(console);
    let threads = input::threads(&plan.intake, &mut report)?;
    let map = map(threads, &plan.intake, &packs, &mut report);
    let evaluation = measure::eval::eval(&map, &gold, plan.by_text);
    let written = match plan.format {
        StatsFormat::Text => evaluation.to_string(),
        StatsFormat::Json => {
            let json = serde_json::to_string_pretty(&evaluation);
            json.map_err(|error| Diagnostic::error("format", error.to_string()))? + "\n"
        }
    };
    Target::Stdout.write(written.as_bytes())?;
    Ok(ExitCode::from(u8::from(evaluation.matched == 0)))
}
