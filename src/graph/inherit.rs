//! Inheritance: what a comment takes over from what it supports, or from the proposal it rejects.
//!
//! In: the map with every comment's own positions, links and relations. Out: the same map with what is taken over in a
//! field of its own. Nothing else reads that field before a view does: no rule, no relation and no status hangs on it,
//! and what was taken over is not passed on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::{ArgumentMap, Edge, Node, Role};
use crate::link::Link;
use crate::rule::Heritable;
use crate::tag::{By, Evidence, IRONY, Label};
use crate::thread::{Kind, Relation};

/// From this P(relation | link) on a reply takes a position over: what is not said is attributed only where a reader
/// who sees ten such replies expects eight or more to agree.
const SURE: f64 = 0.8;

/// A position that is less likely than not is not held, whoever gave it.
const LIKELY: f64 = 0.5;

/// A position taken over, and where from.
#[derive(Clone, Debug, PartialEq)]
pub struct Inherited {
    /// The position, by [`By::Inherited`]; its evidence is the words of the reply that show the relation.
    pub label: Label,
    /// Who holds it, or the post that proposes it or its contrary.
    pub from: NodeIndex,
    /// The position there that makes it: the same, or the contrary where a proposal is rejected.
    pub of: Arc<str>,
    /// The reply to it.
    pub edge: EdgeIndex,
}

/// What a comment takes over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inheritance {
    /// Positions on axes on which the comment has none of its own, best first.
    pub positions: Vec<Inherited>,
    /// The probabilities behind them, before thresholds, by name.
    pub scores: BTreeMap<Arc<str>, f64>,
}

/// Passes positions along the links of a map; `book` holds the heritable positions of the codebook.
///
/// A comment takes over, where it has no position of its own on the axis and is not ironic:
/// * from a comment that it supports, what that comment holds itself;
/// * from a post that it supports, what the post proposes;
/// * from a post that it rebuts or corrects, the contrary of that, where nothing lies between the two.
///
/// The score is P(relation | link) times that of the position at its holder, so that it is never surer than there. Of
/// two contraries from two sides only the surer stays, and neither where they are level. Linear in links and labels.
pub(super) fn inherit(map: &mut ArgumentMap, book: &[Heritable]) {
    let mut heirs: BTreeMap<NodeIndex, Heir> = BTreeMap::new();
    for edge in map.graph.edge_indices() {
        let Some((from, to)) = map.graph.edge_endpoints(edge) else { continue };
        let Some(link) = map.graph.edge_weight(edge).and_then(Edge::link) else { continue };
        let (Some(reply), Some(holder)) = (map.graph.node_weight(from), map.graph.node_weight(to)) else { continue };
        if !reply.is_comment() || reply.tags.has_form(IRONY) || holder.role != Role::Entry {
            continue;
        }
        for offer in offers(holder, link, book) {
            let Some(entry) = entry(book, &offer.name) else { continue };
            if !has_own(reply, entry) {
                heirs.entry(from).or_default().take(entry, &offer, (to, edge), link);
            }
        }
    }
    for (at, heir) in heirs {
        let inheritance = heir.settle(book);
        if let Some(node) = map.graph.node_weight_mut(at) {
            node.inheritance = inheritance;
        }
    }
}

/// The entry of a position; books are in order of name.
fn entry<'b>(book: &'b [Heritable], name: &str) -> Option<&'b Heritable> {
    book.binary_search_by(|entry| (*entry.name).cmp(name)).ok().and_then(|at| book.get(at))
}

/// A position on its way along a link.
struct Offer {
    name: Arc<str>,
    /// What makes it at its holder.
    of: Arc<str>,
    /// Its probability before thresholds.
    raw: f64,
    /// Its score, where the link is sure and the holder says it.
    said: Option<f64>,
}

