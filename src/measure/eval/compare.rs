//! Compares one comment with its gold annotations.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::{Difference, Evaluation, Tally};
use crate::graph::{ArgumentMap, Node};
use crate::link::Link;
use crate::measure::gold::{Answer, Gold, GoldComment};
use crate::thread::Relation;

/// The two sides of a comparison.
pub(super) struct Ground<'a> {
    /// The map.
    pub(super) map: &'a ArgumentMap,
    /// The gold.
    pub(super) gold: &'a Gold,
    /// The nodes of the comments in the gold, by thread and id.
    pub(super) places: BTreeMap<(&'a str, &'a str), Option<NodeIndex>>,
}

/// Adds the probability of every annotated label of a comment, and whether the comment has it.
pub(super) fn claim<'a>(
    claims: &mut BTreeMap<&'a str, Vec<(f64, bool)>>,
    gold: &'a Gold,
    answer: &Answer,
    node: &Node,
) {
    let positions = gold.positions.iter().map(|label| (label, answer.positions.contains(label)));
    let forms = gold.forms.iter().map(|label| (label, answer.forms.contains(label)));
    for (label, right) in positions.chain(forms).filter(|(label, right)| *right || !answer.acceptable.contains(label)) {
        let p = node.tags.scores.get(label);
        claims.entry(label).or_default().push((p, right));
    }
}

impl<'a> Ground<'a> {
    /// Compares a map with its gold, whose comments are these nodes.
    pub(super) fn new(map: &'a ArgumentMap, gold: &'a Gold, matched: &[Option<NodeIndex>]) -> Self {
        let mut places = BTreeMap::new();
        for (comment, place) in gold.comments.iter().zip(matched) {
            places.entry((comment.thread.as_str(), comment.id.as_str())).or_insert(*place);
        }
        Ground { map, gold, places }
    }
}

impl Ground<'_> {
    /// Compares the positions and forms of a comment.
    pub(super) fn labels(
        &self,
        tally: &mut Tally,
        result: &mut Evaluation,
        comment: &GoldComment,
        answer: &Answer,
        node: &Node,
    ) {
        let gold = self.gold;
        let given: BTreeSet<&str> = node.tags.positions.iter().map(|position| &*position.name).collect();
        let mut exact = true;
        for label in &gold.positions {
            let (has, wanted) = (given.contains(label.as_str()), answer.positions.contains(label));
            if !wanted && answer.acceptable.contains(label) {
                continue;
            }
            tally.positions.entry(label.clone()).or_default().count(has, wanted);
            if has != wanted {
                exact = false;
                let (comment, label) = (comment.id.clone(), label.clone());
                result.differences.push(Difference::Label { comment, label, has });
            }
        }
        if !gold.positions.is_empty() {
            tally.exact.count(exact);
        }
        for label in &answer.must_not {
            if given.contains(label.as_str()) {
                result.forbidden.push((comment.id.clone(), label.clone()));
            }
        }
        let forms: BTreeSet<&str> = node.tags.forms.iter().map(|form| &*form.name).collect();
        for label in &gold.forms {
            tally
                .forms
                .entry(label.clone())
                .or_default()
                .count(forms.contains(label.as_str()), answer.forms.contains(label));
        }
        let other = given.iter().filter(|label| !gold.positions.contains(**label));
        for label in other.chain(forms.iter().filter(|label| !gold.forms.contains(**label))) {
            *result.not_annotated.entry((*label).to_owned()).or_default() += 1;
        }
    }

    /// Compares the links of a comment and their relations.
    pub(super) fn links(
        &self,
        tally: &mut Tally,
        result: &mut Evaluation,
        comment: &GoldComment,
        answer: &Answer,
        index: NodeIndex,
    ) {
        let place = |id: &str| self.places.get(&(comment.thread.as_str(), id)).copied().flatten();
        let found = primary(self.map, index);
        let right =
            found.and_then(|(to, link)| Some((answer.links.iter().find(|gold| place(&gold.to) == Some(to))?, link)));
        tally.links.count(right.is_some());
        let name = |to: NodeIndex| self.map.graph.node_weight(to).map_or("?", |node| node.id.as_str());
        match (right, found) {
            (Some((wanted, link)), Some((to, _))) => {
                let wanted = answer
                    .links
                    .iter()
                    .filter(|other| other.to == wanted.to)
                    .filter_map(|other| other.relation.as_deref());
                let wanted: Vec<&str> = wanted.filter(|name| self.gold.relations.contains(*name)).collect();
                let Some(first) = wanted.first() else { return };
                let relation = link.relation.name();
                let agrees = wanted.contains(&relation);
                tally.relation.count(agrees);
                if link.relation != Relation::Reply {
                    tally.relations.entry(relation.to_owned()).or_default().count(true, agrees);
                }
                if !agrees {
                    tally.relations.entry((*first).to_owned()).or_default().count(false, true);
                    result.differences.push(Difference::Relation {
                        from: comment.id.clone(),
                        to: name(to).to_owned(),
                        relation,
                        wanted: wanted.into_iter().map(str::to_owned).collect(),
                    });
                }
            }
            (_, found) => {
                let wanted: Vec<&str> = answer.links.iter().map(|link| link.to.as_str()).collect();
                result.differences.push(Difference::Target {
                    comment: comment.id.clone(),
                    given: found.map(|(to, _)| name(to).to_owned()),
                    wanted: wanted.into_iter().map(str::to_owned).collect(),
                });
            }
        }
    }
}

/// The primary link of a comment: the first of its links.
pub(super) fn primary(map: &ArgumentMap, index: NodeIndex) -> Option<(NodeIndex, &Link)> {
    map.graph.edges(index).filter_map(|edge| Some((edge.target(), edge.weight().link()?))).max_by(|a, b| {
        (a.1.given, a.1.confidence).partial_cmp(&(b.1.given, b.1.confidence)).unwrap_or(std::cmp::Ordering::Equal)
    })
}
