//! An element that may be a comment → its author, time, title, text and the like, each by the best evidence in it.

use std::sync::LazyLock;

use super::super::byline;
use super::super::list::{ends_with, is_votes};
use super::super::number;
use super::classes::{answers, answers_by_data, author_rank, is_body, is_dated, is_furniture, is_title, number_of};
use super::text;
use crate::lang;
use crate::read::format::paste::plain::furniture::is_action;
use crate::read::format::paste::plain::stamp;
use crate::read::markup::{Element, Lengths, Words};
use crate::read::when;

/// The parts of an element that may be a comment.
#[derive(Default)]
pub(super) struct Parts<'a> {
    /// Its author.
    pub author: Option<String>,
    /// The element that the author is read from.
    pub author_from: Option<Element<'a>>,
    /// Its time.
    pub time: Option<String>,
    /// The element that the time is read from.
    pub time_from: Option<Element<'a>>,
    /// Its title.
    pub title: Option<Element<'a>>,
    /// The element of its text, if one is marked.
    pub body: Option<Element<'a>>,
    /// Its text, without everything else.
    pub words: Words,
    /// Its number.
    pub id: Option<String>,
    /// The number of the comment that it answers.
    pub answered: Option<String>,
    /// Votes for it.
    pub votes: Option<i64>,
    /// Whether it has a link to answer or report it.
    pub is_answerable: bool,
    /// Whether its title, or its picture, is a link to another page.
    pub leads_away: bool,
}

/// The longest text of an element that is read as a line, in bytes.
const LINE_BYTES: usize = 200;

/// How many elements of one comment are examined. Real comments have some dozens.
const ELEMENTS: usize = 3_000;

/// Links to answer or report a comment.
static REPLIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.reply_links));

/// Whether a line is a link to answer or report a comment.
fn is_reply_link(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() <= 48 && REPLIES.contains(&bare)
}

/// Reads the parts of a block. `is_separate` says which elements inside it are blocks.
pub(super) fn parts<'a>(
    block: Element<'a>,
    lengths: &Lengths,
    is_separate: &impl Fn(Element<'a>) -> bool,
) -> Parts<'a> {
    let answered = answers_by_data(block).map(str::to_owned);
    let mut parts = Parts { id: number_of(block), answered, ..Parts::default() };
    let own: Vec<Element<'a>> = block.own(is_separate).take(ELEMENTS).collect();
    parts.find_author_and_time(block, &own, lengths);
    parts.find_body(&own, lengths);
    if block.name() == "dt" {
        // The text of an item is after its name.
        parts.body = block.next().filter(|next| next.name() == "dd");
    }
    parts.find_the_rest(block, &own, lengths);
    parts.find_byline(block, &own, lengths);
    parts.find_rest(block, lengths, is_separate);
    parts.words = text::words_of(block, &mut parts, lengths, is_separate);
    parts
}

