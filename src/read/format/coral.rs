//! Coral, formerly Talk: comments on the stories of a newsroom, from its GraphQL API and from its database, in JSON.
//!
//! Built from the published schema of the API (`Story`, `Comment`, `CommentsConnection`) and from the documents of the
//! database (`comments`, of Coral 5 and later and of Talk 4) as `mongoexport` writes them; no real file was available.
//! Texts are HTML. The API nests replies in comments and gives them in pages; the database is flat.

use super::body;
use super::common::{comment_at, marks, set_words, stub};
use super::records::{any_record, each_document, records};
use super::threads_by_id::ThreadsById;
use super::walk::{Visit, preorder};
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark};

/// How many values detection searches for a story.
const DETECTED: usize = 400;

/// Whether it is a response of the API that contains a story, or a list of comments of the database.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    any_record(source, is_row) || root.is_some_and(|root| stories(root, DETECTED).next().is_some())
}

/// Whether it is a comment of the database, of either version.
fn is_row(value: Value<'_>) -> bool {
    let has_story = value.has_text("storyID") || value.has_text("asset_id");
    let has_author = value.has_text("authorID") || value.has_text("author_id");
    let has_body = value.has_text("body") || value.has_list("revisions");
    value.has_text("id") && has_story && has_author && (has_body || value.has_text("status"))
}

/// The stories of a response (assets, in Talk 4), searched for in its first `limit` values.
fn stories(root: Value<'_>, limit: usize) -> impl Iterator<Item = Value<'_>> {
    let data = root.get("data").filter(|data| data.is_object());
    let inside = data.into_iter().flat_map(move |data| data.descendants().take(limit));
    inside.filter(|value| {
        let first = value.get("comments").and_then(|list| nodes(list).next());
        let is_titled = value.has_object("metadata") || value.has_text("url") || value.has_text("title");
        is_titled && value.has_text("id") && first.is_some_and(is_node) && !value.has_text("body")
    })
}

/// Whether it is a comment of the API. Comments of other services have a `login` instead of a `username`.
fn is_node(value: Value<'_>) -> bool {
    let author = value.get("author").or(value.get("user"));
    let has_username = author.is_some_and(|author| author.is_null() || author.has_text("username"));
    let is_dated = value.has_text("createdAt") || value.has_text("created_at");
    value.has_text("id")
        && value.get("body").is_some()
        && (has_username || is_dated)
        && author.is_none_or(|author| !author.has_text("login"))
}

/// The items of a list of the API.
fn nodes(list: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    list.list("nodes").chain(list.list("edges").filter_map(|edge| edge.get("node")))
}

/// Reads comments, one thread for each story.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let broken = each_document(source, |root| {
        for row in records(root).map(|record| record.value).filter(|value| is_row(*value)) {
            let story = row.field("storyID").or(row.field("asset_id")).unwrap_or_default();
            let thread = threads.thread(&story);
            thread.key = Some(format!("coral/{story}"));
            thread.comments.push(comment_from(row, None));
        }
        for story in stories(root, usize::MAX) {
            let id = story.field("id").unwrap_or_default();
            let thread = threads.thread(&id);
            thread.key = Some(format!("coral/{id}"));
            thread.title = story.field_at(&["metadata", "title"]).or(story.field("title"));
            let published = story.get("commentCounts").and_then(|counts| counts.count("totalPublished"));
            thread.announced = published.or(story.count("commentCount")).or(story.count("totalCommentCount"));
            thread.comments.extend(preorder(story, None, visit));
        }
    });
    threads.into_reading("a document of Coral", broken, source, Vec::new())
}

/// A comment and its replies; for a story, its comments.
fn visit(value: Value<'_>, parent: Option<String>) -> Visit<'_> {
    let comment = value.get("body").is_some().then(|| comment_from(value, parent));
    let Some(list) = value.get("replies").or(value.get("comments")) else {
        return Visit { comment, ..Visit::default() };
    };
    // Talk 4 has `hasNextPage` in the list itself.
    let has_more = list.at(&["pageInfo", "hasNextPage"]).or(list.get("hasNextPage")).is_some_and(Value::is_true);
    let replies: Vec<Value<'_>> = nodes(list).collect();
    let missing = value.count("replyCount").map(|count| count.saturating_sub(replies.len()));
    let id = comment.as_ref().map(|comment| comment.id.clone());
    let held = has_more.then(|| stub(id, missing.filter(|missing| *missing > 0)));
    Visit { comment, replies, held }
}

fn comment_from(value: Value<'_>, parent: Option<String>) -> Comment {
    let mut comment = comment_at(value, value.field("id").unwrap_or_default());
    let given = value.field("parentID").or(value.field("parent_id")).or(value.field_at(&["parent", "id"]));
    comment.parent = given.or(parent);
    let username = value.get("author").or(value.get("user")).and_then(|author| author.field("username"));
    comment.author = username.or(value.field("authorID")).or(value.field("author_id"));
    comment.time = time(value, "createdAt").or(time(value, "created_at"));
    comment.votes = votes(value);
    let status = value.text("status").to_ascii_uppercase();
    let has_tag = |name: &str| {
        let code = |tag: Value<'_>| tag.field("code").or(tag.field("type")).or(tag.field_at(&["tag", "name"]));
        value.list("tags").filter_map(code).any(|code| code.eq_ignore_ascii_case(name))
    };
    let is_rejected = status == "REJECTED";
    let is_deleted = value.flag("deleted") || value.some("deletedAt").is_some() || value.some("deleted_at").is_some();
    let has_history = value.list("revisions").count() > 1 || value.list("body_history").count() > 1;
    comment.marks = marks([
        (Mark::Edited, value.at(&["editing", "edited"]).is_some_and(Value::is_true) || has_history),
        (Mark::Moderator, has_tag("STAFF") || has_tag("MODERATOR") || has_tag("ADMIN")),
        (Mark::Hidden, is_rejected && !is_deleted || status == "SYSTEM_WITHHELD"),
        (Mark::Pending, status == "PREMOD"),
        (Mark::Featured, has_tag("FEATURED")),
    ]);
    if is_deleted {
        comment.kind = Kind::Deleted;
        return comment;
    }
    let own = value.text("body");
    let last_revision = || value.list("revisions").last().map(|last| last.text("body")).unwrap_or_default();
    set_words(&mut comment, body::html(&if own.is_empty() { last_revision() } else { own }));
    comment
}

/// The number of reactions, under the names of the API and of both versions of the database.
fn votes(value: Value<'_>) -> Option<i64> {
    let api = value.at(&["actionCounts", "reaction", "total"]);
    let database = value.at(&["actionCounts", "REACTION"]).or(value.at(&["action_counts", "respect"]));
    api.or(database).and_then(Value::whole)
}

/// A time. The database writes it as `{"$date": …}`, with a string or a count of milliseconds inside.
fn time(value: Value<'_>, name: &str) -> Option<String> {
    let member = value.get(name)?;
    let inner = member.get("$date").unwrap_or(member);
    let text = inner.scalar().or_else(|| inner.field("$numberLong"))?;
    when::iso(&text, true).or_else(|| when::epoch(&text))
}
