//! Articles of SPIP with their forum, in the markup of its templates and of the plug-in *Comments*.
//!
//! A message is `.forum-message`, or `.forum` with a head `.forum-chapo`; with the plug-in, `.comment-fil` or an item of
//! `.comments-items`. It is followed by the list of its answers, in the same list item. By the published templates.

use super::super::common;
use super::super::web;
use super::byline;
use super::nest::Nest;
use super::{address, comment_at, digits_after, key_of, page, set_text, subject, time_of};
use crate::read::markup::{Element, Treat, Tree, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Thread};

const WHAT: &str = "a page of SPIP";

/// Whether it has a message with a text, in the markup of the program.
pub fn detect(source: &Source<'_>) -> bool {
    source.html().is_some_and(|tree| tree.elements().any(|element| is_message(element) && body(element).is_some()))
}

fn is_message(element: Element<'_>) -> bool {
    let is_plain = element.has_class("forum-message") || element.has_class("forum") && element.name() == "div";
    let has_head = || element.children().any(|child| child.has_class("forum-chapo") || child.has_class("forum-texte"));
    let is_of_plugin = || {
        element.has_class("comment")
            && element.ancestors().take(4).any(|outer| {
                outer
                    .classes()
                    .any(|class| matches!(class, "comments-items" | "comments-ul" | "comment-fil" | "comments-li"))
            })
    };
    is_plain && has_head() || is_of_plugin()
}

/// Whether a part of a message is its text.
fn is_body(element: Element<'_>) -> bool {
    element.classes().any(|class| {
        matches!(class, "forum-texte" | "forum-item" | "comment-texte" | "comment-content" | "comment_texte")
    })
}

fn body(element: Element<'_>) -> Option<Element<'_>> {
    element.own(is_message).find(|part| is_body(*part))
}

/// Reads a page.
///
/// # Errors
/// When the source is not a page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let first = tree.elements().find(|element| is_message(*element));
    let area = first.map_or(usize::MAX, |first| {
        let is_forum = |outer: &Element<'_>| {
            outer.has_class("forum")
                || outer.id().is_some_and(|id| id.starts_with("forum") || id.starts_with("comment"))
        };
        first.ancestors().filter(is_forum).last().unwrap_or(first).place()
    });
    let title = web::title(tree, area);
    let mut thread = Thread {
        key: address(source, tree).as_deref().and_then(key_of),
        announced: web::announced(tree, first.map_or(usize::MAX, Element::place)),
        ..Thread::default()
    };
    thread.comments.extend(article(tree, area));
    let mut comments = comments(tree, title.as_deref().unwrap_or_default());
    thread.comments.append(&mut comments);
    thread.title = title;
    common::answer_opening(&mut thread);
    Ok(Reading { threads: vec![thread], diagnostics: Vec::new() })
}

/// The article: what the page marks so, or the text in SPIP's own class.
fn article(tree: &Tree, area: usize) -> Option<Comment> {
    web::article(tree, area, None).or_else(|| {
        let is_text = |element: &Element<'_>| {
            element.place() < area
                && element.classes().any(|class| matches!(class, "texte" | "article-texte"))
                && element.ancestors().all(|outer| !outer.has_class("aside"))
        };
        let text = tree.elements().filter(is_text).max_by_key(|element| element.end() - element.place())?;
        let mut article = comment_at(text, "");
        article.kind = crate::thread::Kind::Article;
        set_text(&mut article, text, |inner| if inner.place() >= area { Treat::Skip } else { plainly(inner) });
        (!article.text.is_empty()).then_some(article)
    })
}

fn comments(tree: &Tree, title: &str) -> Vec<Comment> {
    let mut nest = Nest::default();
    let mut comments: Vec<Comment> = Vec::new();
    let mut titles = rustc_hash::FxHashMap::default();
    for element in tree.elements().filter(|element| is_message(*element)) {
        let mut comment = comment_from(element);
        if comment.id.is_empty() {
            comment.id = format!("c{}", comments.len() + 1);
        }
        comment.parent = nest.parent_of(element);
        let holder = element.parent().filter(|outer| outer.name() == "li").unwrap_or(element);
        nest.push(holder, &comment.id);
        let is_subject = |part: &Element<'_>| part.has_class("forum-titre") || part.has_class("comment-titre");
        if let Some(own) = element.own(is_message).find(is_subject).and_then(Element::line) {
            let above = comment.parent.as_ref().and_then(|parent| titles.get(parent)).map_or("", String::as_str);
            subject::prepend(&mut comment, own.trim_end_matches([',', ' ']), &[title, above]);
            titles.insert(comment.id.clone(), own);
        }
        comments.push(comment);
    }
    comments
}

fn comment_from(element: Element<'_>) -> Comment {
    let number = |id: &str| digits_after(id, "forum").or_else(|| digits_after(id, "comment")).map(str::to_owned);
    let parts: Vec<_> = element.own(is_message).take_while(|part| !is_body(*part)).collect();
    let anchors = parts.iter().filter_map(|part| part.id().or_else(|| part.attr("name"))).find_map(number);
    let id = element.id().and_then(number).or(anchors);
    let before = || element.parent()?.id().and_then(number);
    let mut comment = comment_at(element, &id.or_else(before).unwrap_or_default());
    let class = |words: &[&str]| parts.iter().copied().find(|part| words.iter().any(|word| part.has_class(word)));
    comment.author = class(&["fn"])
        .or_else(|| class(&["author", "vcard", "par", "comment-author"]))
        .and_then(|part| byline::name(&part.line()?));
    comment.time = class(&["published", "dtreviewed", "date"])
        .and_then(|part| time_of(part, false))
        .map(|time| if time.contains('T') { time } else { byline::read(&time).time.unwrap_or(time) });
    // Without classes the head is *titre*, then a line such as *12 mars 2008 à 12:34, par Anne*.
    let line = class(&["forum-chapo", "comment-meta"])
        .map(|head| super::line_without(head, &["forum-titre", "comment-titre"]));
    let read = line.map(|line| byline::read(&line)).unwrap_or_default();
    comment.author = comment.author.or(read.name);
    comment.time = comment.time.or(read.time);
    if let Some(body) = body(element) {
        set_text(&mut comment, body, |inner| {
            let is_furniture = inner.classes().any(|class| matches!(class, "repondre" | "hyperlien" | "comment-reply"));
            if is_furniture { Treat::Skip } else { plainly(inner) }
        });
    }
    comment
}
