//! Known truths over the real documents in JSON of sites and services, counted by an independent walk in Python over the
//! same files; what is no thread; and depth. Of Coral, Facebook and Decidim no real file is at hand.

use palabre::read::{Options, READERS, Source, read};
use palabre::thread::{Comment, Kind, Mark, Thread};

use super::{comments, detected, files, linked, missing, reading, real};

const OURS: [&str; 13] = [
    "discourse",
    "mastodon",
    "bluesky",
    "lemmy",
    "github",
    "stackexchange",
    "askbot",
    "isso",
    "remark42",
    "comentario",
    "coral",
    "facebook",
    "decidim",
];

/// Threads, comments besides openings, links to comments, parents not read.
fn counts(threads: &[Thread]) -> [usize; 4] {
    let sum = |count: fn(&Thread) -> usize| threads.iter().map(count).sum();
    [threads.len(), sum(|thread| comments(thread).len()), sum(linked), sum(missing)]
}

fn all(threads: &[Thread]) -> impl Iterator<Item = &Comment> {
    threads.iter().flat_map(|thread| &thread.comments)
}

#[test]
fn real_files_hold_what_was_counted_in_them() {
    for (path, expected) in [
        ("discourse/t_2108_posts.json", [1, 19, 14, 0]),
        ("discourse/t_2144_posts_pn_21.json", [1, 18, 10, 0]),
        ("discourse/t_2144_posts_pn_41.json", [1, 20, 16, 2]),
        ("discourse/posts.json", [11, 48, 31, 10]),
        // Each with a stub where the topic announces more posts than it ships.
        ("discourse/perceval-discourse_topic_1148.json", [1, 20, 9, 0]),
        ("discourse/perceval-discourse_topic_1149.json", [1, 1, 0, 0]),
        ("mastodon/context-entity_context-1.json", [1, 1, 0, 1]),
        ("mastodon/context-status_context-1.json", [0, 0, 0, 0]),
        ("lemmy/glaw-voyager-comments.json", [3, 6, 3, 0]),
        ("github/extract-IssueComment.setUp-1.json", [1, 0, 0, 0]),
        ("github/extract-IssueComment.setUp-2.json", [1, 1, 0, 0]),
        ("github/extract-PullRequest.testGetReviewComments-1.json", [1, 2, 0, 0]),
        ("github/extract-PullRequest1375.testCreateReviewCommentReply-1.json", [1, 1, 0, 1]),
        ("github/extract-PullRequest1375.testCreateReviewCommentReply-3.json", [1, 1, 0, 1]),
        ("github/extract-Github.testGetRepositoryDiscussion-1.json", [1, 1, 0, 0]),
        ("github/perceval-github_issue_comments_1.json", [1, 1, 0, 0]),
        ("github/perceval-github_request.json", [1, 0, 0, 0]),
        ("github/perceval-github_request_pull_request_1_comments.json", [1, 2, 0, 0]),
        ("stackexchange/perceval-stackexchange_question.json", [1, 2, 0, 0]),
        ("stackexchange/askbot-2481-multicomments.json", [1, 8, 0, 8]),
        ("other-json/isso-generic.json", [2, 2, 0, 0]),
        ("other-json/remark42-tree.json", [1, 12, 8, 0]),
        ("other-json/remark42-tree_del.json", [1, 9, 7, 0]),
        ("other-json/comentario-ok-single-v3.json", [1, 1, 0, 0]),
    ] {
        let Some(threads) = real(path) else { continue };
        assert_eq!(counts(&threads), expected, "{path}");
        assert!(all(&threads).all(|comment| comment.kind == Kind::Stub || comment.origin.span.is_some()), "{path}");
    }
}

