//! Corpora of ConvoKit: the utterances of one, a line each (`utterances.jsonl`) or as a list (`utterances.json`).
//!
//! A thread is a conversation. Old corpora have other names for fields, which the package's own loader takes as well:
//! `reply_to` for `reply-to`, `user` for `speaker`, `root` for `conversation_id`. Where an utterance has no conversation, it is
//! that of what it answers, up to where the corpus goes. An utterance that answers itself, or nothing, opens its conversation.
//!
//! - The opening of a conversation on a forum, which its `meta` tells, is a post; elsewhere it is a comment like the others.
//! - Corpora from Reddit keep its escapes, and `[deleted]` for words and speakers that are gone; each such speaker is
//!   somebody else for all one knows.
//! - Numbers up to a hundred million are not times but places or seconds of a recording; they are left out.
//! - Titles stand in `conversations.json`; [`lend_titles`] takes them from there.
//! - `meta.palabre` is what [`crate::write::convokit`] adds, so that nothing is lost on the way out and back.

use std::collections::HashMap;

use serde::Deserialize;

use super::common::cut_off;
use super::markdown;
use crate::read::json::{Json, Value};
use crate::read::jsonl::{self, Record};
use crate::read::lines::{self, Format, Found, Gathering, Line};
use crate::read::loose::Loose;
use crate::read::{Options, ReadError, Reading, Source, when};
use crate::span::Span;
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// How many records are looked at to tell the format.
const DETECTED: usize = 10;

/// From this number on, in seconds since 1970 (March 1973), a number is a time; no corpus is of older texts on a computer.
const TIMES_FROM: f64 = 1e8;

/// The utterances, line by line.
pub(in crate::read) const LINES: Format = Format {
    name: "convokit",
    comment,
    follows: true,
    finish: |_| {},
    unusable: |lines, first| ReadError::Unusable {
        what: "a ConvoKit corpus",
        why: format!("not one of {lines} lines can be read as an utterance ({first})"),
        help: "each line must be one JSON object with \"id\", \"text\" and \"speaker\"",
    },
    help: "the other lines are used; each must be one JSON object with \"id\", \"text\" and \"speaker\"",
};

/// Whether most of the first lines, or of the items of a list, are utterances.
pub fn detect(source: &Source<'_>) -> bool {
    if !source.text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    let mut records = (0_usize, 0_usize);
    for (_, line) in source.records().take(DETECTED) {
        let json = Json::parse(line);
        records.0 += usize::from(json.root().is_some_and(is_utterance));
        records.1 += 1;
    }
    if 2 * records.0 > records.1 {
        return true;
    }
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| is_utterance(root) || root.items().next().is_some_and(is_utterance))
}

/// Whether it is an utterance: who said what in answer to what, or in which conversation.
fn is_utterance(value: Value<'_>) -> bool {
    let has =
        |names: [&str; 2], test: fn(Value<'_>) -> bool| names.into_iter().any(|name| value.get(name).is_some_and(test));
    let is_name = |value: Value<'_>| value.is_string() || value.is_number() || value.is_null();
    value.get("id").is_some_and(|id| id.is_string() || id.is_number())
        && value.get("text").is_some_and(|text| text.is_string() || text.is_null())
        && has(["speaker", "user"], is_name)
        && (has(["reply-to", "reply_to"], is_name) || has(["conversation_id", "root"], is_name))
}

/// Reads it.
///
/// # Errors
/// When there are lines, and not one of them can be read.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let mut reading = if source.text.trim_start().starts_with('[') {
        let mut gathering = Gathering::default();
        let json = source.json();
        for item in json.and_then(Json::root).into_iter().flat_map(Value::items).filter(|item| item.is_object()) {
            if let Ok(Some(found)) = Utterance::of(item).found(item.span(), None) {
                gathering.take(found);
            }
        }
        let diagnostics = cut_off(json.and_then(|json| json.broken), source.text).into_iter().collect();
        Reading { threads: gathering.threads(&LINES), diagnostics }
    } else {
        lines::read(source, options, &LINES)?
    };
    find_conversations(&mut reading.threads);
    Ok(reading)
}

