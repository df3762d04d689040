//! Topics of Discourse as the site gives them to search engines and to browsers without scripts.
//!
//! Ids are the numbers of posts within their topic (`post_number`), as in the reader of the site's JSON: replies and
//! quotations use them, and database ids are not in the page. The key is `discourse/HOST/TOPIC`. The page does not say
//! what a post answers. A quotation names the quoted post, but that does not make it the parent. Post 1 opens the
//! topic. `dateModified` does not show an edit: the site also changes it for other reasons.

use super::{address, comment_at, digits_after, host, more_pages, number, page, set_text, time_of, title};
use crate::diagnostic::Diagnostic;
use crate::read::markup::{Element, Treat, Tree, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Thread};

const WHAT: &str = "a page of a Discourse topic";

/// Whether it has posts as Discourse writes them for crawlers: `.crawler-post` with an id `post_N`, or with its text
/// marked by schema.org.
pub fn detect(source: &Source<'_>) -> bool {
    source.html().is_some_and(|tree| tree.elements().any(is_post))
}

fn is_post(element: Element<'_>) -> bool {
    element.has_class("crawler-post") && (position(element).is_some() || element.find(is_text).is_some())
}

fn is_text(element: Element<'_>) -> bool {
    element.has_class("post") && element.has_word("itemprop", "articleBody")
        || element.has_class("post") && element.has_word("itemprop", "text")
}

/// The number of a post in its topic.
fn position(element: Element<'_>) -> Option<&str> {
    digits_after(element.id()?, "post_")
}

/// Reads a page.
///
/// # Errors
/// When the source is not a page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let mut thread = Thread::default();
    let topic = topic(source, tree);
    thread.title = tree
        .elements()
        .find(|element| element.has_word("itemprop", "headline"))
        .and_then(|element| element.attr("content").map(str::to_owned).or_else(|| element.line()))
        .or_else(|| title(tree));
    let id = topic.as_ref().map(|(_, id)| id.as_str());
    let mut foreign_quotes = 0;
    for element in tree.elements().filter(|element| is_post(*element)) {
        thread.comments.push(comment_from(element, id, &mut foreign_quotes));
    }
    thread.key = topic.map(|(host, id)| format!("discourse/{host}/{id}"));
    let mut diagnostics = Vec::new();
    let is_next = |element: &Element<'_>| element.has_word("rel", "next") && matches!(element.name(), "link" | "a");
    if tree.elements().any(|element| is_next(&element)) {
        diagnostics.push(more_pages("posts"));
    }
    if foreign_quotes > 0 {
        let message = format!("{foreign_quotes} quotations are of posts in other topics");
        diagnostics.push(Diagnostic::note("quotes-elsewhere", message));
    }
    Ok(Reading { threads: vec![thread], diagnostics })
}

/// The host and the number of the topic, from an address `/t/…/NUMBER`: that of the page, or that of a link to a post.
fn topic(source: &Source<'_>, tree: &Tree) -> Option<(String, String)> {
    let parse = |address: &str| Some((host(address).unwrap_or_default(), topic_in(address)?.to_owned()));
    if let Some(topic) = address(source, tree).and_then(|address| parse(&address)) {
        return Some(topic);
    }
    let is_link = |element: &Element<'_>| {
        ["url", "mainEntityOfPage"].iter().any(|name| element.has_word("itemprop", name))
            || element.has_word("rel", "next")
    };
    let links = || {
        tree.elements().filter(is_link).filter_map(|element| parse(element.attr("href").or(element.attr("content"))?))
    };
    // A relative link has no host.
    links().find(|(host, _)| !host.is_empty()).or_else(|| links().next())
}

/// `16734` in `https://host/t/words-of-the-title/16734?page=2` and in `/t/16734/3`.
fn topic_in(address: &str) -> Option<&str> {
    let path = address.split_once("/t/")?.1.split(['?', '#']).next()?;
    path.split('/').find(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The comment of a post. Adds the number of its quotations from other topics to `foreign_quotes`.
fn comment_from(element: Element<'_>, topic: Option<&str>, foreign_quotes: &mut usize) -> Comment {
    let parts: Vec<_> = element.own(is_post).collect();
    let with = |name: &str| parts.iter().copied().find(|part| part.has_word("itemprop", name));
    let displayed_number =
        with("position").and_then(|part| part.attr("content").map(str::to_owned).or_else(|| part.line()));
    let id = position(element)
        .map(str::to_owned)
        .or_else(|| displayed_number.map(|number| number.trim_matches('#').to_owned()));
    let mut comment = comment_at(element, id.as_deref().unwrap_or_default());
    let author = with("author").map(|author| author.find(|part| part.has_word("itemprop", "name")).unwrap_or(author));
    comment.author = author.and_then(Element::line);
    comment.time = with("datePublished").and_then(|time| time_of(time, true));
    comment.votes = with("userInteractionCount").and_then(|count| number(count.attr("content")?));
    if comment.id == "1" {
        comment.kind = Kind::Post;
    }
    if let Some(body) = parts.iter().copied().find(|part| is_text(*part)) {
        let count = std::cell::Cell::new(0);
        set_text(&mut comment, body, |inner| treat(inner, topic, &count));
        *foreign_quotes += count.get();
    }
    comment
}

/// A quotation names the quoted post. Its heading with the name of the author is skipped; link previews are quotations.
fn treat(element: Element<'_>, topic: Option<&str>, foreign_quotes: &std::cell::Cell<usize>) -> Treat {
    let in_quote = || element.parent().is_some_and(|holder| holder.name() == "aside" && holder.has_class("quote"));
    match element.name() {
        "aside" if element.has_class("quote") => {
            let is_here = element.attr("data-topic").is_none_or(|other| topic.is_none_or(|topic| topic == other));
            if !is_here {
                foreign_quotes.set(foreign_quotes.get() + 1);
            }
            Treat::Quote(element.attr("data-post").filter(|_| is_here).map(str::to_owned))
        }
        "aside" if element.has_class("onebox") => Treat::Quote(None),
        "div" if element.has_class("title") && in_quote() => Treat::Skip,
        // How often a link was followed, and the size of a picture.
        "span" if element.has_class("badge-notification") || element.has_class("informations") => Treat::Skip,
        "div" if element.has_class("meta") && element.parent().is_some_and(|holder| holder.has_class("lightbox")) => {
            Treat::Skip
        }
        _ => plainly(element),
    }
}
