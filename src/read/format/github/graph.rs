//! Discussions, issues and pull requests of GitHub's GraphQL API, and what `gh … view --json comments` makes of it.
//!
//! A discussion has comments, and each of them replies, one level deep; lists come as `nodes`, as `edges`, or bare. Who
//! asked for ids alone has comments without words: they are kept as missing ones.

use super::super::common::stub;
use super::super::members::{
    Gathered, comment, count, date, has_number, has_text, html, markdown, marks, records, say, scalar, text,
};
use super::Place;
use crate::read::json::Value;
use crate::thread::{Comment, Kind, Mark, Thread};

/// How many values are looked at to tell whether there is an opening: answers hold it within a few levels.
const DETECTED: usize = 400;

/// Whether a document holds an opening with its comments.
pub(super) fn is_ours(root: Value<'_>) -> bool {
    openings(root, DETECTED).next().is_some() || lone(root, DETECTED).next().is_some()
}

/// Comments that stand without what they are on, as whoever asks for one, or writes one, gets it.
fn lone(root: Value<'_>, within: usize) -> impl Iterator<Item = Value<'_>> {
    let answer = root.get("data").filter(|data| data.is_object());
    let inside = answer.into_iter().flat_map(move |data| data.descendants().take(within));
    let mut until = 0;
    inside.filter(move |value| {
        let written = has_text(*value, "body") && value.get("author").is_some_and(|author| has_text(author, "login"));
        let outside = value.span().start >= until;
        let found = outside && written && has_text(*value, "id") && Place::of(*value).is_some();
        until = if found { value.span().end } else { until };
        found
    })
}

/// What opens a thread, within so many values.
fn openings(root: Value<'_>, within: usize) -> impl Iterator<Item = Value<'_>> {
    let answer = root.get("data").filter(|data| data.is_object());
    let inside = answer.into_iter().flat_map(move |data| data.descendants().take(within));
    // What the command writes is the opening itself, or a list of them.
    let bare = records(root).map(|record| record.value).filter(move |_| answer.is_none());
    inside.chain(bare.take(within)).filter(|value| is_opening(*value))
}

/// Whether it is a discussion, an issue or a pull request with its comments.
fn is_opening(value: Value<'_>) -> bool {
    let Some(comments) = value.get("comments") else { return false };
    let listed =
        comments.is_array() || ["nodes", "edges"].iter().any(|name| comments.get(name).is_some_and(Value::is_array));
    let ours = nodes(comments).next().map_or(has_number(comments, "totalCount"), is_node);
    let told = has_text(value, "title") || has_text(value, "body");
    let placed = Place::of(value).is_some() || has_number(value, "number");
    listed && ours && told && placed && !has_text(value, "comments_url")
}

/// Whether it is a comment: one that was asked for in full, or an id.
fn is_node(value: Value<'_>) -> bool {
    let full = has_text(value, "body") || has_text(value, "bodyText") || has_text(value, "bodyHTML");
    let writer = value.get("author").is_some_and(|author| author.is_null() || has_text(author, "login"));
    (full && writer) || value.get("id").is_some_and(Value::is_string)
}

/// The items of a list, however it is written.
fn nodes(list: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let edges = list.get("edges").into_iter().flat_map(Value::items).filter_map(|edge| edge.get("node"));
    list.items().chain(list.get("nodes").into_iter().flat_map(Value::items)).chain(edges)
}

/// Reads the openings of a document with all that stands below them.
pub(super) fn read(root: Value<'_>, threads: &mut Gathered) {
    let mut alone = true;
    for opening in openings(root, usize::MAX) {
        alone = false;
        let place = Place::of(opening);
        let number = opening.field("number").unwrap_or_default();
        let id = opening.field("id").unwrap_or_else(|| format!("issue-{number}"));
        let thread = threads.thread(&place.as_ref().map_or(number, Place::name));
        thread.key = place.as_ref().map(Place::key);
        thread.title = opening.field("title");
        let comments = opening.get("comments");
        thread.announced = comments.and_then(|comments| count(comments, "totalCount"));
        let mut post = of_node(opening, id.clone());
        post.kind = Kind::Post;
        if post.text.is_empty() {
            post.text = opening.field("title").unwrap_or_default();
        }
        thread.comments.insert(0, post);
        // The comments of a discussion answer it, and have replies; those of an issue stand one after the other.
        let is_tree = comments.into_iter().flat_map(nodes).any(|node| node.get("replies").is_some())
            || text(opening, "url").contains("/discussions/");
        let above = is_tree.then_some(id);
        let mut answer = scalar(opening, &["answer", "id"]);
        if let Some(list) = comments {
            add(thread, list, above.as_deref(), answer.as_deref());
        }
        if let Some(list) = opening.get("reviews") {
            add(thread, list, None, None);
        }
        for review in opening.get("reviewThreads").into_iter().flat_map(nodes) {
            let Some(list) = review.get("comments") else { continue };
            let first = nodes(list).next().and_then(|node| node.field("id"));
            add(thread, list, first.as_deref(), answer.take().as_deref());
        }
    }
    for value in lone(root, usize::MAX).filter(|_| alone) {
        let Some(place) = Place::of(value) else { continue };
        let thread = threads.thread(&place.name());
        thread.key = Some(place.key());
        let mut said = of_node(value, value.field("id").unwrap_or_default());
        said.parent = scalar(value, &["replyTo", "id"]);
        let id = said.id.clone();
        thread.comments.push(said);
        if let Some(replies) = value.get("replies") {
            add(thread, replies, Some(&id), None);
        }
    }
}

/// Adds the comments of a list, which answer what stands above them unless they say what else, each with its replies.
fn add(thread: &mut Thread, list: Value<'_>, above: Option<&str>, answer: Option<&str>) {
    let mut read = 0;
    for node in nodes(list).filter(|node| node.is_object()) {
        read += 1;
        let said = one(node, above, answer);
        let id = said.id.clone();
        thread.comments.push(said);
        if let Some(replies) = node.get("replies") {
            thread.comments.extend(nodes(replies).map(|reply| one(reply, Some(&id), answer)));
            thread.comments.extend(held(replies, nodes(replies).count(), Some(&id)));
        }
    }
    thread.comments.extend(held(list, read, above));
}

/// A comment with what it answers.
fn one(node: Value<'_>, above: Option<&str>, answer: Option<&str>) -> Comment {
    let mut said = of_node(node, node.field("id").unwrap_or_default());
    let given = scalar(node, &["replyTo", "id"]);
    said.parent = given.or(above.filter(|above| *above != said.id).map(str::to_owned));
    if answer.is_some_and(|answer| answer == said.id) && !said.marks.contains(&Mark::Featured) {
        said.marks.push(Mark::Featured);
    }
    said
}

/// What a list held back.
fn held(list: Value<'_>, read: usize, above: Option<&str>) -> Option<Comment> {
    let more = list.at(&["pageInfo", "hasNextPage"]).is_some_and(Value::is_true);
    let held = count(list, "totalCount").map(|total| total.saturating_sub(read)).filter(|held| *held > 0);
    (more || held.is_some()).then(|| stub(above.map(str::to_owned), held))
}

fn of_node(node: Value<'_>, id: String) -> Comment {
    let mut said = comment(node, id);
    let asked = ["body", "bodyText", "bodyHTML", "author", "createdAt"].iter().any(|name| node.get(name).is_some());
    said.kind = match (asked, node.some("deletedAt").is_some()) {
        (_, true) => Kind::Deleted,
        (true, false) => Kind::Comment,
        (false, false) => Kind::Missing,
    };
    said.author = scalar(node, &["author", "login"]).filter(|login| login != "ghost");
    said.time = date(node, "createdAt").or(date(node, "submittedAt"));
    said.votes = node.get("upvoteCount").and_then(Value::whole);
    let minimized = node.flag("isMinimized");
    let spam = text(node, "minimizedReason").eq_ignore_ascii_case("spam");
    said.marks = marks([
        (Mark::Edited, node.some("lastEditedAt").is_some() || node.flag("includesCreatedEdit")),
        (Mark::Hidden, minimized && !spam),
        (Mark::Spam, minimized && spam),
        (Mark::Featured, node.flag("isAnswer")),
        (Mark::Pinned, node.flag("isPinned")),
    ]);
    if said.kind == Kind::Comment {
        let (body, plain) = (text(node, "body"), text(node, "bodyText"));
        let words = match (body.is_empty(), plain.is_empty()) {
            (false, _) => markdown(&body),
            (true, false) => markdown(&plain),
            (true, true) => html(&text(node, "bodyHTML")),
        };
        say(&mut said, words);
    }
    said
}
