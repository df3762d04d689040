//! Start tags, texts and end tags → a tree.

use super::rules::{self, Kind};
use super::tree::{Attribute, Content, Node, Tree};
use crate::limit;
use crate::span::Span;

/// Which language the markup is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grammar {
    /// HTML, in which many tags may be left out.
    Html,
    /// XML, in which no tag may be left out.
    Xml,
}

/// Builds a [`Tree`]: start tags, texts and end tags, in order.
#[derive(Debug)]
pub(super) struct Grow {
    tree: Tree,
    grammar: Grammar,
    kinds: Vec<Kind>,
    /// How many open elements have each name.
    open: Vec<usize>,
    /// The open elements, from the outside in.
    stack: Vec<usize>,
    /// How many elements are open beyond the maximum depth.
    beyond: usize,
}

const ROOT: usize = 0;

/// How many attributes of a tag are searched for a repeated one. Only hostile pages have more.
const ATTRIBUTES: usize = 64;

impl Grow {
    pub(super) fn new(grammar: Grammar, size: usize) -> Self {
        let tree = Tree {
            // About half of a page of comments is text and attribute values.
            text: String::with_capacity(size / 2),
            nodes: Vec::with_capacity(size / 64),
            attributes: Vec::with_capacity(size / 64),
            names: indexmap::IndexSet::default(),
            broken: None,
            refused: None,
        };
        let mut grow = Grow { tree, grammar, kinds: Vec::new(), open: Vec::new(), stack: Vec::new(), beyond: 0 };
        grow.start("", Span::default());
        grow.started(0, false);
        grow
    }

    fn name(&mut self, name: &str) -> usize {
        if let Some(known) = self.tree.names.get_index_of(name) {
            return known;
        }
        self.kinds.push(if self.grammar == Grammar::Html { rules::kind(name) } else { Kind::default() });
        self.open.push(0);
        self.tree.names.insert_full(name.to_owned()).0
    }

    fn kind(&self, name: usize) -> Kind {
        self.kinds.get(name).copied().unwrap_or_default()
    }

    /// Adds a start tag. Its attributes follow, then [`Grow::started`].
    pub(super) fn start(&mut self, name: &str, span: Span) {
        if self.grammar == Grammar::Html {
            self.end_implied(name, span.start);
        }
        let name = self.name(name);
        let index = self.tree.nodes.len();
        let parent = self.stack.last().copied().unwrap_or(ROOT);
        let first = self.tree.attributes.len();
        let content = Content::Element { name, attributes: first..first };
        self.tree.nodes.push(Node { content, parent, end: index + 1, span });
    }

    /// Adds an attribute to the last element, unless it already has one with this name. Returns whether it was added.
    pub(super) fn attribute(&mut self, name: &str) -> bool {
        let name = self.name(name);
        let end = self.tree.text.len();
        let own = self.tree.nodes.last().and_then(|node| match &node.content {
            Content::Element { attributes, .. } => self.tree.attributes.get(attributes.start..),
            Content::Text(_) => None,
        });
        let is_first = !own.unwrap_or_default().iter().take(ATTRIBUTES).any(|known| known.name == name);
        if is_first {
            self.tree.attributes.push(Attribute { name, value: end..end });
        }
        is_first
    }

    /// Adds a piece of the value of the last attribute.
    pub(super) fn value(&mut self, value: &str) {
        if let Some(last) = self.tree.attributes.last_mut() {
            self.tree.text.push_str(value);
            last.value.end = self.tree.text.len();
        }
    }

    /// Ends the last start tag at this byte. An empty element is complete.
    pub(super) fn started(&mut self, end: usize, is_empty: bool) {
        let Some(index) = self.tree.nodes.len().checked_sub(1) else { return };
        let attributes = self.tree.attributes.len();
        let Some(node) = self.tree.nodes.get_mut(index) else { return };
        let Content::Element { name, attributes: range } = &mut node.content else { return };
        range.end = attributes;
        node.span.end = end;
        let name = *name;
        if self.kind(name).void || is_empty {
            return;
        }
        if self.grammar == Grammar::Html && self.stack.len() >= limit::MARKUP_DEPTH {
            self.beyond += 1;
            return;
        }
        self.stack.push(index);
        if let Some(count) = self.open.get_mut(name) {
            *count += 1;
        }
    }

