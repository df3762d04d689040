//! Nodes and edges: parts → map. Ids, repair, missing parents and claims; measures come after.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;
use rustc_hash::{FxHashMap, FxHashSet};

use super::claim::claims;
use super::repair::{Repaired, repair};
use super::{ArgumentMap, Edge, Inheritance, Node, Role, ThreadInfo};
use crate::diagnostic::Diagnostic;
use crate::ids::Taken;
use crate::link::{Added, Link, Part, PlacedLink};
use crate::place::Place;
use crate::tag::{By, Label, TaggedComment, Tags};
use crate::thread::{Comment, Kind, Relation, Thread};

/// How many comments a diagnostic names before it says how many more there are.
const NAMED: usize = 8;

/// Builds the map without depth, standing and counts.
pub(super) fn build(mut parts: Vec<Part>) -> (ArgumentMap, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut absent = Vec::with_capacity(parts.len());
    for part in &mut parts {
        absent.push(prepare(part, &mut diagnostics));
    }
    let clashes = clashes(&parts, &absent);
    let mut map = ArgumentMap::default();
    let mut taken = Taken::default();
    for (part, absent) in parts.into_iter().zip(absent) {
        let mut adder = Adder { map: &mut map, taken: &mut taken, clashes: &clashes };
        adder.add(part, absent);
    }
    (map, diagnostics)
}

/// A parent that was not read, and where it is named first.
#[derive(Debug)]
struct Absent {
    id: String,
    first: usize,
}

/// Makes a part sound: acyclic links, labels in place. Adds a link to every parent that was not read; the
/// missing comments have the places after the last that was read, in the order returned.
fn prepare(part: &mut Part, diagnostics: &mut Vec<Diagnostic>) -> Vec<Absent> {
    let thread = &mut part.thread;
    debug_assert!(has_unique_ids(thread), "two comments of thread {} have one id", thread.id);
    part.tagged.comments.resize_with(thread.comments.len(), TaggedComment::default);
    for added in std::mem::take(&mut part.links.added) {
        let (place, label, form) = match added {
            Added::Form(place, label) => (place, label, true),
            Added::Position(place, label) => (place, label, false),
            Added::Score(place, name, score) => {
                if let Some(tagged) = part.tagged.comments.get_mut(place) {
                    tagged.tags.scores.raise(&name, score);
                }
                continue;
            }
            Added::Toward(place, axis, toward) => {
                let tagged = part.tagged.comments.get_mut(place);
                for position in tagged.into_iter().flat_map(|tagged| &mut tagged.tags.positions) {
                    if position.axis.as_ref() == Some(&axis) && position.toward.is_none() {
                        position.toward = Some(toward);
                    }
                }
                continue;
            }
        };
        if let Some(tagged) = part.tagged.comments.get_mut(place) {
            add_label(&mut tagged.tags, label, form);
        }
    }
    let links = &mut part.links.links;
    let mut repaired = repair(links, thread.comments.len());
    // A source may say so without a link having been made of it.
    let named = |place: &usize| thread.comments.get(*place).is_some_and(|c| c.parent.as_ref() == Some(&c.id));
    repaired.selves.extend((0..thread.comments.len()).filter(named));
    repaired.selves.sort_unstable();
    repaired.selves.dedup();
    report_repair(thread, &repaired, diagnostics);
    add_missing(thread, links, diagnostics)
}

/// Whether every comment has an id that no other comment of the thread has, as [`Comment::id`] promises after reading.
fn has_unique_ids(thread: &Thread) -> bool {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    thread.comments.iter().all(|comment| !comment.id.is_empty() && seen.insert(&comment.id))
}

/// Puts a label in its place by score; of two of the same name the higher score stays, with the words of both.
fn add_label(tags: &mut Tags, mut label: Label, form: bool) {
    tags.scores.raise(&label.name, label.score);
    let labels = if form { &mut tags.forms } else { &mut tags.positions };
    if let Some(at) = labels.iter().position(|known| known.name == label.name) {
        let known = labels.remove(at);
        let (mut best, other) = if known.score >= label.score { (known, label) } else { (label, known) };
        best.toward = best.toward.or(other.toward);
        best.evidence.extend(other.evidence);
        best.evidence.sort_by_key(|evidence| evidence.span);
        best.evidence.dedup();
        label = best;
    }
    let at = labels.partition_point(|known| known.score >= label.score);
    labels.insert(at, label);
}

