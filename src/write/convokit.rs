//! Threads → a ConvoKit corpus: the files of its folder, as the loader of that package expects them.
//!
//! A thread is a conversation, a comment an utterance. What ConvoKit has no field for is in the `meta` of the utterance
//! under `palabre`, as a native record, so that reading the corpus loses nothing; the votes are its `score`.
//!
//! - ConvoKit wants one utterance at the root of a conversation. Comments that answer nothing are attached to the opening;
//!   if a thread has several of them and no opening, an empty utterance becomes the root, with `palabre_opening` in its
//!   `meta`.
//! - ConvoKit wants ids that are unique in the whole corpus. If two threads share one, every id is prefixed with its thread.
//! - ConvoKit wants a speaker for every utterance. An unknown one is `[deleted]`, as in its own corpora; they are not one
//!   person.
//! - A parent that was not read is still named; `check_integrity` of ConvoKit then reports it.
//!
//! Everything is ASCII, because the loader opens files in the encoding of the system.

use std::collections::HashSet;
use std::io;

use indexmap::IndexSet;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use serde_json::{Map, Value, json};

use super::input::Refusal;
use super::native;
use crate::ids::Taken;
use crate::privacy::Private;
use crate::schema::native::NativeRecord;
use crate::thread::{Comment, Kind, Mark, Thread};

/// The speaker of an utterance whose author is unknown.
const NOBODY: &str = "[deleted]";

/// One line of `utterances.jsonl`.
#[derive(Serialize)]
struct Utterance<'t> {
    id: &'t str,
    conversation_id: &'t str,
    text: &'t str,
    speaker: &'t str,
    meta: Meta<'t>,
    #[serde(rename = "reply-to")]
    reply_to: Option<&'t str>,
    timestamp: Option<i64>,
    vectors: [(); 0],
}

#[derive(Default, Serialize)]
struct Meta<'t> {
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    palabre: Option<NativeRecord<'t>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    palabre_opening: bool,
}

/// Writes the files of a corpus: their names and their bytes.
///
/// # Errors
/// Never in practice: only if something could not be made into JSON.
pub fn write(threads: &Private<Vec<Thread>>) -> Result<Vec<(&'static str, Vec<u8>)>, Refusal> {
    let mut speakers: IndexSet<&str> = IndexSet::new();
    let mut conversations = Map::new();
    let mut utterances = Vec::new();
    let has_doubles = has_doubles(threads);
    for thread in threads.iter() {
        let names = Names { thread: &thread.id, is_long: has_doubles };
        let mut meta = Map::new();
        if let Some(title) = &thread.title {
            meta.insert("title".into(), title.as_str().into());
        }
        conversations.insert(thread.id.clone(), entry(&meta));
        let root = Root::of(thread, &names);
        if let Root::Added(id) = &root {
            speakers.insert(NOBODY);
            let meta = Meta { palabre_opening: true, ..Meta::default() };
            line(
                &mut utterances,
                &Utterance {
                    id,
                    conversation_id: &thread.id,
                    text: "",
                    speaker: NOBODY,
                    meta,
                    reply_to: None,
                    timestamp: None,
                    vectors: [],
                },
            )?;
        }
        for (place, comment) in thread.comments.iter().enumerate() {
            let speaker = comment.person().unwrap_or(NOBODY);
            speakers.insert(speaker);
            let id = names.of(&comment.id);
            let parent = comment.parent.as_deref().map(|parent| names.of(parent));
            let reply_to = parent.as_deref().or_else(|| root.id().filter(|root| *root != id));
            let mut palabre = native::line(thread, comment, place == 0);
            palabre.text = None;
            line(
                &mut utterances,
                &Utterance {
                    id: &id,
                    conversation_id: &thread.id,
                    text: text_of(comment),
                    speaker,
                    meta: Meta { score: comment.votes, palabre: Some(palabre), palabre_opening: false },
                    reply_to,
                    timestamp: comment.time.as_deref().and_then(seconds),
                    vectors: [],
                },
            )?;
        }
    }
    let speakers: Map<String, Value> =
        speakers.into_iter().map(|speaker| (speaker.to_owned(), entry(&Map::new()))).collect();
    let index = json!({
        "utterances-index": {
            "score": ["<class 'int'>"], "palabre": ["<class 'dict'>"], "palabre_opening": ["<class 'bool'>"],
        },
        "speakers-index": {},
        "conversations-index": {"title": ["<class 'str'>"]},
        "overall-index": {"generator": ["<class 'str'>"]},
        "version": 1,
        "vectors": [],
    });
    Ok(vec![
        ("utterances.jsonl", utterances),
        ("conversations.json", document(&conversations)?),
        ("speakers.json", document(&speakers)?),
        ("corpus.json", document(&json!({"generator": "palabre"}))?),
        ("index.json", document(&index)?),
    ])
}

fn entry(meta: &Map<String, Value>) -> Value {
    json!({"meta": meta, "vectors": []})
}

/// The text of a comment. A text that is gone becomes the placeholder that readers of ConvoKit know.
fn text_of(comment: &Comment) -> &str {
    match comment.kind {
        Kind::Deleted if comment.text.is_empty() && comment.marks.contains(&Mark::Removed) => "[removed]",
        Kind::Deleted if comment.text.is_empty() => "[deleted]",
        _ => &comment.text,
    }
}

/// Whether an id occurs in more than one thread.
fn has_doubles(threads: &[Thread]) -> bool {
    let mut seen: HashSet<&str> = HashSet::new();
    threads.iter().any(|thread| {
        let is_taken = thread.comments.iter().any(|comment| seen.contains(comment.id.as_str()));
        seen.extend(thread.comments.iter().map(|comment| comment.id.as_str()));
        is_taken
    })
}

