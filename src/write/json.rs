//! The `json` writer: the whole map for programs, schema `palabre/1`.
//!
//! One node or edge a line, so that two maps can be compared line by line. The structs here are the interface; they
//! only ever grow.

use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::input::{Refusal, RenderInput};
use super::record::{LabelRecord, LinkRecord, Place, Recorder, carried, extra, rounded};
use crate::diagnostic::Diagnostic;
use crate::filter::View;
use crate::graph::{Edge, Node, Role, Tally};
use crate::thread::Relation;

/// The schema of this output. Fields may be added to it; none may change meaning.
pub const SCHEMA: &str = "palabre/1";

/// Who wrote it.
const GENERATOR: &str = concat!("palabre ", env!("CARGO_PKG_VERSION"));

#[derive(Serialize)]
struct PackRecord<'v> {
    id: &'v str,
    version: &'v str,
    sha256: &'v str,
}

#[derive(Serialize)]
struct ThreadRecord<'v> {
    id: &'v str,
    title: Option<&'v str>,
    source: Option<&'v str>,
    announced: Option<usize>,
    read: usize,
}

#[derive(Serialize)]
struct QuoteRecord<'v> {
    #[serde(flatten)]
    place: Place,
    to: Option<&'v str>,
}

#[derive(Serialize)]
struct TakenUpRecord {
    rebuttal: usize,
    correction: usize,
    support: usize,
    question: usize,
    authors: usize,
}

/// A node that stands for all comments of its thread that hold a position, or none.
#[derive(Serialize)]
struct GroupRecord<'v> {
    position: Option<&'v str>,
}

/// What is folded away on a node.
#[derive(Serialize)]
struct FoldRecord {
    comments: usize,
    others: usize,
    claims: usize,
    /// Links of what is folded away, by relation.
    links: BTreeMap<&'static str, usize>,
    /// Links to it of what is shown, by relation.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    into: BTreeMap<&'static str, usize>,
}

impl FoldRecord {
    fn of(tally: &Tally) -> Self {
        let named = |counts: &[usize; Relation::ALL.len()]| {
            let all = Relation::ALL.iter().zip(counts).filter(|(_, count)| **count > 0);
            all.map(|(relation, count)| (relation.name(), *count)).collect()
        };
        FoldRecord {
            comments: tally.comments,
            others: tally.others,
            claims: tally.claims,
            links: named(&tally.links),
            into: named(&tally.into),
        }
    }
}

#[derive(Serialize)]
struct NodeRecord<'v> {
    id: &'v str,
    thread: &'v str,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'v str>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    author: Option<&'v str>,
    time: Option<&'v str>,
    lang: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'v, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<QuoteRecord<'v>>,
    depth: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    strength: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_reasoned: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    strength_reasoned: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken_up: Option<TakenUpRecord>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    context: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<GroupRecord<'v>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    folded: Option<FoldRecord>,
    positions: Vec<LabelRecord<'v>>,
    forms: Vec<LabelRecord<'v>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    votes: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    marks: Vec<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    capped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<usize>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty", serialize_with = "extra")]
    extra: &'v BTreeMap<String, String>,
}

#[derive(Serialize)]
struct EdgeRecord<'v> {
    id: String,
    from: &'v str,
    to: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<&'v str>,
    /// How many links it stands for; absent where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<usize>,
    #[serde(flatten)]
    how: How<'v>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum How<'v> {
    Reply(LinkRecord<'v>),
    PartOf { relation: &'static str, confidence: f64 },
}

#[derive(Serialize)]
struct WhereRecord<'v> {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_byte: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_byte: Option<usize>,
}

#[derive(Serialize)]
struct DiagnosticRecord<'v> {
    code: &'v str,
    severity: String,
    message: &'v str,
    #[serde(rename = "where")]
    place: Option<WhereRecord<'v>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'v str>,
}

/// Writes the input as `json`: what the view shows, with the ids, offsets and evidence of CONTRACT.
///
/// Left out are the scores under a label's threshold, which only `tag -f jsonl` writes. Threads without a node in the
/// view are left out too.
///
/// # Errors
/// Never in practice: the bytes go to memory.
pub fn write(sheet: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let view = sheet.view;
    let mut out = Vec::new();
    out.extend_from_slice(b"{\"schema\":");
    value(&mut out, &SCHEMA)?;
    field(&mut out, "generator", &GENERATOR)?;
    let packs =
        view.map.packs.iter().map(|pack| PackRecord { id: &pack.id, version: &pack.version, sha256: &pack.sha256 });
    field(&mut out, "packs", &packs.collect::<Vec<_>>())?;
    field(&mut out, "filters", &view.filters)?;
    if !view.folding.loose.is_empty() {
        field(&mut out, "folded", &FoldRecord::of(&view.folding.loose))?;
    }
    list(&mut out, "threads", threads(view))?;
    let mut recorder = Recorder::new(sheet, |node| &node.id);
    let nodes = view.nodes.iter().filter_map(|index| {
        let node = view.node(*index)?;
        Some(node_record(sheet, &mut recorder, *index, node))
    });
    list(&mut out, "nodes", nodes)?;
    let edges = view.edges.iter().filter_map(|index| edge_record(view, &mut recorder, *index));
    list(&mut out, "edges", edges)?;
    list(&mut out, "diagnostics", sheet.diagnostics.iter().map(diagnostic))?;
    out.extend_from_slice(b"}\n");
    Ok(out)
}