fn report_repair(thread: &Thread, repaired: &Repaired, diagnostics: &mut Vec<Diagnostic>) {
    let id = |place: usize| thread.comments.get(place).map_or("?", |comment| comment.id.as_str());
    if !repaired.selves.is_empty() {
        let names: Vec<&str> = repaired.selves.iter().take(NAMED).map(|place| id(*place)).collect();
        let what = several(repaired.selves.len(), &names);
        let message = format!("{what} answered itself; the link was dropped, the comment kept");
        diagnostics.push(located(thread, Diagnostic::warning("self-reply", message)));
    }
    if !repaired.circles.is_empty() {
        let names: Vec<String> =
            repaired.circles.iter().take(NAMED).map(|(from, to)| format!("{} → {}", id(*from), id(*to))).collect();
        let what = listed(repaired.circles.len(), &names);
        let message = format!("replies ran in a circle; the latest link of each was dropped: {what}");
        diagnostics.push(located(thread, Diagnostic::warning("reply-circle", message)));
    }
}

/// Links every comment whose given parent was not read to a missing comment of that id, one for each id.
///
/// Where the source's parents were set aside on purpose (no given link, though some parent was read), nothing is added.
fn add_missing(thread: &Thread, links: &mut Vec<PlacedLink>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Absent> {
    let count = thread.comments.len();
    let known: FxHashSet<&str> = thread.comments.iter().map(|comment| comment.id.as_str()).collect();
    let mut absent: Vec<Absent> = Vec::new();
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut added = Vec::new();
    let mut set_aside = false;
    for (place, comment) in thread.comments.iter().enumerate() {
        let Some(parent) = comment.parent.as_deref().filter(|parent| !parent.is_empty()) else { continue };
        if known.contains(parent) {
            set_aside |= parent != comment.id;
            continue;
        }
        let number = *numbers.entry(parent).or_insert_with(|| {
            absent.push(Absent { id: parent.to_owned(), first: place });
            absent.len() - 1
        });
        added.push(given(place, count + number, comment.relation));
    }
    if absent.is_empty() || (set_aside && !links.iter().any(|placed| placed.link.given)) {
        return Vec::new();
    }
    // Ahead of other links of the same comment, which a stable sort keeps in their order.
    added.append(links);
    added.sort_by_key(|placed| placed.from);
    *links = added;
    let names: Vec<&str> = absent.iter().take(NAMED).map(|absent| absent.id.as_str()).collect();
    let message = format!("{} was answered but not read; it is kept as missing", several(absent.len(), &names));
    diagnostics.push(located(thread, Diagnostic::warning("missing-parent", message)));
    absent
}

/// A link that the source gives, with its relation if the source gives that too.
fn given(from: usize, to: usize, relation: Option<Relation>) -> PlacedLink {
    let decided = relation.unwrap_or(Relation::Reply);
    let mut relations = [0.0; 7];
    if let Some(p) = relations.get_mut(decided.index()) {
        *p = 1.0;
    }
    let link = Link {
        given: true,
        confidence: 1.0,
        anchor: None,
        relation: decided,
        relation_by: if relation.is_some() { By::Given } else { By::Rule },
        relation_p: 1.0,
        relations,
        undercut: false,
        reasoned: false,
        evidence: Vec::new(),
    };
    PlacedLink { from: Place::new(from), to: Place::new(to), link }
}

/// The ids that stand in more than one thread.
fn clashes(parts: &[Part], absent: &[Vec<Absent>]) -> FxHashSet<String> {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut clashes = FxHashSet::default();
    for (thread, (part, absent)) in parts.iter().zip(absent).enumerate() {
        let read = part.thread.comments.iter().map(|comment| comment.id.as_str());
        for id in read.chain(absent.iter().map(|absent| absent.id.as_str())) {
            if *seen.entry(id).or_insert(thread) != thread {
                clashes.insert(id.to_owned());
            }
        }
    }
    clashes
}

/// Adds one thread after the other to the map.
struct Adder<'a> {
    map: &'a mut ArgumentMap,
    /// The ids of all nodes so far. A made-up id that is read later in another thread changes there, which is rare.
    taken: &'a mut Taken,
    clashes: &'a FxHashSet<String>,
}

