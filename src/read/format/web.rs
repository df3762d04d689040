//! What saved pages of blogs and newspapers have in common, whatever made them: an address, a title, an article, a line
//! that counts the comments, links to more of them.
//!
//! In comes the tree of a page and the place where its comments begin, out come those parts, each only where the page
//! leaves no doubt about it.

use super::names;
use crate::read::markup::{Element, Lines, Treat, Tree, Words, plainly, words};
use crate::read::plain::counter;
use crate::read::when;
use crate::span::Span;
use crate::thread::{Comment, Kind, Origin};

/// The address of the page without what differs between copies and pages of one thread: scheme, `www.`, the number of
/// the page of comments, anchors, archives around it. `None` where the page does not tell it, or tells that of the site.
pub(super) fn key(tree: &Tree) -> Option<String> {
    address(tree).map(bare_address).filter(|key| key.split_once('/').is_some_and(|(_, path)| !path.is_empty()))
}

/// The address that a page gives itself.
fn address(tree: &Tree) -> Option<&str> {
    let mut found: [Option<&str>; 3] = [None; 3];
    for element in tree.elements() {
        let (rank, address) = match element.name() {
            "link" if element.has_word("rel", "canonical") => (0, element.attr("href")),
            "meta" if element.attr("property") == Some("og:url") => (1, element.attr("content")),
            "link" if element.has_word("rel", "shortlink") => (2, element.attr("href")),
            _ => continue,
        };
        let address = address.map(str::trim).filter(|address| address.contains("//"));
        let address =
            address.filter(|address| bare_address(address).split_once('/').is_some_and(|(_, path)| !path.is_empty()));
        if let Some(slot) = found.get_mut(rank) {
            *slot = slot.or(address);
        }
    }
    found.into_iter().flatten().next()
}

/// An address as [`key`] has it.
pub(super) fn bare_address(address: &str) -> String {
    // An archive puts its own address before that of the page.
    let address = match address.rfind("http") {
        Some(at) if at > 0 && address.contains("web.archive.org/web/") => address.get(at..).unwrap_or(address),
        _ => address,
    };
    let address = address.split_once("//").map_or(address, |(_, rest)| rest);
    let address = address.split('#').next().unwrap_or(address);
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = path.strip_prefix("www.").unwrap_or(path);
    let path = path.trim_end_matches('/');
    let path = match path.rsplit_once('/') {
        Some((before, last)) if page_in(last).is_some() => before,
        _ => path,
    };
    // What a query says beyond the number of a post is how it is shown.
    let query = query.split('&').find(|part| ["p=", "page_id=", "id="].iter().any(|name| part.starts_with(name)));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let query = query.map_or(String::new(), |query| format!("?{query}"));
    format!("{}/{path}{query}", host.to_lowercase())
}

/// The number in `comment-page-3`.
fn page_in(part: &str) -> Option<usize> {
    part.strip_prefix("comment-page-")?.parse().ok()
}

/// The value of a parameter in an address.
pub(super) fn parameter<'a>(address: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = address.split_once('?')?;
    let query = query.split('#').next()?;
    query.split(['&', ';']).find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
}

/// The page of comments that an address asks for.
fn page_of(address: &str) -> Option<usize> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let by_path = path.rsplit('/').find_map(page_in);
    by_path.or_else(|| parameter(address, "cpage").or_else(|| parameter(address, "commentPage"))?.parse().ok())
}

