//! `palabre map` and `palabre tag`: a plan → the outputs it names.

use std::process::ExitCode;

use super::input::{Inputs, Material};
use super::message::Console;
use super::output::Target;
use super::packs;
use super::plan::Plan;
use super::report::Report;
use super::stream::Stream;
use crate::diagnostic::Failure;
use crate::filter::{self, Folds};
use crate::graph::ArgumentMap;
use crate::layout::{self, Arrangement, layout};
use crate::pipeline;

/// Runs `palabre map` or `palabre tag`. Streams one thread at a time if that yields the same output; otherwise loads all
/// threads.
///
/// # Errors
/// When nothing can be written. Failures of one of several inputs or outputs are reported, and the others go on.
pub fn run(plan: &Plan, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    let inputs = Inputs::new(&plan.intake)?;
    let codebook = packs::load(&plan.intake.packs, &mut report)?.codebook;
    report.notes(plan.unfolded());
    if let Some(stream) = Stream::of(plan, &inputs, &mut report) {
        stream.run(plan, &codebook, &mut report);
        return Ok(report.end());
    }
    let threads = match inputs.material(&mut report)? {
        Material::Threads(threads) => threads,
        Material::Map(map) => {
            render_target(plan, &plan.target.undivided(plan.writer), &map, &mut report);
            return Ok(report.end());
        }
    };
    let parts = pipeline::parts(threads, &codebook, &plan.intake.settings, &mut report.diagnostics);
    for (target, parts) in plan.targets(parts)? {
        let map = report.take(pipeline::map_of(parts, &codebook));
        render_target(plan, &target, &map, &mut report);
    }
    Ok(report.end())
}

/// Writes one output: filters the map, lays it out if the format is a picture, and writes the bytes.
fn render_target(plan: &Plan, target: &Target, map: &ArgumentMap, report: &mut Report<'_>) {
    let folds = if plan.folds() { Folds::AsAsked } else { Folds::Never };
    let (view, noticed) = filter::view(map, &plan.filters, folds);
    let counts = noticed.kept;
    report.notes(noticed.diagnostics(&plan.filters));
    let scene = plan.writer.scene.then(|| layout(&view, plan.setting));
    if let Some(scene) = scene.as_ref().filter(|_| plan.setting.arrangement == Arrangement::Auto) {
        report.note(layout::note(&view, scene));
    }
    let bytes = plan.write(&view, scene.as_ref(), &report.diagnostics);
    match bytes.and_then(|bytes| target.write(&bytes)) {
        Ok(()) => report.count(counts),
        Err(failure) => report.fail(&failure),
    }
}
