//! Comentario and Commento: exports of all comments of a site, in JSON.
//!
//! Commento (`version` 1) names comments, parents and writers by `…Hex`, pages by their path, and the parent of a comment
//! on the page itself `root`. Comentario (`version` 3) lists pages apart and gives everything a UUID. A date of the year 1
//! is none. E-mail addresses, which both hold, are not read.

use std::collections::{BTreeMap, HashMap};

use super::address::host;
use super::members::{Gathered, comment, date, each_document, has_list, has_text, html, markdown, marks, say, text};
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark};

/// Whether it is an export of one of the two.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(root) = source.json().and_then(Json::root) else { return false };
    let told = root.get("version").is_some_and(Value::is_number);
    let first = root.get("comments").and_then(|list| list.items().next());
    let fits =
        |value: Value<'_>| has_text(value, "commentHex") || has_text(value, "pageId") || has_text(value, "markdown");
    // Of a large site, a cut may fall within its list of pages.
    let page = root.get("pages").and_then(|list| list.items().next());
    let paged = page.is_some_and(|page| has_text(page, "path") && has_text(page, "id"));
    told && first.map_or(paged || (has_list(root, "comments") && has_list(root, "commenters")), fits)
}

/// What is known of the writers: name, and whether they moderate.
type Writers = HashMap<String, (Option<String>, bool)>;

/// Reads exports, one thread for each page.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let broken = each_document(source, |root| {
        let list = |name| root.get(name).into_iter().flat_map(Value::items);
        let id_of = |value: Value<'_>, new: &str, old: &str| value.field(new).or(value.field(old)).unwrap_or_default();
        let writers: Writers = list("commenters")
            .map(|value| (id_of(value, "id", "commenterHex"), (value.field("name"), value.flag("isModerator"))))
            .collect();
        let pages: BTreeMap<String, Value<'_>> =
            list("pages").filter_map(|page| Some((page.field("id")?, page))).collect();
        for value in list("comments") {
            let page = value.field("pageId").and_then(|id| pages.get(&id).copied());
            let path = page.and_then(|page| page.field("path")).or(value.field("path")).or(value.field("pageId"));
            let path = path.unwrap_or_default();
            let site = value.field("domain").or(host(&text(value, "url")));
            let thread = threads.thread(&path);
            if !path.is_empty() {
                thread.key = Some(format!("comentario/{}/{path}", site.unwrap_or_default()));
            }
            thread.title = thread.title.take().or(page.and_then(|page| page.field("title")));
            thread.comments.push(one(value, &writers));
        }
    });
    threads.reading("an export of Comentario or Commento", broken, source, Vec::new())
}

fn one(value: Value<'_>, writers: &Writers) -> Comment {
    let mut said = comment(value, value.field("id").or(value.field("commentHex")).unwrap_or_default());
    said.parent = value.field("parentId").or(value.field("parentHex")).filter(|parent| parent != "root");
    let writer = value.field("userCreated").or(value.field("commenterHex"));
    let known = writer.as_ref().and_then(|writer| writers.get(writer));
    said.author = known.and_then(|(name, _)| name.clone()).or(value.field("authorName"));
    said.time = date(value, "createdTime").or(date(value, "creationDate"));
    said.votes = value.get("score").and_then(Value::whole);
    let state = text(value, "state");
    let gone = value.flag("isDeleted") || value.flag("deleted");
    let by = value.field("userDeleted").filter(|_| gone);
    let pending = value.flag("isPending") || state == "unapproved";
    let approved = value.get("isApproved").is_none_or(Value::is_true) || gone;
    said.marks = marks([
        (Mark::Edited, date(value, "editedTime").is_some()),
        (Mark::Pinned, value.flag("isSticky")),
        (Mark::Moderator, known.is_some_and(|(_, moderates)| *moderates)),
        (Mark::Hidden, !approved && !pending),
        (Mark::Spam, state == "flagged"),
        (Mark::Pending, pending && !gone),
        (Mark::Removed, by.is_some() && by != writer),
    ]);
    if gone {
        said.kind = Kind::Deleted;
        return said;
    }
    let shown = text(value, "html");
    say(&mut said, if shown.is_empty() { markdown(&text(value, "markdown")) } else { html(&shown) });
    said
}
