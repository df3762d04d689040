//! The built-in packs compile, and every example in them holds.

use palabre::measure::check::check;
use palabre::rule::builtin;

#[test]
fn the_built_in_packs_are_sound() {
    let (matcher, found) = builtin();
    assert!(found.is_empty(), "{found:#?}");
    let failed: Vec<String> = check(&matcher, "")
        .into_iter()
        .filter(|outcome| !outcome.holds() && !outcome.todo)
        .map(|o| format!("{} should{} fire ({:.2}): {}", o.rule, if o.should { "" } else { " not" }, o.p, o.text))
        .collect();
    assert!(failed.is_empty(), "{} examples fail:\n{}", failed.len(), failed.join("\n"));
}
