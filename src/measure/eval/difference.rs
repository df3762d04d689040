//! One disagreement between the map and the gold.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::text::Ui;

/// A disagreement between the map and the gold. Labels and relations have the names that the gold has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A comment of the gold that is not in the map.
    Missing(String),
    /// A position that should not be there, if the comment `has` it, or that should be.
    Label {
        /// The comment.
        comment: String,
        /// The position.
        label: String,
        /// Whether the map gives it.
        has: bool,
    },
    /// A right target and a wrong relation.
    Relation {
        /// The comment.
        from: String,
        /// What it answers.
        to: String,
        /// The relation in the map.
        relation: &'static str,
        /// Those in the gold.
        wanted: Vec<String>,
    },
    /// A wrong target.
    Target {
        /// The comment.
        comment: String,
        /// What it answers in the map, if anything.
        given: Option<String>,
        /// What it answers in the gold.
        wanted: Vec<String>,
    },
}

impl Difference {
    /// The disagreement as a sentence.
    pub fn text(&self, ui: Ui) -> String {
        let or = |list: &[String]| list.join(ui.pick(" or ", " ou "));
        match self {
            Difference::Missing(comment) => ui.pick(
                format!("{comment}: not found in the map"),
                format!("{comment}\u{a0}: introuvable dans la carte"),
            ),
            Difference::Label { comment, label, has } => {
                let what = if *has {
                    ui.pick(": should not be", "\u{a0}: ne devrait pas être")
                } else {
                    ui.pick(": should be", "\u{a0}: devrait être")
                };
                format!("{comment}{what} {label}")
            }
            Difference::Relation { from, to, relation, wanted } => {
                let wanted = or(wanted);
                ui.pick(
                    format!("{from} → {to}: {relation}, should be {wanted}"),
                    format!("{from} → {to}\u{a0}: {relation}, devrait être {wanted}"),
                )
            }
            Difference::Target { comment, given, wanted } => {
                let (given, wanted) = (given.as_deref().unwrap_or(ui.pick("nothing", "rien")), or(wanted));
                ui.pick(
                    format!("{comment}: answers {given}, should answer {wanted}"),
                    format!("{comment}\u{a0}: répond à {given}, devrait répondre à {wanted}"),
                )
            }
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Ui::En))
    }
}

impl Serialize for Difference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
