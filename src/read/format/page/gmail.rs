//! A conversation of Gmail, saved as a page.
//!
//! Messages stand one under the other; which one a message answers is not said, so no parent is given. What the page
//! repeats of earlier messages is a quotation. Addresses are not kept: where an author has no name, there is none.

use super::{entry, page, say, time_of, title};
use crate::read::format::jsonl::mail_quotes;
use crate::read::markup::{Element, Treat, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Thread};

const WHAT: &str = "a page of Gmail";

/// Whether messages stand in it: with the site's number, and a part of theirs that holds words.
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
/// When the source is no page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let heading = tree.elements().find(|element| element.attr("data-legacy-thread-id").is_some());
    let mut thread = Thread { title: heading.and_then(Element::line).or_else(|| title(tree)), ..Thread::default() };
    thread.key = heading.and_then(|heading| Some(format!("gmail/{}", heading.attr("data-legacy-thread-id")?)));
    thread.comments = tree.elements().filter(|element| is_message(*element)).map(message).collect();
    Ok(Reading { threads: vec![thread], diagnostics: Vec::new() })
}

fn message(element: Element<'_>) -> Comment {
    let mut comment = entry(element, element.attr("data-legacy-message-id").unwrap_or_default());
    let author = element.find_class("gD").and_then(|sender| sender.attr("name"));
    comment.author = author.map(str::trim).filter(|name| !name.is_empty() && !name.contains('@')).map(str::to_owned);
    comment.time = element.find_class("g3").and_then(|date| time_of(date, false));
    if let Some(body) = body(element) {
        say(&mut comment, body, treat);
        let marked = mail_quotes(&comment.text);
        let outside = |quote: &crate::thread::Quote| {
            !comment
                .quotes
                .iter()
                .any(|known| known.span.start <= quote.span.start && quote.span.start < known.span.end)
        };
        let more: Vec<_> = marked.into_iter().filter(outside).collect();
        comment.quotes.extend(more);
        comment.quotes.sort_by_key(|quote| quote.span.start);
    }
    comment
}

/// Who wrote what is quoted stands before it in a line of the program's, with the address; what the page hides behind
/// three dots is the end of a mail: a signature, or what `>` marks.
fn treat(element: Element<'_>) -> Treat {
    let class = |word: &str| element.has_class(word);
    match element.name() {
        _ if class("gmail_attr") || class("yj6qo") || class("a6S") || class("ajR") => Treat::Skip,
        "div" if class("gmail_quote") => Treat::Quote(None),
        "a" if element.attr("href").is_some_and(|to| to.starts_with("mailto:")) => Treat::Skip,
        _ => plainly(element),
    }
}
