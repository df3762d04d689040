//! The `jsonl` writer: one record for each comment, as [`crate::schema::tag`] describes it.
//!
//! Articles and posts have records too, because links name them; claims have none: a sentence is the `anchor` of a link.
//! A record holds all that is known about a comment. So the positions that it inherits are always among its positions,
//! marked `"by":"inherited"`, and their probabilities among its scores, whether or not the view counts them as held.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use super::input::{Refusal, RenderInput};
use super::record::{Recorder, replies, rounded};
use crate::graph::{Node, Role};
use crate::link::Link;
use crate::schema::Text;
use crate::schema::tag::{SCHEMA, TagRecord};

/// Writes the input as `jsonl`. Ids are unique in the thread, which the record names. Only links of the view are written, so
/// `to` is always the id of a record.
///
/// # Errors
/// Never in practice: the bytes go to memory.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let view = input.view;
    let mut out = Vec::new();
    let mut recorder = Recorder::new(input, |node| &node.comment.id);
    let mut links = replies(view);
    for index in &view.nodes {
        let Some(node) = view.node(*index).filter(|node| node.role == Role::Entry) else { continue };
        let links = links.remove(index).unwrap_or_default();
        let links = links.into_iter().map(|(_, to, link)| (to, link)).collect();
        let record = record(input, &mut recorder, (*index, node), links);
        serde_json::to_writer(&mut out, &record).map_err(|error| Refusal::Format(error.to_string()))?;
        out.push(b'\n');
    }
    Ok(out)
}

fn record<'v>(
    input: &RenderInput<'v>,
    recorder: &mut Recorder<'v>,
    (index, node): (NodeIndex, &'v Node),
    links: Vec<(NodeIndex, &'v Link)>,
) -> TagRecord<'v> {
    let view = input.view;
    let links = links.into_iter().map(|(to, link)| recorder.link(index, to, link)).collect();
    let mut positions = recorder.positions(index);
    if !view.counting.inherited {
        positions.extend(recorder.inherited(index));
    }
    let mut scores: BTreeMap<Text<'_>, f64> =
        node.tags.scores.iter().map(|(name, score)| (Text::from(name.as_ref()), score)).collect();
    for (name, inherited) in &node.inheritance.scores {
        let score = scores.entry(Text::from(name.as_ref())).or_default();
        *score = score.max(*inherited);
    }
    for score in scores.values_mut() {
        *score = rounded(*score);
    }
    TagRecord {
        schema: SCHEMA.into(),
        thread: view.map.threads.get(node.thread).map_or("", |thread| &thread.id).into(),
        id: node.comment.id.as_str().into(),
        kind: node.kind_name().into(),
        lang: node.tags.lang.or(node.comment.lang).map(|lang| lang.to_string().into()),
        context: view.is_faded(index),
        positions,
        forms: recorder.forms(index),
        scores,
        links,
        extra: (&node.comment.extra).into(),
    }
}
