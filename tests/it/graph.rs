//! The stage `graph`: repair, ids, claims, standing, depth.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stderr, clippy::float_cmp)]

use palabre::diagnostic::Diagnostic;
use palabre::graph::standing::{Attack, standings};
use palabre::graph::{ArgumentMap, Edge, Node, Role, Standing, Status};
use palabre::link::{Added, Link, Part, PlacedLink};
use palabre::place::Place;
use palabre::span::Span;
use palabre::thread::{Comment, Kind, Relation};
use petgraph::algo::toposort;
use petgraph::graph::EdgeIndex;
use proptest::prelude::*;

use crate::parts::{article, bare_link, comment, discussion, graph_of, label, link, map, part, placed};

fn node<'m>(map: &'m ArgumentMap, id: &str) -> &'m Node {
    map.graph.node_weights().find(|node| node.id == id).unwrap_or_else(|| panic!("no node {id}"))
}

fn ids(map: &ArgumentMap) -> Vec<&str> {
    map.graph.node_weights().map(|node| node.id.as_str()).collect()
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn replies(map: &ArgumentMap) -> Vec<(String, String)> {
    let edges = map.graph.edge_indices().filter(|edge| map.graph[*edge].link().is_some());
    let ends = edges.map(|edge| map.graph.edge_endpoints(edge).unwrap());
    ends.map(|(from, to)| (map.graph[from].id.clone(), map.graph[to].id.clone())).collect()
}

// ---- the whole ------------------------------------------------------------------------------------------------------

#[test]
fn a_discussion_becomes_a_map_in_reading_order() {
    let map = map(discussion());
    assert_eq!(ids(&map), ["article", "article#1", "c1", "c2", "c3", "c4", "c5", "c6"]);
    let depths: Vec<usize> = map.graph.node_weights().map(|node| node.depth).collect();
    assert_eq!(depths, [0, 0, 1, 2, 3, 1, 2, 1]);
    let standing = |id: &str| node(&map, id).standing.unwrap().status.name();
    assert_eq!(
        ["c1", "c2", "c3", "c4", "c5", "c6"].map(standing),
        ["defended", "challenged", "unchallenged", "unchallenged", "unchallenged", "unchallenged"]
    );
    assert_eq!(node(&map, "article").standing, None);
    assert_eq!((map.threads[0].read, map.threads.len()), (6, 1));
}

#[test]
fn a_correction_makes_a_claim_and_one_other_reply_does_not() {
    let map = map(discussion());
    let claim = node(&map, "article#1");
    assert_eq!(claim.comment.text, "Le modèle coûte mille fois moins.");
    assert_eq!(claim.kind_name(), "claim");
    let counts = claim.answered.unwrap();
    assert_eq!((counts.rebuttal, counts.correction, counts.question, counts.authors), (0, 1, 0, 1));
    let counts = node(&map, "article").answered.unwrap();
    assert_eq!((counts.rebuttal, counts.correction, counts.question, counts.authors), (1, 1, 1, 3));
    let (edge, at) = map.claims.iter().next().unwrap();
    let (from, to) = map.graph.edge_endpoints(*edge).unwrap();
    assert_eq!(
        (map.graph[from].id.as_str(), map.graph[to].id.as_str()),
        ("c4", "article"),
        "the edge goes to the article"
    );
    assert_eq!(map.graph[*at].id, "article#1");
    let part_of: Vec<_> = map.graph.edge_weights().filter(|edge| matches!(edge, Edge::PartOf)).collect();
    assert_eq!(part_of.len(), 1);
}

#[test]
fn two_comments_on_one_sentence_make_a_claim_and_weak_or_distant_ones_do_not() {
    let text = "Un. Deux mots ici. Trois mots là. Quatre.";
    let anchored = |from: usize, words: &str, confidence: f64| {
        let start = text.find(words).unwrap();
        let anchor = Some(Span::new(start, start + words.len()));
        placed(from, 0, Link { anchor, confidence, given: false, ..bare_link(0.5) })
    };
    let claims = |links: Vec<PlacedLink>| {
        let comments = std::iter::once(article(text)).chain((1..=3).map(|n| comment(&format!("c{n}"), None, "x")));
        let map = map(part("t", comments.collect(), links));
        map.graph
            .node_weights()
            .filter(|node| node.role != Role::Entry)
            .map(|node| (node.id.clone(), node.comment.text.clone()))
            .collect::<Vec<_>>()
    };
    let one = |words: &str| vec![("article#1".to_owned(), words.to_owned())];
    assert_eq!(claims(vec![anchored(1, "Deux", 0.6), anchored(2, "ici", 0.9)]), one("Deux mots ici."));
    assert_eq!(claims(vec![anchored(1, "Deux", 0.6), anchored(2, "Trois", 0.9)]), []);
    assert_eq!(claims(vec![anchored(1, "Deux", 0.59), anchored(2, "ici", 0.9)]), []);
    assert_eq!(claims(vec![anchored(1, "Deux", 0.9), anchored(1, "ici", 0.9)]), [], "one comment, twice");
    let both = vec![anchored(1, "Deux", 0.9), anchored(2, "ici. Trois", 0.9), anchored(3, "là", 0.9)];
    assert_eq!(claims(both), one("Deux mots ici. Trois mots là."));
    assert_eq!(claims(vec![anchored(1, text, 0.9), anchored(2, text, 0.9)]), [], "a passage is no claim");
}

#[test]
fn labels_of_the_link_stage_join_the_tags() {
    let mut part = discussion();
    let text = part.thread.comments[3].text.clone();
    part.links.added = vec![
        Added::Form(Place::new(3), label("echo", 0.8, &text, "publient")),
        Added::Position(Place::new(3), label("skeptic", 0.7, &text, "aussi")),
        Added::Position(Place::new(3), label("endorsing", 0.9, &text, "Des")),
    ];
    let map = map(part);
    let tags = &node(&map, "c3").tags;
    assert!(tags.has_form("echo"));
    let positions: Vec<_> = tags.positions.iter().map(|label| (&*label.name, label.score)).collect();
    assert_eq!(positions, [("endorsing", 0.9), ("skeptic", 0.7)]);
    assert_eq!(tags.positions[1].evidence.len(), 2, "the words of both");
    let scores: Vec<_> = tags.scores.iter().map(|(name, _)| &**name).collect();
    assert_eq!(scores, ["echo", "endorsing", "skeptic"]);
}

// ---- repair ---------------------------------------------------------------------------------------------------------

#[test]
fn circles_break_at_the_latest_link_and_self_replies_are_dropped() {
    let comments = (1..=4).map(|n| comment(&format!("c{n}"), None, "x")).collect();
    let links = vec![link(0, 1, 0.9), link(1, 2, 0.9), link(2, 0, 0.9), link(3, 3, 0.9)];
    let (map, diagnostics) = graph_of(vec![part("t", comments, links)]);
    assert_eq!(codes(&diagnostics), ["self-reply", "reply-circle"]);
    assert!(diagnostics[0].message.contains("c4"), "{}", diagnostics[0].message);
    assert!(diagnostics[1].message.contains("c3 → c1"), "{}", diagnostics[1].message);
    assert_eq!(replies(&map), [("c1".into(), "c2".into()), ("c2".into(), "c3".into())]);
    assert_eq!(ids(&map), ["c1", "c2", "c3", "c4"], "every comment is kept");
}

#[test]
fn an_inferred_link_gives_way_to_a_given_one() {
    let comments = (1..=2).map(|n| comment(&format!("c{n}"), None, "x")).collect();
    let inferred = placed(0, 1, Link { given: false, confidence: 0.9, ..bare_link(0.9) });
    let (map, _) = graph_of(vec![part("t", comments, vec![inferred, link(1, 0, 0.9)])]);
    assert_eq!(replies(&map), [("c2".into(), "c1".into())]);
}

#[test]
fn parents_that_were_not_read_stay_visible() {
    let mut comments = vec![article("A."), comment("c1", Some("gone"), "x"), comment("c2", Some("gone"), "y")];
    comments.push(Comment { relation: Some(Relation::Rebuttal), ..comment("c3", Some("lost"), "z") });
    let (map, diagnostics) = graph_of(vec![part("t", comments, vec![link(1, 0, 0.3)])]);
    assert_eq!(codes(&diagnostics), ["missing-parent"]);
    assert_eq!(ids(&map), ["article", "gone", "c1", "c2", "lost", "c3"]);
    assert_eq!(node(&map, "gone").comment.kind, Kind::Missing);
    assert_eq!(node(&map, "gone").standing, None);
    let ends = replies(&map);
    let expected = [("c1", "gone"), ("c1", "article"), ("c2", "gone"), ("c3", "lost")];
    assert_eq!(ends, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let link = map.graph.edge_weights().last().unwrap().link().unwrap();
    assert_eq!((link.given, link.confidence, link.relation), (true, 1.0, Relation::Rebuttal));
}

#[test]
fn ids_are_unique_in_a_thread_and_in_the_map() {
    let one = part("a", vec![comment("1", None, "x"), comment("1", None, "y"), comment("1~2", None, "z")], vec![]);
    let two = part("b", vec![comment("1", None, "x"), comment("2", None, "y"), comment("", None, "z")], vec![]);
    let (map, diagnostics) = graph_of(vec![one, two]);
    assert_eq!(codes(&diagnostics), [""; 0]);
    assert_eq!(ids(&map), ["a/1", "1~3", "1~2", "b/1", "2", "c3"]);
}

fn any_part(size: usize) -> impl Strategy<Value = Part> {
    let links = prop::collection::vec((0..size, 0..size + 1, any::<bool>(), 0.0..=1.0), 0..3 * size);
    let parents = prop::collection::vec(prop::option::of(0..size + 3), size);
    (links, parents).prop_map(move |(links, parents)| {
        let comments = parents
            .iter()
            .enumerate()
            .map(|(n, parent)| comment(&format!("c{}", n % 17), parent.map(|p| format!("c{p}")).as_deref(), "x"));
        let link = |(from, to, given, p)| placed(from, to, Link { given, confidence: p, ..bare_link(p) });
        let links = links.into_iter().map(link);
        part("t", comments.collect(), links.collect())
    })
}

proptest! {
    #[test]
    fn any_links_become_acyclic_and_every_comment_stays(part in any_part(24)) {
        let before = part.thread.comments.len();
        let sound = part.links.links.iter().filter(|link| link.from > link.to).count();
        let forward = part.links.links.iter().any(|link| link.from <= link.to);
        let (map, _) = graph_of(vec![part]);
        prop_assert!(toposort(&map.graph, None).is_ok());
        let entries = map.graph.node_weights().filter(|node| node.comment.kind == Kind::Comment).count();
        prop_assert_eq!(entries, before);
        let answered = |edge| map.graph.edge_endpoints(edge).map(|(_, to)| &map.graph[to]);
        let was_read = |edge: &EdgeIndex| answered(*edge).is_some_and(|to| to.comment.kind != Kind::Missing);
        let kept = map.graph.edge_indices().filter(was_read).count();
        prop_assert!(forward || kept == sound, "nothing is dropped where nothing is wrong");
        let mut ids = ids(&map);
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), map.graph.node_count());
    }
}

