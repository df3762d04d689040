//! The stage `filter`: which comments and edges stay.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stderr, clippy::float_cmp)]

use std::collections::BTreeSet;

use palabre::diagnostic::Diagnostic;
use palabre::filter::{self, FILTERS, Filters, Folds, View};
use palabre::graph::ArgumentMap;
use palabre::measure::explain::places_of;
use palabre::measure::stats::Stats;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use proptest::prelude::*;

use super::draw::maps;
use crate::parts::{discussion, graph_of, map};

fn filters(typed: &[(&str, &str)]) -> Filters {
    let mut filters = Filters::default();
    for (name, value) in typed {
        filters.add(name, value).unwrap();
    }
    filters
}

/// The view of a map without folding, and what was reported.
fn filter<'m>(map: &'m ArgumentMap, filters: &Filters) -> (View<'m>, Vec<Diagnostic>) {
    let (view, noticed) = filter::view(map, filters, Folds::Never);
    (view, noticed.diagnostics(filters))
}

/// The nodes of a view, faded ones in brackets, and its edges.
fn shown(map: &ArgumentMap, typed: &[(&str, &str)]) -> (String, String) {
    let (view, diagnostics) = filter(map, &filters(typed));
    assert_eq!(diagnostics, vec![]);
    let id = |index| view.node(index).unwrap().id.as_str();
    let nodes = view
        .nodes
        .iter()
        .map(|index| if view.is_faded(*index) { format!("({})", id(*index)) } else { id(*index).to_owned() });
    let edges = view.edges.iter().map(|edge| {
        let (from, to, _) = view.edge(*edge).unwrap();
        format!("{}>{}", id(from), id(to))
    });
    (nodes.collect::<Vec<_>>().join(" "), edges.collect::<Vec<_>>().join(" "))
}

fn nodes(map: &ArgumentMap, typed: &[(&str, &str)]) -> String {
    shown(map, typed).0
}

#[test]
fn with_reasoned_alone_only_attacks_with_a_ground_decide_what_stands() {
    let mut part = discussion();
    // c3 rebuts c2 without a ground, c2 rebuts c1 with one.
    part.links.links[0].link.reasoned = true;
    part.links.links[1].link.reasoned = true;
    let map = map(part);
    let case = |typed: &[(&str, &str)], expected: &str| assert_eq!(nodes(&map, typed), expected, "{typed:?}");
    case(&[("status", "defended")], "article c1");
    case(&[("status", "defended"), ("reasoned", "")], "");
    case(&[("status", "challenged"), ("reasoned", "")], "article c1");
    let reasoned = filters(&[("reasoned", "")]);
    let (view, _) = filter(&map, &reasoned);
    let statuses =
        view.nodes.iter().filter_map(|index| view.standing(view.node(*index)?)).map(|standing| standing.status.name());
    assert_eq!(statuses.collect::<Vec<_>>(), ["challenged", "unchallenged", "unchallenged", "unchallenged"]);
    let (stats, all) = (Stats::of(&view, &[]), Stats::of(&View::whole(&map), &[]));
    let challenged = |stats: &Stats| stats.statuses.iter().find(|(name, _)| *name == "challenged").unwrap().1;
    assert_eq!((challenged(&stats), challenged(&all)), (1, 1));
    assert!(
        stats.text(&view).contains("status                             4  (only attacks that give a ground count)")
    );
}

#[test]
fn comment_filters_keep_comments_and_what_they_answer_at_the_top() {
    let map = map(discussion());
    let case = |typed: &[(&str, &str)], expected: &str| assert_eq!(nodes(&map, typed), expected, "{typed:?}");
    case(&[("position", "skeptic")], "article c1 c3");
    case(&[("position", "skeptic"), ("position", "hypothesis")], "article c1 c3 c5");
    case(&[("position", "not:skeptic")], "article article#1 c2 c4 c5 c6");
    case(&[("position", "skeptic"), ("min-score", "0.7")], "article c1");
    case(&[("status", "challenged")], "c2");
    case(&[("status", "!unchallenged")], "article c1 c2");
    case(&[("depth", "1")], "article article#1 c1 c4 c6");
    case(&[("grep", "(?i)PUBLI"), ("grep", "énergie")], "article c2 c3 c6");
    case(&[("grep", "not:publi")], "article article#1 c1 c4 c5 c6");
    case(&[("since", "2025-01-23"), ("until", "2025-01-24")], "article article#1 c3 c4");
    case(&[("author", "Nom1")], "article c1 c5");
    case(&[("thread", "t2")], "");
    case(&[("reaches", "c1")], "article c1 c2 c3");
    case(&[("reaches", "not:c1")], "article article#1 c4 c5 c6");
    case(&[("reaches", "article#1")], "article article#1 c4 c5");
    case(&[("focus", "c2")], "article c1 c2 c3");
    case(&[("focus", "c5"), ("radius", "2")], "article article#1 c4 c5");
    case(&[("focus", "c1"), ("radius", "9")], "article c1 c2 c3");
    case(&[("focus", "article")], "article article#1 c1 c4 c6");
    case(&[("focus", "c3"), ("radius", "0")], "c3");
    case(&[("focus", "#3"), ("radius", "0")], "c3");
    case(&[("reaches", "1")], "article c1 c2 c3");
}

