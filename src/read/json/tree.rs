//! A text → the flat tree of the document in it: every value in document order, each with where its descendants end.

use super::scan::Scan;
use super::value::Value;
use crate::span::Span;

/// A parsed document.
#[derive(Debug)]
pub struct Json<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node>,
    /// Where it stopped making sense, in bytes; `None` where it was read to its end.
    pub broken: Option<usize>,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// The raw key, without its quotes, where it is a member of an object.
    pub(super) key: Span,
    /// The raw value; of a string, without its quotes.
    pub(super) span: Span,
    /// One past its last descendant.
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    String,
    Number,
    Bool(bool),
    Null,
}

impl<'t> Json<'t> {
    /// Reads the first document of a text, up to its end or to where it stops making sense. Linear.
    pub fn parse(text: &'t str) -> Self {
        Self::parse_at(text, 0, text.len() / 32)
    }

    /// Reads the document that begins at this byte of a text, as one of several that stand one after the other; places
    /// are those of the whole text. Linear in the length of that document.
    pub fn parse_next(text: &'t str, at: usize) -> Self {
        Self::parse_at(text, at, 0)
    }

    fn parse_at(text: &'t str, at: usize, room: usize) -> Self {
        let mut scan = Scan { text, at };
        let mut json = Json { text, nodes: Vec::with_capacity(room), broken: None };
        let mut open: Vec<usize> = Vec::new();
        if json.grow(&mut scan, &mut open).is_none() {
            json.broken = Some(scan.at);
        }
        let count = json.nodes.len();
        for at in open {
            json.close(at, count, scan.at);
        }
        json
    }

    /// Takes values up to the end of the document; `None` where it breaks off.
    fn grow(&mut self, scan: &mut Scan<'_>, open: &mut Vec<usize>) -> Option<()> {
        let mut key = Span::default();
        loop {
            let at = self.nodes.len();
            let (kind, span) = scan.value()?;
            self.nodes.push(Node { kind, key, span, end: at + 1 });
            if matches!(kind, Kind::Object | Kind::Array) {
                open.push(at);
            }
            let mut first = matches!(kind, Kind::Object | Kind::Array);
            // Up through the lists that end here, to the next value.
            loop {
                let Some(&holder) = open.last() else { return Some(()) };
                let is_object = self.nodes.get(holder).is_some_and(|node| node.kind == Kind::Object);
                let closing = if is_object { b'}' } else { b']' };
                if scan.take(closing) {
                    open.pop();
                    self.close(holder, self.nodes.len(), scan.at);
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

    fn close(&mut self, at: usize, count: usize, end: usize) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.end = count;
            node.span.end = end.max(node.span.start);
        }
    }

    /// The byte behind its last.
    pub fn end(&self) -> usize {
        self.nodes.first().map_or(0, |root| root.span.end)
    }

    /// The document itself; `None` where there is not even the beginning of one.
    pub fn root(&self) -> Option<Value<'_>> {
        (!self.nodes.is_empty()).then_some(Value { json: self, at: 0 })
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
    fn documents_stand_one_after_the_other() {
        let text = "{\"a\": 1}\n[2, \"é\"] {";
        let first = Json::parse(text);
        let second = Json::parse_next(text, first.end());
        assert_eq!(second.root().unwrap().span().of(text), "[2, \"é\"]");
        assert_eq!(second.root().unwrap().items().nth(1).unwrap().span().of(text), "é");
        assert_eq!((first.broken, second.broken), (None, None));
        assert_eq!(Json::parse_next(text, second.end()).broken, Some(text.len()));
    }

    #[test]
    fn depth_is_no_danger() {
        for text in
            ["[".repeat(200_000), "{\"a\":".repeat(200_000), format!("{}{}", "[".repeat(200_000), "]".repeat(200_000))]
        {
            let json = Json::parse(&text);
            assert_eq!(json.root().unwrap().descendants().count() + 1, 200_000);
        }
    }
}
