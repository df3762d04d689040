//! The names of labels that palabre's own code asks for.
//!
//! Packs may define any labels, but some steps after the rules depend on a label of a certain name. If a set of packs
//! has no such label, the step never applies: `missing` reports that, and the build stops if the built-in packs lack
//! one.

use super::matcher::Matcher;
use super::pack::Axis;
use crate::diagnostic::Diagnostic;

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
    use crate::diagnostic::Severity;
    use crate::rule::load;

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