/// Takes the titles of conversations from the text of a `conversations.json`. A post without words of its own says its
/// title.
pub fn lend_titles(conversations: &str, threads: &mut [Thread]) {
    let json = Json::parse(conversations);
    let mut titles: HashMap<String, String> = HashMap::new();
    for conversation in json.root().into_iter().flat_map(Value::values) {
        let meta = conversation.get("meta").unwrap_or(conversation);
        if let Some(title) = meta.get("title").and_then(Value::str) {
            titles.insert(conversation.name().into_owned(), markdown::plain(&title, true));
        }
    }
    for thread in threads {
        let Some(title) = titles.get(&thread.id).filter(|title| !title.is_empty()) else { continue };
        thread.title.get_or_insert_with(|| title.clone());
        for post in thread.comments.iter_mut().filter(|comment| comment.kind.is_opening() && comment.text.is_empty()) {
            post.text.clone_from(title);
        }
    }
}

/// What one line says.
fn comment(line: &Line<'_>) -> Result<Option<Found>, String> {
    match serde_json::from_str::<Utterance<'_>>(line.text) {
        Ok(mut utterance) => {
            let meta = utterance.meta.as_mut();
            if meta.as_ref().is_some_and(|meta| meta.palabre_opening) {
                return Ok(None);
            }
            match meta.and_then(|meta| meta.palabre.take()) {
                Some(mut record) => {
                    let is_gone = markdown::gone(utterance.text.str().unwrap_or_default()).is_some();
                    record.text = utterance.text.str().filter(|_| !is_gone || !record.is_deleted()).map(str::to_owned);
                    jsonl::found(record, line)
                }
                None => utterance.found(line.span, Some(line.number)),
            }
        }
        Err(error) => {
            let json = Json::parse(line.text.trim());
            match json.root().filter(|root| root.is_object() && json.broken.is_none()) {
                Some(root) => Utterance::of(root).found(line.span, Some(line.number)),
                None => Err(error.to_string().replace(" at line 1 column ", " at column ")),
            }
        }
    }
}

/// One utterance. Unknown fields are dropped.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Utterance<'a> {
    #[serde(borrow)]
    id: Loose<'a>,
    #[serde(borrow)]
    conversation_id: Loose<'a>,
    #[serde(borrow)]
    root: Loose<'a>,
    #[serde(borrow)]
    text: Loose<'a>,
    #[serde(borrow)]
    speaker: Loose<'a>,
    #[serde(borrow)]
    user: Loose<'a>,
    #[serde(borrow, rename = "reply-to")]
    reply_to: Loose<'a>,
    #[serde(borrow, rename = "reply_to")]
    reply_to_old: Loose<'a>,
    #[serde(borrow)]
    timestamp: Loose<'a>,
    #[serde(borrow)]
    meta: Option<Meta<'a>>,
}

/// What corpora of forums say besides.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Meta<'a> {
    #[serde(borrow)]
    score: Loose<'a>,
    #[serde(borrow)]
    stickied: Loose<'a>,
    #[serde(borrow)]
    subreddit: Loose<'a>,
    #[serde(borrow)]
    title: Loose<'a>,
    #[serde(borrow)]
    palabre: Option<Record<'a>>,
    palabre_opening: bool,
}

impl<'a> Utterance<'a> {
    /// The same from a document.
    fn of(value: Value<'a>) -> Self {
        let mut utterance = Utterance::default();
        for member in value.values() {
            let field = match &*member.name() {
                "id" => &mut utterance.id,
                "conversation_id" => &mut utterance.conversation_id,
                "root" => &mut utterance.root,
                "text" => &mut utterance.text,
                "speaker" => &mut utterance.speaker,
                "user" => &mut utterance.user,
                "reply-to" => &mut utterance.reply_to,
                "reply_to" => &mut utterance.reply_to_old,
                "timestamp" => &mut utterance.timestamp,
                "meta" => {
                    let field = |name: &str| Loose::of(member.get(name));
                    utterance.meta = Some(Meta {
                        score: field("score"),
                        stickied: field("stickied"),
                        subreddit: field("subreddit"),
                        title: field("title"),
                        palabre: None,
                        palabre_opening: member.flag("palabre_opening"),
                    });
                    continue;
                }
                _ => continue,
            };
            *field = Loose::of(Some(member));
        }
        utterance
    }

