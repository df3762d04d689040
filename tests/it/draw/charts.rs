//! Icicles and matrices: everything is there, and nothing lies over anything else.

use std::collections::BTreeSet;

use palabre::filter::{self, Filters, Folds, View};
use palabre::graph::ArgumentMap;
use palabre::issue::{Cluster, exchange};
use palabre::layout::{Arrangement, Band, Bar, Point, Scene, Setting, icicle, layout, metrics};
use palabre::text::Ui;
use palabre::thread::{Kind, Relation};
use palabre::write::svg;
use proptest::prelude::*;

use super::maps::{self, Maker};
use super::sheet;

fn inside(at: Point, size: Point, whole: Point) -> bool {
    let slack = 0.01;
    at.x >= -slack && at.y >= -slack && at.x + size.x <= whole.x + slack && at.y + size.y <= whole.y + slack
}

/// How many nodes a bar stands for, folded ones included.
fn stands_for(band: &Band) -> usize {
    match band.bar {
        Bar::Node(_) => 1,
        Bar::Gathered { nodes, .. } => nodes,
    }
}

fn check_icicle(view: &View<'_>, scene: &Scene) {
    let all = view.nodes.len() + view.folding.total().nodes();
    assert_eq!(scene.bands.iter().map(stands_for).sum::<usize>(), all, "every node is in one bar");
    let mut seen = BTreeSet::new();
    for band in &scene.bands {
        assert!(inside(band.at, band.size, scene.size), "{band:?} leaves the picture");
        assert!(band.size.x >= icicle::LEAST - 1.001, "{band:?} cannot be seen");
        for (at, words) in &band.lines {
            let width = metrics::width(words, 11.5, metrics::Weight::Regular);
            assert!(
                at.x >= 0.0 && at.x + width <= band.size.x && at.y + 3.0 <= band.size.y,
                "{words:?} leaves {band:?}"
            );
        }
        assert!(band.attack + band.support <= band.size.x + 0.01, "{band:?}");
        let wide: f64 = band.pieces.iter().map(|piece| piece.width).sum();
        assert!((wide - band.size.x).abs() < 0.01, "the stripes of a bar are as wide as the bar: {band:?}");
        if let Bar::Node(node) = band.bar {
            assert!(seen.insert(node), "{node:?} twice");
        }
    }
    // Bars come row by row, left to right: neighbours are enough.
    for pair in scene.bands.windows(2) {
        let same = pair[0].at.y == pair[1].at.y;
        assert!(same && pair[0].at.x + pair[0].size.x <= pair[1].at.x || pair[1].at.y >= pair[0].at.y + pair[0].size.y);
    }
    // Every bar stands below that of what it hangs on, and nowhere else.
    let at = |node| scene.bands.iter().find(|band| matches!(band.bar, Bar::Node(other) if other == node));
    for band in &scene.bands {
        let on = match band.bar {
            Bar::Gathered { on, .. } => on,
            Bar::Node(_) => band.edge.and_then(|edge| {
                let (_, to, _) = view.edge(edge)?;
                Some(view.map.claim(edge).filter(|claim| view.nodes.contains(claim)).unwrap_or(to))
            }),
        };
        let Some(above) = on.map(|on| at(on).expect("what it hangs on")) else { continue };
        assert!(band.at.y > above.at.y && band.at.y - above.at.y - above.size.y < 3.0);
        assert!(
            band.at.x >= above.at.x - 0.01 && band.at.x + band.size.x <= above.at.x + above.size.x + 1.01,
            "{band:?} beside {above:?}"
        );
    }
}

