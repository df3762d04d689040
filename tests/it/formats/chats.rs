//! Chats, transcripts and talk pages: right values of their samples, of outside files, and no name in the default mode.

use std::path::Path;

use palabre::thread::{Kind, Thread};

use super::{detected, reading};
use crate::run::{messages, run, shared, text};

/// The threads of a sample, and the reader that takes it.
fn sample(name: &str) -> (&'static str, Vec<Thread>) {
    let path = Path::new("seeds/formats").join(name);
    let reader = detected(&std::fs::read(&path).unwrap()).unwrap();
    (reader, reading(&path).unwrap().0)
}

/// `author, time, first words > parent` of each comment.
fn rows(threads: &[Thread]) -> Vec<String> {
    let row = |comment: &palabre::thread::Comment| {
        let words: String = comment.text.chars().take(12).collect();
        let name = comment.author.as_deref().unwrap_or("?");
        format!(
            "{name}, {}, {words} > {}",
            comment.time.as_deref().unwrap_or("-"),
            comment.parent.as_deref().unwrap_or("-")
        )
    };
    threads.iter().flat_map(|thread| &thread.comments).map(row).collect()
}

#[test]
fn messages_have_authors_and_times_in_one_order_of_dates() {
    let (reader, threads) = sample("chat-whatsapp.txt");
    assert_eq!(reader, "chat");
    assert_eq!(
        rows(&threads),
        [
            "Odile Tremblais, 2023-12-31T21:04, Le bac devra > -",
            "Bruno Vasseur, 2023-12-31T21:05, Je ne suis p > -",
            "Chloé, 2024-01-01T08:11, C'est faux,  > -",
            "Bruno Vasseur, 2024-01-01T08:12,  > -",
            "Odile Tremblais, 2024-01-01T08:20, Des chiffres > -",
        ]
    );
    assert_eq!(threads[0].comments[3].kind, Kind::Deleted);
    let (_, threads) = sample("chat-whatsapp-ios.txt");
    assert_eq!(threads[0].title.as_deref(), Some("Ferry night"));
    assert_eq!(rows(&threads)[2], "Anna Kessler, 2024-03-17T08:00:09, Nurses take  > -");
    let (_, threads) = sample("chat-irc.txt");
    assert_eq!(rows(&threads)[3], "anna, 2024-03-10T00:01, nurses take  > -");
    let (_, threads) = sample("chat-meeting.txt");
    assert_eq!(rows(&threads)[1], "Bruno, 21:05:12, It is empty  > c1");
    assert_eq!(threads[0].comments.len(), 3, "a reaction is no message");
    let (_, threads) = sample("chat-discord.txt");
    assert_eq!(rows(&threads)[2], "chloe, 2024-03-17T08:00, That is wron > -");
}

#[test]
fn turns_of_transcripts_and_recordings_are_whole() {
    let (reader, threads) = sample("transcript.txt");
    assert_eq!((reader, threads[0].comments.len()), ("transcript", 5));
    assert_eq!(threads[0].comments[1].text, "Non. Il est vide après 20 h.\n\nJe l'ai compté moi-même.");
    let (reader, threads) = sample("subtitles.vtt");
    assert_eq!(reader, "subtitles");
    assert_eq!(threads[0].comments[0].text, "The ferry should run at night.");
    assert_eq!(sample("subtitles-srt.srt").1[0].comments.len(), 2);
}

#[test]
fn signatures_below_comments_name_their_authors() {
    let (reader, threads) = sample("talk.txt");
    assert_eq!((reader, threads.len()), ("talk", 2));
    assert_eq!(
        rows(&threads),
        [
            "Odile T., 2021-03-09T21:04+01:00, Le bac devra > -",
            "Bruno, 2021-03-09T22:10+01:00, Je ne suis p > -",
            "192.0.2.7, 2021-03-10T08:00+01:00, C'est faux. > -",
            "Odile T., 2021-03-11T07:30+01:00, La ville. > -",
        ]
    );
    let (_, threads) = sample("talk-wikitext.txt");
    let parents: Vec<&str> =
        threads[0].comments.iter().map(|comment| comment.parent.as_deref().unwrap_or("-")).collect();
    assert_eq!(parents, ["-", "c1", "c2", "c1", "c4"]);
    assert_eq!(threads[1].comments[0].author, None, "nobody signed it");
}