    /// What the utterance says; `number` is its line, where it has one.
    fn found(self, span: Span, number: Option<usize>) -> Result<Option<Found>, String> {
        let id = self.id.into_name().ok_or("it has no \"id\"")?;
        if self.text.is_nothing() && self.speaker.is_nothing() && self.user.is_nothing() {
            return Err("it has no \"text\" and no \"speaker\"".to_owned());
        }
        let meta = self.meta.unwrap_or_default();
        let is_forum = !meta.subreddit.is_nothing();
        let raw = self.text.str().unwrap_or_default();
        // Reddit escapes; others write what they mean.
        let is_escaped = is_forum && markdown::escaped_by_text(raw) == Some(true);
        let words = markdown::words(raw, is_escaped);
        let gone = markdown::gone(&words.text);
        let parent = self.reply_to.into_name().or_else(|| self.reply_to_old.into_name()).filter(|parent| *parent != id);
        let thread = self.conversation_id.into_name().or_else(|| self.root.into_name());
        let is_post = parent.is_none() && (is_forum || meta.title.str().is_some());
        let mut marks: Vec<Mark> = gone.flatten().into_iter().collect();
        marks.extend(meta.stickied.is_yes().then_some(Mark::Pinned));
        marks.sort_unstable();
        let title = meta
            .title
            .str()
            .map(|title| markdown::plain(title, is_escaped))
            .filter(|title| is_post && !title.is_empty());
        let kind = match gone {
            _ if is_post => Kind::Post,
            Some(_) => Kind::Deleted,
            None => Kind::Comment,
        };
        let (text, quotes) = if gone.is_some() { (String::new(), Vec::new()) } else { (words.text, words.quotes) };
        let comment = Comment {
            id,
            kind,
            parent,
            author: self.speaker.into_name().or_else(|| self.user.into_name()),
            time: time(&self.timestamp),
            text,
            quotes,
            votes: meta.score.whole(),
            marks,
            origin: Origin { span: Some(span), lines: number.map(|number| number..number + 1) },
            ..Comment::default()
        };
        Ok(Some(Found { thread: thread.unwrap_or_default(), title, announced: None, comment, notes: Vec::new() }))
    }
}

/// A time, in any of the types it is written in.
fn time(stamp: &Loose<'_>) -> Option<String> {
    let number = match stamp {
        Loose::Text(text) => {
            let words = text.trim();
            if let Ok(number) = words.parse::<f64>() {
                number
            } else {
                let is_told = !words.is_empty() && words != "None";
                return when::iso(words, false).or_else(|| is_told.then(|| words.to_owned()));
            }
        }
        Loose::Whole(number) => *number as f64,
        Loose::Real(number) => *number,
        Loose::Bool(_) | Loose::Nothing => return None,
    };
    if number.abs() < TIMES_FROM || !number.is_finite() { None } else { stamp.epoch() }
}

