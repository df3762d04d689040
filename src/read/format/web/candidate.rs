//! A page and the place where its comments begin → the elements before that place that may be the article, each with a
//! rank. The lowest rank is the most reliable.

use crate::read::markup::{Element, Tree};

/// Classes of the element that holds an article, the most reliable first.
#[rustfmt::skip]
const ARTICLE: [&str; 26] = [
    "entry-content", "entry__content", "post-content", "post-entry", "article-content", "article-body", "article__content", "article__body",
    "td-post-content", "single-content", "post_content", "post-body", "entry-body", "storycontent", "wp-block-post-content",
    "entry-text", "entrytext", "article-text", "post-text", "single-post-content", "postcontent", "contenttext",
    "post__content", "the-content", "entry", "post-inner",
];

/// Elements that may be the article, with the rank of their class. No candidate is inside another of the same rank.
pub(super) fn candidates(tree: &Tree, comments: usize) -> Vec<(usize, Element<'_>)> {
    let mut candidates: Vec<(usize, Element<'_>)> = Vec::new();
    // The end of the current sidebar or similar element, which is skipped.
    let mut end_of_sidebar = 0;
    for element in tree.elements().take_while(|element| element.place() < comments) {
        if element.place() < end_of_sidebar || matches!(element.name(), "html" | "body" | "main") {
            continue;
        }
        let skipped = ["sidebar", "widget", "related", "teaser", "excerpt"];
        let is_sidebar = matches!(element.name(), "aside" | "nav")
            || element.classes().any(|class| {
                skipped.iter().any(|skipped| class.contains(skipped))
                    && !["no-", "has-", "with-"].iter().any(|start| class.starts_with(start))
            });
        // Some themes name the frame of the whole page after its sidebar; that is not skipped.
        if is_sidebar && element.end() <= comments {
            end_of_sidebar = element.end();
            continue;
        }
        let by_property = || element.has_word("itemprop", "articleBody").then_some(0);
        let by_class = || ARTICLE.iter().position(|known| element.has_class(known)).map(|rank| rank + 1);
        let by_frame = || {
            let is_post = element.id().is_some_and(|id| {
                id.strip_prefix("post-").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
            });
            (is_post || element.name() == "article" && element.has_class("post")).then_some(ARTICLE.len() + 1)
        };
        let Some(rank) = by_property().or_else(by_class).or_else(by_frame) else { continue };
        let is_nested = candidates.iter().rev().take(8).any(|(other, outer)| *other == rank && outer.holds(element));
        if !is_nested {
            candidates.push((rank, element));
        }
    }
    candidates
}
