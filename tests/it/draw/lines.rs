//! Cross links cross as little as they can, and never more than without any care.

use palabre::filter::View;
use palabre::layout::crossings::crossings;
use palabre::layout::{Arrangement, EdgePath, Scene, layout, tree};
use proptest::prelude::*;

use super::maps;

/// The arcs of a thread: their ends' heights, and their lanes' x.
fn arcs(scene: &Scene) -> Vec<(f64, f64, f64)> {
    let arcs = scene.edge_paths.iter().filter(|path| !path.primary && !path.stub);
    arcs.map(|path: &EdgePath| (path.points[0].y, path.points[3].y, path.points[1].x)).collect()
}

/// Crossings of arcs by their lanes, whatever these are called.
fn crossed(arcs: &[(f64, f64, f64)]) -> usize {
    let mut count = 0;
    for (at, a) in arcs.iter().enumerate() {
        for (other, b) in arcs.iter().enumerate() {
            let inside = |y: f64| y > b.0.min(b.1) + 0.5 && y < b.0.max(b.1) - 0.5;
            if at != other && b.2 < a.2 {
                count += usize::from(inside(a.0)) + usize::from(inside(a.1));
            }
        }
    }
    count
}

/// The least crossings that any choice of lanes can have between these ends: one for each pair that interlocks.
fn needed(arcs: &[(f64, f64, f64)]) -> usize {
    let mut count = 0;
    for (at, a) in arcs.iter().enumerate() {
        for b in &arcs[at + 1..] {
            let (a, b) = ((a.0.min(a.1), a.0.max(a.1)), (b.0.min(b.1), b.0.max(b.1)));
            let (a, b) = if a.0 <= b.0 { (a, b) } else { (b, a) };
            count += usize::from(a.0 + 0.5 < b.0 && b.0 + 0.5 < a.1 && a.1 + 0.5 < b.1);
        }
    }
    count
}

/// The same arcs, their ends on every card and their lanes given out in the order of the map.
fn careless(scene: &Scene) -> usize {
    let edge_paths: Vec<&EdgePath> = scene.edge_paths.iter().filter(|path| !path.primary && !path.stub).collect();
    let card =
        |y: f64| scene.cards.iter().position(|card| y >= card.at.y && y <= card.at.y + card.size.y).expect("a card");
    let mut ports: Vec<Vec<f64>> = vec![Vec::new(); scene.cards.len()];
    for path in &edge_paths {
        for end in [0, 3] {
            ports[card(path.points[end].y)].push(path.points[end].y);
        }
    }
    for ports in &mut ports {
        ports.sort_by(f64::total_cmp);
    }
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut arcs = Vec::new();
    for path in &edge_paths {
        let [from, to] = [0, 3].map(|end| ports[card(path.points[end].y)].remove(0));
        let (low, high) = (from.min(to), from.max(to));
        let free = |lane: &Vec<(f64, f64)>| lane.iter().all(|(a, b)| high + 8.0 <= *a || *b + 8.0 <= low);
        let lane = lanes.iter().position(free).unwrap_or(lanes.len());
        if lane == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[lane].push((low, high));
        arcs.push((from, to, lane as f64));
    }
    crossed(&arcs)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn arcs_of_a_thread_cross_only_where_they_interlock(seed in any::<u64>(), size in 0usize..150) {
        let map = maps::random(seed, size, &["Some words.".to_owned(), "Some more words. ".repeat(20)]);
        let view = View::whole(&map);
        let scene = layout(&view, Arrangement::Thread);
        let arcs = arcs(&scene);
        prop_assert_eq!(crossed(&arcs), needed(&arcs));
        prop_assert_eq!(crossings(&scene.edge_paths), crossed(&arcs), "two ways to count");
        prop_assert!(crossed(&arcs) <= careless(&scene));
    }

    #[test]
    fn lines_of_a_tree_cross_no_more_than_without_care(seed in any::<u64>(), size in 0usize..60) {
        let map = maps::random(seed, size, &["Some words.".to_owned(), "Some more words. ".repeat(20)]);
        let view = View::whole(&map);
        let (forest, names) = (view.forest(), view.names(palabre::text::Ui::En));
        let plain = tree::arrange_in(&view, forest, &names, usize::MAX, Some(tree::Order::Reading));
        prop_assert!(crossings(&layout(&view, Arrangement::Tree).edge_paths) <= crossings(&plain.edge_paths));
    }
}

/// Over many maps the care is worth it, in both arrangements.
#[test]
fn care_saves_crossings() {
    let (mut thread, mut tree_ours, mut tree_plain) = ((0, 0), 0, 0);
    for seed in 0..60 {
        let map = maps::random(seed * 7_919 + 1, 40, &["Some words.".to_owned()]);
        let view = View::whole(&map);
        let scene = layout(&view, Arrangement::Thread);
        thread.0 += crossings(&scene.edge_paths);
        thread.1 += careless(&scene);
        let (forest, names) = (view.forest(), view.names(palabre::text::Ui::En));
        let plain = tree::arrange_in(&view, forest, &names, usize::MAX, Some(tree::Order::Reading));
        tree_ours += crossings(&layout(&view, Arrangement::Tree).edge_paths);
        tree_plain += crossings(&plain.edge_paths);
    }
    eprintln!("thread {} of {} crossings, tree {tree_ours} of {tree_plain}", thread.0, thread.1);
    assert!(thread.0 < thread.1 && tree_ours < tree_plain);
}
