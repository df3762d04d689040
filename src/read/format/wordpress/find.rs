//! A page → the elements of its comments, in document order, with depth, number and parent where the page gives them.
//!
//! Themes mark a comment with the classes of WordPress (`comment`, `even`, `depth-2`); the plug-in wpDiscuz gives it an
//! id with its number and its parent (`wc-comm-12_7`). If a theme does neither, elements with the number of a comment
//! are used, provided that something else shows that the page is made by WordPress.

use crate::read::markup::{Element, Tree};

/// The element of a comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked<'a> {
    /// Its element.
    pub(super) element: Element<'a>,
    /// Where its own content ends: at the end of its element, or where the next comment begins.
    pub(super) until: usize,
    /// Its depth; the smallest depth may be any number.
    pub(super) depth: usize,
    /// Its number, if its own element has one.
    pub(super) number: Option<&'a str>,
    /// The number of its parent, if the page gives that.
    pub(super) parent: Option<&'a str>,
    /// Whether it is a link from another site.
    pub(super) is_ping: bool,
}

/// All comments of a page.
pub(super) fn find(tree: &Tree) -> Vec<Marked<'_>> {
    let mut comments = collect(tree, marked);
    if comments.is_empty() && is_wordpress(tree, usize::MAX) {
        comments = collect(tree, numbered);
    }
    let starts: Vec<usize> = comments.iter().skip(1).map(|next| next.element.place()).collect();
    for (comment, next) in comments.iter_mut().zip(starts) {
        comment.until = comment.until.min(next);
    }
    comments
}

/// Whether an element that begins before this byte is marked as a comment.
pub(super) fn has_marked(tree: &Tree, before: usize) -> bool {
    tree.elements().take_while(|element| element.span().start < before).any(|element| marked(element).is_some())
}

/// Whether a page is made by WordPress: the addresses of its scripts and styles show it, or it says so. Only elements
/// that begin before this byte count.
pub(super) fn is_wordpress(tree: &Tree, before: usize) -> bool {
    let mut elements = tree.elements().take_while(|element| element.span().start < before);
    elements.any(|element| match element.name() {
        "link" => element.attr("href").is_some_and(is_address) || element.has_word("rel", "https://api.w.org/"),
        // Pictures prove nothing: authors include those of other sites.
        "script" => element.attr("src").is_some_and(is_address),
        "meta" => {
            element.attr("name").is_some_and(|name| name.eq_ignore_ascii_case("generator"))
                && element.attr("content").is_some_and(|content| content.starts_with("WordPress"))
        }
        _ => false,
    })
}

fn is_address(address: &str) -> bool {
    address.contains("/wp-content/") || address.contains("/wp-includes/")
}

fn collect<'a>(tree: &'a Tree, test: fn(Element<'a>) -> Option<Marked<'a>>) -> Vec<Marked<'a>> {
    let mut comments: Vec<Marked<'a>> = Vec::new();
    // The comments that contain the current element.
    let mut open: Vec<Marked<'a>> = Vec::new();
    for element in tree.elements() {
        let Some(comment) = test(element) else { continue };
        while open.pop_if(|outer| outer.element.end() <= element.place()).is_some() {}
        // Themes repeat the classes or the number of a comment on an element inside it.
        let is_repeated = open.last().is_some_and(|outer| {
            let is_near = element.place() - outer.element.place() <= NEAR;
            match (outer.number, comment.number) {
                (Some(outer), Some(number)) => outer == number,
                _ => outer.depth == comment.depth && is_near,
            }
        });
        if !is_repeated {
            comments.push(comment);
            open.push(comment);
        }
    }
    comments
}

/// How many nodes may be between the element of a comment and an element inside it that repeats its classes.
const NEAR: usize = 4;

