//! Who wrote the article of a page, and when.
//!
//! In comes the tree of a page and the place where its comments begin; out comes a name or a time, where the page tells it
//! in its head or marks it as that of the article.

use crate::read::format::names;
use crate::read::markup::Tree;
use crate::read::when;

/// Who wrote the article.
pub(super) fn writer(tree: &Tree, comments: usize) -> Option<String> {
    let mut named = None;
    for element in tree.elements().take_while(|element| element.place() < comments) {
        match element.name() {
            "meta" if element.attr("name") == Some("author") => {
                named = named.or_else(|| element.attr("content").map(str::to_owned));
            }
            "a" if element.has_word("rel", "author") => named = named.or_else(|| element.line()),
            _ => {}
        }
    }
    let name = named?;
    let name = names::bare(&name);
    // Addresses of a profile stand there too.
    (!name.is_empty() && name.len() <= 80 && !name.contains("//")).then_some(name)
}

/// When the article was published.
pub(super) fn published(tree: &Tree, comments: usize) -> Option<String> {
    let mut meta = None;
    let mut shown = None;
    for element in tree.elements().take_while(|element| element.place() < comments) {
        match element.name() {
            "meta" if element.attr("property") == Some("article:published_time") => {
                meta = meta.or_else(|| when::iso(element.attr("content")?, false));
            }
            "time" if element.classes().any(|class| matches!(class, "entry-date" | "published")) => {
                shown = shown.or_else(|| when::iso(element.attr("datetime")?, false));
            }
            _ => {}
        }
    }
    meta.or(shown)
}
