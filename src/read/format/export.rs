//! What the readers of exports and feeds in XML do alike: fields, names of people.

use std::collections::BTreeMap;

use super::{common, names};
use crate::diagnostic::Diagnostic;
use crate::read::markup::{Element, Lines, fragment};
use crate::read::source::Source;

/// The outermost element of a document in XML; `None` where there is none.
pub fn root<'a>(source: &'a Source<'_>) -> Option<Element<'a>> {
    source.xml()?.root().children().next()
}

/// The text of a child with this name, with or without prefix, on one line; nothing where it is empty.
pub fn field(element: Element<'_>, name: &str) -> Option<String> {
    element.child(name).and_then(Element::line)
}

/// The text of a child with this name, as it stands, without white space at its ends.
pub fn raw(element: Element<'_>, name: &str) -> String {
    element.child(name).map(|child| child.text().trim().to_owned()).unwrap_or_default()
}

/// A field that holds a fragment of HTML, such as a title with entities, on one line.
pub fn plain(text: &str) -> Option<String> {
    let words = fragment(text, Lines::Joined).text;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The name of a person from a field of an export. Where it is an e-mail address, only what stands before the `@` is
/// kept: the address is never stored.
pub fn person(text: &str) -> Option<String> {
    plain(text).map(|name| names::without_mail(&name).to_owned())
}

/// The number behind `#comment-` in an address or an id; the prefixes of the themes are the same everywhere.
pub fn comment_number(text: &str) -> Option<&str> {
    let (_, after) = text.rsplit_once("#comment-")?;
    (!after.is_empty() && after.bytes().all(|byte| byte.is_ascii_digit())).then_some(after)
}

/// What a document has to say about itself besides its comments: where it breaks off.
pub fn broken(source: &Source<'_>) -> Option<Diagnostic> {
    common::cut_off(source.xml().and_then(|tree| tree.broken), source.text)
}

/// Groups that share a key, found without looking at any pair twice: each thing names its keys, and things with a key in
/// common, directly or through others, end in one group.
#[derive(Debug, Default)]
pub struct Groups {
    parent: Vec<usize>,
    keys: BTreeMap<String, usize>,
}

impl Groups {
    /// A new thing in a group of its own.
    pub fn add(&mut self) -> usize {
        self.parent.push(self.parent.len());
        self.parent.len() - 1
    }

    /// The first thing of the group that this one belongs to.
    pub fn first(&mut self, at: usize) -> usize {
        let mut root = at;
        while let Some(next) = self.parent.get(root).copied().filter(|next| *next != root) {
            root = next;
        }
        let mut here = at;
        while let Some(next) = self.parent.get_mut(here).filter(|next| **next != root) {
            here = std::mem::replace(next, root);
        }
        root
    }

    /// Puts a thing together with all others of this key.
    pub fn tie(&mut self, at: usize, key: &str) {
        match self.keys.get(key) {
            Some(other) => {
                let (one, two) = (self.first(*other), self.first(at));
                // The earlier one stands for both, so that the order of groups is that of their first things.
                if let Some(slot) = self.parent.get_mut(one.max(two)) {
                    *slot = one.min(two);
                }
            }
            None => {
                self.keys.insert(key.to_owned(), at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_no_addresses() {
        assert_eq!(person("O&#039;Neill <o@x.org>").as_deref(), Some("O'Neill"));
        assert_eq!(person("jeanne@example.org").as_deref(), Some("jeanne"));
        assert_eq!(person("@jeanne").as_deref(), Some("@jeanne"));
        assert_eq!(person(" "), None);
    }

    #[test]
    fn groups_grow_together_in_any_order() {
        let mut groups = Groups::default();
        for keys in [["a", "b"], ["c", "d"], ["e", "e"], ["d", "a"]] {
            let at = groups.add();
            for key in keys {
                groups.tie(at, key);
            }
        }
        let firsts: Vec<usize> = (0..4).map(|at| groups.first(at)).collect();
        assert_eq!(firsts, [0, 0, 2, 0]);
    }
}
