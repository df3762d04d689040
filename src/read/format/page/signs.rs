//! What comments on pages of no particular program have alike: how their ids are written, how the page says how deep one
//! stands, and where it says how many there are.

use super::super::super::markup::{Element, Tree};
use super::{count, digits_after};

/// What stands before the number in the ids that programs and themes give to comments.
const PREFIXES: [&str; 12] = [
    "comment-",
    "comment_",
    "comment",
    "cid-",
    "cid",
    "reaction",
    "kommentar-",
    "kommentar",
    "commentaire-",
    "commentaire",
    "li-comment-",
    "post-",
];

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

/// Words of a class by which pages mark a reply where replies do not stand inside what they answer.
const REPLY_CLASSES: [&str; 14] = [
    "rep",
    "reply",
    "reponse",
    "réponse",
    "is-reply",
    "comment-reply",
    "comment--reply",
    "comment--indented",
    "indented",
    "child",
    "comment-child",
    "comment--child",
    "antwort",
    "respuesta",
];

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

/// What counters call comments, in French, English, German, Spanish, Italian, Portuguese and Dutch: how the word begins.
const COUNTED: [&str; 9] =
    ["comment", "kommentar", "comentari", "comentário", "commenti", "réaction", "reaction", "réponse", "reactie"];

/// How many comments the page says there are: the nearest counter before the first comment, in a heading or in an element
/// whose class says that it counts.
pub(super) fn announced_before(tree: &Tree, first: usize) -> Option<usize> {
    let is_heading = |element: &Element<'_>| {
        let name = element.name().as_bytes();
        let heading = matches!(name, [b'h', b'1'..=b'6']);
        heading || element.classes().any(counts)
    };
    let counters = tree.elements().take_while(|element| element.place() < first).filter(is_heading);
    counters.filter_map(|element| counted(&element.line()?)).last()
}

/// Whether a word of a class is one of a counter: `comment-count`, `metadata__commentcount`.
fn counts(class: &str) -> bool {
    let last = class.rsplit(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    (last.ends_with("count") || last == "counter") && !matches!(last.as_str(), "account" | "discount")
}

/// The number of a line such as *8 commentaires*, *3 Kommentare zu "…"*, *Vos réactions (60)*.
pub(super) fn counted(line: &str) -> Option<usize> {
    let mut words: Vec<String> = Vec::new();
    for word in line.split_whitespace().take(8) {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match words.last_mut() {
            // A space may part the groups of a number.
            Some(last)
                if digits(last.trim_start_matches(['(', '[']))
                    && digits(word.trim_end_matches([')', ']']))
                    && word.trim_end_matches([')', ']']).len() == 3 =>
            {
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words.truncate(5);
    let is_counted = |word: &str| {
        let lower = word.to_lowercase();
        COUNTED.iter().any(|known| lower.starts_with(known))
    };
    words.windows(2).find_map(|pair| {
        let [a, b] = pair else { return None };
        let number = |word: &str| {
            word.starts_with(|c: char| c == '(' || c == '[' || c.is_ascii_digit()).then(|| count(word)).flatten()
        };
        if is_counted(a) {
            number(b)
        } else if is_counted(b) {
            number(a)
        } else {
            None
        }
    })
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

    #[test]
    fn counters_are_read_and_headings_are_not() {
        for (line, found) in [
            ("8 commentaires", Some(8)),
            ("3 Kommentare zu \"Grenzen: ein Text\"", Some(3)),
            ("Vos réactions (60)", Some(60)),
            ("Kommentare: 10", Some(10)),
            ("Les 1\u{202f}204 commentaires", Some(1204)),
            ("Commentaires", None),
            ("10 choses que nos commentaires disent", None),
            ("Le 8 mai, un commentaire", None),
        ] {
            assert_eq!(counted(line), found, "{line}");
        }
    }
}
