//! Whether a source is a ConvoKit corpus.

use crate::read::json::{Json, Value};
use crate::read::source::Source;

/// Whether most of the first lines, or the first item of a list, are utterances.
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

/// Whether it is an utterance: it has a text and a speaker, and says what it answers or to which conversation it
/// belongs.
fn is_utterance(value: Value<'_>) -> bool {
    let has_name =
        |name: &str| value.get(name).is_some_and(|value| value.is_string() || value.is_number() || value.is_null());
    let has_any = |names: [&str; 2]| names.into_iter().any(has_name);
    (value.has_text("id") || value.has_number("id"))
        && value.get("text").is_some_and(|text| text.is_string() || text.is_null())
        && has_any(["speaker", "user"])
        && (has_any(["reply-to", "reply_to"]) || has_any(["conversation_id", "root"]))
}
