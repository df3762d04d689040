//! A page and the place where its comments begin → the title of what is discussed.

use crate::read::markup::Tree;

/// The title of the article, or the title for sharing (`og:title`), or the only `<h1>`, or the `<title>` of the page.
pub(in crate::read::format) fn title(tree: &Tree, comments: usize) -> Option<String> {
    let (mut article, mut shared, mut head) = (None, None, None);
    let mut headings = Vec::new();
    for element in tree.elements() {
        let is_before = element.place() < comments;
        match element.name() {
            "h1" | "h2" | "h3" if is_before => {
                let is_title =
                    element.classes().any(|class| matches!(class, "entry-title" | "post-title" | "article-title"))
                        || element.has_word("itemprop", "headline");
                if is_title {
                    article = article.or_else(|| element.line());
                }
                if element.name() == "h1" {
                    headings.extend(element.line());
                }
            }
            "meta" if element.attr("property") == Some("og:title") => {
                shared = shared.or_else(|| {
                    element.attr("content").map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned)
                });
            }
            "title" => head = head.or_else(|| element.line()),
            _ => {}
        }
    }
    let only_heading = if headings.len() == 1 { headings.pop() } else { None };
    article.or(shared).or(only_heading).or(head)
}
