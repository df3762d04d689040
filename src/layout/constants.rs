//! The sizes and limits of all layouts, in pixels at 100 % unless a line says otherwise.
//!
//! The picture and the live page share them: the layouts here read them directly, and `write::page::geometry` writes them
//! into the page, so that the page's program has no copy. A number that only one of the two needs is next to the code that
//! uses it. Unless a line names a source, a number was chosen by hand by looking at pictures of the sample threads.

/// Margin around every picture.
pub const MARGIN: f64 = 28.0;

/// Sizes of a card and its words.
pub mod card {
    /// Font size of the text.
    pub const TEXT: f64 = 14.0;
    /// Font size of names and badges.
    pub const HEAD: f64 = 13.0;
    /// Font size of forms, status and notes.
    pub const SMALL: f64 = 11.5;
    /// Distance of baselines: 1.35 times the font size, as in books.
    pub const LEADING: f64 = 19.0;
    /// From the top of a card to its first baseline.
    pub const FIRST: f64 = 22.0;
    /// Left padding; the coloured bar is inside it.
    pub const LEFT: f64 = 17.0;
    /// Right padding.
    pub const RIGHT: f64 = 12.0;
    /// From the last baseline to the bottom.
    pub const BELOW: f64 = 13.0;
    /// Between two words of the head or foot.
    pub const SPACE: f64 = 9.0;
    /// Between a form and the `·` form before it.
    pub const FORM_SPACE: f64 = 4.0;
    /// Width of the mark before the word of a status.
    pub const MARK: f64 = 13.0;
    /// From the top of a card to its first port: the middle of the head line.
    pub const PORT: f64 = 17.5;
    /// Distance of ports.
    pub const FAN: f64 = 15.0;
    /// A card grows to make room for at most this many ports.
    pub const PORTS: usize = 12;
    /// Below the last port.
    pub const BELOW_PORTS: f64 = 12.0;
    /// Most lines of a claim, which is one sentence.
    pub const CLAIM_LINES: usize = 4;
    /// Most lines of a thread's title.
    pub const TITLE_LINES: usize = 2;
    /// Greatest width of an author's name.
    pub const AUTHOR: f64 = 160.0;
}

/// Lanes of lines, and the words on them.
pub mod lane {
    /// Most lanes of one gutter: more would take more room than the cards. A cross link that gets none becomes a stub.
    pub const MOST: usize = 24;
    /// Distance of lanes.
    pub const WIDTH: f64 = 11.0;
    /// Least distance of two lines in one lane.
    pub const CLEAR: f64 = 8.0;
    /// Font size of words on lines.
    pub const WORDS: f64 = 10.5;
    /// From a card to the centre of the sign on a line: leaves room for an arrowhead.
    pub const SIGN: f64 = 13.0;
    /// From the centre of a sign to the words after it.
    pub const AFTER_SIGN: f64 = 10.0;
}

/// The layout `tree`.
pub mod tree {
    /// Width of a card: 45 characters a line, which reads well and puts three columns on a screen.
    pub const WIDTH: f64 = 316.0;
    /// Between two cards of a column.
    pub const GAP: f64 = 20.0;
    /// Between two trees.
    pub const APART: f64 = 44.0;
    /// From the right edge of a column to the first lane.
    pub const LEAD: f64 = 20.0;
    /// From the last lane to the words before the next column.
    pub const TAIL: f64 = 12.0;
    /// Most lines of text on a card.
    pub const LINES: usize = 6;
    /// Most replies of one card that get a lane each. Beyond it, replies share one lane for each relation.
    pub const OWN_LANES: usize = 10;
    /// A cross link passes at most this many columns; a longer one becomes a stub. It keeps the picture linear in size.
    pub const PASSED: usize = 6;
    /// Most cross links for which both orders are tried. Counting crossings is quadratic, and nobody follows single lines
    /// where there are more.
    pub const COMPARED: usize = 300;
}

/// The layout `thread`.
pub mod thread {
    use crate::thread::Relation;

    /// From the left edge of the first card to the right edge of all cards: at most 100 characters a line.
    pub const PAGE: f64 = 780.0;
    /// Indentation of a reply: room for four vertical lines.
    pub const INDENT: f64 = 34.0;
    /// Deepest indentation, in levels. Deeper replies are not indented further, since a thread of a thousand levels would
    /// leave no room for its text; their heads name what they answer.
    pub const DEEPEST: usize = 8;
    /// Between two cards.
    pub const GAP: f64 = 13.0;
    /// Between two trees.
    pub const APART: f64 = 36.0;
    /// From the words in the right margin to the first lane.
    pub const LEAD: f64 = 12.0;
    /// Longest stub.
    pub const STUB: f64 = 10.0;
    /// Most lines of text on the card of a comment.
    pub const LINES: usize = 12;
    /// Most lines of text on the card of an article or post.
    pub const OPENING_LINES: usize = 4;

    /// Where the line of a reply runs, from the left edge of the card above it: one lane for each kind of relation.
    pub fn lane(relation: Relation) -> f64 {
        match relation {
            Relation::Reply => 7.0,
            Relation::Question => 14.5,
            Relation::Support | Relation::Answer | Relation::Elaboration => 22.0,
            Relation::Rebuttal | Relation::Correction => 29.5,
        }
    }
}
