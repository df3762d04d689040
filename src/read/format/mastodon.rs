//! Mastodon: the context of a status, as its API gives it in JSON.
//!
//! A context holds what came before a status (`ancestors`) and after it (`descendants`), flat, but not the status
//! itself. Replies to it then name a missing id, unless the status was saved with its context (`{"status": …,
//! "context": …}`, or a list of both). Single statuses and lists of statuses are read too, sorted into conversations as
//! well as possible.

use std::collections::HashMap;

use super::body;
use super::common::{comment_at, marks, set_words, url};
use super::records::each_document;
use super::threads_by_id::ThreadsById;
use crate::read::json::{Json, Value};
use crate::read::markup::{Lines, fragment};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::sort::Order as _;
use crate::span::Span;
use crate::thread::{Comment, Kind, Lang, Mark};

/// Whether it is the context of a status, alone or with the status, or a list of statuses.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| Conversation::from(root).is_some() || statuses_in(root).next().is_some())
}

/// The statuses of a list or of a search result, or a single status.
fn statuses_in(root: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let list = root.get("statuses").filter(|list| list.is_array()).unwrap_or(root);
    let single = (!list.is_array()).then_some(list);
    let is_complete = |status: &Value<'_>| is_status(*status) && status.has_object("account") && status.has_text("uri");
    list.items().chain(single).filter(is_complete)
}

/// A context, and the status that it surrounds, if that was saved with it.
#[derive(Clone, Copy)]
struct Conversation<'a> {
    status: Option<Value<'a>>,
    context: Value<'a>,
}

impl<'a> Conversation<'a> {
    /// `None` if the document holds no context.
    fn from(root: Value<'a>) -> Option<Self> {
        if is_context(root) {
            let status = root.get("status").filter(|status| is_status(*status));
            return Some(Conversation { status, context: root });
        }
        if let Some(context) = root.get("context").filter(|context| is_context(*context)) {
            let status = root.get("status").or(Some(root)).filter(|status| is_status(*status));
            return Some(Conversation { status, context });
        }
        let status = root.items().take(2).find(|item| is_status(*item));
        let context = root.items().take(2).find(|item| is_context(*item));
        context.map(|context| Conversation { status, context })
    }

    fn statuses(self) -> impl Iterator<Item = Value<'a>> {
        self.context.list("ancestors").chain(self.status).chain(self.context.list("descendants"))
    }
}

fn is_context(value: Value<'_>) -> bool {
    let fits = |name| value.first(name).is_none_or(is_status);
    // The document may be cut off between the two lists.
    let has_lists =
        value.has_list("ancestors") && (value.has_list("descendants") || value.first("ancestors").is_some());
    has_lists && fits("ancestors") && fits("descendants")
}

/// Whether it is a status, possibly cut off.
fn is_status(value: Value<'_>) -> bool {
    value.has_text("id")
        && (value.has_object("account") || value.get("in_reply_to_id").is_some())
        && (value.has_text("content") || value.has_text("visibility"))
}

/// Reads contexts and lists of statuses.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let broken = each_document(source, |root| match Conversation::from(root) {
        Some(conversation) => add_conversation(&mut threads, conversation),
        None => add_statuses(&mut threads, statuses_in(root).collect()),
    });
    threads.into_reading("a document of Mastodon", broken, source, Vec::new())
}

/// Adds a context as one thread. Its id is that of the first status, or of the missing status which that one answers.
fn add_conversation(threads: &mut ThreadsById, conversation: Conversation<'_>) {
    let Some(first) = conversation.statuses().next() else { return };
    let is_complete = first.some("in_reply_to_id").is_none();
    let missing = first.field("in_reply_to_id").filter(|_| !is_complete);
    let thread = threads.thread(&missing.or(first.field("id")).unwrap_or_default());
    if is_complete {
        // The address of a status is the same on every server; its id is not.
        thread.key = first.field("uri").map(|uri| format!("mastodon/{uri}"));
    }
    for (index, status) in conversation.statuses().enumerate() {
        let kind = if is_complete && index == 0 { Kind::Post } else { Kind::Comment };
        thread.comments.push(comment_from(status, kind));
    }
}

/// Adds statuses, oldest first, each to the conversation of what it answers. A conversation is named after its first
/// status that is present or named.
fn add_statuses(threads: &mut ThreadsById, mut statuses: Vec<Value<'_>>) {
    statuses.order_by_key(|status| status.date("created_at"));
    let mut conversations: HashMap<String, String> = HashMap::new();
    for status in statuses {
        // What a status answers is older, so its conversation is known.
        let (id, parent) = (status.field("id").unwrap_or_default(), status.field("in_reply_to_id"));
        let conversation = parent.as_ref().map_or(&id, |parent| conversations.get(parent).unwrap_or(parent)).clone();
        let thread = threads.thread(&conversation);
        let kind = if parent.is_none() { Kind::Post } else { Kind::Comment };
        if kind == Kind::Post {
            thread.key = status.field("uri").map(|uri| format!("mastodon/{uri}"));
        }
        thread.comments.push(comment_from(status, kind));
        conversations.insert(id, conversation);
    }
}

fn comment_from(status: Value<'_>, kind: Kind) -> Comment {
    let mut comment = comment_at(status, status.field("id").unwrap_or_default());
    comment.kind = kind;
    comment.parent = status.field("in_reply_to_id");
    comment.author = status.at(&["account", "acct"]).or(status.at(&["account", "username"])).and_then(Value::scalar);
    comment.time = status.date("created_at");
    comment.lang = Lang::parse(&status.text("language"));
    comment.votes = status.integer("favourites_count");
    comment.url = url(status, &["url", "uri"]);
    comment.marks = marks([(Mark::Edited, status.some("edited_at").is_some())]);
    let mut words = body::html(&status.text("content"));
    if words.text.is_empty() {
        words = fragment(&body::normalized(&status.text("text")), Lines::Kept);
    }
    // The author also wrote the warning that folds the status.
    let warning = body::plain(&status.text("spoiler_text")).text;
    if !warning.is_empty() {
        let shift = warning.len() + usize::from(!words.text.is_empty());
        words.text = if words.text.is_empty() { warning } else { format!("{warning}\n{}", words.text) };
        for quote in &mut words.quotes {
            quote.span = Span::shifted(quote.span, shift);
        }
    }
    set_words(&mut comment, words);
    comment
}
