//! The labels of a written map → positions, forms and inheritance of its nodes, once all nodes and edges are there.

use std::sync::Arc;

use petgraph::graph::NodeIndex;

use super::{RestoreError, Restoring, by};
use crate::graph::inherit::{Inheritance, Inherited};
use crate::schema::label::{EvidenceRecord, FormRecord, PositionRecord};
use crate::schema::node::NodeRecord;
use crate::tag::{Evidence, Label, Tags, Toward};
use crate::thread::Lang;

impl Restoring<'_> {
    /// Gives a node its labels.
    pub(super) fn labels(&mut self, record: &NodeRecord<'_>) -> Result<(), RestoreError> {
        let index = self.find("a node", &record.id)?;
        let mut tags = Tags { lang: record.lang.as_deref().and_then(Lang::parse), ..Tags::default() };
        let mut inheritance = Inheritance::default();
        for position in &record.positions {
            let label = self.position(index, position)?;
            let Some(holder) = position.from.as_deref() else {
                tags.positions.push(label);
                continue;
            };
            // The holder may have been filtered out. Then the position would look like the comment's own: leave it out.
            let Some(from) = self.nodes.get(holder).copied() else { continue };
            let Some(edge) = self.map.graph.find_edge(index, from) else { continue };
            inheritance.scores.insert(label.name.clone(), label.score);
            inheritance.positions.push(Inherited { of: label.name.clone(), label, from, edge });
        }
        for form in &record.forms {
            tags.forms.push(self.form(index, form)?);
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

    fn position(&self, index: NodeIndex, record: &PositionRecord<'_>) -> Result<Label, RestoreError> {
        // What the position is about may have been filtered out.
        let toward = record.toward.as_ref().and_then(|toward| {
            let node = *self.nodes.get(&*toward.node)?;
            Some(Toward { comment: self.place(node), span: toward.place().map(|place| self.span(node, place)) })
        });
        Ok(Label {
            name: (&*record.label).into(),
            axis: record.axis.as_deref().map(Arc::from),
            score: record.score,
            by: by(&record.by)?,
            toward,
            evidence: self.evidence(index, &record.evidence),
        })
    }

    fn form(&self, index: NodeIndex, record: &FormRecord<'_>) -> Result<Label, RestoreError> {
        Ok(Label {
            name: (&*record.label).into(),
            axis: None,
            score: record.score,
            by: by(&record.by)?,
            toward: None,
            evidence: self.evidence(index, &record.evidence),
        })
    }

    fn evidence(&self, index: NodeIndex, records: &[EvidenceRecord<'_>]) -> Vec<Evidence> {
        let evidence = records.iter().map(|words| Evidence {
            rule: (&*words.rule).into(),
            span: words.here().map(|place| self.span(index, place)).unwrap_or_default(),
            share: words.share,
        });
        evidence.collect()
    }
}
