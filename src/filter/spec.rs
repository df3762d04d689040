//! The filters: their names, what they choose, and how their values are read.

use regex::{Regex, RegexBuilder};

use super::fold::Collapse;
use super::time::Moment;
use crate::diagnostic::Diagnostic;
use crate::graph::Status;
use crate::limit;
use crate::thread::{Lang, Relation};

/// What a filter chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applies {
    /// Comments.
    Comments,
    /// Edges; a comment then stays only as an end of one that is kept.
    Edges,
    /// How the others count, or what is shown around them.
    View,
    /// What of a map that is too large is folded into stand-ins.
    Folds,
}

/// One filter: the row that parser, help and README are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilterSpec {
    /// Its name, without dashes.
    pub name: &'static str,
    /// The name of its value; `None` for a switch.
    pub value: Option<&'static str>,
    /// What it keeps, in a few words.
    pub about: &'static str,
    /// What it chooses.
    pub applies: Applies,
}

const fn row(name: &'static str, value: Option<&'static str>, applies: Applies, about: &'static str) -> FilterSpec {
    FilterSpec { name, value, about, applies }
}

/// Every filter, in the order of help texts.
pub const FILTERS: &[FilterSpec] = &[
    row("position", Some("LABEL"), Applies::Comments, "comments that hold this position"),
    row("form", Some("LABEL"), Applies::Comments, "comments of this form (irony, question, …)"),
    row("author", Some("NAME"), Applies::Comments, "comments of this author (with --authors keep)"),
    row("lang", Some("CODE"), Applies::Comments, "comments in this language (fr, en, …)"),
    row("thread", Some("ID"), Applies::Comments, "comments of this thread"),
    row(
        "since",
        Some("DATE"),
        Applies::Comments,
        "comments from this date on (2025, 2025-01-28, 2025-01-28T09:00:00Z)",
    ),
    row("until", Some("DATE"), Applies::Comments, "comments up to this date, all of it included"),
    row("grep", Some("REGEX"), Applies::Comments, "comments whose text matches"),
    row(
        "status",
        Some("STATUS"),
        Applies::Comments,
        "comments that are unchallenged, defended, challenged or undecided",
    ),
    row("depth", Some("N"), Applies::Comments, "comments at most that many replies below the article"),
    row("focus", Some("ID"), Applies::Comments, "this comment and what is near it"),
    row("radius", Some("N"), Applies::View, "how near --focus means, in links (default 1)"),
    row("reaches", Some("ID"), Applies::Comments, "this comment and what answers it, directly or through others"),
    row("relation", Some("LABEL"), Applies::Edges, "links of this relation (rebuttal, support, …)"),
    row("min-confidence", Some("X"), Applies::Edges, "links with at least this probability"),
    row("given", None, Applies::Edges, "links that the source gives"),
    row("inferred", None, Applies::Edges, "links that palabre inferred"),
    row("reasoned", None, Applies::Edges, "links whose reply gives a ground; what stands, over these alone"),
    row("min-score", Some("X"), Applies::View, "labels with a lower probability count as not held"),
    row("inherited", None, Applies::View, "positions taken over from what is supported or rejected count too"),
    row("context", None, Applies::View, "keep what the matches answer as well, drawn faded"),
    row("max-nodes", Some("N"), Applies::Folds, "keep the N strongest nodes, and count the others where they hang"),
    row("collapse", Some("WHAT"), Applies::Folds, "gather all replies below a comment (subthread), or all by position"),
];

/// Why a filter was not understood. The message says what would be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// No such filter.
    #[error("there is no filter `{0}`")]
    Unknown(String),
    /// A value does not fit.
    #[error("`{value}` does not fit --{name}: {reason}")]
    Value {
        /// The filter.
        name: &'static str,
        /// What was typed.
        value: String,
        /// What would fit.
        reason: String,
    },
}

/// The values of one filter: one of `any` must hold (if there are any), none of `none` may.
#[derive(Clone, Debug)]
pub(super) struct Choice<T> {
    any: Vec<T>,
    none: Vec<T>,
}

impl<T> Default for Choice<T> {
    fn default() -> Self {
        Self { any: Vec::new(), none: Vec::new() }
    }
}

impl<T> Choice<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.any.is_empty() && self.none.is_empty()
    }

    /// Whether it lets something through of which `holds` says what holds.
    pub(super) fn admits(&self, mut holds: impl FnMut(&T) -> bool) -> bool {
        (self.any.is_empty() || self.any.iter().any(&mut holds)) && !self.none.iter().any(holds)
    }

    /// Its values, wanted and unwanted.
    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.any.iter().chain(&self.none)
    }

    /// Each value replaced by something found for it.
    pub(super) fn map<U>(&self, mut each: impl FnMut(&T) -> U) -> Choice<U> {
        Choice { any: self.any.iter().map(&mut each).collect(), none: self.none.iter().map(each).collect() }
    }

    fn push(&mut self, value: T, negated: bool) {
        if negated { self.none.push(value) } else { self.any.push(value) }
    }
}

