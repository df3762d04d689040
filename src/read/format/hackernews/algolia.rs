//! What Algolia's interface to Hacker News gives: nested items, and flat search results.

use super::{Found, emptied, is_opening, opening, words};
use crate::read::json::Value;
use crate::read::when;
use crate::thread::{Comment, Origin};

/// Whether it is a nested item.
pub(super) fn is_item(value: Value<'_>) -> bool {
    value.get("id").is_some_and(Value::is_number)
        && value.get("created_at_i").is_some_and(Value::is_number)
        && (value.get("children").is_some_and(Value::is_array) || value.get("type").is_some_and(Value::is_string))
}

/// Whether it is a search result.
pub(super) fn is_hit(value: Value<'_>) -> bool {
    value.get("objectID").is_some_and(Value::is_string)
        && value.get("created_at_i").is_some_and(Value::is_number)
        && value.get("_tags").is_some_and(Value::is_array)
}

/// The search results of a page.
pub(super) fn hits(root: Value<'_>) -> Option<Value<'_>> {
    root.get("hits").filter(|hits| hits.items().next().is_some_and(is_hit))
}

/// Takes an item and all below it.
pub(super) fn item(item: Value<'_>, at: usize, found: &mut Found) {
    let Some(id) = item.field("id") else { return };
    let kind = item.field("type").unwrap_or_default();
    // The item of a comment names its story; one that does not is a thread of its own.
    let story = if is_opening(&kind) { id } else { item.field("story_id").unwrap_or(id) };
    let mut top = entry(item, at);
    top.parent = item.field("parent_id");
    let title = item.field("title");
    let thread = found.thread(&story);
    if is_opening(&kind) {
        let options: Vec<String> = item.get("options").into_iter().flat_map(Value::items).filter_map(option).collect();
        thread.title.clone_from(&title);
        let mut post = opening(top, title.as_deref());
        if !options.is_empty() {
            let said = format!("{}\n{}", post.text, options.join("\n"));
            said.trim().clone_into(&mut post.text);
        }
        thread.comments.push(post);
    } else {
        thread.comments.push(top);
    }
    // Items in document order are items in reading order; the parent is the item they stand in.
    let mut open: Vec<(usize, String)> = vec![(item.span().end, item.field("id").unwrap_or_default())];
    for below in item.descendants().filter(|value| value.is_object() && is_item(*value)) {
        let span = below.span();
        while open.len() > 1 && open.last().is_some_and(|(end, _)| *end <= span.start) {
            open.pop();
        }
        let mut comment = entry(below, at);
        comment.parent = below.field("parent_id").or_else(|| open.last().map(|(_, id)| id.clone()));
        open.push((span.end, comment.id.clone()));
        thread.comments.push(comment);
    }
}

/// One choice of a poll.
fn option(option: Value<'_>) -> Option<String> {
    let said = words(&option.get("text")?.str()?);
    (!said.text.is_empty()).then(|| format!("- {}", said.text))
}

fn entry(item: Value<'_>, at: usize) -> Comment {
    let text = item.get("text").and_then(Value::str);
    let said = words(text.as_deref().unwrap_or_default());
    let mut comment = Comment {
        id: item.field("id").unwrap_or_default(),
        author: item.field("author"),
        time: item.field("created_at_i").and_then(|time| when::epoch(&time)),
        text: said.text,
        quotes: said.quotes,
        votes: item.get("points").and_then(Value::whole),
        origin: Origin {
            span: Some(item.get("text").filter(|text| text.is_string()).unwrap_or(item).span().shifted(at)),
            lines: None,
        },
        ..Comment::default()
    };
    if comment.text.is_empty() && comment.author.is_none() {
        emptied(&mut comment, false);
    }
    comment
}

/// Takes a search result.
pub(super) fn hit(hit: Value<'_>, at: usize, found: &mut Found) {
    let Some(id) = hit.field("objectID") else { return };
    let is = |tag: &str| {
        hit.get("_tags").into_iter().flat_map(Value::items).any(|value| value.str().is_some_and(|name| name == tag))
    };
    let is_story = is("story") || is("job") || is("poll");
    let tagged = || hit.get("_tags")?.items().find_map(|tag| tag.str()?.strip_prefix("story_").map(str::to_owned));
    let story = if is_story { id.clone() } else { hit.field("story_id").or_else(tagged).unwrap_or_else(|| id.clone()) };
    let name = if is_story { "story_text" } else { "comment_text" };
    let text = hit.some(name).or_else(|| hit.some("text"));
    let said = text.and_then(Value::str).map(|text| words(&text)).unwrap_or_default();
    let mut comment = Comment {
        id,
        parent: hit.field("parent_id"),
        author: hit.field("author"),
        time: hit.field("created_at_i").and_then(|time| when::epoch(&time)),
        text: said.text,
        quotes: said.quotes,
        votes: hit.get("points").and_then(Value::whole),
        origin: Origin { span: Some(text.unwrap_or(hit).span().shifted(at)), lines: None },
        ..Comment::default()
    };
    let title = hit.field(if is_story { "title" } else { "story_title" });
    let announced = hit.get("num_comments").and_then(Value::whole).and_then(|count| usize::try_from(count).ok());
    let thread = found.thread(&story);
    thread.title = thread.title.take().or_else(|| title.clone());
    if is_story {
        thread.announced = announced;
        thread.comments.insert(0, opening(comment, title.as_deref()));
    } else {
        if comment.text.is_empty() && comment.author.is_none() {
            emptied(&mut comment, false);
        }
        thread.comments.push(comment);
    }
}
