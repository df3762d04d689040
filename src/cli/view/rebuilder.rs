//! Inputs and rule packs → the page, rebuilt whenever one of them changes.

use std::path::PathBuf;

use serde::Serialize;

use super::live::{Build, Live};
use super::watch::Watch;
use crate::cli::args::ViewArgs;
use crate::cli::input::{Inputs, Material};
use crate::cli::message::Console;
use crate::cli::packs;
use crate::cli::plan::Intake;
use crate::cli::report::{Report, Shown};
use crate::cli::source::Input;
use crate::diagnostic::{Diagnostic, Failure};
use crate::filter::{Filters, Folds};
use crate::graph::ArgumentMap;
use crate::issue;
use crate::pipeline;
use crate::text::Ui;
use crate::write::page;
use crate::write::{Refusal, RenderInput};

/// Builds the page from its inputs.
#[derive(Debug)]
pub struct Rebuilder {
    /// What to read. Inputs that can be read only once were read at the start.
    intake: Intake,
    filters: Filters,
    ui: Ui,
    console: Console,
}

/// A build that made no page: the failure that stopped it, and the errors shown before.
struct Stopped {
    failure: Failure,
    errors: Vec<Shown>,
}

impl Rebuilder {
    /// Resolves the arguments, and reads standard input and pipes, which can be read only once.
    ///
    /// # Errors
    /// When a filter value is invalid, or an input that is read once cannot be read.
    pub fn new(args: ViewArgs, console: Console) -> Result<Self, Failure> {
        let ViewArgs { input, ui, filters, port: _ } = args;
        let filters = filters.resolve(input.reading.authors)?;
        let mut intake = Intake::new(input.inputs, input.reading);
        intake.settings.naming.ui = ui;
        let mut notes = Vec::new();
        let mut inputs = Vec::with_capacity(intake.inputs.len());
        for input in intake.inputs {
            let kept = input.clone().keep()?;
            if kept != input {
                let message = "is read only once, so changes of it are not shown; changes of the other files are";
                notes.push(Diagnostic::note("read-once", message).within(input.name()));
            }
            inputs.push(kept);
        }
        intake.inputs = inputs;
        console.diagnostics(&notes, None);
        Ok(Self { intake, filters, ui, console })
    }

    /// The files and directories that the page is made from.
    pub fn files(&self) -> Vec<PathBuf> {
        let inputs = self.intake.inputs.iter().chain(&self.intake.article);
        let paths = inputs.filter_map(|input| match input {
            Input::Path(path) => Some(path.clone()),
            Input::Stdin | Input::Kept(..) => None,
        });
        paths.chain(self.intake.packs.files.clone()).collect()
    }

    /// Builds the first page.
    ///
    /// # Errors
    /// When it cannot be built.
    pub fn first(&self) -> Result<Build, Failure> {
        self.build().map_err(|stopped| stopped.failure)
    }

    /// Builds the page again whenever a file changes.
    pub fn follow(&self, mut watch: Watch, live: &Live) {
        loop {
            watch.wait();
            match self.build() {
                Ok(build) => live.show(build),
                Err(Stopped { failure, mut errors }) => {
                    self.console.error(&failure);
                    errors.push(Shown::of(&failure, None));
                    live.fail(json(&errors));
                }
            }
        }
    }

    fn build(&self) -> Result<Build, Stopped> {
        let mut report = Report::new(&self.console);
        match self.page(&mut report) {
            Ok((page, island)) => {
                // Prints the summary. The exit code does not matter, because the server goes on.
                let _ = report.end();
                let trouble = (!report.errors.is_empty()).then(|| json(&report.errors));
                Ok(Build { page, island, trouble })
            }
            Err(failure) => Err(Stopped { failure, errors: report.errors }),
        }
    }

    /// The page and, separately, the data in it.
    fn page(&self, report: &mut Report<'_>) -> Result<(Vec<u8>, Vec<u8>), Failure> {
        let map = self.map(report)?;
        let (view, noticed) = issue::view(&map, &self.filters, Folds::Never);
        report.count(noticed.kept);
        report.notes(noticed.diagnostics(&self.filters));
        let input =
            RenderInput { diagnostics: &report.diagnostics, ui: self.ui, live: true, ..RenderInput::new(&view) };
        let refused = |refusal: Refusal| Diagnostic::error("format", refusal.to_string());
        let island = page::island(&input).map_err(refused)?;
        Ok((page::around(&input, &island).into_bytes(), island.into_bytes()))
    }

    fn map(&self, report: &mut Report<'_>) -> Result<ArgumentMap, Failure> {
        let inputs = Inputs::new(&self.intake)?;
        let codebook = packs::load(&self.intake.packs, report)?.codebook;
        let threads = match inputs.material(report)? {
            Material::Threads(threads) => threads,
            Material::Map(map) => return Ok(ArgumentMap { names: codebook.names.clone(), ..*map }),
        };
        let parts = pipeline::parts(threads, &codebook, &self.intake.settings, &mut report.diagnostics);
        let parts = report.take_shown(parts);
        Ok(report.take(pipeline::map_of(parts, &codebook)))
    }
}

/// The errors of a build, as the page shows them.
#[derive(Serialize)]
struct Trouble<'t> {
    /// The messages as the terminal shows them, each with the line that it is about.
    messages: Vec<&'t str>,
    /// The same for programs.
    diagnostics: Vec<ErrorRecord<'t>>,
}

/// One error.
#[derive(Serialize)]
struct ErrorRecord<'t> {
    code: &'t str,
    message: &'t str,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    place: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'t str>,
}

/// Errors as JSON on one line.
fn json(errors: &[Shown]) -> String {
    fn record(shown: &Shown) -> ErrorRecord<'_> {
        let Diagnostic { code, message, source, help, .. } = &shown.diagnostic;
        ErrorRecord { code, message, place: source.as_deref(), help: help.as_deref() }
    }
    let messages = errors.iter().map(|shown| shown.message.as_str()).collect();
    let trouble = Trouble { messages, diagnostics: errors.iter().map(record).collect() };
    serde_json::to_string(&trouble).unwrap_or_default()
}
