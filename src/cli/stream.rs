//! `palabre tag` thread by thread: opens a file for [`pipeline::stream`](crate::pipeline::stream) and writes what comes
//! out of it.

use std::fs::{File, Metadata};
use std::io::{BufReader, Seek};
use std::ops::ControlFlow;

use super::input::Inputs;
use super::output::Target;
use super::plan::Plan;
use super::report::Report;
use super::source::Input;
use crate::diagnostic::{Diagnostic, Failure, Warned};
use crate::filter::Noticed;
use crate::graph::ArgumentMap;
use crate::pipeline::stream::{self, Stopped, Survey};
use crate::read::unpacking;
use crate::rule::Codebook;

/// From this size on, in bytes, a note says that an input was read into memory as a whole. Chosen by hand.
const LARGE: u64 = 64 << 20;

/// A file that can be streamed.
#[allow(clippy::struct_field_names, reason = "it is the file of a stream")]
pub struct Stream {
    file: File,
    /// The size and times of the file when it was surveyed.
    surveyed: Metadata,
    /// The name of the file in messages.
    name: String,
    stream: Box<stream::Stream>,
}

/// What the threads so far had to say.
#[derive(Default)]
struct Totals {
    diagnostics: Vec<Diagnostic>,
    noticed: Noticed,
}

/// The output of one thread.
struct Rendered {
    bytes: Result<Vec<u8>, Failure>,
    totals: Totals,
}

impl Stream {
    /// The input of a plan, if it can be streamed with the same output. Notes a large input that cannot be streamed only
    /// because of its order. Other problems of the input are left to the caller, who reads it as a whole and reports them.
    pub fn of(plan: &Plan, inputs: &Inputs<'_>, report: &mut Report<'_>) -> Option<Self> {
        let input = inputs.only()?;
        let Input::Path(path) = input else { return None };
        let fits = plan.rendering.is_by_thread() && !matches!(plan.target, Target::Folder(_));
        if !fits || !path.is_file() {
            return None;
        }
        let file = File::open(path).ok()?;
        let surveyed = file.metadata().ok()?;
        let name = input.name();
        let source = unpacking(BufReader::new(&file)).ok()?;
        match stream::survey(source, inputs.options(input), &plan.intake.settings).ok()? {
            Survey::ByThread(stream) => Some(Self { file, surveyed, name, stream }),
            Survey::Whole => None,
            Survey::Scattered => {
                if surveyed.len() > LARGE {
                    report.note(scattered(&name));
                }
                None
            }
        }
    }

    /// Tags, links and writes one thread after the other.
    pub fn run(self, plan: &Plan, codebook: &Codebook, report: &mut Report<'_>) {
        let mut totals = Totals::default();
        let result = self.write(plan, codebook, &mut totals);
        let counts = totals.noticed.kept;
        report.notes(totals.diagnostics);
        report.notes(totals.noticed.diagnostics(&plan.rendering.filters));
        match result {
            Ok(()) => report.count(counts),
            Err(failure) => report.fail(&failure),
        }
    }

    fn write(self, plan: &Plan, codebook: &Codebook, totals: &mut Totals) -> Result<(), Failure> {
        let Self { mut file, surveyed, name, stream } = self;
        let mut sink = plan.target.open()?;
        file.rewind().map_err(|_| changed(&name))?;
        let source = unpacking(BufReader::new(&file)).map_err(|_| changed(&name))?;
        let result = stream.run(
            source,
            codebook,
            |map| render(&map, plan),
            |rendered| -> Result<_, Failure> {
                totals.add(rendered.totals);
                sink.write(&rendered.bytes?)?;
                Ok(if sink.is_closed() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            },
        );
        let notices = result.map_err(|stopped| match stopped {
            Stopped::Source => changed(&name),
            Stopped::Sink(failure) => failure,
        })?;
        totals.diagnostics.extend(notices);
        let is_same = |now: Metadata| now.len() == surveyed.len() && now.modified().ok() == surveyed.modified().ok();
        if !sink.is_closed() && !file.metadata().is_ok_and(is_same) {
            return Err(changed(&name));
        }
        sink.finish()
    }
}

impl Totals {
    fn add(&mut self, other: Totals) {
        self.diagnostics.extend(other.diagnostics);
        self.noticed.add(other.noticed);
    }
}

/// Renders the map of one thread.
fn render(map: &Warned<ArgumentMap>, plan: &Plan) -> Rendered {
    let (bytes, noticed) = plan.rendering.render_thread(&map.value);
    let bytes = bytes.map_err(|refusal| plan.refused(&refusal));
    Rendered { bytes, totals: Totals { diagnostics: map.diagnostics.clone(), noticed } }
}

fn scattered(name: &str) -> Diagnostic {
    let message = "the lines of its threads are not together, so all threads are held in memory";
    let help = "sort the lines by thread (by the id of the thread, if every line has an ordinal), and threads are read \
                and written one by one";
    Diagnostic::note("scattered-threads", message).within(name).help(help)
}

fn changed(name: &str) -> Failure {
    Diagnostic::error("input", "changed, or became unreadable, while it was read").within(name).into()
}
