//! A map that was written as JSON → the same map.
//!
//! In comes the output of `map -f json`, whole, filtered or corrected by hand; out comes the map that it describes.
//! Nothing is computed anew: positions, links, what is taken over and what stands are taken as written, since a part of a
//! map does not tell what stood in the whole. Left out are probabilities below thresholds and what was noticed while the
//! thread was read, which the output does not carry.

mod mask;
mod schema;

use std::sync::Arc;

use petgraph::graph::NodeIndex;
use rustc_hash::FxHashMap;

use self::mask::mask_map;
use self::schema::{Document, EdgeRecord, FoldRecord, LabelRecord, NodeRecord, PlaceRecord};
use super::inherit::{Inheritance, Inherited};
use super::{AnswerCounts, ArgumentMap, Edge, Node, Role, Standing, Status, Tally, ThreadInfo};
use crate::link::{Link, LinkEvidence};
use crate::privacy::Authors;
use crate::rule::PackInfo;
use crate::span::{Scalars, Span};
use crate::tag::{By, Evidence, Label, Tags, Toward};
use crate::thread::{Comment, Kind, Lang, Mark, Quote, Relation};

/// The schema that is understood.
const SCHEMA: &str = "palabre/1";

/// Why a map cannot be taken back.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// It is no JSON of that shape.
    #[error("it is no map as `palabre map -f json` writes it: {0}")]
    Shape(#[from] serde_json::Error),
    /// It is of another schema.
    #[error("its schema is {0:?}, and only {SCHEMA:?} is understood")]
    Schema(String),
    /// A node has the id of another.
    #[error("two nodes have the id {0:?}")]
    Double(String),
    /// An edge, claim or node names something that is not there.
    #[error("{0} names {1:?}, and nothing has that id")]
    Unknown(&'static str, String),
    /// A name stands for nothing.
    #[error("{0} is called {1:?}, and there is none of that name")]
    Name(&'static str, String),
}

/// Reads a map back and masks its names, unless `authors` keeps them. Linear in the text.
///
/// # Errors
/// When it is no map of this schema, or does not hang together.
pub fn restore(text: &str, authors: Authors) -> Result<ArgumentMap, RestoreError> {
    let document: Document = serde_json::from_str(text)?;
    if document.schema != SCHEMA {
        return Err(RestoreError::Schema(document.schema));
    }
    let mut restoring = Restoring::default();
    restoring.map.provenance.filters = document.filters;
    restoring.map.provenance.folding.loose = document.folded.as_ref().map(tally).unwrap_or_default();
    restoring.map.packs = document
        .packs
        .into_iter()
        .map(|pack| PackInfo { id: pack.id, version: pack.version, sha256: pack.sha256 })
        .collect();
    for thread in document.threads {
        let (announced, read) = (thread.announced, thread.read);
        restoring.threads.insert(thread.id.clone(), restoring.map.threads.len());
        restoring.map.threads.push(ThreadInfo {
            id: thread.id,
            title: thread.title,
            source: thread.source,
            announced,
            read,
        });
        restoring.map.places.push(Vec::new());
    }
    for node in &document.nodes {
        restoring.node(node)?;
    }
    for node in &document.nodes {
        restoring.claim(node)?;
    }
    for edge in &document.edges {
        restoring.edge(edge)?;
    }
    for node in &document.nodes {
        restoring.labels(node)?;
    }
    mask_map(&mut restoring.map, authors);
    Ok(restoring.map)
}

/// A map under way.
#[derive(Default)]
struct Restoring<'d> {
    map: ArgumentMap,
    /// How the text of every node is counted, by its index.
    scalars: Vec<Scalars<'d>>,
    threads: FxHashMap<String, usize>,
    nodes: FxHashMap<String, NodeIndex>,
}

impl<'d> Restoring<'d> {
    fn find(&self, whose: &'static str, id: &str) -> Result<NodeIndex, RestoreError> {
        self.nodes.get(id).copied().ok_or_else(|| RestoreError::Unknown(whose, id.to_owned()))
    }

    /// The node itself, its labels left for later: they may name nodes that come after it.
    fn node(&mut self, record: &'d NodeRecord) -> Result<(), RestoreError> {
        let thread = self.threads.get(&record.thread).copied();
        let thread = thread.ok_or_else(|| RestoreError::Unknown("a node", record.thread.clone()))?;
        let is_claim = record.kind == "claim";
        let kind = if is_claim { Some(Kind::Article) } else { Kind::named(&record.kind) };
        let kind = kind.ok_or_else(|| RestoreError::Name("a kind", record.kind.clone()))?;
        let text = record.text.as_deref().unwrap_or_default();
        let scalars = Scalars::new(text);
        let quotes = record.quotes.iter();
        let quotes = quotes.map(|quote| Quote { span: quote.place.span(&scalars), to: quote.to.clone() }).collect();
        let lang = record.lang.as_deref().and_then(Lang::parse);
        let comment = Comment {
            // The id within the thread, where that of the map names the thread too.
            id: record.id.strip_prefix(&format!("{}/", record.thread)).unwrap_or(&record.id).to_owned(),
            kind,
            author: record.author.clone(),
            time: record.time.clone(),
            lang,
            quotes,
            votes: record.votes,
            marks: record.marks.iter().filter_map(|name| Mark::named(name)).collect(),
            capped: record.capped,
            held: record.held,
            extra: record.extra.iter().map(|(name, value)| (name.clone(), value.to_string())).collect(),
            text: text.to_owned(),
            ..Comment::default()
        };
        let node = Node {
            id: record.id.clone(),
            thread,
            comment,
            role: Role::Entry,
            tags: Tags { lang, ..Tags::default() },
            inheritance: Inheritance::default(),
            depth: record.depth,
            standing: standing(record.status.as_deref(), record.strength)?,
            reasoned: standing(record.status_reasoned.as_deref(), record.strength_reasoned)?,
            answered: record.taken_up.as_ref().map(|counts| AnswerCounts {
                rebuttal: counts.rebuttal,
                correction: counts.correction,
                support: counts.support,
                question: counts.question,
                authors: counts.authors,
            }),
        };
        let index = self.map.graph.add_node(node);
        if let Some(folded) = &record.folded {
            self.map.provenance.folding.folds.insert(index, tally(folded));
        }
        if let Some(group) = &record.group {
            self.map.provenance.folding.groups.insert(index, group.position.as_deref().map(Arc::from));
        }
        self.scalars.push(scalars);
        if self.nodes.insert(record.id.clone(), index).is_some() {
            return Err(RestoreError::Double(record.id.clone()));
        }
        if !is_claim && let Some(places) = self.map.places.get_mut(thread) {
            places.push(index);
        }
        Ok(())
    }

    /// Hangs a claim on its article.
    fn claim(&mut self, record: &NodeRecord) -> Result<(), RestoreError> {
        let Some(of) = record.of.as_deref() else { return Ok(()) };
        let (claim, of) = (self.find("a node", &record.id)?, self.find("a claim", of)?);
        let kind = self.map.graph.node_weight(of).map(|node| node.comment.kind).unwrap_or_default();
        let span = record.place().map(|place| self.span(of, place)).unwrap_or_default();
        if let Some(node) = self.map.graph.node_weight_mut(claim) {
            node.comment.kind = kind;
            node.role = Role::Claim { of, span };
        }
        Ok(())
    }

    fn edge(&mut self, record: &EdgeRecord) -> Result<(), RestoreError> {
        let (from, to) = (self.find("an edge", &record.from)?, self.find("an edge", &record.to)?);
        if record.relation == "part-of" {
            self.map.graph.add_edge(from, to, Edge::PartOf);
            return Ok(());
        }
        let relation = Relation::named(&record.relation);
        let relation = relation.ok_or_else(|| RestoreError::Name("a relation", record.relation.clone()))?;
        let mut relations = [0.0; 7];
        for (kind, p) in Relation::ALL.into_iter().zip(&mut relations) {
            // Of a relation put in by hand, nothing else is known than that.
            let sure = if kind == relation { 1.0 } else { 0.0 };
            *p = record.relations.as_ref().map_or(sure, |all| all.get(kind.name()).copied().unwrap_or(0.0));
        }
        let link = Link {
            from: self.place(from),
            to: self.place(to),
            given: record.given,
            confidence: record.confidence,
            anchor: record.anchor.map(|anchor| self.span(to, anchor)),
            relation,
            relation_by: by(record.relation_by.as_deref())?,
            relation_p: record.relation_p.unwrap_or(1.0),
            relations,
            undercut: record.undercut,
            reasoned: record.reasoned,
            evidence: record
                .evidence
                .iter()
                .map(|words| LinkEvidence {
                    rule: words.rule.as_str().into(),
                    from: words.here().map(|place| self.span(from, place)),
                    to: words.there().map(|place| self.span(to, place)),
                    share: words.share,
                })
                .collect(),
        };
        let edge = self.map.graph.add_edge(from, to, Edge::Reply(link));
        if let Some(links) = record.links {
            self.map.provenance.folding.bundles.insert(edge, links);
        }
        if let Some(claim) = record.claim.as_deref() {
            let claim = self.find("an edge", claim)?;
            self.map.claims.insert(edge, claim);
        }
        Ok(())
    }

    /// A place in the text of a node, in bytes.
    fn span(&self, index: NodeIndex, place: PlaceRecord) -> Span {
        self.scalars.get(index.index()).map(|scalars| place.span(scalars)).unwrap_or_default()
    }

    /// The place of a node among the entries of its thread, which are in order.
    fn place(&self, index: NodeIndex) -> usize {
        let places = self.map.graph.node_weight(index).and_then(|node| self.map.places.get(node.thread));
        places.and_then(|places| places.binary_search(&index).ok()).unwrap_or_default()
    }

    fn labels(&mut self, record: &NodeRecord) -> Result<(), RestoreError> {
        let index = self.find("a node", &record.id)?;
        let mut tags = Tags { lang: record.lang.as_deref().and_then(Lang::parse), ..Tags::default() };
        let mut inheritance = Inheritance::default();
        for position in &record.positions {
            let label = self.label(index, position)?;
            let Some(holder) = position.from.as_deref() else {
                tags.positions.push(label);
                continue;
            };
            // As may who held it first: then it cannot be told from one of the comment's own, and is left out.
            let Some(from) = self.nodes.get(holder).copied() else { continue };
            let Some(edge) = self.map.graph.find_edge(index, from) else { continue };
            inheritance.scores.insert(label.name.clone(), label.score);
            inheritance.positions.push(Inherited { of: label.name.clone(), label, from, edge });
        }
        for form in &record.forms {
            tags.forms.push(self.label(index, form)?);
        }
        for label in tags.positions.iter().chain(&tags.forms) {
            tags.scores.raise(&label.name, label.score);
        }
        if let Some(node) = self.map.graph.node_weight_mut(index) {
            node.tags = tags;
            node.inheritance = inheritance;
        }
        Ok(())
    }

    fn label(&self, index: NodeIndex, record: &LabelRecord) -> Result<Label, RestoreError> {
        // What a position is about may have been filtered out.
        let toward = record.toward.as_ref().and_then(|toward| {
            let node = *self.nodes.get(&toward.node)?;
            Some(Toward { comment: self.place(node), span: toward.place.map(|place| self.span(node, place)) })
        });
        Ok(Label {
            name: record.label.as_str().into(),
            axis: record.axis.as_deref().map(Arc::from),
            score: record.score,
            by: by(record.by.as_deref())?,
            toward,
            evidence: record
                .evidence
                .iter()
                .map(|words| Evidence {
                    rule: words.rule.as_str().into(),
                    span: words.here().map(|place| self.span(index, place)).unwrap_or_default(),
                    share: words.share,
                })
                .collect(),
        })
    }
}

impl PlaceRecord {
    fn span(self, scalars: &Scalars<'_>) -> Span {
        Span::new(scalars.to_byte(self.start), scalars.to_byte(self.end))
    }
}

/// What was folded away; relations of unknown names are passed over.
fn tally(record: &FoldRecord) -> Tally {
    let named = |counts: &std::collections::BTreeMap<String, usize>| {
        Relation::ALL.map(|relation| counts.get(relation.name()).copied().unwrap_or(0))
    };
    Tally {
        comments: record.comments,
        others: record.others,
        claims: record.claims,
        links: named(&record.links),
        into: named(&record.into),
    }
}

/// Who gave it; what does not say so was put in by a person.
fn by(name: Option<&str>) -> Result<By, RestoreError> {
    let all = [By::Rule, By::Link, By::Given, By::Inherited, By::Human];
    let Some(name) = name else { return Ok(By::Human) };
    all.into_iter().find(|by| by.name() == name).ok_or_else(|| RestoreError::Name("who gave a label", name.to_owned()))
}

fn standing(status: Option<&str>, strength: Option<f64>) -> Result<Option<Standing>, RestoreError> {
    let Some(name) = status else { return Ok(None) };
    let status = Status::ALL.iter().find(|(_, known)| *known == name).map(|(status, _)| *status);
    let status = status.ok_or_else(|| RestoreError::Name("a status", name.to_owned()))?;
    Ok(Some(Standing { status, strength: strength.unwrap_or(0.0) }))
}
