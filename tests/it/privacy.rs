//! The stage `privacy`: pseudonyms, masked texts and neutral ids, for threads in memory and in batches.

use palabre::diagnostic::Diagnostic;
use palabre::link::Part;
use palabre::privacy::{Authors, BatchPrivacy, Census, Naming, Privacy};
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
fn names_become_pseudonyms_and_contacts_become_marks() {
    let masked = |author: &str, text: &str| private(Authors::Pseudonym, vec![said(author, text)]).remove(0).text;
    assert_eq!(masked("Zoé", "Zoé, Zoés, zoé"), "Author 1, Zoés, Author 1");
    assert_eq!(masked("Ann Lee", "Ann Lee: Ann Leeds, ann was"), "Author 1: Ann Leeds, ann was");
    assert_eq!(
        masked("Zoé Müller", "ZOE MULLER, Zoe\u{301} Müller, zoe_mueller, Müller, mul"),
        "Author 1, Author 1, zoe_mueller, Author 1, mul"
    );
    assert_eq!(masked("JeanDupont75", "jean dupont 75 a dit"), "Author 1 a dit");
    assert_eq!(masked("Les", "Merci Les, les LES"), "Merci Author 1, les LES", "a function word is a name as written");
    assert_eq!(masked("Pensaq Azaa", "Puis Pensaq Azaa vint."), "Puis Author 1 vint.", "packs look for `pens*`");
    assert_eq!(masked("No-body", "Nobody says so."), "Nobody says so.", "joined, it is a word");
    assert_eq!(masked("L. A.", "la L. A. la"), "la Author 1 la");
    assert_eq!(masked("田中一", "田中一さん"), "Author 1さん");
    assert_eq!(masked("@marc", "@marc marc"), "@Author 1 Author 1");
    assert_eq!(masked("AA--__ bcd", "by AA--__ bcd."), "by Author 1.", "wide gaps, as written");
    assert_eq!(masked("Bo", "Bo says bo"), "Author 1 says bo", "two letters are a name only as written");
    assert_eq!(masked("J", "J says"), "J says", "one letter is no name");
    assert_eq!(masked("x", "06 12 34 56 78 https://x.com/jdup"), "[telephone] https://x.com/[account]");
    assert_eq!(masked("Lea <lea@x.org>", "Lea wrote"), "Author 1 wrote");
    assert_eq!(masked("x", "à jean.d@ex-ample.org."), "à [e-mail].");
    assert_eq!(masked("x", "@some_one @ 5 € a@b"), "@[name] @ 5 € a@b");
    assert_eq!(masked("x", "192.168.0.1, 1.2.3, 300.1.1.1"), "[machine], 1.2.3, 300.1.1.1");
    assert_eq!(masked("Zoé", "@Zoé Bonne idée, @Paul Durand"), "@Author 1 Bonne idée, @[name]");
    assert_eq!(masked("Zoé", "https://x.org/zoé/1"), "https://x.org/[name]/1", "a space would cut the address");
}

#[test]
fn a_name_that_is_a_word_is_masked_where_somebody_is_addressed() {
    let thread = |texts: &[(&str, &str)]| -> Vec<String> {
        let comments = texts.iter().map(|(author, text)| said(author, text)).collect();
        private(Authors::Pseudonym, comments).into_iter().map(|comment| comment.text).collect()
    };
    let masked = |author: &str, text: &str| thread(&[(author, text)]).remove(0);
    for (author, text, expected) in [
        ("Rose", "La rose et une Rose, en rose. Merci Rose !", "La rose et une Rose, en rose. Merci Author 1 !"),
        ("Rose", "Rose, tu vois", "Author 1, tu vois"),
        ("Rose", "Tu vois, Rose ?", "Tu vois, Author 1 ?"),
        ("Armand", "allez Armand poussons", "allez Author 1 poussons"),
        ("Rose", "Comme le dit Rose, la rose est belle", "Comme le dit Author 1, la rose est belle"),
        ("Will", "It will. Will you? @Will", "It will. Will you? @Author 1"),
        ("Mark", "Mark: please mark it. As Mark said", "Author 1: please mark it. As Author 1 said"),
        ("Hazel", "Mr Hazel, the hazel is cut.\n\nHazel", "Mr Author 1, the hazel is cut.\n\nAuthor 1"),
        (
            "Oxford",
            "London, Oxford and Leeds, in Oxford, Oxford Street",
            "London, Oxford and Leeds, in Oxford, Oxford Street",
        ),
        ("Victor", "I read Victor Hugo. Victor, you too?", "I read Victor Hugo. Author 1, you too?"),
        ("Zoé", "J'ai vu Zoé hier", "J'ai vu Author 1 hier"),
        ("Zoé", "#Zoé et r/Zoé", "#Zoé et r/Zoé"),
    ] {
        assert_eq!(masked(author, text), expected);
    }
    // Three comments that write it in small letters make an ordinary word of any name.
    let habit = thread(&[
        ("Zorgl", "du zorgl"),
        ("A", "le zorgl"),
        ("B", "un zorgl"),
        ("C", "avec Zorgl"),
        ("D", "Salut Zorgl !"),
    ]);
    assert_eq!(habit[3..], ["avec Zorgl", "Salut Author 1 !"]);
    let rare = thread(&[("Zorgl", "du zorgl"), ("C", "avec Zorgl"), ("D", "@zorgl")]);
    assert_eq!(rare[1..], ["avec Author 1", "@Author 1"]);
}

