//! The parts of charts: bars of an icicle and cells of a matrix. Numbers and words, no colours.

use std::sync::Arc;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::Point;
use crate::issue::{Cluster, Side};
use crate::thread::Relation;

/// What a bar of an icicle represents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// One node.
    Node(NodeIndex),
    /// Nodes that are too narrow to draw one by one, with their subtrees.
    Gathered {
        /// The node they answer; `None` for roots.
        on: Option<NodeIndex>,
        /// How many nodes there are, subtrees included.
        nodes: usize,
        /// How many of them are comments.
        comments: usize,
        /// How many of their primary links have each relation, in the order of [`Relation::ALL`].
        relations: [usize; Relation::ALL.len()],
    },
}

/// A part of a bar in the colour of one position.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The position; `None` if the node holds none or cannot hold one.
    pub position: Option<Arc<str>>,
    /// Whether it is an article, post or claim.
    pub subject: bool,
    /// Its left end, relative to the bar.
    pub x: f64,
    /// Its width.
    pub width: f64,
}

/// A bar of an icicle.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// What it represents.
    pub bar: Bar,
    /// The primary link of a single node.
    pub edge: Option<EdgeIndex>,
    /// Top left corner.
    pub at: Point,
    /// Width and height.
    pub size: Point,
    /// Its positions. Those of a single node have equal widths; those of several nodes are as wide as they are
    /// frequent.
    pub pieces: Vec<Piece>,
    /// Width of the part of the upper edge that shows attacks, from the left: all or nothing for a single node, else
    /// the share of attacking nodes.
    pub attack: f64,
    /// Width of the part that shows supports, right of the attacks.
    pub support: f64,
    /// Its lines of words: left end of the baseline, relative to the bar, and the text. Empty if there is no room.
    pub lines: Vec<(Point, String)>,
    /// How many of the first lines are not words of the text.
    pub named: usize,
}

/// The head of a row or column of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The authors it is about; `None` for totals.
    pub cluster: Option<Cluster>,
    /// Top left corner.
    pub at: Point,
    /// Width and height.
    pub size: Point,
    /// Its words: left end of the baseline, relative to the corner, and the text.
    pub lines: Vec<(Point, String)>,
}

/// One cell of a matrix: how authors of its row answer those of its column.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its index in [`Grid::rows`].
    pub row: usize,
    /// Its index in [`Grid::columns`].
    pub column: usize,
    /// Top left corner.
    pub at: Point,
    /// Width and height.
    pub size: Point,
    /// How many distinct authors attack, and in how many comments.
    pub attack: (usize, usize),
    /// How many distinct authors support, and in how many comments.
    pub support: (usize, usize),
    /// Strength of the hues for attacks and supports, in [0, 1]: the number of authors relative to the strongest cell.
    /// 0 for totals.
    pub hue: (f64, f64),
}

/// The table of a matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Who answers, top to bottom. The last row has the totals.
    pub rows: Vec<Head>,
    /// Who is answered, left to right. The last column has the totals.
    pub columns: Vec<Head>,
    /// The cells, row by row, including empty ones.
    pub cells: Vec<Cell>,
    /// The names of the axes and how to read a cell: left end of the baseline, and the words.
    pub lines: Vec<(Point, String)>,
}

/// What words of a summary are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// What is at stake.
    Stake,
    /// A quotation.
    Quote,
    /// Counts, and that they cannot be read.
    Count,
    /// Whom a quotation is by, on this side.
    Voice(Side),
    /// A number on a bar, centred.
    Number,
    /// Other words.
    Small,
}

/// Words of a summary on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Left end of the baseline; of a [`Tone::Number`] its middle.
    pub at: Point,
    /// The words.
    pub text: String,
    /// What they are.
    pub tone: Tone,
}

/// A part of a bar of a summary: some authors on one issue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    /// Top left corner.
    pub at: Point,
    /// Width and height. The width is proportional to the number of authors.
    pub size: Point,
    /// Their side; `None` if they are on none.
    pub side: Option<Side>,
    /// Whether they are on it with certainty.
    pub is_clear: bool,
}

/// A summary on one sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// The bars, issue by issue.
    pub strips: Vec<Strip>,
    /// All words but the title of the picture.
    pub words: Vec<Words>,
}