/// Which comments and edges to keep. Different filters are combined by AND, repeated values of one by OR; `not:value`
/// or `!value` negates. Of a filter that takes one date or number, the last one typed counts.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line, and none excludes another")]
pub struct Filters {
    pub(super) positions: Choice<String>,
    pub(super) forms: Choice<String>,
    pub(super) authors: Choice<String>,
    pub(super) langs: Choice<Lang>,
    pub(super) threads: Choice<String>,
    pub(super) since: Option<Moment>,
    pub(super) until: Option<Moment>,
    pub(super) grep: Choice<Regex>,
    pub(super) statuses: Choice<Status>,
    pub(super) depth: Option<usize>,
    pub(super) focus: Choice<String>,
    pub(super) radius: Option<usize>,
    pub(super) reaches: Choice<String>,
    pub(super) relations: Choice<Relation>,
    pub(super) min_confidence: Option<f64>,
    pub(super) given: bool,
    pub(super) inferred: bool,
    pub(super) reasoned: bool,
    pub(super) min_score: Option<f64>,
    pub(super) inherited: bool,
    pub(super) context: bool,
    pub(super) max_nodes: Option<usize>,
    pub(super) collapse: Option<Collapse>,
    typed: Vec<String>,
}

impl Filters {
    /// Adds one filter as typed; the value of a switch is empty.
    ///
    /// # Errors
    /// When the name is none of [`FILTERS`], or the value is not a date, number, pattern or closed name where one is
    /// asked for. A label, author, thread or comment that occurs nowhere is no error: the view is then empty.
    pub fn add(&mut self, name: &str, value: &str) -> Result<(), FilterError> {
        let Some(spec) = FILTERS.iter().find(|spec| spec.name == name) else {
            return Err(FilterError::Unknown(name.to_owned()));
        };
        self.set(spec.name, value).map_err(|reason| FilterError::Value {
            name: spec.name,
            value: value.to_owned(),
            reason,
        })?;
        let single = matches!(spec.name, "since" | "until" | "depth" | "radius" | "min-confidence" | "min-score");
        if spec.applies == Applies::Folds {
            return Ok(());
        }
        if single || spec.value.is_none() {
            self.typed.retain(|typed| typed.split('=').next() != Some(spec.name));
        }
        self.typed.push(if spec.value.is_some() { format!("{name}={value}") } else { name.to_owned() });
        Ok(())
    }

    fn set(&mut self, name: &'static str, typed: &str) -> Result<(), String> {
        let stripped = typed.strip_prefix("not:").or_else(|| typed.strip_prefix('!'));
        let negated = stripped.is_some();
        let value = stripped.unwrap_or(typed);
        match name {
            "position" => self.positions.push(value.to_owned(), negated),
            "form" => self.forms.push(value.to_owned(), negated),
            "author" => self.authors.push(value.to_owned(), negated),
            "thread" => self.threads.push(value.to_owned(), negated),
            "focus" => self.focus.push(value.to_owned(), negated),
            "reaches" => self.reaches.push(value.to_owned(), negated),
            "lang" => self.langs.push(Lang::parse(value).ok_or("expected a two-letter code such as fr")?, negated),
            "status" => self.statuses.push(one_of(value, &Status::ALL.map(|(it, name)| (name, it)))?, negated),
            "relation" => self.relations.push(one_of(value, &Relation::ALL.map(|it| (it.name(), it)))?, negated),
            "grep" => self.grep.push(pattern(value)?, negated),
            "since" => self.since = Some(date(typed)?),
            "until" => self.until = Some(date(typed)?),
            "depth" => self.depth = Some(count(typed)?),
            "radius" => self.radius = Some(count(typed)?),
            "min-confidence" => self.min_confidence = Some(probability(typed)?),
            "min-score" => self.min_score = Some(probability(typed)?),
            "given" => self.given = true,
            "inferred" => self.inferred = true,
            "reasoned" => self.reasoned = true,
            "inherited" => self.inherited = true,
            "context" => self.context = true,
            "max-nodes" => {
                let least = |most: &usize| *most > 0;
                self.max_nodes = Some(count(typed).ok().filter(least).ok_or("expected a whole number from 1 on")?);
            }
            "collapse" => {
                self.collapse =
                    Some(one_of(typed, &[("subthread", Collapse::Subthread), ("position", Collapse::Position)])?);
            }
            _ => return Err("this filter has no meaning yet".to_owned()),
        }
        Ok(())
    }

    /// Whether they fold what is too large.
    pub fn fold(&self) -> bool {
        self.max_nodes.is_some() || self.collapse.is_some()
    }

