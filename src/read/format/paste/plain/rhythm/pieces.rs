//! The texts between headers, without what a page puts below and between them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::super::Piece;
use super::super::line::Line;
use super::group::Of;
use super::header::Header;
use super::shape::{Look, Shape};
use crate::lang;
use crate::thread::Kind;

/// Share of comments below which a line must be to be furniture that no list of words knows.
const OFTEN: f64 = 0.3;

/// Fewest comments that show how a page ends its comments.
const SHOWN: usize = 4;

/// Share of comments, in tenths, that end with a line of the page where the page ends its comments so.
const ENDED: usize = 6;

/// Where the texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Below the names and times.
    Below,
    /// Above them, as signatures are.
    Above,
}

/// The comments whose first lines, or last lines, are the headers. `from` is the first line that may belong to one.
pub fn pieces(
    source: &str,
    lines: &[Line],
    shapes: &[Shape<'_>],
    headers: &[Header],
    of: Of,
    side: Side,
    from: usize,
) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(headers.len());
    for (place, header) in headers.iter().enumerate() {
        let next = headers.get(place + 1).map(|next| next.lines.start);
        let (start, end) = match side {
            Side::Below => (header.lines.end, header.end.or(next).unwrap_or(shapes.len())),
            Side::Above => {
                let above =
                    place.checked_sub(1).and_then(|above| headers.get(above)).map_or(from, |above| above.lines.end);
                (above, header.lines.start)
            }
        };
        let pings: Vec<usize> =
            (start..end).filter(|at| shapes.get(*at).is_some_and(|shape| shape.look == Look::Pingback)).collect();
        let (start, stop) = match (side, pings.first(), pings.last()) {
            (Side::Below, Some(first), _) => (start, *first),
            (Side::Above, _, Some(last)) => (last + 1, end),
            _ => (start, end),
        };
        // Below a long line of `_` is the signature of a forum.
        let is_signature = |at: &usize| lines.get(*at).is_some_and(|line| is_underline(line.of(source)));
        let signed = (start + 1..stop).find(is_signature).filter(|_| side == Side::Below).unwrap_or(stop);
        let body: Vec<usize> = (start..signed).filter(|at| !is_mark(shapes, *at)).collect();
        let whole = match side {
            Side::Below => header.lines.start..stop.max(header.lines.end),
            Side::Above => start..header.lines.end,
        };
        pieces.push(Piece {
            kind: Kind::Comment,
            author: header.name.clone(),
            time: header.time.clone(),
            parent: header
                .to
                .clone()
                .or_else(|| header_reply(source, lines, header, &pieces))
                .as_deref()
                .and_then(|to| pieces.iter().rposition(|piece| piece.author.as_deref() == Some(to))),
            body,
            lines: whole,
        });
        for at in pings {
            pieces.push(Piece { kind: Kind::Pingback, body: vec![at], lines: at..at + 1, ..Piece::default() });
        }
    }
    if side == Side::Below {
        titles(lines, shapes, &mut pieces);
    }
    clean(source, lines, shapes, &mut pieces);
    if of != Of::Links && side == Side::Below {
        nest(&mut pieces, headers);
    }
    pieces
}

/// Whether a line is eight `_` or more and nothing else.
fn is_underline(text: &str) -> bool {
    text.len() >= 8 && text.bytes().all(|byte| byte == b'_')
}

