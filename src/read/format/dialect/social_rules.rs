//! What the keys of comment sections and social networks do not say alone.

use std::collections::HashSet;

use crate::lang;
use crate::read::format::common::answer_by_depth;
use crate::read::format::csv::{cell, letters};
use crate::read::json::Value;
use crate::thread::{Comment, Kind, Mark, Thread};

/// Marks of moderation: a state in words, or a truth for each.
pub(super) fn state(comment: &mut Comment, record: Value<'_>) {
    let state = record.get("status").filter(|state| state.is_string()).and_then(Value::scalar);
    let state = state.filter(|state| state != "approved").and_then(|state| match state.as_str() {
        // What WordPress calls comments that wait for moderation.
        "hold" | "unapproved" => Some(cell::State::Marked(Mark::Pending)),
        state => cell::state(state),
    });
    match state {
        Some(cell::State::Marked(mark)) => comment.marks.push(mark),
        Some(cell::State::Gone(true)) => comment.marks.push(Mark::Removed),
        _ => {}
    }
    if record.flag("isSpam") {
        comment.marks.push(Mark::Spam);
    }
    if record.flag("isDeleted") {
        comment.kind = Kind::Deleted;
        comment.text.clear();
        comment.quotes.clear();
    }
    if matches!(&*record.text("type"), "pingback" | "trackback") {
        comment.kind = Kind::Pingback;
    }
    comment.marks.sort_unstable();
    comment.marks.dedup();
}

/// Older stories of Lobsters give the level of a comment and not its parent.
pub(super) fn lobsters(comment: &mut Comment, record: Value<'_>) {
    if record.get("parent_comment").is_none() {
        comment.ordinal = record.integer("indent_level").or_else(|| record.integer("depth"));
    }
    if record.flag("is_deleted") || record.flag("is_moderated") {
        comment.kind = Kind::Deleted;
        comment.text.clear();
        comment.quotes.clear();
        comment.marks.extend(record.flag("is_moderated").then_some(Mark::Removed));
    }
}

/// Derives parents from the levels that replace ordinals.
pub(super) fn answer_by_level(thread: &mut Thread) {
    let levels: Option<Vec<usize>> = thread
        .comments
        .iter()
        .map(|comment| if comment.kind.is_opening() { Some(0) } else { usize::try_from(comment.ordinal?).ok() })
        .collect();
    if let Some(levels) = levels {
        answer_by_depth(&mut thread.comments, &levels);
    }
    thread.comments.iter_mut().for_each(|comment| comment.ordinal = None);
}

/// An account of Hypothes.is is `acct:name@host`.
pub(super) fn hypothesis(comment: &mut Comment, _record: Value<'_>) {
    if let Some(account) = comment.author.as_deref().and_then(|name| name.strip_prefix("acct:")) {
        comment.author = Some(account.split('@').next().unwrap_or(account).to_owned());
    }
}

/// Whether it is a post of an imageboard or of an archive of one.
pub(super) fn is_chan(record: Value<'_>) -> bool {
    let is_board = record.has_number("no")
        && record.get("time").is_some()
        && (record.get("resto").is_some() || record.has_text("com"));
    let is_archive =
        record.get("num").is_some() && record.get("thread_num").is_some() && record.get("timestamp").is_some();
    is_board || is_archive
}

/// The thread of a post: the number of the post that opens it.
pub(super) fn chan_thread(record: Value<'_>) -> Option<String> {
    let first = record.field("resto").filter(|resto| resto != "0").or_else(|| record.field("thread_num"));
    first.or_else(|| record.field("no"))
}

/// The post that opens a thread answers nothing.
pub(super) fn chan(comment: &mut Comment, record: Value<'_>) {
    let is_first = record.field("resto").is_some_and(|resto| resto == "0")
        || record.field("op").is_some_and(|op| op == "1" || op == "true")
        || record.field("thread_num").is_some_and(|thread| record.field("num").as_ref() == Some(&thread));
    if is_first {
        comment.kind = Kind::Post;
        if comment.text.is_empty() {
            comment.text = record.field("sub").unwrap_or_default();
        }
    }
    // Nobody is called Anonymous: it is what boards show for no name.
    comment.author = comment.author.take().filter(|name| !name.eq_ignore_ascii_case("anonymous"));
}

