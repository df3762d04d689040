//! Comments in the JSON-LD of a page: `comment` of an article or a posting, `suggestedAnswer` and `acceptedAnswer` of a
//! question, comments that stand alone in a `@graph`; whatever depth, in lists or alone.
//!
//! A posting without comments is none: boards write one for search engines that holds the first post alone.

use super::signs::id_in_address;
use super::{delete, mark};
use crate::read::json::{Json, Value};
use crate::read::markup::{Lines, Tree, fragment, html};
use crate::read::{source::Source, when};
use crate::span::Span;
use crate::thread::{Comment, Kind, Mark, Origin};

/// What the JSON-LD of a page says.
#[derive(Default)]
pub(super) struct Found {
    /// What is discussed.
    pub(super) opening: Option<Comment>,
    /// Its title.
    pub(super) title: Option<String>,
    /// The comments, in order.
    pub(super) comments: Vec<Comment>,
    /// How many comments it announces.
    pub(super) announced: Option<usize>,
}

/// Reads all of it.
pub(super) fn found(source: &Source<'_>, tree: &Tree) -> Found {
    let mut found = Found::default();
    let is = |kind: &str| kind.trim().eq_ignore_ascii_case("application/ld+json");
    for script in tree.elements().filter(|element| element.name() == "script" && element.attr("type").is_some_and(is)) {
        let text = script.text();
        let span = script.span();
        // The content of a script is taken as it stands, so its place in the source is where it is found again.
        let at = span.of(source.text).find(text.as_str()).map(|at| span.start + at);
        let start = text.find(['{', '[']);
        let escaped = text.contains("&quot;")
            && start.and_then(|start| text.get(start..)).is_some_and(|body| !body.contains("\":"));
        if escaped {
            document(&html(&text).root().text(), None, span, &mut found);
        } else {
            document(&text, at, span, &mut found);
        }
    }
    found
}

/// An object that stands open around the one that is read.
struct Open {
    end: usize,
    id: String,
    is_comment: bool,
    /// Whether it or one around it is a comment.
    in_comment: bool,
}

