//! Every code that packs can be told off with has a pack in `tests/packs` and a golden file of what is said.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use palabre::rule::{LINTS, lint};

/// Codes of mistakes: nothing runs with such a pack. Those of findings are [`LINTS`].
const MISTAKES: &[&str] = &[
    "bad-pack",
    "other-format",
    "not-utf8",
    "unknown-lexicon",
    "circular-lexicon",
    "duplicate-rule",
    "cannot-reach-threshold",
    "unknown-feature",
    "unknown-relation",
    "cue-without-weight",
    "empty-cue",
    "bad-phrase",
    "bad-weight",
    "bad-threshold",
    "bad-pattern",
    "unknown-rule",
    "unknown-label",
    "unknown-pack",
    "circular-extends",
];

/// Findings on a corpus are tested with one.
const ON_A_CORPUS: [&str; 2] = ["fires-often", "never-fires"];

#[test]
fn every_code_has_its_golden_file() {
    let bless = std::env::var_os("BLESS").is_some();
    let lints = LINTS.iter().map(|(code, _)| *code).filter(|code| !ON_A_CORPUS.contains(code));
    let mut wrong = String::new();
    for code in MISTAKES.iter().copied().chain(lints) {
        let pack = format!("tests/packs/{code}.toml");
        let output = Command::new(env!("CARGO_BIN_EXE_palabre")).args(["rules", "check", &pack]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(&format!("[{code}]")), "{pack} is not told off with its code:\n{said}");
        let status = if MISTAKES.contains(&code) { 2 } else { 0 };
        assert_eq!(output.status.code(), Some(status), "{pack}\n{said}");
        let golden = format!("tests/packs/{code}.txt");
        if bless {
            std::fs::write(&golden, &said).unwrap();
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != said {
            writeln!(wrong, "{golden} is not what is said:\n{said}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let known: BTreeSet<String> =
        MISTAKES.iter().copied().chain(LINTS.iter().map(|(code, _)| *code)).map(str::to_owned).collect();
    for entry in Path::new("tests/packs").read_dir().unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        assert!(known.contains(&name), "tests/packs/{name} is for no known code");
    }
}

#[test]
fn the_built_in_packs_have_nothing_unexplained() {
    let packs: Vec<(String, String)> =
        palabre::rule::BUILTIN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let found = lint(&packs);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn hostile_packs_are_refused_in_a_moment() {
    let head = "format = 1\n[pack]\nid = \"x\"\nversion = \"0.1.0\"\nlang = [\"en\"]\n";
    for (what, body) in [
        ("nested lists", format!("[lexicon]\na = {}{}\n", "[".repeat(100_000), "]".repeat(100_000))),
        ("nested keys", format!("a{} = 1\n", ".a".repeat(100_000))),
        ("a long phrase", format!("[lexicon]\na = [\"{}\"]\n", "a".repeat(50_000))),
        ("many words", format!("[lexicon]\na = [\"{}\"]\n", "a ".repeat(100))),
        ("alternatives that multiply", format!("[lexicon]\na = [\"{}\"]\n", "{a,b}".repeat(40))),
        ("includes that multiply", multiplying_includes()),
    ] {
        let (_, found) = palabre::rule::load(true, &[("x.toml".to_owned(), format!("{head}{body}"))]);
        assert!(!found.is_empty(), "{what} is taken");
        assert!(found.iter().all(|diagnostic| diagnostic.span.is_some()), "{what}: {found:#?}");
    }
}

/// Forty lexicons, each the one before it twice: 2⁴⁰ phrases.
fn multiplying_includes() -> String {
    let mut text = String::from("[lexicon]\nl00 = [\"gnu\"]\n");
    for at in 1..40 {
        writeln!(text, "l{at:02} = [\"@l{0:02}\", \"@l{0:02}\"]", at - 1).unwrap();
    }
    text
}
