//! The built-in packs compile, and every example in them holds.

use palabre::measure::check::check;
use palabre::rule::{builtin, load};

#[test]
fn the_built_in_packs_are_sound() {
    let (matcher, found) = load(true, &[]);
    assert!(found.is_empty(), "{found:#?}");
    let failed: Vec<String> = check(&matcher, "")
        .into_iter()
        .filter(|outcome| !outcome.holds() && !outcome.todo)
        .map(|o| format!("{} should{} fire ({:.2}): {}", o.rule, if o.should { "" } else { " not" }, o.p, o.text))
        .collect();
    assert!(failed.is_empty(), "{} examples fail:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn the_packs_compiled_by_the_build_are_the_packs() {
    let (mut whole, _) = load(true, &[]);
    for rule in &mut whole.rules {
        rule.hits.clear();
        rule.misses.clear();
        rule.todo.clear();
    }
    let built = builtin();
    assert_eq!(format!("{:?}", built.rules), format!("{:?}", whole.rules));
    assert_eq!(format!("{:?}", built.packs), format!("{:?}", whole.packs));
    let text = std::fs::read_to_string("seeds/deepseek.txt").unwrap();
    let (read, known) = (built.read(&text, &[]), whole.read(&text, &[]));
    assert!(!read.hits.is_empty());
    assert_eq!(read.hits, known.hits);
}
