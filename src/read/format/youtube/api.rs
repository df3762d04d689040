//! What YouTube's interface gives (Data API v3): `commentThreads.list` and `comments.list`.

use super::{Threads, is_addressed, top};
use crate::read::format::common::stub;
use crate::read::format::markdown;
use crate::read::json::Value;
use crate::read::markup::{Lines, Words, fragment};
use crate::read::when;
use crate::thread::{Comment, Mark, Origin};

/// Whether it is an answer of the interface with entries.
pub(super) fn is_response(value: Value<'_>) -> bool {
    let is_named = value
        .get("kind")
        .and_then(Value::str)
        .is_some_and(|kind| matches!(&*kind, "youtube#commentThreadListResponse" | "youtube#commentListResponse"));
    value.get("items").is_some_and(|items| match items.items().next() {
        Some(first) => is_entry(first),
        None => is_named && items.is_array(),
    })
}

/// Whether it is a comment, or a thread of one and its replies.
pub(super) fn is_entry(value: Value<'_>) -> bool {
    let Some(snippet) = value.get("snippet").filter(|snippet| snippet.is_object()) else { return false };
    let snippet = snippet.at(&["topLevelComment", "snippet"]).unwrap_or(snippet);
    ["textDisplay", "textOriginal"].into_iter().any(|name| snippet.get(name).is_some_and(Value::is_string))
}

/// Takes a comment, or a thread of one and its replies.
pub(super) fn entry(entry: Value<'_>, at: usize, threads: &mut Threads) {
    let Some(snippet) = entry.get("snippet") else { return };
    let Some(first) = snippet.some("topLevelComment") else {
        single(entry, at, None, threads);
        return;
    };
    let id = first.field("id").or_else(|| entry.field("id")).unwrap_or_default();
    let place = snippet.field("videoId").or_else(|| snippet.field("channelId"));
    let video = single(first, at, place, threads);
    let replies: Vec<Value<'_>> = entry.at(&["replies", "comments"]).into_iter().flat_map(Value::items).collect();
    let shipped = replies.len();
    for reply in replies {
        let before = threads.of(&video).comments.len();
        let under = single(reply, at, Some(video.clone()), threads);
        if let Some(comment) = threads.of(&under).comments.get_mut(before) {
            comment.parent.get_or_insert_with(|| id.clone());
        }
    }
    let total = snippet.get("totalReplyCount").and_then(Value::whole).and_then(|count| usize::try_from(count).ok());
    if let Some(held) = total.and_then(|total| total.checked_sub(shipped)).filter(|held| *held > 0) {
        let mut comment = stub(Some(id.clone()), Some(held));
        comment.id = format!("more-{id}");
        comment.origin.span = Some(entry.span().shifted(at));
        threads.of(&video).comments.push(comment);
    }
}

/// Takes one comment, and says under which name its thread is.
fn single(value: Value<'_>, at: usize, place: Option<String>, threads: &mut Threads) -> String {
    let id = value.field("id").unwrap_or_default();
    let Some(snippet) = value.get("snippet") else { return place.unwrap_or_default() };
    let parent = snippet.field("parentId").or_else(|| top(&id).map(str::to_owned));
    let video = place
        .or_else(|| snippet.field("videoId"))
        .or_else(|| snippet.field("channelId"))
        .or_else(|| parent.clone())
        .unwrap_or_default();
    let text = snippet.some("textOriginal").or_else(|| snippet.some("textDisplay"));
    let published = snippet.field("publishedAt");
    let updated = snippet.field("updatedAt");
    let said = said(snippet);
    let status = snippet.get("moderationStatus").and_then(Value::str);
    let mut marks: Vec<Mark> = Vec::new();
    marks.extend((updated.is_some() && updated != published).then_some(Mark::Edited));
    marks.extend(match status.as_deref() {
        Some("heldForReview") => Some(Mark::Pending),
        Some("likelySpam") => Some(Mark::Spam),
        Some("rejected") => Some(Mark::Hidden),
        _ => None,
    });
    marks.sort_unstable();
    let mut comment = Comment {
        id,
        parent,
        author: snippet.field("authorDisplayName"),
        time: published.and_then(|time| when::iso(&time, true)),
        text: said.text,
        quotes: said.quotes,
        votes: snippet.get("likeCount").and_then(Value::whole),
        marks,
        origin: Origin { span: Some(text.unwrap_or(value).span().shifted(at)), lines: None },
        ..Comment::default()
    };
    comment.capped = comment.parent.is_some() && is_addressed(&comment);
    threads.of(&video).comments.push(comment);
    video
}

/// The words of a comment: as they were typed, else as they are shown, which is HTML unless plain text was asked for; plain
/// text comes through that unharmed, but for what looks like a tag.
fn said(snippet: Value<'_>) -> Words {
    if let Some(text) = snippet.get("textOriginal").and_then(Value::str) {
        return Words { text: markdown::plain(&text, false), quotes: Vec::new() };
    }
    snippet.get("textDisplay").and_then(Value::str).map(|text| fragment(&text, Lines::Kept)).unwrap_or_default()
}
