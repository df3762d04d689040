//! What several writers say alike about a view: labels, evidence, links and places as the records of [`crate::schema`],
//! numbers as they are rounded, and texts as they are cut.

use std::borrow::Cow;

use petgraph::graph::{EdgeIndex, NodeIndex};
use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use super::input::{RenderInput, Texts};
use crate::filter::View;
use crate::graph::{Inherited, Node};
use crate::link::grade::relations_as_written;
pub use crate::link::grade::rounded;
use crate::link::{Link, LinkEvidence};
use crate::schema::Text;
use crate::schema::label::{EvidenceRecord, FormRecord, PlaceRecord, PositionRecord, TowardRecord};
use crate::schema::link::{LinkRecord, RelationsRecord};
use crate::schema::node::QuoteRecord;
use crate::span::{Scalars, Span};
use crate::tag::{Evidence, Label, Toward};

/// Longest excerpt, in characters: two lines of a card.
const EXCERPT: usize = 160;

/// How nodes are named: by the id that is unique in the map, or by the id that is unique in their thread.
pub type Name = fn(&Node) -> &str;

/// Makes the records of the input. It keeps the scalar counts of each text, because many replies may point into one text.
#[derive(Debug)]
pub struct Recorder<'v> {
    view: &'v View<'v>,
    texts: Texts,
    name: Name,
    scalars: FxHashMap<NodeIndex, Scalars<'v>>,
}

impl<'v> Recorder<'v> {
    /// A recorder that names nodes in one way.
    pub fn new(input: &RenderInput<'v>, name: Name) -> Self {
        Self { view: input.view, texts: input.texts, name, scalars: FxHashMap::default() }
    }

    /// The positions of a node that the view counts as held.
    pub fn positions(&mut self, index: NodeIndex) -> Vec<PositionRecord<'v>> {
        let Some(node) = self.view.node(index) else { return Vec::new() };
        let view = self.view;
        let placed = view.placed(node);
        placed.map(|(place, label)| self.position((index, node), label, node.inherited(place))).collect()
    }

    /// The positions that a node inherits, whether or not the view counts them as held.
    pub fn inherited(&mut self, index: NodeIndex) -> Vec<PositionRecord<'v>> {
        let Some(node) = self.view.node(index) else { return Vec::new() };
        let view = self.view;
        let all = view.inheritance(node);
        all.map(|inherited| self.position((index, node), &inherited.label, Some(inherited))).collect()
    }

    /// The forms of a node that the view counts as held.
    pub fn forms(&mut self, index: NodeIndex) -> Vec<FormRecord<'v>> {
        let Some(node) = self.view.node(index) else { return Vec::new() };
        let view = self.view;
        let forms = view.forms(node).map(|label| FormRecord {
            label: Text::from(&*label.name),
            score: rounded(label.score),
            by: label.by.name().into(),
            evidence: self.evidence(index, label),
        });
        forms.collect()
    }

    fn position(
        &mut self,
        (index, node): (NodeIndex, &'v Node),
        label: &'v Label,
        inherited: Option<&Inherited>,
    ) -> PositionRecord<'v> {
        PositionRecord {
            label: Text::from(&*label.name),
            axis: label.axis.as_deref().map(Text::from),
            toward: label.toward.and_then(|toward| self.toward(node.thread, toward)),
            score: rounded(label.score),
            by: label.by.name().into(),
            from: inherited
                .and_then(|inherited| self.view.node(inherited.from))
                .map(|node| Text::from((self.name)(node))),
            evidence: self.evidence(index, label),
        }
    }

    fn evidence(&mut self, index: NodeIndex, label: &'v Label) -> Vec<EvidenceRecord<'v>> {
        label.evidence.iter().filter_map(|evidence| self.words(index, evidence)).collect()
    }

    fn words(&mut self, index: NodeIndex, evidence: &'v Evidence) -> Option<EvidenceRecord<'v>> {
        let place = self.place(index, evidence.span)?;
        Some(EvidenceRecord {
            rule: Text::from(&*evidence.rule),
            start: Some(place.start),
            end: Some(place.end),
            text: self.quoted(index, evidence.span),
            to_start: None,
            to_end: None,
            share: rounded(evidence.share),
        })
    }

    fn toward(&mut self, thread: usize, toward: Toward) -> Option<TowardRecord<'v>> {
        let index = self.view.map.at(thread, toward.comment)?;
        let node = Text::from((self.name)(self.view.node(index)?));
        let place = toward.span.and_then(|span| self.place(index, span));
        Some(TowardRecord { node, start: place.map(|place| place.start), end: place.map(|place| place.end) })
    }

    /// A link from one node to another; without its ends, except for the id of what is answered.
    pub fn link(&mut self, from: NodeIndex, to: NodeIndex, link: &'v Link) -> LinkRecord<'v> {
        LinkRecord {
            id: None,
            from: None,
            to: Text::from(self.view.node(to).map_or("", self.name)),
            claim: None,
            links: None,
            given: link.given,
            confidence: rounded(link.confidence),
            anchor: link.anchor.and_then(|anchor| self.place(to, anchor)),
            relation: link.relation.name().into(),
            relation_by: link.relation_by.name().into(),
            relation_p: rounded(link.relation_p),
            relations: Some(relations(&link.relations)),
            undercut: link.undercut,
            reasoned: link.reasoned,
            evidence: link.evidence.iter().map(|evidence| self.link_words(from, to, evidence)).collect(),
        }
    }

    fn link_words(&mut self, from: NodeIndex, to: NodeIndex, evidence: &'v LinkEvidence) -> EvidenceRecord<'v> {
        let here = evidence.from.and_then(|span| self.place(from, span));
        let there = evidence.to.and_then(|span| self.place(to, span));
        EvidenceRecord {
            rule: Text::from(&*evidence.rule),
            start: here.map(|place| place.start),
            end: here.map(|place| place.end),
            text: evidence.from.and_then(|span| self.quoted(from, span)),
            to_start: there.map(|place| place.start),
            to_end: there.map(|place| place.end),
            share: rounded(evidence.share),
        }
    }

    /// The quotations in the text of a node.
    pub fn quotes(&mut self, index: NodeIndex, node: &'v Node) -> Vec<QuoteRecord<'v>> {
        let quotes = node.comment.quotes.iter().filter_map(|quote| {
            let PlaceRecord { start, end } = self.place(index, quote.span)?;
            Some(QuoteRecord { start, end, to: quote.to.as_deref().map(Text::from) })
        });
        quotes.collect()
    }

    /// A place in the text of a node.
    pub fn place(&mut self, index: NodeIndex, span: Span) -> Option<PlaceRecord> {
        let node = self.view.node(index)?;
        let scalars = self.scalars.entry(index).or_insert_with(|| Scalars::new(&node.comment.text));
        let (start, end) = scalars.of(span);
        Some(PlaceRecord { start, end })
    }

    fn quoted(&self, index: NodeIndex, span: Span) -> Option<Text<'v>> {
        let node = self.view.node(index).filter(|_| self.texts != Texts::None)?;
        Some(Text::from(span.of(&node.comment.text)))
    }
}

/// The probabilities of a link as written; their sum stays 1.
fn relations(p: &[f64; 7]) -> RelationsRecord {
    relations_as_written(p).into()
}

/// The replies of a view by the node that answers, in the order of the map: given links first, then by confidence.
pub fn replies<'v>(view: &'v View<'v>) -> FxHashMap<NodeIndex, Vec<(EdgeIndex, NodeIndex, &'v Link)>> {
    let mut replies: FxHashMap<NodeIndex, Vec<_>> = FxHashMap::default();
    for index in &view.edges {
        if let Some((from, to, edge)) = view.edge(*index)
            && let Some(link) = edge.link()
        {
            replies.entry(from).or_default().push((*index, to, link));
        }
    }
    replies
}

/// The part of a text that an output may carry; `None` if it may carry nothing.
pub fn carried(text: &str, texts: Texts) -> Option<Cow<'_, str>> {
    match texts {
        Texts::Full => Some(Cow::Borrowed(text)),
        Texts::None => None,
        Texts::Excerpt => Some(excerpt(text)),
    }
}

