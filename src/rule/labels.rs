//! The names of labels: those that people see, and those that palabre's own code asks for.
//!
//! Packs may define any labels, but some steps after the rules depend on a label of a certain name. If a set of packs
//! has no such label, the step never applies: `missing` reports that, and the build stops if the built-in packs lack
//! one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::matcher::Matcher;
use super::pack::{Axis, Both};
use crate::diagnostic::Diagnostic;
use crate::text::Ui;

/// What people see in place of the ids of labels, in both languages, as the packs have it. Of two packs that name the same
/// label the later one counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelNames(BTreeMap<Arc<str>, Both>);

impl LabelNames {
    /// The name of a label in the language of the reader: its id if the packs give it no name.
    pub fn get<'a>(&'a self, ui: Ui, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, |name| ui.pick(&name.en, &name.fr))
    }

    /// Every label that has a name: its id and that name, in order of id.
    pub fn iter(&self, ui: Ui) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(move |(id, name)| (&**id, ui.pick(name.en.as_str(), name.fr.as_str())))
    }
}

impl From<&Matcher> for LabelNames {
    fn from(matcher: &Matcher) -> Self {
        let named = matcher.labels.iter().filter_map(|label| Some((label.name.clone(), label.shown.clone()?)));
        LabelNames(named.collect())
    }
}

/// Words that mean something else than they say. An ironic comment passes no position on, and an ironic post proposes
/// nothing.
pub const IRONY: &str = "irony";

/// The author concedes something: a dispute may end with it.
pub const CONCESSION: &str = "concession";

/// The comment gives a reason.
pub const REASON: &str = "reason";

/// The comment gives a source.
pub const SOURCE: &str = "source";

/// The attack is one on source, relevance or inference.
pub const UNDERCUT: &str = "undercut";

/// The axis of the positions that are about something: to doubt or to affirm is to doubt or affirm *that*.
pub const STANCE: &str = "stance";

/// The forms among them.
const FORMS: [&str; 5] = [IRONY, CONCESSION, REASON, SOURCE, UNDERCUT];

/// A note that names the labels of this module that no pack defines and no rule gives; `None` if none is missing, or if
/// there are no rules at all.
pub(super) fn missing(matcher: &Matcher) -> Option<Diagnostic> {
    if matcher.rules.is_empty() {
        return None;
    }
    let is_known = |name: &str| {
        let given = || matcher.rules.iter().any(|rule| &*rule.label == name);
        matcher.label(name).is_some() || given()
    };
    let mut missing: Vec<String> =
        FORMS.iter().filter(|name| !is_known(name)).map(|name| format!("the form `{name}`")).collect();
    let has_axis =
        matcher.labels.iter().any(|label| label.kind == Axis::Position && label.axis.as_deref() == Some(STANCE));
    if !has_axis {
        missing.push(format!("a position on the axis `{STANCE}`"));
    }
    if missing.is_empty() {
        return None;
    }
    let message = format!("the packs lack {}, so what palabre does with it does not happen", missing.join(", "));
    Some(
        Diagnostic::note("missing-labels", message)
            .help("name labels as `rules/core.toml` does, or load the built-in packs too"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::rule::load;

    #[test]
    fn every_built_in_label_has_a_name_of_its_own_in_both_languages() {
        let matcher = load(true, &[]).0;
        let names = LabelNames::from(&matcher);
        for ui in [Ui::En, Ui::Fr] {
            let all: BTreeMap<&str, &str> = names.iter(ui).map(|(id, name)| (name, id)).collect();
            let ids: std::collections::BTreeSet<_> = matcher.labels.iter().map(|label| &label.name).collect();
            assert_eq!(all.len(), ids.len(), "{all:#?}");
        }
        assert_eq!((names.get(Ui::Fr, "skeptic"), names.get(Ui::Fr, "of-a-user")), ("doute", "of-a-user"));
    }

    #[test]
    fn the_built_in_packs_have_all_labels_and_a_pack_that_lacks_some_is_noticed() {
        assert!(load(true, &[]).1.is_empty());
        let pack = |name: &str| {
            format!(
                "format = 1\n[pack]\nid = \"x\"\nversion = \"1\"\nlang = []\n[[rule]]\nid = \"{name}\"\nkind = \"form\"\nbias = -2.0\ncue = [{{ any = [\"a\"], w = 3.0 }}]\n"
            )
        };
        let notes = |name: &str| load(false, &[("x.toml".to_owned(), pack(name))]).1;
        let found = notes("irony");
        let [note] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!((note.code, note.severity), ("missing-labels", Severity::Note));
        assert!(note.message.contains("`concession`") && note.message.contains("`stance`"), "{}", note.message);
        assert!(!note.message.contains("irony"), "{}", note.message);
        assert!(load(false, &[]).1.is_empty(), "no rules, no steps after them");
        assert!(notes("ironic").first().is_some_and(|note| note.message.contains("`irony`")));
    }
}
