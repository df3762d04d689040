//! The `dot` writer: the map for Graphviz, through the `dot-writer` crate.
//!
//! `dot-writer` only writes brackets: it escapes nothing, cannot name a graph and panics if its sink fails. It stays
//! because it was chosen for this project and its faults cannot show here: every value is quoted and escaped by
//! [`escape::dot`], ids are generated (`n4`, `e7`), the sink is a `Vec`, which cannot fail, and the compact mode, which
//! deletes spaces, is never used. Cross links do not constrain the ranks. Otherwise a late link would pull a comment
//! away from its target, and Graphviz would take 3 to 14 times as long.

mod frame;
mod item;

use dot_writer::{Attributes, DotWriter};
use frame::frame;
use item::{line, node};

use super::input::{Refusal, RenderInput};
use super::{escape, palette};
use crate::filter::forest::{Cross, Slot};
use crate::layout::metrics::Weight;
use crate::layout::wrap::Column;
use crate::limit::DOT_LABEL_BYTES;
use crate::parallel;

/// How text is wrapped in nodes; Graphviz measures the lines itself.
const COLUMN: Column = Column { width: 300.0, size: 14.0, weight: Weight::Regular, most: 6, flow: true };

/// Writes the input as `dot`.
///
/// # Errors
/// Never: labels that are too long for Graphviz are cut with `…`.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let (forest, names) = (input.view.forest(), input.view.names(input.ui));
    let nodes = parallel::map(&forest.slots, |_, slot| node(input, &names, slot));
    let primary =
        forest.slots.iter().filter_map(|slot| Some((slot, forest.slots.get(slot.parent?)?, slot.edge?, true)));
    let cross = forest
        .cross
        .iter()
        .filter_map(|Cross { edge, from, to }| Some((forest.slots.get(*from)?, forest.slots.get(*to)?, *edge, false)));
    let wires: Vec<_> = primary.chain(cross).collect();
    let lines = parallel::map(&wires, |_, (_, _, edge, primary)| line(input, &names, *edge, *primary));
    let name = |slot: &Slot| format!("n{}", slot.node.index());
    let mut body = Vec::new();
    {
        let mut writer = DotWriter::from(&mut body);
        let mut graph = writer.digraph();
        frame(input, &mut graph);
        for (slot, item) in forest.slots.iter().zip(&nodes) {
            let mut node = graph.node_named(name(slot));
            for (key, value) in item {
                node.set(key, value, true);
            }
        }
        for ((from, to, ..), item) in wires.iter().zip(&lines) {
            let mut edge = graph.edge(name(from), name(to)).attributes();
            for (key, value) in item {
                edge.set(key, value, true);
            }
        }
    }
    // The crate cannot name a graph, and tools that read several graphs from one file need a name.
    let unnamed = body.strip_prefix(b"digraph").unwrap_or(&body);
    Ok([b"digraph palabre".as_slice(), unnamed].concat())
}

/// Joins lines to one label: every line is escaped and ends in `\l`, which aligns it to the left.
fn label(lines: &[String]) -> String {
    let mut out = String::new();
    for line in lines {
        let room = DOT_LABEL_BYTES.saturating_sub(out.len() + 2);
        if room < '…'.len_utf8() {
            break;
        }
        out.push_str(&escape::dot(line, room));
        out.push_str("\\l");
    }
    out
}

/// Joins the lines of a text to one tooltip.
fn tooltip(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let room = DOT_LABEL_BYTES.saturating_sub(out.len() + 2);
        if room < '…'.len_utf8() {
            break;
        }
        if !out.is_empty() {
            out.push_str("\\n");
        }
        out.push_str(&escape::dot(line, room));
    }
    out
}

/// The colour of the chosen palette from a pair for light and dark: a DOT file cannot hold both.
fn ink(input: &RenderInput<'_>, pair: [palette::Rgb; 2]) -> String {
    palette::hex(palette::Tone::of(input.drawing.palette).pick(pair))
}
