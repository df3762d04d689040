//! The classes that themes and plug-ins use, and what each of them means.

use crate::read::markup::Element;
use crate::thread::Mark;

/// The mark for a role that wpDiscuz writes into classes.
pub(super) fn role(class: &str) -> Option<Mark> {
    let role = class.strip_prefix("wpd-blog-").or_else(|| class.strip_prefix("wc-blog-"))?;
    matches!(role, "administrator" | "editor" | "author" | "post_author").then_some(Mark::Moderator)
}

/// The rank of a class as evidence for the author's name; lower is more reliable.
pub(super) fn author_rank(word: &str) -> Option<u8> {
    match word {
        "fn" => Some(0),
        "wc-comment-author" | "wpd-comment-author" | "wp-block-comment-author-name" | "comment-author-name" => Some(1),
        "comment-author" | "commentauthor" | "comment_author" | "comment-author-link" | "author" | "author-name" => {
            Some(3)
        }
        "username" | "user-name" | "comment-name" | "commenter" | "comment-user" => Some(5),
        _ => {
            let other = ["avatar", "img", "image", "pic", "bio", "badge", "label", "reply", "url"];
            (word.ends_with("author") && !other.iter().any(|other| word.contains(other))).then_some(4)
        }
    }
}

/// The rank of a class as evidence for the text of a comment; lower is more reliable.
pub(super) fn text_rank(word: &str) -> Option<u8> {
    match word {
        "wc-comment-text" | "wpd-comment-text" | "wp-block-comment-content" | "dsq-comment-message" => Some(0),
        "comment-content" | "comment_content" | "comment-text" | "commenttext" | "comment_text" | "contenttext" => {
            Some(1)
        }
        "comment-entry" | "comment-message" | "comment-copy" | "entry-content" | "commentbody"
        | "comment-body-text" => Some(2),
        "comment-body" | "comment_body" | "comment-inner" => Some(3),
        _ => {
            let ends =
                word.ends_with("item-text") || word.ends_with("-comment-content") || word.ends_with("-comment-text");
            ends.then_some(2)
        }
    }
}

/// Whether a class marks a date.
pub(super) fn is_date(word: &str) -> bool {
    matches!(word, "date" | "time" | "published" | "timestamp" | "posted-on")
        || word.contains("comment")
            && (word.ends_with("date") || word.ends_with("time") || word.contains("metadata") || word.ends_with("meta"))
        || word.ends_with("item-date")
}

/// Whether an element is boilerplate, not text of the comment: reply links, votes, names, dates, notices, forms.
pub(super) fn is_furniture(element: Element<'_>) -> bool {
    let Some(class) = element.attr("class") else {
        return element.id().is_some_and(|id| id == "respond" || id.starts_with("comment-like-"));
    };
    class.split_ascii_whitespace().any(|word| {
        matches!(
            word,
            "reply"
                | "says"
                | "vcard"
                | "children"
                | "avatar"
                | "commentmetadata"
                | "screen-reader-text"
                | "sharedaddy"
                | "comment_quote_link"
                | "comment-author"
                | "comment-avatar"
                | "comment-header"
                | "comment-footer"
                | "comment-actions"
                | "comment-tools"
                | "comment-util"
                | "comment-permalink"
                | "comment-awaiting-moderation"
                | "edit-link"
                | "cs-rating"
                | "pd-rating"
                | "wpulike"
                | "wpdiscuz-readmore"
                | "wpd-comment-last-edited"
                | "wpd-inline-icon-wrapper"
        ) || [
            "comment-reply",
            "comment-meta",
            "comment-edit",
            "comment-like",
            "comment-respond",
            "comment-vote",
            "sd-",
            "jp-",
        ]
        .iter()
        .any(|start| word.starts_with(start))
    })
}
