//! Articles of LWN.net with their comments, by the published markup of the site; no real page was available.
//!
//! A comment is an element with the class `CommentBox`; replies are inside it. Ids are the numbers of the comments.
//! Titles of comments that only repeat the title above are left out.

use super::super::web;
use super::byline;
use super::nest::Nest;
use super::{address, comment_at, digits_after, key_of, page, set_plain_text, subject};
use crate::read::format::paste::plain::stamp;
use crate::read::markup::{Element, Tree};
use crate::read::{error::ReadError, format::common, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Thread};

const WHAT: &str = "a page of LWN.net";

/// Whether it has a comment in the markup of the site.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    let mut has_box = false;
    tree.elements().any(|element| {
        has_box |= element.has_class("CommentBox");
        has_box && element.has_class("CommentPoster")
    })
}

fn is_comment(element: Element<'_>) -> bool {
    element.has_class("CommentBox")
}

/// Reads a page.
///
/// # Errors
/// When the source is not a page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let first = tree.elements().find(|element| is_comment(*element)).map_or(usize::MAX, Element::place);
    let heading = tree
        .elements()
        .find(|element| element.has_class("PageHeadline"))
        .and_then(|head| head.find_name("h1").unwrap_or(head).line());
    let title = heading.or_else(|| web::title(tree, first));
    let mut thread = Thread {
        key: address(source, tree).as_deref().and_then(key_of),
        announced: web::announced(tree, first),
        ..Thread::default()
    };
    let text = tree.elements().find(|element| element.has_class("ArticleText") && element.place() < first);
    if let Some(text) = text {
        let mut article = comment_at(text, "");
        article.kind = crate::thread::Kind::Article;
        super::set_text(&mut article, text, |inner| {
            let is_login = inner.name() == "p" && inner.line().is_some_and(|line| line == "Log in to post comments");
            if inner.place() >= first || inner.has_class("Ad") || is_login {
                crate::read::markup::Treat::Skip
            } else {
                crate::read::markup::plainly(inner)
            }
        });
        thread.comments.extend((!article.text.is_empty()).then_some(article));
    }
    thread.comments.extend(comments(tree, title.as_deref().unwrap_or_default()));
    thread.title = title;
    common::answer_opening(&mut thread);
    Ok(Reading { threads: vec![thread], diagnostics: Vec::new() })
}

fn comments(tree: &Tree, title: &str) -> Vec<Comment> {
    let mut nest = Nest::default();
    let mut comments: Vec<Comment> = Vec::new();
    let mut titles = rustc_hash::FxHashMap::default();
    let mut anchor = None;
    for element in tree.elements() {
        // The anchor is before the box in some designs, and inside it in others.
        if element.name() == "a" {
            anchor = element.attr("name").and_then(|name| digits_after(name, "CommAnchor")).or(anchor);
        }
        if !is_comment(element) {
            continue;
        }
        let mut comment = comment_from(element, anchor.take());
        comment.parent = nest.parent_of(element);
        nest.push(element, &comment.id);
        let own = element.own(is_comment).find(|part| part.has_class("CommentTitle")).and_then(Element::line);
        if let Some(own) = own {
            let above = comment.parent.as_ref().and_then(|parent| titles.get(parent)).map_or("", String::as_str);
            subject::prepend(&mut comment, &own, &[title, above]);
            titles.insert(comment.id.clone(), own);
        }
        comments.push(comment);
    }
    comments
}

fn comment_from(element: Element<'_>, anchor: Option<&str>) -> Comment {
    let mut comment = comment_at(element, "");
    let mut number = None;
    for part in element.own(is_comment) {
        if part.name() == "a" {
            let to = part.attr("href").unwrap_or_default();
            if number.is_none() && part.line().as_deref() == Some("Link") {
                number = digits_after(to, "/Articles/");
            }
            number = number.or_else(|| digits_after(part.attr("name")?, "CommAnchor"));
        }
        if part.has_class("CommentPoster") && comment.author.is_none() {
            comment.author = part.find_name("b").and_then(Element::line);
            let line = part.line().unwrap_or_default();
            let date = line.split_once(" by ").map_or(line.as_str(), |(date, _)| date);
            let read = stamp::read(date).map(|stamp| stamp.time);
            comment.time = read.map(|time| if time.contains('T') && date.contains("UTC") { time + "Z" } else { time });
            comment.author = comment.author.or_else(|| byline::name(line.split_once(" by ")?.1.split('(').next()?));
        } else if part.has_class("FormattedComment") && comment.text.is_empty() {
            set_plain_text(&mut comment, part);
        }
    }
    number.or(anchor).unwrap_or_default().clone_into(&mut comment.id);
    comment
}
