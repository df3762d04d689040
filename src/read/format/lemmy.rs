//! Lemmy: lists of comments, as its API gives them in JSON.
//!
//! `/comment/list` gives views: each comment with its author, its post and its counts. Some tools keep only the
//! comments. Every comment has the path from its post down to itself, so its parent is known even if it is not listed.

use std::collections::{HashMap, HashSet};

use super::address::host;
use super::body;
use super::common::{comment_at, marks, set_words, stub, url};
use super::records::{any_record, each_document, records};
use super::threads_by_id::ThreadsById;
use crate::read::json::Value;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};

/// Whether it is a list of comments, or a single one.
pub fn detect(source: &Source<'_>) -> bool {
    any_record(source, |record| match record.get("comments").filter(|list| list.is_array()) {
        Some(list) => list.items().next().is_some_and(is_view),
        None => is_view(record),
    })
}

/// The comment in a view; a comment without a view is returned as it is.
fn unwrapped(view: Value<'_>) -> Value<'_> {
    view.get("comment").filter(|comment| comment.is_object()).unwrap_or(view)
}

/// Whether it is a comment, with or without its view.
fn is_view(view: Value<'_>) -> bool {
    let comment = unwrapped(view);
    let is_path = |path: &str| path.strip_prefix("0.").is_some_and(|ids| ids.split('.').all(is_number));
    let has_path = comment.has_text("path") && is_path(&comment.text("path"));
    // The path comes late in a comment. If the source is cut off before it, these members identify a comment.
    let has_content = comment.has_text("content") && comment.has_text("ap_id");
    comment.has_number("post_id") && comment.has_number("creator_id") && (has_path || has_content)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads lists of comments. Posts that are given with the list or in a view open their threads.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let mut answered: HashSet<String> = HashSet::new();
    let mut reply_counts: HashMap<String, usize> = HashMap::new();
    let broken = each_document(source, |root| {
        for record in records(root) {
            if let Some(post_view) = record.value.get("post_view").filter(|view| view.has_object("post")) {
                add_post(&mut threads, post_view);
            }
            let single = is_view(record.value).then_some(record.value);
            for view in record.value.list("comments").chain(single).filter(|view| is_view(*view)) {
                if view.has_object("post") {
                    add_post(&mut threads, view);
                }
                let thread = thread_of(&mut threads, view);
                let has_opening = thread.comments.first().is_some_and(|first| first.kind.is_opening());
                let comment = comment_from(view, has_opening);
                answered.extend(comment.parent.clone());
                if let Some(count) = view.get("counts").and_then(|counts| counts.count("child_count"))
                    && count > 0
                {
                    reply_counts.insert(comment.id.clone(), count);
                }
                thread.comments.push(comment);
            }
        }
    });
    // Replies were held back from a comment that counts some but has none here.
    for thread in threads.threads() {
        let mut comments = Vec::with_capacity(thread.comments.len());
        for comment in thread.comments.drain(..) {
            let count = reply_counts.get(&comment.id).filter(|_| !answered.contains(&comment.id));
            let held = count.map(|count| stub(Some(comment.id.clone()), Some(*count)));
            comments.push(comment);
            comments.extend(held);
        }
        thread.comments = comments;
    }
    threads.into_reading("a list of comments of Lemmy", broken, source, Vec::new())
}

/// The id of a post as an opening. Posts and comments are numbered separately.
fn opening_id(post: &str) -> String {
    format!("post-{post}")
}

/// Adds the post of a view as the opening of its thread, unless the thread already has an opening.
fn add_post(threads: &mut ThreadsById, view: Value<'_>) {
    let Some(post) = view.get("post") else { return };
    let number = post.field("id").unwrap_or_default();
    let thread = threads.thread(&number);
    if thread.comments.iter().any(|comment| comment.kind.is_opening()) {
        return;
    }
    let mut opening = comment_at(post, opening_id(&number));
    opening.kind = Kind::Post;
    opening.time = post.date("published");
    opening.marks = marks([(Mark::Edited, post.some("updated").is_some())]);
    // In the view of a comment, author and counts are those of the comment.
    if !view.has_object("comment") {
        opening.author = author(view);
        opening.votes = view.at(&["counts", "score"]).and_then(Value::whole);
        thread.announced = view.get("counts").and_then(|counts| counts.count("comments"));
    }
    let title = post.text("name").into_owned();
    let text = post.text("body");
    set_words(&mut opening, body::markdown(if text.is_empty() { &title } else { &text }));
    thread.title = Some(title).filter(|title| !title.is_empty());
    if let Some(address) = post.field("ap_id") {
        thread.key = Some(format!("lemmy/{address}"));
    }
    thread.comments.insert(0, opening);
}

/// The thread of the post that a comment is on.
fn thread_of<'t>(threads: &'t mut ThreadsById, view: Value<'_>) -> &'t mut Thread {
    let value = unwrapped(view);
    let post = value.field("post_id").unwrap_or_default();
    let thread = threads.thread(&post);
    if thread.key.is_none() && value.flag("local") {
        thread.key = host(&value.text("ap_id")).map(|host| format!("lemmy/{host}/{post}"));
    }
    thread
}

/// A top-level comment answers the opening, if its thread has one.
fn comment_from(view: Value<'_>, has_opening: bool) -> Comment {
    let value = unwrapped(view);
    let mut comment = comment_at(value, value.field("id").unwrap_or_default());
    let path = value.text("path");
    let parent = path.rsplit('.').nth(1).filter(|parent| *parent != "0");
    let opening = || has_opening.then(|| opening_id(&value.field("post_id").unwrap_or_default()));
    comment.parent = parent.map(str::to_owned).or_else(opening);
    // Without a view, the author's number still distinguishes people.
    comment.author = author(view).or(value.field("creator_id"));
    comment.time = value.date("published");
    comment.votes = view.at(&["counts", "score"]).or(value.get("score")).and_then(Value::whole);
    comment.url = url(value, &["ap_id"]);
    let (is_removed, is_deleted) = (value.flag("removed"), value.flag("deleted"));
    comment.marks = marks([
        (Mark::Edited, value.some("updated").is_some()),
        (Mark::Moderator, value.flag("distinguished")),
        (Mark::Removed, is_removed),
    ]);
    if is_removed || is_deleted {
        comment.kind = Kind::Deleted;
    } else {
        set_words(&mut comment, body::markdown(&value.text("content")));
    }
    comment
}

/// The name of an author, with the home server of one from another server: the same name may be taken here.
fn author(view: Value<'_>) -> Option<String> {
    let name = view.field_at(&["creator", "name"])?;
    let creator = view.get("creator")?;
    let is_remote = creator.get("local").is_some_and(|local| local.is_bool() && !local.is_true());
    let home = creator.field("actor_id").and_then(|address| host(&address)).filter(|_| is_remote);
    Some(home.map_or(name.clone(), |home| format!("{name}@{home}")))
}