fn check_matrix(view: &View<'_>, scene: &Scene) {
    let grid = scene.grid.as_ref().expect("a table");
    let table = exchange(view);
    assert_eq!((grid.rows.len(), grid.columns.len()), (table.rows.len() + 1, table.columns.len() + 1));
    assert_eq!(grid.cells.len(), grid.rows.len() * grid.columns.len());
    let boxes: Vec<(Point, Point)> = (grid.cells.iter().map(|cell| (cell.at, cell.size)))
        .chain(grid.rows.iter().chain(&grid.columns).map(|head| (head.at, head.size)))
        .collect();
    for (number, (at, size)) in boxes.iter().enumerate() {
        assert!(inside(*at, *size, scene.size));
        for (other, extent) in &boxes[number + 1..] {
            let apart = at.x + size.x <= other.x
                || other.x + extent.x <= at.x
                || at.y + size.y <= other.y
                || other.y + extent.y <= at.y;
            assert!(apart, "{at:?} {size:?} over {other:?} {extent:?}");
        }
    }
    for head in grid.rows.iter().chain(&grid.columns) {
        for (at, words) in &head.lines {
            let width = metrics::width(words, 12.0, metrics::Weight::Bold);
            assert!(at.x >= 0.0 && at.x + width <= head.size.x && at.y <= head.size.y, "{words:?} leaves {head:?}");
        }
    }
    for (at, words) in &grid.lines {
        let width = metrics::width(words, 12.0, metrics::Weight::Regular);
        assert!(at.x + width <= scene.size.x && at.y <= scene.size.y, "{words:?}");
    }
    // No cell has more authors than comments, and none more than the totals of its row and column.
    for side in [&table.attack, &table.support] {
        for (row, cells) in side.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                assert!(cell.authors <= cell.comments);
                assert!(cell.comments <= side[row][table.columns.len()].comments);
                assert!(cell.comments <= side[table.rows.len()][column].comments);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn an_icicle_shows_everything_once(seed in any::<u64>(), size in 0usize..400, most in 1usize..60, texts in super::texts()) {
        let map = maps::random(seed, size, &texts);
        let view = View::whole(&map);
        check_icicle(&view, &layout(&view, Arrangement::Icicle));
        let mut filters = Filters::default();
        filters.add("max-nodes", &most.to_string()).unwrap();
        let (folded, _) = filter::view(&map, &filters, Folds::AsAsked);
        check_icicle(&folded, &layout(&folded, Arrangement::Icicle));
    }

    #[test]
    fn a_matrix_is_a_table(seed in any::<u64>(), size in 0usize..80, texts in super::texts()) {
        let mut map = maps::random(seed, size, &texts);
        for (at, node) in map.graph.node_weights_mut().enumerate() {
            node.comment.author = (at % 3 > 0).then(|| format!("author {}", at % 7));
        }
        let view = View::whole(&map);
        for ui in [Ui::En, Ui::Fr] {
            check_matrix(&view, &layout(&view, Setting { ui, ..Arrangement::Matrix.into() }));
        }
    }
}

#[test]
fn charts_of_nothing_and_of_one_comment() {
    let empty = ArgumentMap::default();
    let mut make = Maker::new(None);
    make.add(Kind::Comment, "words");
    for map in [&empty, &make.map] {
        let view = View::whole(map);
        check_icicle(&view, &layout(&view, Arrangement::Icicle));
        check_matrix(&view, &layout(&view, Arrangement::Matrix));
        for arrangement in [Arrangement::Tree, Arrangement::Thread, Arrangement::Icicle, Arrangement::Matrix] {
            let scene = layout(&view, arrangement);
            assert_eq!(scene.arrangement, arrangement);
            assert!(!svg::write(&sheet(&view, Some(&scene))).unwrap().is_empty());
        }
    }
}

/// Four authors, by hand: two skeptics rebut an endorser, one of them twice; the endorser answers himself.
#[test]
fn a_matrix_counts_authors_once() {
    let mut make = Maker::new(None);
    let post = make.add(Kind::Post, "Opening.");
    let names = ["ann", "bob", "bob", "cyd", "ann", "dan"];
    let nodes: Vec<_> = names.iter().map(|_| make.add(Kind::Comment, "words")).collect();
    for (node, name) in nodes.iter().zip(names) {
        make.map.graph[*node].comment.author = Some(name.to_owned());
    }
    make.holds(nodes[0], "endorsing", 0.9, &[]);
    for node in &nodes[1..4] {
        make.holds(*node, "skeptic", 0.9, &[]);
        make.link(*node, nodes[0], Relation::Rebuttal, 1.0, 0.9);
    }
    make.link(nodes[4], nodes[0], Relation::Rebuttal, 1.0, 0.9);
    make.link(nodes[5], post, Relation::Support, 1.0, 0.9);
    make.link(nodes[0], post, Relation::Support, 1.0, 0.9);
    let view = View::whole(&make.map);
    let table = exchange(&view);
    let position = |name: &str| Cluster::Position(name.into());
    assert_eq!(table.rows, [position("skeptic"), position("endorsing"), Cluster::None]);
    assert_eq!(table.columns.last(), Some(&Cluster::Opening));
    let attack = |row: usize, column: usize| (table.attack[row][column].authors, table.attack[row][column].comments);
    let support = |row: usize, column: usize| (table.support[row][column].authors, table.support[row][column].comments);
    assert_eq!(attack(0, 1), (2, 3));
    assert_eq!((attack(3, 4), table.own), ((2, 3), 1));
    assert_eq!((support(1, 3), support(2, 3), support(3, 4)), ((1, 1), (1, 1), (2, 2)));
    let scene = layout(&view, Arrangement::Matrix);
    let first = &scene.grid.as_ref().unwrap().lines.iter().find(|(_, line)| line.starts_with("How")).unwrap().1;
    assert_eq!(
        first,
        "How to read it: 2 authors who hold “skeptic” rebut or correct comments of those who hold “endorsing”, in 3 comments."
    );
    let picture = String::from_utf8(svg::write(&sheet(&view, Some(&scene))).unwrap()).unwrap();
    assert!(picture.contains("skeptic → endorsing: 2 authors rebut or correct in 3 comments, 0 support in 0"));
}

#[test]
fn the_size_chooses_and_says_so() {
    let note = |size: usize| {
        let map = maps::random(3, size, &["some words".to_owned()]);
        let view = View::whole(&map);
        let scene = layout(&view, Arrangement::Auto);
        palabre::layout::note(&view, &scene).message
    };
    assert_eq!(note(12), "layout: tree (12 comments; --layout thread to read it in order)");
    assert_eq!(note(312), "layout: thread (312 comments; --layout icicle for an overview)");
    assert!(note(5_000).starts_with("layout: icicle (5000 comments; --layout thread"));
}

#[test]
fn a_group_is_drawn_with_its_count() {
    let map = maps::random(9, 60, &["some words".to_owned()]);
    let mut filters = Filters::default();
    filters.add("collapse", "position").unwrap();
    let (view, _) = filter::view(&map, &filters, Folds::AsAsked);
    for arrangement in [Arrangement::Tree, Arrangement::Thread] {
        let scene = layout(&view, arrangement);
        super::geometry::check(&view.map, &scene);
        let picture = String::from_utf8(svg::write(&sheet(&view, Some(&scene))).unwrap()).unwrap();
        assert!(picture.contains(" × no position</text>"));
    }
}
