//! `palabre read` and `palabre convert`: what was read, before anything is inferred.

use std::process::ExitCode;

use super::args::{ConvertArgs, ReadArgs};
use super::input::Inputs;
use super::message::Console;
use super::output::{Protected, Target};
use super::plan::Intake;
use super::report::Report;
use super::values::MeasureFormat;
use crate::diagnostic::{Diagnostic, Failure};
use crate::measure::reading::Reading;
use crate::pipeline;
use crate::privacy::Private;
use crate::thread::{Kind, Thread};
use crate::write::{Refusal, convokit, native};

/// `palabre read`
///
/// # Errors
/// When no input can be read, or nothing can be written.
pub fn read(args: ReadArgs, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    let mut intake = Intake::new(args.input.inputs, args.input.reading);
    intake.reading.account = true;
    intake.settings.naming.ui = args.ui;
    let threads = threads(&intake, &mut report)?;
    let reading = Reading::of(&threads, &report.diagnostics);
    let output = match args.format {
        MeasureFormat::Text => reading.text(args.ui),
        MeasureFormat::Json => serde_json::to_string_pretty(&reading)
            .map_err(|error| Diagnostic::error("format", error.to_string()))
            .map(|json| json + "\n")?,
    };
    Target::Stdout.write(output.as_bytes())?;
    Ok(code(&report, reading.comments()))
}

/// `palabre convert`
///
/// # Errors
/// When no input can be read, or nothing can be written.
pub fn convert(args: ConvertArgs, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    let intake = Intake::new(args.input.inputs, args.input.reading);
    let target = Target::of(args.output.as_deref());
    let protected = Protected::new(&intake.inputs);
    target.refuse(&protected)?;
    let threads = threads(&intake, &mut report)?;
    let refused = |refusal: Refusal| Diagnostic::error("format", refusal.to_string());
    if let Target::Folder(_) = &target {
        for (name, bytes) in convokit::write(&threads).map_err(refused)? {
            let file = target.within(name)?;
            file.refuse(&protected)?;
            file.write(&bytes)?;
        }
    } else {
        target.write(&native::write(&threads).map_err(refused)?)?;
    }
    let comments = threads.iter().flat_map(|thread| &thread.comments).filter(|comment| !comment.kind.is_opening());
    Ok(code(&report, comments.filter(|comment| comment.kind != Kind::Missing).count()))
}

/// The threads of all inputs, with names masked as the flags ask.
fn threads(intake: &Intake, report: &mut Report<'_>) -> Result<Private<Vec<Thread>>, Failure> {
    let threads = Inputs::new(intake)?.threads(report)?;
    let masked = pipeline::masked(threads, &intake.settings.naming, &mut report.diagnostics);
    Ok(report.take(masked))
}

/// 0: written. 1: there was no comment. 2: an input could not be read.
fn code(report: &Report<'_>, comments: usize) -> ExitCode {
    ExitCode::from(if report.failed() { 2 } else { u8::from(comments == 0) })
}
