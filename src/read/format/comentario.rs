//! Comentario and Commento: exports of all comments of a site, in JSON.
//!
//! Commento (`version` 1) identifies comments, parents and authors by `…Hex` and pages by their path; the parent of a
//! top-level comment is `root`. Comentario (`version` 3) lists pages separately and gives everything a UUID. A date in
//! the year 1 means that there is none. Both hold e-mail addresses, which are not read.

use std::collections::{BTreeMap, HashMap};

use super::address::host;
use super::body;
use super::common::{comment_at, marks, set_words};
use super::records::each_document;
use super::threads_by_id::ThreadsById;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark};

/// Whether it is an export of one of the two.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(root) = source.json().and_then(Json::root) else { return false };
    if !root.has_number("version") {
        return false;
    }
    if let Some(first) = root.first("comments") {
        return first.has_text("commentHex") || first.has_text("pageId") || first.has_text("markdown");
    }
    // The export of a large site may be cut off within its list of pages.
    let has_pages = root.first("pages").is_some_and(|page| page.has_text("path") && page.has_text("id"));
    has_pages || (root.has_list("comments") && root.has_list("commenters"))
}

/// The name of every author, and whether they moderate.
type Authors = HashMap<String, (Option<String>, bool)>;

/// Reads exports, one thread for each page.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let broken = each_document(source, |root| {
        let author = |value: Value<'_>| {
            let id = value.field("id").or(value.field("commenterHex")).unwrap_or_default();
            (id, (value.field("name"), value.flag("isModerator")))
        };
        let authors: Authors = root.list("commenters").map(author).collect();
        let pages: BTreeMap<String, Value<'_>> =
            root.list("pages").filter_map(|page| Some((page.field("id")?, page))).collect();
        for value in root.list("comments") {
            let page = value.field("pageId").and_then(|id| pages.get(&id).copied());
            let path = page.and_then(|page| page.field("path")).or(value.field("path")).or(value.field("pageId"));
            let path = path.unwrap_or_default();
            let site = value.field("domain").or(host(&value.text("url")));
            let thread = threads.thread(&path);
            if !path.is_empty() {
                thread.key = Some(format!("comentario/{}/{path}", site.unwrap_or_default()));
            }
            thread.title = thread.title.take().or(page.and_then(|page| page.field("title")));
            thread.comments.push(comment_from(value, &authors));
        }
    });
    threads.into_reading("an export of Comentario or Commento", broken, source, Vec::new())
}

fn comment_from(value: Value<'_>, authors: &Authors) -> Comment {
    let mut comment = comment_at(value, value.field("id").or(value.field("commentHex")).unwrap_or_default());
    comment.parent = value.field("parentId").or(value.field("parentHex")).filter(|parent| parent != "root");
    let author_id = value.field("userCreated").or(value.field("commenterHex"));
    let author = author_id.as_ref().and_then(|id| authors.get(id));
    comment.author = author.and_then(|(name, _)| name.clone()).or(value.field("authorName"));
    comment.time = value.date("createdTime").or(value.date("creationDate"));
    comment.votes = value.integer("score");
    let state = value.text("state");
    let is_deleted = value.flag("isDeleted") || value.flag("deleted");
    let deleted_by = value.field("userDeleted").filter(|_| is_deleted);
    let is_pending = value.flag("isPending") || state == "unapproved";
    let is_approved = value.get("isApproved").is_none_or(Value::is_true) || is_deleted;
    comment.marks = marks([
        (Mark::Edited, value.date("editedTime").is_some()),
        (Mark::Pinned, value.flag("isSticky")),
        (Mark::Moderator, author.is_some_and(|(_, moderates)| *moderates)),
        (Mark::Hidden, !is_approved && !is_pending),
        (Mark::Spam, state == "flagged"),
        (Mark::Pending, is_pending && !is_deleted),
        (Mark::Removed, deleted_by.is_some() && deleted_by != author_id),
    ]);
    if is_deleted {
        comment.kind = Kind::Deleted;
        return comment;
    }
    let html = value.text("html");
    let words = if html.is_empty() { body::markdown(&value.text("markdown")) } else { body::html(&html) };
    set_words(&mut comment, words);
    comment
}