// ---- what stands ----------------------------------------------------------------------------------------------------

/// The grounded extension of one completion, by the naive fixpoint: accept what only rejected comments attack.
fn grounded(count: usize, attacks: &[(usize, usize)]) -> Vec<bool> {
    let (mut accepted, mut rejected) = (vec![false; count], vec![false; count]);
    loop {
        let before = (accepted.clone(), rejected.clone());
        for at in 0..count {
            let attackers = || attacks.iter().filter(|(_, to)| *to == at).map(|(from, _)| *from);
            accepted[at] |= attackers().all(|from| rejected[from]);
            rejected[at] |= attackers().any(|from| accepted[from]);
        }
        if before == (accepted.clone(), rejected.clone()) {
            return accepted;
        }
    }
}

/// How often each comment is accepted over all completions: (in some, in all).
pub fn completions(count: usize, attacks: &[Attack]) -> Vec<(bool, bool)> {
    let open: Vec<&Attack> = attacks.iter().filter(|attack| attack.possible && !attack.certain).collect();
    let mut seen = vec![(false, true); count];
    for choice in 0_u32..1 << open.len() {
        let there = attacks
            .iter()
            .filter(|attack| attack.certain)
            .chain(open.iter().enumerate().filter(|(bit, _)| choice >> bit & 1 == 1).map(|(_, attack)| *attack));
        let there: Vec<_> = there.map(|attack| (attack.from, attack.to)).collect();
        for (slot, accepted) in seen.iter_mut().zip(grounded(count, &there)) {
            *slot = (slot.0 | accepted, slot.1 & accepted);
        }
    }
    seen
}

