//! Discussions, issues and pull requests from GitHub's GraphQL API and from `gh … view --json comments`.
//!
//! The comments of a discussion have replies, one level deep. Lists come as `nodes`, as `edges`, or bare. A query that
//! asks only for ids gives comments without text; these are kept as missing.

use super::Location;
use crate::read::format::body;
use crate::read::format::common::{comment_at, marks, set_words, stub, url};
use crate::read::format::records::records;
use crate::read::format::threads_by_id::ThreadsById;
use crate::read::json::Value;
use crate::thread::{Comment, Kind, Mark, Thread};

/// How many values detection searches for an opening. Responses have it within a few levels.
const DETECTED: usize = 400;

/// Whether a document holds an opening with its comments, or a comment without its opening.
pub(super) fn is_response(root: Value<'_>) -> bool {
    openings(root, DETECTED).next().is_some() || single_comments(root, DETECTED).next().is_some()
}

/// Comments without their opening, searched for in the first `limit` values. A query for one comment, or a mutation
/// that writes one, gives such a comment.
fn single_comments(root: Value<'_>, limit: usize) -> impl Iterator<Item = Value<'_>> {
    let data = root.get("data").filter(|data| data.is_object());
    let inside = data.into_iter().flat_map(move |data| data.descendants().take(limit));
    let mut end_of_last = 0;
    inside.filter(move |value| {
        let is_nested = value.span().start < end_of_last;
        let has_author = value.get("author").is_some_and(|author| author.has_text("login"));
        let is_comment = !is_nested
            && value.has_text("body")
            && has_author
            && value.has_text("id")
            && Location::of(*value).is_some();
        if is_comment {
            end_of_last = value.span().end;
        }
        is_comment
    })
}

/// The openings of threads, searched for in the first `limit` values.
fn openings(root: Value<'_>, limit: usize) -> impl Iterator<Item = Value<'_>> {
    let data = root.get("data").filter(|data| data.is_object());
    let inside = data.into_iter().flat_map(move |data| data.descendants().take(limit));
    // `gh` writes the opening itself, or a list of openings.
    let top = records(root).map(|record| record.value).filter(move |_| data.is_none());
    inside.chain(top.take(limit)).filter(|value| is_opening(*value))
}

/// Whether it is a discussion, an issue or a pull request with its comments.
fn is_opening(value: Value<'_>) -> bool {
    let Some(comments) = value.get("comments") else { return false };
    let is_list = comments.is_array() || comments.has_list("nodes") || comments.has_list("edges");
    let holds_comments = nodes(comments).next().map_or(comments.has_number("totalCount"), is_node);
    let has_text = value.has_text("title") || value.has_text("body");
    let has_number = Location::of(value).is_some() || value.has_number("number");
    is_list && holds_comments && has_text && has_number && !value.has_text("comments_url")
}

/// Whether it is a comment: with text and author, or only its id.
fn is_node(value: Value<'_>) -> bool {
    let has_text = value.has_text("body") || value.has_text("bodyText") || value.has_text("bodyHTML");
    let has_author = value.get("author").is_some_and(|author| author.is_null() || author.has_text("login"));
    (has_text && has_author) || value.has_text("id")
}

/// The items of a list in any of its three forms.
fn nodes(list: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let edges = list.list("edges").filter_map(|edge| edge.get("node"));
    list.items().chain(list.list("nodes")).chain(edges)
}

/// Reads the openings of a document with everything below them; if there are none, its single comments.
pub(super) fn read(root: Value<'_>, threads: &mut ThreadsById) {
    let mut has_openings = false;
    for opening in openings(root, usize::MAX) {
        has_openings = true;
        add_opening(threads, opening);
    }
    for value in single_comments(root, usize::MAX).filter(|_| !has_openings) {
        let Some(location) = Location::of(value) else { continue };
        let thread = threads.thread(&location.name());
        thread.key = Some(location.key());
        let mut comment = comment_from(value, value.field("id").unwrap_or_default());
        comment.parent = value.field_at(&["replyTo", "id"]);
        let id = comment.id.clone();
        thread.comments.push(comment);
        if let Some(replies) = value.get("replies") {
            add_list(thread, replies, Some(&id), None);
        }
    }
}

/// Adds a discussion, an issue or a pull request with all its comments, reviews and review threads.
fn add_opening(threads: &mut ThreadsById, opening: Value<'_>) {
    let location = Location::of(opening);
    let number = opening.field("number").unwrap_or_default();
    let id = opening.field("id").unwrap_or_else(|| format!("issue-{number}"));
    let thread = threads.thread(&location.as_ref().map_or(number, Location::name));
    thread.key = location.as_ref().map(Location::key);
    thread.title = opening.field("title");
    let comments = opening.get("comments");
    thread.announced = comments.and_then(|comments| comments.count("totalCount"));
    let mut post = comment_from(opening, id.clone());
    post.kind = Kind::Post;
    if post.text.is_empty() {
        post.text = opening.field("title").unwrap_or_default();
    }
    thread.comments.insert(0, post);
    // The comments of a discussion answer it and have replies; those of an issue simply follow one another.
    let has_replies = comments.into_iter().flat_map(nodes).any(|node| node.get("replies").is_some());
    let is_discussion = has_replies || opening.text("url").contains("/discussions/");
    let parent = is_discussion.then_some(id);
    let mut answer = opening.field_at(&["answer", "id"]);
    if let Some(list) = comments {
        add_list(thread, list, parent.as_deref(), answer.as_deref());
    }
    if let Some(list) = opening.get("reviews") {
        add_list(thread, list, None, None);
    }
    for review in opening.get("reviewThreads").into_iter().flat_map(nodes) {
        let Some(list) = review.get("comments") else { continue };
        let first = nodes(list).next().and_then(|node| node.field("id"));
        add_list(thread, list, first.as_deref(), answer.take().as_deref());
    }
}

/// Adds the comments of a list, each followed by its replies, and stubs for those that were held back. They answer
/// `parent` unless they name another comment. `answer` is the id of the accepted answer.
fn add_list(thread: &mut Thread, list: Value<'_>, parent: Option<&str>, answer: Option<&str>) {
    let mut read = 0;
    for node in nodes(list).filter(|node| node.is_object()) {
        read += 1;
        let comment = listed_comment(node, parent, answer);
        let id = comment.id.clone();
        thread.comments.push(comment);
        if let Some(replies) = node.get("replies") {
            thread.comments.extend(nodes(replies).map(|reply| listed_comment(reply, Some(&id), answer)));
            thread.comments.extend(held_back(replies, nodes(replies).count(), Some(&id)));
        }
    }
    thread.comments.extend(held_back(list, read, parent));
}

/// A comment of a list, with its parent and the mark of an accepted answer.
fn listed_comment(node: Value<'_>, parent: Option<&str>, answer: Option<&str>) -> Comment {
    let mut comment = comment_from(node, node.field("id").unwrap_or_default());
    let given = node.field_at(&["replyTo", "id"]);
    comment.parent = given.or(parent.filter(|parent| *parent != comment.id).map(str::to_owned));
    if answer.is_some_and(|answer| answer == comment.id) && !comment.marks.contains(&Mark::Featured) {
        comment.marks.push(Mark::Featured);
    }
    comment
}

/// The stub for comments that a list counts or pages over, beyond the `read` ones.
fn held_back(list: Value<'_>, read: usize, parent: Option<&str>) -> Option<Comment> {
    let has_more = list.at(&["pageInfo", "hasNextPage"]).is_some_and(Value::is_true);
    let held = list.count("totalCount").map(|total| total.saturating_sub(read)).filter(|held| *held > 0);
    (has_more || held.is_some()).then(|| stub(parent.map(str::to_owned), held))
}

fn comment_from(node: Value<'_>, id: String) -> Comment {
    let mut comment = comment_at(node, id);
    let has_content =
        ["body", "bodyText", "bodyHTML", "author", "createdAt"].iter().any(|name| node.get(name).is_some());
    comment.kind = match (has_content, node.some("deletedAt").is_some()) {
        (_, true) => Kind::Deleted,
        (true, false) => Kind::Comment,
        (false, false) => Kind::Missing,
    };
    comment.author = node.field_at(&["author", "login"]).filter(|login| login != "ghost");
    comment.time = node.date("createdAt").or(node.date("submittedAt"));
    comment.votes = node.integer("upvoteCount");
    comment.url = url(node, &["url"]);
    let is_minimized = node.flag("isMinimized");
    let is_spam = node.text("minimizedReason").eq_ignore_ascii_case("spam");
    comment.marks = marks([
        (Mark::Edited, node.some("lastEditedAt").is_some() || node.flag("includesCreatedEdit")),
        (Mark::Hidden, is_minimized && !is_spam),
        (Mark::Spam, is_minimized && is_spam),
        (Mark::Featured, node.flag("isAnswer")),
        (Mark::Pinned, node.flag("isPinned")),
    ]);
    if comment.kind == Kind::Comment {
        let (markdown, plain) = (node.text("body"), node.text("bodyText"));
        let words = match (markdown.is_empty(), plain.is_empty()) {
            (false, _) => body::markdown(&markdown),
            (true, false) => body::markdown(&plain),
            (true, true) => body::html(&node.text("bodyHTML")),
        };
        set_words(&mut comment, words);
    }
    comment
}
