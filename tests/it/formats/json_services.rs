//! Services whose JSON is known: variants of their exports that the samples do not show, and real files where they are at
//! hand, counted by an independent script.

use std::path::Path;

use palabre::read::Options;

use super::json::{lines, with};
use super::{comments, detected, linked, reading};
use crate::run::shared;

/// The comments of a text that a reader must recognise.
fn read_as(reader: &str, text: &str) -> String {
    assert_eq!(detected(text.as_bytes()), Some(reader), "{text}");
    lines(text)
}

#[test]
fn slack_in_its_forms() {
    let a = r#"{"type":"message","user":"U1","ts":"1709280000.000100","text":"One <b>."}"#;
    let b = r#"{"type":"message","user":"U2","ts":"1709280300.000200","text":"Two","thread_ts":"1709280000.000100"}"#;
    let expected = "1709280000.000100<- U1 2024-03-01T08:00:00Z: One b.\n1709280300.000200<1709280000.000100 U2 2024-03-01T08:05:00Z: Two";
    for text in [
        format!("[{b},{a}]"),
        format!("{{\"ok\":true,\"messages\":[{b},{a}],\"has_more\":false}}"),
        format!("{a}\n{b}\n"),
        format!("{{\"backend_name\":\"Slack\",\"data\":{a}}}\n{{\"backend_name\":\"Slack\",\"data\":{b}}}"),
    ] {
        assert_eq!(read_as("slack", &text), expected);
    }
    let text = r#"[{"type":"message","user":"U1","ts":"1709280000.000100","text":"Why?","user_profile":{"real_name":"Ann Lee"}},
        {"type":"message","user":"U2","ts":"1709280001.000100","text":"<@U1> because","user_profile":{"real_name":"","display_name":"bea"}},
        {"subtype":"bot_message","bot_id":"B1","username":"helper","ts":"1709280002.000100","text":"3 &gt; 2"},
        {"type":"message","subtype":"tombstone","ts":"1709280003.000100","user":"USLACKBOT","text":"This message was deleted.","thread_ts":"1709280003.000100"},
        {"type":"message","user":"U2","ts":"1709280004.000100","text":"oh","thread_ts":"1709280003.000100"}]"#;
    let found = read_as("slack", text);
    assert!(
        found.contains("<- Ann Lee 2024") && found.contains("bea 2024-03-01T08:00:01Z: @Ann Lee because"),
        "{found}"
    );
    assert!(found.contains("helper") && found.contains("3 > 2") && found.contains("(gone)"), "{found}");
}

#[test]
fn chats_in_their_forms() {
    let discord = r#"[{"id":"9","type":0,"content":"One","channel_id":"1","timestamp":"2024-03-01T08:00:00+00:00","author":{"id":"1","username":"ann","global_name":"Ann"}},
        {"id":"10","type":19,"content":"<@1> two","channel_id":"1","timestamp":"2024-03-01T08:01:00+00:00","author":{"id":"2","username":"bea","global_name":null},
         "mentions":[{"id":"1","username":"ann","global_name":"Ann"}],"message_reference":{"message_id":"9"}}]"#;
    assert_eq!(
        read_as("discord", discord),
        "9<- Ann 2024-03-01T08:00:00+00:00: One\n10<9 bea 2024-03-01T08:01:00+00:00: @Ann two"
    );
    let telegram = r#"{"about":"x","chats":{"about":"y","list":[
        {"name":"Group","type":"private_group","id":5,"messages":[{"id":1,"type":"message","date":"2024-03-01T09:00:00","date_unixtime":"1709280000","from":"Ann","text":"One"}]},
        {"name":"Other","type":"private_group","id":6,"messages":[{"id":1,"type":"message","date":"2024-03-01T09:00:00","from":null,"text":["T",{"type":"link","text":"wo"}]}]}]}}"#;
    assert_eq!(read_as("telegram", telegram), "1<- Ann 2024-03-01T08:00:00Z: One\n|\n1<- - 2024-03-01T09:00:00: Two");
    let mattermost = r#"{"type":"version","version":1}
{"type":"post","post":{"team":"t","channel":"c","user":"ann","message":"One","create_at":1709280000000,"replies":[{"user":"bea","message":"Two","create_at":1709280001000}]}}"#;
    let found = lines(mattermost);
    assert!(found.contains("ann 2024-03-01T08:00:00Z: One\n") && found.contains("<c1 bea"), "{found}");
    let rocket = r#"{"_id":"a","rid":"r","msg":"One","ts":{"$date":"2024-03-01T08:00:00.000Z"},"u":{"_id":"x","username":"ann"}}"#;
    assert_eq!(read_as("rocketchat", rocket), "a<- ann 2024-03-01T08:00:00.000Z: One");
    let zulip = r#"{"zerver_userprofile":[{"id":4,"full_name":"Ann"}],"zerver_message":[{"id":1,"sender":4,"recipient":2,"subject":"bus","date_sent":1709280000.5,"content":"One **two**","rendered_content":"<p>One <strong>two</strong></p>"}]}"#;
    assert_eq!(read_as("zulip", zulip), "1<- Ann 2024-03-01T08:00:00Z: One two");
}

