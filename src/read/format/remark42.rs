//! Remark42: trees and lists of comments of its API, and its backups, which have one comment per line, in JSON.
//!
//! A comment names its parent (`pid`) and its page (`locator`). Deleted comments keep their place (`delete`).

use super::body;
use super::common::{comment_at, marks, set_words};
use super::records::each_document;
use super::threads_by_id::ThreadsById;
use super::walk::{Visit, preorder};
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark};

/// Whether it is a tree, a list or a backup.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(root) = source.json().and_then(Json::root) else { return false };
    let list = root.get("comments").unwrap_or(root);
    let has_version = root.has_text("version") || root.has_number("version");
    let is_backup = has_version && root.get("users").is_some() && root.get("posts").is_some();
    list.items().next().is_some_and(|item| is_comment(unwrapped(item)))
        || is_comment(root)
        || (is_backup && second_line_is_comment(source))
}

/// The comment in a node of a tree; an item of a list is the comment itself.
fn unwrapped(item: Value<'_>) -> Value<'_> {
    item.get("comment").filter(|comment| comment.is_object()).unwrap_or(item)
}

fn is_comment(value: Value<'_>) -> bool {
    let has_page = value.get("locator").is_some_and(|locator| locator.has_text("url"));
    value.has_text("id") && (value.has_text("pid") || has_page) && value.has_text("text") && value.has_object("user")
}

/// The first line of a backup is about users and pages, both of which may be empty. Its comments follow.
fn second_line_is_comment(source: &Source<'_>) -> bool {
    source.records().nth(1).is_some_and(|(_, line)| Json::parse(line).root().is_some_and(is_comment))
}

/// Reads comments, one thread for each page.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let broken = each_document(source, |root| {
        // Comments of one document may belong to several pages, so the walk adds them to their threads itself.
        preorder(root, None, |value, _| {
            add(&mut threads, unwrapped(value));
            let replies = value.items().chain(value.list("comments")).chain(value.list("replies")).collect();
            Visit { replies, ..Visit::default() }
        });
        if let Some(info) = root.get("info") {
            let page = info.field("url").unwrap_or_default();
            threads.thread(&page).announced = info.count("count");
        }
    });
    threads.into_reading("a document of Remark42", broken, source, Vec::new())
}

/// Adds a comment to the thread of its page; ignores any other value.
fn add(threads: &mut ThreadsById, value: Value<'_>) {
    if !is_comment(value) {
        return;
    }
    let page = value.field_at(&["locator", "url"]).unwrap_or_default();
    let thread = threads.thread(&page);
    if !page.is_empty() {
        let site = value.field_at(&["locator", "site"]).unwrap_or_default();
        thread.key = Some(format!("remark42/{site}/{page}"));
        thread.title = thread.title.take().or(value.field("title"));
    }
    thread.comments.push(comment_from(value));
}

fn comment_from(value: Value<'_>) -> Comment {
    let mut comment = comment_at(value, value.field("id").unwrap_or_default());
    comment.parent = value.field("pid");
    comment.author = value.field_at(&["user", "name"]);
    comment.time = value.date("time");
    comment.votes = value.integer("score");
    comment.marks = marks([
        (Mark::Edited, value.some("edit").is_some()),
        (Mark::Pinned, value.flag("pin")),
        (Mark::Moderator, value.at(&["user", "admin"]).is_some_and(Value::is_true)),
    ]);
    if value.flag("delete") {
        comment.kind = Kind::Deleted;
        return comment;
    }
    let html = value.text("text");
    let words = if html.is_empty() { body::plain(&value.text("orig")) } else { body::html(&html) };
    set_words(&mut comment, words);
    comment
}
