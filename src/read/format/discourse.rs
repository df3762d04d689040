//! Discourse: topics and lists of posts, as its API gives them in JSON.
//!
//! A topic (`/t/ID.json`) has a title and the ids of all its posts (`post_stream.stream`), of which it ships twenty; pages
//! of posts (`/t/ID/posts.json`) have neither, and come newest first where a post number was asked for; `/posts.json`
//! lists the latest posts of many topics. A post has a number within its topic, and answers a number. It is called by
//! that number here too. A second source of who answers whom are quotes, which name topic and post.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::common::{left_out, stub};
use super::members::{
    Gathered, comment, count, date, each_document, has_list, has_number, has_text, markdown, marks, records, say,
    some_record, text, unbroken,
};
use crate::diagnostic::Diagnostic;
use crate::read::json::Value;
use crate::read::markup::{Element, Lines, Treat, Words, fragment_with, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark};

/// A like, among the actions on a post.
const LIKE: i64 = 2;

/// Types of posts (`Post.types` of the forum): moderator's action, small action, whisper to the staff.
const MODERATOR_ACTION: i64 = 2;
const SMALL_ACTION: i64 = 3;
const WHISPER: i64 = 4;

/// Whether it is a topic, a list of posts, or a post.
pub fn detect(source: &Source<'_>) -> bool {
    some_record(source, |record| match listed(record) {
        Some(posts) => posts.items().next().map_or(has_list(posts_of(record), "stream"), is_post),
        // Sorted by name, `post_stream` stands behind all links of the topic, and a cut may fall before it.
        None => is_post(record) || (has_text(record, "archetype") && has_number(record, "chunk_size")),
    })
}

