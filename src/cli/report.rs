//! What a run found: diagnostics, counts, and the exit code that follows from them.

use std::process::ExitCode;

use super::message::{Console, Failure, render};
use crate::diagnostic::{Diagnostic, Severity};
use crate::filter::Counts;
use crate::place::{self, Misses};

/// How many mistakes are remembered: whoever mends these looks again.
const MOST_TOLD: usize = 50;

/// A mistake that was told.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it is.
    pub diagnostic: Diagnostic,
    /// As the terminal shows it, without colours.
    pub drawn: String,
}

impl Told {
    /// A mistake as it is told; `text` is the one it is in, if that is at hand.
    pub fn of(diagnostic: &Diagnostic, text: Option<&str>) -> Self {
        let drawn = anstream::adapter::strip_str(&render(diagnostic, text)).to_string();
        Self { diagnostic: diagnostic.clone(), drawn }
    }
}

/// The account of one run, told to the user as it goes.
#[derive(Debug)]
pub struct Report<'c> {
    console: &'c Console,
    /// What the stages noticed, for outputs that carry it.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether something could not be done; the rest was.
    failed: bool,
    warnings: usize,
    counts: Counts,
    /// The first mistakes that were told; of a great many, not all.
    pub told: Vec<Told>,
}

impl<'c> Report<'c> {
    /// An account of nothing yet.
    pub fn new(console: &'c Console) -> Self {
        Self {
            console,
            diagnostics: Vec::new(),
            failed: false,
            warnings: 0,
            counts: Counts::default(),
            told: Vec::new(),
        }
    }

    /// Takes what a stage hands on: tells the user what it noticed, and returns its product.
    pub fn take<T>(&mut self, (product, found): (T, Vec<Diagnostic>)) -> T {
        self.console.diagnostics(&found, None);
        self.keep(found);
        product
    }

    /// As [`Report::take`], for what was noticed in a text that is still at hand.
    ///
    /// `name` is the input as the user typed it; outputs keep the name of the file only.
    pub fn take_from<T>(&mut self, (product, found): (T, Vec<Diagnostic>), name: &str, text: Option<&str>) -> T {
        let told: Vec<_> = found.iter().map(|diagnostic| diagnostic.clone().within(name)).collect();
        self.console.diagnostics(&told, text);
        self.remember(told.iter().filter(|diagnostic| diagnostic.severity == Severity::Error), text);
        self.keep(found);
        product
    }

    fn keep(&mut self, found: Vec<Diagnostic>) {
        self.warnings += found.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning).count();
        self.diagnostics.extend(found);
    }

    /// Reports a part of the work that could not be done; the run goes on and ends with 2.
    pub fn fail(&mut self, failure: &Failure) {
        self.failed = true;
        self.console.error(failure);
        self.remember([&**failure], None);
    }

    fn remember<'d>(&mut self, mistakes: impl IntoIterator<Item = &'d Diagnostic>, text: Option<&str>) {
        let room = MOST_TOLD.saturating_sub(self.told.len());
        self.told.extend(mistakes.into_iter().take(room).map(|mistake| Told::of(mistake, text)));
    }

    /// Whether something could not be done.
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// Counts what is shown.
    pub fn count(&mut self, counts: Counts) {
        self.counts.add(counts);
    }

    /// The line that ends a run: `8 comments · 5 tagged · 8 links (3 rebuttals) · 1 warning`.
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

    /// Ends the run: says what was done, and gives the exit code. 0: written. 1: ran well, no comment to show.
    /// 2: something failed.
    pub fn end(&self) -> ExitCode {
        if let Some(misses) = place::take_misses() {
            self.console.diagnostics(&[internal(misses)], None);
        }
        self.console.summary(&self.summary());
        ExitCode::from(match (self.failed, self.counts.comments) {
            (true, _) => 2,
            (false, 0) => 1,
            (false, _) => 0,
        })
    }
}

/// What the user reads after lookups missed: a bug of palabre that did not stop the run.
fn internal(misses: Misses) -> Diagnostic {
    let first = misses.first.map(|code| format!(", first in {code}")).unwrap_or_default();
    let times = if misses.count == 1 { "once".to_owned() } else { format!("{} times", misses.count) };
    let message = format!("palabre looked {times} at a place that does not exist{first}");
    Diagnostic::warning("internal", message).help("the output may be incomplete: please report this bug")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::ConsoleArgs;

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
