//! Size: deep threads need no stack, and of a long text only what is shown reaches a picture. `benches/draw.rs` measures
//! how long both take.

use palabre::filter::View;
use palabre::layout::{Arrangement, layout};
use palabre::thread::{Kind, Relation};
use palabre::write::{dot, svg, text};

use super::maps::Maker;
use super::sheet;

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
        let scene = layout(&view, arrangement);
        let cards = matches!(arrangement, Arrangement::Tree | Arrangement::Thread);
        assert_eq!(scene.cards.len(), if cards { 100_001 } else { 0 });
        assert!(!svg::write(&sheet(&view, Some(&scene))).unwrap().is_empty());
    }
    for bytes in [dot::write(&sheet(&view, None)).unwrap(), text::write(&sheet(&view, None)).unwrap()] {
        let written = String::from_utf8(bytes).unwrap();
        assert!(written.contains("#100000"), "the last of them is missing");
    }
}

#[test]
fn a_comment_of_50_megabytes_makes_a_small_picture() {
    for piece in ["palabre ", "a", "e\u{301}", "\u{301}", "\u{200d}", "  "] {
        let mut make = Maker::new(None);
        make.add(Kind::Comment, &piece.repeat(50_000_000 / piece.len()));
        let view = View::whole(&make.map);
        let scene = layout(&view, Arrangement::Thread);
        let out = svg::write(&sheet(&view, Some(&scene))).unwrap();
        assert!(out.len() < 200_000, "{piece:?}: {}", out.len());
        let out = dot::write(&sheet(&view, None)).unwrap();
        assert!(out.len() < 100_000, "{piece:?}: {}", out.len());
        let out = text::write(&sheet(&view, None)).unwrap();
        assert!(out.len() < 100_000, "{piece:?}: {}", out.len());
    }
}