fn posts_of(record: Value<'_>) -> Value<'_> {
    record.get("post_stream").unwrap_or(record)
}

/// The posts of a topic, a page of posts, or a list of the latest.
fn listed(record: Value<'_>) -> Option<Value<'_>> {
    let posts = record.at(&["post_stream", "posts"]).or(record.get("latest_posts"))?;
    posts.is_array().then_some(posts)
}

/// Whether it is a post, as far as a cut leaves one.
fn is_post(value: Value<'_>) -> bool {
    let said = has_text(value, "cooked") || has_text(value, "raw");
    said && has_text(value, "username") && (has_number(value, "post_number") || has_text(value, "avatar_template"))
}

/// Reads topics and posts.
///
/// # Errors
/// When it was cut off before its posts.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut topics = Gathered::default();
    // The ids of all posts of each topic, and of those that were given.
    let mut streams: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut read: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut small = 0;
    let foreign = Cell::new(0);
    let broken = each_document(source, |root| {
        for record in records(root) {
            let value = record.value;
            let host = record.host().unwrap_or_default();
            let own = value.field("id").filter(|_| value.get("post_stream").is_some());
            let alone = is_post(value).then_some(value);
            for post in listed(value).into_iter().flat_map(Value::items).chain(alone) {
                let topic = post.field("topic_id").or(own.clone()).unwrap_or_default();
                read.entry(topic.clone()).or_default().extend(post.field("id"));
                let thread = topics.thread(&topic);
                thread.key = (!topic.is_empty()).then(|| format!("discourse/{host}/{topic}"));
                let title =
                    [text(value, "title"), text(post, "topic_title")].into_iter().find(|title| !title.is_empty());
                thread.title = thread.title.take().or(title.map(Cow::into_owned));
                let posts = count(value, "posts_count").or(count(post, "posts_count"));
                // The first post is the opening, no comment.
                thread.announced = thread.announced.max(posts.map(|posts| posts.saturating_sub(1)));
                if post.get("post_type").and_then(Value::whole) == Some(SMALL_ACTION) {
                    small += 1;
                } else {
                    thread.comments.push(said(post, &topic, &foreign));
                }
            }
            let stream = value.at(&["post_stream", "stream"]).into_iter().flat_map(Value::items);
            let ids = stream.filter_map(Value::scalar);
            let topic = own.or(listed(value).and_then(|posts| posts.items().next()?.field("topic_id")));
            streams.entry(topic.unwrap_or_default()).or_default().extend(ids);
        }
    });
    for thread in topics.threads() {
        // Pages come newest first or oldest first; the numbers are the order in which the posts were written.
        // The ids say the same, so that the places need not be kept: they would sort threads too (see `jsonl`).
        thread.comments.sort_by_key(|comment| comment.ordinal);
        thread.comments.iter_mut().for_each(|comment| comment.ordinal = None);
        let stream = streams.get(&thread.id).map_or(0, BTreeSet::len);
        let held = stream.saturating_sub(read.get(&thread.id).map_or(0, BTreeSet::len));
        if held > 0 {
            thread.comments.push(stub(None, Some(held)));
        }
    }
    let why = "they tell that the topic was closed, moved or split, and nobody said anything in them";
    let mut diagnostics: Vec<Diagnostic> = left_out(small, "small actions", why).into_iter().collect();
    if foreign.get() > 0 {
        let message = format!("quotes of other topics: {}; they are marked, but answer nothing here", foreign.get());
        diagnostics.push(Diagnostic::note("foreign-quote", message));
    }
    topics.reading("a Discourse topic", broken, source, diagnostics)
}

/// One post.
fn said(post: Value<'_>, topic: &str, foreign: &Cell<usize>) -> Comment {
    let number = post.field("post_number").unwrap_or_default();
    let kind = post.get("post_type").and_then(Value::whole);
    let by_author = post.flag("user_deleted");
    let gone = by_author || post.some("deleted_at").is_some();
    let is_staff = ["moderator", "admin", "staff"].iter().any(|role| post.flag(role)) || kind == Some(MODERATOR_ACTION);
    let mut said = comment(post, number.as_str());
    said.ordinal = post.get("post_number").and_then(Value::whole);
    said.kind = match (gone, number.as_str()) {
        (true, _) => Kind::Deleted,
        (false, "1") => Kind::Post,
        (false, _) => Kind::Comment,
    };
    said.parent = post.field("reply_to_post_number");
    said.author = post.field("username").or(post.field("name"));
    said.time = date(post, "created_at");
    said.votes = likes(post);
    said.marks = marks([
        (Mark::Edited, post.get("version").and_then(Value::whole).is_some_and(|version| version > 1)),
        (Mark::Moderator, is_staff),
        (Mark::Hidden, post.flag("hidden") || kind == Some(WHISPER)),
        (Mark::Removed, gone && !by_author),
        (Mark::Featured, post.flag("accepted_answer")),
    ]);
    if !gone {
        let cooked = text(post, "cooked");
        let words = if cooked.is_empty() { markdown(&text(post, "raw")) } else { words(&cooked, topic, foreign) };
        say(&mut said, words);
    }
    said
}

fn likes(post: Value<'_>) -> Option<i64> {
    let actions = post.get("actions_summary")?;
    let like = actions.items().find(|action| action.get("id").and_then(Value::whole) == Some(LIKE))?;
    like.get("count")?.whole()
}

/// The words of a post as the forum shows it. Quotes of this topic say which post they are of; those of other topics are
/// counted. Previews of links and the folded rest of mails repeat somebody else too.
fn words(cooked: &str, topic: &str, foreign: &Cell<usize>) -> Words {
    let treat = |element: Element<'_>| match element.name() {
        "aside" if element.has_class("quote") => {
            let here = element.attr("data-topic").is_none_or(|other| other == topic);
            foreign.set(foreign.get() + usize::from(!here));
            Treat::Quote(element.attr("data-post").filter(|_| here).map(str::to_owned))
        }
        "aside" if element.has_class("onebox") => Treat::Quote(None),
        "details" if element.has_class("elided") => Treat::Quote(None),
        // Who is quoted, with buttons; the size of a picture; how often a link was followed.
        "div" if element.has_class("title") && element.parent().is_some_and(|aside| aside.has_class("quote")) => {
            Treat::Skip
        }
        "div" if element.has_class("meta") => Treat::Skip,
        "span" if element.has_class("clicks") || element.has_class("badge-notification") => Treat::Skip,
        _ => plainly(element),
    };
    fragment_with(&unbroken(cooked), Lines::Joined, treat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_name_their_post_and_other_topics_are_kept_apart() {
        let foreign = Cell::new(0);
        let cooked = "<aside class=\"quote\" data-post=\"3\" data-topic=\"7\"><div class=\"title\">Ada:</div>\
                      <blockquote><p>one</p></blockquote></aside><p>two</p>\
                      <aside class=\"quote no-group\" data-post=\"9\" data-topic=\"8\"><blockquote>three</blockquote></aside>";
        let words = words(cooked, "7", &foreign);
        assert_eq!(words.text, "one\ntwo\nthree");
        let quotes: Vec<_> =
            words.quotes.iter().map(|quote| (quote.span.of(&words.text), quote.to.as_deref())).collect();
        assert_eq!(quotes, [("one", Some("3")), ("three", None)]);
        assert_eq!(foreign.get(), 1);
    }
}
