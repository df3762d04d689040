//! Algolia's API of Hacker News: nested items, and flat search results.

use super::{Collected, delete, is_opening, item_url, opening, words};
use crate::read::json::Value;
use crate::thread::{Comment, Origin};

/// Whether it is a nested item.
pub(super) fn is_item(value: Value<'_>) -> bool {
    value.has_number("id") && value.has_number("created_at_i") && (value.has_list("children") || value.has_text("type"))
}

/// Whether it is a search result.
pub(super) fn is_hit(value: Value<'_>) -> bool {
    value.has_text("objectID") && value.has_number("created_at_i") && value.has_list("_tags")
}

/// The search results of a page.
pub(super) fn hits(root: Value<'_>) -> Option<Value<'_>> {
    root.get("hits").filter(|hits| hits.items().next().is_some_and(is_hit))
}

/// Adds an item and everything below it.
pub(super) fn add_item(item: Value<'_>, offset: usize, collected: &mut Collected) {
    let Some(id) = item.field("id") else { return };
    let is_opening = is_opening(&item.field("type").unwrap_or_default());
    // The item of a comment names its story. Without that name, the comment is a separate thread.
    let story = if is_opening { id.clone() } else { item.field("story_id").unwrap_or_else(|| id.clone()) };
    let mut top = comment_from(item, offset);
    top.parent = item.field("parent_id");
    let thread = collected.thread(&story);
    if is_opening {
        let title = item.field("title");
        let mut post = opening(top, title.as_deref());
        let options: Vec<String> = item.list("options").filter_map(poll_option).collect();
        if !options.is_empty() {
            format!("{}\n{}", post.text, options.join("\n")).trim().clone_into(&mut post.text);
        }
        thread.title = title;
        thread.comments.push(post);
    } else {
        thread.comments.push(top);
    }
    // Document order is reading order. A reply without a parent id answers the item that contains it.
    let mut containers: Vec<(usize, String)> = vec![(item.span().end, id)];
    for reply in item.descendants().filter(|value| value.is_object() && is_item(*value)) {
        let span = reply.span();
        while containers.len() > 1 && containers.last().is_some_and(|(end, _)| *end <= span.start) {
            containers.pop();
        }
        let mut comment = comment_from(reply, offset);
        comment.parent = reply.field("parent_id").or_else(|| containers.last().map(|(_, id)| id.clone()));
        containers.push((span.end, comment.id.clone()));
        thread.comments.push(comment);
    }
}

/// An option of a poll, as a line of its text.
fn poll_option(option: Value<'_>) -> Option<String> {
    let text = words(&option.get("text")?.str()?).text;
    (!text.is_empty()).then(|| format!("- {text}"))
}

fn comment_from(item: Value<'_>, offset: usize) -> Comment {
    let words = words(&item.text("text"));
    let text = item.get("text").filter(|text| text.is_string());
    let mut comment = Comment {
        id: item.field("id").unwrap_or_default(),
        author: item.field("author"),
        time: item.epoch("created_at_i"),
        text: words.text,
        quotes: words.quotes,
        votes: item.integer("points"),
        url: item.field("id").map(|id| item_url(&id)),
        origin: Origin { span: Some(text.unwrap_or(item).span().shifted(offset)), lines: None },
        ..Comment::default()
    };
    delete_if_empty(&mut comment);
    comment
}

/// Adds a search result.
pub(super) fn add_hit(hit: Value<'_>, offset: usize, collected: &mut Collected) {
    let Some(id) = hit.field("objectID") else { return };
    let has_tag = |tag: &str| hit.list("_tags").any(|value| value.str().is_some_and(|name| name == tag));
    let is_story = has_tag("story") || has_tag("job") || has_tag("poll");
    let story_tag = || hit.list("_tags").find_map(|tag| tag.str()?.strip_prefix("story_").map(str::to_owned));
    let story =
        if is_story { id.clone() } else { hit.field("story_id").or_else(story_tag).unwrap_or_else(|| id.clone()) };
    let text = hit.some(if is_story { "story_text" } else { "comment_text" }).or_else(|| hit.some("text"));
    let words = text.and_then(Value::str).map(|text| words(&text)).unwrap_or_default();
    let mut comment = Comment {
        id,
        parent: hit.field("parent_id"),
        author: hit.field("author"),
        time: hit.epoch("created_at_i"),
        text: words.text,
        quotes: words.quotes,
        votes: hit.integer("points"),
        url: hit.field("objectID").map(|id| item_url(&id)),
        origin: Origin { span: Some(text.unwrap_or(hit).span().shifted(offset)), lines: None },
        ..Comment::default()
    };
    let title = hit.field(if is_story { "title" } else { "story_title" });
    let thread = collected.thread(&story);
    thread.title = thread.title.take().or_else(|| title.clone());
    if is_story {
        thread.announced = hit.count("num_comments");
        thread.comments.insert(0, opening(comment, title.as_deref()));
    } else {
        delete_if_empty(&mut comment);
        thread.comments.push(comment);
    }
}

/// A comment without text and author was deleted.
fn delete_if_empty(comment: &mut Comment) {
    if comment.text.is_empty() && comment.author.is_none() {
        delete(comment, false);
    }
}
