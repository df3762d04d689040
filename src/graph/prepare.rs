//! Makes one thread ready for the map: its labels, its links, and the parents that were not read.
//!
//! In: a [`Part`]. Out: the same part with the labels that links add, with acyclic links, and with a link to every parent
//! that was not read.

use rustc_hash::{FxHashMap, FxHashSet};

use super::repair::{Repaired, repair};
use crate::diagnostic::Diagnostic;
use crate::link::{Added, Link, Part, PlacedLink};
use crate::place::{PerComment, Place};
use crate::sort::Order as _;
use crate::tag::{By, Label, TaggedComment, Tags};
use crate::thread::{Relation, Thread};

/// How many comments a diagnostic names before it only counts the others.
const NAMED: usize = 8;

/// A parent that was not read.
#[derive(Debug)]
pub(super) struct Absent {
    pub(super) id: String,
    /// The first comment that answers it.
    pub(super) first: Place,
}

/// Makes a part ready. The missing comments are returned; their places follow those of the comments that were read.
pub(super) fn prepare(part: &mut Part, diagnostics: &mut Vec<Diagnostic>) -> Vec<Absent> {
    let thread = &part.thread;
    debug_assert!(has_unique_ids(thread), "two comments of thread {} have one id", thread.id);
    part.tagged.comments.resize_with(thread.comments.len(), TaggedComment::default);
    for added in std::mem::take(&mut part.links.added) {
        add(&mut part.tagged.comments, added);
    }
    let mut repaired = repair(&mut part.links.links, thread.comments.len());
    // A source may say that a comment answers itself without a link having been made of it.
    let answers_itself = |comment: &&crate::thread::Comment| comment.parent.as_ref() == Some(&comment.id);
    let comments = thread.comments.iter().enumerate().filter(|(_, comment)| answers_itself(comment));
    repaired.self_replies.extend(comments.map(|(index, _)| Place::new(index)));
    repaired.self_replies.sort_unstable();
    repaired.self_replies.dedup();
    report(thread, &repaired, diagnostics);
    add_missing(thread, &mut part.links.links, diagnostics)
}

/// Whether every comment has an id that no other comment of the thread has, as [`Thread`] promises after reading.
fn has_unique_ids(thread: &Thread) -> bool {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    thread.comments.iter().all(|comment| !comment.id.is_empty() && seen.insert(&comment.id))
}

fn report(thread: &Thread, repaired: &Repaired, diagnostics: &mut Vec<Diagnostic>) {
    let id = |place: &Place| thread.comments.get(place.index()).map_or("?", |comment| comment.id.as_str());
    if !repaired.self_replies.is_empty() {
        let names: Vec<&str> = repaired.self_replies.iter().take(NAMED).map(id).collect();
        let comments = several(repaired.self_replies.len(), &names);
        let message = format!("{comments} answered itself; the link was dropped, the comment kept");
        diagnostics.push(located(thread, Diagnostic::warning("self-reply", message)));
    }
    if !repaired.cycles.is_empty() {
        let names: Vec<String> =
            repaired.cycles.iter().take(NAMED).map(|(from, to)| format!("{} → {}", id(from), id(to))).collect();
        let links = listed(repaired.cycles.len(), &names);
        let message = format!("replies ran in a circle; the latest link of each was dropped: {links}");
        diagnostics.push(located(thread, Diagnostic::warning("reply-circle", message)));
    }
}

/// Links every comment whose given parent was not read to a missing comment of that id, one for each id.
///
/// Nothing is added if the source's parents were set aside on purpose: no link is given, though some parent was read.
fn add_missing(thread: &Thread, links: &mut Vec<PlacedLink>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Absent> {
    let count = thread.comments.len();
    let known: FxHashSet<&str> = thread.comments.iter().map(|comment| comment.id.as_str()).collect();
    let mut absent: Vec<Absent> = Vec::new();
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut added = Vec::new();
    let mut is_parent_read = false;
    for (index, comment) in thread.comments.iter().enumerate() {
        let Some(parent) = comment.parent.as_deref().filter(|parent| !parent.is_empty()) else { continue };
        if known.contains(parent) {
            is_parent_read |= parent != comment.id;
            continue;
        }
        let first = Place::new(index);
        let number = *numbers.entry(parent).or_insert_with(|| {
            absent.push(Absent { id: parent.to_owned(), first });
            absent.len() - 1
        });
        added.push(PlacedLink { from: first, to: Place::new(count + number), link: given(comment.relation) });
    }
    if absent.is_empty() || (is_parent_read && !links.iter().any(|placed| placed.link.given)) {
        return Vec::new();
    }
    // Ahead of other links of the same comment, which a stable sort keeps in their order.
    added.append(links);
    added.order_by_key(|placed| placed.from);
    *links = added;
    let names: Vec<&str> = absent.iter().take(NAMED).map(|absent| absent.id.as_str()).collect();
    let message = format!("{} was answered but not read; it is kept as missing", several(absent.len(), &names));
    diagnostics.push(located(thread, Diagnostic::warning("missing-parent", message)));
    absent
}

/// A link that the source gives, with its relation if the source gives that too.
fn given(relation: Option<Relation>) -> Link {
    let decided = relation.unwrap_or(Relation::Reply);
    Link {
        given: true,
        confidence: 1.0,
        anchor: None,
        relation: decided,
        relation_by: if relation.is_some() { By::Given } else { By::Rule },
        relation_p: 1.0,
        relations: Relation::ALL.map(|relation| if relation == decided { 1.0 } else { 0.0 }),
        undercut: false,
        reasoned: false,
        evidence: Vec::new(),
    }
}

/// Puts what a link adds to a comment into the tags of that comment.
fn add(comments: &mut PerComment<TaggedComment>, added: Added) {
    match added {
        Added::Form(place, label) => add_label(&mut comments.at_mut(place).tags, label, true),
        Added::Position(place, label) => add_label(&mut comments.at_mut(place).tags, label, false),
        Added::Score(place, name, score) => comments.at_mut(place).tags.scores.raise(&name, score),
        Added::Toward(place, axis, toward) => {
            for position in &mut comments.at_mut(place).tags.positions {
                if position.axis.as_ref() == Some(&axis) && position.toward.is_none() {
                    position.toward = Some(toward);
                }
            }
        }
    }
}

/// Inserts a label in order of score. Of two with the same name the higher score remains, with the evidence of both.
fn add_label(tags: &mut Tags, mut label: Label, is_form: bool) {
    tags.scores.raise(&label.name, label.score);
    let labels = if is_form { &mut tags.forms } else { &mut tags.positions };
    if let Some(index) = labels.iter().position(|known| known.name == label.name) {
        let known = labels.remove(index);
        let (mut best, other) = if known.score >= label.score { (known, label) } else { (label, known) };
        best.toward = best.toward.or(other.toward);
        best.evidence.extend(other.evidence);
        best.evidence.order_by_key(|evidence| evidence.span);
        best.evidence.dedup();
        label = best;
    }
    let index = labels.partition_point(|known| known.score >= label.score);
    labels.insert(index, label);
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
