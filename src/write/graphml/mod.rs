//! The `graphml` writer: the map as a flat graph with typed attributes, for networkx, Gephi, igraph and Cytoscape.
//!
//! There are no nested graphs and no graphics, because Gephi and networkx read neither. Nodes have the ids of the map.
//! Edges have ids too, because one comment may answer another in two ways. Unknown values are left out, not empty.
//! Evidence is text with one piece per line: the label, the rule, the place and the words.

use std::collections::BTreeSet;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::caption;
use super::input::{Refusal, RenderInput, Texts};
use super::record::{Recorder, carried, rounded};
use super::xml::Xml;
use crate::graph::{Edge, Node, Role};
use crate::layout::graded;
use crate::layout::words::{self, Names};
use crate::link::Link;
use crate::span::Span;
use crate::thread::Relation;

mod keys;

use self::keys::{Data, KEYS};

/// Pieces of evidence that one node or edge lists.
const EVIDENCE: usize = 64;

/// Writes the input as `graphml`.
///
/// # Errors
/// Never.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let view = input.view;
    let names = view.names(input.ui);
    let mut recorder = Recorder::new(input, |node| &node.id);
    let mut out = Xml::document();
    let mut graphml = out.element("graphml");
    let content = graphml.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns").block();
    for key in KEYS {
        let mut element = content.element("key");
        element.attribute("id", key.id).attribute("for", key.of);
        element.attribute("attr.name", key.name).attribute("attr.type", key.kind);
    }
    let mut graph = content.element("graph");
    let content = graph.attribute("id", "palabre").attribute("edgedefault", "directed").block();
    let mut about = Data::default();
    about.text("g_title", &caption::title(input));
    about.text("g_notice", input.ui.pick("found by machine, unreviewed", "trouvé par une machine, non relu"));
    about.text("g_filters", &view.filters.join("; "));
    let packs: Vec<String> = view.map.packs.iter().map(|pack| format!("{} {}", pack.id, pack.version)).collect();
    about.text("g_packs", &packs.join("; "));
    about.add_to(content);
    let ids = ids(input);
    let id = |index: NodeIndex| ids.get(index.index()).map_or("", String::as_str);
    for index in &view.nodes {
        let Some(node) = view.node(*index) else { continue };
        let mut element = content.element("node");
        element.attribute("id", id(*index));
        describe_node(input, &mut recorder, &names, (*index, node)).add_to(element.block());
    }
    for index in &view.edges {
        let Some((from, to, edge)) = view.edge(*index) else { continue };
        let mut element = content.element("edge");
        element.built("id", |parts| {
            parts.add("e").add(index.index() + 1);
        });
        element.attribute("source", id(from)).attribute("target", id(to));
        describe_edge(input, &mut recorder, *index, edge).add_to(element.block());
    }
    drop(graph);
    drop(graphml);
    Ok(out.into_bytes())
}

/// The id of every node: its id in the map, or a new unique one if XML forbids a character of it.
fn ids(input: &RenderInput<'_>) -> Vec<String> {
    let graph = &input.view.map.graph;
    let is_allowed =
        |id: &str| !id.is_empty() && !id.chars().any(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    let mut ids = vec![String::new(); graph.node_count()];
    let taken: BTreeSet<&str> = graph.node_weights().map(|node| node.id.as_str()).collect();
    for index in graph.node_indices() {
        let Some((slot, node)) = ids.get_mut(index.index()).zip(graph.node_weight(index)) else { continue };
        *slot = if is_allowed(&node.id) {
            node.id.clone()
        } else {
            let mut made = format!("node-{}", index.index());
            while taken.contains(made.as_str()) {
                made.push('-');
            }
            made
        };
    }
    ids
}

fn describe_node<'v>(
    input: &RenderInput<'v>,
    recorder: &mut Recorder<'v>,
    names: &Names,
    (index, node): (NodeIndex, &Node),
) -> Data {
    let (view, comment) = (input.view, &node.comment);
    let mut data = Data::default();
    let positions: Vec<_> = words::held(view, node).map(|(_, label)| label).collect();
    let forms: Vec<_> = words::forms(view, node).map(|(_, label)| label).collect();
    let name = names.heading(index);
    data.text("label", &positions.first().map_or(name.clone(), |first| format!("{name} · {}", words::position(first))));
    data.text("kind", &node.kind_name());
    data.text("thread", view.map.threads.get(node.thread).map_or("", |thread| &thread.id));
    data.text("author", comment.author.as_deref().unwrap_or_default());
    data.text("time", comment.time.as_deref().unwrap_or_default());
    data.text("lang", node.tags.lang.or(comment.lang).as_ref().map_or("", |lang| lang.code()));
    data.whole("depth", node.depth);
    if let Some(first) = positions.first() {
        data.text("position", &words::position(first));
        data.number("position_score", first.score);
    }
    data.text("positions", &joined(positions.iter().map(|label| words::position(label))));
    data.text("forms", &joined(forms.iter().map(|label| label.name.to_string())));
    if let Some(standing) = view.standing(node) {
        data.text("status", standing.status.name());
        data.number("strength", standing.strength);
    }
    if let Some(taken) = &node.answered {
        for (key, count) in [
            ("rebuttals", taken.rebuttal),
            ("corrections", taken.correction),
            ("supports", taken.support),
            ("questions", taken.question),
        ] {
            data.whole(key, count);
        }
    }
    if let Some(votes) = comment.votes {
        data.raw("votes", votes.to_string());
    }
    if let Role::Claim { of, span } = node.role {
        data.text("of", view.node(of).map_or("", |node| &node.id));
        data.text("span", place(recorder, of, span).trim_start());
    }
    data.truth("context", view.is_faded(index));
    data.text("folded", &view.folded(index).map(|tally| words::folded(tally, input.ui)).unwrap_or_default());
    let labels = || positions.iter().chain(&forms);
    data.text("rules", &joined(unique(labels().flat_map(|label| &label.evidence).map(|found| &*found.rule))));
    data.text("evidence", &node_evidence(input, recorder, index, node));
    data.text("text", &carried(&comment.text, input.texts).unwrap_or_default());
    data
}

