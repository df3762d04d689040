//! GitHub: issues, pull requests and their comments, as the REST API gives them in JSON; forges that copied it do the same.
//!
//! Comments on issues are flat: who answers whom is left to quotes and to inference. Comments on the lines of a pull
//! request name the one they reply to. What the GraphQL API and the `gh` command give is read by [`graph`].

mod graph;

use super::address::host;
use super::members::{
    Gathered, comment, count, date, each_document, has_number, has_text, markdown, marks, records, say, scalar,
    some_record, text,
};
use crate::read::json::Value;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};

/// Whether it holds issues, comments, or discussions.
pub fn detect(source: &Source<'_>) -> bool {
    some_record(source, |record| units(record).take(3).any(|unit| is_comment(unit) || is_issue(unit)))
        || source.json().and_then(crate::read::json::Json::root).is_some_and(graph::is_ours)
}

/// The issues and comments of a record: itself, or what it holds under the names that tools and notices of events use.
fn units(record: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let whole = is_comment(record) || is_issue(record);
    let alone = whole.then_some(record);
    let one = ["issue", "pull_request", "comment"].into_iter().filter_map(move |name| record.get(name));
    let lists = ["comments", "comments_data", "review_comments", "review_comments_data", "timeline"];
    let many = lists.into_iter().filter_map(move |name| record.get(name)).flat_map(Value::items);
    alone.into_iter().chain(one.filter(move |_| !whole)).chain(many)
}

/// Whether it is a comment on an issue, on a commit or on the lines of a pull request, or one in a timeline.
fn is_comment(value: Value<'_>) -> bool {
    let writer = value.get("user").or(value.get("actor"));
    let has_writer = writer.is_some_and(|user| user.is_null() || has_text(user, "login"));
    let about = has_text(value, "issue_url") || has_text(value, "pull_request_url");
    let address = text(value, "url");
    let own = value.field("id").unwrap_or_default();
    let is_one = about || address.rsplit_once("/comments/").is_some_and(|(_, id)| id == own);
    // A cut may fall before the body.
    let said = value.get("body").is_none_or(|body| body.is_string() || body.is_null());
    has_number(value, "id") && is_one && said && (has_writer || has_text(value, "diff_hunk"))
}

/// Whether it is an issue or a pull request: with the address of its comments, not a list of them.
fn is_issue(value: Value<'_>) -> bool {
    has_text(value, "comments_url") && has_text(value, "title") && has_number(value, "number")
}

/// Reads issues and comments, one thread for each issue, pull request or discussion.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let broken = each_document(source, |root| {
        for record in records(root) {
            let before = units(record.value).next().and_then(Place::of);
            for unit in units(record.value).filter(|unit| is_comment(*unit) || is_issue(*unit)) {
                let place = Place::of(unit).or(before.clone());
                // Commits and gists have addresses, but no numbers.
                let page = || text(unit, if has_text(unit, "html_url") { "html_url" } else { "url" }).into_owned();
                let page =
                    || page().split(['#']).next().and_then(|page| page.split("/comments/").next()).map(str::to_owned);
                let name = place.as_ref().map(Place::name).or_else(page).unwrap_or_default();
                let thread = threads.thread(&name);
                let key = place.as_ref().map(Place::key).or((!name.is_empty()).then(|| format!("github/{name}")));
                thread.key = thread.key.take().or(key);
                if is_issue(unit) {
                    open(thread, unit, place.as_ref());
                } else {
                    thread.comments.push(said(unit));
                }
            }
        }
        graph::read(root, &mut threads);
    });
    threads.reading("a document of GitHub", broken, source, Vec::new())
}

/// Which issue, pull request or discussion something belongs to. They share their numbers within a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    host: String,
    repository: String,
    number: String,
}

impl Place {
    /// The place that the addresses of a unit tell.
    fn of(value: Value<'_>) -> Option<Place> {
        ["issue_url", "pull_request_url", "html_url", "url"].into_iter().find_map(|name| Place::at(&text(value, name)))
    }

