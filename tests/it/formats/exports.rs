//! Exports and feeds in XML against what a script of another make counted in the same files (`xml.etree`).

use std::collections::BTreeSet;
use std::path::Path;

use palabre::read::{Options, ReadError, read};
use palabre::thread::{Comment, Kind, Mark, Thread};

use super::{comments, linked, missing, reading, real};

/// Threads, comments, links and parents that are not there.
fn counts(threads: &[Thread]) -> [usize; 4] {
    let sum = |of: &dyn Fn(&Thread) -> usize| threads.iter().map(of).sum();
    [threads.len(), sum(&|thread| comments(thread).len()), sum(&linked), sum(&missing)]
}

fn of_text(text: &str) -> Vec<Thread> {
    read(text.as_bytes(), &Options::default()).unwrap().0
}

fn all(threads: &[Thread]) -> Vec<&Comment> {
    threads.iter().flat_map(|thread| &thread.comments).collect()
}

#[test]
fn wordpress_exports_hold_what_a_script_counts_in_them() {
    for (file, expected) in [
        ("comentario-ok-long.xml", [1, 1, 0, 0]),
        ("isso-wordpress.xml", [2, 8, 3, 0]),
        ("wpimp-a11y-unit-test-data.xml", [5, 29, 9, 0]),
        ("wpimp-crazy-cdata-escaped.xml", [0, 0, 0, 0]),
        ("wpimp-small-export.xml", [1, 1, 0, 0]),
        ("wpimp-test-serialized-comment-meta.xml", [1, 1, 0, 0]),
        ("wpimp-valid-wxr-1.1.xml", [1, 1, 0, 0]),
        ("wpimp-wxr-simple.xml", [0, 0, 0, 0]),
    ] {
        let Some(threads) = real(&format!("wordpress-wxr/{file}")) else { return };
        assert_eq!(counts(&threads), expected, "{file}");
        let titled = threads.iter().all(|thread| thread.comments[0].kind == Kind::Article && thread.title.is_some());
        assert!(titled, "{file}");
        assert!(all(&threads).iter().all(|comment| !comment.author.as_deref().unwrap_or("").contains('@')), "{file}");
    }
    let Some(threads) = real("wordpress-wxr/wpimp-a11y-unit-test-data.xml") else { return };
    assert_eq!(all(&threads).iter().filter(|comment| comment.kind == Kind::Pingback).count(), 4);
    let Some(threads) = real("wordpress-wxr/isso-wordpress.xml") else { return };
    let lines = all(&threads).iter().filter(|comment| comment.text.contains("lines:\nWordPress")).count();
    assert_eq!(lines, 1, "a line end is a line end");
}

#[test]
fn the_namespace_of_an_export_is_any_version_with_either_scheme() {
    for name in
        ["http://wordpress.org/export/1.0/", "https://wordpress.org/export/1.2/", "http://wordpress.org/export/1.3/"]
    {
        let text = format!(
            "\n\n<?xml version=\"1.0\"?>\n<rss xmlns:w=\"{name}\"><channel><item><title>T</title><w:post_id>3</w:post_id>\
             <w:comment><w:comment_id>1</w:comment_id><w:comment_content><![CDATA[a]]]]><![CDATA[>\nb]]></w:comment_content>\
             <w:comment_date_gmt>0000-00-00 00:00:00</w:comment_date_gmt></w:comment></item></channel></rss>"
        );
        let threads = of_text(&text);
        let comment = comments(&threads[0])[0];
        assert_eq!((comment.text.as_str(), comment.time.as_deref()), ("a]]>\nb", None), "{name}");
    }
}

#[test]
fn what_a_site_says_of_a_comment_is_kept() {
    let (threads, diagnostics) = reading(Path::new("seeds/formats/wxr.xml")).unwrap();
    let bridge = &threads[0];
    let of = |id: &str| bridge.comments.iter().find(|comment| comment.id == id).unwrap();
    assert_eq!((of("107").kind, of("109").kind), (Kind::Pingback, Kind::Deleted));
    assert_eq!((of("108").marks.as_slice(), of("111").marks.as_slice()), (&[Mark::Spam][..], &[Mark::Pending][..]));
    assert_eq!((of("109").marks.as_slice(), of("109").text.as_str()), (&[Mark::Removed][..], ""));
    assert_eq!(of("110").parent.as_deref(), Some("109"));
    assert_eq!(of("106").time.as_deref(), Some("2025-03-01T11:31:00"));
    assert_eq!(bridge.key.as_deref(), Some("carnet.example/2025/02/passerelle"));
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.message.starts_with("1 items left out")));
    let (threads, diagnostics) = reading(Path::new("seeds/formats/wxr-https-cut-off.xml")).unwrap();
    assert_eq!(comments(&threads[0]).len(), 8);
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == "cut-off"));
}

