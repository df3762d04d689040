//! Reddit's own JSON: what `https://www.reddit.com/comments/ID.json` and the interface give.
//!
//! In comes a thread (a list of two listings), a single listing of comments or posts, what `/api/morechildren` gives, or the
//! tree of comments of an archive (Arctic Shift), whole or cut off; several of them in one list are one input. Things are
//! taken in document order, which is reading order, whatever lists they stand in, so that nothing depends on how deep.
//!
//! - A thread is a post: its id is the post's without `t3_`, its key `reddit/ID`. Comments whose post is not there name it as
//!   their parent all the same.
//! - An inbox is a listing too: the comments in it are read, as far as they say in which thread they stand; private messages
//!   are left out.
//! - Whether texts are escaped is told for the whole input, by the first thing that tells it (see [`super::markdown`]); where
//!   nothing does, by the interface's default, which is to escape.
//! - *Load more* and *continue this thread* become stubs called `more-` and the id they hang on.

use indexmap::IndexMap;

use super::common::{cut_off, left_out, stub};
use super::markdown;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// Whether it is a listing, or a list of things as the interface wraps them.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(root) = source.json().and_then(Json::root) else { return false };
    let first = |list: Option<Value<'_>>| list.is_some_and(|list| list.items().next().is_some_and(is_thing));
    is_listing(root)
        || root.items().next().is_some_and(|item| is_listing(item) || item.items().next().is_some_and(is_listing))
        || first(root.at(&["json", "data", "things"]))
        || first(root.get("data"))
}

fn is_listing(value: Value<'_>) -> bool {
    let is_named = value.get("kind").and_then(Value::str).is_some_and(|kind| kind == "Listing");
    is_named && value.at(&["data", "children"]).is_some_and(|children| children.items().next().is_none_or(is_thing))
}

/// Whether it is a comment, a post, a message, or a place where comments are held back.
fn is_thing(value: Value<'_>) -> bool {
    let kind = value.get("kind").and_then(Value::str);
    kind.is_some_and(|kind| matches!(&*kind, "t1" | "t3" | "t4" | "more"))
        && value.get("data").is_some_and(Value::is_object)
}

/// Reads it.
///
/// # Errors
/// Never: what holds no comment gives none.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let Some(json) = source.json() else { return Ok(Reading::default()) };
    let Some(root) = json.root() else { return Ok(Reading::default()) };
    let things: Vec<Value<'_>> =
        std::iter::once(root).chain(root.descendants()).filter(|value| is_thing(*value)).collect();
    let mut reader = Reader { is_escaped: is_escaped(&things), ..Reader::default() };
    for thing in things {
        if let (Some(kind), Some(data)) = (thing.get("kind").and_then(Value::str), thing.get("data")) {
            reader.take(&kind, data);
        }
    }
    let mut diagnostics: Vec<_> = cut_off(json.broken, source.text).into_iter().collect();
    diagnostics.extend(left_out(reader.messages, "private messages", "they belong to no thread"));
    Ok(Reading { threads: reader.threads.into_values().collect(), diagnostics })
}

