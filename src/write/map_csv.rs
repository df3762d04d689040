//! The `csv` writer of `map`: nodes and edges in one table, for spreadsheets.
//!
//! The first column says whether a row is a node or an edge, so that a spreadsheet can filter by it. Then come the columns
//! of nodes, those of edges, and `text` last.

use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::Serialize;

use super::graphml::{decimal, evidence, node_evidence, unique};
use super::input::{Refusal, RenderInput};
use super::record::{Recorder, carried};
use super::rows::{Cell, Rows};
use crate::graph::{Edge, Node};
use crate::layout::words;
use crate::link::Link;
use crate::schema::link::PART_OF;

/// The columns. `record` is `node` or `edge`; `from`, `to` and `claim` are ids of nodes. Labels, rules and pieces of
/// evidence are separated by `; `, and each label has its score; a tilde marks an inherited position. `folded` says what was
/// folded away at a node.
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

/// One row, a field for each column. An edge leaves the columns of nodes empty, and a node those of edges.
#[derive(Default, Serialize)]
struct Row<'v> {
    record: Cell<'v>,
    id: Cell<'v>,
    thread: Cell<'v>,
    kind: Cell<'v>,
    author: Cell<'v>,
    time: Cell<'v>,
    lang: Cell<'v>,
    depth: Cell<'v>,
    positions: Cell<'v>,
    forms: Cell<'v>,
    status: Cell<'v>,
    strength: Cell<'v>,
    from: Cell<'v>,
    to: Cell<'v>,
    claim: Cell<'v>,
    relation: Cell<'v>,
    relation_p: Cell<'v>,
    confidence: Cell<'v>,
    given: Cell<'v>,
    undercut: Cell<'v>,
    reasoned: Cell<'v>,
    context: Cell<'v>,
    rules: Cell<'v>,
    evidence: Cell<'v>,
    folded: Cell<'v>,
    text: Cell<'v>,
}

/// Writes the input as `csv`: nodes in reading order, then edges.
///
/// # Errors
/// Never in practice: the bytes go to memory.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let view = input.view;
    let mut rows = Rows::new(&COLUMNS, input)?;
    let mut recorder = Recorder::new(input, |node| &node.id);
    for index in &view.nodes {
        if let Some(node) = view.node(*index) {
            rows.push(node_row(input, &mut recorder, *index, node))?;
        }
    }
    for index in &view.edges {
        if let Some((from, to, edge)) = view.edge(*index) {
            let row = edge_row(input, (from, to), *index);
            rows.push(match edge {
                Edge::PartOf => part_of(row),
                Edge::Reply(link) => reply(row, input, &mut recorder, *index, link),
            })?;
        }
    }
    rows.finish()
}

fn node_row<'v>(input: &RenderInput<'v>, recorder: &mut Recorder<'v>, index: NodeIndex, node: &'v Node) -> Row<'v> {
    let (view, comment) = (input.view, &node.comment);
    let positions: Vec<String> = words::held(view, node)
        .map(|(_, label)| format!("{} {}", words::position(label), decimal(label.score)))
        .collect();
    let forms: Vec<String> =
        words::forms(view, node).map(|(_, label)| format!("{} {}", label.name, decimal(label.score))).collect();
    let labels = words::held(view, node).chain(words::forms(view, node)).map(|(_, label)| label);
    let rules: Vec<String> = unique(labels.flat_map(|label| &label.evidence).map(|evidence| &*evidence.rule)).collect();
    let standing = view.standing(node);
    Row {
        record: "node".into(),
        id: node.id.as_str().into(),
        thread: view.map.threads.get(node.thread).map_or("", |thread| &thread.id).into(),
        kind: node.kind_name().into(),
        author: comment.author.as_deref().unwrap_or_default().into(),
        time: comment.time.as_deref().unwrap_or_default().into(),
        lang: node.tags.lang.or(comment.lang).map(|lang| lang.to_string()).unwrap_or_default().into(),
        depth: node.depth.to_string().into(),
        positions: positions.join("; ").into(),
        forms: forms.join("; ").into(),
        status: standing.map_or("", |standing| standing.status.name()).into(),
        strength: standing.map(|standing| decimal(standing.strength)).unwrap_or_default().into(),
        context: view.is_faded(index).to_string().into(),
        rules: rules.join("; ").into(),
        evidence: node_evidence(input, recorder, index, node).replace('\n', "; ").into(),
        folded: view.folded(index).map(|tally| words::folded(tally, input.ui)).unwrap_or_default().into(),
        text: carried(&comment.text, input.texts).unwrap_or_default().into(),
        ..Row::default()
    }
}

/// The columns that every edge has.
fn edge_row<'v>(input: &RenderInput<'v>, (from, to): (NodeIndex, NodeIndex), index: EdgeIndex) -> Row<'v> {
    let view = input.view;
    let id = |node: NodeIndex| view.node(node).map_or("", |node| node.id.as_str());
    let thread = view.node(from).and_then(|node| view.map.threads.get(node.thread));
    Row {
        record: "edge".into(),
        id: format!("e{}", index.index() + 1).into(),
        thread: thread.map_or("", |thread| &thread.id).into(),
        from: id(from).into(),
        to: id(to).into(),
        ..Row::default()
    }
}

fn part_of(row: Row<'_>) -> Row<'_> {
    Row { kind: PART_OF.into(), relation: PART_OF.into(), confidence: "1".into(), given: "true".into(), ..row }
}

fn reply<'v>(
    row: Row<'v>,
    input: &RenderInput<'v>,
    recorder: &mut Recorder<'v>,
    index: EdgeIndex,
    link: &'v Link,
) -> Row<'v> {
    let view = input.view;
    let claim = view.map.claim(index).and_then(|claim| view.node(claim));
    let rules: Vec<String> = unique(link.evidence.iter().map(|evidence| &*evidence.rule)).collect();
    Row {
        kind: "reply".into(),
        claim: claim.map_or("", |claim| &claim.id).into(),
        relation: link.relation.name().into(),
        relation_p: decimal(link.relation_p).into(),
        confidence: decimal(link.confidence).into(),
        given: link.given.to_string().into(),
        undercut: link.undercut.to_string().into(),
        reasoned: link.reasoned.to_string().into(),
        rules: rules.join("; ").into(),
        evidence: evidence(input, recorder, index, link).replace('\n', "; ").into(),
        ..row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_columns_in_their_order() {
        let json = serde_json::to_string(&Row::default()).unwrap();
        let fields: Vec<&str> =
            json.trim_matches(['{', '}']).split(',').map(|field| field.split('"').nth(1).unwrap()).collect();
        assert_eq!(fields, COLUMNS);
    }
}