#[test]
fn no_name_of_a_chat_is_written_by_default() {
    for (name, names) in [
        ("chat-whatsapp.txt", ["Odile", "Vasseur"]),
        ("chat-whatsapp-ios.txt", ["Kessler", "Bruno"]),
        ("chat-irc.txt", ["anna", "bruno"]),
        ("transcript.txt", ["VASSEUR", "Tremblais"]),
        ("subtitles.vtt", ["Kessler", "Bruno"]),
        ("outline-speakers.txt", ["Anna", "Bruno"]),
        ("sigtop.txt", ["Kessler", "Chloe"]),
        ("yaml.yml", ["Kessler", "Bruno"]),
        ("movable-type.txt", ["Anna", "Bruno"]),
        ("talk.txt", ["Odile", "Bruno"]),
        ("talk-wikitext.txt", ["Anna", "Bruno"]),
    ] {
        let path = format!("seeds/formats/{name}");
        let written = text(&["convert", &path]) + &messages(&run(&["read", &path])) + &text(&["read", &path]);
        for name in names {
            assert!(!written.contains(name), "{path}: {name} in {written}");
        }
    }
}

/// Counts made without this reader, by regular expressions over the lines: messages and speakers.
#[test]
fn outside_chats_give_what_was_counted_in_them() {
    let Some(folder) = shared("data/realfiles") else { return };
    for (name, comments, speakers) in [
        ("whatsapp/lorem.txt", 500, 4),
        ("whatsapp/test_[mmddyy]_24hrs.txt", 7, 5),
        ("whatsapp/test_mmddyyyy_12hrs.txt", 7, 5),
        ("signal/test_export.txt", 2, 2),
    ] {
        let (threads, _) = reading(&folder.join(name)).unwrap();
        let authors: std::collections::BTreeSet<_> =
            threads[0].comments.iter().map(|comment| comment.author.as_deref()).collect();
        assert_eq!((threads[0].comments.len(), authors.len()), (comments, speakers), "{name}");
    }
}

#[test]
fn entries_of_movable_type_are_threads() {
    let (reader, threads) = sample("movable-type.txt");
    assert_eq!((reader, threads.len()), ("movable-type", 1));
    let comments = &threads[0].comments;
    assert_eq!(comments[0].text, "Should the ferry run at night?");
    assert_eq!(comments[1].text, "It should.\n\nNurses take it: ask them.");
    assert_eq!(comments[2].text, "It is empty after eight.");
    assert_eq!(comments[2].time.as_deref(), Some("2024-03-10T08:10:00"));
    assert_eq!((comments[3].kind, comments[3].author.as_deref()), (Kind::Pingback, Some("Other Harbour")));
}

#[test]
fn blocks_of_keys_are_messages() {
    let (reader, threads) = sample("sigtop.txt");
    assert_eq!((reader, threads[0].title.as_deref()), ("sigtop", Some("Ferry")));
    assert_eq!(rows(&threads)[1], "You, 2024-03-09T21:05:00Z, > The ferry  > c1");
    assert_eq!(threads[0].comments.len(), 2, "a picture has no words");
    let (reader, threads) = sample("yaml.yml");
    assert_eq!(reader, "yaml");
    assert_eq!(rows(&threads)[2], "Anna Kessler, 2024-03-10T09:00:00, Figures? Her > 8");
    assert_eq!(rows(&sample("yaml-staticman.yml").1)[0], "Anna Kessler, 2024-03-09T21:04:00.000Z, The ferry sh > -");
    let (_, threads) = sample("transcript-meeting.txt");
    assert_eq!(threads[0].comments.len(), 3);
    assert!(threads[0].comments[2].text.ends_with("prennent."));
}

#[test]
fn outline_numbers_are_parents() {
    let (reader, threads) = sample("outline.txt");
    assert_eq!((reader, threads[0].title.as_deref()), ("outline", Some("Should the ferry run at night?")));
    assert_eq!(threads[0].comments[0].kind, Kind::Post);
    assert_eq!(threads[0].comments[3].parent.as_deref(), Some("1.1.1"));
    let (_, threads) = sample("outline-speakers.txt");
    assert_eq!(rows(&threads)[2], "Anna, -, Nurses take  > 1.1");
}

/// Counts made without these readers, by regular expressions over the lines.
#[test]
fn outside_outlines_and_exports_give_what_was_counted_in_them() {
    let Some(folder) = shared("data/realfiles") else { return };
    let (threads, _) = reading(&folder.join("kialo/should-hate-speech-be-illegal-6148.txt")).unwrap();
    let with = |relation| threads[0].comments.iter().filter(|comment| comment.relation == Some(relation)).count();
    let (support, rebuttal) = (with(palabre::thread::Relation::Support), with(palabre::thread::Relation::Rebuttal));
    assert_eq!((threads[0].comments.len(), support, rebuttal), (106, 42, 63));
    let (threads, _) = reading(&folder.join("movabletype/spec-example.txt")).unwrap();
    let counts: Vec<usize> = threads.iter().map(|thread| thread.comments.len()).collect();
    assert_eq!(counts, [4, 2], "two comments and a ping, one comment; each with its entry");
}