/// Makes the ids of a thread those of the corpus.
struct Names<'t> {
    thread: &'t str,
    /// Whether the thread is their prefix.
    is_long: bool,
}

impl Names<'_> {
    fn of(&self, id: &str) -> String {
        if self.is_long { format!("{}/{id}", self.thread) } else { id.to_owned() }
    }
}

/// What comments answer that answer nothing in the thread.
enum Root {
    /// The opening, or the only such comment.
    Given(String),
    /// An utterance that has to be added.
    Added(String),
    /// Nothing: every comment answers something.
    Nothing,
}

impl Root {
    fn of(thread: &Thread, names: &Names<'_>) -> Self {
        if let Some(opening) = thread.opening().and_then(|index| thread.comments.get(index)) {
            return Root::Given(names.of(&opening.id));
        }
        let mut tops = thread.comments.iter().filter(|comment| comment.parent.is_none());
        match (tops.next(), tops.next()) {
            (Some(only), None) => Root::Given(names.of(&only.id)),
            (Some(_), Some(_)) => {
                let mut taken: Taken = thread.comments.iter().map(|comment| comment.id.as_str()).collect();
                Root::Added(names.of(&taken.free(&format!("{}-opening", thread.id))))
            }
            (None, _) => Root::Nothing,
        }
    }

    fn id(&self) -> Option<&str> {
        match self {
            Root::Given(id) | Root::Added(id) => Some(id),
            Root::Nothing => None,
        }
    }
}

/// A time in seconds since 1970, if it has at least a day. Without a zone it counts as UTC.
fn seconds(time: &str) -> Option<i64> {
    if let Ok(stamp) = time.parse::<jiff::Timestamp>() {
        return Some(stamp.as_second());
    }
    let civil: jiff::civil::DateTime = time.parse().ok()?;
    jiff::tz::Offset::UTC.to_timestamp(civil).ok().map(jiff::Timestamp::as_second)
}

fn line(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Refusal> {
    value
        .serialize(&mut Serializer::with_formatter(&mut *out, Ascii))
        .map_err(|error| Refusal::Format(error.to_string()))?;
    out.push(b'\n');
    Ok(())
}

fn document(value: &impl Serialize) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    line(&mut out, value)?;
    Ok(out)
}

/// JSON in ASCII.
struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.is_ascii() {
            return writer.write_all(fragment.as_bytes());
        }
        let mut units = [0; 2];
        for char in fragment.chars() {
            if char.is_ascii() {
                write!(writer, "{char}")?;
            } else {
                for unit in char.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(id: &str, parent: Option<&str>) -> Comment {
        Comment {
            id: id.into(), parent: parent.map(str::to_owned), text: format!("« {id} » 😀"), ..Comment::default()
        }
    }

    fn thread(id: &str, comments: Vec<Comment>) -> Thread {
        Thread { id: id.into(), comments, ..Thread::default() }
    }

    fn utterances(threads: &[Thread]) -> Vec<Value> {
        let files = write(&Private::names_kept(threads.to_vec())).unwrap();
        assert!(files.iter().all(|(_, bytes)| bytes.is_ascii()));
        let lines = String::from_utf8(files[0].1.clone()).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// What `check_integrity` of ConvoKit checks: one utterance that answers nothing, and no missing parent.
    fn is_whole(utterances: &[Value]) -> bool {
        let ids: HashSet<&str> = utterances.iter().filter_map(|u| u["id"].as_str()).collect();
        let roots = utterances.iter().filter(|u| u["reply-to"].is_null()).count();
        ids.len() == utterances.len()
            && roots == 1
            && utterances.iter().all(|u| u["reply-to"].as_str().is_none_or(|to| ids.contains(to)))
    }

    #[test]
    fn every_thread_has_one_root() {
        let two = thread("t", vec![comment("a", None), comment("b", Some("a")), comment("c", None)]);
        let written = utterances(std::slice::from_ref(&two));
        assert!(is_whole(&written), "{written:?}");
        assert_eq!(written[0]["meta"]["palabre_opening"], true);
        let post = Comment { kind: Kind::Post, ..comment("p", None) };
        let opened = thread("t", vec![post, comment("a", None), comment("b", Some("a"))]);
        let written = utterances(&[opened]);
        assert!(is_whole(&written) && written.len() == 3, "{written:?}");
        assert_eq!(written[1]["text"], "« a » 😀");
    }

    #[test]
    fn ids_differ_between_threads_and_unknown_speakers_get_no_name() {
        let threads =
            [thread("t", vec![comment("a", None)]), thread("u", vec![comment("a", None), comment("b", Some("a"))])];
        let written = utterances(&threads);
        let replies: Vec<_> = written.iter().map(|u| (u["id"].as_str().unwrap(), u["reply-to"].as_str())).collect();
        assert_eq!(replies, [("t/a", None), ("u/a", None), ("u/b", Some("u/a"))]);
        assert!(written.iter().all(|u| u["speaker"] == NOBODY));
    }

    #[test]
    fn times_are_seconds_if_they_have_a_day() {
        assert_eq!(seconds("2012-01-03T06:16:17Z"), Some(1_325_571_377));
        assert_eq!(seconds("2012-01-03T07:16:17+01:00"), Some(1_325_571_377));
        assert_eq!(seconds("2012-01-03"), Some(1_325_548_800));
        assert_eq!(seconds("2012-01-03T06:16"), Some(1_325_571_360));
        assert_eq!((seconds("2012"), seconds("vor 3 Tagen")), (None, None));
    }
}
