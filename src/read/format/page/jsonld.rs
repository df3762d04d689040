//! Comments in the JSON-LD of a page: `comment` of an article or a posting, `suggestedAnswer` and `acceptedAnswer` of a
//! question, and comments directly in a `@graph`; at any depth, single or in lists.
//!
//! A posting without comments does not count: boards write one for search engines that has only the first post.

use super::ids::id_in_address;
use super::{delete, mark};
use crate::read::format::common::{set_words, url};
use crate::read::json::{Json, Value};
use crate::read::markup::{Lines, Tree, fragment, html};
use crate::read::{source::Source, when};
use crate::span::Span;
use crate::thread::{Comment, Kind, Mark, Origin};

/// What the JSON-LD of a page holds.
#[derive(Default)]
pub(super) struct Discussion {
    /// What is discussed.
    pub(super) opening: Option<Comment>,
    /// Its title.
    pub(super) title: Option<String>,
    /// The comments, in order.
    pub(super) comments: Vec<Comment>,
    /// How many comments it announces.
    pub(super) announced: Option<usize>,
}

/// Reads the JSON-LD of all scripts of a page.
pub(super) fn read(source: &Source<'_>, tree: &Tree) -> Discussion {
    let mut discussion = Discussion::default();
    let is = |kind: &str| kind.trim().eq_ignore_ascii_case("application/ld+json");
    for script in tree.elements().filter(|element| element.name() == "script" && element.attr("type").is_some_and(is)) {
        let text = script.text();
        let span = script.span();
        // The content of a script is not decoded, so it appears unchanged in the source.
        let base = span.of(source.text).find(text.as_str()).map(|offset| span.start + offset);
        let start = text.find(['{', '[']);
        let is_escaped = text.contains("&quot;")
            && start.and_then(|start| text.get(start..)).is_some_and(|body| !body.contains("\":"));
        if is_escaped {
            add_document(&html(&text).root().text(), None, span, &mut discussion);
        } else {
            add_document(&text, base, span, &mut discussion);
        }
    }
    discussion
}

/// An object around the one that is being read.
struct Open {
    end: usize,
    id: String,
    is_comment: bool,
    /// Whether it or an object around it is a comment.
    in_comment: bool,
}

/// Adds the comments of one document. `base` is where it begins in the source; if that is unknown, `whole` is the span
/// of every comment.
fn add_document(text: &str, base: Option<usize>, whole: Span, discussion: &mut Discussion) {
    let Some(start) = text.find(['{', '[']) else { return };
    let body = text.get(start..).unwrap_or_default();
    let json = Json::parse(body);
    let Some(root) = json.root() else { return };
    let span_of = |value: Value<'_>| {
        let span = value.span();
        base.map_or(whole, |base| Span::new(base + start + span.start, base + start + span.end))
    };
    let mut open: Vec<Open> = Vec::new();
    let mut accepted = 0;
    for value in std::iter::once(root).chain(root.descendants()) {
        if value.name() == "acceptedAnswer" {
            accepted = accepted.max(value.span().end);
        }
        if !value.is_object() {
            continue;
        }
        while open.pop_if(|open| open.end <= value.span().start).is_some() {}
        let is_comment = is_type(value, &["Comment", "Answer", "UserComments", "CorrectionComment"]);
        if is_comment && value.name() != "parentItem" && has_text(value) {
            let outer = open.last();
            let mut comment = comment_from(value);
            if comment.id.is_empty() {
                comment.id = format!("c{}", discussion.comments.len() + 1);
            }
            let parent =
                outer.filter(|outer| outer.is_comment || is_type(value, &["Answer"])).map(|outer| outer.id.clone());
            comment.parent = comment.parent.or(parent);
            comment.origin = Origin { span: Some(span_of(value)), ..Origin::default() };
            if is_type(value, &["Answer"]) && value.span().start < accepted {
                mark(&mut comment, Mark::Featured);
            }
            open.push(Open { end: value.span().end, id: comment.id.clone(), is_comment: true, in_comment: true });
            if !discussion.comments.iter().rev().take(2).any(|last| last.id == comment.id && last.text == comment.text)
            {
                discussion.comments.push(comment);
            }
        } else if let Some(kind) = opening_kind(value).filter(|_| !open.last().is_some_and(|open| open.in_comment)) {
            let id = value.field("@id").or_else(|| value.field("url")).as_deref().and_then(id_in_address);
            let id = id.unwrap_or_else(|| kind.to_string());
            // The first object with comments is what is discussed; others are only mentioned.
            if discussion.opening.is_none() {
                set_opening(value, kind, &id, span_of(value), discussion);
            }
            open.push(Open { end: value.span().end, id, is_comment: false, in_comment: false });
        }
    }
}