/// A post that links to earlier posts by number (`>>123`) answers the first of them.
pub(super) fn answer_quoted_numbers(thread: &mut Thread) {
    let known: HashSet<String> = thread.comments.iter().map(|comment| comment.id.clone()).collect();
    for comment in thread.comments.iter_mut().filter(|comment| !comment.kind.is_opening() && comment.parent.is_none()) {
        let named = comment.text.match_indices(">>").find_map(|(start, _)| {
            let after = comment.text.get(start + 2..)?;
            let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
            (known.contains(&digits) && digits != comment.id).then_some(digits)
        });
        comment.parent = named;
        // A line that only links is not a quotation of words; one with other words is marked as it was.
        let text = &comment.text;
        comment.quotes.retain(|quote| {
            let words = quote.span.of(text);
            !words.lines().any(|line| {
                let line = line.trim();
                line.strip_prefix(">>")
                    .is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim().len() > 1)
            })
        });
    }
}

/// Whether it is a tweet of one of the two interfaces.
pub(super) fn is_tweet(record: Value<'_>) -> bool {
    let has_text = record.has_text("text") || record.has_text("full_text");
    let is_new = record.has_text("id")
        && ["author_id", "edit_history_tweet_ids", "referenced_tweets", "public_metrics"]
            .iter()
            .any(|name| record.get(name).is_some());
    let is_old = record.has_text("id_str") && record.get("created_at").is_some() && !record.has_text("screen_name");
    has_text && (is_new || is_old)
}

/// The tweet that a tweet refers to in this way.
fn referred(record: Value<'_>, kind: &str) -> Option<String> {
    record.list("referenced_tweets").find(|tweet| tweet.text("type") == kind)?.field("id")
}

pub(super) fn tweet_left_out(record: Value<'_>) -> Option<&'static str> {
    let text = if record.has_text("full_text") { record.text("full_text") } else { record.text("text") };
    let is_retweet = record.some("retweeted_status").is_some()
        || referred(record, "retweeted").is_some()
        || (text.starts_with("RT @") && text.contains(": "));
    is_retweet.then_some("retweets")
}

pub(super) fn tweet(comment: &mut Comment, record: Value<'_>) {
    let answered = referred(record, "replied_to")
        .or_else(|| record.field("in_reply_to_status_id_str"))
        .or_else(|| record.field("in_reply_to_status_id"))
        .or_else(|| record.field("in_reply_to_tweet_id"));
    comment.parent = answered.or_else(|| referred(record, "quoted")).or_else(|| record.field("quoted_status_id_str"));
}

/// Whether it is an entry of a download from Facebook.
pub(super) fn is_downloaded(record: Value<'_>) -> bool {
    let data = record.first("data").or_else(|| record.first("information"));
    let has_comment = data.is_some_and(|data| data.has_object("comment"));
    record.has_number("timestamp") && (has_comment || (record.has_text("title") && data.is_none()))
}

/// The keys of a download from Instagram are in the language of the account.
pub(super) fn instagram(comment: &mut Comment, record: Value<'_>) {
    let Some(members) = record.get("string_map_data") else { return };
    let is_comment = |name: &str| {
        let name = letters(name);
        name == "comment" || lang::all().any(|words| words.tables.comments.iter().any(|word| letters(word) == name))
    };
    let named = members.values().find(|member| is_comment(&member.name())).or_else(|| members.values().next());
    if comment.text.is_empty() {
        let text = named.map(|member| member.text("value").into_owned()).unwrap_or_default();
        comment.text = crate::read::mojibake::bytewise(&text).unwrap_or(text);
    }
    if comment.time.is_none() {
        comment.time = members.values().find_map(|member| member.epoch("timestamp"));
    }
}
