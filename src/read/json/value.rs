//! One value of a document: its type, its place in the source, and the values inside it.

use std::borrow::Cow;

use super::Json;
use super::node::{Kind, Node};
use super::unescape::unescape;
use crate::span::Span;

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    pub(super) json: &'a Json<'a>,
    pub(super) index: usize,
}

impl<'a> Value<'a> {
    fn node(self) -> Option<&'a Node> {
        self.json.nodes.get(self.index)
    }

    pub(super) fn kind(self) -> Kind {
        self.node().map_or(Kind::Null, |node| node.kind)
    }

    pub(super) fn raw(self) -> &'a str {
        self.node().map_or("", |node| node.span.of(self.json.text))
    }

    /// Its bytes in the source. The span of a string excludes the quotes.
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

    /// The member with this name; `None` if it is absent or this is not an object. The first of several wins.
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        self.is_object().then(|| self.values().find(|value| value.is_called(name))).flatten()
    }

    /// The member with this name, unless it is `null`.
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

    /// Its name, if it is a member of an object; otherwise empty.
    pub fn name(self) -> Cow<'a, str> {
        unescape(self.node().map_or("", |node| node.key.of(self.json.text)))
    }

    /// The values directly inside a list or an object, in order.
    pub fn values(self) -> impl Iterator<Item = Value<'a>> {
        let json = self.json;
        let end = self.node().map_or(self.index, |node| node.end);
        let mut index = self.index + 1;
        std::iter::from_fn(move || {
            (index < end).then(|| {
                let value = Value { json, index };
                index = value.node().map_or(end, |node| node.end.max(index + 1));
                value
            })
        })
    }

    /// The values of a list; nothing if this is not a list.
    pub fn items(self) -> impl Iterator<Item = Value<'a>> {
        let is_array = self.is_array();
        self.values().take_while(move |_| is_array)
    }

    /// Every value inside it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Value<'a>> {
        let json = self.json;
        (self.index + 1..self.node().map_or(self.index, |node| node.end)).map(move |index| Value { json, index })
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
