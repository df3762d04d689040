//! The `csv` writer of `tag`: one row for each comment, for spreadsheets.

use serde::Serialize;

use super::input::{Refusal, RenderInput};
use super::record::{carried, replies, rounded};
use super::rows::{Cell, Rows};
use crate::graph::{Role, Standing};
use crate::layout::words;
use crate::link::Link;
use crate::tag::Label;

/// The columns. Those of a link are about the primary link; `links` counts all.
pub const COLUMNS: [&str; 19] = [
    "thread",
    "id",
    "kind",
    "author",
    "time",
    "lang",
    "depth",
    "to",
    "relation",
    "relation_p",
    "confidence",
    "given",
    "links",
    "positions",
    "forms",
    "status",
    "strength",
    "strength_reasoned",
    "text",
];

/// One row, a field for each column.
#[derive(Default, Serialize)]
struct Row<'v> {
    thread: Cell<'v>,
    id: Cell<'v>,
    kind: Cell<'v>,
    author: Cell<'v>,
    time: Cell<'v>,
    lang: Cell<'v>,
    depth: Cell<'v>,
    to: Cell<'v>,
    relation: Cell<'v>,
    relation_p: Cell<'v>,
    confidence: Cell<'v>,
    given: Cell<'v>,
    links: Cell<'v>,
    positions: Cell<'v>,
    forms: Cell<'v>,
    status: Cell<'v>,
    strength: Cell<'v>,
    strength_reasoned: Cell<'v>,
    text: Cell<'v>,
}

/// Writes the input as `csv`.
///
/// # Errors
/// Never in practice: the bytes go to memory.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let view = input.view;
    let mut rows = Rows::new(&COLUMNS, input)?;
    let mut links = replies(view);
    for index in &view.nodes {
        let Some(node) = view.node(*index).filter(|node| node.role == Role::Entry) else { continue };
        let comment = &node.comment;
        let links = links.remove(index).unwrap_or_default();
        let primary = links.first().map(|(_, to, link)| (view.node(*to).map_or("", |node| &node.comment.id), *link));
        let link = |cell: fn(&Link) -> String| primary.map(|(_, link)| cell(link)).unwrap_or_default().into();
        rows.push(Row {
            thread: view.map.threads.get(node.thread).map_or("", |thread| &thread.id).into(),
            id: comment.id.as_str().into(),
            kind: node.kind_name().into(),
            author: comment.author.as_deref().unwrap_or_default().into(),
            time: comment.time.as_deref().unwrap_or_default().into(),
            lang: node.tags.lang.or(comment.lang).map(|lang| lang.to_string()).unwrap_or_default().into(),
            depth: node.depth.to_string().into(),
            to: primary.map_or("", |(to, _)| to).into(),
            relation: link(|link| link.relation.to_string()),
            relation_p: link(|link| rounded(link.relation_p).to_string()),
            confidence: link(|link| rounded(link.confidence).to_string()),
            given: link(|link| link.given.to_string()),
            links: links.len().to_string().into(),
            positions: labels(view.positions(node)).into(),
            forms: labels(view.forms(node)).into(),
            status: node.standing.map_or("", |standing| standing.status.name()).into(),
            strength: strength(node.standing).into(),
            strength_reasoned: strength(node.reasoned).into(),
            text: carried(&comment.text, input.texts).unwrap_or_default().into(),
        })?;
    }
    rows.finish()
}

/// P(accepted), if the node has one.
fn strength(standing: Option<Standing>) -> String {
    standing.map(|standing| rounded(standing.strength).to_string()).unwrap_or_default()
}

/// `skeptic 0.71; ~hypothesis 0.6`; a tilde marks an inherited position.
fn labels<'v>(labels: impl Iterator<Item = &'v Label>) -> String {
    let each: Vec<String> =
        labels.map(|label| format!("{} {}", words::position(label), rounded(label.score))).collect();
    each.join("; ")
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
