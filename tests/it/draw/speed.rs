//! Size: deep threads need no stack, and long texts are not measured whole.

use std::time::{Duration, Instant};

use palabre::filter::View;
use palabre::layout::{Arrangement, layout};
use palabre::thread::{Kind, Relation};
use palabre::write::{dot, svg, text};

use super::look::sheet;
use super::maps::{self, Maker};

/// Generous: a debug build on a busy machine. What it catches is a quadratic step.
const SOON: Duration = Duration::from_mins(1);

#[test]
fn a_chain_of_100_000_replies_is_drawn() {
    let mut make = Maker::new(None);
    let mut last = make.add(Kind::Article, "words");
    for at in 0..100_000 {
        let next = make.add(Kind::Comment, "some words of a comment");
        make.link(next, last, Relation::ALL[at % 7], 0.9, 0.9);
        last = next;
    }
    let view = View::whole(&make.map);
    for arrangement in super::ALL {
        let started = Instant::now();
        let scene = layout(&view, arrangement);
        assert!(!svg::write(&sheet(&view, Some(&scene))).unwrap().is_empty());
        assert!(started.elapsed() < SOON, "{arrangement:?}: {:?}", started.elapsed());
    }
    let started = Instant::now();
    assert!(!dot::write(&sheet(&view, None)).unwrap().is_empty());
    assert!(!text::write(&sheet(&view, None)).unwrap().is_empty());
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
}

#[test]
fn a_comment_of_50_megabytes_costs_little() {
    for piece in ["palabre ", "a", "e\u{301}", "\u{301}", "\u{200d}", "  "] {
        let mut make = Maker::new(None);
        make.add(Kind::Comment, &piece.repeat(50_000_000 / piece.len()));
        let started = Instant::now();
        let view = View::whole(&make.map);
        let scene = layout(&view, Arrangement::Thread);
        let out = svg::write(&sheet(&view, Some(&scene))).unwrap();
        assert!(out.len() < 200_000, "{piece:?}: {}", out.len());
        let out = dot::write(&sheet(&view, None)).unwrap();
        assert!(out.len() < 100_000, "{piece:?}: {}", out.len());
        text::write(&sheet(&view, None)).unwrap();
        assert!(started.elapsed() < Duration::from_secs(5), "{piece:?}: {:?}", started.elapsed());
    }
}

/// Prints how long pictures take; run in release with `--nocapture` to measure.
#[test]
fn time_grows_with_the_map() {
    let texts: Vec<String> = (1..20).map(|words| "some words of it ".repeat(words)).collect();
    let mut before = Duration::MAX;
    for size in [10_000, 100_000] {
        let map = maps::random(3, size, &texts);
        let view = View::whole(&map);
        for arrangement in [Arrangement::Tree, Arrangement::Thread] {
            let started = Instant::now();
            let scene = layout(&view, arrangement);
            let placed = started.elapsed();
            let bytes = svg::write(&sheet(&view, Some(&scene))).unwrap().len();
            println!("{size} {arrangement:?}: layout {placed:?}, with SVG {:?}, {bytes} bytes", started.elapsed());
        }
        let started = Instant::now();
        let bytes = dot::write(&sheet(&view, None)).unwrap().len();
        println!("{size} DOT: {:?}, {bytes} bytes", started.elapsed());
        let took = started.elapsed();
        assert!(took < before.saturating_mul(30), "{took:?} after {before:?}");
        before = took;
    }
}
