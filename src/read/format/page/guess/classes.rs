//! What the classes, ids and attributes of pages in general mean.

use super::super::digits_after;
use super::super::list::ends_with;
use crate::read::markup::Element;

/// The rank of an element as evidence for a name; lower is more reliable.
pub(super) fn author_rank(part: Element<'_>) -> Option<u8> {
    let is_marked = ["author", "creator"].iter().any(|word| part.has_word("itemprop", word))
        || part.has_word("rel", "author")
        || part.has_class("fn");
    if is_marked {
        return Some(0);
    }
    let is_named = |class: &str| {
        ends_with(
            class,
            &[
                "author",
                "username",
                "user-name",
                "user_name",
                "name",
                "auteur",
                "user",
                "nickname",
                "nick",
                "pseudo",
                "autor",
                "verfasser",
                "commenter",
                "commentator",
                "poster",
                "nom",
                "nombre",
                "member",
                "utilisateur",
                "byline",
                "display-name",
                "displayname",
                "login",
                "usuario",
                "benutzer",
                "autore",
                "sender",
            ],
        )
    };
    if words(part).any(is_named) {
        return Some(1);
    }
    let is_profile = |to: &str| {
        let to = to.to_ascii_lowercase();
        [
            "/user",
            "/profil",
            "/member",
            "/author",
            "/auteur",
            "/u/",
            "/~",
            "/@",
            "userid=",
            "user_id=",
            "id_auteur",
            "/people/",
            "/autor",
        ]
        .iter()
        .any(|part| to.contains(part))
    };
    if part.name() == "a" && part.attr("href").is_some_and(is_profile) {
        return Some(2);
    }
    (part.name() == "cite").then_some(3)
}

/// The classes and the id of an element, without what says only what kind of element it is: `author-text`.
fn words(part: Element<'_>) -> impl Iterator<Item = &str> {
    let kinds = ["-text", "_text", "-label", "-value", "-link", "-wrapper", "-container", "-string"];
    part.classes()
        .chain(part.id())
        .map(without_code)
        .map(move |word| kinds.iter().find_map(|kind| word.strip_suffix(kind)).unwrap_or(word))
}

/// A class without the code that a program added: `Comment_name` of `Comment_name__k3`.
fn without_code(class: &str) -> &str {
    match class.rsplit_once("__") {
        Some((word, code)) if code.len() <= 8 && (code.len() <= 5 || code.contains(|c: char| c.is_ascii_digit())) => {
            word
        }
        _ => class,
    }
}

/// Whether an element is marked as a date.
pub(super) fn is_dated(part: Element<'_>) -> bool {
    words(part).any(is_date)
}

/// Whether a class marks a date.
fn is_date(class: &str) -> bool {
    ends_with(
        class,
        &[
            "date",
            "time",
            "datetime",
            "timestamp",
            "published",
            "posted",
            "when",
            "ago",
            "heure",
            "fecha",
            "datum",
            "created",
            "timeago",
            "published-time",
            "posted-on",
            "zeit",
            "data",
        ],
    )
}

/// Whether an element is named as the text of a comment.
pub(super) fn is_body(part: Element<'_>) -> bool {
    let is_named = |class: &str| {
        ends_with(
            class,
            &[
                "body",
                "text",
                "content",
                "message",
                "texte",
                "contenu",
                "contents",
                "txt",
                "msg",
                "inhalt",
                "texto",
                "mensaje",
                "testo",
                "corps",
                "entry",
                "description",
                "field-item",
                "commenttext",
                "commentbody",
                "commentcontent",
                "prose",
            ],
        )
    };
    part.classes().map(without_code).chain(part.id()).any(is_named)
        || part.has_word("itemprop", "text")
        || part.has_word("itemprop", "commentText")
        || part.has_word("itemprop", "description")
}

