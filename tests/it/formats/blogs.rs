//! Saved pages: WordPress, wpDiscuz, Blogger, and pages whose comments are not in them.

use std::fmt::Write;

use palabre::read::{Options, ReadError, read};
use palabre::thread::{Comment, Kind, Mark, Thread};

use super::{comments, detected, linked, reading, real};

/// Comments proper, without pingbacks and stubs.
fn own(thread: &Thread) -> Vec<&Comment> {
    thread.comments.iter().filter(|comment| comment.kind == Kind::Comment).collect()
}

fn of_html(page: &str) -> Thread {
    let (mut threads, _) = read(page.as_bytes(), &Options::default()).unwrap();
    threads.remove(0)
}

/// What was counted in the source of every page, without this reader: comments, pingbacks, the comments that answer
/// another (by a stack over the depths). The page of spektrum.de shows five comments on other articles besides its 54.
const COUNTED: [(&str, usize, usize, usize); 26] = [
    ("antary.de.wireshark", 2, 0, 1),
    ("archive.org.the-pain.net.silkroad", 33, 1, 0),
    ("blisterreview-schema-22c", 22, 0, 10),
    ("blog.wordpress.com.diverse", 13, 0, 3),
    ("cubadebate.cu-sesiona", 11, 0, 6),
    ("d71bfdce9dd246c9a6ee6d08c8b39e4c", 26, 0, 6),
    ("en-thepoliticalinsider-14c", 14, 0, 4),
    ("en-zblack-60c", 60, 0, 47),
    ("firefox-nightly-blog", 2, 0, 0),
    ("fr-arguments-anti-feministes-2-confit-71c", 71, 0, 46),
    ("fr-bingo-confit-33c", 33, 0, 15),
    ("fr-body-positive-205c", 205, 0, 103),
    ("fr-egalitariste-forever-33c", 33, 0, 15),
    ("fr-insultes-untitled-40c", 40, 0, 21),
    ("fr-machos-twentythirteen-38c", 38, 3, 16),
    ("fr-racisme-snaps-43c-d10", 43, 0, 31),
    ("fr-virilite-suffusion-401c", 401, 6, 330),
    ("lapresse.tn.parite", 1, 0, 0),
    ("netzpolitik.org.abmahnungen", 74, 0, 38),
    ("shub-en-flat-34c", 34, 0, 0),
    ("shub-pt-BR-2c", 2, 0, 1),
    ("spektrum.de.engelbart", 54, 0, 1),
    ("thenervousbreakdown.com.loneliest", 11, 0, 2),
    ("uebermedien.de-Israel", 17, 0, 0),
    ("wpdiscuz-d32ad974", 18, 0, 8),
    ("wpdiscuz5-backenmachtgluecklich-25c", 25, 0, 10),
];

#[test]
fn real_pages_of_wordpress_give_what_was_counted_in_them() {
    for (name, wanted, pings, links) in COUNTED {
        let path = format!("wordpress-html/{name}.html");
        let Some(threads) = real(&path) else { return };
        assert_eq!(threads.len(), 1, "{name}");
        let thread = &threads[0];
        let found = comments(thread).iter().filter(|comment| comment.kind == Kind::Pingback).count();
        let all = own(thread);
        assert_eq!((all.len(), found, linked(thread)), (wanted, pings, links), "{name}");
        // Every one has a name, a time and an id of its own; hardly any is without words.
        let named = all.iter().filter(|comment| comment.author.is_some()).count();
        let timed = all.iter().filter(|comment| comment.time.is_some()).count();
        let worded = all.iter().filter(|comment| !comment.text.is_empty()).count();
        assert_eq!((named, timed), (wanted, wanted), "{name}");
        assert!(worded * 20 >= wanted * 19, "{name}: {worded} with words");
        assert!(all.iter().all(|comment| comment.id.bytes().all(|byte| byte.is_ascii_digit())), "{name}");
        assert!(all.iter().all(|comment| comment.origin.span.is_some()), "{name}");
    }
}

