//! What the program noticed and wants its user to know: a code, a severity, a sentence, a place, and the way out.

use std::fmt;

use crate::span::Span;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// Something was repaired, guessed or left out.
    Warning,
    /// Something could not be done.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// What stops a command: an error with its code, its place and its remedy. Boxed because it is rare and large.
pub type Failure = Box<Diagnostic>;

/// The product of a stage and what the stage noticed while making it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warned<T> {
    /// The product.
    pub value: T,
    /// What was noticed, in the order of the input.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A product that nothing was noticed about.
    pub fn quiet(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Makes another product of it, and keeps what was noticed.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Warned<U> {
        Warned { value: make(self.value), diagnostics: self.diagnostics }
    }
}

impl<T> From<(T, Vec<Diagnostic>)> for Warned<T> {
    fn from((value, diagnostics): (T, Vec<Diagnostic>)) -> Self {
        Self { value, diagnostics }
    }
}

/// One finding. Diagnostics are handed on with the products of the stages and never stop a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name such as `count-mismatch`; scripts may rely on it.
    pub code: &'static str,
    /// Its weight.
    pub severity: Severity,
    /// What happened, as one sentence without a full stop.
    pub message: String,
    /// Where: the source's name, if known.
    pub source: Option<String>,
    /// Where: the thread or comment it is about, if any.
    pub about: Option<String>,
    /// Where: bytes of the source.
    pub span: Option<Span>,
    /// What the user can do about it.
    pub help: Option<String>,
    /// What only the user's own terminal shows: no output carries it, because it may hold words that say who is meant.
    pub aside: Option<String>,
}

impl Diagnostic {
    /// A warning with a code and a message.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note with a code and a message.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// An error with a code and a message.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { code, severity, message: message.into(), source: None, about: None, span: None, help: None, aside: None }
    }

    /// Names the comment or thread it is about.
    pub fn about(mut self, what: impl Into<String>) -> Self {
        self.about = Some(what.into());
        self
    }

    /// Names the bytes of the source it is about.
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Names the source (a file name).
    pub fn within(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Says what only the user's own terminal shows.
    pub fn aside(mut self, aside: impl Into<String>) -> Self {
        self.aside = Some(aside.into());
        self
    }

    /// Says what the user can do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
