//! The element of a comment → candidates for its author, time, text, votes and marks, whatever the theme.
//!
//! Every candidate has a rank. The lowest rank is the most reliable; higher ranks count only if there is nothing
//! better.

use super::find::{Marked, number};
use crate::read::format::address;
use crate::read::markup::Element;
use crate::thread::Mark;

/// What the element of one comment holds.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    /// Its number.
    pub(super) number: Option<&'a str>,
    /// The rank and the element of every candidate for the author's name.
    pub(super) authors: Vec<(u8, Element<'a>)>,
    /// The rank and the element of the best candidate for the text.
    pub(super) text: Option<(u8, Element<'a>)>,
    /// The rank and the element of every candidate for the time.
    pub(super) times: Vec<(u8, Element<'a>)>,
    /// Whether it has a link to answer it.
    pub(super) can_be_answered: bool,
    /// Votes for it minus votes against it.
    pub(super) votes: Option<i64>,
    /// Its marks.
    pub(super) marks: Vec<Mark>,
    /// The absolute address of the comment.
    pub(super) permalink: Option<&'a str>,
    /// Whether the page shows only the beginning of its text.
    pub(super) is_cut: bool,
}

/// How many candidates for the author or the time of one comment are kept. Themes have a handful; hostile pages have
/// thousands.
const CANDIDATES: usize = 64;

/// Collects the parts of a comment.
pub(super) fn parts<'a>(marked: &Marked<'a>) -> Parts<'a> {
    let mut parts = Parts { number: marked.number, ..Parts::default() };
    // Where the number comes from, most reliable first: an id, a permanent link, a link to answer.
    let mut permalink_number = None;
    let mut reply_number = None;
    parts.mark_by_class(marked.element);
    for element in marked.element.descendants().take_while(|element| element.place() < marked.until) {
        let name = element.name();
        if let Some(class) = element.attr("class") {
            parts.take(element, name, class, marked);
        } else if matches!(name, "cite" | "time" | "small" | "abbr" | "h3" | "h4" | "h5" | "h6" | "strong" | "b") {
            parts.take(element, name, "", marked);
        }
        for (attribute, value) in element.attributes() {
            match attribute {
                "id" => {
                    parts.number = parts.number.or_else(|| number(value));
                    parts.vote_by_id(element, value);
                }
                "href" if name == "a" => {
                    let target = value.split_once('#').and_then(|(_, anchor)| number(anchor));
                    permalink_number = permalink_number.or(target);
                    if parts.permalink.is_none() && target.is_some() && target == parts.number && value.contains("//") {
                        parts.permalink = Some(value);
                    }
                    reply_number = reply_number.or_else(|| address::parameter(value, "replytocom"));
                }
                "data-commentid" | "data-comment-id" => reply_number = reply_number.or(Some(value)),
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
    parts.number = parts.number.or(permalink_number).or(reply_number.filter(is_number));
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

    /// The most reliable candidate wins; of two with the same rank the inner one, since outer ones also hold names and
    /// dates.
    pub(super) fn offer_text(&mut self, rank: u8, element: Element<'a>) {
        let better = match self.text {
            None => true,
            Some((best, outer)) => rank < best || (rank == best && outer.holds(element)),
        };
        if better {
            self.text = Some((rank, element));
        }
    }
}
