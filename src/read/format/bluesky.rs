//! Bluesky: threads of posts, as `app.bsky.feed.getPostThread` and its flat successor (`getPostThreadV2`) give them.
//!
//! The first nests replies in posts, and links upwards from a post to what it answers (`parent`). The second is a flat
//! list with depths. In both, the record of a post names what it answers. Posts that were deleted or never arrived
//! (`notFoundPost`) and posts between people who block each other (`blockedPost`) are placeholders with an address.
//! Addresses (`at://…`) are the ids.

use super::body;
use super::common::{comment_at, is_url, marks, set_words, stub};
use super::records::each_document;
use super::threads_by_id::ThreadsById;
use super::walk::{Visit, preorder};
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Lang, Mark};

/// Whether one of the first three values is a thread, alone or in a list of named snapshots.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| {
        threads_in(root).take(3).any(|(_, thread)| thread.items().next().map_or(is_node(thread), is_item))
    })
}

/// The threads of a document, each after the value that holds it. The document is a response, a list of responses, or a
/// list of snapshots, each of which keeps a response under a name.
fn threads_in(root: Value<'_>) -> impl Iterator<Item = (Value<'_>, Value<'_>)> {
    let single = (!root.is_array()).then_some(root);
    root.items().chain(single).filter_map(|holder| {
        let inner = ["value", "data", "body"].into_iter().filter_map(|name| holder.get(name));
        let deeper = inner.clone().filter_map(|inner| inner.get("thread"));
        let mut candidates = holder.get("thread").into_iter().chain(deeper).chain(inner).chain([holder]);
        let is_flat = |list: Value<'_>| list.is_array() && list.items().next().is_none_or(is_item);
        let thread = candidates.find(|candidate| is_node(*candidate) || is_flat(*candidate))?;
        Some((holder, thread))
    })
}

/// Whether it is a post with its replies, or the placeholder of one, in the nested form.
fn is_node(value: Value<'_>) -> bool {
    let is_post = value.get("post").is_some_and(|post| post.has_text("uri") && post.has_object("record"));
    is_post || (value.has_text("uri") && (value.flag("notFound") || value.flag("blocked")))
}

/// Whether it is an item of the flat form.
fn is_item(value: Value<'_>) -> bool {
    value.has_text("uri") && value.has_number("depth")
}

/// Reads threads.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let mut number = 0;
    let broken = each_document(source, |root| {
        for (holder, value) in threads_in(root) {
            let comments = if value.is_array() { flat(value) } else { nested(value) };
            let Some(first) = comments.first() else { continue };
            number += 1;
            let opening = opening_uri(value).unwrap_or_else(|| first.id.clone());
            // Only a full address is unique everywhere. Test data masks the addresses.
            let is_address = opening.starts_with("at://");
            let id = if is_address {
                opening.clone()
            } else {
                holder.field("name").or((number > 1).then(|| number.to_string())).unwrap_or_default()
            };
            let thread = threads.thread(&id);
            thread.key = is_address.then(|| format!("bluesky/{opening}"));
            thread.comments.extend(comments);
        }
    });
    threads.into_reading("a thread of Bluesky", broken, source, Vec::new())
}

/// The address of the post that opened the thread. Every reply names it.
fn opening_uri(thread: Value<'_>) -> Option<String> {
    let first = thread.items().next().unwrap_or(thread);
    let post = first.at(&["value", "post"]).or(first.get("post"))?;
    post.field_at(&["record", "reply", "root", "uri"]).or(post.field("uri"))
}

/// The comments of a nested thread: the chain of answered posts from the top, then the requested post and its replies.
fn nested(thread: Value<'_>) -> Vec<Comment> {
    let ancestors: Vec<Value<'_>> = std::iter::successors(thread.some("parent"), |node| node.some("parent")).collect();
    let mut comments: Vec<Comment> = Vec::new();
    for node in ancestors.into_iter().rev() {
        let parent = comments.last().map(|comment| comment.id.clone());
        comments.push(comment_from(node, parent));
    }
    let parent = comments.last().map(|comment| comment.id.clone());
    comments.extend(preorder(thread, parent, |node, parent| {
        let comment = comment_from(node, parent);
        let replies: Vec<Value<'_>> = node.list("replies").collect();
        // Below the deepest level of a response, posts still count their replies.
        let count = node.get("post").and_then(|post| post.count("replyCount")).filter(|count| *count > 0);
        let held = count.filter(|_| replies.is_empty()).map(|count| stub(Some(comment.id.clone()), Some(count)));
        Visit { comment: Some(comment), replies, held }
    }));
    comments
}

/// The comments of a flat thread.
fn flat(thread: Value<'_>) -> Vec<Comment> {
    let mut comments: Vec<Comment> = Vec::new();
    let mut ancestors: Vec<(i64, String)> = Vec::new();
    for item in thread.items() {
        let depth = item.integer("depth").unwrap_or_default();
        while ancestors.pop_if(|(other, _)| *other >= depth).is_some() {}
        let node = item.get("value").unwrap_or(item);
        let mut comment = comment_from(node, ancestors.last().map(|(_, id)| id.clone()));
        if comment.id.is_empty() {
            comment.id = item.field("uri").unwrap_or_default();
        }
        let id = comment.id.clone();
        comments.push(comment);
        if let Some(held) = node.count("moreReplies").filter(|held| *held > 0) {
            comments.push(stub(Some(id.clone()), Some(held)));
        }
        ancestors.push((depth, id));
    }
    comments
}

/// A post, or the placeholder of one. `parent` is what it answers by its position; what its own record says takes
/// precedence.
fn comment_from(node: Value<'_>, parent: Option<String>) -> Comment {
    let Some(post) = node.get("post").filter(|post| post.is_object()) else { return placeholder(node, parent) };
    let mut comment = comment_at(post, post.field("uri").unwrap_or_default());
    let given = post.field_at(&["record", "reply", "parent", "uri"]);
    comment.kind = if given.is_none() && parent.is_none() { Kind::Post } else { Kind::Comment };
    comment.parent = given.or(parent);
    comment.author = post.field_at(&["author", "handle"]).or(post.field_at(&["author", "did"]));
    let record = post.get("record").unwrap_or(post);
    comment.time = record.date("createdAt").or(post.date("indexedAt"));
    let mut langs = record.list("langs").filter_map(Value::str);
    comment.lang = langs.next().filter(|_| langs.next().is_none()).and_then(|lang| Lang::parse(&lang));
    comment.votes = post.integer("likeCount");
    comment.url = post.field("uri").and_then(|uri| {
        let (author, post) = uri.strip_prefix("at://")?.split_once("/app.bsky.feed.post/")?;
        Some(format!("https://bsky.app/profile/{author}/post/{post}")).filter(|url| is_url(url))
    });
    comment.marks = marks([(Mark::Hidden, node.flag("hiddenByThreadgate"))]);
    set_words(&mut comment, body::plain(&record.text("text")));
    comment
}

/// The comment for a post that the response withholds. Blocked posts exist but are hidden from this viewer. Not-found
/// posts are gone.
fn placeholder(node: Value<'_>, parent: Option<String>) -> Comment {
    let kind = node.text("$type");
    let is_blocked = node.flag("blocked") || kind.ends_with("Blocked") || kind.ends_with("NoUnauthenticated");
    let mut comment = comment_at(node, node.field("uri").unwrap_or_default());
    comment.parent = parent;
    comment.kind = if is_blocked { Kind::Deleted } else { Kind::Missing };
    comment.marks = marks([(Mark::Hidden, is_blocked)]);
    comment
}
