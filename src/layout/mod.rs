//! Stage `layout`: [`View`] → [`Scene`].
//!
//! Places boxes, lines and wrapped text: numbers only. It knows no file format and no colour; it says what a thing *is*
//! (a card of a comment, a badge of a position), and the writer decides how that looks. Both arrangements are iterative
//! and linear in the view but for sorting; see [`tree`] and [`thread`].

use petgraph::stable_graph::{EdgeIndex, NodeIndex};

use crate::filter::View;
use crate::graph::Status;
use crate::span::Span;
use crate::text::Ui;

pub mod card;
pub mod clean;
pub mod forest;
pub mod lanes;
pub mod metrics;
pub mod thread;
pub mod tidy;
pub mod tree;
pub mod words;
pub mod wrap;

use forest::Forest;
use words::Names;

/// How to arrange the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// By size: a tree for small and shallow maps, else a thread.
    #[default]
    Auto,
    /// Left to right, columns by depth of reply.
    Tree,
    /// Indented cards in reading order, cross links as arcs in the margin.
    Thread,
}

/// How to lay a view out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// How to arrange it.
    pub arrangement: Arrangement,
    /// The language of the words that are not the comments' own.
    pub ui: Ui,
    /// Most lines of text a card; 0 leaves room for none.
    pub most: usize,
}

impl From<Arrangement> for Setting {
    fn from(arrangement: Arrangement) -> Self {
        Setting { arrangement, ui: Ui::default(), most: usize::MAX }
    }
}

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
    /// Whether it is a title, to be drawn bold.
    pub title: bool,
    /// Its stretches, left to right.
    pub runs: Vec<Run>,
}

/// What a word on a card stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The name of the card: `#4`.
    Name,
    /// Who wrote it, as the map names authors.
    Author,
    /// What kind of thing it is, or how it is taken up.
    Note,
    /// A position: its place in [`crate::tag::Tags`].
    Position(usize),
    /// A form: its place in [`crate::tag::Tags`].
    Form(usize),
    /// What it does to what it answers; said in words where the line alone would be hard to follow.
    Relation(EdgeIndex),
    /// Whether it stands. A mark of [`card::MARK`] pixels goes before the word.
    Status(Status),
}

/// A word or two on a card that are not its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// What it stands for.
    pub what: What,
    /// The words.
    pub text: String,
    /// Left end of the baseline, relative to the card.
    pub at: Point,
    /// The width, a mark before the words included.
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
    /// Bytes of the text that are shown; the rest was cut with `…`.
    pub shown: Span,
}

/// Words on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Where the sign stands, if the relation has one: on the line.
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
pub struct Wire {
    /// The edge it draws.
    pub edge: EdgeIndex,
    /// The corners of its path, level and upright by turns, from the reply to what it answers. Empty where there is no
    /// room for a line: then the card that answers says it in words.
    pub points: Vec<Point>,
    /// Its sign and words, if it has any.
    pub label: Option<Label>,
    /// Whether it is part of the tree (the primary link), else a cross link.
    pub primary: bool,
    /// Whether it ends before what it answers, whose name is then in the label.
    pub stub: bool,
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

/// Most cards that [`Arrangement::Auto`] draws as a tree: about what a screen shows at once, and a page prints.
pub const TREE_CARDS: usize = 40;

/// Most columns that it draws as a tree: a chain of replies would be one row, far wider than any screen.
pub const TREE_COLUMNS: usize = 7;

/// Arranges a view.
pub fn layout(view: &View<'_>, setting: impl Into<Setting>) -> Scene {
    let Setting { arrangement, ui, most } = setting.into();
    let forest = Forest::of(view);
    let names = Names::of(view, ui);
    let tree = match arrangement {
        Arrangement::Auto => {
            forest.slots.len() <= TREE_CARDS && forest.slots.iter().all(|slot| slot.depth < TREE_COLUMNS)
        }
        Arrangement::Tree => true,
        Arrangement::Thread => false,
    };
    if tree { tree::arrange(view, &forest, &names, most) } else { thread::arrange(view, &forest, &names, most) }
}
