//! Folding: what stays and what is folded away add up to the whole, at every size and in every way.

use palabre::filter::{self, Filters, Folds, View};
use palabre::graph::{ArgumentMap, Edge, Role, restore};
use palabre::thread::Relation;
use palabre::write::{RenderInput, dot, json, text};
use proptest::prelude::*;

use super::draw::maps;

fn filters(typed: &[(&str, &str)]) -> Filters {
    let mut filters = Filters::default();
    for (name, value) in typed {
        filters.add(name, value).unwrap();
    }
    filters
}

/// The view of a map, folded as these filters ask.
fn folded<'m>(map: &'m ArgumentMap, typed: &[(&str, &str)]) -> View<'m> {
    filter::view(map, &filters(typed), Folds::AsAsked).0
}

/// Comments, others, claims, and links by relation: of what is shown and of what is folded away.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    comments: usize,
    others: usize,
    claims: usize,
    links: [usize; 7],
}

fn sum(view: &View<'_>) -> Sum {
    let total = view.folding.total();
    let mut sum = Sum { comments: total.comments, others: total.others, claims: total.claims, ..Sum::default() };
    for node in view.nodes.iter().filter_map(|index| view.node(*index)) {
        *match (&node.role, node.is_comment()) {
            (Role::Claim { .. }, _) => &mut sum.claims,
            (Role::Entry, true) => &mut sum.comments,
            (Role::Entry, false) => &mut sum.others,
        } += 1;
    }
    for (relation, link) in sum.links.iter_mut().enumerate() {
        *link = total.links[relation] + total.into[relation];
    }
    for index in &view.edges {
        if let Some((_, _, Edge::Reply(link))) = view.edge(*index) {
            sum.links[link.relation.index()] += view.folding.count(*index);
        }
    }
    sum
}

/// A map with two threads' worth of trouble: roots without an article, deleted comments, cross links everywhere.
fn map(seed: u64, size: usize) -> ArgumentMap {
    let mut map = maps::random(seed, size, &["some words".to_owned(), "others".to_owned()]);
    for (at, node) in map.graph.node_weights_mut().enumerate() {
        if at > 2 && at % 11 == 0 {
            node.comment.kind = palabre::thread::Kind::Deleted;
            node.standing = None;
        }
    }
    map
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_is_lost(seed in any::<u64>(), size in 0usize..120, most in 1usize..70) {
        let map = map(seed, size);
        let whole = sum(&View::whole(&map));
        let most = most.to_string();
        for typed in [
            vec![("max-nodes", most.as_str())],
            vec![("collapse", "subthread")],
            vec![("collapse", "subthread"), ("max-nodes", &most)],
            vec![("collapse", "position")],
            vec![("collapse", "position"), ("max-nodes", &most)],
        ] {
            let filters = filters(&typed);
            let (view, _) = filter::view(&map, &filters, Folds::AsAsked);
            prop_assert_eq!(&sum(&view), &whole, "{:?}", typed);
            if typed.last() == Some(&("max-nodes", most.as_str())) {
                prop_assert!(view.nodes.len() <= most.parse().unwrap());
            }
            for index in &view.edges {
                let (from, to, _) = view.edge(*index).unwrap();
                prop_assert!(view.nodes.contains(&from) && view.nodes.contains(&to));
            }
            for node in view.folding.folds.keys() {
                prop_assert!(view.nodes.contains(node), "a stand-in hangs on what is shown");
            }
            // What was written is read back with its stand-ins, and folds on.
            let written = String::from_utf8(json::write(&RenderInput::new(&view)).unwrap()).unwrap();
            let again = restore(&written, palabre::privacy::Authors::Keep).unwrap();
            prop_assert_eq!(&sum(&View::whole(&again)), &whole, "read back after {:?}", typed);
            let twice = folded(&again, &[("max-nodes", "2")]);
            prop_assert_eq!(&sum(&twice), &whole);
        }
    }

    #[test]
    fn what_stays_hangs_where_it_hung(seed in any::<u64>(), size in 1usize..120, most in 1usize..40) {
        let map = map(seed, size);
        let view = View::whole(&map);
        let parents = |view: &View<'_>| -> std::collections::BTreeMap<_, _> {
            let forest = view.forest();
            let of = |slot: &palabre::filter::forest::Slot| slot.parent.map(|parent| forest.slots[parent].node);
            forest.slots.iter().map(|slot| (slot.node, of(slot))).collect()
        };
        let before = parents(&view);
        for typed in [("max-nodes", most.to_string()), ("collapse", "subthread".to_owned())] {
            let folded = folded(&map, &[(typed.0, &typed.1)]);
            for (node, parent) in parents(&folded) {
                prop_assert_eq!(parent, before[&node]);
            }
        }
    }
}

