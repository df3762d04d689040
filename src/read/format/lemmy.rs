//! Lemmy: lists of comments, as its API gives them in JSON.
//!
//! `/comment/list` holds views: the comment with its writer, its post and its counts. Some tools keep the comments alone.
//! Every comment has the path from its post down to it, so that its parent is known also where it was not listed.

use std::collections::{HashMap, HashSet};

use super::address::host;
use super::common::stub;
use super::members::{
    Gathered, comment, count, date, each_document, has_number, has_object, has_text, markdown, marks, records, say,
    scalar, some_record, text,
};
use crate::read::json::Value;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark};

/// Whether it is a list of comments, or one.
pub fn detect(source: &Source<'_>) -> bool {
    some_record(source, |record| match record.get("comments").filter(|list| list.is_array()) {
        Some(list) => list.items().next().is_some_and(is_view),
        None => is_view(record),
    })
}

/// The comment inside a view, or alone.
fn inner(view: Value<'_>) -> Value<'_> {
    view.get("comment").filter(|comment| comment.is_object()).unwrap_or(view)
}

fn is_view(view: Value<'_>) -> bool {
    let comment = inner(view);
    let is_path = |path: &str| path.strip_prefix("0.").is_some_and(|rest| rest.split('.').all(is_number));
    let has_path = has_text(comment, "path") && is_path(&text(comment, "path"));
    // A path stands late in a comment; a cut may fall before it.
    let alone = has_text(comment, "content") && has_text(comment, "ap_id");
    has_number(comment, "post_id") && has_number(comment, "creator_id") && (has_path || alone)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads lists of comments; posts that stand beside them or in their views open their threads.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let mut answered: HashSet<String> = HashSet::new();
    let mut told: HashMap<String, usize> = HashMap::new();
    let broken = each_document(source, |root| {
        for record in records(root) {
            let beside = record.value.get("post_view").filter(|view| has_object(*view, "post"));
            if let Some(post) = beside {
                open(&mut threads, post);
            }
            let list = record.value.get("comments").into_iter().flat_map(Value::items);
            let alone = is_view(record.value).then_some(record.value);
            for view in list.chain(alone).filter(|view| is_view(*view)) {
                if has_object(view, "post") {
                    open(&mut threads, view);
                }
                let post = inner(view).field("post_id").unwrap_or_default();
                let thread = threads.thread(&post);
                let has_opening = thread.comments.first().is_some_and(|first| first.kind.is_opening());
                let said = said(view, has_opening.then(|| opening_id(&post)));
                if thread.key.is_none() {
                    let own = text(inner(view), "ap_id");
                    thread.key =
                        host(&own).filter(|_| inner(view).flag("local")).map(|host| format!("lemmy/{host}/{post}"));
                }
                answered.extend(said.parent.clone());
                if let Some(held) =
                    view.get("counts").and_then(|counts| count(counts, "child_count")).filter(|n| *n > 0)
                {
                    told.insert(said.id.clone(), held);
                }
                thread.comments.push(said);
            }
        }
    });
    // A comment without a reply here that counts some has them held back.
    for thread in threads.threads() {
        let mut comments = Vec::with_capacity(thread.comments.len());
        for said in thread.comments.drain(..) {
            let below = told.get(&said.id).filter(|_| !answered.contains(&said.id));
            let held = below.map(|held| stub(Some(said.id.clone()), Some(*held)));
            comments.push(said);
            comments.extend(held);
        }
        thread.comments = comments;
    }
    threads.reading("a list of comments of Lemmy", broken, source, Vec::new())
}

/// Posts are numbered apart from comments.
fn opening_id(post: &str) -> String {
    format!("post-{post}")
}

/// Opens the thread of a post with it, once.
fn open(threads: &mut Gathered, view: Value<'_>) {
    let Some(post) = view.get("post") else { return };
    let number = post.field("id").unwrap_or_default();
    let thread = threads.thread(&number);
    if thread.comments.iter().any(|comment| comment.kind.is_opening()) {
        return;
    }
    let mut opening = comment(post, opening_id(&number));
    opening.kind = Kind::Post;
    opening.time = date(post, "published");
    opening.marks = marks([(Mark::Edited, post.some("updated").is_some())]);
    // In a view of a comment, creator and counts are those of the comment.
    if !has_object(view, "comment") {
        opening.author = author(view);
        opening.votes = view.at(&["counts", "score"]).and_then(Value::whole);
        thread.announced = view.get("counts").and_then(|counts| count(counts, "comments"));
    }
    let title = text(post, "name").into_owned();
    let body = text(post, "body");
    say(&mut opening, markdown(if body.is_empty() { &title } else { &body }));
    thread.title = Some(title).filter(|title| !title.is_empty());
    if let Some(address) = post.field("ap_id") {
        thread.key = Some(format!("lemmy/{address}"));
    }
    thread.comments.insert(0, opening);
}

fn said(view: Value<'_>, opening: Option<String>) -> Comment {
    let value = inner(view);
    let mut said = comment(value, value.field("id").unwrap_or_default());
    let path = text(value, "path");
    let above = path.rsplit('.').nth(1).filter(|above| *above != "0");
    said.parent = above.map(str::to_owned).or(opening);
    // Without a view, the number of the writer still tells people apart.
    said.author = author(view).or(value.field("creator_id"));
    said.time = date(value, "published");
    said.votes = view.at(&["counts", "score"]).or(value.get("score")).and_then(Value::whole);
    let (removed, deleted) = (value.flag("removed"), value.flag("deleted"));
    said.marks = marks([
        (Mark::Edited, value.some("updated").is_some()),
        (Mark::Moderator, value.flag("distinguished")),
        (Mark::Removed, removed),
    ]);
    if removed || deleted {
        said.kind = Kind::Deleted;
    } else {
        say(&mut said, markdown(&text(value, "content")));
    }
    said
}

/// A writer's name, with the home of one who is not at home here, as the same name may be another's there.
fn author(view: Value<'_>) -> Option<String> {
    let name = scalar(view, &["creator", "name"])?;
    let creator = view.get("creator")?;
    let away = creator.get("local").is_some_and(|local| local.is_bool() && !local.is_true());
    let home = creator.field("actor_id").and_then(|address| host(&address)).filter(|_| away);
    Some(home.map_or(name.clone(), |home| format!("{name}@{home}")))
}