/// Whether the texts of these things are escaped.
fn is_escaped(things: &[Value<'_>]) -> bool {
    let data = || things.iter().filter_map(|thing| thing.get("data"));
    let texts = |names: [&'static str; 2]| {
        data().flat_map(move |data| names.into_iter().filter_map(move |name| data.get(name)?.str()))
    };
    let by_html = texts(["body_html", "selftext_html"]).find_map(|html| markdown::escaped_by_html(&html));
    let is_bare = || texts(["body", "selftext"]).any(|text| markdown::escaped_by_text(&text) == Some(false));
    by_html.unwrap_or_else(|| !is_bare())
}

#[derive(Default)]
struct Reader {
    is_escaped: bool,
    /// By the id of the post.
    threads: IndexMap<String, Thread>,
    /// The thread of the last comment or post: a place where comments are held back does not name its own.
    last: String,
    messages: usize,
}

impl Reader {
    fn take(&mut self, kind: &str, data: Value<'_>) {
        match kind {
            "t1" => self.comment(data),
            "t3" => self.post(data),
            "more" => self.more(data),
            _ => self.messages += 1,
        }
    }

    fn thread(&mut self, id: String) -> &mut Thread {
        self.last.clone_from(&id);
        let key = (!id.is_empty()).then(|| format!("reddit/{id}"));
        self.threads.entry(id.clone()).or_insert_with(|| Thread { id, key, ..Thread::default() })
    }

    fn text(&self, data: Value<'_>, name: &str) -> String {
        data.get(name).and_then(Value::str).map(|text| markdown::plain(&text, self.is_escaped)).unwrap_or_default()
    }

    fn post(&mut self, data: Value<'_>) {
        let Some(id) = id(data) else { return };
        let title = Some(self.text(data, "title")).filter(|title| !title.is_empty());
        let text = self.text(data, "selftext");
        let mut comment = entry(data, Kind::Post, &text, data.get("selftext"));
        if comment.text.is_empty() {
            // Of a link, and of a post whose text is gone, the title is all that is said.
            comment.text = title.clone().unwrap_or_default();
        }
        if data.some("removed_by_category").and_then(Value::str).is_some_and(|by| by != "deleted") {
            comment.marks.push(Mark::Removed);
        }
        comment.marks.sort_unstable();
        comment.marks.dedup();
        comment.id.clone_from(&id);
        let announced = data.get("num_comments").and_then(Value::whole).and_then(|count| usize::try_from(count).ok());
        let thread = self.thread(id.clone());
        thread.title = thread.title.take().or(title);
        thread.announced = thread.announced.or(announced);
        // Every page of a thread begins with its post.
        if !thread.comments.iter().take(1).any(|first| first.kind == Kind::Post) {
            thread.comments.insert(0, comment);
        }
    }

    fn comment(&mut self, data: Value<'_>) {
        let text = self.text(data, "body");
        let mut comment = entry(data, Kind::Comment, &text, data.get("body"));
        comment.id = id(data).unwrap_or_default();
        comment.parent = data.field("parent_id").map(|parent| bare(&parent).to_owned());
        let title = self.text(data, "link_title");
        let thread = self.thread(link(data).unwrap_or_default());
        if thread.title.is_none() && !title.is_empty() {
            thread.title = Some(title);
        }
        thread.comments.push(comment);
    }

    fn more(&mut self, data: Value<'_>) {
        let parent = data.field("parent_id");
        let held = data.get("count").and_then(Value::whole).and_then(|count| usize::try_from(count).ok());
        let thread = parent.as_deref().and_then(|parent| parent.strip_prefix("t3_")).unwrap_or(&self.last).to_owned();
        let parent = parent.as_deref().map(bare);
        // Without a count it is a link to go on reading, and nobody says how much.
        let mut comment = stub(parent.map(str::to_owned), held.filter(|held| *held > 0));
        comment.id = format!("more-{}", parent.unwrap_or_default());
        comment.origin.span = Some(data.span());
        self.thread(thread).comments.push(comment);
    }
}

/// What comments and posts have in common.
fn entry(data: Value<'_>, kind: Kind, text: &str, place: Option<Value<'_>>) -> Comment {
    let gone = markdown::gone(text);
    let text = if gone.is_some() { "" } else { text };
    let is = |name: &str| data.get(name).is_some_and(|value| value.is_true() || value.whole().is_some_and(|n| n != 0));
    let mut marks: Vec<Mark> = gone.flatten().into_iter().collect();
    marks.extend(is("edited").then_some(Mark::Edited));
    marks.extend(is("stickied").then_some(Mark::Pinned));
    let is_official =
        data.some("distinguished").and_then(Value::str).is_some_and(|by| by == "moderator" || by == "admin");
    marks.extend(is_official.then_some(Mark::Moderator));
    // The site folds what is deleted, too; that says nothing more.
    marks.extend((is("collapsed") && gone.is_none()).then_some(Mark::Hidden));
    marks.sort_unstable();
    Comment {
        kind: if gone.is_some() && kind == Kind::Comment { Kind::Deleted } else { kind },
        author: data.field("author"),
        time: data.field("created_utc").and_then(|time| when::epoch(&time)),
        quotes: markdown::quotes(text),
        text: text.to_owned(),
        votes: data.get("score").and_then(Value::whole).filter(|_| !is("score_hidden")),
        marks,
        origin: Origin { span: Some(place.filter(|place| place.is_string()).unwrap_or(data).span()), lines: None },
        ..Comment::default()
    }
}

/// The id of a comment or post, without its kind.
fn id(data: Value<'_>) -> Option<String> {
    data.field("id").or_else(|| data.field("name")).map(|id| bare(&id).to_owned())
}

/// An id without the kind that the interface puts before it: `t1_` for comments, `t3_` for posts.
pub(super) fn bare(id: &str) -> &str {
    let id = id.trim();
    id.strip_prefix("t1_").or_else(|| id.strip_prefix("t3_")).unwrap_or(id)
}

/// The id of the post a comment stands under: the source says so, or its parent is the post, or an address has it.
fn link(data: Value<'_>) -> Option<String> {
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
    fn escapes_are_undone_only_where_there_are_some() {
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
        // Another text of the same input tells it as well.
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
        // As it would end, and cut off.
        assert_eq!(threads(&text)[0].comments.len(), depth);
        text.push_str(&"]}}}}".repeat(depth));
        text.push_str("]}}");
        let comments = &threads(&text)[0].comments;
        assert_eq!(comments.len(), depth);
        assert_eq!(comments[depth - 1].parent, Some(format!("c{}", depth - 2)));
    }
}
