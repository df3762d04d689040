//! Rows of the Stack Exchange data dump, by its published schema (no real file was at hand): `Posts.xml` and
//! `Comments.xml`.
//!
//! In comes one of the two, out go its threads. Of posts: a thread for each question, with its answers. Of comments: a
//! thread for each post that was commented on, since the file does not say which answers belong to which question. Both
//! have the key `stackexchange/NUMBER OF THE POST`, so that comments on a question find it in a collection; those on an
//! answer stay in a thread of their own.

use indexmap::IndexMap;

use super::common::left_out;
use super::export::{broken, plain, root};
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Lines, fragment};
use crate::read::{error::ReadError, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// `PostTypeId` of questions and answers; the others are wiki pages, nominations and the like.
const QUESTION: &str = "1";
const ANSWER: &str = "2";

/// Whether it is a list of rows with the attributes of posts or of comments.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(root) = root(source) else { return false };
    let Some(row) = root.children().next().filter(|row| row.name() == "row") else { return false };
    let has = |names: &[&str]| names.iter().all(|name| row.attr(name).is_some());
    match root.name() {
        "posts" => has(&["Id", "PostTypeId"]),
        "comments" => has(&["Id", "PostId", "Text"]),
        _ => false,
    }
}

/// The threads of posts, or of comments.
///
/// # Errors
/// Never: a file without questions, answers or comments gives no thread.
#[expect(clippy::unnecessary_wraps, reason = "readers of other formats refuse")]
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let mut reading = Reading::default();
    let Some(root) = root(source) else { return Ok(reading) };
    let is_posts = root.name() == "posts";
    let mut threads: IndexMap<String, Thread> = IndexMap::new();
    let mut accepted: Vec<(String, String)> = Vec::new();
    let mut others = 0;
    for row in root.children().filter(|child| child.name() == "row") {
        let value = |name: &str| row.attr(name).map(str::trim).filter(|value| !value.is_empty());
        let (question, comment) = if !is_posts {
            (value("PostId"), comment(row))
        } else if value("PostTypeId") == Some(QUESTION) {
            (value("Id"), post(row, Kind::Post))
        } else if value("PostTypeId") == Some(ANSWER) {
            (value("ParentId"), post(row, Kind::Comment))
        } else {
            others += 1;
            continue;
        };
        let question = question.unwrap_or("unknown").to_owned();
        let thread = threads.entry(question).or_insert_with_key(|id| Thread {
            id: id.clone(),
            key: Some(format!("stackexchange/{id}")),
            ..Thread::default()
        });
        if comment.kind == Kind::Post {
            thread.title = row.attr("Title").and_then(plain);
            accepted.extend(value("AcceptedAnswerId").map(|answer| (thread.id.clone(), answer.to_owned())));
            // Rows come by number: an answer that was moved under a later question stands before it.
            thread.comments.insert(0, comment);
        } else {
            thread.comments.push(comment);
        }
    }
    for (question, answer) in accepted {
        let comments = threads.get_mut(&question).map(|thread| thread.comments.iter_mut());
        if let Some(answer) = comments.and_then(|mut comments| comments.find(|comment| comment.id == answer)) {
            answer.marks.push(Mark::Featured);
        }
    }
    reading.threads = threads.into_values().collect();
    reading.diagnostics.extend(left_out(others, "posts", "they are neither questions nor answers"));
    reading.diagnostics.extend(broken(source));
    Ok(reading)
}

fn post(row: Element<'_>, kind: Kind) -> Comment {
    let words = fragment(row.attr("Body").unwrap_or_default(), Lines::Joined);
    let edited = row.attr("LastEditDate").is_some_and(|date| !date.is_empty());
    Comment {
        kind,
        parent: row.attr("ParentId").filter(|_| kind == Kind::Comment).map(str::to_owned),
        author: author(row, "OwnerDisplayName", "OwnerUserId"),
        text: words.text,
        quotes: words.quotes,
        marks: if edited { vec![Mark::Edited] } else { Vec::new() },
        ..entry(row)
    }
}

fn comment(row: Element<'_>) -> Comment {
    // Posts and comments are numbered apart.
    let id = row.attr("Id").map(|id| format!("comment-{id}")).unwrap_or_default();
    // The text is what was typed: a little Markdown, no markup.
    let text = super::mail::tidy(row.attr("Text").unwrap_or_default());
    let author = author(row, "UserDisplayName", "UserId");
    Comment { id, parent: row.attr("PostId").map(str::to_owned), author, text, ..entry(row) }
}

/// What rows of both kinds have.
fn entry(row: Element<'_>) -> Comment {
    Comment {
        id: row.attr("Id").unwrap_or_default().to_owned(),
        // Without zone: the dump is in UTC, as its readme says.
        time: row.attr("CreationDate").and_then(|date| when::iso(date, true)),
        votes: row.attr("Score").and_then(|score| score.trim().parse().ok()),
        origin: Origin { span: Some(row.span()), ..Origin::default() },
        ..Comment::default()
    }
}

/// The name of an account that is gone, or the number of one that is there: names of those are in another file.
fn author(row: Element<'_>, name: &str, number: &str) -> Option<String> {
    let name = row.attr(name).and_then(super::export::person);
    name.or_else(|| row.attr(number).map(str::trim).filter(|id| !id.is_empty()).map(|id| format!("user{id}")))
}