#[test]
fn real_comments_hold_no_furniture_of_the_page() {
    #[rustfmt::skip]
    let furniture = [
        "Reply", "Répondre", "Réponse", "Antworten", "Responder", "Like", "J’aime", "J'aime", "says:", "dit :", "sagt:",
        "Zitieren", "Edit", "Modifier", "Loading...", "Share", "Partager",
    ];
    for (name, ..) in COUNTED {
        let Some(threads) = real(&format!("wordpress-html/{name}.html")) else { return };
        for comment in own(&threads[0]) {
            let lines: Vec<&str> = comment.text.lines().map(str::trim).collect();
            for line in [lines.first(), lines.last()].into_iter().flatten() {
                assert!(!furniture.contains(line), "{name} {}: {line}", comment.id);
            }
            // People sign at the end; a name at the beginning is the page's.
            assert!(lines.len() < 2 || lines.first().copied() != comment.author.as_deref(), "{name} {}", comment.id);
            assert!(!comment.author.as_deref().unwrap_or("").ends_with([':', '…']), "{name}: {:?}", comment.author);
        }
    }
}

#[test]
fn the_article_of_a_real_page_is_the_article_alone() {
    for (name, begins, least) in [
        ("antary.de.wireshark", "Ein Leser fragte mich", 4000),
        ("blog.wordpress.com.diverse", "", 1000),
        ("en-zblack-60c", "Last week, I got an email", 8000),
        ("fr-body-positive-205c", "Long time no see", 7000),
        ("fr-virilite-suffusion-401c", "Beaucoup d'hommes semblent", 4000),
        ("spektrum.de.engelbart", "“Manufacturing Consent”", 10000),
    ] {
        let Some(threads) = real(&format!("wordpress-html/{name}.html")) else { return };
        let article = &threads[0].comments[0];
        assert_eq!(article.kind, Kind::Article, "{name}");
        assert!(article.text.starts_with(begins), "{name}: {:.80}", article.text);
        assert!(article.text.len() >= least, "{name}: {}", article.text.len());
        let shares = ["Share", "Share this:", "Partager", "teilen", "twittern", "Related", "Articles similaires"];
        assert!(!article.text.lines().any(|line| shares.contains(&line.trim())), "{name}");
        // No comment stands in it.
        let said = own(&threads[0])
            .iter()
            .filter(|comment| comment.text.len() > 60)
            .any(|comment| article.text.contains(&comment.text));
        assert!(!said, "{name}");
    }
}

#[test]
fn what_wordpress_says_besides_is_kept() {
    let (threads, diagnostics) = reading("seeds/formats/wordpress-fr.html".as_ref()).unwrap();
    let thread = &threads[0];
    assert_eq!(thread.title.as_deref(), Some("Faut-il fermer la rue du Marché aux voitures ?"));
    assert_eq!(thread.key.as_deref(), Some("quai-den-face.example/2021/05/rue-du-marche"));
    assert_eq!(thread.announced, Some(16));
    let by = |id: &str| thread.comments.iter().find(|comment| comment.id == id).unwrap();
    assert_eq!(by("1001").votes, Some(4));
    assert_eq!(by("1002").marks, [Mark::Moderator]);
    assert_eq!(by("1002").parent.as_deref(), Some("1001"));
    assert!(by("1004").capped && !by("1002").capped && !by("1007").capped);
    assert_eq!(by("1004").quotes.len(), 1);
    assert_eq!((by("1005").kind, by("1005").text.as_str()), (Kind::Pingback, "Des rues pour marcher | L’Autre Rive"));
    assert_eq!((by("1006").marks.as_slice(), by("1006").author.as_deref()), ([Mark::Pending].as_slice(), Some("jojo")));
    let article = thread.comments.first().unwrap();
    assert_eq!((article.kind, article.author.as_deref()), (Kind::Article, Some("Hélène Lebrun")));
    assert!(article.text.ends_with("à plus tard."), "{}", article.text);
    let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["more-pages"]);
}

#[test]
fn replies_outside_the_element_of_their_parent_answer_it() {
    let (threads, _) = reading("seeds/formats/wordpress-div.html".as_ref()).unwrap();
    let parents: Vec<_> = threads[0].comments.iter().skip(1).map(|c| (c.id.as_str(), c.parent.as_deref())).collect();
    let wanted = [
        ("301", Some("article")),
        ("302", Some("301")),
        ("303", Some("302")),
        ("304", Some("302")),
        ("305", Some("article")),
        ("306", Some("article")),
    ];
    assert_eq!(parents, wanted);
}