    /// Adds text between tags.
    pub(super) fn text(&mut self, text: &str, span: Span) {
        let index = self.tree.nodes.len();
        let start = self.tree.text.len();
        self.tree.text.push_str(text);
        let parent = self.stack.last().copied().unwrap_or(ROOT);
        self.tree.nodes.push(Node {
            content: Content::Text(start..self.tree.text.len()),
            parent,
            end: index + 1,
            span,
        });
    }

    /// Adds an end tag that ends at this byte.
    pub(super) fn end(&mut self, name: &str, end: usize) {
        let Some(wanted) = self.tree.names.get_index_of(name) else { return };
        if self.beyond > 0 {
            self.beyond -= usize::from(!self.kind(wanted).void);
            return;
        }
        // Content after the end of a page is read as if it were before it.
        if self.grammar == Grammar::Html && matches!(name, "html" | "body") || self.open.get(wanted) == Some(&0) {
            return;
        }
        let kind_of_tag = self.kind(wanted);
        let is_html = self.grammar == Grammar::Html;
        let mut matching = None;
        for (depth, old, kind) in self.open_elements() {
            if old == name {
                matching = Some(depth);
                break;
            }
            if is_html && rules::stops(name, kind_of_tag, old, kind) {
                return;
            }
        }
        if let Some(depth) = matching {
            self.close_to(depth, end);
        }
    }

    fn name_of(&self, index: usize) -> Option<usize> {
        match self.tree.nodes.get(index)?.content {
            Content::Element { name, .. } => Some(name),
            Content::Text(_) => None,
        }
    }

    /// Closes the open elements at this depth and below.
    fn close_to(&mut self, depth: usize, end: usize) {
        let nodes = self.tree.nodes.len();
        while self.stack.len() > depth {
            let Some(index) = self.stack.pop() else { return };
            if let Some(count) = self.name_of(index).and_then(|name| self.open.get_mut(name)) {
                *count = count.saturating_sub(1);
            }
            if let Some(node) = self.tree.nodes.get_mut(index) {
                node.end = nodes;
                node.span.end = end.max(node.span.end);
            }
        }
    }

    /// Closes the elements that the start of an element with this name closes.
    fn end_implied(&mut self, name: &str, end: usize) {
        if rules::ends_any(name) {
            let mut outermost = None;
            for (depth, old, kind) in self.open_elements() {
                if rules::ends(name, old) {
                    // Continue: `tr` closes the cell and the row around it.
                    outermost = Some(depth);
                } else if rules::shelters(name, old, kind) {
                    break;
                }
            }
            if let Some(depth) = outermost {
                self.close_to(depth, end);
            }
        }
        if rules::ends_paragraph(name) {
            let innermost = self.open_elements().find(|(_, _, kind)| kind.block);
            if let Some((depth, "p", _)) = innermost {
                self.close_to(depth, end);
            }
        }
    }

    /// The open elements from the inside out, without the root: depth, name and rules.
    fn open_elements(&self) -> impl Iterator<Item = (usize, &str, Kind)> {
        (1..self.stack.len()).rev().filter_map(|depth| {
            let name = self.name_of(*self.stack.get(depth)?)?;
            Some((depth, self.tree.names.get_index(name)?.as_str(), self.kind(name)))
        })
    }

    /// The tree, with all open elements closed at this byte.
    pub(super) fn finish(mut self, end: usize) -> Tree {
        self.close_to(0, end);
        self.tree
    }

    /// Remembers the byte where parsing failed.
    pub(super) fn broken(&mut self, offset: usize) {
        self.tree.broken.get_or_insert(offset);
    }

    /// Remembers why the rest of the source is not read.
    pub(super) fn refused(&mut self, why: &'static str) {
        self.tree.refused.get_or_insert(why);
    }
}