    /// What to tell who asked for folding where `what` shows or counts everything.
    pub fn unfolded(&self, what: &str) -> Option<Diagnostic> {
        let message = format!("{what} folds nothing away, so --max-nodes and --collapse change nothing here");
        self.fold().then(|| Diagnostic::warning("folding", message))
    }

    /// The filters as typed, in order: `position=skeptic`, `context`. Folding is none: it leaves nothing out.
    pub fn typed(&self) -> &[String] {
        &self.typed
    }

    /// Whether they leave everything as it is.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Whether they choose the same of a thread alone as of the thread among others. `--focus` and `--reaches` name
    /// comments as the map of all threads names them, so they do not.
    pub fn are_local(&self) -> bool {
        self.focus.is_empty() && self.reaches.is_empty()
    }

    /// Whether a filter chooses comments.
    pub(super) fn choose_comments(&self) -> bool {
        let lists = [&self.positions, &self.forms, &self.authors, &self.threads, &self.focus, &self.reaches];
        lists.iter().any(|list| !list.is_empty())
            || !self.langs.is_empty()
            || !self.statuses.is_empty()
            || !self.grep.is_empty()
            || self.since.is_some()
            || self.until.is_some()
            || self.depth.is_some()
    }

    /// Whether a filter chooses edges.
    pub(super) fn choose_edges(&self) -> bool {
        !self.relations.is_empty() || self.min_confidence.is_some() || self.given || self.inferred || self.reasoned
    }
}

/// One of a closed list of names.
fn one_of<T: Copy>(value: &str, names: &[(&str, T)]) -> Result<T, String> {
    names.iter().find(|(name, _)| *name == value).map(|(_, it)| *it).ok_or_else(|| {
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn pattern(value: &str) -> Result<Regex, String> {
    if value.len() > limit::REGEX_PATTERN_BYTES {
        return Err(format!("a pattern may have {} bytes", limit::REGEX_PATTERN_BYTES));
    }
    // The error of the crate draws the place over several lines; its last line is the reason.
    RegexBuilder::new(value)
        .size_limit(limit::REGEX_BYTES)
        .build()
        .map_err(|error| error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned())
}

fn date(value: &str) -> Result<Moment, String> {
    Moment::parse(value).ok_or_else(|| "expected a date such as 2025, 2025-01-28 or 2025-01-28T09:00:00Z".to_owned())
}

fn count(value: &str) -> Result<usize, String> {
    value.parse().map_err(|_| "expected a whole number".to_owned())
}

fn probability(value: &str) -> Result<f64, String> {
    let number: Option<f64> = value.parse().ok();
    number.filter(|p| (0.0..=1.0).contains(p)).ok_or_else(|| "expected a probability from 0 to 1".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        for spec in FILTERS {
            let value = match spec.value {
                None => "",
                Some("N") => "3",
                Some("X") => "0.5",
                Some("DATE") => "2025-01",
                Some("STATUS") => "defended",
                Some("CODE") => "fr",
                Some("LABEL") => "rebuttal",
                Some("WHAT") => "subthread",
                Some(_) => "x",
            };
            let mut filters = Filters::default();
            filters.add(spec.name, value).unwrap();
            assert_eq!(filters.fold(), spec.applies == Applies::Folds, "{}", spec.name);
            assert_eq!(filters.is_empty(), filters.fold(), "{}", spec.name);
            assert_eq!(filters.choose_comments(), spec.applies == Applies::Comments, "{}", spec.name);
            assert_eq!(filters.choose_edges(), spec.applies == Applies::Edges, "{}", spec.name);
        }
    }

    #[test]
    fn wrong_values_say_what_would_be_right() {
        let reason = |name: &str, value: &str| Filters::default().add(name, value).unwrap_err().to_string();
        assert_eq!(reason("depth", "-1"), "`-1` does not fit --depth: expected a whole number");
        assert_eq!(reason("min-score", "NaN"), "`NaN` does not fit --min-score: expected a probability from 0 to 1");
        assert_eq!(reason("grep", "(a"), "`(a` does not fit --grep: unclosed group");
        assert!(reason("since", "yesterday").contains("expected a date"));
        assert!(reason("status", "not:rejected").contains("unchallenged, defended"));
        assert_eq!(reason("colour", "red"), "there is no filter `colour`");
        assert!(reason("grep", &"a".repeat(2_000)).contains("1024 bytes"));
    }

    #[test]
    fn of_a_single_value_the_last_one_counts_and_is_recorded() {
        let mut filters = Filters::default();
        for (name, value) in [("depth", "3"), ("position", "a"), ("depth", "1"), ("position", "not:b")] {
            filters.add(name, value).unwrap();
        }
        assert_eq!(filters.depth, Some(1));
        assert_eq!(filters.typed(), ["position=a", "depth=1", "position=not:b"]);
    }
}
