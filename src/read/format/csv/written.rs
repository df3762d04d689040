//! What the texts of a table are written in.
//!
//! In come the cells of a column; out comes how they are written, and with it the words of each cell and the quotations
//! in them.

use std::borrow::Cow;

use crate::read::format::jsonl;
use crate::read::markup::{Lines, fragment};
use crate::thread::Quote;

/// What a column of texts is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// As it was typed.
    Plain,
    /// In HTML.
    Markup,
    /// As it was typed, but with `&amp;` and its like.
    Entities,
}

impl Written {
    /// How most tables of comments are written shows in a few cells: nobody types an end tag.
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

    /// The words of a cell, and the quotations in them.
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