#[test]
fn a_page_of_any_order_of_depths_is_a_forest() {
    use proptest::prelude::*;
    proptest!(ProptestConfig::with_cases(64), |(depths in prop::collection::vec(1_usize..7, 1..60))| {
        let mut items = String::new();
        for (at, depth) in depths.iter().enumerate() {
            let own = format!("<cite class=fn>A{at}</cite><p>w{at}</p>");
            write!(items, "<li class='comment depth-{depth}' id='comment-{at}'>{own}</li>").unwrap();
        }
        let thread = of_html(&format!("<html><ol>{items}</ol>"));
        let comments = super::comments(&thread);
        prop_assert_eq!(comments.len(), depths.len());
        for (at, comment) in comments.into_iter().enumerate() {
            prop_assert_eq!(&comment.text, &format!("w{at}"));
            match &comment.parent {
                // A parent stands before it and less deep.
                Some(parent) => {
                    let parent: usize = parent.parse().unwrap();
                    prop_assert!(parent < at && depths[parent] < depths[at]);
                }
                None => prop_assert!(depths[..at].iter().all(|depth| *depth >= depths[at])),
            }
        }
    });
}

#[test]
fn a_page_without_its_comments_says_why_and_what_to_do() {
    for (seed, why) in [
        ("page.html", "come by script (Disqus)"),
        ("page-nothing.html", "no comment is found"),
        ("wordpress-no-comment.html", "the place for its comments is empty"),
    ] {
        let error = reading(format!("seeds/formats/{seed}").as_ref()).unwrap_err();
        assert!(matches!(error, ReadError::Unusable { .. }), "{seed}");
        assert!(error.to_string().contains(why), "{seed}: {error}");
    }
}

#[test]
fn comments_behind_long_scripts_are_found() {
    let long = "var x = 1;\n".repeat(30_000);
    let page = format!(
        "<!DOCTYPE html><html><head><link rel=stylesheet href='/wp-content/a.css'><script>{long}</script></head><body>\
         <ol><li class='comment even depth-1' id='comment-1'><cite class=fn>Ann</cite><p>Yes.</p></li></ol></body></html>"
    );
    assert_eq!(detected(page.as_bytes()), Some("wordpress"));
    assert_eq!(detected(&page.as_bytes()[..256 << 10]), Some("wordpress"));
    assert_eq!(of_html(&page).comments[0].text, "Yes.");
}

#[test]
fn deep_pages_lose_no_comment() {
    let mut page = "<html><ol><li class='comment depth-1' id='comment-1'>a".to_owned();
    for at in 2..20_002 {
        write!(page, "<ul class=children><li class='comment depth-{at}' id=comment-{at}>x").unwrap();
    }
    assert_eq!(super::comments(&of_html(&page)).len(), 20_001);
}

#[test]
fn a_real_page_of_blogger_gives_what_was_counted_in_it() {
    let Some(threads) = real("other-html/derpapierplanet.de.juni.html") else { return };
    assert_eq!((own(&threads[0]).len(), linked(&threads[0])), (13, 9));
    assert!(own(&threads[0]).iter().all(|comment| comment.author.is_some() && !comment.text.is_empty()));
    assert!(
        own(&threads[0]).iter().all(|comment| comment.time.as_deref().is_some_and(|time| time.starts_with("2015-")))
    );
}

#[test]
fn numbers_of_blogger_stay_words() {
    let (threads, _) = reading("seeds/formats/blogger.html".as_ref()).unwrap();
    let found: Vec<_> = comments(&threads[0]);
    assert_eq!(found[1].id, "1234567890123456790");
    assert_eq!(found[1].parent.as_deref(), Some("1234567890123456789"));
    assert_eq!(found[1].marks, [Mark::Moderator]);
    assert_eq!(found[0].time.as_deref(), Some("2015-05-01T10:40:12Z"));
    assert_eq!((found[2].kind, found[2].marks.as_slice()), (Kind::Deleted, [Mark::Removed].as_slice()));
    assert_eq!((found[4].kind, found[4].marks.len()), (Kind::Deleted, 0));
}
