//! Which nodes and edges of a map the filters keep.

use std::collections::BTreeSet;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::near;
use super::spec::{Choice, Filters};
use super::time::Moment;
use super::{View, forms, positions, standing};
use crate::diagnostic::Diagnostic;
use crate::graph::{ArgumentMap, Edge, Node};
use crate::link::Link;

/// Applies the filters to a map.
///
/// Comment filters choose comments (and what stands in their place: deleted, missing, …). An edge stays when it passes
/// the edge filters, its reply is chosen, and what it answers is chosen too or is an article or post; with edge filters,
/// a comment stays only as an end of such an edge. An article, post or claim stays where a kept edge reaches it. With
/// `context`, an edge stays as well when what it answers was not chosen: that comment and its ancestors along primary
/// links are added, faded. Without filters that choose, everything stays. Status is the map's own and never computed
/// again. Linear in the map for every focus and reach.
pub fn filter<'m>(map: &'m ArgumentMap, filters: &Filters) -> (View<'m>, Vec<Diagnostic>) {
    let mut noticed = Noticed::default();
    let view = sift(map, filters, &mut noticed);
    (view, noticed.diagnostics(filters))
}

/// As [`filter`], for a map that is a part of what the user asked about: what a filter misses in one part may be in
/// another, so it is only noticed here and said at the end.
pub fn sift<'m>(map: &'m ArgumentMap, filters: &Filters, noticed: &mut Noticed) -> View<'m> {
    let mut view = View::whole(map);
    view.filters.extend_from_slice(filters.typed());
    view.min_score = filters.min_score.unwrap_or(0.0);
    view.inherited = filters.inherited;
    view.reasoned = filters.reasoned;
    if filters.choose_comments() || filters.choose_edges() {
        let selection = Selection::new(map, filters, noticed);
        selection.narrow(&mut view);
        noticed.labels(map, filters);
    }
    view
}

/// What filters did not find, over one map or several.
#[derive(Debug, Default)]
pub struct Noticed {
    /// Ids that nothing has.
    lost: Vec<Diagnostic>,
    /// Comments left out for want of a date.
    undated: usize,
    /// Labels that occur, where labels were asked for; `None` where none were.
    known: Option<BTreeSet<String>>,
}

impl Noticed {
    /// Adds what was noticed over other maps.
    pub fn add(&mut self, other: Noticed) {
        self.lost.extend(other.lost);
        self.undated += other.undated;
        if let Some(known) = other.known {
            self.known.get_or_insert_default().extend(known);
        }
    }

    /// All of it as it is told.
    pub fn diagnostics(self, filters: &Filters) -> Vec<Diagnostic> {
        let Self { lost: mut diagnostics, undated, known } = self;
        if undated > 0 {
            let comments = if undated == 1 { "comment" } else { "comments" };
            let message = format!("--since and --until leave out {undated} {comments} without a date");
            diagnostics.push(Diagnostic::note("undated", message));
        }
        diagnostics.extend(known.iter().flat_map(|known| unknown_labels(known, filters)));
        diagnostics
    }

    fn labels(&mut self, map: &ArgumentMap, filters: &Filters) {
        if filters.positions.is_empty() && filters.forms.is_empty() {
            return;
        }
        let known = self.known.get_or_insert_default();
        let mut learn = |name: &str| {
            if !known.contains(name) {
                known.insert(name.to_owned());
            }
        };
        for node in map.graph.node_weights() {
            node.tags.scores.iter().for_each(|(name, _)| learn(name.as_ref()));
            node.positions().chain(&node.tags.forms).for_each(|label| learn(label.name.as_ref()));
        }
    }
}

/// How a node stands in the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Out,
    Faded,
    Shown,
}

struct Selection<'a> {
    map: &'a ArgumentMap,
    filters: &'a Filters,
    places: Vec<Place>,
}

impl<'a> Selection<'a> {
    fn new(map: &'a ArgumentMap, filters: &'a Filters, noticed: &mut Noticed) -> Self {
        let radius = filters.radius.unwrap_or(1);
        let mut find = |id: &String, name: &str| {
            let found = near::named(map, id);
            if found.is_empty() {
                noticed.lost.push(Diagnostic::warning("unknown-id", format!("--{name}: nothing has the id `{id}`")));
            }
            found
        };
        let focus = filters.focus.map(|id| near::around(map, &find(id, "focus"), radius));
        let reaches = filters.reaches.map(|id| near::below(map, &find(id, "reaches")));
        let mut places = vec![Place::Out; map.graph.node_count()];
        for index in map.graph.node_indices() {
            let slot = index.index();
            let Some(node) = map.graph.node_weight(index) else { continue };
            let within = |set: &Vec<bool>| set.get(slot).copied().unwrap_or(false);
            let chosen = !node.is_subject()
                && focus.admits(within)
                && reaches.admits(within)
                && admits(map, filters, node)
                && in_time(filters, node, &mut noticed.undated);
            if let (true, Some(place)) = (chosen, places.get_mut(slot)) {
                *place = Place::Shown;
            }
        }
        Self { map, filters, places }
    }

    fn place(&self, node: NodeIndex) -> Place {
        self.places.get(node.index()).copied().unwrap_or_default()
    }

    fn set(&mut self, node: NodeIndex, place: Place) {
        if let Some(slot) = self.places.get_mut(node.index()) {
            *slot = place;
        }
    }

    /// The replies of the map that pass the edge filters, with their ends.
    fn replies(&self) -> Vec<(EdgeIndex, NodeIndex, NodeIndex)> {
        let edges = self.map.graph.edge_indices();
        edges
            .filter(|edge| {
                let link = self.map.graph.edge_weight(*edge).and_then(Edge::link);
                link.is_some_and(|link| passes(self.filters, link))
            })
            .filter_map(|edge| self.map.graph.edge_endpoints(edge).map(|(from, to)| (edge, from, to)))
            .collect()
    }

