//! Comments of YouTube: what the site's interface gives, and what yt-dlp and youtube-comment-downloader save.
//!
//! In comes `commentThreads.list` or `comments.list` (a page, several of them as a list, or single entries), the info JSON of
//! yt-dlp with its `comments`, or one object a line with a `cid`. No real file of the latter two was at hand: they are built
//! from the code that writes them. A thread is a video; its key is `youtube/ID`.
//!
//! - The site has two levels: whatever a reply answers, it hangs on the comment at the top, and its id is `TOP.REPLY`. One
//!   that begins with `@` was written to somebody among those replies; its parent stays the one that the source gives, and
//!   it is marked as capped.
//! - `comments.list` does not name the video; its thread, and the key of that, is called after the comment at the top.
//! - Where an entry counts more replies than it carries, a stub called `more-` and its id says how many are missing.
//! - Times of saved pages are worked out from words such as *2 weeks ago*; they are cut to what those words tell.

mod api;
mod saved;

use indexmap::IndexMap;

use super::common::cut_off;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Thread};

/// Whether it is one of the shapes that the module is about.
pub fn detect(source: &Source<'_>) -> bool {
    source.json().and_then(Json::root).is_some_and(|root| is_ours(root) || root.items().next().is_some_and(is_ours))
}

fn is_ours(value: Value<'_>) -> bool {
    api::is_response(value) || api::is_entry(value) || saved::is_video(value) || saved::is_line(value)
}

/// Reads it.
///
/// # Errors
/// Never: what holds no comment gives none.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let Some(json) = source.json() else { return Ok(Reading::default()) };
    let Some(root) = json.root() else { return Ok(Reading::default()) };
    let mut threads = Threads::default();
    if root.is_array() {
        root.items().for_each(|item| take(item, 0, &mut threads));
    } else {
        take(root, 0, &mut threads);
        let end = root.span().end;
        for (at, line) in source.records().filter(|(at, _)| *at >= end) {
            let lead = source.text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
            if let Some(root) = Json::parse(line).root() {
                take(root, at + lead, &mut threads);
            }
        }
    }
    let diagnostics = cut_off(json.broken, source.text).into_iter().collect();
    Ok(Reading { threads: threads.0.into_values().collect(), diagnostics })
}

fn take(value: Value<'_>, at: usize, threads: &mut Threads) {
    if api::is_response(value) {
        value.get("items").into_iter().flat_map(Value::items).for_each(|entry| api::entry(entry, at, threads));
    } else if api::is_entry(value) {
        api::entry(value, at, threads);
    } else if saved::is_video(value) {
        saved::video(value, at, threads);
    } else if saved::is_line(value) {
        saved::line(value, at, threads);
    }
}

/// The threads so far, by the video.
#[derive(Default)]
struct Threads(IndexMap<String, Thread>);

impl Threads {
    /// The thread of a video, or of what takes its place; an empty name is that of a file which does not name it.
    fn of(&mut self, video: &str) -> &mut Thread {
        let key = (!video.is_empty()).then(|| format!("youtube/{video}"));
        self.0.entry(video.to_owned()).or_insert_with(|| Thread { id: video.to_owned(), key, ..Thread::default() })
    }
}

/// The comment at the top that an id belongs under: the part before its dot.
fn top(id: &str) -> Option<&str> {
    id.split_once('.').map(|(top, _)| top).filter(|top| !top.is_empty())
}

/// Whether a reply is written to somebody by name: the site puts the name there for whoever answers another reply.
fn is_addressed(comment: &Comment) -> bool {
    comment.kind == Kind::Comment && comment.text.starts_with('@')
}
