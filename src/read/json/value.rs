//! One value of a document: what type it has, where it stands, and the values inside it.

use std::borrow::Cow;

use super::Json;
use super::tree::{Kind, Node};
use super::unescape::unescape;
use crate::span::Span;

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    pub(super) json: &'a Json<'a>,
    pub(super) at: usize,
}

impl<'a> Value<'a> {
    fn node(self) -> Option<&'a Node> {
        self.json.nodes.get(self.at)
    }

    pub(super) fn kind(self) -> Kind {
        self.node().map_or(Kind::Null, |node| node.kind)
    }

    pub(super) fn raw(self) -> &'a str {
        self.node().map_or("", |node| node.span.of(self.json.text))
    }

    /// The bytes of the source it was read from; of a string, without its quotes.
    pub fn span(self) -> Span {
        self.node().map(|node| node.span).unwrap_or_default()
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// Whether it is a list.
    pub fn is_array(self) -> bool {
        self.kind() == Kind::Array
    }

    /// Whether it is a string.
    pub fn is_string(self) -> bool {
        self.kind() == Kind::String
    }

    /// Whether it is a number.
    pub fn is_number(self) -> bool {
        self.kind() == Kind::Number
    }

    /// Whether it is `null`.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The member of this name; none where it is absent, or this is no object. The first of a name counts.
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        self.is_object().then(|| self.values().find(|value| value.is_called(name))).flatten()
    }

    /// The member of this name, unless it is `null`.
    pub fn some(self, name: &str) -> Option<Value<'a>> {
        self.get(name).filter(|value| !value.is_null())
    }

    /// The value at the end of a path of names.
    pub fn at(self, path: &[&str]) -> Option<Value<'a>> {
        path.iter().try_fold(self, |value, name| value.get(name))
    }

    fn is_called(self, name: &str) -> bool {
        let raw = self.node().map_or("", |node| node.key.of(self.json.text));
        if raw.contains('\\') { unescape(raw) == name } else { raw == name }
    }

    /// The name of this member of an object; empty elsewhere.
    pub fn name(self) -> Cow<'a, str> {
        unescape(self.node().map_or("", |node| node.key.of(self.json.text)))
    }

    /// The values directly inside a list or an object, in order.
    pub fn values(self) -> impl Iterator<Item = Value<'a>> {
        let json = self.json;
        let end = self.node().map_or(self.at, |node| node.end);
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let value = Value { json, at };
                at = value.node().map_or(end, |node| node.end.max(at + 1));
                value
            })
        })
    }

    /// The values of a list; nothing where this is none.
    pub fn items(self) -> impl Iterator<Item = Value<'a>> {
        let is_array = self.is_array();
        self.values().take_while(move |_| is_array)
    }

    /// Every value inside it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Value<'a>> {
        let json = self.json;
        (self.at + 1..self.node().map_or(self.at, |node| node.end)).map(move |at| Value { json, at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_items_and_scalars_are_found() {
        let text = r#"{"a": {"b": [1, "x\n\u00e9", null, true, []]}, "é\t": 9007199254740993, "n": NaN, "e": {}} "#;
        let json = Json::parse(text);
        let root = json.root().unwrap();
        assert_eq!(json.broken, None);
        let items: Vec<_> = root.at(&["a", "b"]).unwrap().items().collect();
        assert_eq!(items.len(), 5);
        assert_eq!(items[0].whole(), Some(1));
        assert_eq!(items[1].str().unwrap(), "x\né");
        assert!(items[2].is_null() && items[3].is_true() && items[4].is_array());
        assert_eq!(root.field("é\t").as_deref(), Some("9007199254740993"));
        assert_eq!(root.values().map(|value| value.name().into_owned()).collect::<Vec<_>>(), ["a", "é\t", "n", "e"]);
        assert_eq!(root.get("a").unwrap().span().of(text), r#"{"b": [1, "x\n\u00e9", null, true, []]}"#);
    }
}
