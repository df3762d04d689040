//! Hacker News in JSON: items and search results of Algolia, items of Firebase.
//!
//! In comes what one of the interfaces gives: a nested item, a page of search results, an item of Firebase; several of them
//! as a list or one a line. A thread is a story, a poll or a job; its id is that of the story, its key `hackernews/ID`.
//!
//! - Algolia nests replies; a deleted comment is a child without text and author. Scores of comments are not given.
//! - Firebase items name their parent only. The thread is found by going up as far as the input goes: where that ends at a
//!   story, the thread is the story's; else it is called after the item that it ends at and that was not read, and so is
//!   its key: what answers the same item is joined, and what answers a story directly is joined with the story, but a
//!   comment further down that stands in a file of its own stays a thread of its own. `kids` give the order.
//! - Texts are HTML whose first paragraph has no `<p>`. Quotations are paragraphs that begin with `>` or are in italics as a
//!   whole.

mod algolia;
mod firebase;
mod words;

pub use words::words;

use super::common::cut_off;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};

/// How many records are looked at to tell the format.
const DETECTED: usize = 10;

/// Whether it is an item of either interface, a list of them, one a line, or a page of search results.
pub fn detect(source: &Source<'_>) -> bool {
    let is_ours = |value: Value<'_>| algolia::is_item(value) || firebase::is_item(value) || algolia::is_hit(value);
    if let Some(root) = source.json().and_then(Json::root) {
        let first = root.items().take(DETECTED).find(|item| !item.is_null());
        return is_ours(root) || first.is_some_and(is_ours) || algolia::hits(root).is_some();
    }
    // An item that is not there any more is `null`, also as the first line.
    source.text.trim_start().starts_with("null")
        && source.records().next().is_some_and(|(_, line)| Json::parse(line).root().is_some_and(is_ours))
}

/// Reads it.
///
/// # Errors
/// Never: what holds no comment gives none.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut found = Found::default();
    let first = source.json();
    // One document a line: the first may be all there is.
    let mut end = 0;
    if let Some(root) = first.and_then(Json::root) {
        end = root.span().end;
        if let Some(hits) = algolia::hits(root) {
            hits.items().for_each(|hit| algolia::hit(hit, 0, &mut found));
        } else if root.is_array() {
            root.items().for_each(|item| take(item, 0, &mut found));
        } else {
            take(root, 0, &mut found);
        }
    }
    for (at, line) in source.records().filter(|(at, _)| *at >= end) {
        let lead = source.text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        if let Some(root) = Json::parse(line).root() {
            take(root, at + lead, &mut found);
        }
    }
    let threads = firebase::threads(found);
    let diagnostics = cut_off(first.and_then(|json| json.broken), source.text).into_iter().collect();
    Ok(Reading { threads, diagnostics })
}

fn take(item: Value<'_>, at: usize, found: &mut Found) {
    if algolia::is_item(item) {
        algolia::item(item, at, found);
    } else if algolia::is_hit(item) {
        algolia::hit(item, at, found);
    } else if firebase::is_item(item) {
        firebase::item(item, at, found);
    }
}

/// What was read so far.
#[derive(Default)]
struct Found {
    /// Threads of Algolia, whose story is known.
    threads: indexmap::IndexMap<String, Thread>,
    /// Items of Firebase in the order they came in.
    items: Vec<firebase::Item>,
}

impl Found {
    /// The thread of a story.
    fn thread(&mut self, story: &str) -> &mut Thread {
        self.threads.entry(story.to_owned()).or_insert_with(|| new_thread(story))
    }
}

fn new_thread(story: &str) -> Thread {
    Thread { id: story.to_owned(), key: Some(format!("hackernews/{story}")), ..Thread::default() }
}

/// A story, poll or job as the opening of its thread: what it says, or its title where that is all.
fn opening(mut comment: Comment, title: Option<&str>) -> Comment {
    comment.kind = Kind::Post;
    comment.parent = None;
    if comment.text.is_empty() {
        title.unwrap_or_default().clone_into(&mut comment.text);
        comment.quotes.clear();
    }
    comment
}

/// Whether a kind of item opens a thread.
fn is_opening(kind: &str) -> bool {
    matches!(kind, "story" | "job" | "poll")
}

/// A comment whose text is gone.
fn emptied(comment: &mut Comment, by_others: bool) {
    comment.kind = Kind::Deleted;
    comment.text.clear();
    comment.quotes.clear();
    if by_others {
        comment.marks.push(Mark::Removed);
    }
}
