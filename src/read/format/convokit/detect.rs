//! Whether a source is a corpus of ConvoKit.
//!
//! In comes a source, in lines or as one list; out comes whether most of its first records are utterances.

use crate::read::json::{Json, Value};
use crate::read::source::Source;

/// Whether most of the first lines, or of the items of a list, are utterances.
pub fn detect(source: &Source<'_>) -> bool {
    if !source.text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    if source.has_mostly(is_utterance) {
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