#[test]
fn the_strongest_stay() {
    let map = maps::seed();
    let view = folded(&map, &[("max-nodes", "6")]);
    // The article and its claims; then #1, which is both rebutted and supported, and #5, which rebuts and is supported:
    // the other attackers have one link each.
    assert_eq!(view.nodes.len(), 6);
    let kept: Vec<&str> =
        view.nodes.iter().filter_map(|index| view.node(*index)).map(|node| node.id.as_str()).collect();
    assert!(kept.starts_with(&["c0", "c1", "c2", "c3"]) && kept.contains(&"c4") && kept.contains(&"c8"), "{kept:?}");
}

#[test]
fn every_writer_shows_the_stand_ins() {
    let map = maps::seed();
    let view = folded(&map, &[("collapse", "subthread")]);
    let folded: usize = view.folding.folds.values().map(|tally| tally.comments).sum();
    assert_eq!(folded, 2);
    let sheet = RenderInput::new(&view);
    let picture = palabre::layout::layout(&view, palabre::layout::Arrangement::Thread);
    let svg = palabre::write::svg::write(&RenderInput { scene: Some(&picture), ..sheet }).unwrap();
    for (name, bytes) in [("dot", dot::write(&sheet).unwrap()), ("text", text::write(&sheet).unwrap()), ("svg", svg)] {
        let out = String::from_utf8(bytes).unwrap();
        // A terminal wraps.
        let words: Vec<&str> = out.split(|mark: char| mark.is_whitespace() || mark == '│').collect();
        let out: String = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        assert!(out.contains("+1 reply, 1 rebuttal") && out.contains("+1 reply, 1 support"), "{name}: {out}");
    }
    let written: serde_json::Value = serde_json::from_slice(&json::write(&sheet).unwrap()).unwrap();
    let one = written["nodes"].as_array().unwrap().iter().find(|node| node["id"] == "c4").unwrap();
    assert_eq!(one["folded"], serde_json::json!({"comments": 1, "others": 0, "claims": 0, "links": {"rebuttal": 1}}));
}

#[test]
fn groups_count_links_between_positions() {
    let map = maps::seed();
    let view = folded(&map, &[("collapse", "position")]);
    let held: Vec<Option<&str>> = view.folding.groups.values().map(|position| position.as_deref()).collect();
    assert_eq!(held, [Some("liberal-economics"), None, Some("skeptic")]);
    // #2 (no position) rebuts #1 (liberal), #6 (none) supports #5 (skeptic), #7 supports #1, both liberal.
    let between = |from: Option<&str>, to: Option<&str>, relation: Relation| {
        view.edges.iter().any(|index| {
            let (a, b, edge) = view.edge(*index).unwrap();
            let group = |node| view.folding.groups.get(&node).map(|held: &Option<std::sync::Arc<str>>| held.as_deref());
            group(a) == Some(from) && group(b) == Some(to) && edge.link().is_some_and(|link| link.relation == relation)
        })
    };
    assert!(between(None, Some("liberal-economics"), Relation::Rebuttal));
    assert!(between(None, Some("skeptic"), Relation::Support));
    assert!(!between(Some("liberal-economics"), Some("liberal-economics"), Relation::Support));
    assert_eq!(view.folding.total().links[Relation::Support.index()], 1, "inside a group");
}

#[test]
fn folding_a_chain_of_100_000_comments_loses_none() {
    let mut make = maps::Maker::new(None);
    let mut last = make.add(palabre::thread::Kind::Article, "words");
    for at in 0..100_000 {
        let next = make.add(palabre::thread::Kind::Comment, "words");
        make.link(next, last, Relation::ALL[at % 7], 0.9, 0.9);
        last = next;
    }
    for typed in [("max-nodes", "1000"), ("max-nodes", "50000"), ("collapse", "subthread")] {
        let view = folded(&make.map, &[typed]);
        assert_eq!(view.nodes.len() + view.folding.total().nodes(), 100_001);
    }
    let view = folded(&make.map, &[("collapse", "position")]);
    assert_eq!(view.nodes.len() + view.folding.total().nodes(), 100_001);
}
