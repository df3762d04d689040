//! Regular expressions that are compiled at their first use.

use std::sync::LazyLock;

use regex::{Captures, Regex, RegexBuilder};

use crate::limit;

/// A pattern that is compiled at its first use. One that does not compile matches nothing; the tests of the module that
/// declares it would show that.
pub struct Pattern {
    /// Parts of words, in lower case, one of which every match holds. Most texts hold none; then the pattern is never
    /// compiled, which would cost more than reading a page. Empty if there is no such list.
    hints: LazyLock<Vec<&'static str>>,
    regex: LazyLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern that `source` compiles when a text first holds one of `hints`. Letters match in either case.
    pub const fn new(hints: fn() -> Vec<&'static str>, source: fn() -> Option<Regex>) -> Self {
        Pattern { hints: LazyLock::new(hints), regex: LazyLock::new(source) }
    }

    /// Whether it occurs in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.may_match(text) && self.regex.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// Its groups at the first place where it occurs.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        if self.may_match(text) { self.regex.as_ref()?.captures(text) } else { None }
    }

    /// Whether the text holds one of the hints.
    fn may_match(&self, text: &str) -> bool {
        if self.hints.is_empty() {
            return true;
        }
        let lower = text.to_lowercase();
        self.hints.iter().any(|hint| lower.contains(*hint))
    }

    /// The text with every occurrence replaced.
    pub fn replace_all(&self, text: &str, with: &str) -> String {
        self.regex.as_ref().map_or_else(|| text.to_owned(), |regex| regex.replace_all(text, with).into_owned())
    }
}

/// Compiles a pattern with the size limit of the program.
pub fn compile(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern).case_insensitive(true).size_limit(4 * limit::REGEX_BYTES).build().ok()
}
