//! The map as the program of the page reads it. Nodes are in the order of the forest, so that a subtree is one run of
//! nodes; everything else is referred to by its place in a list.
//!
//! `island` has the types.

use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::super::input::Texts;
use super::disputes::DisputesData;
use super::geometry::Geometry;
use super::island::{
    EdgeData, LabelData, LabelNameData, LinkWords, NodeData, NoticeData, PackData, Page, PositionData, RelationData,
    RuleData, TakenUpData, ThreadData, Words,
};
use super::issues::{IssuesData, placed};
use super::units::Units;
use crate::filter::View;
use crate::filter::forest::Forest;
use crate::graph::{Edge, Node, Role, Status};
use crate::layout::graded::{Grade, certainty};
use crate::layout::words::{self, Names};
use crate::link::Link;
use crate::rule::RuleInfo;
use crate::schema::map::GENERATOR;
use crate::span::Span;
use crate::tag::Label;
use crate::thread::Relation;
use crate::write::record::{carried, rounded};
use crate::write::{RenderInput, caption, palette};

impl<'v> RuleData<'v> {
    fn of(rule: &'v RuleInfo, input: &RenderInput<'_>) -> Self {
        let about = rule.about.as_ref().map(|about| input.ui.pick(about.en.as_str(), about.fr.as_str()));
        RuleData { id: &rule.id, kind: rule.kind.name(), label: &rule.label, about, pack: &rule.pack }
    }
}

/// The places of the map's nodes in the list of the page.
pub struct Places(Vec<Option<usize>>);

impl Places {
    fn of(forest: &Forest) -> Self {
        let mut places = Vec::new();
        for (place, slot) in forest.slots.iter().enumerate() {
            let index = slot.node.index();
            if places.len() <= index {
                places.resize(index + 1, None);
            }
            crate::place::update(&mut places, index, |slot| *slot = Some(place));
        }
        Places(places)
    }

    /// The place of a node, if the page has it.
    pub fn get(&self, node: NodeIndex) -> Option<usize> {
        self.0.get(node.index()).copied().flatten()
    }
}

/// Names and their places in a list, in the order of first use.
#[derive(Default)]
struct Table(BTreeMap<String, usize>);

impl Table {
    fn place(&mut self, name: &str) -> usize {
        let next = self.0.len();
        if let Some(place) = self.0.get(name) {
            return *place;
        }
        self.0.insert(name.to_owned(), next);
        next
    }

    fn into_list(self) -> Vec<String> {
        let mut list = vec![String::new(); self.0.len()];
        for (name, place) in self.0 {
            crate::place::update(&mut list, place, |slot| *slot = name);
        }
        list
    }
}

/// The lists while they are filled.
struct Gatherer<'v> {
    input: &'v RenderInput<'v>,
    names: Arc<Names>,
    places: Places,
    /// The texts of the nodes, by place, ready to count in.
    units: Vec<Units<'v>>,
    /// Places of edges in the page's list.
    edges: BTreeMap<EdgeIndex, usize>,
    authors: BTreeMap<&'v str, usize>,
    author_list: Vec<&'v str>,
    positions: Table,
    axes: BTreeMap<String, String>,
    forms: Table,
    rules: Table,
}

