//! What a filter is: a row of [`FILTERS`](super::FILTERS), and the values that rows read into [`Filters`].

use std::fmt;
use std::sync::Arc;

use petgraph::graph::NodeIndex;
use regex::Regex;

use super::candidate::{Candidate, Verdict};
use super::choice::Choice;
use super::view::Counting;
use crate::diagnostic::Diagnostic;
use crate::graph::Status;
use crate::link::Link;
use crate::place::PerNode;
use crate::text::Moment;
use crate::thread::{Lang, Relation};

/// How replies are collapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collapse {
    /// All replies below a comment at the top are folded into counts on that comment.
    Subthread,
    /// The comments of a thread that hold the same position become one node.
    Position,
}

/// What a filter applies to, with the function that decides.
#[derive(Clone, Copy)]
pub enum Applies {
    /// Comments.
    Comments(fn(&Filters, &Candidate<'_>) -> Verdict),
    /// Links; with such a filter, a comment remains only as an end of a link that is kept.
    Links(fn(&Filters, &Link) -> bool),
    /// How the others count, or what is shown around them.
    View,
    /// What of a map that is too large is folded into counts.
    Folds,
}

impl fmt::Debug for Applies {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Applies::Comments(_) => "Comments",
            Applies::Links(_) => "Links",
            Applies::View => "View",
            Applies::Folds => "Folds",
        })
    }
}

/// One filter: the row that the command line, the help and the README are made from.
#[derive(Clone, Copy, Debug)]
pub struct FilterSpec {
    /// Its name, without dashes.
    pub name: &'static str,
    /// The name of its value; `None` for a switch.
    pub value: Option<&'static str>,
    /// Whether repeated values are combined by OR. If not, the last one counts.
    pub repeats: bool,
    /// Whether it needs the names of the authors.
    pub needs_names: bool,
    /// Whether it decides on a thread without looking at other threads.
    pub by_thread: bool,
    /// What it keeps, in a few words.
    pub about: &'static str,
    /// Reads a value as typed into the filters. The error says what was expected.
    pub(super) parse: fn(&mut Filters, &str) -> Result<(), String>,
    /// What it applies to, and what it keeps.
    pub applies: Applies,
}

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

/// The side of a node on an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// The id of the issue.
    pub issue: String,
    /// `for` or `against`; `None` if the side is not sure enough.
    pub side: Option<&'static str>,
}

/// Which comments and links to keep. Different filters are combined by AND, repeated values of one by OR; `not:VALUE`
/// or `!VALUE` negates. [`Filters::add`] reads them.
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
    pub(super) issues: Choice<String>,
    pub(super) sides: Choice<&'static str>,
    /// The sides of every node; empty unless a filter asks for them.
    stances: Arc<PerNode<Vec<Stance>>>,
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
    /// The rows that were typed, each once.
    rows: Vec<&'static FilterSpec>,
    typed: Vec<String>,
}

impl Filters {
    /// Adds a value to the filter of a row.
    pub(super) fn add_to(&mut self, row: &'static FilterSpec, value: &str) -> Result<(), FilterError> {
        (row.parse)(self, value).map_err(|reason| FilterError::Value {
            name: row.name,
            value: value.to_owned(),
            reason,
        })?;
        if !self.rows.iter().any(|known| known.name == row.name) {
            self.rows.push(row);
        }
        if !matches!(row.applies, Applies::Folds) {
            if !row.repeats {
                self.typed.retain(|typed| typed.split('=').next() != Some(row.name));
            }
            self.typed.push(row.value.map_or_else(|| row.name.to_owned(), |_| format!("{}={value}", row.name)));
        }
        Ok(())
    }

    /// What counts as held and as accepted.
    pub(super) fn counting(&self) -> Counting {
        Counting { min_score: self.min_score.unwrap_or(0.0), inherited: self.inherited, reasoned: self.reasoned }
    }

    /// The filters as typed, in order: `position=skeptic`, `context`. Folding is not among them: it leaves nothing out.
    pub fn typed(&self) -> &[String] {
        &self.typed
    }

    /// Whether they leave everything as it is.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Whether they keep the same of a thread whether it is filtered alone or together with others.
    pub fn are_by_thread(&self) -> bool {
        self.rows.iter().all(|row| row.by_thread)
    }

    /// Whether a filter asks for issues or sides, which are found on the whole map:
    /// [`issue::view`](crate::issue::view) gives them to the filters.
    pub fn need_stances(&self) -> bool {
        !(self.issues.is_empty() && self.sides.is_empty())
    }

    /// The same filters with the sides of every node, for every issue that it is part of, the main one first.
    pub fn with_stances(&self, stances: PerNode<Vec<Stance>>) -> Self {
        Self { stances: Arc::new(stances), ..self.clone() }
    }

    /// Whether a node is part of an issue that was asked for, and, if `by_side`, on a side that was asked for. Without an
    /// issue, its side on the main one decides.
    pub(super) fn admit_stance(&self, node: NodeIndex, by_side: bool) -> bool {
        let stances = self.stances.get(node).map(Vec::as_slice).unwrap_or_default();
        if !by_side {
            return self.issues.admits(|id| stances.iter().any(|stance| stance.issue == *id));
        }
        let stances = if self.issues.is_empty() { stances.get(..1).unwrap_or_default() } else { stances };
        let of_issue = stances.iter().filter(|stance| self.issues.admits(|id| stance.issue == *id));
        let sides: Vec<&str> = of_issue.filter_map(|stance| stance.side).collect();
        // Who is on no side is neither `for` nor `not:against`.
        !sides.is_empty() && self.sides.admits(|side| sides.contains(side))
    }

    /// Whether they ask for folding.
    pub fn fold(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.applies, Applies::Folds))
    }

    /// A warning for a user who asked for folding, if `what` shows or counts everything.
    pub fn unfolded(&self, what: &str) -> Option<Diagnostic> {
        let message = format!("{what} folds nothing away, so --max-nodes and --collapse change nothing here");
        self.fold().then(|| Diagnostic::warning("folding", message))
    }

    /// Whether a filter chooses comments.
    pub(super) fn choose_comments(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.applies, Applies::Comments(_)))
    }

    /// Whether a filter chooses links.
    pub(super) fn choose_links(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.applies, Applies::Links(_)))
    }

    /// Judges a comment by all filters that choose comments. It is undated only if no filter rejects it.
    pub(super) fn judge(&self, candidate: &Candidate<'_>) -> Verdict {
        let mut verdict = Verdict::Admitted;
        for row in &self.rows {
            let Applies::Comments(judge) = row.applies else { continue };
            match judge(self, candidate) {
                Verdict::Admitted => {}
                Verdict::Undated => verdict = Verdict::Undated,
                Verdict::Rejected => return Verdict::Rejected,
            }
        }
        verdict
    }

    /// Whether a link passes all filters that choose links.
    pub(super) fn admit_link(&self, link: &Link) -> bool {
        self.rows.iter().all(|row| match row.applies {
            Applies::Links(admits) => admits(self, link),
            Applies::Comments(_) | Applies::View | Applies::Folds => true,
        })
    }
}
