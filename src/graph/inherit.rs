//! Inheritance: the positions that a comment takes from what it supports, or from the proposal it rejects.
//!
//! In: the map with every comment's own positions, links and relations. Out: the same map with inherited positions in a
//! separate field. Nothing else reads that field before a view does: no rule, relation or status depends on it, and what
//! was inherited is not passed on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::{ArgumentMap, Node, Role};
use crate::link::Link;
use crate::rule::Heritable;
use crate::rule::labels::IRONY;
use crate::sort::Order as _;
use crate::tag::{By, Evidence, Label};
use crate::thread::{Kind, Relation};

/// From this P(relation | link) on a reply inherits a position. What a comment does not say is attributed to it only where
/// a reader who sees ten such replies expects eight or more to agree.
const SURE: f64 = 0.8;

/// A position that is less likely than not is not held, whoever gave it.
const LIKELY: f64 = 0.5;

/// An inherited position, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Inherited {
    /// The position, by [`By::Inherited`]. Its evidence is the words of the reply that show the relation.
    pub label: Label,
    /// The comment that holds it, or the post that proposes it or its contrary.
    pub from: NodeIndex,
    /// The position there that it comes from: the same, or the contrary if a proposal is rejected.
    pub of: Arc<str>,
    /// The reply to that comment or post.
    pub edge: EdgeIndex,
}

/// What a comment inherits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inheritance {
    /// Positions on axes on which the comment has none of its own words, best first.
    pub positions: Vec<Inherited>,
    /// The probabilities behind them, before thresholds, by name.
    pub scores: BTreeMap<Arc<str>, f64>,
}

/// Passes positions along the links of a map. `book` holds the heritable positions of the codebook.
///
/// A comment that has no position of its own words on the axis, and is not ironic, inherits:
/// * from a comment that it supports, what that comment holds itself;
/// * from a post that it supports, what the post proposes;
/// * from a post that it rebuts or corrects, the contrary of that, if no third position lies between the two.
///
/// The score is P(relation | link) times the score of the position at its holder, so it is never surer than there. Of two
/// contraries from two sources only the surer remains, and neither if they are equal. Linear in links and labels.
pub(super) fn inherit(map: &mut ArgumentMap, book: &[Heritable]) {
    let mut heirs: BTreeMap<NodeIndex, Heir> = BTreeMap::new();
    for edge in map.graph.edge_references() {
        let Some(link) = edge.weight().link() else { continue };
        let ends = map.graph.node_weight(edge.source()).zip(map.graph.node_weight(edge.target()));
        let Some((reply, holder)) = ends else { continue };
        if !reply.is_comment() || reply.tags.has_form(IRONY) || holder.role != Role::Entry {
            continue;
        }
        for offer in offers(holder, link, book) {
            let Some(entry) = entry(book, &offer.name) else { continue };
            if !has_own(reply, entry) {
                heirs.entry(edge.source()).or_default().take(entry, &offer, (edge.target(), edge.id()), link);
            }
        }
    }
    for (index, heir) in heirs {
        let Some(node) = map.graph.node_weight_mut(index) else { continue };
        node.inheritance = heir.settle(book);
    }
}

/// The entry of a position. Books are in order of name.
fn entry<'b>(book: &'b [Heritable], name: &str) -> Option<&'b Heritable> {
    book.binary_search_by(|entry| (*entry.name).cmp(name)).ok().and_then(|index| book.get(index))
}

/// A position that a link passes on.
struct Offer {
    name: Arc<str>,
    /// The position at its holder that it comes from.
    of: Arc<str>,
    /// Its probability before thresholds.
    raw: f64,
    /// Its score, if the link is sure and the holder's position is decided.
    score: Option<f64>,
}

