//! The shape of `map -f json`, as far as it is read back. Unknown fields are passed over, so that later versions that add
//! some are still read; absent ones mean what the writer means by leaving them out.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct Document {
    pub(super) schema: String,
    #[serde(default)]
    pub(super) packs: Vec<PackRecord>,
    #[serde(default)]
    pub(super) filters: Vec<String>,
    #[serde(default)]
    pub(super) folded: Option<FoldRecord>,
    pub(super) threads: Vec<ThreadRecord>,
    pub(super) nodes: Vec<NodeRecord>,
    pub(super) edges: Vec<EdgeRecord>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PackRecord {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) sha256: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ThreadRecord {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) announced: Option<usize>,
    #[serde(default)]
    pub(super) read: usize,
}

/// A place in a text, in Unicode scalar values, end exclusive.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct PlaceRecord {
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Debug, Deserialize)]
pub(super) struct QuoteRecord {
    #[serde(flatten)]
    pub(super) place: PlaceRecord,
    pub(super) to: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct TakenUpRecord {
    pub(super) rebuttal: usize,
    pub(super) correction: usize,
    pub(super) support: usize,
    pub(super) question: usize,
    pub(super) authors: usize,
}

/// A node that stands for all comments of its thread that hold a position, or none.
#[derive(Debug, Deserialize)]
pub(super) struct GroupRecord {
    pub(super) position: Option<String>,
}

/// What is folded away on a node.
#[derive(Debug, Default, Deserialize)]
pub(super) struct FoldRecord {
    #[serde(default)]
    pub(super) comments: usize,
    #[serde(default)]
    pub(super) others: usize,
    #[serde(default)]
    pub(super) claims: usize,
    #[serde(default)]
    pub(super) links: BTreeMap<String, usize>,
    #[serde(default)]
    pub(super) into: BTreeMap<String, usize>,
}

#[derive(Debug, Deserialize)]
pub(super) struct NodeRecord {
    pub(super) id: String,
    pub(super) thread: String,
    pub(super) kind: String,
    pub(super) of: Option<String>,
    // Plain fields: flattening makes the parser keep every field of every node until it knows where it belongs, which
    // would be a third of the time to read a map.
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) author: Option<String>,
    pub(super) time: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) quotes: Vec<QuoteRecord>,
    #[serde(default)]
    pub(super) depth: usize,
    pub(super) status: Option<String>,
    pub(super) strength: Option<f64>,
    pub(super) status_reasoned: Option<String>,
    pub(super) strength_reasoned: Option<f64>,
    pub(super) taken_up: Option<TakenUpRecord>,
    #[serde(default)]
    pub(super) positions: Vec<LabelRecord>,
    #[serde(default)]
    pub(super) forms: Vec<LabelRecord>,
    pub(super) votes: Option<i64>,
    #[serde(default)]
    pub(super) marks: Vec<String>,
    #[serde(default)]
    pub(super) capped: bool,
    pub(super) held: Option<usize>,
    pub(super) group: Option<GroupRecord>,
    pub(super) folded: Option<FoldRecord>,
    #[serde(default)]
    pub(super) extra: BTreeMap<String, serde_json::Value>,
}

impl NodeRecord {
    /// The words of a claim in its article.
    pub(super) fn place(&self) -> Option<PlaceRecord> {
        Some(PlaceRecord { start: self.start?, end: self.end? })
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct WordsRecord {
    pub(super) rule: String,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) to_start: Option<usize>,
    pub(super) to_end: Option<usize>,
    #[serde(default)]
    pub(super) share: f64,
}

impl WordsRecord {
    /// The place in the text that answers, or that has the label.
    pub(super) fn here(&self) -> Option<PlaceRecord> {
        Some(PlaceRecord { start: self.start?, end: self.end? })
    }

    /// The place in the text of what is answered.
    pub(super) fn there(&self) -> Option<PlaceRecord> {
        Some(PlaceRecord { start: self.to_start?, end: self.to_end? })
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct TowardRecord {
    pub(super) node: String,
    #[serde(flatten)]
    pub(super) place: Option<PlaceRecord>,
}

#[derive(Debug, Deserialize)]
pub(super) struct LabelRecord {
    pub(super) label: String,
    pub(super) axis: Option<String>,
    pub(super) toward: Option<TowardRecord>,
    /// A label put in by hand may come without a score: it is sure.
    #[serde(default = "sure")]
    pub(super) score: f64,
    pub(super) by: Option<String>,
    pub(super) from: Option<String>,
    #[serde(default)]
    pub(super) evidence: Vec<WordsRecord>,
}

#[derive(Debug, Deserialize)]
pub(super) struct EdgeRecord {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) claim: Option<String>,
    pub(super) links: Option<usize>,
    #[serde(default)]
    pub(super) given: bool,
    #[serde(default = "sure")]
    pub(super) confidence: f64,
    pub(super) anchor: Option<PlaceRecord>,
    pub(super) relation: String,
    pub(super) relation_by: Option<String>,
    pub(super) relation_p: Option<f64>,
    pub(super) relations: Option<BTreeMap<String, f64>>,
    #[serde(default)]
    pub(super) undercut: bool,
    #[serde(default)]
    pub(super) reasoned: bool,
    #[serde(default)]
    pub(super) evidence: Vec<WordsRecord>,
}

fn sure() -> f64 {
    1.0
}