#[test]
fn a_number_is_an_id_and_with_a_hash_what_pictures_show() {
    let mut part = discussion();
    part.thread.comments[6].id = "3".to_owned();
    let parts = [part];
    let place = |id: &str| places_of(&parts, id).into_iter().map(|(_, place)| place).collect::<Vec<_>>();
    assert_eq!([place("3"), place("#3"), place("c3"), place("2"), place("t1/c2")], [[6], [3], [3], [2], [2]]);
    assert_eq!((place("article#1"), place("9")), (vec![0], vec![]));
    let [part] = parts;
    let map = map(part);
    assert_eq!(nodes(&map, &[("focus", "3"), ("radius", "0")]), "article 3");
    assert_eq!(nodes(&map, &[("focus", "c3"), ("radius", "0")]), "c3");
    assert_eq!(nodes(&map, &[("focus", "#3"), ("radius", "0")]), "c3");
    assert_eq!(nodes(&map, &[("focus", "#6"), ("radius", "0")]), "article 3", "its id is another number");
}

#[test]
fn edge_filters_keep_edges_and_their_ends() {
    let map = map(discussion());
    let case = |typed: &[(&str, &str)], nodes: &str, edges: &str| {
        assert_eq!(shown(&map, typed), (nodes.to_owned(), edges.to_owned()), "{typed:?}");
    };
    case(&[("relation", "rebuttal")], "article c1 c2 c3", "c1>article c2>c1 c3>c2");
    case(&[("relation", "correction")], "article article#1 c4", "article#1>article c4>article");
    case(
        &[("relation", "not:rebuttal"), ("given", "")],
        "article article#1 c4 c5",
        "article#1>article c4>article c5>c4",
    );
    case(&[("inferred", "")], "article c6", "c6>article");
    case(
        &[("min-confidence", "0.6")],
        "article article#1 c1 c2 c3 c4 c5",
        "article#1>article c1>article c2>c1 c3>c2 c4>article c5>c4",
    );
    case(&[("reasoned", "")], "c4 c5", "c5>c4");
    case(&[("relation", "rebuttal"), ("position", "skeptic")], "article c1", "c1>article");
}

#[test]
fn context_adds_ancestors_faded() {
    let map = map(discussion());
    let case = |typed: &[(&str, &str)], nodes: &str, edges: &str| {
        let typed = [typed, &[("context", "")]].concat();
        assert_eq!(shown(&map, &typed), (nodes.to_owned(), edges.to_owned()), "{typed:?}");
    };
    case(&[("position", "skeptic")], "article c1 (c2) c3", "c1>article c2>c1 c3>c2");
    case(&[("position", "hypothesis")], "(article) (article#1) (c4) c5", "article#1>article c4>article c5>c4");
    case(&[("relation", "rebuttal"), ("position", "skeptic")], "article c1 (c2) c3", "c1>article c2>c1 c3>c2");
    let (view, _) = filter(&map, &filters(&[("position", "skeptic"), ("context", "")]));
    assert_eq!(view.comments(), 2, "context does not count");
    assert_eq!(view.filters, ["position=skeptic", "context"]);
}

#[test]
fn nothing_is_cut_without_a_filter_that_chooses() {
    let map = map(discussion());
    for typed in [vec![], vec![("min-score", "0.95")], vec![("context", "")], vec![("radius", "1")]] {
        let (view, _) = filter(&map, &filters(&typed));
        assert_eq!((view.nodes.len(), view.edges.len()), (8, 7));
    }
    let (view, _) = filter(&map, &filters(&[("min-score", "0.8")]));
    let held: usize = view.nodes.iter().map(|index| view.positions(view.node(*index).unwrap()).count()).sum();
    assert_eq!((held, view.counting.min_score), (1, 0.8));
}

#[test]
fn what_occurs_nowhere_is_said() {
    let map = map(discussion());
    let (view, diagnostics) = filter(&map, &filters(&[("position", "skeptick"), ("focus", "c99")]));
    assert_eq!(view.comments(), 0);
    let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["unknown-id", "unknown-label"]);
    assert_eq!(diagnostics[1].help.as_deref(), Some("known labels: hypothesis, skeptic"));
    let mut part = discussion();
    part.thread.comments[1].time = None;
    let (map, _) = graph_of(vec![part]);
    let (_, diagnostics) = filter(&map, &filters(&[("since", "2025")]));
    assert_eq!(diagnostics[0].message, "--since and --until leave out 1 comment without a date");
}

