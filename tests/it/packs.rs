//! Every code that packs can be told off with has a pack in `tests/packs` and a golden file of what is said.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use palabre::cli::PACK_SKELETON;
use palabre::measure::check::{Outcome, check};
use palabre::measure::coverage::{coverage, findings};
use palabre::rule::{Codebook, LINTS, lint, load};
use palabre::tag::tag;
use palabre::thread::{Comment, Lang, Thread};
use serde_json::Value;

use super::run::run;

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
    "unknown-scale",
    "unknown-kind",
    "unknown-side",
    "bad-concept",
    "duplicate-scale",
    "misplaced-field",
    "too-many-topics",
    "unknown-table",
];

/// Mistakes of tables, which have no pack of their own.
const OF_TABLES: [&str; 2] = ["bad-row", "unused-table"];

#[test]
fn every_code_of_the_compiler_is_tested() {
    let mut codes = BTreeSet::new();
    for entry in Path::new("src/rule").read_dir().unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for opening in ["report(\"", "error(\"", "located(\"", "report(\n                \""] {
            codes.extend(text.split(opening).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
    let is_lint = |code: &str| LINTS.iter().any(|(lint, _)| *lint == code);
    let known =
        |code: &&String| !MISTAKES.contains(&code.as_str()) && !OF_TABLES.contains(&code.as_str()) && !is_lint(code);
    // The size of a pack is tested by hostile ones.
    let missing: Vec<&String> = codes.iter().filter(known).filter(|code| *code != "pack-too-large").collect();
    assert!(codes.len() > 25 && missing.is_empty(), "{} codes, not tested: {missing:?}", codes.len());
}

#[test]
fn a_table_that_is_wrong_or_not_asked_for_is_refused() {
    for (name, text, code) in [
        ("my/relations.tsv", "", "unused-table"),
        ("my/en/relations.tsv", "any:you\tnan\n", "bad-row"),
        ("my/en/relations.tsv", "any:you & thread:attack\t1\n", "bad-row"),
        ("my/en/relations.tsv", "any:you\t1\t2\t3\t4\t5\t6\n", "bad-row"),
        ("my/en/relations.tsv", "nowhere:you\t1\n", "bad-row"),
    ] {
        let (_, found) = load(true, &[(name.to_owned(), text.to_owned())]);
        assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), [code], "{text}");
    }
}

/// Findings on a corpus are tested with one.
const ON_A_CORPUS: [&str; 2] = ["fires-often", "never-fires"];