#[test]
fn quotes_of_discourse_name_their_posts() {
    // Quotes outside other quotes, of the same topic and of others; likes; edited posts.
    for (path, [quotes, foreign, likes, edited]) in [
        ("discourse/t_2108_posts.json", [31, 1, 8, 5]),
        ("discourse/t_2144_posts_pn_21.json", [33, 0, 4, 4]),
        ("discourse/t_2144_posts_pn_41.json", [33, 0, 3, 4]),
        ("discourse/posts.json", [55, 2, 13, 7]),
        ("discourse/perceval-discourse_topic_1148.json", [6, 0, 7, 3]),
    ] {
        let Some(threads) = real(path) else { continue };
        let named = all(&threads).flat_map(|comment| &comment.quotes).filter(|quote| quote.to.is_some()).count();
        let votes = usize::try_from(all(&threads).filter_map(|comment| comment.votes).sum::<i64>()).unwrap();
        let marked = all(&threads).filter(|comment| comment.marks.contains(&Mark::Edited)).count();
        assert_eq!((named, votes, marked), (quotes, likes, edited), "{path}");
        let (_, notes) = reading(&std::path::Path::new(super::REAL).join(path)).unwrap();
        let note = notes.iter().find(|note| note.code == "foreign-quote");
        assert_eq!(note.is_some(), foreign > 0, "{path}");
    }
    let Some(threads) = real("discourse/perceval-discourse_topic_1148.json") else { return };
    let stub = threads[0].comments.iter().find(|comment| comment.kind == Kind::Stub).unwrap();
    assert_eq!(
        (stub.held, threads[0].announced, threads[0].key.as_deref()),
        (Some(2), Some(21), Some("discourse//1148"))
    );
}

#[test]
fn snapshots_of_bluesky_are_seven_threads_that_are_not_one() {
    let Some(threads) = real("bluesky/thread-v2-snapshots.json") else { return };
    assert_eq!((threads.len(), all(&threads).count()), (7, 23));
    // Addresses are masked, the same in every one of them.
    assert!(threads.iter().all(|thread| thread.key.is_none()));
}

#[test]
fn a_deleted_comment_keeps_its_replies() {
    let Some(threads) = real("other-json/remark42-tree_del.json") else { return };
    let gone = threads[0].comments.iter().find(|comment| comment.kind == Kind::Deleted).unwrap();
    assert_eq!((gone.id.as_str(), gone.time.as_deref()), ("223", None));
    assert!(threads[0].comments.iter().any(|comment| comment.parent.as_deref() == Some("223")));
}

#[test]
fn records_of_tests_and_schemas_are_refused() {
    for path in [
        "github/Issue.testGetComments.txt",
        "github/Github.testGetRepositoryDiscussion.txt",
        "github/IssueComment.testMinimize.txt",
        "github/PullRequest.testGetReviewComments.txt",
        "mastodon/test_entity_context.yaml",
        "mastodon/test_status_context.yaml",
        "bluesky/thread-v2.test.ts.snap",
        "bluesky/threadgating.test.ts.snap",
        "bluesky/lexicon-feed-defs.json",
        "bluesky/lexicon-getPostThread.json",
    ] {
        let path = std::path::Path::new(super::REAL).join(path);
        if path.exists() {
            assert!(reading(&path).is_err(), "{}", path.display());
        }
    }
}

