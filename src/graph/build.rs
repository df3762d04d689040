//! Nodes and edges: parts → map. Makes the ids unique in the map, and adds nodes for missing parents and for claims.
//! Depth, status and counts come later.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;
use rustc_hash::{FxHashMap, FxHashSet};

use super::claim::claims;
use super::prepare::{Absent, prepare};
use super::{ArgumentMap, Edge, Inheritance, Node, Role, ThreadInfo};
use crate::diagnostic::Diagnostic;
use crate::ids::Taken;
use crate::link::Part;
use crate::place::{PerComment, Place};
use crate::tag::{TaggedComment, Tags};
use crate::thread::{Comment, Kind, Thread};

/// Builds the map without depth, status and counts.
pub(super) fn build(mut parts: Vec<Part>) -> (ArgumentMap, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let absent: Vec<Vec<Absent>> = parts.iter_mut().map(|part| prepare(part, &mut diagnostics)).collect();
    let clashes = clashes(&parts, &absent);
    let mut map = ArgumentMap::default();
    let mut taken = Taken::default();
    for (part, absent) in parts.into_iter().zip(absent) {
        let thread = part.thread.id.clone();
        Adder { map: &mut map, taken: &mut taken, clashes: &clashes, thread }.add(part, absent);
    }
    (map, diagnostics)
}

/// The ids that more than one thread has.
fn clashes(parts: &[Part], absent: &[Vec<Absent>]) -> FxHashSet<String> {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut clashes = FxHashSet::default();
    for (thread, (part, absent)) in parts.iter().zip(absent).enumerate() {
        let read_ids = part.thread.comments.iter().map(|comment| comment.id.as_str());
        for id in read_ids.chain(absent.iter().map(|absent| absent.id.as_str())) {
            if *seen.entry(id).or_insert(thread) != thread {
                clashes.insert(id.to_owned());
            }
        }
    }
    clashes
}

/// Adds one thread to the map.
struct Adder<'a> {
    map: &'a mut ArgumentMap,
    /// The ids of all nodes so far. In rare cases a later thread contains an id that was made up for an earlier one:
    /// the later comment then gets another id.
    taken: &'a mut Taken,
    clashes: &'a FxHashSet<String>,
    /// The id of the thread.
    thread: String,
}

impl Adder<'_> {
    fn add(&mut self, part: Part, absent: Vec<Absent>) {
        let Part { thread, tagged, links } = part;
        let url = thread.url().map(str::to_owned);
        let Thread { id, title, key: _, source, format: _, announced, comments } = thread;
        let read = read(&comments, announced);
        let claims = claims(&comments, &links.links);
        let mut nodes: PerComment<Option<NodeIndex>> = PerComment::filled(comments.len() + absent.len(), None);
        // The node of the claim that a link answers, by the index of the link.
        let mut answered = BTreeMap::new();
        let mut absent = absent.into_iter().zip(comments.len()..).peekable();
        let mut claims = claims.iter().peekable();
        for (index, (comment, TaggedComment { tags, .. })) in comments.into_iter().zip(tagged.comments).enumerate() {
            let place = Place::new(index);
            // A missing comment is added just before the first comment that answers it.
            while let Some((absent, absent_place)) = absent.next_if(|(absent, _)| absent.first == place) {
                let missing = Comment { id: absent.id, kind: Kind::Missing, ..Comment::default() };
                *nodes.at_mut(Place::new(absent_place)) = Some(self.node(missing, Role::Entry, Tags::default()));
            }
            let mut own_claims = Vec::new();
            while let Some(claim) = claims.next_if(|claim| claim.of == place) {
                let words = Comment {
                    id: format!("{}#{}", comment.id, own_claims.len() + 1),
                    kind: comment.kind,
                    lang: comment.lang,
                    text: claim.span.of(&comment.text).to_owned(),
                    ..Comment::default()
                };
                own_claims.push((claim, words));
            }
            let lang = tags.lang;
            let node = self.node(comment, Role::Entry, tags);
            *nodes.at_mut(place) = Some(node);
            for (claim, words) in own_claims {
                let role = Role::Claim { of: node, span: claim.span };
                let claim_node = self.node(words, role, Tags { lang, ..Tags::default() });
                self.map.graph.add_edge(claim_node, node, Edge::PartOf);
                answered.extend(claim.links.iter().map(|link| (*link, claim_node)));
            }
        }
        for (index, placed) in links.links.into_iter().enumerate() {
            // `prepare` has dropped links to places outside the thread.
            let (Some(from), Some(to)) = (*nodes.at(placed.from), *nodes.at(placed.to)) else { continue };
            let edge = self.map.graph.add_edge(from, to, Edge::Reply(placed.link));
            self.map.claims.extend(answered.get(&index).map(|claim| (edge, *claim)));
        }
        self.map.places.push(nodes.into_iter().map(|node| node.unwrap_or(NodeIndex::end())).collect());
        self.map.threads.push(ThreadInfo { id, title, url, source, announced, read });
    }

    /// Adds a node of the thread. If another thread has the same id, the id of the thread is put in front of it.
    fn node(&mut self, comment: Comment, role: Role, tags: Tags) -> NodeIndex {
        let id = if self.clashes.contains(&comment.id) {
            self.taken.free(&format!("{}/{}", self.thread, comment.id))
        } else {
            self.taken.free(&comment.id)
        };
        self.map.graph.add_node(Node {
            id,
            thread: self.map.threads.len(),
            comment,
            role,
            tags,
            inheritance: Inheritance::default(),
            depth: 0,
            standing: None,
            reasoned: None,
            answered: None,
        })
    }
}

/// How many of the comments that a page announces were read. Some pages count pingbacks too, so these are counted if
/// the announced number is large enough to include them.
fn read(comments: &[Comment], announced: Option<usize>) -> usize {
    let count = |kinds: &[Kind]| comments.iter().filter(|comment| kinds.contains(&comment.kind)).count();
    let (written, pingbacks) = (count(&[Kind::Comment, Kind::Deleted]), count(&[Kind::Pingback]));
    if announced.is_some_and(|announced| announced >= written + pingbacks) { written + pingbacks } else { written }
}
