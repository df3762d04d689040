//! The `csv` writer of maps: nodes and edges in one table, for spreadsheets.
//!
//! The first column says what a row is. Columns that a node has stand before those that an edge has, and `text` last; a
//! spreadsheet filters by the first. `folded` says what was folded away at a node. A cell that would be run as a formula begins with an apostrophe.

use std::borrow::Cow;

use petgraph::graph::NodeIndex;

use super::escape;
use super::graphml::{decimal, evidence, node_evidence, unique};
use super::input::{Refusal, RenderInput};
use super::record::{Recorder, carried};
use crate::graph::{Edge, Node};
use crate::layout::words;

/// The columns. `record` is `node` or `edge`; `from`, `to` and `claim` are ids of nodes. Labels, rules and pieces of
/// evidence are separated by `; `, and each label has its score; a tilde marks a position that is taken over.
pub const COLUMNS: [&str; 26] = [
    "record",
    "id",
    "thread",
    "kind",
    "author",
    "time",
    "lang",
    "depth",
    "positions",
    "forms",
    "status",
    "strength",
    "from",
    "to",
    "claim",
    "relation",
    "relation_p",
    "confidence",
    "given",
    "undercut",
    "reasoned",
    "context",
    "rules",
    "evidence",
    "folded",
    "text",
];

/// Writes the input as `csv` (UTF-8, comma, CRLF-free lines, RFC 4180 quoting): nodes in reading order, then edges.
///
/// # Errors
/// Never in practice: the bytes go to memory.
pub fn write(sheet: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let view = sheet.view;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Refusal::Format(error.to_string());
    writer.write_record(COLUMNS).map_err(failed)?;
    let mut recorder = Recorder::new(sheet, |node| &node.id);
    let id = |index: NodeIndex| view.node(index).map_or("", |node| node.id.as_str());
    for index in &view.nodes {
        let Some(node) = view.node(*index) else { continue };
        let row = node_row(sheet, &mut recorder, *index, node);
        writer.write_record(row.map(|cell| escape::cell(cell).into_owned())).map_err(failed)?;
    }
    for index in &view.edges {
        let Some((from, to, edge)) = view.edge(*index) else { continue };
        let mut row: [Cow<'_, str>; COLUMNS.len()] = Default::default();
        let thread = view.node(from).and_then(|node| view.map.threads.get(node.thread));
        let claim = view.map.claim(*index).map_or("", id);
        fill(
            &mut row,
            0,
            ["edge".into(), format!("e{}", index.index() + 1).into(), thread.map_or("", |thread| &thread.id).into()],
        );
        match edge {
            Edge::PartOf => {
                fill(&mut row, 3, ["part-of".into()]);
                fill(&mut row, 12, [id(from).into(), id(to).into(), "".into(), "part-of".into()]);
                fill(&mut row, 17, ["1".into(), "true".into()]);
            }
            Edge::Reply(link) => {
                fill(&mut row, 3, ["reply".into()]);
                fill(&mut row, 12, [id(from).into(), id(to).into(), claim.into(), link.relation.name().into()]);
                fill(&mut row, 16, [decimal(link.relation_p).into(), decimal(link.confidence).into()]);
                fill(&mut row, 18, [link.given, link.undercut, link.reasoned].map(|truth| truth.to_string().into()));
                let rules: Vec<String> = unique(link.evidence.iter().map(|found| &*found.rule)).collect();
                fill(
                    &mut row,
                    22,
                    [rules.join("; ").into(), evidence(sheet, &mut recorder, *index, link).replace('\n', "; ").into()],
                );
            }
        }
        writer.write_record(row.map(|cell| escape::cell(cell).into_owned())).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Refusal::Format(error.to_string()))
}

/// Puts cells into a row from a column on.
fn fill<'v, const N: usize>(row: &mut [Cow<'v, str>; COLUMNS.len()], from: usize, cells: [Cow<'v, str>; N]) {
    row.iter_mut().skip(from).zip(cells).for_each(|(slot, cell)| *slot = cell);
}

fn node_row<'v>(
    sheet: &RenderInput<'v>,
    recorder: &mut Recorder<'v>,
    index: NodeIndex,
    node: &'v Node,
) -> [Cow<'v, str>; COLUMNS.len()] {
    let (view, comment) = (sheet.view, &node.comment);
    let mut row: [Cow<'_, str>; COLUMNS.len()] = Default::default();
    let labelled = || words::held(view, node).chain(words::forms(view, node)).map(|(_, label)| label);
    let standing = view.standing(node);
    let positions: Vec<String> = words::held(view, node)
        .map(|(_, label)| format!("{} {}", words::position(label), decimal(label.score)))
        .collect();
    let forms: Vec<String> =
        words::forms(view, node).map(|(_, label)| format!("{} {}", label.name, decimal(label.score))).collect();
    let rules: Vec<String> = unique(labelled().flat_map(|label| &label.evidence).map(|found| &*found.rule)).collect();
    fill(
        &mut row,
        0,
        [
            "node".into(),
            node.id.as_str().into(),
            view.map.threads.get(node.thread).map_or("", |thread| &thread.id).into(),
            node.kind_name().into(),
            comment.author.as_deref().unwrap_or_default().into(),
            comment.time.as_deref().unwrap_or_default().into(),
            node.tags.lang.or(comment.lang).map(|lang| lang.to_string()).unwrap_or_default().into(),
            node.depth.to_string().into(),
            positions.join("; ").into(),
            forms.join("; ").into(),
            standing.map_or("", |standing| standing.status.name()).into(),
            standing.map(|standing| decimal(standing.strength)).unwrap_or_default().into(),
        ],
    );
    let evidence = node_evidence(sheet, recorder, index, node).replace('\n', "; ");
    let text = carried(&comment.text, sheet.texts).unwrap_or_default();
    let folded = view.folded(index).map(|tally| words::folded(tally, sheet.ui)).unwrap_or_default();
    let context = view.is_faded(index).to_string();
    fill(&mut row, 21, [context.into(), rules.join("; ").into(), evidence.into(), folded.into(), text]);
    row
}
