//! Isso: its generic exchange format for imports, and responses of its API, in JSON.
//!
//! An exchange file is a list of pages with their comments. Ids start again on every page, and titles may be encoded as
//! in addresses (`Nat+%26+Miguel`). The API gives the comments of one page, with replies inside the comment they
//! answer. Both may hold addresses of authors, which are not read.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::body;
use super::common::{comment_at, marks, set_words, stub};
use super::records::each_document;
use super::threads_by_id::ThreadsById;
use super::walk::{Visit, preorder};
use crate::read::json::{Json, Value};
use crate::read::markup::{Lines, fragment};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark};

/// The state (`mode`) of a comment that waits for a moderator.
const PENDING: i64 = 2;

/// The state (`mode`) of a deleted comment that has replies.
const DELETED: i64 = 4;

/// Whether it is an exchange file or a response of the API.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| root.items().take(3).any(is_page) || is_response(root))
}

fn is_page(value: Value<'_>) -> bool {
    let is_comment = |value: Value<'_>| value.has_text("text") && value.has_text("author") && value.has_text("created");
    let has_title = value.get("title").is_none_or(|title| title.is_string() || title.is_null());
    value.first("comments").is_some_and(is_comment) && value.has_text("id") && has_title
}

fn is_response(value: Value<'_>) -> bool {
    match value.first("replies") {
        Some(first) => first.has_number("mode") && first.has_text("text"),
        None => (value.has_number("total_replies") || value.has_number("hidden_replies")) && value.has_list("replies"),
    }
}

/// Reads pages with their comments.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let broken = each_document(source, |root| {
        for page in root.items().filter(|page| page.has_list("comments")) {
            let id = page.field("id").unwrap_or_default();
            let thread = threads.thread(&id);
            thread.key = Some(format!("isso/{id}")).filter(|_| !id.is_empty());
            thread.title = page.field("title").map(|title| decoded_title(&title).into_owned());
            thread.comments.extend(page.list("comments").map(exchanged_comment));
        }
        if !root.is_array() && root.has_list("replies") {
            let thread = threads.thread("");
            thread.announced = root.count("total_replies");
            thread.comments.extend(preorder(root, None, visit));
        }
    });
    threads.into_reading("a document of Isso", broken, source, Vec::new())
}

/// A comment and its replies; for the response itself, its top-level comments.
fn visit(value: Value<'_>, parent: Option<String>) -> Visit<'_> {
    let comment = value.get("text").is_some().then(|| nested_comment(value, parent));
    let id = comment.as_ref().map(|comment| comment.id.clone());
    let held = value.count("hidden_replies").filter(|held| *held > 0).map(|held| stub(id, Some(held)));
    Visit { comment, replies: value.list("replies").collect(), held }
}

/// A comment of an exchange file.
fn exchanged_comment(value: Value<'_>) -> Comment {
    let mut comment = comment_from(value);
    comment.time = when::iso(&value.text("created"), false);
    // The files come from many programs, with texts in HTML, Markdown or plain text.
    let words = fragment(&body::normalized(&value.text("text")), Lines::Kept);
    set_words(&mut comment, if words.quotes.is_empty() { body::plain(&words.text) } else { words });
    comment
}

/// A comment of a response of the API.
fn nested_comment(value: Value<'_>, parent: Option<String>) -> Comment {
    let mut comment = comment_from(value);
    comment.parent = comment.parent.or(parent);
    comment.time = value.epoch("created");
    comment.votes = value.integer("likes").map(|likes| likes - value.integer("dislikes").unwrap_or_default());
    set_words(&mut comment, body::html(&value.text("text")));
    comment
}

/// What both kinds of document say about a comment in the same way: everything except time, votes and text.
fn comment_from(value: Value<'_>) -> Comment {
    let mut comment = comment_at(value, value.field("id").unwrap_or_default());
    comment.parent = value.field("parent");
    comment.author = value.field("author");
    let mode = value.integer("mode");
    if mode == Some(DELETED) {
        comment.kind = Kind::Deleted;
    }
    comment.marks = marks([(Mark::Pending, mode == Some(PENDING)), (Mark::Edited, value.some("modified").is_some())]);
    comment
}

/// A title without percent encoding. It is decoded only if it looks encoded: it has an escape or a `+`, and no space.
fn decoded_title(title: &str) -> Cow<'_, str> {
    let is_hex = |code: &str| code.bytes().all(|byte| byte.is_ascii_hexdigit());
    let has_escape = title.match_indices('%').any(|(index, _)| title.get(index + 1..index + 3).is_some_and(is_hex));
    if title.contains(' ') || !(title.contains('+') || has_escape) {
        return Cow::Borrowed(title);
    }
    Cow::Owned(percent_decode_str(&title.replace('+', " ")).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_titles_are_decoded_and_others_stay() {
        for (title, decoded) in [
            ("Nat+%26+Miguel", "Nat & Miguel"),
            ("%C3%A9t%C3%A9", "été"),
            ("1+1 = 2", "1+1 = 2"),
            ("100%", "100%"),
            ("a%zz+b", "a%zz b"),
            ("%ff%", "\u{FFFD}%"),
        ] {
            assert_eq!(decoded_title(title), decoded);
        }
    }
}
