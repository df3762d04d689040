//! Dictionaries of each format are read, and come back from a pack as they went in.

use super::*;
use crate::rule::Pack;

const DIC: &str = "%\n1\tposemo\n2\tanger (angry words)\n%\nlove*\t1\nhappy\t1\nhate\t2\nkind (of)\t1\na*b\t2\nnasty piece of work\t2\n";
const YAML: &str =
    "positive:\n  - good\n  - \"great*\"\nnegative:\n  strong: [awful, 'horrible', really bad]\n  weak:\n    - bad\n";
const CSV: &str = "word,sentiment,score\nsuper,joy,4\nfine,joy,2\ngood,joy,1\nmeh,,1\nawful,sad,x\n";

fn names(dictionary: &Dictionary) -> Vec<(&str, Vec<&str>)> {
    dictionary
        .categories
        .iter()
        .map(|category| (category.name.as_str(), category.phrases.iter().map(|(phrase, _)| phrase.as_str()).collect()))
        .collect()
}

#[test]
fn liwc_files_are_read_and_what_a_pack_cannot_say_is_named() {
    let found = Dictionary::parse(DIC, Format::of("x.dic", DIC)).unwrap();
    assert_eq!(names(&found), [("posemo", vec!["love*", "happy"]), ("anger", vec!["hate", "nasty piece of work"])]);
    let left: Vec<&str> = found.left_out.iter().map(|(entry, _)| entry.as_str()).collect();
    assert_eq!(left, ["posemo: kind (of)", "anger: a*b"]);
    let bare = "%\n7 affect\n%\nabandon* 7\nat ease 7\n";
    assert_eq!(names(&Dictionary::parse(bare, Format::Dic).unwrap()), [("affect", vec!["abandon*", "at ease"])]);
    assert!(Dictionary::parse("love 1", Format::Dic).is_err());
}

#[test]
fn categories_of_yaml_may_be_nested() {
    let found = Dictionary::parse(YAML, Format::of("x.yml", YAML)).unwrap();
    let expected = [
        ("positive", vec!["good", "great*"]),
        ("negative-strong", vec!["awful", "horrible", "really bad"]),
        ("negative-weak", vec!["bad"]),
    ];
    assert_eq!(names(&found), expected);
    assert!(Dictionary::parse(&"[".repeat(10_000), Format::Yaml).is_err());
    assert!(Dictionary::parse("a: &x [b]\nc: *x\n", Format::Yaml).is_err());
}

#[test]
fn weights_of_a_table_are_shares_of_the_strongest() {
    let found = Dictionary::parse(CSV, Format::Csv).unwrap();
    let joy = &found.categories[0];
    assert_eq!(joy.phrases, [("super".to_owned(), 1.0), ("fine".to_owned(), 0.5), ("good".to_owned(), 0.25)]);
    assert_eq!(found.left_out.len(), 2);
    let missing = Dictionary::parse("a,b\n1,2\n", Format::Csv).unwrap_err();
    assert!(missing.to_string().contains("its columns are a, b"), "{missing}");
}

#[test]
fn every_format_comes_back_from_a_pack_as_it_went_in() {
    for (text, format) in
        [(DIC, Format::Dic), (YAML, Format::Yaml), ("word,category\nbon,joie\nmal à l’aise,peine\n", Format::Csv)]
    {
        let first = Dictionary::parse(text, format).unwrap();
        let text = to_pack(&first, "mine", None, "somewhere");
        let pack = Pack::parse(&text, "mine.toml").unwrap();
        let back = of_pack(&pack);
        for other in [Format::Dic, Format::Yaml, Format::Csv] {
            let again = Dictionary::parse(&back.write(other), other).unwrap();
            let sorted = |dictionary: &Dictionary| {
                let mut all: Vec<(String, String)> = dictionary
                    .categories
                    .iter()
                    .flat_map(|category| {
                        category.phrases.iter().map(|(phrase, _)| (category.name.clone(), phrase.clone()))
                    })
                    .collect();
                all.sort();
                all
            };
            assert_eq!(sorted(&again), sorted(&first), "{format:?} as {other:?}");
        }
    }
}

#[test]
fn a_pack_of_a_dictionary_finds_its_words() {
    let found = Dictionary::parse(CSV, Format::Csv).unwrap();
    let text = to_pack(&found, "mine", None, "somewhere");
    let (matcher, diagnostics) = crate::rule::load(false, &[("mine.toml".to_owned(), text)]);
    assert!(diagnostics.iter().all(|found| found.severity == crate::diagnostic::Severity::Note), "{diagnostics:?}");
    let weights: Vec<f64> = matcher.rules[0].terms.iter().map(|term| term.weight).collect();
    assert_eq!(weights, [1.2, 0.6, 0.3]);
    assert_eq!(matcher.read("Super, that is fine.", &[]).hits.len(), 2);
}
