//! Stack Exchange: questions with answers and comments, as its API gives them in JSON.
//!
//! The API wraps its results in `items`: questions that hold their answers and comments, or only answers or comments,
//! as requested. Titles, names and Markdown contain HTML entities; dates are seconds since 1970. Questions and answers
//! share one numbering on a site. Comments have another, so their ids here are `comment` and their number.

use super::address::host;
use super::body;
use super::common::{comment_at, marks, set_words, stub, url};
use super::records::{any_record, each_document, records};
use super::threads_by_id::ThreadsById;
use crate::diagnostic::Diagnostic;
use crate::read::json::Value;
use crate::read::markup::{Lines, fragment};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};

/// Whether it holds questions, answers or comments of the API.
pub fn detect(source: &Source<'_>) -> bool {
    any_record(source, |record| match items(record).next() {
        Some(first) => is_item(first),
        None => record.has_number("quota_max") && record.get("has_more").is_some_and(Value::is_bool),
    })
}

/// The questions, answers or comments of a response of the API, or a single one.
fn items(record: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let single = (!record.has_list("items")).then_some(record);
    record.list("items").chain(single)
}

fn is_item(value: Value<'_>) -> bool {
    let has_ids = value.has_number("question_id") || (value.has_number("comment_id") && value.has_number("post_id"));
    let has_kind = value.has_text("title")
        || value.has_list("answers")
        || value.has_number("answer_id")
        || value.has_number("comment_id");
    let has_origin = value.has_number("creation_date") || value.has_object("owner");
    // If the source is cut off early, only the first members are left: tags and owner, or votes and answers.
    let is_cut_off = (value.has_list("answers") && value.has_number("down_vote_count"))
        || (value.has_object("owner") && value.has_number("answer_count"));
    (has_ids && has_kind && has_origin) || is_cut_off
}

/// Reads questions, answers and comments, one thread for each question.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let broken = each_document(source, |root| {
        for record in records(root) {
            for item in items(record.value).filter(|item| is_item(*item)) {
                let question = item.field("question_id");
                let thread = threads.thread(question.as_deref().unwrap_or_default());
                let site = host(&item.text("link")).or(record.host());
                let key =
                    question.as_ref().zip(site).map(|(question, site)| format!("stackexchange/{site}/{question}"));
                thread.key = thread.key.take().or(key);
                if item.get("answer_id").is_some() {
                    add_post(thread, item, "answer_id", question.as_deref());
                } else if item.get("comment_id").is_some() {
                    thread.comments.push(comment_from(item, None));
                } else {
                    add_question(thread, item);
                }
            }
        }
    });
    let mut reading = threads.into_reading("an answer of Stack Exchange", broken, source, Vec::new())?;
    reading.diagnostics.extend(no_bodies(&reading.threads));
    Ok(reading)
}

/// Warns if most answers and comments have no text: the API leaves the bodies out unless a request asks for them.
fn no_bodies(threads: &[Thread]) -> Option<Diagnostic> {
    let texts = || threads.iter().flat_map(|thread| &thread.comments).filter(|comment| comment.kind == Kind::Comment);
    let (all, empty) = (texts().count(), texts().filter(|comment| comment.text.is_empty()).count());
    if empty * 2 <= all {
        return None;
    }
    let message = format!("no text is in {empty} of {all} answers and comments: the answer of the API has no bodies");
    let help = "request it again with filter=withbody";
    Some(Diagnostic::warning("no-bodies", message).help(help))
}

/// Adds a question and everything below it.
fn add_question(thread: &mut Thread, question: Value<'_>) {
    thread.title = question.field("title").map(|title| without_entities(&title));
    let id = question.field("question_id").unwrap_or_default();
    add_post(thread, question, "question_id", None);
    for answer in question.list("answers") {
        add_post(thread, answer, "answer_id", Some(&id));
    }
    let held = question.count("answer_count").unwrap_or_default().saturating_sub(question.list("answers").count());
    add_stub(thread, &id, held);
}

/// Adds a question or an answer with its comments. `id_name` is the member with its id; `question` is what it answers.
fn add_post(thread: &mut Thread, value: Value<'_>, id_name: &str, question: Option<&str>) {
    let id = value.field(id_name).unwrap_or_default();
    let mut post = comment_at(value, id.as_str());
    post.kind = if question.is_none() { Kind::Post } else { Kind::Comment };
    post.parent = question.map(str::to_owned);
    fill(&mut post, value);
    if post.text.is_empty() && question.is_none() {
        post.text = value.field("title").map(|title| without_entities(&title)).unwrap_or_default();
    }
    thread.comments.push(post);
    thread.comments.extend(value.list("comments").map(|comment| comment_from(comment, Some(&id))));
    let held = value.count("comment_count").unwrap_or_default().saturating_sub(value.list("comments").count());
    add_stub(thread, &id, held);
}

/// A comment on a question or an answer, whose id is `post`.
fn comment_from(value: Value<'_>, post: Option<&str>) -> Comment {
    let id = value.field("comment_id").map(|id| format!("comment{id}"));
    let mut comment = comment_at(value, id.unwrap_or_default());
    // A comment may be addressed to a person, not to one of their comments. Link inference resolves that by the words.
    comment.parent = value.field("post_id").or(post.map(str::to_owned));
    fill(&mut comment, value);
    comment
}

/// Fills in what questions, answers and comments have in common.
fn fill(comment: &mut Comment, value: Value<'_>) {
    comment.author = value.field_at(&["owner", "display_name"]).map(|name| without_entities(&name));
    comment.time = value.epoch("creation_date");
    comment.votes = value.integer("score");
    comment.url = url(value, &["link", "share_link"]);
    comment.marks = marks([
        (Mark::Edited, value.flag("edited") || value.some("last_edit_date").is_some()),
        (Mark::Moderator, value.field_at(&["owner", "user_type"]).as_deref() == Some("moderator")),
        (Mark::Featured, value.flag("is_accepted")),
    ]);
    let html = value.text("body");
    let markdown = || body::markdown(&without_entities(&value.text("body_markdown")));
    set_words(comment, if html.is_empty() { markdown() } else { body::html(&html) });
}

/// Adds a stub for the `held` answers or comments that the response left out below a post.
fn add_stub(thread: &mut Thread, post: &str, held: usize) {
    if held > 0 {
        thread.comments.push(stub(Some(post.to_owned()), Some(held)));
    }
}

/// A text with its HTML entities decoded and its lines kept.
fn without_entities(text: &str) -> String {
    fragment(&body::normalized(text), Lines::Kept).text
}
