//! Lays out one card: a node of the view in, a box with its head, text and foot out. Coordinates are pixels from the
//! top left corner of the card.

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::clean::head;
use super::metrics::{self, Weight};
use super::words::{self, Names};
use super::wrap::{Column, stretches, wrap};
use super::{Card, Chip, Line, Point, Run, What, clean};
use crate::filter::View;
use crate::graph::{Node, Status};
use crate::limit::COMPARED_BYTES;
use crate::sort::Order as _;
use crate::span::Span;
use crate::tag::Label;

use super::constants::card::{
    AUTHOR, BELOW, BELOW_PORTS, CLAIM_LINES, FAN, FIRST, FORM_SPACE, LEADING, LEFT, RIGHT, SPACE, TITLE_LINES,
};
pub use super::constants::card::{HEAD, MARK, PORT, PORTS, SMALL, TEXT};

/// Padding of the pill that says how much is folded away. The page draws a mark instead.
pub const PILL: f64 = 7.0;
/// A card that represents a group of comments grows for this many ports. The page shows no groups.
const GROUP_PORTS: usize = 80;

/// How the cards of one layout are made.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Most lines of text of a comment.
    pub lines: usize,
    /// Most lines of text of an article or post.
    pub opening: usize,
    /// Whether line breaks in the text count as spaces.
    pub flow: bool,
}

/// Makes the card of a node, `width` wide, at the origin. `answers` is a link that the head describes.
pub fn card(
    view: &View<'_>,
    names: &Names,
    node: NodeIndex,
    answers: Option<(EdgeIndex, String)>,
    width: f64,
    style: &Style,
) -> Card {
    let mut card = Card {
        node,
        at: Point::default(),
        size: Point::new(width, 0.0),
        chips: Vec::new(),
        lines: Vec::new(),
        shown: Span::default(),
    };
    let Some(weight) = view.node(node) else { return card };
    let (left, right) = (front(view, names, node, weight, answers), back(view, names, node, weight));
    let (mut y, foot) = place(&mut card, left, right);
    y = text(view, weight, &mut card, y, style);
    for row in foot {
        y += LEADING;
        for (mut chip, x) in row {
            chip.at = Point::new(x, y);
            card.chips.push(chip);
        }
    }
    card.size.y = y + BELOW;
    card
}

/// Grows a card until it has room for `ports` ports on one side, up to [`PORTS`]. A card that represents a group of
/// comments grows further, since a few such cards have all the links of the map.
pub fn grow(view: &View<'_>, card: &mut Card, ports: usize) {
    let most = if view.folding.groups.is_empty() { PORTS } else { GROUP_PORTS };
    let ports = ports.clamp(1, most);
    card.size.y = card.size.y.max(PORT + FAN * (ports - 1) as f64 + BELOW_PORTS);
}

/// The y of port `number` of `of`, from the top of the card. Ports are evenly spaced, and closer together where there
/// are too many.
pub fn port(card: &Card, number: usize, of: usize) -> f64 {
    let room = card.size.y - PORT - BELOW_PORTS;
    let step = if of > 1 { FAN.min(room / (of - 1) as f64) } else { 0.0 };
    PORT + step * number as f64
}

fn chip(what: What, text: String) -> Chip {
    let (size, weight) = face(what);
    let mark = match what {
        What::Status(_) => MARK,
        What::Folded => 2.0 * PILL,
        _ => 0.0,
    };
    let width = metrics::width(&text, size, weight) + mark;
    Chip { what, text, at: Point::default(), width }
}

/// Font size and weight of a chip.
pub fn face(what: What) -> (f64, Weight) {
    match what {
        What::Name | What::Position(_) => (HEAD, Weight::Bold),
        What::Author => (HEAD, Weight::Regular),
        What::Relation(_) => (SMALL, Weight::Bold),
        What::Note | What::Form(_) | What::Status(_) | What::Folded => (SMALL, Weight::Regular),
    }
}

/// The head: name, author, kind, positions, and what the node answers.
fn front(
    view: &View<'_>,
    names: &Names,
    index: NodeIndex,
    node: &Node,
    answers: Option<(EdgeIndex, String)>,
) -> Vec<Chip> {
    let mut chips = vec![chip(What::Name, names.heading(index))];
    if let Some(author) = node.comment.author.as_deref().filter(|_| node.is_comment()) {
        // Measures only the start, since a name may be a megabyte long.
        let author = metrics::fit(&clean::line(head(author, 200)), HEAD, Weight::Regular, AUTHOR);
        chips.push(chip(What::Author, author));
    }
    chips.extend(words::kind_note(names.ui(), node).map(|note| chip(What::Note, note.into_owned())));
    let badge = |(place, label): (usize, &Label)| chip(What::Position(place), clean::line(&names.position(label)));
    chips.extend(words::held(view, node).map(badge));
    chips.extend(answers.map(|(edge, text)| chip(What::Relation(edge), text)));
    chips
}

/// The foot: what is folded away, forms, how often the node is answered, status.
fn back(view: &View<'_>, names: &Names, index: NodeIndex, node: &Node) -> Vec<Chip> {
    let ui = names.ui();
    let mut chips: Vec<Chip> = Vec::new();
    let folded = view.folded(index).map(|tally| words::folded(tally, ui)).filter(|words| !words.is_empty());
    chips.extend(folded.map(|words| chip(What::Folded, words)));
    for (place, label) in words::forms(view, node) {
        let dot = if chips.is_empty() { "" } else { "· " };
        chips.push(chip(What::Form(place), format!("{dot}{}", clean::line(names.label(&label.name)))));
    }
    let taken = node.answered.as_ref().map(|counts| words::answered(ui, counts)).filter(|words| !words.is_empty());
    chips.extend(taken.map(|words| chip(What::Note, words)));
    // Most comments are unchallenged, so that status is not shown.
    let status = view.standing(node).map(|standing| standing.status).filter(|status| *status != Status::Unchallenged);
    chips.extend(status.map(|status| chip(What::Status(status), words::status(ui, status).to_owned())));
    chips
}

