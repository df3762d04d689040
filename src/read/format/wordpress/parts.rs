//! A comment of a page → its author, time, words, votes and marks, whatever the theme.
//!
//! Each part is looked for by a ladder: the surest sign first, down to signs that only hold where no better one is there.

use super::find::{Found, number};
use crate::read::format::address;
use crate::read::markup::Element;
use crate::thread::Mark;

/// What stands in the region of one comment.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    /// Its number, by the first of the signs that gives one.
    pub(super) number: Option<&'a str>,
    /// The rank and the element of every candidate for the author's name.
    pub(super) authors: Vec<(u8, Element<'a>)>,
    /// The rank of the sign and the element that holds the words.
    pub(super) text: Option<(u8, Element<'a>)>,
    pub(super) times: Vec<(u8, Element<'a>)>,
    /// A link that answers this comment.
    pub(super) can_be_answered: bool,
    /// Votes for it less votes against.
    pub(super) votes: Option<i64>,
    /// What the page says about it besides.
    pub(super) marks: Vec<Mark>,
    /// The permanent link of the comment, in full.
    pub(super) permalink: Option<&'a str>,
    /// Whether the page shows only the beginning of its words.
    pub(super) is_cut: bool,
}

/// How many elements of one comment are weighed as its author or as its time: themes have a handful, pages made to be slow
/// have thousands.
const CANDIDATES: usize = 64;

/// Looks through what is a comment's own.
pub(super) fn parts<'a>(found: &Found<'a>) -> Parts<'a> {
    let mut parts = Parts { number: found.number, ..Parts::default() };
    // The ladder of ids: an element's, a permanent link, a link to answer.
    let mut linked = None;
    let mut answered = None;
    parts.mark_by_class(found.element);
    for element in found.element.descendants().take_while(|element| element.place() < found.until) {
        let name = element.name();
        if let Some(class) = element.attr("class") {
            parts.take(element, name, class, found);
        } else if matches!(name, "cite" | "time" | "small" | "abbr" | "h3" | "h4" | "h5" | "h6" | "strong" | "b") {
            parts.take(element, name, "", found);
        }
        for (attribute, value) in element.attributes() {
            match attribute {
                "id" => {
                    parts.number = parts.number.or_else(|| number(value));
                    parts.vote_by_id(element, value);
                }
                "href" if name == "a" => {
                    let target = value.split_once('#').and_then(|(_, anchor)| number(anchor));
                    linked = linked.or(target);
                    if parts.permalink.is_none() && target.is_some() && target == parts.number && value.contains("//") {
                        parts.permalink = Some(value);
                    }
                    answered = answered.or_else(|| address::parameter(value, "replytocom"));
                }
                "data-commentid" | "data-comment-id" => answered = answered.or(Some(value)),
                "data-like-count" => parts.votes = parts.votes.or_else(|| value.trim().parse().ok()),
                "itemprop" => match value {
                    "author" | "creator" => parts.offer_author(2, element),
                    "text" | "commentText" => parts.offer_text(0, element),
                    "datePublished" | "dateCreated" | "commentTime" => parts.offer_time(0, element),
                    _ => {}
                },
                _ => {}
            }
        }
    }
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    parts.number = parts.number.or(linked).or(answered.filter(is_number));
    parts.marks.sort_unstable();
    parts.marks.dedup();
    parts
}

impl<'a> Parts<'a> {
    pub(super) fn offer_author(&mut self, rank: u8, element: Element<'a>) {
        if self.authors.len() < CANDIDATES {
            self.authors.push((rank, element));
        }
    }

    pub(super) fn offer_time(&mut self, rank: u8, element: Element<'a>) {
        if self.times.len() < CANDIDATES {
            self.times.push((rank, element));
        }
    }

    /// The surest container wins; of two that are as sure the inner one, since outer ones hold names and dates too.
    pub(super) fn offer_text(&mut self, rank: u8, element: Element<'a>) {
        let better = match self.text {
            None => true,
            Some((known, outer)) => rank < known || (rank == known && outer.holds(element)),
        };
        if better {
            self.text = Some((rank, element));
        }
    }
}
