//! What pictures say in sentences: tooltips of nodes and edges, and the caption. Plain text; each writer escapes it.

use std::fmt::Write as _;

use petgraph::stable_graph::{EdgeIndex, NodeIndex};

use super::Texts;
use crate::filter::View;
use crate::graph::Edge;
use crate::layout::words::{self, Names, probability};
use crate::layout::wrap::head;
use crate::limit::COMPARED_BYTES;
use crate::link::Link;
use crate::span::Span;
use crate::tag::By;

/// Longest quotation in a tooltip, in bytes: the words are on the card as well.
const QUOTED: usize = 160;
/// Most pieces of evidence in one tooltip.
const EVIDENCE: usize = 24;

/// Words of a text in quotation marks.
fn quoted(text: &str, span: Span, texts: Texts) -> String {
    if texts == Texts::None {
        return format!("bytes {}–{}", span.start, span.end);
    }
    let words = span.of(text);
    let cut = head(words, QUOTED);
    format!("“{cut}{}”", if cut.len() < words.len() { "…" } else { "" })
}

/// A node: its name, what it holds and how it says it with the words that show it, and whether it stands.
pub fn node(view: &View<'_>, names: &Names, index: NodeIndex, texts: Texts) -> String {
    let Some(node) = view.node(index) else { return String::new() };
    let mut out = names.heading(index);
    let heading = out.clone();
    if heading != node.id && node.id.len() <= COMPARED_BYTES {
        // Writing to a string cannot fail, here and below.
        let _ = write!(out, " ({})", node.id);
    }
    if let Some(time) = &node.comment.time {
        let _ = write!(out, " · {}", head(time, QUOTED));
    }
    let mut left = EVIDENCE;
    let positions = words::held(view, node).map(|(place, label)| (label, node.inherited(place)));
    for (label, source) in positions.chain(words::forms(view, node).map(|(_, label)| (label, None))) {
        let _ = write!(out, "\n{} {}", label.name, probability(label.score));
        if let Some(source) = source {
            let _ = write!(out, " ({} from {})", label.by.name(), names.get(source.from));
        } else if label.by != By::Rule {
            let _ = write!(out, " ({})", label.by.name());
        }
        for evidence in label.evidence.iter().take(left) {
            left -= 1;
            let words = quoted(&node.comment.text, evidence.span, texts);
            let _ = write!(out, "\n   {words} {}", evidence.rule);
        }
    }
    if let Some(standing) = view.standing(node) {
        let status = standing.status.name();
        let _ = write!(out, "\n{status}, accepted with probability {}", probability(standing.strength));
        if view.reasoned {
            out.push_str(" (only attacks that give a ground count)");
        }
    }
    if let Some(tally) = view.folded(index) {
        let _ = write!(out, "\nfolded away here: {}", words::folded(tally, crate::text::Ui::En));
    }
    let taken = node.taken_up.as_ref().map(words::taken_up).filter(|words| !words.is_empty());
    if let Some(taken) = taken {
        let _ = write!(out, "\ntaken up: {taken}");
    }
    out
}

/// An edge: who does what to whom, how sure that is, and the words on both ends that show it.
pub fn edge(view: &View<'_>, names: &Names, index: EdgeIndex, texts: Texts) -> String {
    let Some((from, to, edge)) = view.edge(index) else { return String::new() };
    let (source, target) = (names.get(from), names.get(to));
    let Edge::Reply(link) = edge else { return format!("{source} is part of the {target}") };
    let mut out = format!("{source} {} {target}", words::verb(link.relation));
    let of = view.node(to).map_or("", |node| &node.comment.text);
    let by = view.node(from).map_or("", |node| &node.comment.text);
    if let Some(anchor) = link.anchor {
        let _ = write!(out, " on {}", quoted(of, anchor, texts));
    }
    if view.folding.count(index) > 1 {
        let _ = write!(out, "\nstands for {} links; probabilities are their means", view.folding.count(index));
    }
    let given = if link.given { "link given by the source" } else { "link inferred" };
    let _ = write!(out, "\n{given}, confidence {}", probability(link.confidence));
    let _ = write!(out, "\nrelation by {}, probability {}", link.relation_by.name(), probability(link.relation_p));
    for (said, value) in [("undercuts rather than denies", link.undercut), ("gives a ground", link.reasoned)] {
        if value {
            let _ = write!(out, "\n{said}");
        }
    }
    for evidence in link.evidence.iter().take(EVIDENCE) {
        let _ = write!(out, "\n   ");
        if let Some(from) = evidence.from {
            let _ = write!(out, "{} ", quoted(by, from, texts));
        }
        if let Some(to) = evidence.to {
            let _ = write!(out, "→ {} ", quoted(of, to, texts));
        }
        out.push_str(&evidence.rule);
    }
    out
}

/// The title of a picture: that of its thread, else of its source, or the number of its threads.
pub fn title(view: &View<'_>) -> String {
    let title = match view.map.threads.as_slice() {
        [] => return "Argument map".to_owned(),
        [thread] => thread.title.as_ref().or(thread.source.as_ref()).unwrap_or(&thread.id),
        threads => return format!("{} threads", threads.len()),
    };
    if title.is_empty() { "Argument map".to_owned() } else { head(title, 400).to_owned() }
}

/// What the picture shows, one statement each: counts, filters, and that a machine made it.
pub fn caption(view: &View<'_>) -> Vec<String> {
    let nodes = || view.nodes.iter().filter_map(|index| view.node(*index)).filter(|node| node.is_comment());
    let comments = nodes().count();
    let tagged = nodes().filter(|node| words::held(view, node).next().is_some()).count();
    // An edge may stand for several links.
    let links = |wanted: fn(&Link) -> bool| -> usize {
        let all = view.edges.iter().filter_map(|index| Some((*index, view.edge(*index)?.2.link()?)));
        all.filter(|(_, link)| wanted(link)).map(|(index, _)| view.folding.count(index)).sum()
    };
    let (attacks, inferred) = (links(|link| link.relation.is_attack()), links(|link| !link.given));
    let all = view.map.graph.node_weights().filter(|node| node.is_comment()).count();
    let of = if all > comments { format!(" of {all}") } else { String::new() };
    let mut out = vec![
        format!("{comments}{of} comment{}, {tagged} with a position", if comments == 1 && all == 1 { "" } else { "s" }),
        format!("{}, {inferred} inferred, {}", count(links(|_| true), "link"), count(attacks, "attack")),
    ];
    if let [thread] = view.map.threads.as_slice() {
        let announced = thread.announced.filter(|announced| *announced != thread.read);
        out.extend(announced.map(|announced| format!("{} of {announced} announced comments read", thread.read)));
    }
    let groups = view.folding.groups.len();
    if let (1.., Some(first)) = (groups, out.first_mut()) {
        let all = comments + view.folding.total().comments;
        *first = format!("{} in {} by position", count(all, "comment"), count(groups, "group"));
    }
    let folded = words::folded(&view.folding.total(), crate::text::Ui::En);
    if !folded.is_empty() {
        out.push(format!("folded away and counted where it hangs: {}", folded.trim_start_matches('+')));
    }
    let loose = words::folded(&view.folding.loose, crate::text::Ui::En);
    if !loose.is_empty() {
        out.push(format!("on nothing that is shown: {}", loose.trim_start_matches('+')));
    }
    if !view.filters.is_empty() {
        out.push(format!("filters: {}", head(&view.filters.join(", "), 1_000)));
    }
    out.push("positions and links found by machine, unreviewed".to_owned());
    out
}

fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
