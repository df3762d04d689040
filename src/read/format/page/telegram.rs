//! Chats that Telegram Desktop exported as pages (`messages.html`), by its published code.
//!
//! Messages in a row by one author show the name once. A message that answers another names its number. Words that were
//! forwarded are a quotation. Ids are the numbers of the messages.

use super::super::common::left_out;
use super::{comment_at, digits_after, more_pages, page, set_text};
use crate::read::format::paste::plain::stamp;
use crate::read::markup::{Element, Treat, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::span::Span;
use crate::thread::{Quote, Thread};

const WHAT: &str = "an exported chat of Telegram";

/// Whether it has a message in the markup of the export.
pub fn detect(source: &Source<'_>) -> bool {
    source.html().is_some_and(|tree| tree.elements().any(is_message))
}

fn is_message(element: Element<'_>) -> bool {
    element.has_class("message") && element.has_class("default") && id(element).is_some()
}

fn id(element: Element<'_>) -> Option<&str> {
    let id = element.id()?.strip_prefix("message")?;
    id.strip_prefix('-').unwrap_or(id).bytes().all(|byte| byte.is_ascii_digit()).then_some(id)
}

/// Reads a page.
///
/// # Errors
/// When the source is not a page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let header = tree.elements().find(|element| element.has_class("page_header"));
    let title = header.and_then(|header| header.find_class("text")).and_then(Element::line);
    let mut thread = Thread { title, ..Thread::default() };
    let mut author: Option<String> = None;
    let (mut services, mut empty) = (0, 0);
    for element in tree.elements() {
        if element.has_class("message") && element.has_class("service") {
            // Days have negative numbers.
            services += usize::from(id(element).is_some_and(|id| !id.starts_with('-')));
            author = None;
            continue;
        }
        if !is_message(element) {
            continue;
        }
        let mut comment = comment_at(element, id(element).unwrap_or_default());
        let mut text = None;
        let mut forwarded = None;
        let mut named = None;
        for part in element.own(|part| part.has_class("forwarded")) {
            let class = |word: &str| part.has_class(word);
            if class("from_name") && named.is_none() {
                named = Some(super::line_without(part, &["via", "details"]));
            } else if class("date") && class("details") && comment.time.is_none() {
                comment.time = part.attr("title").and_then(time).or_else(|| part.line());
            } else if class("reply_to") && comment.parent.is_none() {
                let link = part.find_name("a").and_then(|link| link.attr("href"));
                comment.parent = link.and_then(|to| digits_after(to, "go_to_message")).map(str::to_owned);
            } else if (class("text") || class("question")) && text.is_none() {
                text = Some(part);
            }
        }
        if let Some(block) = element.find(|part| part.has_class("forwarded") && part.has_class("body")) {
            forwarded = block.find_class("text");
        }
        author = named.filter(|name| !name.is_empty()).or(author);
        comment.author.clone_from(&author);
        if let Some(text) = text.or(forwarded) {
            set_text(&mut comment, text, treat);
            if forwarded == Some(text) {
                comment.quotes = vec![Quote { span: Span::new(0, comment.text.len()), to: None }];
            }
        }
        if comment.text.is_empty() {
            empty += 1;
        }
        thread.comments.push(comment);
    }
    let mut diagnostics: Vec<_> =
        left_out(services, "service messages", "nobody wrote them (members joined, calls, pinned messages)")
            .into_iter()
            .collect();
    diagnostics.extend(left_out(empty, "pictures and other files", "their messages have no words and stay empty"));
    let is_other = |element: Element<'_>| element.has_class("pagination") && element.attr("href").is_some();
    diagnostics.extend(tree.elements().any(is_other).then(|| more_pages("messages")));
    Ok(Reading { threads: vec![thread], diagnostics })
}

fn treat(element: Element<'_>) -> Treat {
    if element.classes().any(|class| matches!(class, "reactions" | "signature")) {
        Treat::Skip
    } else {
        plainly(element)
    }
}

/// `01.03.2024 08:00:00 UTC+01:00`.
fn time(title: &str) -> Option<String> {
    let (date, zone) = title.split_once(" UTC").map_or((title, ""), |(date, zone)| (date, zone));
    let mut words = date.split_whitespace();
    let (day, clock) = (words.next()?, words.next()?);
    let mut numbers = day.split('.');
    let (day, month, year) = (numbers.next()?, numbers.next()?, numbers.next()?);
    when::iso(&format!("{year}-{month}-{day} {clock}{zone}"), false)
        .or_else(|| stamp::read(title).map(|stamp| stamp.time))
}