impl<'a> Parts<'a> {
    /// Finds author and time where elements are marked for them.
    fn find_author_and_time(&mut self, block: Element<'a>, own: &[Element<'a>], lengths: &Lengths) {
        let (mut best_author, mut best_time) = (u8::MAX, u8::MAX);
        for part in own {
            let length = lengths.text(*part);
            if length > LINE_BYTES
                || part.ancestors().take(3).any(|outer| outer.name() == "blockquote" && outer.place() > block.place())
            {
                continue;
            }
            if let Some((rank, time)) = time_in(*part)
                && (rank < best_time || rank == best_time && self.time_from.is_some_and(|outer| outer.holds(*part)))
            {
                best_time = rank;
                self.time = Some(time);
                self.time_from = Some(*part);
            }
            let Some(rank) = author_rank(*part) else { continue };
            let is_inner = self.author_from.is_some_and(|outer| outer.holds(*part));
            if length == 0 || !(rank < best_author || rank == best_author && is_inner) {
                continue;
            }
            let Some(line) = part.line().filter(|line| line.len() <= LINE_BYTES && !is_reply_link(line)) else {
                continue;
            };
            let read = byline::read(&line);
            if let Some(name) = read.name {
                best_author = rank;
                self.author = Some(name);
                self.author_from = Some(*part);
                if self.time.is_none() && read.time.is_some() {
                    self.time = read.time;
                    self.time_from = Some(*part);
                    best_time = 3;
                }
            }
        }
    }

    /// Finds the element of the text: the longest one that is named so and holds neither author nor time.
    fn find_body(&mut self, own: &[Element<'a>], lengths: &Lengths) {
        let known = [self.author_from, self.time_from];
        let is_free = |part: &Element<'a>| {
            !known.iter().flatten().any(|other| part.holds(*other) || part == other || other.holds(*part))
        };
        let mut best = 0;
        for part in own.iter().filter(|part| is_body(**part) && is_free(part)) {
            let length = lengths.text(*part);
            if length > best {
                best = length;
                self.body = Some(*part);
            }
        }
    }

    /// Finds title, number, votes, links.
    fn find_the_rest(&mut self, block: Element<'a>, own: &[Element<'a>], lengths: &Lengths) {
        let is_known = |part: Element<'a>, known: Option<Element<'a>>| {
            known.is_some_and(|known| known == part || known.holds(part) || part.holds(known))
        };
        for part in own {
            if self.body.is_some_and(|body| body.holds(*part)) {
                continue;
            }
            let length = lengths.text(*part);
            let is_free =
                !is_known(*part, self.author_from) && !is_known(*part, self.time_from) && !is_known(*part, self.body);
            if self.title.is_none() && length > 0 && length <= LINE_BYTES && is_free && is_title(*part) {
                self.title = Some(*part);
            }
            if part.name() == "a" || part.name() == "button" || part.name() == "span" || part.name() == "input" {
                let is_reply = length <= 48 && part.line().is_some_and(|line| is_reply_link(&line))
                    || part.attr("value").is_some_and(is_reply_link);
                self.is_answerable |= is_reply;
            }
            if self.votes.is_none() && length <= 8 && part.classes().any(is_votes) && part.children().next().is_none() {
                self.votes = part.line().and_then(|line| number(&line));
            }
            if part.name() == "a" && self.id.is_none() {
                self.id = part.attr("name").or(part.id()).and_then(super::classes::digits_at_end).map(str::to_owned);
            }
            if let Some(to) = answers(*part)
                && self.answered.is_none()
                && self.id.as_deref() != Some(to)
            {
                self.answered = Some(to.to_owned());
            }
            let is_heading_link = part.name() == "a"
                && length > 0
                && part.ancestors().take(2).any(|outer| is_title(outer) && outer.place() > block.place());
            if is_heading_link {
                self.leads_away |= part.attr("href").is_some_and(|to| !to.contains('#') && !super::group::is_named(to));
            }
        }
        if self.title.is_some_and(|title| {
            title
                .parent()
                .is_some_and(|outer| outer.name() == "a" && outer.attr("href").is_some_and(|to| !to.contains('#')))
        }) {
            self.leads_away = true;
        }
    }

    /// Finds author and time where only words show them: a line with a date; the words before the text.
    fn find_byline(&mut self, block: Element<'a>, own: &[Element<'a>], lengths: &Lengths) {
        let is_in_body = |part: &Element<'a>| self.body.is_some_and(|body| body.holds(*part) || body == *part);
        let small: Vec<Element<'a>> = own
            .iter()
            .copied()
            .filter(|part| {
                let length = lengths.text(*part);
                length > 0 && length <= LINE_BYTES && !is_in_body(part)
            })
            .take(60)
            .collect();
        if self.time.is_none() {
            let mut best = usize::MAX;
            for part in &small {
                let Some(line) = part.line() else { continue };
                if line.len() >= best {
                    continue;
                }
                let read = byline::read(&line);
                let Some(time) = read.time else { continue };
                // A sentence with a date in it is no byline.
                if line.len() > 40 && read.name.is_none() {
                    continue;
                }
                best = line.len();
                self.time = Some(time);
                self.time_from = Some(*part);
                if self.author_from.is_none() {
                    self.author = read.name.or(self.author.take());
                }
            }
        }
        if self.author.is_some() {
            return;
        }
        // The words around the time: `Anne <time>…</time>`.
        if let Some(time) = self.time_from {
            let around = time
                .ancestors()
                .take_while(|outer| outer.place() > block.place() && lengths.text(*outer) <= LINE_BYTES)
                .take(3);
            for outer in around {
                let line = text::line_without(outer, time);
                if let Some(name) = byline::read(&line).name {
                    self.author = Some(name);
                    self.author_from = Some(outer);
                    return;
                }
            }
        }
        // The first short words before the text, in an element that a name may be in.
        let until = self.body.or(self.time_from).map_or(usize::MAX, Element::place);
        let name_in = |part: &&Element<'a>| {
            matches!(
                part.name(),
                "b" | "strong"
                    | "cite"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "dt"
                    | "a"
                    | "span"
                    | "em"
                    | "i"
                    | "div"
                    | "p"
                    | "td"
                    | "th"
            ) && self.title != Some(**part)
                && lengths.text(**part) <= byline::NAME_BYTES
        };
        let is_apart = |part: &&Element<'a>| {
            is_boilerplate(**part)
                || part.ancestors().take(3).take_while(|outer| outer.place() > block.place()).any(is_boilerplate)
        };
        for part in small.iter().filter(|part| part.place() < until).filter(name_in).filter(|part| !is_apart(part)) {
            let Some(line) = part.line() else { continue };
            if is_reply_link(&line) || is_action(&line) || stamp::read(&line).is_some() {
                continue;
            }
            let is_short = line.split_whitespace().count() <= 4 && !ends_a_sentence(&line);
            if let Some(name) = byline::name(&line).filter(|_| is_short) {
                self.author = Some(name);
                self.author_from = Some(*part);
                return;
            }
        }
    }
}

