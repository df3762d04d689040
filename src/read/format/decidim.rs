//! Decidim: comments on proposals, meetings and debates, as its open data and its GraphQL API give them in JSON.
//!
//! Built from the published serialiser (`Decidim::Comments::CommentSerializer`) and GraphQL types (`CommentType`,
//! `CommentableInterface`); no real file was at hand. A comment on the proposal itself may be for it or against it
//! (`alignment` 1, −1), which is a relation that the source gives. Open data lists comments flat, each with what it is on
//! (`commentable_type`, `commentable_id`); the proposals are in another file, so that they are missing here.

use super::members::{
    Gathered, comment, count, date, each_document, has_number, has_text, html, marks, plain, records, say, scalar,
    some_record, text,
};
use crate::read::json::{Json, Value};
use crate::read::markup::Words;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Lang, Mark, Relation, Thread};

/// What comments on comments are on.
const COMMENT: &str = "Decidim::Comments::Comment";

/// How many values are looked at to tell whether there is anything with comments.
const DETECTED: usize = 400;

/// Whether it is a list of comments, or an answer of the API with comments in it.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    some_record(source, is_row) || root.is_some_and(|root| hosts(root, DETECTED).next().is_some())
}

fn is_row(value: Value<'_>) -> bool {
    has_number(value, "alignment") && has_text(value, "commentable_type") && value.field("commentable_id").is_some()
}

/// What is commented on, in an answer of the API: it has an id and a list of comments with alignments.
fn hosts(root: Value<'_>, within: usize) -> impl Iterator<Item = Value<'_>> {
    let answer = root.get("data").filter(|data| data.is_object());
    let inside = answer.into_iter().flat_map(move |data| std::iter::once(data).chain(data.descendants()).take(within));
    inside.filter(|value| {
        let first = value.get("comments").and_then(|list| list.items().next());
        first.is_some_and(is_node) && !has_number(*value, "alignment")
    })
}

fn is_node(value: Value<'_>) -> bool {
    let told = has_text(value, "body") || has_text(value, "formattedBody");
    has_number(value, "alignment") && told && value.get("id").is_some()
}

/// Reads comments, one thread for each thing that is commented on.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let broken = each_document(source, |root| {
        for row in records(root).map(|record| record.value).filter(|value| is_row(*value)) {
            let address = row.field("root_commentable_url");
            let kind = text(row, "commentable_type").into_owned();
            let on = row.field("commentable_id").unwrap_or_default();
            let thread = threads.thread(address.as_deref().unwrap_or_default());
            thread.key = address.map(|address| format!("decidim/{address}"));
            // Proposals, meetings and comments are counted apart.
            let parent = if kind == COMMENT { on } else { format!("{}-{on}", name_of(&kind)) };
            thread.comments.push(one(row, parent, kind != COMMENT));
        }
        for value in hosts(root, usize::MAX) {
            let id = value.field("id").unwrap_or_default();
            let thread = threads.thread(&id);
            open(thread, value, &id);
        }
    });
    threads.reading("a list of comments of Decidim", broken, source, Vec::new())
}

/// `proposal` of `Decidim::Proposals::Proposal`.
fn name_of(kind: &str) -> String {
    kind.rsplit(':').next().unwrap_or(kind).to_lowercase()
}

/// Opens the thread of something that is commented on, and reads all below it.
fn open(thread: &mut Thread, value: Value<'_>, id: &str) {
    let name = text(value, "__typename");
    let name = if name.is_empty() { "proposal".to_owned() } else { name.to_lowercase() };
    let mut opening = comment(value, format!("{name}-{id}"));
    opening.kind = Kind::Post;
    opening.author = scalar(value, &["author", "name"]);
    opening.time = date(value, "publishedAt").or(date(value, "createdAt"));
    opening.votes = value.get("voteCount").and_then(Value::whole);
    thread.title = translated(value, "title").map(|words| words.text);
    let body = ["body", "description"].iter().find_map(|name| translated(value, name));
    let title = || thread.title.clone().map(|title| plain(&title));
    if let Some(words) = body.or_else(title) {
        say(&mut opening, words);
    }
    thread.announced = count(value, "totalCommentsCount").or(count(value, "commentsCount"));
    let above = opening.id.clone();
    thread.comments.push(opening);
    let mut pending: Vec<_> = below(value).into_iter().rev().map(|value| (value, above.clone(), true)).collect();
    while let Some((value, parent, is_top)) = pending.pop() {
        let said = one(value, parent, is_top);
        let id = said.id.clone();
        thread.comments.push(said);
        pending.extend(below(value).into_iter().rev().map(|value| (value, id.clone(), false)));
    }
}

/// The comments directly below a value.
fn below(value: Value<'_>) -> Vec<Value<'_>> {
    value.get("comments").into_iter().flat_map(Value::items).collect()
}

/// A text in the language it was written in: bare, or with its translations, of which the first counts.
fn translated(value: Value<'_>, name: &str) -> Option<Words> {
    let member = value.some(name)?;
    let first = member.get("translations").and_then(|list| list.items().next()).and_then(|first| first.get("text"));
    let said = member.str().or_else(|| first?.str()).or_else(|| member.get("translation")?.str())?;
    (!said.trim().is_empty()).then(|| html(&said))
}

fn one(value: Value<'_>, parent: String, is_top: bool) -> Comment {
    let mut said = comment(value, value.field("id").unwrap_or_default());
    said.parent = Some(parent);
    // An organisation may speak through one of its people.
    let group = scalar(value, &["user_group", "name"]);
    said.author = group.or(scalar(value, &["author", "name"])).or(scalar(value, &["author", "id"]));
    said.time = date(value, "created_at").or(date(value, "createdAt"));
    // Only on the proposal itself can one take a side.
    said.relation = match value.get("alignment").and_then(Value::whole).filter(|_| is_top) {
        Some(1) => Some(Relation::Support),
        Some(-1) => Some(Relation::Rebuttal),
        _ => None,
    };
    let votes = |name| value.get(name).and_then(Value::whole);
    said.votes = votes("upVotes").map(|up| up - votes("downVotes").unwrap_or_default());
    let (by_author, by_staff) = (value.some("deletedAt").is_some(), value.flag("hidden"));
    said.marks = marks([(Mark::Removed, by_staff)]);
    if by_author || by_staff {
        said.kind = Kind::Deleted;
        return said;
    }
    let body = value.get("body").filter(|body| body.is_object()).and_then(|body| body.values().next());
    let lang = body.map(|body| body.name().into_owned()).or(value.field("locale"));
    said.lang = lang.and_then(|lang| Lang::parse(&lang));
    let words = body.and_then(Value::str).unwrap_or_else(|| text(value, "body"));
    let shown = text(value, "formattedBody");
    say(&mut said, if words.is_empty() { html(&shown) } else { plain(&words) });
    said
}
