//! Regular expressions of packs: limited in size, and linear in the text, as the `regex` crate guarantees.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

use crate::limit::{REGEX_BYTES, REGEX_PATTERN_BYTES};
use crate::span::Span;

/// A pattern of a pack, compiled at its first use.
#[derive(Clone, Deserialize, Serialize)]
pub struct Pattern {
    text: String,
    #[serde(skip)]
    compiled: OnceLock<Option<Regex>>,
}

impl std::fmt::Debug for Pattern {
    /// The text alone: whether it was used already is no property of a pattern.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.text.fmt(f)
    }
}

impl Pattern {
    /// The pattern that a pack gives.
    ///
    /// # Errors
    /// A sentence if it is not a valid pattern, or one that is too large to be tried on every comment.
    pub fn new(text: &str) -> Result<Pattern, String> {
        if text.len() > REGEX_PATTERN_BYTES {
            return Err(format!("the pattern has {} bytes; patterns are limited to {REGEX_PATTERN_BYTES}", text.len()));
        }
        let regex = compile(text).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "the pattern needs too many states; repeat less in it".to_owned(),
            error => last_line(&error.to_string()),
        })?;
        if regex.is_match("") {
            return Err("the pattern matches nothing at all, so it would match everywhere".to_owned());
        }
        Ok(Pattern { text: text.to_owned(), compiled: OnceLock::from(Some(regex)) })
    }

    /// Its first match in a text.
    pub fn find(&self, text: &str) -> Option<Span> {
        // It was compiled once already, by `new` or by the build.
        let regex = self.compiled.get_or_init(|| compile(&self.text).ok()).as_ref()?;
        regex.find(text).map(|found| Span::from(found.range()))
    }
}

fn compile(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).case_insensitive(true).size_limit(REGEX_BYTES).build()
}

/// The reason, which is the last line of a message that shows the pattern first.
fn last_line(message: &str) -> String {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_explode_match_nothing_or_are_none_are_refused() {
        assert!(Pattern::new(&"a".repeat(50_000)).unwrap_err().contains("limited"));
        assert!(Pattern::new("(a{1000}){1000}").unwrap_err().contains("states"));
        assert!(Pattern::new("a(b").unwrap_err().contains("unclosed"));
        assert!(Pattern::new("x*").unwrap_err().contains("everywhere"));
        assert_eq!(Pattern::new(r"\d+ ?€").unwrap().find("it costs 40 € now"), Some(Span::new(9, 15)));
    }
}
