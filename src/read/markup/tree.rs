//! A tree of elements in one flat list, in document order, so that every walk is a loop and nothing is recursive.

use std::ops::Range;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::span::Span;

/// A parsed page, document or fragment. The root is an element without a name that holds all others.
#[derive(Debug)]
pub struct Tree {
    /// Decoded text and attribute values, one after the other.
    pub(super) text: String,
    pub(super) nodes: Vec<Node>,
    pub(super) attributes: Vec<Attribute>,
    /// Every name of an element or attribute once.
    pub(super) names: IndexSet<String, FxBuildHasher>,
    /// Where the source stopped making sense, in bytes; `None` where it was read to its end.
    pub broken: Option<usize>,
    /// What was left unread and why, in words for the user.
    pub refused: Option<&'static str>,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) content: Content,
    pub(super) parent: usize,
    /// One past its last descendant.
    pub(super) end: usize,
    /// The bytes of the source it was made of, from its start tag to its end tag.
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum Content {
    Element { name: usize, attributes: Range<usize> },
    Text(Range<usize>),
}

#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: usize,
    pub(super) value: Range<usize>,
}

impl Tree {
    /// The element that holds all others.
    pub fn root(&self) -> Element<'_> {
        Element { tree: self, at: 0 }
    }

    /// Every element, in document order.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        self.root().descendants()
    }

    pub(super) fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    pub(super) fn value(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }
}

/// An element of a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    pub(super) tree: &'a Tree,
    pub(super) at: usize,
}

impl PartialEq for Element<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.tree, other.tree)
    }
}

impl<'a> Element<'a> {
    /// Its place in document order: an element comes before what it holds and after what it follows.
    pub fn place(self) -> usize {
        self.at
    }

    /// One past the place of its last descendant.
    pub fn end(self) -> usize {
        self.tree.node(self.at).map_or(self.at, |node| node.end)
    }

