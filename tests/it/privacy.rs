//! The stage `privacy`: pseudonyms, masked texts and neutral ids, for threads in memory and in batches.

use palabre::diagnostic::Diagnostic;
use palabre::link::Part;
use palabre::privacy::{Authors, BatchPrivacy, Privacy};
use palabre::thread::{Comment, Thread};
use proptest::prelude::*;

use crate::parts::{comment, part};

fn private(authors: Authors, comments: Vec<Comment>) -> Vec<Comment> {
    let parts = Privacy::new(authors).apply(vec![part("t", comments, vec![])], &mut []);
    parts[0].thread.comments.clone()
}

fn said(author: &str, text: &str) -> Comment {
    Comment { author: Some(author.into()), ..comment("c", None, text) }
}

#[test]
fn authors_are_numbered_by_appearance_across_threads() {
    let mut privacy = Privacy::new(Authors::Pseudonym);
    let first = vec![part("a", vec![said("Zoé", "x"), said(" Ann ", "x"), said("Zoé", "x"), said(" ", "x")], vec![])];
    let second = vec![part("b", vec![said("Bob", "x"), said("Ann", "x")], vec![])];
    let (first, second) = (privacy.apply(first, &mut []), privacy.apply(second, &mut []));
    let authors = |parts: &[Part]| -> Vec<Option<String>> {
        parts[0].thread.comments.iter().map(|comment| comment.author.clone()).collect()
    };
    let named = |number: usize| Some(format!("Author {number}"));
    assert_eq!(authors(&first), [named(1), named(2), named(1), None]);
    assert_eq!(authors(&second), [named(3), named(2)]);
    assert_eq!(private(Authors::None, vec![said("Zoé", "Zoé !")])[0].author, None);
    assert_eq!(private(Authors::Keep, vec![said("Zoé", "Zoé !")])[0].text, "Zoé !");
}

#[test]
fn names_handles_and_addresses_are_masked_and_lengths_kept() {
    let masked = |author: &str, text: &str| {
        let comment = private(Authors::Pseudonym, vec![said(author, text)]).remove(0);
        assert_eq!(comment.text.len(), text.len());
        assert_eq!(comment.text.chars().count(), text.chars().count());
        comment.text
    };
    assert_eq!(masked("Zoé", "Zoé, Zoés, zoé"), "**·, Zoés, **·");
    assert_eq!(masked("Ann Lee", "Ann Lee: Ann Leeds, ann was"), "*** ***: *** Leeds, ann was");
    assert_eq!(
        masked("Zoé Müller", "ZOE MULLER, Zoe\u{301} Müller, zoe_mueller, Müller, mul"),
        "*** ******, ***· *·****, zoe_mueller, *·****, mul"
    );
    assert_eq!(masked("JeanDupont75", "jean dupont 75 a dit"), "**** ****** ** a dit");
    assert_eq!(masked("Les", "Les les, LES"), "*** les, LES", "a function word is a name only as written");
    assert_eq!(masked("L. A.", "la L. A. la"), "la ** ** la");
    assert_eq!(masked("田中一", "田中一さん"), "•••さん");
    assert_eq!(masked("@marc", "@marc marc"), "***** ****");
    assert_eq!(masked("AA--__ bcd", "by AA--__ bcd."), "by ****** ***.", "wide gaps, as written");
    assert_eq!(masked("Jo", "Jo says jo"), "** says jo", "two letters are a name only as written");
    assert_eq!(masked("J", "J says"), "J says", "one letter is no name");
    assert_eq!(masked("x", "06 12 34 56 78 https://x.com/jdup"), "** ** ** ** ** https://x.com/****");
    assert_eq!(masked("Lea <lea@x.org>", "Lea wrote"), "*** wrote");
    assert_eq!(masked("x", "à jean.d@ex-ample.org."), "à *******************.");
    assert_eq!(masked("x", "@some_one @ 5 € a@b"), "@******** @ 5 € a@b");
    assert_eq!(masked("x", "192.168.0.1, 1.2.3, 300.1.1.1"), "***********, 1.2.3, 300.1.1.1");
}

