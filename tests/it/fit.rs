//! Packs fitted to gold: what is learned, what is kept, and what probabilities are worth on real data.

use std::fmt::Write;
use std::path::Path;

use palabre::Codebook;
use palabre::diagnostic::{Diagnostic, Severity};
use palabre::measure::fit::{FittedRelations, Options, fit_pack, fit_relations};
use palabre::measure::gold::Gold;
use palabre::rule::{BUILTIN, Matcher, Refit, load, rewrite};
use serde_json::{Value, json};

use super::run::shared;

const PACK: &str = r#"format = 1
[pack]
id = "mine"
version = "0.1.0"
lang = ["en"]
[[rule]]
id = "cross"
kind = "position"
bias = -2.0
# Words of anger.
cue = [
  { any = ["scandal{,s}"], name = "scandal", w = 1.0 },
  { any = ["river"], name = "river", w = 1.0 },
  { any = ["zeppelin"], name = "unseen", w = 1.5 },
]
"#;

/// Forty threads in which a scandal makes people cross, `grump` too, and the river has nothing to do with it.
fn gold() -> Gold {
    let mut text = String::new();
    for thread in 0..40 {
        for (words, cross) in [
            ("A scandal by the river.", true),
            ("Such a scandal.", thread % 5 != 0),
            ("Grump, I say, grump.", true),
            ("The river is high.", false),
            ("Nothing new here.", false),
        ] {
            let positions: &[&str] = if cross { &["cross"] } else { &[] };
            let line = json!({"thread": format!("t{thread}"), "id": words, "text": words, "lang": "en", "gold": {"positions": positions}});
            writeln!(text, "{line}").unwrap();
        }
    }
    Gold::parse(&text).unwrap()
}

/// The built-in packs with the one above.
fn own() -> (Codebook, Vec<Diagnostic>) {
    let (matcher, found) = load(true, &[("mine.toml".to_owned(), PACK.to_owned())]);
    (matcher.into(), found)
}

#[test]
fn weights_follow_the_gold_and_the_pack_stays_readable() {
    let (codebook, found) = own();
    assert!(found.is_empty(), "{found:#?}");
    let options = Options { precision: Some(0.9), ..Options::default() };
    let fitted = fit_pack(&codebook, codebook.matcher.packs.len() - 1, &[gold()], options);
    let [rule] = &fitted[..] else { panic!("{fitted:#?}") };
    assert_eq!((rule.comments, rule.with, rule.threads), (200, 112, 40));
    let weight = |name: &str| rule.terms.iter().find(|term| term.name.ends_with(name)).unwrap().weight[1];
    assert!(weight("scandal") > 2.0, "{rule}");
    assert!(weight("river") < 0.6 && weight("river") >= 0.0, "the sign is kept: {rule}");
    assert!((weight("unseen") - 1.5).abs() < 1e-9, "what is never seen stays: {rule}");
    assert!(rule.for_it.iter().any(|cue| cue.words.contains("grump")), "{rule}");
    assert!(rule.at_threshold.precision >= 0.9, "{rule}");

    let weights = rule.terms.iter().map(|term| (term.term, term.weight[1])).collect();
    let refit = Refit { id: "cross".into(), bias: rule.bias[1], threshold: Some(rule.threshold[1]), weights };
    let text = rewrite(PACK, "mine.toml", &[refit]).unwrap();
    assert!(text.contains("# Words of anger."), "{text}");
    let (again, found) = load(true, &[("mine.toml".to_owned(), text.clone())]);
    assert!(found.is_empty(), "{found:#?}\n{text}");
    let new = again.rules.iter().find(|rule| &*rule.name == "mine.cross").unwrap();
    assert!((new.bias - rule.bias[1]).abs() < 0.06, "{text}");
}

const RELATIONS: &str = r#"format = 1
[pack]
id = "mine"
version = "0.1.0"
lang = ["en"]
[[rule]]
id = "rebuttal"
kind = "relation"
bias = -0.5
cue = [{ any = ["grump"], name = "grump", w = 0.4 }, { any = ["river"], name = "river", w = 0.4 }]
[[rule]]
id = "support"
kind = "relation"
bias = -0.5
cue = [{ any = ["hooray"], name = "hooray", w = 0.4 }]
[[rule]]
id = "more-support"
label = "support"
kind = "relation"
bias = 0.0
cue = [{ any = ["hooray"], name = "hooray-again", w = 0.1 }]
[[rule]]
id = "question"
kind = "relation"
bias = -2.0
feature = [{ is = "question", w = 1.0 }]
"#;

