//! `explain --flip`: the single uncertain link that changes whether a comment stands.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stderr, clippy::float_cmp)]

use std::collections::BTreeMap;

use palabre::graph::standing::{Attack, standings};
use palabre::graph::{ArgumentMap, Status};
use palabre::link::{Link, PlacedLink};
use palabre::measure::flip::{Flips, TRIED, flips, text};
use palabre::text::Ui;
use palabre::thread::Relation;
use proptest::prelude::*;

use crate::graph::{any_dag, any_tree, attacked, completions, expected, limited};
use crate::parts::{article, bare_link, comment, link, map, part, placed};

/// Comments `c0`, `c1`, … with these links.
fn thread(count: usize, links: Vec<PlacedLink>) -> ArgumentMap {
    map(part("t", (0..count).map(|at| comment(&format!("c{at}"), None, "x")).collect(), links))
}

fn of(map: &ArgumentMap, at: usize) -> Flips {
    flips(map, map.at(0, at).unwrap()).unwrap()
}

/// The attacks that flip a comment: (from, to) → status if certain, status if absent.
type Found = BTreeMap<(usize, usize), (Option<Status>, Option<Status>)>;

fn found(map: &ArgumentMap, at: usize) -> Found {
    let ends = |edge| map.graph.edge_endpoints(edge).map(|(from, to)| (from.index(), to.index())).unwrap();
    of(map, at).list.into_iter().map(|flip| (ends(flip.edge), (flip.if_certain, flip.if_absent))).collect()
}

/// Tries every uncertain attack of the whole thread both ways.
fn by_force(attacks: &[Attack], at: usize, status: impl Fn(&[Attack], usize) -> Status) -> Found {
    let now = status(attacks, at);
    let mut found = Found::new();
    for (number, attack) in attacks.iter().enumerate().filter(|(_, attack)| attack.possible && !attack.certain) {
        let turned = |there: bool| {
            let mut changed = attacks.to_vec();
            changed[number] = Attack { possible: there, certain: there, ..*attack };
            Some(status(&changed, at)).filter(|status| *status != now)
        };
        let outcome = (turned(true), turned(false));
        if outcome != (None, None) {
            found.insert((attack.from, attack.to), outcome);
        }
    }
    found
}

/// A link that makes such an attack: some are replies we abstained on.
fn as_link(attack: &Attack) -> PlacedLink {
    let relation = if attack.certain || attack.from.is_multiple_of(2) { Relation::Rebuttal } else { Relation::Reply };
    placed(attack.from, attack.to, Link { relation, ..bare_link(attack.p) })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// The status of every completion is enumerated, and the definition of the flip is taken at its word.
    #[test]
    fn flips_equal_brute_force_on_trees(edges in any_tree(12)) {
        let (count, attacks) = (edges.len() + 1, limited(edges));
        let map = thread(count, attacks.iter().map(as_link).collect());
        let status = |attacks: &[Attack], at: usize| expected(attacked(at, attacks), completions(count, attacks)[at]);
        for at in 0..count {
            prop_assert_eq!(found(&map, at), by_force(&attacks, at, status), "comment {}", at);
        }
    }

    /// Where a comment attacks several, the part of the map that is tried gives what the whole map gives.
    #[test]
    fn flips_equal_trials_on_the_whole_map(edges in any_dag(12)) {
        let attacks: Vec<Attack> = edges.into_iter().map(|(from, to, p)| Attack::of(&bare_link(p), from, to)).collect();
        let map = thread(12, attacks.iter().map(as_link).collect());
        let status = |attacks: &[Attack], at: usize| standings(12, attacks)[at].status;
        for at in 0..12 {
            prop_assert_eq!(found(&map, at), by_force(&attacks, at, status), "comment {}", at);
            let list = of(&map, at).list;
            prop_assert!(list.windows(2).all(|pair| pair[0].steps <= pair[1].steps), "the nearest first");
        }
    }
}

#[test]
fn the_nearest_comes_first_and_then_the_most_probable_change() {
    // c2 and c3 may attack c1, which may attack c0; c4 may attack c0 as well, but c5 certainly attacks c4.
    let links = vec![link(1, 0, 0.5), link(2, 1, 0.3), link(3, 1, 0.7), link(4, 0, 0.6), link(5, 4, 0.9)];
    let map = thread(6, links);
    let list = of(&map, 0).list;
    let order: Vec<_> =
        list.iter().map(|flip| (map.graph.edge_endpoints(flip.edge).unwrap().0.index(), flip.steps)).collect();
    assert_eq!(order, [(1, 0), (3, 1), (2, 1)]);
    let [first, ..] = list[..] else { panic!() };
    assert_eq!((first.if_certain, first.if_absent), (None, Some(Status::Defended)), "c1 itself may be attacked");
    assert_eq!((list[1].if_certain, list[1].if_absent), (Some(Status::Defended), None));
}

#[test]
fn why_there_is_none_is_said() {
    let said = |links: Vec<PlacedLink>, count: usize| {
        let map = thread(count, links);
        text(&map, map.at(0, 0).unwrap(), Ui::En)
    };
    let check = |links: Vec<PlacedLink>, count: usize, words: &str| {
        let text = said(links, count);
        assert!(text.contains("no single uncertain link") && text.contains(words), "{text}");
    };
    check(vec![], 1, "nothing answers it");
    check(vec![link(1, 0, 0.15), link(2, 0, 0.1)], 3, "the likeliest is c1 with P 0.15, and up to 0.20 counts as none");
    check(
        vec![link(1, 0, 0.9)],
        2,
        "the attack by c1 is certain (P 0.90) and c1 is accepted in any case; without it, it would be unchallenged",
    );
    check(vec![link(1, 0, 0.9), link(2, 0, 0.9)], 3, "there are other such attacks");
    check(vec![link(1, 0, 0.9), link(2, 1, 0.9)], 3, "every attack below it is certain");
    let stands = vec![link(1, 0, 0.5), link(2, 1, 0.9), link(3, 0, 0.5), link(4, 3, 0.9)];
    check(stands, 5, "no single one of the 2 uncertain links below it changes its status");
    let two =
        vec![link(1, 0, 0.9), link(2, 1, 0.5), link(3, 1, 0.5), link(4, 0, 0.9), link(5, 4, 0.5), link(6, 4, 0.5)];
    check(two, 7, "it takes several of the 4 uncertain links below it at once");
}

#[test]
fn only_comments_have_a_status() {
    let map = map(part("t", vec![article("A."), comment("c1", None, "x")], vec![link(1, 0, 0.5)]));
    assert_eq!(flips(&map, map.at(0, 0).unwrap()), None);
    assert!(text(&map, map.at(0, 0).unwrap(), Ui::En).contains("article has no status"));
    assert_eq!(of(&map, 1).attacks, 0, "what it attacks does not matter");
}

#[test]
fn large_threads_are_tried_from_the_nearest_up_to_a_bound() {
    let many = 30_000;
    let star: Vec<PlacedLink> = (1..many).map(|from| link(from, 0, 0.5)).collect();
    let chain: Vec<PlacedLink> =
        (1..many).map(|from| link(from, from - 1, if from % 2 == 0 { 0.5 } else { 0.9 })).collect();
    for (name, links) in [("star", star), ("chain", chain)] {
        let map = thread(many, links);
        let found = of(&map, 0);
        assert_eq!(found.tried, TRIED);
        assert!(found.uncertain > many / 3, "{name}: {}", found.uncertain);
        assert!(text(&map, map.at(0, 0).unwrap(), Ui::En).contains("only the nearest 256 of"));
    }
}
