//! The edges of a written map → edges of the map.

use serde::de::Error as _;

use super::{RestoreError, Restoring, by};
use crate::graph::Edge;
use crate::link::{Link, LinkEvidence};
use crate::schema::link::{LinkRecord, PartOfRecord, RelationsRecord};
use crate::thread::Relation;

impl Restoring<'_> {
    /// Adds the edge from a claim to its article.
    pub(super) fn part_of(&mut self, record: &PartOfRecord<'_>) -> Result<(), RestoreError> {
        let from = self.find("an edge", source(record.from.as_deref())?)?;
        let to = self.find("an edge", &record.to)?;
        self.map.graph.add_edge(from, to, Edge::PartOf);
        Ok(())
    }

    /// Adds a reply.
    pub(super) fn link(&mut self, record: &LinkRecord<'_>) -> Result<(), RestoreError> {
        let from = self.find("an edge", source(record.from.as_deref())?)?;
        let to = self.find("an edge", &record.to)?;
        let relation = Relation::named(&record.relation);
        let relation = relation.ok_or_else(|| RestoreError::Name("a relation", record.relation.to_string()))?;
        let evidence = record.evidence.iter().map(|words| LinkEvidence {
            rule: (&*words.rule).into(),
            from: words.here().map(|place| self.span(from, place)),
            to: words.there().map(|place| self.span(to, place)),
            share: words.share,
        });
        let link = Link {
            given: record.given,
            confidence: record.confidence,
            anchor: record.anchor.map(|anchor| self.span(to, anchor)),
            relation,
            relation_by: by(&record.relation_by)?,
            relation_p: record.relation_p,
            relations: record.relations.as_ref().map_or_else(|| only(relation), RelationsRecord::probabilities),
            undercut: record.undercut,
            reasoned: record.reasoned,
            evidence: evidence.collect(),
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
}

/// The id of the node that answers, which every edge of a map must have.
fn source(from: Option<&str>) -> Result<&str, RestoreError> {
    from.ok_or_else(|| RestoreError::Shape(serde_json::Error::missing_field("from")))
}

/// The probabilities of a relation that was added by hand: it is certain.
fn only(relation: Relation) -> [f64; 7] {
    Relation::ALL.map(|other| if other == relation { 1.0 } else { 0.0 })
}
