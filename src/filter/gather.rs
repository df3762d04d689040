//! `--collapse position`: the comments of a thread that hold the same position become one node.
//!
//! In: a view. Out: a map of its own. A group has the words of its strongest comment, so that it speaks for itself, and
//! counts the others as folded away; an edge stands for all links of one relation from one group to another, with the
//! mean of their probabilities and without their evidence, which is about single words. Links inside a group are counted
//! on it. Articles and posts stay, and their claims become part of them. A group has no status: that is a thing of single comments.

use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::graph::NodeIndex;

use super::View;
use super::forest::Forest;
use super::rank::ranked;
use crate::graph::{ArgumentMap, Edge, Folding, Inheritance, Node, Role};
use crate::link::Link;
use crate::tag::{Label, Tags};
use crate::thread::{Comment, Kind, Relation};

/// A group: its thread, and the position its comments hold first.
type Key = (usize, Option<Arc<str>>);

/// Links that become one edge: ends, the claim they take up, and the relation's place in [`Relation::ALL`].
type Way = (NodeIndex, NodeIndex, Option<NodeIndex>, usize);

/// Gathers a view by position. Linear but for sorting.
pub(super) fn gather(view: &View<'_>) -> ArgumentMap {
    let mut map = ArgumentMap {
        threads: view.map.threads.clone(),
        packs: view.map.packs.clone(),
        places: vec![Vec::new(); view.map.threads.len()],
        ..ArgumentMap::default()
    };
    map.provenance.filters.clone_from(&view.filters);
    map.provenance.filters.push("collapse=position".to_owned());
    let mut folding = Folding { loose: view.folding.loose.clone(), ..Folding::default() };
    let voices = voices(view);
    // The new node of every old one.
    let mut new: Vec<Option<NodeIndex>> = vec![None; view.map.graph.node_count()];
    let mut groups: BTreeMap<Key, NodeIndex> = BTreeMap::new();
    for index in &view.nodes {
        let Some(node) = view.node(*index) else { continue };
        let whole = match node.role {
            Role::Claim { of, .. } => new.get(of.index()).copied().flatten(),
            Role::Entry => None,
        };
        let made = if let Some(whole) = whole {
            folding.folds.entry(whole).or_default().claims += 1;
            whole
        } else if node.is_subject() {
            map.graph.add_node(node.clone())
        } else {
            let key = key(view, node);
            let voice = voices.get(&key).copied().unwrap_or(*index);
            let group = *groups.entry(key.clone()).or_insert_with(|| {
                let group = map.graph.add_node(group(view, &key, view.node(voice).unwrap_or(node)));
                folding.groups.insert(group, key.1);
                group
            });
            if voice != *index {
                let tally = folding.folds.entry(group).or_default();
                *if node.is_comment() { &mut tally.comments } else { &mut tally.others } += 1;
            }
            group
        };
        if let Some(before) = view.folding.folds.get(index) {
            folding.folds.entry(made).or_default().add(before);
        }
        new.get_mut(index.index()).into_iter().for_each(|new| *new = Some(made));
    }
    for node in map.graph.node_weights_mut() {
        if let Role::Claim { of, .. } = &mut node.role {
            *of = new.get(of.index()).copied().flatten().unwrap_or(*of);
        }
    }
    edges(&mut map, view, &new, &mut folding);
    map.provenance.folding = folding;
    map
}

fn key(view: &View<'_>, node: &Node) -> Key {
    (node.thread, view.positions(node).next().map(|label| Arc::clone(&label.name)))
}

/// The strongest node of every group; a comment, where there is one.
fn voices(view: &View<'_>) -> BTreeMap<Key, NodeIndex> {
    let forest = Forest::of(view);
    let mut voices: BTreeMap<Key, NodeIndex> = BTreeMap::new();
    for slot in ranked(view, &forest).into_iter().filter_map(|at| forest.slots.get(at)) {
        let Some(node) = view.node(slot.node).filter(|node| !node.is_subject()) else { continue };
        let voice = voices.entry(key(view, node)).or_insert(slot.node);
        if node.is_comment() && !view.node(*voice).is_some_and(Node::is_comment) {
            *voice = slot.node;
        }
    }
    voices
}

