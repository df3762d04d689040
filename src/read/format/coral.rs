//! Coral, once called Talk: comments on the stories of a newsroom, as its GraphQL API and its database give them in JSON.
//!
//! Built from the published schema of the API (`Story`, `Comment`, `CommentsConnection`) and from the documents of its
//! database (`comments`, of Coral 5 and up and of Talk 4), as `mongoexport` writes them; no real file was at hand. Texts are
//! in HTML. The API nests replies in comments and gives them by pages; the database keeps them flat.

use super::common::stub;
use super::members::{
    Gathered, Step, comment, count, each_document, has_object, has_text, html, marks, records, say, scalar,
    some_record, step_into, text,
};
use crate::read::json::{Json, Value};
use crate::read::when;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};

/// How many values are looked at to tell whether there is a story.
const DETECTED: usize = 400;

/// Whether it is an answer of the API with a story in it, or a list of comments of the database.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    some_record(source, is_row) || root.is_some_and(|root| stories(root, DETECTED).next().is_some())
}

/// Whether it is a comment of the database, of either version.
fn is_row(value: Value<'_>) -> bool {
    let placed = has_text(value, "storyID") || has_text(value, "asset_id");
    let written = has_text(value, "authorID") || has_text(value, "author_id");
    let said = has_text(value, "body") || value.get("revisions").is_some_and(Value::is_array);
    has_text(value, "id") && placed && written && (said || has_text(value, "status"))
}

/// The stories of an answer of the API (assets, in Talk 4).
fn stories(root: Value<'_>, within: usize) -> impl Iterator<Item = Value<'_>> {
    let answer = root.get("data").filter(|data| data.is_object());
    let inside = answer.into_iter().flat_map(move |data| data.descendants().take(within));
    inside.filter(|value| {
        let first = value.get("comments").and_then(|list| nodes(list).next());
        let titled = has_object(*value, "metadata") || has_text(*value, "url") || has_text(*value, "title");
        titled && has_text(*value, "id") && first.is_some_and(is_node) && !has_text(*value, "body")
    })
}

/// Whether it is a comment of the API. Comments of other services have a `login` where these have a `username`.
fn is_node(value: Value<'_>) -> bool {
    let writer = value.get("author").or(value.get("user"));
    let ours = writer.is_some_and(|writer| writer.is_null() || has_text(writer, "username"));
    let dated = has_text(value, "createdAt") || has_text(value, "created_at");
    has_text(value, "id")
        && value.get("body").is_some()
        && (ours || dated)
        && writer.is_none_or(|writer| !has_text(writer, "login"))
}

/// The items of a list of the API.
fn nodes(list: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let edges = list.get("edges").into_iter().flat_map(Value::items).filter_map(|edge| edge.get("node"));
    list.get("nodes").into_iter().flat_map(Value::items).chain(edges)
}

/// Reads comments, one thread for each story.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let broken = each_document(source, |root| {
        for row in records(root).map(|record| record.value).filter(|value| is_row(*value)) {
            let story = row.field("storyID").or(row.field("asset_id")).unwrap_or_default();
            let thread = threads.thread(&story);
            thread.key = Some(format!("coral/{story}"));
            thread.comments.push(one(row, None));
        }
        for story in stories(root, usize::MAX) {
            let id = story.field("id").unwrap_or_default();
            let thread = threads.thread(&id);
            thread.key = Some(format!("coral/{id}"));
            thread.title = scalar(story, &["metadata", "title"]).or(story.field("title"));
            let counts = story.at(&["commentCounts"]).and_then(|counts| count(counts, "totalPublished"));
            thread.announced = counts.or(count(story, "commentCount")).or(count(story, "totalCommentCount"));
            add(thread, story);
        }
    });
    threads.reading("a document of Coral", broken, source, Vec::new())
}

/// Adds all comments of a story.
fn add(thread: &mut Thread, story: Value<'_>) {
    let mut steps = vec![Step::Into(story, None)];
    while let Some(step) = steps.pop() {
        let (value, parent) = match step {
            Step::Into(value, parent) => (value, parent),
            Step::Held(stub) => {
                thread.comments.push(*stub);
                continue;
            }
        };
        let mut own = None;
        if value.get("body").is_some() {
            let said = one(value, parent);
            own = Some(said.id.clone());
            thread.comments.push(said);
        }
        let Some(list) = value.get("replies").or(value.get("comments")) else { continue };
        // Talk 4 says itself whether there is more.
        let more = list.at(&["pageInfo", "hasNextPage"]).or(list.get("hasNextPage")).is_some_and(Value::is_true);
        let told = count(value, "replyCount").map(|told| told.saturating_sub(nodes(list).count()));
        let held = more.then(|| stub(own.clone(), told.filter(|held| *held > 0)));
        step_into(&mut steps, nodes(list), own.as_ref(), held);
    }
}

fn one(value: Value<'_>, above: Option<String>) -> Comment {
    let mut said = comment(value, value.field("id").unwrap_or_default());
    let given = value.field("parentID").or(value.field("parent_id")).or(scalar(value, &["parent", "id"]));
    said.parent = given.or(above);
    let writer = value.get("author").or(value.get("user")).and_then(|writer| writer.field("username"));
    said.author = writer.or(value.field("authorID")).or(value.field("author_id"));
    said.time = moment(value, "createdAt").or(moment(value, "created_at"));
    said.votes = votes(value);
    let status = text(value, "status").to_ascii_uppercase();
    let tagged = |name: &str| {
        let tags = value.get("tags").into_iter().flat_map(Value::items);
        let codes = tags.filter_map(|tag| tag.field("code").or(tag.field("type")).or(scalar(tag, &["tag", "name"])));
        codes.into_iter().any(|code| code.eq_ignore_ascii_case(name))
    };
    let rejected = status == "REJECTED";
    let gone = value.flag("deleted") || value.some("deletedAt").is_some() || value.some("deleted_at").is_some();
    let revisions = value.get("revisions").map_or(0, |list| list.items().count());
    let history = value.get("body_history").map_or(0, |list| list.items().count());
    let edited = value.at(&["editing", "edited"]).is_some_and(Value::is_true) || revisions > 1 || history > 1;
    said.marks = marks([
        (Mark::Edited, edited),
        (Mark::Moderator, tagged("STAFF") || tagged("MODERATOR") || tagged("ADMIN")),
        (Mark::Hidden, rejected && !gone || status == "SYSTEM_WITHHELD"),
        (Mark::Pending, status == "PREMOD"),
        (Mark::Featured, tagged("FEATURED")),
    ]);
    if gone {
        said.kind = Kind::Deleted;
        return said;
    }
    let body = text(value, "body");
    let last = value.get("revisions").and_then(|list| list.items().last());
    say(&mut said, html(&if body.is_empty() { last.map(|last| text(last, "body")).unwrap_or_default() } else { body }));
    said
}

/// Reactions, under the names of both versions and of the API.
fn votes(value: Value<'_>) -> Option<i64> {
    let api = value.at(&["actionCounts", "reaction", "total"]);
    let kept = value.at(&["actionCounts", "REACTION"]).or(value.at(&["action_counts", "respect"]));
    api.or(kept).and_then(Value::whole)
}

/// A time, also as the database writes it: `{"$date": …}`, with a count of milliseconds inside or not.
fn moment(value: Value<'_>, name: &str) -> Option<String> {
    let member = value.get(name)?;
    let inner = member.get("$date").unwrap_or(member);
    let told = inner.scalar().or_else(|| inner.field("$numberLong"))?;
    when::iso(&told, true).or_else(|| when::epoch(&told))
}
