//! The `csv` writer: one row per comment, for spreadsheets.
//!
//! A cell that a spreadsheet would run as a formula begins with an apostrophe (CWE-1236).

use std::borrow::Cow;

use super::escape;
use super::input::{Refusal, RenderInput};
use super::record::{carried, replies, rounded};
use crate::graph::{Role, Standing};
use crate::layout::words;
use crate::tag::Label;

/// The columns. Link columns are those of the primary link; more links are counted in `links`.
const COLUMNS: [&str; 19] = [
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

/// Writes the input as `csv` (UTF-8, comma, CRLF-free lines, RFC 4180 quoting).
///
/// # Errors
/// Never in practice: the bytes go to memory.
pub fn write(sheet: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let view = sheet.view;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Refusal::Format(error.to_string());
    writer.write_record(COLUMNS).map_err(failed)?;
    let mut links = replies(view);
    for index in &view.nodes {
        let Some(node) = view.node(*index).filter(|node| node.role == Role::Entry) else { continue };
        let comment = &node.comment;
        let own = links.remove(index).unwrap_or_default();
        let primary = own.first().map(|(_, to, link)| (view.node(*to).map_or("", |node| &node.comment.id), *link));
        let link = |cell: fn(&crate::link::Link) -> String| primary.map(|(_, link)| cell(link)).unwrap_or_default();
        let row: [Cow<'_, str>; COLUMNS.len()] = [
            view.map.threads.get(node.thread).map_or("", |thread| &thread.id).into(),
            comment.id.as_str().into(),
            node.kind_name().into(),
            comment.author.as_deref().unwrap_or_default().into(),
            comment.time.as_deref().unwrap_or_default().into(),
            node.tags.lang.or(comment.lang).map(|lang| lang.to_string()).unwrap_or_default().into(),
            node.depth.to_string().into(),
            primary.map_or("", |(to, _)| to).into(),
            link(|link| link.relation.to_string()).into(),
            link(|link| rounded(link.relation_p).to_string()).into(),
            link(|link| rounded(link.confidence).to_string()).into(),
            link(|link| link.given.to_string()).into(),
            own.len().to_string().into(),
            labels(view.positions(node)).into(),
            labels(view.forms(node)).into(),
            node.standing.map_or("", |standing| standing.status.name()).into(),
            strength(node.standing).into(),
            strength(node.reasoned).into(),
            carried(&comment.text, sheet.texts).unwrap_or_default(),
        ];
        writer.write_record(row.into_iter().map(|cell| escape::cell(cell).into_owned())).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Refusal::Format(error.to_string()))
}

/// P(accepted), where there is one.
fn strength(standing: Option<Standing>) -> String {
    standing.map(|standing| rounded(standing.strength).to_string()).unwrap_or_default()
}

/// `skeptic 0.71; ~hypothesis 0.6`; a tilde marks what is taken over.
fn labels<'v>(labels: impl Iterator<Item = &'v Label>) -> String {
    let each: Vec<String> =
        labels.map(|label| format!("{} {}", words::position(label), rounded(label.score))).collect();
    each.join("; ")
}
