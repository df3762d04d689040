//! The product of the stage: boxes, lines and wrapped text in pixels. It says what a thing *is*; the writer decides how
//! it looks.

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::Arrangement;
use super::chart::{Band, Bar, Board, Grid};
use crate::graph::Status;
use crate::span::Span;

/// A point in pixels at 100 %, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Rightwards.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// The point at `x`, `y`.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// A part of one line of a card: words of the comment that are drawn alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The text to draw, cleaned for display.
    pub text: String,
    /// Its left edge, relative to the card.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// If it is evidence of a position and is to be underlined: the index of the position in [`crate::tag::Tags`].
    pub evidence: Option<usize>,
}

/// One line of wrapped text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Baseline, relative to the card.
    pub y: f64,
    /// Whether it is a title, to be drawn bold.
    pub title: bool,
    /// Its runs, left to right.
    pub runs: Vec<Run>,
}

/// What a word on a card means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The name of the card: `#4`.
    Name,
    /// Who wrote it, as the map names authors.
    Author,
    /// Its kind, or how often it is answered.
    Note,
    /// A position: its index in [`crate::tag::Tags`].
    Position(usize),
    /// A form: its index in [`crate::tag::Tags`].
    Form(usize),
    /// The relation to what it answers, in words, where the line alone would be hard to follow.
    Relation(EdgeIndex),
    /// How much is folded away below it.
    Folded,
    /// Its status. A mark of [`super::card::MARK`] pixels precedes the word.
    Status(Status),
}

/// A word or two on a card that are not its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// What it means.
    pub what: What,
    /// The words.
    pub text: String,
    /// Left end of the baseline, relative to the card.
    pub at: Point,
    /// The width, including a mark before the words.
    pub width: f64,
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
    /// Name, badges, forms and status.
    pub chips: Vec<Chip>,
    /// The wrapped text below the head line.
    pub lines: Vec<Line>,
    /// The bytes of the text that are shown; the rest was cut with `…`.
    pub shown: Span,
}

/// Words on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The centre of the sign, on the line. Meaningless if the relation has none.
    pub sign: Point,
    /// The words above the line; may be empty.
    pub text: String,
    /// Left end of their baseline.
    pub at: Point,
    /// Their width.
    pub width: f64,
}

/// A line from a reply to what it answers, or from a claim to its article.
#[derive(Clone, Debug)]
pub struct EdgePath {
    /// The edge it draws.
    pub edge: EdgeIndex,
    /// The corners of its path, from the reply to what it answers; horizontal and vertical segments alternate. Empty if
    /// there is no room for a line: then the card that answers says it in words.
    pub points: Vec<Point>,
    /// Its sign and words, if it has any.
    pub label: Option<Label>,
    /// Whether it draws the primary link, else a cross link.
    pub primary: bool,
    /// Whether it ends before what it answers, which the label then names.
    pub stub: bool,
}

/// A picture in numbers.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Width and height of the whole picture.
    pub size: Point,
    /// The cards, in reading order.
    pub cards: Vec<Card>,
    /// The lines, to be drawn below the cards, in order.
    pub edge_paths: Vec<EdgePath>,
    /// The bars of an icicle, row by row.
    pub bands: Vec<Band>,
    /// The table of a matrix.
    pub grid: Option<Grid>,
    /// The summary, which fills the whole picture.
    pub board: Option<Board>,
    /// The layout; [`Arrangement::Auto`] only in an empty scene.
    pub arrangement: Arrangement,
    /// Sentences for the caption about what the layout cannot show.
    pub remarks: Vec<String>,
}

impl Scene {
    /// The nodes that are drawn one by one.
    pub fn nodes(&self) -> impl Iterator<Item = NodeIndex> + '_ {
        let bars = self.bands.iter().filter_map(|band| match band.bar {
            Bar::Node(node) => Some(node),
            Bar::Gathered { .. } => None,
        });
        self.cards.iter().map(|card| card.node).chain(bars)
    }
}