    fn narrow(mut self, view: &mut View<'_>) {
        let opens = |node: NodeIndex| self.map.graph.node_weight(node).is_some_and(Node::is_subject);
        let mut kept: Vec<(EdgeIndex, NodeIndex, NodeIndex)> = self.replies();
        kept.retain(|(_, from, to)| {
            self.place(*from) == Place::Shown && (self.filters.context || self.place(*to) == Place::Shown || opens(*to))
        });
        let answered: Vec<(NodeIndex, bool)> = kept.iter().map(|(_, _, to)| (*to, opens(*to))).collect();
        if self.filters.choose_edges() {
            let ends: BTreeSet<NodeIndex> = kept.iter().flat_map(|(_, from, to)| [*from, *to]).collect();
            for index in self.map.graph.node_indices() {
                if !ends.contains(&index) {
                    self.set(index, Place::Out);
                }
            }
        }
        for (to, opening) in &answered {
            if *opening {
                self.set(*to, Place::Shown);
            }
        }
        let mut edges: BTreeSet<EdgeIndex> = kept.into_iter().map(|(edge, _, _)| edge).collect();
        if self.filters.context {
            for (to, _) in answered {
                self.fade_from(to, &mut edges);
            }
        }
        self.hang_claims(&mut edges);
        view.nodes.retain(|node| self.place(*node) != Place::Out);
        view.edges.retain(|edge| edges.contains(edge));
        view.faded = self.places.iter().map(|place| *place == Place::Faded).collect();
    }

    /// Adds what was answered and its ancestors as context, up to what is in the view already.
    fn fade_from(&mut self, answered: NodeIndex, edges: &mut BTreeSet<EdgeIndex>) {
        let mut at = answered;
        while self.place(at) == Place::Out {
            self.set(at, Place::Faded);
            let Some(edge) = self.map.primary(at) else { break };
            let Some((_, to)) = self.map.graph.edge_endpoints(edge) else { break };
            edges.insert(edge);
            at = to;
        }
    }

    /// Keeps the claims that kept replies take up, as strong as the strongest of these.
    fn hang_claims(&mut self, edges: &mut BTreeSet<EdgeIndex>) {
        for (edge, claim) in &self.map.claims {
            let from = self.map.graph.edge_endpoints(*edge).map(|(from, _)| from);
            if let (true, Some(from)) = (edges.contains(edge), from) {
                let place = if self.place(from) == Place::Shown { Place::Shown } else { Place::Faded };
                if self.place(*claim) != Place::Shown {
                    self.set(*claim, place);
                }
            }
        }
        for edge in self.map.graph.edge_indices() {
            if let (Some(Edge::PartOf), Some((claim, _))) =
                (self.map.graph.edge_weight(edge), self.map.graph.edge_endpoints(edge))
                && self.place(claim) != Place::Out
            {
                edges.insert(edge);
            }
        }
    }
}

fn admits(map: &ArgumentMap, filters: &Filters, node: &Node) -> bool {
    let comment = &node.comment;
    let least = filters.min_score.unwrap_or(0.0);
    let thread = map.threads.get(node.thread).map_or("", |thread| thread.id.as_str());
    let holds = |name: &String| positions(node, least, filters.inherited).any(|(_, label)| *label.name == **name);
    filters.positions.admits(holds)
        && filters.forms.admits(|name| forms(node, least).any(|label| *label.name == **name))
        && filters.authors.admits(|name| comment.author.as_deref() == Some(name))
        && filters.langs.admits(|lang| node.tags.lang.or(comment.lang) == Some(*lang))
        && filters.threads.admits(|id| thread == id)
        && filters.grep.admits(|pattern| pattern.is_match(&comment.text))
        && filters
            .statuses
            .admits(|status| standing(node, filters.reasoned).is_some_and(|standing| standing.status == *status))
        && filters.depth.is_none_or(|depth| node.depth <= depth)
}

/// Whether a comment is of the time asked for; what has no time is of none, and counted.
fn in_time(filters: &Filters, node: &Node, undated: &mut usize) -> bool {
    if filters.since.is_none() && filters.until.is_none() {
        return true;
    }
    let Some(time) = node.comment.time.as_deref().and_then(Moment::parse) else {
        *undated += 1;
        return false;
    };
    filters.since.is_none_or(|since| time.is_since(since)) && filters.until.is_none_or(|until| time.is_until(until))
}

fn passes(filters: &Filters, link: &Link) -> bool {
    // Given and inferred are two values of one filter: both together admit both.
    let origin = filters.given == filters.inferred || filters.given == link.given;
    origin
        && filters.relations.admits(|relation| link.relation == *relation)
        && filters.min_confidence.is_none_or(|least| link.confidence >= least)
        && (link.reasoned || !filters.reasoned)
}

/// The labels asked for that no loaded pack knows, with those that are known: most are typing errors.
fn unknown_labels(known: &BTreeSet<String>, filters: &Filters) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut report = |name: &str, asked: &Choice<String>| {
        for label in asked.values().filter(|label| !known.contains(*label)) {
            let diagnostic = Diagnostic::warning("unknown-label", format!("--{name}: no rule gives `{label}`"));
            let list: Vec<&str> = known.iter().map(String::as_str).collect();
            let help = if list.is_empty() { None } else { Some(format!("known labels: {}", list.join(", "))) };
            diagnostics.push(Diagnostic { help, ..diagnostic });
        }
    };
    report("position", &filters.positions);
    report("form", &filters.forms);
    diagnostics
}
