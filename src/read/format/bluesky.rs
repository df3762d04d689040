//! Bluesky: threads of posts, as `app.bsky.feed.getPostThread` and its flat successor (`getPostThreadV2`) give them.
//!
//! The first nests replies in posts, and the posts that were answered the other way round, in `parent`; the second is a
//! list with depths. Both name what a post answers in its record. Posts that were deleted or never arrived
//! (`notFoundPost`) and those of people who block each other (`blockedPost`) are stubs with an address. Addresses
//! (`at://…`) are the ids.

use super::common::stub;
use super::members::{
    Gathered, comment, count, date, each_document, has_object, has_text, marks, plain, say, scalar, text,
};
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Lang, Mark};

/// Whether one of the first values is a thread, alone or in a list of named snapshots.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| {
        held(root).take(3).any(|(_, thread)| thread.items().next().map_or(is_node(thread), is_item))
    })
}

/// The threads of a document, each with the value that names it: of an answer, of a list of answers, or of snapshots,
/// which keep an answer under a name.
fn held(root: Value<'_>) -> impl Iterator<Item = (Value<'_>, Value<'_>)> {
    let alone = (!root.is_array()).then_some(root);
    root.items().chain(alone).filter_map(|holder| {
        let inner = ["value", "data", "body"].into_iter().filter_map(|name| holder.get(name));
        let deep = inner.clone().filter_map(|inner| inner.get("thread"));
        let mut all = holder.get("thread").into_iter().chain(deep).chain(inner).chain([holder]);
        let listed = |list: Value<'_>| list.is_array() && list.items().next().is_none_or(is_item);
        let thread = all.find(|thread| is_node(*thread) || listed(*thread))?;
        Some((holder, thread))
    })
}

/// A post with its replies, or the stub of one, in the nested form.
fn is_node(value: Value<'_>) -> bool {
    let post = value.get("post");
    let is_post = post.is_some_and(|post| has_text(post, "uri") && has_object(post, "record"));
    is_post || (has_text(value, "uri") && (value.flag("notFound") || value.flag("blocked")))
}

/// An item of the flat form.
fn is_item(value: Value<'_>) -> bool {
    has_text(value, "uri") && value.get("depth").is_some_and(Value::is_number)
}

/// Reads threads.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let mut number = 0;
    let broken = each_document(source, |root| {
        for (holder, thread) in held(root) {
            let comments = if thread.is_array() { flat(thread) } else { nested(thread) };
            let Some(first) = comments.first() else { continue };
            number += 1;
            let opening = opening_of(thread).unwrap_or_else(|| first.id.clone());
            // Only an address tells threads apart everywhere; tests mask them.
            let known = opening.starts_with("at://");
            let name = if known { None } else { holder.field("name").or((number > 1).then(|| number.to_string())) };
            let id = if known { opening.clone() } else { name.unwrap_or_default() };
            let gathered = threads.thread(&id);
            gathered.key = known.then(|| format!("bluesky/{opening}"));
            gathered.comments.extend(comments);
        }
    });
    threads.reading("a thread of Bluesky", broken, source, Vec::new())
}

/// The address of the post that opened the thread, which every reply names.
fn opening_of(thread: Value<'_>) -> Option<String> {
    let first = thread.items().next().unwrap_or(thread);
    let post = first.at(&["value", "post"]).or(first.get("post"))?;
    scalar(post, &["record", "reply", "root", "uri"]).or(post.field("uri"))
}

/// The comments of a nested thread: what was answered, from the top, then the post asked for and all below it.
fn nested(thread: Value<'_>) -> Vec<Comment> {
    let above: Vec<Value<'_>> = std::iter::successors(thread.some("parent"), |node| node.some("parent")).collect();
    let mut comments: Vec<Comment> = Vec::new();
    let mut last: Option<String> = None;
    for node in above.iter().rev() {
        let said = of_node(*node, last.take());
        last = Some(said.id.clone());
        comments.push(said);
    }
    let mut open: Vec<(Value<'_>, Option<String>)> = vec![(thread, last)];
    while let Some((node, parent)) = open.pop() {
        let said = of_node(node, parent);
        let id = said.id.clone();
        comments.push(said);
        let at = open.len();
        open.extend(node.get("replies").into_iter().flat_map(Value::items).map(|reply| (reply, Some(id.clone()))));
        if let Some(replies) = open.get_mut(at..) {
            replies.reverse();
        }
        // Where the answer ends its levels, posts still tell how many replies they have.
        let told = node.get("post").and_then(|post| count(post, "replyCount")).filter(|told| *told > 0);
        if let Some(told) = told.filter(|_| open.len() == at) {
            comments.push(stub(Some(id), Some(told)));
        }
    }
    comments
}

/// The comments of a flat thread.
fn flat(thread: Value<'_>) -> Vec<Comment> {
    let mut comments: Vec<Comment> = Vec::new();
    let mut depths: Vec<(i64, String)> = Vec::new();
    for item in thread.items() {
        let depth = item.get("depth").and_then(Value::whole).unwrap_or_default();
        while depths.pop_if(|(other, _)| *other >= depth).is_some() {}
        let node = item.get("value").unwrap_or(item);
        let mut said = of_node(node, depths.last().map(|(_, id)| id.clone()));
        if said.id.is_empty() {
            said.id = item.field("uri").unwrap_or_default();
        }
        depths.push((depth, said.id.clone()));
        let held =
            count(node, "moreReplies").filter(|held| *held > 0).map(|held| stub(Some(said.id.clone()), Some(held)));
        comments.push(said);
        comments.extend(held);
    }
    comments
}

/// A post, or the stub of one. `above` is what it answers by its place; its own record goes before.
fn of_node(node: Value<'_>, above: Option<String>) -> Comment {
    let kind = text(node, "$type");
    let Some(post) = node.get("post").filter(|post| post.is_object()) else {
        let mut gone = comment(node, node.field("uri").unwrap_or_default());
        gone.parent = above;
        // Somebody wrote it, but it is kept from who asked; the other kind nobody has any more.
        let withheld = node.flag("blocked") || kind.ends_with("Blocked") || kind.ends_with("NoUnauthenticated");
        gone.kind = if withheld { Kind::Deleted } else { Kind::Missing };
        gone.marks = marks([(Mark::Hidden, withheld)]);
        return gone;
    };
    let mut said = comment(post, post.field("uri").unwrap_or_default());
    let given = scalar(post, &["record", "reply", "parent", "uri"]);
    said.kind = if given.is_none() && above.is_none() { Kind::Post } else { Kind::Comment };
    said.parent = given.or(above);
    said.author = scalar(post, &["author", "handle"]).or(scalar(post, &["author", "did"]));
    let record = post.get("record").unwrap_or(post);
    said.time = date(record, "createdAt").or(date(post, "indexedAt"));
    let mut langs = record.get("langs").into_iter().flat_map(Value::items).filter_map(Value::str);
    said.lang = langs.next().filter(|_| langs.next().is_none()).and_then(|lang| Lang::parse(&lang));
    said.votes = post.get("likeCount").and_then(Value::whole);
    said.marks = marks([(Mark::Hidden, node.flag("hiddenByThreadgate"))]);
    say(&mut said, plain(&text(record, "text")));
    said
}
