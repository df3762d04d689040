//! Lines that no blank line parts, on a page where blank lines part others.
//!
//! Browsers put a blank line between the paragraphs of one comment and none at a line break, and nobody ends a comment with
//! a line break: where both occur, lines without a blank line between them are one paragraph of one comment.

use std::borrow::Cow;

use super::{Boundary, Row, unbroken};
use crate::place::set;

/// Where nobody says how many comments there are, blank lines are a layout if they are above at least this share of the
/// lines; fewer are strays.
const SHARE: f64 = 0.15;

/// The lines of a page in blocks.
#[derive(Debug)]
pub struct Blocks {
    /// The first row of each block.
    firsts: Vec<usize>,
    /// The number of blank lines that parts blocks; 0 if blank lines show nothing.
    parting: usize,
    /// Whether rows were joined.
    joined: bool,
}

impl Blocks {
    /// Finds the blocks. Without blank lines that part some rows and not others, every row is its own, and so it is where
    /// there would be fewer blocks than comments.
    pub fn of(rows: &[Row<'_>], count: Option<usize>) -> Self {
        let gaps = || rows.iter().skip(1).map(|row| row.gap);
        let (least, most) = (gaps().min().unwrap_or(0), gaps().max().unwrap_or(0));
        let parting = if most > least { least + 1 } else { 0 };
        let begins = |row: &Row<'_>| parting > 0 && (row.gap >= parting || row.parted);
        let firsts: Vec<usize> =
            rows.iter().enumerate().filter(|(at, row)| *at == 0 || begins(row)).map(|(at, _)| at).collect();
        let least_blocks = count.map_or(1.0 + SHARE * rows.len() as f64, |count| count as f64);
        let joined = parting > 0 && firsts.len() as f64 >= least_blocks;
        Blocks { firsts: if joined { firsts } else { (0..rows.len()).collect() }, parting, joined }
    }

    /// The first row of a block.
    pub fn first(&self, block: usize) -> Option<usize> {
        self.firsts.get(block).copied()
    }

    /// The texts of the blocks, each on one line.
    pub fn texts<'t>(&self, rows: &[Row<'t>]) -> Vec<Cow<'t, str>> {
        let ends = self.firsts.iter().skip(1).copied().chain([rows.len()]);
        self.firsts
            .iter()
            .zip(ends)
            .map(|(first, end)| match rows.get(*first..end).unwrap_or_default() {
                [row] => Cow::Borrowed(row.text),
                rows => Cow::Owned(rows.iter().map(|row| row.text).collect::<Vec<_>>().join(" ")),
            })
            .collect()
    }

    /// Whether blank lines are above a block that is a single row, on a page with too few of them for all comments.
    pub fn is_blank_above(&self, rows: &[Row<'_>], block: usize) -> bool {
        let row = self.first(block).and_then(|row| rows.get(row));
        !self.joined && self.parting > 0 && row.is_some_and(|row| row.gap >= self.parting)
    }

    /// The places between rows: those between blocks, and those within blocks.
    pub fn spread(&self, between: Vec<Boundary>, rows: usize) -> Vec<Boundary> {
        if !self.joined {
            return between;
        }
        let mut all = vec![unbroken(); rows.saturating_sub(1)];
        for (first, boundary) in self.firsts.iter().skip(1).zip(between) {
            set(&mut all, first.saturating_sub(1), boundary);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(gaps: &[usize]) -> Vec<Row<'static>> {
        gaps.iter().map(|gap| Row { text: "a", gap: *gap, parted: false }).collect()
    }

    #[test]
    fn lines_without_a_blank_line_between_them_are_one_block() {
        assert_eq!(Blocks::of(&rows(&[0, 0, 1, 0, 1]), None).firsts, [0, 2, 4]);
        assert_eq!(Blocks::of(&rows(&[0, 1, 2, 1, 2]), None).firsts, [0, 2, 4]);
        assert_eq!(Blocks::of(&rows(&[0, 0, 1, 0, 1]), None).texts(&rows(&[0, 0, 1, 0, 1])), ["a a", "a a", "a"]);
    }

    #[test]
    fn blank_lines_that_are_everywhere_or_too_few_show_no_block() {
        assert_eq!(Blocks::of(&rows(&[0, 1, 1]), None).firsts, [0, 1, 2]);
        assert_eq!(Blocks::of(&rows(&[0, 0, 1, 0]), Some(3)).firsts, [0, 1, 2, 3]);
        let mut stray = vec![0; 40];
        stray[20] = 1;
        assert_eq!(Blocks::of(&rows(&stray), None).firsts.len(), 40);
    }
}
