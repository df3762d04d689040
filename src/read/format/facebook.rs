//! Facebook: posts and comments as the Graph API gives them in JSON.
//!
//! Built from the published reference of the API (objects `comment` and `post`, edge `comments`); no real file was
//! available. Lists are in `data`, with `paging.next` if there is more. A reply is inside the comment it answers, or
//! names it (`parent`), or both. Ids are `PAGE_POST` for posts and `POST_COMMENT` for comments and replies, which
//! distinguishes posts from comments. Authors (`from`) are included only for apps that may see them.

use super::body;
use super::common::{comment_at, marks, set_words, stub};
use super::records::{each_document, records};
use super::threads_by_id::ThreadsById;
use super::walk::{Visit, preorder};
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};

/// Whether it is a list of posts or comments, or a post with its comments.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| top_values(root).take(3).any(is_post_or_comment))
}

/// The posts or comments of a document, which is a response, a bare list, a list of responses, or a single one.
fn top_values(root: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    records(root).flat_map(|record| {
        let single = (!record.value.has_list("data")).then_some(record.value);
        record.value.list("data").chain(single)
    })
}

fn is_post_or_comment(value: Value<'_>) -> bool {
    let has_id = value.field("id").is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_'));
    let has_text = value.has_text("message") || value.has_text("story");
    let has_comments = value.get("comments").is_some_and(|comments| comments.has_list("data"));
    has_id && value.has_text("created_time") && (has_text || has_comments || value.get("from").is_some())
}

/// Whether it is a post: it has members that only posts have, or its comments have ids that begin with its own.
fn is_post(value: Value<'_>) -> bool {
    let (Some(id), None) = (value.field("id"), value.get("parent")) else { return false };
    let of_posts = ["updated_time", "status_type", "story", "shares", "full_picture", "is_published"];
    if of_posts.iter().any(|name| value.get(name).is_some()) {
        return true;
    }
    let first = value.get("comments").and_then(|comments| comments.first("data")?.field("id"));
    let post = id.rsplit('_').next();
    first.is_some_and(|first| first.split('_').next() == post || first.split('_').next() == Some(&id))
}

/// Reads posts and comments, one thread for each post.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let broken = each_document(source, |root| {
        let mut last_post = None;
        let is_flat = top_values(root).any(|value| value.get("parent").is_some());
        for value in top_values(root).filter(|value| is_post_or_comment(*value)) {
            let id = value.field("id").unwrap_or_default();
            let is_post = is_post(value);
            let post = if is_post { id.rsplit('_').next() } else { id.split_once('_').map(|(post, _)| post) };
            let post = post.unwrap_or_default().to_owned();
            let thread = threads.thread(&post);
            thread.key = (!post.is_empty()).then(|| format!("facebook/{post}"));
            last_post = Some(post);
            add_all(thread, value, is_post, is_flat);
        }
        for list in records(root).map(|record| record.value) {
            let Some(post) = last_post.as_ref().filter(|_| list.at(&["paging", "next"]).is_some()) else { continue };
            let thread = threads.thread(post);
            let total = list.get("summary").and_then(|summary| summary.count("total_count"));
            let held = total.map(|total| total.saturating_sub(thread.comments.len())).filter(|held| *held > 0);
            thread.comments.push(stub(None, held));
        }
    });
    threads.into_reading("an answer of the Graph API", broken, source, Vec::new())
}

/// Adds a post or a comment with everything below it. In a flat list, replies are next to the comment they answer.
fn add_all(thread: &mut Thread, top: Value<'_>, is_post: bool, is_flat: bool) {
    let mut announced = thread.announced;
    let comments = preorder(top, None, |value, parent| {
        let is_opening = is_post && parent.is_none();
        let comment = comment_from(value, parent, is_opening);
        let list = value.get("comments");
        let replies: Vec<Value<'_>> = list.into_iter().flat_map(|list| list.list("data")).collect();
        let summary = list.and_then(|list| list.get("summary"));
        let total = value.count("comment_count").or(summary.and_then(|summary| summary.count("total_count")));
        if is_opening {
            announced = total;
        }
        let has_more = list.is_some_and(|list| list.at(&["paging", "next"]).is_some());
        let missing = total.map(|total| total.saturating_sub(replies.len())).filter(|missing| *missing > 0);
        // The total of a post may include replies to its comments, so for a post only a further page proves that
        // comments are missing. In a flat list the replies may be elsewhere in the list.
        let is_incomplete = missing.is_some() && !is_opening && !(is_flat && list.is_none());
        let held = (has_more || is_incomplete).then(|| stub(Some(comment.id.clone()), missing));
        Visit { comment: Some(comment), replies, held }
    });
    thread.announced = announced;
    thread.comments.extend(comments);
}

fn comment_from(value: Value<'_>, parent: Option<String>, is_opening: bool) -> Comment {
    let mut comment = comment_at(value, value.field("id").unwrap_or_default());
    comment.kind = if is_opening { Kind::Post } else { Kind::Comment };
    comment.parent = value.field_at(&["parent", "id"]).or(parent);
    comment.author = value.field_at(&["from", "name"]).or(value.field_at(&["from", "id"]));
    comment.time = value.date("created_time");
    let likes = value.at(&["likes", "summary"]).or(value.at(&["reactions", "summary"]));
    comment.votes = value.get("like_count").or(likes.and_then(|likes| likes.get("total_count"))).and_then(Value::whole);
    comment.marks = marks([(Mark::Hidden, value.flag("is_hidden"))]);
    let message = value.text("message");
    let text = if message.is_empty() { value.text("story") } else { message };
    set_words(&mut comment, body::plain(&text));
    comment
}