/// Replies of which those with `grump` rebut, those with `hooray` support, and the rest do neither.
fn replies(offset: usize) -> Gold {
    let mut text = String::new();
    for thread in offset..offset + 40 {
        for (at, (words, relation)) in [
            ("Grump, by the river.", "rebuttal"),
            ("Hooray, by the river.", "support"),
            ("The boat is green.", "reply"),
            ("The river is high.", if thread % 4 == 0 { "rebuttal" } else { "reply" }),
        ]
        .into_iter()
        .enumerate()
        {
            let (name, fold) = (format!("{thread}.{at}"), thread.to_string());
            let parent = json!({"thread": name, "fold": fold, "id": "p", "lang": "en", "text": "The boat sails."});
            let links = json!({"links": [{"to": "p", "relation": relation}]});
            let reply = json!({"thread": name, "fold": fold, "id": "c", "lang": "en", "text": words, "gold": links});
            writeln!(text, "{parent}\n{reply}").unwrap();
        }
    }
    Gold::parse(&text).unwrap()
}

fn relations(gold: &[Gold]) -> FittedRelations {
    let (matcher, found) = load(false, &[("mine.toml".to_owned(), RELATIONS.to_owned())]);
    assert!(found.iter().all(|note| note.code == "missing-labels"), "{found:#?}");
    fit_relations(&matcher.into(), 0, gold, Options::default()).unwrap()
}

#[test]
fn relations_are_fitted_together_and_what_nobody_annotated_stays() {
    let fitted = relations(&[replies(0)]);
    let names: Vec<&str> = fitted.rules.iter().map(|rule| &*rule.rule).collect();
    assert_eq!(names, ["mine.rebuttal", "mine.support", "mine.more-support"], "questions are not annotated");
    let weight = |name: &str| {
        let terms = fitted.rules.iter().flat_map(|rule| &rule.terms);
        terms.filter(|(_, known, ..)| known.ends_with(name)).map(|(.., weight, _)| weight[1]).next().unwrap()
    };
    assert!(weight("grump") > 1.5 && weight("hooray") > 1.0, "{fitted}");
    assert!(weight("river") < weight("grump") - 1.0, "most at the river do not rebut: {fitted}");
    assert!(fitted.rules[2].bias[1].abs() < 1e-6, "a bias of 0 is that of another rule: {fitted}");
    let [(0, judged)] = &fitted.sets[..] else { panic!("{fitted}") };
    assert!(judged.replies == 160 && judged.accuracy > 0.9 && judged.macro_f1 > 0.9, "{fitted}");
    assert!(judged.claimed.iter().all(|(_, precision, _)| *precision > 0.9), "{fitted}");
    assert!(fitted.calibration.ece < 0.1, "{fitted}");
    assert_eq!(fitted.to_string(), relations(&[replies(0)]).to_string(), "twice the same");
}

#[test]
fn too_few_replies_fit_no_relation() {
    let mut few = replies(0);
    few.comments.truncate(80);
    let (matcher, _) = load(false, &[("mine.toml".to_owned(), RELATIONS.to_owned())]);
    assert!(fit_relations(&matcher.into(), 0, &[few], Options::default()).is_none());
}

#[test]
fn a_pack_with_the_id_of_a_built_in_one_takes_its_place() {
    let (name, text) = BUILTIN.iter().find(|(name, _)| name.ends_with("en/relations.toml")).unwrap();
    let given = text.replacen("bias = -4.8", "bias = -9.5", 1);
    assert_ne!(given, *text);
    let (matcher, found) = load(true, &[((*name).to_owned(), given)]);
    assert!(found.is_empty(), "{found:#?}");
    let (before, _) = load(true, &[]);
    let ids = |matcher: &Matcher| matcher.packs.iter().map(|pack| pack.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&matcher), ids(&before));
    assert_eq!(matcher.rules.len(), before.rules.len());
    assert!(matcher.rules.iter().any(|rule| (rule.bias + 9.5).abs() < 1e-9));
    // Two given packs of one id are a slip, as before.
    let twice = [("a.toml".to_owned(), PACK.to_owned()), ("b.toml".to_owned(), PACK.to_owned())];
    assert!(!load(true, &twice).1.is_empty());
}

