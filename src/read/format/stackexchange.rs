//! Stack Exchange: questions with answers and comments, as its API gives them in JSON.
//!
//! The API wraps what it gives in `items`: questions that hold their answers and comments, or answers or comments alone,
//! as they were asked for. Titles, names and Markdown come with entities of HTML, dates as seconds since 1970. Questions
//! and answers share their numbers on a site; comments are counted apart, and are called `comment` and their number here.

use super::address::host;
use super::common::stub;
use super::members::{
    Gathered, comment, count, each_document, has_list, has_number, has_object, has_text, html, markdown, marks,
    records, say, scalar, some_record, text, unbroken,
};
use crate::read::json::Value;
use crate::read::markup::{Lines, Words, fragment};
use crate::read::when;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};

/// Whether it holds questions, answers or comments of the API.
pub fn detect(source: &Source<'_>) -> bool {
    some_record(source, |record| match items(record).next() {
        Some(first) => is_item(first),
        None => has_number(record, "quota_max") && record.get("has_more").is_some_and(Value::is_bool),
    })
}

/// The questions, answers or comments of an answer of the API, or of a list of its items.
fn items(record: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let list = record.get("items").filter(|items| items.is_array());
    let alone = list.is_none().then_some(record);
    list.into_iter().flat_map(Value::items).chain(alone)
}

fn is_item(value: Value<'_>) -> bool {
    let ids = has_number(value, "question_id") || (has_number(value, "comment_id") && has_number(value, "post_id"));
    let told = has_text(value, "title")
        || has_list(value, "answers")
        || has_number(value, "answer_id")
        || has_number(value, "comment_id");
    let written = has_number(value, "creation_date") || has_object(value, "owner");
    // A cut may leave the first members only, which are tags and the owner, or the votes and the answers.
    let cut = has_list(value, "answers") && has_number(value, "down_vote_count");
    (ids && told && written) || cut || (has_object(value, "owner") && has_number(value, "answer_count"))
}

/// Reads questions, answers and comments, one thread for each question.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let broken = each_document(source, |root| {
        for record in records(root) {
            for item in items(record.value).filter(|item| is_item(*item)) {
                let question = item.field("question_id");
                let thread = threads.thread(question.as_deref().unwrap_or_default());
                let site = host(&text(item, "link")).or(record.host());
                let key =
                    question.as_ref().zip(site).map(|(question, site)| format!("stackexchange/{site}/{question}"));
                thread.key = thread.key.take().or(key);
                if item.get("answer_id").is_some() {
                    post(thread, item, "answer_id", question.as_deref());
                } else if item.get("comment_id").is_some() {
                    remark(thread, item, None);
                } else {
                    ask(thread, item);
                }
            }
        }
    });
    threads.reading("an answer of Stack Exchange", broken, source, Vec::new())
}

/// Adds a question and all below it.
fn ask(thread: &mut Thread, question: Value<'_>) {
    thread.title = question.field("title").map(|title| entities(&title).text);
    let id = question.field("question_id").unwrap_or_default();
    post(thread, question, "question_id", None);
    let mut answers = 0;
    for answer in question.get("answers").into_iter().flat_map(Value::items) {
        answers += 1;
        post(thread, answer, "answer_id", Some(&id));
    }
    let told = count(question, "answer_count").unwrap_or_default();
    hold(thread, &id, told, answers);
}

/// Adds a question or an answer with the comments on it.
fn post(thread: &mut Thread, value: Value<'_>, named: &str, answers: Option<&str>) {
    let id = value.field(named).unwrap_or_default();
    let mut post = comment(value, id.as_str());
    post.kind = if answers.is_none() { Kind::Post } else { Kind::Comment };
    post.parent = answers.map(str::to_owned);
    about(&mut post, value);
    if post.text.is_empty() && answers.is_none() {
        post.text = value.field("title").map(|title| entities(&title).text).unwrap_or_default();
    }
    thread.comments.push(post);
    let mut remarks = 0;
    for value in value.get("comments").into_iter().flat_map(Value::items) {
        remarks += 1;
        remark(thread, value, Some(&id));
    }
    let told = count(value, "comment_count").unwrap_or_default();
    hold(thread, &id, told, remarks);
}

/// Adds a comment on a question or an answer.
fn remark(thread: &mut Thread, value: Value<'_>, on: Option<&str>) {
    let id = value.field("comment_id").map(|id| format!("comment{id}"));
    let mut said = comment(value, id.unwrap_or_default());
    // Whom it is addressed to is a person, not one of that person's comments: it is left to inference by words.
    said.parent = value.field("post_id").or(on.map(str::to_owned));
    about(&mut said, value);
    thread.comments.push(said);
}

/// What the API says of anything that was written.
fn about(said: &mut Comment, value: Value<'_>) {
    said.author = scalar(value, &["owner", "display_name"]).map(|name| entities(&name).text);
    said.time = value.field("creation_date").and_then(|date| when::epoch(&date));
    said.votes = value.get("score").and_then(Value::whole);
    said.marks = marks([
        (Mark::Edited, value.flag("edited") || value.some("last_edit_date").is_some()),
        (Mark::Moderator, scalar(value, &["owner", "user_type"]).as_deref() == Some("moderator")),
        (Mark::Featured, value.flag("is_accepted")),
    ]);
    let body = text(value, "body");
    say(said, if body.is_empty() { markdown(&entities(&text(value, "body_markdown")).text) } else { html(&body) });
}

/// Says that a post has more below it than was given.
fn hold(thread: &mut Thread, on: &str, told: usize, read: usize) {
    if told > read {
        thread.comments.push(stub(Some(on.to_owned()), Some(told - read)));
    }
}

/// A text whose entities are decoded, its lines kept.
fn entities(text: &str) -> Words {
    fragment(&unbroken(text), Lines::Kept)
}
