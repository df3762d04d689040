//! A comment of a page → its author, time, words, votes and marks, whatever the theme.
//!
//! Each part is looked for by a ladder: the surest sign first, down to signs that only hold where no better one is there.

use super::find::{Found, number};
use crate::read::format::{names, web};
use crate::read::markup::{Element, Lines, Treat, Words, plainly, words};
use crate::read::plain::stamp;
use crate::read::when;
use crate::thread::Mark;

/// What stands in the region of one comment.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    /// Its number, by the first of the signs that gives one.
    pub(super) number: Option<&'a str>,
    /// The rank and the element of every candidate for the author's name.
    authors: Vec<(u8, Element<'a>)>,
    /// The rank of the sign and the element that holds the words.
    text: Option<(u8, Element<'a>)>,
    times: Vec<(u8, Element<'a>)>,
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
                    answered = answered.or_else(|| web::parameter(value, "replytocom"));
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
    /// What the classes of the comment's own element say.
    fn mark_by_class(&mut self, element: Element<'a>) {
        for class in element.classes() {
            self.marks.extend(match class {
                "bypostauthor" => Some(Mark::Moderator),
                "unapproved" => Some(Mark::Pending),
                "featured" => Some(Mark::Featured),
                "buried" => Some(Mark::Hidden),
                "sticky" | "wpd-sticky-comment" | "wc-sticky-comment" => Some(Mark::Pinned),
                _ => role(class),
            });
        }
    }

    /// What one element inside may be.
    fn take(&mut self, element: Element<'a>, name: &'a str, class: &'a str, found: &Found<'a>) {
        let quoted = |element: Element<'a>| {
            let within = |outer: &Element<'a>| outer.place() > found.element.place();
            element.ancestors().take_while(within).any(|outer| matches!(outer.name(), "blockquote" | "p" | "q"))
        };
        match name {
            "time" => self.offer_time(0, element),
            "abbr" if element.attr("title").is_some() => self.offer_time(1, element),
            "small" => self.offer_time(3, element),
            "cite" if !quoted(element) => self.offer_author(6, element),
            "h3" | "h4" | "h5" | "h6" | "strong" | "b" if self.text.is_none() && !quoted(element) => {
                self.offer_author(8, element);
            }
            "img" if class.contains("avatar") => self.offer_author(9, element),
            _ => {}
        }
        for word in class.split_ascii_whitespace() {
            if let Some(rank) = author_rank(word) {
                self.offer_author(rank, element);
            }
            if let Some(rank) = text_rank(word) {
                self.offer_text(rank, element);
            }
            if is_date(word) {
                self.offer_time(if word.contains("meta") { 2 } else { 1 }, element);
            }
            match word {
                "comment-reply-link" | "wc-reply-button" | "wpd-reply-button" | "wp-block-comment-reply-link" => {
                    self.can_be_answered = true;
                }
                "comment-awaiting-moderation" => self.marks.push(Mark::Pending),
                "wpd-comment-last-edited" | "wc-comment-last-edited" => self.marks.push(Mark::Edited),
                "wpdiscuz-readmore" => self.is_cut = true,
                "wc-vote-result" | "wpd-vote-result" => self.vote(element, word, class),
                _ => self.marks.extend(role(word)),
            }
        }
    }

    /// wpDiscuz shows the difference of votes, or both of them.
    fn vote(&mut self, element: Element<'a>, word: &str, class: &str) {
        let Some(count) = element.line().and_then(|line| line.trim_start_matches('+').parse::<i64>().ok()) else {
            return;
        };
        let against = class.split_ascii_whitespace().any(|other| other.strip_prefix(word) == Some("-dislike"));
        self.add(if against { -count.abs() } else { count });
    }

    /// The plug-in Comment Rating counts in `karma-12-up` and `karma-12-down`.
    fn vote_by_id(&mut self, element: Element<'a>, id: &str) {
        let Some(rest) = id.strip_prefix("karma-") else { return };
        let Some(count) = element.line().and_then(|line| line.parse::<i64>().ok()) else { return };
        if rest.ends_with("-up") {
            self.add(count.abs());
        } else if rest.ends_with("-down") {
            self.add(-count.abs());
        }
    }

    fn add(&mut self, votes: i64) {
        self.votes = Some(self.votes.unwrap_or(0).saturating_add(votes));
    }

    fn offer_author(&mut self, rank: u8, element: Element<'a>) {
        if self.authors.len() < CANDIDATES {
            self.authors.push((rank, element));
        }
    }

    fn offer_time(&mut self, rank: u8, element: Element<'a>) {
        if self.times.len() < CANDIDATES {
            self.times.push((rank, element));
        }
    }

    /// The surest container wins; of two that are as sure the inner one, since outer ones hold names and dates too.
    fn offer_text(&mut self, rank: u8, element: Element<'a>) {
        let better = match self.text {
            None => true,
            Some((known, outer)) => rank < known || (rank == known && outer.holds(element)),
        };
        if better {
            self.text = Some((rank, element));
        }
    }

    /// The author's name: that of the surest sign that gives one.
    pub(super) fn author(&mut self, found: &Found<'a>) -> Option<String> {
        self.authors.sort_by_key(|(rank, element)| (*rank, element.place()));
        let named = self.authors.iter().find_map(|(_, element)| name_in(*element));
        let login = || found.element.classes().find_map(|class| class.strip_prefix("comment-author-"));
        named.or_else(|| login().map(str::to_owned))
    }

    /// The time of the most precise sign.
    pub(super) fn time(&mut self) -> Option<String> {
        self.times.sort_by_key(|(rank, element)| (*rank, element.place()));
        let mut best: Option<(u8, String)> = None;
        for (rank, element) in &self.times {
            for time in times_in(*element, *rank) {
                if best.as_ref().is_none_or(|(known, _)| *known < time.0) {
                    best = Some(time);
                }
            }
            if best.as_ref().is_some_and(|(precision, _)| *precision >= 3) {
                break;
            }
        }
        best.map(|(_, time)| time)
    }

    /// The words of the comment, without the furniture of the page.
    pub(super) fn words(&self, found: &Found<'a>) -> Words {
        let within = self.text.map_or(found.element, |(_, element)| element);
        let author = self.authors.iter().find(|(_, element)| name_in(*element).is_some()).map(|(_, element)| *element);
        let own = self.number;
        let said = words(within, Lines::Joined, |element| {
            let is_own_link = || {
                let anchor = element.attr("href").and_then(|href| href.rsplit_once('#')).map(|(_, anchor)| anchor);
                element.name() == "a" && own.is_some() && anchor.and_then(number) == own
            };
            let is_date = || self.times.iter().any(|(rank, time)| *rank < 3 && *time == element);
            let is_unsaid = element.place() >= found.until || author == Some(element);
            if is_unsaid || is_furniture(element) || is_date() || is_own_link() {
                return Treat::Skip;
            }
            plainly(element)
        });
        without_says(said)
    }
}

/// What the role that wpDiscuz writes into classes says.
fn role(class: &str) -> Option<Mark> {
    let role = class.strip_prefix("wpd-blog-").or_else(|| class.strip_prefix("wc-blog-"))?;
    matches!(role, "administrator" | "editor" | "author" | "post_author").then_some(Mark::Moderator)
}

/// How sure a class is of the author's name; less is surer.
fn author_rank(word: &str) -> Option<u8> {
    match word {
        "fn" => Some(0),
        "wc-comment-author" | "wpd-comment-author" | "wp-block-comment-author-name" | "comment-author-name" => Some(1),
        "comment-author" | "commentauthor" | "comment_author" | "comment-author-link" | "author" | "author-name" => {
            Some(3)
        }
        "username" | "user-name" | "comment-name" | "commenter" | "comment-user" => Some(5),
        _ => {
            let other = ["avatar", "img", "image", "pic", "bio", "badge", "label", "reply", "url"];
            (word.ends_with("author") && !other.iter().any(|other| word.contains(other))).then_some(4)
        }
    }
}

/// How sure a class is of the words of a comment; less is surer.
fn text_rank(word: &str) -> Option<u8> {
    match word {
        "wc-comment-text" | "wpd-comment-text" | "wp-block-comment-content" | "dsq-comment-message" => Some(0),
        "comment-content" | "comment_content" | "comment-text" | "commenttext" | "comment_text" | "contenttext" => {
            Some(1)
        }
        "comment-entry" | "comment-message" | "comment-copy" | "entry-content" | "commentbody"
        | "comment-body-text" => Some(2),
        "comment-body" | "comment_body" | "comment-inner" => Some(3),
        _ => {
            let ends =
                word.ends_with("item-text") || word.ends_with("-comment-content") || word.ends_with("-comment-text");
            ends.then_some(2)
        }
    }
}

/// Whether a class is that of a date.
fn is_date(word: &str) -> bool {
    matches!(word, "date" | "time" | "published" | "timestamp" | "posted-on")
        || word.contains("comment")
            && (word.ends_with("date") || word.ends_with("time") || word.contains("metadata") || word.ends_with("meta"))
        || word.ends_with("item-date")
}

/// Whether nobody wrote an element's words: links to answer, votes, names, dates, notices, forms.
fn is_furniture(element: Element<'_>) -> bool {
    let Some(class) = element.attr("class") else {
        return element.id().is_some_and(|id| id == "respond" || id.starts_with("comment-like-"));
    };
    class.split_ascii_whitespace().any(|word| {
        matches!(
            word,
            "reply"
                | "says"
                | "vcard"
                | "children"
                | "avatar"
                | "commentmetadata"
                | "screen-reader-text"
                | "sharedaddy"
                | "comment_quote_link"
                | "comment-author"
                | "comment-avatar"
                | "comment-header"
                | "comment-footer"
                | "comment-actions"
                | "comment-tools"
                | "comment-util"
                | "comment-permalink"
                | "comment-awaiting-moderation"
                | "edit-link"
                | "cs-rating"
                | "pd-rating"
                | "wpulike"
                | "wpdiscuz-readmore"
                | "wpd-comment-last-edited"
                | "wpd-inline-icon-wrapper"
        ) || [
            "comment-reply",
            "comment-meta",
            "comment-edit",
            "comment-like",
            "comment-respond",
            "comment-vote",
            "sd-",
            "jp-",
        ]
        .iter()
        .any(|start| word.starts_with(start))
    })
}

/// The name in an element, without the words around it; nothing where it holds none.
fn name_in(element: Element<'_>) -> Option<String> {
    if element.name() == "img" {
        return element.attr("alt").map(names::bare).filter(|name| !name.is_empty() && !is_picture(name));
    }
    // The name is a link where the author has an address; themes put badges beside it.
    let link = element.find(|inner| inner.name() == "a" && inner.has_class("url"));
    let line = |element: Element<'_>, spans: bool| {
        let said = words(element, Lines::Joined, |inner| {
            let beside = inner.name() == "span" && !spans || is_furniture(inner) || is_date_element(inner);
            if beside { Treat::Skip } else { plainly(inner) }
        });
        let first = said.text.lines().find(|line| !line.trim().is_empty()).map(names::bare);
        first.filter(|name| !name.is_empty())
    };
    let link = link.and_then(|link| line(link, true));
    let name = link.or_else(|| line(element, false)).or_else(|| line(element, true))?;
    // A name of many words is no name.
    (name.chars().count() <= 80).then_some(name)
}

