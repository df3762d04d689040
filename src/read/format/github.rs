//! GitHub: issues, pull requests and their comments, as the REST API of GitHub and of its imitators gives them in JSON.
//!
//! Comments on issues are flat: quotes and link inference decide who answers whom. Comments on the lines of a pull
//! request name the comment they answer. [`graph`] reads the GraphQL API and the output of `gh`.

mod graph;
mod location;

use super::body;
use super::common::{comment_at, marks, set_words, url};
use super::records::{any_record, each_document, records};
use super::threads_by_id::ThreadsById;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};
use location::Location;

/// Whether it holds issues, comments or discussions.
pub fn detect(source: &Source<'_>) -> bool {
    any_record(source, |record| units(record).take(3).any(|unit| is_comment(unit) || is_issue(unit)))
        || source.json().and_then(Json::root).is_some_and(graph::is_response)
}

/// The issues and comments of a record: the record itself, or the members that tools and event notices keep them in.
fn units(record: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let is_unit = is_comment(record) || is_issue(record);
    let itself = is_unit.then_some(record);
    let members = ["issue", "pull_request", "comment"].into_iter().filter_map(move |name| record.get(name));
    let lists = ["comments", "comments_data", "review_comments", "review_comments_data", "timeline"];
    let listed = lists.into_iter().flat_map(move |name| record.list(name));
    itself.into_iter().chain(members.filter(move |_| !is_unit)).chain(listed)
}

/// Whether it is a comment on an issue, on a commit or on the lines of a pull request, or one in a timeline.
fn is_comment(value: Value<'_>) -> bool {
    let author = value.get("user").or(value.get("actor"));
    let has_author = author.is_some_and(|user| user.is_null() || user.has_text("login"));
    let has_issue = value.has_text("issue_url") || value.has_text("pull_request_url");
    let id = value.field("id").unwrap_or_default();
    let has_address = value.text("url").rsplit_once("/comments/").is_some_and(|(_, last)| last == id);
    // The source may be cut off before the body.
    let may_have_body = value.get("body").is_none_or(|body| body.is_string() || body.is_null());
    value.has_number("id") && (has_issue || has_address) && may_have_body && (has_author || value.has_text("diff_hunk"))
}

/// Whether it is an issue or a pull request: it has the address of its comments, not a list of them.
fn is_issue(value: Value<'_>) -> bool {
    value.has_text("comments_url") && value.has_text("title") && value.has_number("number")
}

/// Reads issues and comments, one thread for each issue, pull request or discussion.
///
/// # Errors
/// When the source breaks off before its first comment.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = ThreadsById::default();
    let broken = each_document(source, |root| {
        for record in records(root) {
            let first = units(record.value).next().and_then(Location::of);
            for unit in units(record.value).filter(|unit| is_comment(*unit) || is_issue(*unit)) {
                let location = Location::of(unit).or(first.clone());
                let name = location.as_ref().map_or_else(|| page_address(unit), Location::name);
                let thread = threads.thread(&name);
                let key = location.as_ref().map(Location::key).or((!name.is_empty()).then(|| format!("github/{name}")));
                thread.key = thread.key.take().or(key);
                if is_issue(unit) {
                    add_issue(thread, unit, location.as_ref());
                } else {
                    thread.comments.push(comment_from(unit));
                }
            }
        }
        graph::read(root, &mut threads);
    });
    threads.into_reading("a document of GitHub", broken, source, Vec::new())
}

/// The address of the commit or gist that a comment is on; these have no number. Empty if there is none.
fn page_address(unit: Value<'_>) -> String {
    let address = unit.text(if unit.has_text("html_url") { "html_url" } else { "url" });
    let page = address.split('#').next().and_then(|page| page.split("/comments/").next());
    page.unwrap_or_default().to_owned()
}

/// Adds an issue as the opening of its thread.
fn add_issue(thread: &mut Thread, issue: Value<'_>, location: Option<&Location>) {
    let mut opening = comment_at(issue, location.map(Location::opening_id).unwrap_or_default());
    opening.kind = Kind::Post;
    opening.author = login(issue);
    opening.time = issue.date("created_at");
    opening.votes = votes(issue);
    opening.url = url(issue, &["html_url"]);
    let title = issue.text("title").trim().to_owned();
    let words = body::markdown(&issue.text("body"));
    set_words(&mut opening, if words.text.is_empty() { body::markdown(&title) } else { words });
    thread.title = Some(title).filter(|title| !title.is_empty());
    thread.announced = issue.count("comments");
    thread.comments.insert(0, opening);
}

fn comment_from(value: Value<'_>) -> Comment {
    let mut comment = comment_at(value, value.field("id").unwrap_or_default());
    comment.parent = value.field("in_reply_to_id");
    comment.author = login(value);
    comment.time = value.date("created_at").or(value.date("submitted_at"));
    comment.votes = votes(value);
    comment.url = url(value, &["html_url"]);
    let times = value.field("updated_at").zip(value.field("created_at"));
    comment.marks = marks([(Mark::Edited, times.is_some_and(|(updated, created)| updated != created))]);
    set_words(&mut comment, body::markdown(&value.text("body")));
    comment
}

/// The author's login. Deleted accounts are `user: null` or `ghost`; `ghost` is no name, since it covers many people.
fn login(value: Value<'_>) -> Option<String> {
    value.field_at(&["user", "login"]).or(value.field_at(&["actor", "login"])).filter(|login| login != "ghost")
}

/// Thumbs up minus thumbs down: the reactions that come closest to votes.
fn votes(value: Value<'_>) -> Option<i64> {
    let reactions = value.get("reactions")?;
    Some(reactions.integer("+1")? - reactions.integer("-1")?)
}
