//! The title of a page.
//!
//! In comes the tree of a page and the place where its comments begin; out comes the title of what is discussed.

use crate::read::markup::Tree;

/// The title of the page: that of the article, or what the page tells other sites, or the only heading of the first order.
pub(in crate::read::format) fn title(tree: &Tree, comments: usize) -> Option<String> {
    let (mut entry, mut told, mut head) = (None, None, None);
    let mut headings = Vec::new();
    for element in tree.elements() {
        let before = element.place() < comments;
        match element.name() {
            "h1" | "h2" | "h3" if before => {
                let is_entry =
                    element.classes().any(|class| matches!(class, "entry-title" | "post-title" | "article-title"))
                        || element.has_word("itemprop", "headline");
                if is_entry {
                    entry = entry.or_else(|| element.line());
                }
                if element.name() == "h1" {
                    headings.extend(element.line());
                }
            }
            "meta" if element.attr("property") == Some("og:title") => {
                told = told.or_else(|| {
                    element.attr("content").map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned)
                });
            }
            "title" => head = head.or_else(|| element.line()),
            _ => {}
        }
    }
    let only = if headings.len() == 1 { headings.pop() } else { None };
    entry.or(told).or(only).or(head)
}