#[test]
fn disqus_exports_hold_what_stands_in_them() {
    for (file, expected) in [
        ("comentario-ok-single.xml", [1, 1, 0, 0]),
        // Threads 2, 7 and one that is not there; 4 answers, one of them to a deleted post.
        ("isso-disqus.xml", [3, 6, 2, 0]),
        ("remark42-disqus.xml", [2, 6, 0, 0]),
        ("remark42-disqus-deleted-thread.xml", [2, 6, 0, 0]),
    ] {
        let Some(threads) = real(&format!("disqus-xml/{file}")) else { return };
        assert_eq!(counts(&threads), expected, "{file}");
    }
    let Some(threads) = real("disqus-xml/isso-disqus.xml") else { return };
    let deleted: Vec<_> = all(&threads).into_iter().filter(|comment| comment.kind == Kind::Deleted).collect();
    assert_eq!((deleted.len(), deleted[0].text.as_str()), (1, ""));
    let Some(threads) = real("disqus-xml/remark42-disqus.xml") else { return };
    assert_eq!(all(&threads).iter().filter(|comment| comment.marks == [Mark::Spam]).count(), 1);
}

#[test]
fn one_page_under_several_addresses_is_one_thread() {
    let (threads, diagnostics) = reading(Path::new("seeds/formats/disqus.xml")).unwrap();
    let ids: Vec<_> = threads.iter().map(|thread| thread.id.as_str()).collect();
    assert_eq!(ids, ["11", "14", "77"]);
    assert_eq!(comments(&threads[0]).len(), 8);
    assert_eq!(linked(&threads[0]), 5);
    for what in ["3 threads of one page joined: rive.example/2025/01/tarif-unique", "2 threads left out"] {
        assert!(diagnostics.iter().any(|diagnostic| diagnostic.message.starts_with(what)), "{what}");
    }
}

#[test]
fn feeds_of_comments_are_read_and_others_refused() {
    for (file, expected) in
        [("feeds/atomthreadingwithentry.xml", [1, 2, 0, 0]), ("discourse/t_2144.rss", [1, 25, 0, 0])]
    {
        let Some(threads) = real(file) else { return };
        assert_eq!(counts(&threads), expected, "{file}");
    }
    let Some(threads) = real("discourse/posts.rss") else { return };
    assert!(threads.len() > 1 && all(&threads).iter().all(|comment| !comment.id.contains('-')));
    let articles = "<rss><channel><title>News</title><item><title>A</title><link>https://a.org/x</link><description>b</description></item></channel></rss>";
    let refused = read(articles.as_bytes(), &Options::default()).unwrap_err();
    assert!(matches!(refused, ReadError::Unusable { .. }), "{refused}");
    assert!(refused.to_string().contains("articles, not comments"), "{refused}");
    for none in [
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title></feed>",
        "<?xml version='1.0'?><rss><channel/></rss>",
    ] {
        assert!(read(none.as_bytes(), &Options::default()).is_err(), "{none}");
    }
}

#[test]
fn the_parent_in_feeds_of_wordpress_is_taken_from_the_words() {
    let (threads, _) = reading(Path::new("seeds/formats/feed-wordpress.xml")).unwrap();
    assert_eq!((threads.len(), threads[0].title.as_deref()), (1, Some("La passerelle fermée")));
    let parent = |comment: &Comment| (comment.id.clone(), comment.parent.clone().unwrap_or_default());
    let found: Vec<_> = threads[0].comments.iter().map(parent).collect();
    let pairs = [
        ("101", ""),
        ("104", "88"),
        ("102", "101"),
        ("105", "102"),
        ("103", ""),
        ("106", "103"),
        ("110", "111"),
        ("111", ""),
    ];
    // The feed is newest first; what is read is oldest first.
    assert_eq!(found, pairs.map(|(id, parent)| (id.to_owned(), parent.to_owned())));
    // The line that names the parent is gone; one that only begins like it is not.
    assert_eq!(threads[0].comments[2].text, "Ici il faut déposer l’ancienne sans couper le canal.");
    assert!(threads[0].comments[0].text.starts_with("En réponse à tout le monde"));
}

#[test]
fn rows_of_the_dump_are_posts_and_comments() {
    let (threads, _) = reading(Path::new("seeds/formats/stackexchange-dump-posts.xml")).unwrap();
    let first = &threads[0];
    assert_eq!(
        (first.key.as_deref(), first.comments[0].kind, comments(first).len()),
        (Some("stackexchange/1"), Kind::Post, 3)
    );
    assert_eq!(first.comments.iter().find(|comment| comment.id == "4").unwrap().marks, [Mark::Featured]);
    let orphan = threads.iter().find(|thread| thread.id == "99").unwrap();
    assert_eq!(orphan.comments[0].parent.as_deref(), Some("99"));
    let (threads, _) = reading(Path::new("seeds/formats/stackexchange-dump-comments.xml")).unwrap();
    let keys: BTreeSet<_> = threads.iter().filter_map(|thread| thread.key.as_deref()).collect();
    assert!(keys.contains("stackexchange/1") && keys.len() == 3);
}

#[test]
fn entities_of_a_document_are_never_expanded() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>\
                <rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><wp:comment><wp:comment_id>1</wp:comment_id>\
                <wp:comment_content>&b;</wp:comment_content></wp:comment></item></channel></rss>";
    assert!(read(bomb.as_bytes(), &Options::default()).is_err());
}

#[test]
fn items_inside_items_are_read_to_a_depth_and_reported() {
    let level = "<item><wp:comment><wp:comment_id>1</wp:comment_id></wp:comment><title>x";
    let deep = format!("<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>{}", level.repeat(50_000));
    let (threads, diagnostics) = read(deep.as_bytes(), &Options::default()).unwrap();
    assert!(threads.len() >= 16 && diagnostics.iter().any(|diagnostic| diagnostic.message.contains("too deep")));
}