/// Reads one document. `base` is where it begins in the source; where that is not known, `whole` stands for every place.
fn document(text: &str, base: Option<usize>, whole: Span, found: &mut Found) {
    let Some(start) = text.find(['{', '[']) else { return };
    let body = text.get(start..).unwrap_or_default();
    let json = Json::parse(body);
    let Some(root) = json.root() else { return };
    let place = |value: Value<'_>| {
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
        if is_comment && value.name() != "parentItem" && has_words(value) {
            let outer = open.last();
            let mut comment = comment(value);
            if comment.id.is_empty() {
                comment.id = format!("c{}", found.comments.len() + 1);
            }
            let holder =
                outer.filter(|outer| outer.is_comment || is_type(value, &["Answer"])).map(|outer| outer.id.clone());
            comment.parent = comment.parent.or(holder);
            comment.origin = Origin { span: Some(place(value)), ..Origin::default() };
            if is_type(value, &["Answer"]) && value.span().start < accepted {
                mark(&mut comment, Mark::Featured);
            }
            open.push(Open { end: value.span().end, id: comment.id.clone(), is_comment: true, in_comment: true });
            if !found.comments.iter().rev().take(2).any(|known| known.id == comment.id && known.text == comment.text) {
                found.comments.push(comment);
            }
        } else if let Some(kind) = opening_kind(value).filter(|_| !open.last().is_some_and(|open| open.in_comment)) {
            let id = value.field("@id").or_else(|| value.field("url")).as_deref().and_then(id_in_address);
            let id = id.unwrap_or_else(|| kind.to_string());
            // The first that has comments is discussed; others are mentioned.
            if found.opening.is_none() {
                opening(value, kind, &id, place(value), found);
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

/// What an object opens, if it can be discussed and says so: it has comments, or answers, or a count of them.
fn opening_kind(value: Value<'_>) -> Option<Kind> {
    let members =
        ["comment", "comments", "suggestedAnswer", "acceptedAnswer", "commentCount", "answerCount", "articleBody"];
    if is_type(value, &["DiscussionForumPosting", "SocialMediaPosting", "Question"]) {
        return Some(Kind::Post);
    }
    members.iter().any(|name| value.some(name).is_some()).then_some(Kind::Article)
}

fn opening(value: Value<'_>, kind: Kind, id: &str, span: Span, found: &mut Found) {
    let mut opening = comment(value);
    opening.kind = kind;
    id.clone_into(&mut opening.id);
    opening.parent = None;
    opening.origin.span = Some(span);
    found.title =
        value.field("headline").or_else(|| value.field("name")).map(|title| fragment(&title, Lines::Joined).text);
    if opening.text.is_empty() {
        opening.text = found.title.clone().unwrap_or_default();
    }
    let counted = value
        .get("commentCount")
        .and_then(Value::whole)
        .or_else(|| interactions(value, &["CommentAction", "ReplyAction"]));
    found.announced = counted.and_then(|count| usize::try_from(count).ok());
    if !opening.text.is_empty() {
        found.opening = Some(opening);
    }
}

/// Under which names the words of a comment stand.
const TEXTS: [&str; 4] = ["text", "commentText", "articleBody", "description"];

/// Whether there is a place for words, which is empty where the comment was deleted; the mention of a comment has none.
fn has_words(value: Value<'_>) -> bool {
    TEXTS.iter().any(|name| value.some(name).is_some())
}

/// The words of a comment, as they stand there.
fn words_of(value: Value<'_>) -> Option<String> {
    TEXTS.iter().find_map(|name| value.field(name))
}

fn comment(value: Value<'_>) -> Comment {
    let named = ["@id", "url", "identifier"].iter().find_map(|name| {
        let said = value.field(name)?;
        if *name == "identifier" { Some(said) } else { id_in_address(&said) }
    });
    let mut comment = Comment { id: named.unwrap_or_default(), ..Comment::default() };
    comment.author = value.some("author").or_else(|| value.some("creator")).and_then(person);
    let time = ["datePublished", "dateCreated", "commentTime"].iter().find_map(|name| value.field(name));
    comment.time = time.and_then(|time| when::iso(&time, false));
    comment.votes = match value.get("upvoteCount").and_then(Value::whole) {
        Some(up) => Some(up - value.get("downvoteCount").and_then(Value::whole).unwrap_or(0)),
        None => interactions(value, &["LikeAction"]),
    };
    let parent = value
        .some("parentItem")
        .and_then(|parent| parent.scalar().or_else(|| parent.field("@id")).or_else(|| parent.field("url")));
    comment.parent = parent.as_deref().and_then(id_in_address);
    let text = words_of(value).unwrap_or_default();
    // Some write the words as markup, some as plain lines.
    if ["</", "<br", "<p", "&amp;", "&quot;", "&lt;", "&#", "&nbsp;"].iter().any(|sign| text.contains(sign)) {
        let said = fragment(&text, Lines::Kept);
        (comment.text, comment.quotes) = (said.text, said.quotes);
    } else {
        text.trim().clone_into(&mut comment.text);
    }
    if comment.text.is_empty() {
        delete(&mut comment);
    }
    comment
}

/// The name of a person, who is a word, an object or a list of either.
fn person(value: Value<'_>) -> Option<String> {
    let one = value.items().next().unwrap_or(value);
    one.scalar().or_else(|| one.field("name").or_else(|| one.field("alternateName")))
}

/// How often something was done to it: the counter of the first of these actions.
fn interactions(value: Value<'_>, actions: &[&str]) -> Option<i64> {
    let counters = value.some("interactionStatistic")?;
    let is = |counter: &Value<'_>| {
        let action = counter.some("interactionType");
        let named = action.and_then(|action| action.scalar().or_else(|| action.field("@type")));
        named.is_some_and(|name| actions.iter().any(|known| name.ends_with(known)))
    };
    std::iter::once(counters).chain(counters.items()).find(is)?.get("userInteractionCount")?.whole()
}
