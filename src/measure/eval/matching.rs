//! Matches the comments of the gold with nodes of the map.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;
use unicode_normalization::UnicodeNormalization;

use crate::graph::ArgumentMap;
use crate::measure::gold::Gold;

/// How many characters, without white space, identify the beginning of a text. Chosen by hand.
const HEAD: usize = 60;

/// Matches by thread and id. A gold file without thread names has one thread, which matches any name.
pub(super) fn match_ids(map: &ArgumentMap, gold: &Gold) -> Vec<Option<NodeIndex>> {
    let mut places: BTreeMap<(&str, &str), NodeIndex> = BTreeMap::new();
    for index in map.graph.node_indices() {
        let Some(node) = map.graph.node_weight(index) else { continue };
        let thread = map.threads.get(node.thread).map_or("", |thread| thread.id.as_str());
        places.entry((thread, &node.comment.id)).or_insert(index);
        places.entry(("", &node.comment.id)).or_insert(index);
    }
    gold.comments.iter().map(|comment| places.get(&(comment.thread.as_str(), comment.id.as_str())).copied()).collect()
}

/// Matches by the beginnings of texts. Both lists are read in order.
pub(super) fn match_texts(map: &ArgumentMap, gold: &Gold) -> Vec<Option<NodeIndex>> {
    let mut places: BTreeMap<String, Vec<NodeIndex>> = BTreeMap::new();
    for index in map.graph.node_indices().collect::<Vec<_>>().into_iter().rev() {
        if let Some(node) = map.graph.node_weight(index).filter(|node| node.kind_name() != "claim") {
            places.entry(head(&node.comment.text)).or_default().push(index);
        }
    }
    gold.comments.iter().map(|comment| places.get_mut(&head(&comment.text)).and_then(Vec::pop)).collect()
}

/// The beginning of a text in a normal form: NFKC without white space.
fn head(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).take(HEAD).collect()
}
