//! A map that was written as JSON → the same map.
//!
//! In: the output of `map -f json`, whole, filtered or corrected by hand, as [`crate::schema::map`] describes it. Out: the
//! map. Nothing is computed again: positions, links, inheritance and status are taken as written, because a part of a map
//! does not show what the whole contained. Two things are lost, because the output does not carry them: probabilities
//! below thresholds, and the diagnostics of the run that wrote it.

mod edges;
mod labels;
mod mask;
mod nodes;

use petgraph::graph::NodeIndex;
use rustc_hash::FxHashMap;

use self::mask::mask_map;
use super::{ArgumentMap, ThreadInfo};
use crate::privacy::Naming;
use crate::rule::PackInfo;
use crate::schema::label::PlaceRecord;
use crate::schema::map::{MapRecord, SCHEMA, ThreadRecord};
use crate::schema::{Text, link::EdgeRecord};
use crate::span::{Scalars, Span};
use crate::tag::By;
use crate::thread::is_url;

/// Why a map cannot be restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// It is not JSON of that shape.
    #[error("it is no map as `palabre map -f json` writes it: {0}")]
    Shape(#[from] serde_json::Error),
    /// It has another schema.
    #[error("its schema is {0:?}, and only {SCHEMA:?} is understood")]
    Schema(String),
    /// Two nodes have the same id.
    #[error("two nodes have the id {0:?}")]
    Double(String),
    /// An edge, claim or node names something that does not exist.
    #[error("{0} names {1:?}, and nothing has that id")]
    Unknown(&'static str, String),
    /// A name has no meaning.
    #[error("{0} is called {1:?}, and there is none of that name")]
    Name(&'static str, String),
}

/// Restores a map and masks its names, unless `naming` keeps them. Linear in the text.
///
/// # Errors
/// When the text is not a map of this schema, or is not consistent.
pub fn restore(text: &str, naming: impl Into<Naming>) -> Result<ArgumentMap, RestoreError> {
    let document: MapRecord<'_> = serde_json::from_str(text)?;
    if *document.schema != *SCHEMA {
        return Err(RestoreError::Schema(document.schema.into_string()));
    }
    let mut restoring = Restoring::default();
    restoring.map.provenance.filters = document.filters.into_iter().map(Text::into_string).collect();
    restoring.map.provenance.folding.loose = document.folded.as_ref().map(nodes::tally).unwrap_or_default();
    let packs = document.packs.into_iter().map(|pack| PackInfo {
        id: pack.id.into_string(),
        version: pack.version.into_string(),
        sha256: pack.sha256.into_string(),
    });
    restoring.map.packs = packs.collect();
    for thread in document.threads {
        restoring.thread(thread);
    }
    for node in &document.nodes {
        restoring.node(node)?;
    }
    for node in &document.nodes {
        restoring.claim(node)?;
    }
    for edge in &document.edges {
        match edge {
            EdgeRecord::Link(link) => restoring.link(link)?,
            EdgeRecord::PartOf(part) => restoring.part_of(part)?,
        }
    }
    for node in &document.nodes {
        restoring.labels(node)?;
    }
    mask_map(&mut restoring.map, &naming.into());
    Ok(restoring.map)
}

/// A map that is being restored.
#[derive(Default)]
struct Restoring<'d> {
    map: ArgumentMap,
    /// The scalar counts of the text of each node, by the index of the node.
    scalars: Vec<Scalars<'d>>,
    /// The places of the threads, by id.
    threads: FxHashMap<String, usize>,
    /// The nodes, by id.
    nodes: FxHashMap<&'d str, NodeIndex>,
}

impl Restoring<'_> {
    fn thread(&mut self, record: ThreadRecord<'_>) {
        let id = record.id.into_string();
        self.threads.insert(id.clone(), self.map.threads.len());
        self.map.threads.push(ThreadInfo {
            id,
            title: record.title.map(Text::into_string),
            url: record.url.map(Text::into_string).filter(|url| is_url(url)),
            source: record.source.map(Text::into_string),
            announced: record.announced,
            read: record.read,
        });
        self.map.places.push(Vec::new());
    }

    /// The node of that id. `whose` says what names it, for the error.
    fn find(&self, whose: &'static str, id: &str) -> Result<NodeIndex, RestoreError> {
        self.nodes.get(id).copied().ok_or_else(|| RestoreError::Unknown(whose, id.to_owned()))
    }

    /// A place in the text of a node, in bytes.
    fn span(&self, index: NodeIndex, place: PlaceRecord) -> Span {
        self.scalars.get(index.index()).map(|scalars| span(scalars, place.start, place.end)).unwrap_or_default()
    }

    /// The place of a node among the entries of its thread, which are in order.
    fn place(&self, index: NodeIndex) -> usize {
        let places = self.map.graph.node_weight(index).and_then(|node| self.map.places.get(node.thread));
        places.and_then(|places| places.binary_search(&index).ok()).unwrap_or_default()
    }
}

/// A place in a text, in bytes.
fn span(scalars: &Scalars<'_>, start: usize, end: usize) -> Span {
    Span::new(scalars.to_byte(start), scalars.to_byte(end))
}

/// Who gave a label or decided a relation.
fn by(name: &str) -> Result<By, RestoreError> {
    let all = [By::Rule, By::Link, By::Given, By::Inherited, By::Human];
    all.into_iter().find(|by| by.name() == name).ok_or_else(|| RestoreError::Name("who gave a label", name.to_owned()))
}
