//! Stage `layout`: [`View`] → [`Scene`].
//!
//! Places boxes, lines and wrapped text: numbers only. It knows no file format and no colour; it says what a thing *is*
//! (a card of a comment, a badge of a position), and the writer decides how that looks. All arrangements are iterative
//! and linear in the view but for sorting; see [`tree`], [`thread`], [`icicle`] and [`matrix`].

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::diagnostic::Diagnostic;
use crate::filter::View;
use crate::graph::Status;
use crate::span::Span;
use crate::text::Ui;

pub mod card;
pub mod chart;
pub mod clean;
pub mod crossings;
pub mod icicle;
pub mod lanes;
pub mod matrix;
pub mod metrics;
pub mod thread;
pub mod tidy;
pub mod tree;
pub mod words;
pub mod wrap;

/// The shape of a picture is that of the view, and the filters need it too.
pub use chart::{Band, Bar, Cell, Grid, Head, Piece};

use crate::filter::forest::Forest;

/// How to arrange the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// By size: a tree for small and shallow maps, a thread up to [`THREAD_CARDS`] nodes, an icicle above.
    #[default]
    Auto,
    /// Left to right, columns by depth of reply.
    Tree,
    /// Indented cards in reading order, cross links as arcs in the margin.
    Thread,
    /// A row for every depth of reply, a bar for every comment, as wide as what hangs on it: thousands at a glance.
    Icicle,
    /// Positions by positions: who answers whom, in distinct authors.
    Matrix,
}

impl Arrangement {
    /// Its name in flags.
    pub fn name(self) -> &'static str {
        match self {
            Arrangement::Auto => "auto",
            Arrangement::Tree => "tree",
            Arrangement::Thread => "thread",
            Arrangement::Icicle => "icicle",
            Arrangement::Matrix => "matrix",
        }
    }
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
    /// What is folded away on it.
    Folded,
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
    /// The bars of an icicle, row by row.
    pub bands: Vec<Band>,
    /// The table of a matrix.
    pub grid: Option<Grid>,
    /// How it is arranged; [`Arrangement::Auto`] only where nothing was.
    pub arrangement: Arrangement,
    /// What a caption should say of the arrangement: that the size chose it, and what it cannot show.
    pub remarks: Vec<String>,
}

impl Scene {
    /// The nodes that it draws, one by one.
    pub fn nodes(&self) -> impl Iterator<Item = NodeIndex> + '_ {
        let bars = self.bands.iter().filter_map(|band| match band.bar {
            Bar::Node(node) => Some(node),
            Bar::Gathered { .. } => None,
        });
        self.cards.iter().map(|card| card.node).chain(bars)
    }
}

/// Most cards that [`Arrangement::Auto`] draws as a tree: about what a screen shows at once, and a page prints.
pub const TREE_CARDS: usize = 40;

/// Most columns that it draws as a tree: a chain of replies would be one row, far wider than any screen.
pub const TREE_COLUMNS: usize = 7;

/// Most nodes that it draws as a thread: some hundred printed pages. What is larger begins with an overview.
pub const THREAD_CARDS: usize = 4_000;

/// Arranges a view.
pub fn layout(view: &View<'_>, setting: impl Into<Setting>) -> Scene {
    let Setting { arrangement, ui, most } = setting.into();
    let (forest, names) = (view.forest(), view.names(ui));
    let chosen = choose(forest, arrangement);
    let mut scene = match chosen {
        Arrangement::Tree => tree::arrange(view, forest, &names, most),
        Arrangement::Icicle => icicle::arrange(view, forest, &names, ui),
        Arrangement::Matrix => matrix::arrange(view, ui),
        Arrangement::Thread | Arrangement::Auto => thread::arrange(view, forest, &names, most),
    };
    scene.arrangement = chosen;
    scene
}

/// What [`Arrangement::Auto`] means for a forest.
fn choose(forest: &Forest, arrangement: Arrangement) -> Arrangement {
    let nodes = forest.slots.len();
    match arrangement {
        Arrangement::Auto if nodes > THREAD_CARDS => Arrangement::Icicle,
        Arrangement::Auto if nodes <= TREE_CARDS && forest.slots.iter().all(|slot| slot.depth < TREE_COLUMNS) => {
            Arrangement::Tree
        }
        Arrangement::Auto => Arrangement::Thread,
        asked => asked,
    }
}

/// What to tell who asked for [`Arrangement::Auto`]: what it chose, why, and what else there is.
pub fn note(view: &View<'_>, scene: &Scene) -> Diagnostic {
    let comments = view.comments();
    let other = match scene.arrangement {
        Arrangement::Thread => "--layout icicle for an overview",
        Arrangement::Icicle => "--layout thread for the texts, --max-nodes N for the strongest",
        Arrangement::Tree | Arrangement::Matrix | Arrangement::Auto => "--layout thread to read it in order",
    };
    let plural = if comments == 1 { "" } else { "s" };
    Diagnostic::note("layout", format!("layout: {} ({comments} comment{plural}; {other})", scene.arrangement.name()))
}
