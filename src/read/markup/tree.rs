//! A tree of elements as one flat list in document order, so that every walk is a loop and nothing is recursive.

use std::ops::Range;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::span::Span;

/// A parsed page, document or fragment. The root is an element without a name around all others.
#[derive(Debug)]
pub struct Tree {
    /// All decoded text and attribute values in a row.
    pub(super) text: String,
    pub(super) nodes: Vec<Node>,
    pub(super) attributes: Vec<Attribute>,
    /// The names of elements and attributes, each once.
    pub(super) names: IndexSet<String, FxBuildHasher>,
    /// The byte offset where parsing failed; `None` if all of the source was read.
    pub broken: Option<usize>,
    /// Why the rest of the source was not read, in words for the user.
    pub refused: Option<&'static str>,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) content: Content,
    pub(super) parent: usize,
    /// One past its last descendant.
    pub(super) end: usize,
    /// Its bytes in the source, from its start tag to its end tag.
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
    /// The element around all others.
    pub fn root(&self) -> Element<'_> {
        Element { tree: self, index: 0 }
    }

    /// Every element, in document order.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        self.root().descendants()
    }

    pub(super) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    pub(super) fn value(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }
}

/// An element of a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    pub(super) tree: &'a Tree,
    pub(super) index: usize,
}

impl PartialEq for Element<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.tree, other.tree)
    }
}

impl<'a> Element<'a> {
    /// Its position in document order: an element comes before its content.
    pub fn place(self) -> usize {
        self.index
    }

    /// One past the position of its last descendant.
    pub fn end(self) -> usize {
        self.tree.node(self.index).map_or(self.index, |node| node.end)
    }

    /// Its name; in HTML in lower case, in XML with its prefix.
    pub fn name(self) -> &'a str {
        match self.tree.node(self.index).map(|node| &node.content) {
            Some(Content::Element { name, .. }) => self.tree.names.get_index(*name).map_or("", String::as_str),
            _ => "",
        }
    }

    /// Its name without a prefix: `comment_id` of `wp:comment_id`.
    pub fn local(self) -> &'a str {
        local(self.name())
    }

    /// Its attributes in order, with decoded values.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let range = match self.tree.node(self.index).map(|node| &node.content) {
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

    /// The value of the attribute with this name, with or without its XML prefix.
    pub fn attr(self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(full_name, _)| is_named(full_name, name)).map(|(_, value)| value)
    }

    /// Its `id`.
    pub fn id(self) -> Option<&'a str> {
        self.attr("id").map(str::trim).filter(|id| !id.is_empty())
    }

    /// Its classes.
    pub fn classes(self) -> impl Iterator<Item = &'a str> {
        self.attr("class").unwrap_or("").split_ascii_whitespace()
    }

    /// Whether it has this class.
    pub fn has_class(self, name: &str) -> bool {
        self.classes().any(|class| class == name)
    }

    /// Whether the value of an attribute contains this word. `itemtype`, `rel` and `typeof` are lists of words.
    pub fn has_word(self, attribute: &str, word: &str) -> bool {
        self.attr(attribute).is_some_and(|value| value.split_ascii_whitespace().any(|other| other == word))
    }

    /// Its bytes in the source.
    pub fn span(self) -> Span {
        self.tree.node(self.index).map(|node| node.span).unwrap_or_default()
    }

    /// The element directly around it; `None` for the root.
    pub fn parent(self) -> Option<Element<'a>> {
        let parent = self.tree.node(self.index)?.parent;
        (self.index != 0).then_some(Element { tree: self.tree, index: parent })
    }

    /// The elements around it, from the inside out.
    pub fn ancestors(self) -> impl Iterator<Item = Element<'a>> {
        std::iter::successors(self.parent(), |element| element.parent())
    }

    /// Whether `other` is inside it.
    pub fn holds(self, other: Element<'_>) -> bool {
        self.index < other.index && other.index < self.end()
    }

    /// The elements directly inside it, in order.
    pub fn children(self) -> impl Iterator<Item = Element<'a>> {
        let (tree, end) = (self.tree, self.end());
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            while next < end {
                let index = next;
                let node = tree.node(index)?;
                next = node.end.max(index + 1);
                if matches!(node.content, Content::Element { .. }) {
                    return Some(Element { tree, index });
                }
            }
            None
        })
    }

    /// The next element after it in the same element.
    pub fn next(self) -> Option<Element<'a>> {
        let (tree, parent) = (self.tree, self.tree.node(self.index)?.parent);
        let siblings = (self.end()..).map_while(|index| Some((index, tree.node(index)?)));
        let mut elements = siblings.filter(|(_, node)| matches!(node.content, Content::Element { .. }));
        let (index, node) = elements.next()?;
        (node.parent == parent && index > self.index).then_some(Element { tree, index })
    }

    /// Every element inside it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Element<'a>> {
        let tree = self.tree;
        (self.index + 1..self.end()).filter_map(move |index| {
            matches!(tree.node(index)?.content, Content::Element { .. }).then_some(Element { tree, index })
        })
    }

    /// Every element inside it, in document order, except separate ones and their content: for a comment, everything
    /// except the replies inside it.
    pub fn own(self, is_separate: impl Fn(Element<'a>) -> bool) -> impl Iterator<Item = Element<'a>> {
        let (tree, end) = (self.tree, self.end());
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            while next < end {
                let element = Element { tree, index: next };
                let node = tree.node(next)?;
                next += 1;
                if matches!(node.content, Content::Element { .. }) {
                    if !is_separate(element) {
                        return Some(element);
                    }
                    next = node.end.max(next);
                }
            }
            None
        })
    }

    /// The first element inside it, in document order, that passes a test.
    pub fn find(self, test: impl Fn(Element<'a>) -> bool) -> Option<Element<'a>> {
        self.descendants().find(|element| test(*element))
    }

    /// The first element inside it with this class.
    pub fn find_class(self, name: &str) -> Option<Element<'a>> {
        self.find(|element| element.has_class(name))
    }

    /// The first element inside it with this name, with or without prefix.
    pub fn find_name(self, name: &str) -> Option<Element<'a>> {
        self.find(|element| element.name() == name || element.local() == name)
    }

    /// The first child with this name, with or without prefix.
    pub fn child(self, name: &str) -> Option<Element<'a>> {
        self.children().find(|element| element.name() == name || element.local() == name)
    }

    /// All text inside it, unchanged: for fields. For text that people wrote, use [`super::words`].
    pub fn text(self) -> String {
        let nodes = self.tree.nodes.get(self.index..self.end()).unwrap_or_default();
        let mut out = String::new();
        for node in nodes {
            if let Content::Text(range) = &node.content {
                out.push_str(self.tree.value(range));
            }
        }
        out
    }

    /// All text inside it on one line, trimmed, with single spaces; `None` if there is no text.
    pub fn line(self) -> Option<String> {
        let text = self.text();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }
}

/// Whether `name` is the full name of an attribute, with or without its prefix. The lengths rule most out.
fn is_named(full_name: &str, name: &str) -> bool {
    match full_name.len().checked_sub(name.len()) {
        Some(0) => full_name == name,
        Some(prefix) => full_name.as_bytes().get(prefix - 1) == Some(&b':') && full_name.ends_with(name),
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
    fn separate_elements_are_skipped_with_their_content() {
        let tree = html("<div class=c><i></i><div class=c><b></b></div><p><u></u></p></div><s></s>");
        let outer = tree.root().find_class("c").unwrap();
        let own: Vec<_> = outer.own(|element| element.has_class("c")).map(Element::name).collect();
        assert_eq!(own, ["i", "p", "u"]);
    }
}
