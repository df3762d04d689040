//! The summary: bars of authors and words.

use super::super::xml::Xml;
use super::{chart, rect, text};
use crate::issue::Side;
use crate::layout::constants::MARGIN;
use crate::layout::metrics::{self, Weight};
use crate::layout::wrap::{Column, stretches, wrap};
use crate::layout::{Board, Point, Strip, Tone};
use crate::thread::Relation;

/// Size of a title that fits one line.
const LARGE: f64 = 24.0;
/// Opacity of authors on a side with certainty, and of others. Black numbers stay readable on both.
const CLEAR: &str = ".62";
const LESS: &str = ".22";

/// Draws the title in the room that the layout leaves for it: large on one line, or on two.
pub fn draw_title(out: &mut Xml, title: &str, width: f64) {
    let column =
        |size: f64, most: usize| Column { width: width - 2.0 * MARGIN, size, weight: Weight::Bold, most, flow: true };
    let (one, two) = (column(LARGE, 1), column(19.0, 2));
    let is_large = metrics::width(title, LARGE, Weight::Bold) <= one.width;
    let (class, column, first) = if is_large { ("large", one, 54.0) } else { ("title", two, 38.0) };
    for (at, row) in wrap(title, &column).into_iter().enumerate() {
        let line: String = stretches(title, row, Weight::Bold, &[], &mut 0).into_iter().map(|part| part.text).collect();
        text(out, class, Point::new(MARGIN, first + 24.0 * at as f64), &line);
    }
}

/// Draws the bars and the words.
pub fn draw(out: &mut Xml, board: &Board) {
    for strip in &board.strips {
        draw_strip(out, strip);
    }
    for words in &board.words {
        let class = match words.tone {
            Tone::Stake => "stake",
            Tone::Quote => "quote",
            Tone::Count => "count",
            Tone::Voice(side) => &format!("voice {}", chart::class(relation(side))),
            Tone::Number => "number",
            Tone::Small => "small",
        };
        text(out, class, words.at, &words.text);
    }
}

/// The relation whose colour a side has.
fn relation(side: Side) -> Relation {
    match side {
        Side::For => Relation::Support,
        Side::Against => Relation::Rebuttal,
    }
}

fn draw_strip(out: &mut Xml, strip: &Strip) {
    let Some(side) = strip.side else {
        rect(out.element("rect").attribute("class", "none"), strip.at, strip.size);
        return;
    };
    let mut path = out.element("path");
    path.built("class", |class| {
        class.add("hue arrow ").add(&chart::class(relation(side)));
    });
    path.attribute("opacity", if strip.is_clear { CLEAR } else { LESS });
    path.built("d", |d| {
        d.add("M").add(strip.at.x).add(" ").add(strip.at.y).add("h").add(strip.size.x);
        d.add("v").add(strip.size.y).add("H").add(strip.at.x).add("z");
    });
}
