//! What charts are made of: the bars of an icicle and the cells of a matrix. Numbers and words, no colour.

use std::sync::Arc;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::Point;
use crate::dispute::Cluster;
use crate::thread::Relation;

/// What a bar of an icicle stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// One node.
    Node(NodeIndex),
    /// Nodes that are too narrow to be drawn one by one, and all that hangs on them.
    Gathered {
        /// What they hang on; `None` for trees of their own.
        on: Option<NodeIndex>,
        /// How many nodes there are, what hangs on them included.
        nodes: usize,
        /// How many of these are comments.
        comments: usize,
        /// How many links of each relation, in the order of [`Relation::ALL`], they hang by.
        relations: [usize; Relation::ALL.len()],
    },
}

/// A stretch of a bar that has the colour of a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The position; `None` for none, and for what cannot hold one.
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
    /// What it stands for.
    pub bar: Bar,
    /// The edge by which a single node hangs on the bar above.
    pub edge: Option<EdgeIndex>,
    /// Top left corner.
    pub at: Point,
    /// Width and height.
    pub size: Point,
    /// Its positions: those of one node side by side; of several nodes, as wide as they are frequent.
    pub pieces: Vec<Piece>,
    /// How much of its upper edge attacks what is above, from the left: all or nothing of one node, else the share.
    pub attack: f64,
    /// How much of its upper edge supports it, after the attacks.
    pub support: f64,
    /// Its words in lines, cut to its size: left end of the baseline, relative to the bar, and the text. None where there
    /// is no room.
    pub lines: Vec<(Point, String)>,
    /// How many of these, from the first, are not words of the text.
    pub named: usize,
}

/// The head of a row or column of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Whom it is about; `None` for totals.
    pub cluster: Option<Cluster>,
    /// Top left corner.
    pub at: Point,
    /// Width and height.
    pub size: Point,
    /// Its words: left end of the baseline, relative to the corner, and the text.
    pub lines: Vec<(Point, String)>,
}

/// One cell of a matrix: those of a row answer those of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The number of its row in [`Grid::rows`].
    pub row: usize,
    /// The number of its column in [`Grid::columns`].
    pub column: usize,
    /// Top left corner.
    pub at: Point,
    /// Width and height.
    pub size: Point,
    /// Distinct authors who attack, and the comments in which they do.
    pub attack: (usize, usize),
    /// Distinct authors who support, and the comments in which they do.
    pub support: (usize, usize),
    /// How strong the attacks are to be shown, in [0, 1]: their share of those of the strongest cell. 0 for totals.
    pub hue: (f64, f64),
}

/// The table of a matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Who answers, top to bottom; the last row is that of totals.
    pub rows: Vec<Head>,
    /// Who is answered, left to right; the last column is that of totals.
    pub columns: Vec<Head>,
    /// The cells, row by row, those without any answer included.
    pub cells: Vec<Cell>,
    /// What the axes are, and how to read a cell: left end of the baseline, and the words.
    pub lines: Vec<(Point, String)>,
}
