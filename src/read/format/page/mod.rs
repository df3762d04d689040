//! Pages of sites with their own markup, as a browser saved them or as the site sent them, and pages that mark their
//! parts with schema.org.
//!
//! In comes a page, out goes its thread. The reader of each site relies on what the site provides for programs (ids,
//! data attributes, types) and as little as possible on its design. This file has what the readers share.

mod byline;
pub mod discord;
pub mod discourse;
pub mod forum;
pub mod github;
pub mod gmail;
pub mod guess;
pub mod hackernews;
mod ids;
mod jsonld;
pub mod list;
pub mod lobsters;
pub mod lwn;
pub mod mediawiki;
mod microdata;
pub(in crate::read::format) mod nest;
mod rdfa;
pub mod reddit;
pub mod schema;
pub mod spip;
pub mod stackexchange;
mod subject;
pub mod telegram;

use super::address::{bare as key_of, host, of_page, parameter};
use super::common::set_words;
use crate::diagnostic::Diagnostic;
use crate::read::markup::{Element, Lines, Treat, Tree, plainly, words};
use crate::read::{error::ReadError, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Origin};

/// What a browser writes before the address, at the top of a page that it saves.
const SAVED_FROM: &str = "<!-- saved from url=(";

/// How far into a page the address that it was saved from is searched, in bytes.
const SAVED_FROM_BYTES: usize = 2 << 10;

/// The page that a reader is to read. `what` names the kind of page, with an article.
///
/// # Errors
/// When the source does not begin with markup, which happens only if the user forces a format.
fn page<'a>(source: &'a Source<'_>, what: &'static str) -> Result<&'a Tree, ReadError> {
    source.html().ok_or_else(|| ReadError::Unusable {
        what,
        why: "it does not begin with a tag".to_owned(),
        help: "leave --from away to have the format detected",
    })
}

/// An empty comment with this id, and with the bytes of the element that it is read from.
fn comment_at(element: Element<'_>, id: &str) -> Comment {
    let origin = Origin { span: Some(element.span()), ..Origin::default() };
    Comment { id: id.trim().to_owned(), origin, ..Comment::default() }
}

/// Sets the text of a comment from an element.
fn set_text<'a>(comment: &mut Comment, element: Element<'a>, treat: impl Fn(Element<'a>) -> Treat) {
    set_words(comment, words(element, Lines::Joined, treat));
}

/// Sets the text of a comment from an element without boilerplate.
fn set_plain_text(comment: &mut Comment, element: Element<'_>) {
    set_text(comment, element, plainly);
}

/// Makes a comment a deleted one, without text.
fn delete(comment: &mut Comment) {
    comment.kind = Kind::Deleted;
    comment.text.clear();
    comment.quotes.clear();
}

/// Adds a mark; marks stay sorted, each once.
fn mark(comment: &mut Comment, mark: Mark) {
    if let Err(index) = comment.marks.binary_search(&mark) {
        comment.marks.insert(index, mark);
    }
}

/// The time in an element: from an attribute for programs, otherwise the displayed words.
fn time_of(element: Element<'_>, is_utc: bool) -> Option<String> {
    let attributes = ["datetime", "content", "title"];
    attributes.iter().find_map(|name| when::iso(element.attr(name)?, is_utc)).or_else(|| displayed_time(element))
}

/// The displayed words of a time, if there are few: relative times (*3 days ago*) and times in some language.
fn displayed_time(element: Element<'_>) -> Option<String> {
    element.line().filter(|line| line.len() <= 64)
}

/// The first whole number in a text: *259 points*, *Kommentare (1.034)*, *−3*. Groups of three digits may be separated
/// by a point, a comma, an apostrophe or a no-break space. `None` for a text without a number, or with an abbreviated
/// one (*1.2k*).
fn number(text: &str) -> Option<i64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, number) = text.split_at(start);
    let mut digits = String::new();
    let mut chars = number.chars();
    loop {
        let unread = chars.clone();
        match chars.next() {
            Some(c) if c.is_ascii_digit() => digits.push(c),
            Some('.' | ',' | '\u{a0}' | '\u{202f}' | '\'' | '’') if is_group(chars.as_str()) => {}
            Some('.' | ',') if chars.as_str().starts_with(|c: char| c.is_ascii_digit()) => return None,
            Some('k' | 'K' | 'm' | 'M') => return None,
            _ => {
                chars = unread;
                break;
            }
        }
    }
    if chars.as_str().trim_start().starts_with(['k', 'K']) {
        return None;
    }
    let is_negative = before.ends_with(['-', '−', '–']);
    let count: i64 = digits.parse().ok()?;
    Some(if is_negative { -count } else { count })
}

/// Whether a text begins with exactly three digits.
fn is_group(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// The first whole number in a text, if it is not negative.
fn count(text: &str) -> Option<usize> {
    usize::try_from(number(text)?).ok()
}

/// The value of a property in the head of a page (`og:url`, `og:title`).
fn meta<'a>(tree: &'a Tree, name: &str) -> Option<&'a str> {
    let is = |element: &Element<'_>| {
        element.name() == "meta" && (element.attr("property") == Some(name) || element.attr("name") == Some(name))
    };
    let value = tree.elements().find(is)?.attr("content")?.trim();
    (!value.is_empty()).then_some(value)
}

/// The text of an element on one line, without the parts that have one of these classes.
fn line_without(element: Element<'_>, classes: &[&str]) -> String {
    let treat = |inner: Element<'_>| {
        if classes.iter().any(|class| inner.has_class(class)) { Treat::Skip } else { plainly(inner) }
    };
    words(element, Lines::Joined, treat).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The title of a page for sharing, which leaves out the name of the site.
fn shared_title(tree: &Tree) -> Option<String> {
    meta(tree, "og:title").map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The title of a page for sharing, or the one in its head.
fn title(tree: &Tree) -> Option<String> {
    shared_title(tree).or_else(|| tree.root().find_name("title")?.line())
}

/// The address of a page: the one that it gives itself, or the one that the browser noted when it saved the page.
fn address(source: &Source<'_>, tree: &Tree) -> Option<String> {
    of_page(tree).map(str::to_owned).or_else(|| {
        let head = source.text.get(..source.text.floor_char_boundary(SAVED_FROM_BYTES))?;
        let (_, after) = head.split_once(SAVED_FROM)?;
        let address = after.split_once(')')?.1.split_whitespace().next()?.trim();
        address.starts_with("http").then(|| address.to_owned())
    })
}

/// The digits after `mark` in a text: `123` in `post-123`.
fn digits_after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(mark)?;
    let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    after.get(..end).filter(|digits| !digits.is_empty())
}

/// Reports that a page is one of several.
fn more_pages(what: &str) -> Diagnostic {
    let message = format!("the page is one of several: it ends with a link to more {what}");
    Diagnostic::note("more-pages", message)
        .help("save the other pages too and give them all, or the folder they lie in")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_sites_write_them() {
        for (text, expected) in [
            ("259 points", Some(259)),
            ("-3", Some(-3)),
            ("−12 points", Some(-12)),
            ("Vos réactions (60)", Some(60)),
            ("1,034 comments", Some(1034)),
            ("1\u{202f}034\u{a0}000 réponses", Some(1_034_000)),
            ("1.2k", None),
            ("12 K", None),
            ("3.5", None),
            ("12.", Some(12)),
            ("none", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn marks_are_sorted_and_unique() {
        let mut comment = Comment::default();
        for added in [Mark::Hidden, Mark::Edited, Mark::Hidden] {
            mark(&mut comment, added);
        }
        assert_eq!(comment.marks, [Mark::Edited, Mark::Hidden]);
    }
}