/// The evidence of the labels of a node, one piece per line: label, rule, place and words.
pub(super) fn node_evidence<'v>(
    input: &RenderInput<'v>,
    recorder: &mut Recorder<'v>,
    index: NodeIndex,
    node: &Node,
) -> String {
    let text = &node.comment.text;
    let labels = words::held(input.view, node).chain(words::forms(input.view, node)).map(|(_, label)| label);
    let evidence = labels.flat_map(|label| label.evidence.iter().map(move |found| (label, found)));
    let pieces = evidence.take(EVIDENCE).map(|(label, found)| {
        let at = place(recorder, index, found.span);
        format!("{} {}{at}{}", label.name, found.rule, quoted(input, text, found.span))
    });
    pieces.collect::<Vec<_>>().join("\n")
}

fn describe_edge<'v>(input: &RenderInput<'v>, recorder: &mut Recorder<'v>, index: EdgeIndex, edge: &Edge) -> Data {
    let view = input.view;
    let mut data = Data::default();
    let Edge::Reply(link) = edge else {
        data.text("e_label", input.ui.pick("part of", "partie de"));
        data.text("e_kind", "part-of");
        data.text("relation", "part-of");
        data.raw("polarity", "0".to_owned());
        data.truth("given", true);
        data.number("confidence", 1.0);
        data.number("weight", 1.0);
        return data;
    };
    let sign = words::sign(link.relation);
    let verb = graded::verb(input.ui, link);
    data.text("e_label", format!("{sign} {verb}").trim());
    data.text("e_kind", "reply");
    data.text("relation", link.relation.name());
    data.text("relation_by", link.relation_by.name());
    data.raw("polarity", polarity(link.relation).to_string());
    data.truth("given", link.given);
    data.number("confidence", link.confidence);
    data.number("relation_p", link.relation_p);
    data.number("weight", link.confidence);
    data.truth("undercut", link.undercut);
    data.truth("reasoned", link.reasoned);
    data.text("claim", view.map.claim(index).and_then(|claim| view.node(claim)).map_or("", |claim| &claim.id));
    data.text("e_rules", &joined(unique(link.evidence.iter().map(|found| &*found.rule))));
    data.text("e_evidence", &evidence(input, recorder, index, link));
    data
}

/// 1 for, −1 against, 0 neither, so that a program needs no list of relations.
fn polarity(relation: Relation) -> i8 {
    match relation {
        Relation::Support => 1,
        Relation::Rebuttal | Relation::Correction => -1,
        Relation::Question | Relation::Answer | Relation::Elaboration | Relation::Reply => 0,
    }
}

/// The evidence of a link, one piece per line: rule, place and words in the reply, place and words in its target.
pub(super) fn evidence<'v>(
    input: &RenderInput<'v>,
    recorder: &mut Recorder<'v>,
    index: EdgeIndex,
    link: &Link,
) -> String {
    let view = input.view;
    let Some((from, to, _)) = view.edge(index) else { return String::new() };
    let text = |index: NodeIndex| view.node(index).map_or("", |node| &node.comment.text);
    let pieces = link.evidence.iter().take(EVIDENCE).map(|found| {
        let mut out = found.rule.to_string();
        if let Some(span) = found.from {
            out += &place(recorder, from, span);
            out += &quoted(input, text(from), span);
        }
        if let Some(span) = found.to {
            out += " →";
            out += &place(recorder, to, span);
            out += &quoted(input, text(to), span);
        }
        out
    });
    pieces.collect::<Vec<_>>().join("\n")
}

/// A place in the text of a node, in Unicode scalar values, end exclusive, after a space.
fn place(recorder: &mut Recorder<'_>, index: NodeIndex, span: Span) -> String {
    recorder.place(index, span).map_or(String::new(), |place| format!(" {place}"))
}

/// Words in quotation marks after a space; empty if the output carries no text.
fn quoted(input: &RenderInput<'_>, text: &str, span: Span) -> String {
    if input.texts == Texts::None { String::new() } else { format!(" “{}”", span.of(text)) }
}

/// Every rule once, in order of first mention.
pub(super) fn unique<'v>(rules: impl Iterator<Item = &'v str>) -> impl Iterator<Item = String> {
    let mut seen = BTreeSet::new();
    rules.filter(move |rule| seen.insert(*rule)).map(str::to_owned)
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

/// A probability, rounded as in every output.
pub(super) fn decimal(number: f64) -> String {
    rounded(number).to_string()
}
