//! A line → its fields that have no meaning here, kept so that nothing that was read is lost.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The fields that have a meaning. `extra` holds the others, as this program writes them; `eval` reads `gold` and
/// `annotated`.
pub(super) const KNOWN: [&str; 21] = [
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
    "url",
    "marks",
    "capped",
    "held",
    "title",
    "announced",
    "annotated",
    "gold",
    "extra",
];

/// The fields that have no meaning here, each with its value as JSON. This parses the line a second time, because few users
/// ask for them.
pub(super) fn extra(line: &str) -> BTreeMap<String, String> {
    let mut all: Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
    let mut kept = match all.remove("extra") {
        Some(Value::Object(kept)) => kept,
        _ => Map::new(),
    };
    kept.extend(all.into_iter().filter(|(name, _)| !KNOWN.contains(&name.as_str())));
    kept.into_iter().map(|(name, value)| (name, value.to_string())).collect()
}
