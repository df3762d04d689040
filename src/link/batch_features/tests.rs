//! The table of a reply holds what `pair` gives for each candidate.

use proptest::prelude::*;

use super::*;
use crate::link::index::Index;
use crate::link::turns::LATER;
use crate::rule::{Codebook, PAIR_FEATURES};
use crate::tag::tag;
use crate::thread::{Comment, Lang, Quote, Thread};
use crate::{span::Span, thread::Kind};

/// All features that depend on the two texts alone.
fn text_features() -> Vec<PairFeature> {
    let others = [LATER.as_slice(), &[PairFeature::Attacks, PairFeature::Supports]].concat();
    PAIR_FEATURES.iter().map(|(feature, ..)| *feature).filter(|feature| !others.contains(feature)).collect()
}

/// Every feature of every candidate of every comment on which the table and `pair` disagree.
fn differences(thread: &Thread, codebook: &Codebook) -> Vec<String> {
    let tagged = tag(thread, codebook);
    let index = Index::new(thread, &tagged);
    let ctx = Ctx { thread, tagged: &tagged, matcher: &codebook.matcher, index: &index };
    let features = text_features();
    let mut differences = Vec::new();
    for from in Place::new(0).up_to(Place::new(thread.comments.len())) {
        let table = batch_features(ctx, from, &features, vec![7.0; 3]);
        for (row, place) in table.places.iter_enumerated() {
            let pair = pair(ctx, from, *place);
            for feature in &features {
                let (batched, single) = (table.get(*feature, row), pair.get(*feature));
                if batched.to_bits() != single.to_bits() {
                    differences.push(format!("{feature:?} of {from:?} and {place:?}: {batched}, {single}"));
                }
            }
        }
    }
    differences
}

/// Words that make features: negations, quotations, numbers and their units, names, questions, repeated rare words.
fn phrase() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "le maire",
        "la piscine",
        "les bateaux",
        "du meunier",
        "tonnelier",
        "n’a pas",
        "is not",
        "never",
        "« piscine »",
        "“les bateaux”",
        "\"la taxe\"",
        "vingt euros",
        "20 euros",
        "3 000 habitants",
        "deux",
        "1789",
        "Odile",
        "@Marc",
        "Irène",
        "?",
        "!",
        ".",
        ",",
        "\n",
        "climat",
        "climats",
        "the price of bread",
        "> le maire ment",
    ]);
    prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

/// Texts as they come, and texts that mean harm: any characters, one long word, marks that nobody closes.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => phrase(),
        2 => any::<String>(),
        1 => "[\u{0}-\u{20}\u{200B}\u{202E}«»“”\"'’?!@#.,0-9a-zé]{0,60}",
        1 => (0..3_usize, phrase()).prop_map(|(kind, words)| match kind {
            0 => "«".repeat(70) + &words,
            1 => words + &"é".repeat(300),
            _ => (words + ". ").repeat(40),
        }),
    ]
}

fn comment() -> impl Strategy<Value = Comment> {
    let kinds = prop_oneof![
        20 => Just(Kind::Comment),
        1 => Just(Kind::Article),
        1 => Just(Kind::Post),
        1 => Just(Kind::Stub),
        1 => Just(Kind::Pingback),
    ];
    let authors = prop::option::of(prop::sample::select(vec!["Odile", "Marc", "Irène", "Jo", "maire", "", " Odile "]));
    let times = prop::option::of(0..5_u8);
    (kinds, authors, times, text(), any::<bool>()).prop_map(|(kind, author, time, text, quotes)| {
        let end = text.floor_char_boundary(60);
        let quotes = if quotes { vec![Quote { span: Span::new(0, end), to: None }] } else { Vec::new() };
        let time = time.map(|day| format!("2024-02-1{day}"));
        Comment { kind, author: author.map(str::to_owned), time, text, quotes, ..Comment::default() }
    })
}

fn threads(lengths: std::ops::Range<usize>) -> impl Strategy<Value = Thread> {
    let comments = prop::collection::vec(comment(), lengths);
    let first = prop::sample::select(vec![Kind::Article, Kind::Post, Kind::Comment]);
    let langs = prop::sample::select(vec![Some(Lang::FR), Some(Lang::EN), None]);
    (comments, first, langs).prop_map(|(mut comments, first, lang)| {
        for (number, comment) in comments.iter_mut().enumerate() {
            comment.id = format!("c{number}");
            comment.lang = lang;
        }
        comments.iter_mut().take(1).for_each(|comment| comment.kind = first);
        Thread { id: "t".to_owned(), comments, ..Thread::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_table_holds_what_single_pairs_give(thread in threads(1..24)) {
        let differences = differences(&thread, &Codebook::builtin());
        prop_assert!(differences.is_empty(), "{differences:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_table_holds_what_single_pairs_give_beyond_a_window(thread in threads(70..90)) {
        let differences = differences(&thread, &Codebook::builtin());
        prop_assert!(differences.is_empty(), "{differences:#?}");
    }
}

#[test]
fn every_feature_of_two_texts_is_met() {
    let comment = |author: Option<&str>, text: &str| Comment {
        author: author.map(str::to_owned),
        text: text.to_owned(),
        lang: Some(Lang::FR),
        ..Comment::default()
    };
    let cited = "Le meunier tient les bateaux du sonneur depuis vingt ans.";
    let mut comments = vec![
        Comment { kind: Kind::Article, ..comment(None, "La piscine ouvrira en mai. Le meunier tient les bateaux.") },
        Comment { kind: Kind::Post, ..comment(None, "Faut-il fermer la piscine ?") },
        comment(Some("Odile"), &format!("{cited} Elle a coûté 589 euros. Pourquoi fermer le hangar ?")),
        comment(None, "Le sonneur est parti."),
        comment(None, "Le sonneur n’est pas parti."),
        comment(Some("Odile"), "Rien."),
        comment(Some("Marc"), &format!("{cited} Odile, le “hangar” ne ferme pas, il a coûté 589 euros.")),
        comment(Some("Marc"), "Elle a coûté 12 euros."),
    ];
    comments[5].time = Some("2024-02-11T10:00:00Z".to_owned());
    comments[6].time = Some("2024-02-11T10:30:00+01:00".to_owned());
    comments[6].quotes = vec![Quote { span: Span::new(0, cited.len()), to: None }];
    let thread = Thread { id: "t".to_owned(), comments, ..Thread::default() };
    let codebook = Codebook::builtin();
    assert_eq!(differences(&thread, &codebook), Vec::<String>::new());
    let tagged = tag(&thread, &codebook);
    let index = Index::new(&thread, &tagged);
    let ctx = Ctx { thread: &thread, tagged: &tagged, matcher: &codebook.matcher, index: &index };
    let met = |feature: &PairFeature| {
        let mut replies = (0..thread.comments.len()).map(Place::new);
        replies.any(|from| from.index() > 0 && batch_features(ctx, from, &[], Vec::new()).column(*feature).is_some())
    };
    let missing: Vec<&PairFeature> = BATCHED.iter().filter(|feature| !met(feature)).collect();
    assert!(missing.is_empty(), "the sample shows no {missing:?}");
}