impl Adder<'_> {
    fn add(&mut self, part: Part, absent: Vec<Absent>) {
        let Part { thread, tagged, links } = part;
        let Thread { id, title, key: _, source, format: _, announced, comments } = thread;
        let number = self.map.threads.len();
        let count = comments.len();
        let read = read(&comments, announced);
        let claims = claims(&comments, &links.links);
        let mut places = vec![NodeIndex::end(); count + absent.len()];
        let mut hung = BTreeMap::new();
        let mut missing = absent.into_iter().zip(count..).peekable();
        let mut waiting = claims.iter().peekable();
        for (place, (comment, TaggedComment { tags, .. })) in comments.into_iter().zip(tagged.comments).enumerate() {
            // A missing comment stands before the first that answers it.
            while let Some((absent, at)) = missing.next_if(|(absent, _)| absent.first == place) {
                let lost = Comment { id: absent.id, kind: Kind::Missing, ..Comment::default() };
                let node = self.node(number, &id, lost, Role::Entry, Tags::default());
                set(&mut places, at, node);
            }
            let mut own = Vec::new();
            while let Some(claim) = waiting.next_if(|claim| claim.of == place) {
                let words = Comment {
                    id: format!("{}#{}", comment.id, own.len() + 1),
                    kind: comment.kind,
                    lang: comment.lang,
                    text: claim.span.of(&comment.text).to_owned(),
                    ..Comment::default()
                };
                own.push((claim, words));
            }
            let lang = tags.lang;
            let node = self.node(number, &id, comment, Role::Entry, tags);
            set(&mut places, place, node);
            for (claim, words) in own {
                let tags = Tags { lang, ..Tags::default() };
                let index = self.node(number, &id, words, Role::Claim { of: node, span: claim.span }, tags);
                self.map.graph.add_edge(index, node, Edge::PartOf);
                hung.extend(claim.links.iter().map(|link| (*link, index)));
            }
        }
        for (place, placed) in links.links.into_iter().enumerate() {
            let ends = places.get(placed.from.index()).zip(places.get(placed.to.index()));
            let Some((from, to)) = ends else { continue };
            let edge = self.map.graph.add_edge(*from, *to, Edge::Reply(placed.link));
            if let Some(claim) = hung.get(&place) {
                self.map.claims.insert(edge, *claim);
            }
        }
        self.map.places.push(places);
        self.map.threads.push(ThreadInfo { id, title, source, announced, read });
    }

    fn node(&mut self, number: usize, thread: &str, comment: Comment, role: Role, tags: Tags) -> NodeIndex {
        let id = if self.clashes.contains(&comment.id) {
            self.taken.free(&format!("{thread}/{}", comment.id))
        } else {
            self.taken.free(&comment.id)
        };
        let inheritance = Inheritance::default();
        let node = Node {
            id,
            thread: number,
            comment,
            role,
            tags,
            inheritance,
            depth: 0,
            standing: None,
            reasoned: None,
            answered: None,
        };
        self.map.graph.add_node(node)
    }
}

/// How many comments were read of those that a page announces. Some pages count the pingbacks among them, and then none of
/// these is missing.
fn read(comments: &[Comment], announced: Option<usize>) -> usize {
    let count = |kinds: &[Kind]| comments.iter().filter(|comment| kinds.contains(&comment.kind)).count();
    let (said, pings) = (count(&[Kind::Comment, Kind::Deleted]), count(&[Kind::Pingback]));
    if announced.is_some_and(|announced| announced >= said + pings) { said + pings } else { said }
}

fn set(places: &mut [NodeIndex], at: usize, node: NodeIndex) {
    if let Some(slot) = places.get_mut(at) {
        *slot = node;
    }
}

fn located(thread: &Thread, diagnostic: Diagnostic) -> Diagnostic {
    let diagnostic = diagnostic.about(thread.id.clone());
    match &thread.source {
        Some(source) => diagnostic.within(source.clone()),
        None => diagnostic,
    }
}

/// `1 comment (c7)`, `12 comments (c1, c2, … and 10 more)`.
fn several(count: usize, names: &[impl AsRef<str>]) -> String {
    let noun = if count == 1 { "comment" } else { "comments" };
    format!("{count} {noun} ({})", listed(count, names))
}

fn listed(count: usize, names: &[impl AsRef<str>]) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED).map(AsRef::as_ref).collect();
    let more = count - shown.len();
    let list = shown.join(", ");
    if more == 0 { list } else { format!("{list} and {more} more") }
}