#[test]
fn trackers_in_their_forms() {
    let issue = r#"{"backend_name":"GitLab","data":{"iid":3,"title":"Bus","description":"Run it.","author":{"username":"op"},"created_at":"2024-03-01T08:00:00Z",
        "notes_data":[{"id":1,"body":"No.","system":false,"author":{"username":"ann"},"created_at":"2024-03-01T09:00:00Z"}]}}"#;
    assert_eq!(read_as("gitlab", issue), "*post<- op 2024-03-01T08:00:00Z: Run it.\n1<- ann 2024-03-01T09:00:00Z: No.");
    let bug = r#"{"backend_name":"Bugzilla","data":{"bug_id":[{"__text__":"8"}],"short_desc":[{"__text__":"Clock"}],"long_desc":[
        {"commentid":[{"__text__":"1"}],"comment_count":[{"__text__":"0"}],"who":[{"name":"Ann","__text__":"ann@x.org"}],"bug_when":[{"__text__":"2024-03-01 08:00:00 +0000"}],"thetext":[{"__text__":"Late."}]},
        {"commentid":[{"__text__":"2"}],"comment_count":[{"__text__":"1"}],"who":[{"__text__":"bea@x.org"}],"bug_when":[{"__text__":"2024-03-01 09:00:00 +0000"}],"thetext":[{"__text__":"(In reply to Ann from comment #0)\n> Late.\n\nNo."}]}]}}"#;
    let found = read_as("bugzilla", bug);
    assert!(found.starts_with("*1<- Ann 2024-03-01T08:00:00+00:00: Late.\n2<1 bea "), "{found}");
    let phabricator = r#"{"result":{"data":[{"id":7,"type":"comment","authorPHID":"P1","objectPHID":"T1","dateCreated":1709280000,"comments":[{"id":9,"content":{"raw":"One"}}]},
        {"id":8,"type":null,"authorPHID":"P1","objectPHID":"T1","dateCreated":1709280001,"comments":[]}],"cursor":{}}}"#;
    assert_eq!(read_as("phabricator", phabricator), "7<- P1 2024-03-01T08:00:00Z: One");
    let jira = r#"{"issues":[{"key":"A-1","fields":{"summary":"Bus","description":null,"creator":{"displayName":"Op"},"created":"2024-03-01T08:00:00.000+0000",
        "comment":{"comments":[{"id":"5","author":{"displayName":"Ann"},"body":"{quote}Bus{quote}\nNo.","created":"2024-03-01T09:00:00.000+0000"}]}}}]}"#;
    assert_eq!(
        read_as("jira", jira),
        "*post<- Op 2024-03-01T08:00:00.000+00:00: Bus\n5<- Ann 2024-03-01T09:00:00.000+00:00: Bus/No."
    );
}

#[test]
fn sections_in_their_forms() {
    let com = r#"{"found":2,"comments":[{"ID":2,"post":{"ID":9,"title":"Bus"},"author":{"ID":1,"name":"Bea"},"date":"2024-03-01T10:00:00+01:00","content":"<p>No.</p>","status":"approved","type":"comment","parent":{"ID":1,"type":"comment"}},
        {"ID":1,"post":{"ID":9,"title":"Bus"},"author":{"ID":0,"name":"Ann"},"date":"2024-03-01T09:00:00+01:00","content":"<p>Yes.</p>","status":"approved","type":"comment","parent":false}]}"#;
    let found = read_as("wordpress-api", com);
    assert!(found.contains("2<1 Bea 2024-03-01T10:00:00+01:00: No.") && found.contains("1<- Ann"), "{found}");
    let lobsters = r#"{"short_id":"s","title":"Bus","url":"","created_at":"2024-03-01T08:00:00Z","submitter_user":{"username":"op"},"description":"<p>Look.</p>","comments":[
        {"short_id":"a","comment":"<p>Yes.</p>","indent_level":1,"commenting_user":{"username":"ann"},"created_at":"2024-03-01T09:00:00Z","is_deleted":false,"is_moderated":false},
        {"short_id":"b","comment":"<p>No.</p>","indent_level":2,"commenting_user":{"username":"bea"},"created_at":"2024-03-01T10:00:00Z","is_deleted":false,"is_moderated":false}]}"#;
    let found = read_as("lobsters", lobsters);
    assert!(
        found.starts_with("*post<- op 2024-03-01T08:00:00Z: Look.")
            && found.ends_with("b<a bea 2024-03-01T10:00:00Z: No."),
        "{found}"
    );
    let archive = r#"{"50":{"op":{"num":"50","thread_num":"50","op":"1","timestamp":1709280000,"name":"Anonymous","title":"Bus","comment":"Run it."},
        "posts":{"51":{"num":"51","thread_num":"50","op":"0","timestamp":1709280060,"name":"Anonymous","comment":">>50\n>Run it\nNo."}}}}"#;
    let found = read_as("4chan", archive);
    assert!(found.contains("*50<- - 2024-03-01T08:00:00Z: Run it.") && found.contains("51<50 - "), "{found}");
    let disqus = r#"{"code":0,"response":[{"id":"2","parent":1,"thread":{"id":"7","title":"Bus"},"forum":"f","author":{"name":"Bea"},"message":"<p>No.</p>","createdAt":"2024-03-01T09:00:00","isDeleted":false},
        {"id":"1","parent":null,"thread":{"id":"7","title":"Bus"},"forum":"f","author":{"username":"ann"},"message":"<p>Yes.</p>","createdAt":"2024-03-01T08:00:00","isDeleted":false}]}"#;
    assert!(read_as("disqus-api", disqus).contains("2<1 Bea 2024-03-01T09:00:00Z: No."));
}

