//! The workbench: inputs and rule packs → the page, again and again.

use std::path::PathBuf;

use serde::Serialize;

use super::live::{Live, Made};
use super::watch::Watch;
use crate::cli::args::{InputArgs, ViewArgs};
use crate::cli::input::{self, Input, Material};
use crate::cli::message::{Console, Failure};
use crate::cli::packs;
use crate::cli::plan::Intake;
use crate::cli::report::{Report, Told};
use crate::cli::run::parts;
use crate::diagnostic::Diagnostic;
use crate::filter::{self, Filters, Folds};
use crate::graph::privacy::Privacy;
use crate::graph::{ArgumentMap, graph};
use crate::text::Ui;
use crate::write::page;
use crate::write::{Refusal, Sheet};

/// What makes the page, and how.
#[derive(Debug)]
pub struct Desk {
    input: InputArgs,
    /// The inputs; of those that can be read only once, what was read.
    inputs: Vec<Input>,
    filters: Filters,
    ui: Ui,
    console: Console,
}

/// Why there is no page: what stopped the work, and the mistakes that were told before.
struct Stopped {
    failure: Failure,
    told: Vec<Told>,
}

impl Desk {
    /// What was typed, resolved; standard input and pipes are read now.
    ///
    /// # Errors
    /// When a filter value does not fit, or an input that is read once cannot be read.
    pub fn new(args: ViewArgs, console: Console) -> Result<Self, Failure> {
        let ViewArgs { input, ui, filters, port: _ } = args;
        let filters = filters.resolve(input.reading.authors.into())?;
        let mut kept = Vec::new();
        let mut inputs = Vec::new();
        for given in Intake::new(input.inputs.clone(), input.reading.clone())?.inputs {
            let now = given.clone().keep()?;
            if now != given {
                let words = "is read once; what else is given is followed";
                kept.push(Diagnostic::note("read-once", words).within(given.name()));
            }
            inputs.push(now);
        }
        console.diagnostics(&kept, None);
        Ok(Self { input, inputs, filters, ui: ui.into(), console })
    }

    /// The files and directories that the page is made of.
    pub fn files(&self) -> Vec<PathBuf> {
        let inputs = self.inputs.iter().filter_map(|input| match input {
            Input::Path(path) => Some(path.clone()),
            Input::Stdin | Input::Kept(..) => None,
        });
        let reading = &self.input.reading;
        inputs.chain(reading.article.clone()).chain(reading.rules.clone()).collect()
    }

    /// The first page.
    ///
    /// # Errors
    /// When there is none.
    pub fn first(&self) -> Result<Made, Failure> {
        self.make().map_err(|stopped| stopped.failure)
    }

    /// Makes the page anew whenever a file changes.
    pub fn follow(&self, mut watch: Watch, live: &Live) {
        loop {
            watch.wait();
            match self.make() {
                Ok(made) => live.show(made),
                Err(Stopped { failure, mut told }) => {
                    self.console.error(&failure);
                    told.push(Told::of(&failure, None));
                    live.fail(json(&told));
                }
            }
        }
    }

    fn make(&self) -> Result<Made, Stopped> {
        let mut report = Report::new(&self.console);
        match self.draw(&mut report) {
            Ok((page, island)) => {
                // Its exit code is that of a run that ends, which this one does not.
                let _ = report.end();
                let trouble = (!report.told.is_empty()).then(|| json(&report.told));
                Ok(Made { page, island, trouble })
            }
            Err(failure) => Err(Stopped { failure, told: report.told }),
        }
    }

    fn draw(&self, report: &mut Report<'_>) -> Result<(Vec<u8>, Vec<u8>), Failure> {
        let map = self.map(report)?;
        let (view, noticed) = filter::view(&map, &self.filters, Folds::Never);
        report.count(noticed.kept);
        report.take(((), noticed.diagnostics(&self.filters)));
        let sheet = Sheet { diagnostics: &report.diagnostics, ui: self.ui, live: true, ..Sheet::new(&view) };
        let refused = |refusal: Refusal| Diagnostic::error("format", refusal.to_string());
        // The data are made once, and stand in the page as they are.
        let island = page::island(&sheet).map_err(refused)?;
        Ok((page::around(&sheet, &island).into_bytes(), island.into_bytes()))
    }

    fn map(&self, report: &mut Report<'_>) -> Result<ArgumentMap, Failure> {
        // The article is read there, so all of it is made anew.
        let mut intake = Intake::new(Vec::new(), self.input.reading.clone())?;
        intake.inputs.clone_from(&self.inputs);
        let packs = packs::load(&intake.packs, report)?;
        let threads = match input::material(&intake, report)? {
            Material::Threads(threads) => threads,
            Material::Map(map) => return Ok(*map),
        };
        let mut parts = parts(threads, &intake, &packs, report);
        Privacy::new(intake.authors).apply(&mut parts, &mut report.diagnostics);
        let mut map = report.take(graph(parts, packs.infos));
        map.rules = packs.rules;
        Ok(map)
    }
}

#[derive(Serialize)]
struct Trouble<'t> {
    /// The mistakes as the terminal shows them: each with the line it is about, underlined.
    messages: Vec<&'t str>,
    /// The same for programs.
    diagnostics: Vec<Mistake<'t>>,
}

/// One mistake.
#[derive(Serialize)]
struct Mistake<'t> {
    code: &'t str,
    message: &'t str,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    place: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'t str>,
}

/// The mistakes on one line.
fn json(told: &[Told]) -> String {
    fn mistake(told: &Told) -> Mistake<'_> {
        let Diagnostic { code, message, source, help, .. } = &told.diagnostic;
        Mistake { code, message, place: source.as_deref(), help: help.as_deref() }
    }
    let messages = told.iter().map(|told| told.drawn.as_str()).collect();
    let trouble = Trouble { messages, diagnostics: told.iter().map(mistake).collect() };
    serde_json::to_string(&trouble).unwrap_or_default()
}