/// Whether an object is of one of these types of schema.org.
fn is_type(value: Value<'_>, names: &[&str]) -> bool {
    let Some(kind) = value.get("@type") else { return false };
    let is = |text: &str| names.contains(&text.rsplit(['/', ':', '#']).next().unwrap_or(text));
    kind.str().is_some_and(|text| is(&text)) || kind.items().any(|item| item.str().is_some_and(|text| is(&text)))
}

/// The kind of opening, if the object may be discussed: it has comments or answers, or a count of them.
fn opening_kind(value: Value<'_>) -> Option<Kind> {
    let members =
        ["comment", "comments", "suggestedAnswer", "acceptedAnswer", "commentCount", "answerCount", "articleBody"];
    if is_type(value, &["DiscussionForumPosting", "SocialMediaPosting", "Question"]) {
        return Some(Kind::Post);
    }
    members.iter().any(|name| value.some(name).is_some()).then_some(Kind::Article)
}

fn set_opening(value: Value<'_>, kind: Kind, id: &str, span: Span, discussion: &mut Discussion) {
    let mut opening = comment_from(value);
    opening.kind = kind;
    id.clone_into(&mut opening.id);
    opening.parent = None;
    opening.origin.span = Some(span);
    discussion.title =
        value.field("headline").or_else(|| value.field("name")).map(|title| fragment(&title, Lines::Joined).text);
    if opening.text.is_empty() {
        opening.text = discussion.title.clone().unwrap_or_default();
    }
    let count = value.integer("commentCount").or_else(|| interactions(value, &["CommentAction", "ReplyAction"]));
    discussion.announced = count.and_then(|count| usize::try_from(count).ok());
    if !opening.text.is_empty() {
        discussion.opening = Some(opening);
    }
}

/// The members that may hold the text of a comment; the first one present counts.
const TEXTS: [&str; 4] = ["text", "commentText", "articleBody", "description"];

/// Whether a comment has a text, which is empty if the comment was deleted. A reference to a comment has none.
fn has_text(value: Value<'_>) -> bool {
    TEXTS.iter().any(|name| value.some(name).is_some())
}

/// The text of a comment, unchanged.
fn text_of(value: Value<'_>) -> Option<String> {
    TEXTS.iter().find_map(|name| value.field(name))
}

fn comment_from(value: Value<'_>) -> Comment {
    let id = ["@id", "url", "identifier"].iter().find_map(|name| {
        let text = value.field(name)?;
        if *name == "identifier" { Some(text) } else { id_in_address(&text) }
    });
    let mut comment = Comment { id: id.unwrap_or_default(), ..Comment::default() };
    comment.author = value.some("author").or_else(|| value.some("creator")).and_then(person);
    comment.url = url(value, &["url", "@id"]);
    let time = ["datePublished", "dateCreated", "commentTime"].iter().find_map(|name| value.field(name));
    comment.time = time.and_then(|time| when::iso(&time, false));
    comment.votes = match value.integer("upvoteCount") {
        Some(up) => Some(up - value.integer("downvoteCount").unwrap_or(0)),
        None => interactions(value, &["LikeAction"]),
    };
    let parent = value
        .some("parentItem")
        .and_then(|parent| parent.scalar().or_else(|| parent.field("@id")).or_else(|| parent.field("url")));
    comment.parent = parent.as_deref().and_then(id_in_address);
    let text = text_of(value).unwrap_or_default();
    // Some pages write the text as markup, some as plain lines.
    if ["</", "<br", "<p", "&amp;", "&quot;", "&lt;", "&#", "&nbsp;"].iter().any(|sign| text.contains(sign)) {
        set_words(&mut comment, fragment(&text, Lines::Kept));
    } else {
        text.trim().clone_into(&mut comment.text);
    }
    if comment.text.is_empty() {
        delete(&mut comment);
    }
    comment
}

/// The name of a person, which is a string, an object, or a list of either.
fn person(value: Value<'_>) -> Option<String> {
    let person = value.items().next().unwrap_or(value);
    person.scalar().or_else(|| person.field("name").or_else(|| person.field("alternateName")))
}

/// The counter of the first of these actions.
fn interactions(value: Value<'_>, actions: &[&str]) -> Option<i64> {
    let counters = value.some("interactionStatistic")?;
    let is = |counter: &Value<'_>| {
        let action = counter.some("interactionType");
        let named = action.and_then(|action| action.scalar().or_else(|| action.field("@type")));
        named.is_some_and(|name| actions.iter().any(|known| name.ends_with(known)))
    };
    std::iter::once(counters).chain(counters.items()).find(is)?.get("userInteractionCount")?.whole()
}