impl<'a> Parts<'a> {
    /// Finds time and name in the words of the block that are in no element: `<a>Anne</a> on 3 March 2021`.
    fn find_rest(&mut self, block: Element<'a>, lengths: &Lengths, is_separate: &impl Fn(Element<'a>) -> bool) {
        let is_known = self.time.is_some() && self.author.is_some();
        let Some(body) = self.body.filter(|_| !is_known) else { return };
        let known = [self.body, self.title, self.author_from, self.time_from];
        if block.holds(body) && lengths.text(block) > lengths.text(body) + 4 * LINE_BYTES {
            return;
        }
        let line = text::rest(block, &|inner| is_separate(inner) || known.contains(&Some(inner)));
        let read = byline::read(&line);
        if self.time.is_none() && read.time.is_some() {
            self.time = read.time;
            self.author = self.author.take().or(read.name);
        }
    }
}

/// Whether words end like a sentence. The full stop after an initial ends none: *Nora W.*
fn ends_a_sentence(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or(words);
    words.ends_with('.') && last.chars().count() > 3
}

/// The time that an element gives, with the rank of the evidence; lower is more reliable.
fn time_in(part: Element<'_>) -> Option<(u8, String)> {
    let exact = [
        "datetime",
        "data-datetime",
        "data-date",
        "data-time",
        "data-timestamp",
        "data-utime",
        "data-created",
        "data-livestamp",
        "data-epoch",
    ];
    let is_time = part.name() == "time" || ends_with_date(part);
    let by_attribute = exact.iter().find_map(|name| {
        let value = part.attr(name)?;
        when::iso(value, false).or_else(|| {
            value.trim().parse::<u64>().ok().filter(|count| *count > 100_000_000).and_then(|_| when::epoch(value))
        })
    });
    if let Some(time) = by_attribute {
        return Some((0, time));
    }
    let by_title = || {
        let title = part.attr("title").or_else(|| part.attr("content"))?;
        when::iso(title, false)
            .or_else(|| stamp::read(title).filter(|stamp| stamp.rest.len() <= 12).map(|stamp| stamp.time))
    };
    if let Some(time) = by_title() {
        return Some((u8::from(!is_time), time));
    }
    if !is_time {
        return None;
    }
    let line = part.line().filter(|line| line.len() <= 80)?;
    let read = stamp::read(&line);
    match read {
        Some(stamp) => Some((2, stamp.time)),
        None if line.contains(|c: char| c.is_ascii_digit()) && line.len() <= 40 || part.name() == "time" => {
            Some((3, line))
        }
        None => None,
    }
}

fn ends_with_date(part: Element<'_>) -> bool {
    is_dated(part) || part.has_word("itemprop", "datePublished") || part.has_word("itemprop", "dateCreated")
}

/// Whether a class is furniture around the text; for the other files of this module.
pub(super) fn is_boilerplate(element: Element<'_>) -> bool {
    is_furniture(element)
        || matches!(element.name(), "a" | "button" | "li" | "span" | "small")
            && element.end() - element.place() <= 6
            && element.line().is_some_and(|line| is_reply_link(&line))
        || element.classes().any(|class| ends_with(class, &["replies-count", "reply-count"]))
}
