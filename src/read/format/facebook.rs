//! Facebook: posts and comments as the Graph API gives them in JSON.
//!
//! Built from the published reference of the API (objects `comment` and `post`, edge `comments`); no real file was at hand.
//! Lists come in `data`, with `paging.next` where there is more. Replies stand inside the comment they answer, or name it
//! (`parent`), or both. Ids are `PAGE_POST` for posts and `POST_COMMENT` for comments and replies alike, which tells the
//! two apart. Names (`from`) are there only for apps that may see them.

use super::common::stub;
use super::members::{
    Gathered, Step, comment, count, date, each_document, has_text, marks, plain, records, say, scalar, step_into, text,
};
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};

/// Whether it is a list of posts or comments, or a post with its comments.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| tops(root).take(3).any(is_ours))
}

/// The posts or comments of a document: of an answer, of a bare list, of several answers in a list, or one alone.
fn tops(root: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    records(root).flat_map(|record| {
        let list = record.value.get("data").filter(|data| data.is_array());
        let alone = list.is_none().then_some(record.value);
        list.into_iter().flat_map(Value::items).chain(alone)
    })
}

fn is_ours(value: Value<'_>) -> bool {
    let id = value.field("id").is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_'));
    let said = has_text(value, "message") || has_text(value, "story");
    let replied = value.at(&["comments", "data"]).is_some_and(Value::is_array);
    id && has_text(value, "created_time") && (said || replied || value.get("from").is_some())
}

/// Whether it is a post, by members that only posts have, or by the ids of what stands below it.
fn is_post(value: Value<'_>) -> bool {
    let only = ["updated_time", "status_type", "story", "shares", "full_picture", "is_published"];
    let (Some(id), None) = (value.field("id"), value.get("parent")) else { return false };
    let below = value.at(&["comments", "data"]).and_then(|list| list.items().next()?.field("id"));
    let own = id.rsplit('_').next().unwrap_or_default();
    only.iter().any(|name| value.get(name).is_some())
        || below.is_some_and(|below| below.split('_').next() == Some(own) || below.split('_').next() == Some(&id))
}

/// Reads posts and comments, one thread for each post.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let broken = each_document(source, |root| {
        let mut last = None;
        let flat = tops(root).any(|top| top.get("parent").is_some());
        for top in tops(root).filter(|top| is_ours(*top)) {
            let id = top.field("id").unwrap_or_default();
            let post = is_post(top);
            let place = if post { id.rsplit('_').next() } else { id.split_once('_').map(|(post, _)| post) };
            let place = place.unwrap_or_default().to_owned();
            let thread = threads.thread(&place);
            thread.key = (!place.is_empty()).then(|| format!("facebook/{place}"));
            last = Some(place);
            add(thread, top, post, flat);
        }
        for list in records(root).map(|record| record.value) {
            let Some(place) = last.as_ref().filter(|_| list.at(&["paging", "next"]).is_some()) else { continue };
            let thread = threads.thread(place);
            let told = list.get("summary").and_then(|summary| count(summary, "total_count"));
            let held = told.map(|told| told.saturating_sub(thread.comments.len())).filter(|held| *held > 0);
            thread.comments.push(stub(None, held));
        }
    });
    threads.reading("an answer of the Graph API", broken, source, Vec::new())
}

/// Adds a post or a comment with all below it. In a flat list, replies stand beside what they answer.
fn add(thread: &mut Thread, top: Value<'_>, post: bool, flat: bool) {
    let mut steps = vec![Step::Into(top, None)];
    while let Some(step) = steps.pop() {
        let (value, parent) = match step {
            Step::Into(value, parent) => (value, parent),
            Step::Held(stub) => {
                thread.comments.push(*stub);
                continue;
            }
        };
        let opens = post && parent.is_none();
        let said = one(value, parent, opens);
        let id = said.id.clone();
        thread.comments.push(said);
        let below = value.get("comments");
        let replies = || below.and_then(|below| below.get("data")).into_iter().flat_map(Value::items);
        let summary = below.and_then(|below| below.get("summary"));
        let told = count(value, "comment_count").or(summary.and_then(|summary| count(summary, "total_count")));
        if opens {
            thread.announced = told;
        }
        let more = below.is_some_and(|below| below.at(&["paging", "next"]).is_some());
        let held = told.map(|told| told.saturating_sub(replies().count())).filter(|held| *held > 0);
        // A post may count the replies to its comments too, so that only a further page tells of more.
        let known = held.is_some() && !opens && !(flat && below.is_none());
        let held = (more || known).then(|| stub(Some(id.clone()), held));
        step_into(&mut steps, replies(), Some(&id), held);
    }
}

fn one(value: Value<'_>, parent: Option<String>, opens: bool) -> Comment {
    let mut said = comment(value, value.field("id").unwrap_or_default());
    said.kind = if opens { Kind::Post } else { Kind::Comment };
    said.parent = scalar(value, &["parent", "id"]).or(parent);
    said.author = scalar(value, &["from", "name"]).or(scalar(value, &["from", "id"]));
    said.time = date(value, "created_time");
    let likes = value.at(&["likes", "summary"]).or(value.at(&["reactions", "summary"]));
    said.votes = value.get("like_count").or(likes.and_then(|likes| likes.get("total_count"))).and_then(Value::whole);
    said.marks = marks([(Mark::Hidden, value.flag("is_hidden"))]);
    let message = text(value, "message");
    say(&mut said, plain(if message.is_empty() { text(value, "story") } else { message }.as_ref()));
    said
}
