//! What `map -f json` and `tag -f jsonl` say alike: labels, evidence and links, as structs of their own.
//!
//! The types of the inner stages are not serialised: these are the versioned interface. Offsets are Unicode scalar
//! values, end exclusive; probabilities have [`DECIMALS`] decimals.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use petgraph::graph::{EdgeIndex, NodeIndex};
use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};
use unicode_segmentation::UnicodeSegmentation;

use super::input::{RenderInput, Texts};
use crate::filter::View;
use crate::graph::{Inherited, Node};
use crate::link::{Link, LinkEvidence};
use crate::span::{Scalars, Span};
use crate::tag::{Evidence, Label, Toward};

/// Decimals of a probability: finer than any of ours is meant, coarse enough to be the same on every machine.
pub const DECIMALS: i32 = 4;

/// Longest excerpt, in characters: two lines of a card.
const EXCERPT: usize = 160;

/// A probability or share as written. Not a number, which no stage makes, is written as 0.
pub fn rounded(number: f64) -> f64 {
    let scale = f64::from(10_i32.pow(DECIMALS as u32));
    let rounded = (number * scale).round() / scale;
    // Adding zero turns -0.0 into 0.0.
    if rounded.is_finite() { rounded + 0.0 } else { 0.0 }
}

/// Fields of the source handed through: what they hold is JSON already.
///
/// # Errors
/// When the writer of the record fails.
pub fn extra<S: Serializer>(fields: &&BTreeMap<String, String>, serializer: S) -> Result<S::Ok, S::Error> {
    let value = |json: &String| serde_json::from_str(json).unwrap_or(serde_json::Value::Null);
    serializer.collect_map(fields.iter().map(|(name, json)| (name, value(json))))
}

/// A place in a text.
#[derive(Debug, Serialize)]
pub struct Place {
    start: usize,
    end: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

/// The words that made a label.
#[derive(Debug, Serialize)]
struct WordsRecord<'v> {
    rule: &'v str,
    #[serde(flatten)]
    place: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'v str>,
    share: f64,
}

/// What a position is about.
#[derive(Debug, Serialize)]
struct TowardRecord<'v> {
    node: &'v str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

/// What only positions have; null means not determined.
#[derive(Debug, Serialize)]
struct AboutRecord<'v> {
    axis: Option<&'v str>,
    toward: Option<TowardRecord<'v>>,
}

/// A position or form.
#[derive(Debug, Serialize)]
pub struct LabelRecord<'v> {
    label: &'v str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    about: Option<AboutRecord<'v>>,
    score: f64,
    by: &'static str,
    /// Of a position taken over: the node it is taken over from.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'v str>,
    evidence: Vec<WordsRecord<'v>>,
}

/// P(each relation | link).
#[derive(Debug, Serialize)]
struct RelationsRecord {
    rebuttal: f64,
    correction: f64,
    support: f64,
    question: f64,
    answer: f64,
    elaboration: f64,
    reply: f64,
}

/// The words that made a link or its relation; a feature such as distance has none.
#[derive(Debug, Serialize)]
struct LinkWordsRecord<'v> {
    rule: &'v str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to_start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to_end: Option<usize>,
    share: f64,
}

/// That one comment answers another, and how; who answers whom is said around it.
#[derive(Debug, Serialize)]
pub struct LinkRecord<'v> {
    given: bool,
    confidence: f64,
    anchor: Option<Place>,
    relation: &'static str,
    relation_by: &'static str,
    relation_p: f64,
    relations: RelationsRecord,
    undercut: bool,
    reasoned: bool,
    evidence: Vec<LinkWordsRecord<'v>>,
}

/// How nodes are named: by the id that is unique in the map, or by that of their thread.
pub type Name = fn(&Node) -> &str;

/// Makes records of the input. It remembers how texts are counted, since many replies may point into one, and one reply may
/// answer many.
#[derive(Debug)]
pub struct Recorder<'v> {
    view: &'v View<'v>,
    texts: Texts,
    name: Name,
    scalars: FxHashMap<NodeIndex, Scalars<'v>>,
}

impl<'v> Recorder<'v> {
    /// A recorder that names nodes in one way.
    pub fn new(sheet: &RenderInput<'v>, name: Name) -> Self {
        Self { view: sheet.view, texts: sheet.texts, name, scalars: FxHashMap::default() }
    }

