//! Elements of a page that may be its article.
//!
//! In comes the tree of a page and the place where its comments begin; out come the elements before that place which are
//! called what articles are called, each with the rank of its name, the surest first.

use crate::read::markup::{Element, Tree};

/// Classes of the element that holds an article, the surest first.
#[rustfmt::skip]
const ARTICLE: [&str; 26] = [
    "entry-content", "entry__content", "post-content", "post-entry", "article-content", "article-body", "article__content", "article__body",
    "td-post-content", "single-content", "post_content", "post-body", "entry-body", "storycontent", "wp-block-post-content",
    "entry-text", "entrytext", "article-text", "post-text", "single-post-content", "postcontent", "contenttext",
    "post__content", "the-content", "entry", "post-inner",
];

/// Elements that may be the article, by the rank of their class; of those of one rank, none stands inside another.
pub(super) fn candidates(tree: &Tree, comments: usize) -> Vec<(usize, Element<'_>)> {
    let mut found: Vec<(usize, Element<'_>)> = Vec::new();
    // The end of the sidebar or the like that is looked at.
    let mut beside = 0;
    for element in tree.elements().take_while(|element| element.place() < comments) {
        if element.place() < beside || matches!(element.name(), "html" | "body" | "main") {
            continue;
        }
        let skip = ["sidebar", "widget", "related", "teaser", "excerpt"];
        let apart = matches!(element.name(), "aside" | "nav")
            || element.classes().any(|class| {
                skip.iter().any(|skip| class.contains(skip))
                    && !["no-", "has-", "with-"].iter().any(|start| class.starts_with(start))
            });
        // Themes name the frame of the whole page after its sidebar.
        if apart && element.end() <= comments {
            beside = element.end();
            continue;
        }
        let body = || element.has_word("itemprop", "articleBody").then_some(0);
        let by_class = || ARTICLE.iter().position(|known| element.has_class(known)).map(|rank| rank + 1);
        let frame = || {
            let is_post = element.id().is_some_and(|id| {
                id.strip_prefix("post-").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
            });
            (is_post || element.name() == "article" && element.has_class("post")).then_some(ARTICLE.len() + 1)
        };
        let Some(rank) = body().or_else(by_class).or_else(frame) else { continue };
        let inside = found.iter().rev().take(8).any(|(other, outer)| *other == rank && outer.holds(element));
        if !inside {
            found.push((rank, element));
        }
    }
    found
}
