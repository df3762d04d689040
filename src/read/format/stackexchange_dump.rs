//! The Stack Exchange data dump: `Posts.xml` and `Comments.xml`, built from its published schema; no real file was
//! available.
//!
//! From `Posts.xml` comes a thread for each question, with its answers. From `Comments.xml` comes a thread for each
//! post that has comments, since the file does not say which answer belongs to which question. Both have the key
//! `stackexchange/NUMBER OF THE POST`, so a collection joins the comments on a question with it. Comments on an answer
//! stay a separate thread.

use indexmap::IndexMap;

use super::common::{left_out, marks};
use super::export::{broken, plain, root};
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Lines, fragment};
use crate::read::{error::ReadError, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// The `PostTypeId` of a question. Types other than question and answer are wiki pages, nominations and the like.
const QUESTION: &str = "1";

/// The `PostTypeId` of an answer.
const ANSWER: &str = "2";

/// Whether it is a list of rows with the attributes of posts or comments.
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

/// Reads posts, or comments. A file without questions, answers or comments gives no thread.
///
/// # Errors
/// Never.
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
            (value("PostId"), comment_from(row))
        } else if value("PostTypeId") == Some(QUESTION) {
            (value("Id"), post_from(row, Kind::Post))
        } else if value("PostTypeId") == Some(ANSWER) {
            (value("ParentId"), post_from(row, Kind::Comment))
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
            // Rows are sorted by number: an answer that was moved to a later question precedes it.
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

fn post_from(row: Element<'_>, kind: Kind) -> Comment {
    let words = fragment(row.attr("Body").unwrap_or_default(), Lines::Joined);
    let is_edited = row.attr("LastEditDate").is_some_and(|date| !date.is_empty());
    Comment {
        kind,
        parent: row.attr("ParentId").filter(|_| kind == Kind::Comment).map(str::to_owned),
        author: author(row, "OwnerDisplayName", "OwnerUserId"),
        text: words.text,
        quotes: words.quotes,
        marks: marks([(Mark::Edited, is_edited)]),
        ..base_comment(row)
    }
}

fn comment_from(row: Element<'_>) -> Comment {
    // Posts and comments are numbered separately.
    let id = row.attr("Id").map(|id| format!("comment-{id}")).unwrap_or_default();
    // The text is as the author typed it: a little Markdown, no HTML.
    let text = super::mail::tidy(row.attr("Text").unwrap_or_default());
    let author = author(row, "UserDisplayName", "UserId");
    Comment { id, parent: row.attr("PostId").map(str::to_owned), author, text, ..base_comment(row) }
}

/// What rows of both files have.
fn base_comment(row: Element<'_>) -> Comment {
    Comment {
        id: row.attr("Id").unwrap_or_default().to_owned(),
        // The dump is in UTC, as its readme says, but does not write the zone.
        time: row.attr("CreationDate").and_then(|date| when::iso(date, true)),
        votes: row.attr("Score").and_then(|score| score.trim().parse().ok()),
        origin: Origin { span: Some(row.span()), ..Origin::default() },
        ..Comment::default()
    }
}

/// The name of a deleted account, or the number of an existing one, whose name is in another file.
fn author(row: Element<'_>, name: &str, number: &str) -> Option<String> {
    let name = row.attr(name).and_then(super::export::person);
    name.or_else(|| row.attr(number).map(str::trim).filter(|id| !id.is_empty()).map(|id| format!("user{id}")))
}
