//! What comments on pages of no particular program have alike: how their ids are written, and how the page says how deep
//! one stands.

use std::sync::LazyLock;

use super::digits_after;
use crate::lang;
use crate::read::markup::Element;

/// What programs and themes put before the number in the id of a comment.
static PREFIXES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.id_prefixes));

/// An id without the word before its number; whole where it is no number with a word before it.
pub(super) fn bare_id(id: &str) -> &str {
    let id = id.trim().trim_start_matches('#');
    let numbered = |prefix: &str| {
        let rest = id.strip_prefix(prefix)?;
        (!rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())).then_some(rest)
    };
    PREFIXES.iter().find_map(|prefix| numbered(prefix)).unwrap_or(id)
}

/// The id of a comment in an address of it: its fragment, else the last part of its path. An address that is no more than
/// that of the whole page names no comment.
pub(super) fn id_in_address(address: &str) -> Option<String> {
    if let Some((_, fragment)) = address.rsplit_once('#') {
        return (!fragment.is_empty()).then(|| bare_id(fragment).to_owned());
    }
    let path = address.split('?').next()?.trim_end_matches('/');
    let last = path.rsplit('/').next()?;
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    let of_comment = ["/comment", "/reply", "/answer", "/a/", "/post"].iter().any(|part| path.contains(part));
    (is_number && of_comment).then(|| last.to_owned()).or_else(|| digits_after(address, "comment=").map(str::to_owned))
}

/// Classes that mark a reply on pages that do not nest replies.
static REPLY_CLASSES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.reply_classes));

/// Beginnings of words of a class that end with how deep a comment stands.
const DEPTH_CLASSES: [&str; 8] =
    ["depth-", "level-", "indent-", "comment-depth-", "comment-level-", "comment--depth-", "comment--level-", "depth"];

/// How deep a comment stands by its class: the number there, or 1 for a reply, or else 0.
pub(super) fn depth_by_class(element: Element<'_>) -> usize {
    numbered_depth(element).unwrap_or_else(|| usize::from(is_reply(element)))
}

/// Whether only a word of its class says that it is a reply: then the page nests no deeper, and what it answers may be a
/// reply too.
pub(super) fn is_capped(element: Element<'_>) -> bool {
    is_reply(element) && numbered_depth(element).is_none()
}

fn is_reply(element: Element<'_>) -> bool {
    element.classes().any(|class| REPLY_CLASSES.contains(&class))
}

fn numbered_depth(element: Element<'_>) -> Option<usize> {
    let number = |class: &str| DEPTH_CLASSES.iter().find_map(|mark| class.strip_prefix(mark)?.parse::<usize>().ok());
    element.classes().find_map(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lose_the_word_before_their_number() {
        for (id, bare) in [
            ("comment-12", "12"),
            ("#cid-7", "7"),
            ("reaction20200101", "20200101"),
            ("c-a9", "c-a9"),
            ("comment-x", "comment-x"),
        ] {
            assert_eq!(bare_id(id), bare);
        }
        assert_eq!(id_in_address("https://a.example/b#comment-3").as_deref(), Some("3"));
        assert_eq!(id_in_address("https://a.example/q/9/answer/44").as_deref(), Some("44"));
        assert_eq!(id_in_address("https://a.example/2024/05/12"), None);
    }
}
