//! The nodes of a written map → nodes of the map, without their labels: those may name nodes that come later.

use std::sync::Arc;

use super::{RestoreError, Restoring, span};
use crate::graph::inherit::Inheritance;
use crate::graph::{AnswerCounts, Node, Role, Standing, Status, Tally};
use crate::schema::Text;
use crate::schema::node::{FoldRecord, NodeRecord};
use crate::span::Scalars;
use crate::tag::Tags;
use crate::thread::{Comment, Kind, Lang, Mark, Quote, Relation, is_url};

impl<'d> Restoring<'d> {
    /// Adds a node without its labels.
    pub(super) fn node(&mut self, record: &'d NodeRecord<'_>) -> Result<(), RestoreError> {
        let thread = self.threads.get(&*record.thread).copied();
        let thread = thread.ok_or_else(|| RestoreError::Unknown("a node", record.thread.to_string()))?;
        let is_claim = &*record.kind == "claim";
        let kind = if is_claim { Some(Kind::Article) } else { Kind::named(&record.kind) };
        let kind = kind.ok_or_else(|| RestoreError::Name("a kind", record.kind.to_string()))?;
        let scalars = Scalars::new(record.text.as_deref().unwrap_or_default());
        let comment = comment(record, kind, &scalars);
        let node = Node {
            id: record.id.to_string(),
            thread,
            role: Role::Entry,
            tags: Tags { lang: comment.lang, ..Tags::default() },
            comment,
            inheritance: Inheritance::default(),
            depth: record.depth,
            standing: standing(record.status.as_deref(), record.strength)?,
            reasoned: standing(record.status_reasoned.as_deref(), record.strength_reasoned)?,
            answered: record.taken_up.map(|counts| AnswerCounts {
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
        if self.nodes.insert(&record.id, index).is_some() {
            return Err(RestoreError::Double(record.id.to_string()));
        }
        if !is_claim && let Some(places) = self.map.places.get_mut(thread) {
            places.push(index);
        }
        Ok(())
    }

    /// Attaches a claim to its article.
    pub(super) fn claim(&mut self, record: &NodeRecord<'_>) -> Result<(), RestoreError> {
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
}

/// The comment of a node. Unknown marks are ignored.
fn comment(record: &NodeRecord<'_>, kind: Kind, scalars: &Scalars<'_>) -> Comment {
    let quotes = record.quotes.iter().map(|quote| Quote {
        span: span(scalars, quote.start, quote.end),
        to: quote.to.clone().map(Text::into_string),
    });
    Comment {
        // The id within the thread, if the id in the map names the thread too.
        id: record.id.strip_prefix(&format!("{}/", &*record.thread)).unwrap_or(&record.id).to_owned(),
        kind,
        author: record.author.clone().map(Text::into_string),
        time: record.time.clone().map(Text::into_string),
        lang: record.lang.as_deref().and_then(Lang::parse),
        quotes: quotes.collect(),
        votes: record.votes,
        url: record.url.clone().map(Text::into_string).filter(|url| is_url(url)),
        marks: record.marks.iter().filter_map(|name| Mark::named(name)).collect(),
        capped: record.capped,
        held: record.held,
        extra: record.extra.0.clone().into_owned(),
        text: record.text.clone().map(Text::into_string).unwrap_or_default(),
        ..Comment::default()
    }
}

/// What was folded away. Relations with unknown names are ignored.
pub(super) fn tally(record: &FoldRecord<'_>) -> Tally {
    let named = |counts: &std::collections::BTreeMap<Text<'_>, usize>| {
        Relation::ALL.map(|relation| counts.get(&Text::from(relation.name())).copied().unwrap_or(0))
    };
    Tally {
        comments: record.comments,
        others: record.others,
        claims: record.claims,
        links: named(&record.links),
        into: named(&record.into),
    }
}

fn standing(status: Option<&str>, strength: Option<f64>) -> Result<Option<Standing>, RestoreError> {
    let Some(name) = status else { return Ok(None) };
    let status = Status::ALL.iter().find(|(_, known)| *known == name).map(|(status, _)| *status);
    let status = status.ok_or_else(|| RestoreError::Name("a status", name.to_owned()))?;
    Ok(Some(Standing { status, strength: strength.unwrap_or(0.0) }))
}
