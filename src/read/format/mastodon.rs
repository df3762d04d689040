//! Mastodon: the context of a status, as its API gives it in JSON.
//!
//! A context holds what came before a status (`ancestors`) and what came after (`descendants`), flat, but not the status
//! itself: replies to it name an id that was not read, unless the status was kept beside its context
//! (`{"status": …, "context": …}`, or a list of both). Statuses alone and lists of them are read too, each with what is
//! there of its conversation.

use std::collections::HashMap;

use super::members::{
    Gathered, comment, date, each_document, has_list, has_object, has_text, html, marks, plain, say, text, unbroken,
};
use crate::read::json::{Json, Value};
use crate::read::markup::{Lines, fragment};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::span::Span;
use crate::thread::{Comment, Kind, Lang, Mark};

/// Whether it is the context of a status, alone or with the status, or a list of statuses.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| Kept::new(root).is_some() || listed(root).next().is_some())
}

/// The statuses of a list, of what a search found, or the one that is there.
fn listed(root: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let list = root.get("statuses").filter(|list| list.is_array()).unwrap_or(root);
    let alone = (!list.is_array()).then_some(list);
    let whole = |status: &Value<'_>| is_status(*status) && has_object(*status, "account") && has_text(*status, "uri");
    list.items().chain(alone).filter(whole)
}

/// A context, and the status it is the context of where that is there.
#[derive(Clone, Copy)]
struct Kept<'a> {
    status: Option<Value<'a>>,
    context: Value<'a>,
}

impl<'a> Kept<'a> {
    fn new(root: Value<'a>) -> Option<Self> {
        if is_context(root) {
            return Some(Kept { status: root.get("status").filter(|status| is_status(*status)), context: root });
        }
        if let Some(context) = root.get("context").filter(|context| is_context(*context)) {
            let status = root.get("status").or(Some(root)).filter(|status| is_status(*status));
            return Some(Kept { status, context });
        }
        let status = root.items().take(2).find(|item| is_status(*item));
        let context = root.items().take(2).find(|item| is_context(*item));
        context.map(|context| Kept { status, context })
    }

    fn statuses(self) -> impl Iterator<Item = Value<'a>> {
        let list = |name| self.context.get(name).into_iter().flat_map(Value::items);
        list("ancestors").chain(self.status).chain(list("descendants"))
    }
}

fn is_context(value: Value<'_>) -> bool {
    let fits = |name| value.get(name).and_then(|list| list.items().next()).is_none_or(is_status);
    let full = |name| value.get(name).is_some_and(|list| list.items().next().is_some());
    // A cut may fall between the two.
    let both = has_list(value, "ancestors") && (has_list(value, "descendants") || full("ancestors"));
    both && fits("ancestors") && fits("descendants")
}

/// Whether it is a status, as far as a cut leaves one.
fn is_status(value: Value<'_>) -> bool {
    has_text(value, "id")
        && (has_object(value, "account") || value.get("in_reply_to_id").is_some())
        && (has_text(value, "content") || has_text(value, "visibility"))
}

/// Reads contexts.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let broken = each_document(source, |root| {
        let Some(kept) = Kept::new(root) else { return apart(listed(root).collect(), &mut threads) };
        let Some(first) = kept.statuses().next() else { return };
        // All that was said below a status hangs together; its first is what the thread is called after.
        let opens = first.some("in_reply_to_id").is_none();
        let missing = first.field("in_reply_to_id").filter(|_| !opens);
        let thread = threads.thread(&missing.or(first.field("id")).unwrap_or_default());
        if opens {
            // The address of a status is the same on every server, its id is not.
            thread.key = first.field("uri").map(|uri| format!("mastodon/{uri}"));
        }
        for (place, status) in kept.statuses().enumerate() {
            let kind = if opens && place == 0 { Kind::Post } else { Kind::Comment };
            thread.comments.push(said(status, kind));
        }
    });
    threads.reading("a document of Mastodon", broken, source, Vec::new())
}

/// Sorts statuses into conversations, by the first that is there or named of what each answers, oldest first.
fn apart(mut statuses: Vec<Value<'_>>, threads: &mut Gathered) {
    statuses.sort_by_key(|status| date(*status, "created_at"));
    let mut firsts: HashMap<String, String> = HashMap::new();
    for status in statuses {
        // What a status answers is older, so that its conversation is known.
        let (id, above) = (status.field("id").unwrap_or_default(), status.field("in_reply_to_id"));
        let first = above.as_ref().map_or(&id, |above| firsts.get(above).unwrap_or(above)).clone();
        let thread = threads.thread(&first);
        let kind = if above.is_none() { Kind::Post } else { Kind::Comment };
        if kind == Kind::Post {
            thread.key = status.field("uri").map(|uri| format!("mastodon/{uri}"));
        }
        thread.comments.push(said(status, kind));
        firsts.insert(id, first);
    }
}

fn said(status: Value<'_>, kind: Kind) -> Comment {
    let mut said = comment(status, status.field("id").unwrap_or_default());
    said.kind = kind;
    said.parent = status.field("in_reply_to_id");
    said.author = status.at(&["account", "acct"]).or(status.at(&["account", "username"])).and_then(Value::scalar);
    said.time = date(status, "created_at");
    said.lang = Lang::parse(&text(status, "language"));
    said.votes = status.get("favourites_count").and_then(Value::whole);
    said.marks = marks([(Mark::Edited, status.some("edited_at").is_some())]);
    let mut words = html(&text(status, "content"));
    if words.text.is_empty() {
        words = fragment(&unbroken(&text(status, "text")), Lines::Kept);
    }
    // What stands in front of a folded status is said by its author too.
    let warning = plain(&text(status, "spoiler_text")).text;
    if !warning.is_empty() {
        let by = warning.len() + usize::from(!words.text.is_empty());
        words.text = if words.text.is_empty() { warning } else { format!("{warning}\n{}", words.text) };
        for quote in &mut words.quotes {
            quote.span = Span::shifted(quote.span, by);
        }
    }
    say(&mut said, words);
    said
}
