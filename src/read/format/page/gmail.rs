//! A conversation of Gmail, saved as a page.
//!
//! Messages follow one another; the page does not say which one a message answers, so there are no parents. Repeated
//! text of earlier messages is a quotation. Addresses are not kept, so a sender without a name has no author.

use super::{comment_at, page, set_text, time_of, title};
use crate::read::format::jsonl::mail_quotes;
use crate::read::markup::{Element, Treat, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::sort::Order as _;
use crate::thread::{Comment, Thread};

const WHAT: &str = "a page of Gmail";

/// Whether it has messages: elements with the ids of the site and with a text.
pub fn detect(source: &Source<'_>) -> bool {
    source.html().is_some_and(|tree| tree.elements().any(|element| is_message(element) && body(element).is_some()))
}

fn is_message(element: Element<'_>) -> bool {
    element.attr("data-legacy-message-id").is_some() && element.attr("data-message-id").is_some()
}

fn body(element: Element<'_>) -> Option<Element<'_>> {
    element.find(|part| part.has_class("a3s"))
}

/// Reads a page.
///
/// # Errors
/// When the source is not a page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let heading = tree.elements().find(|element| element.attr("data-legacy-thread-id").is_some());
    let mut thread = Thread { title: heading.and_then(Element::line).or_else(|| title(tree)), ..Thread::default() };
    thread.key = heading.and_then(|heading| Some(format!("gmail/{}", heading.attr("data-legacy-thread-id")?)));
    thread.comments = tree.elements().filter(|element| is_message(*element)).map(comment_from).collect();
    Ok(Reading { threads: vec![thread], diagnostics: Vec::new() })
}

fn comment_from(element: Element<'_>) -> Comment {
    let mut comment = comment_at(element, element.attr("data-legacy-message-id").unwrap_or_default());
    let author = element.find_class("gD").and_then(|sender| sender.attr("name"));
    comment.author = author.map(str::trim).filter(|name| !name.is_empty() && !name.contains('@')).map(str::to_owned);
    comment.time = element.find_class("g3").and_then(|date| time_of(date, false));
    if let Some(body) = body(element) {
        set_text(&mut comment, body, treat);
        let quotes = mail_quotes(&comment.text);
        let is_new = |quote: &crate::thread::Quote| {
            !comment
                .quotes
                .iter()
                .any(|known| known.span.start <= quote.span.start && quote.span.start < known.span.end)
        };
        let new: Vec<_> = quotes.into_iter().filter(is_new).collect();
        comment.quotes.extend(new);
        comment.quotes.order_by_key(|quote| quote.span.start);
    }
    comment
}

/// Skips the line that names the author of a quotation, which has an address. What the page hides behind three dots is
/// the end of a mail: a signature, or text that `>` marks as quoted.
fn treat(element: Element<'_>) -> Treat {
    let class = |word: &str| element.has_class(word);
    match element.name() {
        _ if class("gmail_attr") || class("yj6qo") || class("a6S") || class("ajR") => Treat::Skip,
        "div" if class("gmail_quote") => Treat::Quote(None),
        "a" if element.attr("href").is_some_and(|to| to.starts_with("mailto:")) => Treat::Skip,
        _ => plainly(element),
    }
}