#[test]
fn whom_the_title_or_the_article_names_stays() {
    let article = Comment {
        kind: palabre::thread::Kind::Article,
        ..comment("a", None, "Alba Dur veut fermer le lavoir.\nZoé Lim")
    };
    let comments = vec![
        article,
        said("Alba", "Je ne suis pas elle."),
        said("Zoé Lim", "Alba, on le sait. Alba Dur, elle, ne lave pas. Et Zoé Lim ?"),
        said("Bo Ran", "Bo Ran, dit Alba Dur."),
    ];
    let thread =
        Thread { id: "t".into(), title: Some("Lettre de Bo Ran à @Zoé".into()), comments, ..Thread::default() };
    let private = Privacy::new(Authors::Pseudonym).apply(vec![thread], &mut []);
    let texts: Vec<&str> = private[0].comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(private[0].title.as_deref(), Some("Lettre de Bo Ran à @Author 2"));
    assert_eq!(texts[0], "Alba Dur veut fermer le lavoir.\nAuthor 2", "a name alone on its line is a signature");
    assert_eq!(texts[2], "Author 1, on le sait. Alba Dur, elle, ne lave pas. Et Author 2 ?");
    assert_eq!(texts[3], "Bo Ran, dit Alba Dur.", "the title is about him");
}

#[test]
fn words_can_be_masked_and_left_by_hand() {
    let naming = Naming { mask: vec!["Kersaint".into()], unmask: vec!["zoé".into()], ..Naming::default() };
    let mut privacy = Privacy::new(naming);
    let thread = Thread { comments: vec![said("Zoé", "Zoé est à Kersaint, @Zoé, la rose")], ..Thread::default() };
    let private = privacy.apply(vec![thread], &mut []);
    assert_eq!(private[0].comments[0].text, "Zoé est à [name], @[name], la rose");
    let french = Naming { ui: palabre::text::Ui::Fr, ..Naming::default() };
    let thread = Thread { comments: vec![said("Zoé", "@Zoé, jo@x.org")], ..Thread::default() };
    let private = Privacy::new(french).apply(vec![thread], &mut []);
    assert_eq!(private[0].comments[0].text, "@Auteur 1, [courriel]");
    assert_eq!(private[0].comments[0].author.as_deref(), Some("Auteur 1"));
}

#[test]
fn what_was_masked_and_left_is_counted_without_names() {
    let mut privacy = Privacy::new(Authors::Pseudonym);
    let thread = Thread {
        comments: vec![said("Rose", "une rose, en rose"), said("Zoé Lim", "@Rose, Zoé Lim, x@y.org")],
        ..Thread::default()
    };
    let _ = privacy.apply(vec![thread], &mut []);
    let notices = privacy.notices();
    let [note] = notices.as_slice() else { panic!("{notices:?}") };
    assert_eq!(
        note.message,
        "2 names were written as pseudonyms at 2 places; 1 handle, address or number was masked; 1 name was left at 2 \
         places, where it is an ordinary word"
    );
    assert!(note.help.is_none() && note.aside.as_ref().unwrap().contains("`rose` (2)"));
}

#[test]
fn labels_of_speakers_are_masked_where_no_author_is_known() {
    let chat = "Solène: oui, Bart\nBart: non\nSolène: si\nBart: ah";
    let mut privacy = Privacy::new(Authors::Pseudonym);
    let thread = Thread { comments: vec![comment("c", None, chat)], ..Thread::default() };
    let private = privacy.apply(vec![thread], &mut []);
    assert_eq!(private[0].comments[0].text, "Author 1: oui, Author 2\nAuthor 2: non\nAuthor 1: si\nAuthor 2: ah");
    assert!(privacy.notices().iter().any(|notice| notice.code == "unknown-authors"));
}