impl<'v> Page<'v> {
    /// The data of the page. Linear in the view, except for sorting.
    pub fn of(input: &'v RenderInput<'v>) -> Self {
        let view = input.view;
        let forest = view.forest();
        let mut gatherer = Gatherer {
            input,
            names: view.names(input.ui),
            places: Places::of(forest),
            units: forest.slots.iter().map(|slot| Units::new(text_of(view, slot.node))).collect(),
            edges: view.edges.iter().enumerate().map(|(place, edge)| (*edge, place)).collect(),
            authors: BTreeMap::new(),
            author_list: Vec::new(),
            positions: Table::default(),
            axes: BTreeMap::new(),
            forms: Table::default(),
            rules: Table::default(),
        };
        let mut nodes = Vec::with_capacity(forest.slots.len());
        for slot in &forest.slots {
            if let Some(node) = view.node(slot.node) {
                let hangs = (slot.depth, slot.parent, slot.edge);
                nodes.push(gatherer.node(view, slot.node, node, hangs));
            }
        }
        let edges = view.edges.iter().filter_map(|edge| gatherer.edge(view, *edge)).collect();
        let disputes = DisputesData::of(view, &gatherer.places);
        let issues = IssuesData::of(view, &gatherer.places, input.texts);
        let Gatherer { positions, axes, forms, rules, author_list, .. } = gatherer;
        let position = |name: String| {
            let ink = palette::position(&name);
            let [bar, light, dark] = [ink.bar, ink.light, ink.dark].map(palette::hex);
            PositionData { axis: axes.get(&name).cloned(), name, bar, light, dark }
        };
        Page {
            schema: "palabre.page/1",
            generator: GENERATOR,
            ui: input.ui.code(),
            geometry: Geometry::of(input.ui),
            title: caption::title(input),
            caption: caption::caption(input),
            filters: &view.filters,
            packs: view.map.packs.iter().map(|pack| PackData { id: &pack.id, version: &pack.version }).collect(),
            live: input.live,
            threads: view.map.threads.iter().map(|info| thread(info, input.texts != Texts::None)).collect(),
            authors: author_list,
            positions: positions.into_list().into_iter().map(position).collect(),
            forms: forms.into_list(),
            relations: Relation::ALL.into_iter().map(relation).collect(),
            statuses: Status::ALL.iter().map(|(_, name)| *name).collect(),
            label_names: view.map.names.iter(input.ui).map(|(id, name)| LabelNameData(id, name)).collect(),
            rules: rules.into_list(),
            rule_info: view.map.rules.iter().map(|rule| RuleData::of(rule, input)).collect(),
            nodes,
            edges,
            issues,
            disputes,
            notices: input
                .diagnostics
                .iter()
                .map(|noticed| NoticeData { severity: noticed.severity.to_string(), message: &noticed.message })
                .collect(),
        }
    }
}

/// The text of a node.
fn text_of<'v>(view: &'v View<'_>, node: NodeIndex) -> &'v str {
    view.node(node).map_or("", |node| &node.comment.text)
}

fn thread(thread: &crate::graph::ThreadInfo, has_urls: bool) -> ThreadData<'_> {
    ThreadData {
        id: &thread.id,
        title: thread.title.as_deref(),
        source: thread.source.as_deref(),
        url: thread.url.as_deref().filter(|_| has_urls),
        announced: thread.announced,
        read: thread.read,
    }
}

fn relation(relation: Relation) -> RelationData {
    let [light, dark] = palette::relation(relation).map(palette::hex);
    RelationData { name: relation.name(), sign: words::sign(relation), light, dark }
}

/// How sure the verb of a link may be; `None` for what is stated.
fn grade(link: &Link) -> Option<usize> {
    match Grade::of_link(link) {
        Grade::Perhaps => Some(0),
        Grade::Seems => Some(1),
        Grade::Sure => None,
    }
}

