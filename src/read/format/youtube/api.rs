//! YouTube's Data API (v3): `commentThreads.list` and `comments.list`.

use super::{Threads, comment_url, is_addressed, top_level_id};
use crate::read::format::common::{marks, stub};
use crate::read::format::markdown;
use crate::read::json::Value;
use crate::read::markup::{Lines, Words, fragment};
use crate::thread::{Comment, Mark, Origin};

/// Whether it is a response with entries.
pub(super) fn is_response(value: Value<'_>) -> bool {
    if let Some(first) = value.first("items") {
        return is_entry(first);
    }
    let kind = value.text("kind");
    value.has_list("items") && matches!(&*kind, "youtube#commentThreadListResponse" | "youtube#commentListResponse")
}

/// Whether it is a comment, or a top-level comment with its replies.
pub(super) fn is_entry(value: Value<'_>) -> bool {
    let Some(snippet) = value.get("snippet").filter(|snippet| snippet.is_object()) else { return false };
    let snippet = snippet.at(&["topLevelComment", "snippet"]).unwrap_or(snippet);
    snippet.has_text("textDisplay") || snippet.has_text("textOriginal")
}

/// Adds a comment, or a top-level comment with its replies.
pub(super) fn add_entry(entry: Value<'_>, offset: usize, threads: &mut Threads) {
    let Some(snippet) = entry.get("snippet") else { return };
    let Some(top) = snippet.some("topLevelComment") else {
        let Some(comment) = comment_from(entry, offset) else { return };
        let video = video_of(entry, &comment);
        threads.thread(&video).comments.push(comment);
        return;
    };
    let id = top.field("id").or_else(|| entry.field("id")).unwrap_or_default();
    let video = snippet.field("videoId").or_else(|| snippet.field("channelId"));
    let comment = comment_from(top, offset);
    let video = match &comment {
        Some(comment) => video.unwrap_or_else(|| video_of(top, comment)),
        None => video.unwrap_or_default(),
    };
    let thread = threads.thread(&video);
    thread.comments.extend(comment);
    let replies = || entry.at(&["replies", "comments"]).into_iter().flat_map(Value::items);
    for mut reply in replies().filter_map(|reply| comment_from(reply, offset)) {
        reply.parent.get_or_insert_with(|| id.clone());
        thread.comments.push(reply);
    }
    let held = snippet.count("totalReplyCount").and_then(|total| total.checked_sub(replies().count()));
    if let Some(held) = held.filter(|held| *held > 0) {
        let mut stub = stub(Some(id.clone()), Some(held));
        stub.id = format!("more-{id}");
        stub.origin.span = Some(entry.span().shifted(offset));
        thread.comments.push(stub);
    }
}

/// The id of the thread of a single comment: the video, the channel, or else the top-level comment.
fn video_of(value: Value<'_>, comment: &Comment) -> String {
    let snippet = value.get("snippet");
    let field = |name| snippet.and_then(|snippet| snippet.field(name));
    field("videoId").or_else(|| field("channelId")).or_else(|| comment.parent.clone()).unwrap_or_default()
}

/// `None` if the value has no `snippet`.
fn comment_from(value: Value<'_>, offset: usize) -> Option<Comment> {
    let snippet = value.get("snippet")?;
    let id = value.field("id").unwrap_or_default();
    let text = snippet.some("textOriginal").or_else(|| snippet.some("textDisplay"));
    let (published, updated) = (snippet.field("publishedAt"), snippet.field("updatedAt"));
    let status = snippet.text("moderationStatus");
    let words = words(snippet);
    let mut comment = Comment {
        parent: snippet.field("parentId").or_else(|| top_level_id(&id).map(str::to_owned)),
        id,
        author: snippet.field("authorDisplayName"),
        time: snippet.date("publishedAt"),
        text: words.text,
        quotes: words.quotes,
        votes: snippet.integer("likeCount"),
        url: snippet.field("videoId").map(|video| comment_url(&video, &value.field("id").unwrap_or_default())),
        marks: marks([
            (Mark::Edited, updated.is_some() && updated != published),
            (Mark::Pending, status == "heldForReview"),
            (Mark::Spam, status == "likelySpam"),
            (Mark::Hidden, status == "rejected"),
        ]),
        origin: Origin { span: Some(text.unwrap_or(value).span().shifted(offset)), lines: None },
        ..Comment::default()
    };
    comment.capped = comment.parent.is_some() && is_addressed(&comment);
    Some(comment)
}

/// The text of a comment as the author typed it; otherwise as it is displayed, which is HTML unless the request asked
/// for plain text. Plain text passes through the HTML parser unchanged, except for what looks like a tag.
fn words(snippet: Value<'_>) -> Words {
    if let Some(text) = snippet.get("textOriginal").and_then(Value::str) {
        return Words { text: markdown::plain(&text, false), quotes: Vec::new() };
    }
    fragment(&snippet.text("textDisplay"), Lines::Kept)
}