    /// The place of an address: `…/OWNER/REPOSITORY/issues/NUMBER`, of the site or of its API.
    fn at(address: &str) -> Option<Place> {
        let host = host(address)?;
        let host = host.strip_prefix("api.").map_or(host.clone(), str::to_owned);
        let parts: Vec<&str> = address.split(['/', '#', '?']).collect();
        let at = parts.iter().rposition(|part| matches!(*part, "issues" | "pull" | "pulls" | "discussions"))?;
        let number = parts.get(at + 1)?;
        let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let [.., owner, name] = parts.get(..at)? else { return None };
        numbered.then(|| Place { host, repository: format!("{owner}/{name}"), number: (*number).to_owned() })
    }

    /// How the site itself writes it: `owner/repository#28`.
    fn name(&self) -> String {
        format!("{}#{}", self.repository, self.number)
    }

    fn key(&self) -> String {
        format!("github/{}/{}/{}", self.host, self.repository, self.number)
    }

    /// The id of its opening: issues are counted apart from comments.
    fn opening(&self) -> String {
        format!("issue-{}", self.number)
    }
}

/// Opens a thread with its issue, once.
fn open(thread: &mut Thread, issue: Value<'_>, place: Option<&Place>) {
    let mut opening = comment(issue, place.map(Place::opening).unwrap_or_default());
    opening.kind = Kind::Post;
    opening.author = login(issue);
    opening.time = date(issue, "created_at");
    opening.votes = thumbs(issue);
    let title = text(issue, "title").trim().to_owned();
    let body = markdown(&text(issue, "body"));
    say(&mut opening, if body.text.is_empty() { markdown(&title) } else { body });
    thread.title = Some(title).filter(|title| !title.is_empty());
    thread.announced = count(issue, "comments");
    thread.comments.insert(0, opening);
}

fn said(value: Value<'_>) -> Comment {
    let mut said = comment(value, value.field("id").unwrap_or_default());
    said.parent = value.field("in_reply_to_id");
    said.author = login(value);
    said.time = date(value, "created_at").or(date(value, "submitted_at"));
    said.votes = thumbs(value);
    let changed = value.field("updated_at").zip(value.field("created_at"));
    said.marks = marks([(Mark::Edited, changed.is_some_and(|(updated, created)| updated != created))]);
    say(&mut said, markdown(&text(value, "body")));
    said
}

/// Who wrote it. The account of nobody (`user: null`) is gone; the site calls it `ghost`, and so may several people be.
fn login(value: Value<'_>) -> Option<String> {
    scalar(value, &["user", "login"]).or(scalar(value, &["actor", "login"])).filter(|login| login != "ghost")
}

/// Thumbs up less thumbs down, which are what stands for a vote among the reactions.
fn thumbs(value: Value<'_>) -> Option<i64> {
    let reactions = value.get("reactions")?;
    let number = |name| reactions.get(name).and_then(Value::whole);
    Some(number("+1")? - number("-1")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_the_place() {
        for (address, name) in [
            ("https://api.github.com/repos/o/r/issues/28", Some("o/r#28")),
            ("https://github.com/o/r/pull/31#discussion_r1", Some("o/r#31")),
            ("https://forge.example/o/r/pulls/3#issuecomment-9", Some("o/r#3")),
            ("https://api.github.com/repos/o/r/issues/comments/5449237", None),
            ("https://github.com/o/issues/issues/7", Some("o/issues#7")),
            ("issues/7", None),
        ] {
            assert_eq!(Place::at(address).map(|place| place.name()).as_deref(), name, "{address}");
        }
        let key = |address| Place::at(address).unwrap().key();
        assert_eq!(key("https://api.github.com/repos/o/r/pulls/3"), key("https://github.com/o/r/pull/3"));
    }
}
