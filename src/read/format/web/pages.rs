//! A page and the spans of its comments → the other pages of comments that it links to.

use crate::read::format::address::{self, page_of};
use crate::read::markup::Tree;
use crate::span::Span;

/// The other pages of the same thread, with their numbers and addresses, in order. They are links outside the comments,
/// to the page's own address or in a bar to navigate comments.
pub(in crate::read::format) fn other_pages<'a>(tree: &'a Tree, comments: &[Span]) -> Vec<(usize, &'a str)> {
    let own = address::key(tree);
    let current = address::of_page(tree).and_then(page_of);
    let mut pages: Vec<(usize, &'a str)> = Vec::new();
    let mut next = 0;
    for element in tree.elements().filter(|element| element.name() == "a") {
        let Some(href) = element.attr("href") else { continue };
        let Some(number) = page_of(href) else { continue };
        let start = element.span().start;
        while comments.get(next).is_some_and(|comment| comment.end <= start) {
            next += 1;
        }
        let is_inside = comments.get(next).is_some_and(|comment| comment.start <= start);
        // A list of the latest comments links to pages of other threads.
        let is_to_comment = href.rsplit_once('#').is_some_and(|(_, anchor)| anchor.starts_with("comment-"));
        let is_in_bar = || {
            element.ancestors().take(4).any(|outer| {
                outer.classes().chain(outer.id()).any(|class| {
                    let class = class.to_ascii_lowercase();
                    class.contains("comment") && (class.contains("nav") || class.contains("pag"))
                        || matches!(class.as_str(), "nav-previous" | "nav-next" | "page-numbers")
                })
            })
        };
        let is_same_thread = own.is_some() && (href.starts_with('?') || address::bare(href) == own);
        if !is_inside && !is_to_comment && (is_same_thread || is_in_bar()) && current != Some(number) {
            pages.push((number, href));
        }
    }
    pages.sort_unstable();
    pages.dedup_by_key(|(number, _)| *number);
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::{Element, html};

    #[test]
    fn links_to_comments_are_not_links_to_pages() {
        let page = "<link rel=canonical href='https://x.org/a/comment-page-2/'><a href='https://x.org/b/comment-page-9/#comment-1'>\
                    <li><a href='https://x.org/a/comment-page-2/#comment-7'>d</a></li><nav><a href='https://x.org/a/comment-page-3/#comments'>\
                    </a><a href='/a/comment-page-1/'></a></nav><div class=comment-navigation><a href='/a/comment-page-1/#comments'></a></div>";
        let tree = html(page);
        let comments: Vec<Span> = tree.elements().filter(|element| element.name() == "li").map(Element::span).collect();
        let numbers: Vec<usize> = other_pages(&tree, &comments).into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, [1, 3]);
    }
}
