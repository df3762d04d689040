//! How measures name nodes and numbers in their text, safe for a terminal.

use petgraph::graph::NodeIndex;

use crate::graph::ArgumentMap;
use crate::layout::clean::head;
use crate::layout::metrics::{Weight, fit};
use crate::write::escape;

/// Width of a quotation or an id, in columns, so that it fits on a line of 80 with the text before it.
const QUOTED: f64 = 52.0;

/// How many bytes of a comment are read for a quotation: several times what is shown, because some characters are dropped.
const HEAD: usize = 400;

/// A number with its noun: `1 comment`, `2 comments`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The id of a node.
pub(super) fn id(map: &ArgumentMap, index: NodeIndex) -> String {
    let id = map.graph.node_weight(index).map_or("?", |node| node.id.as_str());
    fit(&escape::terminal(head(id, HEAD)), 1.0, Weight::Cells, QUOTED)
}

/// The first words of a node in quotation marks, on one line.
pub(super) fn quoted(map: &ArgumentMap, index: NodeIndex) -> String {
    let text = map.graph.node_weight(index).map_or("", |node| node.comment.text.as_str()).trim_start();
    // A quotation mark at the beginning would be doubled.
    let words: Vec<&str> = head(text, HEAD).trim_start_matches(['“', '"']).split_whitespace().collect();
    format!("“{}”", fit(&escape::terminal(&words.join(" ")), 1.0, Weight::Cells, QUOTED))
}