#[test]
fn one_thread_as_a_table_is_held_out_by_comment_and_told_in_words() {
    let mut table = "id,text,label\n".to_owned();
    for at in 0..30 {
        writeln!(table, "a{at},Such a scandal number {at}.,cross\nb{at},The boat number {at} is green.,").unwrap();
        writeln!(table, "c{at},A scandal that nobody sees in {at}.,{}", if at % 3 == 0 { "calm" } else { "cross" })
            .unwrap();
    }
    let (codebook, _) = own();
    let place = codebook.matcher.packs.len() - 1;
    let fitted = fit_pack(&codebook, place, &[Gold::parse(&table).unwrap()], Options::default());
    let [rule] = &fitted[..] else { panic!("{fitted:#?}") };
    let words = &rule.words;
    assert_eq!((rule.comments, rule.threads), (90, 1));
    assert_eq!((words.right, words.wrong, words.missed, words.left), (50, 10, 0, 30), "{rule}");
    assert_eq!(words.taken_for, [("calm".to_owned(), 10)]);
    let text = rule.to_string();
    for said in
        ["held out by comment", "of ten that it marks 8 are right; it finds 10 of ten", "wrongly given to: 10 calm"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
}

/// The side of a scale is told by the words of its topic, so only in a thread whose article is about that.
#[test]
fn the_sides_of_a_scale_are_measured_below_their_article() {
    let sides = "format = 1\n[pack]\nid = \"mine\"\nversion = \"0.1.0\"\nlang = [\"en\"]\n\
        [[label]]\nid = \"pro\"\nkind = \"position\"\naxis = \"x\"\ncontrary = \"anti\"\nen = \"e\"\nfr = \"f\"\n\
        [[label]]\nid = \"anti\"\nkind = \"position\"\naxis = \"x\"\ncontrary = \"pro\"\nen = \"e\"\nfr = \"f\"\n\
        [[scale]]\nid = \"x\"\nplus = \"pro\"\nminus = \"anti\"\nlong = 60\nkinds.topic = [3.0, -1.0]\n\
        [[rule]]\nid = \"pro\"\nkind = \"position\"\nscale = \"x\"\nbias = -1.0\n\
        [[rule]]\nid = \"anti\"\nkind = \"position\"\nscale = \"x\"\nbias = -1.0\n\
        [[topic]]\nscale = \"x\"\nid = \"reactors\"\nabout = [\"reactor{,s}\", \"uranium\"]\nplus = [\"carbon\"]\nminus = [\"waste\"]\n";
    let (matcher, found) = load(true, &[("mine.toml".to_owned(), sides.to_owned())]);
    assert!(found.iter().all(|found| found.severity == Severity::Note), "{found:#?}");
    let place = matcher.packs.len() - 1;
    let codebook: Codebook = matcher.into();
    let gold = |article: &str| {
        let mut table = format!("thread,id,kind,lang,text,label\nt,p,article,en,{article},\n");
        for at in 0..12 {
            writeln!(
                table,
                "t,a{at},comment,en,Little carbon in {at}.,pro\nt,b{at},comment,en,Waste for {at} years.,anti"
            )
            .unwrap();
        }
        Gold::parse(&table).unwrap()
    };
    let right = |article: &str| {
        let fitted = fit_pack(&codebook, place, &[gold(article)], Options::default());
        assert!(fitted.iter().all(|rule| !rule.is_fitted), "{fitted:#?}");
        fitted.iter().map(|rule| (rule.words.right, rule.words.wrong)).collect::<Vec<_>>()
    };
    assert_eq!(right("Two reactors burn uranium."), [(12, 0), (12, 0)]);
    assert_eq!(right("Two bakers sell bread."), [(0, 0), (0, 0)]);
}

#[test]
fn fitting_twice_gives_the_same() {
    let (codebook, _) = own();
    let place = codebook.matcher.packs.len() - 1;
    let fit = || fit_pack(&codebook, place, &[gold()], Options::default()).iter().map(ToString::to_string).collect();
    let (one, two): (Vec<String>, Vec<String>) = (fit(), fit());
    assert_eq!(one, two);
    assert!(!one.is_empty());
}

#[test]
fn too_little_gold_fits_nothing() {
    let (codebook, _) = own();
    let few = r#"{"id":"1","lang":"en","text":"A scandal","gold":{"positions":["cross"]}}"#;
    let gold = Gold::parse(few).unwrap();
    assert!(fit_pack(&codebook, codebook.matcher.packs.len() - 1, &[gold], Options::default()).is_empty());
}

/// A set of single comments, whose labels are proxies of ours: file, kind, (their label, our label).
type Set = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const SETS: &[Set] = &[
    ("position/manifesto_en", "positions", &[("right", "liberal-economics"), ("left", "interventionist-economics")]),
    (
        "position/econ_fr",
        "positions",
        &[("liberal", "liberal-economics"), ("anti_liberal", "interventionist-economics")],
    ),
    ("position/climate_en", "positions", &[("disagree", "skeptic"), ("agree", "endorsing")]),
    ("position/hedge_en", "forms", &[("uncertain", "hedge")]),
    ("form/sarcasm_en", "forms", &[("SARCASM", "irony")]),
    (
        "form/question_us2016",
        "forms",
        &[("question", "question"), ("rhetorical_question", "question"), ("challenge", "question")],
    ),
];

#[test]
fn held_out_probabilities_keep_their_word_on_real_data() {
    let Some(data) = shared("data") else { return };
    let gold: Vec<Gold> = SETS.iter().map(|(file, kind, labels)| set(&data, file, kind, labels)).collect();
    let codebook = Codebook::builtin();
    let fitted: Vec<_> = (0..codebook.matcher.packs.len())
        .flat_map(|pack| fit_pack(&codebook, pack, &gold, Options::default()))
        .collect();
    assert!(fitted.len() >= 8, "{} rules have gold", fitted.len());
    for rule in fitted.iter().filter(|rule| rule.is_fitted) {
        assert!(rule.held_out.ece <= 0.08, "{rule}");
    }
}

fn set(data: &Path, file: &str, kind: &str, labels: &[(&str, &str)]) -> Gold {
    let text = std::fs::read_to_string(data.join(file).with_extension("jsonl")).unwrap();
    let mut ours: Vec<&str> = labels.iter().map(|(_, our)| *our).collect();
    ours.dedup();
    let mut out = json!({"annotated": {"positions": [], "forms": []}});
    out["annotated"][kind] = json!(ours);
    let mut out = format!("{out}\n");
    for (at, line) in text.lines().enumerate() {
        // Some rows write NaN, which is not JSON, in a field that is not looked at.
        let row: Value = serde_json::from_str(&line.replace(": NaN", ": null")).unwrap();
        let found: Vec<&str> = labels.iter().filter(|(their, _)| row["label"] == *their).map(|(_, our)| *our).collect();
        let thread = row["id"].as_str().unwrap_or("").rsplit_once('_').map_or("", |(thread, _)| thread);
        let thread = if thread.is_empty() { at.to_string() } else { thread.to_owned() };
        let mut line = json!({"thread": thread, "id": at.to_string(), "lang": row["lang"], "text": row["text"]});
        line["gold"][kind] = json!(found);
        writeln!(out, "{line}").unwrap();
    }
    Gold::parse(&out).unwrap()
}

/// The twin of the test above that needs no file from outside: on the project's own gold, which is small, so that the
/// bound is wide.
#[test]
fn held_out_probabilities_are_calibrated_on_the_seeds() {
    let mut paths: Vec<_> = std::fs::read_dir("seeds/gold").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let gold: Vec<Gold> =
        paths.iter().map(|path| Gold::parse(&std::fs::read_to_string(path).unwrap()).unwrap()).collect();
    let codebook = Codebook::builtin();
    let fitted: Vec<_> = (0..codebook.matcher.packs.len())
        .flat_map(|pack| fit_pack(&codebook, pack, &gold, Options::default()))
        .collect();
    assert!(!fitted.is_empty(), "no rule has gold");
    for rule in &fitted {
        assert!(rule.held_out.ece <= 0.25, "{rule}");
    }
}
