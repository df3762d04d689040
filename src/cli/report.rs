//! The account of one run: its diagnostics, its counts, and the exit code that follows from them.

use std::process::ExitCode;

use super::message::{Console, render};
use crate::diagnostic::{Diagnostic, Failure, Severity, Warned};
use crate::filter::Counts;
use crate::place::{self, Misses};

/// How many errors are kept for the live page. A user who fixes these looks again. Chosen by hand.
const MOST_SHOWN: usize = 50;

/// An error that the user has seen.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The error.
    pub diagnostic: Diagnostic,
    /// Its message as the terminal shows it, without colours.
    pub message: String,
}

impl Shown {
    /// Renders an error. `text` is the text that it is about, if it is available.
    pub fn of(diagnostic: &Diagnostic, text: Option<&str>) -> Self {
        let message = anstream::adapter::strip_str(&render(diagnostic, text)).to_string();
        Self { diagnostic: diagnostic.clone(), message }
    }
}

/// The account of one run. It shows diagnostics to the user as they come.
#[derive(Debug)]
pub struct Report<'c> {
    console: &'c Console,
    /// The diagnostics of all stages so far, for outputs that carry them.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a part of the work failed.
    failed: bool,
    warnings: usize,
    counts: Counts,
    /// The first [`MOST_SHOWN`] errors.
    pub errors: Vec<Shown>,
}

impl<'c> Report<'c> {
    /// Starts an empty account.
    pub fn new(console: &'c Console) -> Self {
        Self {
            console,
            diagnostics: Vec::new(),
            failed: false,
            warnings: 0,
            counts: Counts::default(),
            errors: Vec::new(),
        }
    }

    /// Shows the diagnostics of a stage and returns its product.
    pub fn take<T>(&mut self, warned: impl Into<Warned<T>>) -> T {
        let Warned { value, diagnostics } = warned.into();
        self.notes(diagnostics);
        value
    }

    /// Shows one diagnostic.
    pub fn note(&mut self, diagnostic: Diagnostic) {
        self.notes([diagnostic]);
    }

    /// Shows these diagnostics. If many have the same code, only the first of them are shown.
    pub fn notes(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        let diagnostics: Vec<_> = diagnostics.into_iter().collect();
        self.console.diagnostics(&diagnostics, None);
        self.keep(diagnostics);
    }

    /// As [`Report::take`], but notes are only shown, because they are about this run and not about what was read.
    pub fn take_shown<T>(&mut self, warned: impl Into<Warned<T>>) -> T {
        let Warned { value, diagnostics } = warned.into();
        self.console.diagnostics(&diagnostics, None);
        self.keep(diagnostics.into_iter().filter(|diagnostic| diagnostic.severity > Severity::Note).collect());
        value
    }

