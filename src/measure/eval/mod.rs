//! `eval`: a map compared with gold: precision, recall and F1 per position, form and relation, links, and cuts.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use petgraph::stable_graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::graph::{ArgumentMap, Node};
use crate::link::Link;
use crate::measure::calibration::{Calibration, calibration};
use crate::measure::gold::{Answer, Gold, GoldComment};
use crate::thread::Relation;

/// How many characters of a text, white space left out, tell where it begins.
const HEAD: usize = 60;

/// Right, wrong and missed answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Given and in the gold.
    pub hit: usize,
    /// Given and not in the gold.
    pub wrong: usize,
    /// In the gold and not given.
    pub missed: usize,
}

impl Counts {
    fn count(&mut self, given: bool, wanted: bool) {
        self.hit += usize::from(given && wanted);
        self.wrong += usize::from(given && !wanted);
        self.missed += usize::from(!given && wanted);
    }

    /// Share of the given that is right; 1 where nothing was given.
    pub fn precision(&self) -> f64 {
        ratio(self.hit, self.hit + self.wrong)
    }

    /// Share of the wanted that was given; 1 where nothing was wanted.
    pub fn recall(&self) -> f64 {
        ratio(self.hit, self.hit + self.missed)
    }

    /// Harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        ratio(2 * self.hit, 2 * self.hit + self.wrong + self.missed)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// A share of right answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Right ones.
    pub right: usize,
    /// All.
    pub of: usize,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// The share, in [0, 1].
    pub fn value(&self) -> f64 {
        ratio(self.right, self.of)
    }
}

/// What a comparison found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Evaluation {
    /// Comments in the gold.
    pub comments: usize,
    /// Of these, found in the map.
    pub matched: usize,
    /// Beginnings of comments; only where the map was made from another text than the gold's own.
    pub cuts: Option<Counts>,
    /// Comments whose annotated positions are exactly right, acceptable ones aside.
    pub exact: Share,
    /// Per position.
    pub positions: BTreeMap<String, Counts>,
    /// Per form.
    pub forms: BTreeMap<String, Counts>,
    /// How far the probabilities of positions and forms keep their word, per label, before any threshold.
    pub calibration: BTreeMap<String, Calibration>,
    /// Primary links to a right target (any of the gold's).
    pub links: Share,
    /// What "answers the comment above" reaches on the same comments.
    pub above: Share,
    /// What "answers the article or opening post" reaches.
    pub opening: Share,
    /// Relations of the primary links with a right target.
    pub relations: BTreeMap<String, Counts>,
    /// Relations right, of the links with a right target.
    pub relation: Share,
    /// Positions given that must not be: (comment, position).
    pub forbidden: Vec<(String, String)>,
    /// Labels given that nobody annotated, with how often.
    pub not_annotated: BTreeMap<String, usize>,
    /// Every disagreement, in order, in words.
    pub differences: Vec<String>,
}

/// The nodes of the gold's comments, by thread and id.
type Places<'a> = BTreeMap<(&'a str, &'a str), Option<NodeIndex>>;

/// Compares a map with gold: comments are matched by thread and id, or, with `by_text`, by where their text begins.
pub fn eval(map: &ArgumentMap, gold: &Gold, by_text: bool) -> Evaluation {
    let matched = if by_text { match_texts(map, gold) } else { match_ids(map, gold) };
    let answered = gold.comments.iter().filter(|comment| comment.answer.is_some());
    let mut result = Evaluation { comments: answered.count(), ..Evaluation::default() };
    if by_text {
        let found = map.graph.node_weights().filter(|node| node.is_comment()).count();
        let wanted = gold.comments.iter().filter(|comment| comment.kind == "comment").count();
        let hit = gold.comments.iter().zip(&matched).filter(|(g, m)| g.kind == "comment" && m.is_some()).count();
        result.cuts = Some(Counts { hit, wrong: found - hit, missed: wanted - hit });
    }
    let mut places: Places<'_> = BTreeMap::new();
    let mut openings: BTreeMap<&str, &str> = BTreeMap::new();
    for (comment, place) in gold.comments.iter().zip(&matched) {
        places.entry((&comment.thread, &comment.id)).or_insert(*place);
        if comment.kind != "comment" {
            openings.entry(&comment.thread).or_insert(&comment.id);
        }
    }
    let mut before: Option<&GoldComment> = None;
    let mut claims: BTreeMap<&str, Vec<(f64, bool)>> = BTreeMap::new();
    for (comment, place) in gold.comments.iter().zip(&matched) {
        let Some(answer) = &comment.answer else { continue };
        let Some((index, node)) = place.and_then(|index| Some((index, map.graph.node_weight(index)?))) else {
            result.differences.push(format!("{}: not found in the map", comment.id));
            result.exact.count(false);
            before = Some(comment);
            continue;
        };
        result.matched += 1;
        compare_labels(&mut result, gold, comment, answer, node);
        claim(&mut claims, gold, answer, node);
        if !answer.links.is_empty() {
            compare_links(&mut result, map, gold, &places, comment, answer, index);
            let to = |id: &str| answer.links.iter().any(|link| link.to == id);
            result.above.count(before.is_some_and(|before| before.thread == comment.thread && to(&before.id)));
            result.opening.count(openings.get(comment.thread.as_str()).is_some_and(|id| to(id)));
        }
        before = Some(comment);
    }
    result.calibration = claims.into_iter().map(|(label, claims)| (label.to_owned(), calibration(&claims))).collect();
    result
}

