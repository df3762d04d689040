//! Reddit, Pushshift, Hacker News, YouTube and ConvoKit: known truths about real files, counted by other means, and what
//! holds of any file of theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use palabre::diagnostic::Diagnostic;
use palabre::privacy::Private;
use palabre::read::{Options, read};
use palabre::thread::{Comment, Kind, Mark, Origin, Thread};
use palabre::write::{convokit, native};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{REAL, comments, detected, files, linked, reading, real};

/// The only thread of a file.
fn only(path: &str) -> Option<Thread> {
    let mut threads = real(path)?;
    assert_eq!(threads.len(), 1, "{path}");
    threads.pop()
}

fn of_kind(thread: &Thread, kind: Kind) -> Vec<&Comment> {
    thread.comments.iter().filter(|comment| comment.kind == kind).collect()
}

fn marked(thread: &Thread, mark: Mark) -> usize {
    thread.comments.iter().filter(|comment| comment.marks.contains(&mark)).count()
}

/// How many comments answer one that is not there; of the others, how deep the deepest stands below the opening.
fn shape(thread: &Thread) -> (usize, usize) {
    let parents: BTreeMap<&str, Option<&str>> =
        thread.comments.iter().map(|comment| (comment.id.as_str(), comment.parent.as_deref())).collect();
    let missing = parents.values().filter(|parent| parent.is_some_and(|parent| !parents.contains_key(parent))).count();
    let depth =
        |id: &str| std::iter::successors(Some(id), |id| parents.get(id).copied().flatten()).take(1000).count() - 1;
    (missing, parents.keys().map(|id| depth(id)).max().unwrap_or_default())
}

fn text<'t>(thread: &'t Thread, id: &str) -> &'t str {
    &thread.comments.iter().find(|comment| comment.id == id).unwrap().text
}

// Counted by a walk over the JSON that knows nothing of this program.
#[test]
fn a_reddit_thread_is_read_whole() {
    let Some(thread) = only("reddit/graw-thread.json") else { return };
    assert_eq!(
        (thread.id.as_str(), thread.key.as_deref(), thread.announced),
        ("1cebxh", Some("reddit/1cebxh"), Some(1655))
    );
    assert_eq!(thread.title.as_deref().unwrap().chars().take(14).collect::<String>(), "my wife passed");
    let post = of_kind(&thread, Kind::Post);
    assert_eq!((post.len(), post[0].id.as_str()), (1, "1cebxh"));
    let stubs = of_kind(&thread, Kind::Stub);
    assert_eq!(stubs.len(), 122 + 3);
    assert_eq!(stubs.iter().filter(|stub| stub.held.is_none()).count(), 3, "continue this thread");
    assert_eq!(stubs.iter().filter_map(|stub| stub.held).sum::<usize>(), 1660);
    let said = comments(&thread).len() - stubs.len();
    assert_eq!(said, 199);
    assert_eq!(of_kind(&thread, Kind::Deleted).len(), 5);
    assert_eq!((marked(&thread, Mark::Removed), marked(&thread, Mark::Edited)), (1, 10 + 1));
    let nobody = comments(&thread).iter().filter(|comment| comment.author.as_deref() == Some("[deleted]")).count();
    assert_eq!(nobody, 22);
    // 161 comments answer comments, and 122 stubs hang on comments or on the post.
    let on_comments = stubs.iter().filter(|stub| stub.parent.as_deref() != Some("1cebxh")).count();
    assert_eq!(linked(&thread), 161 + on_comments);
    assert_eq!(shape(&thread).0, 0);
    assert!(thread.comments.iter().all(|comment| !comment.text.contains("&gt;") && !comment.text.contains("&lt;")));
    assert_eq!(thread.comments.iter().filter(|comment| !comment.quotes.is_empty()).count(), 5);
}

