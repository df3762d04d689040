//! Masks a map that was read back, which may have been written with names.

use rustc_hash::FxHashMap;

use crate::graph::ArgumentMap;
use crate::ids::Taken;
use crate::privacy::{Authors, Masker, Pseudonyms, is_pseudonym};
use crate::thread::Comment;

/// Masks the people of a map as [`Privacy::apply`](crate::privacy::Privacy::apply) masks those of threads. Pseudonyms
/// stay, so a part of a map has the same pseudonyms as the whole.
pub(super) fn mask_map(map: &mut ArgumentMap, authors: Authors) {
    let people: Vec<&str> = map.graph.node_weights().filter_map(|node| Comment::person(&node.comment)).collect();
    // A map without authors may still hold addresses in its texts and ids.
    let is_masked = !people.is_empty() && people.iter().all(|name| is_pseudonym(name));
    if authors == Authors::Keep || (is_masked && authors == Authors::Pseudonym) {
        return;
    }
    let mut pseudonyms = Pseudonyms::new(authors);
    let masker = Masker::new(people.into_iter().filter(|name| !is_pseudonym(name)));
    map.threads.iter_mut().filter_map(|thread| thread.title.as_mut()).for_each(|title| masker.mask(title));
    let mut taken: Taken = map.graph.node_weights().map(|node| node.id.as_str()).collect();
    let telling = map.graph.node_weights().filter(|node| masker.is_telling(&node.id));
    let ids: FxHashMap<String, String> = telling.map(|node| (node.id.clone(), taken.numbered("x", 1))).collect();
    for node in map.graph.node_weights_mut() {
        if let Some(id) = ids.get(&node.id) {
            node.id.clone_from(id);
            node.comment.id.clone_from(id);
        }
        masker.mask(&mut node.comment.text);
        node.comment.author = node.comment.person().map(str::to_owned).and_then(|person| pseudonyms.of(&person));
        for to in node.comment.quotes.iter_mut().filter_map(|quote| quote.to.as_mut()) {
            if let Some(id) = ids.get(to) {
                to.clone_from(id);
            }
        }
    }
}