    /// Its name as written, in lower case in HTML; in XML with its prefix.
    pub fn name(self) -> &'a str {
        match self.tree.node(self.at).map(|node| &node.content) {
            Some(Content::Element { name, .. }) => self.tree.names.get_index(*name).map_or("", String::as_str),
            _ => "",
        }
    }

    /// Its name without a prefix: `comment_id` of `wp:comment_id`.
    pub fn local(self) -> &'a str {
        local(self.name())
    }

    /// The attributes with their values, entities decoded, in order.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let range = match self.tree.node(self.at).map(|node| &node.content) {
            Some(Content::Element { attributes, .. }) => attributes.clone(),
            _ => 0..0,
        };
        let tree = self.tree;
        let attributes = tree.attributes.get(range).unwrap_or_default();
        attributes.iter().map(move |attribute| {
            let name = tree.names.get_index(attribute.name).map_or("", String::as_str);
            (name, tree.value(&attribute.value))
        })
    }

    /// The value of an attribute, by its whole name or, in XML, without its prefix.
    pub fn attr(self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(known, _)| is_named(known, name)).map(|(_, value)| value)
    }

    /// Its `id`.
    pub fn id(self) -> Option<&'a str> {
        self.attr("id").map(str::trim).filter(|id| !id.is_empty())
    }

    /// The words of its `class`.
    pub fn classes(self) -> impl Iterator<Item = &'a str> {
        self.attr("class").unwrap_or("").split_ascii_whitespace()
    }

    /// Whether its `class` has this word.
    pub fn has_class(self, word: &str) -> bool {
        self.classes().any(|class| class == word)
    }

    /// Whether the value of an attribute has this word, as `itemtype`, `rel` and `typeof` hold lists.
    pub fn has_word(self, attribute: &str, word: &str) -> bool {
        self.attr(attribute).is_some_and(|value| value.split_ascii_whitespace().any(|found| found == word))
    }

    /// The bytes of the source it was made of.
    pub fn span(self) -> Span {
        self.tree.node(self.at).map(|node| node.span).unwrap_or_default()
    }

    /// The element that holds it; none for the root.
    pub fn parent(self) -> Option<Element<'a>> {
        let parent = self.tree.node(self.at)?.parent;
        (self.at != 0).then_some(Element { tree: self.tree, at: parent })
    }

    /// The elements that hold it, from the inside out.
    pub fn ancestors(self) -> impl Iterator<Item = Element<'a>> {
        std::iter::successors(self.parent(), |element| element.parent())
    }

    /// Whether `other` stands inside it.
    pub fn holds(self, other: Element<'_>) -> bool {
        self.at < other.at && other.at < self.end()
    }

    /// The elements directly inside it, in order.
    pub fn children(self) -> impl Iterator<Item = Element<'a>> {
        let (tree, end) = (self.tree, self.end());
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            while at < end {
                let here = at;
                let node = tree.node(here)?;
                at = node.end.max(here + 1);
                if matches!(node.content, Content::Element { .. }) {
                    return Some(Element { tree, at: here });
                }
            }
            None
        })
    }

    /// Every element inside it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Element<'a>> {
        let tree = self.tree;
        (self.at + 1..self.end()).filter_map(move |at| {
            matches!(tree.node(at)?.content, Content::Element { .. }).then_some(Element { tree, at })
        })
    }

    /// Every element inside it, in document order, but those that stand apart, and what they hold: of a comment, all but
    /// the replies that stand inside it.
    pub fn own(self, apart: impl Fn(Element<'a>) -> bool) -> impl Iterator<Item = Element<'a>> {
        let (tree, end) = (self.tree, self.end());
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            while at < end {
                let here = Element { tree, at };
                let node = tree.node(at)?;
                at += 1;
                if matches!(node.content, Content::Element { .. }) {
                    if !apart(here) {
                        return Some(here);
                    }
                    at = node.end.max(at);
                }
            }
            None
        })
    }

    /// The first element inside it, in document order, that passes.
    pub fn find(self, test: impl Fn(Element<'a>) -> bool) -> Option<Element<'a>> {
        self.descendants().find(|element| test(*element))
    }

    /// The first element inside it with this class.
    pub fn find_class(self, word: &str) -> Option<Element<'a>> {
        self.find(|element| element.has_class(word))
    }

    /// The first element inside it of this name, with or without prefix.
    pub fn find_name(self, name: &str) -> Option<Element<'a>> {
        self.find(|element| element.name() == name || element.local() == name)
    }

    /// The first child of this name, with or without prefix.
    pub fn child(self, name: &str) -> Option<Element<'a>> {
        self.children().find(|element| element.name() == name || element.local() == name)
    }

    /// All text inside it, as it stands: for fields, not for what people wrote (see [`super::words`]).
    pub fn text(self) -> String {
        let nodes = self.tree.nodes.get(self.at..self.end()).unwrap_or_default();
        let mut out = String::new();
        for node in nodes {
            if let Content::Text(range) = &node.content {
                out.push_str(self.tree.value(range));
            }
        }
        out
    }

    /// All text inside it on one line: white space joined, none at the ends; nothing where there is none.
    pub fn line(self) -> Option<String> {
        let text = self.text();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }
}

/// Whether an attribute has this name, with or without a prefix. Most are told by their length.
fn is_named(known: &str, name: &str) -> bool {
    match known.len().checked_sub(name.len()) {
        Some(0) => known == name,
        Some(prefix) => known.as_bytes().get(prefix - 1) == Some(&b':') && known.ends_with(name),
        None => false,
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::super::{Element, html};

    #[test]
    fn what_stands_apart_is_passed_over_whole() {
        let tree = html("<div class=c><i></i><div class=c><b></b></div><p><u></u></p></div><s></s>");
        let outer = tree.root().find_class("c").unwrap();
        let own: Vec<_> = outer.own(|element| element.has_class("c")).map(Element::name).collect();
        assert_eq!(own, ["i", "p", "u"]);
    }
}