#[test]
fn other_reddit_files_are_read_whole() {
    let Some(thread) = only("reddit/extract-forest-replace__all-1-comments.json") else { return };
    assert_eq!(comments(&thread).len(), 476 + 18);
    assert_eq!(of_kind(&thread, Kind::Stub).iter().filter_map(|stub| stub.held).sum::<usize>(), 61);
    assert_eq!(of_kind(&thread, Kind::Deleted).len(), 6);
    assert_eq!(thread.comments.iter().filter(|comment| !comment.quotes.is_empty()).count(), 10);
    assert_eq!(thread.announced, Some(543));
    // This one was asked for as it is: `&amp;` was typed.
    assert_eq!(thread.comments.iter().filter(|comment| comment.text.contains("&amp;")).count(), 1);

    let thread = only("reddit/communal-sampleCommentsOutput.json").unwrap();
    assert_eq!((comments(&thread).len(), linked(&thread), shape(&thread).0), (48, 43, 0));
    assert_eq!(thread.comments.iter().filter(|comment| !comment.quotes.is_empty()).count(), 6);

    let thread = only("reddit/extract-forest-replace__all-2-morechildren.json").unwrap();
    assert_eq!((comments(&thread).len(), linked(&thread), shape(&thread).0), (11, 10, 1));
    assert_eq!(thread.key.as_deref(), Some("reddit/3hahrw"), "joined with the thread it belongs to");
    let thread = only("reddit/extract-more-comments__continue_thread_type-1-comments.json").unwrap();
    assert_eq!((comments(&thread).len(), linked(&thread), shape(&thread).0), (3, 2, 1));
    let thread = only("reddit/extract-comment-refresh__removed_comment-1-other.json").unwrap();
    assert_eq!((thread.id.as_str(), comments(&thread).len()), ("6wmniq", 1));
    let thread = only("reddit/graw-inbox.json").unwrap();
    assert_eq!((thread.id.as_str(), comments(&thread).len()), ("3rrz9n", 1));
    let (_, said) = reading(&Path::new(REAL).join("reddit/graw-inbox.json")).unwrap();
    assert!(
        said.iter().any(|found| found.code == "left-out" && found.message.starts_with("4 private messages")),
        "{said:?}"
    );
}

#[test]
fn the_flat_dump_holds_what_the_thread_holds() {
    let (Some(flat), Some(nested)) = (only("reddit/graw-thread.flat.ndjson"), only("reddit/graw-thread.json")) else {
        return;
    };
    assert_eq!((flat.id.as_str(), flat.key.as_deref()), ("1cebxh", Some("reddit/1cebxh")));
    let simple = |thread: &Thread| -> BTreeMap<String, Comment> {
        let kept = thread.comments.iter().filter(|comment| matches!(comment.kind, Kind::Comment | Kind::Deleted));
        kept.map(|comment| (comment.id.clone(), Comment { origin: Origin::default(), ..comment.clone() })).collect()
    };
    assert_eq!(simple(&flat), simple(&nested));
    assert_eq!((comments(&flat).len(), linked(&flat)), (199, 161));
}

#[test]
fn recordings_and_schemas_are_no_threads() {
    for name in [
        "reddit/praw-TestComment.test_refresh__removed_comment.json",
        "reddit/praw-TestCommentForest.test_replace__all.json",
        "reddit/arctic-schema-RC_2005-12.json",
        "reddit/arctic-schema-RC_2015-01.json",
        "convokit/conversations.json",
        "convokit/speakers.json",
        "convokit/corpus.json",
    ] {
        let path = Path::new(REAL).join(name);
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let ours = ["reddit", "pushshift", "hackernews", "youtube", "convokit", "jsonl"];
        assert!(detected(&bytes).is_none_or(|reader| !ours.contains(&reader)), "{name}");
    }
}

#[test]
fn the_algolia_thread_is_six_deep() {
    let Some(thread) = only("hackernews/algolia-sampleCommentsOutput.json") else { return };
    assert_eq!((thread.id.as_str(), thread.key.as_deref()), ("8828543", Some("hackernews/8828543")));
    assert_eq!((comments(&thread).len(), shape(&thread)), (104, (0, 6)));
    assert_eq!(linked(&thread), 104 - 25);
    assert_eq!(thread.comments[0].votes, Some(270));
    assert!(comments(&thread).iter().all(|comment| comment.votes.is_none()));
    assert!(thread.comments.iter().all(|comment| !comment.text.contains("&#x") && !comment.text.contains("<p>")));
    assert_eq!(real("hackernews/algolia-sampleNewsOutput.json").unwrap().len(), 4, "four stories were found");
}

