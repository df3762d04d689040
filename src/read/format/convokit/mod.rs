//! ConvoKit corpora: their utterances, one per line (`utterances.jsonl`) or as a list (`utterances.json`).
//!
//! A thread is a conversation. Old corpora use other names for some fields, which ConvoKit's own loader accepts too:
//! `reply_to` for `reply-to`, `user` for `speaker`, `root` for `conversation_id`. An utterance without a conversation
//! belongs to the conversation of what it answers. An utterance that answers itself or nothing opens its conversation.
//!
//! - The opening of a forum conversation, which its `meta` shows, is a post; elsewhere it is an ordinary comment.
//! - Corpora from Reddit keep its escapes, and `[deleted]` for texts and speakers that are gone. Each such speaker
//!   counts as a different person.
//! - Numbers up to a hundred million are not times but positions or seconds of a recording. They are left out.
//! - Titles are in `conversations.json`; [`attach_titles`] takes them from there.
//! - `meta.palabre` is what [`crate::write::convokit`] adds, so that writing and reading again loses nothing.

mod conversation;
mod detect;
mod time;
mod titles;
mod utterance;

pub use detect::detect;
pub use titles::attach_titles;

use self::conversation::find_conversations;
use self::utterance::Utterance;
use super::common::cut_off;
use super::{jsonl, markdown};
use crate::read::json::{Json, Value};
use crate::read::stream::line_format::{Found, Line, LineFormat};
use crate::read::stream::lines::{self, Gathering};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};

/// The utterances, line by line.
pub(in crate::read) const LINES: LineFormat = LineFormat {
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

/// Reads a corpus.
///
/// # Errors
/// When there are lines, and none of them can be read.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let is_list = source.text.trim_start().starts_with('[');
    let mut reading = if is_list { read_list(source) } else { lines::read(source, options, &LINES)? };
    find_conversations(&mut reading.threads);
    Ok(reading)
}

fn read_list(source: &Source<'_>) -> Reading {
    let mut gathering = Gathering::default();
    let json = source.json();
    for item in json.and_then(Json::root).into_iter().flat_map(Value::items).filter(|item| item.is_object()) {
        if let Ok(found) = Utterance::from(item).into_found(item.span(), None) {
            gathering.take(found);
        }
    }
    let diagnostics = cut_off(json.and_then(|json| json.broken), source.text).into_iter().collect();
    Reading { threads: gathering.threads(&LINES), diagnostics }
}

/// Reads one line.
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
                    record.text = utterance
                        .text
                        .str()
                        .filter(|_| !is_gone || record.kind.as_deref() != Some("deleted"))
                        .map(|text| text.to_owned().into());
                    jsonl::found(record, line)
                }
                None => utterance.into_found(line.span, Some(line.number)).map(Some),
            }
        }
        Err(error) => {
            let json = Json::parse(line.text.trim());
            match json.root().filter(|root| root.is_object() && json.broken.is_none()) {
                Some(root) => Utterance::from(root).into_found(line.span, Some(line.number)).map(Some),
                None => Err(error.to_string().replace(" at line 1 column ", " at column ")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::Thread;

    pub(super) fn reading(text: &str) -> Vec<Thread> {
        let source = Source::new(text);
        assert!(detect(&source), "{text}");
        read(&source, &Options::default()).unwrap().threads
    }

    #[test]
    fn old_and_new_field_names_are_read() {
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
}
