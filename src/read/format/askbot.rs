//! Askbot: the comments on a question or an answer, as its pages fetch them in JSON.
//!
//! A list of comments on one post, which is named (`object_id`) but not in it, so that it is a missing one.

use super::members::{
    Gathered, comment, each_document, has_number, has_text, html, marks, records, say, some_record, text,
};
use crate::read::json::Value;
use crate::read::when;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::Mark;

/// Whether it is a list of comments.
pub fn detect(source: &Source<'_>) -> bool {
    some_record(source, is_comment)
}

fn is_comment(value: Value<'_>) -> bool {
    has_text(value, "comment_added_at") && has_text(value, "html") && has_number(value, "object_id")
}

/// Reads comments, one thread for each post.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let broken = each_document(source, |root| {
        for value in records(root).map(|record| record.value).filter(|value| is_comment(*value)) {
            let post = value.field("object_id").unwrap_or_default();
            let mut said = comment(value, value.field("id").unwrap_or_default());
            said.parent = Some(post.clone());
            said.author = value.field("user_display_name");
            said.time = when::iso(&text(value, "comment_added_at"), false);
            said.votes = value.get("score").or(value.get("points")).and_then(Value::whole);
            let is_staff = value.flag("user_is_moderator") || value.flag("user_is_administrator");
            said.marks = marks([(Mark::Moderator, is_staff)]);
            say(&mut said, html(&text(value, "html")));
            threads.thread(&post).comments.push(said);
        }
    });
    threads.reading("a list of comments of Askbot", broken, source, Vec::new())
}