pub fn expected(attacked: bool, (some, all): (bool, bool)) -> Status {
    match (attacked, some, all) {
        (false, ..) => Status::Unchallenged,
        (_, _, true) => Status::Defended,
        (_, false, _) => Status::Challenged,
        _ => Status::Undecided,
    }
}

pub fn attacked(at: usize, attacks: &[Attack]) -> bool {
    attacks.iter().any(|attack| attack.possible && attack.to == at)
}

/// P(accepted), by enumerating which attacks are there.
fn enumerated(count: usize, attacks: &[Attack]) -> Vec<f64> {
    let mut sums = vec![0.0; count];
    for choice in 0_u32..1 << attacks.len() {
        let mut weight = 1.0;
        let mut there = Vec::new();
        for (bit, attack) in attacks.iter().enumerate() {
            if choice >> bit & 1 == 1 {
                weight *= attack.p;
                there.push((attack.from, attack.to));
            } else {
                weight *= 1.0 - attack.p;
            }
        }
        for (sum, accepted) in sums.iter_mut().zip(grounded(count, &there)) {
            *sum += if accepted { weight } else { 0.0 };
        }
    }
    sums
}

/// Probabilities on both sides of the two thresholds and on them.
fn any_p() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(0.2), Just(0.8), Just(1.0), 0.0..0.2, 0.2..0.8, 0.2..0.8, 0.8..1.0]
}