#[test]
fn youtube_counts_what_it_does_not_ship() {
    let Some(thread) = only("youtube/api-comment_thread_info.json") else { return };
    assert_eq!((comments(&thread).len(), linked(&thread)), (2, 1));
    assert_eq!(thread.key.as_deref(), Some("youtube/D-lhorsDlUQ"));
    let thread = only("youtube/api-comments_by_parent_paged_2.json").unwrap();
    assert_eq!(thread.comments[0].parent.as_deref(), Some("Ugw5zYU6n9pmIgAZWvN4AaABAg"));
    let threads = real("youtube/api-comment_threads_all_to_me.json").unwrap();
    assert_eq!(threads.len(), 2, "one of them is about the channel, not a video");
    for name in ["api-comment_threads_by_video_paged_2", "api-comment_threads_multi"] {
        let path = format!("youtube/{name}.json");
        let json: Value = serde_json::from_slice(&std::fs::read(Path::new(REAL).join(&path)).unwrap()).unwrap();
        let items = json["items"].as_array().unwrap();
        let count: usize = items
            .iter()
            .map(|item| {
                let total = item["snippet"]["totalReplyCount"].as_u64().unwrap() as usize;
                let shipped = item["replies"]["comments"].as_array().map_or(0, Vec::len);
                1 + shipped + usize::from(total > shipped)
            })
            .sum();
        let thread = only(&path).unwrap();
        assert_eq!(comments(&thread).len(), count, "{path}");
    }
}

#[test]
fn the_convokit_sample_is_read_whole() {
    let Some(threads) = real("convokit/utterances.jsonl") else { return };
    assert_eq!(threads.len(), 50);
    let all: Vec<&Comment> = threads.iter().flat_map(|thread| &thread.comments).collect();
    assert_eq!(all.len(), 1519);
    assert_eq!(all.iter().filter(|comment| comment.author.as_deref() == Some("[deleted]")).count(), 157);
    assert_eq!(all.iter().filter(|comment| comment.person().is_none()).count(), 157, "each is somebody else");
    let gone = |comment: &&&Comment| comment.kind == Kind::Deleted || comment.text.is_empty();
    assert_eq!(all.iter().filter(gone).count(), 78 + 7, "78 are deleted or removed, 7 are links without a text");
    assert_eq!(threads.iter().map(|thread| of_kind(thread, Kind::Post).len()).sum::<usize>(), 50);
    assert_eq!(threads.iter().map(linked).sum::<usize>(), 951);
    assert_eq!(threads.iter().map(|thread| shape(thread).0).sum::<usize>(), 0);
    assert!(all.iter().all(|comment| !comment.text.contains("&gt;") && !comment.text.contains("&lt;")));

    let mut titled = threads.clone();
    let titles = std::fs::read_to_string(Path::new(REAL).join("convokit/conversations.json")).unwrap();
    palabre::read::format::convokit::attach_titles(&titles, &mut titled);
    assert!(titled.iter().all(|thread| thread.title.is_some()));
    let first = titled.iter().find(|thread| thread.id == "o0ss4").unwrap();
    assert_eq!(first.title.as_deref(), Some("oh look.. a picture!"));
    assert!(titled.iter().all(|thread| !thread.comments[0].text.is_empty()), "a link says its title");
}

#[test]
fn what_was_read_is_written_as_a_corpus_and_read_back_without_loss() {
    for path in files(Path::new("seeds/formats")) {
        // Some samples show what is refused.
        let Ok((threads, _)) = reading(&path) else { continue };
        let threads = Private::names_kept(threads);
        let corpus = convokit::write(&threads).unwrap();
        let names: Vec<&str> = corpus.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["utterances.jsonl", "conversations.json", "speakers.json", "corpus.json", "index.json"]);
        if !threads.iter().flat_map(|thread| &thread.comments).any(|comment| comment.kind == Kind::Comment) {
            continue;
        }
        assert_eq!(detected(&corpus[0].1), Some("convokit"), "{}", path.display());
        let (again, said) = read(&corpus[0].1, &Options::default()).unwrap();
        assert!(said.is_empty(), "{}: {said:?}", path.display());
        let text = |threads: &Private<Vec<Thread>>| String::from_utf8(native::write(threads).unwrap()).unwrap();
        assert_eq!(text(&Private::names_kept(again)), text(&threads), "{}", path.display());
        // Every conversation, speaker and parent that an utterance names is there, but for parents that were not read.
        let json = |at: usize| serde_json::from_slice::<Value>(&corpus[at].1).unwrap();
        let (conversations, speakers) = (json(1), json(2));
        for line in std::str::from_utf8(&corpus[0].1).unwrap().lines() {
            let utterance: Value = serde_json::from_str(line).unwrap();
            assert!(conversations[utterance["conversation_id"].as_str().unwrap()]["meta"].is_object());
            assert!(speakers[utterance["speaker"].as_str().unwrap()]["meta"].is_object());
        }
    }
}