/// Whether an element is named as the title of a comment.
pub(super) fn is_title(part: Element<'_>) -> bool {
    matches!(part.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        || part.classes().any(|class| {
            ends_with(class, &["title", "titre", "subject", "sujet", "titel", "titulo", "betreff", "headline"])
        })
}

/// Whether an element is boilerplate inside or around a comment.
pub(super) fn is_furniture(element: Element<'_>) -> bool {
    if matches!(element.name(), "nav" | "footer" | "button" | "form" | "input" | "label") {
        return true;
    }
    element.classes().any(|class| {
        let class = class.to_ascii_lowercase();
        ["reply", "action", "share", "social", "vote", "flag", "report", "avatar", "toolbar", "signal", "repond", "antwort", "permalink", "links", "badge", "tools", "rating", "likes", "sr-only", "visually-hidden", "screen-reader"]
            .iter()
            .any(|word| class.contains(word))
            // The text of a reply may be named after replies.
            && !["text", "body", "content", "message", "texte"].iter().any(|word| class.contains(word))
    })
}

/// The number of a comment in its own attributes.
pub(super) fn number_of(block: Element<'_>) -> Option<String> {
    let by_data = [
        "data-comment-id",
        "data-commentid",
        "data-id",
        "data-cid",
        "data-post-id",
        "data-message-id",
        "data-reaction-id",
    ]
    .iter()
    .find_map(|name| block.attr(name))
    .map(str::trim)
    .filter(|id| !id.is_empty() && id.len() <= 64 && !id.contains(char::is_whitespace));
    let by_id = || block.id().and_then(digits_at_end);
    // Themes put the number on the list item around the block.
    let by_holder = || {
        let outer = block.parent().filter(|outer| matches!(outer.name(), "li" | "div" | "article"))?;
        let is_first = outer.children().find(|child| child.name() == block.name()) == Some(block);
        outer.id().filter(|_| is_first).and_then(digits_at_end)
    };
    by_id().or(by_data).or_else(by_holder).map(str::to_owned)
}

/// The number at the end of an id such as `comment-12`.
pub(super) fn digits_at_end(id: &str) -> Option<&str> {
    let start = id
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |last| last + id.get(last..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    id.get(start..).filter(|digits| !digits.is_empty() && digits.len() <= 20 && start > 0)
}

/// The number of the comment that a part of another says it answers: a link to its place on the page, or an attribute.
pub(super) fn answers(part: Element<'_>) -> Option<&str> {
    answers_by_data(part).or_else(|| answers_by_link(part))
}

/// The number of the answered comment in an attribute.
pub(super) fn answers_by_data(part: Element<'_>) -> Option<&str> {
    let names = ["data-parent-id", "data-parent", "data-parentid", "data-reply-to", "data-in-reply-to"];
    let to = names.iter().find_map(|name| part.attr(name))?.trim_start_matches(|c: char| !c.is_ascii_digit());
    (!to.is_empty() && to != "0").then_some(to)
}

fn answers_by_link(part: Element<'_>) -> Option<&str> {
    let to = part.attr("href").filter(|_| part.name() == "a")?.trim();
    let fragment = to
        .strip_prefix('#')
        .or_else(|| digits_after(to, "/comment/").map(|_| to.rsplit_once('#').map_or("", |(_, it)| it)))?;
    digits_at_end(fragment)
}

/// The depth that the classes, style or attributes of an element give.
pub(super) fn depth_in(element: Element<'_>) -> Option<usize> {
    let by_data = ["data-depth", "data-level", "data-indent", "aria-level"]
        .iter()
        .find_map(|name| element.attr(name)?.trim().parse::<usize>().ok());
    by_data
        .or_else(|| super::super::ids::numbered_depth(element))
        .or_else(|| element.classes().find_map(depth_in_class))
        .or_else(|| {
            let style = element.attr("style")?.to_ascii_lowercase();
            let (_, value) = style.split_once("margin-left").or_else(|| style.split_once("padding-left"))?;
            let value = value.trim_start_matches([':', ' ']);
            let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        })
}

/// `level3`, `indent-2`, `comment-depth-2`, `lvl_4`, `nesting2`.
fn depth_in_class(class: &str) -> Option<usize> {
    let class = class.to_ascii_lowercase();
    let digits = digits_at_end(&class)?;
    let word = class.get(..class.len() - digits.len())?.trim_end_matches(['-', '_']);
    let is_depth = ["level", "depth", "indent", "lvl", "nesting", "niveau", "ebene", "nest", "nivel", "tiefe"]
        .iter()
        .any(|known| word.ends_with(known));
    if is_depth && digits.len() <= 3 { digits.parse().ok() } else { None }
}

/// Whether a class says that a block is a reply, without a depth.
pub(super) fn is_reply(element: Element<'_>) -> bool {
    element.classes().any(|class| {
        matches!(
            class,
            "indented"
                | "reply"
                | "is-reply"
                | "reponse"
                | "réponse"
                | "answer"
                | "antwort"
                | "respuesta"
                | "child"
                | "nested"
        ) || ["--reply", "-reply", "_reply", "--indented", "--child", "-response", "--nested", "-reponse"]
            .iter()
            .any(|end| class.ends_with(end))
    })
}