/// An element that WordPress or wpDiscuz marks as a comment.
fn marked(element: Element<'_>) -> Option<Marked<'_>> {
    let id = element.attr("id");
    if let Some((number, parent)) = id.and_then(pair) {
        let level = element.classes().find_map(|class| class.split_once("_comment_level-")?.1.parse().ok());
        let parent = (parent != "0").then_some(parent);
        let depth = level.unwrap_or(1 + usize::from(parent.is_some()));
        return Some(Marked { element, until: element.end(), depth, number: Some(number), parent, is_ping: false });
    }
    let class = element.attr("class").filter(|class| class.contains("depth-"))?;
    let mut depth = None;
    let (mut is_comment, mut is_ping, mut is_counted) = (false, false, false);
    for word in class.split_ascii_whitespace() {
        match word {
            "comment" => is_comment = true,
            "pingback" | "trackback" | "webmention" => is_ping = true,
            "even" | "odd" => is_counted = true,
            "menu-item" => return None,
            _ => {
                let number = word.strip_prefix("depth-").filter(|_| depth.is_none());
                depth = number.and_then(|number| number.parse().ok()).or(depth);
            }
        }
    }
    let number = id.and_then(number);
    // Types that plug-ins add (reviews, likes) have another class instead of `comment`.
    let is_known = is_comment || is_ping || is_counted && number.is_some();
    is_known.then_some(Marked {
        element,
        until: element.end(),
        depth: depth?,
        number,
        parent: None,
        is_ping: is_ping && !is_comment,
    })
}

/// An element that carries the number of a comment.
fn numbered(element: Element<'_>) -> Option<Marked<'_>> {
    if !matches!(element.name(), "li" | "div" | "article" | "section" | "dt") {
        return None;
    }
    let number = number(element.id()?)?;
    // The elements that make it deeper: the comments around it, and lists of replies.
    let is_level = |outer: &Element<'_>| {
        outer.id().and_then(self::number).is_some()
            || outer.classes().any(|class| class == "children" || class.contains("child"))
    };
    let depth = 1 + element.ancestors().filter(is_level).count();
    Some(Marked { element, until: element.end(), depth, number: Some(number), parent: None, is_ping: false })
}

/// The number in `comment-12`, `li-comment-12`, `div-comment-12`, `dsq-comment-12`, `comment_12`.
pub(super) fn number(id: &str) -> Option<&str> {
    let (before, after) = id.rsplit_once("comment")?;
    let digits = after.trim_start_matches(['-', '_']);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && (before.is_empty() || before.ends_with('-'))).then_some(digits)
}

/// Number and parent in the ids of wpDiscuz: `wc-comm-12_7`, `wpd-comm-12_0`.
fn pair(id: &str) -> Option<(&str, &str)> {
    let numbers = id.strip_prefix("wc-comm-").or_else(|| id.strip_prefix("wpd-comm-"))?;
    let (number, parent) = numbers.split_once('_')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(number) && is_number(parent)).then_some((number, parent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::html;

    fn sketch(page: &str) -> Vec<String> {
        let draw = |comment: &Marked<'_>| {
            let parent = comment.parent.map_or(String::new(), |parent| format!(">{parent}"));
            format!("{}@{}{parent}", comment.number.unwrap_or("-"), comment.depth)
        };
        find(&html(page)).iter().map(draw).collect()
    }

    #[test]
    fn every_comment_is_found_once() {
        let list = "<ol><li class='comment even depth-1' id=li-comment-7><article id=comment-7 class='comment depth-1'>a\
                    </article><ul><li class='odd alt depth-2 comment'>b</ul><li class='pingback even depth-1' id=comment-8>c</ol>";
        assert_eq!(sketch(list), ["7@1", "-@2", "8@1"]);
        let discuz = "<div id=wc-comm-5_0 class='wc-comment wc_comment_level-1'>a<div id=wc-comm-6_5 class='wc-reply \
                      wc_comment_level-2'>b</div></div><div id=wpd-comm-9_4 class='comment depth-2 wpd_comment_level-2'>";
        assert_eq!(sketch(discuz), ["5@1", "6@2>5", "9@2>4"]);
    }

    #[test]
    fn other_lists_are_not_comments() {
        assert_eq!(sketch("<ul><li class='menu-item even depth-1'>a<li class='depth-0 odd'>b</ul>"), [""; 0]);
        assert_eq!(sketch("<div id=comment-4>a</div>"), [""; 0]);
    }

    #[test]
    fn numbers_are_enough_on_a_wordpress_page() {
        let page = "<link rel=stylesheet href='/wp-content/themes/x/style.css'><div id=comment-4>a</div><div class=childlist>\
                    <div id=comment-5><div id=div-comment-5>b</div></div></div><p id=comment-6>c";
        assert_eq!(sketch(page), ["4@1", "5@2"]);
    }

    #[test]
    fn numbers_of_ids() {
        for (id, wanted) in [
            ("comment-12", Some("12")),
            ("li-comment-12", Some("12")),
            ("comment_3", Some("3")),
            ("comment-like-12", None),
            ("comments", None),
            ("xcomment-1", None),
            ("comment-", None),
        ] {
            assert_eq!(number(id), wanted, "{id}");
        }
    }
}
