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

/// One finding. Diagnostics travel beside the products of the stages; they never stop one.
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
        Self { code, severity, message: message.into(), source: None, about: None, span: None, help: None }
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

    /// Says what the user can do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
