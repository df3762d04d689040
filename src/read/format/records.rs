//! The documents of a JSON source and the records in them.
//!
//! Tools write one document, or one per line, or several in a row. A document is one record or a list of records, each
//! possibly in the envelope of a collector.

use super::address::host;
use crate::read::json::{Json, Value};
use crate::read::source::Source;

/// Calls `visit` with the root of every document of a source. Returns the byte offset where the source stops being
/// JSON, or `None` if all of it was read.
pub fn each_document(source: &Source<'_>, mut visit: impl FnMut(Value<'_>)) -> Option<usize> {
    visit_documents(source, &mut visit)
}

/// Not generic, since every reader of JSON calls it.
fn visit_documents(source: &Source<'_>, visit: &mut dyn FnMut(Value<'_>)) -> Option<usize> {
    let first = source.json()?;
    first.root().into_iter().for_each(&mut *visit);
    let (mut broken, mut offset) = (first.broken, first.end());
    while broken.is_none() {
        let remaining = source.text.get(offset..)?;
        let next = remaining.trim_start();
        offset += remaining.len() - next.len();
        if next.is_empty() {
            return None;
        }
        if !next.starts_with(['{', '[']) {
            return Some(offset);
        }
        let json = Json::parse_next(source.text, offset);
        json.root().into_iter().for_each(&mut *visit);
        (broken, offset) = (json.broken, json.end());
    }
    broken
}

/// One record of a source.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The record itself.
    pub value: Value<'a>,
    /// The envelope of a collector (Perceval: `backend_name`, `origin`, `data`), which holds the address of the source.
    pub envelope: Option<Value<'a>>,
}

impl Record<'_> {
    /// The host that the record was collected from, if its envelope names one.
    pub fn host(self) -> Option<String> {
        host(&self.envelope?.field("origin")?)
    }
}

/// The records of a document: the items of a list, or the document itself, without their envelopes.
pub fn records(root: Value<'_>) -> impl Iterator<Item = Record<'_>> {
    let single = (!root.is_array()).then_some(root);
    root.items().chain(single).map(|value| match value.get("data").filter(|data| data.is_object()) {
        Some(data) if value.has_text("backend_name") || value.has_text("perceval_version") => {
            Record { value: data, envelope: Some(value) }
        }
        _ => Record { value, envelope: None },
    })
}

/// Whether one of the first three records of a source passes a test. Detection looks no further.
pub fn any_record(source: &Source<'_>, test: impl Fn(Value<'_>) -> bool) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| records(root).take(3).any(|record| test(record.value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_visited_and_a_break_is_reported() {
        for (source, seen, broken) in [
            ("[1, 2]", "[1, 2]", None),
            ("{\"a\":1}\n{\"b\":2}\n\n[3][4]\n", "{\"a\":1}|{\"b\":2}|[3]|[4]", None),
            ("{} [", "{}|[", Some(4)),
            ("{} x", "{}", Some(3)),
        ] {
            let mut visited = Vec::new();
            let offset = each_document(&Source::new(source), |value| visited.push(value.span().of(source).to_owned()));
            assert_eq!((visited.join("|").as_str(), offset), (seen, broken), "{source}");
        }
    }

    #[test]
    fn records_are_taken_out_of_lists_and_envelopes() {
        let text =
            r#"[{"a": 1}, {"backend_name": "X", "origin": "https://u@Host.org:8/p", "data": {"a": 2}}, {"data": {}}]"#;
        let json = Json::parse(text);
        let records: Vec<_> =
            records(json.root().unwrap()).map(|record| (record.value.field("a"), record.host())).collect();
        assert_eq!(records, [(Some("1".into()), None), (Some("2".into()), Some("host.org:8".into())), (None, None)]);
    }
}
