//! The `json` writer: the whole map for programs, as the records of [`crate::schema::map`].
//!
//! It writes one node or edge a line, so that two maps can be compared line by line.

use serde::Serialize;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::input::{Refusal, RenderInput, Texts};
use super::record::{Recorder, carried, rounded};
use crate::diagnostic::Diagnostic;
use crate::filter::View;
use crate::graph::{Edge, Node, Role, Tally};
use crate::schema::Text;
use crate::schema::link::{EdgeRecord, LinkRecord, PART_OF, PartOfRecord};
use crate::schema::map::{DiagnosticRecord, GENERATOR, PackRecord, SCHEMA, ThreadRecord, WhereRecord};
use crate::schema::node::{FoldRecord, GroupRecord, NodeRecord, TakenUpRecord};
use crate::thread::Relation;

/// Writes the input as `json`: what the view shows, as `docs/contract.md` describes it.
///
/// Scores below the threshold of a label are left out; only `tag -f jsonl` writes them. Threads without a node in the
/// view are left out too.
///
/// # Errors
/// Never in practice: the bytes go to memory.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let view = input.view;
    let mut out = Vec::new();
    out.extend_from_slice(b"{\"schema\":");
    value(&mut out, &SCHEMA)?;
    field(&mut out, "generator", &GENERATOR)?;
    let packs = view.map.packs.iter().map(|pack| PackRecord {
        id: pack.id.as_str().into(),
        version: pack.version.as_str().into(),
        sha256: pack.sha256.as_str().into(),
    });
    field(&mut out, "packs", &packs.collect::<Vec<_>>())?;
    field(&mut out, "filters", &view.filters)?;
    if !view.folding.loose.is_empty() {
        field(&mut out, "folded", &folded(&view.folding.loose))?;
    }
    list(&mut out, "threads", threads(view, input.texts != Texts::None))?;
    let issues = view.issues();
    let mut recorder = Recorder::new(input, |node| &node.id);
    let nodes = view.nodes.iter().filter_map(|index| {
        let node = view.node(*index)?;
        let placement = issues.placement(*index);
        Some(NodeRecord {
            issue: placement.map(|placement| placement.id().into()),
            side: placement.and_then(|placement| placement.side).map(|side| side.name().into()),
            side_p: placement.and_then(|placement| placement.side_p()).map(rounded),
            ..node_record(input, &mut recorder, *index, node)
        })
    });
    list(&mut out, "nodes", nodes)?;
    let edges = view.edges.iter().filter_map(|index| edge_record(view, &mut recorder, *index));
    list(&mut out, "edges", edges)?;
    list(&mut out, "issues", issues.list.iter().map(|issue| super::issues::record(view, issue, input.texts)))?;
    list(&mut out, "diagnostics", input.diagnostics.iter().map(diagnostic))?;
    out.extend_from_slice(b"}\n");
    Ok(out)
}

fn threads<'v>(view: &'v View<'_>, has_urls: bool) -> impl Iterator<Item = ThreadRecord<'v>> {
    let mut shown = vec![false; view.map.threads.len()];
    for node in view.nodes.iter().filter_map(|index| view.node(*index)) {
        crate::place::update(&mut shown, node.thread, |slot| *slot = true);
    }
    let all = view.filters.is_empty();
    view.map.threads.iter().zip(shown).filter(move |(_, shown)| all || *shown).map(move |(thread, _)| ThreadRecord {
        id: thread.id.as_str().into(),
        title: thread.title.as_deref().map(Text::from),
        url: thread.url.as_deref().filter(|_| has_urls).map(Text::from),
        source: thread.source.as_deref().map(Text::from),
        announced: thread.announced,
        read: thread.read,
    })
}

