//! Decidim: comments on proposals, meetings and debates, from its open data and its GraphQL API, in JSON.
//!
//! Built from the published serialiser (`Decidim::Comments::CommentSerializer`) and GraphQL types (`CommentType`,
//! `CommentableInterface`); no real file was available. A comment on the proposal itself may be for it or against it
//! (`alignment` 1, −1); this relation is given by the source. Open data lists comments flat, each with what it is on
//! (`commentable_type`, `commentable_id`). Its proposals are in another file, so here they are missing.

use super::body;
use super::common::{comment_at, marks, set_words};
use super::records::{any_record, each_document, records};
use super::threads_by_id::ThreadsById;
use super::walk::{Visit, preorder};
use crate::read::json::{Json, Value};
use crate::read::markup::Words;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Lang, Mark, Relation, Thread};

/// The `commentable_type` of a reply to another comment.
const COMMENT: &str = "Decidim::Comments::Comment";

/// How many values detection searches for something with comments.
const DETECTED: usize = 400;

/// Whether it is a list of comments, or a response of the API with comments in it.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    any_record(source, is_row) || root.is_some_and(|root| commentables(root, DETECTED).next().is_some())
}

/// Whether it is a comment of the open data.
fn is_row(value: Value<'_>) -> bool {
    value.has_number("alignment") && value.has_text("commentable_type") && value.field("commentable_id").is_some()
}

/// The things that are commented on, searched for in the first `limit` values of a response of the API. They have a
/// list of comments with alignments.
fn commentables(root: Value<'_>, limit: usize) -> impl Iterator<Item = Value<'_>> {
    let data = root.get("data").filter(|data| data.is_object());
    let inside = data.into_iter().flat_map(move |data| std::iter::once(data).chain(data.descendants()).take(limit));
    inside.filter(|value| value.first("comments").is_some_and(is_node) && !value.has_number("alignment"))
}

/// Whether it is a comment of the API.
fn is_node(value: Value<'_>) -> bool {
    let has_body = value.has_text("body") || value.has_text("formattedBody");
    value.has_number("alignment") && has_body && value.get("id").is_some()
}

/// Reads comments, one thread for each thing that is commented on.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let broken = each_document(source, |root| {
        for row in records(root).map(|record| record.value).filter(|value| is_row(*value)) {
            let address = row.field("root_commentable_url");
            let kind = row.text("commentable_type");
            let id = row.field("commentable_id").unwrap_or_default();
            let thread = threads.thread(address.as_deref().unwrap_or_default());
            thread.key = address.map(|address| format!("decidim/{address}"));
            // Proposals, meetings and comments are numbered separately.
            let is_reply = kind == COMMENT;
            let parent = if is_reply { id } else { format!("{}-{id}", short_name(&kind)) };
            thread.comments.push(comment_from(row, parent, !is_reply));
        }
        for value in commentables(root, usize::MAX) {
            let id = value.field("id").unwrap_or_default();
            add_commentable(threads.thread(&id), value, &id);
        }
    });
    threads.into_reading("a list of comments of Decidim", broken, source, Vec::new())
}

/// The last part of a type's name, in lower case: `proposal` for `Decidim::Proposals::Proposal`.
fn short_name(kind: &str) -> String {
    kind.rsplit(':').next().unwrap_or(kind).to_lowercase()
}

/// Adds the thing that is commented on as the opening, and all comments below it.
fn add_commentable(thread: &mut Thread, value: Value<'_>, id: &str) {
    let name = value.text("__typename");
    let name = if name.is_empty() { "proposal".to_owned() } else { name.to_lowercase() };
    let mut opening = comment_at(value, format!("{name}-{id}"));
    opening.kind = Kind::Post;
    opening.author = value.field_at(&["author", "name"]);
    opening.time = value.date("publishedAt").or(value.date("createdAt"));
    opening.votes = value.integer("voteCount");
    thread.title = translated(value, "title").map(|words| words.text);
    let words = ["body", "description"].iter().find_map(|name| translated(value, name));
    let title = || thread.title.as_deref().map(body::plain);
    if let Some(words) = words.or_else(title) {
        set_words(&mut opening, words);
    }
    thread.announced = value.count("totalCommentsCount").or(value.count("commentsCount"));
    let opening_id = opening.id.clone();
    thread.comments.push(opening);
    for top in value.list("comments") {
        thread.comments.extend(preorder(top, None, |value, parent| {
            let is_top = parent.is_none();
            let comment = comment_from(value, parent.unwrap_or_else(|| opening_id.clone()), is_top);
            Visit { comment: Some(comment), replies: value.list("comments").collect(), held: None }
        }));
    }
}

/// A text in its original language: a bare string, or an object with translations, of which the first is the original.
fn translated(value: Value<'_>, name: &str) -> Option<Words> {
    let member = value.some(name)?;
    let first = member.first("translations").and_then(|first| first.get("text"));
    let text = member.str().or_else(|| first?.str()).or_else(|| member.get("translation")?.str())?;
    (!text.trim().is_empty()).then(|| body::html(&text))
}

/// `is_top`: whether it is on the thing itself and not on another comment.
fn comment_from(value: Value<'_>, parent: String, is_top: bool) -> Comment {
    let mut comment = comment_at(value, value.field("id").unwrap_or_default());
    comment.parent = Some(parent);
    // A member may speak for an organisation.
    let group = value.field_at(&["user_group", "name"]);
    comment.author = group.or(value.field_at(&["author", "name"])).or(value.field_at(&["author", "id"]));
    comment.time = value.date("created_at").or(value.date("createdAt"));
    // The site offers to take a side only on the proposal itself.
    comment.relation = match value.integer("alignment").filter(|_| is_top) {
        Some(1) => Some(Relation::Support),
        Some(-1) => Some(Relation::Rebuttal),
        _ => None,
    };
    comment.votes = value.integer("upVotes").map(|up| up - value.integer("downVotes").unwrap_or_default());
    let (by_author, by_staff) = (value.some("deletedAt").is_some(), value.flag("hidden"));
    comment.marks = marks([(Mark::Removed, by_staff)]);
    if by_author || by_staff {
        comment.kind = Kind::Deleted;
        return comment;
    }
    // Open data keeps the body under the code of its language.
    let by_lang = value.get("body").filter(|body| body.is_object()).and_then(|body| body.values().next());
    let lang = by_lang.map(|text| text.name().into_owned()).or(value.field("locale"));
    comment.lang = lang.and_then(|lang| Lang::parse(&lang));
    let text = by_lang.and_then(Value::str).unwrap_or_else(|| value.text("body"));
    let words = if text.is_empty() { body::html(&value.text("formattedBody")) } else { body::plain(&text) };
    set_words(&mut comment, words);
    comment
}
