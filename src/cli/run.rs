//! The pipeline: inputs → threads → map → view → bytes.

use std::process::ExitCode;

use super::input::{self, Material};
use super::message::{Console, Failure};
use super::output::Target;
use super::packs::{self, Packs};
use super::plan::{Intake, Plan};
use super::report::Report;
use super::stream::Stream;
use crate::diagnostic::Diagnostic;
use crate::filter::{self, Folds};
use crate::graph::privacy::Privacy;
use crate::graph::{ArgumentMap, Part, graph};
use crate::layout::{self, Arrangement, layout};
use crate::link::link;
use crate::tag::tag;
use crate::thread::Thread;

/// Runs `palabre map` or `palabre tag`: thread by thread where that comes to the same, else all threads at once.
///
/// # Errors
/// When nothing can be written. What concerns one of several inputs or sheets only is reported and skipped.
pub fn run(plan: &Plan, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    let packs = packs::load(&plan.intake.packs, &mut report)?;
    report.take(((), plan.unfolded().into_iter().collect()));
    if let Some(stream) = Stream::of(plan, &mut report) {
        stream.run(plan, &packs, &mut report);
        return Ok(report.end());
    }
    let threads = match input::material(&plan.intake, &mut report)? {
        Material::Threads(threads) => threads,
        Material::Map(map) => {
            sheet(plan, &plan.target.alone(plan.writer), &map, &mut report);
            return Ok(report.end());
        }
    };
    let mut parts = parts(threads, &plan.intake, &packs, &mut report);
    Privacy::new(plan.intake.authors).apply(&mut parts, &mut report.diagnostics);
    for (target, parts) in plan.sheets(parts)? {
        let mut map = report.take(graph(parts, packs.infos.clone()));
        map.rules = packs.rules.clone();
        sheet(plan, &target, &map, &mut report);
    }
    Ok(report.end())
}

/// Draws and writes one sheet.
fn sheet(plan: &Plan, target: &Target, map: &ArgumentMap, report: &mut Report<'_>) {
    let folds = if plan.folds() { Folds::AsAsked } else { Folds::Never };
    let (view, noticed) = filter::view(map, &plan.filters, folds);
    let counts = noticed.kept;
    report.take(((), noticed.diagnostics(&plan.filters)));
    let scene = plan.writer.scene.then(|| layout(&view, plan.setting));
    if let Some(scene) = scene.as_ref().filter(|_| plan.setting.arrangement == Arrangement::Auto) {
        report.take(((), vec![layout::note(&view, scene)]));
    }
    let bytes = plan.write(&view, scene.as_ref(), &report.diagnostics);
    match bytes.and_then(|bytes| target.write(&bytes)) {
        Ok(()) => report.count(counts),
        Err(failure) => report.fail(&failure),
    }
}

/// Tags every comment of every thread, and links it to what it answers.
pub fn parts(threads: Vec<Thread>, intake: &Intake, packs: &Packs, report: &mut Report<'_>) -> Vec<Part> {
    threads.into_iter().map(|thread| report.take(part(thread, intake, packs))).collect()
}

/// Tags every comment of a thread, and links it to what it answers.
pub fn part(thread: Thread, intake: &Intake, packs: &Packs) -> (Part, Vec<Diagnostic>) {
    let (tagged, mut diagnostics) = tag(&thread, &packs.matcher);
    let (links, found) = link(&thread, &tagged, &packs.matcher, intake.links);
    diagnostics.extend(found);
    (Part { thread, tagged, links }, diagnostics)
}
