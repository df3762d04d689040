//! Which of several readings of a page makes the most sense.

use super::super::Piece;
use super::super::line::Line;
use super::name;
use super::shape::{Form, Look, Shape};
use crate::thread::Kind;

/// How many lines of a comment are searched for its time.
const HEADER: usize = 16;

/// What speaks for a reading, and the sum.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Verdict {
    /// The number of comments.
    pub comments: usize,
    /// Share of comments with a text.
    pub filled: f64,
    /// Mean grade of the names.
    pub named: f64,
    /// Share of neighbouring times that run in the same direction.
    pub ordered: f64,
    /// Times alone on a line inside texts, for each comment.
    pub missed: f64,
    /// Long lines between the counter and the first comment.
    pub skipped: usize,
    /// How much sense the comments make, from 0 to 1, apart from their number.
    pub sense: f64,
    /// Everything together, from 0 to 1.
    pub value: f64,
}

/// What readings are judged by.
pub struct Judge<'s, 't> {
    shapes: &'s [Shape<'t>],
    lines: &'s [Line],
    from: usize,
    announced: Option<usize>,
}

impl<'s, 't> Judge<'s, 't> {
    /// A judge of the comments below `from`.
    pub fn new(shapes: &'s [Shape<'t>], lines: &'s [Line], from: usize, announced: Option<usize>) -> Self {
        Judge { shapes, lines, from, announced }
    }

    /// How well a number of comments fits the announced one, from 0 to 1.
    pub fn fit(&self, count: usize) -> f64 {
        match self.announced {
            Some(0) => 0.0,
            Some(wanted) => wanted.min(count) as f64 / wanted.max(count) as f64,
            None => count as f64 / (count as f64 + 1.0),
        }
    }

    /// How well a reading does.
    pub fn verdict(&self, pieces: &[Piece]) -> Verdict {
        let comments: Vec<&Piece> = pieces.iter().filter(|piece| piece.kind == Kind::Comment).collect();
        let count = comments.len();
        if count == 0 {
            return Verdict::default();
        }
        let all = count as f64;
        let filled = comments.iter().filter(|piece| self.has_text(piece)).count() as f64 / all;
        let grades = comments.iter().map(|piece| piece.author.as_deref().map_or(0.0, name::grade));
        let named = grades.sum::<f64>() / all;
        let times: Vec<&str> = comments
            .iter()
            .filter_map(|piece| piece.time.as_deref())
            .filter(|time| time.starts_with(['1', '2']) && time.contains('-'))
            .collect();
        let rises = times.windows(2).filter(|pair| pair.first() <= pair.last()).count();
        let pairs = times.len().saturating_sub(1);
        let ordered = if pairs == 0 { 0.5 } else { rises.max(pairs - rises) as f64 / pairs as f64 };
        let missed = comments.iter().flat_map(|piece| &piece.body).filter(|at| self.is_time(**at)).count() as f64 / all;
        let first = comments.first().map_or(self.from, |piece| piece.lines.start);
        let is_long =
            |at: &usize| self.shapes.get(*at).is_some_and(|shape| shape.look == Look::Long && shape.bare.len() > 60);
        let skipped = if self.from == 0 { 0 } else { (self.from..first.max(self.from)).filter(is_long).count() };
        let longest = comments.iter().map(|piece| piece.body.len()).max().unwrap_or(0) as f64;
        let total = comments.iter().map(|piece| piece.body.len()).sum::<usize>().max(1) as f64;
        let lopsided = if count >= 5 && longest > 0.6 * total { 0.9 } else { 1.0 };
        // Names at the ends of texts are those of the comments below, unless everybody signs.
        let ends = |piece: &&&Piece| {
            let last = piece.body.last().filter(|_| piece.body.len() > 1).and_then(|at| self.shapes.get(*at));
            last.is_some_and(|shape| shape.look == Look::Short && shape.name >= 0.85)
        };
        let left = comments.iter().filter(ends).count() as f64 / all;
        // An article with a name and a date above it looks like a first comment that is much longer than all others.
        let bytes = |piece: &&Piece| -> usize {
            piece.body.iter().filter_map(|at| self.shapes.get(*at)).map(|shape| shape.bare.len()).sum()
        };
        let most = comments.iter().skip(1).map(bytes).max().unwrap_or(0);
        let is_article = self.from == 0 && count > 3 && comments.first().is_some_and(|piece| bytes(piece) > 3 * most);
        let headed = if is_article { 0.85 } else { 1.0 };
        let fit = self.fit(count);
        // A time without a date is a mark only where nothing better is.
        let vague = comments.iter().filter(|piece| self.is_vague(piece)).count() as f64 / all;
        let sense = (1.0 - 0.2 * vague) * filled * filled * filled * (0.4 + 0.6 * named) * (0.85 + 0.15 * ordered)
            / (1.0 + missed)
            * lopsided
            * headed
            * (1.0 - 0.5 * left);
        let value = fit * sense * (1.0 - 0.02 * skipped.min(10) as f64);
        Verdict { comments: count, filled, named, ordered, missed, skipped, sense, value }
    }

    fn has_text(&self, piece: &Piece) -> bool {
        piece.body.iter().any(|at| self.shapes.get(*at).is_some_and(|shape| shape.bare.contains(char::is_alphanumeric)))
            && !self.lines.is_empty()
    }

    /// Whether the time of a comment has neither a year nor a distance from today.
    fn is_vague(&self, piece: &Piece) -> bool {
        let mut times = piece.lines.clone().take(HEADER).filter_map(|at| self.shapes.get(at)?.time.as_ref());
        piece.time.is_none() || times.any(|time| time.form == Form::Loose && Some(&time.time) == piece.time.as_ref())
    }

    /// Whether a line is a time that ought to belong to a header.
    fn is_time(&self, at: usize) -> bool {
        self.shapes.get(at).is_some_and(Shape::is_time)
    }
}