#[test]
fn documents_that_are_no_threads_are_nobodys() {
    for text in [
        r#"{"name": "x", "version": "1.0.0", "dependencies": {"a": "^1"}, "comments": [], "users": {}, "posts": {}}"#,
        r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "id": 1, "geometry": null, "properties": {"title": "a"}}]}"#,
        r#"{"openapi": "3.0.0", "paths": {"/comments": {"get": {"responses": {}}}}, "components": {"schemas": {"Comment": {"properties": {"body": {"type": "string"}}}}}}"#,
        r#"{"id": 1, "title": "An issue", "comments": 3}"#,
        r#"{"id": 1, "title": "A page", "comments": [{"id": 2, "name": "x"}]}"#,
        r#"{"data": [{"id": "1", "attributes": {"body": "x"}}]}"#,
        r#"{"data": {"user": {"id": "1", "comments": {"nodes": []}}}}"#,
        r#"{"items": [{"id": 1, "title": "x", "link": "y"}], "has_more": false}"#,
        r#"{"thread": {"id": 1}, "posts": []}"#,
        r#"{"thread": "t", "id": "c1", "parent": null, "author": "A", "text": "native, on one line"}"#,
        r#"{"comments": [{"id": "c", "parent": "root", "text": "yt-dlp", "author": "@a", "timestamp": 1}]}"#,
        r#"[{"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {"id": "a", "title": "b", "num_comments": 1}}]}}]"#,
        r#"{"kind": "youtube#commentThreadListResponse", "items": [{"id": "a", "snippet": {"topLevelComment": {}}}]}"#,
        r#"{"id": 1, "created_at": "2020", "author": "pg", "title": "x", "text": null, "children": [], "story_id": 1}"#,
        r#"{"id": "a", "conversation_id": "a", "text": "x", "speaker": "s", "meta": {}, "reply-to": null, "timestamp": 1}"#,
        "[1, 2, 3]",
        "{}",
        "[]",
        "{\"data\":",
    ] {
        let source = Source::new(text);
        let taken = READERS.iter().filter(|reader| OURS.contains(&reader.name) && (reader.detect)(&source));
        assert_eq!(taken.map(|reader| reader.name).collect::<Vec<_>>(), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn no_sample_is_two_formats() {
    for path in files(std::path::Path::new("seeds/formats")) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let source = Source::new(&text);
        let own = detected(text.as_bytes());
        for reader in READERS.iter().filter(|reader| OURS.contains(&reader.name) && (reader.detect)(&source)) {
            assert_eq!(Some(reader.name), own, "{}", path.display());
        }
    }
}

#[test]
fn addresses_of_people_and_machines_stay_behind() {
    for name in ["isso.json", "isso-api.json", "comentario.json", "comentario-commento.json", "remark42.json"] {
        let (threads, _) = reading(&std::path::Path::new("seeds/formats").join(name)).unwrap();
        let kept = format!("{threads:?}");
        for secret in ["@example.org", "192.0.2", "7f00", "email_1"] {
            assert!(!kept.contains(secret), "{name}: {secret}");
        }
    }
}

#[test]
fn depth_is_no_danger_and_every_level_is_read() {
    const LEVELS: usize = 20_000;
    let nest = |open: &str, between: &str, close: &str| {
        let mut text = open.replace("ID", "0");
        for level in 1..LEVELS {
            text.push_str(&between.replace("ID", &level.to_string()));
        }
        text + &close.repeat(LEVELS)
    };
    for (name, head, node, close) in [
        ("remark42", "{\"comments\":[", r#"{"comment":{"id":"ID","pid":"","text":"x","user":{}},"replies":["#, "]}"),
        ("isso", "{\"total_replies\":1,\"replies\":[", r#"{"id":ID,"text":"x","mode":1,"replies":["#, "]}"),
        (
            "facebook",
            "{\"data\":[",
            r#"{"id":"1_ID","created_time":"2020-01-01","message":"x","comments":{"data":["#,
            "]}}",
        ),
        (
            "bluesky",
            "{\"thread\":{\"post\":{\"uri\":\"a\",\"record\":{\"text\":\"\"}},\"replies\":[",
            r#"{"post":{"uri":"ID","record":{"text":"x"}},"replies":["#,
            "]}",
        ),
        (
            "coral",
            "{\"data\":{\"story\":{\"id\":\"s\",\"url\":\"u\",\"comments\":{\"nodes\":[",
            r#"{"id":"ID","body":"x","createdAt":"2020-01-01","author":null,"replies":{"nodes":["#,
            "]}}",
        ),
        (
            "decidim",
            "{\"data\":{\"p\":{\"id\":\"1\",\"comments\":[",
            r#"{"id":"ID","alignment":0,"body":"x","comments":["#,
            "]}",
        ),
    ] {
        let text = format!("{head}{}", nest(node, node, close));
        let (threads, _) = read(text.as_bytes(), &Options::default()).unwrap();
        let read = threads.iter().map(|thread| comments(thread).len()).max();
        assert_eq!((detected(text.as_bytes()), read), (Some(name), Some(LEVELS)), "{name}");
    }
}

#[test]
fn addresses_of_comments_where_the_source_has_them() {
    for (seed, begins) in [
        ("hackernews.json", "https://news.ycombinator.com/item?id="),
        ("hackernews-search.json", "https://news.ycombinator.com/item?id="),
        ("hackernews-firebase.jsonl", "https://news.ycombinator.com/item?id="),
        ("reddit.json", "https://www.reddit.com/r/Marlow/comments/1csq0ab/"),
        ("reddit-page-old.html", "https://www.reddit.com/r/france/comments/1b5xyz/"),
        ("pushshift.ndjson", "https://www.reddit.com/r/Lyon/comments/9xk2p1/"),
        ("github.json", "https://github.com/harbour/quay/issues/42"),
        ("mastodon.json", "https://mastodon.example/@"),
        ("bluesky.json", "https://bsky.app/profile/did:plc:abc"),
        ("lemmy.json", "https://lemmy.example/comment/"),
        ("youtube.json", "https://www.youtube.com/watch?v=q7Xb2mZk0aY&lc="),
    ] {
        let bytes = std::fs::read(format!("seeds/formats/{seed}")).unwrap();
        let threads = read(&bytes, &Options::default()).unwrap().0;
        let urls: Vec<&str> = all(&threads).filter_map(|comment| comment.url.as_deref()).collect();
        assert!(urls.iter().any(|url| url.starts_with(begins)), "{seed}: {urls:?}");
    }
}