#[test]
fn ids_that_contain_a_name_become_neutral_and_replies_follow() {
    let mut root = said("Jean Dupont", "x");
    root.id = "jean-dupont-1".into();
    let mut reply = said("Ann Lee", "y");
    (reply.id, reply.parent) = ("7".into(), Some("jean-dupont-1".into()));
    let mut orphan = said("Ann Lee", "z");
    (orphan.id, orphan.parent) = ("x1".into(), Some("<lee@example.org>".into()));
    let comments = private(Authors::Pseudonym, vec![root.clone(), reply, orphan]);
    let ids: Vec<_> = comments.iter().map(|comment| (comment.id.as_str(), comment.parent.as_deref())).collect();
    assert_eq!(ids, [("x2", None), ("7", Some("x2")), ("x1", Some("x3"))]);
    assert_eq!(private(Authors::Keep, vec![root])[0].id, "jean-dupont-1");
}

proptest! {
    #[test]
    fn no_text_names_an_author(
        names in prop::collection::vec("[_.-]?[A-Za-zé田🦀]{2}[A-Za-zé田🦀_.-]{1,7}( [A-Zé]{3,6})?", 1..6),
        words in prop::collection::vec(("[ ,.!@\n]{1,2}", any::<prop::sample::Index>(), any::<bool>()), 0..20),
    ) {
        let mut text = String::new();
        for (gap, name, plain) in &words {
            text.push_str(gap);
            text.push_str(if *plain { "mot" } else { &names[name.index(names.len())] });
        }
        let comments: Vec<Comment> = names.iter().map(|name| said(name, &text)).collect();
        for comment in private(Authors::Pseudonym, comments) {
            prop_assert_eq!(comment.text.len(), text.len());
            for name in names.iter().filter(|name| !name.trim_matches('*').is_empty() && name.as_str() != "mot") {
                let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                let found = comment.text.match_indices(name.as_str()).any(|(at, _)| {
                    ends(comment.text[..at].chars().next_back()) && ends(comment.text[at + name.len()..].chars().next())
                });
                prop_assert!(!found, "{} in {:?}", name, comment.text);
            }
        }
    }
}

#[test]
fn diagnostics_about_the_threads_are_masked_too() {
    let mut noticed = [Diagnostic::warning("x", "Zoé Müller is missing").about("Zoé Müller").help("ask Zoé Müller")];
    let _ =
        Privacy::new(Authors::Pseudonym).apply(vec![part("t", vec![said("Zoé Müller", "x")], vec![])], &mut noticed);
    let [diagnostic] = noticed;
    for text in [Some(diagnostic.message), diagnostic.about, diagnostic.help] {
        assert!(!text.unwrap().contains("Müller"));
    }
}

#[test]
fn threads_named_after_a_person_are_renamed_only_by_the_whole_collection() {
    let thread = Thread { id: "zoé-müller".into(), comments: vec![said("Zoé Müller", "x")], ..Thread::default() };
    let renamed = Privacy::new(Authors::Pseudonym).apply(vec![thread.clone()], &mut []);
    assert_eq!(renamed[0].id, "t1");
    let batches = |authors| BatchPrivacy::new(authors, ["Zoé Müller"].into_iter());
    assert!(batches(Authors::Pseudonym).renames("zoé-müller", None));
    assert!(!batches(Authors::Pseudonym).renames("zoé-müller", Some("zoé-müller.txt")), "the user named this file");
    assert!(!batches(Authors::Keep).renames("zoé-müller", None));
}

proptest! {
    /// Batches of any size are masked as the whole collection is, when all people are known.
    #[test]
    fn batches_are_masked_like_the_whole(
        names in prop::collection::vec("[A-Z][a-zé]{3,7}( [A-Z][a-z]{3,6})?", 1..5),
        texts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12),
        size in 1..4_usize,
    ) {
        let threads: Vec<Thread> = texts.iter().enumerate().map(|(number, (author, other))| {
            let text = format!("{} a tort, @{} !", names[other.index(names.len())], names[0]);
            let comments = vec![said(&names[author.index(names.len())], &text)];
            Thread { id: number.to_string(), comments, ..Thread::default() }
        }).collect();
        let people: Vec<String> =
            threads.iter().flat_map(|thread| &thread.comments).filter_map(|comment| comment.author.clone()).collect();
        for authors in [Authors::Pseudonym, Authors::Keep, Authors::None] {
            let whole = Privacy::new(authors).apply(threads.clone(), &mut []);
            let mut privacy = BatchPrivacy::new(authors, people.iter().map(String::as_str));
            let batches = threads.chunks(size).flat_map(|batch| privacy.apply(batch.to_vec()));
            let masked: Vec<Thread> = batches.flat_map(palabre::privacy::Private::into_inner).collect();
            prop_assert_eq!(&masked, &*whole);
        }
    }
}