/// The replies of a map, as the answer and what it answers.
fn replies(map: &ArgumentMap) -> Vec<(NodeIndex, NodeIndex)> {
    let replies = map.graph.edge_references().filter(|edge| edge.weight().link().is_some());
    replies.map(|edge| (edge.source(), edge.target())).collect()
}

/// The comments of a view.
fn comments(view: &View<'_>) -> BTreeSet<NodeIndex> {
    view.shown().filter(|(_, node)| node.is_comment()).map(|(index, _)| index).collect()
}

proptest! {
    /// The oracle adds one reply after the other until nothing changes.
    #[test]
    fn reaches_keeps_all_that_leads_to_a_comment(seed in any::<u64>(), size in 1..60_usize, start in 0..60_usize) {
        let map = maps::random(seed, size, &["some words".to_owned()]);
        let start = NodeIndex::new(if start % (size + 1) == 0 { 0 } else { start % (size + 1) + 1 });
        let replies = replies(&map);
        let mut reached = BTreeSet::from([start]);
        while let Some((from, _)) = replies.iter().find(|(from, to)| reached.contains(to) && !reached.contains(from)) {
            reached.insert(*from);
        }
        reached.retain(|node| map.graph[*node].is_comment());
        let (view, diagnostics) = filter(&map, &filters(&[("reaches", &map.graph[start].id)]));
        prop_assert_eq!((comments(&view), diagnostics), (reached, vec![]));
    }

    /// The oracle adds all neighbours of all nodes, once for each step of the radius.
    #[test]
    fn focus_keeps_what_is_near(seed in any::<u64>(), size in 1..60_usize, start in 0..60_usize, radius in 0..5_usize) {
        let map = maps::random(seed, size, &["some words".to_owned()]);
        let start = NodeIndex::new(if start % (size + 1) == 0 { 0 } else { start % (size + 1) + 1 });
        let mut near = BTreeSet::from([start]);
        for step in 0..radius {
            let passed: BTreeSet<NodeIndex> =
                near.iter().copied().filter(|node| step == 0 || !map.graph[*node].is_opening()).collect();
            for (from, to) in replies(&map) {
                near.extend(passed.contains(&from).then_some(to));
                near.extend(passed.contains(&to).then_some(from));
            }
        }
        near.retain(|node| map.graph[*node].is_comment());
        let radius = radius.to_string();
        let (view, _) = filter(&map, &filters(&[("focus", &map.graph[start].id), ("radius", &radius)]));
        prop_assert_eq!(comments(&view), near);
    }

    /// Whatever is filtered, a view is a part of the map, in its order, and no edge hangs in the air.
    #[test]
    fn a_view_is_sound(typed in prop::collection::vec((0..FILTERS.len(), any::<bool>(), 0..4_usize), 0..5)) {
        let map = map(discussion());
        let mut all = Filters::default();
        for (at, negated, value) in typed {
            let spec = FILTERS[at];
            let value = match spec.value {
                None => "",
                Some("N") if spec.name == "max-nodes" => ["1", "2", "3", "9"][value],
                Some("WHAT") => ["subthread", "position"][value % 2],
                Some("N") => ["0", "1", "2", "9"][value],
                Some("X") => ["0", "0.5", "0.65", "1"][value],
                Some("DATE") => ["2025", "2025-01-23", "2025-01-24T12:00:00Z", "2024-12"][value],
                Some("STATUS") => ["defended", "challenged", "undecided", "unchallenged"][value],
                Some("CODE") => ["fr", "en", "de", "es"][value],
                Some("LABEL") if spec.name == "relation" => ["rebuttal", "support", "reply", "question"][value],
                Some("LABEL") => ["skeptic", "hypothesis", "irony", "x"][value],
                Some("SIDE") => ["for", "against", "for", "against"][value],
                Some(_) => ["c1", "article", "article#1", "t1"][value],
            };
            let plain = matches!(spec.value, None | Some("N" | "X" | "DATE" | "WHAT"));
            all.add(spec.name, &if negated && !plain { format!("not:{value}") } else { value.to_owned() }).unwrap();
        }
        let (view, _) = palabre::issue::view(&map, &all, Folds::AsAsked);
        let whole = View::whole(&view.map);
        prop_assert!(view.nodes.is_sorted() && view.edges.is_sorted());
        prop_assert!(view.nodes.iter().all(|node| whole.nodes.contains(node)));
        for edge in &view.edges {
            let (from, to, _) = view.edge(*edge).unwrap();
            prop_assert!(view.nodes.contains(&from) && view.nodes.contains(&to));
        }
        prop_assert!(view.nodes.iter().all(|node| !view.is_faded(*node)) || all.typed().contains(&"context".to_owned()));
    }
}