/// What a link passes on.
fn offers(holder: &Node, link: &Link, book: &[Heritable]) -> Vec<Offer> {
    let p = |relation: Relation| link.relations.get(relation.index()).copied().unwrap_or(0.0);
    let (support, attack) = (p(Relation::Support), p(Relation::Rebuttal) + p(Relation::Correction));
    let sure_support = (link.relation == Relation::Support && link.relation_p >= SURE).then_some(link.relation_p);
    let sure_attack = (link.relation.is_attack() && attack >= SURE).then_some(attack);
    let offer = |name: &Arc<str>, of: &Arc<str>, (p, sure): (f64, Option<f64>), score: f64, is_decided: bool| Offer {
        name: name.clone(),
        of: of.clone(),
        raw: p * score,
        score: sure.filter(|_| is_decided).map(|sure| sure * score),
    };
    match holder.comment.kind {
        Kind::Comment => {
            let own = holder.tags.positions.iter().filter(|label| is_own(label));
            own.map(|label| offer(&label.name, &label.name, (support, sure_support), label.score, true)).collect()
        }
        Kind::Post => {
            let proposed = book.iter().map(|entry| (entry, holder.tags.proposed.get(&entry.name)));
            let offers = proposed.filter(|(_, score)| *score > 0.0).flat_map(|(entry, score)| {
                let is_decided = holder.tags.proposes.iter().any(|label| label.name == entry.name);
                let same = offer(&entry.name, &entry.name, (support, sure_support), score, is_decided);
                let rejected = entry.rejected.as_ref();
                let contrary = rejected.map(|name| offer(name, &entry.name, (attack, sure_attack), score, is_decided));
                std::iter::once(same).chain(contrary)
            });
            offers.collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a comment's own words, or a person, gave a position. A position that was read back as inherited is not passed
/// on.
fn is_own(label: &Label) -> bool {
    label.by != By::Inherited
}

/// Whether a comment has a position of its own words that excludes this one: one on the same axis, or, if the position has
/// no axis, the position itself or its contrary.
fn has_own(node: &Node, entry: &Heritable) -> bool {
    let excludes = |label: &Label| match &entry.axis {
        Some(axis) => label.axis.as_ref() == Some(axis),
        None => label.name == entry.name || Some(&label.name) == entry.contrary.as_ref(),
    };
    node.tags.positions.iter().filter(|label| is_own(label)).any(excludes)
}

/// What is offered to one comment, the best offer of each position.
#[derive(Default)]
struct Heir {
    offers: BTreeMap<Arc<str>, Inherited>,
    scores: BTreeMap<Arc<str>, f64>,
}

impl Heir {
    /// Takes an offer if it is better than the one known so far.
    fn take(&mut self, entry: &Heritable, offer: &Offer, (from, edge): (NodeIndex, EdgeIndex), link: &Link) {
        let best = self.scores.entry(entry.name.clone()).or_default();
        *best = best.max(offer.raw);
        let known = self.offers.get(&entry.name).map_or(0.0, |known| known.label.score);
        let Some(score) = offer.score.filter(|score| *score >= LIKELY && *score > known) else { return };
        let words = link.evidence.iter().filter_map(|evidence| {
            Some(Evidence { rule: evidence.rule.clone(), span: evidence.from?, share: evidence.share })
        });
        let label = Label {
            name: entry.name.clone(),
            axis: entry.axis.clone(),
            score,
            by: By::Inherited,
            toward: None,
            evidence: words.collect(),
        };
        self.offers.insert(entry.name.clone(), Inherited { label, from, of: offer.of.clone(), edge });
    }

    /// What remains of the offers: no comment holds two contraries, and of an exclusive group the best remains.
    fn settle(self, book: &[Heritable]) -> Inheritance {
        let entry = |name: &Arc<str>| entry(book, name);
        let has_better_contrary = |offer: &Inherited| {
            let contrary = entry(&offer.label.name).and_then(|entry| entry.contrary.as_ref());
            let other = contrary.and_then(|name| self.offers.get(name));
            other.is_some_and(|other| other.label.score >= offer.label.score)
        };
        let beaten: BTreeSet<Arc<str>> = self
            .offers
            .values()
            .filter(|offer| has_better_contrary(offer))
            .map(|offer| offer.label.name.clone())
            .collect();
        let mut positions: Vec<Inherited> =
            self.offers.into_values().filter(|offer| !beaten.contains(&offer.label.name)).collect();
        positions
            .order_by(|a, b| b.label.score.total_cmp(&a.label.score).then_with(|| a.label.name.cmp(&b.label.name)));
        let mut groups: BTreeSet<Arc<str>> = BTreeSet::new();
        positions.retain(|offer| {
            entry(&offer.label.name).and_then(|entry| entry.exclusive.clone()).is_none_or(|group| groups.insert(group))
        });
        Inheritance { positions, scores: self.scores }
    }
}