/// Comments of Reddit in a random tree: nested as the site gives them, and flat as dumps do.
fn tree(parents: &[usize], texts: &[String]) -> (Value, String) {
    let mut flat = String::new();
    let mut below: Vec<Vec<Value>> = vec![Vec::new(); parents.len() + 1];
    for at in (0..parents.len()).rev() {
        let parent = parents[at] % (at + 1);
        let name = if parent == 0 { "t3_p".to_owned() } else { format!("t1_c{parent}") };
        let escaped = texts[at].replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let mut data = json!({
            "id": format!("c{}", at + 1), "link_id": "t3_p", "parent_id": name, "author": format!("a{}", at % 3),
            "body": escaped, "body_html": "&lt;div&gt;", "created_utc": 1_500_000_000 + at, "score": at,
        });
        flat.insert_str(0, &format!("{data}\n"));
        let mut replies = std::mem::take(&mut below[at + 1]);
        replies.reverse();
        data["replies"] =
            if replies.is_empty() { json!("") } else { json!({"kind": "Listing", "data": {"children": replies}}) };
        below[parent].push(json!({"kind": "t1", "data": data}));
    }
    let mut top = std::mem::take(&mut below[0]);
    top.reverse();
    let post = json!({"kind": "t3", "data": {"id": "p", "title": "P", "selftext": "", "created_utc": 1}});
    let listing = |children: Vec<Value>| json!({"kind": "Listing", "data": {"children": children}});
    (json!([listing(vec![post]), listing(top)]), flat)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_thread_and_its_dump_are_read_alike(
        parents in prop::collection::vec(0_usize..1000, 1..40),
        texts in prop::collection::vec("[ a-zé&<>;\n]{0,30}", 40),
    ) {
        let (nested, flat) = tree(&parents, &texts);
        let read = |text: &str, from: &str| {
            let options = Options { from: Some(from.to_owned()), ..Options::default() };
            let (mut threads, _): (Vec<Thread>, Vec<Diagnostic>) = read(text.as_bytes(), &options).unwrap();
            threads.pop().unwrap()
        };
        let (nested, flat) = (read(&nested.to_string(), "reddit"), read(&flat, "pushshift"));
        let all: BTreeSet<&str> = nested.comments.iter().map(|comment| comment.id.as_str()).collect();
        prop_assert_eq!(all.len(), parents.len() + 1);
        for comment in &flat.comments {
            let at: usize = comment.id[1..].parse::<usize>().unwrap() - 1;
            let parent = parents[at] % (at + 1);
            let wanted = if parent == 0 { "p".to_owned() } else { format!("c{parent}") };
            prop_assert_eq!(comment.parent.as_deref(), Some(wanted.as_str()));
            prop_assert_eq!(text(&nested, &comment.id), texts[at].trim());
            prop_assert_eq!(&comment.text, texts[at].trim());
        }
    }

    #[test]
    fn no_line_of_any_kind_makes_a_reader_stumble(
        id in "[a-z0-9]{0,4}", link in "(t3_)?[a-z]{0,3}", value in "(null|true|1|-1.5|\"\"|\"t1_x\"|\\[\\]|\\{\\})",
    ) {
        let fields = ["parent_id", "author", "created_utc", "edited", "score", "_meta", "body_html", "kids", "reply-to", "time"];
        for field in fields {
            let lines = format!(
                "{{\"id\":\"{id}\",\"link_id\":\"{link}\",\"body\":\"x\",\"text\":\"x\",\"speaker\":\"s\",\"{field}\":{value}}}\n\
                 {{\"id\":7,\"type\":\"comment\",\"cid\":\"a.b\",\"text\":\"x\",\"{field}\":{value},\"created_at_i\":1}}\n"
            );
            for from in ["reddit", "pushshift", "hackernews", "youtube", "convokit", "jsonl"] {
                let _ = read(lines.as_bytes(), &Options { from: Some(from.to_owned()), ..Options::default() });
            }
        }
    }
}
