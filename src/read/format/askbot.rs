//! Askbot: the comments on one question or answer, as its pages fetch them in JSON.
//!
//! The list names the post that the comments answer (`object_id`) but does not contain it, so the post is missing.

use super::body;
use super::common::{comment_at, marks, set_words};
use super::records::{any_record, each_document, records};
use super::threads_by_id::ThreadsById;
use crate::read::json::Value;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Mark};

/// Whether it is a list of comments.
pub fn detect(source: &Source<'_>) -> bool {
    any_record(source, is_comment)
}

fn is_comment(value: Value<'_>) -> bool {
    value.has_text("comment_added_at") && value.has_text("html") && value.has_number("object_id")
}

/// Reads comments, one thread for each post.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let broken = each_document(source, |root| {
        for value in records(root).map(|record| record.value).filter(|value| is_comment(*value)) {
            let post = value.field("object_id").unwrap_or_default();
            let comment = comment_from(value, post.clone());
            threads.thread(&post).comments.push(comment);
        }
    });
    threads.into_reading("a list of comments of Askbot", broken, source, Vec::new())
}

fn comment_from(value: Value<'_>, post: String) -> Comment {
    let mut comment = comment_at(value, value.field("id").unwrap_or_default());
    comment.parent = Some(post);
    comment.author = value.field("user_display_name");
    comment.time = when::iso(&value.text("comment_added_at"), false);
    comment.votes = value.get("score").or(value.get("points")).and_then(Value::whole);
    let is_staff = value.flag("user_is_moderator") || value.flag("user_is_administrator");
    comment.marks = marks([(Mark::Moderator, is_staff)]);
    set_words(&mut comment, body::html(&value.text("html")));
    comment
}
