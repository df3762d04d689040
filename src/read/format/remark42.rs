//! Remark42: trees and lists of comments of its API, and its backups, which have a comment on every line, in JSON.
//!
//! A comment names its parent (`pid`) and its page (`locator`). Deleted ones keep their place (`delete`).

use super::members::{
    Gathered, comment, count, date, each_document, has_object, has_text, html, marks, plain, say, scalar, text,
};
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark};

/// Whether it is a tree, a list or a backup.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(root) = source.json().and_then(Json::root) else { return false };
    let list = root.get("comments").unwrap_or(root);
    let backup = has_text(root, "version") || root.get("version").is_some_and(Value::is_number);
    list.items().next().is_some_and(|item| is_comment(inner(item)))
        || is_comment(root)
        || (backup && root.get("users").is_some() && root.get("posts").is_some() && second_is_comment(source))
}

/// The comment of a node of a tree, or of a list.
fn inner(item: Value<'_>) -> Value<'_> {
    item.get("comment").filter(|comment| comment.is_object()).unwrap_or(item)
}

fn is_comment(value: Value<'_>) -> bool {
    let placed = has_text(value, "pid") || value.get("locator").is_some_and(|locator| has_text(locator, "url"));
    has_text(value, "id") && placed && has_text(value, "text") && has_object(value, "user")
}

/// A backup begins with a line about users and pages, which may be empty; its comments follow.
fn second_is_comment(source: &Source<'_>) -> bool {
    source.records().nth(1).is_some_and(|(_, line)| Json::parse(line).root().is_some_and(is_comment))
}

/// Reads comments, one thread for each page.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let broken = each_document(source, |root| {
        let mut open: Vec<Value<'_>> = vec![root];
        while let Some(value) = open.pop() {
            let said = inner(value);
            if is_comment(said) {
                let page = scalar(said, &["locator", "url"]).unwrap_or_default();
                let thread = threads.thread(&page);
                if !page.is_empty() {
                    let site = scalar(said, &["locator", "site"]).unwrap_or_default();
                    thread.key = Some(format!("remark42/{site}/{page}"));
                    thread.title = thread.title.take().or(said.field("title"));
                }
                thread.comments.push(one(said));
            }
            let at = open.len();
            open.extend(value.items());
            open.extend(value.get("comments").into_iter().flat_map(Value::items));
            open.extend(value.get("replies").into_iter().flat_map(Value::items));
            if let Some(below) = open.get_mut(at..) {
                below.reverse();
            }
        }
        if let Some(info) = root.get("info") {
            let page = info.field("url").unwrap_or_default();
            threads.thread(&page).announced = count(info, "count");
        }
    });
    threads.reading("a document of Remark42", broken, source, Vec::new())
}

fn one(value: Value<'_>) -> Comment {
    let mut said = comment(value, value.field("id").unwrap_or_default());
    said.parent = value.field("pid");
    said.author = scalar(value, &["user", "name"]);
    said.time = date(value, "time");
    said.votes = value.get("score").and_then(Value::whole);
    said.marks = marks([
        (Mark::Edited, value.some("edit").is_some()),
        (Mark::Pinned, value.flag("pin")),
        (Mark::Moderator, value.at(&["user", "admin"]).is_some_and(Value::is_true)),
    ]);
    if value.flag("delete") {
        said.kind = Kind::Deleted;
        return said;
    }
    let (shown, written) = (text(value, "text"), text(value, "orig"));
    say(&mut said, if shown.is_empty() { plain(&written) } else { html(&shown) });
    said
}