fn node_record<'v>(
    input: &RenderInput<'v>,
    recorder: &mut Recorder<'v>,
    index: NodeIndex,
    node: &'v Node,
) -> NodeRecord<'v> {
    let view = input.view;
    let comment = &node.comment;
    let (of, place) = match node.role {
        Role::Entry => (None, None),
        Role::Claim { of, span } => (view.node(of).map(|article| article.id.as_str()), recorder.place(of, span)),
    };
    NodeRecord {
        id: node.id.as_str().into(),
        thread: view.map.threads.get(node.thread).map_or("", |thread| &thread.id).into(),
        kind: node.kind_name().into(),
        of: of.map(Text::from),
        start: place.map(|place| place.start),
        end: place.map(|place| place.end),
        author: comment.author.as_deref().map(Text::from),
        time: comment.time.as_deref().map(Text::from),
        lang: node.tags.lang.or(comment.lang).map(|lang| lang.to_string().into()),
        text: carried(&comment.text, input.texts).map(Text::from),
        quotes: recorder.quotes(index, node),
        depth: node.depth,
        issue: None,
        side: None,
        side_p: None,
        status: node.standing.map(|standing| standing.status.name().into()),
        strength: node.standing.map(|standing| rounded(standing.strength)),
        status_reasoned: node.reasoned.map(|standing| standing.status.name().into()),
        strength_reasoned: node.reasoned.map(|standing| rounded(standing.strength)),
        taken_up: node.answered.map(|counts| TakenUpRecord {
            rebuttal: counts.rebuttal,
            correction: counts.correction,
            support: counts.support,
            question: counts.question,
            authors: counts.authors,
        }),
        context: view.is_faded(index),
        group: view
            .folding
            .groups
            .get(&index)
            .map(|position| GroupRecord { position: position.as_deref().map(Text::from) }),
        folded: view.folded(index).map(folded),
        positions: recorder.positions(index),
        forms: recorder.forms(index),
        votes: comment.votes,
        url: comment.url.as_deref().filter(|_| input.texts != Texts::None).map(Text::from),
        marks: comment.marks.iter().map(|mark| mark.name().into()).collect(),
        capped: comment.capped,
        held: comment.held,
        extra: (&comment.extra).into(),
    }
}

/// What is folded away, without the relations that do not occur.
fn folded<'v>(tally: &Tally) -> FoldRecord<'v> {
    let named = |counts: &[usize; Relation::ALL.len()]| {
        let all = Relation::ALL.iter().zip(counts).filter(|(_, count)| **count > 0);
        all.map(|(relation, count)| (relation.name().into(), *count)).collect()
    };
    FoldRecord {
        comments: tally.comments,
        others: tally.others,
        claims: tally.claims,
        links: named(&tally.links),
        into: named(&tally.into),
    }
}

fn edge_record<'v>(view: &'v View<'v>, recorder: &mut Recorder<'v>, index: EdgeIndex) -> Option<EdgeRecord<'v>> {
    let (from, to, edge) = view.edge(index)?;
    let (reply, answered) = (view.node(from)?, view.node(to)?);
    let id = Some(format!("e{}", index.index() + 1).into());
    let reply_id = Some(reply.id.as_str().into());
    Some(match edge {
        Edge::Reply(link) => EdgeRecord::Link(LinkRecord {
            id,
            from: reply_id,
            claim: view.map.claim(index).and_then(|claim| view.node(claim)).map(|claim| claim.id.as_str().into()),
            links: view.folding.bundles.get(&index).copied(),
            ..recorder.link(from, to, link)
        }),
        Edge::PartOf => EdgeRecord::PartOf(PartOfRecord {
            id,
            from: reply_id,
            to: answered.id.as_str().into(),
            relation: PART_OF.into(),
            confidence: 1.0,
        }),
    })
}

fn diagnostic(diagnostic: &Diagnostic) -> DiagnosticRecord<'_> {
    let Diagnostic { code, severity, message, source, about, span, help, aside: _ } = diagnostic;
    let located = source.is_some() || about.is_some() || span.is_some();
    DiagnosticRecord {
        code: (*code).into(),
        severity: severity.to_string().into(),
        message: message.as_str().into(),
        place: located.then(|| WhereRecord {
            source: source.as_deref().map(Text::from),
            about: about.as_deref().map(Text::from),
            start_byte: span.map(|span| span.start),
            end_byte: span.map(|span| span.end),
        }),
        help: help.as_deref().map(Text::from),
    }
}

/// A field of the outermost object, on its own line.
fn field(out: &mut Vec<u8>, name: &str, content: &impl Serialize) -> Result<(), Refusal> {
    out.extend_from_slice(b",\n\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
    value(out, content)
}

/// A list with one entry a line.
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
