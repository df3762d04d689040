//! Whether the comments of a paste are marked, and which of its lines are the marks.

use super::line::Line;
use super::rhythm::{Found, Rhythm};
use super::stamp::Order;
use super::{Counter, Piece, anchor};
use crate::thread::Kind;

/// How much better the rhythm must be than the known marks, as a factor. Chosen by hand: the known marks are surer.
const BETTER: f64 = 1.05;

/// The least sense of marks that are believed. Chosen by hand: names and dates that run have twice that.
const BELIEVED: f64 = 0.25;

/// How far below the counter the first comment may begin, in lines, where the marks are fewer than half of the announced
/// number. The page may show only the last comments then; marks further below are lines of texts.
const NEAR: usize = 8;

/// Comments that the page marks.
pub struct Marks {
    /// The line of the first one.
    pub first: usize,
    /// The comments.
    pub pieces: Vec<Piece>,
    /// Whether they begin above the counter, so that it is not their heading.
    pub above_counter: bool,
}

/// The comments that the page marks; `None` if nothing marks them.
pub fn marks(
    source: &str,
    lines: &[Line],
    counter: Option<Counter>,
    announced: Option<usize>,
    order: Order,
) -> Option<Marks> {
    let below = counter.map_or(0, |counter| counter.line + 1);
    let found = best(source, lines, below, announced, order, counter.is_some()).map(|found| Marks {
        first: found.first,
        pieces: found.pieces,
        above_counter: false,
    });
    if found.is_some() || counter.is_none() {
        return found;
    }
    // A page may say how many comments it has below them.
    best(source, lines, 0, announced, order, false)
        .filter(|found| announced.is_some() || found.verdict.sense >= 2.0 * BELIEVED)
        .map(|found| Marks { first: found.first, pieces: found.pieces, above_counter: true })
}

/// The best reading of the lines from one on, if it is believed.
fn best(
    source: &str,
    lines: &[Line],
    from: usize,
    announced: Option<usize>,
    order: Order,
    has_counter: bool,
) -> Option<Found> {
    let rhythm = Rhythm::new(source, lines, from, announced, order);
    let known = anchor::find(source, lines, from, announced, order).map(|(first, mut pieces)| {
        rhythm.clean(&mut pieces);
        let verdict = rhythm.verdict(&pieces);
        Found { first, pieces, verdict }
    });
    let found = rhythm.find();
    let best = match (known, found) {
        (Some(known), Some(found)) if found.verdict.value <= BETTER * known.verdict.value => Some(known),
        (known, None) => known,
        (_, found) => found,
    };
    let best = best.map(|found| Found { pieces: apart(found.pieces), ..found });
    best.filter(|found| {
        let near = has_counter && found.first <= from + NEAR;
        let enough = announced.is_none_or(|announced| found.verdict.comments * 2 >= announced);
        found.verdict.sense >= BELIEVED && (enough || near)
    })
}

/// The pieces without the lines that belong to the piece above, and without those that have no lines then.
fn apart(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut end = 0;
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    // For each piece, its index among those that are kept.
    let mut places: Vec<Option<usize>> = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        let start = piece.lines.start.max(end);
        let lines = start..piece.lines.end.max(start);
        if lines.is_empty() {
            places.push(None);
            continue;
        }
        end = lines.end;
        piece.body.retain(|at| lines.contains(at));
        piece.lines = lines;
        piece.parent = piece.parent.and_then(|parent| places.get(parent).copied().flatten());
        places.push(Some(kept.len()));
        kept.push(piece);
    }
    kept
}

/// Whether a weak counter is a line of a thread that began above it: *2 replies* below a message of a chat.
pub fn is_inside(source: &str, lines: &[Line], counter: Counter, order: Order) -> bool {
    if counter.strong {
        return false;
    }
    let Some(found) = Rhythm::new(source, lines, 0, None, order).find() else { return false };
    let comments = found.pieces.iter().filter(|piece| piece.kind == Kind::Comment);
    let (above, below): (Vec<&Piece>, Vec<&Piece>) = comments.partition(|piece| piece.lines.start < counter.line);
    found.verdict.sense >= BELIEVED
        && above.len() >= 2
        && above.len() >= below.len()
        && counter.announced != Some(below.len())
}