#[test]
fn a_name_of_two_people_is_the_one_in_the_thread_or_nobody() {
    let thread = |id: &str, comments| Thread { id: id.into(), comments, ..Thread::default() };
    let threads = vec![
        thread("a", vec![said("Zoé Lim", "x"), said("Zoé Ran", "@Zoé")]),
        thread("b", vec![said("Zoé Ran", "@Zoé")]),
    ];
    let private = Privacy::new(Authors::Pseudonym).apply(threads, &mut []);
    assert_eq!(private[0].comments[1].text, "@[name]");
    assert_eq!(private[1].comments[0].text, "@Author 2");
}

#[test]
fn masked_threads_stay_as_they_are() {
    let thread =
        Thread { comments: vec![said("Author 7", "@Author 9, merci Author 7, [e-mail]")], ..Thread::default() };
    let private = Privacy::new(Authors::Pseudonym).apply(vec![thread.clone()], &mut []);
    assert_eq!(private[0], thread);
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
    /// Nobody who is addressed is named, and full names and handles are nowhere.
    #[test]
    fn no_text_addresses_an_author_by_name(
        names in prop::collection::vec("[A-Zé田🦀]q[A-Za-zé田🦀]{1,2}[a-zé田🦀]{0,7}( [A-Zé]q[a-z]{2,6})?", 1..6),
        handles in prop::collection::vec("[a-z]{2,5}_[a-z0-9]{2,5}", 0..3),
        words in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize), 0..20),
    ) {
        let people: Vec<&String> = names.iter().chain(&handles).collect();
        let mut text = String::new();
        for (name, way) in &words {
            let name = people[name.index(people.len())];
            let sentence = match way {
                0 => format!("mot @{name}. "),
                1 => format!("Merci {name} ! "),
                2 => format!("\n{name}, mot "),
                _ => format!("mot\n{name}\n"),
            };
            text.push_str(&sentence);
        }
        let comments: Vec<Comment> = people.iter().map(|name| said(name, &text)).collect();
        for comment in private(Authors::Pseudonym, comments) {
            for name in people.iter().filter(|name| !["Mot", "Merci", "mot"].contains(&name.as_str())) {
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
    let batches = |authors| BatchPrivacy::new(authors, census(std::slice::from_ref(&thread)));
    assert!(batches(Authors::Pseudonym).renames("zoé-müller", None));
    assert!(!batches(Authors::Pseudonym).renames("zoé-müller", Some("zoé-müller.txt")), "the user named this file");
    assert!(!batches(Authors::Keep).renames("zoé-müller", None));
}

fn census(threads: &[Thread]) -> Census {
    let mut census = Census::default();
    for thread in threads {
        census.add(thread);
    }
    census
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
        for authors in [Authors::Pseudonym, Authors::Keep, Authors::None] {
            let whole = Privacy::new(authors).apply(threads.clone(), &mut []);
            let mut privacy = BatchPrivacy::new(authors, census(&threads));
            let batches = threads.chunks(size).flat_map(|batch| privacy.apply(batch.to_vec()));
            let masked: Vec<Thread> = batches.flat_map(palabre::privacy::Private::into_inner).collect();
            prop_assert_eq!(&masked, &*whole);
        }
    }
}

#[test]
fn the_address_of_a_thread_stays_and_those_of_comments_only_if_asked() {
    let urls = |naming: Naming, url: &str| -> Vec<Option<String>> {
        let article = Comment {
            kind: palabre::thread::Kind::Article,
            url: Some(url.into()),
            ..comment("a", None, "Alba Dur veut fermer le lavoir.")
        };
        let reply = Comment { url: Some(format!("{url}#comment-1")), ..said("Zoé Müller", "x") };
        let thread = Thread { comments: vec![article, reply], ..Thread::default() };
        let private = Privacy::new(naming).apply(vec![thread], &mut []);
        private[0].comments.iter().map(|comment| comment.url.clone()).collect()
    };
    let some = |url: &str| Some(url.to_owned());
    assert_eq!(urls(Naming::default(), "https://x.org/lavoir"), [some("https://x.org/lavoir"), None]);
    assert_eq!(urls(Naming::default(), "https://x.org/zoe-muller/3"), [None, None]);
    assert_eq!(urls(Naming::default(), "https://x.org/@zoe/3"), [None, None]);
    let kept = [some("https://x.org/@zoe/3"), some("https://x.org/@zoe/3#comment-1")];
    assert_eq!(urls(Naming { urls: true, ..Naming::default() }, "https://x.org/@zoe/3"), kept);
    assert_eq!(urls(Authors::Keep.into(), "https://x.org/@zoe/3"), kept);
}