    /// As [`Report::take`], for diagnostics about `text`, if that is still available.
    ///
    /// `name` is the input as the user typed it. Outputs show only the name of the file.
    pub fn take_from<T>(&mut self, warned: impl Into<Warned<T>>, name: &str, text: Option<&str>) -> T {
        let Warned { value, diagnostics } = warned.into();
        let named: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.clone().within(name)).collect();
        self.console.diagnostics(&named, text);
        self.remember(named.iter().filter(|diagnostic| diagnostic.severity == Severity::Error), text);
        self.keep(diagnostics);
        value
    }

    fn keep(&mut self, diagnostics: Vec<Diagnostic>) {
        self.warnings += diagnostics.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning).count();
        self.diagnostics.extend(diagnostics);
    }

    /// As [`Report::take_from`], for an input, whose lines may hold names: no error that is kept for the live page shows
    /// one.
    pub fn take_read<T>(&mut self, warned: impl Into<Warned<T>>, name: &str, text: Option<&str>) -> T {
        let Warned { value, diagnostics } = warned.into();
        let named: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.clone().within(name)).collect();
        self.console.diagnostics(&named, text);
        self.remember(named.iter().filter(|diagnostic| diagnostic.severity == Severity::Error), None);
        self.keep(diagnostics);
        value
    }

    /// Shows the failure of a part of the work. The run goes on and ends with exit code 2.
    pub fn fail(&mut self, failure: &Failure) {
        self.failed = true;
        self.console.error(failure);
        self.remember([&**failure], None);
    }

    fn remember<'d>(&mut self, errors: impl IntoIterator<Item = &'d Diagnostic>, text: Option<&str>) {
        let room = MOST_SHOWN.saturating_sub(self.errors.len());
        self.errors.extend(errors.into_iter().take(room).map(|error| Shown::of(error, text)));
    }

    /// Whether a part of the work failed.
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// Adds the counts of an output.
    pub fn count(&mut self, counts: Counts) {
        self.counts.add(counts);
    }

    /// The last line of a run: `8 comments · 5 tagged · 8 links (3 rebuttals) · 1 warning`.
    fn summary(&self) -> String {
        let number = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let Counts { comments, tagged, links, rebuttals } = self.counts;
        let mut line = format!(
            "{} · {tagged} tagged · {} ({})",
            number(comments, "comment"),
            number(links, "link"),
            number(rebuttals, "rebuttal"),
        );
        if self.warnings > 0 {
            line.push_str(" · ");
            line.push_str(&number(self.warnings, "warning"));
        }
        line
    }

    /// Ends the run: prints the summary and returns the exit code. 0: written. 1: ran well, but no comment to show. 2: a
    /// part of the work failed.
    pub fn end(&self) -> ExitCode {
        self.console.summary(&self.summary());
        ExitCode::from(match (self.failed, self.counts.comments) {
            (true, _) => 2,
            (false, 0) => 1,
            (false, _) => 0,
        })
    }
}

/// What the user reads after lookups missed: a bug of palabre that did not stop the run. `None` if none missed.
pub fn missed_lookups() -> Option<Diagnostic> {
    place::take_misses().map(internal)
}

fn internal(misses: Misses) -> Diagnostic {
    let first = misses.first.map(|code| format!(", first in {code}")).unwrap_or_default();
    let times = if misses.count == 1 { "once".to_owned() } else { format!("{} times", misses.count) };
    let message = format!("palabre looked {times} at a place that does not exist{first}");
    Diagnostic::warning("internal", message).help("the output may be incomplete: please report this bug")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::message::ConsoleArgs;

    fn console() -> Console {
        Console::new(ConsoleArgs { quiet: true, color: clap::ColorChoice::Never })
    }

    #[test]
    fn the_summary_counts_in_words() {
        let console = console();
        let counts = Counts { comments: 8, tagged: 5, links: 8, rebuttals: 3 };
        let report = Report { counts, warnings: 1, ..Report::new(&console) };
        assert_eq!(report.summary(), "8 comments · 5 tagged · 8 links (3 rebuttals) · 1 warning");
        let report = Report { counts: Counts { comments: 1, ..Counts::default() }, ..Report::new(&console) };
        assert_eq!(report.summary(), "1 comment · 0 tagged · 0 links (0 rebuttals)");
    }

    #[test]
    fn a_failure_outweighs_an_empty_result() {
        let console = console();
        let counts = |comments| Counts { comments, ..Counts::default() };
        let code = |failed, comments| Report { failed, counts: counts(comments), ..Report::new(&console) }.end();
        assert_eq!(code(false, 1), ExitCode::from(0));
        assert_eq!(code(false, 0), ExitCode::from(1));
        assert_eq!(code(true, 0), ExitCode::from(2));
        assert_eq!(code(true, 1), ExitCode::from(2));
    }

    #[test]
    fn an_internal_mistake_asks_for_a_report_and_names_the_code() {
        let first = std::panic::Location::caller();
        let diagnostic = internal(Misses { count: 2, first: Some(first) });
        assert_eq!(diagnostic.code, "internal");
        assert!(diagnostic.message.starts_with("palabre looked 2 times at a place"), "{}", diagnostic.message);
        assert!(diagnostic.message.contains("report.rs"), "{}", diagnostic.message);
    }
}
