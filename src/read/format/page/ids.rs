//! Ids and depths of comments, as pages of unknown programs write them in ids, addresses and classes.

use std::sync::LazyLock;

use super::digits_after;
use crate::lang;
use crate::read::markup::Element;

/// What programs and themes write before the number in the id of a comment.
static PREFIXES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.id_prefixes));

/// The number in an id that is a known word and a number; any other id stays as it is.
pub(super) fn bare_id(id: &str) -> &str {
    let id = id.trim().trim_start_matches('#');
    let number_after = |prefix: &str| {
        let number = id.strip_prefix(prefix)?;
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
    };
    PREFIXES.iter().find_map(|prefix| number_after(prefix)).unwrap_or(id)
}

/// The id of a comment in its address: the fragment, otherwise the last part of the path. `None` for the address of a
/// whole page.
pub(super) fn id_in_address(address: &str) -> Option<String> {
    if let Some((_, fragment)) = address.rsplit_once('#') {
        return (!fragment.is_empty()).then(|| bare_id(fragment).to_owned());
    }
    let path = address.split('?').next()?.trim_end_matches('/');
    let last = path.rsplit('/').next()?;
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    let is_comment = ["/comment", "/reply", "/answer", "/a/", "/post"].iter().any(|part| path.contains(part));
    (is_number && is_comment).then(|| last.to_owned()).or_else(|| digits_after(address, "comment=").map(str::to_owned))
}

/// Classes that mark a reply on pages that do not nest replies.
static REPLY_CLASSES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.reply_classes));

/// Prefixes of classes that end with the depth of a comment.
const DEPTH_CLASSES: [&str; 8] =
    ["depth-", "level-", "indent-", "comment-depth-", "comment-level-", "comment--depth-", "comment--level-", "depth"];

/// The depth of a comment by its classes: the number in one of them, or 1 for a reply, or else 0.
pub(super) fn depth_by_class(element: Element<'_>) -> usize {
    numbered_depth(element).unwrap_or_else(|| usize::from(is_reply(element)))
}

/// Whether a class only says that it is a reply, without a depth. Then the page has no deeper levels, and the comment
/// may answer a reply.
pub(super) fn is_capped(element: Element<'_>) -> bool {
    is_reply(element) && numbered_depth(element).is_none()
}

fn is_reply(element: Element<'_>) -> bool {
    element.classes().any(|class| REPLY_CLASSES.contains(&class))
}

/// The depth that is the number in one of the classes of an element.
pub(super) fn numbered_depth(element: Element<'_>) -> Option<usize> {
    let number = |class: &str| DEPTH_CLASSES.iter().find_map(|mark| class.strip_prefix(mark)?.parse::<usize>().ok());
    element.classes().find_map(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_reduced_to_their_number() {
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
