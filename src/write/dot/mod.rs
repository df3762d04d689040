//! The `dot` writer: the map for Graphviz, through the `dot-writer` crate.
//!
//! The crate escapes nothing and panics where its sink fails, so that here every value is quoted and escaped by
//! [`escape::dot`], ids are generated (`n4`, `e7`), the sink is memory, and the compact mode, which deletes spaces, is
//! never used. Cross links do not constrain the ranks: else a late link would pull a comment away from what it answers,
//! and Graphviz would take 3 to 14 times as long.

mod frame;
mod item;

use dot_writer::{Attributes, DotWriter};
use frame::frame;
use item::{line, node};

use super::{Refusal, Sheet, escape, palette};
use crate::filter::forest::{Cross, Slot};
use crate::layout::metrics::Weight;
use crate::layout::wrap::Column;
use crate::limit::DOT_LABEL_BYTES;
use crate::parallel;

/// How text is wrapped in nodes; Graphviz measures the lines itself.
const COLUMN: Column = Column { width: 300.0, size: 14.0, weight: Weight::Regular, most: 6, flow: true };

/// Writes a sheet as `dot`.
///
/// # Errors
/// Never: what is too long for Graphviz is cut with `…`.
pub fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Refusal> {
    let (forest, names) = (sheet.view.forest(), sheet.view.names(sheet.ui));
    let nodes = parallel::map(&forest.slots, |_, slot| node(sheet, &names, slot));
    let primary =
        forest.slots.iter().filter_map(|slot| Some((slot, forest.slots.get(slot.parent?)?, slot.edge?, true)));
    let cross = forest
        .cross
        .iter()
        .filter_map(|Cross { edge, from, to }| Some((forest.slots.get(*from)?, forest.slots.get(*to)?, *edge, false)));
    let wires: Vec<_> = primary.chain(cross).collect();
    let lines = parallel::map(&wires, |_, (_, _, edge, primary)| line(sheet, &names, *edge, *primary));
    let name = |slot: &Slot| format!("n{}", slot.node.index());
    let mut body = Vec::new();
    {
        let mut writer = DotWriter::from(&mut body);
        let mut graph = writer.digraph();
        frame(sheet, &mut graph);
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
    // The crate cannot name a graph; tools that read several graphs of one file need a name.
    let rest = body.strip_prefix(b"digraph").unwrap_or(&body);
    Ok([b"digraph palabre".as_slice(), rest].concat())
}

/// Lines of text as one label: every line escaped, then ended by Graphviz's own sign for a line set to the left.
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

/// A tooltip: lines are kept.
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

/// The colour of a pair in the palette of the sheet: Graphviz knows no preference of the viewer.
fn ink(sheet: &Sheet<'_>, pair: [palette::Rgb; 2]) -> String {
    palette::hex(palette::Tone::of(sheet.drawing.palette).pick(pair))
}
