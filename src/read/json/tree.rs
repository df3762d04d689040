//! A text → the flat tree of its document: every value in document order, with the index where its descendants end.

use super::node::{Kind, Node};
use super::scan::Scan;
use super::value::Value;
use crate::span::Span;

/// A parsed document.
#[derive(Debug)]
pub struct Json<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node>,
    /// The byte offset where parsing failed; `None` if the document is complete.
    pub broken: Option<usize>,
}

impl<'t> Json<'t> {
    /// Parses the first document of a text, up to its end or to the first error. Linear.
    pub fn parse(text: &'t str) -> Self {
        Self::parse_at(text, 0, text.len() / 32)
    }

    /// Parses the document that begins at this byte of a text, one of several in a row. Spans refer to the whole text.
    /// Linear in the length of that document.
    pub fn parse_next(text: &'t str, offset: usize) -> Self {
        Self::parse_at(text, offset, 0)
    }

    fn parse_at(text: &'t str, offset: usize, capacity: usize) -> Self {
        let mut scan = Scan { text, offset };
        let mut json = Json { text, nodes: Vec::with_capacity(capacity), broken: None };
        let mut open: Vec<usize> = Vec::new();
        if json.grow(&mut scan, &mut open).is_none() {
            json.broken = Some(scan.offset);
        }
        let count = json.nodes.len();
        for index in open {
            json.close(index, count, scan.offset);
        }
        json
    }

    /// Appends values up to the end of the document; `None` if it breaks off.
    fn grow(&mut self, scan: &mut Scan<'_>, open: &mut Vec<usize>) -> Option<()> {
        let mut key = Span::default();
        loop {
            let index = self.nodes.len();
            let (kind, span) = scan.value()?;
            self.nodes.push(Node { kind, key, span, end: index + 1 });
            if matches!(kind, Kind::Object | Kind::Array) {
                open.push(index);
            }
            let mut first = matches!(kind, Kind::Object | Kind::Array);
            // Close the containers that end here, then move on to the next value.
            loop {
                let Some(&container) = open.last() else { return Some(()) };
                let is_object = self.nodes.get(container).is_some_and(|node| node.kind == Kind::Object);
                let closing = if is_object { b'}' } else { b']' };
                if scan.take(closing) {
                    open.pop();
                    self.close(container, self.nodes.len(), scan.offset);
                    first = false;
                    continue;
                }
                if !first && !scan.take(b',') {
                    return None;
                }
                key = if is_object { scan.key()? } else { Span::default() };
                break;
            }
        }
    }

    /// Ends the list or object at `index`: `count` is one past its last descendant, `end` the byte after it.
    fn close(&mut self, index: usize, count: usize, end: usize) {
        if let Some(node) = self.nodes.get_mut(index) {
            node.end = count;
            node.span.end = end.max(node.span.start);
        }
    }

    /// The byte offset after the document.
    pub fn end(&self) -> usize {
        self.nodes.first().map_or(0, |root| root.span.end)
    }

    /// The outermost value; `None` if the text does not begin with a value.
    pub fn root(&self) -> Option<Value<'_>> {
        (!self.nodes.is_empty()).then_some(Value { json: self, index: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cut_of_a_document_gives_its_beginning() {
        let text = r#"[{"id": 1, "text": "é\"a"}, {"id": 2, "k": [1.5e3, false]}]"#;
        for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            let json = Json::parse(&text[..cut]);
            assert!(json.broken.is_some(), "{cut}");
            let ids: Vec<_> =
                json.root().into_iter().flat_map(Value::items).filter_map(|item| item.field("id")).collect();
            assert!(["1", "2"].starts_with(&ids.iter().map(String::as_str).collect::<Vec<_>>()), "{cut} {ids:?}");
        }
    }

    #[test]
    fn documents_follow_one_another() {
        let text = "{\"a\": 1}\n[2, \"é\"] {";
        let first = Json::parse(text);
        let second = Json::parse_next(text, first.end());
        assert_eq!(second.root().unwrap().span().of(text), "[2, \"é\"]");
        assert_eq!(second.root().unwrap().items().nth(1).unwrap().span().of(text), "é");
        assert_eq!((first.broken, second.broken), (None, None));
        assert_eq!(Json::parse_next(text, second.end()).broken, Some(text.len()));
    }

    #[test]
    fn deep_nesting_is_safe() {
        for text in
            ["[".repeat(200_000), "{\"a\":".repeat(200_000), format!("{}{}", "[".repeat(200_000), "]".repeat(200_000))]
        {
            let json = Json::parse(&text);
            assert_eq!(json.root().unwrap().descendants().count() + 1, 200_000);
        }
    }
}
