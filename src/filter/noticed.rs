//! What the stage reports besides the view: what filters did not find, and how much they kept.

use std::collections::BTreeSet;

use super::View;
use super::choice::Choice;
use super::spec::Filters;
use crate::diagnostic::Diagnostic;
use crate::graph::ArgumentMap;
use crate::thread::Relation;

/// How much the filters kept, before anything was folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Comments, without context.
    pub comments: usize,
    /// Comments that hold a position.
    pub tagged: usize,
    /// Links.
    pub links: usize,
    /// Links that are rebuttals.
    pub rebuttals: usize,
}

impl Counts {
    /// Counts what a view shows.
    pub(super) fn of(view: &View<'_>) -> Self {
        let mut counts = Counts::default();
        for (_, node) in view.shown().filter(|(_, node)| node.is_comment()) {
            counts.comments += 1;
            counts.tagged += usize::from(view.positions(node).next().is_some());
        }
        for link in view.edges.iter().filter_map(|edge| view.edge(*edge)?.2.link()) {
            counts.links += 1;
            counts.rebuttals += usize::from(link.relation == Relation::Rebuttal);
        }
        counts
    }

    /// Adds the counts of another view.
    pub fn add(&mut self, other: Counts) {
        self.comments += other.comments;
        self.tagged += other.tagged;
        self.links += other.links;
        self.rebuttals += other.rebuttals;
    }
}

/// What was noticed over one map, or over several that are parts of what the user asked about: what a filter misses in one
/// part may be in another, so [`Noticed::diagnostics`] is called at the end.
#[derive(Debug, Default)]
pub struct Noticed {
    /// How much the filters kept.
    pub kept: Counts,
    /// Ids that no node has.
    pub(super) unknown_ids: Vec<Diagnostic>,
    /// Comments that were left out because they have no date.
    pub(super) undated: usize,
    /// The labels that occur, if the filters ask for labels.
    known_labels: Option<BTreeSet<String>>,
}

impl Noticed {
    /// Adds what was noticed over other maps.
    pub fn add(&mut self, other: Noticed) {
        self.kept.add(other.kept);
        self.unknown_ids.extend(other.unknown_ids);
        self.undated += other.undated;
        if let Some(known) = other.known_labels {
            self.known_labels.get_or_insert_default().extend(known);
        }
    }

    /// The messages for the user.
    pub fn diagnostics(self, filters: &Filters) -> Vec<Diagnostic> {
        let mut diagnostics = self.unknown_ids;
        if self.undated > 0 {
            let undated = self.undated;
            let comments = if undated == 1 { "comment" } else { "comments" };
            let message = format!("--since and --until leave out {undated} {comments} without a date");
            diagnostics.push(Diagnostic::note("undated", message));
        }
        if let Some(known) = &self.known_labels {
            unknown_labels("position", &filters.positions, known, &mut diagnostics);
            unknown_labels("form", &filters.forms, known, &mut diagnostics);
        }
        diagnostics
    }

    /// Remembers the labels of a map, if the filters ask for labels.
    pub(super) fn learn_labels(&mut self, map: &ArgumentMap, filters: &Filters) {
        if filters.positions.is_empty() && filters.forms.is_empty() {
            return;
        }
        let known = self.known_labels.get_or_insert_default();
        let mut learn = |name: &str| {
            if !known.contains(name) {
                known.insert(name.to_owned());
            }
        };
        for node in map.graph.node_weights() {
            node.tags.scores.iter().for_each(|(name, _)| learn(name.as_ref()));
            node.positions().chain(&node.tags.forms).for_each(|label| learn(label.name.as_ref()));
        }
    }
}

/// Reports the labels that a filter asks for and no loaded pack gives, with those that are known: most are typing errors.
fn unknown_labels(filter: &str, asked: &Choice<String>, known: &BTreeSet<String>, diagnostics: &mut Vec<Diagnostic>) {
    for label in asked.values().filter(|label| !known.contains(*label)) {
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let help = (!names.is_empty()).then(|| format!("known labels: {}", names.join(", ")));
        let diagnostic = Diagnostic::warning("unknown-label", format!("--{filter}: no rule gives `{label}`"));
        diagnostics.push(Diagnostic { help, ..diagnostic });
    }
}
