//! Masks a map that was read back, which may have been written with names.

use petgraph::graph::NodeIndex;
use rustc_hash::FxHashMap;

use crate::graph::{ArgumentMap, Edge, Role};
use crate::ids::Taken;
use crate::place::Place;
use crate::privacy::{Authors, Census, HasThread, Masker, Moved, Naming, Pseudonyms, move_label, move_link};
use crate::thread::Thread;

/// Masks the people of a map as [`Privacy::apply`](crate::privacy::Privacy::apply) masks those of threads. Pseudonyms
/// stay, so a part of a map has the same pseudonyms as the whole.
pub(super) fn mask_map(map: &mut ArgumentMap, naming: &Naming) {
    if naming.authors == Authors::Keep {
        return;
    }
    let mut threads = threads(map);
    let mut census = Census::default();
    for (thread, _) in &threads {
        census.add(thread);
    }
    census.close();
    let mut pseudonyms = Pseudonyms::new(naming.authors, naming.ui, &census);
    let masker = Masker::new(naming, &census, &mut pseudonyms);
    let mut moved: FxHashMap<NodeIndex, Moved> = FxHashMap::default();
    for (thread, nodes) in &mut threads {
        let (moves, _) = masker.mask_texts(thread, &pseudonyms);
        pseudonyms.rename(thread);
        for (place, node) in nodes.iter().enumerate() {
            let Some(node) = map.graph.node_weight_mut(*node) else { continue };
            let inherited = node.inheritance.positions.iter_mut().map(|inherited| &mut inherited.label);
            let tags = &mut node.tags;
            let own = tags.positions.iter_mut().chain(&mut tags.forms).chain(&mut tags.proposes);
            own.chain(inherited).for_each(|label| move_label(label, Place::new(place), &moves));
        }
        thread.move_spans(&moves);
        for (node, comment) in nodes.iter().zip(&mut thread.comments) {
            let Some(node) = map.graph.node_weight_mut(*node) else { continue };
            node.comment = std::mem::take(comment);
        }
        moved.extend(nodes.iter().copied().zip(moves));
    }
    for (info, (thread, _)) in map.threads.iter_mut().zip(threads) {
        info.url = info.url.take().filter(|url| naming.urls || !masker.is_telling_url(url));
        info.title = thread.title;
    }
    claims(map, &moved, &masker);
    for edge in map.graph.edge_indices() {
        let Some((from, to)) = map.graph.edge_endpoints(edge) else { continue };
        if let Some(Edge::Reply(link)) = map.graph.edge_weight_mut(edge) {
            move_link(link, moved.get(&from), moved.get(&to));
        }
    }
    map.provenance.filters.iter_mut().for_each(|filter| masker.mask(filter));
    rename(map, &masker);
}

/// Each thread of a map as it was read, without claims, and its nodes.
fn threads(map: &ArgumentMap) -> Vec<(Thread, Vec<NodeIndex>)> {
    let of_thread = |(info, nodes): (&super::ThreadInfo, &Vec<NodeIndex>)| {
        let comments = nodes.iter().map(|node| map.graph.node_weight(*node).map(|node| node.comment.clone()));
        let comments = comments.map(Option::unwrap_or_default).collect();
        (Thread { title: info.title.clone(), comments, ..Thread::default() }, nodes.clone())
    };
    map.threads.iter().zip(&map.places).map(of_thread).collect()
}

/// Moves the claims of a map. The words of a claim are those of its article at the same place.
fn claims(map: &mut ArgumentMap, moved: &FxHashMap<NodeIndex, Moved>, masker: &Masker) {
    for claim in map.graph.node_indices() {
        let Some(Role::Claim { of, span }) = map.graph.node_weight(claim).map(|node| node.role.clone()) else {
            continue;
        };
        let span = moved.get(&of).map_or(span, |moved| moved.of(span));
        let words = map.graph.node_weight(of).map(|article| span.of(&article.comment.text).to_owned());
        let author = map.graph.node_weight(of).and_then(|article| article.comment.author.clone());
        let Some(node) = map.graph.node_weight_mut(claim) else { continue };
        node.role = Role::Claim { of, span };
        node.comment.author = node.comment.author.take().and(author);
        // The article may have been written without its text.
        match words.filter(|words| !words.is_empty()) {
            Some(words) => node.comment.text = words,
            None => masker.mask(&mut node.comment.text),
        }
    }
}

/// Gives neutral ids to threads and nodes whose ids identify a person. Quotes name them.
fn rename(map: &mut ArgumentMap, masker: &Masker) {
    let mut taken: Taken = map.threads.iter().map(|thread| thread.id.as_str()).collect();
    for thread in &mut map.threads {
        if masker.is_telling_thread(&thread.id, thread.source.as_deref()) {
            thread.id = taken.numbered("t", 1);
        }
    }
    let quoted = |node: &crate::graph::Node| -> Vec<String> {
        node.comment.quotes.iter().filter_map(|quote| quote.to.clone()).collect()
    };
    let mut all: Vec<String> = map.graph.node_weights().map(|node| node.id.clone()).collect();
    all.extend(map.graph.node_weights().flat_map(quoted));
    let mut taken: Taken = all.iter().map(String::as_str).collect();
    let mut ids: FxHashMap<String, String> = FxHashMap::default();
    for id in all {
        if masker.is_telling(&id) && !ids.contains_key(&id) {
            ids.insert(id, taken.numbered("x", 1));
        }
    }
    for node in map.graph.node_weights_mut() {
        if let Some(id) = ids.get(&node.id) {
            node.id.clone_from(id);
            node.comment.id.clone_from(id);
        }
        for to in node.comment.quotes.iter_mut().filter_map(|quote| quote.to.as_mut()) {
            if let Some(id) = ids.get(to) {
                to.clone_from(id);
            }
        }
    }
}