/// Puts the utterances that name no conversation into that of what they answer: one pass up every chain, and no part of a
/// chain is gone through twice. Where a chain ends at nothing that was read, that is the name of the conversation; what goes
/// round in circles is called after the first of them.
fn find_conversations(threads: &mut Vec<Thread>) {
    let Some(at) = threads.iter().position(|thread| thread.id.is_empty()) else { return };
    let lost = threads.remove(at);
    let mut known: HashMap<String, String> = HashMap::new();
    for thread in &*threads {
        for comment in &thread.comments {
            known.insert(comment.id.clone(), thread.id.clone());
        }
    }
    let parents: HashMap<&str, Option<&str>> =
        lost.comments.iter().map(|comment| (comment.id.as_str(), comment.parent.as_deref())).collect();
    for comment in &lost.comments {
        let mut way: Vec<&str> = Vec::new();
        let mut at = comment.id.as_str();
        let mut seen: std::collections::HashSet<&str> = std::collections::HashSet::new();
        let conversation = loop {
            if let Some(found) = known.get(at) {
                break found.clone();
            }
            if !seen.insert(at) {
                break way.first().copied().unwrap_or(at).to_owned();
            }
            way.push(at);
            match parents.get(at) {
                Some(Some(parent)) => at = parent,
                // It opens its conversation, or it was not read.
                Some(None) | None => break at.to_owned(),
            }
        };
        for id in way {
            known.insert(id.to_owned(), conversation.clone());
        }
    }
    let names: Vec<String> = lost.comments.iter().map(|c| known.get(&c.id).cloned().unwrap_or_default()).collect();
    let mut places: HashMap<String, usize> =
        threads.iter().enumerate().map(|(at, thread)| (thread.id.clone(), at)).collect();
    for (comment, name) in lost.comments.into_iter().zip(names) {
        let place = *places.entry(name.clone()).or_insert_with(|| {
            threads.push(Thread { id: name, ..Thread::default() });
            threads.len() - 1
        });
        if let Some(thread) = threads.get_mut(place) {
            thread.comments.push(comment);
        }
    }
    // In the order of the source, openings first.
    let start = |comment: &Comment| comment.origin.span.map_or(0, |span| span.start);
    for thread in &mut *threads {
        thread.comments.sort_by_key(|comment| (!comment.kind.is_opening(), start(comment)));
    }
    threads.sort_by_key(|thread| thread.comments.iter().map(start).min());
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn reading(text: &str) -> Vec<Thread> {
        let source = Source::new(text);
        assert!(detect(&source), "{text}");
        read(&source, &Options::default()).unwrap().threads
    }

    #[test]
    fn every_name_of_a_field_is_known() {
        for text in [
            r#"{"id":"b","conversation_id":"a","speaker":"s","reply-to":"a","text":"x","timestamp":1325571377}"#,
            r#"{"id":"b","root":"a","user":"s","reply_to":"a","text":"x","timestamp":"1325571377"}"#,
            r#"[{"id":"b","root":"a","user":"s","reply_to":"a","text":"x","timestamp":1325571377.0}]"#,
        ] {
            let thread = &reading(text)[0];
            let comment = &thread.comments[0];
            assert_eq!(thread.id, "a", "{text}");
            assert_eq!((comment.parent.as_deref(), comment.author.as_deref()), (Some("a"), Some("s")), "{text}");
            assert_eq!(comment.time.as_deref(), Some("2012-01-03T06:16:17Z"), "{text}");
        }
    }

    #[test]
    fn conversations_are_found_by_what_is_answered() {
        let line =
            |id: &str, to: &str| format!("{{\"id\":\"{id}\",\"speaker\":\"s\",\"reply-to\":{to},\"text\":\"x\"}}");
        let text = [
            line("c", "\"b\""),
            line("a", "null"),
            line("b", "\"a\""),
            line("d", "\"gone\""),
            line("x", "\"y\""),
            line("y", "\"x\""),
            line("e", "\"e\""),
        ]
        .join("\n");
        let threads = reading(&text);
        let told: Vec<_> = threads
            .iter()
            .map(|thread| {
                (thread.id.as_str(), thread.comments.iter().map(|c| c.id.as_str()).collect::<Vec<_>>().join(" "))
            })
            .collect();
        let wanted = [("a", "c a b"), ("gone", "d"), ("x", "x y"), ("e", "e")];
        assert_eq!(told, wanted.map(|(id, all)| (id, all.to_owned())));
    }

    #[test]
    fn a_long_chain_without_conversations_is_linear() {
        let mut text = String::new();
        for at in 0..60_000 {
            let to = if at == 59_999 { "null".to_owned() } else { format!("\"{}\"", at + 1) };
            writeln!(text, "{{\"id\":\"{at}\",\"speaker\":\"s\",\"reply-to\":{to},\"text\":\"x\"}}").unwrap();
        }
        let threads = reading(&text);
        assert_eq!((threads.len(), threads[0].comments.len(), &*threads[0].id), (1, 60_000, "59999"));
    }

    #[test]
    fn places_are_no_times() {
        for (stamp, told) in [("7", None), ("null", None), ("\"None\"", None), ("\"2014-05-02\"", Some("2014-05-02"))] {
            let text = format!(r#"{{"id":"b","root":"a","user":"s","text":"x","timestamp":{stamp}}}"#);
            assert_eq!(reading(&text)[0].comments[0].time.as_deref(), told, "{stamp}");
        }
    }
}
