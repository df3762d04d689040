//! The markup of the texts in a table.
//!
//! In come the cells of a column; out comes their markup. With it a cell is read into plain text and its quotations.

use std::borrow::Cow;

use crate::read::format::jsonl;
use crate::read::markup::{Lines, fragment};
use crate::thread::Quote;

/// The markup of a column of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Plain text.
    Plain,
    /// HTML.
    Markup,
    /// Plain text with entities such as `&amp;`.
    Entities,
}

impl Written {
    /// Detects the markup of some cells: nobody types an end tag by hand.
    pub(super) fn of<'a>(cells: impl Iterator<Item = Cow<'a, str>>) -> Self {
        let mut written = Written::Plain;
        for cell in cells {
            if ["</p>", "</a>", "<br>", "<br/>", "<br />", "</i>", "</b>", "</em>", "</strong>", "</blockquote>"]
                .iter()
                .any(|tag| cell.contains(tag))
            {
                return Written::Markup;
            }
            if ["&amp;", "&quot;", "&#39;", "&gt;", "&lt;", "&#x27;", "&nbsp;"]
                .iter()
                .any(|entity| cell.contains(entity))
            {
                written = Written::Entities;
            }
        }
        written
    }

    /// The plain text of a cell, and the quotations in it.
    pub(super) fn words(self, cell: &str) -> (String, Vec<Quote>) {
        let words = match self {
            Written::Markup => fragment(cell, Lines::Kept),
            Written::Entities if cell.contains('&') => fragment(&cell.replace('<', "&lt;"), Lines::Kept),
            _ => return (cell.to_owned(), jsonl::mail_quotes(cell)),
        };
        let quotes = if words.quotes.is_empty() { jsonl::mail_quotes(&words.text) } else { words.quotes };
        (words.text, quotes)
    }
}
