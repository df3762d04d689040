//! Regular expressions that are compiled when they are first needed.

use std::sync::LazyLock;

use regex::{Captures, Regex, RegexBuilder};

use crate::limit;

/// A pattern of this module. It never fails at run time: a pattern that does not compile matches nothing, which the
/// tests of the module that owns it would show.
pub struct Pattern(LazyLock<Option<Regex>>);

impl Pattern {
    /// A pattern to be made by `source` when first used; letters match in either case.
    pub const fn new(source: fn() -> Option<Regex>) -> Self {
        Pattern(LazyLock::new(source))
    }

    /// Whether it occurs in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// Its groups at the first place where it occurs.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.0.as_ref()?.captures(text)
    }

    /// The text with every occurrence replaced.
    pub fn replace_all(&self, text: &str, with: &str) -> String {
        self.0.as_ref().map_or_else(|| text.to_owned(), |regex| regex.replace_all(text, with).into_owned())
    }
}

/// Compiles a pattern with the size limit of the program.
pub fn compile(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern).case_insensitive(true).size_limit(4 * limit::REGEX_BYTES).build().ok()
}
