//! Comments on YouTube: from the Data API, and as yt-dlp and youtube-comment-downloader save them.
//!
//! In comes `commentThreads.list` or `comments.list` (a page, a list of several pages, or single entries), the info
//! JSON of yt-dlp with its `comments`, or one object per line with a `cid`. For the latter two no real file was
//! available: this is built from the code that writes them. A thread is a video; its key is `youtube/ID`.
//!
//! - The site has two levels: whatever a reply answers, its parent is the top-level comment, and its id is `TOP.REPLY`.
//!   A reply that begins with `@` was written to the author of another reply. It keeps the parent that the source
//!   gives, and is marked as capped.
//! - `comments.list` does not name the video. Its thread is named after the top-level comment.
//! - If an entry counts more replies than it carries, a stub with the id `more-` and that of the entry counts the rest.
//! - Programs that save pages compute times from words such as *2 weeks ago*. These are cut to the precision of the
//!   words.

mod api;
mod saved;

use indexmap::IndexMap;

use super::common::cut_off;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Thread};

/// The address of a comment on a video.
fn comment_url(video: &str, comment: &str) -> String {
    format!("https://www.youtube.com/watch?v={video}&lc={comment}")
}

/// Whether the first value is in one of the formats above.
pub fn detect(source: &Source<'_>) -> bool {
    source.json().and_then(Json::root).is_some_and(|root| is_known(root) || root.items().next().is_some_and(is_known))
}

fn is_known(value: Value<'_>) -> bool {
    api::is_response(value) || api::is_entry(value) || saved::is_video(value) || saved::is_line(value)
}

/// Reads comments. A source without comments gives no threads.
///
/// # Errors
/// Never.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let Some(json) = source.json() else { return Ok(Reading::default()) };
    let Some(root) = json.root() else { return Ok(Reading::default()) };
    let mut threads = Threads::default();
    if root.is_array() {
        root.items().for_each(|item| add(item, 0, &mut threads));
    } else {
        add(root, 0, &mut threads);
        let end = root.span().end;
        for (start, line) in source.records().filter(|(start, _)| *start >= end) {
            let indent = source.text.get(start..).map_or(0, |line| line.len() - line.trim_start().len());
            if let Some(root) = Json::parse(line).root() {
                add(root, start + indent, &mut threads);
            }
        }
    }
    let diagnostics = cut_off(json.broken, source.text).into_iter().collect();
    Ok(Reading { threads: threads.0.into_values().collect(), diagnostics })
}

/// Adds the comments of a value of any known format. `offset` is where its document begins in the source.
fn add(value: Value<'_>, offset: usize, threads: &mut Threads) {
    if api::is_response(value) {
        value.list("items").for_each(|entry| api::add_entry(entry, offset, threads));
    } else if api::is_entry(value) {
        api::add_entry(value, offset, threads);
    } else if saved::is_video(value) {
        saved::add_video(value, offset, threads);
    } else if saved::is_line(value) {
        saved::add_line(value, offset, threads);
    }
}

/// The threads so far, by the id of the video.
#[derive(Default)]
struct Threads(IndexMap<String, Thread>);

impl Threads {
    /// The thread of a video, or of the comment that replaces it. The id is empty if the file does not name the video.
    fn thread(&mut self, video: &str) -> &mut Thread {
        let key = (!video.is_empty()).then(|| format!("youtube/{video}"));
        self.0.entry(video.to_owned()).or_insert_with(|| Thread { id: video.to_owned(), key, ..Thread::default() })
    }
}

/// The id of the top-level comment in the id of a reply: the part before the dot.
fn top_level_id(id: &str) -> Option<&str> {
    id.split_once('.').map(|(top, _)| top).filter(|top| !top.is_empty())
}

/// Whether a reply addresses somebody by name. The site inserts the name when a user answers another reply.
fn is_addressed(comment: &Comment) -> bool {
    comment.kind == Kind::Comment && comment.text.starts_with('@')
}
