//! The text of a block, without its name, date, links and other furniture.

use super::super::byline;
use super::parts::{Parts, is_boilerplate};
use crate::read::format::paste::plain::furniture::{is_action, is_form};
use crate::read::markup::{Element, Lengths, Lines, Treat, Words, plainly, words};

/// The text of an element on one line, without one element inside it.
pub(super) fn line_without(outer: Element<'_>, except: Element<'_>) -> String {
    let treat =
        |inner: Element<'_>| if inner == except || is_boilerplate(inner) { Treat::Skip } else { plainly(inner) };
    words(outer, Lines::Joined, treat).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a block on one line, without some elements and boilerplate.
pub(super) fn rest<'a>(block: Element<'a>, is_left_out: &impl Fn(Element<'a>) -> bool) -> String {
    let treat = |inner: Element<'a>| {
        if is_left_out(inner) || is_boilerplate(inner) { Treat::Skip } else { plainly(inner) }
    };
    words(block, Lines::Joined, treat).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a block. May set author and time, if only its first line has them.
pub(super) fn words_of<'a>(
    block: Element<'a>,
    parts: &mut Parts<'a>,
    lengths: &Lengths,
    is_separate: &impl Fn(Element<'a>) -> bool,
) -> Words {
    let known: Vec<Element<'a>> = [parts.author_from, parts.time_from, parts.title].into_iter().flatten().collect();
    let heads: Vec<Element<'a>> = known.iter().map(|part| head(*part, block, &known, lengths)).collect();
    let treat = |inner: Element<'a>| {
        if is_separate(inner) || heads.contains(&inner) || is_boilerplate(inner) { Treat::Skip } else { plainly(inner) }
    };
    let body = parts.body.unwrap_or(block);
    let found = words(body, Lines::Joined, treat);
    clean(found, parts)
}

/// The outermost element around a name, date or title that has nothing else in it.
fn head<'a>(part: Element<'a>, block: Element<'a>, known: &[Element<'a>], lengths: &Lengths) -> Element<'a> {
    let mut head = part;
    let known_bytes: usize = known.iter().map(|part| lengths.text(*part)).sum();
    for outer in part.ancestors().take(12) {
        if outer.place() <= block.place() || lengths.text(outer) > known_bytes + 60 {
            break;
        }
        let treat = |inner: Element<'a>| {
            if known.contains(&inner) || is_boilerplate(inner) { Treat::Skip } else { plainly(inner) }
        };
        let rest = words(outer, Lines::Joined, treat).text;
        if !rest.lines().all(is_furniture) {
            break;
        }
        head = outer;
    }
    head
}

/// Whether a line around a text is no words of the author: a link, a number, what joins a name to a date.
fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    let is_number = || {
        line.len() <= 8
            && line.trim_start_matches(['#', '+', '-', ' ']).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    line.is_empty() || byline::is_joint(line) || is_action(line) || is_number()
}

/// The longest name and date before a colon on the line of a text, in bytes.
const HEAD_BYTES: usize = 120;

/// Where the text begins if its first line has a date before a colon: `(3 March 2021): Yes.` Sets time and author.
fn inline_head(text: &str, parts: &mut Parts<'_>) -> usize {
    let line = text.split('\n').next().unwrap_or_default();
    let is_end = |at: &usize| line.get(at + 1..).is_some_and(|after| after.starts_with([' ', '\u{a0}']));
    let Some(colon) = line.match_indices(':').map(|(at, _)| at).take_while(|at| *at <= HEAD_BYTES).find(is_end) else {
        return 0;
    };
    if parts.time.is_some() {
        return 0;
    }
    let head = line.get(..colon).unwrap_or_default();
    let read = byline::read(head);
    let is_same = read.name.is_none() || parts.author.is_none() || read.name == parts.author;
    if read.time.is_none() || !is_same {
        return 0;
    }
    parts.time = read.time;
    parts.author = parts.author.take().or(read.name);
    let after = line.get(colon + 1..).unwrap_or_default();
    colon + 1 + (after.len() - after.trim_start().len())
}

/// Leaves out the lines before and after the text that are not part of it.
fn clean(found: Words, parts: &mut Parts<'_>) -> Words {
    let (mut start, mut end) = (inline_head(&found.text, parts), found.text.len());
    while let Some(line) = found.text.get(start..end).and_then(|text| text.split('\n').next()) {
        let is_name = || parts.author.as_deref().is_some_and(|author| byline::name(line).as_deref() == Some(author));
        let mut is_head = is_furniture(line) || is_name();
        if !is_head && line.len() < end - start && (parts.time.is_none() || parts.author.is_none()) {
            let read = byline::read(line);
            let is_short = line.len() <= 100 && (read.name.is_some() || line.len() <= 40);
            if let Some(time) = read.time.filter(|_| is_short) {
                parts.time.get_or_insert(time);
                parts.author = parts.author.take().or(read.name);
                is_head = true;
            }
        }
        if !is_head || line.len() >= end - start {
            break;
        }
        start += line.len() + 1;
    }
    while let Some(line) = found.text.get(start..end).and_then(|text| text.rsplit('\n').next()) {
        if line.len() >= end - start || !(is_furniture(line) || is_form(line)) {
            break;
        }
        end -= line.len() + 1;
    }
    // A block may hold nothing else.
    if found
        .text
        .get(start..end)
        .is_some_and(|text| !text.contains('\n') && (is_action(text) || byline::is_joint(text)))
    {
        end = start;
    }
    let text = found.text.get(start..end).unwrap_or_default().to_owned();
    let quotes = found.quotes.into_iter().filter(|quote| quote.span.start >= start && quote.span.end <= end);
    let quotes = quotes
        .map(|mut quote| {
            quote.span.start -= start;
            quote.span.end -= start;
            quote
        })
        .collect();
    Words { text, quotes }
}
