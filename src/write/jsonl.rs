//! The `jsonl` writer: one record per comment, schema `palabre.tag/1`.
//!
//! Articles and posts have records too, since links name them; claims have none: a sentence is the `anchor` of a link.
//! A record says all that is known of a comment, so positions that it takes over are always among its positions, marked
//! `"by":"inherited"`, and their probabilities among its scores, whether or not the view counts them as held.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::input::{Refusal, RenderInput};
use super::record::{LabelRecord, LinkRecord, Recorder, extra, replies, rounded};
use crate::graph::{Node, Role};
use crate::link::Link;

/// The schema of this output. Fields may be added to it; none may change meaning.
pub const SCHEMA: &str = "palabre.tag/1";

#[derive(Serialize)]
struct TargetRecord<'v> {
    to: &'v str,
    #[serde(flatten)]
    link: LinkRecord<'v>,
}

#[derive(Serialize)]
struct TagRecord<'v> {
    schema: &'static str,
    thread: &'v str,
    id: &'v str,
    kind: String,
    lang: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    context: bool,
    positions: Vec<LabelRecord<'v>>,
    forms: Vec<LabelRecord<'v>>,
    scores: BTreeMap<&'v str, f64>,
    links: Vec<TargetRecord<'v>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty", serialize_with = "extra")]
    extra: &'v BTreeMap<String, String>,
}

/// Writes the input as `jsonl`. Ids are those of the thread, which the record names. Links are those of the view, so that
/// `to` is always the id of a record.
///
/// # Errors
/// Never in practice: the bytes go to memory.
pub fn write(sheet: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let view = sheet.view;
    let mut out = Vec::new();
    let mut recorder = Recorder::new(sheet, |node| &node.comment.id);
    let mut links = replies(view);
    for index in &view.nodes {
        let Some(node) = view.node(*index).filter(|node| node.role == Role::Entry) else { continue };
        let own = links.remove(index).unwrap_or_default();
        let own = own.into_iter().map(|(_, to, link)| (to, link)).collect();
        let record = record(sheet, &mut recorder, (*index, node), own);
        serde_json::to_writer(&mut out, &record).map_err(|error| Refusal::Format(error.to_string()))?;
        out.push(b'\n');
    }
    Ok(out)
}

fn record<'v>(
    sheet: &RenderInput<'v>,
    recorder: &mut Recorder<'v>,
    (index, node): (NodeIndex, &'v Node),
    links: Vec<(NodeIndex, &'v Link)>,
) -> TagRecord<'v> {
    let view = sheet.view;
    let links = links
        .into_iter()
        .filter_map(|(to, link)| {
            let id = view.node(to)?.comment.id.as_str();
            Some(TargetRecord { to: id, link: recorder.link(index, to, link) })
        })
        .collect();
    let mut positions = recorder.positions(index);
    if !view.counting.inherited {
        positions.extend(recorder.inherited(index));
    }
    let mut scores: BTreeMap<&str, f64> = node.tags.scores.iter().map(|(name, score)| (name.as_ref(), score)).collect();
    for (name, inherited) in &node.inheritance.scores {
        let score = scores.entry(name).or_default();
        *score = score.max(*inherited);
    }
    for score in scores.values_mut() {
        *score = rounded(*score);
    }
    TagRecord {
        schema: SCHEMA,
        thread: view.map.threads.get(node.thread).map_or("", |thread| &thread.id),
        id: &node.comment.id,
        kind: node.kind_name(),
        lang: node.tags.lang.or(node.comment.lang).map(|lang| lang.to_string()),
        context: view.is_faded(index),
        positions,
        forms: recorder.forms(index),
        scores,
        links,
        extra: &node.comment.extra,
    }
}
