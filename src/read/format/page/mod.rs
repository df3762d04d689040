//! Pages of sites with a markup of their own, as a browser saves them or as the site sent them, and pages that say what
//! their parts are in the words of schema.org.
//!
//! In comes a page, out goes its thread. Each site's reader knows the marks that the site gives to machines (ids, data
//! attributes, types) and as little as it can of how it looks. What the readers have in common stands here.

pub mod discourse;
pub mod forum;
pub mod github;
pub mod gmail;
pub mod hackernews;
mod jsonld;
pub mod list;
mod microdata;
mod rdfa;
pub mod reddit;
pub mod schema;
mod signs;
pub mod stackexchange;

use super::address::{bare as key_of, host, of_page, parameter};
use crate::diagnostic::Diagnostic;
use crate::read::markup::{Element, Lines, Treat, Tree, plainly, words};
use crate::read::{error::ReadError, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Origin};

/// What a browser writes at the top of a page that it saves, before the address.
const SAVED_FROM: &str = "<!-- saved from url=(";

/// How far into a page the address may stand that it was saved from.
const SAVED_FROM_BYTES: usize = 2 << 10;

/// The page of a source that a reader was asked to read.
///
/// # Errors
/// When the source does not begin as markup, which happens only where the user forces a format.
fn page<'a>(source: &'a Source<'_>, what: &'static str) -> Result<&'a Tree, ReadError> {
    source.html().ok_or_else(|| ReadError::Unusable {
        what,
        why: "it does not begin with a tag".to_owned(),
        help: "leave --from away to have the format detected",
    })
}

/// An entry made of an element.
fn entry(element: Element<'_>, id: &str) -> Comment {
    let origin = Origin { span: Some(element.span()), ..Origin::default() };
    Comment { id: id.trim().to_owned(), origin, ..Comment::default() }
}

/// Gives an entry the words of an element.
fn say<'a>(comment: &mut Comment, element: Element<'a>, treat: impl Fn(Element<'a>) -> Treat) {
    let said = words(element, Lines::Joined, treat);
    comment.text = said.text;
    comment.quotes = said.quotes;
}

/// Gives an entry the words of an element that has no furniture in it.
fn say_plainly(comment: &mut Comment, element: Element<'_>) {
    say(comment, element, plainly);
}

/// Takes the words away from an entry that was deleted.
fn delete(comment: &mut Comment) {
    comment.kind = Kind::Deleted;
    comment.text.clear();
    comment.quotes.clear();
}

/// Marks an entry; marks stay in order, each once.
fn mark(comment: &mut Comment, mark: Mark) {
    if let Err(at) = comment.marks.binary_search(&mark) {
        comment.marks.insert(at, mark);
    }
}

/// When an entry was posted, by an element that says so for machines, or else for people, in the words it uses.
fn time_of(element: Element<'_>, is_utc: bool) -> Option<String> {
    let attributes = ["datetime", "content", "title"];
    attributes.iter().find_map(|name| when::iso(element.attr(name)?, is_utc)).or_else(|| words_for_time(element))
}

/// The words in which an element says a time, if they are few: relative times (*3 days ago*) and those in a language.
fn words_for_time(element: Element<'_>) -> Option<String> {
    element.line().filter(|line| line.len() <= 64)
}

/// The first whole number of a text: *259 points*, *Kommentare (1.034)*, *−3*. Groups of three may be parted by a point,
/// a comma or a space. `None` where there is none, or one that is shortened (*1.2k*).
fn number(text: &str) -> Option<i64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = text.split_at(start);
    let mut digits = String::new();
    let mut chars = rest.chars();
    loop {
        let behind = chars.clone();
        match chars.next() {
            Some(c) if c.is_ascii_digit() => digits.push(c),
            Some('.' | ',' | '\u{a0}' | '\u{202f}' | '\'' | '’') if is_group(chars.as_str()) => {}
            Some('.' | ',') if chars.as_str().starts_with(|c: char| c.is_ascii_digit()) => return None,
            Some('k' | 'K' | 'm' | 'M') => return None,
            _ => {
                chars = behind;
                break;
            }
        }
    }
    if chars.as_str().trim_start().starts_with(['k', 'K']) {
        return None;
    }
    let negative = before.ends_with(['-', '−', '–']);
    let count: i64 = digits.parse().ok()?;
    Some(if negative { -count } else { count })
}

/// Whether three digits follow, and no fourth.
fn is_group(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// A count of comments in a text.
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

/// The title of a page as it is shared, without the name of the site.
fn shared_title(tree: &Tree) -> Option<String> {
    meta(tree, "og:title").map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The title of a page as it is shared, or as it stands in its head.
fn title(tree: &Tree) -> Option<String> {
    shared_title(tree).or_else(|| tree.root().find_name("title")?.line())
}

/// Where a page was: the address that it gives itself, or that the browser noted which saved it.
fn address(source: &Source<'_>, tree: &Tree) -> Option<String> {
    of_page(tree).map(str::to_owned).or_else(|| {
        let head = source.text.get(..source.text.floor_char_boundary(SAVED_FROM_BYTES))?;
        let (_, after) = head.split_once(SAVED_FROM)?;
        let address = after.split_once(')')?.1.split_whitespace().next()?.trim();
        address.starts_with("http").then(|| address.to_owned())
    })
}

/// The digits that stand behind a mark in an attribute: `123` of `post-123`.
fn digits_after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(mark)?;
    let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    after.get(..end).filter(|digits| !digits.is_empty())
}

/// Says that a page is one of several.
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
        for (text, found) in [
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
            assert_eq!(number(text), found, "{text}");
        }
    }

    #[test]
    fn marks_are_kept_in_order_and_once() {
        let mut comment = Comment::default();
        for one in [Mark::Hidden, Mark::Edited, Mark::Hidden] {
            mark(&mut comment, one);
        }
        assert_eq!(comment.marks, [Mark::Edited, Mark::Hidden]);
    }
}
