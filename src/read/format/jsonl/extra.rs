//! A line → the fields of it that mean nothing here, kept so that nothing which was read is lost.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The fields of a line that mean something. `extra` holds the others again, as this program writes them, and `gold`
/// and `annotated` are read by `eval`.
const KNOWN: [&str; 20] = [
    "thread",
    "id",
    "parent",
    "author",
    "time",
    "lang",
    "text",
    "kind",
    "ordinal",
    "relation",
    "quotes",
    "votes",
    "marks",
    "capped",
    "held",
    "title",
    "announced",
    "annotated",
    "gold",
    "extra",
];

/// The fields that mean nothing here, each with its value as JSON. The line is parsed once more for them, since few ask.
pub(super) fn extra(line: &str) -> BTreeMap<String, String> {
    let mut all: Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
    let mut kept = match all.remove("extra") {
        Some(Value::Object(kept)) => kept,
        _ => Map::new(),
    };
    kept.extend(all.into_iter().filter(|(name, _)| !KNOWN.contains(&name.as_str())));
    kept.into_iter().map(|(name, value)| (name, value.to_string())).collect()
}
