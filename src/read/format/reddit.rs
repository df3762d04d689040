//! Reddit's own JSON: `https://www.reddit.com/comments/ID.json` and the API.
//!
//! In comes a thread (a list of two listings), a single listing of comments or posts, the result of
//! `/api/morechildren`, or the comment tree of an archive (Arctic Shift), complete or cut off; or a list of several of
//! these. Things are read in document order, which is reading order, however the lists are nested.
//!
//! - A thread is a post: its id is that of the post without `t3_`, its key `reddit/ID`. Comments name their post as
//!   parent even if it is missing.
//! - An inbox is a listing too. Its comments are read if they name their thread; private messages are left out.
//! - One decision for the whole input says whether texts are escaped: the first text that shows it decides (see
//!   [`super::markdown`]). If none does, they are, which is the API's default.
//! - *Load more* and *continue this thread* become stubs with the id `more-` and the id of their parent.

use indexmap::IndexMap;

use super::common::{cut_off, is_url, left_out, stub};
use super::markdown;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// Whether it is a listing, or a list of things as the API wraps them.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(root) = source.json().and_then(Json::root) else { return false };
    let starts_with_thing =
        |list: Option<Value<'_>>| list.is_some_and(|list| list.items().next().is_some_and(is_thing));
    is_listing(root)
        || root.items().next().is_some_and(|item| is_listing(item) || item.items().next().is_some_and(is_listing))
        || starts_with_thing(root.at(&["json", "data", "things"]))
        || starts_with_thing(root.get("data"))
}

fn is_listing(value: Value<'_>) -> bool {
    value.text("kind") == "Listing"
        && value.at(&["data", "children"]).is_some_and(|children| children.items().next().is_none_or(is_thing))
}

/// Whether it is a comment, a post, a message, or a link to more comments.
fn is_thing(value: Value<'_>) -> bool {
    matches!(&*value.text("kind"), "t1" | "t3" | "t4" | "more") && value.has_object("data")
}

/// Reads listings. A source without comments gives no threads.
///
/// # Errors
/// Never.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let Some(json) = source.json() else { return Ok(Reading::default()) };
    let Some(root) = json.root() else { return Ok(Reading::default()) };
    let things: Vec<Value<'_>> =
        std::iter::once(root).chain(root.descendants()).filter(|value| is_thing(*value)).collect();
    let mut listings = Listings { is_escaped: is_escaped(&things), ..Listings::default() };
    for thing in things {
        if let Some(data) = thing.get("data") {
            listings.add(&thing.text("kind"), data);
        }
    }
    let mut diagnostics: Vec<_> = cut_off(json.broken, source.text).into_iter().collect();
    diagnostics.extend(left_out(listings.messages, "private messages", "they belong to no thread"));
    Ok(Reading { threads: listings.threads.into_values().collect(), diagnostics })
}

