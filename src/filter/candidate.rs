//! A comment that the filters judge.

use petgraph::graph::NodeIndex;

use super::choice::Choice;
use super::view::Counting;
use crate::graph::{ArgumentMap, Node};
use crate::place::PerNode;
use crate::text::Moment;

/// What a filter says of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It passes.
    Admitted,
    /// It does not.
    Rejected,
    /// It does not, because it has no date. If no other filter rejects it, the user is told.
    Undated,
}

impl From<bool> for Verdict {
    fn from(admitted: bool) -> Self {
        if admitted { Verdict::Admitted } else { Verdict::Rejected }
    }
}

/// The nodes of a map that `--focus` and `--reaches` name: for every value of the filter, whether a node is in its reach.
#[derive(Debug, Default)]
pub(super) struct Reached {
    pub(super) focus: Choice<PerNode<bool>>,
    pub(super) reaches: Choice<PerNode<bool>>,
}

/// A comment that the filters judge, or what is in the place of one: deleted, missing, held back.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    pub(super) map: &'a ArgumentMap,
    pub(super) reached: &'a Reached,
    pub(super) counting: Counting,
    pub(super) index: NodeIndex,
    pub(super) node: &'a Node,
}

impl Candidate<'_> {
    /// Whether it holds a position.
    pub(super) fn holds(&self, position: &str) -> bool {
        self.counting.positions(self.node).any(|(_, label)| &*label.name == position)
    }

    /// Whether it has a form.
    pub(super) fn has_form(&self, form: &str) -> bool {
        self.counting.forms(self.node).any(|label| &*label.name == form)
    }

    /// The id of its thread.
    pub(super) fn thread(&self) -> &str {
        self.map.threads.get(self.node.thread).map_or("", |thread| &thread.id)
    }

    /// Judges it by its date.
    pub(super) fn dated(&self, is_in_time: impl FnOnce(Moment) -> bool) -> Verdict {
        let moment = self.node.comment.time.as_deref().and_then(Moment::parse);
        moment.map_or(Verdict::Undated, |moment| is_in_time(moment).into())
    }
}
