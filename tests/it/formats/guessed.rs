//! Pages of unknown forms: what is taken as comments, and what is not.

use std::path::Path;

use palabre::diagnostic::Severity;
use palabre::read::{Options, read};
use palabre::thread::{Kind, Thread};

use super::families::rows;
use super::reading;

/// The thread of a sample, which must be said to be a guess, without a warning.
fn guessed(name: &str) -> Thread {
    let (mut threads, diagnostics) = reading(&Path::new("seeds/formats").join(name)).unwrap();
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == "guessed-page"), "{name}");
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Warning), "{name}: {diagnostics:?}");
    assert_eq!(threads.len(), 1, "{name}");
    threads.pop().unwrap()
}

#[test]
fn titled_comments_of_a_newspaper_are_found() {
    let thread = guessed("unknown-page.html");
    assert_eq!(thread.announced, Some(6));
    assert_eq!(
        rows(&thread),
        [
            ("501", None, Some("Odile Le Gall"), Some("2021-03-03T08:12"), "Enfin"),
            ("502", None, Some("Marc"), Some("2021-03-03T09:40"), "Les routes"),
            (
                "503",
                None,
                Some("Irène K."),
                Some("2021-03-03T11:05"),
                "Le budget du bac est voté, celui des routes aussi. Il faut lire les deux."
            ),
            ("504", None, Some("port-sud"), Some("2021-03-03T14:30"), "Bruit"),
            ("505", None, Some("Odile Le Gall"), Some("2021-03-04T07:55"), "Réponse à Marc"),
            ("506", None, Some("Yann"), Some("2021-03-04T19:02"), "Une question"),
        ]
    );
    assert_eq!(
        thread.comments.iter().find(|it| it.kind == Kind::Comment).unwrap().text,
        "Enfin\nVingt ans que nous le demandons.\nMerci."
    );
}

#[test]
fn lists_in_lists_are_replies() {
    let thread = guessed("unknown-page-nested.html");
    let rows = rows(&thread);
    assert_eq!(
        rows,
        [
            (
                "11",
                None,
                Some("Nora W."),
                Some("2024-05-01T09:00:00+01:00"),
                "It should run every night, not only on Fridays."
            ),
            ("12", Some("11"), Some("Tom"), Some("2024-05-01T09:30:00+01:00"), "Who pays the crew, Nora?"),
            (
                "13",
                Some("12"),
                Some("Nora W."),
                Some("2024-05-01T10:00:00+01:00"),
                "The same people who pay the day crew."
            ),
            ("14", None, Some("Ida"), Some("2024-05-02T08:00:00+01:00"), "And who sleeps near the pier?"),
            ("15", None, Some("Sven"), Some("2024-05-02T08:10:00+01:00"), "Nobody, already."),
        ]
    );
}

#[test]
fn margins_are_depths() {
    let thread = guessed("unknown-page-indented.html");
    assert_eq!(
        rows(&thread),
        [
            ("c1", None, Some("Brigitte"), Some("2012-05-03T10:15"), "Die Fähre muss nachts fahren."),
            ("c2", Some("c1"), Some("Tarek"), Some("2012-05-03T11:00"), "Und wer bezahlt das?"),
            ("c3", Some("c2"), Some("Brigitte"), Some("2012-05-03T11:20"), "Alle, wie am Tag."),
            ("c4", None, Some("Uli"), Some("2012-05-04T09:00"), "Bitte leise."),
        ]
    );
}

/// Pages on which something else repeats, with the words of the refusal.
const OTHERS: [(&str, &str); 6] = [
    (
        "articles",
        "<main><div class=post><h2><a href=/a>The pier</a></h2><span class=author>Ann</span> <time datetime=2024-05-01>1 May</time><p>The pier will be painted in June, says the town…</p></div><div class=post><h2><a href=/b>The dam</a></h2><span class=author>Bob</span> <time datetime=2024-05-02>2 May</time><p>The dam stays closed all summer, says the town…</p></div><div class=post><h2><a href=/c>The light</a></h2><span class=author>Ann</span> <time datetime=2024-05-03>3 May</time><p>The light was switched off on Monday…</p></div></main>",
    ),
    (
        "latest comments",
        "<div class='widget widget_recent_comments'><h3>Latest comments</h3><ul><li class=recentcomment><span class=author>Ann</span> <span class=date>1 May 2024</span> <a href='/pier#comment-1'>I like the new pier and the colour of it</a></li><li class=recentcomment><span class=author>Bob</span> <span class=date>2 May 2024</span> <a href='/dam#comment-7'>The dam should be open, at least on Sundays</a></li></ul></div>",
    ),
    (
        "products",
        "<div class=products><div class=product-card><a href=/p1><h3>Rope</h3></a><span class=name>Rope 10 m</span><span class=price>12 €</span><p class=description>A rope for boats of every size.</p></div><div class=product-card><a href=/p2><h3>Anchor</h3></a><span class=name>Anchor 5 kg</span><span class=price>40 €</span><p class=description>An anchor for small boats.</p></div></div>",
    ),
    (
        "a menu",
        "<ul class=menu><li class=item><a href=/a>News of the town and the harbour</a></li><li class=item><a href=/b>Opinion pages and letters</a></li></ul>",
    ),
    (
        "events",
        "<div class=events><div class=event><h3><a href=/e1>Concert</a></h3><time datetime=2024-05-01T20:00>1 May</time><div class=place>Town hall</div><p>The choir sings songs of the sea.</p></div><div class=event><h3><a href=/e2>Market</a></h3><time datetime=2024-05-02T09:00>2 May</time><div class=place>Pier</div><p>Fish and bread from the island.</p></div></div>",
    ),
    (
        "comments by script",
        "<div id=disqus_thread></div><div class=author-box><span class=name>Ann</span><time datetime=2024-05-01>1 May</time><p>Ann writes about boats.</p></div><div class=author-box><span class=name>Bob</span><time datetime=2024-05-01>1 May</time><p>Bob takes pictures of boats.</p></div>",
    ),
];

#[test]
fn what_repeats_and_is_no_comment_is_refused() {
    for (what, body) in OTHERS {
        let page = format!("<!DOCTYPE html><html><head><title>Harbour Post</title></head><body>{body}</body></html>");
        let read = read(page.as_bytes(), &Options::default());
        assert!(read.is_err(), "{what}: {:?}", read.map(|(threads, _)| threads.len()));
    }
}

proptest::proptest! {
    #[test]
    fn any_page_is_survived(body in "(<div class=comment>|</div>|<li>|<ul>|</ul>|</li>|<time datetime=2024-05-01>|<b>Ann</b>|1 May 2024|<p>|text of some words |<a href='#comment-1'>|</a>|<article class='comment depth-2' id=comment-1>|</article>|<table><tr><td>|</table>|Reply|<form>|\\u{e9}){0,60}") {
        let page = format!("<!DOCTYPE html><html><body>{body}");
        let options = Options { from: Some("unknown-page".to_owned()), ..Options::default() };
        let _ = read(page.as_bytes(), &options);
    }
}
