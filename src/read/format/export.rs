//! What the readers of exports and feeds in XML share: fields, names of people, groups of threads.

use std::collections::BTreeMap;

use super::{common, names};
use crate::diagnostic::Diagnostic;
use crate::read::markup::{Element, Lines, fragment};
use crate::read::source::Source;
use crate::union_find::UnionFind;

/// The outermost element of an XML document, if the source is one.
pub fn root<'a>(source: &'a Source<'_>) -> Option<Element<'a>> {
    source.xml()?.root().children().next()
}

/// The text of a child with this name, with or without prefix, on one line; `None` if it is empty.
pub fn field(element: Element<'_>, name: &str) -> Option<String> {
    element.child(name).and_then(Element::line)
}

/// The text of a child with this name, unchanged except that it is trimmed.
pub fn raw(element: Element<'_>, name: &str) -> String {
    element.child(name).map(|child| child.text().trim().to_owned()).unwrap_or_default()
}

/// The text of a fragment of HTML, such as a title with entities, on one line.
pub fn plain(text: &str) -> Option<String> {
    let words = fragment(text, Lines::Joined).text;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The name of a person from a field of an export. Only the part before the `@` of an e-mail address is kept: addresses
/// are never stored.
pub fn person(text: &str) -> Option<String> {
    plain(text).map(|name| names::without_mail(&name).to_owned())
}

/// The number after `#comment-` in an address or an id.
pub fn comment_number(text: &str) -> Option<&str> {
    let (_, after) = text.rsplit_once("#comment-")?;
    (!after.is_empty() && after.bytes().all(|byte| byte.is_ascii_digit())).then_some(after)
}

/// Reports where a document breaks off, if it does.
pub fn broken(source: &Source<'_>) -> Option<Diagnostic> {
    common::cut_off(source.xml().and_then(|tree| tree.broken), source.text)
}

/// Groups of things that have a key in common, directly or through other things.
#[derive(Debug, Default)]
pub struct Groups {
    sets: UnionFind<usize>,
    /// For every key, the first thing that has it.
    keys: BTreeMap<String, usize>,
}

impl Groups {
    /// Adds a thing without keys, which is a new group, and returns its index.
    pub fn add(&mut self) -> usize {
        self.sets.add()
    }

    /// The first thing of the group that a thing belongs to.
    pub fn first(&mut self, index: usize) -> usize {
        self.sets.root(index)
    }

    /// Adds a key to a thing, which joins its group with the group of that key.
    pub fn tie(&mut self, index: usize, key: &str) {
        let Some(other) = self.keys.get(key) else {
            self.keys.insert(key.to_owned(), index);
            return;
        };
        let (one, two) = (self.sets.root(*other), self.sets.root(index));
        // The first thing is the root, so that groups are in the order of their first things.
        self.sets.attach(one.max(two), one.min(two));
    }

    /// Joins the groups of two things.
    pub fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.sets.root(one), self.sets.root(two));
        self.sets.attach(one.max(two), one.min(two));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_text_without_addresses() {
        assert_eq!(person("O&#039;Neill <o@x.org>").as_deref(), Some("O'Neill"));
        assert_eq!(person("jeanne@example.org").as_deref(), Some("jeanne"));
        assert_eq!(person("@jeanne").as_deref(), Some("@jeanne"));
        assert_eq!(person(" "), None);
    }

    #[test]
    fn groups_are_joined_in_any_order() {
        let mut groups = Groups::default();
        for keys in [["a", "b"], ["c", "d"], ["e", "e"], ["d", "a"]] {
            let index = groups.add();
            for key in keys {
                groups.tie(index, key);
            }
        }
        let firsts: Vec<usize> = (0..4).map(|index| groups.first(index)).collect();
        assert_eq!(firsts, [0, 0, 2, 0]);
    }
}