impl<'v> Gatherer<'v> {
    fn node(
        &mut self,
        view: &'v View<'v>,
        index: NodeIndex,
        node: &'v Node,
        (depth, parent, edge): (usize, Option<usize>, Option<EdgeIndex>),
    ) -> NodeData<'v> {
        let comment = &node.comment;
        let mut positions = Vec::new();
        for (place, label) in words::held(view, node) {
            let from = node.inherited(place).and_then(|taken| self.places.get(taken.from));
            let name = self.positions.place(&label.name);
            if let Some(axis) = &label.axis {
                self.axes.entry(label.name.to_string()).or_insert_with(|| axis.to_string());
            }
            positions.push(LabelData(name, rounded(label.score), label.by.name(), from, self.words(index, label)));
        }
        let mut forms = Vec::new();
        for (_, label) in words::forms(view, node) {
            let name = self.forms.place(&label.name);
            forms.push(LabelData(name, rounded(label.score), label.by.name(), None, self.words(index, label)));
        }
        let standing = view.standing(node);
        let status =
            standing.and_then(|standing| Status::ALL.iter().position(|(status, _)| *status == standing.status));
        NodeData {
            id: &node.id,
            name: self.names.heading(index),
            kind: node.kind_name(),
            thread: node.thread,
            depth,
            parent,
            edge: edge.and_then(|edge| self.edges.get(&edge).copied()),
            author: comment.author.as_deref().filter(|_| node.role == Role::Entry).map(|author| self.author(author)),
            time: comment.time.as_deref(),
            lang: node.tags.lang.or(comment.lang).map(|lang| lang.to_string()),
            text: carried(&comment.text, self.input.texts).unwrap_or_default(),
            status,
            strength: standing.map(|standing| rounded(standing.strength)),
            positions,
            forms,
            quotes: comment.quotes.iter().filter_map(|quote| self.span(index, quote.span)).collect(),
            taken: node.answered.map(|counts| TakenUpData {
                rebuttal: counts.rebuttal,
                correction: counts.correction,
                support: counts.support,
                question: counts.question,
                authors: counts.authors,
            }),
            faded: view.is_faded(index),
            folded: view
                .folded(index)
                .map(|tally| words::folded(tally, self.input.ui))
                .filter(|words| !words.is_empty()),
            held: comment.held,
            votes: comment.votes,
            url: comment.url.as_deref().filter(|_| self.input.texts != Texts::None),
            marks: comment.marks.iter().map(|mark| mark.name()).collect(),
            placed: placed(view, index),
        }
    }

    /// A span of a node's text in code units.
    fn span(&self, node: NodeIndex, span: Span) -> Option<(usize, usize)> {
        Some(self.units.get(self.places.get(node)?)?.of(span))
    }

    fn words(&mut self, node: NodeIndex, label: &Label) -> Vec<Words> {
        let mut words = Vec::with_capacity(label.evidence.len());
        for evidence in &label.evidence {
            if let Some((start, end)) = self.span(node, evidence.span) {
                words.push(Words(self.rules.place(&evidence.rule), start, end));
            }
        }
        words
    }

    fn author(&mut self, name: &'v str) -> usize {
        let next = self.author_list.len();
        let place = *self.authors.entry(name).or_insert(next);
        if place == next {
            self.author_list.push(name);
        }
        place
    }

    fn edge(&mut self, view: &'v View<'v>, index: EdgeIndex) -> Option<EdgeData> {
        let (from, to, edge) = view.edge(index)?;
        let (reply, answered) = (from, to);
        let (from, to) = (self.places.get(from)?, self.places.get(to)?);
        let claim = view.map.claim(index).and_then(|claim| self.places.get(claim));
        let Edge::Reply(link) = edge else {
            return Some(EdgeData {
                from,
                to,
                relation: None,
                claim: None,
                given: true,
                confidence: 1.0,
                p: 1.0,
                grade: None,
                sure: None,
                undercut: false,
                reasoned: false,
                anchor: None,
                evidence: Vec::new(),
            });
        };
        let mut evidence = Vec::with_capacity(link.evidence.len());
        for words in &link.evidence {
            let own = words.from.and_then(|span| self.span(reply, span));
            let other = words.to.and_then(|span| self.span(answered, span));
            evidence.push(LinkWords(self.rules.place(&words.rule), own, other));
        }
        Some(EdgeData {
            from,
            to,
            relation: Relation::ALL.iter().position(|relation| *relation == link.relation),
            claim,
            given: link.given,
            confidence: rounded(link.confidence),
            p: rounded(link.relation_p),
            grade: grade(link),
            sure: Some(rounded(certainty(link))).filter(|sure| *sure < 1.0),
            undercut: link.undercut,
            reasoned: link.reasoned,
            anchor: link.anchor.and_then(|span| self.span(answered, span)),
            evidence,
        })
    }
}
