//! A tree while its tags come in.

use super::rules::{self, Kind};
use super::tree::{Attribute, Content, Node, Tree};
use crate::limit;
use crate::span::Span;

/// Which tags may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grammar {
    /// HTML: many.
    Html,
    /// XML: none.
    Xml,
}

/// Builds a [`Tree`]: start tags, texts and end tags, in order.
#[derive(Debug)]
pub(super) struct Grow {
    tree: Tree,
    grammar: Grammar,
    kinds: Vec<Kind>,
    /// How often each name stands open.
    open: Vec<usize>,
    stack: Vec<usize>,
    /// Elements that stand open beyond the depth that is kept.
    beyond: usize,
}

const ROOT: usize = 0;

/// Among how many attributes of a tag a repeated one is looked for.
const ATTRIBUTES: usize = 64;

impl Grow {
    pub(super) fn new(grammar: Grammar, size: usize) -> Self {
        let tree = Tree {
            // Of a page of comments about half is text and values.
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

    /// A start tag. Its attributes follow, then [`Grow::started`].
    pub(super) fn start(&mut self, name: &str, span: Span) {
        if self.grammar == Grammar::Html {
            self.end_implied(name, span.start);
        }
        let name = self.name(name);
        let at = self.tree.nodes.len();
        let parent = self.stack.last().copied().unwrap_or(ROOT);
        let first = self.tree.attributes.len();
        let content = Content::Element { name, attributes: first..first };
        self.tree.nodes.push(Node { content, parent, end: at + 1, span });
    }

    /// An attribute of the element that was started last; the first of a name wins, and the answer is whether it is that.
    pub(super) fn attribute(&mut self, name: &str) -> bool {
        let name = self.name(name);
        let end = self.tree.text.len();
        let own = self.tree.nodes.last().and_then(|node| match &node.content {
            Content::Element { attributes, .. } => self.tree.attributes.get(attributes.start..),
            Content::Text(_) => None,
        });
        // Tags with thousands of attributes, which nobody writes, may repeat one.
        let is_first = !own.unwrap_or_default().iter().take(ATTRIBUTES).any(|known| known.name == name);
        if is_first {
            self.tree.attributes.push(Attribute { name, value: end..end });
        }
        is_first
    }

    /// A piece of the value of the attribute that came last.
    pub(super) fn value(&mut self, value: &str) {
        if let Some(last) = self.tree.attributes.last_mut() {
            self.tree.text.push_str(value);
            last.value.end = self.tree.text.len();
        }
    }

    /// The end of a start tag at this byte. An element that holds nothing is whole now.
    pub(super) fn started(&mut self, end: usize, empty: bool) {
        let Some(at) = self.tree.nodes.len().checked_sub(1) else { return };
        let attributes = self.tree.attributes.len();
        let Some(node) = self.tree.nodes.get_mut(at) else { return };
        let Content::Element { name, attributes: range } = &mut node.content else { return };
        range.end = attributes;
        node.span.end = end;
        let name = *name;
        if self.kind(name).void || empty {
            return;
        }
        if self.grammar == Grammar::Html && self.stack.len() >= limit::MARKUP_DEPTH {
            self.beyond += 1;
            return;
        }
        self.stack.push(at);
        if let Some(open) = self.open.get_mut(name) {
            *open += 1;
        }
    }

    /// Text between tags.
    pub(super) fn text(&mut self, text: &str, span: Span) {
        let at = self.tree.nodes.len();
        let start = self.tree.text.len();
        self.tree.text.push_str(text);
        let parent = self.stack.last().copied().unwrap_or(ROOT);
        self.tree.nodes.push(Node { content: Content::Text(start..self.tree.text.len()), parent, end: at + 1, span });
    }

    /// An end tag that ends at this byte.
    pub(super) fn end(&mut self, name: &str, end: usize) {
        let Some(wanted) = self.tree.names.get_index_of(name) else { return };
        if self.beyond > 0 {
            self.beyond -= usize::from(!self.kind(wanted).void);
            return;
        }
        // What stands behind the end of a page is read as if it stood before.
        if self.grammar == Grammar::Html && matches!(name, "html" | "body") || self.open.get(wanted) == Some(&0) {
            return;
        }
        let of = self.kind(wanted);
        let html = self.grammar == Grammar::Html;
        let mut found = None;
        for (depth, old, kind) in self.open_elements() {
            if old == name {
                found = Some(depth);
                break;
            }
            if html && rules::stops(name, of, old, kind) {
                return;
            }
        }
        if let Some(depth) = found {
            self.close_to(depth, end);
        }
    }

    fn name_of(&self, at: usize) -> Option<usize> {
        match self.tree.nodes.get(at)?.content {
            Content::Element { name, .. } => Some(name),
            Content::Text(_) => None,
        }
    }

    /// Ends the open elements from this depth on.
    fn close_to(&mut self, depth: usize, end: usize) {
        let nodes = self.tree.nodes.len();
        while self.stack.len() > depth {
            let Some(at) = self.stack.pop() else { return };
            if let Some(open) = self.name_of(at).and_then(|name| self.open.get_mut(name)) {
                *open = open.saturating_sub(1);
            }
            if let Some(node) = self.tree.nodes.get_mut(at) {
                node.end = nodes;
                node.span.end = end.max(node.span.end);
            }
        }
    }

    /// Ends what the start of an element of this name ends.
    fn end_implied(&mut self, name: &str, end: usize) {
        if rules::ends_any(name) {
            let mut found = None;
            for (depth, old, kind) in self.open_elements() {
                if rules::ends(name, old) {
                    // Going on: `tr` ends the cell and the row around it.
                    found = Some(depth);
                } else if rules::shelters(name, old, kind) {
                    break;
                }
            }
            if let Some(depth) = found {
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

    /// The elements that stand open, from the inside out, without the root: depth, name and rules.
    fn open_elements(&self) -> impl Iterator<Item = (usize, &str, Kind)> {
        (1..self.stack.len()).rev().filter_map(|depth| {
            let name = self.name_of(*self.stack.get(depth)?)?;
            Some((depth, self.tree.names.get_index(name)?.as_str(), self.kind(name)))
        })
    }

    /// The tree, all that is open ended at this byte.
    pub(super) fn finish(mut self, end: usize) -> Tree {
        self.close_to(0, end);
        self.tree
    }

    /// Remembers where the source stopped making sense.
    pub(super) fn broken(&mut self, at: usize) {
        self.tree.broken.get_or_insert(at);
    }

    /// Remembers why the rest is not read.
    pub(super) fn refused(&mut self, why: &'static str) {
        self.tree.refused.get_or_insert(why);
    }
}
