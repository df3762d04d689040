//! The built-in packs compile, and every example in them holds.

use palabre::measure::check::{Outcome, check};
use palabre::place::Place;
use palabre::rule::{Codebook, LINTS, PAIR_FEATURES, TEXT_FEATURES, builtin, load};
use palabre::tag::tag;
use palabre::thread::{Comment, Lang, Thread};

#[test]
fn the_built_in_packs_are_sound() {
    let (matcher, found) = load(true, &[]);
    assert!(found.is_empty(), "{found:#?}");
    let failed: Vec<String> = check(&matcher.into(), "")
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

#[test]
fn the_pack_in_the_handbook_works_and_its_tables_are_true() {
    let path = "rules/README.md";
    let mut handbook = std::fs::read_to_string(path).unwrap();
    let pack = handbook.split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned();
    let (matcher, found) = load(true, &[("mine.toml".to_owned(), pack)]);
    assert!(found.is_empty(), "{found:#?}");
    let outcomes = check(&matcher.into(), "mine.");
    assert_eq!(outcomes.len(), 6);
    assert!(outcomes.iter().all(Outcome::holds), "{outcomes:#?}");

    let text = TEXT_FEATURES.iter().map(|(_, name, about)| (*name, *about)).collect::<Vec<_>>();
    let pair = PAIR_FEATURES.iter().map(|(_, name, about)| (*name, *about)).collect::<Vec<_>>();
    let mut stale = false;
    let lints = LINTS.to_vec();
    let features = "| feature | it says of the text or pair |";
    for (name, head, rows) in
        [("text-features", features, text), ("pair-features", features, pair), ("lints", "| code | it found |", lints)]
    {
        let rows: Vec<String> = rows.iter().map(|(name, about)| format!("| `{name}` | {about} |\n")).collect();
        let rows = rows.concat();
        let table = format!("<!-- table: {name} -->\n\n{head}\n| --- | --- |\n{rows}\n");
        let (before, rest) = handbook.split_once(&format!("<!-- table: {name} -->")).unwrap();
        let (old, after) = rest.split_once(&format!("<!-- end: {name} -->")).unwrap();
        stale |= format!("<!-- table: {name} -->{old}") != table;
        handbook = format!("{before}{table}<!-- end: {name} -->{after}");
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, handbook).unwrap();
    } else {
        assert!(!stale, "the tables of {path} are not those of the code; run `BLESS=1 cargo test`");
    }
}

#[test]
fn every_label_of_the_built_in_packs_has_its_codebook_entry() {
    let codebook = Codebook::from(load(true, &[]).0);
    let matcher = &codebook.matcher;
    assert!(matcher.labels.len() >= 15);
    for label in &matcher.labels {
        assert!(label.notes.iter().all(Option::is_some), "{} lacks a note", label.name);
        let given = |rule: &palabre::rule::Rule| rule.label == label.name;
        assert!(matcher.rules.iter().any(given), "no rule gives {}", label.name);
    }
    // The clear example of a label that one comment can have by itself is found by its rules, in both languages.
    let mut missed = Vec::new();
    for label in matcher.labels.iter().filter(|label| &*label.name != "echo") {
        let clear = label.notes[2].as_ref().unwrap();
        for (lang, text) in [(Lang::EN, &clear.en), (Lang::FR, &clear.fr)] {
            let comment = Comment { lang: Some(lang), text: text.clone(), ..Comment::default() };
            let thread = Thread { comments: vec![comment], ..Thread::default() };
            if !tag(&thread, &codebook).comments.at(Place::new(0)).tags.holds(&label.name) {
                missed.push(format!("{}: {text}", label.name));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_rule_that_can_fire_is_told_whether_it_fires_or_not() {
    let pack = |rules: &str| {
        let head = "format = 1\n[pack]\nid = \"mine\"\nversion = \"1\"\nlang = [\"en\"]\ndescribe = \"Mine\"\n";
        let (matcher, found) = load(true, &[("mine.toml".to_owned(), format!("{head}{rules}"))]);
        assert!(found.is_empty(), "{found:#?}");
        matcher.infos()
    };
    let rule = |id: &str, more: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nkind = \"form\"\nbias = -2.0\n{more}\ncue = [{{ any = [\"zzyx\"], w = 4.0 }}]\n"
        )
    };
    let builtin = load(true, &[]).0.infos();
    assert!(builtin.len() > 40);
    let skeptic = builtin.iter().find(|rule| &*rule.id == "fr.skeptic").unwrap();
    assert_eq!((&*skeptic.label, skeptic.kind.name(), skeptic.pack.as_str()), ("skeptic", "position", "fr"));
    let about = skeptic.about.as_ref().unwrap();
    assert!(about.en.starts_with("Doubts") && about.fr.starts_with("Doute"), "{about:?}");
    assert!(skeptic.is_named("fr.skeptic.deceit") && skeptic.is_named("fr.skeptic"));
    assert!(!skeptic.is_named("fr.skeptical.deceit") && !skeptic.is_named("en.skeptic"));

    let infos = pack(&format!("{}{}", rule("plain", "about = \"Own words\""), rule("gone", "status = \"retired\"")));
    assert_eq!(infos.len(), builtin.len() + 1, "a retired rule cannot fire");
    let own = infos.iter().find(|rule| &*rule.id == "mine.plain").unwrap();
    assert_eq!(own.about.as_ref().unwrap().fr, "Own words");
    let infos = pack(&rule("plain", "replaces = \"fr.skeptic\""));
    assert!(infos.iter().all(|rule| &*rule.id != "fr.skeptic"));
    assert!(infos.iter().any(|rule| &*rule.id == "mine.plain" && rule.about.is_none()), "nothing is made up");
}
