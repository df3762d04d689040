//! The values of a filter, and how they are read from what the user typed.

use regex::{Regex, RegexBuilder};

use crate::limit;
use crate::text::Moment;

/// The values of a filter that can be repeated: at least one of `wanted` must hold, if there are any, and none of
/// `unwanted` may.
#[derive(Clone, Debug)]
pub(super) struct Choice<T> {
    wanted: Vec<T>,
    unwanted: Vec<T>,
}

impl<T> Default for Choice<T> {
    fn default() -> Self {
        Self { wanted: Vec::new(), unwanted: Vec::new() }
    }
}

impl<T> Choice<T> {
    /// Adds a value as typed: `VALUE`, or `not:VALUE` or `!VALUE` for one that must not hold.
    pub(super) fn add(&mut self, typed: &str, parse: impl Fn(&str) -> Result<T, String>) -> Result<(), String> {
        match typed.strip_prefix("not:").or_else(|| typed.strip_prefix('!')) {
            Some(unwanted) => self.unwanted.push(parse(unwanted)?),
            None => self.wanted.push(parse(typed)?),
        }
        Ok(())
    }

    /// Whether it has no values, so that it admits everything.
    pub(super) fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }

    /// Whether an item passes. `holds(value)` must say whether the item has that value.
    pub(super) fn admits(&self, mut holds: impl FnMut(&T) -> bool) -> bool {
        (self.wanted.is_empty() || self.wanted.iter().any(&mut holds)) && !self.unwanted.iter().any(holds)
    }

    /// Its values, wanted and unwanted.
    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.wanted.iter().chain(&self.unwanted)
    }

    /// The choice with each value replaced.
    pub(super) fn map<U>(&self, mut each: impl FnMut(&T) -> U) -> Choice<U> {
        Choice {
            wanted: self.wanted.iter().map(&mut each).collect(),
            unwanted: self.unwanted.iter().map(each).collect(),
        }
    }
}

/// Reads any text. A name that occurs nowhere is no error: the view is then empty.
#[expect(clippy::unnecessary_wraps, reason = "the signature of all parsers")]
pub(super) fn text(value: &str) -> Result<String, String> {
    Ok(value.to_owned())
}

/// Reads one of a closed list of names.
pub(super) fn one_of<T: Copy>(value: &str, names: &[(&str, T)]) -> Result<T, String> {
    names.iter().find(|(name, _)| *name == value).map(|(_, named)| *named).ok_or_else(|| {
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        format!("expected one of {}", names.join(", "))
    })
}

/// Reads a regular expression.
pub(super) fn pattern(value: &str) -> Result<Regex, String> {
    if value.len() > limit::REGEX_PATTERN_BYTES {
        return Err(format!("a pattern may have {} bytes", limit::REGEX_PATTERN_BYTES));
    }
    // The error of the crate draws the pattern over several lines; its last line is the reason.
    RegexBuilder::new(value)
        .size_limit(limit::REGEX_BYTES)
        .build()
        .map_err(|error| error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned())
}

/// Reads a date, or the start of one.
pub(super) fn date(value: &str) -> Result<Moment, String> {
    Moment::parse(value).ok_or_else(|| "expected a date such as 2025, 2025-01-28 or 2025-01-28T09:00:00Z".to_owned())
}

/// Reads a whole number.
pub(super) fn count(value: &str) -> Result<usize, String> {
    value.parse().map_err(|_| "expected a whole number".to_owned())
}

/// Reads a whole number that is not 0.
pub(super) fn positive_count(value: &str) -> Result<usize, String> {
    count(value).ok().filter(|count| *count > 0).ok_or_else(|| "expected a whole number from 1 on".to_owned())
}

/// Reads a probability.
pub(super) fn probability(value: &str) -> Result<f64, String> {
    let number: Option<f64> = value.parse().ok();
    number.filter(|p| (0.0..=1.0).contains(p)).ok_or_else(|| "expected a probability from 0 to 1".to_owned())
}