    /// The positions of a node that the view counts as held.
    pub fn positions(&mut self, index: NodeIndex) -> Vec<LabelRecord<'v>> {
        let Some(node) = self.view.node(index) else { return Vec::new() };
        let view = self.view;
        let placed = view.placed(node);
        placed.map(|(place, label)| self.label((index, node), label, true, node.inherited(place))).collect()
    }

    /// The positions of a node that it takes over, whether or not the view counts them as held.
    pub fn inherited(&mut self, index: NodeIndex) -> Vec<LabelRecord<'v>> {
        let Some(node) = self.view.node(index) else { return Vec::new() };
        let view = self.view;
        let all = view.inheritance(node);
        all.map(|inherited| self.label((index, node), &inherited.label, true, Some(inherited))).collect()
    }

    /// The forms of a node that the view counts as held.
    pub fn forms(&mut self, index: NodeIndex) -> Vec<LabelRecord<'v>> {
        let Some(node) = self.view.node(index) else { return Vec::new() };
        let view = self.view;
        view.forms(node).map(|label| self.label((index, node), label, false, None)).collect()
    }

    fn label(
        &mut self,
        (index, node): (NodeIndex, &'v Node),
        label: &'v Label,
        position: bool,
        inherited: Option<&Inherited>,
    ) -> LabelRecord<'v> {
        LabelRecord {
            label: &label.name,
            about: position.then(|| AboutRecord {
                axis: label.axis.as_deref(),
                toward: label.toward.and_then(|toward| self.toward(node.thread, toward)),
            }),
            score: rounded(label.score),
            by: label.by.name(),
            from: inherited.and_then(|inherited| self.view.node(inherited.from)).map(self.name),
            evidence: label.evidence.iter().filter_map(|evidence| self.words(index, evidence)).collect(),
        }
    }

    fn words(&mut self, index: NodeIndex, evidence: &'v Evidence) -> Option<WordsRecord<'v>> {
        Some(WordsRecord {
            rule: &evidence.rule,
            place: self.place(index, evidence.span)?,
            text: self.quoted(index, evidence.span),
            share: rounded(evidence.share),
        })
    }

    fn toward(&mut self, thread: usize, toward: Toward) -> Option<TowardRecord<'v>> {
        let index = self.view.map.at(thread, toward.comment)?;
        let node = (self.name)(self.view.node(index)?);
        Some(TowardRecord { node, place: toward.span.and_then(|span| self.place(index, span)) })
    }

    /// A link from one node to another.
    pub fn link(&mut self, from: NodeIndex, to: NodeIndex, link: &'v Link) -> LinkRecord<'v> {
        LinkRecord {
            given: link.given,
            confidence: rounded(link.confidence),
            anchor: link.anchor.and_then(|anchor| self.place(to, anchor)),
            relation: link.relation.name(),
            relation_by: link.relation_by.name(),
            relation_p: rounded(link.relation_p),
            relations: relations(&link.relations),
            undercut: link.undercut,
            reasoned: link.reasoned,
            evidence: link.evidence.iter().map(|evidence| self.link_words(from, to, evidence)).collect(),
        }
    }

    fn link_words(&mut self, from: NodeIndex, to: NodeIndex, evidence: &'v LinkEvidence) -> LinkWordsRecord<'v> {
        let there = evidence.to.and_then(|span| self.place(to, span));
        LinkWordsRecord {
            rule: &evidence.rule,
            place: evidence.from.and_then(|span| self.place(from, span)),
            text: evidence.from.and_then(|span| self.quoted(from, span)),
            to_start: there.as_ref().map(|place| place.start),
            to_end: there.as_ref().map(|place| place.end),
            share: rounded(evidence.share),
        }
    }

    /// A place in the text of a node.
    pub fn place(&mut self, index: NodeIndex, span: Span) -> Option<Place> {
        let node = self.view.node(index)?;
        let scalars = self.scalars.entry(index).or_insert_with(|| Scalars::new(&node.comment.text));
        let (start, end) = scalars.of(span);
        Some(Place { start, end })
    }

    fn quoted(&self, index: NodeIndex, span: Span) -> Option<&'v str> {
        let node = self.view.node(index).filter(|_| self.texts != Texts::None)?;
        Some(span.of(&node.comment.text))
    }
}

/// Rounds the probabilities so that they still sum to one: what rounding adds or takes goes to the largest.
fn relations(p: &[f64; 7]) -> RelationsRecord {
    let scale = f64::from(10_i32.pow(DECIMALS as u32));
    let mut units = p.map(|p| rounded(p) * scale).map(f64::round);
    let sum: f64 = p.iter().sum();
    // Where the sum is not one to begin with, the stage before is wrong, and hiding that helps nobody.
    if (sum - 1.0).abs() < 1e-6 {
        let rest = scale - units.iter().sum::<f64>();
        if let Some(largest) = units.iter_mut().reduce(|best, next| if *next > *best { next } else { best }) {
            *largest += rest;
        }
    }
    let [rebuttal, correction, support, question, answer, elaboration, reply] = units.map(|unit| unit / scale);
    RelationsRecord { rebuttal, correction, support, question, answer, elaboration, reply }
}

/// The replies of a view by the node they come from, in the map's order: given first, then by confidence.
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

/// As much of a text as an output may carry; `None` for none of it.
pub fn carried(text: &str, texts: Texts) -> Option<Cow<'_, str>> {
    match texts {
        Texts::Full => Some(Cow::Borrowed(text)),
        Texts::None => None,
        Texts::Excerpt => Some(excerpt(text)),
    }
}

/// The first words of a text, cut between words where one ends in time, else between graphemes.
fn excerpt(text: &str) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else { return Cow::Borrowed(text) };
    let bounds = text.split_word_bound_indices().map(|(at, word)| at + word.len());
    let cut = bounds.take_while(|cut| *cut <= end).last();
    let cut = cut.or_else(|| text.grapheme_indices(true).map(|(at, _)| at).take_while(|at| *at <= end).last());
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
