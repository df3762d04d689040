//! Stage `layout`: [`View`] → [`Scene`].
//!
//! Places boxes, lines and wrapped text: numbers only. It knows no file format and no colour; it says what a thing *is*
//! (a card of a comment, an inferred rebuttal), and the writer decides how that looks.

use petgraph::stable_graph::{EdgeIndex, NodeIndex};

use crate::filter::View;
use crate::span::Span;

/// How to arrange the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// By size: a tree for small maps, else a thread.
    #[default]
    Auto,
    /// Left to right, columns by depth of reply.
    Tree,
    /// Indented cards in reading order, cross links as arcs in the margin.
    Thread,
}

/// A point in pixels at 100 %, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Rightwards.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// A stretch of one line of a card: words of the comment that are drawn alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The text to draw, cleaned for display.
    pub text: String,
    /// Its left edge, relative to the card.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// Whether it is evidence of a position, to be underlined: the place of the position in [`crate::tag::Tags`].
    pub evidence: Option<usize>,
}

/// One line of wrapped text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Baseline, relative to the card.
    pub y: f64,
    /// Its stretches, left to right.
    pub runs: Vec<Run>,
}

/// A box with text: one node of the view.
#[derive(Clone, Debug)]
pub struct Card {
    /// The node it draws.
    pub node: NodeIndex,
    /// Top left corner.
    pub at: Point,
    /// Width and height.
    pub size: Point,
    /// The wrapped text below the head line.
    pub lines: Vec<Line>,
    /// Bytes of the text that are shown; the rest was cut with `…`.
    pub shown: Span,
}

/// A line from a reply to what it answers.
#[derive(Clone, Debug)]
pub struct Wire {
    /// The edge it draws.
    pub edge: EdgeIndex,
    /// Its path: a start, then cubic Bézier segments (two control points and an end each).
    pub start: Point,
    /// The segments.
    pub curves: Vec<[Point; 3]>,
    /// Where its sign and label stand.
    pub label: Point,
    /// Whether it is part of the tree (the primary link), else a cross link.
    pub primary: bool,
}

/// A picture in numbers.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Width and height of all of it.
    pub size: Point,
    /// The cards, in reading order.
    pub cards: Vec<Card>,
    /// The lines, to be drawn below the cards, in order.
    pub wires: Vec<Wire>,
}

/// Arranges a view.
pub fn layout(view: &View<'_>, arrangement: Arrangement) -> Scene {
    let _ = (view, arrangement);
    Scene::default()
}
