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
use crate::graph::ArgumentMap;
use crate::pipeline::{self, Rendered};

/// Runs `palabre map` or `palabre tag`. Streams one thread at a time if that yields the same output; otherwise loads all
/// threads.
///
/// # Errors
/// When nothing can be written. Failures of one of several inputs or outputs are reported, and the others go on.
pub fn run(plan: &Plan, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    let inputs = Inputs::new(&plan.intake)?;
    let codebook = packs::load(&plan.intake.packs, &mut report)?.codebook;
    report.notes(plan.rendering.unfolded());
    if let Some(stream) = Stream::of(plan, &inputs, &mut report) {
        stream.run(plan, &codebook, &mut report);
        return Ok(report.end());
    }
    let threads = match inputs.material(&mut report)? {
        Material::Threads(threads) => threads,
        Material::Map(mut map) => {
            map.names = codebook.names.clone();
            render_target(plan, &plan.target.undivided(plan.rendering.writer), &map, &mut report);
            return Ok(report.end());
        }
    };
    let parts = pipeline::parts(threads, &codebook, &plan.intake.settings, &mut report.diagnostics);
    let parts = report.take_shown(parts);
    for (target, parts) in plan.targets(parts)? {
        let map = report.take(pipeline::map_of(parts, &codebook));
        render_target(plan, &target, &map, &mut report);
    }
    Ok(report.end())
}

/// Renders a map and writes it to one target.
fn render_target(plan: &Plan, target: &Target, map: &ArgumentMap, report: &mut Report<'_>) {
    let Rendered { bytes, counts, diagnostics } = plan.rendering.render(map, &report.diagnostics);
    report.notes(diagnostics);
    match bytes.map_err(|refusal| plan.refused(&refusal)).and_then(|bytes| target.write(&bytes)) {
        Ok(()) => report.count(counts),
        Err(failure) => report.fail(&failure),
    }
}
