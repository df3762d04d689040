//! That one comment answers another, and how: the edges of `map -f json` and the links of `tag -f jsonl`.

use serde::{Deserialize, Serialize};

use super::label::{EvidenceRecord, PlaceRecord};
use super::{Text, certain, certain_if_null, human, human_if_null};
use crate::thread::Relation;

/// The relation of an edge from a claim to its article.
pub const PART_OF: &str = "part-of";

/// A reply to a comment, post or article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LinkRecord<'a> {
    /// The id of the edge. In a map only.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub id: Option<Text<'a>>,
    /// The id of the node that answers. In a map only; a record of `tag` is about one comment.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub from: Option<Text<'a>>,
    /// The id of what is answered: a comment, post or article.
    #[serde(borrow)]
    pub to: Text<'a>,
    /// The id of the claim that the reply takes up. In a map only.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Text<'a>>,
    /// How many links this edge represents, if more than one. In a map only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<usize>,
    /// Whether the source gives the link.
    #[serde(default)]
    pub given: bool,
    /// P(link); 1 for a given link.
    #[serde(default = "certain", deserialize_with = "certain_if_null")]
    pub confidence: f64,
    /// The words of what is answered that the reply takes up; null if it answers the whole.
    pub anchor: Option<PlaceRecord>,
    /// The relation that was decided. `reply` is neutral or unknown.
    #[serde(borrow)]
    pub relation: Text<'a>,
    /// Who decided the relation: `given`, `rule` or `human`.
    #[serde(borrow, default = "human", deserialize_with = "human_if_null")]
    pub relation_by: Text<'a>,
    /// P(relation | link).
    #[serde(default = "certain", deserialize_with = "certain_if_null")]
    pub relation_p: f64,
    /// P(each relation | link); the sum is 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relations: Option<RelationsRecord>,
    /// Whether it attacks source, relevance or inference rather than content.
    #[serde(default)]
    pub undercut: bool,
    /// Whether it gives a ground.
    #[serde(default)]
    pub reasoned: bool,
    /// The words that show the link or its relation.
    #[serde(borrow, default)]
    pub evidence: Vec<EvidenceRecord<'a>>,
}

/// A probability for each relation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct RelationsRecord {
    /// Speaks against it.
    pub rebuttal: f64,
    /// Corrects a fact or figure of it: an attack as well.
    pub correction: f64,
    /// Agrees with it or backs it.
    pub support: f64,
    /// Asks about it.
    pub question: f64,
    /// Answers a question it asks.
    pub answer: f64,
    /// Adds to it.
    pub elaboration: f64,
    /// Neutral or unknown.
    pub reply: f64,
}

impl From<[f64; 7]> for RelationsRecord {
    /// From probabilities in the order of [`Relation::ALL`].
    fn from([rebuttal, correction, support, question, answer, elaboration, reply]: [f64; 7]) -> Self {
        RelationsRecord { rebuttal, correction, support, question, answer, elaboration, reply }
    }
}

impl RelationsRecord {
    /// The probabilities in the order of [`Relation::ALL`].
    pub fn probabilities(&self) -> [f64; 7] {
        Relation::ALL.map(|relation| match relation {
            Relation::Rebuttal => self.rebuttal,
            Relation::Correction => self.correction,
            Relation::Support => self.support,
            Relation::Question => self.question,
            Relation::Answer => self.answer,
            Relation::Elaboration => self.elaboration,
            Relation::Reply => self.reply,
        })
    }
}

/// That a claim is part of an article or post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PartOfRecord<'a> {
    /// The id of the edge.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub id: Option<Text<'a>>,
    /// The id of the claim.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub from: Option<Text<'a>>,
    /// The id of the article or post.
    #[serde(borrow)]
    pub to: Text<'a>,
    /// Always `part-of`.
    #[serde(borrow)]
    pub relation: Text<'a>,
    /// Always 1.
    pub confidence: f64,
}

/// An edge of a map.
// It is read as a `LinkRecord`, whose fields include those of the other kind: trying one kind after the other would make
// the parser buffer every edge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged, from = "LinkRecord<'a>", bound(deserialize = "'de: 'a"))]
pub enum EdgeRecord<'a> {
    /// A reply.
    Link(LinkRecord<'a>),
    /// A claim is part of an article or post.
    PartOf(PartOfRecord<'a>),
}

impl<'a> From<LinkRecord<'a>> for EdgeRecord<'a> {
    fn from(link: LinkRecord<'a>) -> Self {
        if *link.relation == *PART_OF {
            let LinkRecord { id, from, to, relation, confidence, .. } = link;
            EdgeRecord::PartOf(PartOfRecord { id, from, to, relation, confidence })
        } else {
            EdgeRecord::Link(link)
        }
    }
}
