//! Topics of Discourse as the site gives them to search engines and to browsers without scripts.
//!
//! Ids are the numbers of posts within their topic (`post_number`), as in the reader of the site's own JSON: replies and
//! quotations name those, the ids of the database stand in no page. The key is `discourse/HOST/TOPIC`. Such a page does not
//! say what a post answers; a post that quotes one post of its topic, and no other, is not taken to answer it, but the
//! quotation names it. Post 1 opens the topic. `dateModified` is no sign of an edit: the site changes it for reasons of its own.

use super::{address, digits_after, entry, host, more_pages, number, page, say, time_of, title};
use crate::diagnostic::Diagnostic;
use crate::read::markup::{Element, Treat, Tree, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Thread};

const WHAT: &str = "a page of a Discourse topic";

/// Whether posts stand in it as Discourse writes them for crawlers: `.crawler-post` with an id `post_N`, or with its words
/// under the name that they have in schema.org.
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
/// When the source is no page.
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
    let mut elsewhere = 0;
    for element in tree.elements().filter(|element| is_post(*element)) {
        thread.comments.push(post(element, id, &mut elsewhere));
    }
    thread.key = topic.map(|(host, id)| format!("discourse/{host}/{id}"));
    let mut diagnostics = Vec::new();
    let next = |element: &Element<'_>| element.has_word("rel", "next") && matches!(element.name(), "link" | "a");
    if tree.elements().any(|element| next(&element)) {
        diagnostics.push(more_pages("posts"));
    }
    if elsewhere > 0 {
        let message = format!("{elsewhere} quotations are of posts in other topics");
        diagnostics.push(Diagnostic::note("quotes-elsewhere", message));
    }
    Ok(Reading { threads: vec![thread], diagnostics })
}

/// The host and the number of the topic, by an address `/t/…/NUMBER`: the page's own, or that of any post's link.
fn topic(source: &Source<'_>, tree: &Tree) -> Option<(String, String)> {
    let of = |address: &str| Some((host(address).unwrap_or_default(), topic_in(address)?.to_owned()));
    if let Some(found) = address(source, tree).and_then(|address| of(&address)) {
        return Some(found);
    }
    let named = |element: &Element<'_>| {
        ["url", "mainEntityOfPage"].iter().any(|name| element.has_word("itemprop", name))
            || element.has_word("rel", "next")
    };
    let links =
        || tree.elements().filter(named).filter_map(|element| of(element.attr("href").or(element.attr("content"))?));
    // A link within the site has no host.
    links().find(|(host, _)| !host.is_empty()).or_else(|| links().next())
}

/// `16734` of `https://host/t/words-of-the-title/16734?page=2` and of `/t/16734/3`.
fn topic_in(address: &str) -> Option<&str> {
    let path = address.split_once("/t/")?.1.split(['?', '#']).next()?;
    path.split('/').find(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn post(element: Element<'_>, topic: Option<&str>, elsewhere: &mut usize) -> Comment {
    let parts: Vec<_> = element.own(is_post).collect();
    let with = |name: &str| parts.iter().copied().find(|part| part.has_word("itemprop", name));
    let number_said = with("position").and_then(|part| part.attr("content").map(str::to_owned).or_else(|| part.line()));
    let id = position(element).map(str::to_owned).or_else(|| number_said.map(|said| said.trim_matches('#').to_owned()));
    let mut comment = entry(element, id.as_deref().unwrap_or_default());
    let holder = with("author").map(|author| author.find(|part| part.has_word("itemprop", "name")).unwrap_or(author));
    comment.author = holder.and_then(Element::line);
    comment.time = with("datePublished").and_then(|time| time_of(time, true));
    comment.votes = with("userInteractionCount").and_then(|count| number(count.attr("content")?));
    if comment.id == "1" {
        comment.kind = Kind::Post;
    }
    if let Some(body) = parts.iter().copied().find(|part| is_text(*part)) {
        let outside = std::cell::Cell::new(0);
        say(&mut comment, body, |inner| treat(inner, topic, &outside));
        *elsewhere += outside.get();
    }
    comment
}

/// Quotations name the post they are of; their heading with the name of its author is furniture, as are the previews of
/// links and the marks of mentions.
fn treat(element: Element<'_>, topic: Option<&str>, elsewhere: &std::cell::Cell<usize>) -> Treat {
    let in_quote = || element.parent().is_some_and(|holder| holder.name() == "aside" && holder.has_class("quote"));
    match element.name() {
        "aside" if element.has_class("quote") => {
            let same = element.attr("data-topic").is_none_or(|of| topic.is_none_or(|topic| topic == of));
            if !same {
                elsewhere.set(elsewhere.get() + 1);
            }
            Treat::Quote(element.attr("data-post").filter(|_| same).map(str::to_owned))
        }
        "aside" if element.has_class("onebox") => Treat::Quote(None),
        "div" if element.has_class("title") && in_quote() => Treat::Skip,
        // What the site counts of a link's visitors, and the size of a picture under it.
        "span" if element.has_class("badge-notification") || element.has_class("informations") => Treat::Skip,
        "div" if element.has_class("meta") && element.parent().is_some_and(|holder| holder.has_class("lightbox")) => {
            Treat::Skip
        }
        _ => plainly(element),
    }
}
