//! Comments by the rhythm of a page: one line, with a time, a number or a link, that occurs once for every comment.
//!
//! Pages mark comments in countless forms, but every page keeps to one. So the lines of one look are tried, each group of
//! them as the marks of the page: the names are where short lines repeat next to them, and the texts are what remains.
//! The group wins that gives the announced number of comments, names that look like names, texts that are not empty and
//! times that run in order.

mod group;
mod header;
mod judge;
mod name;
mod pieces;
mod shape;

use super::Piece;
use super::line::Line;
use super::stamp::Order;

use group::{Group, Of};
use header::Header;
use judge::Judge;
pub use judge::Verdict;
use pieces::Side;
use shape::Shape;

use crate::sort::Order as _;

/// How much better running numbers are than other marks, as a factor. Chosen by hand.
const NUMBERED: f64 = 1.1;

/// How far below the beginning of a selection its first name may be, in lines, where names are below the texts. An article
/// would be longer.
const SELECTED: usize = 12;

/// The comments of a page by its rhythm.
#[derive(Clone, Debug)]
pub struct Found {
    /// The line at which the first comment begins.
    pub first: usize,
    /// The comments.
    pub pieces: Vec<Piece>,
    /// How well they do.
    pub verdict: Verdict,
}

/// The lines of a page, ready to be tried.
pub struct Rhythm<'t> {
    source: &'t str,
    lines: &'t [Line],
    from: usize,
    announced: Option<usize>,
    shapes: Vec<Shape<'t>>,
}

impl<'t> Rhythm<'t> {
    /// The lines below `from`.
    pub fn new(source: &'t str, lines: &'t [Line], from: usize, announced: Option<usize>, order: Order) -> Self {
        Rhythm { source, lines, from, announced, shapes: shape::shapes(source, lines, from, order) }
    }

    /// How well a reading of the page does.
    pub fn verdict(&self, pieces: &[Piece]) -> Verdict {
        Judge::new(&self.shapes, self.lines, self.from, self.announced).verdict(pieces)
    }

    /// Takes what the page puts there off the ends of texts.
    pub fn clean(&self, pieces: &mut [Piece]) {
        pieces::clean(self.source, self.lines, &self.shapes, pieces);
    }

    /// The best comments that a repeating line gives.
    pub fn find(&self) -> Option<Found> {
        let mut best: Option<Found> = None;
        let judge = Judge::new(&self.shapes, self.lines, self.from, self.announced);
        let mut groups = group::groups(&self.shapes);
        // The groups of the most fitting size first: they often leave the others no chance.
        groups.order_by(|one, other| judge.fit(other.lines.len()).total_cmp(&judge.fit(one.lines.len())));
        for group in groups {
            let most = NUMBERED * judge.fit(group.lines.len());
            if best.as_ref().is_some_and(|best| best.verdict.value >= most) {
                continue;
            }
            if group.lines.len() < 2 && self.announced != Some(1) {
                continue;
            }
            // A link above the first comment belongs to the page.
            if group.of == Of::Links && self.from == 0 {
                continue;
            }
            let readings = header::headers(&self.shapes, &group, self.from);
            // The first name and date may be those of the article, and some dates may be in texts.
            let first = Group { of: group.of, lines: group.lines.iter().skip(1).copied().collect() };
            let below = Some(first).filter(|first| self.from == 0 && group.of != Of::Links && first.lines.len() > 2);
            let named = readings.first().and_then(|headers| header::named(&group, headers));
            for headers in &readings {
                self.weigh(&group, headers, &mut best);
            }
            if let Some(headers) = header::parted(&self.shapes, &group, self.from) {
                self.weigh(&group, &headers, &mut best);
            }
            for part in [below, named].into_iter().flatten() {
                for headers in &header::headers(&self.shapes, &part, self.from) {
                    self.weigh(&part, headers, &mut best);
                }
            }
        }
        best
    }

    /// Keeps the comments of a group if they are better than the best so far.
    fn weigh(&self, group: &Group, headers: &[Header], best: &mut Option<Found>) {
        let mut goes_on = true;
        for side in [Side::Below, Side::Above] {
            let above = headers.first().map_or(0, |header| header.lines.start);
            // Texts above their names begin where the page announces them, or where the user began to select.
            if side == Side::Above && (group.of == Of::Links || (self.from == 0 && above > SELECTED)) {
                continue;
            }
            if side == Side::Above && goes_on {
                continue;
            }
            let pieces = pieces::pieces(self.source, self.lines, &self.shapes, headers, group.of, side, self.from);
            let Some(first) = pieces.first().map(|piece| piece.lines.start) else { continue };
            // Below the last of the names that are below their texts, only the page goes on.
            goes_on = side == Side::Below && pieces.last().is_some_and(|piece| self.has_sentence(piece));
            let mut verdict = self.verdict(&pieces);
            verdict.value *= match (group.of, side) {
                (Of::Links, _) => 0.7,
                (Of::Numbers, Side::Below) => NUMBERED,
                (_, Side::Below) => 1.0,
                (_, Side::Above) => 0.9,
            };
            if best.as_ref().is_none_or(|best| verdict.value > best.verdict.value) {
                *best = Some(Found { first, pieces, verdict });
            }
        }
    }

    /// Whether a comment has a line that is longer than a name or a link.
    fn has_sentence(&self, piece: &Piece) -> bool {
        piece.body.iter().filter_map(|at| self.shapes.get(*at)).any(|shape| shape.look == shape::Look::Long)
    }
}