/// Moves titles to the comments below them. Where reply links end most comments, a line below these, with a blank line above
/// it and none below it, is the title of the next comment.
fn titles(lines: &[Line], shapes: &[Shape<'_>], pieces: &mut [Piece]) {
    let is_link = |at: &usize| shapes.get(*at).is_some_and(|shape| shape.look == Look::Action);
    let linked = |piece: &Piece| {
        let first = piece.body.first().copied().unwrap_or(piece.lines.end);
        (first..piece.lines.end).rev().find(is_link)
    };
    let comments = pieces.iter().filter(|piece| piece.kind == Kind::Comment);
    let ended = comments.clone().filter(|piece| linked(piece).is_some()).count();
    if ended * 10 < comments.count() * ENDED {
        return;
    }
    for place in 1..pieces.len() {
        let (above, below) = pieces.split_at_mut(place);
        let (Some(piece), Some(next)) = (above.last_mut(), below.first_mut()) else { continue };
        let Some(link) = linked(piece) else { continue };
        let gap = |at: usize| lines.get(at).map_or(0, |line| line.gap);
        let title = piece.body.last().copied().filter(|at| *at > link && at + 1 == next.lines.start);
        let Some(title) = title.filter(|at| gap(*at) > 0 && gap(at + 1) == 0 && piece.body.len() > 1) else { continue };
        if next.kind == Kind::Comment && shapes.get(title).is_some_and(|shape| shape.id > 0 && shape.often < SHOWN) {
            piece.body.pop();
            piece.lines.end = title;
            next.lines.start = title;
            next.body.insert(0, title);
        }
    }
}

/// Whether a line is a mark of the page wherever it is.
fn is_mark(shapes: &[Shape<'_>], at: usize) -> bool {
    shapes.get(at).is_some_and(|shape| matches!(shape.look, Look::Action | Look::Rule))
}

/// Takes what the page puts there off the ends of texts, and what is below the last one.
pub fn clean(source: &str, lines: &[Line], shapes: &[Shape<'_>], pieces: &mut [Piece]) {
    let comments = pieces.iter().filter(|piece| piece.kind == Kind::Comment).count();
    let often = ((comments as f64 * OFTEN) as usize).max(3);
    let names: BTreeSet<String> = pieces.iter().filter_map(|piece| piece.author.clone()).collect();
    let mut page = Furniture { shapes, often, names, labels: BTreeSet::new() };
    page.labels = page.labels(pieces);
    let look = |at: usize| shapes.get(at).map_or(Look::Long, |shape| shape.look);
    let last = pieces.iter().rposition(|piece| piece.kind == Kind::Comment);
    if let Some(first) = pieces.iter_mut().find(|piece| piece.kind == Kind::Comment) {
        let headings = first.body.iter().take_while(|at| matches!(look(**at), Look::Form | Look::Counter)).count();
        first.body.drain(..headings.min(first.body.len().saturating_sub(1)));
    }
    without_profiles(shapes, pieces);
    let over_them = above(source, lines, pieces);
    let (mut ended, mut widest) = (0, 0);
    for place in 0..pieces.len() {
        let (above, rest) = pieces.split_at_mut(place);
        let Some(piece) = rest.first_mut().filter(|piece| piece.kind == Kind::Comment) else { continue };
        if Some(place) == last {
            // Below the last comment the page goes on: at a form, at what is below every comment, at a wider gap.
            let ends_so = comments > 2 && ended * 10 >= (comments - 1) * ENDED;
            let first = piece.body.first().copied().unwrap_or(piece.lines.end);
            let over = (first..piece.lines.end).find(|at| {
                let gap = lines.get(*at).map_or(0, |line| line.gap);
                let again = || *at > first && lines.get(*at).is_some_and(|line| over_them.contains(line.of(source)));
                matches!(look(*at), Look::Form | Look::Counter)
                    || again()
                    || (comments > SHOWN && *at > first && gap > widest.max(1))
                    || (ends_so && *at > first && page.is_fixed(*at))
            });
            // Reply links are no body, and end the comment where they end the others.
            let linked = (first + 1..piece.lines.end).find(|at| ends_so && look(*at) == Look::Action);
            let over = [over, linked].into_iter().flatten().min();
            if let Some(over) = over {
                piece.body.retain(|at| *at < over);
                piece.lines.end = over.max(piece.lines.start + 1);
            }
        }
        if page.trim(piece) {
            ended += 1;
        }
        let inner = piece.body.iter().skip(1).filter_map(|at| lines.get(*at)).map(|line| line.gap).max().unwrap_or(0);
        widest = widest.max(inner);
        let reply = piece.body.first().copied().and_then(|at| reply_to(lines.get(at)?.of(source)));
        if let Some(to) = reply.filter(|_| piece.body.len() > 1) {
            piece.body.remove(0);
            let is_title = |piece: &Piece| {
                piece
                    .body
                    .first()
                    .and_then(|at| shapes.get(*at))
                    .is_some_and(|shape| to.starts_with(&shape.bare.to_lowercase()))
            };
            let is_author = |piece: &Piece| {
                piece
                    .author
                    .as_ref()
                    .map(|author| author.to_lowercase())
                    .is_some_and(|author| to == author || to.ends_with(&format!(" {author}")))
            };
            let found = above.iter().rposition(is_author);
            piece.parent = found.or_else(|| above.iter().rposition(is_title));
        }
    }
}

/// The short lines above the first comment: where one of them is below the last comment too, the page goes on.
fn above<'t>(source: &'t str, lines: &[Line], pieces: &[Piece]) -> BTreeSet<&'t str> {
    let first = pieces.first().map_or(0, |piece| piece.lines.start);
    let texts = lines.get(..first).unwrap_or_default().iter().map(|line| line.of(source));
    texts.filter(|text| (REPEATED.0..REPEATED.1).contains(&text.len())).collect()
}

/// Shortest and longest line that a page has both above and below its comments, in bytes.
const REPEATED: (usize, usize) = (8, 120);

/// Share of comments, in tenths, below whose names a line with one label is where it belongs to the page.
const PROFILED: usize = 6;

/// Longest value behind such a label, in bytes.
const VALUE: usize = 24;

/// Takes what a forum says of its authors off the beginnings of texts: *Reg: Jan 2012*, *Posts: 118*, *NAME avatar*.
fn without_profiles(shapes: &[Shape<'_>], pieces: &mut [Piece]) {
    let bare = |at: usize| shapes.get(at).map_or("", |shape| shape.bare);
    let profile = |at: usize| {
        let (label, value) = bare(at).split_once(':').map(|(label, value)| (label.trim(), value.trim()))?;
        let is_short = label.len() <= LABELLED.1 && value.len() <= VALUE && !value.is_empty();
        (is_short && !value.ends_with(['.', '!', '?', '…'])).then_some(label)
    };
    let portrait = |piece: &Piece, at: usize| {
        let rest = piece.author.as_ref().and_then(|author| bare(at).strip_prefix(author.as_str()));
        rest.is_some_and(|rest| !rest.is_empty() && rest.len() <= VALUE && !rest.contains(['.', ',', ':', '!', '?']))
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let (mut comments, mut numbered) = (0, 0);
    let is_number = |at: usize| shapes.get(at).is_some_and(|shape| shape.look == Look::Number);
    for piece in pieces.iter().filter(|piece| piece.kind == Kind::Comment) {
        comments += 1;
        numbered += usize::from(piece.body.first().is_some_and(|at| is_number(*at)) && piece.body.len() > 1);
        let body = piece.body.iter().skip_while(|at| portrait(piece, **at));
        let labels: BTreeSet<&str> = body.map_while(|at| profile(*at)).collect();
        for label in labels {
            *counts.entry(label.to_owned()).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > 1 && *count * 10 >= comments * PROFILED);
    // Votes are above all texts, or above none.
    let votes = numbered > 1 && numbered * 10 >= comments * PROFILED;
    if counts.is_empty() && !votes {
        return;
    }
    for piece in pieces.iter_mut().filter(|piece| piece.kind == Kind::Comment) {
        let is_page = |at: usize| {
            (votes && is_number(at))
                || profile(at).is_some_and(|label| counts.contains_key(label))
                || portrait(piece, at)
        };
        let lines = piece.body.iter().take_while(|at| is_page(**at)).count();
        piece.body.drain(..lines.min(piece.body.len().saturating_sub(1)));
    }
}

/// Longest link of a page, in bytes.
const LINK: usize = 40;

/// What a page puts below texts.
struct Furniture<'s, 't> {
    shapes: &'s [Shape<'t>],
    often: usize,
    names: BTreeSet<String>,
    /// What the last lines of many texts begin with, before a colon: `Reactions:`.
    labels: BTreeSet<String>,
}

/// Longest line that begins with a label of the page, and longest label, in bytes.
const LABELLED: (usize, usize) = (160, 24);

/// What a line begins with, up to a colon.
fn label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':').filter(|_| text.len() <= LABELLED.0)?;
    (label.len() <= LABELLED.1 && !rest.is_empty() && !rest.starts_with("//") && label.contains(char::is_alphabetic))
        .then_some(label)
}

impl Furniture<'_, '_> {
    /// The labels of the last lines of texts that occur below many.
    fn labels(&self, pieces: &[Piece]) -> BTreeSet<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for piece in pieces {
            let last = piece.body.iter().rev().find(|at| !self.is_fixed(**at)).and_then(|at| self.shapes.get(*at));
            if let Some(label) = last.and_then(|shape| label(shape.bare)).filter(|_| piece.body.len() > 1) {
                *counts.entry(label).or_insert(0) += 1;
            }
        }
        counts.into_iter().filter(|(_, count)| *count >= self.often).map(|(label, _)| label.to_owned()).collect()
    }

    /// Whether a line is below too many comments to be a text. A name at the end of a text is a signature.
    fn is_fixed(&self, at: usize) -> bool {
        self.shapes.get(at).is_some_and(|shape| {
            matches!(shape.look, Look::Action | Look::Rule)
                || (shape.id > 0 && shape.often >= self.often && !self.names.contains(shape.bare))
                || label(shape.bare).is_some_and(|label| self.labels.contains(label))
        })
    }

    /// Whether a line is one of the links of the page that no list knows: short, without the end of a sentence, below a blank
    /// line and directly above a known one.
    fn is_beside_links(&self, at: usize) -> bool {
        let (Some(shape), Some(next)) = (self.shapes.get(at), self.shapes.get(at + 1)) else { return false };
        next.look == Look::Action
            && next.gap == 0
            && shape.gap > 0
            && shape.bare.len() <= LINK
            && !shape.bare.ends_with(['.', '!', '?', '…', ')', '»', '"', '”'])
    }

    /// Takes the lines of the page off the ends of a text, and says whether there were any below it.
    fn trim(&self, piece: &mut Piece) -> bool {
        let look = |at: usize| self.shapes.get(at).map_or(Look::Long, |shape| shape.look);
        let below = piece.body.last().map_or(piece.lines.start, |at| at + 1);
        // The links may be taken for the first lines of the next comment.
        let follows = (below..self.shapes.len()).map(look).find(|look| !matches!(look, Look::Number | Look::Rule));
        let linked = follows == Some(Look::Action) || (below..piece.lines.end).any(|at| look(at) == Look::Action);
        let had = piece.body.len();
        while let Some(at) = piece.body.last().copied() {
            let trimmed = piece.body.len() < had || linked;
            let furniture = matches!(look(at), Look::Form | Look::Counter | Look::Time)
                || self.is_fixed(at)
                || self.is_beside_links(at)
                || (trimmed && look(at) == Look::Number);
            // A text may be the line that another page puts below every comment: `+1`.
            if !furniture || (piece.body.len() == 1 && !is_mark(self.shapes, at) && look(at) != Look::Time) {
                break;
            }
            piece.body.pop();
        }
        linked || piece.body.len() < had
    }
}