/// Other pages of comments of the same thread that the page links to, with their numbers, in order: links that stand
/// outside of comments, to its own address or from a bar that leads through comments.
pub(super) fn other_pages<'a>(tree: &'a Tree, comments: &[Span]) -> Vec<(usize, &'a str)> {
    let own = key(tree);
    let current = address(tree).and_then(page_of);
    let mut pages: Vec<(usize, &'a str)> = Vec::new();
    let mut next = 0;
    for element in tree.elements().filter(|element| element.name() == "a") {
        let Some(href) = element.attr("href") else { continue };
        let Some(number) = page_of(href) else { continue };
        let start = element.span().start;
        while comments.get(next).is_some_and(|comment| comment.end <= start) {
            next += 1;
        }
        let inside = comments.get(next).is_some_and(|comment| comment.start <= start);
        // A list of the latest comments leads into pages of other threads.
        let to_comment = href.rsplit_once('#').is_some_and(|(_, anchor)| anchor.starts_with("comment-"));
        let bar = || {
            element.ancestors().take(4).any(|outer| {
                outer.classes().chain(outer.id()).any(|class| {
                    let class = class.to_ascii_lowercase();
                    class.contains("comment") && (class.contains("nav") || class.contains("pag"))
                        || matches!(class.as_str(), "nav-previous" | "nav-next" | "page-numbers")
                })
            })
        };
        let same = own.as_deref().is_some_and(|own| href.starts_with('?') || bare_address(href) == own);
        if !inside && !to_comment && (same || bar()) && current != Some(number) {
            pages.push((number, href));
        }
    }
    pages.sort_unstable();
    pages.dedup_by_key(|(number, _)| *number);
    pages
}

/// What does not belong to an article although it stands in it, by the beginnings of classes and ids.
#[rustfmt::skip]
const BESIDE: [&str; 63] = [
    "share", "sharing", "social", "sd-", "jp-", "related", "yarpp", "addtoany", "a2a_", "heateor", "addthis", "author-box",
    "author-bio", "about-author", "authorbox", "bmg-author", "post-navigation", "navigation", "nav-", "post-tags", "tags",
    "tag-links", "post-meta", "entry-meta", "entry-footer", "entry-header", "post-footer", "post-header", "newsletter",
    "mc4wp", "subscribe", "adsbygoogle", "advert", "ad-", "page-links", "pagelink", "printfriendly", "screen-reader",
    "wpcnt", "ssba", "essb", "mashsb", "swp_", "crp_", "toc_", "ez-toc", "lwptoc", "wp-block-latest", "wp-block-button",
    "sfsi", "et_social", "kk-star", "post-ratings", "wpulike", "breadcrumb", "comments", "respond", "donat",
    "shariff", "cats", "byline", "btn", "button",
];

fn is_beside(element: Element<'_>) -> bool {
    if matches!(element.name(), "nav" | "aside" | "footer" | "header" | "ins") {
        return true;
    }
    // `class` lists may be long and are written by anybody; the beginnings are few.
    let words = element.classes().chain(element.id());
    let beside = |word: &str| {
        BESIDE.iter().any(|start| word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
            || ["byline", "post-head", "postmeta", "post-meta", "entry-meta"].iter().any(|part| word.contains(part))
    };
    words.into_iter().any(beside)
}

/// Classes of the element that holds an article, the surest first.
#[rustfmt::skip]
const ARTICLE: [&str; 26] = [
    "entry-content", "entry__content", "post-content", "post-entry", "article-content", "article-body", "article__content", "article__body",
    "td-post-content", "single-content", "post_content", "post-body", "entry-body", "storycontent", "wp-block-post-content",
    "entry-text", "entrytext", "article-text", "post-text", "single-post-content", "postcontent", "contenttext",
    "post__content", "the-content", "entry", "post-inner",
];

/// Least length of an article in bytes: anything shorter is a caption or a teaser.
const ARTICLE_BYTES: usize = 80;

/// How many times as long as any other candidate one has to be to be the article.
const CLEARLY: usize = 3;

/// How many times as long as a text another one is of which it is a teaser. The frame of an article is longer than the
/// article too, but not so much.
const TEASER: usize = 6;

/// The article of a page whose comments begin at this place, with its author and time where the page says them; `post`
/// is its number in WordPress. `None` where more than one element may be it.
pub(super) fn article(tree: &Tree, comments: usize, post: Option<&str>) -> Option<Comment> {
    let candidates: Vec<(usize, Element<'_>)> = candidates(tree, comments);
    let mut ranks: Vec<usize> = candidates.iter().map(|(rank, _)| *rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let mut found = ranks.into_iter().filter_map(|rank| {
        let alike = candidates.iter().filter(|(other, _)| *other == rank).map(|(_, element)| *element);
        chosen(alike, comments, post)
    });
    let mut best = found.next()?;
    for other in found {
        // A short text beside one that is much longer is a teaser of it.
        if best.1.text.len() * TEASER < other.1.text.len() {
            best = other;
        }
    }
    let (element, said) = best;
    Some(Comment {
        kind: Kind::Article,
        author: writer(tree, comments),
        time: published(tree, comments),
        text: said.text,
        quotes: said.quotes,
        origin: Origin { span: Some(element.span()), lines: None },
        ..Comment::default()
    })
}

/// Elements that may be the article, by the rank of their class; of those of one rank, none stands inside another.
fn candidates(tree: &Tree, comments: usize) -> Vec<(usize, Element<'_>)> {
    let mut found: Vec<(usize, Element<'_>)> = Vec::new();
    // The end of the sidebar or the like that is looked at.
    let mut beside = 0;
    for element in tree.elements().take_while(|element| element.place() < comments) {
        if element.place() < beside || matches!(element.name(), "html" | "body" | "main") {
            continue;
        }
        let skip = ["sidebar", "widget", "related", "teaser", "excerpt"];
        let apart = matches!(element.name(), "aside" | "nav")
            || element.classes().any(|class| {
                skip.iter().any(|skip| class.contains(skip))
                    && !["no-", "has-", "with-"].iter().any(|start| class.starts_with(start))
            });
        // Themes name the frame of the whole page after its sidebar.
        if apart && element.end() <= comments {
            beside = element.end();
            continue;
        }
        let body = || element.has_word("itemprop", "articleBody").then_some(0);
        let by_class = || ARTICLE.iter().position(|known| element.has_class(known)).map(|rank| rank + 1);
        let frame = || {
            let is_post = element.id().is_some_and(|id| {
                id.strip_prefix("post-").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
            });
            (is_post || element.name() == "article" && element.has_class("post")).then_some(ARTICLE.len() + 1)
        };
        let Some(rank) = body().or_else(by_class).or_else(frame) else { continue };
        let inside = found.iter().rev().take(8).any(|(other, outer)| *other == rank && outer.holds(element));
        if !inside {
            found.push((rank, element));
        }
    }
    found
}

/// The only candidate that is long enough, or the one that belongs to the post, or the one that is clearly the longest.
fn chosen<'a>(
    alike: impl Iterator<Item = Element<'a>>,
    comments: usize,
    post: Option<&str>,
) -> Option<(Element<'a>, Words)> {
    let mut said: Vec<(Element<'a>, Words)> = alike
        .take(50)
        .map(|element| (element, article_words(element, comments)))
        .filter(|(_, words)| words.text.len() >= ARTICLE_BYTES)
        .collect();
    if said.len() > 1
        && let Some(post) = post
    {
        let id = format!("post-{post}");
        let owns =
            |element: &Element<'a>| element.ancestors().any(|outer| outer.id() == Some(&id) || outer.has_class(&id));
        if let Some(own) = said.iter().position(|(element, _)| owns(element)) {
            return Some(said.swap_remove(own));
        }
    }
    said.sort_by_key(|(element, words)| (std::cmp::Reverse(words.text.len()), element.place()));
    let second = said.get(1).map_or(0, |(_, words)| words.text.len());
    let first = said.into_iter().next()?;
    (second * CLEARLY <= first.1.text.len()).then_some(first)
}

fn article_words(element: Element<'_>, comments: usize) -> Words {
    words(element, Lines::Joined, |inner| {
        let title = matches!(inner.name(), "h1") || inner.has_class("entry-title");
        if inner.place() >= comments || title || is_beside(inner) { Treat::Skip } else { plainly(inner) }
    })
}

/// Who wrote the article.
fn writer(tree: &Tree, comments: usize) -> Option<String> {
    let mut named = None;
    for element in tree.elements().take_while(|element| element.place() < comments) {
        match element.name() {
            "meta" if element.attr("name") == Some("author") => {
                named = named.or_else(|| element.attr("content").map(str::to_owned));
            }
            "a" if element.has_word("rel", "author") => named = named.or_else(|| element.line()),
            _ => {}
        }
    }
    let name = named?;
    let name = names::bare(&name);
    // Addresses of a profile stand there too.
    (!name.is_empty() && name.len() <= 80 && !name.contains("//")).then_some(name)
}

/// When the article was published.
fn published(tree: &Tree, comments: usize) -> Option<String> {
    let mut meta = None;
    let mut shown = None;
    for element in tree.elements().take_while(|element| element.place() < comments) {
        match element.name() {
            "meta" if element.attr("property") == Some("article:published_time") => {
                meta = meta.or_else(|| when::iso(element.attr("content")?, false));
            }
            "time" if element.classes().any(|class| matches!(class, "entry-date" | "published")) => {
                shown = shown.or_else(|| when::iso(element.attr("datetime")?, false));
            }
            _ => {}
        }
    }
    meta.or(shown)
}

/// The title of the page: that of the article, or what the page tells other sites, or the only heading of the first order.
pub(super) fn title(tree: &Tree, comments: usize) -> Option<String> {
    let (mut entry, mut told, mut head) = (None, None, None);
    let mut headings = Vec::new();
    for element in tree.elements() {
        let before = element.place() < comments;
        match element.name() {
            "h1" | "h2" | "h3" if before => {
                let is_entry =
                    element.classes().any(|class| matches!(class, "entry-title" | "post-title" | "article-title"))
                        || element.has_word("itemprop", "headline");
                if is_entry {
                    entry = entry.or_else(|| element.line());
                }
                if element.name() == "h1" {
                    headings.extend(element.line());
                }
            }
            "meta" if element.attr("property") == Some("og:title") => {
                told = told.or_else(|| {
                    element.attr("content").map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned)
                });
            }
            "title" => head = head.or_else(|| element.line()),
            _ => {}
        }
    }
    let only = if headings.len() == 1 { headings.pop() } else { None };
    entry.or(told).or(only).or(head)
}

/// How many elements before the first comment are looked at for the line that counts the comments.
const COUNTER_ELEMENTS: usize = 400;

/// How many tags and texts the line that counts the comments may hold.
const COUNTER_NODES: usize = 24;

/// The number of comments that the page announces above its first comment (`12 réflexions sur …`, `43 Comments`), read
/// from headings and from elements that are named after comments.
pub(super) fn announced(tree: &Tree, first: usize) -> Option<usize> {
    let mut weak = None;
    let before: Vec<Element<'_>> = tree.elements().take_while(|element| element.place() < first).collect();
    // Of a page without any comment all is looked at.
    let most = if first == usize::MAX { before.len() } else { COUNTER_ELEMENTS };
    for element in before.iter().rev().take(most) {
        let about = |class: &str| {
            let class = class.to_ascii_lowercase();
            ["comment", "kommentar", "coment", "reponse", "response"].iter().any(|word| class.contains(word))
        };
        let named = element.classes().chain(element.id()).any(about);
        let heading = matches!(element.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let is_bubble = element.has_class("wpd-cc-value");
        let is_line = element.end() <= first && element.end() - element.place() <= COUNTER_NODES;
        if !is_line || !(named || heading || is_bubble) {
            continue;
        }
        let Some(line) = element.line() else { continue };
        if element.has_class("wpd-thread-info")
            && let Some(count) = element.attr("data-comments-count").and_then(|count| count.parse().ok())
        {
            return Some(count);
        }
        if is_bubble && let Ok(count) = line.parse() {
            return Some(count);
        }
        match counter::read(&line) {
            Some((Some(count), strong)) if strong || named || heading => return Some(count),
            // Figures of their own: `<span class="comments-count">12</span>`.
            _ if named && weak.is_none() => {
                weak = line.parse().ok().filter(|_| element.classes().any(|class| class.contains("count")));
            }
            _ => {}
        }
    }
    weak
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::html;

    #[test]
    fn pages_and_copies_of_one_thread_have_one_key() {
        for address in [
            "https://www.example.org/2016/05/la-mer/",
            "http://example.org/2016/05/la-mer/comment-page-2/#comments",
            "https://EXAMPLE.org/2016/05/la-mer?cpage=2&m=1#comment-7",
            "https://web.archive.org/web/20170602182735/http://www.example.org/2016/05/la-mer/",
        ] {
            assert_eq!(bare_address(address), "example.org/2016/05/la-mer", "{address}");
        }
        assert_eq!(bare_address("https://example.org/?p=12&cpage=2"), "example.org/?p=12");
        assert_eq!(key(&html("<link rel=canonical href='https://example.org/'>")), None);
    }

    #[test]
    fn links_to_other_pages_of_comments_are_told_from_links_to_comments() {
        let page = "<link rel=canonical href='https://x.org/a/comment-page-2/'><a href='https://x.org/b/comment-page-9/#comment-1'>\
                    <li><a href='https://x.org/a/comment-page-2/#comment-7'>d</a></li><nav><a href='https://x.org/a/comment-page-3/#comments'>\
                    </a><a href='/a/comment-page-1/'></a></nav><div class=comment-navigation><a href='/a/comment-page-1/#comments'></a></div>";
        let tree = html(page);
        let comments: Vec<Span> = tree.elements().filter(|element| element.name() == "li").map(Element::span).collect();
        let numbers: Vec<usize> = other_pages(&tree, &comments).into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, [1, 3]);
    }

    #[test]
    fn an_article_is_what_stands_alone_or_belongs_to_the_post() {
        let long = "Le port de nuit. ".repeat(20);
        let page = format!(
            "<div class=entry-content><p>{long}<div class=sharedaddy>Partager</div></div><aside><div class=entry-content>{long}</div></aside>"
        );
        let tree = html(&page);
        assert_eq!(article(&tree, usize::MAX, None).unwrap().text, long.trim());
        let two = format!(
            "<div id=post-1><p class=entry-content>{long}</div><div id=post-2><p class=entry-content>{long} !</div>"
        );
        let tree = html(&two);
        assert_eq!(article(&tree, usize::MAX, None), None);
        assert!(article(&tree, usize::MAX, Some("2")).unwrap().text.ends_with('!'));
    }

    #[test]
    fn counters_are_read_above_the_comments() {
        for (page, count) in [
            ("<div id=comments><h2>12 réflexions sur «&nbsp;La mer&nbsp;»</h2><ol>", Some(12)),
            ("<h3 class=comments-title>43 Comments</h3>", Some(43)),
            ("<h2>2 Antworten</h2>", Some(2)),
            ("<p>12 comments</p>", None),
            ("<span class=comments-count>7</span>", Some(7)),
        ] {
            assert_eq!(announced(&html(page), usize::MAX), count, "{page}");
        }
    }
}