/// Whether the texts of these things are escaped.
fn is_escaped(things: &[Value<'_>]) -> bool {
    let texts = |names: [&'static str; 2]| {
        let data = things.iter().filter_map(|thing| thing.get("data"));
        data.flat_map(move |data| names.into_iter().filter_map(move |name| data.get(name)?.str()))
    };
    let by_html = texts(["body_html", "selftext_html"]).find_map(|html| markdown::escaped_by_html(&html));
    let has_unescaped = || texts(["body", "selftext"]).any(|text| markdown::escaped_by_text(&text) == Some(false));
    by_html.unwrap_or_else(|| !has_unescaped())
}

/// The threads while things are added to them.
#[derive(Default)]
struct Listings {
    is_escaped: bool,
    /// By the id of the post.
    threads: IndexMap<String, Thread>,
    /// The thread of the last comment or post. A link to more comments does not name its thread.
    last: String,
    messages: usize,
}

impl Listings {
    fn add(&mut self, kind: &str, data: Value<'_>) {
        match kind {
            "t1" => self.add_comment(data),
            "t3" => self.add_post(data),
            "more" => self.add_stub(data),
            _ => self.messages += 1,
        }
    }

    fn thread(&mut self, id: String) -> &mut Thread {
        self.last.clone_from(&id);
        let key = (!id.is_empty()).then(|| format!("reddit/{id}"));
        self.threads.entry(id.clone()).or_insert_with(|| Thread { id, key, ..Thread::default() })
    }

    fn text(&self, data: Value<'_>, name: &str) -> String {
        markdown::plain(&data.text(name), self.is_escaped)
    }

    fn add_post(&mut self, data: Value<'_>) {
        let Some(id) = id(data) else { return };
        let title = Some(self.text(data, "title")).filter(|title| !title.is_empty());
        let text = self.text(data, "selftext");
        let mut post = comment_from(data, Kind::Post, &text, data.get("selftext"));
        if post.text.is_empty() {
            // For a link, or a post whose text is gone, the title is the whole text.
            post.text = title.clone().unwrap_or_default();
        }
        if data.some("removed_by_category").and_then(Value::str).is_some_and(|by| by != "deleted") {
            post.marks.push(Mark::Removed);
        }
        post.marks.sort_unstable();
        post.marks.dedup();
        post.id.clone_from(&id);
        let thread = self.thread(id);
        thread.title = thread.title.take().or(title);
        thread.announced = thread.announced.or(data.count("num_comments"));
        // Every page of a thread repeats its post.
        if thread.comments.first().is_none_or(|first| first.kind != Kind::Post) {
            thread.comments.insert(0, post);
        }
    }

    fn add_comment(&mut self, data: Value<'_>) {
        let text = self.text(data, "body");
        let mut comment = comment_from(data, Kind::Comment, &text, data.get("body"));
        comment.id = id(data).unwrap_or_default();
        comment.parent = data.field("parent_id").map(|parent| without_kind(&parent).to_owned());
        let title = self.text(data, "link_title");
        let thread = self.thread(post_id(data).unwrap_or_default());
        if thread.title.is_none() && !title.is_empty() {
            thread.title = Some(title);
        }
        thread.comments.push(comment);
    }

    fn add_stub(&mut self, data: Value<'_>) {
        let parent = data.field("parent_id");
        let thread = parent.as_deref().and_then(|parent| parent.strip_prefix("t3_")).unwrap_or(&self.last).to_owned();
        let parent = parent.as_deref().map(without_kind);
        // *Continue this thread* has a count of zero: nobody says how many comments follow.
        let mut stub = stub(parent.map(str::to_owned), data.count("count").filter(|count| *count > 0));
        stub.id = format!("more-{}", parent.unwrap_or_default());
        stub.origin.span = Some(data.span());
        self.thread(thread).comments.push(stub);
    }
}

/// What comments and posts have in common. `source` is the value that the text was read from.
fn comment_from(data: Value<'_>, kind: Kind, text: &str, source: Option<Value<'_>>) -> Comment {
    let gone = markdown::gone(text);
    let text = if gone.is_some() { "" } else { text };
    let is = |name: &str| data.get(name).is_some_and(|value| value.is_true() || value.whole().is_some_and(|n| n != 0));
    let mut marks: Vec<Mark> = gone.flatten().into_iter().collect();
    marks.extend(is("edited").then_some(Mark::Edited));
    marks.extend(is("stickied").then_some(Mark::Pinned));
    marks.extend(matches!(&*data.text("distinguished"), "moderator" | "admin").then_some(Mark::Moderator));
    // The site collapses deleted comments too; for those the mark would add nothing.
    marks.extend((is("collapsed") && gone.is_none()).then_some(Mark::Hidden));
    marks.sort_unstable();
    Comment {
        kind: if gone.is_some() && kind == Kind::Comment { Kind::Deleted } else { kind },
        author: data.field("author"),
        time: data.epoch("created_utc"),
        quotes: markdown::quotes(text),
        text: text.to_owned(),
        votes: data.integer("score").filter(|_| !is("score_hidden")),
        url: data.field("permalink").and_then(|path| url_of(&path)),
        marks,
        origin: Origin { span: Some(source.filter(|source| source.is_string()).unwrap_or(data).span()), lines: None },
        ..Comment::default()
    }
}

/// The address of a comment or post by its path.
pub(super) fn url_of(path: &str) -> Option<String> {
    let url = if path.starts_with("/r/") || path.starts_with("/user/") {
        format!("https://www.reddit.com{path}")
    } else {
        path.to_owned()
    };
    is_url(&url).then_some(url)
}

/// The id of a comment or post, without its kind.
fn id(data: Value<'_>) -> Option<String> {
    data.field("id").or_else(|| data.field("name")).map(|id| without_kind(&id).to_owned())
}

/// An id without the prefix for its kind: `t1_` for comments, `t3_` for posts.
pub(super) fn without_kind(id: &str) -> &str {
    let id = id.trim();
    id.strip_prefix("t1_").or_else(|| id.strip_prefix("t3_")).unwrap_or(id)
}

/// The id of the post that a comment is on: from its link, from its parent if that is the post, or from an address.
fn post_id(data: Value<'_>) -> Option<String> {
    let post = |name: &str| data.field(name).and_then(|id| id.strip_prefix("t3_").map(str::to_owned));
    post("link_id").or_else(|| post("parent_id")).or_else(|| {
        ["permalink", "context", "link_permalink"].into_iter().find_map(|name| {
            let address = data.field(name)?;
            let (_, after) = address.split_once("/comments/")?;
            after.split(['/', '?']).next().filter(|id| !id.is_empty()).map(str::to_owned)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threads(text: &str) -> Vec<Thread> {
        let source = Source::new(text);
        assert!(detect(&source), "{text}");
        read(&source, &Options::default()).unwrap().threads
    }

    #[test]
    fn only_escaped_texts_are_unescaped() {
        let thing = |html: &str, body: &str| {
            format!(r#"{{"kind":"t1","data":{{"id":"a","link_id":"t3_p","parent_id":"t3_p","body":"{body}"{html}}}}}"#)
        };
        let listing =
            |things: &[String]| format!(r#"{{"kind":"Listing","data":{{"children":[{}]}}}}"#, things.join(","));
        let first = |text: &str| threads(text)[0].comments[0].text.clone();
        let html = r#","body_html":"&lt;div&gt;""#;
        assert_eq!(first(&listing(&[thing(html, "&gt; x &amp;lt;")])), "> x &lt;");
        let html = r#","body_html":"<div>""#;
        assert_eq!(first(&listing(&[thing(html, "write &amp;amp;")])), "write &amp;amp;");
        // Another text of the same input decides it.
        assert_eq!(first(&listing(&[thing("", "&amp;"), thing("", "a > b")])), "&amp;");
        assert_eq!(first(&listing(&[thing("", "&amp;"), thing("", "a &gt; b")])), "&");
    }

    #[test]
    fn any_depth_is_read() {
        let depth = 50_000;
        let mut text = r#"{"kind":"Listing","data":{"children":["#.to_owned();
        for level in 0..depth {
            let open = r#"{"kind":"t1","data":{"link_id":"t3_p","body":"x","id":"ID","parent_id":"t1_PA","replies":{"kind":"Listing","data":{"children":["#;
            text.push_str(&open.replace("ID", &format!("c{level}")).replace("PA", &format!("c{}", level.max(1) - 1)));
        }
        // Cut off, then complete.
        assert_eq!(threads(&text)[0].comments.len(), depth);
        text.push_str(&"]}}}}".repeat(depth));
        text.push_str("]}}");
        let comments = &threads(&text)[0].comments;
        assert_eq!(comments.len(), depth);
        assert_eq!(comments[depth - 1].parent, Some(format!("c{}", depth - 2)));
    }
}