fn is_date_element(element: Element<'_>) -> bool {
    element.name() == "time" || element.classes().any(is_date)
}

fn is_picture(alt: &str) -> bool {
    let alt = alt.to_lowercase();
    ["avatar", "gravatar", "profil", "photo", "bild", "image"].iter().any(|word| alt.contains(word))
}

/// The times that an element gives, each with how precise it is: 3 to the zone, 2 to the minute, 1 to the day, 0 in the
/// words of the page.
fn times_in(element: Element<'_>, rank: u8) -> Vec<(u8, String)> {
    let mut times = Vec::new();
    let precision = |time: &str| if time.len() <= 10 { 1 } else { 2 };
    for attribute in ["datetime", "content", "title"] {
        let Some(value) = element.attr(attribute) else { continue };
        if let Some(time) = when::iso(value, false) {
            let zoned = time.len() > 16
                && (time.ends_with('Z') || time.get(19..).is_some_and(|zone| zone.contains(['+', '-'])));
            times.push((if zoned { 3 } else { precision(&time) }, time));
        } else if let Some(found) = stamp::read(value).filter(|_| attribute == "title") {
            times.push((if is_dated(&found.time) { precision(&found.time) } else { 0 }, found.time));
        }
    }
    if let Some(line) = element.line() {
        match stamp::read(&line) {
            Some(found) if is_dated(&found.time) => times.push((precision(&found.time), found.time)),
            Some(found) => times.push((0, found.time)),
            // What no pattern reads is kept in the page's own words, where it is nothing else.
            None if rank <= 2 && line.len() <= 40 && line.contains(|c: char| c.is_ascii_digit()) => {
                times.push((0, line));
            }
            None => {}
        }
    }
    times
}

fn is_dated(time: &str) -> bool {
    time.get(..5).is_some_and(|year| year.ends_with('-') && year.bytes().take(4).all(|byte| byte.is_ascii_digit()))
}

/// Words that begin with what is left of *NAME says:* lose that line.
fn without_says(mut said: Words) -> Words {
    let Some((first, _)) = said.text.split_once('\n') else { return said };
    let bare = first.trim_end_matches([':', '…', ' ']).to_lowercase();
    if first.len() <= 16 && first.ends_with([':', '…']) && names::SAYS.contains(&bare.as_str()) {
        let cut = first.len() + 1;
        said.text.drain(..cut);
        let shorter = said.text.trim_start().len();
        let more = said.text.len() - shorter;
        said.text.drain(..more);
        for quote in &mut said.quotes {
            quote.span.start = quote.span.start.saturating_sub(cut + more);
            quote.span.end = quote.span.end.saturating_sub(cut + more);
        }
    }
    said
}