/// *In reply to*.
static REPLIES: LazyLock<Vec<&str>> = LazyLock::new(|| lang::longest_first(|words| words.pages.in_reply_to));

/// What follows *In reply to*, in lower case: a name, or the title of a comment and a name.
fn reply_to(line: &str) -> Option<String> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '.');
    if bare.len() > LABELLED.0 {
        return None;
    }
    let lower = bare.to_lowercase();
    REPLIES.iter().find_map(|words| {
        let name =
            lower.strip_prefix(*words)?.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '@' | '\u{a0}'));
        let is_sentence = name.ends_with(['.', '!', '?']) && name.contains(' ');
        (!name.is_empty() && !is_sentence).then(|| name.to_owned())
    })
}

/// Whom the lines around a name and a time say that the comment answers: the author of that name above.
fn header_reply(source: &str, lines: &[Line], header: &Header, pieces: &[Piece]) -> Option<String> {
    let mut around = header.lines.clone().filter_map(|at| reply_to(lines.get(at)?.of(source)));
    let authors = || pieces.iter().rev().filter_map(|piece| piece.author.as_ref());
    around.find_map(|to| authors().find(|author| author.to_lowercase() == to).cloned())
}

/// Parents by indentation: the last comment that begins further left.
fn nest(pieces: &mut [Piece], headers: &[Header]) {
    let Some(first) = headers.first().map(|header| header.column) else { return };
    if !headers.iter().any(|header| header.column >= first + 2) {
        return;
    }
    let mut above: Vec<(usize, usize)> = Vec::new();
    let comments = pieces.iter_mut().enumerate().filter(|(_, piece)| piece.kind == Kind::Comment);
    for ((place, piece), header) in comments.zip(headers) {
        while above.last().is_some_and(|(column, _)| column + 2 > header.column) {
            above.pop();
        }
        if piece.parent.is_none() {
            piece.parent = above.last().map(|(_, parent)| *parent);
        }
        above.push((header.column, place));
    }
}
