//! `--collapse position`: the comments of a thread that hold the same position become one node.
//!
//! In: a view. Out: a new map, and in its provenance what each group counts. A group shows the text of its strongest
//! comment and counts the others as folded away. An edge replaces all links of one relation from one group to another; its
//! probabilities are their means, and it has no evidence, because evidence is about single words. Links inside a group are
//! counted on it. Articles and posts remain, and their claims are counted on them. A group has no status: only single
//! comments have one.

use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::graph::NodeIndex;

use super::View;
use super::rank::ranked;
use crate::graph::{ArgumentMap, Edge, Folding, Inheritance, Node, Role};
use crate::link::Link;
use crate::place::PerNode;
use crate::tag::{By, Label, Tags};
use crate::thread::{Comment, Kind, Relation};

/// A group: its thread, and the position that its comments hold first.
type Key = (usize, Option<Arc<str>>);

/// Links that become one edge: the ends, the claim they answer, and the index of the relation in [`Relation::ALL`].
type BundleKey = (NodeIndex, NodeIndex, Option<NodeIndex>, usize);

/// Groups a view by position. Linear, except for sorting.
pub(super) fn group_by_position(view: &View<'_>) -> ArgumentMap {
    let mut map = ArgumentMap {
        threads: view.map.threads.clone(),
        packs: view.map.packs.clone(),
        places: vec![Vec::new(); view.map.threads.len()],
        ..ArgumentMap::default()
    };
    map.provenance.filters.clone_from(&view.filters);
    map.provenance.filters.push("collapse=position".to_owned());
    let mut folding = Folding { loose: view.folding.loose.clone(), ..Folding::default() };
    let strongest = strongest(view);
    let mut new_node: PerNode<Option<NodeIndex>> = PerNode::filled(view.map.graph.node_count(), None);
    let mut groups: BTreeMap<Key, NodeIndex> = BTreeMap::new();
    for index in &view.nodes {
        let Some(node) = view.node(*index) else { continue };
        let article = match node.role {
            Role::Claim { of, .. } => *new_node.at(of),
            Role::Entry => None,
        };
        let new = if let Some(article) = article {
            folding.folds.entry(article).or_default().claims += 1;
            article
        } else if node.is_subject() {
            map.graph.add_node(node.clone())
        } else {
            let key = key(view, node);
            let voice = strongest.get(&key).copied().unwrap_or(*index);
            let group = *groups.entry(key.clone()).or_insert_with(|| {
                let group = map.graph.add_node(group(view, &key, view.node(voice).unwrap_or(node)));
                folding.groups.insert(group, key.1);
                group
            });
            if voice != *index {
                folding.folds.entry(group).or_default().node(node);
            }
            group
        };
        if let Some(before) = view.folded(*index) {
            folding.folds.entry(new).or_default().add(before);
        }
        *new_node.at_mut(*index) = Some(new);
    }
    for node in map.graph.node_weights_mut() {
        if let Role::Claim { of, .. } = &mut node.role {
            *of = new_node.at(*of).unwrap_or(*of);
        }
    }
    add_edges(&mut map, view, &new_node, &mut folding);
    map.provenance.folding = folding;
    map
}

fn key(view: &View<'_>, node: &Node) -> Key {
    (node.thread, view.positions(node).next().map(|label| Arc::clone(&label.name)))
}

/// The strongest node of every group; a comment, if the group has one.
fn strongest(view: &View<'_>) -> BTreeMap<Key, NodeIndex> {
    let slots = &view.forest().slots;
    let mut strongest: BTreeMap<Key, NodeIndex> = BTreeMap::new();
    for slot in ranked(view).into_iter().filter_map(|at| slots.get(at)) {
        let Some(node) = view.node(slot.node).filter(|node| !node.is_subject()) else { continue };
        let best = strongest.entry(key(view, node)).or_insert(slot.node);
        if node.is_comment() && !view.node(*best).is_some_and(Node::is_comment) {
            *best = slot.node;
        }
    }
    strongest
}