#[test]
fn tweets_in_their_forms() {
    let old = |id: &str, text: &str, reply: &str| {
        format!(
            r#"{{"id":{id},"id_str":"{id}","text":"{text}","created_at":"Fri Mar 01 08:00:0{id} +0000 2024","in_reply_to_status_id_str":{reply},"user":{{"screen_name":"u{id}","name":"N"}}}}"#
        )
    };
    let (a, b) = (old("1", "One &lt;3", "null"), old("2", "@u1 two", "\"1\""));
    let expected = "1<- u1 2024-03-01T08:00:01Z: One <3\n2<1 u2 2024-03-01T08:00:02Z: @u1 two";
    for text in [
        format!("{{\"statuses\":[{a},{b}]}}"),
        format!("[{a},{b}]"),
        format!("{a}\n{b}"),
        format!("window.YTD.tweet.part0 = [{{\"tweet\":{a}}},{{\"tweet\":{b}}}]"),
    ] {
        assert_eq!(read_as("twitter", &text), expected, "{text}");
    }
    let page = |id: &str, reply: &str| {
        format!(
            r#"{{"data":[{{"id":"{id}","text":"t {id}","author_id":"9","conversation_id":"1","created_at":"2024-03-01T08:00:0{id}.000Z"{reply}}}],"includes":{{"users":[{{"id":"9","username":"ann"}}]}},"meta":{{}}}}"#
        )
    };
    let pages = format!("{}\n{}", page("1", ""), page("2", r#","referenced_tweets":[{"type":"replied_to","id":"1"}]"#));
    assert_eq!(
        read_as("twitter", &pages),
        "1<- ann 2024-03-01T08:00:01.000Z: t 1\n2<1 ann 2024-03-01T08:00:02.000Z: t 2"
    );
}

#[test]
fn no_known_form_writes_an_author() {
    for path in super::files(Path::new("seeds/formats")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !(name.contains(".js") || name.contains(".ndjson")) || name.starts_with("palabre") {
            continue;
        }
        let Ok((threads, _)) = reading(&path) else { continue };
        let names: Vec<String> = threads
            .iter()
            .flat_map(|thread| &thread.comments)
            .filter_map(|comment| comment.author.clone())
            .filter(|name| name.len() > 3)
            .collect();
        let binary = env!("CARGO_BIN_EXE_palabre");
        let output =
            std::process::Command::new(binary).args(["convert", path.to_str().unwrap(), "-q"]).output().unwrap();
        let written = String::from_utf8_lossy(&output.stdout).into_owned();
        for name in names {
            let found = written.match_indices(&name).any(|(start, _)| {
                let before = written[..start].chars().next_back();
                let after = written[start + name.len()..].chars().next();
                !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
            });
            assert!(!found, "{}: {name} is written", path.display());
        }
    }
}

#[test]
fn real_files_hold_what_was_counted_in_them() {
    if shared("data/realfiles").is_none() {
        return;
    }
    // Threads, comments, replies to a comment that was read.
    for (path, expected) in [
        ("gitlab/gitlab_notes_1.json", [1, 1, 0]),
        ("gitter/gitter_message_page_1.json", [1, 1, 0]),
        ("instagram/test_export.json", [1, 2, 0]),
        ("jira/jira_comments_issue_page_1.json", [1, 2, 0]),
        ("mattermost/mattermost_posts.json", [1, 5, 1]),
        ("meetup/meetup_comments.json", [1, 2, 0]),
        ("phabricator/phabricator_transactions.json", [3, 16, 0]),
        ("rocketchat/message_page_1.json", [1, 2, 1]),
        ("slack/slack_history.json", [1, 6, 0]),
        ("telegram/telegram_messages.json", [2, 3, 0]),
        ("telegram/test_batch_export.json", [1, 2, 0]),
        ("youtube-csv/dharun-youtube_comments.json", [1, 100, 0]),
    ] {
        let path = Path::new("../shared/data/realfiles").join(path);
        let (threads, _) = reading(&path).unwrap();
        let counts = [
            threads.len(),
            threads.iter().map(|thread| comments(thread).len()).sum(),
            threads.iter().map(linked).sum(),
        ];
        assert_eq!(counts, expected, "{}", path.display());
    }
    for path in ["mediawiki/mediawiki_page_476583_revisions.json", "confluence/confluence_contents.json"] {
        assert!(reading(&Path::new("../shared/data/realfiles").join(path)).is_err(), "{path}");
    }
    let _ = with("{}", &Options::default());
}
