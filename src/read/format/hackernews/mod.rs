//! Hacker News in JSON: items and search results of Algolia, items of Firebase.
//!
//! In comes a nested item, a page of search results, or an item of Firebase; or several of them, as a list or one per
//! line. A thread is a story, a poll or a job. Its id is that of the story, its key `hackernews/ID`.
//!
//! - Algolia nests replies. A deleted comment is a child without text and author. Comments have no scores.
//! - Firebase items name only their parent; `kids` give the order. Parents are followed up to the highest item that was
//!   read. If that is a story, the thread is the story's. Otherwise the thread and its key are named after the item
//!   that the highest one answers. So comments that answer the same missing item are joined, and direct replies to a
//!   story are joined with it; a deeper comment that is alone in its file stays a separate thread.
//! - Texts are HTML whose first paragraph has no `<p>`. Quotations are paragraphs that begin with `>` or are entirely
//!   in italics.

mod algolia;
mod firebase;
mod words;

pub use words::words;

use indexmap::IndexMap;

use super::common::cut_off;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};

/// How many records detection looks at.
const DETECTED: usize = 10;

/// Whether it is an item of either API, a list of items, one item per line, or a page of search results.
pub fn detect(source: &Source<'_>) -> bool {
    if let Some(root) = source.json().and_then(Json::root) {
        let first = root.items().take(DETECTED).find(|item| !item.is_null());
        return is_record(root) || first.is_some_and(is_record) || algolia::hits(root).is_some();
    }
    // An item that no longer exists is `null`, even on the first line.
    source.text.trim_start().starts_with("null")
        && source.records().next().is_some_and(|(_, line)| Json::parse(line).root().is_some_and(is_record))
}

fn is_record(value: Value<'_>) -> bool {
    algolia::is_item(value) || firebase::is_item(value) || algolia::is_hit(value)
}

/// Reads items and search results. A source without comments gives no threads.
///
/// # Errors
/// Never.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut collected = Collected::default();
    let first = source.json();
    let mut end = 0;
    if let Some(root) = first.and_then(Json::root) {
        end = root.span().end;
        if let Some(hits) = algolia::hits(root) {
            hits.items().for_each(|hit| algolia::add_hit(hit, 0, &mut collected));
        } else if root.is_array() {
            root.items().for_each(|item| add(item, 0, &mut collected));
        } else {
            add(root, 0, &mut collected);
        }
    }
    // With one document per line, the first document was only the first line.
    for (start, line) in source.records().filter(|(start, _)| *start >= end) {
        let indent = source.text.get(start..).map_or(0, |line| line.len() - line.trim_start().len());
        if let Some(root) = Json::parse(line).root() {
            add(root, start + indent, &mut collected);
        }
    }
    let threads = firebase::into_threads(collected);
    let diagnostics = cut_off(first.and_then(|json| json.broken), source.text).into_iter().collect();
    Ok(Reading { threads, diagnostics })
}

/// Adds an item of either API or a search result. `offset` is where its document begins in the source.
fn add(item: Value<'_>, offset: usize, collected: &mut Collected) {
    if algolia::is_item(item) {
        algolia::add_item(item, offset, collected);
    } else if algolia::is_hit(item) {
        algolia::add_hit(item, offset, collected);
    } else if firebase::is_item(item) {
        firebase::add_item(item, offset, collected);
    }
}

/// What was read so far.
#[derive(Default)]
struct Collected {
    /// Threads of Algolia, by the id of their story.
    threads: IndexMap<String, Thread>,
    /// Items of Firebase in the order of the source. Their threads are not known yet.
    items: Vec<firebase::Item>,
}

impl Collected {
    /// The thread of a story.
    fn thread(&mut self, story: &str) -> &mut Thread {
        self.threads.entry(story.to_owned()).or_insert_with(|| new_thread(story))
    }
}

/// The address of an item.
fn item_url(id: &str) -> String {
    format!("https://news.ycombinator.com/item?id={id}")
}

fn new_thread(story: &str) -> Thread {
    Thread { id: story.to_owned(), key: Some(format!("hackernews/{story}")), ..Thread::default() }
}

/// Turns a story, poll or job into the opening of its thread. Without a text, the title is its text.
fn opening(mut comment: Comment, title: Option<&str>) -> Comment {
    comment.kind = Kind::Post;
    comment.parent = None;
    if comment.text.is_empty() {
        title.unwrap_or_default().clone_into(&mut comment.text);
        comment.quotes.clear();
    }
    comment
}

/// Whether an item of this type opens a thread.
fn is_opening(kind: &str) -> bool {
    matches!(kind, "story" | "job" | "poll")
}

/// Marks a comment as deleted, by its author or by others.
fn delete(comment: &mut Comment, by_others: bool) {
    comment.kind = Kind::Deleted;
    comment.text.clear();
    comment.quotes.clear();
    if by_others {
        comment.marks.push(Mark::Removed);
    }
}