/// The node of a group: the text of its strongest comment, and of its labels only the position that the group holds.
fn group(view: &View<'_>, (thread, position): &Key, strongest: &Node) -> Node {
    let name = format!("position={}", position.as_deref().unwrap_or_default());
    let id = match view.map.threads.get(*thread).filter(|_| view.map.threads.len() > 1) {
        Some(thread) => format!("{}/{name}", thread.id),
        None => name.clone(),
    };
    let is_held = |label: &&Label| Some(&label.name) == position.as_ref();
    let positions = view.positions(strongest).filter(is_held).take(1).cloned().collect();
    Node {
        id,
        thread: *thread,
        comment: Comment {
            id: name,
            kind: if strongest.is_comment() { Kind::Comment } else { strongest.comment.kind },
            lang: strongest.comment.lang,
            text: strongest.comment.text.clone(),
            ..Comment::default()
        },
        role: Role::Entry,
        tags: Tags { lang: strongest.tags.lang, positions, ..Tags::default() },
        inheritance: Inheritance::default(),
        depth: 1,
        standing: None,
        reasoned: None,
        answered: None,
    }
}

/// Sums over the links that become one edge.
#[derive(Default)]
struct Bundle {
    links: usize,
    given: usize,
    reasoned: usize,
    confidence: f64,
    relation_p: f64,
    relations: [f64; Relation::ALL.len()],
}

impl Bundle {
    /// Adds a link that represents `count` links.
    fn add(&mut self, link: &Link, count: usize) {
        let weight = count as f64;
        self.links += count;
        self.given += if link.given { count } else { 0 };
        self.reasoned += if link.reasoned { count } else { 0 };
        self.confidence += weight * link.confidence;
        self.relation_p += weight * link.relation_p;
        for (sum, p) in self.relations.iter_mut().zip(link.relations) {
            *sum += weight * p;
        }
    }

    /// The link that replaces them: given if all are, with the means of their probabilities. It is between groups, so it
    /// has no places in a thread.
    fn link(&self, relation: Relation) -> Link {
        let mean = |total: f64| total / self.links.max(1) as f64;
        Link {
            given: self.given == self.links,
            confidence: mean(self.confidence),
            anchor: None,
            relation,
            relation_by: By::Link,
            relation_p: mean(self.relation_p),
            relations: self.relations.map(mean),
            undercut: false,
            reasoned: self.reasoned == self.links,
            evidence: Vec::new(),
        }
    }
}

/// Adds the edges between groups, in the order in which their first links appear in the view.
fn add_edges(map: &mut ArgumentMap, view: &View<'_>, new_node: &PerNode<Option<NodeIndex>>, folding: &mut Folding) {
    let mut bundles: BTreeMap<BundleKey, Bundle> = BTreeMap::new();
    let mut order: Vec<BundleKey> = Vec::new();
    let mut parts = Vec::new();
    for index in &view.edges {
        let Some((from, to, edge)) = view.edge(*index) else { continue };
        let (Some(from), Some(to)) = (*new_node.at(from), *new_node.at(to)) else { continue };
        let count = view.folding.count(*index);
        let Some(link) = edge.link() else {
            if from != to {
                parts.push((from, to));
            }
            continue;
        };
        if from == to {
            folding.folds.entry(from).or_default().link(link.relation, count);
            continue;
        }
        let claim = view.map.claim(*index).and_then(|claim| *new_node.at(claim)).filter(|claim| *claim != to);
        let key = (from, to, claim, link.relation.index());
        let bundle = bundles.entry(key).or_insert_with(|| {
            order.push(key);
            Bundle::default()
        });
        bundle.add(link, count);
    }
    for (from, to) in parts {
        map.graph.add_edge(from, to, Edge::PartOf);
    }
    for key in order {
        let (from, to, claim, relation) = key;
        let (Some(bundle), Some(relation)) = (bundles.remove(&key), Relation::ALL.get(relation)) else { continue };
        let edge = map.graph.add_edge(from, to, Edge::Reply(bundle.link(*relation)));
        folding.bundles.insert(edge, bundle.links);
        map.claims.extend(claim.map(|claim| (edge, claim)));
    }
}