/// Rows of chips, each with its x.
type Rows = Vec<Vec<(Chip, f64)>>;

/// Breaks chips into rows of `width` that begin at `x`, and cuts chips that are wider.
fn rows(chips: Vec<Chip>, x: f64, width: f64) -> Rows {
    let mut out: Rows = Vec::new();
    let mut used = 0.0;
    for mut chip in chips {
        if chip.width > width {
            let (size, weight) = face(chip.what);
            let around = if chip.what == What::Folded { 2.0 * PILL } else { 0.0 };
            chip.text = metrics::fit(head(&chip.text, 400), size, weight, width - around);
            chip.width = metrics::width(&chip.text, size, weight) + around;
        }
        let gap = if matches!(chip.what, What::Form(_)) && chip.text.starts_with('·') { FORM_SPACE } else { SPACE };
        let next = if used > 0.0 { used + gap } else { 0.0 };
        if out.is_empty() || next + chip.width > width {
            out.push(Vec::new());
            used = 0.0;
        } else {
            used = next;
        }
        let at = x + used;
        used += chip.width;
        if let Some(row) = out.last_mut() {
            row.push((chip, at));
        }
    }
    out
}

/// Places the head, and the foot at the right of its first row if it fits there. Returns the last baseline and the rows
/// that are left for below the text.
fn place(card: &mut Card, left: Vec<Chip>, right: Vec<Chip>) -> (f64, Rows) {
    let width = card.size.x - LEFT - RIGHT;
    let front = rows(left, LEFT, width);
    let used = front.first().and_then(|row| row.last()).map_or(0.0, |(chip, x)| x + chip.width - LEFT);
    let mut back = rows(right, LEFT, width);
    let wide = back.first().and_then(|row| row.last()).map_or(0.0, |(chip, x)| x + chip.width - LEFT);
    if back.len() == 1 && used + wide + 2.0 * SPACE <= width {
        let shift = width - wide;
        for (mut chip, x) in back.pop().into_iter().flatten() {
            chip.at = Point::new(x + shift, FIRST);
            card.chips.push(chip);
        }
    }
    let mut y = FIRST - LEADING;
    // The head comes first for screen readers and for readers of the file.
    let behind = std::mem::take(&mut card.chips);
    for row in front {
        y += LEADING;
        for (mut chip, x) in row {
            chip.at = Point::new(x, y);
            card.chips.push(chip);
        }
    }
    card.chips.extend(behind);
    // Right-align the status in the foot, where the eye looks for it.
    if let Some((chip, x)) = back.last_mut().and_then(|row| row.last_mut())
        && matches!(chip.what, What::Status(_))
    {
        *x = LEFT + width - chip.width;
    }
    (y, back)
}

/// Places the title and the text below the head. Returns the last baseline.
fn text(view: &View<'_>, node: &Node, card: &mut Card, from: f64, style: &Style) -> f64 {
    let mut y = from;
    let opening = node.comment.kind.is_opening();
    let claim = !matches!(node.role, crate::graph::Role::Entry);
    let mut most = match (claim, opening) {
        (true, _) => CLAIM_LINES.min(style.lines),
        (false, true) => style.opening,
        (false, false) => style.lines,
    };
    let title = view.map.threads.get(node.thread).and_then(|thread| thread.title.as_deref());
    let column =
        Column { width: card.size.x - LEFT - RIGHT, size: TEXT, weight: Weight::Bold, most: TITLE_LINES, flow: true };
    if let Some(title) = title.filter(|_| opening && !claim && most > 0) {
        let before = card.lines.len();
        y = set(title, &column, &[], true, y, card);
        // A title says what the excerpt would, so the text gets only the lines that are left.
        most = most.saturating_sub(card.lines.len() - before);
    }
    let column = Column { weight: Weight::Regular, most, flow: style.flow || opening, ..column };
    set(&node.comment.text, &column, &marks(view, node), false, y, card)
}

/// Wraps one text into the card. Returns the last baseline.
fn set(text: &str, column: &Column, marks: &[(Span, usize)], title: bool, from: f64, card: &mut Card) -> f64 {
    let (mut y, mut mark) = (from, 0);
    for row in wrap(text, column) {
        y += LEADING;
        let mut x = LEFT;
        let parts = stretches(text, row, column.weight, marks, &mut mark);
        let runs = parts.into_iter().map(|part| {
            let run = Run { text: part.text, x, width: part.ems * column.size, evidence: part.mark };
            x += run.width;
            run
        });
        card.lines.push(Line { y, title, runs: runs.collect() });
        if !title {
            let start = if card.shown.is_empty() { row.span.start } else { card.shown.start };
            card.shown = Span::new(start, row.span.end);
        }
    }
    y
}

/// The evidence spans of the positions, sorted and without overlap. Where two positions share words, the surer one gets
/// them.
fn marks(view: &View<'_>, node: &Node) -> Vec<(Span, usize)> {
    let mut all: Vec<(Span, usize)> = words::held(view, node)
        .flat_map(|(place, label)| label.evidence.iter().map(move |evidence| (evidence.span, place)))
        .filter(|(span, _)| !span.is_empty() && span.start < COMPARED_BYTES)
        .collect();
    all.order_by_key(|(span, place)| (span.start, *place, span.end));
    let mut end = 0;
    all.retain_mut(|(span, _)| {
        span.start = span.start.max(end);
        end = end.max(span.end);
        span.start < span.end
    });
    all
}