/// At most 12 uncertain ones; the rest are made certain, so that brute force stays possible.
pub fn limited(attacks: Vec<(usize, usize, f64)>) -> Vec<Attack> {
    let mut open = 0;
    let make = |(from, to, p): (usize, usize, f64)| {
        let attack = Attack::of(&bare_link(p), from, to);
        open += usize::from(attack.possible && !attack.certain);
        if open > 12 && attack.possible && !attack.certain {
            return Attack::of(&bare_link(0.9), from, to);
        }
        attack
    };
    attacks.into_iter().map(make).collect()
}

pub fn any_tree(size: usize) -> impl Strategy<Value = Vec<(usize, usize, f64)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any_p()), 1..size)
        .prop_map(|edges| edges.into_iter().enumerate().map(|(n, (to, p))| (n + 1, to.index(n + 1), p)).collect())
}

pub fn any_dag(size: usize) -> impl Strategy<Value = Vec<(usize, usize, f64)>> {
    let pair = (1..size, any::<prop::sample::Index>()).prop_map(|(from, to)| (from, to.index(from)));
    prop::collection::btree_map(pair, any_p(), 1..2 * size)
        .prop_map(|edges| edges.into_iter().map(|((from, to), p)| (from, to, p)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn status_equals_brute_force_on_trees(edges in any_tree(24)) {
        let (count, attacks) = (edges.len() + 1, limited(edges));
        let brute = completions(count, &attacks);
        for (at, standing) in standings(count, &attacks).iter().enumerate() {
            prop_assert_eq!(standing.status, expected(attacked(at, &attacks), brute[at]), "comment {}", at);
        }
    }

    #[test]
    fn status_is_sound_on_dags(edges in any_dag(12)) {
        let attacks = limited(edges);
        let brute = completions(12, &attacks);
        for (at, standing) in standings(12, &attacks).iter().enumerate() {
            let exact = expected(attacked(at, &attacks), brute[at]);
            prop_assert!(standing.status == exact || standing.status == Status::Undecided, "comment {}", at);
        }
    }

    #[test]
    fn strength_equals_enumeration_on_trees(edges in any_tree(11)) {
        let count = edges.len() + 1;
        let attacks: Vec<Attack> = edges.into_iter().map(|(from, to, p)| Attack::of(&bare_link(p), from, to)).collect();
        let exact = enumerated(count, &attacks);
        for (at, standing) in standings(count, &attacks).iter().enumerate() {
            prop_assert!((standing.strength - exact[at]).abs() < 1e-12, "{} is not {}", standing.strength, exact[at]);
        }
    }

    #[test]
    fn strength_over_reasoned_attacks_equals_enumeration_of_these(
        edges in any_tree(11),
        reasoned in prop::collection::vec(any::<bool>(), 11),
    ) {
        let count = edges.len() + 1;
        let link = |((from, to, p), reasoned): (&(usize, usize, f64), bool)| {
            placed(*from, *to, Link { reasoned, ..bare_link(*p) })
        };
        let links: Vec<PlacedLink> = edges.iter().zip(reasoned).map(link).collect();
        let attack = |placed: &PlacedLink| Attack::of(&placed.link, placed.from.index(), placed.to.index());
        let attacks: Vec<Attack> =
            links.iter().filter(|placed| placed.link.reasoned).map(attack).collect();
        let (exact, brute) = (enumerated(count, &attacks), completions(count, &attacks));
        let comments = (0..count).map(|at| comment(&format!("c{at}"), None, "x")).collect();
        let map = map(part("t", comments, links));
        for at in 0..count {
            let Standing { status, strength } = map.graph[map.at(0, at).unwrap()].reasoned.unwrap();
            prop_assert!((strength - exact[at]).abs() < 1e-12, "comment {}: {} is not {}", at, strength, exact[at]);
            prop_assert_eq!(status, expected(attacked(at, &attacks), brute[at]), "comment {}", at);
        }
    }

    #[test]
    fn certain_labels_equal_the_naive_fixpoint_with_cycles(
        edges in prop::collection::btree_set((0..10_usize, 0..10_usize), 0..25),
    ) {
        let attacks: Vec<Attack> = edges.iter().map(|(a, b)| Attack::of(&bare_link(1.0), *a, *b)).collect();
        let pairs: Vec<_> = edges.into_iter().collect();
        let accepted = grounded(10, &pairs);
        for (at, standing) in standings(10, &attacks).iter().enumerate() {
            let stands = matches!(standing.status, Status::Unchallenged | Status::Defended);
            prop_assert_eq!(stands, accepted[at]);
            let rejected = pairs.iter().any(|(from, to)| *to == at && accepted[*from]);
            prop_assert_eq!(standing.status == Status::Challenged, rejected);
        }
    }
}

#[test]
fn an_abstained_reply_is_never_a_certain_attack() {
    let status = |p: f64, relation: Relation| {
        let reply = Link { relation, ..bare_link(p) };
        standings(2, &[Attack::of(&reply, 1, 0)])[0].status
    };
    assert_eq!(status(0.9, Relation::Rebuttal), Status::Challenged);
    assert_eq!(status(0.9, Relation::Reply), Status::Undecided);
    assert_eq!(status(0.4, Relation::Reply), Status::Undecided);
    assert_eq!(status(0.2, Relation::Reply), Status::Unchallenged);
    assert_eq!(status(f64::NAN, Relation::Rebuttal), Status::Unchallenged);
}

#[test]
fn parallel_attacks_count_as_the_surest() {
    let attacks = [0.5, 0.9, 0.1].map(|p| Attack::of(&bare_link(p), 1, 0));
    assert_eq!(standings(2, &attacks)[0], Standing { status: Status::Challenged, strength: 1.0 - 0.9 });
}

// ---- size -----------------------------------------------------------------------------------------------------------

#[test]
fn deep_wide_and_tangled_threads_take_linear_time() {
    let many = 100_000;
    let comments = |parent: &dyn Fn(usize) -> Option<usize>| -> Vec<Comment> {
        (0..many).map(|n| comment(&n.to_string(), parent(n).map(|p| p.to_string()).as_deref(), "x")).collect()
    };
    let chain = (1..many).map(|n| link(n, n - 1, 0.9)).collect();
    let upside_down = (0..many - 1).map(|n| link(n, n + 1, 0.9)).collect();
    let star = (1..many).map(|n| link(n, 0, 0.5)).collect();
    let ring = (0..many).map(|n| link(n, (n + 1) % many, 0.9)).collect();
    let tangle = (1..many - 1).flat_map(|n| [link(n, n - 1, 0.9), link(n, n + 1, 0.8), link(n, 0, 0.1)]).collect();
    let shapes: [(&str, Vec<PlacedLink>); 5] =
        [("chain", chain), ("upside down", upside_down), ("star", star), ("ring", ring), ("tangle", tangle)];
    for (name, links) in shapes {
        let (map, _) = graph_of(vec![part("t", comments(&|_| None), links)]);
        assert_eq!(map.graph.node_count(), many, "{name}");
        assert!(toposort(&map.graph, None).is_ok(), "{name}");
    }
    let orphans = graph_of(vec![part("t", comments(&|n| Some(n + many)), vec![])]).0;
    assert_eq!(orphans.graph.node_count(), 2 * many);
    let same: Vec<Comment> = (0..many).map(|_| comment("c", Some("c"), "x")).collect();
    assert_eq!(graph_of(vec![part("t", same, vec![])]).0.graph.node_count(), many);
}

#[test]
fn pingbacks_are_not_missing_where_the_page_counts_them() {
    let read = |announced: Option<usize>| {
        let ping = Comment { kind: Kind::Pingback, ..comment("p1", None, "x") };
        let gone = Comment { kind: Kind::Deleted, ..comment("c2", None, "") };
        let mut part = part("t", vec![article("x"), comment("c1", None, "x"), gone, ping], vec![]);
        part.thread.announced = announced;
        map(part).threads[0].read
    };
    assert_eq!([read(Some(3)), read(Some(2)), read(None), read(Some(5))], [3, 2, 2, 3]);
}
