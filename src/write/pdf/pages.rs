//! Cuts a picture into pages: between cards, or through the fewest of them.

use super::super::input::Paper;
use super::draw::Item;
use super::{POINTS, points};
use crate::layout::{Point, Scene};
use crate::sort::Order as _;

/// The margin of a page, in points: 12 mm, which suits every printer and leaves room for binding.
const MARGIN: f64 = 34.0;
/// The largest share of a page that may stay empty for a better cut.
const EMPTY: f64 = 0.45;

/// The scales that are tried to save a nearly empty last page of a picture of two or three pages.
const TIGHTER: [f64; 3] = [0.95, 0.9, 0.85];

/// The part of the picture that one page shows, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Page {
    /// Its upper y.
    pub top: f64,
    /// Its lower y.
    pub bottom: f64,
}

/// The distribution of a picture over pages.
#[derive(Debug)]
pub(super) struct Print {
    /// The size of a page in points.
    pub paper: Point,
    /// The margin, in points.
    pub margin: f64,
    /// The scale of the picture; at most 1.
    pub scale: f64,
    /// The size of the picture, in pixels.
    pub picture: Point,
    /// The parts that the pages show, from the top down, without gaps.
    pub pages: Vec<Page>,
}

impl Print {
    /// One page as large as the picture.
    pub fn whole(size: Point, scale: f64) -> Self {
        let paper = Point::new(size.x * scale * POINTS, size.y * scale * POINTS);
        let pages = vec![Page { top: 0.0, bottom: size.y }];
        Print { paper, margin: 0.0, scale, picture: size, pages }
    }

    /// One page of paper that a picture of its shape fills.
    pub fn sheet(paper: Paper, size: Point) -> Self {
        let paper = points(paper);
        let scale = (paper.x / (size.x * POINTS).max(1.0)).min(paper.y / (size.y * POINTS).max(1.0));
        let pages = vec![Page { top: 0.0, bottom: size.y }];
        Print { paper, margin: 0.0, scale, picture: size, pages }
    }

    /// Pages of paper. The picture is as wide as the page, but not enlarged, and a wide picture gets pages in
    /// landscape. `down` is the y at which the scene begins.
    pub fn of(paper: Paper, size: Point, scene: Option<&Scene>, down: f64) -> Self {
        let upright = points(paper);
        let paper = if size.x > size.y { Point::new(upright.y, upright.x) } else { upright };
        let widest = ((paper.x - 2.0 * MARGIN) / (size.x * POINTS).max(1.0)).min(1.0);
        let cards = scene.map_or(&[][..], |scene| &scene.cards);
        let spans: Vec<(f64, f64)> =
            cards.iter().map(|card| (card.at.y + down, card.at.y + card.size.y + down)).collect();
        let print = |scale: f64| {
            let room = (paper.y - 2.0 * MARGIN) / (scale * POINTS);
            Print { paper, margin: MARGIN, scale, picture: size, pages: cut(&spans, size.y, room) }
        };
        let whole = print(widest);
        let few = (2..=3).contains(&whole.pages.len());
        let mut tighter = TIGHTER.iter().filter(|_| few).map(|share| print(widest * share));
        tighter.find(|print| print.pages.len() < whole.pages.len()).unwrap_or(whole)
    }

    /// The x at which the centred picture begins, in points.
    pub fn left(&self) -> f64 {
        (self.paper.x - self.picture.x * self.scale * POINTS) / 2.0
    }

    /// The items of each page in drawing order. The time is linear in the number of items per page.
    pub fn sort<'i, 't>(&self, items: &'i [Item<'t>]) -> Vec<Vec<&'i Item<'t>>> {
        let mut out: Vec<Vec<&Item<'_>>> = self.pages.iter().map(|_| Vec::new()).collect();
        for item in items {
            let (top, bottom) = item.reach();
            let first = self.pages.partition_point(|page| page.bottom <= top);
            for (page, shown) in self.pages.iter().zip(&mut out).skip(first) {
                if page.top >= bottom && first < self.pages.len() {
                    break;
                }
                shown.push(item);
            }
        }
        out
    }
}

/// Cuts a height into pages of at most `room`. Each cut crosses as few cards as possible, and is as low as possible.
fn cut(spans: &[(f64, f64)], height: f64, room: f64) -> Vec<Page> {
    let mut tops: Vec<f64> = spans.iter().map(|(top, _)| *top).collect();
    let mut bottoms: Vec<f64> = spans.iter().map(|(_, bottom)| *bottom).collect();
    tops.order_by(f64::total_cmp);
    bottoms.order_by(f64::total_cmp);
    let crossed = |y: f64| tops.partition_point(|top| *top < y) - bottoms.partition_point(|bottom| *bottom <= y);
    // A cut is just below a card.
    let below = 6.0;
    let mut pages = Vec::new();
    let mut top = 0.0;
    while height - top > room {
        let least = top + room * (1.0 - EMPTY);
        let (first, last) = (
            bottoms.partition_point(|bottom| bottom + below < least),
            bottoms.partition_point(|bottom| bottom + below <= top + room),
        );
        let places = bottoms.get(first..last).unwrap_or(&[]).iter().map(|bottom| bottom + below);
        let best = places.map(|y| (crossed(y), y)).min_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let bottom = best.map_or(top + room, |(_, y)| y);
        pages.push(Page { top, bottom });
        top = bottom;
    }
    pages.push(Page { top, bottom: height });
    pages
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "pages begin at the very number at which the one before ends")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cut_is_between_cards_if_possible() {
        let cards: Vec<(f64, f64)> = (0..40).map(|at| (f64::from(at) * 50.0, f64::from(at) * 50.0 + 40.0)).collect();
        let pages = cut(&cards, 2_000.0, 330.0);
        for page in &pages[..pages.len() - 1] {
            assert!(cards.iter().all(|(top, bottom)| *bottom <= page.bottom || *top >= page.bottom), "{page:?}");
            assert!(page.bottom - page.top > 200.0);
        }
    }

    #[test]
    fn a_card_taller_than_a_page_is_cut_where_the_page_ends() {
        let pages = cut(&[(0.0, 1_000.0)], 1_020.0, 300.0);
        assert_eq!(pages.first(), Some(&Page { top: 0.0, bottom: 300.0 }));
        assert_eq!(pages.len(), 4);
    }

    proptest! {
        #[test]
        fn pages_cover_the_picture_and_none_is_too_tall(
            cards in prop::collection::vec((0.0..3_000.0, 1.0..400.0), 0..60), height in 1.0..3_400.0, room in 50.0..900.0
        ) {
            let cards: Vec<(f64, f64)> = cards.into_iter().map(|(top, tall)| (top, top + tall)).collect();
            let pages = cut(&cards, height, room);
            let mut at = 0.0;
            for page in &pages {
                prop_assert_eq!(page.top, at);
                prop_assert!(page.bottom > page.top && page.bottom - page.top <= room + 1e-6);
                at = page.bottom;
            }
            prop_assert_eq!(at, height);
        }
    }
}