fn threads<'v>(view: &'v View<'_>) -> impl Iterator<Item = ThreadRecord<'v>> {
    let mut shown = vec![false; view.map.threads.len()];
    for node in view.nodes.iter().filter_map(|index| view.node(*index)) {
        if let Some(slot) = shown.get_mut(node.thread) {
            *slot = true;
        }
    }
    let all = view.filters.is_empty();
    view.map.threads.iter().zip(shown).filter(move |(_, shown)| all || *shown).map(|(thread, _)| ThreadRecord {
        id: &thread.id,
        title: thread.title.as_deref(),
        source: thread.source.as_deref(),
        announced: thread.announced,
        read: thread.read,
    })
}

fn node_record<'v>(
    sheet: &RenderInput<'v>,
    recorder: &mut Recorder<'v>,
    index: NodeIndex,
    node: &'v Node,
) -> NodeRecord<'v> {
    let view = sheet.view;
    let comment = &node.comment;
    let (of, place) = match node.role {
        Role::Entry => (None, None),
        Role::Claim { of, span } => (view.node(of).map(|article| article.id.as_str()), recorder.place(of, span)),
    };
    let quotes = comment
        .quotes
        .iter()
        .filter_map(|quote| Some(QuoteRecord { place: recorder.place(index, quote.span)?, to: quote.to.as_deref() }));
    let quotes = quotes.collect();
    NodeRecord {
        id: &node.id,
        thread: view.map.threads.get(node.thread).map_or("", |thread| &thread.id),
        kind: node.kind_name(),
        of,
        place,
        author: comment.author.as_deref(),
        time: comment.time.as_deref(),
        lang: node.tags.lang.or(comment.lang).map(|lang| lang.to_string()),
        text: carried(&comment.text, sheet.texts),
        quotes,
        depth: node.depth,
        status: node.standing.map(|standing| standing.status.name()),
        strength: node.standing.map(|standing| rounded(standing.strength)),
        status_reasoned: node.reasoned.map(|standing| standing.status.name()),
        strength_reasoned: node.reasoned.map(|standing| rounded(standing.strength)),
        taken_up: node.answered.map(|counts| TakenUpRecord {
            rebuttal: counts.rebuttal,
            correction: counts.correction,
            support: counts.support,
            question: counts.question,
            authors: counts.authors,
        }),
        context: view.is_faded(index),
        group: view.folding.groups.get(&index).map(|position| GroupRecord { position: position.as_deref() }),
        folded: view.folded(index).map(FoldRecord::of),
        positions: recorder.positions(index),
        forms: recorder.forms(index),
        votes: comment.votes,
        marks: comment.marks.iter().map(|mark| mark.name()).collect(),
        capped: comment.capped,
        held: comment.held,
        extra: &comment.extra,
    }
}

fn edge_record<'v>(view: &'v View<'v>, recorder: &mut Recorder<'v>, index: EdgeIndex) -> Option<EdgeRecord<'v>> {
    let (from, to, edge) = view.edge(index)?;
    let (reply, answered) = (view.node(from)?, view.node(to)?);
    let how = match edge {
        Edge::Reply(link) => How::Reply(recorder.link(from, to, link)),
        Edge::PartOf => How::PartOf { relation: "part-of", confidence: 1.0 },
    };
    let claim = view.map.claim(index).and_then(|claim| view.node(claim)).map(|claim| claim.id.as_str());
    let id = format!("e{}", index.index() + 1);
    Some(EdgeRecord {
        id,
        from: &reply.id,
        to: &answered.id,
        claim,
        links: view.folding.bundles.get(&index).copied(),
        how,
    })
}

fn diagnostic(diagnostic: &Diagnostic) -> DiagnosticRecord<'_> {
    let Diagnostic { code, severity, message, source, about, span, help } = diagnostic;
    let located = source.is_some() || about.is_some() || span.is_some();
    DiagnosticRecord {
        code,
        severity: severity.to_string(),
        message,
        place: located.then(|| WhereRecord {
            source: source.as_deref(),
            about: about.as_deref(),
            start_byte: span.map(|span| span.start),
            end_byte: span.map(|span| span.end),
        }),
        help: help.as_deref(),
    }
}

/// A field of the outermost object, on a line of its own.
fn field(out: &mut Vec<u8>, name: &str, content: &impl Serialize) -> Result<(), Refusal> {
    out.extend_from_slice(b",\n\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
    value(out, content)
}

/// A list with an entry a line.
fn list(out: &mut Vec<u8>, name: &str, entries: impl Iterator<Item = impl Serialize>) -> Result<(), Refusal> {
    out.extend_from_slice(b",\n\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":[");
    for (number, entry) in entries.enumerate() {
        out.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
        value(out, &entry)?;
    }
    out.push(b']');
    Ok(())
}

fn value(out: &mut Vec<u8>, content: &impl Serialize) -> Result<(), Refusal> {
    serde_json::to_writer(out, content).map_err(|error| Refusal::Format(error.to_string()))
}