/// The first words of a text. The cut is between words if a word ends early enough, else between graphemes.
fn excerpt(text: &str) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else { return Cow::Borrowed(text) };
    let bounds = text.split_word_bound_indices().map(|(start, word)| start + word.len());
    let cut = bounds.take_while(|cut| *cut <= end).last();
    let cut =
        cut.or_else(|| text.grapheme_indices(true).map(|(start, _)| start).take_while(|start| *start <= end).last());
    Cow::Owned(format!("{}…", text.get(..cut.unwrap_or(0)).unwrap_or_default().trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::Relation;

    #[test]
    fn rounded_relations_keep_their_sum_and_their_order() {
        let p = [0.333_33, 0.333_33, 0.333_34, 0.0, 0.0, 0.0, 0.0];
        let json = serde_json::to_value(relations(&p)).unwrap();
        let values: Vec<f64> = Relation::ALL.iter().map(|relation| json[relation.name()].as_f64().unwrap()).collect();
        assert_eq!(values, [0.3334, 0.3333, 0.3333, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(serde_json::to_string(&relations(&p)).unwrap().matches(':').count(), Relation::ALL.len());
    }

    #[test]
    fn numbers_have_four_decimals_and_no_sign_on_zero() {
        assert_eq!(serde_json::to_string(&rounded(0.123_456)).unwrap(), "0.1235");
        assert_eq!(serde_json::to_string(&rounded(-0.000_01)).unwrap(), "0.0");
        assert_eq!(serde_json::to_string(&rounded(f64::NAN)).unwrap(), "0.0");
    }

    #[test]
    fn an_excerpt_ends_between_words_or_graphemes() {
        let words = "mot ".repeat(100);
        let cut = carried(&words, Texts::Excerpt).unwrap();
        assert!(cut.ends_with("mot…") && cut.chars().count() <= EXCERPT + 1, "{cut}");
        let flags = "🇫🇷".repeat(300);
        let cut = carried(&flags, Texts::Excerpt).unwrap();
        assert_eq!(cut.trim_end_matches('…').chars().count() % 2, 0);
        assert_eq!(carried("short", Texts::Excerpt).unwrap(), "short");
        assert_eq!(carried("short", Texts::None), None);
    }
}
