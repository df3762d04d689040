//! Comments marked with the microdata of schema.org: `Comment`, its forerunner `UserComments`, and `Answer`.

use super::super::common;
use super::ids::{bare_id, depth_by_class, id_in_address, is_capped};
use super::{comment_at, delete, mark, number, set_plain_text, time_of};
use crate::read::markup::{Element, Tree};
use crate::thread::{Comment, Kind, Mark};

/// The type of an item in schema.org, in lower case.
fn type_of(element: Element<'_>) -> Option<String> {
    let types = element.attr("itemtype")?;
    let name = types.split_ascii_whitespace().find_map(|address| address.split_once("schema.org/"))?.1;
    Some(name.to_ascii_lowercase())
}

/// Whether an element is a comment, not just a reference to a parent.
pub(super) fn is_comment(element: Element<'_>) -> bool {
    type_of(element).is_some_and(|name| matches!(name.as_str(), "comment" | "usercomments" | "answer"))
        && !element.has_word("itemprop", "parentItem")
}

/// The properties that may hold the text of a comment; the first one present counts.
const TEXTS: [&str; 4] = ["text", "commentText", "articleBody", "description"];

/// Whether the page has a comment with a text.
pub(super) fn has(tree: &Tree) -> bool {
    tree.elements().any(|element| is_comment(element) && element.own(is_comment).any(|part| is_prop(part, &TEXTS)))
}

fn is_prop(element: Element<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| element.has_word("itemprop", name))
}

/// The comments of a page.
pub(super) fn comments(tree: &Tree) -> Vec<Comment> {
    let (mut comments, mut depths, mut is_answer) = (Vec::new(), Vec::new(), Vec::new());
    let mut open: Vec<(usize, String)> = Vec::new();
    for element in tree.elements().filter(|element| is_comment(*element)) {
        let Some(mut comment) = comment_from(element) else { continue };
        if comment.id.is_empty() {
            // Comments inside it need an id to refer to.
            comment.id = format!("c{}", comments.len() + 1);
        }
        while open.pop_if(|(end, _)| *end <= element.place()).is_some() {}
        comment.parent = comment.parent.or_else(|| open.last().map(|(_, id)| id.clone()));
        comment.capped = comment.parent.is_none() && is_capped(element);
        open.push((element.end(), comment.id.clone()));
        depths.push(depth_by_class(element));
        // An answer answers the question, which may have any id.
        is_answer.push(type_of(element).as_deref() == Some("answer"));
        comments.push(comment);
    }
    common::answer_by_depth(&mut comments, &depths);
    if opening(tree).is_some() {
        for (comment, _) in comments.iter_mut().zip(is_answer).filter(|(_, is_answer)| *is_answer) {
            comment.parent.get_or_insert_with(|| "article".to_owned());
        }
    }
    comments
}

fn comment_from(element: Element<'_>) -> Option<Comment> {
    let parts: Vec<_> = element.own(is_comment).collect();
    let prop = |names: &[&str]| parts.iter().copied().find(|part| is_prop(*part, names));
    let body = TEXTS.iter().find_map(|name| prop(&[name]))?;
    let link = prop(&["url"]).and_then(address_of).and_then(id_in_address);
    let own_id = element.id().map(bare_id).map(str::to_owned);
    let by_item = element.attr("itemid").and_then(id_in_address);
    let identifier = prop(&["identifier", "commentId"]).and_then(value_of);
    let mut comment = comment_at(element, &own_id.or(by_item).or(identifier).or(link).unwrap_or_default());
    comment.author = prop(&["author", "creator"]).and_then(|author| {
        let name = author.find(|part| is_prop(part, &["name"])).unwrap_or(author);
        value_of(name)
    });
    comment.time = prop(&["datePublished", "dateCreated", "commentTime"]).and_then(|time| time_of(time, false));
    let votes = |name: &str| prop(&[name]).and_then(value_of).and_then(|value| number(&value));
    comment.votes = match (votes("upvoteCount"), votes("downvoteCount")) {
        (Some(up), down) => Some(up - down.unwrap_or(0)),
        (None, _) => None,
    };
    if let Some(parent) = prop(&["parentItem"]) {
        let own = parent.attr("itemid").or_else(|| address_of(parent)).and_then(id_in_address);
        let inner = parent.find(|part| is_prop(part, &["url"])).and_then(address_of).and_then(id_in_address);
        comment.parent = own.or(inner);
    }
    match body.attr("content") {
        Some(content) if body.name() == "meta" => content.trim().clone_into(&mut comment.text),
        _ => set_plain_text(&mut comment, body),
    }
    if element.has_word("itemprop", "acceptedAnswer") {
        mark(&mut comment, Mark::Featured);
    }
    if comment.text.is_empty() {
        delete(&mut comment);
    }
    Some(comment)
}

fn address_of(element: Element<'_>) -> Option<&str> {
    element.attr("href").or_else(|| element.attr("content"))
}

fn value_of(element: Element<'_>) -> Option<String> {
    element
        .attr("content")
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .or_else(|| element.line())
}

/// The article or question that is discussed, if the page marks its text.
pub(super) fn opening(tree: &Tree) -> Option<Comment> {
    let is_question = |element: Element<'_>| {
        let scope = element.ancestors().find(|outer| outer.attr("itemtype").is_some()).and_then(type_of);
        is_prop(element, &["text"]) && matches!(scope.as_deref(), Some("question" | "discussionforumposting"))
    };
    let body = tree.elements().find(|element| {
        (is_prop(*element, &["articleBody"]) || is_question(*element)) && !element.ancestors().any(is_comment)
    })?;
    let scope = body.ancestors().find(|element| type_of(*element).is_some()).unwrap_or(body);
    let mut article = comment_at(body, "");
    article.kind = Kind::Article;
    if type_of(scope).is_some_and(|name| name == "question" || name.ends_with("posting") && name != "blogposting") {
        article.kind = Kind::Post;
    }
    for part in scope.own(is_comment) {
        if article.author.is_none() && is_prop(part, &["author", "creator"]) {
            article.author = part.find(|inner| is_prop(inner, &["name"])).or(Some(part)).and_then(value_of);
        }
        if article.time.is_none() && is_prop(part, &["datePublished", "dateCreated"]) {
            article.time = time_of(part, false);
        }
    }
    set_plain_text(&mut article, body);
    (!article.text.is_empty()).then_some(article)
}
