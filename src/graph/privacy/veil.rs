//! Privacy of a map that is read back: it may have been written with names.

use rustc_hash::FxHashMap;

use super::names::Names;
use super::{Authors, Masker, Privacy};
use crate::graph::ArgumentMap;
use crate::thread::Comment;

impl Privacy {
    /// Hides the people of a map as [`Privacy::apply`] hides those of threads. Pseudonyms stay as they are: those of a
    /// part of a map are those of the whole.
    pub fn veil(&mut self, map: &mut ArgumentMap) {
        let known: Vec<&str> = map.graph.node_weights().filter_map(|node| Comment::person(&node.comment)).collect();
        let hidden = known.iter().all(|name| is_pseudonym(name));
        if self.authors == Authors::Keep || (hidden && self.authors == Authors::Pseudonym) {
            return;
        }
        let masker = Masker { names: Names::new(known.into_iter().filter(|name| !is_pseudonym(name))) };
        map.threads.iter_mut().filter_map(|thread| thread.title.as_mut()).for_each(|title| masker.mask(title));
        let mut ids: FxHashMap<String, String> = FxHashMap::default();
        for node in map.graph.node_weights().filter(|node| masker.is_telling(&node.id)) {
            let next = ids.len() + 1;
            ids.insert(node.id.clone(), format!("x{next}"));
        }
        for node in map.graph.node_weights_mut() {
            if let Some(id) = ids.get(&node.id) {
                node.id.clone_from(id);
                node.comment.id.clone_from(id);
            }
            masker.mask(&mut node.comment.text);
            node.comment.author = node.comment.person().map(str::to_owned).and_then(|person| self.name(person));
            for to in node.comment.quotes.iter_mut().filter_map(|quote| quote.to.as_mut()) {
                if let Some(id) = ids.get(to) {
                    to.clone_from(id);
                }
            }
        }
    }
}

/// Whether a name is one that [`Privacy`] gives.
fn is_pseudonym(name: &str) -> bool {
    let number = name.strip_prefix("Author ").unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}
