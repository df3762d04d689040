//! Lanes for the vertical segments of lines, so that none covers another, and the labels of lines.

use std::collections::BTreeMap;

use petgraph::graph::EdgeIndex;

use super::metrics::{self, Weight};
use super::{Label, Point};
use super::{graded, words};
use crate::filter::View;
use crate::text::Ui;
use crate::thread::Relation;

use super::constants::lane::{AFTER_SIGN, CLEAR, SIGN};
pub use super::constants::lane::{MOST, WIDTH as LANE, WORDS};

/// From a card to words without a sign: they line up with the words that follow one.
const BARE: f64 = SIGN + AFTER_SIGN;

/// The occupied segments of each lane, in quarters of a pixel: begin → end.
#[derive(Clone, Debug, Default)]
pub struct Lanes(Vec<BTreeMap<i64, i64>>);

impl Lanes {
    /// Takes the first lane in which the segment between two heights is free. Returns `None` if `most` lanes are full.
    pub fn take(&mut self, a: f64, b: f64, most: usize) -> Option<usize> {
        let quarters = |y: f64| libm::round(y * 4.0) as i64;
        let (from, to) = (quarters(a.min(b) - CLEAR / 2.0), quarters(a.max(b) + CLEAR / 2.0));
        let free = |lane: &BTreeMap<i64, i64>| lane.range(..to).next_back().is_none_or(|(_, end)| *end <= from);
        let place = self.0.iter().position(free);
        let place =
            place.or_else(|| (self.0.len() < most).then(|| self.0.push(BTreeMap::new())).map(|()| self.0.len() - 1))?;
        self.0.get_mut(place)?.insert(from, to);
        Some(place)
    }

    /// How many lanes are in use.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no lane is in use.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The words of a link before they are placed, and whether a sign precedes them.
#[derive(Clone, Debug)]
pub struct Words {
    text: String,
    width: f64,
    sign: bool,
}

impl Words {
    /// The words of a link. With a name, those of a stub that leads to it.
    pub fn of(view: &View<'_>, ui: Ui, edge: EdgeIndex, name: Option<&str>) -> Self {
        let link = view.edge(edge).and_then(|(_, _, edge)| edge.link());
        let mut text = link.map(|link| graded::on_line(ui, link)).unwrap_or_default();
        words::push_count(&mut text, view.folding.count(edge));
        if let Some(name) = name {
            text = if text.is_empty() { format!("→ {name}") } else { format!("{text} → {name}") };
        }
        let relation = link.map_or(Relation::Reply, |link| link.relation);
        let width = metrics::width(&text, WORDS, Weight::Regular);
        Words { text, width, sign: !words::sign(relation).is_empty() }
    }

    /// How much of the line next to a card they take.
    pub fn room(&self) -> f64 {
        match (self.sign, self.text.is_empty()) {
            (true, true) => SIGN + AFTER_SIGN,
            (true, false) => SIGN + AFTER_SIGN + self.width + 4.0,
            (false, true) => 0.0,
            (false, false) => BARE + self.width + 4.0,
        }
    }

    /// The label of a line that leaves a card at `port`, to the right or to the left.
    pub fn at(self, port: Point, right: bool) -> Option<Label> {
        let way = if right { 1.0 } else { -1.0 };
        let beside = if self.sign { SIGN + AFTER_SIGN } else { BARE };
        let sign = Point::new(port.x + way * SIGN, port.y);
        let x = port.x + way * beside - if right { 0.0 } else { self.width };
        let at = Point::new(x, port.y - 4.0);
        (self.sign || !self.text.is_empty()).then_some(Label { sign, text: self.text, at, width: self.width })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_share_a_lane_only_where_they_are_apart() {
        let mut lanes = Lanes::default();
        assert_eq!(lanes.take(0.0, 100.0, 2), Some(0));
        assert_eq!(lanes.take(50.0, 60.0, 2), Some(1));
        assert_eq!(lanes.take(80.0, 120.0, 2), Some(1));
        assert_eq!(lanes.take(90.0, 95.0, 2), None);
        assert_eq!(lanes.take(200.0, 110.0, 2), Some(0));
        assert_eq!(lanes.len(), 2);
    }
}