/// Adds the probability of every annotated label of a comment, and whether the comment has it.
fn claim<'a>(claims: &mut BTreeMap<&'a str, Vec<(f64, bool)>>, gold: &'a Gold, answer: &Answer, node: &Node) {
    let positions = gold.positions.iter().map(|label| (label, answer.positions.contains(label)));
    let forms = gold.forms.iter().map(|label| (label, answer.forms.contains(label)));
    for (label, right) in positions.chain(forms).filter(|(label, right)| *right || !answer.acceptable.contains(label)) {
        let p = node.tags.scores.get(label);
        claims.entry(label).or_default().push((p, right));
    }
}

fn compare_labels(result: &mut Evaluation, gold: &Gold, comment: &GoldComment, answer: &Answer, node: &Node) {
    let given: BTreeSet<&str> = node.tags.positions.iter().map(|position| &*position.name).collect();
    let mut exact = true;
    for label in &gold.positions {
        let (has, wanted) = (given.contains(label.as_str()), answer.positions.contains(label));
        if !wanted && answer.acceptable.contains(label) {
            continue;
        }
        result.positions.entry(label.clone()).or_default().count(has, wanted);
        if has != wanted {
            exact = false;
            let what = if has { "should not be" } else { "should be" };
            result.differences.push(format!("{}: {what} {label}", comment.id));
        }
    }
    if !gold.positions.is_empty() {
        result.exact.count(exact);
    }
    for label in &answer.must_not {
        if given.contains(label.as_str()) {
            result.forbidden.push((comment.id.clone(), label.clone()));
        }
    }
    let forms: BTreeSet<&str> = node.tags.forms.iter().map(|form| &*form.name).collect();
    for label in &gold.forms {
        result
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

/// The link a comment's own words speak for most: the first of its links.
fn primary(map: &ArgumentMap, index: NodeIndex) -> Option<(NodeIndex, &Link)> {
    map.graph.edges(index).filter_map(|edge| Some((edge.target(), edge.weight().link()?))).max_by(|a, b| {
        (a.1.given, a.1.confidence).partial_cmp(&(b.1.given, b.1.confidence)).unwrap_or(std::cmp::Ordering::Equal)
    })
}

fn compare_links(
    result: &mut Evaluation,
    map: &ArgumentMap,
    gold: &Gold,
    places: &Places<'_>,
    comment: &GoldComment,
    answer: &Answer,
    index: NodeIndex,
) {
    let place = |id: &str| places.get(&(comment.thread.as_str(), id)).copied().flatten();
    let found = primary(map, index);
    let right =
        found.and_then(|(to, link)| Some((answer.links.iter().find(|gold| place(&gold.to) == Some(to))?, link)));
    result.links.count(right.is_some());
    let name = |to: NodeIndex| map.graph.node_weight(to).map_or("?", |node| node.id.as_str());
    match (right, found) {
        (Some((wanted, link)), Some((to, _))) => {
            let wanted =
                answer.links.iter().filter(|other| other.to == wanted.to).filter_map(|other| other.relation.as_deref());
            let wanted: Vec<&str> = wanted.filter(|name| gold.relations.contains(*name)).collect();
            let Some(first) = wanted.first() else { return };
            let said = link.relation.name();
            let agrees = wanted.contains(&said);
            result.relation.count(agrees);
            if link.relation != Relation::Reply {
                result.relations.entry(said.to_owned()).or_default().count(true, agrees);
            }
            if !agrees {
                result.relations.entry((*first).to_owned()).or_default().count(false, true);
                result.differences.push(format!(
                    "{} → {}: {said}, should be {}",
                    comment.id,
                    name(to),
                    wanted.join(" or ")
                ));
            }
        }
        (_, found) => {
            let wanted: Vec<&str> = answer.links.iter().map(|link| link.to.as_str()).collect();
            let given = found.map_or("nothing", |(to, _)| name(to));
            result.differences.push(format!("{}: answers {given}, should answer {}", comment.id, wanted.join(" or ")));
        }
    }
}

/// Nodes by thread and id. A gold file without thread names has one thread, whatever it is called.
fn match_ids(map: &ArgumentMap, gold: &Gold) -> Vec<Option<NodeIndex>> {
    let mut places: BTreeMap<(&str, &str), NodeIndex> = BTreeMap::new();
    for index in map.graph.node_indices() {
        let Some(node) = map.graph.node_weight(index) else { continue };
        let thread = map.threads.get(node.thread).map_or("", |thread| thread.id.as_str());
        places.entry((thread, &node.comment.id)).or_insert(index);
        places.entry(("", &node.comment.id)).or_insert(index);
    }
    gold.comments.iter().map(|comment| places.get(&(comment.thread.as_str(), comment.id.as_str())).copied()).collect()
}

/// Nodes by where their text begins, both lists read in order.
fn match_texts(map: &ArgumentMap, gold: &Gold) -> Vec<Option<NodeIndex>> {
    let mut places: BTreeMap<String, Vec<NodeIndex>> = BTreeMap::new();
    for index in map.graph.node_indices().collect::<Vec<_>>().into_iter().rev() {
        if let Some(node) = map.graph.node_weight(index).filter(|node| node.kind_name() != "claim") {
            places.entry(head(&node.comment.text)).or_default().push(index);
        }
    }
    gold.comments.iter().map(|comment| places.get_mut(&head(&comment.text)).and_then(Vec::pop)).collect()
}

/// The beginning of a text as two honest readers would agree on it: NFKC, no white space.
fn head(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).take(HEAD).collect()
}