#[test]
fn every_code_has_its_golden_file() {
    let bless = std::env::var_os("BLESS").is_some();
    let lints = LINTS.iter().map(|(code, _)| *code).filter(|code| !ON_A_CORPUS.contains(code));
    let mut wrong = String::new();
    for code in MISTAKES.iter().copied().chain(lints) {
        let pack = format!("tests/packs/{code}.toml");
        let output = run(&["rules", "check", &pack]);
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
fn hostile_packs_are_refused_with_a_place() {
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

#[test]
fn the_skeleton_is_a_sound_pack() {
    let packs = [("mine.toml".to_owned(), PACK_SKELETON.to_owned())];
    let (matcher, found) = load(true, &packs);
    assert!(found.is_empty(), "{found:#?}");
    assert!(lint(&packs).is_empty(), "{:#?}", lint(&packs));
    let outcomes = check(&matcher.into(), "mine.");
    assert_eq!(outcomes.len(), 6);
    assert!(outcomes.iter().all(Outcome::holds), "{outcomes:#?}");
}

#[test]
fn a_corpus_shows_what_fires_always_never_and_together() {
    let pack = r#"format = 1
[pack]
id = "x"
version = "0.1.0"
lang = ["en"]
[[rule]]
id = "always"
kind = "form"
bias = -2.0
cue = [{ any = ["gnu{,s}"], w = 3.0 }]
[[rule]]
id = "half"
kind = "form"
bias = -2.0
cue = [{ any = ["grey"], w = 3.0 }, { any = ["yak"], w = -1.0 }]
[[rule]]
id = "never"
kind = "form"
bias = -2.0
cue = [{ any = ["okapi"], w = 3.0 }]
"#;
    let (matcher, found) = load(false, &[("x.toml".to_owned(), pack.to_owned())]);
    assert!(found.iter().all(|note| note.code == "missing-labels"), "{found:#?}");
    let text = |at: usize| if at.is_multiple_of(2) { "A grey gnu." } else { "A gnu and a yak." };
    let comment = |at: usize| Comment { lang: Some(Lang::EN), text: text(at).to_owned(), ..Comment::default() };
    let thread = Thread { comments: (0..400).map(comment).collect(), ..Thread::default() };
    let rules = coverage(&[thread], &matcher);
    let [always, half, never] = &rules[..] else { panic!("{rules:#?}") };
    assert_eq!((always.read, always.fires, half.fires, never.fires), (400, 400, 200, 0));
    assert_eq!(half.overlap, Some(("x.always".into(), 0.5)));
    assert_eq!(half.cues.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [200, 200]);
    let codes: Vec<_> = findings(&rules).iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["fires-often", "fires-often", "never-fires"]);
}

#[test]
fn packs_build_on_each_other() {
    let base = "format = 1\n[pack]\nid = \"base\"\nversion = \"1\"\nlang = [\"en\"]\n[lexicon]\nbeast = [\"gnu\"]\n";
    let user = r#"format = 1
[pack]
id = "user"
version = "1"
lang = ["en"]
extends = ["base"]
off = ["en.insult", "en.sarcasm"]
[lexicon]
all = ["@beast", "okapi"]
[[label]]
id = "beastly"
kind = "form"
en = "Speaks of beasts."
fr = "Parle de bêtes."
implies = "hedge"
[[rule]]
id = "beastly"
kind = "form"
bias = -2.0
within = "sentence"
cue = [{ lex = "all", w = 1.5 }, { any = ["grey"], w = 1.5 }]
[[rule]]
id = "irony"
kind = "form"
replaces = "en.irony"
bias = -2.0
regex = [{ behind = "beast", pattern = "gnu \\d+", w = 3.0, name = "numbered" }]
[[rule]]
id = "old"
kind = "form"
status = "retired"
bias = 3.0
"#;
    // The pack that is built on comes last: packs are sorted by what they extend.
    let packs = [("user.toml".to_owned(), user.to_owned()), ("base.toml".to_owned(), base.to_owned())];
    let (matcher, found) = load(true, &packs);
    assert!(found.is_empty(), "{found:#?}");
    let codebook = Codebook::from(matcher);
    let forms = |text: &str| {
        let comment = Comment { id: "c".into(), lang: Some(Lang::EN), text: text.to_owned(), ..Comment::default() };
        let thread = Thread { comments: vec![comment], ..Thread::default() };
        let forms = tag(&thread, &codebook).comments.into_iter().next().unwrap().tags.forms;
        forms.iter().map(|form| form.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(forms("A grey gnu."), ["beastly", "hedge"], "what is included, and what is implied");
    assert_eq!(forms("A grey okapi."), ["beastly", "hedge"]);
    assert!(forms("A gnu. All is grey.").is_empty(), "not in one sentence");
    assert_eq!(forms("Here comes Gnu 12."), ["irony"]);
    assert!(forms("You idiot.").is_empty(), "switched off");
    assert!(forms("Surprise surprise, oh yeah, how generous!").is_empty(), "replaced");
}

#[test]
fn the_schema_takes_what_the_program_takes() {
    let schema: Value = serde_json::from_str(&std::fs::read_to_string("rules/pack.schema.json").unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let as_json = |text: &str| serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap();
    for (name, text) in palabre::rule::BUILTIN.iter().chain([&("skeleton", PACK_SKELETON)]) {
        let errors: Vec<String> = validator.iter_errors(&as_json(text)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
    for code in ["bad-pack", "other-format", "bad-threshold"] {
        let text = std::fs::read_to_string(format!("tests/packs/{code}.toml")).unwrap();
        assert!(!validator.is_valid(&as_json(&text)), "{code}");
    }
    // A field that the schema knows is one that the program knows, and the other way round: an unknown one is refused
    // with the list of those that are known.
    for (table, at) in [
        ("rule", "[[rule]]\n"),
        ("label", "[[label]]\n"),
        ("pack", ""),
        ("allow", "[[allow]]\n"),
        ("cue", "[[rule]]\n[[rule.cue]]\n"),
        ("near", "[[rule]]\n[[rule.near]]\n"),
        ("feature", "[[rule]]\n[[rule.feature]]\n"),
        ("regex", "[[rule]]\n[[rule.regex]]\n"),
        ("scale", "[[scale]]\n"),
        ("concept", "[[concept]]\n"),
        ("operator", "[[operator]]\n"),
        ("topic", "[[topic]]\n"),
    ] {
        let text = format!("format = 1\n[pack]\nid = \"x\"\nversion = \"1\"\nlang = []\n{at}nonsense = 1\n");
        let (_, found) = load(false, &[("x".to_owned(), text)]);
        let said = &found.first().unwrap().message;
        let known: BTreeSet<&str> = said.split('`').skip(1).step_by(2).filter(|word| *word != "nonsense").collect();
        let fields = schema["$defs"][table]["properties"].as_object().unwrap();
        assert_eq!(known, fields.keys().map(String::as_str).collect(), "{table}: {said}");
    }
}