/// The node of a group: the words of its voice, and of its labels only the position that the group holds.
fn group(view: &View<'_>, (thread, position): &Key, voice: &Node) -> Node {
    let name = format!("position={}", position.as_deref().unwrap_or_default());
    let id = match view.map.threads.get(*thread).filter(|_| view.map.threads.len() > 1) {
        Some(thread) => format!("{}/{name}", thread.id),
        None => name.clone(),
    };
    let held = |label: &&Label| Some(&label.name) == position.as_ref();
    let positions = view.positions(voice).filter(held).take(1).cloned().collect();
    Node {
        id,
        thread: *thread,
        comment: Comment {
            id: name,
            kind: if voice.is_comment() { Kind::Comment } else { voice.comment.kind },
            lang: voice.comment.lang,
            text: voice.comment.text.clone(),
            ..Comment::default()
        },
        role: Role::Entry,
        tags: Tags { lang: voice.tags.lang, positions, ..Tags::default() },
        inheritance: Inheritance::default(),
        depth: 1,
        standing: None,
        reasoned: None,
        answered: None,
    }
}

/// Sums of the links that become one edge.
#[derive(Default)]
struct Sum {
    links: usize,
    given: usize,
    reasoned: usize,
    confidence: f64,
    relation_p: f64,
    relations: [f64; Relation::ALL.len()],
}

/// Adds the edges between groups, in the order in which their first links stand in the view.
fn edges(map: &mut ArgumentMap, view: &View<'_>, new: &[Option<NodeIndex>], folding: &mut Folding) {
    let at = |node: NodeIndex| new.get(node.index()).copied().flatten();
    let mut sums: BTreeMap<Way, Sum> = BTreeMap::new();
    let mut order: Vec<Way> = Vec::new();
    let mut parts = Vec::new();
    for index in &view.edges {
        let Some((from, to, edge)) = view.edge(*index) else { continue };
        let (Some(from), Some(to)) = (at(from), at(to)) else { continue };
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
        let way = (from, to, view.map.claim(*index).and_then(at).filter(|claim| *claim != to), link.relation.index());
        let sum = sums.entry(way).or_insert_with(|| {
            order.push(way);
            Sum::default()
        });
        let weight = count as f64;
        sum.links += count;
        sum.given += if link.given { count } else { 0 };
        sum.reasoned += if link.reasoned { count } else { 0 };
        sum.confidence += weight * link.confidence;
        sum.relation_p += weight * link.relation_p;
        for (sum, p) in sum.relations.iter_mut().zip(link.relations) {
            *sum += weight * p;
        }
    }
    for (from, to) in parts {
        map.graph.add_edge(from, to, Edge::PartOf);
    }
    for way in order {
        let (from, to, claim, relation) = way;
        let (Some(sum), Some(relation)) = (sums.remove(&way), Relation::ALL.get(relation)) else { continue };
        let edge = map.graph.add_edge(from, to, Edge::Reply(bundle(&sum, *relation)));
        folding.bundles.insert(edge, sum.links);
        map.claims.extend(claim.map(|claim| (edge, claim)));
    }
}

/// The link that stands for several: given if all are, with the means of their probabilities.
fn bundle(sum: &Sum, relation: Relation) -> Link {
    let mean = |total: f64| total / sum.links.max(1) as f64;
    Link {
        from: 0,
        to: 0,
        given: sum.given == sum.links,
        confidence: mean(sum.confidence),
        anchor: None,
        relation,
        relation_by: crate::tag::By::Link,
        relation_p: mean(sum.relation_p),
        relations: sum.relations.map(mean),
        undercut: false,
        reasoned: sum.reasoned == sum.links,
        evidence: Vec::new(),
    }
}