/// What a link passes on.
fn offers(holder: &Node, link: &Link, book: &[Heritable]) -> Vec<Offer> {
    let p = |relation: Relation| link.relations.get(relation.index()).copied().unwrap_or(0.0);
    let (support, attack) = (p(Relation::Support), p(Relation::Rebuttal) + p(Relation::Correction));
    let supports = (link.relation == Relation::Support && link.relation_p >= SURE).then_some(link.relation_p);
    let attacks = (link.relation.is_attack() && attack >= SURE).then_some(attack);
    let offer = |name: &Arc<str>, of: &Arc<str>, (raw, sure): (f64, Option<f64>), score: f64, said: bool| Offer {
        name: name.clone(),
        of: of.clone(),
        raw: raw * score,
        said: sure.filter(|_| said).map(|sure| sure * score),
    };
    match holder.comment.kind {
        Kind::Comment => {
            let own = holder.tags.positions.iter().filter(|label| is_own(label));
            own.map(|label| offer(&label.name, &label.name, (support, supports), label.score, true)).collect()
        }
        Kind::Post => {
            let put_up = book.iter().map(|entry| (entry, holder.tags.proposed.get(&entry.name)));
            let passed = put_up.filter(|(_, score)| *score > 0.0).flat_map(|(entry, score)| {
                let said = holder.tags.proposes.iter().any(|label| label.name == entry.name);
                let contrary =
                    entry.rejected.as_ref().map(|name| offer(name, &entry.name, (attack, attacks), score, said));
                std::iter::once(offer(&entry.name, &entry.name, (support, supports), score, said)).chain(contrary)
            });
            passed.collect()
        }
        _ => Vec::new(),
    }
}

/// Whether somebody's own words, or a person, gave a position; one that was read back as taken over is not passed on.
fn is_own(label: &Label) -> bool {
    label.by != By::Inherited
}

/// Whether a comment has a position of its own where this one would stand: on its axis, or it or its contrary where
/// there is none.
fn has_own(node: &Node, entry: &Heritable) -> bool {
    let same = |label: &Label| match &entry.axis {
        Some(axis) => label.axis.as_ref() == Some(axis),
        None => label.name == entry.name || Some(&label.name) == entry.contrary.as_ref(),
    };
    node.tags.positions.iter().filter(|label| is_own(label)).any(same)
}

/// What is offered to one comment, the best of each position.
#[derive(Default)]
struct Heir {
    offers: BTreeMap<Arc<str>, Inherited>,
    scores: BTreeMap<Arc<str>, f64>,
}

impl Heir {
    fn take(&mut self, entry: &Heritable, offer: &Offer, (from, edge): (NodeIndex, EdgeIndex), link: &Link) {
        let best = self.scores.entry(entry.name.clone()).or_default();
        *best = best.max(offer.raw);
        let known = self.offers.get(&entry.name).map_or(0.0, |known| known.label.score);
        let Some(score) = offer.said.filter(|score| *score >= LIKELY && *score > known) else { return };
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

    /// What stays of the offers: nobody holds two contraries, and of an exclusive group the best stays.
    fn settle(self, book: &[Heritable]) -> Inheritance {
        let entry = |name: &Arc<str>| entry(book, name);
        let beaten: BTreeSet<Arc<str>> = self
            .offers
            .values()
            .filter(|offer| {
                let contrary = entry(&offer.label.name).and_then(|entry| entry.contrary.as_ref());
                let other = contrary.and_then(|name| self.offers.get(name));
                other.is_some_and(|other| other.label.score >= offer.label.score)
            })
            .map(|offer| offer.label.name.clone())
            .collect();
        let mut positions: Vec<Inherited> =
            self.offers.into_values().filter(|offer| !beaten.contains(&offer.label.name)).collect();
        positions.sort_by(|a, b| b.label.score.total_cmp(&a.label.score).then_with(|| a.label.name.cmp(&b.label.name)));
        let mut groups: BTreeSet<Arc<str>> = BTreeSet::new();
        positions.retain(|offer| {
            entry(&offer.label.name).and_then(|entry| entry.exclusive.clone()).is_none_or(|group| groups.insert(group))
        });
        Inheritance { positions, scores: self.scores }
    }
}
