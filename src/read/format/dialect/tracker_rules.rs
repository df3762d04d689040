//! What the keys of trackers do not say alone.

use std::collections::HashMap;

use crate::read::json::Value;
use crate::thread::{Comment, Kind, Thread};

/// Whether it is a note of GitLab.
pub(super) fn is_gitlab(record: Value<'_>) -> bool {
    let is_note = record.has_text("noteable_type") || record.get("system").is_some_and(Value::is_bool);
    is_note && record.has_text("body") && record.get("author").is_some() && record.field("id").is_some()
}

/// The first comment of a bug is its description; the others have numbers.
pub(super) fn bugzilla(comment: &mut Comment, record: Value<'_>) {
    let number = record.integer("count").or_else(|| record.first("comment_count")?.field("__text__")?.parse().ok());
    comment.ordinal = number;
    if number == Some(0) {
        comment.kind = Kind::Post;
        comment.parent = None;
    }
}

/// Comments that name a number, as programs do above a quotation, answer the comment with that number: its ordinal, or its
/// place from 1 where there are no ordinals.
pub(super) fn answer_numbers(thread: &mut Thread, mark: &str) {
    let mut numbers: HashMap<i64, String> = HashMap::new();
    let mut place = 0;
    for comment in &thread.comments {
        place += i64::from(!comment.kind.is_opening());
        numbers.entry(comment.ordinal.unwrap_or(place)).or_insert_with(|| comment.id.clone());
    }
    for comment in thread.comments.iter_mut().filter(|comment| comment.parent.is_none() && !comment.kind.is_opening()) {
        // The line that a program writes is the first; it is short.
        let line = comment.text.lines().next().unwrap_or_default();
        let Some((before, after)) = line.split_once(mark).filter(|(before, _)| before.chars().count() < 100) else {
            continue;
        };
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        let is_reply =
            before.trim_start().starts_with("(In reply to") || before.contains(" wrote in") || mark.starts_with('#');
        if let Some(id) = digits.parse().ok().filter(|_| is_reply).and_then(|number: i64| numbers.get(&number)) {
            comment.parent = Some(id.clone()).filter(|id| *id != comment.id);
        }
    }
    thread.comments.iter_mut().for_each(|comment| comment.ordinal = None);
}

/// A transaction of Phabricator with a comment has the type `comment`; others are changes.
pub(super) fn phabricator_left_out(record: Value<'_>) -> Option<&'static str> {
    let is_old = record.has_text("transactionType");
    let is_comment = if is_old { record.has_text("comments") } else { record.first("comments").is_some() };
    (!is_comment).then_some("changes of Phabricator (status, priority, …)")
}

/// A comment of Confluence has its page and the comments above it as ancestors.
pub(super) fn confluence(comment: &mut Comment, record: Value<'_>) {
    let above = record.list("ancestors").last().filter(|ancestor| ancestor.text("type") == "comment");
    comment.parent = above.and_then(|ancestor| ancestor.field("id")).or(comment.parent.take());
}
