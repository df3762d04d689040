//! Which nodes and links of a map match the filters.

use std::collections::BTreeSet;

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, IntoNodeReferences};

use super::candidate::{Candidate, Reached, Verdict};
use super::spec::Filters;
use super::{Noticed, View, near};
use crate::diagnostic::Diagnostic;
use crate::graph::{ArgumentMap, Edge, Node};
use crate::place::PerNode;

/// Applies the filters that choose.
///
/// Comment filters choose comments, and what is in the place of one: deleted, missing, held back. A link remains if it
/// passes the link filters, its reply is chosen, and what it answers is chosen too or is an article or post. With link
/// filters, a comment remains only as an end of such a link. An article, post or claim remains where a kept link reaches
/// it. With `context`, a link also remains if what it answers was not chosen: that comment and its ancestors along
/// primary links are added, faded. Without filters that choose, everything remains. Status belongs to the map and is
/// never computed again. Linear in the map, for each `--focus` and `--reaches`.
pub(super) fn matching<'m>(map: &'m ArgumentMap, filters: &Filters, noticed: &mut Noticed) -> View<'m> {
    let mut view = View::whole(map);
    view.filters.extend_from_slice(filters.typed());
    view.counting = filters.counting();
    if filters.choose_comments() || filters.choose_links() {
        Selection::new(map, filters, noticed).narrow(&mut view);
        noticed.learn_labels(map, filters);
    }
    view
}

/// How a node is shown in the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    No,
    Faded,
    Fully,
}

/// Ends of a link.
#[derive(Clone, Copy)]
struct Reply {
    edge: EdgeIndex,
    from: NodeIndex,
    to: NodeIndex,
}

struct Selection<'a> {
    map: &'a ArgumentMap,
    filters: &'a Filters,
    shown: PerNode<Shown>,
}

impl<'a> Selection<'a> {
    /// Judges every comment of a map.
    fn new(map: &'a ArgumentMap, filters: &'a Filters, noticed: &mut Noticed) -> Self {
        let reached = reached(map, filters, noticed);
        let counting = filters.counting();
        let mut shown = PerNode::filled(map.graph.node_count(), Shown::No);
        for (index, node) in map.graph.node_references().filter(|(_, node)| !node.is_subject()) {
            match filters.judge(&Candidate { map, reached: &reached, counting, index, node }) {
                Verdict::Admitted => *shown.at_mut(index) = Shown::Fully,
                Verdict::Undated => noticed.undated += 1,
                Verdict::Rejected => {}
            }
        }
        Self { map, filters, shown }
    }

    fn is_subject(&self, index: NodeIndex) -> bool {
        self.map.graph.node_weight(index).is_some_and(Node::is_subject)
    }

    /// The replies that pass the link filters, from a chosen comment to one that may be shown.
    fn replies(&self) -> Vec<Reply> {
        let links = self.map.graph.edge_references().filter_map(|edge| Some((edge, edge.weight().link()?)));
        links
            .filter(|(_, link)| self.filters.admit_link(link))
            .map(|(edge, _)| Reply { edge: edge.id(), from: edge.source(), to: edge.target() })
            .filter(|reply| {
                let is_answer_shown = *self.shown.at(reply.from) == Shown::Fully;
                let is_target_shown = *self.shown.at(reply.to) == Shown::Fully;
                is_answer_shown && (self.filters.context || is_target_shown || self.is_subject(reply.to))
            })
            .collect()
    }

    fn narrow(mut self, view: &mut View<'_>) {
        let replies = self.replies();
        if self.filters.choose_links() {
            let mut is_end = PerNode::filled(self.shown.len(), false);
            for reply in &replies {
                *is_end.at_mut(reply.from) = true;
                *is_end.at_mut(reply.to) = true;
            }
            for (shown, is_end) in self.shown.iter_mut().zip(&is_end) {
                *shown = if *is_end { *shown } else { Shown::No };
            }
        }
        for reply in &replies {
            if self.is_subject(reply.to) {
                *self.shown.at_mut(reply.to) = Shown::Fully;
            }
        }
        let mut edges: BTreeSet<EdgeIndex> = replies.iter().map(|reply| reply.edge).collect();
        if self.filters.context {
            for reply in &replies {
                self.add_context(reply.to, &mut edges);
            }
        }
        self.add_claims(&mut edges);
        view.nodes.retain(|node| *self.shown.at(*node) != Shown::No);
        view.edges.retain(|edge| edges.contains(edge));
        view.faded = self.shown.iter().map(|shown| *shown == Shown::Faded).collect();
    }

    /// Adds what was answered and its ancestors as context, up to the first that is in the view already.
    fn add_context(&mut self, answered: NodeIndex, edges: &mut BTreeSet<EdgeIndex>) {
        let mut node = answered;
        while *self.shown.at(node) == Shown::No {
            *self.shown.at_mut(node) = Shown::Faded;
            let (Some(edge), Some(parent)) = (self.map.primary(node), self.map.parent(node)) else { break };
            edges.insert(edge);
            node = parent;
        }
    }

    /// Adds the claims that kept replies answer. A claim is faded only if all of these replies are.
    fn add_claims(&mut self, edges: &mut BTreeSet<EdgeIndex>) {
        for (edge, claim) in self.map.claims.iter().filter(|(edge, _)| edges.contains(edge)) {
            let Some((reply, _)) = self.map.graph.edge_endpoints(*edge) else { continue };
            if *self.shown.at(*claim) != Shown::Fully {
                let is_reply_shown = *self.shown.at(reply) == Shown::Fully;
                *self.shown.at_mut(*claim) = if is_reply_shown { Shown::Fully } else { Shown::Faded };
            }
        }
        for edge in self.map.graph.edge_references() {
            if matches!(edge.weight(), Edge::PartOf) && *self.shown.at(edge.source()) != Shown::No {
                edges.insert(edge.id());
            }
        }
    }
}

/// The nodes that `--focus` and `--reaches` keep.
fn reached(map: &ArgumentMap, filters: &Filters, noticed: &mut Noticed) -> Reached {
    let mut find = |id: &String, filter: &str| {
        let named = near::named(map, id);
        if named.is_empty() {
            let message = format!("--{filter}: nothing has the id `{id}`");
            noticed.unknown_ids.push(Diagnostic::warning("unknown-id", message));
        }
        named
    };
    let radius = filters.radius.unwrap_or(1);
    Reached {
        focus: filters.focus.map(|id| near::around(map, &find(id, "focus"), radius)),
        reaches: filters.reaches.map(|id| near::below(map, &find(id, "reaches"))),
    }
}
