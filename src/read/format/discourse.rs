//! Discourse: topics and lists of posts, as its API gives them in JSON.
//!
//! A topic (`/t/ID.json`) has a title and the ids of all its posts (`post_stream.stream`), but includes only twenty of
//! the posts. Pages of posts (`/t/ID/posts.json`) have neither, and start with the newest if a post number was
//! requested. `/posts.json` lists the latest posts of many topics. A post has a number within its topic and answers a
//! number; here that number is its id. Quotes, which name topic and post, are a second source of who answers whom.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::body;
use super::common::{comment_at, left_out, marks, set_words, stub};
use super::records::{Record, any_record, each_document, records};
use super::threads_by_id::ThreadsById;
use crate::diagnostic::Diagnostic;
use crate::read::json::Value;
use crate::read::markup::{Element, Lines, Treat, Words, fragment_with, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::sort::Order as _;
use crate::thread::{Comment, Kind, Mark};

/// The id of a like, among the actions on a post.
const LIKE: i64 = 2;

/// The type (`Post.types` of the forum) of a moderator's action.
const MODERATOR_ACTION: i64 = 2;

/// The type of a small action: a note that the topic was closed, moved or split.
const SMALL_ACTION: i64 = 3;

/// The type of a whisper, which only the staff can see.
const WHISPER: i64 = 4;

/// Whether it is a topic, a list of posts, or a post.
pub fn detect(source: &Source<'_>) -> bool {
    any_record(source, |record| match post_list(record) {
        Some(posts) => match posts.items().next() {
            Some(first) => is_post(first),
            None => record.get("post_stream").unwrap_or(record).has_list("stream"),
        },
        // In a topic with sorted members, `post_stream` follows all links. The topic may be cut off before it.
        None => is_post(record) || (record.has_text("archetype") && record.has_number("chunk_size")),
    })
}

/// The posts of a topic, a page of posts, or a list of the latest.
fn post_list(record: Value<'_>) -> Option<Value<'_>> {
    let posts = record.at(&["post_stream", "posts"]).or(record.get("latest_posts"))?;
    posts.is_array().then_some(posts)
}

/// Whether it is a post, possibly cut off.
fn is_post(value: Value<'_>) -> bool {
    (value.has_text("cooked") || value.has_text("raw"))
        && value.has_text("username")
        && (value.has_number("post_number") || value.has_text("avatar_template"))
}

/// Reads topics and posts.
///
/// # Errors
/// When the source breaks off before its first post.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut topics = Topics::default();
    let broken = each_document(source, |root| records(root).for_each(|record| topics.add(record)));
    topics.finish();
    let why = "they tell that the topic was closed, moved or split, and nobody said anything in them";
    let mut diagnostics: Vec<Diagnostic> = left_out(topics.small_actions, "small actions", why).into_iter().collect();
    if topics.foreign_quotes > 0 {
        let count = topics.foreign_quotes;
        let message = format!("quotes of other topics: {count}; they are marked, but answer nothing here");
        diagnostics.push(Diagnostic::note("foreign-quote", message));
    }
    topics.threads.into_reading("a Discourse topic", broken, source, diagnostics)
}

/// The topics while their posts are collected.
#[derive(Default)]
struct Topics {
    threads: ThreadsById,
    /// By topic, the ids of all its posts, including those that are not given.
    stream: BTreeMap<String, BTreeSet<String>>,
    /// By topic, the ids of the posts that are given.
    given: BTreeMap<String, BTreeSet<String>>,
    small_actions: usize,
    foreign_quotes: usize,
}

impl Topics {
    /// Adds the posts of a topic or of a list, or a single post.
    fn add(&mut self, record: Record<'_>) {
        let value = record.value;
        let host = record.host().unwrap_or_default();
        let topic_id = value.field("id").filter(|_| value.get("post_stream").is_some());
        let list = post_list(value);
        let single = is_post(value).then_some(value);
        for post in list.into_iter().flat_map(Value::items).chain(single) {
            let topic = post.field("topic_id").or(topic_id.clone()).unwrap_or_default();
            self.given.entry(topic.clone()).or_default().extend(post.field("id"));
            let thread = self.threads.thread(&topic);
            thread.key = (!topic.is_empty()).then(|| format!("discourse/{host}/{topic}"));
            let titles = [value.text("title"), post.text("topic_title")];
            let title = titles.into_iter().find(|title| !title.is_empty());
            thread.title = thread.title.take().or(title.map(Cow::into_owned));
            let posts = value.count("posts_count").or(post.count("posts_count"));
            // The first post is the opening, not a comment.
            thread.announced = thread.announced.max(posts.map(|posts| posts.saturating_sub(1)));
            if post.integer("post_type") == Some(SMALL_ACTION) {
                self.small_actions += 1;
            } else {
                thread.comments.push(comment_from(post, &topic, &mut self.foreign_quotes));
            }
        }
        let topic = topic_id.or_else(|| list?.items().next()?.field("topic_id")).unwrap_or_default();
        let ids = value.get("post_stream").into_iter().flat_map(|posts| posts.list("stream"));
        self.stream.entry(topic).or_default().extend(ids.filter_map(Value::scalar));
    }

    /// Sorts the posts of every topic, and adds a stub for the posts that are not given.
    fn finish(&mut self) {
        for thread in self.threads.threads() {
            // Pages start with the newest or the oldest post; the numbers are the order of writing. They are removed
            // here because the ids say the same, and because ordinals would also sort the threads.
            thread.comments.order_by_key(|comment| comment.ordinal);
            thread.comments.iter_mut().for_each(|comment| comment.ordinal = None);
            let count = |ids: &BTreeMap<String, BTreeSet<String>>| ids.get(&thread.id).map_or(0, BTreeSet::len);
            let held = count(&self.stream).saturating_sub(count(&self.given));
            if held > 0 {
                thread.comments.push(stub(None, Some(held)));
            }
        }
    }
}

/// The comment of a post in this topic. Adds the number of its quotes from other topics to `foreign_quotes`.
fn comment_from(post: Value<'_>, topic: &str, foreign_quotes: &mut usize) -> Comment {
    let number = post.field("post_number").unwrap_or_default();
    let post_type = post.integer("post_type");
    let by_author = post.flag("user_deleted");
    let is_deleted = by_author || post.some("deleted_at").is_some();
    let is_staff =
        ["moderator", "admin", "staff"].iter().any(|role| post.flag(role)) || post_type == Some(MODERATOR_ACTION);
    let mut comment = comment_at(post, number.as_str());
    comment.ordinal = post.integer("post_number");
    comment.kind = match (is_deleted, number.as_str()) {
        (true, _) => Kind::Deleted,
        (false, "1") => Kind::Post,
        (false, _) => Kind::Comment,
    };
    comment.parent = post.field("reply_to_post_number");
    comment.author = post.field("username").or(post.field("name"));
    comment.time = post.date("created_at");
    comment.votes = likes(post);
    comment.marks = marks([
        (Mark::Edited, post.integer("version").is_some_and(|version| version > 1)),
        (Mark::Moderator, is_staff),
        (Mark::Hidden, post.flag("hidden") || post_type == Some(WHISPER)),
        (Mark::Removed, is_deleted && !by_author),
        (Mark::Featured, post.flag("accepted_answer")),
    ]);
    if !is_deleted {
        let html = post.text("cooked");
        let words =
            if html.is_empty() { body::markdown(&post.text("raw")) } else { words(&html, topic, foreign_quotes) };
        set_words(&mut comment, words);
    }
    comment
}

fn likes(post: Value<'_>) -> Option<i64> {
    post.list("actions_summary").find(|action| action.integer("id") == Some(LIKE))?.integer("count")
}

/// The words of a post from its HTML. A quote from this topic names its post. Quotes from other topics are marked, and
/// counted in `foreign_quotes`. Link previews and the folded end of a mail are quotations too.
fn words(html: &str, topic: &str, foreign_quotes: &mut usize) -> Words {
    let foreign = Cell::new(0);
    let treat = |element: Element<'_>| match element.name() {
        "aside" if element.has_class("quote") => {
            let is_here = element.attr("data-topic").is_none_or(|other| other == topic);
            foreign.set(foreign.get() + usize::from(!is_here));
            Treat::Quote(element.attr("data-post").filter(|_| is_here).map(str::to_owned))
        }
        "aside" if element.has_class("onebox") => Treat::Quote(None),
        "details" if element.has_class("elided") => Treat::Quote(None),
        // Not words of the author: who is quoted, with buttons; the size of a picture; how often a link was followed.
        "div" if element.has_class("title") && element.parent().is_some_and(|aside| aside.has_class("quote")) => {
            Treat::Skip
        }
        "div" if element.has_class("meta") => Treat::Skip,
        "span" if element.has_class("clicks") || element.has_class("badge-notification") => Treat::Skip,
        _ => plainly(element),
    };
    let words = fragment_with(&body::normalized(html), Lines::Joined, treat);
    *foreign_quotes += foreign.get();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_name_their_post_and_other_topics_are_counted() {
        let mut foreign_quotes = 0;
        let html = "<aside class=\"quote\" data-post=\"3\" data-topic=\"7\"><div class=\"title\">Ada:</div>\
                    <blockquote><p>one</p></blockquote></aside><p>two</p>\
                    <aside class=\"quote no-group\" data-post=\"9\" data-topic=\"8\"><blockquote>three</blockquote></aside>";
        let words = words(html, "7", &mut foreign_quotes);
        assert_eq!(words.text, "one\ntwo\nthree");
        let quotes: Vec<_> =
            words.quotes.iter().map(|quote| (quote.span.of(&words.text), quote.to.as_deref())).collect();
        assert_eq!(quotes, [("one", Some("3")), ("three", None)]);
        assert_eq!(foreign_quotes, 1);
    }
}
